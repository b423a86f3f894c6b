"""What a report consists of: records without wording or layout, which templates get to see.

docs/templates.md lists every field with an example.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from nap.model.words import DeadlineKind, Precision, Status


@dataclass(frozen=True, slots=True)
class Said:
    """A text from the data and the language it is in, which may not be the report's."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Figure:
    """How many actions something holds for, and which."""

    ids: tuple[str, ...]
    actions: int
    """Actions with a number of their own."""
    sub_actions: int
    """Sub-actions, never added to the actions."""

    @property
    def total(self) -> int:
        """Entries of either sort, for proportions only."""
        return self.actions + self.sub_actions


@dataclass(frozen=True, slots=True)
class StatusFigure:
    """How many actions have a status, at the end of the year and one year earlier."""

    status: Status
    now: Figure
    before: Figure


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    """How a round went: bodies asked and answered, and questions (one actor about one action)."""

    year: int
    actors_asked: int
    actors_answered: int
    """Actors that answered at least once."""
    actors_complete: int
    """Actors that answered everything they were asked."""
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor as a report names it."""

    id: str
    name: str
    role: Said | None
    answered: bool
    """Whether it answered for this action in the year."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """A deadline that is late, or due in the next year."""

    id: str
    title: Said
    phase: Said | None
    stated: str | None
    due: datetime.date
    first_due: datetime.date | None
    """The plan's own day, where the deadline has moved since."""
    days_late: int | None
    status: Status
    last_status: Status | None
    """What was last reported, if anything ever was."""
    last_date: datetime.date | None
    reported: int
    parts: int
    actors: tuple[ActorLine, ...]


@dataclass(frozen=True, slots=True)
class News:
    """One update of the year."""

    date: datetime.date
    actor: str
    whole: bool
    """Whether it speaks for the whole action."""
    status: Status
    text: Said | None
    obstacles: Said | None
    evidence: tuple[tuple[str, Said | None], ...]
    """Links, each with its title."""
    phases: tuple[tuple[str, Status], ...]
    """What it says of phases, each by its label."""
    corrects: Said | None
    """Why it takes the place of an earlier report of the same day, which is not news then."""


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure, with how far it is."""

    id: str
    text: Said
    actors: tuple[str, ...]
    due: datetime.date | None
    late: bool
    """Whether that day has passed and it is neither completed nor stopped."""
    status: Status


@dataclass(frozen=True, slots=True)
class Moved:
    """One time that a deadline moved."""

    date: datetime.date
    due: datetime.date
    phase: Said | None
    """The phase that moved, in a deadline with phases."""
    reason: Said
    decided_by: Said


@dataclass(frozen=True, slots=True)
class ActionPage:
    """One action in the report."""

    id: str
    annex_id: str
    """The number that the plan's annex gives it."""
    parent: str | None
    title: Said
    actors: tuple[ActorLine, ...]
    stated: str | None
    kind: DeadlineKind
    precision: Precision | None
    start: datetime.date | None
    dues: tuple[tuple[Said | None, datetime.date | None, int | None], ...]
    """For the action, or for each of its phases: its label, its due day, and how many days late it is."""
    note: Said | None
    moved: tuple[Moved, ...]
    first_due: datetime.date | None
    status: Status
    before: Status
    reported: int
    parts: int
    late: bool
    silent: bool
    last_date: datetime.date | None
    news: tuple[News, ...]
    measures: tuple[MeasureLine, ...]
    baseline: Said | None
    remarks: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """One chapter in the report."""

    number: int
    title: Said
    figure: Figure
    actions: tuple[ActionPage, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """One actor that has not answered everything."""

    actor: str
    kind: str
    government: str | None
    asked: int
    answered: int
    ids: tuple[str, ...]
    """The actions it has not answered for."""


@dataclass(frozen=True, slots=True)
class AcronymLine:
    """One acronym."""

    acronym: str
    meaning: Said
    note: Said | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report over a year can say."""

    year: int
    day: datetime.date
    """The day on which all of it holds: 31 December of the year."""
    before: datetime.date
    """31 December one year earlier."""
    first_year: bool
    """Whether the plan did not exist yet on that earlier day, so that nothing can be compared."""
    language: str
    title: Said
    coordinator: str
    term_start: datetime.date
    term_end: datetime.date
    revision: str | None
    """The git revision that was read, if there is one."""
    changed: bool
    """Whether files differ from that revision."""
    fingerprint: str
    """Stands for the content of all files that were read."""
    licence: str | None
    source: Said
    whole: Figure
    stated_counts: tuple[int, int]
    """How many actions and sub-actions the plan's document says it has."""
    updates: int
    """Updates dated in the year."""
    updates_ever: int
    """Updates dated in the year or before."""
    statuses: tuple[StatusFigure, ...]
    late_figure: Figure
    late_before: Figure
    silent_figure: Figure
    answers: AnswerFigure
    answers_before: AnswerFigure
    late: tuple[DueLine, ...]
    this_year: tuple[DueLine, ...]
    """Deadlines that fell in the year, whatever came of them."""
    next_year: tuple[DueLine, ...]
    chapters: tuple[ChapterPage, ...]
    missing: tuple[Missing, ...]
    acronyms: tuple[AcronymLine, ...]
