"""How statuses, deadlines and reasons are said."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from nap.model.action import Action, Deadline, Phase
from nap.model.plan import Plan, count
from nap.model.words import DeadlineKind, Status
from nap.sentence import Sentence, say
from nap.status import Due, Standing

STATUS: Mapping[Status, Sentence] = {
    "unreported": say("unreported"),
    "not_started": say("not started"),
    "preparing": say("preparing"),
    "in_progress": say("in progress"),
    "completed": say("completed"),
    "stopped": say("stopped"),
}

KIND: Mapping[DeadlineKind, Sentence] = {
    "date": say("a date"),
    "period": say("a period"),
    "phased": say("in phases"),
    "plan_term": say("the plan's own term"),
    "initiative_term": say("as long as the initiative runs"),
    "ongoing": say("ongoing"),
    "external": say("depends on others"),
    "none": say("no deadline in the plan"),
}


def actions(whole: int, subs: int) -> Sentence:
    """A total: sub-actions are always named apart."""
    if whole == 1:
        if subs == 0:
            return say("1 action")
        return say("1 action and 1 sub-action") if subs == 1 else say("1 action and {subs} sub-actions", subs=subs)
    if subs == 1:
        return say("{actions} actions and 1 sub-action", actions=whole)
    return say("{actions} actions and {subs} sub-actions", actions=whole, subs=subs)


def apart(actions: Iterable[Action]) -> str:
    """A number of actions in a table, sub-actions apart: "5 + 3"; they are left out where there are none."""
    whole, subs = count(actions)
    return f"{whole} + {subs}" if subs else str(whole)


def days(count: int) -> str:
    """A number of days."""
    return f"{count} day{'' if count == 1 else 's'}"


def reason(item: Standing, due: Due | None = None) -> str:
    """Why an action, or one phase of it, stands open."""
    last = item.state.last
    if last is None:
        return "no report at all"
    said = f"last reported {STATUS[last.status]} on {last.date}"
    if due is not None and due.phase is not None and due.status == "unreported":
        return f"nothing on this phase; {said}"
    missing = len(item.state.parts) - item.state.reported
    if item.status != last.status or missing:
        return f"{said}; {item.state.reported} of {len(item.state.parts)} actors reported"
    return said


def lateness(due: Due) -> str:
    """Where a day stands against a deadline."""
    if due.due is None:
        return "no day on which it could be late"
    if due.finished:
        return f"{STATUS[due.status]}, nothing is late"
    if due.days_late is not None:
        return f"overdue by {days(due.days_late)}"
    left = (due.due - due.day).days
    return "due today" if left == 0 else f"due in {days(left)}"


def phase_label(plan: Plan, phase: Phase | None, language: str) -> str:
    """What the plan calls a phase; "" for the action as a whole."""
    return plan.say(phase.label, language) if phase else ""


def reading(deadline: Deadline) -> str:
    """How a deadline was read, in a few words."""
    words: str = KIND[deadline.kind]
    if deadline.start and deadline.due:
        words += f", {deadline.start} to {deadline.due}"
    elif deadline.due:
        words += f", on time until {deadline.due}"
    return words + (f" (the plan fixes the {deadline.precision})" if deadline.precision else "")


def day(value: datetime.date | None) -> str:
    """A day as YYYY-MM-DD; "" for none."""
    return value.isoformat() if value else ""
