"""From the sheet with the actions, as it came back, to rows with answers, and all that is wrong with the sheet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from nap.round.form import COLUMNS, ColumnName
from nap.round.grid import (
    UNDO,
    Content,
    Grid,
    Position,
    Trouble,
    as_text,
    cell_name,
    cells_below,
    corners,
    some,
)
from nap.round.headings import Columns, columns_of
from nap.round.order import Line, Rows
from nap.round.returned import Filled, Returned, ReturnedRow, Wrong
from nap.round.unpack import Refused
from nap.round.wording import Wording
from nap.sentence import say

_TO_FILL: tuple[ColumnName, ...] = tuple(column.name for column in COLUMNS if column.to_fill)


class Sent(NamedTuple):
    """What is known of a form as it was sent; of a CSV file nothing is."""

    header: Mapping[str, str]
    rows: Mapping[str, int]
    """The number of the row that each key was given."""


NOTHING_SENT = Sent({}, {})


def unread(name: str, refused: Refused) -> Returned:
    """What is given back for a file of which nothing could be read."""
    return Returned(name, "", "", {}, {}, (), (Wrong("", "", refused.message, refused.hint),))


def gather(name: str, grid: Grid, language: str, words: Wording, sent: Sent, wrong: Iterable[Wrong] = ()) -> Returned:
    """What came back on the sheet with the actions; `wrong` is what was wrong with the file before."""
    columns = columns_of(grid, words)
    if columns is None:
        message = say("The headings of the form are missing in the first row.")
        headless = Wrong(grid.name, "A1", message, UNDO)
        return Returned(name, grid.name, language, sent.header, sent.rows, (), (*wrong, headless))
    sheet = _Sheet(grid, columns)
    found = (*wrong, *columns.wrong, *sheet.moved(sent.rows))
    faults = (*sheet.merged(), *sheet.troubles(), *sheet.outside())
    rows = tuple(sheet.rows())
    return Returned(name, grid.name, language, sent.header, sent.rows, rows, found, faults, sheet.spoiled())


class _Sheet:
    """A sheet with the actions, its columns made out."""

    def __init__(self, grid: Grid, columns: Columns) -> None:
        self.grid = grid
        self.columns = columns
        self.key = columns.numbers.get("key")
        self.lines = {number: cells for number, cells in sorted(grid.rows.items()) if number > columns.row}
        self.to_fill = [columns.numbers[name] for name in _TO_FILL if name in columns.numbers]
        """The columns that are read; what stands in the others was only shown."""

    def rows(self) -> Iterator[ReturnedRow]:
        """The rows with a key or with an answer."""
        for number, cells in self.lines.items():
            filled: dict[ColumnName, Filled] = {}
            for name in _TO_FILL:
                column = self.columns.numbers.get(name)
                content = cells.get(column) if column else None
                if column and content is not None and not isinstance(content, Trouble):
                    filled[name] = Filled(cell_name(number, column), content)
            key = self._key(cells)
            if key or filled:
                yield ReturnedRow(number, key, filled)

    def _key(self, cells: Mapping[int, Content]) -> str:
        return as_text(cells.get(self.key)) if self.key else ""

    def moved(self, sent: Mapping[str, int]) -> Iterator[Wrong]:
        """What was done to the rows; without the hidden column nothing is known of that."""
        if self.key is None:
            return
        shows = self.columns.numbers.get("number", 0)
        lines = []
        for number, cells in self.lines.items():
            known = [column for column in cells if column <= self.columns.width]
            if known:
                lines.append(Line(number, self._key(cells), as_text(cells.get(shows)), min(known)))
        yield from Rows(self.grid.name, lines, sent, self.columns.row, self.key).wrong()

    def merged(self) -> Iterator[Wrong]:
        """Cells that were made one, where an answer or a row of the form stands."""
        found = sorted(filter(self._matters, self.grid.merged), key=lambda cells: corners(cells) or ())
        hint = say("Split them, and write in each cell what belongs there.")
        yield from some([Wrong(self.grid.name, cells, say("Cells were merged here."), hint) for cells in found])

    def _matters(self, cells: str) -> bool:
        found = corners(cells)
        if found is None:
            return False
        (_, left), (bottom, right) = found
        below = bottom > self.columns.row and left <= self.columns.width
        return below or any(left <= column <= right for column in self.to_fill)

    def spoiled(self) -> frozenset[int]:
        """The rows in which cells to fill hold no value, or were made one with others."""
        spoiled = {
            number
            for number, cells in self.lines.items()
            if any(isinstance(cells.get(column), Trouble) for column in self.to_fill)
        }
        numbers, covered = list(self.lines), 0
        for top, bottom in sorted(self._merged_rows()):
            if bottom > covered:  # a file may merge all rows, many times
                first, last = bisect_left(numbers, max(top, covered + 1)), bisect_right(numbers, bottom)
                spoiled.update(numbers[first:last])
                covered = bottom
        return frozenset(spoiled)

    def _merged_rows(self) -> Iterator[tuple[int, int]]:
        for cells in filter(self._matters, self.grid.merged):
            if found := corners(cells):
                yield found[0][0], found[1][0]

    def troubles(self) -> Iterator[Wrong]:
        """Cells to fill with something in them that is no value."""
        by_kind: dict[Trouble, list[Position]] = {}
        for number, cells in self.lines.items():
            for column in self.to_fill:
                content = cells.get(column)
                if isinstance(content, Trouble):
                    by_kind.setdefault(content, []).append((number, column))
        for trouble, positions in by_kind.items():
            wrong = [Wrong(self.grid.name, cells, trouble.message, trouble.hint) for cells in cells_below(positions)]
            yield from some(wrong)

    def outside(self) -> Iterator[Wrong]:
        """What stands beside the form, or far below it: it would be lost without a word."""
        beside = [
            (number, column) for number, cells in self.lines.items() for column in cells if column > self.columns.width
        ]
        message, hint = (
            say("What stands here is outside the form."),
            say("Write it in the cells to fill, or delete it."),
        )
        places = (*cells_below(beside), *self.grid.outside)
        yield from some([Wrong(self.grid.name, cells, message, hint) for cells in places])
