"""Findings for people at a terminal: a line for the place and what is wrong, a line for what to do."""

from __future__ import annotations

from nap.lint.run import Report
from nap.output.table import one_line


def render(report: Report, _language: str) -> str:
    """Every finding with its place, its rule, and what to write instead."""
    written = []
    for finding in report.findings:
        place = f"{finding.path}:{finding.line}:{finding.column}"
        grave = "" if finding.severity == "error" else f"{finding.severity}: "
        written.append(one_line(f"{place}: {finding.code} {grave}{finding.message}") + "\n")
        if finding.hint:
            written.append(one_line(f"    {finding.hint}") + "\n")
    return "".join(written)
