"""Sentences as people read them: wrapped for a terminal, or as Markdown that shows code as code and calls nobody."""

from __future__ import annotations

import re

from nap.output.markdown import escape
from nap.output.table import Screen, one_line
from nap.output.text import width_of

_CALLING = re.compile(r"://|www\.|@|[#!$&](?=\d)|[%~^](?=\w)|\bgh-\d", re.IGNORECASE)
"""What makes a forge link a word, or write to whom it names. Inside code it does nothing."""


def wrapped(text: str, width: int | None, indent: str = "", more: str = "") -> list[str]:
    """A text in lines that fit a width, all indented, those after the first one by `more` too.

    A word that is wider, such as an address, stays whole; without a width the text is one line.
    """
    line = indent + one_line(text)
    if width is None or width_of(line) <= width:
        return [line.rstrip()]
    # At spaces only: a no-break space keeps « and : with their words.
    first, *others = [word for word in line.split(" ") if word] or [""]
    lines, used = [indent + first], width_of(indent + first)
    for word in others:
        wide = width_of(word)
        if used + 1 + wide <= width:
            lines[-1] += f" {word}"
            used += 1 + wide
        else:
            lines.append(f"{indent}{more}{word}")
            used = width_of(indent + more) + wide
    return lines


def bold(text: str, screen: Screen) -> str:
    """A heading, as far as the screen shows that."""
    return _styled(text, "1", screen)


def dim(text: str, screen: Screen) -> str:
    """What matters less, as far as the screen shows that."""
    return _styled(text, "2", screen)


def _styled(text: str, style: str, screen: Screen) -> str:
    """A text with every line in a style of its own: a pager shows single lines."""
    return "\n".join(f"\x1b[{style}m{line}\x1b[0m" for line in text.split("\n")) if screen.color else text


def as_markdown(text: str, in_table: bool = False) -> str:
    """A text of ours, which may quote the data, on one line: what stands between backticks becomes code."""
    line = one_line(text).strip()
    parts = line.split("`")
    if len(parts) % 2 == 0 or not all(part.strip() for part in parts[1::2]):
        parts = [line]
    said = (code(part, in_table) if index % 2 else _spoken(part, in_table) for index, part in enumerate(parts))
    return "".join(said)


def _spoken(text: str, in_table: bool) -> str:
    """Words that mean nothing to Markdown; those that would link or call become code."""
    return " ".join(_quiet(word, in_table) if _CALLING.search(word) else escape(word) for word in text.split(" "))


def _quiet(word: str, in_table: bool) -> str:
    """A word as code, without the comma or the full stop of its sentence."""
    core = word.rstrip(",.;:")
    return code(core, in_table) + word[len(core) :]


def code(text: str, in_table: bool = False) -> str:
    """A text as Markdown's code, where nothing in it means anything."""
    line = one_line(text).strip() or " "
    if in_table:
        line = line.replace("|", "\\|")
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    return f"{fence} {line} {fence}" if line[0] == "`" or line[-1] == "`" else f"{fence}{line}{fence}"
