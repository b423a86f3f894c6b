"""Tables for people: fitted to the terminal when there is one, whole and plain when piped."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from nap.output.table import Column, Screen, Table, one_line

_UNUSUAL_WIDTH = re.compile("[^\x00-\u02ff\u2010-\u2027]")
"""Characters that may take no cell or two: all but those of the languages of Western Europe."""

_ALIGNED = 60
"""Texts longer than this are not waited for by the columns after them."""

_NO_BREAK, _STAND_IN = "\u00a0", "\ue000"
"""Rich breaks lines at a no-break space too; so it is shown a character that it takes for part of a word."""

_MOST_LINES = 3
"""On a terminal a cell takes about this many lines; `nap show` and every other format have the whole text."""


def render(table: Table, screen: Screen) -> str:
    """The table as text; "" when it has no rows."""
    if not table.rows:
        return ""
    indices = table.shown(screen)
    columns = [table.columns[i] for i in indices]
    rows = [[one_line(row[i]) for i in indices] for row in table.rows]
    return _plain(columns, rows) if screen.width is None else _fitted(columns, rows, screen.width, screen.color)


def width_of(text: str) -> int:
    """How many cells a text takes; wide and combining characters are counted as terminals show them."""
    if text.isascii() or not _UNUSUAL_WIDTH.search(text):
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _plain(columns: list[Column], rows: list[list[str]]) -> str:
    lines = [[column.heading for column in columns], *rows]
    padded = [_padded(column, [line[i] for line in lines]) for i, column in enumerate(columns)]
    return "".join(["  ".join(cells).rstrip() + "\n" for cells in zip(*padded, strict=True)])


def _padded(column: Column, cells: list[str]) -> list[str]:
    """The cells of a column, made as wide as the widest."""
    widths = [width_of(cell) for cell in cells]
    # Nothing is cut; but a few very long texts do not push the columns after them out of sight.
    most = min(max(widths), _ALIGNED) if column.grows else max(widths)
    spaces = [" " * (most - width) for width in widths]
    pairs = zip(spaces, cells, strict=True) if column.right else zip(cells, spaces, strict=True)
    return [before + after for before, after in pairs]


def _fitted(columns: list[Column], rows: list[list[str]], width: int, color: bool) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    shares = sum(column.grows for column in columns)
    grid = RichTable(
        box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="bold", expand=shares > 0
    )
    for column in columns:
        justify: Literal["left", "right"] = "right" if column.right else "left"
        grid.add_column(
            Text(column.heading), justify=justify, no_wrap=not column.grows, overflow="fold", ratio=column.grows or None
        )
    taken = sum(
        max(width_of(row[i]) for row in [[column.heading for column in columns], *rows]) + 2
        for i, column in enumerate(columns)
        if not column.grows
    )
    room = max(width - taken, 0)
    for row in rows:
        cells = (
            shorten(cell, _MOST_LINES * max(room * column.grows // shares - 4, 8)) if column.grows else cell
            for column, cell in zip(columns, row, strict=True)
        )
        grid.add_row(*(Text(cell.replace(_NO_BREAK, _STAND_IN)) for cell in cells))
    console = Console(width=width, color_system="auto" if color else None, force_terminal=color, highlight=False)
    with console.capture() as capture:
        console.print(grid)
    shown = capture.get().replace(_STAND_IN, _NO_BREAK)
    return "".join(line.rstrip() + "\n" for line in shown.splitlines() if line.strip())


def shorten(text: str, most: int) -> str:
    """A text of at most so many characters, ending in … where something was left out."""
    return text if len(text) <= most else text[: most - 2].rsplit(" ", 1)[0].rstrip(" ,;(") + " …"
