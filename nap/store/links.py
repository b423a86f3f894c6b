"""What a plan's files say about each other: ids that must exist, be unique and form a tree.

The commands lean on this: after these checks every reference either holds or has a finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nap.errors import did_you_mean
from nap.model.action import Action
from nap.model.actor import Actor
from nap.model.finding import Finding, finding_at
from nap.model.manifest import Manifest
from nap.store.validate import PositionsOf


@dataclass(frozen=True)
class Known:
    """The ids that a plan's files may refer to.

    They include those of entries that could not be read, which have a finding of their own already: one
    mistake gives one finding. None stands for a whole file that could not be read.
    """

    actors: Collection[str] | None
    actions: Collection[str]
    chapters: Collection[str] | None

    def has_all_of(self, action: Action) -> bool:
        """Whether everything that an action refers to is there, which is all that most actions are asked."""
        if self.actors is None or self.chapters is None:
            return False
        return (
            str(action.chapter) in self.chapters
            and (action.parent is None or action.parent in self.actions)
            and all(involved.actor in self.actors for involved in action.actors)
            and all(update.by in self.actors for update in action.updates)
            and all(actor in self.actors for measure in action.measures for actor in measure.actors)
        )


def checked_actors(
    path: str, read: Sequence[tuple[Actor, int]], known: Collection[str], positions_of: PositionsOf
) -> tuple[dict[str, Actor], list[Finding]]:
    """The actors by id, and what is wrong: an id twice, an unknown parent or successor, a circle."""
    actors: dict[str, Actor] = {}
    findings: list[Finding] = []
    indices: dict[str, int] = {}

    def find(actor_id: str, field: str, message: str, hint: str) -> None:
        place = positions_of(path).find(("actors", indices[actor_id], field))
        findings.append(finding_at(path, place, message, hint))

    for actor, index in read:
        if actor.id in actors:
            place = positions_of(path).find(("actors", index, "id"))
            findings.append(finding_at(path, place, f"There are two actors {actor.id}.", "Give one another id."))
            continue
        actors[actor.id] = actor
        indices[actor.id] = index
    for actor in list(actors.values()):
        for field, target in (("parent", actor.parent), ("successor", actor.successor)):
            if target is None or target in actors:
                continue
            if target not in known:
                find(actor.id, field, f"There is no actor {target}.", did_you_mean(target, actors))
            actors[actor.id] = actors[actor.id].model_copy(update={field: None})
    for actor_id in list(actors):
        if _in_circle(actor_id, actors):
            find(actor_id, "parent", f"{actor_id} stands above itself.", "Correct its parent.")
            actors[actor_id] = actors[actor_id].model_copy(update={"parent": None})
    return actors, findings


def _in_circle(actor_id: str, actors: Mapping[str, Actor]) -> bool:
    seen: set[str] = set()
    current: str | None = actor_id
    while current is not None and current not in seen:
        seen.add(current)
        current = actors[current].parent
    return current == actor_id


def checked_manifest(
    path: str, manifest: Manifest, actors: Collection[str] | None, positions_of: PositionsOf
) -> list[Finding]:
    """What is wrong with what plan.yaml refers to, and with its chapters."""
    findings: list[Finding] = []
    coordinator = manifest.coordinator.actor
    if actors is not None and coordinator not in actors:
        place = positions_of(path).find(("coordinator", "actor"))
        findings.append(finding_at(path, place, f"There is no actor {coordinator}.", did_you_mean(coordinator, actors)))
    seen: set[int] = set()
    for index, chapter in enumerate(manifest.chapters):
        if chapter.number in seen:
            place = positions_of(path).find(("chapters", index, "number"))
            findings.append(finding_at(path, place, f"There are two chapters {chapter.number}.", "Number one anew."))
        seen.add(chapter.number)
    return findings


def checked_actions(
    read: Iterable[tuple[str, Action]], known: Known, positions_of: PositionsOf
) -> tuple[list[tuple[str, Action]], list[Finding]]:
    """The actions with each id once, and what is wrong with what they refer to."""
    kept: dict[str, tuple[str, Action]] = {}
    findings: list[Finding] = []
    for path, action in read:
        if action.id in kept:
            place = positions_of(path).find(("id",))
            message = f"Action {action.id} already stands in {kept[action.id][0]}."
            findings.append(finding_at(path, place, message, "Give it its own id, or remove one of the two files."))
            continue
        kept[action.id] = (path, action)
    for path, action in kept.values():
        for location, message, hint in _within(action):
            findings.append(finding_at(path, positions_of(path).find(location, key=True), message, hint))
        if known.has_all_of(action):
            continue
        for location, what, target, ids in _references(action, known):
            if target not in ids:
                place = positions_of(path).find(location)
                findings.append(finding_at(path, place, f"There is no {what} {target}.", did_you_mean(target, ids)))
    return list(kept.values()), findings


def _within(action: Action) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """What is wrong with what an action says about itself: where, what, and what to write instead."""
    letters: set[str] = set()
    for index, measure in enumerate(action.measures):
        if measure.id in letters:
            message = f"There are two measures {measure.id}."
            yield ("measures", index, "id"), message, "Give one another letter."
        letters.add(measure.id)
    labels = {label for phase in action.deadline.phases for label in phase.label.values()}
    for index, update in enumerate(action.updates):
        for letter in update.measures:
            if letter not in letters:
                message = f"There is no measure {letter} in action {action.id}."
                yield ("updates", index, "measures", letter), message, f"Its measures: {', '.join(sorted(letters))}."
        for label in update.phases:
            if label not in labels:
                message = f"No phase of action {action.id} is labelled {label!r}."
                yield ("updates", index, "phases", label), message, did_you_mean(label, labels)


Reference = tuple[tuple[str | int, ...], str, str, Collection[str]]
"""Where something is referred to, what it is, its id, and the ids there are."""


def _references(action: Action, known: Known) -> Iterator[Reference]:
    """Everything an action refers to."""
    if known.chapters is not None:
        yield ("chapter",), "chapter", str(action.chapter), known.chapters
    if action.parent is not None:
        yield ("parent",), "action", action.parent, known.actions
    if known.actors is not None:
        for index, involved in enumerate(action.actors):
            yield ("actors", index, "actor"), "actor", involved.actor, known.actors
        for index, measure in enumerate(action.measures):
            for number, actor_id in enumerate(measure.actors):
                yield ("measures", index, "actors", number), "actor", actor_id, known.actors
        for index, update in enumerate(action.updates):
            yield ("updates", index, "by"), "actor", update.by, known.actors
