"""What a report consists of: records without wording or layout, which templates get to see.

docs/templates.md lists every field with an example. What is said of one action stands in nap/views/action_pages.py.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from nap.model.words import ActorKind, Status
from nap.views.action_pages import (
    ActionPage,
    AmendedLine,
    ChangedLine,
    DueLine,
    MeasureDue,
    MovedLine,
    Said,
)
from nap.views.figures import AnswerFigure, Compared, Figure, StatusFigure, YearFigure


class ChapterPage(NamedTuple):
    """One chapter in the report."""

    number: int
    """As the plan counts them, from 1."""
    title: Said
    """What the plan calls it."""
    figure: Figure
    """Its actions."""
    statuses: tuple[StatusFigure, ...]
    """How many of them have each status; every status is there."""
    late: Figure
    """Those of them that are late."""
    actions: tuple[ActionPage, ...]
    """What there is to say of each, in the plan's order."""


class BodyLine(NamedTuple):
    """One actor: what it promised, what it answered, what it owes."""

    id: str
    """What actors.yaml calls it."""
    name: str
    """What it is called in a table."""
    long_name: str
    """The official name, or else the one in daily use."""
    kind: ActorKind
    """What sort of actor it is."""
    answered_by: tuple[str, ...]
    """Who answers for it, where that is somebody else too: a successor, or the coordinator for a collective."""
    promised: Figure
    """The actions that name it."""
    completed: Figure
    """Those of them that are completed as a whole."""
    late: Figure
    """Those of them that are late, through whichever of their actors."""
    asked: int
    """How often it was asked about an action in the rounds of the report."""
    answered: int
    """How often it answered."""
    owes: tuple[str, ...]
    """The actions about which it did not answer in the last of these rounds."""


class GovernmentPage(NamedTuple):
    """One government and its bodies, or the third parties that belong to none."""

    id: str | None
    """What actors.yaml calls it; none for the third parties."""
    name: Said | None
    """The one in daily use; none for the third parties."""
    figure: Figure
    """The actions that name the government or one of its bodies."""
    statuses: tuple[StatusFigure, ...]
    """How many of them have each status; every status is there."""
    late: Figure
    """Those of them that are late."""
    asked: int
    """How often it and its bodies were asked about an action in the rounds of the report."""
    answered: int
    """How often they answered."""
    bodies: tuple[BodyLine, ...]
    """The government itself and those under it, as far as an action names them."""


class AcronymLine(NamedTuple):
    """One acronym."""

    acronym: str
    """As the plan writes it."""
    meaning: Said
    """What it stands for."""
    note: Said | None
    """What a reader could ask about it."""


class Extract(NamedTuple):
    """Of which part of the plan a report tells, where it is not the whole."""

    actors: tuple[str, ...]
    """Names of the actors that were chosen."""
    chapters: tuple[tuple[int, Said], ...]
    """The chapters that were chosen: number and title."""
    governments: tuple[str, ...]
    """Names of the governments that were chosen."""


class Report(NamedTuple):
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
    made: datetime.date | None
    """The day on which it was made, where its own day had not passed: it can still change."""
    extract: Extract | None
    """What it is limited to, if it is."""
    language: str
    """The code of the language that it is in."""
    unofficial: bool
    """Whether the plan's texts in this language are unofficial translations."""
    title: Said
    """What the plan is called."""
    coordinator: str
    """Who follows the plan up."""
    term_start: datetime.date
    """The first day of the plan."""
    term_end: datetime.date
    """The last day of the plan."""
    revision: str | None
    """The git revision that was read, if there is one."""
    changed: bool
    """Whether files differ from that revision."""
    fingerprint: str
    """Stands for the content of all files that were read."""
    licence: str | None
    """That of the data, as an SPDX identifier, where plan.yaml gives one."""
    source: Said
    """The document that the plan's facts come from."""
    whole: Figure
    """The actions of which it tells."""
    stated_counts: tuple[int, int]
    """How many actions and sub-actions the plan's document says it has."""
    updates: int
    """Updates that are news."""
    updates_ever: int
    """Updates dated on the report's day or before."""
    statuses: tuple[StatusFigure, ...]
    """How many actions have each status; every status is there."""
    moved: Compared
    """Actions whose status is another than on the day compared with; before: the same one year earlier."""
    completed: Compared
    """Actions that are completed."""
    stopped: Compared
    """Actions that are stopped."""
    late_actions: Compared
    """Actions of which a deadline has passed without their being reported completed or stopped."""
    silent: Compared
    """Actions neither completed nor stopped of which nothing was heard for twelve months."""
    rounds: tuple[AnswerFigure, ...]
    """The rounds of the report, before them the one compared with; the last is the latest that had ended."""
    years: tuple[YearFigure, ...]
    """The end of each year of the plan until the report's day, and that day."""
    occurring: tuple[Status, ...]
    """The statuses that an action has on one of those days."""
    changes: tuple[ChangedLine, ...]
    """What changed, by action, in the plan's order."""
    newly_completed: Figure
    """Actions that are completed and were not on the day that is compared with."""
    newly_stopped: Figure
    """Actions that are stopped and were not then."""
    newly_late: tuple[DueLine, ...]
    """Deadlines that are late and were not then, earliest first."""
    deadlines_moved: tuple[MovedLine, ...]
    """Deadlines that moved in the days of the report, or since the revision that was named, in the plan's order."""
    amended: tuple[AmendedLine, ...]
    """Changes of what the plan itself fixed, in the days of the report or since the revision that was named; in an
    extract no removed actions."""
    late: tuple[DueLine, ...]
    """Deadlines that have passed while the action, or the phase, is neither completed nor stopped; earliest first."""
    fell_due: tuple[DueLine, ...]
    """Deadlines that fell in the days of the report, whatever came of them."""
    due_next: tuple[DueLine, ...]
    """Open deadlines in the year ahead."""
    measures_late: tuple[MeasureDue, ...]
    """Open measures whose own day has passed."""
    unnamed: Figure
    """The actions that name nobody."""
    measures_next: tuple[MeasureDue, ...]
    """Open measures with a day of their own in the year ahead."""
    deadlines: tuple[DueLine, ...]
    """Every deadline that has a day, earliest first."""
    chapters: tuple[ChapterPage, ...]
    """The chapters, each with its actions."""
    governments: tuple[GovernmentPage, ...]
    """What each promised, answered and owes; the third parties last."""
    acronyms: tuple[AcronymLine, ...]
    """What the plan abbreviates."""
