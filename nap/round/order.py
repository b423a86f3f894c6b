"""What was done to the rows of a form: each carries its key, and the hidden sheet says which row each key was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from nap.round.form import key_from
from nap.round.grid import UNDO, blocks, cell_name, cells_below, rising, some
from nap.round.returned import Wrong
from nap.sentence import say

_FEW = 5
"""So many moves are told one by one; more come from sorting the sheet."""


class Line(NamedTuple):
    """A row below the headings in which something stands."""

    number: int
    key: str
    called: str
    """What it shows as its number, such as 35 a."""
    first: int
    """The first of its columns in which something stands."""


def called(key: str) -> str:
    """What the row of a key shows as its number; "" for a text that is no key."""
    known = key_from(key)
    return known.number if known else ""


class Rows:
    """The rows of a form that came back, beside those that it was sent with."""

    def __init__(
        self, sheet: str, lines: Sequence[Line], sent: Mapping[str, int], headings: int, key_column: int
    ) -> None:
        self.sheet = sheet
        self.headings = headings
        self.lines = lines
        self.sent = sent
        self.key_column = key_column
        self.by_key: dict[str, list[int]] = {}
        for line in lines:
            if line.key:
                self.by_key.setdefault(line.key, []).append(line.number)
        self.now = {key: self._original(key) for key in self.by_key}
        """The row in which each key stands; of copies, the one that stands where it was sent, or the first."""
        self.missing = {number: key for key, number in sent.items() if key not in self.by_key}
        """The keys that were sent and are not there, by the row that each was given."""
        without = [line for line in lines if not line.key]
        self.lost = [line.number for line in without if self._lost_its_key(line)]
        self.added = [line for line in without if not self._lost_its_key(line)]

    def _original(self, key: str) -> int:
        numbers = self.by_key[key]
        return self.sent[key] if self.sent.get(key) in numbers else numbers[0]

    def _lost_its_key(self, line: Line) -> bool:
        """Whether a row without a key had one. Where that is not known, rows of the form are those with a number."""
        return line.number in self.missing if self.sent else bool(line.called)

    def wrong(self) -> Iterator[Wrong]:
        """All that was done to the rows, each block of them told once."""
        for found in (
            self._copies,
            self._strange,
            self._without_key,
            self._added,
            self._deleted,
            self._inserted,
            self._mixed,
        ):
            yield from some(list(found()))
        yield from self._moved()

    def _wrong(self, cell: str, message: str, hint: str = UNDO) -> Wrong:
        return Wrong(self.sheet, cell, message, hint)

    def _copies(self) -> Iterator[Wrong]:
        hint = say("Keep the answer in one of them, and delete the other.")
        pairs = [(at, self.now[key]) for key, numbers in self.by_key.items() for at in numbers if at != self.now[key]]
        for (first, last), (other_first, other_last) in _pairs_in_blocks(pairs):
            message = say("Row {row} is a copy of row {other}.", row=first, other=other_first)
            if last > first:
                values = {"first": first, "last": last, "other_first": other_first, "other_last": other_last}
                message = say("Rows {first} to {last} are copies of rows {other_first} to {other_last}.", **values)
            yield self._wrong(f"A{first}", message, hint)

    def _strange(self) -> Iterator[Wrong]:
        hint = say("Delete what comes from elsewhere; what is to be answered belongs in its own row.")
        strange = [key for key in self.by_key if (self.sent and key not in self.sent) or not called(key)]
        for first, last in blocks(self.now[key] for key in strange):
            message = say("Row {row} is none of the rows of this form.", row=first)
            if last > first:
                message = say("Rows {first} to {last} are none of the rows of this form.", first=first, last=last)
            yield self._wrong(f"A{first}", message, hint)

    def _without_key(self) -> Iterator[Wrong]:
        for cells in cells_below((number, self.key_column) for number in self.lost):
            yield self._wrong(cells, say("The hidden column no longer says what these rows are about."))

    def _added(self) -> Iterator[Wrong]:
        hint = say("Write it in the row of its action, in the cells to fill.")
        for line in self.added:
            yield self._wrong(
                cell_name(line.number, line.first), say("What stands here is in no row of the form."), hint
            )

    def _deleted(self) -> Iterator[Wrong]:
        for first, last in blocks(self.missing.keys() - set(self.lost)):
            what = called(self.missing[first])
            message = say("Row {row} ({what}) is missing.", row=first, what=what)
            if last > first:
                values = {"first": first, "last": last, "what": what, "what_last": called(self.missing[last])}
                message = say("Rows {first} to {last} ({what} to {what_last}) are missing.", **values)
            yield self._wrong("", message)

    def _inserted(self) -> Iterator[Wrong]:
        last_known = max((number for key, number in self.now.items() if key in self.sent), default=0)
        there = {line.number for line in self.lines} | set(self.missing)
        for first, last in blocks(set(range(self.headings + 1, last_known)) - there):
            message = say("Row {row} was inserted.", row=first)
            if last > first:
                message = say("Rows {first} to {last} were inserted.", first=first, last=last)
            yield self._wrong(f"A{first}", message, say("Delete what is empty."))

    def _moved(self) -> Iterator[Wrong]:
        known = sorted((self.now[key], self.sent[key]) for key in self.now if key in self.sent)
        in_order = set(rising([before for _, before in known]))
        moved = list(_pairs_in_blocks(pair for place, pair in enumerate(known) if place not in in_order))
        if len(moved) > _FEW:
            (first, _), (before, _) = moved[0]
            values = {"row": first, "before": before}
            message = say(
                "The rows stand in another order than before: row {row} was row {before}, for example.", **values
            )
            yield self._wrong(f"A{first}", message)
            return
        for (first, last), (before, before_last) in moved:
            message = say("Row {row} was row {before}.", row=first, before=before)
            if last > first:
                values = {"first": first, "last": last, "before": before, "before_last": before_last}
                message = say("Rows {first} to {last} were rows {before} to {before_last}.", **values)
            yield self._wrong(f"A{first}", message)

    def _mixed(self) -> Iterator[Wrong]:
        """Rows that show the number of another one: somebody sorted them and left the hidden column where it was."""
        all_called = {called(key) for key in self.by_key}
        mixed = {
            line.number: line
            for line in self.lines
            if line.key and line.called and line.called in all_called and line.called != called(line.key)
        }
        for first, last in blocks(mixed):
            values = {"row": first, "shown": mixed[first].called, "meant": called(mixed[first].key)}
            message = say("Row {row} shows {shown}, but its hidden column stands for {meant}.", **values)
            yield self._wrong(f"A{first}" + (f":A{last}" if last > first else ""), message)


def _pairs_in_blocks(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of rows, those that follow each other on both sides together: the first and the last of each side."""
    block: list[tuple[int, int]] = []
    for pair in sorted(pairs):
        if block and pair != (block[-1][0] + 1, block[-1][1] + 1):
            yield (block[0][0], block[-1][0]), (block[0][1], block[-1][1])
            block = []
        block.append(pair)
    if block:
        yield (block[0][0], block[-1][0]), (block[0][1], block[-1][1])
