"""Findings as commands to GitHub's runner, which shows them beside the lines of a pull request.

GitHub shows the first ten errors and the first ten warnings of a step and silently drops the rest. All are
written nevertheless, since the log keeps them, and a notice says that there are more.
"""

from __future__ import annotations

from collections.abc import Iterator

from nap.i18n import translated
from nap.lint.reported import Report
from nap.lint.rule import RULES
from nap.model.finding import Finding
from nap.output.findings import Showing
from nap.output.findings.words import both
from nap.output.table import one_line
from nap.sentence import say

_SHOWN = 10


def render(report: Report, showing: Showing) -> str:
    """One command a finding."""
    return "".join(f"{line}\n" for line in _commands(report, showing))


def _commands(report: Report, showing: Showing) -> Iterator[str]:
    counts = {"error": 0, "warning": 0}
    for finding in report.findings:
        counts[finding.severity] += 1
        yield _command(finding.severity, both(finding, showing.language), _properties(finding, showing.prefix))
    if max(counts.values()) > _SHOWN:
        said = say(
            "GitHub shows only {most} errors and {most} warnings beside the files; `nap lint` shows all {count}.",
            most=_SHOWN,
            count=len(report.findings),
        )
        yield _command("notice", translated(said, showing.language), {"title": "nap lint"})


def _properties(finding: Finding, prefix: str) -> dict[str, str | int]:
    """Where a finding stands. GitHub takes columns only where all is on one line."""
    known = RULES.get(finding.code)
    end = max(finding.end_line, finding.line)
    columns = {"col": finding.column, "endColumn": max(finding.end_column, finding.column)}
    return {
        "file": prefix + finding.path,
        "line": finding.line,
        "endLine": end,
        **(columns if end == finding.line else {}),
        "title": f"{finding.code} {known.name}" if known else finding.code,
    }


def _command(name: str, message: str, properties: dict[str, str | int]) -> str:
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {said}::{_data(message)}"


def _data(text: str) -> str:
    """A text on one line that holds no command."""
    return one_line(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
