"""NAP8: texts that became comments, and comments that became text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from yaml.nodes import ScalarNode

from nap.lint.ignores import IGNORE
from nap.lint.rule import File, rule
from nap.sentence import Sentence, say
from nap.store.positions import Place

_COMMENT_IN_FILE = re.compile(r" #(?<=\S #)| #(?=\w)")
_COMMENT = re.compile(r" #(?!\s*nap:)")
_WORD_WITH_NUMBER_SIGN = re.compile(r" +#\w(?!ap:)")


def _has_comments(text: str) -> bool:
    """Whether a file may have a comment below its first line, which is one."""
    return text.find("#", 1) > 0


@rule(
    "NAP809",
    "text-cut-off",
    "warning",
    "file",
    why="From a space and a # on, a line is a comment that no list or report shows: the end of the sentence is lost.",
    wrong="nl: De campagne #kinderrechten voeren.",
    right='nl: "De campagne #kinderrechten voeren."',
    mend="Put the text between quotes. Before a comment, write two spaces.",
    suspect=lambda text: _has_comments(text) and _COMMENT_IN_FILE.search(text) is not None,
    explains=("NAP801", "NAP802"),
)
def text_cut_off(file: File) -> Iterator[tuple[Place, Sentence, Sentence]]:
    """A text without quotes is cut off by a # that was meant as part of it."""
    from nap.store.comments import SENTENCE_ENDS  # noqa: PLC0415 - hardly any file has a comment after a text

    lines = file.text.split("\n")
    for node in scalars(file.positions.node):
        text, end = node.value, node.end_mark
        if node.style or not (" " in text or text[:1].isupper()) or end.line >= len(lines):
            continue
        line = lines[end.line]
        comment = _COMMENT.match(line, end.column)
        place = None
        if comment and not (text.endswith(SENTENCE_ENDS) and line[comment.end() :].startswith(" ")):
            place = (end.line + 1, end.column + 2, end.line + 1, len(line) + 1)
        elif not text.endswith(SENTENCE_ENDS) and (below := _word_below(lines, end.line)):
            place = (end.line + 2, below, end.line + 2, len(lines[end.line + 1]) + 1)
        if place is not None:
            message = say("The text ends before this #; the rest of the line is a comment, which nobody is shown.")
            yield place, message, say("Put the whole text between quotes, or write two spaces before a comment.")


def _word_below(lines: Sequence[str], number: int) -> int:
    """The column of a # that starts a word on the line below one, where a text would go on; 0 for none."""
    line, below = lines[number], lines[number + 1] if number + 1 < len(lines) else ""
    found = _WORD_WITH_NUMBER_SIGN.match(below)
    indent = len(below) - len(below.lstrip(" "))
    return indent + 1 if found and indent > len(line) - len(line.lstrip(" -")) else 0


@rule(
    "NAP810",
    "ignore-in-text",
    "error",
    "file",
    why="Inside a text that is folded over several lines, # starts no comment: lists and reports show it, and it "
    "silences nothing.",
    wrong="""
nl: >-
  De wet is  goedgekeurd.  # nap: ignore[NAP803] zo staat het in het plan
""",
    right="""
# nap: ignore[NAP803] zo staat het in het plan
nl: >-
  De wet is  goedgekeurd.
""",
    mend="Put the comment alone on the line above the key of the text.",
    suspect=lambda text: _has_comments(text) and re.search(IGNORE, text) is not None,
)
def ignore_in_text(file: File) -> Iterator[tuple[Place, Sentence, Sentence]]:
    """A comment that was meant to ignore a finding has become part of a text of several lines."""
    lines = file.text.split("\n")
    for node in scalars(file.positions.node):
        if node.style not in {">", "|"}:
            continue
        for number in range(node.start_mark.line + 1, node.end_mark.line + 1):
            found = re.search(IGNORE, lines[number]) if number < len(lines) else None
            if found is not None:
                place = (number + 1, found.start() + 1, number + 1, len(lines[number]) + 1)
                message = say("This comment stands inside a text, and would be published with it.")
                yield place, message, say("Put it alone on the line above the key of the text.")


def scalars(top: Any) -> Iterator[ScalarNode]:
    """The scalars of a file, in no order."""
    nodes = [top]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ScalarNode):
            yield node
        else:
            nodes += (child for entry in node.value for child in (entry if isinstance(entry, tuple) else (entry,)))
