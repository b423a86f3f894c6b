"""What the plan's own words for a deadline mean, and where a file reads them otherwise.

A file gives a deadline twice: in the plan's words, and as we read them. Here the words are read once more, as
docs/data.md 2.3 says, so that the two can be compared. A phrase is understood to its last word or not at all,
for the word left over could be "not", "from" or "every"; what is not understood is not compared.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from nap.lint.moments import Moment, compared, read_moment
from nap.lint.vocabulary import VOCABULARIES, Bound, Vocabulary
from nap.model.action import Deadline, Phase
from nap.model.words import DeadlineKind, Precision
from nap.sentence import Sentence, say
from nap.store.validate import Location

_LONGEST = 1000  # A deadline is a few words in a table. Decomposing long rows of accents takes quadratic time.
_LABEL = re.compile(r"\b([^\W\d_]+)\s+(?:[0-9]{1,3}|[ivxIVX]+)\b")
_AFTER_LABEL = " \t\n:-–—"
_AFTER_PHASE = " \t\n.,;"


class ReadPhase(NamedTuple):
    """One part of a phrase that gives several deadlines."""

    label: str
    """What the phrase calls it, in its own letters; "" where it gives the part no name."""
    words: str
    """The words that give its deadline, in the phrase's own letters."""
    start: datetime.date | None = None
    """Its first day, where the words give one."""
    due: datetime.date | None = None
    """Its last day; None for one that is ongoing."""
    precision: Precision | None = None
    """The smallest unit of the calendar that the words fix; a quarter or a half year fixes its last month."""


class Reading(NamedTuple):
    """What a phrase means, in the terms of a deadline."""

    kind: DeadlineKind
    start: datetime.date | None = None
    due: datetime.date | None = None
    precision: Precision | None = None
    phases: tuple[ReadPhase, ...] = ()


def read_phrase(stated: str, language: str) -> Reading | None:
    """What the plan's words for a deadline mean; None unless every one of them is understood."""
    return _read(stated, language) if language in VOCABULARIES and len(stated) <= _LONGEST else None


@lru_cache(maxsize=1000)
def _read(stated: str, language: str) -> Reading | None:
    """The same, remembered: a plan has hundreds of deadlines, and says most of them in the same few words."""
    vocabulary = VOCABULARIES[language]
    phrase = compared(stated, vocabulary)
    if phrase in vocabulary.kinds:
        return Reading(vocabulary.kinds[phrase])
    if vocabulary.outside.fullmatch(phrase):
        return Reading("external")
    parts = _labelled(stated, vocabulary) or _alternatives(stated, vocabulary)
    if not parts:
        return _dated(phrase, vocabulary)
    phases = [_phase(label, words, vocabulary) for label, words in parts]
    understood = tuple(phase for phase in phases if phase is not None)
    return Reading("phased", phases=understood) if len(understood) == len(phases) else None


def contradictions(deadline: Deadline, language: str) -> list[tuple[Location, Sentence]]:
    """In which fields a file reads a deadline otherwise than its words mean: the place in the deadline, and why.

    A deadline with a `note` gives none, for the note says how it was read.
    """
    if deadline.stated is None or deadline.note is not None:
        return []
    reading = read_phrase(deadline.stated, language)
    return list(_differences(deadline.stated, reading, deadline, language)) if reading else []


# -- what differs ----------------------------------------------------------------------------------------------


def _differences(
    words: str, reading: Reading, deadline: Deadline, language: str
) -> Iterator[tuple[Location, Sentence]]:
    kind, count = reading.kind, len(reading.phases)
    if kind != deadline.kind:
        message = say("“{words}” means kind {kind}; here stands {found}.", words=words, kind=kind, found=deadline.kind)
        yield ("kind",), message
    elif kind in ("date", "period"):
        yield from _differences_of_days((), words, reading, deadline)
    elif count != len(deadline.phases):
        message = say(
            "The number of phases in “{words}” is {count}; here it is {found}.",
            words=words,
            count=count,
            found=len(deadline.phases),
        )
        yield ("phases",), message
    else:
        for index, (read, phase) in enumerate(zip(reading.phases, deadline.phases, strict=True)):
            yield from _differences_of_phase(("phases", index), read, phase, language)


def _differences_of_phase(
    where: Location, read: ReadPhase, phase: Phase, language: str
) -> Iterator[tuple[Location, Sentence]]:
    label, vocabulary = phase.label.get(language, read.label), VOCABULARIES[language]
    # The file may say more than "Fase 2", such as what the phase is about.
    if not f"{compared(label, vocabulary)} ".startswith(f"{compared(read.label, vocabulary)} ".lstrip()):
        message = say("The plan's words have “{label}” here; the file has “{found}”.", label=read.label, found=label)
        yield (*where, "label"), message
    else:
        yield from _differences_of_days(where, read.words, read, phase)


def _differences_of_days(
    where: Location, words: str, read: Reading | ReadPhase, found: Deadline | Phase
) -> Iterator[tuple[Location, Sentence]]:
    if read.start != found.start:
        yield (*where, "start"), _other_start(words, read.start, found.start)
    if read.due != found.due:
        yield (*where, "due"), _other_due(words, read.due, found.due)
    if read.due and found.due and read.precision != found.precision:
        message = say(
            "“{words}” has the precision {precision}; here stands {found}.",
            words=words,
            precision=read.precision,
            found=found.precision,
        )
        yield (*where, "precision"), message


def _other_start(words: str, day: datetime.date | None, found: datetime.date | None) -> Sentence:
    if day is None:
        return say("“{words}” gives no first day; here stands {found}.", words=words, found=str(found))
    if found is None:
        return say("“{words}” starts on {day}; no `start` stands here.", words=words, day=str(day))
    return say("“{words}” starts on {day}; here stands {found}.", words=words, day=str(day), found=str(found))


def _other_due(words: str, day: datetime.date | None, found: datetime.date | None) -> Sentence:
    if day is None:
        return say("“{words}” gives no last day; here stands {found}.", words=words, found=str(found))
    if found is None:
        return say("“{words}” means {day}; no `due` stands here.", words=words, day=str(day))
    return say("“{words}” means {day}; here stands {found}.", words=words, day=str(day), found=str(found))


# -- the grammar -----------------------------------------------------------------------------------------------


def _labelled(stated: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The parts of "Fase 2: … Fase 3: …", each with its label; none when the text does not start with one."""
    text = unicodedata.normalize("NFC", stated).strip()
    labels = [match for match in _LABEL.finditer(text) if compared(match[1], vocabulary) in vocabulary.phases]
    if not labels or labels[0].start() > 0:
        return []
    ends = [*(label.start() for label in labels[1:]), len(text)]
    return [
        (label[0], text[label.end() : end].lstrip(_AFTER_LABEL).rstrip(_AFTER_PHASE))
        for label, end in zip(labels, ends, strict=True)
    ]


def _alternatives(stated: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The parts of "Afhankelijk van … (… of …)", which have no label."""
    before, bracket, inside = stated.rstrip(_AFTER_PHASE).partition("(")
    if not bracket or not inside.endswith(")") or compared(before, vocabulary) not in vocabulary.depending:
        return []
    parts = re.split(rf"\s{re.escape(vocabulary.either)}\s", inside[:-1], flags=re.IGNORECASE)
    return [("", part.strip()) for part in parts] if len(parts) > 1 else []


def _phase(label: str, words: str, vocabulary: Vocabulary) -> ReadPhase | None:
    phrase = compared(words, vocabulary)
    if vocabulary.kinds.get(phrase) == "ongoing":
        return ReadPhase(label, words)
    read = _dated(phrase, vocabulary)
    return ReadPhase(label, words, read.start, read.due, read.precision) if read else None


def _dated(phrase: str, vocabulary: Vocabulary) -> Reading | None:
    """A phrase that gives one day or one period."""
    for opening in vocabulary.openings:
        if phrase.startswith(f"{opening} "):
            return _period(phrase.removeprefix(f"{opening} "), vocabulary)
    for words, bound in vocabulary.bounds.items():
        if phrase.startswith(f"{words} ") and (point := read_moment(phrase.removeprefix(f"{words} "), vocabulary)):
            return _bounded(point, bound)
    point = read_moment(phrase, vocabulary)
    return _bounded(point, "through") if point else _period(phrase, vocabulary)


def _bounded(point: Moment, bound: Bound) -> Reading | None:
    """The last day that is on time. "Before the end of 2024" is by its last day; "until 2024" is anybody's guess."""
    if point.is_end or bound == "through":
        return Reading("date", None, point.last, point.precision)
    if bound == "until":
        return None
    return Reading("date", None, point.first - datetime.timedelta(days=1), point.precision)


def _period(phrase: str, vocabulary: Vocabulary) -> Reading | None:
    for joiner, bound in vocabulary.joiners.items():
        beginning, _, end = phrase.partition(f" {joiner} ")
        last = read_moment(end, vocabulary)
        if last is None or (bound == "until" and last.precision == "day"):
            continue
        # "maart – juni 2025": the year is said once.
        first = read_moment(beginning, vocabulary) or read_moment(f"{beginning} {last.last.year}", vocabulary)
        if first and first.first <= last.first:
            return Reading("period", first.first, last.last, last.precision)
    return None
