"""Findings to text: one module a format, and the registry of them."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import cast

from nap.lint.run import Report

_FORMATS = {
    "text": "nap.output.findings.text",
    "json": "nap.output.findings.json",
    "github": "nap.output.findings.github",
    "gitlab": "nap.output.findings.gitlab",
    "sarif": "nap.output.findings.sarif",
    "markdown": "nap.output.findings.markdown",
}
"""The formats, in the order of the help, with the module whose `render(report, language)` writes it."""

FindingFormat = StrEnum("FindingFormat", {name: name for name in _FORMATS})  # type: ignore[misc]
"""The choices of `nap lint --format`."""


def render(report: Report, form: str, language: str) -> str:
    """A report in a format; only Markdown speaks another language than English."""
    return cast("str", import_module(_FORMATS[form]).render(report, language))
