"""Ids alone, one a line, for loops in a shell."""

from __future__ import annotations

from nap.output.table import Screen, Table, one_line


def render(table: Table, _screen: Screen) -> str:
    """Each id once, in the order of the table."""
    return "".join(f"{one_line(found)}\n" for found in dict.fromkeys(table.ids))
