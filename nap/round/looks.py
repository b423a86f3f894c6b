"""How the cells of a form look. All pairs of colours have a contrast of at least 4.5 to 1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_DARK, _BAND, _QUIET = "#1F3864", "#DCE6F2", "#595959"
_TO_FILL_HEAD, _TO_FILL, _NOT_HERE = "#7F6000", "#FFF8D6", "#E7E6E6"
_LINE, _TO_FILL_LINE = "#BFBFBF", "#A6893A"

_TEXT = 49
"""The number of the format for texts: what is typed into such a cell stays as it is."""

_BASE: dict[str, Any] = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
_SMALL: dict[str, Any] = {"font_size": 9}
_SHOWN: dict[str, Any] = _BASE | {"border": 1, "border_color": _LINE}
_FILLED: dict[str, Any] = _BASE | {
    "bg_color": _TO_FILL,
    "border": 1,
    "border_color": _TO_FILL_LINE,
    "locked": False,
    # 2024, 1/2 and =x stay texts.
    "num_format": _TEXT,
}
_WHITE_ON: dict[str, Any] = _BASE | {
    "bold": True,
    "font_color": "#FFFFFF",
    "border": 1,
    "border_color": _LINE,
    "valign": "vcenter",
}

LOOKS: Mapping[str, dict[str, Any]] = {
    # The sheet with the actions.
    "head": _WHITE_ON | {"bg_color": _DARK},
    "head_to_fill": _WHITE_ON | {"bg_color": _TO_FILL_HEAD},
    "action": _SHOWN | {"bg_color": _BAND, "bold": True},
    "action_small": _SHOWN | _SMALL | {"bg_color": _BAND},
    "part": _SHOWN,
    "part_what": _SHOWN | {"align": "left", "indent": 1},
    "part_small": _SHOWN | _SMALL,
    "fill": _FILLED,
    "fill_date": _FILLED | {"num_format": "yyyy-mm-dd", "align": "left"},
    "not_here": _SHOWN | {"bg_color": _NOT_HERE},
    # One line, so that its row is not as high as a long key would make it.
    "hidden": {"num_format": _TEXT},
    # Parts of a text.
    "run_strong": {"font_name": "Calibri", "font_size": 11, "bold": True},
    "run_plain": {"font_name": "Calibri", "font_size": 11},
    "run_quiet": {"font_name": "Calibri", "font_size": 10, "italic": True, "font_color": _QUIET},
    # The cover.
    "title_label": _WHITE_ON | {"bg_color": _DARK, "bold": False},
    "title": _WHITE_ON | {"bg_color": _DARK, "font_size": 16},
    "fact_label": _BASE | {"bold": True},
    "fact": _BASE,
    "heading_label": _WHITE_ON | {"bg_color": _DARK},
    "heading": _WHITE_ON | {"bg_color": _DARK},
    "status_label": _SHOWN | {"bold": True},
    "status": _SHOWN,
}
"""Every look by its name, as XlsxWriter wants it."""


class Looks:
    """The looks of one workbook, each made when it is first needed."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = self._book.add_format(LOOKS[name])
        return self._made[name]
