"""Files to values: one after another, or, where there are many, in several processes at once.

A process that helps returns plain values only, in Python's own quickest format; whatever is wrong with a file
is found again, with its place, by the process that asked.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from nap.errors import DataError
from nap.model.finding import Finding, finding_at
from nap.sentence import say
from nap.store.positions import START, Positions, Refusal
from nap.store.tree import MAX_FILE_BYTES, FolderTree, TooLarge, Tree
from nap.store.workers import pays_off, shared
from nap.store.yaml import parse

MANIFEST = "data/plan.yaml"
ACTORS = "data/actors.yaml"
ACTIONS = "data/actions"

Parse = Callable[[bytes], tuple[Any, Positions]]
"""A way to parse the content of a file."""

Parsed = tuple[Any, bytes, Finding | None]
"""The value of a file, what its path and content add to the fingerprint, and what is wrong with it."""


class ParsedFiles(NamedTuple):
    """Files on their way: how many there are, and each path with what its file says."""

    total: int
    files: Iterator[tuple[str, Parsed]]
    how: Parse = parse
    """How the files around them are best parsed."""


def action_paths(tree: Tree) -> list[str]:
    """The paths of the action files of a plan, in the order of their names."""
    # What starts with a dot is an editor's or a system's own, such as a lock.
    names = [name for name in tree.names(ACTIONS) if name.endswith((".yaml", ".yml")) and not name.startswith(".")]
    return [f"{ACTIONS}/{name}" for name in names]


def read_file(tree: Tree, path: str) -> bytes | Finding:
    """The content of a file, or why it cannot be had."""
    try:
        content = tree.read(path)
    except TooLarge as error:
        size, most = error.size // 1000, MAX_FILE_BYTES // 1000
        message = say("The file is too large ({size} kB; at most {most} kB).", size=size, most=most)
        return finding_at("NAP111", path, START, message, say("Look for what does not belong there, and remove it."))
    except DataError as error:
        return finding_at("NAP114", path, START, error.message, error.hint)
    if content is None:
        hint = say("Every plan has one; see docs/data.md.")
        return finding_at("NAP114", path, START, say("There is no such file."), hint)
    return content


def parse_file(tree: Tree, path: str, how: Parse = parse) -> Parsed:
    """Read and parse one file; the value is None, with a finding, if that cannot be done."""
    content = read_file(tree, path)
    if isinstance(content, Finding):
        return None, b"", content
    digest = hashlib.sha256(path.encode(errors="surrogateescape") + b"\0" + content).digest()
    try:
        return how(content)[0], digest, None
    except Refusal as refusal:
        return None, digest, refused(path, refusal)


def guessed_id(path: str) -> str:
    """What the action of a file that cannot be read is probably called."""
    return path.rpartition("/")[2].partition(".")[0].partition("-")[0].lstrip("0")


def refused(path: str, refusal: Refusal) -> Finding:
    """The finding for a file that is not YAML as a plan has it."""
    return finding_at(refusal.code, path, refusal.place, refusal.message, refusal.hint)


def parse_actions(tree: Tree, how: Parse = parse) -> ParsedFiles:
    """The action files of a plan, in the order of their names.

    In a large plan the other processes start at once, so that they are at work while the caller prepares.
    """
    paths = action_paths(tree)
    if not isinstance(tree, FolderTree) or not pays_off(len(paths)):
        return ParsedFiles(len(paths), ((path, parse_file(tree, path, how)) for path in paths), how)
    return ParsedFiles(len(paths), _found(tree, shared(partial(_parse_chunk, str(tree.root)), paths)))


def _found(tree: Tree, answers: Iterator[tuple[Sequence[str], bytes]]) -> Iterator[tuple[str, Parsed]]:
    """What the other processes found; what they could not read is read again, to say why."""
    for chunk, answer in answers:
        for path, (value, digest) in zip(chunk, marshal.loads(answer), strict=True):  # noqa: S302 - our own
            yield path, (value, digest, None) if value is not None else parse_file(tree, path)


def _parse_chunk(root: str, paths: Sequence[str]) -> bytes:
    """Values and digests of some files, in another process; None for what cannot be read."""
    tree = FolderTree(Path(root))
    return marshal.dumps([parse_file(tree, path)[:2] for path in paths])
