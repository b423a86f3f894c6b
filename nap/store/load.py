"""From files to a plan: everything that can be read, and a finding for everything that cannot."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from nap.errors import DataError
from nap.model.action import Action
from nap.model.actor import Actor
from nap.model.base import LANGUAGE
from nap.model.finding import Finding, finding_at
from nap.model.manifest import Manifest
from nap.model.plan import Plan
from nap.sentence import say
from nap.store.links import Known, checked_actions, checked_actors, checked_manifest
from nap.store.parsing import ACTORS, MANIFEST, Parse, ParsedFiles, guessed_id, parse_actions, parse_file
from nap.store.positions import Positions
from nap.store.tree import Tree
from nap.store.validate import Location, R, validate
from nap.store.yaml import parse

_UNKNOWN_LANGUAGE = "und"

Progress = Callable[[int, int], None]
"""Told how many files have been read, of how many."""


class Loaded(NamedTuple):
    """What reading a plan gave.

    `plan` is None only when plan.yaml itself cannot be read. `findings` are in the order of files and
    lines; an action with a finding about its shape is not in the plan, all others are.
    """

    plan: Plan | None
    findings: tuple[Finding, ...]
    unread_actions: frozenset[str] = frozenset()
    """The ids of actions that could not be read, as far as they can be made out, so that they are not missed."""
    unread_actors: frozenset[str] = frozenset()
    """The ids of actors that could not be read."""

    def whole(self) -> Plan:
        """The plan, if all of it could be read; raises `DataError` otherwise."""
        if self.plan is None or self.findings:
            first = "\n".join(str(finding) for finding in self.findings[:10])
            raise DataError(f"The plan cannot be read whole:\n{first}", "Mend these places first.")
        return self.plan


class Reader:
    """Reads the files of one tree, gathering findings and a fingerprint of what was read."""

    def __init__(self, tree: Tree, how: Parse = parse) -> None:
        self.tree = tree
        self.how = how
        """How its files are parsed."""
        self.findings: list[Finding] = []
        self.hash = hashlib.sha256()
        self.actor_ids: set[str] | None = None
        """The ids that actors.yaml gives, also those of entries that cannot be read."""
        self.actor_places: dict[str, int] = {}
        """Which entry of actors.yaml each id is in."""
        self.action_ids: set[str] = set()
        self._asked: tuple[str, Positions] = ("", Positions())
        self.unread_actions: set[str] = set()

    def parse(self, path: str) -> Any:
        """The value of a file; None, with a finding, if it cannot be read."""
        value, digest, finding = parse_file(self.tree, path, self.how)
        self.hash.update(digest)
        if finding:
            self.findings.append(finding)
        return value

    def positions(self, path: str) -> Positions:
        """The positions in a file that was read before.

        They are not kept for thousands of files in which nothing is wrong; the few that are asked for are
        read again, once for all that is wrong in them.
        """
        if self._asked[0] != path:
            content = self.tree.read(path)
            self._asked = (path, self.how(content)[1] if content is not None else Positions())
        return self._asked[1]

    def record(self, model: type[R], value: Any, path: str, language: str, under: Location = ()) -> R | None:
        """A record made from a value that was read; None, with findings, if it does not have its shape."""
        record = validate(model, value, path, self.positions, language, under)
        if isinstance(record, list):
            self.findings.extend(record)
            return None
        return record

    def manifest(self) -> tuple[Manifest | None, str]:
        """The manifest if it can be read, and the source language as far as it can be made out."""
        value = self.parse(MANIFEST)
        if value is None:
            return None, _UNKNOWN_LANGUAGE
        said = value.get("source_language")
        language = said if isinstance(said, str) and re.fullmatch(LANGUAGE, said) else _UNKNOWN_LANGUAGE
        return self.record(Manifest, value, MANIFEST, language), language

    def actors(self, language: str) -> dict[str, Actor] | None:
        """The actors, each read on its own so that a mistake in one leaves the others."""
        value = self.parse(ACTORS)
        if value is None:
            return None
        entries = value.get("actors")
        if not isinstance(entries, tuple) or len(value) != 1:
            place = self.positions(ACTORS).place
            message = say("The file must have one key, `actors`, with a list.")
            self.findings.append(finding_at("NAP203", ACTORS, place, message, say("See docs/data.md.")))
            return None
        self.actor_ids = {entry["id"] for entry in entries if _has_id(entry)}
        self.actor_places = {entry["id"]: index for index, entry in enumerate(entries) if _has_id(entry)}
        read: list[tuple[Actor, int]] = []
        for index, entry in enumerate(entries):
            record = self.record(Actor, entry, ACTORS, language, under=("actors", index))
            if record is not None:
                read.append((record, index))
        actors, findings = checked_actors(ACTORS, read, self.actor_ids, self.positions)
        self.findings.extend(findings)
        return actors

    def actions(self, parsed: ParsedFiles, language: str, progress: Progress | None) -> Iterator[tuple[str, Action]]:
        """The actions that can be read, in the order of their files."""
        for number, (path, (value, digest, finding)) in enumerate(parsed.files, start=1):
            self.hash.update(digest)
            if finding:
                self.findings.append(finding)
            action = None if value is None else self.record(Action, value, path, language)
            if action is not None:
                self.action_ids.add(action.id)
                yield path, action
            else:
                # What an unreadable file would have been called, so that nobody else is told it is not there.
                self.unread_actions.add(value["id"] if _has_id(value) else guessed_id(path))
                self.action_ids |= self.unread_actions
            if progress is not None:
                progress(number, parsed.total)


def _has_id(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("id"), str)


def load(tree: Tree, progress: Progress | None = None, parsed: ParsedFiles | None = None) -> Loaded:
    """Read a plan from a tree. Problems in the data are returned, not raised.

    `parsed` are its action files, where parsing them has begun already.
    """
    parsed = parsed or parse_actions(tree)
    reader = Reader(tree, parsed.how)
    manifest, language = reader.manifest()
    actors = reader.actors(language)
    read = list(reader.actions(parsed, language, progress))
    chapters = {str(chapter.number) for chapter in manifest.chapters} if manifest else None
    known = Known(reader.actor_ids, reader.action_ids, chapters)
    kept, findings = checked_actions(read, known, reader.positions)
    reader.findings.extend(findings)
    if manifest is not None:
        reader.findings.extend(checked_manifest(MANIFEST, manifest, reader.actor_ids, reader.positions))
    ordered = sorted(kept, key=lambda entry: entry[1].order)
    plan = None
    if manifest is not None:
        plan = Plan(
            manifest=manifest,
            actors=actors or {},
            actions={action.id: action for _, action in ordered},
            paths={action.id: path for path, action in ordered},
            fingerprint=reader.hash.hexdigest()[:12],
        )
    unread_actors = frozenset(reader.actor_ids or ()) - (actors or {}).keys()
    return Loaded(plan, tuple(sorted(reader.findings)), frozenset(reader.unread_actions), unread_actors)
