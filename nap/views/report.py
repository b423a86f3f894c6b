"""What the monitoring report has to say: figures, lists and chapters, without a word of prose.

Everything is the state on one day, with the updates since an earlier day as its news and the state on that day
beside it. Every figure comes with the ids of the actions it counts.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from nap.answers import Asked, by_actor, end_of
from nap.model.plan import Plan
from nap.model.words import FINISHED, STATUSES, Status
from nap.query import Choice, find_chapters, folded, government_ids
from nap.query import find_actor as found_actor
from nap.status import updates_until
from nap.views import changed
from nap.views.action_pages import MeasureDue
from nap.views.bodies import governments
from nap.views.figures import AnswerFigure, Compared, YearFigure, by_status, figure
from nap.views.ground import Ground
from nap.views.lines import action_page, due_line, in_time, open_measures
from nap.views.pages import AcronymLine, ChapterPage, Extract, Report
from nap.views.scope import Scope


def report(
    plan: Plan,
    scope: Scope,
    language: str,
    choice: Choice = Choice(),  # noqa: B008 - a frozen value
    *,
    revision: str | None = None,
    uncommitted: bool = False,
    since: tuple[str, Plan] | None = None,
    made: datetime.date | None = None,
) -> Report:
    """The report over some days: a pure function of the plan, so that the same files give the same report.

    `choice` limits it to some actors, chapters or governments. `revision` and `uncommitted` say which files were read.
    `made` is the day on which it is made, for a report on a day that has not passed.
    `since` is an earlier revision and the plan as it was in it: what that one did not say yet is news.
    Raises `NapError` for an actor, chapter or government that does not exist.
    """
    ground = Ground(plan, scope, language, choice, since[1] if since else None)
    manifest, before = plan.manifest, list(ground.before.values())
    earlier = None if ground.first else before
    measures = list(open_measures(ground))
    years = tuple(_years(ground))
    dues = [due_line(ground, item, due) for item in ground.now for due in item.dues if due.due]
    return Report(
        year=scope.day.year,
        start=scope.start,
        day=scope.day,
        before=scope.before,
        period=scope.period,
        ahead=scope.ahead,
        first_year=ground.first,
        since=since[0] if since else None,
        made=made,
        extract=_extract(ground, choice),
        language=language,
        unofficial=language in manifest.unofficial,
        title=ground.must(manifest.title),
        coordinator=plan.name(manifest.coordinator.actor, language),
        term_start=manifest.term.start,
        term_end=manifest.term.end,
        revision=revision,
        changed=uncommitted,
        fingerprint=plan.fingerprint,
        licence=manifest.source.data_licence,
        source=ground.must(manifest.source.document),
        whole=figure(ground.now),
        stated_counts=(manifest.counts.actions, manifest.counts.sub_actions),
        updates=sum(len(ground.news(item.action)) for item in ground.now),
        updates_ever=sum(len(updates_until(item.action, scope.day)) for item in ground.now),
        statuses=by_status(ground.now, earlier),
        moved=changed.moved_status(ground),
        completed=_with_status(ground, "completed"),
        stopped=_with_status(ground, "stopped"),
        late_actions=Compared(
            figure(item for item in ground.now if item.late),
            None if earlier is None else figure(item for item in earlier if item.late),
        ),
        silent=Compared(
            figure(item for item in ground.now if item.silent),
            None if earlier is None else figure(item for item in earlier if item.silent),
        ),
        rounds=tuple(_rounds(ground)),
        years=years,
        occurring=tuple(
            status for index, status in enumerate(STATUSES) if any(year.statuses[index].now.total for year in years)
        ),
        changes=tuple(changed.changes(ground)),
        newly_completed=changed.newly(ground, "completed"),
        newly_stopped=changed.newly(ground, "stopped"),
        newly_late=changed.newly_late(ground),
        deadlines_moved=tuple(changed.deadlines_moved(ground)),
        amended=tuple(changed.amended_lines(ground)),
        late=in_time(line for line in dues if line.days_late is not None),
        fell_due=in_time(line for line in dues if scope.start <= line.due <= scope.day),
        due_next=in_time(line for line in dues if scope.day < line.due <= scope.ahead and line.status not in FINISHED),
        measures_next=tuple(line for line in measures if scope.day < _day(line) <= scope.ahead),
        measures_late=tuple(line for line in measures if line.measure.late),
        unnamed=figure(item for item in ground.now if not item.action.actor_ids),
        deadlines=in_time(dues),
        chapters=tuple(_chapters(ground)),
        governments=tuple(governments(ground)),
        acronyms=tuple(_acronyms(ground)),
    )


def _with_status(ground: Ground, status: Status) -> Compared:
    return Compared(
        figure(item for item in ground.now if item.status == status),
        None if ground.first else figure(item for item in ground.before.values() if item.status == status),
    )


def _day(line: MeasureDue) -> datetime.date:
    return line.measure.due or datetime.date.max


def _acronyms(ground: Ground) -> list[AcronymLine]:
    """The acronyms as the report's language writes them, in their order."""
    lines = [
        AcronymLine(
            (item.acronyms or {}).get(ground.language, item.acronym), ground.must(item.meaning), ground.said(item.note)
        )
        for item in ground.plan.manifest.acronyms
    ]
    return sorted(lines, key=lambda line: folded(line.acronym))


def _chapters(ground: Ground) -> list[ChapterPage]:
    """The chapters of which there is an action to tell."""
    pages = []
    for chapter in ground.plan.manifest.chapters:
        inside = [item for item in ground.now if item.action.chapter == chapter.number]
        if inside or len(ground.now) == len(ground.plan.actions):
            pages.append(
                ChapterPage(
                    number=chapter.number,
                    title=ground.must(chapter.title),
                    figure=figure(inside),
                    statuses=by_status(inside),
                    late=figure(item for item in inside if item.late),
                    actions=tuple(action_page(ground, item) for item in inside),
                )
            )
    return pages


def _rounds(ground: Ground) -> list[AnswerFigure]:
    """The rounds of the report, and before them the one that ended on the day compared with."""
    before = ground.scope.before
    figures = []
    if not ground.first and before == end_of(before.year):
        figures.append(_answers(ground, before.year, ground.asked(before.year, ground.old)))
    return figures + [_answers(ground, year, asked) for year, asked in ground.rounds.items()]


def _answers(ground: Ground, year: int, asked: Sequence[Asked]) -> AnswerFigure:
    actors = by_actor(ground.plan, asked)
    return AnswerFigure(
        year=year,
        actors_asked=len(actors),
        actors_answered=sum(bool(item.answered) for item in actors),
        actors_complete=sum(not item.missing for item in actors),
        asked=len(asked),
        answered=sum(item.answer is not None for item in asked),
    )


def _years(ground: Ground) -> list[YearFigure]:
    """The end of each year since the plan began, and the report's own day."""
    start, day = ground.plan.manifest.term.start, ground.scope.day
    days = [end_of(year) for year in range(start.year, day.year)]
    figures = []
    for moment in (*days, day):
        files = ground.old if moment <= ground.scope.before else None
        items = ground.now if moment == day else ground.on(moment, files)
        figures.append(YearFigure(moment, by_status(items), figure(item for item in items if item.late)))
    return figures


def _extract(ground: Ground, choice: Choice) -> Extract | None:
    plan, language = ground.plan, ground.language
    if not ground.is_extract:
        return None
    chapters = {number for words in choice.chapters for number in find_chapters(plan, words)}
    return Extract(
        actors=tuple(dict.fromkeys(plan.name(found_actor(plan, name).id, language) for name in choice.actors)),
        chapters=tuple((number, ground.must(plan.chapter(number).title)) for number in sorted(chapters)),
        governments=tuple(
            plan.name(found, language) for found in plan.actors if found in government_ids(plan, choice.governments)
        ),
    )
