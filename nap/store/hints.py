"""What to write instead of what a field cannot say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence

from nap.errors import closest
from nap.sentence import say
from nap.store.synonyms import meant_by

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
"""What a text processor makes of a hyphen."""

HOW_TEXTS_ARE_WRITTEN = say("Put it between quotes.")

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})(?:[T ][\d:]+.*)?")


def nearest(word: str, words: Iterable[str]) -> list[str]:
    """The word that was probably meant, if there is one."""
    return closest(word.lower(), words)[:1]


def fields_hint(word: str, allowed: Sequence[str]) -> str:
    """Which fields there are, and which of them was probably meant."""
    fields, near = ", ".join(allowed), nearest(word, allowed)
    if near:
        return say("Did you mean `{near}`? Fields here: {fields}.", near=near[0], fields=fields)
    return say("Fields here: {fields}.", fields=fields)


def words_hint(word: str, words: Sequence[str]) -> str:
    """Which words there are, and which of them was probably meant."""
    allowed, meant = ", ".join(words), meant_by(word, words)
    near = [meant] if meant else nearest(word, words)
    if near:
        return say("Did you mean {near}? Write one of: {words}.", near=near[0], words=allowed)
    return say("Write one of: {words}.", words=allowed)


def text_hint(value: object) -> str:
    """What to write where a text is needed."""
    if isinstance(value, dict):
        return say("Write one text here, not one by language.")
    if isinstance(value, tuple):
        return say("Write one text here, without dashes or brackets.")
    return HOW_TEXTS_ARE_WRITTEN


def day_hint(value: object) -> str:
    """How to write what was probably meant as a day."""
    written = str(value).translate(DASHES)
    found = _DAY_FIRST.fullmatch(written) or _YEAR_FIRST.fullmatch(written)
    if found:
        try:
            day = datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return say("Correct the day or the month.")
        return say("Write {day}.", day=day.isoformat())
    return say("Write the year, the month and the day: 2024-12-31 is 31 December 2024.")
