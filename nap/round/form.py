"""What a form asks: who gets one, with which rows. Workbooks are made from this, and answers read back against it.

A form goes to one actor, for one round. Every actor that the plan names gets one of its own, apart from two: a
collective names nobody who can be written to, so that the coordinator answers for it, and for a body that no longer
exists its successor answers.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator
from typing import Literal, NamedTuple

from nap.answers import Asked, asked_in, end_of
from nap.model.action import Action, Measure, Phase, Update
from nap.model.plan import Plan
from nap.model.words import ReportedStatus
from nap.sentence import Sentence, say
from nap.status import holding

FORMAT = "1"
"""How forms are made; a form of another number is not read."""

RowKind = Literal["action", "measure", "phase"]

ColumnName = Literal[
    "number", "what", "deadline", "earlier", "status", "text", "obstacles", "link", "link_title", "date", "key"
]


class Column(NamedTuple):
    """A column of the sheet with the actions."""

    name: ColumnName
    heading: Sentence
    to_fill: bool = False
    """Whether the body writes in it."""
    hidden: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("number", say("Number")),
    Column("what", say("Action or measure")),
    Column("deadline", say("Deadline")),
    Column("earlier", say("Reported last")),
    Column("status", say("Status"), to_fill=True),
    Column("text", say("What happened"), to_fill=True),
    Column("obstacles", say("Obstacles"), to_fill=True),
    Column("link", say("Evidence: link"), to_fill=True),
    Column("link_title", say("Evidence: title"), to_fill=True),
    Column("date", say("True on"), to_fill=True),
    Column("key", say("For nap"), hidden=True),
)
"""The columns in their order; the headings stand in the first row."""

SHEET = say("Actions")
"""The name of the sheet with the actions, in the language of the form."""
COVER = say("Explanation")
"""The name of the sheet in front of it."""
HIDDEN_SHEET = "nap"
"""The name of the hidden sheet, in every language: `HEADER` in its first rows, and then a row for each key."""

HEADER = (
    "format", "plan", "round", "actor", "language", "revision", "fingerprint", "sheet", "headings", "statuses",
)  # fmt: skip
"""What the hidden sheet says of the form, each on a row: its name in column A and its value in column B. Under them
stand the keys of the form's rows in column B, with the number of the row that each was given in column A."""


class Key(NamedTuple):
    """What a row of a form is about, as it stands hidden in the row itself: enough to read the row alone."""

    plan: str
    round: str
    actor: str
    """Who got the form."""
    by: str
    """In whose name the answer is recorded."""
    action: str
    part: str
    """"-" for the action itself, "m:a" for its measure a, "p:1" for its first phase."""
    fingerprint: str
    """Of what the row is about, as it was when the form was made."""

    def __str__(self) -> str:
        return " ".join(self)

    @property
    def number(self) -> str:
        """What the row is called: 35, 35 a, 35 (1)."""
        letter, _, part = self.part.partition(":")
        if letter == "-":
            return self.action
        return f"{self.action} {part}" if letter == "m" else f"{self.action} ({part})"


def key_from(text: str) -> Key | None:
    """The key that a text is; None for any other text."""
    parts = text.split(" ")
    return Key(*parts) if len(parts) == len(Key._fields) and all(parts) else None


class Row(NamedTuple):
    """One row of a form: an action, or one of its measures or phases."""

    action: Action
    kind: RowKind
    part: Measure | Phase | None
    """The measure or the phase; None for the action itself."""
    by: str
    """In whose name the answer is recorded."""
    earlier: Update | None
    """The last that was reported in that name, before the round or in it."""
    key: Key
    name_of_part: str = ""
    """By what an update refers to the measure or the phase: its letter, or its label in the source language."""

    @property
    def number(self) -> str:
        """What the row is called."""
        return self.key.number

    @property
    def earlier_status(self) -> ReportedStatus | None:
        """What was last reported of it."""
        if self.earlier is None or self.part is None:
            return self.earlier.status if self.earlier else None
        parts = self.earlier.measures if self.kind == "measure" else self.earlier.phases
        return parts.get(self.name_of_part)


class Form(NamedTuple):
    """What one actor is asked in a round."""

    plan: Plan
    year: int
    actor: str
    """Who gets it."""
    language: str
    rows: tuple[Row, ...]

    @property
    def file_name(self) -> str:
        """A name that is safe everywhere and the same every time."""
        return f"{self.plan.manifest.id}-{self.year}-{self.actor}.xlsx"


def forms(plan: Plan, year: int) -> list[Form]:
    """The forms of a round, in the order of actors.yaml; none for an actor of whom nothing is expected."""
    asked = questions(plan, year)
    found = []
    for actor in (*plan.actors, *(asked.keys() - plan.actors.keys())):
        if actor in asked:
            about = [(plan.actions[action], by) for action, by in asked[actor]]
            rows = [row for action, by in about for row in rows_about(plan, year, actor, by, action)]
            found.append(Form(plan, year, actor, plan.language_of(actor), tuple(rows)))
    return found


def questions(
    plan: Plan, year: int, until: datetime.date | None = None
) -> dict[str, dict[tuple[str, str], list[Asked]]]:
    """What a round asks, by who gets the form: each action, with the name in which the answer is recorded.

    In the plan's order. What is asked of several is one question where one of them answers for all; answers dated
    after `until` are left out.
    """
    found: dict[str, dict[tuple[str, str], list[Asked]]] = {}
    for asked in asked_in(plan, year, until):
        to, by = who_answers(plan, asked.actor)
        found.setdefault(to, {}).setdefault((asked.action.id, by), []).append(asked)
    return found


def rows_now(plan: Plan, year: int, actor: str, by: str, action_id: str) -> dict[str, Row]:
    """The rows that a form made now would have for an action in a name, by the part that they are about.

    Empty when the plan no longer has the action, or asks nothing of that name there.
    """
    action = plan.actions.get(action_id)
    return {row.key.part: row for row in rows_about(plan, year, actor, by, action)} if action else {}


def who_answers(plan: Plan, actor_id: str) -> tuple[str, str]:
    """Who gets the form for a named actor, and in whose name the answer is recorded.

    What the coordinator answers for a collective is recorded in the name of the collective: it may answer for
    several in one action, and its own part is another matter.
    """
    if plan.actor(actor_id).kind == "collective":
        return last_successor(plan, plan.manifest.coordinator.actor), actor_id
    now = last_successor(plan, actor_id)
    return now, now


def last_successor(plan: Plan, actor_id: str) -> str:
    """Who answers now for an actor: itself, or the last of its successors."""
    seen = {actor_id}
    while (after := plan.actor(actor_id).successor) and after not in seen:
        seen.add(after)
        actor_id = after
    return actor_id


def rows_about(plan: Plan, year: int, actor: str, by: str, action: Action) -> Iterator[Row]:
    """The rows of one action: the action itself, its phases, and the measures that are this actor's.

    The actor may answer for several that the action names, where one is the successor of another; none when for none.
    """
    named = [other for other in action.actor_ids if who_answers(plan, other) == (actor, by)]
    if not named:
        return
    language, deadline = plan.source_language, action.deadline
    respondents = frozenset().union(*(plan.respondents(other, action.actor_ids) for other in named))
    known = [update for update in holding(action.updates) if update.by in respondents and update.date <= end_of(year)]
    earlier = max(reversed(known), key=lambda update: update.date) if known else None
    moved = [(revision.date, revision.due, revision.phase) for revision in deadline.revisions]

    def row(kind: RowKind, part: Measure | Phase | None, code: str, name: str, *says: object) -> Row:
        mark = hashlib.sha256(json.dumps(says, default=str).encode()).hexdigest()[:10]
        key = Key(plan.manifest.id, str(year), actor, by, action.id, code, mark)
        return Row(action, kind, part, by, earlier, key, name)

    title = plan.say(action.title, language)
    yield row("action", None, "-", "", action.id, title, action.actor_ids, deadline.stated, deadline.due, moved)
    for number, phase in enumerate(deadline.phases, start=1):
        label = plan.say(phase.label, language)
        yield row("phase", phase, f"p:{number}", label, label, phase.due)
    for measure in action.measures:
        if any(concerns(plan, action, measure, other) for other in named):
            yield row("measure", measure, f"m:{measure.id}", measure.id, plan.say(measure.text, language), measure.due)


def concerns(plan: Plan, action: Action, measure: Measure, actor: str) -> bool:
    """Whether a named actor is asked about a measure.

    All are, unless the plan's text names who does it: then those whom it names, the units of those, and whoever has
    them as units. Where that is none of the action's actors, everybody is asked.
    """
    if not measure.actors:
        return True
    return _related(plan, actor, measure) or not any(_related(plan, other, measure) for other in action.actor_ids)


def _related(plan: Plan, actor: str, measure: Measure) -> bool:
    line = {actor, *plan.above(actor)}
    return any(doer in line or actor in plan.above(doer) for doer in measure.actors)
