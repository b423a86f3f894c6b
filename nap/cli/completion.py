"""What the shell offers after Tab: actors, governments, chapters and ids of the plan at hand.

Completion must never disturb the line being typed: without a plan, or with one that cannot be read, it
offers nothing.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from nap.cli import reading
from nap.errors import NapError
from nap.output.table import one_line

if TYPE_CHECKING:
    from nap.model.plan import Plan

_HARMFUL = re.compile(r"[`\\$\"';&|<>]")
"""Characters that mean something to a shell; a name with one of them is not offered."""


def _plan(ctx: typer.Context) -> Plan | None:
    """The plan that the line being typed is about: the one named with --plan or NAP_PLAN, or else the nearest."""
    given: str | None = ctx.params.get("plan_dir")
    try:
        return reading.quiet_plan(Path(given) if given else None)
    except (NapError, OSError):
        return None


def _beside(text: str) -> str:
    """What stands beside an offer: one short line of harmless characters.

    Typer would wrap a long line and read markup in it, and some shells evaluate what they are offered.
    """
    from nap.output.text import shorten

    return _HARMFUL.sub("", shorten(one_line(text), 60).replace("[", "(").replace("]", ")"))


def complete_chapter(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Chapter numbers, with their titles beside them."""
    plan = _plan(ctx)
    if plan is None:
        return []
    numbered = [(str(chapter.number), _beside(plan.say(chapter.title, ""))) for chapter in plan.manifest.chapters]
    return [entry for entry in numbered if entry[0].startswith(incomplete)]


def complete_action(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of actions, with their titles beside them."""
    plan = _plan(ctx)
    if plan is None:
        return []
    titled = [(action.id, _beside(plan.say(action.title, ""))) for action in plan.actions.values()]
    return [entry for entry in titled if entry[0].startswith(incomplete)]


def complete_actor(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids of actors; once something is typed, also the names and acronyms that start with it."""
    return _actors(ctx, incomplete, governments=False)


def complete_government(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The same for governments alone."""
    return _actors(ctx, incomplete, governments=True)


def _actors(ctx: typer.Context, incomplete: str, *, governments: bool) -> list[tuple[str, str]]:
    plan = _plan(ctx)
    if plan is None:
        return []
    actors = plan.governments if governments else tuple(plan.actors.values())
    ids = [(actor.id, _beside(plan.say(actor.name, ""))) for actor in actors]
    # An id needs no quotes on a command line, so names come second.
    texts = [(text, actor.id) for actor in actors for text in (actor.name, actor.acronym) if text]
    named = [(one_line(plan.say(text, "")), actor_id) for text, actor_id in texts]
    spoken = [(name, actor_id) for name, actor_id in named if not _HARMFUL.search(name)]
    return [entry for entry in (*ids, *(spoken if incomplete else ())) if entry[0].startswith(incomplete)]
