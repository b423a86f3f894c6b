"""What is said of reports, and of entries that were only ever to be appended to and changed all the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nap.changes import records
from nap.model.action import Amendment, Evidence, Revision, Update
from nap.model.manifest import RemovedAction
from nap.output.changes import names
from nap.output.changes.telling import Line, Telling
from nap.output.words import STATUS
from nap.sentence import Sentence, say


def reported(tell: Telling, change: records.Reported) -> Line:
    """Who reports what, and what was known before; under it, all that the report says."""
    update = change.update
    inner = list(_update(tell, update, _labels(tell, change.action)))
    if not _counts(tell, change):
        inner.append(Line(say("This actor answers for none of those that are responsible, so no status changes.")))
    if not change.appended:
        inner.append(Line(say("It was put before reports that were there already.")))
    return Line(_headline(tell, change), tuple(inner))


def _counts(tell: Telling, change: records.Reported) -> bool:
    """Whether the report speaks for somebody whom the action names, if it names anybody."""
    named = tell.new.actions[change.action].actor_ids
    return change.update.scope == "action" or not named or change.update.by in tell.new.answering(named)


def _headline(tell: Telling, change: records.Reported) -> Sentence:
    update = change.update
    values = {
        "actor": tell.actor(update.by),
        "day": update.date,
        "status": STATUS[change.after],
        "before": STATUS[change.before],
    }
    if update.scope == "action":
        if change.before in ("unreported", change.after):
            return say("{actor} reports on the whole action: {status} on {day}.", **values)
        return say("{actor} reports on the whole action: {status} on {day}; before that {before}.", **values)
    if change.before == "unreported" and _has_others(tell, change):
        return say("An earlier report of {actor}: {status} on {day}.", **values)
    if change.before == "unreported":
        return say("{actor} reports for the first time: {status} on {day}.", **values)
    if change.before == change.after:
        return say("{actor} reports again: still {status} on {day}.", **values)
    return say("{actor} reports: {status} on {day}; before that {before}.", **values)


def report(tell: Telling, action_id: str, update: Update) -> Line:
    """All that one report says, whatever was there before."""
    name = say("Report of {actor} on {day}", actor=tell.actor(update.by), day=update.date)
    inner = tuple(_update(tell, update, _labels(tell, action_id)))
    return Line(say("{name}: {text}", name=name, text=STATUS[update.status]), inner)


def _has_others(tell: Telling, change: records.Reported) -> bool:
    """Whether a report was put before others of the same actor."""
    by = [update.by for update in tell.new.actions[change.action].updates]
    return not change.appended and by.count(change.update.by) > 1


def _update(tell: Telling, update: Update, labels: Mapping[str, str]) -> Iterator[Line]:
    if update.text:
        yield Line(tell.quoted(update.text))
    if update.obstacles:
        yield Line(say("Obstacles: {text}", text=tell.quoted(update.obstacles)))
    for evidence in update.evidence:
        yield _evidence(tell, evidence)
    if update.measures:
        yield Line(say("Measures: {parts}", parts=_parts(tell, update.measures, {})))
    if update.phases:
        yield Line(say("Phases: {parts}", parts=_parts(tell, update.phases, labels)))
    if update.corrects:
        yield Line(
            say("It takes the place of an earlier report of the same day: {text}", text=tell.quoted(update.corrects))
        )
    if update.received:
        yield Line(say("Received on {day}.", day=update.received))


def _evidence(tell: Telling, evidence: Evidence) -> Line:
    if evidence.title:
        return Line(say("Evidence: {title}", title=tell.text(evidence.title)), link=evidence.url)
    return Line(say("Evidence:"), link=evidence.url)


def _labels(tell: Telling, action_id: str) -> dict[str, str]:
    """What the phases of an action are called in the language in which is told, by their own labels."""
    deadlines = [plan.actions[action_id].deadline for plan in (tell.old, tell.new) if action_id in plan.actions]
    phases = [phase for deadline in deadlines for phase in deadline.phases]
    return {label: tell.text(phase.label) for phase in phases for label in phase.label.values()}


def _parts(tell: Telling, parts: dict[str, Any], names: Mapping[str, str]) -> str:
    return tell.joined(
        say("{name} {status}", name=names.get(name, name), status=STATUS[status]) for name, status in parts.items()
    )


def evidence_added(tell: Telling, change: records.EvidenceAdded) -> Line:
    """That there is one more link to check a report by."""
    update = change.update
    text = say("A link was added to what {actor} reported on {day}.", actor=tell.actor(update.by), day=update.date)
    return Line(text, (_evidence(tell, change.evidence),))


# -- what is only ever appended to -----------------------------------------------------------------------------


def rewritten(tell: Telling, change: records.Rewritten) -> Line:
    """That an entry says something else, and what."""
    text = _entry(tell, change.before, gone=False)
    before, after = change.before, change.after
    lines = (line for field in change.fields for line in _field(tell, change, field, before, after))
    return Line(text, tuple(lines))


def erased(tell: Telling, change: records.Erased) -> Line:
    """That an entry is no longer there."""
    return Line(_entry(tell, change.before, gone=True))


def _entry(tell: Telling, entry: Update | Revision | Amendment | RemovedAction, *, gone: bool) -> Sentence:  # noqa: PLR0911 - one for each case
    """What became of an entry that should have stayed as it was."""
    match entry:
        case Update():
            values = {"actor": tell.actor(entry.by), "day": entry.date, "status": STATUS[entry.status]}
            if gone:
                return say("What {actor} reported on {day} was removed ({status}).", **values)
            return say("What {actor} reported on {day} was rewritten:", **values)
        case Revision():
            if gone:
                return say("That the deadline moved to {due} was removed.", due=entry.due)
            return say("That the deadline moved to {due} was rewritten:", due=entry.due)
        case Amendment():
            if gone:
                return say("What was decided on {day} about the plan's text was removed.", day=entry.date)
            return say("What was decided on {day} about the plan's text was rewritten:", day=entry.date)
    if gone:
        return say("Why action {id} was removed is no longer said.", id=entry.action)
    return say("Why action {id} was removed was rewritten:", id=entry.action)


def _field(tell: Telling, change: records.Rewritten, field: str, before: Any, after: Any) -> Iterator[Line]:
    old, new = getattr(before, field), getattr(after, field)
    name, action_id = names.ENTRY[change.part, field], change.action
    match field:
        case "status":
            old, new = STATUS[old], STATUS[new]
        case "scope":
            old, new = names.SCOPE[old], names.SCOPE[new]
        case "kind":
            old, new = names.DECISION[old], names.DECISION[new]
        case "by":
            old, new = tell.actor(old), tell.actor(new)
        case "measures" | "phases":
            labels = _labels(tell, action_id)
            old, new = (_parts(tell, parts, labels) or None for parts in (old, new))
        case "evidence":
            titles = {item.url: item.title for item in old}
            for item in new:
                if item.url in titles and item.title != titles[item.url]:
                    what = say("What the link {url} is called", url=item.url)
                    yield tell.changed(what, titles[item.url], item.title)
            old, new = (", ".join(item.url for item in items) or None for items in (old, new))
            if old == new:
                return
    yield tell.changed(name, old, new)
