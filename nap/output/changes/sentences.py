"""What is said of each kind of change, whole sentences for people who never saw a file of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from nap.changes import records
from nap.output.changes import names
from nap.output.changes.plan_text import amended, amendment_added, decision, moved, overwritten, reread
from nap.output.changes.reported import erased, evidence_added, report, reported, rewritten
from nap.output.changes.telling import Line, Telling
from nap.output.changes.whole import reordered, told_translations
from nap.output.words import STATUS
from nap.sentence import say


def told(tell: Telling, entry: records.ActionChanges) -> list[Line]:
    """Everything that is said of one action."""
    said = [_SAID[type(change)](tell, change) for change in _in_order(entry.changes) if type(change) in _SAID]
    lines = [*said, *told_translations(tell, entry.changes)]
    if any(
        isinstance(change, records.Amended) and change.plan_text and not change.amendments for change in entry.changes
    ):
        lines.append(Line(say("The plan's own text changes, and no amendment or erratum says why.")))
    return [*lines, *_status(entry)]


_FIRST = (
    records.ActionAdded,
    records.ActionRemoved,
    records.Reported,
    records.Moved,
    records.AmendmentAdded,
    records.Amended,
    records.Overwritten,
)
"""What is said first; the rest follows in the order of the file."""


def _in_order(changes: Sequence[records.Change]) -> list[records.Change]:
    return sorted(changes, key=lambda change: _FIRST.index(type(change)) if type(change) in _FIRST else len(_FIRST))


def _status(entry: records.ActionChanges) -> Iterator[Line]:
    if entry.before is None or entry.after is None:
        return
    before, after = STATUS[entry.before], STATUS[entry.after]
    if not entry.changes:
        yield Line(say("Nothing in it changes, but who answers for its actors does."))
    if before != after:
        yield Line(say("As a whole it goes from {before} to {after}.", before=before, after=after))
    elif any(isinstance(change, records.Reported) for change in entry.changes):
        yield Line(say("As a whole it stays {status}.", status=after))


# -- actions that come and go ----------------------------------------------------------------------------------


def _action_added(tell: Telling, change: records.ActionAdded) -> Line:
    action = change.new
    measures = tuple(
        Line(say("{name}: {text}", name=names.measure("", measure.id), text=tell.quoted(measure.text)))
        for measure in action.measures
    )
    inner = [
        Line(say("Responsible: {actors}", actors=tell.actors(action.actor_ids)))
        if action.actors
        else Line(say("Nobody is named as responsible.")),
        Line(say("Deadline: {stated}", stated=tell.quoted(action.deadline.stated)))
        if action.deadline.stated
        else Line(say("No deadline is stated.")),
        Line(say("1 measure") if len(measures) == 1 else say("{count} measures", count=len(measures)), measures),
    ]
    if action.updates:
        count = len(action.updates)
        reports = tuple(report(tell, action.id, update) for update in action.updates)
        inner.append(Line(say("1 report") if count == 1 else say("{count} reports", count=count), reports))
    if change.id_was_removed:
        inner.append(Line(say("An action with this number was removed from the plan before.")))
    values = {"chapter": action.chapter, "parent": action.parent}
    text = say("The action is added, in chapter {chapter}.", **values)
    if action.parent:
        text = say("The sub-action of {parent} is added, in chapter {chapter}.", **values)
    return Line(text, tuple(inner))


def _action_removed(tell: Telling, change: records.ActionRemoved) -> Line:
    text = say("This action is no longer there.")
    if change.removal is None:
        return Line(text, (Line(say("Nothing says who decided on that, or why.")),))
    return Line(text, (decision(tell, change.removal),))


def _renamed(_tell: Telling, _change: records.Renamed) -> Line:
    return Line(say("Its file has another name."))


_SAID: dict[type[records.Change], Callable[[Telling, Any], Line]] = {
    records.ActionAdded: _action_added,
    records.ActionRemoved: _action_removed,
    records.Reported: reported,
    records.EvidenceAdded: evidence_added,
    records.Moved: moved,
    records.Overwritten: overwritten,
    records.Reread: reread,
    records.Amended: amended,
    records.AmendmentAdded: amendment_added,
    records.Renamed: _renamed,
    records.Rewritten: rewritten,
    records.Erased: erased,
    records.Reordered: reordered,
}
"""What is said of each kind; translations are told together, and actors and plan.yaml elsewhere."""
