"""How wide a text may become, and how it is made to fit.

Which font draws a picture is not known here: a browser takes a sans-serif font, Typst only has Libertinus Serif. So
every character counts for the widest of Libertinus Serif, Arial (Liberation Sans), DejaVu Sans (as wide as Verdana),
Noto Sans, Open Sans and Roboto, and a text in the plan's languages is never wider than what is said here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

_HUNDREDTHS = {
    28: "ijl'",
    34: " ,.·’‘:;I",
    40: "ft()[]-",
    46: 'r/\\!²³"ľ',
    53: "sz“”„°¹",
    58: "ckJL_|?*`•ĳ",
    64: "abdeghnopquvxy$0123456789{}€FTđøłßþð«»§¿¡Ł",
    70: "EKPSYABVXZ–ďħ",
    78: "CRUHNDGĐÞ&",
    84: "OQw#+<=>^~×−≥≤±Ø",
    99: "mMW%½",
    105: "@—…©®æœ",
    115: "→←ÆŒ",
}
"""Widths in hundredths of the font's size. A letter with an accent is as wide as the letter."""

_WIDTHS = {character: hundredths / 100 for hundredths, those in _HUNDREDTHS.items() for character in those}
_UNKNOWN = 1.3
"""Any other character: no wider in the fonts above, and wider than what Chinese or emoji take."""


@cache
def _advance(character: str) -> float:
    known = _WIDTHS.get(character)
    if known is not None:
        return known
    if unicodedata.combining(character):
        return 0.0
    return _WIDTHS.get(unicodedata.normalize("NFD", character)[0], _UNKNOWN)


def width(text: str, size: float) -> float:
    """The widest that a text may become at a size of the font, in the unit of that size."""
    return sum(map(_advance, text)) * size


class Fitted(NamedTuple):
    """A text in lines that fit."""

    lines: tuple[str, ...]
    whole: str | None = None
    """The text itself, where the lines do not say all of it."""


def fitted(text: str, size: float, room: float, most: int = 2) -> Fitted:
    """A clean text in at most so many lines, none wider than the room; what is left over is cut off with “…”."""
    if width(text, size) <= room:
        return Fitted((text,)) if text else Fitted(())
    pieces = _pieces(text)
    lines: list[str] = []
    while pieces and len(lines) < most - 1:
        lines.append(_take(pieces, size, room))
    rest = "".join(pieces).strip(" ")
    if width(rest, size) <= room:
        return Fitted((*lines, rest)) if rest else Fitted(tuple(lines))
    cut = _longest(rest, size, room - width("…", size))
    return Fitted((*lines, rest[:cut].rstrip(" ") + "…"), text)


def column(texts: Iterable[str], size: float, least: float, most: float) -> float:
    """How wide a column must be for all texts to fit in two lines: no more than `most`, even if one does not.

    A text no wider than `least` stays on one line.
    """
    needed = 0.0
    for text in texts:
        one = width(text, size)
        needed = max(needed, one if one <= least else max(least, _halved(text, size)))
    return min(needed, most)


def _halved(text: str, size: float) -> float:
    """The width of the wider of two lines, where the text is broken at the best place."""
    pieces = _pieces(text)
    halves = (("".join(pieces[:i]).strip(" "), "".join(pieces[i:]).strip(" ")) for i in range(1, len(pieces) + 1))
    return min(max(width(first, size), width(second, size)) for first, second in halves)


def _pieces(text: str) -> list[str]:
    """A text between the places where a line may end: after a space, a hyphen or a slash."""
    pieces, start = [], 0
    for end, character in enumerate(text, 1):
        if character in " -/":
            pieces.append(text[start:end])
            start = end
    return [*pieces, text[start:]] if start < len(text) else pieces


def _take(pieces: list[str], size: float, room: float) -> str:
    """Take from the pieces what fits on a line; of a piece that is itself too wide, what fits of it."""
    line = ""
    while pieces and width((line + pieces[0]).strip(" "), size) <= room:
        line += pieces.pop(0)
    if not line.strip(" "):
        cut = max(_longest(pieces[0], size, room), 1)
        line, pieces[0] = pieces[0][:cut], pieces[0][cut:]
    return line.strip(" ")


def _longest(text: str, size: float, room: float) -> int:
    """How many characters from the start fit. An accent of its own has no width, so it stays with its letter."""
    used = 0.0
    for fit, character in enumerate(text):
        used += _advance(character) * size
        if used > room:
            return fit
    return len(text)
