"""What checking a plan gave, and what of it is said: one mistake once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from nap.lint.rule import RULES, Problem, Rule
from nap.model.finding import Finding
from nap.store.parsing import MANIFEST

_OF_MANY_FILES = frozenset({"NAP407"})
"""Rules whose findings stand for what is wrong in many files."""


class Report(NamedTuple):
    """What checking a plan gave: findings in the order of files and lines."""

    findings: tuple[Finding, ...]
    paths: tuple[str, ...]
    """The files that they could be about."""
    notes: tuple[str, ...] = ()
    """What could not be checked, and why, apart from what is a finding."""

    @property
    def files(self) -> int:
        """How many files they could be about."""
        return len(self.paths)

    def only(self, wanted: Callable[[str], bool]) -> Report:
        """The same with the findings in some files only.

        What a change did to the plan as a whole is always among them: the file of an action that is gone has no place
        of its own. So is what is said once of many files.
        """
        reported = tuple(
            finding
            for finding in self.findings
            if wanted(finding.path)
            or (finding.path == MANIFEST and RULES[finding.code].about == "change")
            or finding.code in _OF_MANY_FILES
        )
        about = dict.fromkeys((*filter(wanted, self.paths), *(finding.path for finding in reported)))
        return self._replace(findings=reported, paths=tuple(about))


def without_echoes(findings: Sequence[Finding], found: Iterable[tuple[Rule, Problem]]) -> Iterator[Finding]:
    """One mistake, one finding: what is left without those that another one explains.

    `found` is what the rules about the whole plan found; what one of them says of many files, none of those says, as
    long as it is said and not ignored.
    """
    kept = list(_without_explained(findings))
    said = {(finding.code, finding.message) for finding in kept}
    echoes = {problem.echo for rule, problem in found if problem.echo and (rule.code, problem.message) in said}
    return (finding for finding in kept if (finding.code, finding.message) not in echoes)


def _without_explained(findings: Sequence[Finding]) -> Iterator[Finding]:
    """One mistake, one finding: those that no graver one explains, in its own file or, of a removed action, in any."""
    explained = {
        ("" if RULES[finding.code].about == "change" and finding.path == MANIFEST else finding.path, code)
        for finding in findings
        for code in RULES[finding.code].explains
    }
    return (item for item in findings if not explained & {("", item.code), (item.path, item.code)})
