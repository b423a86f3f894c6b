"""Changes as text, for a terminal or a pipe; and what both that and Markdown consist of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nap.changes.records import ActionChanges, Changes
from nap.output.changes.sentences import told
from nap.output.changes.telling import Line, Telling
from nap.output.changes.totals import summary, totals
from nap.output.changes.whole import told_actors, told_plan
from nap.output.prose import bold, wrapped
from nap.output.table import Screen
from nap.sentence import say


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    number: str
    """The id of an action; "" for other headings."""
    title: str
    lines: Sequence[Line]
    summary: str
    """The same in a few words."""

    @property
    def heading(self) -> str:
        """The number, where there is one, with the title."""
        return f"{self.number}. {self.title}" if self.number else self.title


def sections(tell: Telling, changes: Changes, *, files: bool = False) -> Iterator[Section]:
    """What is said, action by action in the plan's order, then of actors, then of the plan as a whole."""
    for entry in changes.actions:
        alone = Changes(changes.day, (entry,))
        lines = told(tell, entry)
        if files:
            lines += _files(tell, entry)
        yield Section(entry.action, tell.title(entry.action), lines, summary(tell, alone))
    if changes.actors:
        lines = [line for name, under in told_actors(tell, changes.actors) for line in _named(name, under)]
        yield Section("", tell.word(say("Actors")), lines, summary(tell, Changes(changes.day, actors=changes.actors)))
    if changes.plan:
        yield Section(
            "",
            tell.word(say("The plan as a whole")),
            told_plan(tell, changes.plan),
            summary(tell, Changes(changes.day, plan=changes.plan)),
        )


def _named(name: str, under: Iterable[Line]) -> Iterator[Line]:
    if name:
        yield Line(name, tuple(under))
    else:
        yield from under


def _files(tell: Telling, entry: ActionChanges) -> Iterator[Line]:
    was, now = tell.old.paths.get(entry.action), tell.new.paths.get(entry.action)
    if was and now and was != now:
        yield Line(say("File: {path}, before {before}", path=now, before=was))
    elif now or was:
        yield Line(say("File: {path}", path=now or was))


# -- text ------------------------------------------------------------------------------------------------------


def as_text(tell: Telling, changes: Changes, screen: Screen, notes: Sequence[str] = (), *, files: bool = False) -> str:
    """The changes as text, wrapped only for a terminal; `notes` are told after the totals."""
    lines = [indented(tell.word(sentence), screen) for sentence in (totals(tell, changes), *notes)]
    for section in sections(tell, changes, files=files):
        heading = indented(f"{section.number}  {section.title}" if section.number else section.title, screen)
        lines += ["", bold(heading, screen), *text_lines(tell, section.lines, screen)]
    return "\n".join(lines) + "\n"


def text_lines(tell: Telling, lines: Sequence[Line], screen: Screen, depth: int = 1) -> Iterator[str]:
    """Lines with those under them further to the right."""
    for line in lines:
        text = tell.word(line.text)
        yield indented(f"{text} {line.link}" if line.link else text, screen, "  " * depth)
        yield from text_lines(tell, line.inner, screen, depth + 1)


def indented(text: str, screen: Screen, indent: str = "") -> str:
    """A text on lines that fit the screen, those after the first one further to the right."""
    return "\n".join(wrapped(text, screen.width, indent, "  " if indent else ""))
