"""Everything about one action, for a person at a terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from nap.model.action import Update
from nap.model.plan import Plan
from nap.output import words
from nap.output.markdown import escape
from nap.output.prose import bold, wrapped
from nap.output.table import Screen
from nap.status import Due, Standing, measure_late, measure_status, revisions_until, updates_until

Section = tuple[str, list[str]]


def as_text(plan: Plan, item: Standing, language: str, screen: Screen) -> str:
    """The action as text, wrapped only for a terminal."""
    action = item.action
    title = wrapped(f"{action.id}  {plan.say(action.title, language)}", screen.width, more="  ")
    lines = [bold(line, screen) for line in title]
    for heading, paragraphs in sections(plan, item, language):
        lines += ["", bold(heading, screen)]
        for paragraph in paragraphs:
            lines += wrapped(paragraph, screen.width, "  ", "  ")
    return "\n".join(lines) + "\n"


def as_markdown(plan: Plan, item: Standing, language: str) -> str:
    """The action as Markdown."""
    action = item.action
    lines = [f"# {action.id}. {escape(plan.say(action.title, language))}"]
    for heading, paragraphs in sections(plan, item, language):
        lines += ["", f"## {heading}", "", *(f"- {escape(paragraph)}" for paragraph in paragraphs)]
    return "\n".join(lines) + "\n"


def sections(plan: Plan, item: Standing, language: str) -> Iterator[Section]:
    """Headings and, under each, short paragraphs; sections that have nothing to say are left out."""
    action = item.action
    chapter = plan.chapter(action.chapter)
    about = [f"Chapter {chapter.number}: {plan.say(chapter.title, language)}"]
    if action.parent:
        about.append(f"Sub-action of {action.parent}: {plan.say(plan.actions[action.parent].title, language)}"
                     if action.parent in plan.actions else f"Sub-action of {action.parent}")  # fmt: skip
    children = [other.id for other in plan.actions.values() if other.parent == action.id]
    if children:
        about.append(f"Sub-actions: {', '.join(children)}")
    about += [f"{code}: {text}" for code, text in action.title.items() if text != plan.say(action.title, language)]
    yield "About", about
    yield "Deadline", list(_deadline(plan, item, language))
    yield "Status", [_status(item)]
    yield "Who has to report", list(_actors(plan, item, language))
    yield "Measures", list(_measures(plan, item, language)) or ["None: the plan's text has no undertaking."]
    if action.baseline:
        yield "Already so when the plan appeared", [plan.say(action.baseline, language)]
    known = updates_until(action, item.day)
    yield "Updates", [line for update in known for line in _update(plan, update, language)] or ["None."]
    if action.source.remarks:
        yield "Remarks", [plan.say(remark, language) for remark in action.source.remarks]
    yield "Source", list(_source(plan, item))


def _deadline(plan: Plan, item: Standing, language: str) -> Iterator[str]:
    deadline = item.action.deadline
    yield f"Stated: {deadline.stated}" if deadline.stated else "Stated: nothing is printed"
    yield f"Read as: {words.reading(deadline)}"
    for due in item.dues:
        yield _today(plan, due, item, language)
    for revision in revisions_until(item.action, item.day):
        why, who = plan.say(revision.reason, language), plan.say(revision.decided_by, language)
        what = f"{revision.phase}: moved" if revision.phase else "Moved"
        yield f"{what} to {revision.due} on {revision.date} by {who}: {why}"
    if deadline.note:
        yield f"Note: {plan.say(deadline.note, language)}"


def _today(plan: Plan, due: Due, item: Standing, language: str) -> str:
    label = words.phase_label(plan, due.phase, language)
    what = f"{label}: " if label else ""
    until = f"on time until {due.due}; " if due.due and (due.phase or due.due != item.action.deadline.due) else ""
    why = f": {words.reason(item, due)}" if due.days_late is not None else ""
    return f"On {item.day}: {what}{until}{words.lateness(due)}{why}"


def _status(item: Standing) -> str:
    state = item.state
    said: str = words.STATUS[item.status]
    if state.parts:
        said += f" ({state.reported} of {len(state.parts)} actors reported)"
    return f"{said}; silent since {item.silent_since}" if item.silent else said


def _actors(plan: Plan, item: Standing, language: str) -> Iterator[str]:
    involved = {part.actor: part for part in item.action.actors}
    if not involved:
        yield "The plan names nobody."
    for part in item.state.parts:
        role = involved[part.actor].role if part.actor in involved else None
        name = plan.label(part.actor, language) + (f" [{plan.say(role, language)}]" if role else "")
        said = f"{words.STATUS[part.update.status]} on {part.update.date}" if part.update else "no report"
        answers = plan.respondents(part.actor, item.action.actor_ids) - {part.actor}
        for_it = f" (answered for by {'; '.join(plan.name(a, language) for a in sorted(answers))})" if answers else ""
        yield f"{name}: {said}{for_it}"


def _measures(plan: Plan, item: Standing, language: str) -> Iterator[str]:
    for measure in item.action.measures:
        line = f"{measure.id}. {plan.say(measure.text, language)}"
        who = ", ".join(plan.label(actor, language) for actor in measure.actors)
        status = measure_status(plan, item.action, measure.id, item.day)
        passed = measure_late(measure, status, item.day)
        notes = [
            who,
            f"{'was due' if passed else 'due'} {measure.due}" if measure.due else "",
            words.STATUS[status] if status != "unreported" else "",
        ]
        said = "; ".join(note for note in notes if note)
        yield f"{line} [{said}]" if said else line


def _update(plan: Plan, update: Update, language: str) -> Iterator[str]:
    scope = " for the whole action" if update.scope == "action" else ""
    said = plan.say(update.text, language)
    yield f"{update.date}, {plan.label(update.by, language)}{scope}: {words.STATUS[update.status]}. {said}".rstrip()
    if update.obstacles:
        yield f"Obstacles: {plan.say(update.obstacles, language)}"
    for evidence in update.evidence:
        title = plan.say(evidence.title, language)
        yield f"Evidence: {title + ', ' if title else ''}{evidence.url}"
    parts = [*update.measures.items(), *update.phases.items()]
    if update.corrects:
        yield f"In place of an earlier report of the same day: {plan.say(update.corrects, language)}"
    if parts:
        yield "By part: " + ", ".join(f"{name} {words.STATUS[status]}" for name, status in parts)


def _source(plan: Plan, item: Standing) -> Iterator[str]:
    source = item.action.source
    yield f"Section: {source.section}"
    if source.annex_id:
        yield f"Number in the annex: {source.annex_id}"
    if source.annex_title:
        yield f"Title in the annex: {source.annex_title}"
    yield f"File: {plan.paths.get(item.action.id, '')}"
