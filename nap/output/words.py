"""How statuses, deadlines and reasons are said."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from nap.model.action import Deadline, Phase
from nap.model.plan import Plan
from nap.model.words import ActorKind, DeadlineKind, Precision, Status
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


PRECISION: Mapping[Precision, Sentence] = {"day": say("the day"), "month": say("the month"), "year": say("the year")}

ACTOR_KIND: Mapping[ActorKind, Sentence] = {
    "government": say("government"),
    "body": say("body"),
    "unit": say("unit"),
    "collective": say("collective"),
    "external": say("external"),
}
"""What an actor is, in one word for a table."""


def actions(whole: int, subs: int) -> Sentence:
    """A total: sub-actions are always named apart."""
    if whole == 1:
        if subs == 0:
            return say("1 action")
        return say("1 action and 1 sub-action") if subs == 1 else say("1 action and {subs} sub-actions", subs=subs)
    if subs == 1:
        return say("{actions} actions and 1 sub-action", actions=whole)
    return say("{actions} actions and {subs} sub-actions", actions=whole, subs=subs)


def apart(whole: int, subs: int) -> str:
    """A number of actions in a table, sub-actions apart: "5 + 3"; they are left out where there are none."""
    return f"{whole} + {subs}" if subs else str(whole)


def reason(item: Standing, due: Due | None = None) -> Sentence:
    """Why an action, or one phase of it, stands open."""
    last = item.state.last
    if last is None:
        return say("no report at all")
    values = {
        "status": STATUS[last.status],
        "day": last.date,
        "reported": item.state.reported,
        "actors": len(item.state.parts),
    }
    if due is not None and due.phase is not None and due.status == "unreported":
        return say("nothing on this phase; last reported {status} on {day}", **values)
    if item.status != last.status or item.state.reported < len(item.state.parts):
        return say("last reported {status} on {day}; {reported} of {actors} actors reported", **values)
    return say("last reported {status} on {day}", **values)


def lateness(due: Due) -> Sentence:
    """Where a day stands against a deadline."""
    if due.due is None:
        return say("no day on which it could be late")
    if due.finished:
        return say("{status}, nothing is late", status=STATUS[due.status])
    late = due.days_late
    if late is not None:
        return say("overdue by 1 day") if late == 1 else say("overdue by {count} days", count=late)
    left = (due.due - due.day).days
    if left == 0:
        return say("due today")
    return say("due in 1 day") if left == 1 else say("due in {count} days", count=left)


def phase_label(plan: Plan, phase: Phase | None, language: str) -> str:
    """What the plan calls a phase; "" for the action as a whole."""
    return plan.say(phase.label, language) if phase else ""


def reading(deadline: Deadline) -> Sentence:
    """How a deadline was read, in a few words."""
    kind = KIND[deadline.kind]
    if deadline.due is None or deadline.precision is None:
        return kind
    values = {"kind": kind, "start": deadline.start, "due": deadline.due, "precision": PRECISION[deadline.precision]}
    if deadline.start is not None:
        return say("{kind}, {start} to {due} (the plan fixes {precision})", **values)
    return say("{kind}, on time until {due} (the plan fixes {precision})", **values)


def day(value: datetime.date | None) -> str:
    """A day as YYYY-MM-DD; "" for none."""
    return value.isoformat() if value else ""
