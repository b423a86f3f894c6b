"""Findings as one comment under a pull request: in the reader's language, for who has never seen the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from nap.i18n import translated
from nap.lint.reported import Report
from nap.model.finding import Finding
from nap.output.findings import Showing
from nap.output.findings.words import hint_of, message_of, total
from nap.output.prose import as_markdown, code
from nap.output.text import shorten
from nap.sentence import Sentence, say

_LONGEST = 58_000
"""GitHub and GitLab refuse a comment of more than 65,536 characters, and something else may stand in it too."""

_CELL = 600
"""The longest text of a cell; no sentence of ours comes near it, unless a file is made for mischief."""


def render(report: Report, showing: Showing) -> str:
    """What the findings add up to, and then a table a file; what does not fit is counted."""
    blocks = [f"**{as_markdown(total(report, showing.language))}**\n"]
    shown = _fitting(report.findings, showing.language)
    for path, findings in groupby(shown, key=lambda finding: finding.path):
        group = list(findings)
        rows = "".join(_row(finding, showing.language) for finding in group)
        blocks.append(_head(path, group[0].action, showing.language) + rows)
    left = len(report.findings) - len(shown)
    if left:
        blocks.append(f"{translated(_left_out(left), showing.language)}\n")
    return "\n".join(blocks)


def _left_out(count: int) -> Sentence:
    if count == 1:
        return say("1 more finding does not fit here; `nap lint` shows it.")
    return say("{count} more findings do not fit here; `nap lint` shows them.", count=count)


def _head(path: str, action: str, language: str) -> str:
    """The heading of a file and the head of its table."""
    file = code(shorten(path, _CELL))
    heading = translated(say("Action {id}, {file}", id=as_markdown(action), file=file), language) if action else file
    columns = (say("Line"), say("What is wrong"), say("What to write instead"), say("Rule"))
    named = " | ".join(translated(column, language) for column in columns)
    return f"#### {heading}\n\n| {named} |\n| ---: | --- | --- | --- |\n"


def _row(finding: Finding, language: str) -> str:
    rule = (
        say("{code}, error", code=finding.code)
        if finding.severity == "error"
        else say("{code}, warning", code=finding.code)
    )
    cells = (str(finding.line), message_of(finding, language), hint_of(finding, language), translated(rule, language))
    return f"| {' | '.join(as_markdown(shorten(cell, _CELL), in_table=True) for cell in cells)} |\n"


def _fitting(findings: Iterable[Finding], language: str) -> list[Finding]:
    """The findings for which there is room, in their order; where there is not enough, errors come before warnings."""
    everything = list(findings)
    chosen = set(_chosen(everything, language))
    return [finding for index, finding in enumerate(everything) if index in chosen]


def _chosen(findings: list[Finding], language: str) -> Iterator[int]:
    room, headed = _LONGEST, set()
    for index in sorted(range(len(findings)), key=lambda index: findings[index].severity != "error"):
        finding = findings[index]
        room -= len(_row(finding, language))
        if finding.path not in headed:
            headed.add(finding.path)
            room -= len(_head(finding.path, finding.action, language)) + 1
        if room < 0:
            return
        yield index
