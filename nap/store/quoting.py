"""How a scalar is written: as plainly as no reader can misunderstand it, and a long text in lines.

Half the tools that read YAML still read version 1.1 of it, in which `no` is false and `12:30` a number. What
any of them would take for something else than a text stands between quotes.
"""

from __future__ import annotations

import re
from typing import Any

from yaml.resolver import Resolver

from nap.store.scalars import plain

WIDTH = 98
"""The last column that a text in several lines, or a list in brackets, reaches."""
_ROOM = 100
"""The last column that a text on one line with its key may reach; a little more, so that few words stand alone."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LIKE_A_NUMBER = re.compile(r"[-+_.,:]*[0-9][-+0-9_.,:]*")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_INDICATORS = frozenset("!&*-?|>@`\"'%#{}[],:")
_BRACKETS = frozenset("{}[],:")
_BREAKABLE = re.compile(r"(?<=\S) (?=\S)")
_SPACE_AT_AN_END = re.compile(r"[^\S\n]\n|\s\Z")

# What a file may not contain, or what some readers take for the end of a line.
_TO_ESCAPE = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def word(node: Any) -> str | None:
    """How a scalar is written that is not a text, such as a number; None for a text."""
    value = node.value if node.style else plain(node.value)
    if isinstance(value, str):
        return None
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(node.value)  # the author's digits: 22.10 is not to become 22.1


def quoted(text: str) -> str:
    """A text between double quotes, on one line."""
    escaped = "".join(_ESCAPES.get(character, character) for character in text)
    return '"' + _TO_ESCAPE.sub(_escape, escaped) + '"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"  # noqa: PLR2004 - what four digits can say


def on_one_line(text: str, *, in_brackets: bool = False) -> str:
    """A text on one line, without quotes where every reader takes it for the same text."""
    unsafe = in_brackets and not _BRACKETS.isdisjoint(text)
    return text if _is_plain(text) and not unsafe else quoted(text)


def _is_plain(text: str) -> bool:
    if _DAY.fullmatch(text):
        return True
    if not text or text[0] in _INDICATORS or text != text.strip() or _TO_ESCAPE.search(text):
        return False
    if ": " in text or " #" in text or text.endswith(":") or text.lower() in _WORDS or _LIKE_A_NUMBER.fullmatch(text):
        return False
    return isinstance(plain(text), str) and not _is_special_to_others(text)


def _is_special_to_others(text: str) -> bool:
    """Whether YAML 1.1 takes an unquoted text for something else."""
    resolvers: Any = Resolver.yaml_implicit_resolvers
    return any(pattern.match(text) for _, pattern in resolvers.get(text[0], ()))


def in_lines(text: str, used: int, column: int) -> list[str]:
    """A text after its key, on one line if it fits there.

    `used` is how many characters stand before it; what follows the first line is indented from `column`, where
    its key or dash stands.
    """
    one = on_one_line(text)
    body = text.removesuffix("\n")
    if "\n" not in text and (used + len(one) <= _ROOM or not _BREAKABLE.search(text)):
        return [one]
    if not _fits_a_block(body):
        return [quoted(text)]
    indent = " " * (column + 2)
    width = WIDTH - len(indent)
    lines = body.split("\n")
    is_short = "\n" in text and all(len(line) <= width for line in lines)
    ending = "-" if body == text else ""
    if is_short or any(line.startswith(" ") for line in lines):
        return [f"|{ending}", *(indent + line if line else "" for line in lines)]
    folded: list[str] = []
    for number, line in enumerate(lines):
        # One line end would be read as a space; an empty line between two says that the text has a line end there.
        folded += [""] if number else []
        folded += [indent + part for part in _wrapped(line, width)]
    return [f">{ending}", *folded]


def _fits_a_block(body: str) -> bool:
    """Whether a text can be written without quotes in lines of its own, none of which ends in space."""
    if not body or body[0].isspace() or _SPACE_AT_AN_END.search(body):
        return False
    return not _TO_ESCAPE.search(body.replace("\n", ""))


def _wrapped(line: str, width: int) -> list[str]:
    """A line broken where there is a single space, as late as the width allows."""
    wrapped: list[str] = []
    for part in _BREAKABLE.split(line) if line else ():
        if wrapped and len(wrapped[-1]) + 1 + len(part) <= width:
            wrapped[-1] += f" {part}"
        else:
            wrapped.append(part)
    return wrapped
