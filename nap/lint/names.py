"""What actors are called: whom a name belongs to, and who share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from nap.lint.rule import Location
from nap.model.plan import Plan
from nap.query import folded, spellings

_LONGEST = 200  # No actor has a longer name, and comparing very long ones without their accents takes long.

_FIELDS = ("id", "name", "long_name", "acronym", "aliases")
"""Where an actor's names stand, the surest first."""


def id_of(plan: Plan, name: str) -> str | None:
    """The id of the actor that is called so in any language, or by an acronym or alias; None if nobody is."""
    if len(name) > _LONGEST:
        return None
    wanted = folded(name)
    return next((actor.id for actor in plan.actors.values() if wanted in map(folded, spellings(actor))), None)


class Spelling(NamedTuple):
    """One thing that an actor is called."""

    actor: str
    """The actor's id."""
    location: Location
    """Where it stands in actors.yaml."""
    text: str


def shared(entries: Sequence[Any]) -> Iterator[tuple[Spelling, str]]:
    """Where two actors are called the same, once for each two: the spelling that should change, and the other's id.

    That is the one in the less sure place: an alias gives way to a name. A successor may keep the name of the actor
    that it answers for.
    """
    succeeded = [entry for entry in entries if isinstance(entry, dict) and isinstance(entry.get("successor"), str)]
    successors = {(entry["id"], entry["successor"]) for entry in succeeded if isinstance(entry.get("id"), str)}
    first: dict[str, str] = {}
    found: set[tuple[str, str]] = set()
    for spelling in _spellings(entries):
        words = folded(spelling.text)
        other = first.setdefault(words, spelling.actor)
        pair = (min(other, spelling.actor), max(other, spelling.actor))
        if words and other != spelling.actor and pair not in found and successors.isdisjoint({pair, pair[::-1]}):
            found.add(pair)
            yield spelling, other


def _spellings(entries: Sequence[Any]) -> Iterator[Spelling]:
    """Everything that the actors are called, the surest first."""
    for field in _FIELDS:
        for index, entry in enumerate(entries):
            actor_id = entry.get("id") if isinstance(entry, dict) else None
            if not isinstance(actor_id, str):
                continue
            for step, text in _texts(entry.get(field)):
                if isinstance(text, str) and len(text) <= _LONGEST:
                    yield Spelling(actor_id, ("actors", index, field, *step), text)


def _texts(value: Any) -> Iterable[tuple[Location, Any]]:
    """The texts of a field, and what leads to each of them inside it."""
    if isinstance(value, dict):
        return [((key,), text) for key, text in value.items()]
    if isinstance(value, tuple):
        return [((index,), text) for index, text in enumerate(value)]
    return [((), value)]
