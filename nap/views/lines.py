"""The parts of a report that tell of one action: its page, its deadlines, its measures, its news."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from nap.model.action import Action, Amendment, Measure, Revision, Update
from nap.model.manifest import RemovedAction
from nap.model.words import FINISHED
from nap.status import Due, Standing, measure_late, measure_status, revisions_until
from nap.views.action_pages import ActionPage, ActorLine, Amended, DueLine, MeasureDue, MeasureLine, Moved, News, Said
from nap.views.ground import Ground


def due_line(ground: Ground, item: Standing, due: Due) -> DueLine:
    """One deadline of an action."""
    last = item.state.last
    return DueLine(
        id=item.action.id,
        title=ground.must(item.action.title),
        phase=phase_of(ground, due),
        stated=ground.quoted(item.action.deadline.stated),
        kind=item.action.deadline.kind,
        due=due.due or item.day,
        before_plan=ground.passed_before(due),
        first_due=_first(due),
        days_late=due.days_late,
        status=due.status,
        last_status=last.status if last else None,
        last_date=last.date if last else None,
        reported=item.state.reported,
        parts=len(item.state.parts),
        actors=people(ground, item.action),
        open=_open_parts(ground, item),
    )


def _open_parts(ground: Ground, item: Standing) -> tuple[str, ...]:
    """Whose part is not completed or stopped, where somebody's is."""
    ended = {part.actor for part in item.state.parts if part.update and part.update.status in FINISHED}
    names = (ground.plan.label(part.actor, ground.language) for part in item.state.parts if part.actor not in ended)
    return tuple(names) if ended else ()


def in_time(lines: Iterable[DueLine]) -> tuple[DueLine, ...]:
    """Deadlines with the earliest first; of one day, in the plan's order."""
    return tuple(sorted(lines, key=lambda line: line.due))


def _first(due: Due) -> datetime.date | None:
    """The plan's own day of a deadline that has moved since."""
    return due.first if due.first != due.due else None


def phase_of(ground: Ground, due: Due) -> Said | None:
    """What the plan calls the phase that a deadline belongs to."""
    return ground.said(due.phase.label) if due.phase else None


def action_page(ground: Ground, item: Standing) -> ActionPage:
    """Everything that a report says of one action."""
    action, deadline = item.action, item.action.deadline
    before = ground.before.get(action.id)
    return ActionPage(
        id=action.id,
        annex_id=action.source.annex_id or action.id,
        parent=action.parent,
        title=ground.must(action.title),
        actors=people(ground, action),
        stated=ground.quoted(deadline.stated),
        kind=deadline.kind,
        precision=deadline.precision,
        start=deadline.start,
        dues=tuple((phase_of(ground, due), due.due, due.days_late, _first(due)) for due in item.dues),
        note=ground.said(deadline.note),
        moved=tuple(moved(ground, action, revision) for revision in revisions_until(action, ground.scope.day)),
        status=item.status,
        before=before.status if before else None,
        reported=item.state.reported,
        parts=len(item.state.parts),
        late=bool(item.late),
        silent=item.silent,
        last_date=item.state.last.date if item.state.last else None,
        news=tuple(news(ground, action, update) for update in ground.news(action)),
        measures=tuple(measure_line(ground, action, measure) for measure in action.measures),
        baseline=ground.said(action.baseline),
        remarks=tuple(ground.must(remark) for remark in action.source.remarks),
        amendments=tuple(amended(ground, change) for change in action.amendments if change.date <= ground.scope.day),
    )


def amended(ground: Ground, change: Amendment | RemovedAction) -> Amended:
    """One change of what the plan itself fixed."""
    return Amended(change.date, change.kind, ground.must(change.reason), ground.must(change.decided_by))


def moved(ground: Ground, action: Action, revision: Revision) -> Moved:
    """One time that a deadline moved."""
    phase = ground.phase(action, revision.phase) if revision.phase else None
    reason, decided_by = ground.must(revision.reason), ground.must(revision.decided_by)
    return Moved(revision.date, revision.due, phase, reason, decided_by)


def people(ground: Ground, action: Action) -> tuple[ActorLine, ...]:
    """The actors of an action, in the plan's order."""
    return tuple(
        ActorLine(
            id=involved.actor,
            name=ground.plan.label(involved.actor, ground.language),
            role=ground.said(involved.role),
            answered=(involved.actor, action.id) in ground.answered,
        )
        for involved in action.actors
    )


def measure_line(ground: Ground, action: Action, measure: Measure) -> MeasureLine:
    """One measure, and how far it is."""
    status = measure_status(ground.plan, action, measure.id, ground.scope.day)
    return MeasureLine(
        id=measure.id,
        text=ground.must(measure.text),
        actors=tuple(ground.plan.label(actor, ground.language) for actor in measure.actors),
        due=measure.due,
        late=measure_late(measure, status, ground.scope.day),
        status=status,
    )


def open_measures(ground: Ground) -> Iterator[MeasureDue]:
    """The open measures that have a day of their own, of actions that are open."""
    for item in ground.now:
        for measure in item.action.measures if item.status not in FINISHED else ():
            if measure.due is None:
                continue
            line = measure_line(ground, item.action, measure)
            if line.status not in FINISHED:
                yield MeasureDue(item.action.id, ground.must(item.action.title), line)


def news(ground: Ground, action: Action, update: Update) -> News:
    """One update."""
    return News(
        date=update.date,
        actor=ground.plan.label(update.by, ground.language),
        whole=update.scope == "action",
        status=update.status,
        text=ground.said(update.text),
        obstacles=ground.said(update.obstacles),
        evidence=tuple((item.url, ground.said(item.title)) for item in update.evidence),
        phases=tuple((ground.phase(action, name), status) for name, status in update.phases.items()),
        corrects=ground.said(update.corrects),
    )
