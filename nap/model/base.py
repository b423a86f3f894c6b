"""What all records share: strict and frozen, texts in several languages, and dates that are dates."""

from __future__ import annotations

import datetime
import os
import re
from functools import lru_cache
from typing import Annotated, Any

# pydantic looks through every installed package for plugins before it builds its first model; nap has none, and
# that search takes a twentieth of the time of a short command.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from nap.sentence import say

LANGUAGE = r"^[a-z]{2,3}$"
ACTOR_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
RULE_CODE = r"^NAP[0-9]{0,3}$"
MEASURE_ID = r"^[a-z]{1,2}$"
ACTION_ID = r"^[1-9][0-9]*[a-z]*$"

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Record(BaseModel):
    """A record of the plan: unknown keys are refused, nothing is converted silently, nothing changes."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True)


class _Forgotten:
    """Takes the place of what pydantic notes in each record: which of its fields were given.

    Nobody asks for it, and in a plan of 10,000 actions these notes take a fifth of all memory.
    """

    def __get__(self, _record: object, _type: type | None = None) -> set[str]:
        return set()

    def __set__(self, _record: object, _given: object) -> None:
        pass


type.__setattr__(Record, "__pydantic_fields_set__", _Forgotten())


def _as_text(value: object, info: ValidationInfo) -> object:
    """A plain string is a text in the plan's source language, which the loader passes as context."""
    if type(value) is dict and value:
        return value
    if not isinstance(value, str | dict):
        raise PydanticCustomError("string_type", "a text, or a mapping of texts by language, is needed")
    if not value or (isinstance(value, str) and not value.strip()):
        raise PydanticCustomError("string_too_short", "a text must say something")
    if isinstance(value, str):
        context: dict[str, Any] = info.context or {}
        return {context.get("source_language", "und"): value}
    return value


_HOW_DAYS_ARE_WRITTEN = say("a day is written as YYYY-MM-DD, for example 2024-12-31")


class NotADay(ValueError):
    """What stands where a day is needed, and is none."""


def _as_day(value: object) -> object:
    """A day written as YYYY-MM-DD; strings only, because a number is never a day."""
    if isinstance(value, datetime.date):
        return value
    if not isinstance(value, str):
        raise NotADay(_HOW_DAYS_ARE_WRITTEN)
    return _day_of(value)


@lru_cache(maxsize=1000)
def _day_of(value: str) -> datetime.date:
    """The day that is written so. Remembered: the updates of a round are of one day."""
    if not _ISO_DAY.fullmatch(value):
        raise NotADay(_HOW_DAYS_ARE_WRITTEN)
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise NotADay(say("{value} is not a day of the calendar", value=value)) from None


Line = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
"""A string that says something."""

LanguageCode = Annotated[str, StringConstraints(pattern=LANGUAGE)]

Text = Annotated[
    dict[LanguageCode, Line],
    BeforeValidator(_as_text),
    WithJsonSchema(
        {
            "description": "A text by language code; a plain string is in the plan's source language.",
            "anyOf": [
                {"type": "string", "pattern": r"\S"},
                {
                    "type": "object",
                    "minProperties": 1,
                    "propertyNames": {"pattern": LANGUAGE},
                    "additionalProperties": {"type": "string", "pattern": r"\S"},
                },
            ],
        }
    ),
]
"""A text by language code, for example `{"nl": "…", "fr": "…"}`."""

Day = Annotated[
    datetime.date,
    BeforeValidator(_as_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "description": "A day, YYYY-MM-DD."}),
]
"""A day of the calendar, written YYYY-MM-DD."""

Slug = Annotated[str, StringConstraints(pattern=ACTOR_ID)]
"""Lower-case words joined by hyphens: an id that is safe in file names."""
ActorId = Slug
ActionId = Annotated[str, StringConstraints(pattern=ACTION_ID)]
MeasureId = Annotated[str, StringConstraints(pattern=MEASURE_ID)]
URL = r'^https?://[^\s<>"\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+$'
Url = Annotated[str, StringConstraints(pattern=URL)]
