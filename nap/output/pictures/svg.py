"""The few elements of SVG that pictures are made of, as text.

Nothing is drawn with styles, scripts or references to elsewhere, so that browsers, Typst and LibreOffice draw the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from nap.output.pictures.lettering import Fitted
from nap.output.pictures.palette import AS_GROUND, AS_TEXT
from nap.output.table import one_line

WIDTH = 720
"""The width of every picture, in its own units; a page scales it."""

FONTS = "Arial, Helvetica, Liberation Sans, Libertinus Serif, sans-serif"
"""Where none of them is, Typst takes Libertinus Serif, which it always has."""

LEADING = 1.2
"""From one line of a text to the next, in sizes of the font."""

_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
# What no XML file may hold; one_line leaves these in.
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_CENTRE = 0.35
"""From the middle of a line of capitals and digits down to the line it stands on, in sizes of the font."""


class About(NamedTuple):
    """What is said of a picture to those who do not see it."""

    name: str
    """What its ids begin with: letters, digits, `-` and `_`. Two pictures on one page need two names."""
    title: str
    description: str
    """What there is to see in it, with its numbers, or where they are."""


def number(value: float) -> str:
    """A number with at most two decimals, in the shortest way."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def clean(text: str) -> str:
    """A text on one line, without what XML forbids and what is not seen."""
    return _NOT_XML.sub("", one_line(text)).strip(" ")


def picture(about: About, height: float, drawn: Iterable[str]) -> str:
    """A whole picture, with its title and description. Raises `ValueError` for a name that cannot begin an id."""
    if not _NAME.fullmatch(about.name):
        raise ValueError(f"{about.name!r} cannot be the name of a picture")
    name, high = about.name, number(height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="nap-picture" viewBox="0 0 {WIDTH} {high}" width="{WIDTH}" '
        f'height="{high}" role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc" '
        f'font-family="{FONTS}">\n'
        f'<title id="{name}-title">{escape(clean(about.title))}</title>\n'
        f'<desc id="{name}-desc">{escape(clean(about.description))}</desc>\n'
        f"{rect(0, 0, WIDTH, height, AS_GROUND)}\n" + "".join(f"{line}\n" for line in drawn) + "</svg>\n"
    )


def rect(x: float, y: float, wide: float, high: float, look: str) -> str:
    """A rectangle."""
    return f'<rect {look} x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(high)}"/>'


def circle(x: float, y: float, radius: float, look: str, *, thick: float = 1) -> str:
    """A circle with a line around it."""
    place = f'cx="{number(x)}" cy="{number(y)}" r="{number(radius)}"'
    return f'<circle {look} stroke-width="{number(thick)}" {place}/>'


def path(data: str, look: str, *, thick: float = 1) -> str:
    """Lines, or the outline of an area, as the data of a path."""
    return f'<path {look} stroke-width="{number(thick)}" d="{data}"/>'


def segment(x1: float, y1: float, x2: float, y2: float, look: str, *, thick: float = 1) -> str:
    """A straight line."""
    return path(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", look, thick=thick)


def text(x: float, middle: float, words: str, size: float, *, anchor: str = "start", look: str = AS_TEXT) -> str:
    """One line of text, its capitals centred on a height. What is wider than its room is the caller's matter."""
    return (
        f'<text {look} x="{number(x)}" y="{number(middle + size * _CENTRE)}" font-size="{number(size)}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )


def lines(x: float, middle: float, words: Fitted, size: float, *, anchor: str = "start") -> str:
    """A text in lines, centred on a height together; where they do not say all of it, the whole shows as a hint."""
    first = middle - (len(words.lines) - 1) * size * LEADING / 2
    drawn = "".join(
        text(x, first + i * size * LEADING, line, size, anchor=anchor) for i, line in enumerate(words.lines)
    )
    return drawn if words.whole is None else f"<g><title>{escape(words.whole)}</title>{drawn}</g>"


def high(words: Fitted, size: float) -> float:
    """How high a text in lines is."""
    return len(words.lines) * size * LEADING
