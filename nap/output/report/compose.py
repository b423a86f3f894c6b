"""The report as a document that can be laid out: its text, its pictures, and what pages say around it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from nap.i18n import translated
from nap.output.publish.document import Document, Words
from nap.output.report.marks import Plain, Rich
from nap.output.report.text import heading, report_text
from nap.output.table import one_line
from nap.sentence import Sentence, say
from nap.views.pages import Report

if TYPE_CHECKING:
    from nap.output.report.drawings import Drawings


def markdown(view: Report, template: Path | None = None, pictures: str | None = None) -> tuple[str, dict[str, str]]:
    """The report as Markdown that every reader of it knows, and its pictures by the names of their files.

    `pictures` is the folder, as the text must name it, in which they will stand; without one the text has none.
    """
    if pictures is None:
        return report_text(view, Plain(view.language), template), {}
    drawings = _drawings(view)
    return report_text(view, Plain(view.language, drawings, f"{quote(pictures)}/"), template), drawings.files


def _drawings(view: Report) -> Drawings:
    from nap.output.report.drawings import Drawings  # noqa: PLC0415 - a report without pictures does not wait for them

    return Drawings(view)


def document(view: Report, template: Path | None = None) -> Document:
    """The report for every other format."""
    drawings = _drawings(view)
    text = report_text(view, Rich(view.language, drawings), template)

    def word(sentence: Sentence) -> str:
        return translated(sentence, view.language)

    return Document(
        text=text,
        pictures=drawings.files,
        title=heading(view),
        subject=word(say("What was promised, by whom, by when, and what has come of it.")),
        author=one_line(view.coordinator),
        language=view.language,
        day=view.day,
        words=Words(
            contents=word(say("Contents")),
            figure=word(say("Figure")),
            table=word(say("Table")),
            page=word(say("Page")),
            of=word(say("of")),
            to_text=word(say("To the text")),
        ),
    )
