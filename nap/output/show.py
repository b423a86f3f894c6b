"""Everything about one action, for a person at a terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from nap.model.action import Action, Measure, Update
from nap.model.plan import Plan
from nap.output import words
from nap.output.changes.telling import Telling
from nap.output.markdown import escape
from nap.output.prose import bold, wrapped
from nap.output.table import Screen
from nap.output.words import STATUS
from nap.sentence import Sentence, say
from nap.status import Due, Part, Standing, measure_late, measure_status, revisions_until, updates_until

Section = tuple[str, list[str]]


def as_text(plan: Plan, item: Standing, language: str, screen: Screen, spoken: str = "en") -> str:
    """The action as text, wrapped only for a terminal; `spoken` is the language of nap's own words."""
    action = item.action
    title = wrapped(f"{action.id}  {plan.say(action.title, language)}", screen.width, more="  ")
    lines = [bold(line, screen) for line in title]
    for heading, paragraphs in sections(Telling(plan, plan, language, spoken), item):
        lines += ["", bold(heading, screen)]
        for paragraph in paragraphs:
            lines += wrapped(paragraph, screen.width, "  ", "  ")
    return "\n".join(lines) + "\n"


def as_markdown(plan: Plan, item: Standing, language: str, spoken: str = "en") -> str:
    """The action as Markdown; `spoken` is the language of nap's own words."""
    action = item.action
    lines = [f"# {action.id}. {escape(plan.say(action.title, language))}"]
    for heading, paragraphs in sections(Telling(plan, plan, language, spoken), item):
        lines += ["", f"## {heading}", "", *(f"- {escape(paragraph)}" for paragraph in paragraphs)]
    return "\n".join(lines) + "\n"


def sections(tell: Telling, item: Standing) -> Iterator[Section]:
    """Headings and, under each, short paragraphs; sections that have nothing to say are left out."""
    for heading, paragraphs in _sections(tell, item):
        yield tell.word(heading), [tell.word(paragraph) for paragraph in paragraphs]


def _sections(tell: Telling, item: Standing) -> Iterator[tuple[Sentence, list[str]]]:
    """The same, with nap's own sentences still to be said in the language of the words."""
    action = item.action
    yield say("About"), list(_about(tell, action))
    yield say("Deadline"), list(_deadline(tell, item))
    yield say("Status"), [_status(item)]
    yield say("Who has to report"), list(_actors(tell, item))
    measures = [_measure(tell, item, measure) for measure in action.measures]
    yield say("Measures"), measures or [say("None: the plan's text has no undertaking.")]
    if action.baseline:
        yield say("Already so when the plan appeared"), [tell.text(action.baseline)]
    known = updates_until(action, item.day)
    yield say("Updates"), [line for update in known for line in _update(tell, action, update)] or [say("None.")]
    if action.source.remarks:
        yield say("Remarks"), [tell.text(remark) for remark in action.source.remarks]
    yield say("Source"), list(_source(tell, action))


def _about(tell: Telling, action: Action) -> Iterator[str]:
    plan = tell.new
    chapter = plan.chapter(action.chapter)
    yield say("Chapter {number}: {title}", number=chapter.number, title=tell.text(chapter.title))
    if action.parent:
        title = tell.title(action.parent)
        values = {"parent": action.parent, "title": title}
        yield say("Sub-action of {parent}: {title}", **values) if title else say("Sub-action of {parent}", **values)
    children = [other.id for other in plan.actions.values() if other.parent == action.id]
    if children:
        yield say("Sub-actions: {ids}", ids=", ".join(children))
    yield from (f"{code}: {text}" for code, text in action.title.items() if text != tell.text(action.title))


def _deadline(tell: Telling, item: Standing) -> Iterator[str]:
    deadline = item.action.deadline
    yield say("Stated: {words}", words=deadline.stated) if deadline.stated else say("Stated: nothing is printed")
    yield say("Read as: {reading}", reading=words.reading(deadline))
    for due in item.dues:
        yield _today(tell, due, item)
    for revision in revisions_until(item.action, item.day):
        values = {
            "due": revision.due,
            "day": revision.date,
            "who": tell.text(revision.decided_by),
            "reason": tell.text(revision.reason),
        }
        if revision.phase:
            phase = _phase(tell, item.action, revision.phase)
            yield say("{phase}: moved to {due} on {day} by {who}: {reason}", phase=phase, **values)
        else:
            yield say("Moved to {due} on {day} by {who}: {reason}", **values)
    if deadline.note:
        yield say("Note: {text}", text=tell.text(deadline.note))


def _phase(tell: Telling, action: Action, name: str) -> str:
    """What a phase is called in the language of the texts; files name it by its label in the source language."""
    plan = tell.new
    labels = {plan.say(phase.label, plan.source_language): phase.label for phase in action.deadline.phases}
    return tell.text(labels.get(name)) or name


def _today(tell: Telling, due: Due, item: Standing) -> Sentence:
    """What the day makes of the deadline, or of one phase."""
    state = words.lateness(due)
    if due.days_late is not None:
        state = say("{lateness}: {reason}", lateness=state, reason=words.reason(item, due))
    values = {
        "day": item.day,
        "phase": words.phase_label(tell.new, due.phase, tell.language),
        "due": due.due,
        "state": state,
    }
    until = due.due and (due.phase or due.due != item.action.deadline.due)
    if values["phase"]:
        if until:
            return say("On {day}: {phase}: on time until {due}; {state}", **values)
        return say("On {day}: {phase}: {state}", **values)
    return say("On {day}: on time until {due}; {state}", **values) if until else say("On {day}: {state}", **values)


def _status(item: Standing) -> Sentence:
    values = {
        "status": STATUS[item.status],
        "reported": item.state.reported,
        "actors": len(item.state.parts),
        "day": item.silent_since,
    }
    if not item.state.parts:
        return say("{status}; silent since {day}", **values) if item.silent else STATUS[item.status]
    if item.silent:
        return say("{status} ({reported} of {actors} actors reported); silent since {day}", **values)
    return say("{status} ({reported} of {actors} actors reported)", **values)


def _actors(tell: Telling, item: Standing) -> Iterator[Sentence]:
    if not item.action.actors:
        yield say("The plan names nobody.")
    for part in item.state.parts:
        yield _actor(tell, item.action, part)


def _actor(tell: Telling, action: Action, part: Part) -> Sentence:
    """What one actor reported last, and who answers for it."""
    plan, update = tell.new, part.update
    role = next((involved.role for involved in action.actors if involved.actor == part.actor), None)
    answering = sorted(plan.respondents(part.actor, action.actor_ids) - {part.actor})
    values: dict[str, object] = {
        "name": tell.actor(part.actor) + (f" [{tell.text(role)}]" if role else ""),
        "others": "; ".join(plan.name(actor, tell.language) for actor in answering),
    }
    if update is None:
        if answering:
            return say("{name}: no report (answered for by {others})", **values)
        return say("{name}: no report", **values)
    values |= {"status": STATUS[update.status], "day": update.date}
    if answering:
        return say("{name}: {status} on {day} (answered for by {others})", **values)
    return say("{name}: {status} on {day}", **values)


def _measure(tell: Telling, item: Standing, measure: Measure) -> str:
    """A measure with, between brackets, who does it, by when and how far it is, as far as that is known."""
    status = measure_status(tell.new, item.action, measure.id, item.day)
    notes: list[str] = [tell.actors(measure.actors)]
    if measure.due:
        late = measure_late(measure, status, item.day)
        notes.append(say("was due {day}", day=measure.due) if late else say("due {day}", day=measure.due))
    if status != "unreported":
        notes.append(STATUS[status])
    said = "; ".join(tell.word(note) for note in notes if note)
    return f"{measure.id}. {tell.text(measure.text)}" + (f" [{said}]" if said else "")


def _update(tell: Telling, action: Action, update: Update) -> Iterator[str]:
    values = {"day": update.date, "actor": tell.actor(update.by), "status": STATUS[update.status]}
    said = say("{day}, {actor}: {status}.", **values)
    if update.scope == "action":
        said = say("{day}, {actor} for the whole action: {status}.", **values)
    yield f"{tell.word(said)} {tell.text(update.text)}".rstrip()
    if update.obstacles:
        yield say("Obstacles: {text}", text=tell.text(update.obstacles))
    for evidence in update.evidence:
        title = tell.text(evidence.title)
        yield say("Evidence: {link}", link=f"{title}, {evidence.url}" if title else evidence.url)
    if update.corrects:
        yield say("In place of an earlier report of the same day: {text}", text=tell.text(update.corrects))
    parts = [*update.measures.items(), *((_phase(tell, action, name), how) for name, how in update.phases.items())]
    if parts:
        each = (say("{name} {status}", name=name, status=STATUS[status]) for name, status in parts)
        yield say("By part: {parts}", parts=tell.joined(each))


def _source(tell: Telling, action: Action) -> Iterator[Sentence]:
    source = action.source
    yield say("Section: {text}", text=source.section)
    if source.annex_id:
        yield say("Number in the annex: {number}", number=source.annex_id)
    if source.annex_title:
        yield say("Title in the annex: {text}", text=source.annex_title)
    yield say("File: {path}", path=tell.new.paths.get(action.id, ""))
