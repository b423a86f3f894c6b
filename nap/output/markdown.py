"""Markdown: tables, and the escaping that keeps a text from the data a text."""

from __future__ import annotations

import re

from nap.output.table import Screen, Table, one_line

_PLAIN = re.compile(r"(?!\d{1,9}[.)](?:[ \t]|$))[^\\`*_\[\]<>|~{}&#\s=+-][^\\`*_\[\]<>|~{}&#]*")

# Those that only other texts need are compiled with the first of them.
_INLINE = r"([\\`*_\[\]<>|~{}])"
_ENTITY = r"&(?=#?\w+;)"
_CLOSING = r"(?<!\S)(?=#+$)"
_BLOCK = r"^(#{1,6}(?=\s|$)|[-+=](?=\s|$|[-+=])|\d{1,9}(?=[.)]([ \t]|$)))"


def escape(text: str) -> str:
    """A text that Markdown shows as it is, on one line, also inside a table or at the start of a line."""
    if text.isprintable() and _PLAIN.fullmatch(text):
        return text.rstrip()  # nearly all: nothing in it means anything to Markdown
    line = re.sub(_ENTITY, "&amp;", re.sub(_INLINE, r"\\\1", one_line(text).strip()))
    line = re.sub(_CLOSING, r"\\", line)
    started = re.match(_BLOCK, line)
    if not started:
        return line
    mark = started.group()
    return f"{mark}\\{line[len(mark) :]}" if mark.isdecimal() else f"\\{line}"


def render(table: Table, _screen: Screen) -> str:
    """The table as a pipe table; "" when it has no rows."""
    if not table.rows:
        return ""
    indices = table.shown(Screen())
    columns = [table.columns[i] for i in indices]
    lines = [
        [column.heading for column in columns],
        ["---:" if column.right else "---" for column in columns],
        *([escape(row[i]) for i in indices] for row in table.rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
