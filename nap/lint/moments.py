"""The smallest things that a deadline's words can say: a day, a month, a year or a part of one."""

from __future__ import annotations

import datetime
import re
import unicodedata
from calendar import monthrange
from typing import NamedTuple

from nap.lint.vocabulary import Vocabulary
from nap.model.words import Precision
from nap.store.hints import DASHES

_WORD = re.compile(
    r"""[12][0-9]{3}-[0-9]{2}-[0-9]{2}(?![0-9])              # 2024-12-31
    | [0-9]{1,2}([/.-])[0-9]{1,2}\1[12][0-9]{3}(?![0-9])     # 31/12/2024
    | [0-9]{1,2}[^\W\d_]{1,3}\b                              # 1ste
    | [0-9]+ | [^\W\d_]+ | [^\s.]""",
    re.VERBOSE,
)
_YEAR = re.compile(r"[12][0-9]{3}")
_DAY = re.compile(r"[0-9]{1,2}")
# Year, month, day; or day, month, year.
_NUMERIC = re.compile(r"[0-9]{1,4}([/.-])[0-9]{1,2}\1[0-9]{1,4}")


class Moment(NamedTuple):
    """A part of the calendar."""

    first: datetime.date
    """Its first day."""
    last: datetime.date
    """Its last day; of the end of something, the only one."""
    precision: Precision
    """The smallest unit of the calendar that the words fix; a quarter or a half year fixes its last month."""
    is_end: bool = False
    """Whether the words speak of the end of something."""


def compared(text: str, vocabulary: Vocabulary) -> str:
    """A text in the form in which phrases are compared."""
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(DASHES)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    words = (match[0] for match in _WORD.finditer(bare))
    return " ".join(word for word in words if word not in vocabulary.fillers)


def read_moment(phrase: str, vocabulary: Vocabulary) -> Moment | None:
    """The moment that a phrase in its compared form gives, and nothing else than that; or else None."""
    word, _, rest = phrase.partition(" ")
    edge = word in vocabulary.ends or word in vocabulary.beginnings
    try:
        unit = _unit(rest if edge else phrase, vocabulary)
    except ValueError:  # 31 June, or a fifth quarter
        return None
    if unit is None or not edge:
        return unit
    if word in vocabulary.ends:
        return Moment(unit.last, unit.last, unit.precision, is_end=True) if unit.precision != "day" else None
    return Moment(unit.first, unit.last.replace(month=3), "year") if unit.precision == "year" else None


def _unit(phrase: str, vocabulary: Vocabulary) -> Moment | None:
    """A whole year, part of a year, month or day. Raises `ValueError` for one that no calendar has."""
    if _NUMERIC.fullmatch(phrase):
        numbers = [int(number) for number in re.split("[/.-]", phrase)]
        return _day(*(numbers if _YEAR.match(phrase) else reversed(numbers)))
    *words, year = phrase.split(" ")
    return _in_year(int(year), words, vocabulary) if _YEAR.fullmatch(year) else None


def _in_year(year: int, words: list[str], vocabulary: Vocabulary) -> Moment | None:
    months, ordinals, parts = vocabulary.months, vocabulary.ordinals, vocabulary.parts
    match words:
        case []:
            return _months(year, 1, 12, "year")
        case [month] if month in months:
            return _months(year, months[month], months[month], "month")
        case [day, month] if month in months and _DAY.fullmatch(day):
            return _day(year, months[month], int(day))
        case [ordinal, part] if ordinal in ordinals and part in parts:
            return _part(year, ordinals[ordinal], parts[part])
        case [part, ordinal] if ordinal in ordinals and part in parts:
            return _part(year, ordinals[ordinal], parts[part])
    return None


def _day(year: int, month: int, day: int) -> Moment:
    found = datetime.date(year, month, day)
    return Moment(found, found, "day")


def _part(year: int, ordinal: int, length: int) -> Moment:
    return _months(year, (ordinal - 1) * length + 1, ordinal * length, "month")


def _months(year: int, month: int, end: int, precision: Precision) -> Moment:
    last = datetime.date(year, end, monthrange(year, end)[1])
    return Moment(datetime.date(year, month, 1), last, precision)
