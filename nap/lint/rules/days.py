"""NAP6, the days: when it was true what was reported, and when it came in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from nap.lint.rule import ActionFile, Problem, rule
from nap.sentence import say
from nap.status import report_of


@rule(
    "NAP601",
    "future-update",
    "error",
    "action",
    why="What is true on a day can only be known when that day has come.",
    wrong="- date: 2205-12-31",
    right="- date: 2025-12-31",
    mend="Write the last day on which it is known to be true.",
)
def future_update(item: ActionFile) -> Iterator[Problem]:
    """An update is dated later than today."""
    for index, update in enumerate(item.action.updates):
        if update.date > item.around.day:
            message = say("{date} has not come yet.", date=update.date)
            hint = say("Write the day on which it was true, at the latest {day}.", day=item.around.day)
            yield Problem(("updates", index, "date"), message, hint)


@rule(
    "NAP602",
    "update-before-the-plan",
    "error",
    "action",
    why="No report covers the years before the plan: what is reported there is news to nobody.",
    wrong="- date: 2015-12-31",
    right="- date: 2025-12-31",
    mend="Write a day on which the plan was there and it was still true; what was so before stands in `baseline`.",
)
def update_before_the_plan(item: ActionFile) -> Iterator[Problem]:
    """An update is dated before the plan began."""
    start = item.around.plan.manifest.term.start
    for index, update in enumerate(item.action.updates):
        if update.date < start:
            message = say("On {date} the plan was not there yet; it began on {start}.", date=update.date, start=start)
            hint = say("Write a later day on which it was true, and in `text` since when.")
            yield Problem(("updates", index, "date"), message, hint)


@rule(
    "NAP603",
    "two-on-one-day",
    "error",
    "action",
    why="Only one of two reports of one day can hold, and which one is an accident of their order.",
    wrong="""
- date: 2025-12-31
  by: fod-justitie
  status: preparing
- date: 2025-12-31
  by: fod-justitie
  status: in_progress
""",
    right="""
- date: 2025-12-31
  by: fod-justitie
  status: in_progress
""",
    mend="Put the two together, or say in `corrects` of the second why it takes the place of the first. A word about "
    "the whole action has `scope: action`.",
)
def two_on_one_day(item: ActionFile) -> Iterator[Problem]:
    """An actor reports twice about the same on one day, and neither corrects the other."""
    seen: set[tuple[datetime.date, str, str]] = set()
    for index, update in enumerate(item.action.updates):
        report = report_of(update)
        if report in seen and not update.corrects:
            name = item.around.called(update.by)
            message = say("{name} has an update of {date} already.", name=name, date=update.date)
            hint = say("Put the two together, or say in `corrects` why this one takes the place of the other.")
            yield Problem(("updates", index, "date"), message, hint)
        seen.add(report)


@rule(
    "NAP614",
    "corrects-nothing",
    "error",
    "action",
    why="A reader who is told of a correction looks for what was said before it.",
    wrong="""
- date: 2025-12-31
  by: fod-justitie
  status: in_progress
  corrects:
    nl: De vertaling in het Spaans is niet klaar.
    fr: La traduction en espagnol n’est pas prête.
""",
    right="""
- date: 2025-12-31
  by: fod-justitie
  status: completed
  evidence:
    - url: https://example.org/report
- date: 2025-12-31
  by: fod-justitie
  status: in_progress
  corrects:
    nl: De vertaling in het Spaans is niet klaar.
    fr: La traduction en espagnol n’est pas prête.
""",
    mend="Give it the date of the update that it corrects, and put it below that one; or remove `corrects`.",
)
def corrects_nothing(item: ActionFile) -> Iterator[Problem]:
    """An update says that it corrects another, and there is none by the same actor of the same day above it."""
    seen: set[tuple[datetime.date, str, str]] = set()
    for index, update in enumerate(item.action.updates):
        report = report_of(update)
        if update.corrects and report not in seen:
            name = item.around.called(update.by)
            message = say("There is nothing above this by {name} of {date} to correct.", name=name, date=update.date)
            hint = say("Write the date of the update that it corrects, or remove `corrects`.")
            yield Problem(("updates", index, "corrects"), message, hint, key=True)
        seen.add(report)


@rule(
    "NAP611",
    "order-of-updates",
    "warning",
    "action",
    why="Who reads the file from top to bottom takes the last update for the latest.",
    wrong="""
- date: 2025-12-31
  by: fod-justitie
- date: 2024-12-31
  by: fod-economie
""",
    right="""
- date: 2024-12-31
  by: fod-economie
- date: 2025-12-31
  by: fod-justitie
""",
    mend="Put the update where its date belongs, oldest first; nothing else changes.",
)
def order_of_updates(item: ActionFile) -> Iterator[Problem]:
    """An update stands below a newer one."""
    if len(item.action.updates) < 2:  # noqa: PLR2004 - one alone is in order
        return
    first, last = item.around.plan.manifest.term.start, item.around.day
    before = first
    for index, update in enumerate(item.action.updates):
        if not first <= update.date <= last:
            continue  # the date itself is wrong
        if update.date < before:
            message = say("This update is older than the one above it, of {date}.", date=before)
            yield Problem(("updates", index, "date"), message, say("Put it above that one: the oldest stands first."))
        before = update.date


@rule(
    "NAP612",
    "received",
    "error",
    "action",
    why="When an answer came in says who was on time; a wrong day accuses somebody, or excuses them.",
    wrong="""
- date: 2025-12-31
  received: 2025-01-15
""",
    right="""
- date: 2025-12-31
  received: 2026-01-15
""",
    mend="Write the day on which the secretariat got it, or correct the day on which it was true.",
)
def received(item: ActionFile) -> Iterator[Problem]:
    """An update was received before the day on which it was true, or later than today."""
    for index, update in enumerate(item.action.updates):
        if update.received is None or update.date > item.around.day:
            continue
        if update.received > item.around.day:
            message = say("{date} has not come yet.", date=update.received)
            hint = say("Write the day on which it came in, at the latest {day}.", day=item.around.day)
            yield Problem(("updates", index, "received"), message, hint)
        elif update.received < update.date:
            message = say("This came in before {date}, the day on which it was true.", date=update.date)
            hint = say("Correct this day or the `date`, which is at the latest the day on which it was written.")
            yield Problem(("updates", index, "received"), message, hint)
