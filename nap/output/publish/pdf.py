"""The report as PDF: pandoc reads the text, and Typst lays it out with templates/report.typ.

The file is PDF/A-2a and PDF/UA-1 at once, and the same text gives the same bytes on every machine: Typst
sees no fonts but its own and those in a folder `fonts` beside the template.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

from nap.errors import NapError
from nap.extras import needs
from nap.output.publish.document import Document
from nap.output.publish.files import found
from nap.output.publish.tree import arranged
from nap.output.publish.typst_text import language, quoted, report

TEMPLATE = "report.typ"

_NAMES = "report, publisher, contents, summary, note, whole"
"""What a template must define."""

_STANDARDS = ["a-2a", "ua-1"]


def lay_out(document: Document, folders: Sequence[Path]) -> bytes:
    """A document as PDF.

    `folders` are where report.typ is looked for, the first first; it may use other files beside it. Raises
    `NapError` if Typst or pandoc is missing, and for a template or a text that cannot be laid out, such as one
    with a picture that has no alternative text.
    """
    typst = needs("typst")
    template = found(TEMPLATE, folders)
    source = f"{_start(document)}{report(arranged(document))}\n"
    try:
        made: bytes = typst.compile(
            source.encode(),
            root=template.parent,
            format="pdf",
            font_paths=[fonts] if (fonts := template.parent / "fonts").is_dir() else [],
            ignore_system_fonts=True,
            pdf_standards=_STANDARDS,
            timestamp=datetime.datetime.combine(document.day, datetime.time(), datetime.UTC),
        )
    except typst.TypstError as error:
        raise _refusal(error.message, error.diagnostic, error.hints, document.text) from None
    return made


def _refusal(message: str, diagnostic: str, hints: Sequence[str], text: str) -> NapError:
    """What Typst has against a template or a text, and what can be done about it."""
    if "could not be displayed" in message:
        named = re.search(r'`"(.+?)"`', message)
        signs = named[1] if named else "a character"
        return NapError(
            f"No font has “{signs}”{_under(signs, text)}.",
            f"Take it out of that text, or put a font that has it into a folder fonts beside a {TEMPLATE} of your own.",
        )
    if message == "unresolved import":
        return NapError(f"{TEMPLATE} does not define all of {_NAMES}.", "Begin with a copy of the built-in one.")
    line = re.search(rf"{re.escape(TEMPLATE)}:(\d+):", diagnostic)
    return NapError(f"{TEMPLATE}{f', line {line[1]}' if line else ''}: {message}.", " ".join(hints))


def _under(signs: str, text: str) -> str:
    """Under which heading of the report, or in which, signs stand first; "" where that cannot be told."""
    found = re.search(rf".*?{re.escape(signs)}.*?$", text, re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", found[0], re.MULTILINE) if found else []
    if not headings:
        return ""
    plain = re.sub(r"\[(.*?)\]\{.*?\}|\\(.)", r"\1\2", headings[-1])
    return f", which stands under “{plain}”"


def _start(document: Document) -> str:
    """What stands before the text: where it gets its template, its pictures, and the words around it."""
    code, region = language(document.language)
    pictures = "".join(f"{quoted(name)}: bytes({quoted(svg)}),\n" for name, svg in document.pictures.items())
    words = "".join(f"{name}: {quoted(word)}, " for name, word in document.words._asdict().items())
    day = document.day
    return (
        f'#import "{TEMPLATE}": {_NAMES}\n'
        f"#let pictures = ({pictures or ':'})\n"
        f"#let words = ({words})\n"
        f"#let publisher = publisher({quoted(document.author)})\n"
        "#let contents = contents.with(words: words)\n"
        f"#show: report.with(title: {quoted(document.title)}, subject: {quoted(document.subject)}, "
        f"author: {quoted(document.author)}, language: {code}, region: {region}, "
        f"day: datetime(year: {day.year}, month: {day.month}, day: {day.day}), words: words)\n\n"
    )
