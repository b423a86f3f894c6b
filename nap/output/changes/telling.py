"""How things are told: lines with lines under them, texts in one language, and the words around them in one too."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from nap.changes.walk import own_language
from nap.i18n import translated
from nap.model.base import Record
from nap.model.plan import Plan
from nap.sentence import Sentence, say

_LONG = 120
"""Texts longer than this together are told on two lines."""

_AROUND = 6
"""So many words are kept on both sides of what differs in a long text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told, and under it what belongs to it."""

    text: str
    inner: tuple[Line, ...] = ()
    link: str = ""
    """An address, which follows the text."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells about two states of a plan: its texts in one language, nap's own words in another or the same."""

    old: Plan
    new: Plan
    language: str
    """The language of the plan's texts."""
    words: str
    """The language of nap's own words."""

    def word(self, sentence: str) -> str:
        """A sentence of nap's own in the language of the words."""
        return translated(sentence, self.words)

    def joined(self, parts: Iterable[str]) -> str:
        """Words one after another, with commas."""
        return ", ".join(self.word(part) for part in parts)

    def text(self, text: Mapping[str, str] | None) -> str:
        """A text of the plan, in the language of its texts if it has it."""
        return self.new.say(text, self.language)

    def quoted(self, text: Mapping[str, str] | str) -> Sentence:
        """A text of the plan between quotation marks."""
        return say("“{text}”", text=text if isinstance(text, str) else self.text(text))

    def actor(self, actor_id: str) -> str:
        """What an actor is called, also one that is no longer there."""
        plan = self.new if actor_id in self.new.actors else self.old
        return plan.label(actor_id, self.language)

    def actors(self, ids: Iterable[str]) -> str:
        """What actors are called, one after another."""
        return ", ".join(self.actor(actor_id) for actor_id in ids)

    def title(self, action_id: str) -> str:
        """The title of an action, also of one that is no longer there; "" for an id that none ever had."""
        action = self.new.actions.get(action_id) or self.old.actions.get(action_id)
        return self.text(action.title) if action else ""

    # -- values --------------------------------------------------------------------------------------------

    def value(self, value: Any) -> Any:
        """Any value of a plan as people say it."""
        match value:
            case None | ():
                return say("nothing")
            case bool():
                return say("yes") if value else say("no")
            case dict():
                return self.quoted(value)
            case tuple():
                return self.joined(str(self.word(self.value(item))) for item in value)
            case Record():
                title = getattr(value, "title", None) or getattr(value, "meaning", None)
                parts = (getattr(value, name) for name in type(value).model_fields)
                return self.quoted(title) if title else self.value(tuple(part for part in parts if part))
        return value if isinstance(value, int | datetime.date) else str(value)

    def changed(self, name: Sentence, before: Any, after: Any) -> Line:
        """That a value became another one, appeared, or went."""
        if before is None:
            return Line(say("{name}, new: {after}", name=name, after=self._said(after)))
        if after is None:
            return Line(say("{name}, removed: {before}", name=name, before=self._said(before)))
        if isinstance(before, dict) and isinstance(after, dict):
            before, after = _own(before, after, self.old.source_language)
            if before.split() == after.split():
                return Line(say("{name}: only its spacing changes.", name=name))
            if len(before) + len(after) > _LONG:
                return self._reworded(name, before, after)
            before, after = self.quoted(before), self.quoted(after)
        return Line(
            say("{name}: {before} becomes {after}", name=name, before=self._said(before), after=self._said(after))
        )

    def _said(self, value: Any) -> Any:
        return value if isinstance(value, Sentence) else self.value(value)

    def _reworded(self, name: Sentence, before: str, after: str) -> Line:
        before, after = parted(before, after)
        was = Line(say("before: {text}", text=self.quoted(before)))
        now = Line(say("now: {text}", text=self.quoted(after)))
        return Line(say("{name}, in other words:", name=name), (was, now))


def _own(before: Mapping[str, str], after: Mapping[str, str], source_language: str) -> tuple[str, str]:
    """Two versions of a text in a language in which they differ, first that in which it was written."""
    languages = [own_language(before, source_language), *before, *after]
    for language in languages:
        if before.get(language) != after.get(language):
            return before.get(language, ""), after.get(language, "")
    return before[languages[-1]], after[languages[-1]]


def parted(before: str, after: str) -> tuple[str, str]:
    """Two long texts without most of what they share at their beginning and at their end."""
    old, new = before.split(), after.split()
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    last = 0
    while last < min(len(old), len(new)) - same and old[-1 - last] == new[-1 - last]:
        last += 1
    return _middle(old, same, last), _middle(new, same, last)


def _middle(words: list[str], same: int, last: int) -> str:
    start = same - _AROUND if same > _AROUND + 2 else 0
    end = len(words) - last + _AROUND if last > _AROUND + 2 else len(words)
    shown = " ".join(words[start:end])
    return f"{'… ' if start else ''}{shown}{' …' if end < len(words) else ''}"
