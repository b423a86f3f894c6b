"""The figures of a report. Each carries the ids of the actions it counts, so that it can be followed to them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from nap.model.plan import count
from nap.model.words import STATUSES, Status
from nap.status import Standing


class Figure(NamedTuple):
    """How many actions something holds for, and which."""

    ids: tuple[str, ...]
    """Their numbers, in the plan's order."""
    actions: int
    """Actions with a number of their own."""
    sub_actions: int
    """Sub-actions, never added to the actions."""

    @property
    def total(self) -> int:
        """Entries of either sort, for proportions only."""
        return self.actions + self.sub_actions


class Compared(NamedTuple):
    """A figure, and the same figure on the day that is compared with."""

    now: Figure
    """On the report's day."""
    before: Figure | None
    """On the day that is compared with; none where the plan did not exist yet."""


class StatusFigure(NamedTuple):
    """How many actions have a status."""

    status: Status
    """The word for it, to be put through `status`."""
    now: Figure
    """Those that have it on the day."""
    before: Figure | None
    """Those that had it on the day compared with; none where nothing is compared."""


class AnswerFigure(NamedTuple):
    """How a round went: bodies asked and answered, and questions (one actor about one action)."""

    year: int
    """The round is that of this calendar year."""
    actors_asked: int
    """Actors that were asked at least one question."""
    actors_answered: int
    """Actors that answered at least once."""
    actors_complete: int
    """Actors that answered everything they were asked."""
    asked: int
    """How many questions there were."""
    answered: int
    """How many of them got an answer."""

    @property
    def missing(self) -> int:
        """Questions without an answer."""
        return self.asked - self.answered


class YearFigure(NamedTuple):
    """How all actions stood on one day: the last of a year, or that of the report."""

    day: datetime.date
    """The last of a year, or the report's own."""
    statuses: tuple[StatusFigure, ...]
    """How many actions had each status; every status is there."""
    late: Figure
    """Actions that were late on it."""


def figure(items: Iterable[Standing]) -> Figure:
    """The actions of standings, counted."""
    listed = [item.action for item in items]
    actions, subs = count(listed)
    return Figure(tuple(action.id for action in listed), actions, subs)


def by_status(now: Iterable[Standing], before: Iterable[Standing] | None = None) -> tuple[StatusFigure, ...]:
    """How many actions have each status, also those that none has."""
    now, before = list(now), None if before is None else list(before)
    return tuple(
        StatusFigure(
            status,
            figure(item for item in now if item.status == status),
            None if before is None else figure(item for item in before if item.status == status),
        )
        for status in STATUSES
    )
