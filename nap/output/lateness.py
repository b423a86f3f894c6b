"""The table of deadlines that `nap overdue` shows: what is late, what soon will be, what has gone silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nap.model.plan import Plan
from nap.output import words
from nap.output.listing import actors_of
from nap.output.table import Column, Table
from nap.sentence import Sentence, say
from nap.status import Due, Standing
from nap.views.record import action_record

_COLUMNS = (
    Column("id", say("Id")),
    Column("due", say("Due")),
    Column("days_late", say("Days late"), right=True),
    Column("phase", from_width=None),
    Column("title", from_width=None),
    Column("what", say("Title"), grows=3, csv=False),
    Column("actors", say("Whose it is"), from_width=80, grows=2),
    Column("stated", say("Deadline"), from_width=140, grows=2),
    Column("reason", say("Why"), from_width=60, grows=2),
    Column("path", from_width=None),
)

Entry = tuple[Standing, Due | None, Sentence]
"""An action, which of its deadlines a row is about, and why it is listed."""


def late_table(plan: Plan, items: Sequence[Standing], language: str, within: int | None, silent: bool) -> Table:
    """One row for each late deadline (an action with phases may have several); then those due soon, if
    `within` days are given; then, if `silent`, actions nobody has reported on for twelve months.
    """
    shown = [*_late(items), *(_soon(items, within) if within is not None else ())]
    if silent:
        # An action that is late and silent is said once: its lateness already says that nobody reported.
        said = {item.action.id for item, _, _ in shown}
        shown += [entry for entry in _silent(items) if entry[0].action.id not in said]
    listed = list(dict.fromkeys(item.action.id for item, _, _ in shown))
    by_id = {item.action.id: item for item in items}
    return Table(
        columns=_COLUMNS,
        rows=[_row(plan, item, due, why, language) for item, due, why in shown],
        ids=listed,
        records=[action_record(plan, by_id[action_id], language) for action_id in listed],
    )


def _late(items: Sequence[Standing]) -> list[Entry]:
    late = [(item, due) for item in items for due in item.late]
    late.sort(key=lambda entry: -(entry[1].days_late or 0))
    return [(item, due, words.reason(item, due)) for item, due in late]


def _soon(items: Sequence[Standing], within: int) -> Iterator[Entry]:
    soon = [(item, due) for item in items for due in item.due_within(within)]
    soon.sort(key=lambda entry: (entry[1].due or entry[1].day, entry[0].action.order))
    for item, due in soon:
        yield item, due, say("{lateness}; {reason}", lateness=words.lateness(due), reason=words.reason(item, due))


def _silent(items: Sequence[Standing]) -> Iterator[Entry]:
    for item in sorted((item for item in items if item.silent), key=lambda item: item.silent_since):
        yield item, None, say("silent since {day}; {reason}", day=item.silent_since, reason=words.reason(item))


def _row(plan: Plan, item: Standing, due: Due | None, why: Sentence, language: str) -> Sequence[str]:
    action = item.action
    phase = words.phase_label(plan, due.phase if due else None, language)
    title = plan.say(action.title, language)
    return (
        action.id,
        words.day(due.due if due else item.next_due),
        "" if due is None or due.days_late is None else str(due.days_late),
        phase,
        title,
        say("{name}: {text}", name=phase, text=title) if phase else title,
        actors_of(plan, action, language) or say("nobody is named"),
        action.deadline.stated or "",
        why,
        plan.paths.get(action.id, ""),
    )
