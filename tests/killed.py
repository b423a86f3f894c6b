"""A process that is killed, or told that the disk is full, at one of its dealings with files: at each in turn.

Python tells a profiler of every call of a function written in C before it is made. So what is listed here is not what
a program may do to files, which would miss what it does tomorrow, but the few calls that only ask.
"""

from __future__ import annotations

import errno
import os
import posix
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Any

Act = Callable[[], None]
_AT_WORK = {"posix", "_io", "fcntl"}
_ONLY_ASKS = {"lstat", "stat", "fstat", "access", "scandir", "read", "fileno", "fspath", "_path_normpath", "getcwd"}


def calls(act: Act) -> list[str]:
    """The names of all dealings with files of something that is done here."""
    names: list[str] = []
    _watched(act, names.append)
    return names


def killed(act: Act, at: int = 0, of: str | None = None) -> bool:
    """Do something in another process that is killed just before a dealing with files: the one that is number `at`,
    of those with the name `of`; False if there were not so many and it came to its end.
    """

    def kill() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    how = in_child(lambda: _watched(act, _at(at, lambda name: of in {None, name}, kill)))
    assert how in {0, -signal.SIGKILL}
    return how != 0


def killed_at_each(prepare: Callable[[], Act]) -> Iterator[int]:
    """Prepare something and have it killed, at its first dealing with files, its second, and so on, until it ends."""
    at = 0
    while killed(prepare(), at):
        yield at
        at += 1


def failing(act: Act, at: int) -> bool:
    """Do something here with one of its dealings with files refused, as if the disk were full; False if there are
    not so many. Closing a file is not refused: that would only leave it open.
    """
    refused: list[int] = []

    def refuse() -> None:
        refused.append(at)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    try:
        _watched(act, _at(at, lambda name: name not in {"close", "__exit__"}, refuse))
    except BaseException:
        assert refused
        raise
    return bool(refused)


def in_child(act: Act) -> int:
    """Do something in another process; how that ended: 0, 1 for an error, or minus the signal it died of."""
    return ended(started(act))


def started(act: Act) -> int:
    """Begin something in another process; gives that process."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            act()
            status = 0
        except BaseException:  # noqa: BLE001 - nothing may go back to the tests in a copy of their process
            traceback.print_exc()
        # Not by the name in `os`: who measures coverage has put something there that writes files of its own.
        posix._exit(status)
    return child


def ended(child: int) -> int:
    """Wait for another process, and give how it ended."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _at(number: int, counts: Callable[[str], bool], act: Act) -> Callable[[str], None]:
    """What is told of calls, and does something at the one with this number, of those with a name that counts."""
    seen = 0

    def tell(called: str) -> None:
        nonlocal seen
        if counts(called):
            seen += 1
            if seen == number + 1:
                sys.setprofile(None)
                act()

    return tell


def _watched(act: Act, tell: Callable[[str], None]) -> None:
    """Do something, telling of each dealing with files before it happens."""

    def profile(_frame: Any, event: str, function: Any) -> None:
        if event != "c_call" or function.__name__ in _ONLY_ASKS:
            return
        owner = getattr(function, "__self__", None)
        if {function.__module__, type(owner).__module__} & _AT_WORK:
            tell(function.__name__)

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        act()
    finally:
        sys.setprofile(before)
