"""One bar of parts laid end to end, each with its figure in it or as near to it as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nap.output.pictures import svg
from nap.output.pictures.area import area
from nap.output.pictures.lettering import width
from nap.output.pictures.palette import AS_LINE, LOOKS, Tone, as_fill, as_text_on

_AROUND = 3
"""What stays free on both sides of a figure."""
_RISE = 4
"""How far a figure over a bar stands from it."""


class Part(NamedTuple):
    """One part of a bar."""

    tone: Tone
    value: int
    """How much of the bar it is; a part of nothing is not drawn."""
    shown: str
    """Its figure."""
    said: str = ""
    """What is shown in place of the figure where the part has room for it: "3 in progress"."""


class Sizes(NamedTuple):
    """How large everything in a picture of bars is."""

    thick: float
    between: float
    label: float
    figure: float

    @property
    def lane(self) -> float:
        """How much room figures over a bar take."""
        return self.figure + _RISE + 1


class Placed(NamedTuple):
    """A part with its place."""

    part: Part
    x: float
    wide: float
    words: str
    """What is shown of it."""
    needs: float
    """How wide that is, with what stays free around it."""

    @property
    def middle(self) -> float:
        """The middle of the part, along the bar."""
        return self.x + self.wide / 2

    @property
    def outside(self) -> bool:
        """Whether the part is too narrow for what is shown of it."""
        return bool(self.words) and self.needs > self.wide


class Laid(NamedTuple):
    """A bar: its parts, and where their figures are."""

    parts: Sequence[Placed]
    over: Sequence[Placed]
    """Those whose figures stand over the bar."""
    after: Placed | None
    """The last one, where it alone is too narrow and its figure stands after the bar."""


def total(parts: Sequence[Part]) -> int:
    """What the parts are together. Raises `ValueError` for one that is less than nothing."""
    if any(part.value < 0 for part in parts):
        raise ValueError("a part of a bar cannot be less than nothing")
    return sum(part.value for part in parts)


def lay(parts: Sequence[Part], scale: float, room: tuple[float, float], size: float) -> Laid:
    """The places of a bar's parts from left to right, within a room, with figures of a size."""
    placed: list[Placed] = []
    before = 0
    for part in parts:
        if not part.value:
            continue
        wide = part.value * scale
        words, needs = svg.clean(part.said), 0.0
        if words:
            needs = width(words, size) + 2 * _AROUND
        if not words or needs > wide:
            words = svg.clean(part.shown)
            needs = width(words, size) + 2 * _AROUND
        placed.append(Placed(part, room[0] + before * scale, wide, words, needs))
        before += part.value
    over = [each for each in placed if each.outside]
    if len(over) == 1 and over[0] is placed[-1] and over[0].x + over[0].wide + over[0].needs <= room[1]:
        return Laid(placed, [], over[0])
    return Laid(placed, over, None)


def draw(bar: Laid, middle: float, room: tuple[float, float], sizes: Sizes) -> list[str]:
    """A bar around a height."""
    thick, size = sizes.thick, sizes.figure
    top = middle - thick / 2
    drawn = [area(each.part.tone, each.x, top, each.wide, thick) for each in bar.parts]
    for each in bar.parts:
        tone = each.part.tone
        if not each.words or each.outside:
            continue
        if LOOKS[tone].pattern:
            # The pattern would stand behind the figure.
            left, high = each.middle - each.needs / 2, thick - 1
            drawn.append(svg.rect(left, middle - high / 2, each.needs, high, as_fill(tone)))
        drawn.append(svg.text(each.middle, middle, each.words, size, anchor="middle", look=as_text_on(tone)))
    if bar.after:
        drawn.append(svg.text(bar.after.x + bar.after.wide + _AROUND, middle, bar.after.words, size))
    for each, x in _spread(bar.over, *room):
        drawn += [
            svg.segment(each.middle, top, x, top - _RISE, AS_LINE),
            svg.text(x, top - _RISE - size / 2, each.words, size, anchor="middle"),
        ]
    return drawn


def _spread(over: Sequence[Placed], left: float, right: float) -> list[tuple[Placed, float]]:
    """Where the middles of figures come so that none touches another: each as near to its own part as can be.

    Where there are too many for the room, those of the narrowest parts are left out.
    """
    those = list(over)
    needed = sum(each.needs for each in those)
    for narrowest in sorted(those, key=lambda each: each.wide):
        if needed <= right - left:
            break
        needed -= narrowest.needs
        those.remove(narrowest)
    # What lies too near to the one before moves right; then what passed the edge, and all it meets, moves left again.
    middles: list[float] = []
    edge = left
    for each in those:
        middles.append(max(each.middle, edge + each.needs / 2))
        edge = middles[-1] + each.needs / 2
    edge = right
    for i in range(len(those) - 1, -1, -1):
        middles[i] = min(middles[i], edge - those[i].needs / 2)
        edge = middles[i] - those[i].needs / 2
    return list(zip(those, middles, strict=True))
