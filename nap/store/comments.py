"""The comments of a file: where they stand, and what they belong to.

A parser drops comments; but people explain themselves in them, and some say which rule not to apply to a line.
libyaml tells where every scalar begins and ends, and outside scalars each `#` starts a comment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from yaml.nodes import ScalarNode

LINE_END = re.compile("\r\n|[\n\r]")
"""Whatever libyaml takes for the end of a line."""
_REST_OF_LINE = re.compile("[^\n\r]*")
_DOCUMENT_END = "..."

SENTENCE_ENDS = (".", "!", "?", "…")
"""After one of these, what looks like a comment is no rest of the text before it."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; lines and columns count from 1."""

    start: int
    """How many characters of the file stand before it."""
    line: int
    column: int
    text: str
    """From its # to the end of the line, without space at the end."""
    alone: bool
    """Whether nothing stands before it on its line."""


def comments(text: str, node: Any) -> list[Comment]:
    """The comments of a file, in order, from its text and the node at its top."""
    found = []
    spans = _spans(text, node)
    begin, end = next(spans, (len(text), len(text)))
    line, line_start, position = 1, 0, 0
    while (start := text.find("#", position)) >= 0:
        while end <= start:
            begin, end = next(spans, (len(text), len(text)))
        if begin <= start:
            position = end
            continue
        for line_end in LINE_END.finditer(text, line_start, start):
            line, line_start = line + 1, line_end.end()
        position = end_of_line(text, start)
        words = text[start:position].rstrip(" \t")
        found.append(Comment(start, line, start - line_start + 1, words, not text[line_start:start].strip(" \t")))
    return found


def _spans(text: str, node: Any) -> Iterator[tuple[int, int]]:
    """From where to where scalars stand that contain a #, in order."""
    if node is None or text.find("#", node.start_mark.index, node.end_mark.index) < 0:
        return
    if isinstance(node, ScalarNode):
        start = node.start_mark.index
        # The line of the | or > of a block can have a comment; the text starts on the next.
        yield end_of_line(text, start) if node.style in ("|", ">") else start, node.end_mark.index
        return
    for entry in node.value:
        for child in entry if isinstance(entry, tuple) else (entry,):
            yield from _spans(text, child)


def end_of_line(text: str, start: int) -> int:
    """Where a line ends, before what ends it, from somewhere in it."""
    found = _REST_OF_LINE.match(text, start)
    return found.end() if found else start


def lines_below(comments: Sequence[Comment], lines: Sequence[str]) -> dict[int, int]:
    """For each line that is only a comment, the first line below it that says something else."""
    below: dict[int, int] = {}
    for comment in reversed(comments):
        if comment.alone:
            line = comment.line + 1
            while line <= len(lines) and not lines[line - 1].strip():
                line += 1
            below[comment.line] = below.get(line, line)
    return below


# -- what they belong to ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """An entry of a mapping or an item of a list."""

    key: Any
    """Its node; None for an item."""
    value: Any
    container: Any
    column: int
    """The column in which the entries or items of its container begin."""
    owner: _Part | None
    """The part whose value the container is; None at the top."""

    @property
    def start(self) -> int:
        """Where it begins; for an item, what follows the dash."""
        return int((self.key or self.value).start_mark.index)


@dataclass(frozen=True, slots=True)
class Places:
    """What the comments of a file belong to. Entries and items are known by the nodes of their values."""

    head: list[Comment] = field(default_factory=list)
    """Those about the file as a whole, at its top."""
    before: dict[Any, list[Comment]] = field(default_factory=dict)
    """Those that stand above an entry or an item."""
    beside: dict[Any, Comment] = field(default_factory=dict)
    """The one that stands on the line of an entry or an item."""
    after: dict[Any, list[Comment]] = field(default_factory=dict)
    """Those at the end of a mapping or a list."""
    apart: set[Any] = field(default_factory=set)
    """Entries, items and comments with an empty line above them; the head, with one below it."""

    def none_in(self, node: Any) -> bool:
        """Whether there is no comment inside a mapping or a list of scalars."""
        values = [entry[1] if isinstance(entry, tuple) else entry for entry in node.value]
        return node not in self.after and not any(value in self.before or value in self.beside for value in values)


HEAD = "head"
"""What the head is called among what stands apart."""

_Place = tuple[Literal["before", "beside", "after"], Any]


def places(text: str, root: Any) -> Places:
    """What each comment of a file belongs to, from its text and the mapping at its top."""
    parts = list(_parts(root, None, root.start_mark.column))
    found = comments(text, root)
    kept = {part.value.end_mark.index for part in parts if _keeps_empty_lines(part.value)}
    placed = Places(apart={part.value for part in parts if _is_apart(text, part.start, kept)})
    placed.apart.update(comment for comment in found if comment.alone and _is_apart(text, comment.start, kept))
    leading = bisect_right([comment.start for comment in found], parts[0].start) if parts else len(found)
    _place_leading(placed, found[:leading], parts)
    starts = [part.start for part in parts]
    for comment in found[leading:]:
        index = bisect_right(starts, comment.start)
        following = parts[index] if index < len(parts) else None
        _put(placed, comment, *_place(text, comment, parts[index - 1], following, root))
    return placed


def _parts(container: Any, owner: _Part | None, column: int) -> Iterator[_Part]:
    """Everything in a mapping or a list, however deep, in the order of the file."""
    for entry in container.value:
        key, value = entry if isinstance(entry, tuple) else (None, entry)
        part = _Part(key, value, container, column, owner)
        yield part
        if not isinstance(value, ScalarNode):
            # The dashes of a list may stand right below its key, and are no less inside it.
            yield from _parts(value, part, max(value.start_mark.column, column + 1))


def _keeps_empty_lines(node: Any) -> bool:
    """Whether a scalar is a block whose text has the empty lines after it."""
    return (
        isinstance(node, ScalarNode)
        and node.style in ("|", ">")
        and (node.value == "\n" or node.value.endswith("\n\n"))
    )


def _is_apart(text: str, start: int, kept: Collection[int]) -> bool:
    """Whether what starts here is the first on its line, and the line above it is empty and no part of a text."""
    line_end = text.rfind("\n", 0, start)
    if line_end < 0 or line_end + 1 in kept or text[line_end:start].strip("\n\t -?"):
        return False
    return not text[text.rfind("\n", 0, line_end) + 1 : line_end].strip(" \t\r")


def _place_leading(placed: Places, leading: Sequence[Comment], parts: Sequence[_Part]) -> None:
    """Place the comments above the first entry: with it, or in the head if a line is empty in between."""
    first = [part.value for part in parts[:1]]
    below = [*leading[1:], *first]
    ends = [
        index + 1
        for index, comment in enumerate(leading)
        if not first or below[index] in placed.apart or comment.text.startswith("# yaml-language-server:")
    ]
    end = max(ends, default=0)
    placed.head.extend(leading[:end])
    rest = [*leading[end:], *first]
    if rest and rest[0] in placed.apart:
        placed.apart.remove(rest[0])
        if end:
            placed.apart.add(HEAD)
    if end < len(leading):
        placed.before[first[0]] = list(leading[end:])


def _put(placed: Places, comment: Comment, where: Literal["before", "beside", "after"], node: Any) -> None:
    if where == "beside":
        there = placed.beside.get(node)
        if there is None:
            placed.beside[node] = comment
        elif not isinstance(node, ScalarNode) and node.value and there.start > node.start_mark.index:
            placed.after.setdefault(node, []).append(comment)  # behind the closing bracket, with one at the opening
        else:
            # There is room for one on a line; a comment above it is about that line, too.
            placed.before.setdefault(node, []).append(there)
            placed.beside[node] = comment
    else:
        (placed.before if where == "before" else placed.after).setdefault(node, []).append(comment)


def _place(text: str, comment: Comment, previous: _Part, following: _Part | None, root: Any) -> _Place:
    """What a comment belongs to that stands between two parts; `previous` may not be complete yet."""
    before_it = text[comment.start - comment.column + 1 : comment.start].strip(" \t")
    if before_it == _DOCUMENT_END:
        return "after", root
    if before_it:
        if following is not None and not before_it.strip("- ?") and _starts_above(comment, previous):
            return "before", following.value  # on the line of a dash whose item starts on another line
        return _place_beside(comment, previous, root)
    is_block = not isinstance(previous.value, ScalarNode) and not previous.value.flow_style
    if not is_block and previous.value.start_mark.index > comment.start:
        return "before", previous.value  # between a key and its value
    return _place_alone(comment, previous, following, root)


def _starts_above(comment: Comment, part: _Part) -> bool:
    return part.start < comment.start - comment.column + 1


def _place_beside(comment: Comment, previous: _Part, root: Any) -> _Place:
    """What a comment belongs to that stands at the end of a line."""
    part: _Part | None = previous
    while part is not None and _is_closed(part.container, comment):
        part = part.owner
    if part is None:
        return "after", root
    if part.key is None and not isinstance(part.value, ScalarNode) and part.value.value:
        return "before", part.value  # an item that will take several lines; this is about all of them
    return "beside", part.value


def _place_alone(comment: Comment, previous: _Part, following: _Part | None, root: Any) -> _Place:
    """What a comment belongs to that has a line of its own: what follows it, unless it is indented deeper."""
    for container, column in _around(previous):
        if _is_closed(container, comment):
            continue
        if following is not None and following.container is container:
            return "before", following.value
        if not container.value:
            return "before", container
        if container.flow_style or column < comment.column:
            return "after", container
    return "after", root


def _is_closed(container: Any, comment: Comment) -> bool:
    """Whether a collection in brackets ends before a comment."""
    return bool(container.flow_style) and container.end_mark.index <= comment.start


def _around(part: _Part) -> Iterator[tuple[Any, int]]:
    """The collections that may be open after the start of a part, innermost first, with their columns."""
    if not isinstance(part.value, ScalarNode):
        yield part.value, part.column + 1
    current: _Part | None = part
    while current is not None:
        yield current.container, current.column
        current = current.owner
