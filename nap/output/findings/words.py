"""What is said of findings in every format: the sentences themselves, and what they add up to."""

from __future__ import annotations

from nap.i18n import translated
from nap.lint.reported import Report
from nap.model.finding import Finding
from nap.sentence import Sentence, say


def message_of(finding: Finding, language: str) -> str:
    """What is wrong, in a language."""
    return translated(finding.message, language)


def hint_of(finding: Finding, language: str) -> str:
    """What to do about it, in a language."""
    return translated(finding.hint, language)


def both(finding: Finding, language: str) -> str:
    """What is wrong and what to do about it, where there is one place for both."""
    return f"{message_of(finding, language)} {hint_of(finding, language)}".rstrip()


def total(report: Report, language: str = "en") -> str:
    """What the findings add up to, in a sentence."""
    if not report.findings:
        return translated(say("{files}, no findings.", files=_files(report.files)), language)
    errors = sum(finding.severity == "error" for finding in report.findings)
    warnings = len(report.findings) - errors
    if not warnings:
        found = _errors(errors)
    elif not errors:
        found = _warnings(warnings)
    else:
        found = say("{errors} and {warnings}", errors=_errors(errors), warnings=_warnings(warnings))
    wrong = len({finding.path for finding in report.findings})
    sentence = (
        say("{found} in {wrong} of {files}.", found=found, wrong=wrong, files=_files(report.files))
        if report.files > 1
        else say("{found} in 1 file.", found=found)
    )
    return translated(sentence, language)


def _files(count: int) -> Sentence:
    return say("1 file") if count == 1 else say("{count} files", count=count)


def _errors(count: int) -> Sentence:
    return say("1 error") if count == 1 else say("{count} errors", count=count)


def _warnings(count: int) -> Sentence:
    return say("1 warning") if count == 1 else say("{count} warnings", count=count)
