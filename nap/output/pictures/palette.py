"""What the shapes of a picture look like, each in three ways at once: by lightness, by colour and by pattern.

The statuses stand in an order of lightness, so that they differ in greyscale; each has a pattern of its own, so that
they differ on a bad print; and the colours differ for the colour-blind. tests/test_pictures.py computes all of it.

Looks are presentation attributes, which every program that draws SVG understands, with a class beside them by which a
page can give another colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Tone = Literal[
    "unreported", "not_started", "preparing", "in_progress", "completed", "stopped", "late", "answered", "missing"
]
"""What a coloured shape stands for."""

INK, LINE, GRID, SHADE, GROUND = "#1a1a1a", "#4d4d4d", "#c4c4c4", "#e6edf5", "#ffffff"
"""Text, outlines, faint lines, the shade of a period, and what all stands on."""

AS_TEXT = f'class="nap-text" fill="{INK}"'
AS_OUTLINE = f'stroke="{LINE}"'
AS_LINE = f'class="nap-line" fill="none" {AS_OUTLINE}'
AS_GRID = f'class="nap-grid" fill="none" stroke="{GRID}"'
AS_SHADE = f'class="nap-shade" fill="{SHADE}"'
AS_OPEN = f'class="nap-ground nap-line" fill="{GROUND}" {AS_OUTLINE}'
AS_GROUND = f'class="nap-ground" fill="{GROUND}"'

Pattern = Literal["dots", "upright", "rising", "crossed"]
"""What lies over an area: dots, upright lines, slanted lines, or slanted lines both ways."""


class Look(NamedTuple):
    """How one tone is drawn."""

    fill: str
    """The colour of its area, as `#rrggbb`."""
    on: str
    """The colour of a text on that area."""
    pattern: Pattern | None = None
    """What lies over the area; None for a plain one."""
    hatch: str = ""
    """The colour of that."""


LOOKS: Mapping[Tone, Look] = {
    "unreported": Look("#f7f7f7", INK),
    "not_started": Look("#f0c75e", INK, "dots", "#8a6a12"),
    "preparing": Look("#d98a3d", INK, "rising", "#7a3f00"),
    "in_progress": Look("#3576b0", "#ffffff", "upright", "#9cc3e6"),
    "completed": Look("#0f4f47", "#ffffff"),
    "stopped": Look("#33142b", "#ffffff", "crossed", "#c9a5bf"),
    "late": Look("#b3261e", "#ffffff"),
    "answered": Look("#1d4f7c", "#ffffff"),
    "missing": Look("#f7f7f7", INK, "rising", "#767676"),
}
"""Every tone, in the order in which pictures and their keys have them."""


def as_fill(tone: Tone) -> str:
    """The attributes of an area of this tone."""
    return f'class="nap-{tone}" fill="{LOOKS[tone].fill}"'


def as_outlined(tone: Tone) -> str:
    """The attributes of an area of this tone with a line around it."""
    return f'class="nap-{tone} nap-line" fill="{LOOKS[tone].fill}" {AS_OUTLINE}'


def as_hatch(tone: Tone) -> str:
    """The attributes of the pattern over an area of this tone."""
    return f'class="nap-hatch-{tone}" fill="none" stroke="{LOOKS[tone].hatch}"'


def as_text_on(tone: Tone) -> str:
    """The attributes of a text that stands on an area of this tone."""
    return f'class="nap-on-{tone}" fill="{LOOKS[tone].on}"'
