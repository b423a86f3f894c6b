"""In which lane each mark of a timeline comes, so that no label lies over another, over a mark or over a stem."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

_NEAR = 2
"""What stays free between two boxes, and between a label and a line."""


class Box(NamedTuple):
    """A mark with its label, and the arrow that leads to it, as far as they reach along the axis."""

    x: float
    """The middle of the mark, where its stem goes down to the axis."""
    left: float
    right: float


def lanes(boxes: Sequence[Box]) -> list[int]:
    """The lane of each box, 0 nearest to the axis.

    Boxes at one place are stacked with the first on top. Whatever lies further right comes first, and keeps its stem
    free. Because a box never begins right of its mark, nothing has room in a lane but to the left of all that is there.
    """
    found = [0] * len(boxes)
    free_to: list[float] = []
    order = sorted(range(len(boxes)), key=lambda i: (-boxes[i].x, -i))
    for x, column in groupby(order, key=lambda i: boxes[i].x):
        lane = -1
        for i in column:
            lane = _lowest(free_to, boxes[i].right + _NEAR, lane + 1)
            free_to[lane] = boxes[i].left
            found[i] = lane
        for below in range(lane):
            free_to[below] = min(free_to[below], x)
    return found


def _lowest(free_to: list[float], right: float, start: int) -> int:
    """The first lane from `start` on that is free as far as that; a new one where none is."""
    for lane in range(start, len(free_to)):
        if right <= free_to[lane]:
            return lane
    free_to.extend([math.inf] * max(1, start + 1 - len(free_to)))
    return len(free_to) - 1
