"""What is said of actors and of the plan as a whole, and what the texts of every file are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from nap.changes import records
from nap.i18n import language_name
from nap.model.action import Action
from nap.model.actor import Actor
from nap.model.manifest import Checks, RemovedAction
from nap.output.changes import names
from nap.output.changes.plan_text import decision
from nap.output.changes.reported import erased, rewritten
from nap.output.changes.telling import Line, Telling
from nap.sentence import Sentence, say


def told_actors(tell: Telling, changes: Sequence[records.Change]) -> list[tuple[str, list[Line]]]:
    """What is said of each actor, under what it is called; of the list itself under ""."""
    told = []
    for actor, found in groupby(changes, lambda change: change.actor):
        those = list(found)
        lines = [_actor(tell, change) for change in those if not isinstance(change, TRANSLATIONS)]
        told.append((tell.actor(actor) if actor else "", [*lines, *told_translations(tell, those)]))
    return told


def _actor(tell: Telling, change: records.Change) -> Line:
    match change:
        case records.ActorAdded():
            return _added(tell, change.new)
        case records.ActorRemoved():
            return Line(say("This actor is no longer there."))
        case records.ActorChanged():
            name = names.ACTOR[change.part]
            return tell.changed(name, *(_actor_value(tell, change.part, it) for it in (change.before, change.after)))
    return reordered(tell, change)


def _added(tell: Telling, actor: Actor) -> Line:
    kind = names.ACTOR_KIND[actor.kind]
    if actor.parent is None:
        return Line(say("A new actor: {kind}.", kind=kind))
    return Line(say("A new actor: {kind}, part of {above}.", kind=kind, above=tell.actor(actor.parent)))


def _actor_value(tell: Telling, part: str, value: Any) -> Any:
    if value is None:
        return None
    match part:
        case "parent" | "successor":
            return tell.actor(value)
        case "kind":
            return names.ACTOR_KIND[value]
        case "language":
            return language_name(value)
    return value


def told_plan(tell: Telling, changes: Sequence[records.Change]) -> list[Line]:
    """What is said of the plan as a whole."""
    lines = [_plan(tell, change) for change in changes if not isinstance(change, TRANSLATIONS)]
    return [*lines, *told_translations(tell, changes)]


def _plan(tell: Telling, change: records.Change) -> Line:
    match change:
        case records.Rewritten():
            return rewritten(tell, change)
        case records.Erased():
            return erased(tell, change)
        case records.PlanChanged(after=RemovedAction() as removal):
            text = say("It is recorded that action {id} was removed:", id=removal.action)
            return Line(text, (decision(tell, removal),))
        case records.PlanChanged():
            before, after = change.before, change.after
            if change.location == ("coordinator", "actor"):
                before, after = tell.actor(before), tell.actor(after)
            if change.part in ("languages", "unofficial", "source_language"):
                before, after = (code and language_name(code) for code in (before, after))
            if change.location[-1] == "every":
                before, after = (every and say("every year") for every in (before, after))
            if change.location == ("lint",):
                before, after = (checks and _settings(tell, checks) for checks in (before, after))
            return tell.changed(_plan_name(change.location, _entry_name(tell, change)), before, after)
    return reordered(tell, change)


def _entry_name(tell: Telling, change: records.PlanChanged) -> str:
    """What the entry of a list is called that a change is in."""
    match change.location:
        case ("milestones", int() as index, _, *_):
            return tell.text(tell.new.manifest.milestones[index].title)
    return change.name


def _settings(tell: Telling, checks: Checks) -> str:
    """Which rules are checked, and which are not."""
    lists = (("select", checks.select), ("ignore", checks.ignore))
    return "; ".join(
        tell.word(say("{name}: {codes}", name=names.PLAN["lint", field], codes=", ".join(codes)))
        for field, codes in lists
        if codes
    )


def _plan_name(location: records.Location, name: str) -> Sentence:
    head, *rest = location
    match head:
        case "chapters":
            return names.chapter(str(rest[1]) if len(rest) > 1 else "", name)
        case "milestones":
            return names.milestone(str(rest[1]) if len(rest) > 1 else "", name)
        case "acronyms":
            return names.acronym(str(rest[1]) if len(rest) > 1 else "", name)
        case "removed":
            return say("Removal of action {id}", id=name)
    words = tuple(step for step in location if isinstance(step, str))
    return next(names.PLAN[words[:length]] for length in range(len(words), 0, -1) if words[:length] in names.PLAN)


def reordered(_tell: Telling, change: records.Change) -> Line:
    """That a list has another order."""
    words = [step for step in change.location if isinstance(step, str)]
    return Line(say("In another order: {name}.", name=names.LIST[words[-1]]))


# -- translations ----------------------------------------------------------------------------------------------

TRANSLATIONS = (records.Translated, records.Stale)


def told_translations(tell: Telling, changes: Sequence[records.Change]) -> Iterator[Line]:
    """What is said of translations: those into one language together, with the texts; then what stayed behind."""
    found = [change for change in changes if isinstance(change, records.Translated)]
    for language in dict.fromkeys(change.language for change in found):
        tongue = language_name(language)
        into = [change for change in found if change.language == language]
        new = tuple(_translated(tell, change) for change in into if change.before is None)
        other = tuple(_translated(tell, change) for change in into if None not in (change.before, change.after))
        gone = tuple(_translated(tell, change) for change in into if change.after is None)
        if new:
            yield Line(say("Translated into {language}:", language=tongue), new)
        if other:
            yield Line(say("Translated into {language} in other words:", language=tongue), other)
        if gone:
            yield Line(say("No longer translated into {language}:", language=tongue), gone)
    for change in changes:
        if isinstance(change, records.Stale):
            name, languages = text_name(tell, change), tell.joined(map(language_name, change.languages))
            yield Line(
                say(
                    "{name}: the text changed, and what it says in {languages} did not.", name=name, languages=languages
                )
            )


def _translated(tell: Telling, change: records.Translated) -> Line:
    name = text_name(tell, change)
    if change.before is None or change.after is None:
        return Line(say("{name}: {text}", name=name, text=tell.quoted(change.after or change.before or "")))
    language = change.language
    return tell.changed(name, {language: change.before}, {language: change.after})


def text_name(tell: Telling, change: records.Change) -> Sentence:  # noqa: PLR0911 - one for each case
    """What the text at the location of a change is called."""
    if change.actor:
        return names.ACTOR[str(change.location[0])]
    if change.action:
        return _text_of_action(tell, tell.new.actions[change.action], change.location)
    match change.location:
        case ("chapters", int() as index, *_):
            return _plan_name(change.location, str(tell.new.manifest.chapters[index].number))
        case ("milestones", int() as index, *_):
            return _plan_name(change.location, tell.text(tell.new.manifest.milestones[index].title))
        case ("acronyms", int() as index, *_):
            return _plan_name(change.location, tell.new.manifest.acronyms[index].acronym)
        case ("removed", int() as index, *_):
            return _plan_name(change.location, tell.new.manifest.removed[index].action)
    return _plan_name(change.location, "")


def _text_of_action(tell: Telling, action: Action, location: records.Location) -> Sentence:  # noqa: PLR0911 - one for each case
    match location:
        case ("title", *_):
            return say("Title")
        case ("baseline", *_):
            return say("What was already so when the plan appeared")
        case ("actors", int() as index, *_):
            return say("Role of {actor}", actor=tell.actor(action.actors[index].actor))
        case ("measures", int() as index, *_):
            return names.measure("", action.measures[index].id)
        case ("source", "remarks", int() as index, *_):
            return say("Remark {number}", number=index + 1)
        case ("amendments", int() as index, *_):
            return say("Decision of {day}", day=action.amendments[index].date)
        case ("updates", int() as index, *_):
            update = action.updates[index]
            return say("Report of {actor} on {day}", actor=tell.actor(update.by), day=update.date)
        case ("deadline", "phases", int() as index, *_):
            return say("Name of phase {number}", number=index + 1)
        case ("deadline", "revisions", int() as index, *_):
            return say("Move of the deadline to {due}", due=action.deadline.revisions[index].due)
    return say("Note on the deadline")
