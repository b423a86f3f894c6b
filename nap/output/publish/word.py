"""What Word and OpenDocument share: a tree with styles, numbered captions, a title and a table of contents."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping, Sequence
from html import escape
from itertools import count
from typing import Any, NamedTuple

from nap.output.publish.columns import is_short, natural
from nap.output.publish.document import Document
from nap.output.publish.images import Image
from nap.output.publish.tree import (
    LOOKS,
    NO_ATTRIBUTES,
    Change,
    Node,
    arranged,
    changed,
    contents_place,
    node,
    plain,
    table_rows,
    table_texts,
    with_shares,
    words,
)

HARD_SPACE = "\u00a0"
"""What stands between "Table" and its number, so that they stay together, and can be found."""

_DEEPEST = 3
"""The lowest level of heading in the table of contents."""


class Sort(NamedTuple):
    """What differs between the two: markup of their own, and how styles are called."""

    raw: str
    """What pandoc calls markup of this sort."""
    entry: str
    """The style of an entry in the table of contents, with its level."""
    start: str
    """Markup before the table of contents, with `{contents}` for its heading."""
    heading: str | None
    """The style of that heading, where it is a paragraph like any other."""
    before_entries: str
    after_entries: str
    """Markup at the start of the first entry and at the end of the last."""
    end: str
    """Markup after the table of contents."""
    new_page: str
    """Markup for a new page after it, where no chapter begins there; one that does gets a page of its own later."""
    alternative: str
    """Markup after a picture, with `{alternative}`, where pandoc leaves the alternative text out."""


def styled(document: Document, sort: Sort, images: Mapping[str, Image]) -> list[Node]:
    """The text of a document as blocks that pandoc can write as Word or OpenDocument.

    `images` are the document's pictures as PNG, by their names. Raises `NapError` like `arranged`.
    """
    return _opened(document, sort, changed(arranged(document), _changes(document, sort, images)))


def short_tables(blocks: Sequence[Node]) -> list[bool]:
    """Which tables are small enough to be kept on one page, in their order."""
    found: list[bool] = []

    def table(content: Any) -> Sequence[Node]:
        shares = [width.get("c") for _, width in content[2]]
        found.append(is_short(table_rows(content), shares))
        return []

    changed(blocks, {"Table": table})
    return found


def _changes(document: Document, sort: Sort, images: Mapping[str, Image]) -> Mapping[str, Change]:
    figures, tables = count(1), count(1)

    def picture(content: Any) -> Sequence[Node]:
        _, alternative, (name, _) = content
        image = images[name]
        data = f"data:image/png;base64,{base64.b64encode(image.content).decode()}"
        shown = node("Image", [["", [], [["width", image.width]]], alternative, [data, ""]])
        said = sort.alternative.format(alternative=escape(plain(alternative)))
        return [shown, node("RawInline", [sort.raw, said])] if said else [shown]

    def figure(content: Any) -> Sequence[Node]:
        attributes, caption, shown = content
        return [node("Figure", [attributes, _numbered(caption, document.words.figure, next(figures)), shown])]

    def table(content: Any) -> Sequence[Node]:
        attributes, caption, columns, head, *rest = content
        if caption[1]:
            caption = _numbered(caption, document.words.table, next(tables))
        if "c" not in columns[0][1]:
            # LibreOffice, unlike Word, would make all of them equal.
            texts = table_texts(content)
            columns = with_shares(columns, natural(list(zip(*texts, strict=True))), texts)
        return [node("Table", [attributes, caption, columns, head, *rest])]

    return {"Div": _look, "Figure": figure, "Image": picture, "Table": table}


def _look(content: Any) -> Sequence[Node]:
    """Paragraphs in a style of their own; pandoc gives it to the items of a list only if they are paragraphs too."""
    (_, (look,), _), blocks = content
    return [in_style(LOOKS[look], changed(blocks, {"Plain": lambda inlines: [node("Para", inlines)]}))]


def in_style(name: str, blocks: Sequence[Node]) -> Node:
    """Paragraphs in a style, which the reference document describes."""
    return node("Div", [["", [], [["custom-style", name]]], blocks])


def _numbered(caption: Any, word: str, number: int) -> list[Any]:
    short, (block,) = caption
    return [short, [node(block["t"], [*words(f"{word}{HARD_SPACE}{number}."), {"t": "Space"}, *block["c"]])]]


def _opened(document: Document, sort: Sort, blocks: Sequence[Node]) -> list[Node]:
    """The blocks with the title as a title, who publishes it and the table of contents, and headings from 1."""
    place, own_page = contents_place(blocks)
    result = []
    for number, block in enumerate(blocks):
        if number == place:
            result += _contents(document, sort, blocks, own_page=own_page)
        if block["t"] != "Header":
            result.append(block)
        elif block["c"][0] > 1:
            level, attributes, inlines = block["c"]
            result.append(node("Header", [level - 1, attributes, inlines]))
        else:
            result.append(in_style("Title", [node("Para", block["c"][2])]))
            result.append(in_style("Author", [node("Para", words(document.author))]))
    return result


def _contents(document: Document, sort: Sort, blocks: Sequence[Node], *, own_page: bool) -> list[Node]:
    """The table of contents, filled in, but without numbers of pages, which only the reader's program knows."""
    headings = [block["c"] for block in blocks if block["t"] == "Header" and 1 < block["c"][0] <= _DEEPEST]
    if not headings:
        return []
    entries = [[node("Link", [NO_ATTRIBUTES, inlines, [f"#{name}", ""]])] for _, (name, _, _), inlines in headings]
    entries[0].insert(0, node("RawInline", [sort.raw, sort.before_entries]))
    entries[-1].append(node("RawInline", [sort.raw, sort.after_entries]))
    word = document.words.contents
    return [
        node("RawBlock", [sort.raw, sort.start.format(contents=escape(word))]),
        *([in_style(sort.heading, [node("Para", words(word))])] if sort.heading else []),
        *(
            in_style(sort.entry.format(level=level - 1), [node("Para", entry)])
            for (level, _, _), entry in zip(headings, entries, strict=True)
        ),
        node("RawBlock", [sort.raw, sort.end if own_page else f"{sort.end}{sort.new_page}"]),
    ]


def properties(document: Document) -> dict[str, str]:
    """What properties and footers say, as XML, by the names that templates use for it."""
    said = {
        "title": document.title,
        "subject": document.subject,
        "author": document.author,
        "language": document.language,
        "day": document.day.isoformat(),
        "page": document.words.page,
        "of": document.words.of,
    }
    return {name: escape(text) for name, text in said.items()}


def filled(xml: str, tag: str, said: Mapping[str, str]) -> str:
    """A header or footer in which names in braces, each alone in a tag, have become what they stand for."""
    pattern = rf"(<{tag}(?: [^>]*)?>)\{{(title|author|page|of)\}}(?=</{tag}>)"
    return re.sub(pattern, lambda match: f"{match[1]}{said[match[2]]}", xml)
