"""Writing a file so that at every moment it is whole: either as it was, or as it is to be."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from nap.errors import DataError
from nap.sentence import say


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
    mode = path.lstat().st_mode
    if not stat.S_ISREG(mode):
        raise DataError(say("{path} is not a regular file.", path=path), say("Put a YAML file there."))
    # The name starts with a dot, so that nobody takes it for one of the plan's files meanwhile.
    descriptor, name = tempfile.mkstemp(prefix=".nap-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(stat.S_IMODE(mode))
        # Asked last, when writing is done: it leaves the shortest time for somebody else to come in between.
        if path.is_symlink() or _content(path) != expected:
            message = say("{path} was changed by somebody else meanwhile.", path=path)
            raise DataError(message, say("It was left as it is now; try again."))
        temporary.replace(path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    _keep(path.parent)


def _content(path: Path) -> bytes:
    """What a file says; one that may not be written is not opened, for it may not be replaced either."""
    with path.open("r+b") as file:
        return file.read()


def _keep(folder: Path) -> None:
    """Have the system write down which files a folder has, where it can be asked."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
