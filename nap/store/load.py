"""From files to a plan: everything that can be read, and a finding for everything that cannot."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nap.errors import DataError
from nap.model.action import Action
from nap.model.actor import Actor
from nap.model.finding import Finding
from nap.model.manifest import Manifest
from nap.model.plan import Plan
from nap.store.links import checked_actions, checked_actors
from nap.store.tree import MAX_FILE_BYTES, TooLarge, Tree
from nap.store.validate import finding_at, validate
from nap.store.yaml import Positions, Refusal, parse

MANIFEST = "data/plan.yaml"
ACTORS = "data/actors.yaml"
ACTIONS = "data/actions"

Progress = Callable[[int, int], None]
"""Told how many files have been read, of how many."""


@dataclass(frozen=True)
class Loaded:
    """What reading a plan gave.

    `plan` is None only when plan.yaml itself cannot be read. `findings` are in the order of files and
    lines; an action with a finding about its shape is not in the plan, all others are.
    """

    plan: Plan | None
    findings: tuple[Finding, ...]

    def whole(self) -> Plan:
        """The plan, if all of it could be read; raises `DataError` otherwise."""
        if self.plan is None or self.findings:
            first = "\n".join(str(finding) for finding in self.findings[:10])
            raise DataError(f"The plan cannot be read whole:\n{first}", "Mend these places first.")
        return self.plan


class _Reader:
    """Reads the files of one tree, gathering findings and a fingerprint of what was read."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.findings: list[Finding] = []
        self.hash = hashlib.sha256()

    def parse(self, path: str) -> tuple[Any, Positions] | None:
        """The value of a file and the positions in it; None, with a finding, if it cannot be read."""
        try:
            content = self.tree.read(path)
        except TooLarge as error:
            size, most = error.size // 1_000_000, MAX_FILE_BYTES // 1_000_000
            self._find(path, (1, 1, 1, 1), f"The file is too large ({size} MB; at most {most} MB).", "Split it.")
            return None
        except DataError as error:
            self._find(path, (1, 1, 1, 1), error.message, error.hint)
            return None
        if content is None:
            self._find(path, (1, 1, 1, 1), "There is no such file.", "Every plan has one; see docs/data.md.")
            return None
        self.hash.update(f"{path}\0{len(content)}\0".encode())
        self.hash.update(content)
        try:
            return parse(content)
        except Refusal as refusal:
            self._find(path, refusal.place, refusal.message, refusal.hint)
            return None

    def _find(self, path: str, place: tuple[int, int, int, int], message: str, hint: str) -> None:
        self.findings.append(finding_at(path, place, message, hint))

    def manifest(self) -> tuple[Manifest | None, str]:
        """The manifest if it can be read, and the source language as far as it can be made out."""
        parsed = self.parse(MANIFEST)
        if parsed is None:
            return None, "und"
        value, positions = parsed
        said = value.get("source_language")
        language = said if isinstance(said, str) else "und"
        record = validate(Manifest, value, MANIFEST, positions, language)
        if isinstance(record, Manifest):
            return record, language
        self.findings.extend(record)
        return None, language

    def actors(self, language: str) -> dict[str, Actor] | None:
        """The actors, each read on its own so that a mistake in one leaves the others."""
        parsed = self.parse(ACTORS)
        if parsed is None:
            return None
        value, positions = parsed
        entries = value.get("actors")
        if not isinstance(entries, tuple) or len(value) != 1:
            self._find(
                ACTORS, positions.place, "The file must have one key, `actors`, with a list.", "See docs/data.md."
            )
            return None
        read: list[tuple[Actor, int]] = []
        for index, entry in enumerate(entries):
            record = validate(Actor, entry, ACTORS, positions, language, under=("actors", index))
            if isinstance(record, Actor):
                read.append((record, index))
            else:
                self.findings.extend(record)
        actors, findings = checked_actors(ACTORS, read, positions)
        self.findings.extend(findings)
        return actors

    def action(self, path: str, language: str) -> Action | None:
        parsed = self.parse(path)
        if parsed is None:
            return None
        value, positions = parsed
        record = validate(Action, value, path, positions, language)
        if isinstance(record, Action):
            return record
        self.findings.extend(record)
        return None


def load(tree: Tree, progress: Progress | None = None) -> Loaded:
    """Read a plan from a tree. Problems in the data are returned, not raised."""
    reader = _Reader(tree)
    manifest, language = reader.manifest()
    actors = reader.actors(language)
    names = [name for name in tree.names(ACTIONS) if name.endswith((".yaml", ".yml"))]
    read: list[tuple[str, Action]] = []
    for number, name in enumerate(names, start=1):
        path = f"{ACTIONS}/{name}"
        action = reader.action(path, language)
        if action is not None:
            read.append((path, action))
        if progress is not None:
            progress(number, len(names))
    kept, findings = checked_actions(read, manifest, actors, _positions_in(tree))
    reader.findings.extend(findings)
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
    return Loaded(plan, tuple(sorted(reader.findings)))


def _positions_in(tree: Tree) -> Callable[[str], Positions]:
    """A function that gives the positions in a file that was read before.

    Positions are not kept for thousands of files in which nothing is wrong; the few that are asked for are
    read again.
    """

    def positions(path: str) -> Positions:
        content = tree.read(path)
        return parse(content)[1] if content is not None else Positions((1, 1, 1, 1))

    return positions
