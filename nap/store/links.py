"""What a plan's files say about each other: ids that must exist, be unique and form a tree.

The commands lean on this: after these checks every reference either holds or has a finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import NamedTuple

from nap.errors import did_you_mean
from nap.model.action import Action
from nap.model.actor import Actor
from nap.model.finding import Finding, finding_at
from nap.model.manifest import Manifest
from nap.sentence import Sentence, say
from nap.store.shown import short, shown
from nap.store.validate import Location, PositionsOf

_MOST = 100
"""Of so many mistakes in one file nobody reads the rest."""


class Known(NamedTuple):
    """The ids that a plan's files may refer to.

    They include those of entries that could not be read, which have a finding of their own already: one
    mistake gives one finding. None stands for a whole file that could not be read.
    """

    actors: AbstractSet[str] | None
    actions: Collection[str]
    chapters: Collection[str] | None

    def has_all_of(self, action: Action, named: AbstractSet[str]) -> bool:
        """Whether everything that an action refers to is there, which is all that most actions are asked.

        `named` are the actors that it names: `Action.named`.
        """
        if self.actors is None or self.chapters is None:
            return False
        return (
            str(action.chapter) in self.chapters
            and (action.parent is None or action.parent in self.actions)
            and named <= self.actors
        )


def checked_actors(
    path: str, read: Sequence[tuple[Actor, int]], known: Collection[str], positions_of: PositionsOf
) -> tuple[dict[str, Actor], list[Finding]]:
    """The actors by id, and what is wrong: an id twice, an unknown parent or successor, a circle."""
    actors: dict[str, Actor] = {}
    findings: list[Finding] = []
    indices: dict[str, int] = {}

    def find(code: str, actor_id: str, field: str, message: str, hint: str) -> None:
        place = positions_of(path).find(("actors", indices[actor_id], field))
        findings.append(finding_at(code, path, place, message, hint))

    for actor, index in read:
        if actor.id in actors:
            place = positions_of(path).find(("actors", index, "id"))
            message = say("There are two actors {name}.", name=short(actor.id))
            findings.append(finding_at("NAP406", path, place, message, say("Give one another id, or remove it.")))
            continue
        actors[actor.id] = actor
        indices[actor.id] = index
    for actor in list(actors.values()):
        for field, target in (("parent", actor.parent), ("successor", actor.successor)):
            if target is None or target in actors:
                continue
            if target not in known and len(findings) < _MOST:
                find("NAP401", actor.id, field, *_missing("NAP401", target, actors))
            actors[actor.id] = actors[actor.id].model_copy(update={field: None})
    for actor_id in _in_circles(actors):
        message = say("{name} stands above itself.", name=short(actor_id))
        find("NAP404", actor_id, "parent", message, say("Correct its parent, or remove that line."))
        actors[actor_id] = actors[actor_id].model_copy(update={"parent": None})
    return actors, findings


def _in_circles(actors: Mapping[str, Actor]) -> list[str]:
    """Of each circle of actors the one that stands first in the file."""
    found = []
    order = {actor_id: number for number, actor_id in enumerate(actors)}
    seen: set[str] = set()
    for actor_id in actors:
        way: dict[str, None] = {}
        current: str | None = actor_id
        while current is not None and current not in seen and current not in way:
            way[current] = None
            current = actors[current].parent
        if current in way:
            circle = list(way)
            found.append(min(circle[circle.index(current) :], key=order.__getitem__))
        seen.update(way)
    return found


def checked_manifest(
    path: str, manifest: Manifest, actors: Collection[str] | None, positions_of: PositionsOf
) -> list[Finding]:
    """What is wrong with what plan.yaml refers to, and with its chapters."""
    findings: list[Finding] = []
    coordinator = manifest.coordinator.actor
    if actors is not None and coordinator not in actors:
        place = positions_of(path).find(("coordinator", "actor"))
        findings.append(finding_at("NAP401", path, place, *_missing("NAP401", coordinator, actors)))
    seen: set[int] = set()
    for index, chapter in enumerate(manifest.chapters):
        if chapter.number in seen:
            place = positions_of(path).find(("chapters", index, "number"))
            message = say("There are two chapters {number}.", number=short(str(chapter.number)))
            findings.append(finding_at("NAP308", path, place, message, say("Give one another number, or remove it.")))
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
            message = say("Action {id} already stands in {path}.", id=action.id, path=kept[action.id][0])
            hint = say("Give it its own id, or remove one of the two files.")
            findings.append(finding_at("NAP302", path, place, message, hint))
            continue
        kept[action.id] = (path, action)
    for path, action in kept.values():
        for mistake in mistakes_within(action):
            place = positions_of(path).find(mistake.location, key=True)
            findings.append(finding_at(mistake.code, path, place, mistake.message, mistake.hint))
        for mistake in unknown_in(action, action.named, known):
            place = positions_of(path).find(mistake.location)
            findings.append(finding_at(mistake.code, path, place, mistake.message, mistake.hint))
    return list(kept.values()), findings


class Mistake(NamedTuple):
    """Something wrong inside an action: by which rule, where, what, and what to write instead."""

    code: str
    location: Location
    message: str
    hint: str


def mistakes_within(action: Action) -> Iterator[Mistake]:
    """What is wrong with what an action says about itself; the places are those of keys, where there are any."""
    return islice(_mistakes_within(action), _MOST)


def _mistakes_within(action: Action) -> Iterator[Mistake]:
    if not action.measures and not action.updates:
        return
    letters: set[str] = set()
    for index, measure in enumerate(action.measures):
        if measure.id in letters:
            message = say("There are two measures {letter}.", letter=measure.id)
            yield Mistake("NAP307", ("measures", index, "id"), message, say("Give one another letter."))
        letters.add(measure.id)
    labels = {label for phase in action.deadline.phases for label in phase.label.values()}
    for index, update in enumerate(action.updates):
        for letter in update.measures:
            if letter not in letters:
                message = say("There is no measure {letter} in action {id}.", letter=letter, id=short(action.id))
                hint = (
                    say("Its measures: {letters}.", letters=", ".join(sorted(letters)))
                    if letters
                    else say("It has no measures: remove the line.")
                )
                yield Mistake("NAP608", ("updates", index, "measures", letter), message, hint)
        for label in update.phases:
            if label not in labels:
                message = say("No phase of action {id} is labelled {label}.", id=short(action.id), label=shown(label))
                yield Mistake("NAP610", ("updates", index, "phases", label), message, _phases_hint(label, labels))


def _phases_hint(label: str, labels: Collection[str]) -> str:
    if not labels:
        return say("Its deadline has no phases: remove the line.")
    return did_you_mean(label, labels) or say("Its phases: {labels}.", labels=", ".join(sorted(labels)))


def unknown_in(action: Action, named: AbstractSet[str], known: Known) -> list[Mistake]:
    """What an action refers to that is not there; `named` are the actors that it names."""
    if known.has_all_of(action, named):
        return []
    unknown = (reference for reference in _references(action, known) if reference[2] not in reference[3])
    return [Mistake(code, location, *_missing(code, name, ids)) for code, location, name, ids in islice(unknown, _MOST)]


def _missing(code: str, name: str, ids: Collection[str]) -> tuple[str, str]:
    """What to say of an id that is not there, and what to write instead."""
    name, near = short(name), did_you_mean(name, ids)
    if code == "NAP305":
        return say("There is no chapter {name}.", name=name), near or say("`nap chapters` lists those of the plan.")
    if code == "NAP304":
        return say("There is no action {name}.", name=name), near or say("`nap list` shows those of the plan.")
    return no_such_actor(name), near or say("`nap actors` lists those of the plan.")


def no_such_actor(actor_id: str) -> Sentence:
    """What to say of an actor that is not there."""
    return say("There is no actor {name}.", name=short(actor_id))


Reference = tuple[str, Location, str, Collection[str]]
"""The rule that something referred to must be there, where it is, its id, and the ids there are."""


def _references(action: Action, known: Known) -> Iterator[Reference]:
    """Everything an action refers to."""
    if known.chapters is not None:
        yield "NAP305", ("chapter",), str(action.chapter), known.chapters
    if action.parent is not None:
        yield "NAP304", ("parent",), action.parent, known.actions
    if known.actors is not None:
        for index, involved in enumerate(action.actors):
            yield "NAP401", ("actors", index, "actor"), involved.actor, known.actors
        for index, measure in enumerate(action.measures):
            for number, actor_id in enumerate(measure.actors):
                yield "NAP401", ("measures", index, "actors", number), actor_id, known.actors
        for index, update in enumerate(action.updates):
            yield "NAP401", ("updates", index, "by"), update.by, known.actors
