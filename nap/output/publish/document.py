"""A report that is ready to be laid out: one text, its pictures, and what the pages around it must say."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """What pages say around the text, in the document's language."""

    contents: str
    """Heading of the table of contents."""
    figure: str
    """What a picture is called before its number: "Figure"."""
    table: str
    page: str
    """What stands before a page's number: "Page"."""
    of: str
    """Between a page's number and how many there are: "of"."""
    to_text: str
    """The link that skips what stands before the text: "To the text"."""


class Document(NamedTuple):
    """One text in Markdown with attributes, which every format lays out in its own way.

    docs/templates.md says what such a text may use.
    """

    text: str
    pictures: Mapping[str, str]
    """The pictures that the text names, as SVG, by their file names."""
    title: str
    """What the document is called where there is one line for it: title bars, properties."""
    subject: str
    """One sentence on what it is, for its properties."""
    author: str
    """Who publishes it."""
    language: str
    """The language of the text, as a BCP 47 tag."""
    day: datetime.date
    """The day on which all of it holds: the only date in a file, so that the same data give the same bytes."""
    words: Words
