"""NAP5: deadlines, how they were read and how they moved."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from nap.lint.phrases import contradictions
from nap.lint.rule import ActionFile, Location, Problem, found_in_reading, rule
from nap.model.action import Revision
from nap.model.base import Text
from nap.sentence import say


class _Course(NamedTuple):
    """The deadline of an action, or of one of its phases, and how it moved."""

    where: Location
    start: datetime.date | None
    due: datetime.date | None
    moves: Sequence[tuple[Location, Revision]]

    @property
    def last(self) -> datetime.date | None:
        """The day that holds now."""
        return self.moves[-1][1].due if self.moves else self.due


def _courses(item: ActionFile) -> Iterator[_Course]:
    deadline, plan = item.action.deadline, item.around.plan
    moves = [(("deadline", "revisions", index), revision) for index, revision in enumerate(deadline.revisions)]
    if not deadline.phases:
        due = plan.manifest.term.end if deadline.kind == "plan_term" else deadline.due
        yield _Course(("deadline",), deadline.start, due, moves)
    for index, phase in enumerate(deadline.phases):
        label = plan.say(phase.label, plan.source_language)
        its_own = [(where, revision) for where, revision in moves if revision.phase == label]
        yield _Course(("deadline", "phases", index), phase.start, phase.due, its_own)


@rule(
    "NAP501",
    "start-after-due",
    "error",
    "action",
    why="A period that ends before it begins is overdue from its first day on.",
    wrong="""
start: 2022-01-01
due: 2021-12-31
""",
    right="""
start: 2022-01-01
due: 2024-12-31
""",
    mend="Correct `start` or `due`.",
    explains=("NAP506",),
)
def start_after_due(item: ActionFile) -> Iterator[Problem]:
    """A deadline, or one of its phases, ends before it begins."""
    if item.action.deadline.start is None and not item.action.deadline.phases:
        return
    for course in _courses(item):
        if course.start is None:
            continue
        ends = [(course.where, course.due), *((where, revision.due) for where, revision in course.moves)]
        for where, due in ends:
            if due is not None and due < course.start:
                message = say("This is before the first day, {start}.", start=str(course.start))
                yield Problem((*where, "due"), message, say("Correct this day, or `start`."))


@rule(
    "NAP502",
    "misread-deadline",
    "error",
    "action",
    why="What is overdue is counted from our reading, and the plan's own words are what can be defended.",
    wrong="""
stated: "2024"
kind: date
due: 2025-12-31
precision: year
""",
    right="""
stated: "2024"
kind: date
due: 2024-12-31
precision: year
""",
    mend="Correct the reading; or, where it is meant so, say in `note` how the words were read.",
    explains=("NAP501", "NAP503", "NAP506"),
)
def misread_deadline(item: ActionFile) -> Iterator[Problem]:
    """A deadline is read otherwise than the plan's words say, and no `note` says why."""
    for location, message in contradictions(item.action.deadline, item.around.language):
        yield Problem(("deadline", *location), message, say("Correct it, or say in `note` how the words were read."))


@rule(
    "NAP503",
    "due-after-term",
    "warning",
    "action",
    why="When the plan has ended nobody follows it up any more; often such a year is a slip.",
    wrong="""
stated: "2030"
kind: date
due: 2030-12-31
precision: year
""",
    right="""
stated: "2030"
kind: date
due: 2030-12-31
precision: year
note: Gelezen als 31 december 2030, na het einde van de looptijd van het plan op 4 april 2029.
""",
    mend="Correct the day, or say in `note` that it comes after the plan's term. "
    "For a measure or a new day it is enough that its own text names the year.",
)
def due_after_term(item: ActionFile) -> Iterator[Problem]:
    """Something is due after the plan's own term, and nothing says that this is meant."""
    end = item.around.plan.manifest.term.end
    for where in _after(end, item):
        message = say("The plan's term ends before this day, on {end}.", end=str(end))
        yield Problem((*where, "due"), message, say("Correct it, or say in the deadline's `note` that it is meant."))


def _after(end: datetime.date, item: ActionFile) -> Iterator[Location]:
    """What is due after a day without a word about it."""
    if item.action.deadline.note is not None:
        return
    for course in _courses(item):
        if course.due is not None and course.due > end:
            yield course.where
        for where, revision in course.moves:
            if revision.due > end and not _names_year(revision.due, revision.reason):
                yield where
    for index, measure in enumerate(item.action.measures):
        if measure.due is not None and measure.due > end and not _names_year(measure.due, measure.text):
            yield "measures", index


def _names_year(day: datetime.date, text: Text) -> bool:
    return any(str(day.year) in words for words in text.values())


found_in_reading(
    "NAP504",
    "incomplete-revision",
    "A deadline that moved does not say from when, to which day, why, or who decided it.",
    why="A deadline that moves without a reason cannot be told from one that was missed.",
    wrong="""
revisions:
  - date: 2025-02-03
    due: 2025-12-31
""",
    right="""
revisions:
  - date: 2025-02-03
    due: 2025-12-31
    reason: De vertaling is later geleverd.
    decided_by: Ministerraad
""",
    mend="Write `date`, `due`, `reason` and `decided_by`.",
)


@rule(
    "NAP505",
    "idle-revision",
    "error",
    "action",
    why="The first and the present day of a deadline are both reported; that goes wrong when its moves are no moves.",
    wrong="""
due: 2024-12-31
precision: year
revisions:
  - date: 2025-02-03
    due: 2024-12-31
    reason: De vertaling is later geleverd.
    decided_by: Ministerraad
""",
    right="""
due: 2024-12-31
precision: year
revisions:
  - date: 2025-02-03
    due: 2025-12-31
    reason: De vertaling is later geleverd.
    decided_by: Ministerraad
""",
    mend="Write the new day in `due`, keep the oldest decision first, or remove what moves nothing.",
)
def idle_revision(item: ActionFile) -> Iterator[Problem]:
    """A new day for a deadline is the one that already held, or was decided before the one above it."""
    if not item.action.deadline.revisions:
        return
    for index, (before, revision) in enumerate(pairwise(item.action.deadline.revisions), start=1):
        if revision.date < before.date:
            message = say("This was decided before the one above it, which is dated {date}.", date=str(before.date))
            yield Problem(("deadline", "revisions", index, "date"), message, say("Put the oldest first."))
    for course in _courses(item):
        held = course.due
        for where, revision in course.moves:
            if revision.due == held:
                message = say("The deadline already was {day}; this moves nothing.", day=str(held))
                yield Problem((*where, "due"), message, say("Write the new day, or remove this revision."))
            held = revision.due


@rule(
    "NAP506",
    "measure-after-action",
    "warning",
    "action",
    why="The action would be late while a part of it still has time.",
    wrong="""
deadline:
  stated: "2024"
  kind: date
  due: 2024-12-31
  precision: year
measures:
  - id: a
    text: De brochure vertalen.
    due: 2025-06-30
""",
    right="""
deadline:
  stated: "2024"
  kind: date
  due: 2024-12-31
  precision: year
measures:
  - id: a
    text: De brochure vertalen.
    due: 2024-06-30
""",
    mend="Correct one of the two days; or, where the plan itself says so, tell it in the deadline's `note`.",
)
def measure_after_action(item: ActionFile) -> Iterator[Problem]:
    """A measure is due after the action itself, and no `note` says so."""
    if item.action.deadline.note is not None or not any(measure.due for measure in item.action.measures):
        return
    days = [course.last for course in _courses(item)]
    last = max((day for day in days if day is not None), default=None)
    if last is None or None in days:
        return
    elsewhere = set(_after(item.around.plan.manifest.term.end, item))
    for index, measure in enumerate(item.action.measures):
        if measure.due is not None and measure.due > last and ("measures", index) not in elsewhere:
            message = say("The action itself is due before this day, on {day}.", day=str(last))
            hint = say("Correct one of the two, or say in the deadline's `note` why it is so.")
            yield Problem(("measures", index, "due"), message, hint)


@rule(
    "NAP507",
    "day-of-decision",
    "error",
    "action",
    why="A decision counts from its day on: one that is dated later than today moves nothing, and nobody is told.",
    wrong="""
revisions:
  - date: 2062-02-01
    due: 2028-12-31
    reason: De vertaling is later geleverd.
    decided_by: Ministerraad
""",
    right="""
revisions:
  - date: 2026-02-01
    due: 2028-12-31
    reason: De vertaling is later geleverd.
    decided_by: Ministerraad
""",
    mend="Write the day on which it was decided.",
)
def day_of_decision(item: ActionFile) -> Iterator[Problem]:
    """A revision of a deadline is dated later than today, or it or an amendment before the plan began."""
    if not item.action.deadline.revisions and not item.action.amendments:
        return
    start, today = item.around.plan.manifest.term.start, item.around.day
    decisions = [
        *((("deadline", "revisions", index), entry.date) for index, entry in enumerate(item.action.deadline.revisions)),
        *((("amendments", index), entry.date) for index, entry in enumerate(item.action.amendments)),
    ]
    for where, day in decisions:
        # What an amendment changed holds already, whatever its day; a new deadline holds from its day on.
        if day > today and where[0] == "deadline":
            message = say("{date} has not come yet.", date=day)
            yield Problem((*where, "date"), message, say("Write the day on which it was decided."))
        elif day < start:
            message = say("On {date} the plan was not there yet; it began on {start}.", date=day, start=start)
            yield Problem((*where, "date"), message, say("Write the day on which it was decided."))
