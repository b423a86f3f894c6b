"""What can be said of an action on a day: how far it is, what is late, and who has gone silent.

Pure functions of a plan, an action and a day. Nothing here asks what day it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from nap.model.action import Action, Measure, Phase, Revision, Update
from nap.model.base import Text
from nap.model.plan import Plan
from nap.model.words import FINISHED, ReportedStatus, Status

DUE_SOON_DAYS = 90
"""How many days ahead a deadline counts as due soon, unless asked otherwise."""


class Part(NamedTuple):
    """One named actor's part in an action on a day: the update that speaks for it, if there is one."""

    actor: str
    update: Update | None


class State(NamedTuple):
    """How far an action is on a day."""

    status: Status
    """The overall status."""
    parts: tuple[Part, ...]
    """The named actors in the plan's order; for an action that names nobody, whoever has reported."""
    last: Update | None
    """The latest update that speaks for one of the parts; what others report is news, but ends no silence."""

    @property
    def reported(self) -> int:
        """For how many of the actors somebody has reported."""
        return sum(1 for part in self.parts if part.update)


class Due(NamedTuple):
    """One deadline of an action on a day; an action with phases has several."""

    phase: Phase | None
    """The phase it belongs to, or None for the action as a whole."""
    first: datetime.date | None
    """The day that the plan gave."""
    due: datetime.date | None
    """The day that holds now, after any revision; None when no day can be late."""
    status: Status
    """How far the action, or this phase of it, is."""
    day: datetime.date
    """The day on which this is said."""

    @property
    def finished(self) -> bool:
        """Whether nothing can be late any more."""
        return self.status in FINISHED

    @property
    def days_late(self) -> int | None:
        """Days since the due day, or None when it is not overdue."""
        if self.finished or self.due is None or self.day <= self.due:
            return None
        return (self.day - self.due).days

    def due_within(self, days: int) -> bool:
        """Whether it is due in the next so many days, today included."""
        if self.finished or self.due is None:
            return False
        return 0 <= (self.due - self.day).days <= days


class Standing(NamedTuple):
    """Everything that the day makes of an action: its state, its deadlines, its silence."""

    action: Action
    day: datetime.date
    state: State
    dues: tuple[Due, ...]
    silent_since: datetime.date
    """The day of the last update, or of the plan's adoption when there never was one."""

    @property
    def status(self) -> Status:
        """The overall status."""
        return self.state.status

    @property
    def late(self) -> tuple[Due, ...]:
        """The deadlines that are overdue, as the plan orders them."""
        return tuple(due for due in self.dues if due.days_late is not None)

    @property
    def days_late(self) -> int | None:
        """Days since the earliest deadline that is overdue, or None."""
        return max((due.days_late for due in self.dues if due.days_late is not None), default=None)

    @property
    def next_due(self) -> datetime.date | None:
        """The deadline to look at: the earliest unfinished one, or else the last of all."""
        days = [due.due for due in self.dues if due.due is not None]
        waiting = [due.due for due in self.dues if due.due is not None and not due.finished]
        return min(waiting) if waiting else max(days, default=None)

    def due_within(self, days: int) -> tuple[Due, ...]:
        """The deadlines in the next so many days, today included."""
        return tuple(due for due in self.dues if due.due_within(days))

    @property
    def silent(self) -> bool:
        """Neither completed nor stopped, and nothing heard for twelve months."""
        return self.status not in FINISHED and a_year_after(self.silent_since) <= self.day


def standing(plan: Plan, action: Action, day: datetime.date) -> Standing:
    """What the day makes of an action."""
    state = status_at(plan, action, day)
    last = state.last.date if state.last else plan.manifest.term.start
    return Standing(action, day, state, _dues(plan, action, state, day), last)


def standings(plan: Plan, day: datetime.date, actions: Iterable[Action] | None = None) -> list[Standing]:
    """What the day makes of actions (by default all), in the order given."""
    return [standing(plan, action, day) for action in (plan.actions.values() if actions is None else actions)]


def a_year_after(day: datetime.date) -> datetime.date:
    """The same day one year later; for a 29 February, the 1 March after a full year."""
    if day.year == datetime.MAXYEAR:
        return datetime.date.max
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return datetime.date(day.year + 1, 3, 1)


def status_at(plan: Plan, action: Action, day: datetime.date) -> State:
    """How far an action is, from the updates dated on or before a day.

    An update speaks for its actor's part. One with `scope: action` speaks for all parts, until one of them
    reports again later.
    """
    known = updates_until(action, day)
    parts = _parts(plan, action, known)
    status = combine([part.update.status if part.update else None for part in parts])
    speaking = {id(part.update) for part in parts}
    last = next((update for update in reversed(known) if id(update) in speaking), None)
    return State(status, parts, last)


def updates_until(action: Action, day: datetime.date) -> list[Update]:
    """The updates that count on a day, oldest first; of one day, in the order of the file."""
    if not action.updates:
        return []
    return sorted((update for update in holding(action.updates) if update.date <= day), key=lambda update: update.date)


def holding(updates: Sequence[Update]) -> Sequence[Update]:
    """The updates without those in whose place a correction by the same actor of the same day stands."""
    corrected = {report_of(update): index for index, update in enumerate(updates) if update.corrects}
    if not corrected:
        return updates
    return [update for index, update in enumerate(updates) if corrected.get(report_of(update), -1) <= index]


def report_of(update: Update) -> tuple[datetime.date, str, str]:
    """What an actor reports only once: how far its part, or the whole, was on a day."""
    return update.date, update.by, update.scope


def combine(statuses: Sequence[ReportedStatus | None]) -> Status:
    """The overall status of parts, each reported or (None) not.

    Completed, or stopped, only when every part is; not started when all that report say so; otherwise
    preparing as long as nobody is further than that, and else in progress.
    """
    every = set(statuses)
    reported = every - {None}
    if not reported:
        return "unreported"
    if every == {"completed"}:
        return "completed"
    if every == {"stopped"}:
        return "stopped"
    if reported == {"not_started"}:
        return "not_started"
    return "in_progress" if reported & {"in_progress", "completed"} else "preparing"


def _parts(plan: Plan, action: Action, known: Sequence[Update]) -> tuple[Part, ...]:
    """Each named actor with the update that speaks for it, from updates oldest first."""
    if not known:
        return tuple(Part(actor, None) for actor in action.actor_ids)
    # An action that names nobody can only be spoken for by those who come forward.
    named = action.actor_ids or tuple(dict.fromkeys(update.by for update in known))
    return tuple(Part(actor, _speaking_for(plan, action, actor, known)) for actor in named)


def _speaking_for(plan: Plan, action: Action, actor: str, known: Sequence[Update]) -> Update | None:
    respondents = plan.respondents(actor, action.actor_ids)
    speaking: Update | None = None
    for update in known:
        if update.scope == "action":
            speaking = update
        elif update.by in respondents:
            # On one and the same day a word about the whole action weighs more than one about a part.
            same_day_whole = speaking and speaking.scope == "action" and speaking.date == update.date
            speaking = speaking if same_day_whole else update
    return speaking


def revisions_until(action: Action, day: datetime.date) -> list[Revision]:
    """The times that a deadline moved, decided on or before a day, oldest first."""
    if not action.deadline.revisions:
        return []
    return sorted((item for item in action.deadline.revisions if item.date <= day), key=lambda item: item.date)


def _dues(plan: Plan, action: Action, state: State, day: datetime.date) -> tuple[Due, ...]:
    if action.deadline.kind == "phased":
        known = updates_until(action, day)
        return tuple(_phase_due(plan, action, phase, state, known, day) for phase in action.deadline.phases)
    first = plan.manifest.term.end if action.deadline.kind == "plan_term" else action.deadline.due
    decided = revisions_until(action, day)
    return (Due(None, first, decided[-1].due if decided else first, state.status, day),)


def _phase_due(
    plan: Plan, action: Action, phase: Phase, state: State, known: Sequence[Update], day: datetime.date
) -> Due:
    status = state.status
    if status not in FINISHED:
        status = phase_status(plan, action, phase.label, known)
    name = plan.say(phase.label, plan.source_language)
    decided = [revision for revision in revisions_until(action, day) if revision.phase == name]
    return Due(phase, phase.due, decided[-1].due if decided else phase.due, status, day)


def phase_status(plan: Plan, action: Action, label: Text, known: Sequence[Update]) -> Status:
    """How far one phase is: every actor's latest word about it, combined as for the whole action.

    Whoever completed or stopped its whole part has said so of its part in every phase.
    """
    name = plan.say(label, plan.source_language)
    about = [update for update in known if name in update.phases]
    said: list[ReportedStatus | None] = []
    for part in _parts(plan, action, known):
        ended = part.update is not None and part.update.status in FINISHED
        update = part.update if ended else _speaking_for(plan, action, part.actor, about)
        said.append(update.phases.get(name, update.status) if update else None)
    return combine(said)


def measure_late(measure: Measure, status: Status, day: datetime.date) -> bool:
    """Whether the day that the plan's text gives a measure has passed while it is neither completed nor stopped.

    Only the deadline of annex or action makes an *action* overdue; this is for showing beside the measure.
    """
    return measure.due is not None and measure.due < day and status not in FINISHED


def measure_status(plan: Plan, action: Action, measure_id: str, day: datetime.date) -> Status:
    """How far one measure is: the latest word of each actor that says anything about it, combined.

    As for the action, a word about the whole replaces all that was said before, and who answers for a body
    replaces what that body said.
    """
    latest: dict[str, ReportedStatus] = {}
    whole: datetime.date | None = None
    for update in updates_until(action, day):
        if measure_id not in update.measures:
            continue
        if update.scope == "action":
            latest, whole = {}, update.date
        elif update.date == whole:
            continue
        latest = {
            by: status for by, status in latest.items() if update.by not in plan.respondents(by, action.actor_ids)
        }
        latest[update.by] = update.measures[measure_id]
    return combine(list(latest.values()))
