"""A tree as a text for Typst, in which no character of the report's own means anything to Typst."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from nap.output.publish.columns import is_short, lines, rooms
from nap.output.publish.tree import Node, contents_place, plain, table_rows

_ALIGN: Mapping[str, str] = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}

_MOST_LINES = 30
"""Rows with more lines than this may go on over a page, since there may be no page that is long enough."""

_LONG = 20
_LONGER = 50
"""No word of a language is longer than this; up to it, a word is left to hyphenation."""

# The optimized way prefers spaces to hyphens; but where no hyphen is allowed, it lets words stand out of their cell.
_HYPHENATED = '#set text(hyphenate: true);#set par(linebreaks: "optimized");'

_MARKS = re.compile(r"(?<=\w)([_/.\\@=&?:+-])(?=\w)")
_RUN = re.compile(rf"\w{{{_LONG}}}(?=\w{{{_LONGER - _LONG}}})")
_MAY_BREAK = "\u200b"


def quoted(text: str) -> str:
    """A text as a value in Typst."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def language(tag: str) -> tuple[str, str]:
    """The language and the region of a BCP 47 tag, as values in Typst."""
    code, *rest = tag.split("-")
    region = next((part for part in rest if len(part) == 2), None)  # noqa: PLR2004 - a country
    return quoted(code.lower()), quoted(region.upper()) if region else "none"


def report(nodes: Sequence[Node]) -> str:
    """The blocks of a whole report, with the table of contents where it belongs."""
    place, own_page = contents_place(nodes)
    if place == len(nodes):
        return blocks(nodes)
    contents = f"#contents(own-page: {str(own_page).lower()})"
    return f"{blocks(nodes[:place])}\n\n{contents}\n\n{blocks(nodes[place:])}"


def blocks(nodes: Sequence[Node]) -> str:
    """Blocks one after the other."""
    return "\n\n".join(_BLOCKS[block["t"]](block.get("c")) for block in nodes)


def _header(content: Any) -> str:
    level, (name, _, _), inlines = content
    publisher = "\n#publisher" if level == 1 else ""
    return f"#heading(level: {level})[{_inlines(inlines)}]#label({quoted(name)}){publisher}"


def _items(kind: str, items: Sequence[Any]) -> str:
    inside = "".join(f"[{blocks(item)}],\n" for item in items)
    return f"#{kind}(\n{inside})"


def _div(content: Any) -> str:
    (_, (look,), _), inside = content
    return f"#{look}[\n{blocks(inside)}\n]"


def _figure(content: Any) -> str:
    _, (_, caption), ((drawn,),) = content[0], content[1], [block["c"] for block in content[2]]
    return f"#figure(\nkind: image,\ncaption: [{_captioned(caption)}],\n{_image(drawn['c'])},\n)"


def _table(content: Any) -> str:
    _, (_, caption), specs, (_, head), bodies, _ = content
    shares = [width.get("c") for _, width in specs]
    columns = str(len(specs)) if None in shares else f"({''.join(f'{share * 100:.6g}fr, ' for share in shares)})"
    align = "".join(f"{_ALIGN[side['t']]}, " for side, _ in specs)
    rows = [cells for _, _, _, body in bodies for _, cells in body]
    headings = "".join(_row(cells, shares) for _, cells in head)
    inside = f"columns: {columns},\nalign: ({align}),\ntable.header(\n{headings}),\n"
    table = f"table(\n{inside}{''.join(_row(cells, shares) for cells in rows)})"
    if caption:
        table = f"figure(\nkind: table,\ncaption: [{_captioned(caption)}],\n{table},\n)"
    return f"#whole[#{table}]" if is_short(table_rows(content), shares) else f"#{table}"


def _captioned(caption: Sequence[Node]) -> str:
    return "".join(_inlines(block["c"]) for block in caption)


def _row(cells: Sequence[Any], shares: Sequence[float | None]) -> str:
    """A row, which says where its words may be hyphenated, and whether it may go on over a page.

    Both are guessed, on the safe side: Typst does not offer to do either only where nothing else fits.
    """
    texts = [plain(cell[4]) for cell in cells]
    tall = lines(texts, shares) > _MOST_LINES
    made = []
    for cell, text, room in zip(cells, texts, rooms(shares), strict=True):
        narrow = any(len(word) > room for word in text.split())
        inside = f"{_HYPHENATED if narrow else ''}{blocks(cell[4])}"
        made.append(f"table.cell(breakable: true)[{inside}]," if tall else f"[{inside}],")
    return f"{' '.join(made)}\n"


def _inlines(nodes: Sequence[Node]) -> str:
    return "".join(_pieces(nodes))


def _pieces(nodes: Sequence[Node]) -> Iterator[str]:
    """Elements, with neighbouring words taken together."""
    text: list[str] = []
    for item in nodes:
        kind = item["t"]
        if kind == "Str":
            text.append(_breaking(item["c"]))
        elif kind in ("Space", "SoftBreak"):
            text.append(" ")
        else:
            if text:
                yield f"#{quoted(''.join(text))};"
                text.clear()
            yield f"#{_INLINES[kind](item.get('c'))};"
    if text:
        yield f"#{quoted(''.join(text))};"


def _breaking(word: str) -> str:
    """A word that can go on in the next line if it is a name of a file or the like; Typst knows addresses itself."""
    if len(word) <= _LONG or word.startswith(("https://", "http://")):
        return word
    return _RUN.sub(rf"\g<0>{_MAY_BREAK}", _MARKS.sub(rf"\1{_MAY_BREAK}", word))


def _link(content: Any) -> str:
    _, text, (target, _) = content
    where = f"label({quoted(target[1:])})" if target.startswith("#") else quoted(target)
    return f"link({where})[{_inlines(text)}]"


def _image(content: Any) -> str:
    _, alternative, (name, _) = content
    return f'image(pictures.at({quoted(name)}), format: "svg", alt: {quoted(plain(alternative))})'


def _span(content: Any) -> str:
    (_, _, ((_, tag),)), inside = content
    code, region = language(tag)
    return f"text(lang: {code}, region: {region})[{_inlines(inside)}]"


_BLOCKS: Mapping[str, Callable[[Any], str]] = {
    "BlockQuote": lambda content: f"#quote(block: true)[{blocks(content)}]",
    "BulletList": lambda content: _items("list", content),
    "CodeBlock": lambda content: f"#raw(block: true, {quoted(content[1])})",
    "Div": _div,
    "Figure": _figure,
    "Header": _header,
    "HorizontalRule": lambda _: "#line(length: 100%)",
    "OrderedList": lambda content: _items("enum", content[1]),
    "Para": _inlines,
    "Plain": _inlines,
    "Table": _table,
}
_INLINES: Mapping[str, Callable[[Any], str]] = {
    "Code": lambda content: f"raw({quoted(content[1])})",
    "Emph": lambda content: f"emph[{_inlines(content)}]",
    "Image": _image,
    "LineBreak": lambda _: "linebreak()",
    "Link": _link,
    "Span": _span,
    "Strong": lambda content: f"strong[{_inlines(content)}]",
}
