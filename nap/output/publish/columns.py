"""How wide the columns of a table must be, and how tall it gets: guesses, made without any typeface at hand.

They hold for the built-in looks: tables in letters of 8.5 points, over the 16 cm between the margins.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_WIDTH = 53.0
"""How wide the text of a page is, in times the size of a table's letters."""

_EDGES = 1.15
"""What a cell needs beside its text, in the same measure."""

_LETTERS = 95
"""How many letters at least go into a line of a table over the whole width of the page."""

_UNSET = 0.7
"""How much of the page columns without widths have together, at least."""

_LONGEST = 50
"""No word of a language is longer than this."""

_FEW_ROWS = 8
_FEW_LINES = 40
"""So many rows, and lines in them, may go to the next page together: they never fill it, nor leave much empty."""

_PART = re.compile(r"[^\s\u200b–—-]+[–—-]?")
"""What stays on one line; no-break spaces are taken for spaces, since they are rare."""

_ADDRESS = ("https://", "http://")

# The wider of Calibri and Libertinus Serif, both bold; pictures reckon with wider fonts, which no table is set in.
_LOWER = 0.53
_UPPER = 0.72
_WIDTHS = {
    letter: width
    for letters, width in (("ijlI.,:;'’()!|", 0.31), ("ft-", 0.36), ("rszcJ/?", 0.44), ("mwœæM", 0.83), ("W–—", 1.0))
    for letter in letters
}


def fitted(shares: Sequence[float], columns: Sequence[Sequence[str]]) -> list[float]:
    """The shares of columns in the width of the page, changed as little as keeps their words whole.

    `shares` add up to 1; `columns` are the texts of the cells, by column. What a column needs beyond its share for
    its longest word is taken from the widest columns, down to what those need. Where not all can get what they
    need, the one that needs most keeps its share.
    """
    floors = [_floor(texts) for texts in columns]
    while sum(floors) > 1 and (short := [at for at, share in enumerate(shares) if floors[at] > share]):
        most = max(short, key=lambda at: floors[at])
        floors[most] = shares[most]
    wanted = [max(share, floor) for share, floor in zip(shares, floors, strict=True)]
    if sum(wanted) <= 1:
        return list(shares)
    level = _level(wanted, floors)
    return [max(floor, min(share, level)) for share, floor in zip(wanted, floors, strict=True)]


def natural(columns: Sequence[Sequence[str]]) -> list[float]:
    """The shares of columns that were given none: as wide as their longest texts beside each other, within limits."""
    wanted = [min(max(map(_width, texts), default=0.0), _WIDTH / 2) + _EDGES for texts in columns]
    return [width / sum(wanted) for width in wanted]


def is_short(rows: Sequence[Sequence[str]], shares: Sequence[float | None]) -> bool:
    """Whether a table is small enough to be kept on one page: the texts of its rows, and the shares of its columns."""
    return len(rows) <= _FEW_ROWS and sum(lines(texts, shares) for texts in rows) <= _FEW_LINES


def lines(texts: Sequence[str], shares: Sequence[float | None]) -> int:
    """How many lines a row takes, on the safe side."""
    return max((math.ceil(len(text) / room) for text, room in zip(texts, rooms(shares), strict=True)), default=0)


def rooms(shares: Sequence[float | None]) -> list[float]:
    """How many letters at least go into a line of each column."""
    return [_LETTERS * (share or _UNSET / len(shares)) for share in shares]


def _floor(texts: Iterable[str]) -> float:
    """The share that a column needs for its longest word; what is no word of a language is not counted."""
    parts = (part for text in texts for part in _PART.findall(text) if not part.startswith(_ADDRESS))
    return (max((_width(part) for part in parts if len(part) <= _LONGEST), default=0.0) + _EDGES) / _WIDTH


@lru_cache(maxsize=10_000)
def _width(word: str) -> float:
    return sum(_WIDTHS.get(letter, _UPPER if letter.isupper() else _LOWER) for letter in word)


def _level(wanted: Sequence[float], floors: Sequence[float]) -> float:
    """To which width the widest columns must come down for all of them to add up to 1."""
    low, high = 0.0, max(wanted)
    for _ in range(40):
        middle = (low + high) / 2
        total = sum(max(floor, min(share, middle)) for share, floor in zip(wanted, floors, strict=True))
        low, high = (middle, high) if total <= 1 else (low, middle)
    return low
