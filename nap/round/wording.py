"""The words by which a form is made out when it comes back: the name of its sheet, its headings, its statuses.

A form carries them hidden. Between the day it is sent and the day it comes back, a better translation may have been
found; the form must still be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from nap.i18n import spoken, translated
from nap.model.words import REPORTED
from nap.output.words import STATUS
from nap.round.form import COLUMNS, SHEET
from nap.sentence import Sentence


class Wording(NamedTuple):
    """The words of one form."""

    sheet: str
    """The name of the sheet with the actions."""
    headings: tuple[str, ...]
    """The headings of its columns, in their order."""
    statuses: tuple[str, ...]
    """The words for the statuses that can be reported, in their order."""

    def hidden(self) -> dict[str, str]:
        """The words as the hidden sheet has them."""
        return {"sheet": self.sheet, "headings": "\n".join(self.headings), "statuses": "\n".join(self.statuses)}


def word(sentence: Sentence, language: str) -> str:
    """A word of the program's own as it stands in a form of a language."""
    return translated(sentence, spoken(language))


def wording(language: str) -> Wording:
    """The words of a form that is made now in a language."""
    headings = tuple(word(column.heading, language) for column in COLUMNS)
    return Wording(word(SHEET, language), headings, tuple(word(STATUS[status], language) for status in REPORTED))


def sent_wording(header: Mapping[str, str]) -> Wording | None:
    """The words that a form carries; None for one that carries none, or others than it had."""
    sheet = header.get("sheet", "")
    headings = tuple(header.get("headings", "").split("\n"))
    statuses = tuple(header.get("statuses", "").split("\n"))
    if not (sheet and all(headings) and all(statuses)):
        return None
    if len(headings) != len(COLUMNS) or len(statuses) != len(REPORTED):
        return None
    return Wording(sheet, headings, statuses)
