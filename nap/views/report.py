"""What the monitoring report over a year has to say: figures, lists and chapters, without a word of prose.

Everything is the state on 31 December of the year, with the updates dated in that year as its news and the
state one year earlier beside it. Every figure comes with the ids of the actions it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from nap.answers import Answers, asked_in, by_actor, end_of
from nap.errors import NapError
from nap.model.action import Action, Measure, Revision, Update
from nap.model.plan import Plan, count
from nap.model.words import FINISHED, STATUSES, Status
from nap.status import (
    Due,
    Standing,
    holding,
    measure_late,
    measure_status,
    revisions_until,
    standings,
    updates_until,
)
from nap.views.pages import (
    AcronymLine,
    ActionPage,
    ActorLine,
    AnswerFigure,
    ChapterPage,
    DueLine,
    Figure,
    MeasureLine,
    Missing,
    Moved,
    News,
    Report,
    Said,
    StatusFigure,
)


def report(plan: Plan, year: int, language: str, revision: str | None = None, *, changed: bool = False) -> Report:
    """The report over a year: a pure function of the plan, so that the same files give the same report.

    Raises `NapError` for a year that ended before the plan began.
    """
    start = plan.manifest.term.start
    if end_of(year) < start:
        raise NapError(
            f"The plan began on {start}; there is nothing to report on {year}.", f"Ask for {start.year} or later."
        )
    return _Maker(plan, year, language).report(revision, changed)


class _Maker:
    """Keeps at hand what every part of the report needs."""

    def __init__(self, plan: Plan, year: int, language: str) -> None:
        self.plan, self.year, self.language = plan, year, language
        self.day, self.day_before = end_of(year), end_of(year - 1)
        self.now = standings(plan, self.day)
        self.before = standings(plan, self.day_before)
        self.asked = asked_in(plan, year)
        self.answered = {(item.actor, item.action.id) for item in self.asked if item.answer}

    def said(self, text: Mapping[str, str] | None) -> Said | None:
        """A text in the report's language, or else in the source language, or else in any it has."""
        if not text:
            return None
        wanted = (self.language, self.plan.source_language, *text)
        language = next(language for language in wanted if language in text)
        return Said(text[language], language)

    def must(self, text: Mapping[str, str]) -> Said:
        return self.said(text) or Said("", self.language)

    def report(self, revision: str | None, changed: bool) -> Report:
        plan, manifest = self.plan, self.plan.manifest
        counted = [update for action in plan.actions.values() for update in updates_until(action, self.day)]
        return Report(
            year=self.year,
            day=self.day,
            before=self.day_before,
            first_year=self.day_before < manifest.term.start,
            language=self.language,
            title=self.must(manifest.title),
            coordinator=plan.name(manifest.coordinator.actor, self.language),
            term_start=manifest.term.start,
            term_end=manifest.term.end,
            revision=revision,
            changed=changed,
            fingerprint=plan.fingerprint,
            licence=manifest.source.data_licence,
            source=self.must(manifest.source.document),
            whole=_figure(self.now),
            stated_counts=(manifest.counts.actions, manifest.counts.sub_actions),
            updates=sum(update.date.year == self.year for update in counted),
            updates_ever=len(counted),
            statuses=tuple(
                StatusFigure(
                    status,
                    _figure(item for item in self.now if item.status == status),
                    _figure(item for item in self.before if item.status == status),
                )
                for status in STATUSES
            ),
            late_figure=_figure(item for item in self.now if item.late),
            late_before=_figure(item for item in self.before if item.late),
            silent_figure=_figure(item for item in self.now if item.silent),
            answers=_answer_figure(self.year, by_actor(plan, self.asked)),
            answers_before=_answer_figure(self.year - 1, by_actor(plan, asked_in(plan, self.year - 1))),
            late=tuple(self.late()),
            this_year=tuple(self.due_in(self.year)),
            next_year=tuple(line for line in self.due_in(self.year + 1) if line.status not in FINISHED),
            chapters=tuple(self.chapters()),
            missing=tuple(self.missing()),
            acronyms=tuple(
                AcronymLine(item.acronym, self.must(item.meaning), self.said(item.note)) for item in manifest.acronyms
            ),
        )

    # -- lists ---------------------------------------------------------------------------------------------

    def late(self) -> list[DueLine]:
        lines = [self.due_line(item, due) for item in self.now for due in item.late]
        return sorted(lines, key=lambda line: line.due)

    def due_in(self, year: int) -> list[DueLine]:
        lines = [self.due_line(item, due) for item in self.now for due in item.dues if due.due and due.due.year == year]
        return sorted(lines, key=lambda line: line.due)

    def due_line(self, item: Standing, due: Due) -> DueLine:
        last = item.state.last
        return DueLine(
            id=item.action.id,
            title=self.must(item.action.title),
            phase=self.phase(due),
            stated=item.action.deadline.stated,
            due=due.due or self.day,
            first_due=due.first if due.first != due.due else None,
            days_late=due.days_late,
            status=due.status,
            last_status=last.status if last else None,
            last_date=last.date if last else None,
            reported=item.state.reported,
            parts=len(item.state.parts),
            actors=self.people(item.action),
        )

    def phase(self, due: Due) -> Said | None:
        return self.said(due.phase.label) if due.phase else None

    def missing(self) -> list[Missing]:
        return [
            Missing(
                actor=self.plan.label(answers.actor, self.language),
                kind=self.plan.actor(answers.actor).kind,
                government=self.government(answers.actor),
                asked=len(answers.asked),
                answered=len(answers.answered),
                ids=tuple(item.action.id for item in answers.missing),
            )
            for answers in by_actor(self.plan, self.asked)
            if answers.missing
        ]

    def government(self, actor: str) -> str | None:
        found = self.plan.government(actor)
        return self.plan.name(found, self.language) if found else None

    # -- chapters ------------------------------------------------------------------------------------------

    def chapters(self) -> list[ChapterPage]:
        before = {item.action.id: item.status for item in self.before}
        pages = []
        for chapter in self.plan.manifest.chapters:
            inside = [item for item in self.now if item.action.chapter == chapter.number]
            actions = tuple(self.action(item, before[item.action.id]) for item in inside)
            pages.append(ChapterPage(chapter.number, self.must(chapter.title), _figure(inside), actions))
        return pages

    def action(self, item: Standing, before: Status) -> ActionPage:
        action, deadline = item.action, item.action.deadline
        revisions = revisions_until(action, self.day)
        return ActionPage(
            id=action.id,
            annex_id=action.source.annex_id or action.id,
            parent=action.parent,
            title=self.must(action.title),
            actors=self.people(action),
            stated=deadline.stated,
            kind=deadline.kind,
            precision=deadline.precision,
            start=deadline.start,
            dues=tuple(
                (self.said(due.phase.label) if due.phase else None, due.due, due.days_late) for due in item.dues
            ),
            note=self.said(deadline.note),
            moved=tuple(self.moved(revision) for revision in revisions),
            first_due=next((due.first for due in item.dues if due.first != due.due), None),
            status=item.status,
            before=before,
            reported=item.state.reported,
            parts=len(item.state.parts),
            late=bool(item.late),
            silent=item.silent,
            last_date=item.state.last.date if item.state.last else None,
            news=tuple(self.news(update) for update in _of_year(action, self.year)),
            measures=self.measures(action),
            baseline=self.said(action.baseline),
            remarks=tuple(self.must(remark) for remark in action.source.remarks),
        )

    def moved(self, revision: Revision) -> Moved:
        phase = Said(revision.phase, self.plan.source_language) if revision.phase else None
        reason, decided_by = self.must(revision.reason), self.must(revision.decided_by)
        return Moved(revision.date, revision.due, phase, reason, decided_by)

    def people(self, action: Action) -> tuple[ActorLine, ...]:
        return tuple(
            ActorLine(
                id=involved.actor,
                name=self.plan.label(involved.actor, self.language),
                role=self.said(involved.role),
                answered=(involved.actor, action.id) in self.answered,
            )
            for involved in action.actors
        )

    def measures(self, action: Action) -> tuple[MeasureLine, ...]:
        return tuple(self.measure(action, measure) for measure in action.measures)

    def measure(self, action: Action, measure: Measure) -> MeasureLine:
        status = measure_status(self.plan, action, measure.id, self.day)
        return MeasureLine(
            id=measure.id,
            text=self.must(measure.text),
            actors=tuple(self.plan.label(actor, self.language) for actor in measure.actors),
            due=measure.due,
            late=measure_late(measure, status, self.day),
            status=status,
        )

    def news(self, update: Update) -> News:
        return News(
            date=update.date,
            actor=self.plan.label(update.by, self.language),
            whole=update.scope == "action",
            status=update.status,
            text=self.said(update.text),
            obstacles=self.said(update.obstacles),
            evidence=tuple((item.url, self.said(item.title)) for item in update.evidence),
            phases=tuple(update.phases.items()),
            corrects=self.said(update.corrects),
        )


def _of_year(action: Action, year: int) -> list[Update]:
    return sorted(
        (update for update in holding(action.updates) if update.date.year == year), key=lambda update: update.date
    )


def _figure(items: Iterable[Standing]) -> Figure:
    listed = [item.action for item in items]
    actions, subs = count(listed)
    return Figure(tuple(action.id for action in listed), actions, subs)


def _answer_figure(year: int, actors: Sequence[Answers]) -> AnswerFigure:
    return AnswerFigure(
        year=year,
        actors_asked=len(actors),
        actors_answered=sum(bool(item.answered) for item in actors),
        actors_complete=sum(not item.missing for item in actors),
        asked=sum(len(item.asked) for item in actors),
        answered=sum(len(item.answered) for item in actors),
    )
