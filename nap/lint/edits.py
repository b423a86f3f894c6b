"""Whether an edit of an action file brings in a mistake that a check would find: asked before anything is written."""

from __future__ import annotations

import datetime
from collections import Counter

from nap.lint.check import check_action
from nap.lint.rule import Surroundings
from nap.lint.rules import all_rules
from nap.lint.selection import Selection, active
from nap.model.finding import Finding
from nap.model.plan import Plan


class Judge:
    """Checks edited files of one plan on one day, each by itself, as `nap lint` does."""

    def __init__(self, plan: Plan, day: datetime.date) -> None:
        all_rules()
        settings = plan.manifest.lint
        above = Selection(settings.select, settings.ignore) if settings else None
        self._active = active(Selection(above=above))
        chapters = frozenset(str(chapter.number) for chapter in plan.manifest.chapters)
        around = Plan(plan.manifest, plan.actors, {})
        self._around = Surroundings(around, day, frozenset(plan.actors), chapters)
        self._last: dict[str, tuple[bytes, tuple[Finding, ...]]] = {}
        """What was found last in each file: what an edit leaves is what the next one starts from."""

    def found(self, path: str, content: bytes) -> tuple[Finding, ...]:
        """What is wrong in a file that says this."""
        last, findings = self._last.get(path, (None, ()))
        if content != last:
            findings = check_action(path, content, self._around, self._active, self._around.language).findings
            self._last[path] = (content, findings)
        return findings

    def brought_in(self, path: str, before: bytes, after: bytes) -> list[Finding]:
        """What is wrong in a file after an edit that was not before."""
        there = Counter((finding.code, finding.message) for finding in self.found(path, before))
        new = []
        for finding in self.found(path, after):
            if there[finding.code, finding.message] > 0:
                there[finding.code, finding.message] -= 1
            else:
                new.append(finding)
        return new
