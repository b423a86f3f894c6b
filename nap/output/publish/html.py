"""The report as one HTML file: no script, no request, readable on every screen, on paper and aloud."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from nap.errors import NapError
from nap.i18n import long_day
from nap.output.publish.document import Document
from nap.output.publish.html_text import as_html
from nap.output.template import Marked, environment, render

TEMPLATE, STYLE = "report.html.j2", "report.css"


def lay_out(document: Document, folders: Sequence[Path]) -> bytes:
    """The document as a page that needs nothing but itself; the same document gives the same bytes.

    `folders` hold the template `report.html.j2` and the style sheet `report.css`, the first folder first.
    Raises `NapError` for a text that cannot be laid out, and for a template that is missing or does not work.
    """
    text = as_html(document)
    page = render(
        environment(folders, escape, document.language),
        TEMPLATE,
        document=document,
        text=text,
        style=Marked(_style(folders) + text.styles),
        day=long_day(document.day, document.language),
    )
    return page.encode()


def _style(folders: Sequence[Path]) -> str:
    """The style sheet, which becomes part of the page."""
    path = next((folder / STYLE for folder in folders if (folder / STYLE).is_file()), None)
    if path is None:
        raise NapError(f"There is no {STYLE} beside the template {TEMPLATE}.")
    try:
        style = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise NapError(f"{path} is not UTF-8.", "Save it as UTF-8.") from None
    if "</" in style:
        raise NapError(f"{path} has “</” in it, which would end the style sheet in the page.")
    return style
