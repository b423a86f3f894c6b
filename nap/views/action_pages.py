"""What a report says of one action: its page, its deadlines, its measures, its news, and what became of it.

Records without wording or layout; nap/views/pages.py gathers them, and docs/templates.md lists every field.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from nap.model.words import AmendmentKind, DeadlineKind, Precision, Status


class Said(NamedTuple):
    """A text from the data and the language it is in, which may not be the report's."""

    text: str
    """The words themselves."""
    language: str
    """The code of the language they are in."""

    def __str__(self) -> str:
        return self.text


class ActorLine(NamedTuple):
    """An actor as a report names it."""

    id: str
    """What actors.yaml calls it."""
    name: str
    """Its acronym, or else its name in daily use."""
    role: Said | None
    """The part it has in the action, where the plan gives one."""
    answered: bool
    """Whether it answered for this action in the last round."""


class DueLine(NamedTuple):
    """One deadline of an action, or of a phase of it."""

    id: str
    """The number of the action."""
    title: Said
    """That of the action."""
    phase: Said | None
    """What the plan calls the phase; none for the action as a whole."""
    stated: Said | None
    """The plan's own words, which are in its source language."""
    kind: DeadlineKind
    """How those words are read."""
    due: datetime.date
    """The last day on which it is on time, as it holds now."""
    before_plan: bool
    """Whether that day had passed when the plan began."""
    first_due: datetime.date | None
    """The plan's own day, where the deadline has moved since."""
    days_late: int | None
    """Days since the last day; none where it is not late."""
    status: Status
    """How far the action, or this phase of it, is."""
    last_status: Status | None
    """What was last reported, if anything ever was."""
    last_date: datetime.date | None
    """The day of that report."""
    reported: int
    """For how many of the actors somebody has reported."""
    parts: int
    """Of how many actors; where the plan names nobody, of those that came forward."""
    actors: tuple[ActorLine, ...]
    """Whose it is, in the plan's order."""
    open: tuple[str, ...]
    """Whose part is still open, where that of others is completed or stopped."""


class News(NamedTuple):
    """One update that is news."""

    date: datetime.date
    """The day on which it was true."""
    actor: str
    """Who reported: its acronym, or else its name."""
    whole: bool
    """Whether it speaks for the whole action."""
    status: Status
    """How far it says that the action, or the actor's part, is."""
    text: Said | None
    """What happened."""
    obstacles: Said | None
    """What stands in the way."""
    evidence: tuple[tuple[str, Said | None], ...]
    """Links, each with its title."""
    phases: tuple[tuple[Said, Status], ...]
    """What it says of phases, each by its label."""
    corrects: Said | None
    """Why it takes the place of an earlier report of the same day, which is not news then."""


class MeasureLine(NamedTuple):
    """One measure, with how far it is."""

    id: str
    """Its letter within the action."""
    text: Said
    """What is to be done, in concise words."""
    actors: tuple[str, ...]
    """Who does it, where the plan says so: acronyms, or else names."""
    due: datetime.date | None
    """Its last day, where the plan gives one."""
    late: bool
    """Whether that day has passed and it is neither completed nor stopped."""
    status: Status
    """How far it is."""


class Moved(NamedTuple):
    """One time that a deadline moved."""

    date: datetime.date
    """The day on which that was decided."""
    due: datetime.date
    """The new last day."""
    phase: Said | None
    """The phase that moved, in a deadline with phases."""
    reason: Said
    """Why it moved."""
    decided_by: Said
    """Who decided it."""


class Amended(NamedTuple):
    """One change of what the plan itself fixed."""

    date: datetime.date
    """The day on which it was decided."""
    kind: AmendmentKind
    """Whether the plan changed, or a mistake in these files was mended."""
    reason: Said
    """What changed, and why."""
    decided_by: Said
    """Who decided it."""


class ActionPage(NamedTuple):
    """One action in the report."""

    id: str
    """Its number in the plan."""
    annex_id: str
    """The number that the plan's annex gives it."""
    parent: str | None
    """The number of the action that it is a sub-action of."""
    title: Said
    """What the plan calls it."""
    actors: tuple[ActorLine, ...]
    """Whose it is, in the plan's order."""
    stated: Said | None
    """The deadline in the plan's own words, which are in its source language; none where it gives none."""
    kind: DeadlineKind
    """How those words are read."""
    precision: Precision | None
    """The smallest unit of the calendar that those words fix."""
    start: datetime.date | None
    """The first day of a period."""
    dues: tuple[tuple[Said | None, datetime.date | None, int | None, datetime.date | None], ...]
    """For the action, or for each of its phases: its label, its due day, how many days late it is, and the plan's own
    day where it has moved since."""
    note: Said | None
    """How the deadline was read, wherever a reader could ask."""
    moved: tuple[Moved, ...]
    """Every time that the deadline moved until the report's day, oldest first."""
    status: Status
    """How far it is as a whole."""
    before: Status | None
    """How far it was on the day that is compared with; none for an action that was not there yet."""
    reported: int
    """For how many of the actors somebody has reported."""
    parts: int
    """Of how many actors; where the plan names nobody, of those that came forward."""
    late: bool
    """Whether one of its deadlines has passed while it, or the phase, is neither completed nor stopped."""
    silent: bool
    """Whether it is neither completed nor stopped, and nothing was heard of it for twelve months."""
    last_date: datetime.date | None
    """The day of the last report that counts, if there ever was one."""
    news: tuple[News, ...]
    """What was reported in the days of the report, oldest first."""
    measures: tuple[MeasureLine, ...]
    """What is to be done, in the plan's order."""
    baseline: Said | None
    """What was already so when the plan appeared."""
    remarks: tuple[Said, ...]
    """What a reader of the plan's text must know."""
    amendments: tuple[Amended, ...]
    """Every change of the plan's text until the report's day."""


class ChangedLine(NamedTuple):
    """What came of one action since the day that is compared with; only actions of which there is something to tell."""

    id: str
    """The number of the action."""
    parent: str | None
    """The number of the action that it is a sub-action of."""
    title: Said
    """That of the action."""
    before: Status | None
    """How far it was on the day that is compared with; none for an action that was not there yet."""
    now: Status
    """How far it is on the report's day."""
    reports: int
    """How many updates are news."""
    actors: tuple[str, ...]
    """Who reported, each once."""
    moved: tuple[Moved, ...]
    """The times that the deadline moved since."""
    newly_late: tuple[tuple[Said | None, datetime.date], ...]
    """The deadlines that are late and were not then: the phase, if there are phases, and the day."""

    @property
    def told(self) -> bool:
        """Whether something was reported or decided of it, and not only a day has passed."""
        return self.before != self.now or bool(self.reports or self.moved)


class MovedLine(NamedTuple):
    """One deadline that moved since the day that is compared with."""

    id: str
    """The number of the action."""
    title: Said
    """That of the action."""
    move: Moved
    """When, to which day, why, and who decided."""
    until_then: datetime.date | None
    """The day that held until then: the plan's own, or that of the move before."""

    @property
    def afterwards(self) -> bool:
        """Whether it moved when the day that held had passed already."""
        return self.until_then is not None and self.until_then < self.move.date


class AmendedLine(NamedTuple):
    """One change of what the plan itself fixed since the day that is compared with."""

    id: str
    """The number of the action."""
    title: Said | None
    """That of the action; of one that was removed, only where the files of an earlier revision have it."""
    removed: bool
    """Whether the action is no longer there."""
    change: Amended | None
    """What was decided, when, why and by whom; none where an action is gone and nobody has said why."""


class MeasureDue(NamedTuple):
    """A measure with a day of its own, in an action."""

    id: str
    """The action's."""
    title: Said
    """That of the action."""
    measure: MeasureLine
    """What is to be done, by when and by whom."""
