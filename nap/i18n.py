"""The program's own sentences in other languages: one catalogue each, in `nap/locales/`.

English is what the code says, so it has no catalogue. Catalogues are read as they are written, in gettext's
PO format; only who asks for another language waits for that.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from nap.sentence import Sentence, say

Language = Literal["nl", "fr", "de", "en"]
"""A language that the program speaks."""

LANGUAGES: tuple[Language, ...] = get_args(Language)

_NAMES: Mapping[str, Sentence] = {
    "nl": say("Dutch"),
    "fr": say("French"),
    "de": say("German"),
    "en": say("English"),
}

_FOLDER = Path(__file__).parent / "locales"


def language_name(language: str) -> str:
    """What a language is called; one that the program does not speak goes by its code."""
    return _NAMES.get(language, language)


def catalogue_path(language: str) -> Path:
    """The file with the translations into a language."""
    return _FOLDER / language / "LC_MESSAGES" / "nap.po"


def translated(text: str, language: str) -> str:
    """A sentence of the program's own in a language; any other text, and what a catalogue lacks, stays as it is."""
    if not isinstance(text, Sentence) or language == "en":
        return text
    template = _catalogue(language).get(text.template, text.template)
    if not text.values:
        return template
    return template.format(**{name: _value(value, language) for name, value in text.values.items()})


def _value(value: Any, language: str) -> Any:
    return translated(value, language) if isinstance(value, str) else value


@cache
def _catalogue(language: str) -> dict[str, str]:
    """The templates of a language by their English ones."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - a tenth of a second that English does not pay

    with catalogue_path(language).open("rb") as file:
        messages = read_po(file, locale=language)
    templates = ((message.id, message.string) for message in messages)
    return {said: meant for said, meant in templates if isinstance(said, str) and isinstance(meant, str) and meant}
