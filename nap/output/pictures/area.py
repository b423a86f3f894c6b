"""Areas of a tone: its colour, its pattern over that, and a line around it.

Patterns are drawn line by line, within their area, and not as `<pattern>`: viewers of PDF show the seams between tiles,
and a definition would need an id that no other picture on the page has.
"""

from __future__ import annotations

from nap.output.pictures import svg
from nap.output.pictures.palette import AS_LINE, LOOKS, Pattern, Tone, as_fill, as_hatch, as_outlined

_STEP = 8
"""From one line of a pattern to the next, along the bar."""


def area(tone: Tone, x: float, y: float, wide: float, high: float) -> str:
    """A rectangle of a tone."""
    pattern = LOOKS[tone].pattern
    if pattern is None:
        return svg.rect(x, y, wide, high, as_outlined(tone))
    lines = _lines(pattern, as_hatch(tone), x, y, wide, high)
    return svg.rect(x, y, wide, high, as_fill(tone)) + lines + svg.rect(x, y, wide, high, AS_LINE)


def _lines(pattern: Pattern, look: str, x: float, y: float, wide: float, high: float) -> str:
    """A pattern within a rectangle; "" where the rectangle is too narrow for any of it."""
    match pattern:
        case "dots":
            rows = [(x + 3, y + high / 4), (x + 7, y + high / 2), (x + 3, y + high * 3 / 4)]
            data = "".join(_level(left, middle, x + wide) for left, middle in rows)
            look, thick = f'{look} stroke-dasharray="2 6"', 2.0
        case "upright":
            # One stroke as thick as the area is high, interrupted.
            data = _level(x + 3, y + high / 2, x + wide)
            look, thick = f'{look} stroke-dasharray="1.5 6.5"', high
        case "rising":
            data, thick = _slanted(x, y, wide, high, rising=True), 1.5
        case "crossed":
            data = _slanted(x, y, wide, high, rising=True) + _slanted(x, y, wide, high, rising=False)
            thick = 1.0
    return svg.path(data, look, thick=thick) if data else ""


def _level(left: float, middle: float, right: float) -> str:
    return f"M{svg.number(left)} {svg.number(middle)}H{svg.number(right)}" if left < right else ""


def _slanted(x: float, y: float, wide: float, high: float, *, rising: bool) -> str:
    """Lines at half a right angle, cut off at the edges of the area."""
    data = []
    edge, way = (y + high, -1) if rising else (y, 1)
    whole = f" {svg.number(edge)}l{svg.number(high)} {svg.number(high * way)}"
    at = _STEP / 2 - high
    while at < wide:
        left, right = max(at, 0), min(at + high, wide)
        if right - left == high:
            data.append(f"M{svg.number(x + at)}{whole}")
        else:
            start, long = svg.number(edge + (left - at) * way), right - left
            data.append(f"M{svg.number(x + left)} {start}l{svg.number(long)} {svg.number(long * way)}")
        at += _STEP
    return "".join(data)
