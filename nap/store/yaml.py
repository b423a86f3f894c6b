"""YAML 1.2 to plain values with positions, and nothing that YAML can do but a plan must not.

libyaml's parser (through PyYAML) composes nodes in C; this module makes the values from them and keeps the
nodes for the positions. Scalars follow the core schema of YAML 1.2: `no` and `on` are words, `010` is ten, and
days stay text until the model reads them. Tags, anchors, aliases, directives, second documents and keys
that stand twice are refused where they stand.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from yaml._yaml import CParser
from yaml.composer import ComposerError
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent, StreamEndEvent
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from nap.sentence import Sentence, say
from nap.store.positions import START, Positions, Refusal, place_in, place_of, place_of_mark, scalar
from nap.store.scalars import STARTS, plain
from nap.store.shown import short, shown

MAX_DEPTH = 16
"""A plan nests five levels deep; anything near this is a mistake or an attack."""

# Nodes are composed by recursion in C, which no limit of Python's guards: 200,000 levels would bring the whole
# process down. A block nests no deeper than indentation and dashes reach to the right, and brackets no deeper than
# there are brackets. A file with a line, or with brackets, that could nest that deep is looked at closely first,
# and so is one with a character that YAML may take for the end of a line.
_INDENTS = bytes(ord(" ") if sign in b" \t?:-" else ord("x") for sign in range(256))
_DEEP_BLOCK = b" " * 200
_DEEP_FLOW = 1000
_ODD_LINE_ENDS = tuple(end.encode() for end in ("\r", "\x85", "\u2028", "\u2029", "\ufeff"))
_HIDDEN_LINE_END = re.compile("[\x85\u2028\u2029]")

# Looking for a sign in a whole file is slow where there are many; in a file without its ordinary characters it is not.
_ORDINARY = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \n,.:;-'\"()"

# Something that could be a tag, an anchor or an alias, or else prose like "Research &Co". Most files have none of
# the three characters; asking for each is much faster than looking for the pattern. What stands before one is
# looked at last, which is quicker, too.
_MARKUP = re.compile(r"[&*!](?<![^\s\[{,:?-].)(?:(?<=!)|\S)", re.DOTALL)


class _Composer(CParser):
    """libyaml's composer, with what it asks about tags left unanswered: scalars are resolved here."""

    def resolve(self, _kind: type, _value: str | None, _implicit: object) -> None:
        """No tag."""

    def descend_resolver(self, _parent: object, _index: object) -> None:
        """Nothing to remember."""

    def ascend_resolver(self) -> None:
        """Nothing to forget."""


def parse(content: bytes) -> tuple[Any, Positions]:
    """The value of a file and the positions in it; lists are tuples. Raises `Refusal`.

    The value at the top must be a mapping: that is what every file of a plan is.
    """
    text = _decoded(content)
    try:
        signs = content.translate(None, _ORDINARY)
        if _could_nest_deeply(content, signs) or _could_have_markup(text, signs):
            _look_closely(text)
        node = _Composer(content).get_single_node()
    except ComposerError as error:
        place = place_of_mark(error.problem_mark)
        hint = say("Keep one a file: remove the line ---.")
        raise Refusal("NAP106", place, say("A second document starts here."), hint) from None
    except ReaderError as error:
        before = content[: error.position].decode("utf-8", errors="ignore")  # libyaml counts bytes
        raise _forbidden_character(before, len(before)) from None
    except MarkedYAMLError as error:
        from nap.store.complaints import refusal_for  # noqa: PLC0415 - hardly any file needs it

        raise refusal_for(error, text) from None
    except YAMLError as error:
        message = say("This is not YAML: it cannot be read ({problem}).", problem=str(error))
        raise Refusal("NAP105", START, message, say("Write the file anew from one that can be read.")) from None
    if node is None or (isinstance(node, ScalarNode) and scalar(node) is None):
        hint = say("Remove it, or write what belongs there.")
        raise Refusal("NAP113", START, say("The file is empty."), hint)
    if not isinstance(node, MappingNode):
        message = say("The file does not consist of `key: value` lines.")
        raise Refusal("NAP113", START, message, say("See docs/data.md for its shape."))
    return _value(node, 1), Positions(node, text)


def _could_nest_deeply(content: bytes, signs: bytes) -> bool:
    """Whether composing the file could recurse beyond what is safe; true for some files where it would not.

    `signs` is what the file has beside ordinary characters.
    """
    return (
        _DEEP_BLOCK in content.translate(_INDENTS)
        or signs.count(b"[") + signs.count(b"{") > _DEEP_FLOW
        or any(end in signs for end in _ODD_LINE_ENDS)
    )


def _could_have_markup(text: str, signs: bytes) -> bool:
    """Whether there may be tags, anchors, aliases or directives; true for some texts where there are none."""
    if b"%" in signs and (text.startswith("%") or "\n%" in text):
        return True
    return (b"&" in signs or b"*" in signs or b"!" in signs) and _MARKUP.search(text) is not None


def _value(node: Any, depth: int) -> Any:
    """The value of a collection. Raises `Refusal`.

    Scalars are resolved where they are met: a call for each would take a third of the time.
    """
    if depth > MAX_DEPTH:
        raise _too_deep(node)
    if type(node) is not MappingNode:
        return tuple(
            [
                (item.value if item.style else plain(item.value))
                if type(item) is ScalarNode
                else _value(item, depth + 1)
                for item in node.value
            ]
        )
    values: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        if type(key_node) is not ScalarNode:
            message = say("A key must be a word, not a list or a mapping.")
            raise Refusal("NAP105", place_of(key_node), message, say("Write `key: value`."))
        key = key_node.value
        if not key_node.style:
            key = _plain_key(key) if len(key) < _LONG_KEY else plain(key)
        if key in values:
            _refuse_duplicate(node, key_node, key)
        if type(value_node) is not ScalarNode:
            values[key] = _value(value_node, depth + 1)
            continue
        value = value_node.value
        if not value_node.style and (not value or value[0] in STARTS):
            value = plain(value)
        values[key] = value
    return values


_LONG_KEY = 100
"""Keys are words; what is longer is no key that is met again, and is not remembered."""


@lru_cache(1000)
def _plain_key(value: str) -> Any:
    """What an unquoted key means; the same few stand in thousands of files, so one of each is kept."""
    return plain(value)


def _decoded(content: bytes) -> str:
    if content.startswith(b"\xef\xbb\xbf"):
        message = say("The file starts with a byte order mark.")
        raise Refusal("NAP102", START, message, say("Save it as UTF-8 without BOM."))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        place = place_in(before, len(before))
        raise Refusal("NAP101", place, say("The file is not UTF-8 here."), say("Save it as UTF-8.")) from None


# -- refusals --------------------------------------------------------------------------------------------------


def _look_closely(text: str) -> None:
    """Raise `Refusal` for what nests too deeply or makes a file mean something else than it says.

    Goes over the parser's events, which are read without recursion.
    """
    # libyaml begins a new line where editors, git and YAML 1.2 see none.
    hidden = _HIDDEN_LINE_END.search(text)
    if hidden is not None:
        raise _forbidden_character(text, hidden.start())
    get_event = CParser(text).get_event
    depth = 0
    event: Any
    while type(event := get_event()) is not StreamEndEvent:
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _too_deep(event)
        _refuse_markup(event)


def _forbidden_character(text: str, index: int) -> Refusal:
    message = say("There is a character here that cannot be seen and has no place in a text.")
    return Refusal("NAP116", place_in(text, index), message, say("Remove it."))


def _too_deep(where: Any) -> Refusal:
    message = say("This is nested more than {most} levels deep.", most=MAX_DEPTH)
    return Refusal("NAP112", place_of(where), message, say("Check the indentation."))


def _refuse_markup(event: Any) -> None:
    if type(event) is DocumentStartEvent and (event.tags or event.version):
        hint = say("Remove the line that starts with %.")
        raise Refusal("NAP107", place_of(event), say("The file has a YAML directive."), hint)
    if type(event) is AliasEvent:
        message = say(
            "*{name} refers to another part of the file; a plan's files may not.", name=short(str(event.anchor))
        )
        hint = say("Write the text itself, or put quotes around a text that starts with *.")
        raise Refusal("NAP109", place_of(event), message, hint)
    anchor = getattr(event, "anchor", None)
    if anchor is not None:
        message = say("&{name} marks a part of the file for reuse; a plan's files may not.", name=short(anchor))
        hint = say("Remove it, or put quotes around a text that starts with &.")
        raise Refusal("NAP109", place_of(event), message, hint)
    if getattr(event, "tag", None) is not None:
        hint = say("Remove it, or put quotes around a text that starts with an exclamation mark.")
        message = say("{tag} is a tag; a plan's files may not have any.", tag=short(event.tag))
        raise Refusal("NAP108", place_of(event), message, hint)


def _refuse_duplicate(mapping: Any, key_node: Any, key: object) -> None:
    # What is no number is equal to nothing, and yet the same key when it is written the same.
    first = next(node for node, _ in mapping.value if scalar(node) == key or node.value == key_node.value)
    message = say(
        "The key {key} stands here for the second time; the first is on line {line}.",
        key=shown(key),
        line=first.start_mark.line + 1,
    )
    raise Refusal("NAP110", place_of(key_node), message, _what_to_keep(mapping, first, key_node))


def _what_to_keep(mapping: Any, first: Any, again: Any) -> Sentence:
    """What to do about a key that stands twice. Nothing that was written under the second may be lost."""
    listed = [type(value) is SequenceNode for key, value in mapping.value if key is first or key is again]
    if all(listed):
        return say("Put all items under one of them.")
    if first is mapping.value[0][0] and mapping.start_mark.column > 0:
        return say("Keep one; or, where the next item of a list should begin here, start the line with a dash.")
    return say("Keep one.")
