"""YAML 1.2 to plain values with positions, and nothing that YAML can do but a plan must not.

libyaml's parser (through PyYAML) gives events; this module builds the values from them itself. That is as
fast as building nodes first, and it is what makes the refusals exact: a tag, an anchor, an alias, a second
document or a key that stands twice is seen where it stands, and nesting is bounded before it is followed
(building nodes recurses in C, and a file of 400 KB can bring the whole process down with it).

Scalars follow the core schema of YAML 1.2: `no` and `on` are words, `010` is ten, and days stay text
until the model reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

MAX_DEPTH = 16
"""A plan nests five levels deep; anything near this is a mistake or an attack."""

Place = tuple[int, int, int, int]
"""Line, column, end line and end column, counted from 1; the end is just after the last character."""


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """A file that is not the YAML a plan is written in: where, what, and what to write instead."""

    place: Place
    message: str
    hint: str = ""


@dataclass(slots=True)
class Positions:
    """Where a collection and everything in it stands: places of keys, of scalar items, and of what is inside."""

    place: Place
    keys: dict[Any, Place] = field(default_factory=dict)
    values: dict[Any, Place | Positions] = field(default_factory=dict)

    def find(self, location: tuple[str | int, ...], *, key: bool = False) -> Place:
        """The place of the value at a location, or of its key; of the nearest thing around it if it is not there."""
        here: Positions = self
        for depth, step in enumerate(location):
            last = depth == len(location) - 1
            if last and key and step in here.keys:
                return here.keys[step]
            value = here.values.get(step)
            if value is None:
                return here.place
            if not isinstance(value, Positions):
                return value
            here = value
        return here.place


_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_INTEGER = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL_FLOAT = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER_STARTS = frozenset("+-.0123456789")
_MAX_DIGITS = 4000  # Python refuses to convert longer ones; such a number is a mistake anyway.


def plain(value: str) -> Any:
    """What an unquoted scalar means in the core schema of YAML 1.2."""
    if value in _WORDS:
        return _WORDS[value]
    if value[0] in _NUMBER_STARTS and len(value) < _MAX_DIGITS:
        if _INTEGER.fullmatch(value):
            return int(value)
        if _FLOAT.fullmatch(value) or _SPECIAL_FLOAT.fullmatch(value):
            return float(
                value.replace(".inf", "inf")
                .replace(".Inf", "inf")
                .replace(".INF", "inf")
                .replace(".nan", "nan")
                .replace(".NaN", "nan")
                .replace(".NAN", "nan")
            )
        if _OTHER_INTEGER.fullmatch(value):
            return int(value, 0)
    return value


def parse(content: bytes) -> tuple[Any, Positions]:
    """The value of a file and the positions in it; sequences are tuples. Raises `Refusal`.

    The value at the top must be a mapping: that is what every file of a plan is.
    """
    if content.startswith(b"\xef\xbb\xbf"):
        raise Refusal((1, 1, 1, 1), "The file starts with a byte order mark.", "Save it as UTF-8 without BOM.")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        raise Refusal((line, column, line, column + 1), "The file is not UTF-8 here.", "Save it as UTF-8.") from None
    try:
        return _Builder().build(CParser(text))
    except ReaderError as error:
        before_text = text[: error.position]
        line, column = before_text.count("\n") + 1, error.position - before_text.rfind("\n")
        raise Refusal(
            (line, column, line, column + 1),
            "There is a character here that cannot be seen and has no place in a text.",
            "Remove it.",
        ) from None
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = error.problem or "it cannot be read"
        raise Refusal((line, column, line, column), f"This is not YAML: {problem}.", _hint(problem)) from None
    except YAMLError as error:
        raise Refusal((1, 1, 1, 1), f"This is not YAML: {error}.") from None


def _hint(problem: str) -> str:
    """What to do about the parser's commonest complaints, which it words for programmers."""
    if "mapping values are not allowed" in problem:
        return "Put quotes around a text that contains a colon followed by a space."
    if "could not find expected ':'" in problem or "expected <block end>" in problem:
        return "Look at the indentation of this line and the one before, and for a missing quote or colon."
    if "cannot start any token" in problem:
        return "Put quotes around a text that starts with a special character; indent with spaces, not tabs."
    if "quoted scalar" in problem:
        return "Close the quotes."
    return ""


def _place(event: Any) -> Place:
    start, end = event.start_mark, event.end_mark
    return (start.line + 1, start.column + 1, end.line + 1, end.column + 1)


_NO_KEY = object()


class _Builder:
    """Builds values and positions from the parser's events, with a stack of its own instead of recursion."""

    __slots__ = ("container", "documents", "is_mapping", "key", "positions", "stack")

    def __init__(self) -> None:
        # The collection being filled, its positions and, in a mapping, the key that waits for its value.
        self.container: Any = []
        self.positions = Positions((1, 1, 1, 1))
        self.key: Any = _NO_KEY
        self.is_mapping = False
        self.stack: list[tuple[Any, Positions, Any, bool]] = []
        self.documents = 0

    def build(self, parser: Any) -> tuple[Any, Positions]:
        """The one value of a file. Raises `Refusal`."""
        get_event = parser.get_event
        while True:
            event = get_event()
            kind = type(event)
            if kind is ScalarEvent:
                self.scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self.start(event, is_mapping=kind is MappingStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.end()
            elif kind is StreamEndEvent:
                return self.whole()
            elif kind is DocumentStartEvent:
                self.document(event)
            elif kind is AliasEvent:
                raise Refusal(
                    _place(event),
                    f"*{event.anchor} refers to another part of the file; a plan's files may not.",
                    "Write the text itself, or put quotes around a text that starts with *.",
                )

    def scalar(self, event: Any) -> None:
        """A key, or a value that is not a collection."""
        if event.tag is not None or event.anchor is not None:
            _refuse_markup(event)
        value = plain(event.value) if event.implicit[0] else event.value
        start, end = event.start_mark, event.end_mark
        where = (start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        if self.is_mapping and self.key is _NO_KEY:
            if value in self.container:
                _refuse_duplicate(event, value, self.positions)
            self.key = value
            # Take the place of the key, so that a second one is refused even while its value is read.
            self.container[value] = None
            self.positions.keys[value] = where
        else:
            self.put(value, where)

    def put(self, value: Any, where: Place | Positions) -> None:
        """Put a value where it belongs in the collection being filled."""
        if self.is_mapping:
            self.container[self.key] = value
            self.positions.values[self.key] = where
            self.key = _NO_KEY
        else:
            self.positions.values[len(self.container)] = where
            self.container.append(value)

    def start(self, event: Any, *, is_mapping: bool) -> None:
        """A mapping or a sequence opens inside the one being filled."""
        if event.tag is not None or event.anchor is not None:
            _refuse_markup(event)
        if self.is_mapping and self.key is _NO_KEY:
            raise Refusal(_place(event), "A key must be a word, not a list or a mapping.", "Write `key: value`.")
        if len(self.stack) >= MAX_DEPTH:
            message = f"This is nested more than {MAX_DEPTH} levels deep."
            raise Refusal(_place(event), message, "Check the indentation.")
        self.stack.append((self.container, self.positions, self.key, self.is_mapping))
        self.container = {} if is_mapping else []
        self.positions = Positions(_place(event))
        self.key = _NO_KEY
        self.is_mapping = is_mapping

    def end(self) -> None:
        """The collection being filled is done, and goes into the one around it."""
        value = self.container if self.is_mapping else tuple(self.container)
        positions = self.positions
        self.container, self.positions, self.key, self.is_mapping = self.stack.pop()
        self.put(value, positions)

    def document(self, event: Any) -> None:
        """A document starts; there may be one, without directives."""
        self.documents += 1
        if self.documents > 1:
            raise Refusal(_place(event), "A second document starts here.", "Keep one a file: remove the line ---.")
        if event.tags or event.version:
            raise Refusal(_place(event), "The file has a YAML directive.", "Remove the line that starts with %.")

    def whole(self) -> tuple[Any, Positions]:
        """What was built, which must be a mapping."""
        if not self.container or self.container[0] is None:
            raise Refusal((1, 1, 1, 1), "The file is empty.", "Remove it, or write what belongs there.")
        positions = self.positions.values[0]
        if not isinstance(positions, Positions) or not isinstance(self.container[0], dict):
            message = "The file does not consist of `key: value` lines."
            raise Refusal((1, 1, 1, 1), message, "See docs/data.md for its shape.")
        return self.container[0], positions


def _refuse_markup(event: Any) -> None:
    """Tags and anchors, which make a file mean something else than it says."""
    if event.anchor is not None:
        raise Refusal(
            _place(event),
            f"&{event.anchor} marks a part of the file for reuse; a plan's files may not.",
            "Remove it, or put quotes around a text that starts with &.",
        )
    raise Refusal(
        _place(event),
        f"{event.tag} is a tag; a plan's files may not have any.",
        "Remove it, or put quotes around a text that starts with an exclamation mark.",
    )


def _refuse_duplicate(event: Any, key: Any, positions: Positions) -> None:
    first = positions.keys[key][0]
    raise Refusal(
        _place(event), f"The key {key!r} stands here for the second time; the first is on line {first}.", "Keep one."
    )
