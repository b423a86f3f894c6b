"""A report read as its readers do: headings, tables, lists and sentences of the English Markdown, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

Row = dict[str, str]

NONE = "–"
_READER = MarkdownIt("commonmark").enable("table")


class Count(NamedTuple):
    """ "3 + 1": actions, and apart from them sub-actions."""

    actions: int
    sub_actions: int

    def __add__(self, other: object) -> Count:
        assert isinstance(other, Count)
        return Count(self.actions + other.actions, self.sub_actions + other.sub_actions)


def count(text: str) -> Count | None:
    """What a number says; None for a dash."""
    if text == NONE:
        return None
    found = re.fullmatch(r"(\d+)(?: \+ (\d+))?", text)
    assert found, text
    return Count(int(found[1]), int(found[2] or 0))


def counted(ids: list[str]) -> Count:
    """What the number beside these ids must say."""
    subs = sum(not one.isdigit() for one in ids)
    return Count(len(ids) - subs, subs)


def some(text: str) -> list[str]:
    """Ids in a cell or a sentence."""
    return [] if text == NONE else text.split(", ")


@dataclass(frozen=True)
class Part:
    """What stands under one heading, up to the next."""

    level: int
    heading: str
    tables: list[list[Row]]
    lines: list[str]
    """Paragraphs, and entries of lists at their first level."""
    bold: list[str]


class Action(NamedTuple):
    """What annex 1, as the report reprints it, says of an action."""

    chapter: str
    status: str
    late: bool


@dataclass(frozen=True)
class Page:
    """A whole report."""

    parts: list[Part]

    def part(self, words: str) -> Part:
        """The one with this heading, or else whose heading begins so."""
        exactly = [part for part in self.parts if part.heading == words]
        (found,) = exactly or (part for part in self.parts if part.heading.startswith(words))
        return found

    def under(self, heading: str) -> list[Part]:
        """The parts inside another, by the level of their headings."""
        start = next(place for place, part in enumerate(self.parts) if part.heading == heading)
        inside = []
        for part in self.parts[start + 1 :]:
            if part.level <= self.parts[start].level:
                break
            inside.append(part)
        return inside

    @cached_property
    def actions(self) -> dict[str, Action]:
        """Every action of which the report tells, from its last table."""
        found, chapter = {}, ""
        for row in self.part("Annex 1").tables[0]:
            name, title, *_, standing = row.values()
            if not name:
                chapter = title
                continue
            status, _, late = standing.partition(", ")
            bracketed = re.search(r"\((.+)\)", name)
            found[bracketed[1] if bracketed else name] = Action(chapter, status, bool(late))
        return found

    def ids(self, text: str) -> list[str]:
        return list(self.actions) if text == "all" else some(text)


def page(text: str) -> Page:
    """The Markdown, read."""
    tokens = _READER.parse(text)
    parts: list[Part] = []
    depth = 0
    stream = iter(tokens)
    for token in stream:
        if token.type == "heading_open":
            parts.append(Part(int(token.tag[1]), plain(next(stream)), [], [], []))
        elif token.type == "table_open":
            parts[-1].tables.append(list(_rows(stream)))
        elif token.type in ("bullet_list_open", "bullet_list_close"):
            depth += 1 if token.nesting == 1 else -1
        elif token.type == "inline" and depth <= 1:
            parts[-1].lines.append(plain(token))
            parts[-1].bold.extend(_bold(token))
    return Page(parts)


def _rows(stream: Iterator[Token]) -> Iterator[Row]:
    heads: list[str] = []
    cells: list[str] = []
    for token in stream:
        if token.type == "table_close":
            return
        if token.type == "inline":
            # A status that is new stands in bold.
            cells.append(f"*{plain(token)}*" if _bold(token) == [plain(token)] else plain(token))
        elif token.type == "tr_close":
            if heads:
                assert len(cells) == len(heads), cells
                yield dict(zip(heads, cells, strict=True))
            else:
                heads = cells
                assert len(set(heads)) == len(heads), heads
            cells = []


def plain(token: Token) -> str:
    """The words of a line, without their markup."""
    return "".join(child.content for child in token.children or () if child.type in ("text", "code_inline"))


def _bold(token: Token) -> list[str]:
    found, inside = [], False
    for child in token.children or ():
        if child.type in ("strong_open", "strong_close"):
            inside = child.type == "strong_open"
        elif inside and child.type == "text":
            found.append(child.content)
    return found
