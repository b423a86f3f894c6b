"""What stands in single cells of a form: texts, days and the words for a status; and where the cells are."""

from __future__ import annotations

import datetime
import re
import string
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import Any

from nap.i18n import LANGUAGES, translated
from nap.model.action import Update
from nap.model.words import REPORTED, ReportedStatus
from nap.output.table import HIDDEN
from nap.output.words import STATUS
from nap.query import folded
from nap.round.form import COLUMNS, ColumnName
from nap.round.grid import cell_name
from nap.round.returned import Filled, ReturnedRow, Wrong

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})")
_NAMED_MONTH = re.compile(r"(?P<day>\d{1,2})(?:er|\.)? (?P<month>[^\W\d_]+) (?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})")


def tidied(text: str) -> str:
    """A text without space at the ends of its lines, spaces side by side, empty lines one below the other, and what
    cannot be seen: it comes along when a text is pasted, and nobody could find it.
    """
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in re.sub(HIDDEN, "", text).strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def day_of(filled: Filled) -> datetime.date | None:
    """The day that stands in a cell, as a date or as people in Belgium write one; None for anything else."""
    if isinstance(filled.value, datetime.date):
        return filled.value
    if not isinstance(filled.value, str):
        return None
    text = " ".join(filled.value.split())
    written = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text) or _NAMED_MONTH.fullmatch(text)
    if not written:
        return None
    month = written["month"]
    number = int(month) if month.isdecimal() else _months().get(folded(month), 0)
    with suppress(ValueError):
        return datetime.date(int(written["year"]), number, int(written["day"]))
    return None


@cache
def _months() -> dict[str, int]:
    """The number of each month by its name, in every language."""
    from babel.dates import get_month_names  # noqa: PLC0415 - for who writes a month as a word

    named = (get_month_names("wide", locale=language).items() for language in LANGUAGES)
    return {folded(name): number for names in named for number, name in names}


def statuses(words: Sequence[str]) -> dict[str, ReportedStatus]:
    """Every status by what it is called: in a form with these words for them, and anywhere else."""
    return known_statuses() | {folded(word): status for word, status in zip(words, REPORTED, strict=True)}


@cache
def known_statuses() -> dict[str, ReportedStatus]:
    """Every status by what it is called in every language, and in the plan's files."""
    said = {folded(translated(STATUS[status], language)): status for language in LANGUAGES for status in REPORTED}
    return said | {folded(status): status for status in REPORTED}


# -- places ----------------------------------------------------------------------------------------------------

_NUMBERS: Mapping[ColumnName, int] = {column.name: number for number, column in enumerate(COLUMNS, start=1)}


def cell_of(row: ReturnedRow, column: ColumnName) -> str:
    """The name of a row's cell in a column, such as E5."""
    return cell_name(row.number, _NUMBERS[column])


def place_of(wrong: Wrong) -> tuple[int, str]:
    """The row and the column of a cell, to put what is wrong in the order in which it stands."""
    first = wrong.cell.partition(":")[0]
    return int(first.lstrip(string.ascii_uppercase) or 0), first


# -- updates ---------------------------------------------------------------------------------------------------


def in_order(update: Mapping[str, Any]) -> dict[str, Any]:
    """An update with its fields in the order of the model."""
    return {name: update[name] for name in Update.model_fields if name in update}
