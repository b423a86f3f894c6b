"""Findings for people at a terminal, file by file; piped, one line each that other programs understand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from nap.i18n import translated
from nap.lint.reported import Report
from nap.model.finding import Finding
from nap.output.findings import Showing
from nap.output.findings.words import hint_of, message_of
from nap.output.prose import bold, wrapped
from nap.output.table import one_line
from nap.output.text import width_of
from nap.sentence import say

_RED, _YELLOW, _RESET = "\x1b[31m", "\x1b[33m", "\x1b[0m"


def render(report: Report, showing: Showing) -> str:
    """Every finding with its place, its rule, and what to write instead."""
    if showing.screen.width is None:
        return "".join(_plain(finding, showing.language) for finding in report.findings)
    severities = {
        "error": translated(say("error"), showing.language),
        "warning": translated(say("warning"), showing.language),
    }
    layout = _Layout(showing, severities, _widest(map(_place, report.findings)), _widest(severities.values()))
    return "\n".join(
        bold(one_line(path), showing.screen) + "\n" + "".join(f"{line}\n" for line in layout.lines(findings))
        for path, findings in groupby(report.findings, key=lambda finding: finding.path)
    )


def _plain(finding: Finding, language: str) -> str:
    message = finding.message
    if finding.severity == "warning":
        message = say("warning: {message}", message=message)
    place = f"{finding.path}:{finding.line}:{finding.column}"
    said = one_line(f"{place}: {finding.code} {translated(message, language)}") + "\n"
    return said + one_line(f"    {hint_of(finding, language)}") + "\n" if finding.hint else said


class _Layout(NamedTuple):
    """Three columns: the place, how grave it is, and what is wrong with what to write instead below it."""

    showing: Showing
    severities: Mapping[str, str]
    """The words for them."""
    place_width: int
    severity_width: int

    def lines(self, findings: Iterable[Finding]) -> Iterator[str]:
        """The findings of one file."""
        width, language = self.showing.screen.width, self.showing.language
        indent = " " * (2 + self.place_width + 2 + self.severity_width + 2)
        for finding in findings:
            first, *others = wrapped(f"{message_of(finding, language)} {finding.code}", width, indent)
            place = f"{_place(finding):>{self.place_width}}"
            yield f"  {place}  {self._severity(finding)}  {first.removeprefix(indent)}"
            yield from others
            if finding.hint:
                yield from wrapped(hint_of(finding, language), width, indent)

    def _severity(self, finding: Finding) -> str:
        word = self.severities[finding.severity]
        filled = " " * (self.severity_width - width_of(word))
        if not self.showing.screen.color:
            return word + filled
        return (_RED if finding.severity == "error" else _YELLOW) + word + _RESET + filled


def _place(finding: Finding) -> str:
    return f"{finding.line}:{finding.column}"


def _widest(texts: Iterable[str]) -> int:
    return max(map(width_of, texts), default=0)
