"""The one layout of a plan's files: order of keys, quotes, spacing and line lengths, with every comment kept.

Where every file is laid out alike, a difference between two revisions shows what was changed and nothing else.
A file is written anew from its nodes and comments, and read back: unless that gives the same value and the same
comments, the file stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, get_args

from yaml.nodes import MappingNode, ScalarNode

from nap.model.action import Action, Deadline, Source
from nap.model.actor import ActorsFile
from nap.model.base import Record, Text
from nap.model.finding import Finding, finding_at
from nap.model.manifest import Manifest, RemovedAction
from nap.sentence import say
from nap.store.comments import HEAD, SENTENCE_ENDS, Comment, Places, comments, lines_below, places
from nap.store.parsing import ACTORS, MANIFEST, refused
from nap.store.positions import Refusal
from nap.store.quoting import WIDTH, in_lines, on_one_line, quoted, word
from nap.store.validate import Location
from nap.store.yaml import parse

_IGNORE = re.compile(r"#\s*nap:")
"""How a comment begins that makes a finding pass."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_RECORDS: dict[str, type[Record]] = {MANIFEST: Manifest, ACTORS: ActorsFile}
"""What the files hold that are no actions."""

_IN_BRACKETS = frozenset({"actors", "languages", "select", "ignore", "measures", "phases"})
"""Fields whose ids or words stand in brackets on one line, where they fit."""

_IN_QUOTES = {Action: {"id", "parent"}, Deadline: {"stated"}, Source: {"annex_id"}, RemovedAction: {"action"}}
"""What stands in quotes always: words of the plan to the letter, and ids most of which look like numbers."""

_BY_LANGUAGE: Final = "by language"
_Kind = type[Record] | Literal["by language"] | None
"""What the model says of a value: a record, a text by language, or nothing about the order of its keys."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A file laid out, or left as it is, with the reason."""

    content: bytes
    finding: Finding | None = None
    """Why it was left as it is."""

    @property
    def problem(self) -> str:
        """Why it was left as it is, as a sentence; "" for a file that is laid out."""
        return self.finding.message if self.finding else ""


def layout(content: bytes, path: str, languages: Sequence[str]) -> Laid:
    """The file at a path of the plan in the one layout; `languages` are the plan's, in their order."""
    readable = content.removeprefix(_BYTE_ORDER_MARK)
    try:
        value, positions = parse(readable)
    except Refusal as refusal:
        return Laid(content, refused(path, refusal))
    text, node = readable.decode(), positions.node
    sheet = _Sheet(places(text, node), tuple(languages))
    written = sheet.file(node, _RECORDS.get(path, Action)).encode()
    if written == content:
        return Laid(written)
    hint = say("It was left as it is; lay it out by hand.")
    kept = comments(text, node)
    if not says_the_same(written, value, kept):
        message = say("The file cannot be laid out without changing what it says.")
        return Laid(content, finding_at("NAP105", path, positions.place, message, hint))
    if _IGNORE.search(text) and _ignored(text, node, kept) != _ignored_in(written):
        message = say("A comment that ignores a finding would ignore something else if the file were laid out.")
        return Laid(content, finding_at("NAP105", path, positions.place, message, hint))
    return Laid(written)


def languages_in(manifest: bytes) -> tuple[str, ...]:
    """The plan's languages, in their order, by the content of its plan.yaml; none if that does not tell."""
    try:
        value, _ = parse(manifest.removeprefix(_BYTE_ORDER_MARK))
    except Refusal:
        return ()
    languages = value.get("languages")
    return tuple(map(str, languages)) if isinstance(languages, tuple) else ()


def says_the_same(written: bytes, value: Any, kept: Sequence[Comment]) -> bool:
    """Whether a file has this value and these comments."""
    try:
        written_value, positions = parse(written)
    except Refusal:
        return False
    written_comments = comments(written.decode(), positions.node)
    return _same(value, written_value) and _texts(kept) == _texts(written_comments)


def _ignored_in(written: bytes) -> Counter[tuple[str, frozenset[Location]]]:
    node, text = parse(written)[1].node, written.decode()
    return _ignored(text, node, comments(text, node))


def _ignored(text: str, node: Any, found: Sequence[Comment]) -> Counter[tuple[str, frozenset[Location]]]:
    """What every comment that ignores findings is about: the values that begin on its line, or inside which it stands.

    A comment that stands alone is about the line below it.
    """
    begun: dict[int, set[Location]] = {}
    inside: list[tuple[str, frozenset[Location]]] = []
    for location, part in _parts(node, ()):
        begun.setdefault(part.start_mark.line + 1, set()).add(location)
        if isinstance(part, ScalarNode) and part.style in ("|", ">"):
            inside += (("", frozenset({location})) for _ in _IGNORE.finditer(part.value))
    meant = lines_below(found, text.split("\n"))
    ignoring = (comment for comment in found if _IGNORE.match(comment.text))
    about = ((one.text, frozenset(begun.get(meant.get(one.line, one.line), ()))) for one in ignoring)
    return Counter([*about, *inside])


def _parts(node: Any, location: Location) -> Iterator[tuple[Location, Any]]:
    """Every value below a node, and where it is."""
    yield location, node
    for index, entry in enumerate(() if isinstance(node, ScalarNode) else node.value):
        key, value = entry if isinstance(entry, tuple) else (None, entry)
        yield from _parts(value, (*location, index if key is None else key.value))


def _texts(found: Sequence[Comment]) -> Counter[str]:
    return Counter(comment.text for comment in found)


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same; to Python, 1 would also be true and 1.0."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(item, other[key]) for key, item in one.items())
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return repr(one) == repr(other)


# -- the order of keys -----------------------------------------------------------------------------------------


@cache
def _fields(record: type[Record]) -> dict[str, _Kind]:
    """The fields of a record in their order, with what each is."""
    return {name: _kind(field.annotation) for name, field in record.model_fields.items()}


def _kind(annotation: Any) -> _Kind:
    """What a field is, or what its items are, whatever else may stand there."""
    if annotation == get_args(Text)[0]:
        return _BY_LANGUAGE
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _kind(argument))), None)


# -- writing ---------------------------------------------------------------------------------------------------


class _Sheet:
    """Writes the nodes of one file, with its comments, as lines."""

    def __init__(self, placed: Places, languages: tuple[str, ...]) -> None:
        self._placed = placed
        self._languages = languages

    def file(self, root: Any, record: type[Record]) -> str:
        """The whole file."""
        lines = _from_first(self._standing(self._placed.head, 0))
        lines += [""] if HEAD in self._placed.apart else []
        lines += self._mapping(root, 0, record) if root.value else ["{}"]
        return "\n".join(lines) + "\n"

    def _mapping(self, node: Any, column: int, kind: _Kind) -> list[str]:
        """The entries of a mapping, and the comments at its end."""
        fields = _fields(kind) if isinstance(kind, type) else {}
        order = self._languages if kind == _BY_LANGUAGE else tuple(fields)
        ranks = {name: rank for rank, name in enumerate(order)}
        lines: list[str] = []
        for key, value in sorted(node.value, key=lambda entry: ranks.get(entry[0].value, len(ranks))):
            lines += self._above(value, column, may_be_apart=column == 0)
            start = " " * column + (word(key) or on_one_line(key.value)) + ":"
            if isinstance(value, ScalarNode):
                to_quote = isinstance(kind, type) and key.value in _IN_QUOTES.get(kind, ())
                lines += self._scalar(f"{start} ", value, column, to_quote=to_quote)
            else:
                lines += self._collection(start, key.value, value, column, fields.get(key.value))
        return _from_first(lines + self._standing(self._placed.after.get(node, ()), column))

    def _list(self, node: Any, column: int, kind: _Kind) -> list[str]:
        """The items of a list, whose dashes stand in a column, and the comments at its end."""
        lines: list[str] = []
        for item in node.value:
            lines += self._above(item, column, may_be_apart=True)
            start = " " * column + "- "
            if isinstance(item, ScalarNode):
                lines += self._scalar(start, item, column)
            elif not item.value:
                lines.append(self._with_comment(f"{start}{_in_brackets(item)}", item))
            else:
                body = self._block(item, column + 2, kind)
                first = next(
                    number for number, line in enumerate(body) if line and not line.lstrip(" ").startswith("#")
                )
                # Between a dash and its first key there is no room for comments: they go above.
                lines += [" " * column + line.lstrip(" ") if line else "" for line in body[:first]]
                lines += [start + body[first].lstrip(" "), *body[first + 1 :]]
        return _from_first(lines + self._standing(self._placed.after.get(node, ()), column))

    def _collection(self, start: str, name: str, node: Any, column: int, kind: _Kind) -> list[str]:
        """A mapping or a list after its key: in brackets if it may be and fits, or else below it."""
        if not node.value or (name in _IN_BRACKETS and self._placed.none_in(node)):
            inside = _in_brackets(node)
            if inside is not None and (not node.value or len(start) + 1 + len(inside) <= WIDTH):
                return [self._with_comment(f"{start} {inside}", node)]
        return [self._with_comment(start, node), *self._block(node, column + 2, kind)]

    def _block(self, node: Any, column: int, kind: _Kind) -> list[str]:
        return (self._mapping if isinstance(node, MappingNode) else self._list)(node, column, kind)

    def _scalar(self, start: str, node: Any, column: int, *, to_quote: bool = False) -> list[str]:
        """A scalar after its key or dash."""
        bare = word(node)
        if bare is not None:
            lines = [bare]
        else:
            lines = [quoted(node.value)] if to_quote else in_lines(node.value, len(start), column)
        return [self._with_comment(start + lines[0], node), *lines[1:]]

    def _with_comment(self, line: str, node: Any) -> str:
        """A line with the comment that stands on it."""
        comment = self._placed.beside.get(node)
        if comment is None:
            return line
        space = " " if line.endswith(f" {node.value}") and _may_be_text(comment, node) else "  "
        return line + space + comment.text

    def _above(self, node: Any, column: int, *, may_be_apart: bool) -> list[str]:
        """What stands above an entry or an item: its comments, and an empty line if the author put one there."""
        lines = self._standing(self._placed.before.get(node, ()), column)
        return [*lines, ""] if may_be_apart and node in self._placed.apart else lines

    def _standing(self, found: Sequence[Comment], column: int) -> list[str]:
        """Comments on lines of their own, each with an empty line above it if the author put one there."""
        lines: list[str] = []
        for comment in found:
            lines += (
                ["", " " * column + comment.text] if comment in self._placed.apart else [" " * column + comment.text]
            )
        return lines


def _may_be_text(comment: Comment, node: Any) -> bool:
    """Whether a comment may be the end of the text before it: then it stays as close, for a check to see."""
    end = node.end_mark
    if not isinstance(node, ScalarNode) or node.style or _IGNORE.match(comment.text):
        return False
    is_prose = " " in node.value or node.value[:1].isupper()
    is_over = node.value.endswith(SENTENCE_ENDS) and comment.text.startswith("# ")
    return is_prose and not is_over and (comment.line, comment.column) == (end.line + 1, end.column + 2)


def _from_first(lines: list[str]) -> list[str]:
    """Lines without empty ones at their start."""
    first = next((number for number, line in enumerate(lines) if line), 0)
    return lines[first:]


def _in_brackets(node: Any) -> str | None:
    """A mapping or a list on one line; None if there is anything else in it than scalars."""
    entries = [entry if isinstance(entry, tuple) else (entry,) for entry in node.value]
    if not all(isinstance(part, ScalarNode) for entry in entries for part in entry):
        return None
    inside = ", ".join(
        ": ".join(word(part) or on_one_line(part.value, in_brackets=True) for part in entry) for entry in entries
    )
    return f"{{{inside}}}" if isinstance(node, MappingNode) else f"[{inside}]"
