"""The table of deadlines that `nap overdue` shows: what is late, what soon will be, what has gone silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nap.model.plan import Plan
from nap.output import words
from nap.output.listing import actors_of
from nap.output.table import Column, Table
from nap.status import Due, Standing
from nap.views.record import action_record

_COLUMNS = (
    Column("id", "Id"),
    Column("due", "Due"),
    Column("days_late", "Days late", right=True),
    Column("phase", "Phase", from_width=None),
    Column("title", "Title", from_width=None),
    Column("what", "Title", grows=3, csv=False),
    Column("actors", "Whose it is", from_width=80, grows=2),
    Column("stated", "Deadline", from_width=140, grows=2),
    Column("reason", "Why", from_width=60, grows=2),
    Column("path", "File", from_width=None),
)


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


def _late(items: Sequence[Standing]) -> list[tuple[Standing, Due | None, str]]:
    late = [(item, due) for item in items for due in item.late]
    late.sort(key=lambda entry: -(entry[1].days_late or 0))
    return [(item, due, words.reason(item, due)) for item, due in late]


def _soon(items: Sequence[Standing], within: int) -> Iterator[tuple[Standing, Due | None, str]]:
    soon = [(item, due) for item in items for due in item.due_within(within)]
    soon.sort(key=lambda entry: (entry[1].due or entry[1].day, entry[0].action.order))
    for item, due in soon:
        yield item, due, f"{words.lateness(due)}; {words.reason(item, due)}"


def _silent(items: Sequence[Standing]) -> Iterator[tuple[Standing, Due | None, str]]:
    for item in sorted((item for item in items if item.silent), key=lambda item: item.silent_since):
        yield item, None, f"silent since {item.silent_since}; {words.reason(item)}"


def _row(plan: Plan, item: Standing, due: Due | None, why: str, language: str) -> Sequence[str]:
    action = item.action
    phase = words.phase_label(plan, due.phase if due else None, language)
    title = plan.say(action.title, language)
    return (
        action.id,
        words.day(due.due if due else item.next_due),
        "" if due is None or due.days_late is None else str(due.days_late),
        phase,
        title,
        f"{phase}: {title}" if phase else title,
        actors_of(plan, action, language) or "nobody is named",
        action.deadline.stated or "",
        why,
        plan.paths.get(action.id, ""),
    )
