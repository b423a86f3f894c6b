"""What the benchmark wants to stay under, and how its tables are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to stay under, and what was measured."""

    what: str
    measured: float | None
    at_most: float
    unit: str

    def said(self, value: float | None) -> str:
        """A value with its unit."""
        return "–" if value is None else f"{value:.{0 if self.unit == ' MiB' else 2}f}{self.unit}"

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.measured is None:
            return "not measured"
        return "met" if self.measured <= self.at_most else "missed"


def section(title: str, *parts: str) -> str:
    """A heading with what stands under it."""
    return "\n\n".join((f"### {title}", *parts)) + "\n"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table whose source reads well too; the first column is text, the others are numbers."""
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    lines = [
        [cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))]
        for row in (heads, *rows)
    ]
    rule = ["-" * width if i == 0 else "-" * (width - 1) + ":" for i, width in enumerate(widths)]
    return "\n".join(f"| {' | '.join(line)} |" for line in (lines[0], rule, *lines[1:]))


def goals_table(goals: Sequence[Goal]) -> str:
    """Which goals are met, in words."""
    rows = [[goal.what, goal.said(goal.measured), goal.said(goal.at_most), goal.verdict] for goal in goals]
    return section("Goals", table(("what", "measured", "at most", "goal is"), rows))
