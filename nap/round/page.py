"""A sheet of a form as it is written: texts that stay texts, in rows that are high enough to read them.

Heights are worked out here, because LibreOffice does not do so when it opens a file.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from nap.round.looks import LOOKS, Looks
from nap.round.shown import MOST, Run, writable

_HIGHEST = 409
"""Points; Excel makes no row higher. The rest of a text is still in its cell."""
_LINE = 15 / 11
"""The height of a line, for each point of its letters."""
_BOLD = 1.06
"""How much wider bold letters are."""
_DIGIT, _EDGE, _INDENT = 7, 2, 9
"""Pixels: a unit of a column's width, what its edges take of it, and an indent."""
_SIZE = 11


class Page:
    """One sheet. `measure` says how many pixels wide a text is in ordinary letters."""

    def __init__(self, sheet: Any, looks: Looks, widths: Sequence[int], measure: Callable[[str], int]) -> None:
        self._sheet = sheet
        self._looks = looks
        self._widths = widths
        self._measure = measure
        self._heights: dict[int, float] = {}
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)

    def write(self, row: int, column: int, text: str, look: str) -> None:
        """A text in a cell, whatever it looks like; "" for a cell with nothing in it."""
        text = writable(text)
        self._fit(row, column, text, look)
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes this for a text whose parts look different, and writes it into the file as it is.
            text += " "
        if text:
            self._sheet.write_string(row, column, text, self._looks[look])
        else:
            self._sheet.write_blank(row, column, None, self._looks[look])

    def write_runs(self, row: int, column: int, runs: Sequence[Run], look: str) -> None:
        """A text whose parts look different."""
        runs = [run for run in runs if run.text]
        whole = "".join(run.text for run in runs)
        if len(runs) < 2 or len(whole) > MOST:  # noqa: PLR2004 - one part looks like the cell
            self.write(row, column, whole, look)
            return
        self._fit(row, column, whole, look)
        parts = [part for run in runs for part in (self._looks[f"run_{run.style}"], run.text)]
        self._sheet.write_rich_string(row, column, *parts, self._looks[look])

    def finish(self) -> None:
        """Give every row its height."""
        for row, height in self._heights.items():
            self._sheet.set_row(row, min(height, _HIGHEST))

    def _fit(self, row: int, column: int, text: str, look: str) -> None:
        given = LOOKS[look]
        if not given.get("text_wrap"):
            return
        size: int = given.get("font_size", _SIZE)
        scale = size / _SIZE * (_BOLD if given.get("bold") else 1)
        room = (self._widths[column] * _DIGIT - _EDGE - _INDENT * given.get("indent", 0)) / scale
        height = math.ceil(size * _LINE) * lines_of(text, room, self._measure)
        self._heights[row] = max(self._heights.get(row, 0), height)


def lines_of(text: str, room: float, measure: Callable[[str], int]) -> int:
    """In how many lines a text is shown in a cell with so much room; a word that is wider is broken."""
    space = measure(" ")
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split(" "):
            wide = measure(word)
            if used and used + space + wide > room:
                lines += 1
                used = 0.0
            used += (space if used else 0) + wide
            broken = max(math.ceil(used / room) - 1, 0)
            lines += broken
            used -= broken * room
    return lines
