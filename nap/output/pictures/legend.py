"""The key of a picture: what each tone or mark stands for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from nap.output.pictures import svg
from nap.output.pictures.area import area
from nap.output.pictures.lettering import fitted, width
from nap.output.pictures.palette import Tone

SIZE = 14
EDGE = 4
"""What stays free at the sides."""
_SAMPLE, _GAP, _BETWEEN, _LINE = 20, 5, 12, 22


class Key(NamedTuple):
    """One entry of a key."""

    tone: Tone
    label: str


Sample = Callable[[float, float], str]
"""Draws what is explained around a point."""


def legend(items: Sequence[tuple[Sample, str]]) -> tuple[list[str], float]:
    """The entries, side by side in as many lines as they need, and how high they are together; 0 without any."""
    drawn: list[str] = []
    x, middle = float(EDGE), _LINE / 2
    for sample, label in items:
        words = fitted(svg.clean(label), SIZE, svg.WIDTH - 2 * EDGE - _SAMPLE - _GAP, most=1)
        wide = _SAMPLE + _GAP + max((width(line, SIZE) for line in words.lines), default=0)
        if x > EDGE and x + wide > svg.WIDTH - EDGE:
            x, middle = float(EDGE), middle + _LINE
        drawn += [
            sample(x + _SAMPLE / 2, middle),
            svg.lines(x + _SAMPLE + _GAP, middle, words, SIZE),
        ]
        x += wide + _BETWEEN
    return drawn, middle + _LINE / 2 if items else 0.0


def of_tones(keys: Sequence[Key]) -> tuple[list[str], float]:
    """The key of a picture made of areas."""

    def sample(tone: Tone) -> Sample:
        return lambda x, middle: area(tone, x - _SAMPLE / 2, middle - 6, _SAMPLE, 12)

    return legend([(sample(key.tone), key.label) for key in keys])
