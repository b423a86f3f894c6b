"""Reading all forms that came back, shared between processes where there are many."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from nap.round.open import read_returned
from nap.round.returned import Returned
from nap.store.workers import pays_off, shared

MANY = 24
"""From so many forms on, several processes read them: to begin takes one of them as long as five forms."""

_PORTION = 8


def read_all(paths: Sequence[Path]) -> Iterator[Returned]:
    """What came back in files, in their order."""
    if sys.platform != "linux" or not pays_off(len(paths), MANY):
        yield from map(read_returned, paths)
        return
    # The first is read here: what is imported for it, the processes have when they start; and what is not installed is
    # said by the one that can say it.
    yield read_returned(paths[0])
    for _, forms in shared(_read_portion, [str(path) for path in paths[1:]], _PORTION):
        yield from forms


def _read_portion(paths: Sequence[str]) -> list[Returned]:
    """Read some forms, in another process."""
    return [read_returned(Path(path)) for path in paths]
