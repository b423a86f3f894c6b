"""Several processes at work on the files of a plan.

Below some five hundred files, sharing them costs more than it gains: what several processes need takes a while to
import. One process that is at work while this one imports something else pays off much earlier.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO, NoReturn, TypeVar

from nap.errors import DataError
from nap.sentence import say

if TYPE_CHECKING:
    from concurrent.futures import Executor

R = TypeVar("R")

MANY_FILES = 500
"""From here on, files are shared between several processes."""

_PORTION = 125
_MOST_PROCESSES = 4


def pays_off(files: int, many: int = MANY_FILES) -> bool:
    """Whether so many files are worth several processes here."""
    return files >= many and _processors() > 1


@contextmanager
def beside(work: Callable[[], bytes]) -> Iterator[Callable[[], bytes]]:
    """What a function gives, from a copy of this process that is at work on it from now on. Linux only.

    Yields a function that waits for the answer. It is empty or cut off when the other process cannot be started, is
    stopped, or fails. Whoever leaves with an exception does not wait for it.
    """
    try:
        process, answer = _started(work)
    except OSError:  # there are as many processes, or open files, as there may be
        yield bytes
        return
    try:
        with answer:
            yield answer.read
    except BaseException:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        raise
    finally:
        with suppress(ChildProcessError):  # the one who started this process may have asked not to be told of any end
            os.waitpid(process, 0)


def _started(work: Callable[[], bytes]) -> tuple[int, BinaryIO]:
    """A copy of this process that works, and where its answer comes from."""
    reading, writing = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(reading)
        raise
    else:
        if process == 0:
            _answer(work, reading, writing)
    finally:
        os.close(writing)
    return process, os.fdopen(reading, "rb")


def _answer(work: Callable[[], bytes], reading: int, writing: int) -> NoReturn:
    """In the other process: write the answer and end, whatever happens; what nobody waits for any more is not said."""
    try:
        os.close(reading)
        with suppress(BrokenPipeError), os.fdopen(writing, "wb") as answer:
            answer.write(work())
    finally:
        os._exit(0)


def shared(
    work: Callable[[Sequence[str]], R], paths: Sequence[str], portion: int = _PORTION
) -> Iterator[tuple[Sequence[str], R]]:
    """What a function makes of portions of the paths, in their order, from processes that start at once.

    The function and what it gives must be picklable. Raises `DataError` when one of the processes is stopped.
    """
    # Plans of this size are rare; others do not pay for these.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    # A fork shares what is imported already; elsewhere than on Linux it is not safe, or not there.
    context = get_context("fork" if sys.platform == "linux" else None)
    processes = min(_processors(), _MOST_PROCESSES)
    pool = ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with_parent)
    portions = [paths[i : i + portion] for i in range(0, len(paths), portion)]
    return _gathered(portions, pool.map(work, portions), pool)


def _gathered(
    portions: Sequence[Sequence[str]], answers: Iterator[R], pool: Executor
) -> Iterator[tuple[Sequence[str], R]]:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    try:
        yield from zip(portions, answers, strict=True)
    except BrokenProcessPool:
        raise DataError(say("A process that helped to read the plan was stopped."), say("Try again.")) from None
    finally:
        pool.shutdown(cancel_futures=True)


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


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
