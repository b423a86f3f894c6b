"""What a form shows of the plan and of what was reported before, in words of the form's language.

Everything here is text that a body reads and does not change.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from nap.i18n import long_day, spoken, translated
from nap.model.action import Evidence, Measure, Phase, Update
from nap.model.plan import Plan
from nap.model.words import DeadlineKind
from nap.output.table import HIDDEN
from nap.output.words import STATUS
from nap.round.form import Form, Row
from nap.sentence import Sentence, say
from nap.status import Due, standing

MOST = 16_000
"""So many characters of a text at most: Excel takes 32,767, and counts some of them twice."""

Style = Literal["strong", "plain", "quiet"]

_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Run(NamedTuple):
    """A part of a cell's text that looks the same."""

    text: str
    style: Style = "plain"


def writable(text: str) -> str:
    """A text as a cell can hold it: newlines as newlines, nothing that cannot be seen, nothing that is cut off."""
    text = _NOT_IN_XML.sub("", re.sub(HIDDEN, "", _BREAKS.sub("\n", text)))
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"


def full_name(plan: Plan, actor_id: str, language: str) -> str:
    """The official name of an actor, or else the one in daily use."""
    return plan.say(plan.actor(actor_id).long_name, language) or plan.name(actor_id, language)


class Showing:
    """Says what stands in the rows of one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.plan = form.plan
        self.language = form.language
        self.foreign: set[str] = set()
        """The other languages of which something had to be shown, as far as was asked."""

    def word(self, sentence: str) -> str:
        """A sentence of ours in the form's language."""
        return translated(sentence, spoken(self.language))

    def day(self, day: datetime.date) -> str:
        """A day in the form's language."""
        return long_day(day, self.language)

    def text(self, text: Mapping[str, str] | None) -> str:
        """A text of the plan; one that does not exist in the form's language ends in the code of its own."""
        if not text:
            return ""
        own = next(code for code in (self.language, self.plan.source_language, *text) if text.get(code))
        return self._marked(text[own], own)

    def _marked(self, text: str, language: str) -> str:
        text = writable(text).strip()
        if language == self.language:
            return text
        self.foreign.add(language)
        return f"{text} ({language})"

    # -- the cells of a row --------------------------------------------------------------------------------

    def what(self, row: Row) -> list[Run]:
        """What the row is about: the title of the action, or the words of the measure or the phase."""
        said = self.text(row.action.title) if row.part is None else self.text(_words_of(row.part))
        runs = [Run(said, "plain" if row.part else "strong")]
        if row.by != self.form.actor:
            runs.append(Run("\n" + self.word(say("on behalf of {name}", name=self.name(row.by))), "quiet"))
        return runs

    def name(self, actor_id: str) -> str:
        """The name of an actor in daily use."""
        return writable(self.plan.name(actor_id, self.language))

    def deadline(self, row: Row) -> str:
        """The deadline in the plan's own words, and how it is read now."""
        if isinstance(row.part, Measure):
            return self._on_time(None, row.part.due, row.part.due) if row.part.due else ""
        dues = standing(self.plan, row.action, datetime.date.max).dues
        if row.part is not None:
            due = next(due for due in dues if due.phase == row.part)
            return self._on_time(row.part.start, due.first, due.due) or self.word(say("no day is fixed"))
        stated = row.action.deadline.stated
        if stated is None:
            return self.word(say("no deadline in the plan"))
        quoted = self._marked(f"“{stated}”", self.plan.source_language)
        return f"{quoted}\n{self._read(row, dues[0] if len(dues) == 1 else None)}"

    def _read(self, row: Row, due: Due | None) -> str:
        """How a stated deadline is read."""
        deadline = row.action.deadline
        if deadline.kind == "phased":
            return self.word(say("in phases, each in a row below"))
        if deadline.kind == "ongoing":
            return self.word(say("ongoing, so that it is never late"))
        if due is not None and due.due is not None:
            return self._on_time(deadline.start, due.first, due.due, deadline.kind)
        if deadline.kind == "initiative_term":
            return self.word(say("as long as the initiative runs"))
        return self.word(say("depends on others: no day is fixed"))

    def _on_time(
        self,
        start: datetime.date | None,
        first: datetime.date | None,
        due: datetime.date | None,
        kind: DeadlineKind = "date",
    ) -> str:
        """Until when it is on time, and until when that was at first; "" when no day is fixed."""
        if due is None:
            return ""
        moved = first is not None and first != due
        said = self.word(self._until(None if moved else start, self.day(due), kind))
        if first is None or not moved:
            return said
        return "\n".join((said, self.word(say("at first: until {day}", day=self.day(first)))))

    def _until(self, start: datetime.date | None, day: str, kind: DeadlineKind) -> Sentence:
        """Until when it is on time, and whose term that is."""
        if kind == "plan_term":
            return say("the plan's own term: on time until {day}", day=day)
        if kind == "initiative_term":
            return say("as long as the initiative runs: on time until {day}", day=day)
        if start is not None:
            return say("from {start}, on time until {day}", start=self.day(start), day=day)
        return say("on time until {day}", day=day)

    def earlier(self, row: Row) -> str:
        """What was last reported; of a measure or a phase only how far it is."""
        status = row.earlier_status
        if row.earlier is None or status is None:
            return self.word(say("nothing yet"))
        said = self.word(say("{status} on {day}", status=STATUS[status], day=self.day(row.earlier.date)))
        return said if row.part else writable("\n".join((said, *self._reported(row.earlier, row.by))))

    def _reported(self, update: Update, by: str) -> Iterator[str]:
        """An update, but for its day and its status."""
        if update.scope == "action":
            yield self.word(say("said of the whole action"))
        if update.by != by:
            yield self.word(say("reported by {name}", name=self.name(update.by)))
        if update.text:
            yield self.text(update.text)
        if update.obstacles:
            yield self.word(say("Obstacles: {text}", text=self.text(update.obstacles)))
        yield from map(self._link, update.evidence)

    def _link(self, evidence: Evidence) -> str:
        return f"{self.text(evidence.title)}: {evidence.url}" if evidence.title else evidence.url


def _words_of(part: Measure | Phase) -> Mapping[str, str]:
    return part.text if isinstance(part, Measure) else part.label
