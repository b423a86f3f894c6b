"""Findings to text: one module a format, and the registry of them."""

from __future__ import annotations

from importlib import import_module
from typing import Literal, cast

from nap.lint.run import Report

FindingFormat = Literal["text", "json", "github", "gitlab", "sarif", "markdown"]

FORMATS: dict[FindingFormat, str] = {
    "text": "nap.output.findings.text",
    "json": "nap.output.findings.json",
    "github": "nap.output.findings.github",
    "gitlab": "nap.output.findings.gitlab",
    "sarif": "nap.output.findings.sarif",
    "markdown": "nap.output.findings.markdown",
}
"""The formats, in the order of the help, with the module whose `render(report, language)` writes it."""


def render(report: Report, form: FindingFormat, language: str) -> str:
    """A report in a format; only Markdown speaks another language than English."""
    return cast("str", import_module(FORMATS[form]).render(report, language))
