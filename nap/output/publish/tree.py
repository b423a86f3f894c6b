"""The text of a report as a tree, in which attributes have become captions, widths and pictures.

The tree is pandoc's: each block, and each element in it, is a mapping of `t`, its type, and `c`, what it
consists of. An attribute list is an identifier, classes, and pairs of a name and a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nap.errors import NapError
from nap.output.publish.columns import fitted
from nap.output.publish.document import Document
from nap.output.publish.pandoc import read

Node = dict[str, Any]
Change = Callable[[Any], Sequence[Node]]
"""What stands instead of an element, given what that consists of; its own elements have been changed before."""

LOOKS: Mapping[str, str] = {"summary": "Summary", "note": "Note"}
"""The classes that say how a paragraph or list looks, and what that is called as a style."""

_CHAPTER = 2
"""The level of the headings of chapters."""

_SPACES = re.compile(r"[ \t\r\n]+")

NO_ATTRIBUTES: tuple[str, list[str], list[list[str]]] = ("", [], [])


def arranged(document: Document) -> list[Node]:
    """The text of a document as blocks of which every sort of file can be made.

    Every heading has an identifier of its own; links lead to headings or to the web, or are no links; what
    has a caption is a Figure, or a Table with a caption; a Div or Span has one of `LOOKS` or a language.
    Raises `NapError` if pandoc is missing, and for a picture that is not the document's or has no alternative text.
    """
    blocks = read(document.text)
    anchors = _identify(blocks)

    def picture(content: Any) -> Sequence[Node]:
        _, alternative, (name, _) = content
        if name not in document.pictures:
            raise NapError(
                f"The text shows a picture {name}, which the report does not have.",
                "Take it out of the template, or name one that docs/templates.md lists.",
            )
        if not plain(alternative).strip():
            raise NapError(
                f"The picture {name} has no alternative text.",
                "Say in the template, between [ and ], what it shows to whoever does not see it.",
            )
        return [node("Image", [NO_ATTRIBUTES, alternative, [name, ""]])]

    def link(content: Any) -> Sequence[Node]:
        _, text, (target, _) = content
        if target.startswith(("https://", "http://")) or (target[:1] == "#" and target[1:] in anchors):
            return [node("Link", [NO_ATTRIBUTES, text, [target, ""]])]
        return list(text)

    changes: Mapping[str, Change] = {
        "Div": _div,
        "Image": picture,
        "Link": link,
        "RawBlock": lambda content: [node("Para", words(content[1]))],
        "RawInline": lambda content: words(content[1]),
        "Span": _span,
        "Table": _table,
    }
    return changed(blocks, changes)


def contents_place(blocks: Sequence[Node]) -> tuple[int, bool]:
    """Before which block the table of contents stands, and whether it has a page of its own there.

    That is after the first chapter, so that title and first chapter open the report; if there is no other chapter,
    it is after the title. Without a title there is no such place: after all blocks.
    """
    levels = [block["c"][0] if block["t"] == "Header" else 0 for block in blocks]
    if 1 not in levels:
        return len(blocks), False
    chapters = [place for place, level in enumerate(levels) if level == _CHAPTER]
    return (chapters[1], True) if len(chapters) > 1 else (levels.index(1) + 1, False)


def table_rows(table: Any) -> list[list[str]]:
    """The texts of the cells of a table, by row, without the heading row."""
    _, _, _, _, bodies, _ = table
    return [_cells(row) for _, _, _, rows in bodies for row in rows]


def table_texts(table: Any) -> list[list[str]]:
    """The texts of the cells of a table, by row, the heading row first."""
    return [*map(_cells, table[3][1]), *table_rows(table)]


def node(kind: str, content: Any) -> Node:
    """An element of a type."""
    return {"t": kind, "c": content}


def words(text: str) -> list[Node]:
    """A text as elements; hard spaces are part of words."""
    parts = [part for part in _SPACES.split(text) if part]
    return [element for part in parts for element in ({"t": "Space"}, node("Str", part))][1:]


def changed(nodes: Sequence[Any], changes: Mapping[str, Change]) -> list[Any]:
    """Elements, and all elements in them, with those of some types replaced."""
    result: list[Any] = []
    for item in nodes:
        if type(item) is list:
            result.append(changed(item, changes) if item else item)
            continue
        content = item.get("c") if type(item) is dict else None
        if content is None or type(content) is str:
            result.append(item)
            continue
        inside = changed(content, changes) if type(content) is list else content
        change = changes.get(item["t"])
        result += change(inside) if change else [{"t": item["t"], "c": inside}]
    return result


def plain(nodes: Sequence[Any]) -> str:
    """The text of elements, without anything else."""
    found: list[str] = []
    _gather(nodes, found)
    return "".join(found)


def _gather(nodes: Sequence[Any], found: list[str]) -> None:
    for item in nodes:
        if type(item) is dict:
            # What consists of nothing is a space or the end of a line.
            content = item.get("c", " ")
            if item["t"] == "Code":
                content = content[1]
            if type(content) is str:
                found.append(content)
            else:
                _gather(content, found)
        elif type(item) is list:
            _gather(item, found)


def _identify(blocks: Sequence[Node]) -> set[str]:
    """Give every heading an identifier of its own; all of them."""
    headings = [block["c"] for block in blocks if block["t"] == "Header"]
    given: set[str] = {content[1][0] for content in headings}
    taken: set[str] = set()
    free = (name for number in range(1, len(headings) + len(given) + 2) if (name := f"part-{number}") not in given)
    for content in headings:
        name = content[1][0]
        if not name or name in taken:
            name = next(free)
        taken.add(name)
        content[1] = [name, [], []]
    return taken


def _div(content: Any) -> Sequence[Node]:
    (_, classes, pairs), blocks = content
    text = dict(pairs).get("caption")
    if text and len(blocks) == 1 and _is_picture(blocks[0]):
        caption = [None, [node("Plain", words(text))]]
        blocks = [node("Figure", [NO_ATTRIBUTES, caption, [node("Plain", blocks[0]["c"])]])]
    look = next((look for look in LOOKS if look in classes), None)
    return [node("Div", [["", [look], []], blocks])] if look else list(blocks)


def _is_picture(block: Node) -> bool:
    return block["t"] == "Para" and len(block["c"]) == 1 and bool(block["c"][0]["t"] == "Image")


def _span(content: Any) -> Sequence[Node]:
    (_, _, pairs), inside = content
    language = dict(pairs).get("lang")
    return [node("Span", [["", [], [["lang", language]]], inside])] if language else list(inside)


def _table(content: Any) -> Sequence[Node]:
    (_, _, pairs), _, columns, head, bodies, foot = content
    said = dict(pairs)
    shares = _shares(said.get("widths", ""), len(columns))
    sides = [{"t": "AlignLeft"} if align["t"] == "AlignDefault" else align for align, _ in columns]
    specs = with_shares([[side, {}] for side in sides], shares, table_texts(content))
    caption = [node("Plain", words(said["caption"]))] if said.get("caption") else []
    return [node("Table", [NO_ATTRIBUTES, [None, caption], specs, head, bodies, foot])]


def with_shares(specs: Sequence[Any], shares: Sequence[float], rows: Sequence[Sequence[str]]) -> list[Any]:
    """The columns of a table with their shares in its width, fitted to the texts of its rows; left open without."""
    widths: Sequence[Node] = [{"t": "ColWidthDefault"}] * len(specs)
    if shares:
        widths = [node("ColWidth", round(share, 6)) for share in fitted(shares, list(zip(*rows, strict=True)))]
    return [[side, width] for (side, _), width in zip(specs, widths, strict=True)]


def _cells(row: Any) -> list[str]:
    return [plain(cell[4]) for cell in row[1]]


def _shares(said: str, columns: int) -> list[float]:
    """How wide columns are, as parts of the whole; none where what is said does not fit the table."""
    try:
        given = [float(width) for width in said.split()]
    except ValueError:
        given = []
    if len(given) != columns or not all(0 < width < float("inf") for width in given):
        return []
    return [width / sum(given) for width in given]
