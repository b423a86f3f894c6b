"""Files that commands write beside the plan: forms, letters, reports."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from nap.cli.reading import ReaderGone
from nap.errors import NapError
from nap.sentence import say

_STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/fd/")


def make_folder(folder: Path) -> None:
    """Make a folder for files to go to, unless it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NapError(say("{folder} is no folder.", folder=folder), say("Name a folder with --out.")) from None


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, in place of one of the same name, whose mode it takes."""
    from nap.store import writing

    writing.put(path, content, _mode(path))


def put_anywhere(path: Path, content: bytes) -> None:
    """Write a file that somebody named, also through a link or into a pipe; its folder is made.

    Raises `NapError` where that cannot be done.
    """
    try:
        if is_stream(path):
            path.write_bytes(content)
            return
        path = path.resolve()  # what a link leads to is written, and the link stays
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, content)
    except BrokenPipeError:
        raise ReaderGone from None
    except OSError as error:
        raise NapError(f"{path} cannot be written: {error.strerror or error}.", "Name another file.") from None


def is_stream(path: Path) -> bool:
    """Whether something other than a file has this name, such as a pipe or /dev/stdout, wherever that leads to."""
    return path.exists() and (str(path).startswith(_STREAMS) or not (path.is_file() or path.is_dir()))


def _mode(path: Path) -> int:
    """The mode of a file; that which new files get, where there is none."""
    with suppress(FileNotFoundError):
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            return stat.S_IMODE(mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
