"""The closed vocabularies of a plan, and the order in which they are listed everywhere."""

from __future__ import annotations

from typing import Literal, get_args

ReportedStatus = Literal["not_started", "preparing", "in_progress", "completed", "stopped"]
"""What an actor can report about its part of an action."""

Status = Literal["unreported", "not_started", "preparing", "in_progress", "completed", "stopped"]
"""What can be said of an action on a day: a reported status, or that nobody has reported."""

DeadlineKind = Literal["date", "period", "phased", "plan_term", "initiative_term", "ongoing", "external", "none"]
"""How a stated deadline is read; docs/data.md explains each with the plan's own wordings."""

Precision = Literal["day", "month", "year"]
"""The smallest unit of the calendar that the stated deadline fixes."""

ActorKind = Literal["government", "body", "unit", "collective", "external"]
"""A government; a body of one; a unit of a body; a wording that names nobody in particular; a third party."""

Scope = Literal["own", "action"]
"""Whether an update speaks for its actor's own part or for the whole action."""

AmendmentKind = Literal["amendment", "erratum"]
"""A change of the plan itself, or the mending of a mistake in these files."""

STATUSES: tuple[Status, ...] = get_args(Status)
REPORTED: tuple[ReportedStatus, ...] = get_args(ReportedStatus)
KINDS: tuple[DeadlineKind, ...] = get_args(DeadlineKind)
FINISHED: frozenset[str] = frozenset({"completed", "stopped"})
"""Statuses after which nothing can be late any more."""
