"""A whole plan in memory: its manifest, its actors as a tree, its actions in the plan's order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from nap.model.action import Action
from nap.model.actor import Actor
from nap.model.manifest import Chapter, Manifest


@dataclass(frozen=True)
class Plan:
    """Everything the plan's files say, read-only.

    `actions` is in the plan's own order (18, 18bis, 19 …) and `actors` in the order of actors.yaml.
    `paths` gives for each action id its file, relative to the plan's folder; `fingerprint` stands for the
    content of all files that were read.
    """

    manifest: Manifest
    actors: Mapping[str, Actor]
    actions: Mapping[str, Action]
    paths: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str = ""

    @property
    def source_language(self) -> str:
        """The language of the plan's document."""
        return self.manifest.source_language

    def say(self, text: Mapping[str, str] | None, language: str) -> str:
        """A text in a language, or else in the source language, or else in any that it has; "" for none."""
        if not text:
            return ""
        return text.get(language) or text.get(self.source_language) or next(iter(text.values()))

    # -- actors ------------------------------------------------------------------------------------------

    def actor(self, actor_id: str) -> Actor:
        """An actor by id; for an id that actors.yaml lacks (a finding says so) a body that is named by its id."""
        found = self.actors.get(actor_id)
        return found or Actor.model_construct(id=actor_id, kind="body", name={self.source_language: actor_id})

    def name(self, actor_id: str, language: str) -> str:
        """The name of an actor in daily use."""
        return self.say(self.actor(actor_id).name, language)

    def label(self, actor_id: str, language: str) -> str:
        """What an actor is called in a table: its acronym, or else its name; a unit with the body it is part
        of, unless its own name already says so.
        """
        known = self._labels.get((actor_id, language))
        if known is None:
            known = self._labels[actor_id, language] = self._label(actor_id, language)
        return known

    @cached_property
    def _labels(self) -> dict[tuple[str, str], str]:
        """What actors are called, as far as it was asked before: the same few stand in all actions."""
        return {}

    def _label(self, actor_id: str, language: str) -> str:
        actor = self.actor(actor_id)
        label = self.say(actor.acronym, language) or self.say(actor.name, language)
        if actor.kind != "unit":
            return label
        bodies = (above for above in self.above(actor_id) if self.actor(above).kind != "unit")
        body = next(bodies, None)
        if body is None:
            return label
        above = self.label(body, language)
        said = self.name(body, language) in label or above in label.split()
        return label if said else f"{label} ({above})"

    @cached_property
    def _children(self) -> Mapping[str | None, tuple[Actor, ...]]:
        children: dict[str | None, list[Actor]] = {}
        for actor in self.actors.values():
            children.setdefault(actor.parent, []).append(actor)
        return {parent: tuple(actors) for parent, actors in children.items()}

    def children(self, actor_id: str | None) -> tuple[Actor, ...]:
        """The actors directly under an actor; under None those at the top of the tree."""
        return self._children.get(actor_id, ())

    def above(self, actor_id: str) -> Iterator[str]:
        """The ids above an actor, nearest first."""
        actor = self.actors.get(actor_id)
        while actor and actor.parent:
            yield actor.parent
            actor = self.actors.get(actor.parent)

    def under(self, actor_id: str) -> frozenset[str]:
        """An actor's id and those of all actors under it."""
        found = {actor_id}
        waiting = [actor_id]
        while waiting:
            for child in self.children(waiting.pop()):
                found.add(child.id)
                waiting.append(child.id)
        return frozenset(found)

    def language_of(self, actor_id: str) -> str:
        """The language to write to an actor in: its own, or that of whom it is part of, or else the source language."""
        for candidate in (actor_id, *self.above(actor_id)):
            language = self.actor(candidate).language
            if language is not None:
                return language
        return self.source_language

    def government(self, actor_id: str) -> str | None:
        """The id of the government an actor belongs to (itself, if it is one); None for third parties."""
        for candidate in (actor_id, *self.above(actor_id)):
            if self.actor(candidate).kind == "government":
                return candidate
        return None

    @cached_property
    def _respondents(self) -> dict[str, frozenset[str]]:
        """Who answers for an actor, as far as it was asked before: the same few actors stand in all actions."""
        return {}

    @property
    def governments(self) -> tuple[Actor, ...]:
        """The governments, in the order of actors.yaml."""
        return tuple(actor for actor in self.actors.values() if actor.kind == "government")

    def respondents(self, actor_id: str, beside: Collection[str] = ()) -> frozenset[str]:
        """Who can answer for an actor: itself, its successors, and the coordinator for a collective.

        `beside` are the actors named with it: where the coordinator is one of them, what it reports is about
        its own part, and the collective answers under its own id.
        """
        alone = self._respondents.get(actor_id)
        if alone is None:
            found: list[str] = []
            current: str | None = actor_id
            while current and current not in found:
                found.append(current)
                current = self.actor(current).successor
            alone = self._respondents[actor_id] = frozenset(found)
        if self.actor(actor_id).kind != "collective":
            return alone
        coordinator = self.manifest.coordinator.actor
        return alone if coordinator in beside else alone | {coordinator}

    def answering(self, actor_ids: Collection[str]) -> frozenset[str]:
        """Who can answer for one of the actors that an action names."""
        return frozenset().union(*(self.respondents(actor, actor_ids) for actor in actor_ids))

    # -- chapters and actions ----------------------------------------------------------------------------

    def chapter(self, number: int) -> Chapter:
        """A chapter by number; one that plan.yaml lacks (a finding says so) is titled by its number."""
        for chapter in self.manifest.chapters:
            if chapter.number == number:
                return chapter
        return Chapter.model_construct(number=number, title={self.source_language: str(number)})


def count(actions: Iterable[Action]) -> tuple[int, int]:
    """How many actions and how many sub-actions there are; the two are never added up."""
    listed = list(actions)
    subs = sum(1 for action in listed if action.parent)
    return len(listed) - subs, subs
