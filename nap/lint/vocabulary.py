"""The words in which plans state deadlines, by language: all that a plan in another language has to add.

The grammar in `nap.lint.phrases` holds for any language and takes its words from here. It compares phrases
without case, accents, full stops and fillers, their words and signs one space apart: "Vóór het einde van 2024"
is "voor einde 2024", and "t/m" is "t / m". The words stand here in that form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from nap.model.words import DeadlineKind

Bound = Literal["through", "until", "before"]
"""Whether the day, month or year that follows still counts: it does; nobody can say; it does not."""


class Vocabulary(NamedTuple):
    """The words of one language for deadlines."""

    fillers: frozenset[str]
    """Words that may stand anywhere and change nothing."""
    kinds: Mapping[str, DeadlineKind]
    """Whole phrases that give no day."""
    outside: re.Pattern[str]
    """Whole phrases by which somebody outside the plan sets the day."""
    phases: frozenset[str]
    """Words for a phase; a number follows."""
    depending: frozenset[str]
    """What stands before two or more deadlines between brackets, when each holds for a part of the action."""
    either: str
    """The word between such deadlines."""
    months: Mapping[str, int]
    """The months, also shortened, without full stop."""
    parts: Mapping[str, int]
    """Parts of a year, by how many months each has."""
    ordinals: Mapping[str, int]
    """Which part it is."""
    beginnings: frozenset[str]
    """Words for the beginning of a year: until 31 March."""
    ends: frozenset[str]
    """Words for the end of something: its last day."""
    bounds: Mapping[str, Bound]
    """What can stand before a day, a month or a year."""
    openings: frozenset[str]
    """What can stand before a period."""
    joiners: Mapping[str, Bound]
    """What can stand between the beginning and the end of a period."""


_MONTHS_NL = {
    "januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6,
    "juli": 7, "augustus": 8, "september": 9, "oktober": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "sept": 9, "okt": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_ORDINALS_NL = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1": 1, "2": 2, "3": 3, "4": 4,
    "1e": 1, "2e": 2, "3e": 3, "4e": 4, "1ste": 1, "2de": 2, "3de": 3, "4de": 4,
}  # fmt: skip
_TERMS_NL: dict[str, DeadlineKind] = {
    "actieplan": "plan_term",
    "nationaal actieplan": "plan_term",
    "plan": "plan_term",
    "initiatief": "initiative_term",
    "programma": "initiative_term",
    "project": "initiative_term",
}
_THROUGH_NL: dict[str, Bound] = {"tot en met": "through", "t / m": "through", "t e m": "through", "tem": "through"}
_BY_NL = (
    *("gedurende", "in", "in loop", "loop", "op", "tegen", "tijdens"),
    *("uiterlijk", "uiterlijk in", "uiterlijk op", "uiterlijk tegen"),
    *("ten laatste", "ten laatste in", "ten laatste op", "niet later dan"),
)

VOCABULARIES: Mapping[str, Vocabulary] = {
    "nl": Vocabulary(
        fillers=frozenset({"de", "het", "jaar", "van"}),
        kinds={
            "doorlopend": "ongoing",
            "doordoorlopend": "ongoing",  # a slip of NAP 2.0's annex
            "doorlopende actie": "ongoing",
            "doorlopende acties": "ongoing",
            "permanent": "ongoing",
            **{f"looptijd {what}": kind for what, kind in _TERMS_NL.items()},
            **{f"gedurende looptijd {what}": kind for what, kind in _TERMS_NL.items()},
            **{f"tijdens looptijd {what}": kind for what, kind in _TERMS_NL.items()},
        },
        outside=re.compile(
            r"volgens (?:(?:europese|internationale) )?(?:agenda|besprekingen|kalender|onderhandelingen)"
            r"(?: in eu| op (?:eu -|europees|internationaal) niveau)?"
        ),
        phases=frozenset({"fase", "stap"}),
        depending=frozenset({"afhankelijk soort actie", "naargelang soort actie", "volgens soort actie"}),
        either="of",
        months=_MONTHS_NL,
        parts={"kwartaal": 3, "q": 3, "semester": 6, "helft": 6, "jaarhelft": 6},
        ordinals=_ORDINALS_NL,
        beginnings=frozenset({"begin"}),
        ends=frozenset({"eind", "einde"}),
        bounds={"voor": "before", "tot": "until", **_THROUGH_NL, **dict.fromkeys(_BY_NL, "through")},
        openings=frozenset({"in periode", "periode", "vanaf"}),
        joiners={"-": "through", "tot": "until", **_THROUGH_NL},
    ),
}
"""The vocabularies that there are, by language code."""
