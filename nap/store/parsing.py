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
from pathlib import Path
from typing import Any

from nap.errors import DataError
from nap.model.finding import Finding
from nap.store.tree import MAX_FILE_BYTES, FolderTree, TooLarge, Tree
from nap.store.validate import finding_at
from nap.store.yaml import Refusal, parse

MANY_FILES = 500
"""From here on, files are parsed in several processes."""

_CHUNK = 250
_MOST_PROCESSES = 4
_START = (1, 1, 1, 1)

Parsed = tuple[Any, bytes, Finding | None]
"""The value of a file, what its path and content add to the fingerprint, and what is wrong with it."""


def parse_file(tree: Tree, path: str) -> Parsed:
    """Read and parse one file; the value is None, with a finding, if that cannot be done."""
    try:
        content = tree.read(path)
    except TooLarge as error:
        size, most = error.size // 1_000_000, MAX_FILE_BYTES // 1_000_000
        return (
            None,
            b"",
            finding_at(path, _START, f"The file is too large ({size} MB; at most {most} MB).", "Split it."),
        )
    except DataError as error:
        return None, b"", finding_at(path, _START, error.message, error.hint)
    if content is None:
        return None, b"", finding_at(path, _START, "There is no such file.", "Every plan has one; see docs/data.md.")
    digest = hashlib.sha256(path.encode(errors="surrogateescape") + b"\0" + content).digest()
    try:
        return parse(content)[0], digest, None
    except Refusal as refusal:
        return None, digest, finding_at(path, refusal.place, refusal.message, refusal.hint)


def parse_files(tree: Tree, paths: Sequence[str]) -> Iterator[tuple[str, Parsed]]:
    """Each of these files with what it says, in the order given."""
    processes = min(_processors(), _MOST_PROCESSES)
    if len(paths) < MANY_FILES or processes == 1 or not isinstance(tree, FolderTree):
        for path in paths:
            yield path, parse_file(tree, path)
        return
    chunks = [(str(tree.root), paths[i : i + _CHUNK]) for i in range(0, len(paths), _CHUNK)]
    # Plans of this size are rare; others do not pay for these.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    # A fork shares what is imported already; elsewhere than on Linux it is not safe, or not there.
    context = get_context("fork" if sys.platform == "linux" else None)
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        try:
            for (_, chunk), answer in zip(chunks, pool.map(_parse_chunk, chunks), strict=True):
                for path, (value, digest) in zip(chunk, marshal.loads(answer), strict=True):  # noqa: S302 - our own
                    yield path, (value, digest, None) if value is not None else parse_file(tree, path)
        except BrokenProcessPool:
            raise DataError("A process that helped to read the plan was stopped.", "Try again.") from None


def _parse_chunk(chunk: tuple[str, Sequence[str]]) -> bytes:
    """Values and digests of some files, in another process; None for what cannot be read."""
    root, paths = chunk
    tree = FolderTree(Path(root))
    return marshal.dumps([parse_file(tree, path)[:2] for path in paths])


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
