"""Text put between two parts of a file, without touching what stands around it.

A part is an item of a list or an entry of a mapping. In a block, lines are put between lines; in brackets, words
and a comma between words. What a file is to mean is the caller's to check: here only its text is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from yaml.nodes import ScalarNode

from nap.store.comments import LINE_END, end_of_line
from nap.store.positions import last

_TO_A_COMMENT = re.compile(r"[ \t]*(?=#)")
_EMPTY_LINE = re.compile("[ \t]*(?:[\n\r]|\\Z)")
_SPACE_AND_COMMENTS = re.compile("(?:[ \t\n\r]|#[^\n\r]*)*")
_KEEPS_EMPTY_LINES = re.compile(r"[|>][0-9-]*\+")
_FIRST_LINE = "# yaml-language-server:"
_LINE_ENDS = ("\n", "\r\n", "\r")
"""What a line that is added may end with."""


class Unsafe(Exception):
    """There is no place where something could be put without changing what stands around it."""


def parts_of(container: Any) -> list[Any]:
    """The nodes of the items of a list, or of the values of a mapping."""
    return [entry[1] if isinstance(entry, tuple) else entry for entry in container.value]


# -- lines in a block ------------------------------------------------------------------------------------------


def in_block(text: str, container: Any, index: int, lines: Sequence[str]) -> str:
    """A text with lines, which need not be indented, before the part with this index, or after the last.

    Comments go with the part that they are about: those above a part, and those below or beside one that are
    indented deeper than it. Where all parts stand apart, with empty lines in between, the new one does, too.
    """
    column, parts = container.start_mark.column, parts_of(container)
    ends = [_end_of(text, part, column) for part in parts]
    stand_apart = len(parts) > 1 and all(_is_empty_line(text, end) for end in ends[:-1])
    if index == 0:
        at = _top_of_first(text, container.start_mark.index)
        return lines_at(text, at, column, [*lines, ""] if stand_apart else lines)
    has_room = stand_apart and not _keeps_empty_lines(text, last(parts[index - 1]))
    return lines_at(text, ends[index - 1], column, ["", *lines] if has_room else lines)


def below(text: str, node: Any, column: int, lines: Sequence[str], indent: int) -> str:
    """A text with lines below what a key says, and below the comments there that are indented deeper than the key."""
    return lines_at(text, _end_of(text, node, column), indent, lines)


def lines_at(text: str, at: int, column: int, lines: Sequence[str]) -> str:
    """A text with lines, indented to a column, where a line starts or the text ends."""
    newline = _newline_before(text, at)
    start = "" if at == 0 or LINE_END.fullmatch(text[at - 1]) else newline
    added = [" " * column + line if line else "" for line in lines]
    return text[:at] + start + newline.join(added) + newline + text[at:]


def _end_of(text: str, node: Any, column: int) -> int:
    """Where the line starts that follows a part, which starts in a column, and the comments that go with it."""
    node = last(node)
    end = node.end_mark.index
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        if _keeps_empty_lines(text, node):
            at = end
        else:
            start = node.start_mark.index
            at = _next_line(text, start + len(text[start:end].rstrip("\n\r")))
    else:
        at = _next_line(text, end)
    return _below_comments(text, at, column)


def _below_comments(text: str, at: int, column: int) -> int:
    """Where the line starts below the comments from here on that are indented deeper than a column, if there are."""
    line = at
    while line < len(text):
        comment = _TO_A_COMMENT.match(text, line)
        if comment is None and not _is_empty_line(text, line):
            break
        if comment is not None and comment.end() - line <= column:
            break
        line = _next_line(text, line)
        at = line if comment is not None else at
    return at


def _is_empty_line(text: str, line: int) -> bool:
    return line < len(text) and _EMPTY_LINE.match(text, line) is not None


def _keeps_empty_lines(text: str, node: Any) -> bool:
    """Whether a node is a text in a block to which the empty lines after it belong."""
    return isinstance(node, ScalarNode) and _KEEPS_EMPTY_LINES.match(text, node.start_mark.index) is not None


def _top_of_first(text: str, start: int) -> int:
    """Where the line of a block's first part starts, or the first of the comments right above that go with it."""
    lines = [0, *(found.end() for found in LINE_END.finditer(text, 0, start))]
    top = lines.pop()
    column = start - top
    if text[top:start].strip(" "):
        raise Unsafe
    while lines and not text.startswith(_FIRST_LINE, lines[-1]):
        comment = _TO_A_COMMENT.match(text, lines[-1])
        if comment is None or comment.end() - lines[-1] > column:
            break  # deeper than the part, it would be taken for one about what is put above
        top = lines.pop()
    return top


def _next_line(text: str, at: int) -> int:
    """Where the line after the one with this place in it starts; the end of the text after the last."""
    found = LINE_END.search(text, at)
    return found.end() if found else len(text)


def _newline_before(text: str, at: int) -> str:
    """What ends the line before a place, and so is to end those that are put there."""
    ends = [found[0] for found in LINE_END.finditer(text, 0, at)]
    return ends[-1] if ends and ends[-1] in _LINE_ENDS else "\n"


# -- words in brackets -----------------------------------------------------------------------------------------


def in_brackets(text: str, container: Any, index: int, words: str) -> str:
    """A text with words before the part with this index, or after the last, and the comma that they need.

    Where the parts beside them have lines of their own, they have one, too.
    """
    starts = [entry[0] if isinstance(entry, tuple) else entry for entry in container.value]
    if not starts:
        at = container.end_mark.index - 1
        return text[:at] + words + text[at:]
    before = starts[min(index, len(starts) - 1)].start_mark.index
    own_line = _indented_line(text, before)
    if index < len(starts):
        return text[:before] + words + "," + (own_line or " ") + text[before:]
    return _after_last(text, container, words, own_line)


def _after_last(text: str, container: Any, words: str, own_line: str) -> str:
    """A text with words after the last part in brackets, on a line of their own if it has one."""
    end = last(parts_of(container)[-1]).end_mark.index
    gap = _SPACE_AND_COMMENTS.match(text, end)
    has_comma = gap is not None and text.startswith(",", gap.end())
    rest = gap.end() + 1 if gap and has_comma else end
    start = text[:rest] if has_comma else text[:end] + ","
    if own_line and LINE_END.search(text, rest, container.end_mark.index):
        at = end_of_line(text, rest)
        return start + text[rest:at] + own_line + words + text[at:]
    return f"{start} {words}{text[rest:]}"


def _indented_line(text: str, at: int) -> str:
    """A line end and the spaces that bring one below the first thing on a line; "" if it is not the first."""
    start = max((found.end() for found in LINE_END.finditer(text, 0, at)), default=0)
    indent = text[start:at]
    return _newline_before(text, at) + indent if start and not indent.strip(" \t") else ""
