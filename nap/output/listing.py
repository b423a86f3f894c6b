"""The table of actions that `nap list` shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from nap.model.action import Action
from nap.model.plan import Plan
from nap.output import words
from nap.output.table import Column, Each, Table
from nap.sentence import say
from nap.status import Standing
from nap.views.record import action_record

MakeRecord = Callable[[Plan, Standing, str], dict[str, Any]]

_COLUMNS = (
    Column("id", say("Id")),
    Column("parent", from_width=None),
    Column("chapter", say("Ch."), right=True, from_width=100),
    Column("due", say("Due")),
    Column("status", say("Status"), from_width=50),
    Column("days_late", say("Days late"), right=True, from_width=60),
    Column("last_update", say("Updated"), from_width=140),
    Column("kind", from_width=None),
    Column("start", from_width=None),
    Column("precision", from_width=None),
    Column("title", say("Title"), grows=3),
    Column("actors", say("Actors"), from_width=120, grows=2),
    Column("stated", say("Deadline"), from_width=160, grows=2),
    Column("path", from_width=None),
)


def actors_of(plan: Plan, action: Action, language: str) -> str:
    """The names of the actors of an action."""
    return "; ".join(plan.label(actor, language) for actor in action.actor_ids)


def actions_table(plan: Plan, items: Sequence[Standing], language: str, record: MakeRecord = action_record) -> Table:
    """Actions, one a row; `record` makes what programs get of each."""
    return Table(
        columns=_COLUMNS,
        rows=Each(lambda item: _row(plan, item, language), items),
        ids=[item.action.id for item in items],
        records=Each(lambda item: record(plan, item, language), items),
    )


def _row(plan: Plan, item: Standing, language: str) -> Sequence[str]:
    action, deadline = item.action, item.action.deadline
    return (
        action.id,
        action.parent or "",
        str(action.chapter),
        words.day(item.next_due),
        words.STATUS[item.status],
        "" if item.days_late is None else str(item.days_late),
        words.day(item.state.last.date if item.state.last else None),
        deadline.kind,
        words.day(deadline.start),
        deadline.precision or "",
        plan.say(action.title, language),
        actors_of(plan, action, language),
        deadline.stated or "",
        plan.paths.get(action.id, ""),
    )
