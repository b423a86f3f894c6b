"""Which of the rules are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from nap.lint.rule import RULES, About, Rule


class Selection(NamedTuple):
    """Which rules are asked for, by code or by the start of one."""

    select: tuple[str, ...] = ()
    """Only these; all when empty."""
    ignore: tuple[str, ...] = ()
    """Not these."""

    above: Selection | None = None
    """What holds for rules that this selection does not speak of: the plan's own settings."""

    def has(self, code: str) -> bool:
        """Whether a rule is asked for. Of two that fit, the longer one says more precisely what was meant."""
        wanted = max((len(start) for start in self.select if code.startswith(start)), default=-1)
        unwanted = max((len(start) for start in self.ignore if code.startswith(start)), default=-1)
        if wanted >= 0 or unwanted >= 0:
            return wanted > unwanted
        if self.select:
            return False
        return self.above is None or self.above.has(code)


class Active(NamedTuple):
    """The rules that are asked for, by what they look at."""

    selection: Selection
    rules: Mapping[str, tuple[Rule, ...]]

    def about(self, about: About) -> tuple[Rule, ...]:
        """The rules that look at this."""
        return self.rules.get(about, ())


def active(selection: Selection) -> Active:
    """The rules that a selection asks for."""
    grouped: dict[str, list[Rule]] = {}
    for known in RULES.values():
        if selection.has(known.code):
            grouped.setdefault(known.about, []).append(known)
    return Active(selection, {about: tuple(rules) for about, rules in grouped.items()})
