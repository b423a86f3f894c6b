"""Files to values: one after another, or, where there are many, in several processes at once.

A process that helps returns plain values only, in Python's own quickest format; whatever is wrong with a file
is found again, with its place, by the process that asked. Below some five hundred files helping costs more
than it gains.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nap.errors import DataError
from nap.model.finding import Finding, finding_at
from nap.sentence import say
from nap.store.tree import MAX_FILE_BYTES, FolderTree, TooLarge, Tree
from nap.store.yaml import Refusal, parse

if TYPE_CHECKING:
    from concurrent.futures import Executor

ACTIONS = "data/actions"
MANY_FILES = 500
"""From here on, files are parsed in several processes."""

_CHUNK = 125
_MOST_PROCESSES = 4
_START = (1, 1, 1, 1)

Parsed = tuple[Any, bytes, Finding | None]
"""The value of a file, what its path and content add to the fingerprint, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class ParsedFiles:
    """Files on their way: how many there are, and each path with what its file says."""

    count: int
    files: Iterator[tuple[str, Parsed]]


def parse_file(tree: Tree, path: str) -> Parsed:
    """Read and parse one file; the value is None, with a finding, if that cannot be done."""
    try:
        content = tree.read(path)
    except TooLarge as error:
        size, most = error.size // 1_000_000, MAX_FILE_BYTES // 1_000_000
        message = say("The file is too large ({size} MB; at most {most} MB).", size=size, most=most)
        return None, b"", finding_at("NAP111", path, _START, message, say("Split it."))
    except DataError as error:
        return None, b"", finding_at("NAP114", path, _START, error.message, error.hint)
    if content is None:
        hint = say("Every plan has one; see docs/data.md.")
        return None, b"", finding_at("NAP114", path, _START, say("There is no such file."), hint)
    digest = hashlib.sha256(path.encode(errors="surrogateescape") + b"\0" + content).digest()
    try:
        return parse(content)[0], digest, None
    except Refusal as refusal:
        return None, digest, finding_at(refusal.code, path, refusal.place, refusal.message, refusal.hint)


def parse_actions(tree: Tree) -> ParsedFiles:
    """The action files of a plan, in the order of their names.

    In a large plan the other processes start at once, so that they are at work while the caller prepares.
    """
    # What starts with a dot is an editor's or a system's own, such as a lock.
    names = [name for name in tree.names(ACTIONS) if name.endswith((".yaml", ".yml")) and not name.startswith(".")]
    paths = [f"{ACTIONS}/{name}" for name in names]
    processes = min(_processors(), _MOST_PROCESSES)
    if len(paths) < MANY_FILES or processes == 1 or not isinstance(tree, FolderTree):
        return ParsedFiles(len(paths), ((path, parse_file(tree, path)) for path in paths))
    # Plans of this size are rare; others do not pay for these.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    # A fork shares what is imported already; elsewhere than on Linux it is not safe, or not there.
    context = get_context("fork" if sys.platform == "linux" else None)
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with_parent)
    chunks = [paths[i : i + _CHUNK] for i in range(0, len(paths), _CHUNK)]
    answers = pool.map(_parse_chunk, [str(tree.root)] * len(chunks), chunks)
    return ParsedFiles(len(paths), _gathered(tree, chunks, answers, pool))


def _gathered(
    tree: Tree, chunks: Sequence[Sequence[str]], answers: Iterator[bytes], pool: Executor
) -> Iterator[tuple[str, Parsed]]:
    """What the other processes found, chunk by chunk."""
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    with pool:
        try:
            for chunk, answer in zip(chunks, answers, strict=True):
                for path, (value, digest) in zip(chunk, marshal.loads(answer), strict=True):  # noqa: S302 - our own
                    yield path, (value, digest, None) if value is not None else parse_file(tree, path)
        except BrokenProcessPool:
            raise DataError("A process that helped to read the plan was stopped.", "Try again.") from None


def _end_with_parent() -> None:
    """In another process: end when the one that asked is gone, whatever ended it."""
    from multiprocessing import parent_process  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    def wait() -> None:
        parent = parent_process()
        if parent is not None:
            parent.join()
            os._exit(0)

    Thread(target=wait, daemon=True).start()


def _parse_chunk(root: str, paths: Sequence[str]) -> bytes:
    """Values and digests of some files, in another process; None for what cannot be read."""
    tree = FolderTree(Path(root))
    return marshal.dumps([parse_file(tree, path)[:2] for path in paths])


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
