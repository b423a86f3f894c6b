"""Bars on one scale: how many of what, by chapter, by government, by year, by body; and one bar alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from nap.output.pictures import svg
from nap.output.pictures.bar import Part, Sizes, draw, lay, total
from nap.output.pictures.legend import EDGE, Key, of_tones
from nap.output.pictures.lettering import column, fitted
from nap.output.pictures.palette import AS_LINE
from nap.output.pictures.svg import About

_ROOMY, _DENSE = Sizes(20, 8, 14, 13), Sizes(15, 6, 12, 11)
_MANY = 24
"""With more rows than this, they are dense, so that fifty fit on a page."""
_GAP = 10
_ONE_LINE = 11
"""Labels up to this width, in sizes of the font, are not broken."""
_LABELS, _NOTES = 250, 130
"""The most that labels and notes may take of the width."""
_LINES = 4


class Bar(NamedTuple):
    """One row: its label, its parts from left to right, and what stands after it."""

    label: str
    parts: Sequence[Part]
    note: str = ""


def stacked_bars(
    about: About, rows: Sequence[Bar], legend: Sequence[Key], *, heading: str = "", whole: bool = False
) -> str:
    """One bar a row, all on one scale; with `whole`, each over the full width, so that it shows shares.

    `heading` stands over the notes. Raises `ValueError` for a value less than nothing.
    """
    sizes = _DENSE if len(rows) > _MANY else _ROOMY
    size = sizes.label
    labels = [svg.clean(row.label) for row in rows]
    notes = [svg.clean(row.note) for row in rows]
    title = svg.clean(heading)
    named = column(labels, size, _ONE_LINE * size, _LABELS)
    noted = column([*notes, title], size, _NOTES, _NOTES)
    room = (EDGE + named + (_GAP if named else 0), svg.WIDTH - EDGE - (noted + _GAP if noted else 0))
    totals = [total(row.parts) for row in rows]
    most = max(totals, default=0)

    drawn, y = of_tones(legend)
    y += sizes.between if legend else EDGE
    if title:
        words = fitted(title, size, noted)
        drawn.append(svg.lines(room[1] + _GAP, y + svg.high(words, size) / 2, words, size))
        y += svg.high(words, size) + EDGE
    top = y
    for row, label, note, full in zip(rows, labels, notes, totals, strict=True):
        scaled = full if whole else most
        bar = lay(row.parts, (room[1] - room[0]) / scaled if scaled else 0, room, sizes.figure)
        words, after = fitted(label, size, named, _LINES), fitted(note, size, noted, _LINES)
        half = max(sizes.thick, svg.high(words, size), svg.high(after, size)) / 2
        middle = y + max(half, sizes.thick / 2 + (sizes.lane if bar.over else 0))
        drawn += [
            svg.lines(room[0] - _GAP, middle, words, size, anchor="end"),
            *draw(bar, middle, room, sizes),
            svg.lines(room[1] + _GAP, middle, after, size),
        ]
        y = middle + half + sizes.between
    if rows:
        drawn.append(svg.segment(room[0], top, room[0], y - sizes.between, AS_LINE, thick=1.5))
    return svg.picture(about, max(y, sizes.thick), filter(None, drawn))


def strip(about: About, parts: Sequence[Part], legend: Sequence[Key] = ()) -> str:
    """One bar over the full width, which stands beside the heading of what it tells about.

    Raises `ValueError` for a value less than nothing.
    """
    full = total(parts)
    room = (EDGE, svg.WIDTH - EDGE)
    bar = lay(parts, (room[1] - room[0]) / full if full else 0, room, _ROOMY.figure)
    drawn, y = of_tones(legend)
    half = _ROOMY.thick / 2
    middle = y + EDGE + (_ROOMY.lane if bar.over else 0) + half
    drawn += draw(bar, middle, room, _ROOMY)
    if not full:
        drawn.append(svg.segment(room[0], middle, room[1], middle, AS_LINE))
    return svg.picture(about, middle + half + EDGE, drawn)
