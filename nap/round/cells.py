"""What stands in single cells of a form: texts, days and the words for a status."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from functools import cache
from typing import get_args

from nap.i18n import LANGUAGES, translated
from nap.model.words import ReportedStatus
from nap.output.words import STATUS
from nap.query import folded
from nap.round.returned import Filled

REPORTED: tuple[ReportedStatus, ...] = get_args(ReportedStatus)

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})")


def tidied(text: str) -> str:
    """A text without space at the ends of its lines, spaces side by side, and empty lines one below the other."""
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def day_of(filled: Filled) -> datetime.date | None:
    """The day that stands in a cell, as a date or as people in Belgium write one; None for anything else."""
    if isinstance(filled.value, datetime.date):
        return filled.value
    if isinstance(filled.value, str):
        written = _YEAR_FIRST.fullmatch(filled.value) or _DAY_FIRST.fullmatch(filled.value)
        if written:
            with suppress(ValueError):
                return datetime.date(*(int(written[name]) for name in ("year", "month", "day")))
    return None


@cache
def statuses() -> dict[str, ReportedStatus]:
    """Every status by what it is called, in every language."""
    said = {folded(translated(STATUS[status], language)): status for language in LANGUAGES for status in REPORTED}
    return said | {folded(status): status for status in REPORTED}
