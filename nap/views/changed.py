"""What changed between the day that a report compares with and its own."""

from __future__ import annotations

from collections.abc import Iterator

from nap.model.words import Status
from nap.status import Due, Standing, revisions_until
from nap.views.action_pages import AmendedLine, ChangedLine, DueLine, MovedLine
from nap.views.figures import Compared, Figure, figure
from nap.views.ground import Ground
from nap.views.lines import amended, due_line, in_time, moved, phase_of


def changes(ground: Ground) -> Iterator[ChangedLine]:
    """Each action of which there is something to tell: another status, news, a deadline that moved or has passed."""
    for item in ground.now:
        action, before = item.action, _before(ground, item)
        news, moves, late = ground.news(action), ground.moves(action), newly_late_of(ground, item)
        if before == item.status and not (news or moves or late):
            continue
        by = dict.fromkeys(ground.plan.label(update.by, ground.language) for update in news)
        yield ChangedLine(
            id=action.id,
            parent=action.parent,
            title=ground.must(action.title),
            before=before,
            now=item.status,
            reports=len(news),
            actors=tuple(by),
            moved=tuple(moved(ground, action, move) for move in moves),
            newly_late=tuple((phase_of(ground, due), due.due) for due in late if due.due),
        )


def moved_status(ground: Ground) -> Compared:
    """The actions whose status is another than on the day compared with, and how many those were a year earlier."""
    then = {item.action.id: item for item in ground.on(ground.scope.earlier, ground.old)}
    past = (item for item in ground.before.values() if item.status != _status(then.get(item.action.id)))
    return Compared(
        figure(item for item in ground.now if item.status != _before(ground, item)),
        None if ground.first or ground.scope.period else figure(past),
    )


def newly(ground: Ground, status: Status) -> Figure:
    """The actions that have a status and did not have it on the day compared with."""
    return figure(item for item in ground.now if item.status == status != _before(ground, item))


def newly_late(ground: Ground) -> tuple[DueLine, ...]:
    """The deadlines that are late and were not on the day compared with."""
    return in_time(due_line(ground, item, due) for item in ground.now for due in newly_late_of(ground, item))


def newly_late_of(ground: Ground, item: Standing) -> list[Due]:
    """Those of one action; not what had passed before the plan appeared, which was never on time."""
    before = ground.before.get(item.action.id)
    known = {_key(due) for due in before.late} if before and not ground.first else set()
    return [due for due in item.late if _key(due) not in known and not (ground.first and ground.passed_before(due))]


def deadlines_moved(ground: Ground) -> Iterator[MovedLine]:
    """The deadlines that moved, each time that they did."""
    for item in ground.now:
        held = {
            due.phase and ground.plan.say(due.phase.label, ground.plan.source_language): due.first for due in item.dues
        }
        news = ground.moves(item.action)
        for move in revisions_until(item.action, ground.scope.day):
            if move in news:
                told = moved(ground, item.action, move)
                yield MovedLine(item.action.id, ground.must(item.action.title), told, held.get(move.phase))
            held[move.phase] = move.due


def amended_lines(ground: Ground) -> Iterator[AmendedLine]:
    """What changed of what the plan itself fixed: texts, in the plan's order, and actions that are no longer there."""
    for item in ground.now:
        for change in ground.amendments(item.action):
            yield AmendedLine(
                item.action.id, ground.must(item.action.title), removed=False, change=amended(ground, change)
            )
    for action_id, removal in ground.removed():
        known = ground.old.actions.get(action_id) if ground.old else None
        yield AmendedLine(
            action_id,
            ground.must(known.title) if known else None,
            removed=True,
            change=amended(ground, removal) if removal else None,
        )


def _key(due: Due) -> str | None:
    """What is the same deadline on another day."""
    return next(iter(due.phase.label.values())) if due.phase else None


def _before(ground: Ground, item: Standing) -> Status | None:
    return _status(ground.before.get(item.action.id))


def _status(item: Standing | None) -> Status | None:
    return item.status if item else None
