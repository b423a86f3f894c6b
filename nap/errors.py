"""The one root of what stops a run.

Problems *in the data* are never exceptions: they are returned as findings. An error here means that the
run cannot go on, and the command line shows it as a sentence and a hint, without a traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from nap.sentence import say

DONE = 0
FOUND = 1
USAGE = 2
UNREADABLE = 3


class NapError(Exception):
    """The run cannot go on.

    `message` says what is wrong, `hint` what to do or write instead, `exit_code` what the shell is told
    (2: wrong usage, 3: the data could not be read).
    """

    exit_code = USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class DataError(NapError):
    """The plan could not be read, or not well enough for what was asked."""

    exit_code = UNREADABLE


_MANY = 1000
"""Comparing a word with so many others takes as long as a person notices."""

_LONGEST = 200
"""What is longer is no word that was misspelt."""


def closest(word: str, known: Iterable[str]) -> list[str]:
    """The known words, at most three, that are closest to one that is not known, the closest first."""
    if len(word) > _LONGEST:
        return []
    words = tuple(known)
    if len(words) > _MANY:
        words = tuple(other for other in words if other[:2] == word[:2])[:_MANY]
    return list(_closest(word, words))


@lru_cache(maxsize=1000)
def _closest(word: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The same, remembered: a mistake is often made in many files at once, and comparing takes milliseconds."""
    import difflib  # noqa: PLC0415 - only what goes wrong pays for it

    return tuple(difflib.get_close_matches(word, known, n=3, cutoff=0.6))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the closest known words; "" when none is close."""
    near = closest(word, known)
    if not near:
        return ""
    *others, last = near
    if not others:
        return say("Did you mean {name}?", name=last)
    return say("Did you mean {names} or {last}?", names=", ".join(others), last=last)
