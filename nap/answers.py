"""Who was asked what in a yearly round, and who has answered.

A round is a calendar year. An actor has answered for an action in a round when an update of its own,
dated in that year, exists; no answer is never taken for no progress.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from nap.model.action import Action, Update
from nap.model.plan import Plan
from nap.model.words import FINISHED
from nap.status import holding, status_at


class Asked(NamedTuple):
    """One actor asked about one action in a round."""

    actor: str
    action: Action
    answer: Update | None
    """Its latest update in the round."""


def end_of(year: int) -> datetime.date:
    """The last day of a round: the day at which a report over the year looks."""
    return datetime.date(year, 12, 31)


def asked_in(plan: Plan, year: int, until: datetime.date | None = None) -> list[Asked]:
    """Every actor and action that the round asks about, in the plan's order.

    Nothing is asked about a part that was completed or stopped before the round began, unless its actor
    reports on it all the same; and nothing at all in a year that ended before the plan began. `until` leaves
    out answers dated after that day.
    """
    if end_of(year) < plan.manifest.term.start:
        return []
    first, last = datetime.date(year, 1, 1), min(end_of(year), until or end_of(year))
    asked: list[Asked] = []
    for action in plan.actions.values():
        before = status_at(plan, action, end_of(year - 1))
        for part in before.parts if action.actors else ():
            respondents = plan.respondents(part.actor, action.actor_ids)
            answer = _latest(u for u in holding(action.updates) if u.by in respondents and first <= u.date <= last)
            finished_before = part.update is not None and part.update.status in FINISHED
            if answer or not finished_before:
                asked.append(Asked(part.actor, action, answer))
    return asked


def _latest(updates: Iterable[Update]) -> Update | None:
    ordered = sorted(updates, key=lambda update: update.date)
    return ordered[-1] if ordered else None


class Answers(NamedTuple):
    """One actor's answers in a round."""

    actor: str
    asked: tuple[Asked, ...]

    @property
    def answered(self) -> tuple[Asked, ...]:
        """What it answered."""
        return tuple(item for item in self.asked if item.answer)

    @property
    def missing(self) -> tuple[Asked, ...]:
        """What it has not answered."""
        return tuple(item for item in self.asked if not item.answer)


def by_actor(plan: Plan, asked: Iterable[Asked]) -> list[Answers]:
    """The same by actor, in the order of actors.yaml."""
    gathered: dict[str, list[Asked]] = {actor: [] for actor in plan.actors}
    for item in asked:
        gathered.setdefault(item.actor, []).append(item)
    return [Answers(actor, tuple(items)) for actor, items in gathered.items() if items]
