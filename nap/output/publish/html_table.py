"""Tables in HTML: headings that screen readers know, widths by classes, and room to scroll on a small screen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from nap.errors import NapError
from nap.output.publish.html_links import plain

if TYPE_CHECKING:
    from markdown_it.token import Token

_ALIGNMENT = {"text-align:right": "number", "text-align:center": "center"}
"""The class of a cell, by what the parser says of its alignment."""

_ROOM = 16
"""How many characters of a longer text a column shows on a line, also on a small screen."""
_WORD = 26
"""No word makes a column wider than this many characters; longer ones are broken."""
_SHORT, _SHORT_TOGETHER = 20, 60
"""Columns whose texts are no longer than the one, and together than the other, keep them on one line if they can."""
_LONG = 20
"""A cell with a longer word may break its words."""
_PADDING = 2
_STEP, _WIDEST = 4, 96
"""Least widths of tables, in characters, are multiples of the one and at most the other."""


class Table(NamedTuple):
    """A table whose rows still have to be rendered, and what stands around them."""

    opening: str
    rows: Sequence[Token]
    closing: str
    shares: tuple[float, ...]
    """The columns' shares of the width in percent; none where the browser decides."""
    width: int
    """The least width, in characters."""


def table(tokens: Sequence[Token], caption: str, label: str, *, called: str) -> Table:
    """The table between its opening and its closing token.

    `caption` is its element for it, if it has one, and `label` the attribute that names its frame; `called` is for
    messages. Raises `NapError` for widths that are not numbers, or not as many as there are columns.
    """
    opening = tokens[0]
    rows = tokens[1:-1]
    columns = _columns(rows)
    shares = _shares(str(opening.attrs.get("widths", "")), len(columns), called)
    width = _least_width(columns)
    heads_rows = "rows" in str(opening.attrs.get("class", "")).split()
    _mark_cells(rows, heads_rows=heads_rows, short=_short(columns))
    divided = "".join(f'<col class="{_share_class(share)}">' for share in shares)
    group = f"<colgroup>{divided}</colgroup>\n" if divided else ""
    frame = f'<div class="scroll" role="region" tabindex="0" {label}>\n'
    return Table(
        opening=f'{frame}<table class="{_width_class(width)}">\n{caption}{group}',
        rows=rows,
        closing="</table>\n</div>\n",
        shares=shares,
        width=width,
    )


def column_styles(shares: Iterable[float], widths: Iterable[int]) -> str:
    """The style sheet for the columns' shares, where there is room for them, and the tables' least widths."""
    divided = "".join(f"  .{_share_class(share)} {{ width: {share:g}%; }}\n" for share in sorted(shares))
    least = "".join(f".{_width_class(width)} {{ min-width: {width}ch; }}\n" for width in sorted(widths))
    return least + (f"@media print, (min-width: 64rem) {{\n{divided}}}\n" if divided else "")


def _share_class(share: float) -> str:
    return f"share-{share:g}".replace(".", "-")


def _width_class(width: int) -> str:
    return f"least-{width}"


def _shares(widths: str, columns: int, called: str) -> tuple[float, ...]:
    """Relative widths in percent."""
    if not widths.strip():
        return ()
    try:
        numbers = [float(word) for word in widths.split()]
    except ValueError:
        numbers = []
    if len(numbers) != columns or not all(math.isfinite(number) and number > 0 for number in numbers):
        raise NapError(
            f"The widths of the table “{called}” are “{widths}”, and it has {columns} columns.",
            "Write one number above zero for each column, with spaces between them.",
        )
    return tuple(round(100 * number / sum(numbers), 2) for number in numbers)


class _Column(NamedTuple):
    """How long the texts of a column are, in characters."""

    longest: int
    """The longest text below the heading."""
    word: int
    """The longest word, also of the heading, which may take as many lines as it has words."""

    @property
    def need(self) -> int:
        """What the column needs to be read with ease."""
        return max(min(self.longest, _ROOM), min(self.word, _WORD)) + _PADDING


def _columns(rows: Sequence[Token]) -> list[_Column]:
    """The columns of a table; each of its lines has as many cells as its heading."""
    lines: list[list[str]] = []
    for token in rows:
        if token.type == "tr_open":
            lines.append([])
        elif token.type == "inline":
            lines[-1].append(plain(token))
    return [
        _Column(
            longest=max(map(len, texts[1:]), default=0),
            word=max((len(word) for text in texts for word in text.split()), default=0),
        )
        for texts in zip(*lines, strict=True)
    ]


def _short(columns: Sequence[_Column]) -> set[int]:
    """The columns that keep their texts on one line, the shortest first."""
    short: set[int] = set()
    together = 0
    for i in sorted(range(len(columns)), key=lambda i: columns[i].longest):
        together += columns[i].longest
        if columns[i].longest > _SHORT or together > _SHORT_TOGETHER:
            break
        short.add(i)
    return short


def _least_width(columns: Sequence[_Column]) -> int:
    """The width at which every column has what it needs, if that is not too much."""
    return min(_WIDEST, math.ceil(sum(column.need for column in columns) / _STEP) * _STEP)


def _mark_cells(rows: Sequence[Token], *, heads_rows: bool, short: set[int]) -> None:
    """Say which cells head a column or a row, how they are aligned, and which stay on one line."""
    column = 0
    for i, token in enumerate(rows):
        if token.type == "tr_open":
            column = 0
        if token.type not in {"th_open", "td_open"}:
            continue
        text = plain(rows[i + 1])
        scope = "col" if token.type == "th_open" else "row" if heads_rows and column == 0 else ""
        if not text.strip():
            # An empty cell heads nothing.
            scope = ""
        looks = {
            _ALIGNMENT.get(str(token.attrs.get("style", "")), ""): True,
            "short": column in short and token.type == "td_open",
            "long": any(len(word) > _LONG for word in text.split()),
        }
        classes = " ".join(look for look, holds in looks.items() if look and holds)
        token.attrs = {}
        if scope:
            token.attrs["scope"] = scope
        if classes:
            token.attrs["class"] = classes
        # The cell, its text, and its end.
        token.tag = rows[i + 2].tag = "th" if scope else "td"
        column += 1
