"""The formats in which a report can be asked for: one module each, and its name here.

That makes it known to `--format`, to the help, and to the tests that hold all of them to the same contract.
Modules are imported when they are used. Markdown is not here: it is the text itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from nap.output.publish.document import Document

ReportFormat = Literal["md", "html", "docx", "odt", "pdf"]

REPORT_FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)

LAYOUTS: dict[ReportFormat, str] = {
    "html": "nap.output.publish.html",
    "docx": "nap.output.publish.docx",
    "odt": "nap.output.publish.odt",
    "pdf": "nap.output.publish.pdf",
}

BINARY: frozenset[ReportFormat] = frozenset({"docx", "odt", "pdf"})
"""Formats that are no text, so that a terminal cannot show them."""


def lay_out(document: Document, form: ReportFormat, folders: Sequence[Path]) -> bytes:
    """The document in a format; `folders` hold what it is laid out with, the first folder first.

    Raises `NapError` where the format needs something that is not installed.
    """
    content: bytes = import_module(LAYOUTS[form]).lay_out(document, folders)
    return content
