"""A sheet that came back: which cells of it say something, and what.

Where it came from, a workbook or a CSV file, makes no difference here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from nap.round.returned import Value, Wrong
from nap.round.unpack import too_much
from nap.sentence import say

MAX_ROWS = 2_000
"""The largest form of the first plan has about a hundred rows; what stands further down is in no form."""
MAX_COLUMNS = 40
"""A form has eleven columns; what stands further to the right is in no form."""
MAX_OUTSIDE = 1_000
"""So many cells outside these are told to whoever filled them; with more it is another table, and no form."""
MAX_TEXT = 32_767
"""A spreadsheet program keeps no more characters in a cell."""
MAX_TEXTS = 4_000_000
"""Characters in all cells together: twenty times what a large form, well filled in, has. A workbook keeps a text that
stands in many cells only once, so that a small file can hold any number of them."""
MAX_TOLD = 20
"""Of one kind of mistake so many are told, and then how many more there are."""

UNDO = say("Undo this, or ask for a new form and copy the answers into it.")
"""What to do about a form whose rows, columns or sheets were changed."""


Position = tuple[int, int]
"""The number of a row and that of a column, counted from 1."""


class Trouble(NamedTuple):
    """What stands in a cell instead of a value, and what to do about it."""

    message: str
    hint: str


Content = Value | Trouble

_TOO_LONG = Trouble(
    say("There is far more text here than a cell can hold."), say("Keep what matters, and give a link to the rest.")
)


class Grid(NamedTuple):
    """A sheet, as far as it says something."""

    name: str
    """The name of the sheet; "" for a CSV file, which has none."""
    rows: Mapping[int, Mapping[int, Content]]
    """What stands in the cells, by the number of the row and then of the column, both counted from 1."""
    merged: tuple[str, ...] = ()
    """The ranges of cells that were merged, such as E5:F6."""
    outside: tuple[str, ...] = ()
    """The names of cells that say something beyond `MAX_ROWS` and `MAX_COLUMNS`."""

    def texts(self, row: int) -> list[str]:
        """What a row says, cell after cell, up to the last that says something."""
        cells = self.rows.get(row, {})
        return [as_text(cells.get(column)) for column in range(1, max(cells, default=0) + 1)]


def letter(column: int) -> str:
    """What a column is called: A for 1, AA for 27."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """What a cell is called, such as E5."""
    return f"{letter(column)}{row}"


def column_number(name: str) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for character in name:
        number = 26 * number + ord(character) - ord("A") + 1
    return number


_RANGE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")


def corners(name: str) -> tuple[Position, Position] | None:
    """The first and the last cell of a range such as E5:F6; None for anything else."""
    match = _RANGE.fullmatch(name)
    if match is None:
        return None
    return (int(match[2]), column_number(match[1])), (int(match[4]), column_number(match[3]))


def as_text(content: Content | None) -> str:
    """What a cell says, where a text is meant: the key of a row, a heading; "" for nothing, or what is no value."""
    if content is None or isinstance(content, Trouble):
        return ""
    if isinstance(content, float) and content.is_integer():
        return str(int(content))
    return str(content)


# -- texts -----------------------------------------------------------------------------------------------------

# A workbook writes a character that XML cannot say, or that it would change, by its number.
_BY_NUMBER = re.compile("_x00([01][0-9A-Fa-f]|7F)_")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_SPACE = "".join(character for character in map(chr, range(0x3001)) if character.isspace()) + "\u200b\u2060"


def clean(text: str) -> str:
    """A text as it was meant: lines end in one way, and nothing but words stands at its ends; "" for only spaces.

    Other control characters are left out without a word. Nobody types them; they come along when a text is pasted
    from elsewhere, and whoever is asked to remove them cannot see where they stand.
    """
    text = _BY_NUMBER.sub(lambda found: chr(int(found[1], 16)), text)
    text = _CONTROL.sub("", _LINE_END.sub("\n", text)).replace("\t", " ")
    return text.strip(_SPACE)


class Texts:
    """Makes the texts of a form's cells clean, each once: many cells may share one."""

    def __init__(self) -> None:
        self._known: dict[str, Content | None] = {}
        self._left = MAX_TEXTS

    def content(self, text: str) -> Content | None:
        """What a cell with a text says; None for only spaces. Raises `Refused` for more than a form can hold."""
        self._left -= len(text)
        if self._left < 0:
            raise too_much()
        if text not in self._known:
            self._known[text] = _TOO_LONG if len(text) > MAX_TEXT else clean(text) or None
        return self._known[text]


# -- telling many as one ---------------------------------------------------------------------------------------


def blocks(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each unbroken series of numbers."""
    ordered = sorted(set(numbers))
    breaks = [at for at, (one, next_one) in enumerate(pairwise(ordered), start=1) if next_one != one + 1]
    for start, end in pairwise([0, *breaks, len(ordered)] if ordered else []):
        yield ordered[start], ordered[end - 1]


def cells_below(cells: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The names of cells, those that stand below one another as one range, such as E5:E7."""
    by_column: dict[int, list[int]] = {}
    for row, column in cells:
        by_column.setdefault(column, []).append(row)
    for column, rows in sorted(by_column.items()):
        for first, last in blocks(rows):
            yield cell_name(first, column) + (f":{cell_name(last, column)}" if last > first else "")


def some(wrong: list[Wrong]) -> list[Wrong]:
    """The first mistakes of one kind, and how many more there are."""
    if len(wrong) <= MAX_TOLD:
        return wrong
    more = say("And {count} more like these.", count=len(wrong) - MAX_TOLD)
    return [*wrong[:MAX_TOLD], Wrong(wrong[0].sheet, "", more, wrong[0].hint)]


def rising(numbers: Sequence[int]) -> list[int]:
    """The places of the most numbers that stand in order; the others are those that were moved."""
    ends: list[int] = []
    """The place of the lowest number in which a series of each length ends."""
    before: list[int] = []
    """The place of the number before each in its series; -1 for none."""
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number, key=lambda end: numbers[end])
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [place]
    series = []
    place = ends[-1] if ends else -1
    while place >= 0:
        series.append(place)
        place = before[place]
    return series[::-1]
