"""Faults that people make in a plan's files, each put into a copy of the real plan.

A fault is a pure function from the files of a plan to the same files with one thing wrong in them. It also says
which rule must find it, and where: the mark ‸ in what is put into a file stands on the line that must be named. Of
the line, nothing is taken from what nap says.

The real plan has no reports yet. `files` gives a few actions fictional ones, so that reports can be wrong, too.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().parent.parent / "data"

MARK = "‸"
"""Stands where the fault must be found."""

GAP = "⋯"
"""In a text to be replaced: everything between what stands before it and what stands after it, or up to the end."""


@dataclass(frozen=True)
class Link:
    """A symbolic link."""

    target: str


@dataclass(frozen=True)
class Folder:
    """A folder with one file in it."""


@dataclass(frozen=True)
class Pipe:
    """A named pipe that nobody writes to."""


Content = bytes | Link | Folder | Pipe
Files = Mapping[str, Content]


@dataclass(frozen=True)
class Put:
    """A plan with a fault in it, and where the fault must be found."""

    files: Files
    path: str
    line: int


class Also(NamedTuple):
    """What else is found, where a fault has more sides than one."""

    codes: tuple[str, ...]
    """The rules of the other findings."""
    because: str
    """Why it has more sides."""


NOTHING = Also((), "")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong."""

    name: str
    """What was done, in plain words."""
    code: str
    """The rule that must find it."""
    put: Callable[[Files], Put]
    also: Also = NOTHING
    topic: str = ""
    against_base: bool = False
    """Whether it is a change that is wrong only beside what was there before."""


# -- putting a fault into files --------------------------------------------------------------------------------


def write(files: Files, folder: Path) -> None:
    """Write files to a folder."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        match content:
            case bytes():
                target.write_bytes(content)
            case Link():
                target.symlink_to(content.target)
            case Folder():
                target.mkdir()
                (target / "note.txt").write_bytes(b"a note")
            case Pipe():
                os.mkfifo(target)


@contextmanager
def laid(before: Files, after: Files, folder: Path) -> Iterator[None]:
    """A folder that holds some files, with others in their place for a while."""
    _replace(before, after, folder)
    try:
        yield
    finally:
        _replace(after, before, folder)


def _replace(old: Files, new: Files, folder: Path) -> None:
    """Make a folder with some files one with other files."""
    for path, content in old.items():
        if new.get(path) is not content:
            if isinstance(content, Folder):
                shutil.rmtree(folder / path)
            else:
                (folder / path).unlink()
    write({path: content for path, content in new.items() if old.get(path) is not content}, folder)


def text_of(files: Files, path: str) -> str:
    """What a file says."""
    content = files[path]
    assert isinstance(content, bytes), path
    return content.decode()


def replaced(text: str, old: str, new: str) -> str:
    """A text with one part of it replaced; the part must be there exactly once."""
    start, gap, end = old.partition(GAP)
    assert text.count(start) == 1, f"{text.count(start)} times: {start!r}"
    before, _, after = text.partition(start)
    if gap:
        after = after[after.index(end) + len(end) :] if end else ""
    return before + new + after


def marked(files: Files, path: str, text: str) -> Put:
    """The files with another text in one of them, in which a mark stands where the fault is."""
    before, mark, after = text.partition(MARK)
    assert mark, "nothing says where the fault is"
    assert MARK not in after, "the fault is in two places"
    return Put({**files, path: (before + after).encode()}, path, before.count("\n") + 1)


Change = tuple[str, str]
"""A part of a file and what stands there instead."""


def edit(path: str, name: str, code: str, *changes: Change, also: Also = NOTHING) -> Fault:
    """Parts of a file are written differently."""

    def put(files: Files) -> Put:
        text = text_of(files, path)
        for old, new in changes:
            text = replaced(text, old, new)
        return marked(files, path, text)

    return Fault(name, code, put, also)


def append(path: str, name: str, code: str, text: str, also: Also = NOTHING) -> Fault:
    """Something is added at the end of a file."""
    return Fault(name, code, lambda files: marked(files, path, text_of(files, path) + text), also)


def whole(path: str, name: str, code: str, text: str) -> Fault:
    """A file says something else altogether."""
    return Fault(name, code, lambda files: marked(files, path, text))


def bytes_in(path: str, name: str, code: str, old: str, new: bytes, encoding: str = "utf-8") -> Fault:
    """A part of a file is replaced by bytes, and found where these stand; the rest is in an encoding."""

    def put(files: Files) -> Put:
        text = text_of(files, path)
        assert text.count(old) == 1
        before, _, after = text.partition(old)
        content = before.encode(encoding) + new + after.encode(encoding)
        return Put({**files, path: content}, path, before.count("\n") + 1)

    return Fault(name, code, put)


def encoded(path: str, name: str, code: str, encode: Callable[[str], bytes], until: str = "") -> Fault:
    """A file is written as other bytes, and found where its text first has some characters."""

    def put(files: Files) -> Put:
        text = text_of(files, path)
        return Put({**files, path: encode(text)}, path, text.count("\n", 0, text.index(until)) + 1)

    return Fault(name, code, put)


def cut(path: str, name: str, code: str, after: str, line: str, also: Also = NOTHING, more: int = 0) -> Fault:
    """A file ends after some words, and some bytes more; it is found on the line where a text stands, or at its end."""

    def put(files: Files) -> Put:
        text = text_of(files, path)
        assert text.count(after) == 1, after
        end = text.index(after) + len(after)
        number = text.count("\n", 0, text.index(line) if line else end) + 1
        return Put({**files, path: text.encode()[: len(text[:end].encode()) + more]}, path, number)

    return Fault(name, code, put, also)


def gone(path: str, name: str, code: str, where: str, at: str = "", also: Also = NOTHING) -> Fault:
    """A file is not there any more; a text in another file says where that must be found."""
    return moved(path, None, name, code, where, at, also)


def moved(
    path: str,
    to: str | None,
    name: str,
    code: str,
    where: str,
    at: str = "",
    also: Also = NOTHING,
) -> Fault:
    """A file is called otherwise; it is found in a file, on the line where a text begins, or the first."""

    def put(files: Files) -> Put:
        kept = {other: content for other, content in files.items() if other != path}
        if to is not None:
            kept[to] = files[path]
        return Put(kept, where, text_of(kept, where).count("\n", 0, text_of(kept, where).index(at)) + 1 if at else 1)

    return Fault(name, code, put, also)


def placed(path: str, content: Content, name: str, code: str, also: Also = NOTHING) -> Fault:
    """Something stands at a path, and is found on its first line."""
    return Fault(name, code, lambda files: Put({**files, path: content}, path, 1), also)


def copied(path: str, to: str, name: str, code: str, *changes: Change) -> Fault:
    """A copy of a file is there too, with parts of it written differently."""

    def put(files: Files) -> Put:
        text = text_of(files, path)
        for old, new in changes:
            text = replaced(text, old, new)
        return marked(files, to, text)

    return Fault(name, code, put)


@cache
def real_files() -> Files:
    """The files of the real plan, and one beside them."""
    paths = (DATA / "plan.yaml", DATA / "actors.yaml", *sorted((DATA / "actions").iterdir()))
    beside: dict[str, Content] = {"elsewhere.txt": b"Not of the plan.\n"}
    return beside | {f"data/{path.relative_to(DATA).as_posix()}": path.read_bytes() for path in paths}
