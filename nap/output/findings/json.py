"""Findings for programs: an array of objects, a contract that docs/json.md describes."""

from __future__ import annotations

from nap.lint.reported import Report
from nap.output.as_json import written
from nap.output.findings import Showing
from nap.output.findings.words import hint_of, message_of


def render(report: Report, showing: Showing) -> str:
    """Every finding as an object."""
    return written(
        [
            {
                "code": finding.code,
                "severity": finding.severity,
                "message": message_of(finding, showing.language),
                "hint": hint_of(finding, showing.language),
                "path": finding.path,
                "line": finding.line,
                "column": finding.column,
                "end_line": finding.end_line,
                "end_column": finding.end_column,
                "action": finding.action or None,
            }
            for finding in report.findings
        ]
    )
