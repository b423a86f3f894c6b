"""The life of one action, in words: when, by whom, and what changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nap.changes.records import Changes
from nap.output.changes.as_json import objects
from nap.output.changes.markdown import markdown_lines
from nap.output.changes.sentences import told
from nap.output.changes.telling import Line, Telling
from nap.output.changes.text import indented, text_lines
from nap.output.prose import as_markdown as prose
from nap.output.prose import bold, dim
from nap.output.table import Screen
from nap.sentence import Sentence, say


@dataclass(frozen=True, slots=True)
class Event:
    """One time that the file of an action was touched."""

    tell: Telling
    """Tells about the plan with the action as it was before, and as it was after."""
    changes: Changes | None
    """What changed in the action; None where one of the two versions cannot be read."""
    commit: str = ""
    """Its id; "" for what was not committed yet."""
    day: datetime.date | None = None
    author: str = ""
    subject: str = ""

    @property
    def heading(self) -> Sentence:
        """When, and by whom."""
        if not self.commit:
            return say("Not committed yet")
        return say("{day}, {author}", day=self.day, author=self.author)

    @property
    def lines(self) -> list[Line]:
        """What changed."""
        if self.changes is None:
            return [Line(say("What changed cannot be told: the file as it was then cannot be read."))]
        if not self.changes:
            return [Line(say("Nothing that it says changes, only its layout."))]
        return [line for entry in self.changes.actions for line in told(self.tell, entry)]


@dataclass(frozen=True, slots=True)
class Life:
    """All that is known of an action's life, in the order in which it is told."""

    number: str
    title: str
    events: Sequence[Event]
    cut: datetime.date | None
    """In a shallow clone the day before which nothing is known."""

    @property
    def unknown(self) -> Sentence | None:
        """That older history is not there, if it is not."""
        if self.cut is None:
            return None
        return say(
            "What happened until {day} is not in this clone; `git fetch --unshallow` gets the whole history.",
            day=self.cut,
        )


def as_text(life: Life, tell: Telling, screen: Screen, *, verbose: bool = False) -> str:
    """The life of an action as text, wrapped only for a terminal."""
    lines = [bold(indented(f"{life.number}  {life.title}", screen), screen)]
    for event in life.events:
        lines += ["", bold(indented(tell.word(event.heading), screen), screen)]
        if verbose and event.commit:
            lines.append(dim(indented(f"{event.commit[:10]}  {event.subject}", screen, "  "), screen))
        lines += text_lines(event.tell, event.lines, screen)
    return "\n".join(lines) + "\n"


def as_markdown(life: Life, tell: Telling, *, verbose: bool = False) -> str:
    """The life of an action as Markdown."""
    lines = [f"# {life.number}. {prose(life.title)}"]
    for event in life.events:
        lines += ["", f"## {prose(tell.word(event.heading))}", ""]
        if verbose and event.commit:
            lines += [prose(f"{event.commit[:10]}  {event.subject}"), ""]
        lines += markdown_lines(event.tell, event.lines)
    return "\n".join(lines) + "\n"


def as_objects(life: Life) -> Iterator[dict[str, Any]]:
    """Each event as an object, for programs."""
    for event in life.events:
        yield {
            "commit": event.commit or None,
            "date": event.day.isoformat() if event.day else None,
            "author": event.author or None,
            "subject": event.subject or None,
            "readable": event.changes is not None,
            "changes": [] if event.changes is None else list(objects(event.changes)),
        }
