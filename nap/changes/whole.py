"""What changed in actors.yaml and in plan.yaml: told more coarsely than an action, but never left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from nap.changes.action import told
from nap.changes.records import (
    ActorAdded,
    ActorChanged,
    ActorRemoved,
    Change,
    Erased,
    PlanChanged,
    Reordered,
    Rewritten,
)
from nap.changes.walk import Value, Walk
from nap.model.manifest import Acronym, Chapter, Manifest, Milestone, RemovedAction
from nap.model.plan import Plan


def actor_changes(walk: Walk, old: Plan, new: Plan, unread: frozenset[str]) -> Iterator[Change]:
    """What changed in actors.yaml, apart from actors that could not be read on one side."""
    for actor in new.actors.values():
        before = old.actors.get(actor.id)
        if actor.id in unread:
            continue
        if before is None:
            yield ActorAdded(actor=actor.id, new=actor)
            continue
        for found in walk.compare(before, actor):
            if isinstance(found, Value):
                part = str(found.location[0])
                yield ActorChanged(
                    actor=actor.id, location=found.location, part=part, before=found.before, after=found.after
                )
            else:
                yield told(found, actor=actor.id)
    for actor in old.actors.values():
        if actor.id not in new.actors and actor.id not in unread:
            yield ActorRemoved(actor=actor.id, old=actor)
    both = old.actors.keys() & new.actors.keys()
    if [name for name in old.actors if name in both] != [name for name in new.actors if name in both]:
        yield Reordered(location=("actors",))


def plan_changes(walk: Walk, old: Plan, new: Plan) -> Iterator[Change]:
    """What changed in plan.yaml."""
    before, after = old.manifest, new.manifest
    rewritten: dict[int, Rewritten] = {}
    for found in walk.compare(before, after):
        if not isinstance(found, Value):
            yield told(found)
        elif found.location[0] != "removed" or isinstance(found.after, RemovedAction):
            yield _changed(before, found)
        elif isinstance(found.before, RemovedAction):
            yield Erased(location=found.location, part="removed", before=found.before)
        else:
            index = cast("int", found.location[1])
            fields = rewritten[index].fields if index in rewritten else ()
            rewritten[index] = Rewritten(
                location=found.location[:2],
                part="removed",
                before=before.removed[cast("int", found.was[1])],
                after=after.removed[index],
                fields=(*fields, str(found.location[2])),
            )
    yield from rewritten.values()


def _changed(before: Manifest, found: Value) -> PlanChanged:
    part = str(found.location[0])
    entry = found.after
    match found.was:
        case (_, int() as index, *_):
            entry = getattr(before, part)[index]
    return PlanChanged(location=found.location, part=part, name=_name(entry), before=found.before, after=found.after)


def _name(entry: Any) -> str:
    """What an entry of a list in plan.yaml is known by; "" for anything else."""
    match entry:
        case Chapter():
            return str(entry.number)
        case Milestone():
            return entry.id
        case Acronym():
            return entry.acronym
        case RemovedAction():
            return entry.action
    return ""
