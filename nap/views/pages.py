"""What a report consists of: records without wording or layout, which templates get to see.

docs/templates.md lists every field with an example.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from nap.model.words import ActorKind, AmendmentKind, DeadlineKind, Precision, Status
from nap.views.figures import AnswerFigure, Compared, Figure, StatusFigure, YearFigure


@dataclass(frozen=True, slots=True)
class Said:
    """A text from the data and the language it is in, which may not be the report's."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor as a report names it."""

    id: str
    name: str
    role: Said | None
    answered: bool
    """Whether it answered for this action in the last round."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """One deadline of an action, or of a phase of it."""

    id: str
    title: Said
    phase: Said | None
    stated: Said | None
    """The plan's own words, which are in its source language."""
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
    """One update that is news."""

    date: datetime.date
    actor: str
    whole: bool
    """Whether it speaks for the whole action."""
    status: Status
    text: Said | None
    obstacles: Said | None
    evidence: tuple[tuple[str, Said | None], ...]
    """Links, each with its title."""
    phases: tuple[tuple[Said, Status], ...]
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
class Amended:
    """One change of what the plan itself fixed."""

    date: datetime.date
    kind: AmendmentKind
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
    stated: Said | None
    kind: DeadlineKind
    precision: Precision | None
    start: datetime.date | None
    dues: tuple[tuple[Said | None, datetime.date | None, int | None], ...]
    """For the action, or for each of its phases: its label, its due day, and how many days late it is."""
    note: Said | None
    moved: tuple[Moved, ...]
    first_due: datetime.date | None
    status: Status
    before: Status | None
    """On the day that is compared with; None for an action that was not there yet."""
    reported: int
    parts: int
    late: bool
    silent: bool
    last_date: datetime.date | None
    news: tuple[News, ...]
    measures: tuple[MeasureLine, ...]
    baseline: Said | None
    remarks: tuple[Said, ...]
    amendments: tuple[Amended, ...]
    """Every change of the plan's text until the report's day."""


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """What came of one action since the day that is compared with; only actions of which there is something to tell."""

    id: str
    parent: str | None
    title: Said
    before: Status | None
    """None for an action that was not there yet."""
    now: Status
    reports: int
    """How many updates are news."""
    actors: tuple[str, ...]
    """Who reported, each once."""
    moved: tuple[Moved, ...]
    """The times that the deadline moved since."""
    newly_late: tuple[tuple[Said | None, datetime.date], ...]
    """The deadlines that have passed since: the phase, if there are phases, and the day."""


@dataclass(frozen=True, slots=True)
class MovedLine:
    """One deadline that moved since the day that is compared with."""

    id: str
    title: Said
    move: Moved
    first_due: datetime.date | None
    """The plan's own day."""


@dataclass(frozen=True, slots=True)
class MeasureDue:
    """A measure with a day of its own, in an action."""

    id: str
    """The action's."""
    title: Said
    measure: MeasureLine


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """One chapter in the report."""

    number: int
    title: Said
    figure: Figure
    statuses: tuple[StatusFigure, ...]
    late: Figure
    actions: tuple[ActionPage, ...]


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One actor: what it promised, what it answered, what it owes."""

    id: str
    name: str
    """What it is called in a table."""
    long_name: str
    kind: ActorKind
    answered_by: tuple[str, ...]
    """Who answers for it, where that is somebody else too: a successor, or the coordinator for a collective."""
    promised: Figure
    """The actions that name it."""
    completed: Figure
    """Those of them that are completed as a whole."""
    late: Figure
    asked: int
    """How often it was asked about an action in the rounds of the report."""
    answered: int
    owes: tuple[str, ...]
    """The actions about which it did not answer in the last of these rounds."""


@dataclass(frozen=True, slots=True)
class GovernmentPage:
    """One government and its bodies, or the third parties that belong to none."""

    id: str | None
    name: Said | None
    figure: Figure
    """The actions that name the government or one of its bodies."""
    statuses: tuple[StatusFigure, ...]
    late: Figure
    asked: int
    answered: int
    bodies: tuple[BodyLine, ...]


@dataclass(frozen=True, slots=True)
class AcronymLine:
    """One acronym."""

    acronym: str
    meaning: Said
    note: Said | None


@dataclass(frozen=True, slots=True)
class Extract:
    """Of which part of the plan a report tells, where it is not the whole."""

    actors: tuple[str, ...]
    chapters: tuple[tuple[int, Said], ...]
    governments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report can say."""

    year: int
    """The year of its day."""
    start: datetime.date
    """The first day whose updates are news."""
    day: datetime.date
    """The day on which all of it holds: for a year, its 31 December."""
    before: datetime.date
    """The day that is compared with: for a year, 31 December one year earlier."""
    period: bool
    """Whether it goes over another period than calendar years, as the mid-term view does."""
    ahead: datetime.date
    """The last day of what is due next."""
    first_year: bool
    """Whether the plan did not exist yet on the day that is compared with, so that nothing can be compared."""
    since: str | None
    """The git revision whose files say how it was before, where one was named."""
    extract: Extract | None
    """What it is limited to, if it is."""
    language: str
    unofficial: bool
    """Whether the plan's texts in this language are unofficial translations."""
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
    """Updates that are news."""
    updates_ever: int
    """Updates dated on the report's day or before."""
    statuses: tuple[StatusFigure, ...]
    moved: Compared
    """Actions whose status is another than on the day compared with; before: the same one year earlier."""
    completed: Compared
    stopped: Compared
    late_actions: Compared
    """Actions of which a deadline has passed."""
    silent: Compared
    rounds: tuple[AnswerFigure, ...]
    """The rounds of the report, before them the one compared with; the last is that of the report's year."""
    years: tuple[YearFigure, ...]
    """The end of each year of the plan until the report's day, and that day."""
    changes: tuple[ChangedLine, ...]
    newly_completed: Figure
    newly_stopped: Figure
    newly_late: tuple[DueLine, ...]
    deadlines_moved: tuple[MovedLine, ...]
    late: tuple[DueLine, ...]
    fell_due: tuple[DueLine, ...]
    """Deadlines that fell in the days of the report, whatever came of them."""
    due_next: tuple[DueLine, ...]
    """Open deadlines in the year ahead."""
    measures_next: tuple[MeasureDue, ...]
    """Open measures with a day of their own in the year ahead."""
    deadlines: tuple[DueLine, ...]
    """Every deadline that has a day, earliest first."""
    chapters: tuple[ChapterPage, ...]
    governments: tuple[GovernmentPage, ...]
    acronyms: tuple[AcronymLine, ...]
