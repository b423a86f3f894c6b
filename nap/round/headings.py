"""Which column of a form that came back is which, by the headings in its first row, and what was done to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from nap.i18n import LANGUAGES
from nap.round.form import COLUMNS, ColumnName
from nap.round.grid import UNDO, Grid, cell_name, letter, rising
from nap.round.returned import Wrong
from nap.round.wording import Wording, wording
from nap.sentence import Sentence, say
from nap.store.shown import short

_ENOUGH = len(COLUMNS) // 2 + 1
"""A row with so many headings of a form is the one with its headings."""
FURTHEST = 20
"""Who puts something above the headings moves them down no further than this."""


class Columns(NamedTuple):
    """The columns of a form that came back."""

    row: int
    """The row in which their headings stand."""
    numbers: Mapping[ColumnName, int]
    """Where each column stands now, by its name; those that are missing are left out."""
    width: int
    """The number of the last column that has a heading, or that had one."""
    wrong: tuple[Wrong, ...]


def language_of(texts: Sequence[str]) -> str:
    """The language of a row with headings, which may lack some; "" for a row that is none."""
    counts = {language: _count(texts, wording(language)) for language in LANGUAGES}
    best = max(LANGUAGES, key=lambda language: counts[language])
    return best if counts[best] >= _ENOUGH else ""


def language_in(grid: Grid) -> str:
    """The language of the headings on a sheet; "" for a sheet without."""
    return next(filter(None, (language_of(grid.texts(row)) for row in range(1, FURTHEST + 1))), "")


def columns_of(grid: Grid, words: Wording) -> Columns | None:
    """Which column is which in a form with these words; None for a sheet without its headings."""
    row = max(range(1, FURTHEST + 1), key=lambda number: _count(grid.texts(number), words))
    texts = grid.texts(row)
    if _count(texts, words) < _ENOUGH:
        return None
    # A column whose heading is gone is there all the same.
    below = (column for number, cells in grid.rows.items() if number > row for column in cells)
    texts += [""] * (max((column for column in below if column <= len(COLUMNS)), default=0) - len(texts))
    numbers, wrong = _compared([_folded(text) for text in texts], texts, words, grid.name, row)
    if row > 1:
        message = say("The headings stand in row {row}; they belong in the first.", row=row)
        wrong.insert(0, Wrong(grid.name, cell_name(row, 1), message, UNDO))
    return Columns(row, numbers, len(texts), tuple(wrong))


def _folded(text: str) -> str:
    """A heading without what changes when its cell is made narrower, or when somebody types it over."""
    return " ".join(text.split()).casefold()


@cache
def _folded_headings(words: Wording) -> tuple[str, ...]:
    return tuple(map(_folded, words.headings))


def _count(texts: Sequence[str], words: Wording) -> int:
    return len(set(_folded_headings(words)) & {_folded(text) for text in texts})


def _compared(
    found: Sequence[str], texts: Sequence[str], words: Wording, sheet: str, row: int
) -> tuple[dict[ColumnName, int], list[Wrong]]:
    """Where each column stands, and what was done to the columns. They are counted from 0 until they are told."""
    expected = _folded_headings(words)
    there = {index: found.index(heading) for index, heading in enumerate(expected) if heading in found}
    places = list(there.items())
    kept = [places[at] for at in rising([to for _, to in places])]
    others = [to for to in range(len(found)) if to not in there.values()]
    renamed, missing = _in_the_gaps(
        kept, [index for index in range(len(expected)) if index not in there], others, len(found)
    )
    telling = _Telling(words, sheet, row)
    moved = set(there.items()) - set(kept)
    wrong = [(to, telling.moved(index, to)) for index, to in moved]
    wrong += [(to, telling.renamed(index, to, texts[to])) for index, to in renamed.items()]
    wrong += [(index, telling.missing(index)) for index in missing]
    inserted = set(others) - set(renamed.values())
    wrong += [(to, telling.inserted(to, texts[to])) for to in inserted]
    numbers = {COLUMNS[index].name: to + 1 for index, to in sorted((there | renamed).items())}
    return numbers, [item for _, item in sorted(wrong, key=lambda item: item[0])]


def _in_the_gaps(
    kept: Sequence[tuple[int, int]], missing: Sequence[int], others: Sequence[int], width: int
) -> tuple[dict[int, int], list[int]]:
    """Which missing columns stand, under another heading, between the neighbours they had; and which nowhere."""
    renamed: dict[int, int] = {}
    gone: list[int] = []
    for (left, left_to), (right, right_to) in pairwise([(-1, -1), *kept, (len(COLUMNS), width)]):
        candidates = [to for to in others if left_to < to < right_to]
        for index in (index for index in missing if left < index < right):
            if candidates:
                renamed[index] = candidates.pop(0)
            else:
                gone.append(index)
    return renamed, gone


class _Telling(NamedTuple):
    """Says what was done to a column, which is counted from 0."""

    words: Wording
    sheet: str
    row: int

    def heading(self, index: int) -> str:
        return self.words.headings[index]

    def wrong(self, to: int, message: Sentence, hint: Sentence = UNDO) -> Wrong:
        return Wrong(self.sheet, cell_name(self.row, to + 1), message, hint)

    def moved(self, index: int, to: int) -> Wrong:
        values = {"heading": self.heading(index), "now": letter(to + 1), "before": letter(index + 1)}
        return self.wrong(to, say("The column “{heading}” stands in {now}; it stood in {before}.", **values))

    def renamed(self, index: int, to: int, text: str) -> Wrong:
        values = {"heading": self.heading(index), "letter": letter(to + 1)}
        if not text:
            return self.wrong(to, say("The heading “{heading}” of column {letter} is gone.", **values))
        return self.wrong(
            to, say("The heading of column {letter} was “{heading}”; now it is “{text}”.", text=short(text), **values)
        )

    def missing(self, index: int) -> Wrong:
        values = {"heading": self.heading(index), "letter": letter(index + 1)}
        if COLUMNS[index].hidden:
            message = say("The hidden column {letter}, which says what each row is about, is missing.", **values)
            return self.wrong(index, message)
        return self.wrong(index, say("The column “{heading}” is missing; it stood in {letter}.", **values))

    def inserted(self, to: int, text: str) -> Wrong:
        message = say("The form has no such column {letter}.", letter=letter(to + 1))
        if text:
            message = say("The form has no column “{text}”.", text=short(text))
        hint = say("Write what it says in the columns of the form, and delete this one.")
        return self.wrong(to, message, hint)
