"""The program's own words in other languages, and days and numbers as each language writes them.

English is what the code and the templates say, so it has no catalogue. The others have one each in
`nap/locales/`, in gettext's format: `nap.po` is what translators edit, `nap.mo` what is read, and both say the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from nap.sentence import Sentence, say

if TYPE_CHECKING:
    from gettext import NullTranslations

Language = Literal["nl", "fr", "de", "en"]
"""A language that the program speaks."""

LANGUAGES: tuple[Language, ...] = get_args(Language)

_NAMES: Mapping[str, Sentence] = {
    "nl": say("Dutch"),
    "fr": say("French"),
    "de": say("German"),
    "en": say("English"),
}

_LOCALES: Mapping[str, str] = {"en": "en_GB"}
"""How days are written, where the language alone does not say it."""

_FOLDER = Path(__file__).parent / "locales"


def spoken(language: str) -> Language:
    """The language itself if the program speaks it, or else English."""
    return next((known for known in LANGUAGES if known == language), "en")


def language_name(language: str) -> str:
    """What a language is called; one that the program does not speak goes by its code."""
    return _NAMES.get(language, language)


def catalogue_path(language: str) -> Path:
    """The file that translators into a language edit."""
    return _FOLDER / language / "LC_MESSAGES" / "nap.po"


def translated(text: str, language: str) -> str:
    """A sentence of the program's own in a language; any other text, and what a catalogue lacks, stays as it is."""
    if not isinstance(text, Sentence) or language == "en":
        return text
    template = catalogue(language).gettext(text.template)
    if not text.values:
        return template
    return template.format(**{name: _value(value, language) for name, value in text.values.items()})


def _value(value: Any, language: str) -> Any:
    return translated(value, language) if isinstance(value, str) else value


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations into a language; for one without a catalogue, an empty one."""
    import gettext  # noqa: PLC0415 - English, and what has no words, does not pay for it

    if not catalogue_path(language).is_file():
        return gettext.NullTranslations()
    with catalogue_path(language).with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def long_day(day: datetime.date, language: str) -> str:
    """A day as people write it: 31 december 2026; in English where the program does not speak the language.

    Raises `TypeError` for what is no day.
    """
    if not isinstance(day, datetime.date):
        raise TypeError(f"{day!r} is not a day")
    from babel.dates import format_date  # noqa: PLC0415 - only for who shows a day to people

    own = spoken(language)
    said = format_date(day, "long", locale=_LOCALES.get(own, own))
    return f"1er{said[1:]}" if own == "fr" and day.day == 1 else said  # which the common locale data leave out


def number(value: float, language: str) -> str:
    """A number as a language groups its digits."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - as above

    own = spoken(language)
    return format_decimal(value, locale=_LOCALES.get(own, own))
