"""What the shell offers after Tab: actors, governments, chapters and ids of the plan at hand.

Completion must never disturb the line being typed: without a plan, or with one that cannot be read, it
offers nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nap.cli import reading
from nap.errors import NapError

if TYPE_CHECKING:
    from nap.model.plan import Plan


def _plan() -> Plan | None:
    try:
        return reading.quiet_plan()
    except NapError:
        return None


def complete_chapter(incomplete: str) -> list[tuple[str, str]]:
    """Chapter numbers, with their titles beside them."""
    plan = _plan()
    if plan is None:
        return []
    numbered = [(str(chapter.number), plan.say(chapter.title, "")) for chapter in plan.manifest.chapters]
    return [entry for entry in numbered if entry[0].startswith(incomplete)]


def complete_action(incomplete: str) -> list[tuple[str, str]]:
    """Ids of actions, with their titles beside them."""
    plan = _plan()
    if plan is None:
        return []
    titled = [(action.id, plan.say(action.title, "")) for action in plan.actions.values()]
    return [entry for entry in titled if entry[0].startswith(incomplete)]


def complete_actor(incomplete: str) -> list[str]:
    """Names and acronyms of actors in the source language."""
    return _actors(incomplete, governments=False)


def complete_government(incomplete: str) -> list[str]:
    """Names of governments in the source language."""
    return _actors(incomplete, governments=True)


def _actors(incomplete: str, *, governments: bool) -> list[str]:
    from nap.query import folded

    plan = _plan()
    if plan is None:
        return []
    actors = plan.governments if governments else tuple(plan.actors.values())
    names = [plan.say(text, "") for actor in actors for text in (actor.name, actor.acronym)]
    return [name for name in names if name and folded(name).startswith(folded(incomplete))]
