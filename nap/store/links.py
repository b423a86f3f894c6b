"""What a plan's files say about each other: ids that must exist, be unique and form a tree.

The commands lean on this: after these checks every reference either holds or has a finding.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from nap.model.action import Action
from nap.model.actor import Actor
from nap.model.finding import Finding
from nap.model.manifest import Manifest
from nap.store.validate import finding_at
from nap.store.yaml import Positions

PositionsOf = Callable[[str], Positions]


def checked_actors(
    path: str, read: Sequence[tuple[Actor, int]], positions: Positions
) -> tuple[dict[str, Actor], list[Finding]]:
    """The actors by id, and what is wrong: an id twice, an unknown parent or successor, a circle."""
    actors: dict[str, Actor] = {}
    findings: list[Finding] = []
    indices: dict[str, int] = {}
    for actor, index in read:
        if actor.id in actors:
            place = positions.find(("actors", index, "id"))
            findings.append(finding_at(path, place, f"There are two actors {actor.id}.", "Give one another id."))
            continue
        actors[actor.id] = actor
        indices[actor.id] = index
    for actor in list(actors.values()):
        for field, target in (("parent", actor.parent), ("successor", actor.successor)):
            if target is not None and target not in actors:
                place = positions.find(("actors", indices[actor.id], field))
                findings.append(finding_at(path, place, f"There is no actor {target}.", _closest(target, actors)))
                actors[actor.id] = actors[actor.id].model_copy(update={field: None})
    for actor_id in list(actors):
        if _in_circle(actor_id, actors):
            place = positions.find(("actors", indices[actor_id], "parent"))
            findings.append(finding_at(path, place, f"{actor_id} stands above itself.", "Correct its parent."))
            actors[actor_id] = actors[actor_id].model_copy(update={"parent": None})
    return actors, findings


def _in_circle(actor_id: str, actors: Mapping[str, Actor]) -> bool:
    seen: set[str] = set()
    current: str | None = actor_id
    while current is not None and current not in seen:
        seen.add(current)
        current = actors[current].parent
    return current == actor_id


def checked_actions(
    read: Iterable[tuple[str, Action]],
    manifest: Manifest | None,
    actors: Mapping[str, Actor] | None,
    positions_of: PositionsOf,
) -> tuple[list[tuple[str, Action]], list[Finding]]:
    """The actions with each id once, and what is wrong with what they refer to.

    What could not be read at all (`manifest` or `actors` is None) already has a finding and is not checked
    against, so that one mistake gives one finding.
    """
    kept: dict[str, tuple[str, Action]] = {}
    findings: list[Finding] = []
    for path, action in read:
        if action.id in kept:
            place = positions_of(path).find(("id",))
            message = f"Action {action.id} already stands in {kept[action.id][0]}."
            findings.append(finding_at(path, place, message, "Give it its own id, or remove one of the two files."))
            continue
        kept[action.id] = (path, action)
    chapters = {str(chapter.number) for chapter in manifest.chapters} if manifest else None
    for path, action in kept.values():
        for location, what, target, known in _references(action, actors, chapters, kept):
            if target not in known:
                place = positions_of(path).find(location)
                findings.append(finding_at(path, place, f"There is no {what} {target}.", _closest(target, known)))
    return list(kept.values()), findings


def _references(
    action: Action,
    actors: Mapping[str, Actor] | None,
    chapters: Collection[str] | None,
    actions: Collection[str],
) -> Iterator[tuple[tuple[str | int, ...], str, str, Collection[str]]]:
    """Everything an action refers to: where, what it is, its id, and the ids there are."""
    if chapters is not None:
        yield ("chapter",), "chapter", str(action.chapter), chapters
    if action.parent is not None:
        yield ("parent",), "action", action.parent, actions
    if actors is not None:
        for index, involved in enumerate(action.actors):
            yield ("actors", index, "actor"), "actor", involved.actor, actors
        for index, measure in enumerate(action.measures):
            for number, actor_id in enumerate(measure.actors):
                yield ("measures", index, "actors", number), "actor", actor_id, actors
        for index, update in enumerate(action.updates):
            yield ("updates", index, "by"), "actor", update.by, actors


def _closest(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=3, cutoff=0.5)
    return f"Did you mean {' or '.join(near)}?" if near else ""
