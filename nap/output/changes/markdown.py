"""Changes as Markdown that fits one comment on a pull request: folded away when long, and cut rather than refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape as html

from nap.changes.records import Changes
from nap.output.changes.telling import Line, Telling
from nap.output.changes.text import Section, sections
from nap.output.changes.totals import totals
from nap.output.prose import as_markdown as prose
from nap.output.prose import code
from nap.output.table import one_line
from nap.output.text import shorten
from nap.sentence import say

FOLDED = 6_000
"""From so many characters on, what is said of each action is folded away under its heading."""

MOST = 50_000
"""So many characters at most: a comment on GitHub has 65,536, and findings may follow in the same one."""

_MOST_OF_ONE = MOST // 2
_MOST_OF_A_LINE = 4_000


def as_markdown(tell: Telling, changes: Changes, notes: Sequence[str] = (), *, files: bool = False) -> str:
    """The totals, then a heading for each action with what changes in it."""
    opening = f"**{prose(totals(tell, changes))}**\n\n" + "".join(f"{prose(tell.word(note))}\n\n" for note in notes)
    found = list(sections(tell, changes, files=files))
    whole = opening + "".join(_section(section, markdown_lines(tell, section.lines)) for section in found)
    if len(whole) <= FOLDED:
        return whole.rstrip("\n") + "\n"
    text = opening
    for index, section in enumerate(found):
        folded = _section(section, _folded(tell, section))
        if len(text) + len(folded) > MOST:
            left = len(found) - index
            more = say("There is no room here for the last heading; `nap diff` shows it.")
            if left > 1:
                more = say("There is no room here for {count} more headings; `nap diff` shows them.", count=left)
            return f"{text}{prose(tell.word(more))}\n"
        text += folded
    return text.rstrip("\n") + "\n"


def _section(section: Section, lines: Iterator[str]) -> str:
    heading = f"{section.number}. {prose(section.title)}" if section.number else prose(section.title)
    return "\n".join([f"### {heading}", "", *lines]) + "\n\n"


def _folded(tell: Telling, section: Section) -> Iterator[str]:
    """The lines under a heading, folded away under the same in a few words."""
    yield f"<details><summary>{html(one_line(section.summary))}</summary>"
    yield ""
    taken = 0
    for index, line in enumerate(section.lines):
        text = "\n".join(markdown_lines(tell, [line]))
        taken += len(text) + 1
        if taken > _MOST_OF_ONE:
            rest = say("There is no room here for the rest ({count}).", count=len(section.lines) - index)
            yield f"- {prose(tell.word(rest))}"
            break
        yield text
    yield ""
    yield "</details>"


def markdown_lines(tell: Telling, lines: Sequence[Line], depth: int = 0) -> Iterator[str]:
    """Lines as a list, with those under them as lists inside it."""
    for line in lines:
        text = prose(shorten(tell.word(line.text), _MOST_OF_A_LINE))
        link = f" {code(shorten(line.link, _MOST_OF_A_LINE))}" if line.link else ""
        yield f"{'  ' * depth}- {text}{link}"
        yield from markdown_lines(tell, line.inner, depth + 1)
