"""NAP9: what a change may not do to what the plan said."""

from __future__ import annotations

import re

from nap.changes.records import (
    ActionAdded,
    ActionChanges,
    ActionRemoved,
    Amended,
    AmendmentAdded,
    Location,
    Overwritten,
    PlanChanged,
    Reordered,
    Reread,
)
from nap.lint.rule import Comparison, FoundInChange, Problem, rule
from nap.model.action import Measure
from nap.sentence import Sentence, say

_UNDO = say(
    "Put back what was there, or add an entry to `amendments` with its date, kind, reason and decided_by: "
    "kind amendment if the plan itself was changed, erratum if these files were wrong."
)


@rule(
    "NAP901",
    "plan-text-changed",
    "error",
    "change",
    why="What the plan promised must not change unnoticed: somebody decided on it, or these files were wrong.",
    wrong="""
actors:
  - actor: fod-justitie      # fod-economie stood here too, and nothing is said of it
""",
    right="""
actors:
  - actor: fod-justitie
amendments:
  - date: 2026-03-01
    kind: erratum
    reason:
      nl: FOD Economie staat niet in bijlage 1.
    decided_by:
      nl: FIDO
""",
    mend="Put back what was there, or record an amendment or an erratum in the same change.",
)
def plan_text_changed(comparison: Comparison) -> FoundInChange:
    """The id, chapter, title, actors, stated deadline or measures of an action changed, and no amendment says why."""
    for entry, change in comparison.in_actions():
        if isinstance(change, Reordered) and change.location in _IN_ITS_ORDER and not _is_amended(entry):
            yield comparison.path_of(change), Problem(change.location, _IN_ITS_ORDER[change.location], _UNDO)
        if isinstance(change, Amended) and change.plan_text and not change.amendments:
            if _has_letter_of_another(change, comparison):
                continue
            message = _what_changed(change)
            if not _is_another_action(entry, comparison):
                location = comparison.in_its_language(change.location, change.after)
                yield comparison.path_of(change), Problem(location, message, _UNDO)


_IN_ITS_ORDER: dict[Location, Sentence] = {
    ("actors",): say("The plan's actors stand in another order."),
    ("measures",): say("The plan's measures stand in another order."),
}


def _is_amended(entry: ActionChanges) -> bool:
    """Whether a change records why what the plan says of an action changed."""
    return any(isinstance(change, AmendmentAdded) for change in entry.changes)


def _what_changed(change: Amended) -> Sentence:
    """Which part of the plan's text is another than before."""
    if change.part in ("actors", "measures"):
        return _entry_changed(change)
    match change.part:
        case "id":
            return say("This action was number {before}; a number is never changed.", before=change.before)
        case "chapter":
            return say("This action stood in chapter {before}.", before=change.before)
        case "parent":
            return say("What this action is part of was changed.")
        case "title":
            return say("The plan's own title was changed.")
    return say("The plan's own words for the deadline were changed.")


def _entry_changed(change: Amended) -> Sentence:
    measure = change.part == "measures"
    if change.before is None:
        return (
            say("This measure was added to the plan's own.") if measure else say("This actor was added to the plan's.")
        )
    if change.after is not None:
        return (
            say("The plan's measure was changed.") if measure else say("What the plan says of this actor was changed.")
        )
    if isinstance(change.before, Measure):
        return say("Measure {letter} of the plan was removed.", letter=change.before.id)
    return say("Actor {name} of the plan was removed.", name=getattr(change.before, "actor", ""))


@rule(
    "NAP902",
    "action-removed",
    "error",
    "change",
    why="An action that disappears can no longer be asked about.",
    wrong="the file of action 35 is deleted",
    right="""
removed:                     # in plan.yaml
  - action: "35"
    date: 2026-03-01
    kind: amendment
    reason:
      nl: Opgegaan in actie 36.
    decided_by:
      nl: Ministerraad van 1 maart 2026
""",
    mend="Put the file back, or record under `removed` in plan.yaml who decided on it, when and why.",
    explains=("NAP303", "NAP304", "NAP306", "NAP403"),
)
def action_removed(comparison: Comparison) -> FoundInChange:
    """An action is gone, and plan.yaml does not say who decided on it."""
    for _, change in comparison.in_actions():
        if isinstance(change, ActionRemoved) and change.removal is None:
            message = say("Action {id} is gone, and nothing says why.", id=change.action)
            hint = say(
                "Put its file back, or add it to `removed` in plan.yaml with the date, kind, reason and decided_by."
            )
            yield comparison.manifest, Problem(change.location, message, hint)


@rule(
    "NAP904",
    "deadline-overwritten",
    "error",
    "change",
    why="Whoever follows the plan up must see both the first deadline and the present one, and why it moved.",
    wrong="""
deadline:
  stated: "2024"
  kind: date
  due: 2026-12-31            # was: 2024-12-31
""",
    right="""
deadline:
  stated: "2024"
  kind: date
  due: 2024-12-31
  revisions:
    - date: 2025-01-15
      due: 2026-12-31
      reason:
        nl: De wet is pas in 2025 goedgekeurd.
      decided_by:
        nl: Ministerraad van 15 januari 2025
""",
    mend="Put the first day back, and append the new one to `revisions`. If the plan itself was changed, record an "
    "amendment in the same change; if its words were read wrongly, an erratum.",
    explains=("NAP502",),
)
def deadline_overwritten(comparison: Comparison) -> FoundInChange:
    """The first deadline is another than before, and no amendment or erratum says why; or the plan's term is, which is
    the deadline of all that have none of their own.
    """
    yield from _term_overwritten(comparison)
    hint = say("Put the first one back, and append the new day to `revisions` with its date, reason and decided_by.")
    for entry, change in comparison.in_actions():
        if _is_another_action(entry, comparison) or _is_amended(entry):
            continue
        if isinstance(change, Overwritten):
            yield comparison.path_of(change), Problem(change.location, _how_overwritten(change), hint)
        elif isinstance(change, Reread) and change.part == "kind":
            message = say(
                "The deadline was of kind {before}; with another kind it is late on another day, or never.",
                before=change.before,
            )
            yield comparison.path_of(change), Problem(change.location, message, _UNDO)


def _term_overwritten(comparison: Comparison) -> FoundInChange:
    for change in comparison.changes.plan:
        if isinstance(change, PlanChanged) and change.part == "term" and change.location != ("term", "note"):
            message = say("The plan's term was {before}; it was overwritten.", before=str(change.before))
            hint = say(
                "Put the day back. Where the end of the plan moved, append the new day to `revisions` in each action "
                "that it moves, with its date, reason and decided_by."
            )
            yield comparison.manifest, Problem(change.location, message, hint)


def _how_overwritten(change: Overwritten) -> Sentence:
    if change.part == "label":
        return say("This phase has another name than the plan gave it.")
    if change.part == "phase":
        return say("A phase was removed.") if change.after is None else say("A phase was added.")
    if change.before is None:
        return say("The deadline had no such day before.")
    if change.after is None:
        return say("The deadline was {before}; it is no longer there.", before=change.before)
    return say("The deadline was {before}; it was overwritten.", before=change.before)


@rule(
    "NAP905",
    "id-reused",
    "error",
    "change",
    why="Letters, reports and links that name the number would from now on mean something else.",
    wrong='id: "35"                   # action 35 was another one until this change',
    right='id: "68"',
    mend="Give the new action a number that no action ever had, and put the old one back or record its removal.",
)
def id_reused(comparison: Comparison) -> FoundInChange:
    """A number that belonged to one action is given to another, or the letter of a measure to another measure."""
    hint = say("Give this action a number that none ever had.")
    seen = set()
    for entry, change in comparison.in_actions():
        removed = isinstance(change, ActionAdded) and change.id_was_removed
        if entry.action not in seen and (removed or _is_another_action(entry, comparison)):
            seen.add(entry.action)
            message = say("Number {id} belonged to another action.", id=entry.action)
            yield comparison.paths[entry.action], Problem(("id",), message, hint)
        elif entry.action not in seen and isinstance(change, Amended) and _has_letter_of_another(change, comparison):
            seen.add(entry.action)
            message = say("Letter {letter} belonged to another measure.", letter=getattr(change.after, "id", ""))
            its_own = say("Give each measure the letter that it had, and a new one the next that none ever had.")
            yield comparison.path_of(change), Problem((*change.location, "id"), message, its_own)


# -- what several rules ask ------------------------------------------------------------------------------------


def _has_letter_of_another(change: Amended, comparison: Comparison) -> bool:
    """Whether a measure that was there before has a letter by which another one was known; reports name it."""
    before, after = change.before, change.after
    if not isinstance(before, Measure) or not isinstance(after, Measure) or before.id == after.id:
        return False
    versions = comparison.versions(change.action)
    return versions is not None and any(measure.id == after.id for measure in versions[0].measures)


def _is_another_action(entry: ActionChanges, comparison: Comparison) -> bool:
    """Whether an action is another one than had this number: by its title, and by its chapter or all of its measures.

    Translations are not looked at. Where an amendment says what changed, it is the same action.
    """
    versions = comparison.versions(entry.action)
    if versions is None or _is_amended(entry):
        return False
    before, after = versions
    language = comparison.old.source_language
    if _is_much_the_same(comparison.old.say(before.title, language), comparison.new.say(after.title, language)):
        return False
    said = {comparison.old.say(measure.text, language) for measure in before.measures}
    now = {comparison.new.say(measure.text, language) for measure in after.measures}
    return before.chapter != after.chapter or (len(said) > 1 and said.isdisjoint(now))


def _is_much_the_same(before: str, after: str) -> bool:
    """Whether most words of a title are left."""
    was, now = (set(re.findall(r"\w+", title.casefold())) for title in (before, after))
    return 2 * len(was & now) > len(was | now) or before == after
