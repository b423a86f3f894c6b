"""Parsing that begins early: another process parses a plan's files while this one imports what it needs to use them.

A command takes longer to import the model than a plan of some hundred files takes to parse. What the other process says
of a file counts only for the very content that it read, and it says nothing of a file in which something is wrong.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from nap.store.parsing import ACTORS, MANIFEST, Parse, action_paths, read_file
from nap.store.positions import Positions, Refusal
from nap.store.tree import FolderTree, Tree
from nap.store.workers import beside, pays_off
from nap.store.yaml import parse

_SOME_FILES = 20
"""From so many files on, one process gains more than it costs."""

_MODEL = "nap.model.action"
"""What takes long to import."""

_MOST_BYTES = 5_000_000
"""What is beyond is parsed when it is needed, file by file: contents and values are in memory together here."""

_Read = list[tuple[bytes, Any]]
"""The contents of files, with their values."""


@contextmanager
def ahead(tree: Tree) -> Iterator[Parse]:
    """A way to parse the files of a plan, which another process begins to do now where that pays.

    That is where this one has still to import the model.
    """
    if sys.platform == "linux" and isinstance(tree, FolderTree) and _MODEL not in sys.modules:
        paths = action_paths(tree)
        # A large plan is shared between several processes, later.
        if pays_off(len(paths), _SOME_FILES) and not pays_off(len(paths)):
            with beside(partial(_read_all, str(tree.root), [MANIFEST, ACTORS, *paths])) as answer:
                yield _Ahead(answer).parse
            return
    yield parse


class _Ahead:
    """What another process has parsed, which is waited for when the first file is asked for."""

    def __init__(self, answer: Callable[[], bytes]) -> None:
        self._answer = answer
        self._values: dict[bytes, Any] | None = None

    def parse(self, content: bytes) -> tuple[Any, Positions]:
        """As `nap.store.yaml.parse`; the nodes are made when the place of something is asked for.

        Files that say the same have one and the same value, which nobody changes.
        """
        if self._values is None:
            self._values = dict(_understood(self._answer()))
        value = self._values.get(content)
        if value is None:
            return parse(content)
        return value, Positions(text=content.decode(), compose=lambda: parse(content)[1].node)


def _understood(answer: bytes) -> _Read:
    """What the other process says; nothing when it was stopped before it had said all."""
    try:
        read: _Read = marshal.loads(answer)  # noqa: S302 - our own
    except EOFError:
        return []
    return read


def _read_all(root: str, paths: Sequence[str]) -> bytes:
    """The contents and values of the files in which nothing is wrong, in another process."""
    tree = FolderTree(Path(root))
    read: _Read = []
    size = 0
    for path in paths:
        content = read_file(tree, path)
        if isinstance(content, bytes):
            with suppress(Refusal):
                read.append((content, parse(content)[0]))
                size += len(content)
        if size > _MOST_BYTES:
            break
    return marshal.dumps(read)
