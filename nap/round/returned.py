"""A form as it came back: cells as they were filled in, and what is wrong with the file as such.

Where it came from, a workbook or a CSV file, makes no difference from here on.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from nap.round.form import ColumnName

Value = str | datetime.date | float | bool
"""What stands in a cell. A whole number is a float too; a day with a time is only a day."""


class Wrong(NamedTuple):
    """What is wrong with a form that came back, and what to do about it, for whoever filled it in."""

    sheet: str
    """The name of the sheet; "" for the file as such."""
    cell: str
    """The cell, such as E5, or the cells, such as E5:E7; "" for the sheet as such."""
    message: str
    hint: str


class Filled(NamedTuple):
    """A cell in which something stands."""

    cell: str
    """Its name, such as E5."""
    value: Value


class ReturnedRow(NamedTuple):
    """A row of the sheet with the actions, below its headings."""

    number: int
    """Counted from 1, the headings included, as the program that it is filled in with shows it."""
    key: str
    """What stands in the hidden column; "" for nothing."""
    filled: Mapping[ColumnName, Filled]
    """What stands in the columns to fill; empty cells are left out, and so is space around a text."""


class Returned(NamedTuple):
    """A form that came back, as far as it could be read."""

    name: str
    """The name of its file."""
    sheet: str
    """The name of the sheet with the actions."""
    language: str
    """The language of the form, in which its problems are told; "" where it cannot be made out."""
    header: Mapping[str, str]
    """What the hidden sheet says of the form, by the names in `nap.round.form.HEADER`; empty for a CSV file."""
    sent: Mapping[str, int]
    """The number of the row that each key was given; empty for a CSV file."""
    rows: tuple[ReturnedRow, ...]
    wrong: tuple[Wrong, ...]
    """What is wrong with the file itself; nothing can be taken from a form with any."""
    faults: tuple[Wrong, ...] = ()
    """What is wrong with single cells, such as a formula; the other rows can be read all the same."""
    spoiled: frozenset[int] = frozenset()
    """The rows of those cells."""

    @property
    def everything_wrong(self) -> tuple[Wrong, ...]:
        """What is wrong with the file and with single cells."""
        return (*self.wrong, *self.faults)
