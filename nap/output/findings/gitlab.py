"""Findings as a code quality report, which GitLab shows in a merge request."""

from __future__ import annotations

from nap.lint.reported import Report
from nap.output.as_json import written
from nap.output.findings import Showing
from nap.output.findings.records import fingerprinted
from nap.output.findings.words import both
from nap.output.table import one_line

_SEVERITIES = {"error": "major", "warning": "minor"}


def render(report: Report, showing: Showing) -> str:
    """Every finding as GitLab wants it. It tells by the fingerprints which findings a merge request adds and mends."""
    return written(
        [
            {
                "description": one_line(both(finding, showing.language)),
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[finding.severity],
                "location": {"path": showing.prefix + finding.path, "lines": {"begin": finding.line}},
            }
            for finding, fingerprint in fingerprinted(report.findings, showing.prefix)
        ]
    )
