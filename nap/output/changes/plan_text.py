"""What is said of deadlines, and of what the plan itself says of an action."""

from __future__ import annotations

from typing import Any

from nap.changes import records
from nap.model.action import Amendment, Measure
from nap.model.manifest import RemovedAction
from nap.output.changes import names
from nap.output.changes.telling import Line, Telling
from nap.output.words import KIND, PRECISION
from nap.sentence import say

# -- the deadline ----------------------------------------------------------------------------------------------


def moved(tell: Telling, change: records.Moved) -> Line:
    """That a deadline moved, from when to when, who decided it and why."""
    revision = change.revision
    values = {
        "phase": tell.text(change.phase.label) if change.phase else revision.phase,
        "before": change.before,
        "after": revision.due,
        "who": tell.text(revision.decided_by),
        "day": revision.date,
    }
    if not change.appended:
        return _moved_before(tell, change, values)
    if values["phase"]:
        text = say("The deadline of “{phase}” moves from {before} to {after}; decided by {who} on {day}.", **values)
        if change.before is None:
            text = say("“{phase}” gets a deadline: {after}; decided by {who} on {day}.", **values)
    elif change.before is None:
        text = say("The action gets a deadline: {after}; decided by {who} on {day}.", **values)
    else:
        text = say("The deadline moves from {before} to {after}; decided by {who} on {day}.", **values)
    return Line(text, (Line(say("Reason: {text}", text=tell.quoted(revision.reason))),))


def _moved_before(tell: Telling, change: records.Moved, values: dict[str, Any]) -> Line:
    """That a decision was recorded above others, so that it is not what holds now."""
    text = say("An earlier decision on the deadline is recorded: {after}; decided by {who} on {day}.", **values)
    if values["phase"]:
        text = say(
            "An earlier decision on the deadline of “{phase}” is recorded: {after}; decided by {who} on {day}.",
            **values,
        )
    revisions = tell.new.actions[change.action].deadline.revisions
    last = [revision.due for revision in revisions if revision.phase == change.revision.phase][-1]
    later = say("It was put before decisions that were there already; the last of them says {due}.", due=last)
    return Line(text, (Line(say("Reason: {text}", text=tell.quoted(change.revision.reason))), Line(later)))


def overwritten(tell: Telling, change: records.Overwritten) -> Line:
    """That the first deadline is another one than before."""
    phase = tell.text(change.phase.label) if change.phase else ""
    match change.part, phase:
        case "phase", _:
            name = say("Phase of the deadline")
            label = tell.quoted(phase)
            line = tell.changed(name, change.before and label, change.after and label)
        case "label", _:
            line = tell.changed(say("Name of a phase"), change.before, change.after)
        case "start", "":
            line = tell.changed(say("First day of the deadline"), change.before, change.after)
        case "start", _:
            line = tell.changed(say("First day of “{phase}”", phase=phase), change.before, change.after)
        case _, "":
            line = tell.changed(say("Last day of the deadline"), change.before, change.after)
        case _:
            line = tell.changed(say("Last day of “{phase}”", phase=phase), change.before, change.after)
    if change.amendments:
        return line
    why = say("The first deadline is overwritten, and nothing says why; a deadline that moves keeps the first one.")
    return Line(line.text, (*line.inner, Line(why)))


def reread(tell: Telling, change: records.Reread) -> Line:
    """That the words of the deadline are read otherwise."""
    words: Any = {"kind": KIND, "precision": PRECISION, "note": {}}[change.part]
    before, after = (
        words.get(value, value) if isinstance(value, str) else value for value in (change.before, change.after)
    )
    match change.part:
        case "kind":
            return tell.changed(say("How the deadline is read"), before, after)
        case "precision":
            return tell.changed(say("What the words of the deadline fix"), before, after)
    return tell.changed(say("Note on the deadline"), before, after)


# -- the plan's text -------------------------------------------------------------------------------------------


def amendment_added(tell: Telling, change: records.AmendmentAdded) -> Line:
    """Who decided on an amendment or an erratum, when and why."""
    return decision(tell, change.amendment)


def amended(tell: Telling, change: records.Amended) -> Line:  # noqa: PLR0911 - one for each case
    """What changed in what the plan says of an action."""
    before: Any = change.before
    after: Any = change.after
    match change.part:
        case "id":
            return Line(say("It was action {before}, and gets another number: {after}.", before=before, after=after))
        case "chapter":
            return Line(say("It moves from chapter {before} to chapter {after}.", before=before, after=after))
        case "parent":
            return tell.changed(say("Sub-action of"), before, after)
        case "title":
            return tell.changed(say("Title"), before, after)
        case "actors":
            return _involved(tell, before, after)
        case "stated":
            before, after = (None if words is None else tell.quoted(words) for words in (before, after))
            return tell.changed(say("Deadline in the plan's words"), before, after)
        case "measures":
            return _measure(tell, before, after)
        case "baseline":
            return tell.changed(say("What was already so when the plan appeared"), before, after)
    return tell.changed(names.SOURCE[str(change.location[1])], before, after)


def _involved(tell: Telling, before: Any, after: Any) -> Line:
    actor = tell.actor((after or before).actor)
    if before is None:
        if after.role:
            return Line(say("{actor} becomes responsible ({role}).", actor=actor, role=tell.text(after.role)))
        return Line(say("{actor} becomes responsible.", actor=actor))
    if after is None:
        return Line(say("{actor} is no longer responsible.", actor=actor))
    return tell.changed(say("Role of {actor}", actor=actor), before.role, after.role)


def _measure(tell: Telling, before: Measure | None, after: Measure | None) -> Line:
    if before is None or after is None:
        named = after or before
        letter = named.id if named else ""
        return tell.changed(names.measure("", letter), before and before.text, after and after.text)
    lines = []
    if before.id != after.id:
        lines.append(Line(say("Measure {before} is now measure {after}.", before=before.id, after=after.id)))
    if before.text != after.text:
        lines.append(tell.changed(names.measure("", after.id), before.text, after.text))
    if before.actors != after.actors:
        old, new = (tell.actors(actors) or None for actors in (before.actors, after.actors))
        lines.append(tell.changed(names.measure("actors", after.id), old, new))
    if before.due != after.due:
        lines.append(tell.changed(names.measure("due", after.id), before.due, after.due))
    if len(lines) == 1:
        return lines[0]
    return Line(say("Measure {letter} changes:", letter=after.id), tuple(lines))


def decision(tell: Telling, made: Amendment | RemovedAction) -> Line:
    """Who decided, when and why."""
    values = {"day": made.date, "who": tell.text(made.decided_by), "reason": tell.text(made.reason)}
    if made.kind == "amendment":
        return Line(say("Amendment of {day}, decided by {who}: {reason}", **values))
    return Line(say("Erratum of {day}, decided by {who}: {reason}", **values))
