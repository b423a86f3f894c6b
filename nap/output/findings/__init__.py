"""Findings to text: one module a format, and the registry of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from nap.output.table import Screen

if TYPE_CHECKING:
    from nap.lint.reported import Report

FindingFormat = Literal["text", "json", "github", "gitlab", "sarif", "markdown"]

FORMATS: dict[FindingFormat, str] = {
    "text": "nap.output.findings.text",
    "json": "nap.output.findings.json",
    "github": "nap.output.findings.github",
    "gitlab": "nap.output.findings.gitlab",
    "sarif": "nap.output.findings.sarif",
    "markdown": "nap.output.findings.markdown",
}
"""The formats, in the order of the help, with the module whose `render(report, showing)` writes it."""


class Showing(NamedTuple):
    """What a format must know besides the findings."""

    language: str
    """The language of our sentences, where there is a catalogue for it."""
    screen: Screen
    """Where the text goes; only `text` looks at it."""
    prefix: str
    """Where the plan stands in its repository, "" or "some/folder/": forges find files from the repository's root."""


def render(
    report: Report, form: FindingFormat, language: str = "en", *, screen: Screen | None = None, prefix: str = ""
) -> str:
    """A report in a format; whatever the names of files are made of, it can be written as UTF-8."""
    showing = Showing(language, screen or Screen(), prefix)
    text = cast("str", import_module(FORMATS[form]).render(report, showing))
    return text.encode("utf-8", "replace").decode()
