"""One writes at a time, where the system can see to that."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nap.errors import DataError
from nap.sentence import say


@contextmanager
def alone(root: Path) -> Iterator[bool]:
    """Keep others from writing to a plan meanwhile; gives whether the system can promise that.

    It lets go when the process ends, however that comes. Raises `DataError` while somebody else is writing.
    """
    try:
        descriptor = _locked(root / "data")
    except BlockingIOError:
        raise DataError(say("Somebody else is writing to this plan just now."), say("Try again.")) from None
    except OSError as error:
        message = say("{path} cannot be opened: {problem}.", path="data", problem=error.strerror or error)
        raise DataError(message) from None
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _locked(folder: Path) -> int | None:
    """A descriptor of a folder that nobody else has locked; None where locks are not known."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return None
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise
    except OSError:  # some networks have none either
        os.close(descriptor)
        return None
    return descriptor
