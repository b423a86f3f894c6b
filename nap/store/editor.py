"""The one editor of action files: it adds what was reported or decided, and touches nothing else.

Bytes come in and bytes go out. What is added stands where its day belongs, the oldest first, and in the layout of
`nap fmt`; all other lines stay as their authors wrote them. The result is read back: unless it says exactly
what it said before and what was added, with every comment, there is no result.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from yaml.nodes import MappingNode, SequenceNode

from nap.errors import DataError
from nap.sentence import say
from nap.store.comments import comments
from nap.store.inserting import Unsafe, below, in_block, in_brackets
from nap.store.layout import layout, says_the_same
from nap.store.positions import Positions, Refusal, scalar
from nap.store.quoting import on_one_line, quoted
from nap.store.tree import MAX_FILE_BYTES
from nap.store.yaml import parse

_BEFORE = {"amendments": "updates"}
"""A key that goes before another where it is missing; the others go to the end."""

_BY_HAND = say("Write it by hand, and let `nap lint` look at it.")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def add_update(content: bytes, update: Mapping[str, Any], path: str, languages: Sequence[str]) -> bytes:
    """The action file with an update; `languages` are the plan's, in their order. Raises `DataError`.

    The update is as in a file, with its days as text or as dates.
    """
    return _added(content, ("updates",), update, path, languages)


def add_revision(content: bytes, revision: Mapping[str, Any], path: str, languages: Sequence[str]) -> bytes:
    """The action file with a revision of its deadline; as `add_update`."""
    return _added(content, ("deadline", "revisions"), revision, path, languages)


def add_amendment(content: bytes, amendment: Mapping[str, Any], path: str, languages: Sequence[str]) -> bytes:
    """The action file with an amendment or an erratum; as `add_update`."""
    return _added(content, ("amendments",), amendment, path, languages)


class _New(NamedTuple):
    """What is added to a list."""

    key: str
    """The key of the list."""
    place: int
    """How many items of the list stand above it."""
    lines: Sequence[str]
    """It in the one layout, its dash in the first column."""
    value: Mapping[str, Any]
    """It, its fields in their order."""


def _added(
    content: bytes, location: tuple[str, ...], item: Mapping[str, Any], path: str, languages: Sequence[str]
) -> bytes:
    """The file with an item in the list at a location, which need not be there yet."""
    value, positions = _read(content, path)
    *outer, key = location
    inside, mapping = value, positions.node
    for step in outer:
        inside, mapping = inside.get(step), _entry(mapping, step)[1]
    if not isinstance(inside, dict):
        message = say("{key} is missing in {path}, or not written as `key: value` lines.", key=outer[0], path=path)
        raise DataError(message, _BY_HAND)
    items = () if inside.get(key) is None else inside[key]
    if not isinstance(items, tuple):
        raise DataError(say("{key} is not a list in {path}.", key=key, path=path), _BY_HAND)
    added = _plain(item)
    lines, laid = _laid(location, added, path, languages)
    new = _New(key, _place(items, laid.get("date")), lines, laid)
    expected: Any = {**inside, key: (*items[: new.place], added, *items[new.place :])}
    for step in outer:
        expected = {**value, step: expected}
    return _checked(content, positions.node, _with(content.decode(), mapping, new), expected, path)


def _read(content: bytes, path: str) -> tuple[Any, Positions]:
    try:
        return parse(content)
    except Refusal as refusal:
        line, problem = refusal.place[0], refusal.message
        message = say("{path} cannot be read (line {line}): {problem}", path=path, line=line, problem=problem)
        raise DataError(message, refusal.hint) from None


def _checked(content: bytes, node: Any, text: str | None, expected: Any, path: str) -> bytes:
    """A new text as a file that says what is expected, with all comments of the old one."""
    written = (text or "").encode()
    if text is None or not says_the_same(written, expected, comments(content.decode(), node)):
        message = say("Nothing can be added to {path} without changing how the rest of it is read.", path=path)
        raise DataError(message, say("Lay it out with `nap fmt` and try again, or write it by hand."))
    if len(written) > MAX_FILE_BYTES:
        message = say("{path} would become too large (at most {most} kB).", path=path, most=MAX_FILE_BYTES // 1000)
        raise DataError(message, say("Shorten what is to be added."))
    return written


def _place(items: Sequence[Any], day: Any) -> int:
    """How many items stand above one of this day: up to the last that is not later, or all before the first later.

    Items without a day say nothing about the order; what has none itself goes below all.
    """
    if not _is_day(day):
        return len(items)
    days = [(index, item["date"]) for index, item in enumerate(items) if isinstance(item, dict) and "date" in item]
    known = [(index, other) for index, other in days if _is_day(other)]
    not_later = [index for index, other in known if other <= day]
    if not_later:
        return not_later[-1] + 1
    return known[0][0] if known else len(items)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and _DAY.fullmatch(value) is not None


# -- what is added ---------------------------------------------------------------------------------------------


def _laid(
    location: tuple[str, ...], item: Mapping[str, Any], path: str, languages: Sequence[str]
) -> tuple[list[str], dict[str, Any]]:
    """The lines of an item in the one layout, its dash in the first column, and its fields in their order."""
    whole: Any = (item,)
    for key in reversed(location):
        whole = {key: whole}
    laid = layout(_on_one_line(whole, in_quotes=True).encode(), path, languages)
    if laid.finding is not None:
        problem = laid.problem
        raise DataError(say("What is to be added to {path} cannot be written: {problem}", path=path, problem=problem))
    value, _ = parse(laid.content)
    for key in location:
        value = value[key]
    depth = len(location)
    lines = laid.content.decode().split("\n")[depth:-1]
    return [line[2 * depth :] for line in lines], value[0]


def _plain(value: Any) -> Any:
    """A value as it is read from a file."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return tuple(map(_plain, value))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _on_one_line(value: Any, *, in_quotes: bool) -> str:
    """A value in braces and brackets; with all texts in quotes it is JSON."""
    if isinstance(value, dict):
        words = [
            f"{_on_one_line(key, in_quotes=in_quotes)}: {_on_one_line(item, in_quotes=in_quotes)}"
            for key, item in value.items()
        ]
        return f"{{{', '.join(words)}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(_on_one_line(item, in_quotes=in_quotes) for item in value)}]"
    if isinstance(value, str):
        return quoted(value) if in_quotes else on_one_line(value, in_brackets=True)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else repr(value)


# -- where it goes ---------------------------------------------------------------------------------------------


def _with(text: str, mapping: Any, new: _New) -> str | None:
    """The text with what is new in a mapping; None where there is no place for it."""
    key, node = _entry(mapping, new.key)
    try:
        if key is None:
            return _with_key(text, mapping, new)
        if not isinstance(node, SequenceNode) or not node.value:
            return _filled(text, mapping, key, node, new)
        if node.flow_style:
            return in_brackets(text, node, new.place, _words(mapping, new.value))
        return in_block(text, node, new.place, new.lines)
    except Unsafe:
        return None


def _with_key(text: str, mapping: Any, new: _New) -> str:
    """The text with the key and what is new below it."""
    following = _BEFORE.get(new.key)
    index = next((index for index, (key, _) in enumerate(mapping.value) if scalar(key) == following), None)
    at = len(mapping.value) if index is None else index
    if mapping.flow_style:
        words = _words(mapping, {new.key: (new.value,)})
        return in_brackets(text, mapping, at, words[1:-1])
    return in_block(text, mapping, at, [f"{new.key}:", *(f"  {line}" if line else "" for line in new.lines)])


def _filled(text: str, mapping: Any, key: Any, node: Any, new: _New) -> str:
    """The text with what is new where an empty list stands, or nothing after the key."""
    start, end = node.start_mark.index, node.end_mark.index
    colon = key.end_mark.index + text[key.end_mark.index : start].find(":")
    is_list = isinstance(node, SequenceNode)
    is_bare = not is_list or not text[start + 1 : end - 1].strip()
    if not mapping.flow_style and is_bare and text[key.end_mark.index : start].strip(" \t") == ":":
        column = mapping.start_mark.column
        longer = below(text, node, column, new.lines, column + 2)
        return longer[: colon + 1] + longer[end:]
    words = _words(mapping, new.value)
    if is_list:
        return in_brackets(text, node, 0, words)
    if not mapping.flow_style or colon < key.end_mark.index:
        raise Unsafe
    return f"{text[: colon + 1]} [{words}]{text[end:]}"


def _entry(mapping: Any, name: str) -> tuple[Any, Any]:
    """The nodes of a key and of its value; None for both if it is not there, or not in a mapping."""
    entries = mapping.value if isinstance(mapping, MappingNode) else ()
    return next((entry for entry in entries if scalar(entry[0]) == name), (None, None))


def _words(mapping: Any, value: Any) -> str:
    """A value on one line, as the mapping writes its keys: with quotes, as in JSON, or without."""
    return _on_one_line(value, in_quotes=bool(mapping.value and mapping.value[0][0].style))
