"""Several files that are written together: what is decided, and not yet in its place.

The new contents stand in `data/.nap-pending/.git`. Once a folder has that name the write is decided: whoever reads
sees the new contents, and whoever writes next puts them in place, if the process that began was killed.

git takes nothing along, and checks nothing out, below a folder with the name `.git`. So no commit takes half a write
with it, and no pull request brings contents that would be read instead of its files.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from nap.errors import DataError
from nap.sentence import say
from nap.store.locking import alone
from nap.store.tree import PENDING, TooLarge, read_on_disk

FOLDER, INSIDE = PENDING.rsplit("/", 1)
_RECORD = "expected.json"
_NEW = "new-"


class Step(NamedTuple):
    """One file of several that are written together."""

    path: str
    """Relative to the plan's folder, with forward slashes, as everywhere."""
    new: str
    """Where its new content stands until it is put in its place."""
    before: str
    """A digest of what it said."""
    after: str
    """A digest of what it is to say."""


class Standing(NamedTuple):
    """How far a write of several files has come."""

    left: tuple[Step, ...] = ()
    """What is still to be put in its place."""
    changed: tuple[Step, ...] = ()
    """What somebody else has changed before it was put in its place."""
    given_up: str = ""
    """The file for which none of the rest can be written any more: it was changed before anything was put in its
    place, or it says again what it said before.
    """


def waiting(root: Path) -> dict[str, str]:
    """Where to read the files of which the new content is not in its place yet, exactly as `complete` would put it."""
    standing = _standing(root, _steps(root))
    return {} if standing.given_up else {step.path: step.new for step in standing.left}


def finish(root: Path) -> None:
    """Put in place what a process that was killed had decided to write; nearly free when there is nothing.

    Raises `DataError` when somebody else changed one of its files since, saying what is written and what is not.
    """
    if os.path.lexists(root / FOLDER):
        with alone(root):
            complete(root)


def complete(root: Path, *, interrupted: bool = True) -> None:
    """The same, for who is alone already; `interrupted` unless the write was decided by this process just now."""
    steps = _steps(root)
    if steps:
        try:
            keep(root / "data")  # that it is decided must be on the disk before anything that follows from it
            standing = _standing(root, steps)
            if not standing.given_up:
                _put_in_place(root, steps, standing.left)
        except OSError as error:
            raise _refused(root, steps, error) from None
        if standing.given_up:
            _clear(root)
            raise _given_up(standing.given_up) if interrupted else changed_meanwhile(standing.given_up)
        if standing.changed:
            raise _in_conflict(standing.changed[0])
    _clear(root)


def inside(root: Path, path: str) -> bool:
    """Whether a path leads to a file of the plan's own, through no link."""
    parts = PurePosixPath(path).parts
    return parts[:1] == ("data",) and ".." not in parts and (root / path).resolve() == root.resolve() / path


# -- the record ------------------------------------------------------------------------------------------------


def new_name(number: int) -> str:
    """What the file with the new content of the step with this number is called."""
    return f"{_NEW}{number}.yaml"


def recorded(changes: Sequence[tuple[str, bytes, bytes]]) -> tuple[str, bytes]:
    """The name and content of the record of paths with what they say and are to say."""
    entries = [(path, _digest(before), _digest(after)) for path, before, after in changes]
    return _RECORD, json.dumps(entries, indent=0).encode()


def _steps(root: Path) -> list[Step]:
    """What is written together just now; nothing where there is no record, for then it is undone or done."""
    pending = root / PENDING
    if any(folder.is_symlink() for folder in (pending.parent, pending)):
        return []
    try:
        entries = json.loads((pending / _RECORD).read_bytes())
        return [
            Step(path, f"{PENDING}/{new_name(number)}", before, after)
            for number, (path, before, after) in enumerate(entries)
        ]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, ValueError, TypeError):
        message = say("{path} cannot be read.", path=f"{PENDING}/{_RECORD}")
        hint = say("A write was interrupted. Remove {folder}, and see with `git diff` what is written.", folder=FOLDER)
        raise DataError(message, hint) from None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# -- judging and moving ----------------------------------------------------------------------------------------


def _standing(root: Path, steps: Sequence[Step]) -> Standing:
    left: list[Step] = []
    changed: list[Step] = []
    put_back: list[Step] = []
    for step in steps:
        # In this order: another process may put it in its place between the two questions.
        is_left, says = os.path.lexists(root / step.new), _digest_on_disk(root, step.path)
        if is_left:
            (left if says in {step.before, step.after} else changed).append(step)
        elif says == step.before:
            put_back.append(step)
    nothing_done = len(left) + len(changed) == len(steps)
    reason = put_back or (changed if nothing_done else [])
    return Standing(tuple(left), tuple(changed), reason[0].path if reason else "")


def _digest_on_disk(root: Path, path: str) -> str:
    """A digest of what a file says; "" if it is none of the plan's files, or cannot be read."""
    try:
        content = read_on_disk(root, path) if inside(root, path) else None
    except (DataError, TooLarge):
        return ""
    return "" if content is None else _digest(content)


def _put_in_place(root: Path, steps: Sequence[Step], left: Sequence[Step]) -> None:
    for step in left:
        _put(root, step)
    for folder in {(root / step.path).parent for step in steps}:
        if folder.is_dir():
            keep(folder)


def _put(root: Path, step: Step) -> None:
    try:
        (root / step.new).replace(root / step.path)
    except FileNotFoundError:
        if os.path.lexists(root / step.new):  # or else another process has done it
            raise


def _refused(root: Path, steps: Sequence[Step], error: OSError) -> DataError:
    """What is said when the system refuses to put new contents in their place; all is given up if none is."""
    if all(os.path.lexists(root / step.new) for step in steps):
        _clear(root)
        return unwritten(error)
    message = say("Some files could not be put in their place: {problem}.", problem=error.strerror or error)
    hint = say("Nothing is lost: nap reads what they are to say, and the next command that writes tries again.")
    return DataError(message, hint)


def _clear(root: Path) -> None:
    try:
        remove(root / FOLDER)
    except OSError as error:
        message = say("{path} cannot be removed: {problem}.", path=FOLDER, problem=error.strerror or error)
        raise DataError(message, say("Remove it yourself, and see with `git diff` what is written.")) from None


def remove(folder: Path) -> None:
    """Remove a folder of new contents, but nothing that nap has not put there."""
    inner = folder / INSIDE
    if folder.is_symlink() or inner.is_symlink() or not folder.is_dir():
        return
    with suppress(FileNotFoundError, NotADirectoryError):
        # First, and for good: without it, what is left of the folder means nothing.
        (inner / _RECORD).unlink()
        keep(inner)
    with suppress(OSError):
        for path in inner.glob(f"{_NEW}*"):
            path.unlink()
        inner.rmdir()
    with suppress(OSError):
        folder.rmdir()


def keep(folder: Path) -> None:
    """Have the system write down which files a folder has, where it can be asked."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # which is how a folder on some networks says that it cannot
            raise
    finally:
        os.close(descriptor)


# -- what is said of it ----------------------------------------------------------------------------------------


def unwritten(error: OSError) -> DataError:
    """What is said when the system refuses before anything is changed."""
    message = say("The files cannot be written: {problem}.", problem=error.strerror or error)
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DataError(message, say("Nothing was changed. Make room on the disk, and try again."))
    return DataError(message, say("Nothing was changed."))


def changed_meanwhile(path: str) -> DataError:
    """What is said when somebody else changed a file before anything was written."""
    message = say("{path} was changed by somebody else meanwhile.", path=path)
    return DataError(message, say("Nothing was written; try again."))


def _given_up(path: str) -> DataError:
    message = say(
        "An earlier write was interrupted, and {path} was changed since, so the rest of that write was given up.",
        path=path,
    )
    return DataError(message, say("See with `git diff` what the files say now, and do again what is missing."))


def _in_conflict(step: Step) -> DataError:
    message = say(
        "A write was interrupted, and {path} was changed since. What it was to say stands in {new}.",
        path=step.path,
        new=step.new,
    )
    hint = say("Put into {path} what it must say, remove {new}, and try again.", path=step.path, new=step.new)
    return DataError(message, hint)
