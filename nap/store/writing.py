"""Writing files so that at every moment they are whole: either as they were, or as they are to be.

One file is replaced at once. Of several, all are written or none: their new contents are made ready in a folder of
their own, which then gets the name under which they count (see `nap.store.pending`), and only then put in place.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from nap.errors import DataError
from nap.sentence import say
from nap.store import pending
from nap.store.locking import alone

_WRITING = ".nap-writing-"
_LONG_AGO = 3600.0


class Edit(NamedTuple):
    """A new content for one of a plan's files."""

    path: str
    """Relative to the plan's folder, with forward slashes."""
    before: bytes
    """What the file must still say."""
    after: bytes
    """What it is to say."""


# -- several files ---------------------------------------------------------------------------------------------


def write_all(root: Path, edits: Sequence[Edit]) -> None:
    """Give several files of a plan a new content: all of them or none, whenever the process is killed.

    What an earlier process had no time to finish is finished first. Raises `DataError` when one of the files no
    longer says what is expected, is no regular file of the plan, or cannot be written; none of them is changed then.
    """
    if len({edit.path for edit in edits}) != len(edits):
        raise ValueError("a file can have one new content")
    with alone(root) as certain:
        pending.complete(root)
        if os.path.lexists(root / pending.FOLDER):
            message = say("{path} is in the way, and not of nap's making.", path=pending.FOLDER)
            raise DataError(message, say("Put it somewhere else, and try again."))
        modes = [_checked_mode(root, edit) for edit in edits]
        changes = [(edit, mode) for edit, mode in zip(edits, modes, strict=True) if edit.after != edit.before]
        if changes:
            _decide(root, changes, certain=certain)
            pending.complete(root, interrupted=False)


def _checked_mode(root: Path, edit: Edit) -> int:
    """The mode of a file that can be edited so."""
    path = root / edit.path
    try:
        mode = _mode(path, edit.path)
        if not pending.inside(root, edit.path):
            message = say("{path} is not in the plan's folder, or is reached through a link.", path=edit.path)
            raise DataError(message, say("Put the file itself there."))
        if not os.access(path.parent, os.W_OK):
            folder = edit.path.rpartition("/")[0]
            message = say("Nothing can be written in {folder}: you have no right to.", folder=folder)
            raise DataError(message, say("Nothing was changed."))
        if not _says(path, edit.before):
            raise pending.changed_meanwhile(edit.path)
    except OSError as error:
        message = say("{path} cannot be written: {problem}.", path=edit.path, problem=error.strerror or error)
        raise DataError(message, say("Nothing was changed.")) from None
    return mode


def _decide(root: Path, changes: Sequence[tuple[Edit, int]], *, certain: bool) -> None:
    """Make the new contents ready, and then, in one step, decide that they are what the files say."""
    try:
        writing = Path(tempfile.mkdtemp(prefix=_WRITING, dir=root / "data"))
        try:
            _remove_dead(writing, certain=certain)
            _make_ready(writing, root / "data", changes)
            writing.rename(root / pending.FOLDER)
        finally:
            pending.remove(writing)  # which is not there any more when all went well
    except OSError as error:
        raise pending.unwritten(error) from None


def _make_ready(writing: Path, data: Path, changes: Sequence[tuple[Edit, int]]) -> None:
    inner = writing / pending.INSIDE
    inner.mkdir()
    mode = stat.S_IMODE(data.stat().st_mode)
    for folder in (inner, writing):  # whoever may read the plan may read what it is to say
        folder.chmod(mode)
    for number, (edit, mode_of_file) in enumerate(changes):
        new = inner / pending.new_name(number)
        with new.open("xb") as file:
            _fill(file, new, edit.after, mode_of_file)
    name, record = pending.recorded([edit for edit, _ in changes])
    with (inner / name).open("xb") as file:
        _fill(file, inner / name, record, mode & 0o666)
    pending.keep(inner)
    pending.keep(writing)


def _remove_dead(writing: Path, *, certain: bool) -> None:
    """Remove what processes left that were killed before they had decided.

    Where the system cannot keep others from writing, only what is old: the rest may be at work.
    """
    now = writing.stat().st_mtime
    for folder in writing.parent.glob(f"{_WRITING}*"):
        if folder != writing and (certain or folder.lstat().st_mtime < now - _LONG_AGO):
            pending.remove(folder)


# -- one file --------------------------------------------------------------------------------------------------


def replace_file(path: Path, content: bytes, expected: bytes) -> None:
    """Give a file a new content, if it still says what is expected; its mode stays.

    Raises `DataError` when it was changed by somebody else, is no regular file (a link leads elsewhere), or
    cannot be written. It is then as it was.
    """
    try:
        _replace(path, content, expected)
    except OSError as error:
        message = say("{path} cannot be written: {problem}.", path=path, problem=error.strerror or error)
        raise DataError(message) from None


def _replace(path: Path, content: bytes, expected: bytes) -> None:
    # Asked last, when writing is done: it leaves the shortest time for somebody else to come in between.
    def as_expected() -> None:
        if not _says(path, expected):
            message = say("{path} was changed by somebody else meanwhile.", path=path)
            raise DataError(message, say("It was left as it is now; try again."))

    put(path, content, _mode(path, path), as_expected)


def put(path: Path, content: bytes, mode: int, check: Callable[[], None] = lambda: None) -> None:
    """Write a file whole or not at all, in place of one of the same name.

    `check` is called when all but that last step is done; what it raises leaves everything as it was.
    """
    # The name starts with a dot, so that nobody takes it for one of the plan's files meanwhile.
    descriptor, name = tempfile.mkstemp(prefix=".nap-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _fill(file, temporary, content, mode)
        check()
        temporary.replace(path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    pending.keep(path.parent)


# -- both ------------------------------------------------------------------------------------------------------


def _mode(path: Path, called: Path | str) -> int:
    """The mode of a regular file; raises `DataError` for anything else."""
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        raise DataError(say("{path} is not a regular file.", path=called), say("Put a YAML file there."))
    return stat.S_IMODE(mode)


def _says(path: Path, expected: bytes) -> bool:
    """Whether a file says this; one that may not be written is not opened, for it may not be replaced either."""
    if path.is_symlink():
        return False
    with path.open("r+b") as file:
        return file.read() == expected


def _fill(file: IO[bytes], path: Path, content: bytes, mode: int) -> None:
    """Write a new file's content down for good, and give it the mode of the file whose place it takes."""
    path.chmod(mode)
    file.write(content)
    file.flush()
    os.fsync(file.fileno())
