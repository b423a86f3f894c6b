"""What leads where in a page: the identifiers of its headings, its table of contents, and its links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from nap.output.template import Marked

if TYPE_CHECKING:
    from markdown_it.token import Token

OWN = "page-"
"""What the identifiers of the page's own parts, its tables and its pictures begin with; no heading's words make one."""


class Entry(NamedTuple):
    """A line of the table of contents: a heading, and the headings one level below it."""

    id: str
    text: Marked
    below: tuple[Entry, ...] = ()


def plain(inline: Token) -> str:
    """What a reader sees of a text, without its looks."""
    return "".join(" " if "break" in child.type else child.content for child in inline.children or ())


def name_headings(tokens: Sequence[Token]) -> set[str]:
    """Give every heading an identifier: the one it asks for, or one made from its words."""
    taken: set[str] = set()
    headings = [i for i, token in enumerate(tokens) if token.type == "heading_open"]
    # Those who ask come first, so that links lead where they should.
    for i in sorted(headings, key=lambda i: "id" not in tokens[i].attrs):
        asked = str(tokens[i].attrs.get("id") or _slug(plain(tokens[i + 1])))
        name, number = asked, 1
        while name in taken:
            number += 1
            name = f"{asked}-{number}"
        taken.add(name)
        tokens[i].attrs = {"id": name}
    return taken


def _slug(text: str) -> str:
    """Words as an identifier: small letters and digits with hyphens between them."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "heading"
    return f"heading-{slug}" if slug.startswith(OWN) else slug


def contents(tokens: Sequence[Token], rendered: Callable[[Sequence[Token]], Marked]) -> tuple[Entry, ...]:
    """The table of contents: the headings of the second level, and under each those of the third."""
    nested: list[tuple[Entry, list[Entry]]] = []
    for i, token in enumerate(tokens):
        if token.type != "heading_open" or token.tag not in {"h2", "h3"}:
            continue
        line = Entry(str(token.attrs["id"]), rendered(without_links(tokens[i + 1].children or ())))
        if nested and token.tag == "h3":
            nested[-1][1].append(line)
        else:
            nested.append((line, []))
    return tuple(Entry(line.id, line.text, tuple(below)) for line, below in nested)


def checked(children: Sequence[Token], ids: set[str]) -> Iterator[Token]:
    """The parts of a paragraph, with no attributes but those that mean something.

    Of a link that may not be or leads nowhere, the text alone.
    """
    drop = False
    for child, after in zip(children, [*children[1:], None], strict=True):
        if child.attrs and child.type != "image":
            kept = {"href", "lang"} if child.type == "link_open" else {"lang"}
            child.attrs = {key: value for key, value in child.attrs.items() if key in kept}
        if child.type == "link_open":
            target = str(child.attrs.get("href", ""))
            drop = not _leads_somewhere(target, ids)
            if after is not None and after.content == unquote(target):
                child.attrs["class"] = "bare"
        if not (drop and child.type in {"link_open", "link_close"}):
            yield child


def _leads_somewhere(target: str, ids: set[str]) -> bool:
    if target.startswith("#"):
        return unquote(target[1:]) in ids
    return target.lower().startswith(("https://", "http://"))


def without_links(children: Iterable[Token]) -> list[Token]:
    """The parts of a text that stands where no link may."""
    return [child for child in children if child.type not in {"link_open", "link_close"}]
