"""NAP8: how texts are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nap.lint.rule import rule
from nap.sentence import Sentence, say

_DOUBLE_SPACE = re.compile(r"\S+( {2,})\S+")


@rule(
    "NAP803",
    "double-space",
    "warning",
    "text",
    why="A double space is a slip of the keyboard that stays in every report.",
    wrong="nl: De wet is  goedgekeurd.",
    right="nl: De wet is goedgekeurd.",
    mend="Write one space.",
    suspect=re.compile(r"\S {2,}\S").search,
)
def double_space(text: str) -> Iterator[tuple[str, Sentence, Sentence]]:
    """A text has two or more spaces in a row."""
    for found in _DOUBLE_SPACE.finditer(text):
        yield found[0], say("There are two spaces here."), say("Write one.")
