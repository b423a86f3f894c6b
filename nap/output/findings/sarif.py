"""Findings as SARIF 2.1.0, the exchange format of checkers, which code scanning and editors read."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from nap import __version__
from nap.lint.reported import Report
from nap.lint.rule import Rule
from nap.lint.rules import all_rules
from nap.model.finding import Finding
from nap.output.as_json import written
from nap.output.findings import Showing
from nap.output.findings.records import fingerprinted
from nap.output.findings.words import both
from nap.output.rules import as_text, body
from nap.output.table import Screen, one_line

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
"""What most tools call the root of the repository; a machine's own path would make every report another one."""


def render(report: Report, showing: Showing) -> str:
    """One run of nap, with all its rules and what they found."""
    rules = sorted(all_rules().values(), key=lambda known: known.code)
    numbers = {known.code: number for number, known in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "nap", "version": __version__, "rules": [_rule(known) for known in rules]}},
        "language": showing.language,
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository that holds the plan."}}},
        "results": [
            _result(finding, fingerprint, numbers.get(finding.code), showing)
            for finding, fingerprint in fingerprinted(report.findings, showing.prefix)
        ],
    }
    return written({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(known: Rule) -> dict[str, Any]:
    return {
        "id": known.code,
        "name": known.name,
        "shortDescription": {"text": known.what},
        "fullDescription": {"text": f"{known.what} {known.why}"},
        "help": {"text": as_text(known, Screen()), "markdown": body(known)},
        "defaultConfiguration": {"level": known.severity},
    }


def _result(finding: Finding, fingerprint: str, number: int | None, showing: Showing) -> dict[str, Any]:
    location = {
        "artifactLocation": {"uri": _uri(showing.prefix + finding.path), "uriBaseId": _ROOT},
        "region": _region(finding),
    }
    return {
        "ruleId": finding.code,
        **({} if number is None else {"ruleIndex": number}),
        "level": finding.severity,
        "message": {"text": _message(both(finding, showing.language))},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"napFinding/v1": fingerprint},
    }


def _region(finding: Finding) -> dict[str, int]:
    start = {"startLine": finding.line, "startColumn": finding.column}
    if (finding.end_line, finding.end_column) < (finding.line, finding.column):
        return start
    return start | {"endLine": finding.end_line, "endColumn": finding.end_column}


def _uri(path: str) -> str:
    """A path as an address; also one whose name is no UTF-8."""
    return quote(path.encode("utf-8", "surrogateescape"))


def _message(text: str) -> str:
    """A text in which SARIF sees no placeholder and no link."""
    return one_line(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")
