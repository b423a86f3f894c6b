"""Two versions of a record, gone through side by side: every value that differs is found, and none that does not.

What is found is raw: which value, where, now and before. What it means is said by who asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic_core import to_jsonable_python

from nap.changes.records import Location
from nap.model.action import Amendment, Evidence, Involved, Measure, Phase, Revision, Update
from nap.model.actor import Actor
from nap.model.base import Record, Text
from nap.model.manifest import Acronym, Chapter, Milestone, RemovedAction


class Value(NamedTuple):
    """A value that differs; in a list, an entry that was added (`before` is None) or removed (`after` is None)."""

    location: Location
    """Where it is; of an entry that was removed, the list that it stood in."""
    was: Location
    """Where it was."""
    before: Any
    after: Any


class Translation(NamedTuple):
    """A text in another language than its own."""

    location: Location
    language: str
    before: str | None
    after: str | None


class LeftBehind(NamedTuple):
    """A text that changed in its own language, while its translations into these stayed as they were."""

    location: Location
    languages: tuple[str, ...]
    before: Text
    after: Text


class Order(NamedTuple):
    """A list whose entries have another order."""

    location: Location


Difference = Value | Translation | LeftBehind | Order


def own_language(text: Mapping[str, str], source_language: str) -> str:
    """The language that a text was written in: the plan's, or else, as in many updates, the first one it has."""
    return source_language if source_language in text else next(iter(text))


@dataclass(frozen=True, slots=True)
class Walk:
    """Goes through two versions of a value; texts are in the plan's source language unless they say otherwise."""

    source_language: str

    def compare(self, before: Any, after: Any, location: Location = (), was: Location = ()) -> Iterator[Difference]:
        """What differs between two versions of a value."""
        if before == after:
            return
        if isinstance(before, Record) and type(before) is type(after):
            for name in type(before).model_fields:
                old, new = getattr(before, name), getattr(after, name)
                yield from self.compare(old, new, (*location, name), (*was, name))
        elif isinstance(before, tuple) and isinstance(after, tuple):
            yield from self._lists(before, after, location, was)
        elif _is_text(before, location) and _is_text(after, location):
            yield from self._texts(before, after, location, was)
        else:
            yield Value(location, was, before, after)

    def _texts(self, before: Text, after: Text, location: Location, was: Location) -> Iterator[Difference]:
        own = own_language(before, self.source_language)
        others = [language for language in {**before, **after} if language != own]
        for language in others:
            old, new = before.get(language), after.get(language)
            if old != new:
                yield Translation((*location, language), language, old, new)
        if before[own] != after.get(own):
            yield Value(location, was, before, after)
            left = tuple(language for language in others if before.get(language) == after.get(language))
            if left:
                yield LeftBehind(location, left, before, after)

    def _lists(
        self, before: Sequence[Any], after: Sequence[Any], location: Location, was: Location
    ) -> Iterator[Difference]:
        partners = self.partners(before, after)
        for index, item in enumerate(after):
            partner = partners.get(index)
            if partner is None:
                yield Value((*location, index), was, None, item)
            else:
                yield from self.compare(before[partner], item, (*location, index), (*was, partner))
        gone = set(range(len(before))) - set(partners.values())
        for index in sorted(gone):
            yield Value(location, (*was, index), before[index], None)
        order = [partners[index] for index in sorted(partners)]
        if order != sorted(order):
            yield Order(location)

    def partners(self, before: Sequence[Any], after: Sequence[Any]) -> dict[int, int]:
        """For the index of each entry that was there before, the index it had.

        Equal entries belong together first, then those that are known by the same name, and so on; what is
        left is new, or gone.
        """
        found: dict[int, int] = {}
        if not before or not after:
            return found
        for key in (_whole, *self._names(type(after[0]))):
            taken = set(found.values())
            waiting: dict[Hashable, list[int]] = {}
            for index, item in enumerate(before):
                if index not in taken:
                    waiting.setdefault(key(item), []).append(index)
            for index, item in enumerate(after):
                same = waiting.get(key(item)) if index not in found else None
                if same:
                    found[index] = same.pop(0)
        return found

    def _names(self, kind: type) -> Sequence[Callable[[Any], Hashable]]:
        """By what the entries of a list are known, the surest first; the last may be their order alone."""

        def own(text: Text | None) -> str | None:
            return text[own_language(text, self.source_language)] if text else None

        def others(text: Text) -> Hashable:
            """Its translations; what has none is like no other."""
            written = own_language(text, self.source_language)
            return frozenset(item for item in text.items() if item[0] != written) or object()

        in_order = _nothing
        names: Mapping[type, Sequence[Callable[[Any], Hashable]]] = {
            Acronym: (lambda item: item.acronym,),
            Actor: (lambda item: item.id,),
            Amendment: (lambda item: (item.date, item.kind), in_order),
            Chapter: (lambda item: item.number, lambda item: own(item.title)),
            Evidence: (lambda item: item.url, lambda item: own(item.title)),
            Involved: (lambda item: item.actor,),
            Measure: (lambda item: own(item.text), lambda item: item.id),
            Milestone: (lambda item: item.id, lambda item: own(item.title)),
            Phase: (lambda item: own(item.label), in_order),
            RemovedAction: (lambda item: item.action,),
            Revision: (lambda item: (item.date, item.phase), lambda item: item.phase, in_order),
            Update: (
                lambda item: (item.date, item.by, item.scope),
                lambda item: (item.by, own(item.text)),
                lambda item: (item.date, item.status, own(item.text)),
                lambda item: item.by,
            ),
            dict: (own, others, in_order),
        }
        return names.get(kind, ())


def _is_text(value: Any, location: Location) -> bool:
    """Whether a mapping is a text by language; in an update, how far measures and phases are is none."""
    return isinstance(value, dict) and location[-1] not in ("measures", "phases")


def _whole(item: Any) -> Hashable:
    """The same for equal entries only."""
    return json.dumps(to_jsonable_python(item), sort_keys=True)


def _nothing(_item: Any) -> Hashable:
    return None
