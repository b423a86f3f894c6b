"""Findings for programs: an array of objects, a contract that docs/json.md describes."""

from __future__ import annotations

from nap.lint.run import Report


def render(report: Report, _language: str) -> str:
    """Every finding as an object."""
    import json  # noqa: PLC0415

    records = [
        {
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
            "hint": finding.hint,
            "path": finding.path,
            "line": finding.line,
            "column": finding.column,
            "end_line": finding.end_line,
            "end_column": finding.end_column,
            "action": finding.action or None,
        }
        for finding in report.findings
    ]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"
