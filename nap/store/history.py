"""The versions that the file of one action has had: in every commit that touched it, and on disk.

The file is known by the id inside it, and by the names that it had before it was renamed.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from nap.errors import DataError
from nap.model.action import Action
from nap.store import git
from nap.store.git import Commit
from nap.store.parsing import ACTIONS, guessed_id
from nap.store.positions import Refusal
from nap.store.tree import FolderTree, GitTree, TooLarge, Tree
from nap.store.validate import validate
from nap.store.yaml import parse


@dataclass(frozen=True, slots=True)
class Version:
    """What the file of an action said at one time."""

    path: str
    content: bytes | None
    """None for what is too large, or no regular file."""

    def value(self) -> Any:
        """The values in it; None where they cannot be read."""
        try:
            return None if self.content is None else parse(self.content)[0]
        except Refusal:
            return None

    def action(self, source_language: str) -> Action | None:
        """The action in it; None where today's model cannot read it."""
        value = self.value()
        if value is None:
            return None
        record = validate(Action, value, self.path, lambda _path: parse(self.content or b"")[1], source_language)
        return None if isinstance(record, list) else record


@dataclass(frozen=True, slots=True)
class Step:
    """One time that the file was touched."""

    commit: Commit | None
    """None for what was not committed yet."""
    before: tuple[Version | None, ...]
    """What it said until then: in each parent of the commit, of which a merge has several; None for no file."""
    after: Version | None
    elsewhere: Version | None = None
    """Of a merge that dropped what one side had done: what both had grown from. What the other side did since is told
    of by itself."""


@dataclass(frozen=True, slots=True)
class History:
    """All versions of an action's file that are known."""

    steps: tuple[Step, ...]
    """Newest first."""
    cut: datetime.date | None
    """In a shallow clone the day of the oldest commit there is, before which nothing is known."""


def history_of(root: Path, action_id: str, path: str | None = None) -> History:
    """The versions of the file of an action, which now stands at `path`; no steps if there never was one.

    Raises `NapError` where nothing was ever committed.
    """
    git.require_history(root)
    commits = git.commits(root, ACTIONS)
    names = _names(commits, action_id, path)
    prefix, head = git.locate(root, "HEAD")
    with git.start(root, "cat-file", "--batch") as process:
        known: dict[str, Version | None] = {}

        def at(commit: str) -> Version | None:
            if commit not in known:
                known[commit] = _version(GitTree(process, commit, prefix), names)
            return known[commit]

        steps = []
        on_disk = _version(FolderTree(root), names)
        if on_disk != at(head):
            steps.append(Step(None, (at(head),), on_disk))
        steps += [step for commit in commits if (step := _step(commit, names, at, partial(git.parted, root)))]
    cut = None
    if steps and git.is_shallow(root):
        first = [step for step in steps if step.commit and not step.commit.parents]
        steps = [step for step in steps if step not in first]
        cut = max((step.commit.day for step in first if step.commit), default=None)
    return History(tuple(steps), cut)


@dataclass(frozen=True, slots=True)
class _Names:
    """The paths that the file of an action may have had."""

    action_id: str
    own: frozenset[str]
    """Those that start with its id, and what they were renamed from, whatever id was inside."""
    later: frozenset[str]
    """What those were renamed to; a file there is that of the action only with its id inside."""

    def __contains__(self, path: str) -> bool:
        return path in self.own or path in self.later or guessed_id(path) == self.action_id


def _step(
    commit: Commit, names: _Names, at: Callable[[str], Version | None], parted: Callable[[str, str], str | None]
) -> Step | None:
    """What a commit did to the file; None if nothing, or if a merge only took what one of its sides had done."""
    if not any(old in names or new in names for old, new in commit.files):
        return None
    before = tuple(at(parent) for parent in commit.parents) or (None,)
    after = at(commit.id)
    if after not in before:
        return Step(commit, before, after)
    taken = commit.parents[before.index(after)] if commit.parents else ""
    for parent, version in zip(commit.parents, before, strict=False):
        origin = parted(parent, taken) if version != after else None
        if origin is not None and at(origin) not in (version, after):
            return Step(commit, (version,), after, at(origin))
    return None


def _names(commits: list[Commit], action_id: str, path: str | None) -> _Names:
    own = {path for commit in commits for files in commit.files for path in files if guessed_id(path) == action_id}
    if path is not None:
        own.add(path)
    for commit in commits:
        own |= {old for old, new in commit.files if old and new in own}
    later = set(own)
    for commit in reversed(commits):
        later |= {new for old, new in commit.files if new and old in later}
    return _Names(action_id, frozenset(own), frozenset(later))


def _version(tree: Tree, names: _Names) -> Version | None:
    """The file of the action in a tree: the one with its id inside, or else one that only its name points to."""
    paths = [f"{ACTIONS}/{name}" for name in tree.names(ACTIONS) if name.endswith((".yaml", ".yml"))]
    likely = [Version(path, _content(tree, path)) for path in paths if path in names]
    named = [version for version in likely if (value := version.value()) and value.get("id") == names.action_id]
    others = [version for version in likely if version.path in names.own]
    return next(iter([*named, *others]), None)


def _content(tree: Tree, path: str) -> bytes | None:
    try:
        return tree.read(path)
    except (TooLarge, DataError):
        return None
