"""NAP9: what a change may not do to what has been recorded since the plan, and to translations."""

from __future__ import annotations

from collections.abc import Sequence

from nap.changes.records import ActionChanges, AmendmentAdded, Erased, Reordered, Rewritten, Stale, Translated
from nap.lint.rule import Comparison, FoundInChange, Problem, rule
from nap.model.action import Revision, Update
from nap.sentence import say

_OTHER_ORDER = say("Entries of one day stand in another order, and the last of them holds.")
_OLD_ORDER = say("Put them in the order in which they stood.")


@rule(
    "NAP903",
    "update-rewritten",
    "error",
    "change",
    why="A report that was published must still say what it said; a correction is news, too.",
    wrong="""
- date: 2025-12-31
  by: fod-justitie
  status: in_progress        # was: completed
""",
    right="""
- date: 2025-12-31
  by: fod-justitie
  status: completed
- date: 2026-03-01
  by: fod-justitie
  status: in_progress
  text:
    nl: De melding van december was voorbarig.
""",
    mend="Put the update back and append a new one, or record an erratum with its reason in the same change.",
)
def update_rewritten(comparison: Comparison) -> FoundInChange:
    """An update says something else than before, or is gone. Translations may be added and mended, and links added."""
    hint = say(
        "Put it back and append a new update, or add an entry of kind erratum to `amendments` that says what was wrong."
    )
    for entry, change in comparison.in_actions():
        if _has_erratum(entry):
            continue
        if isinstance(change, Rewritten | Erased) and change.part == "updates":
            values = {"by": getattr(change.before, "by", ""), "date": change.before.date}
        elif isinstance(change, Translated) and (update := _in_its_words(change, comparison)):
            values = {"by": update.by, "date": update.date}
        elif isinstance(change, Reordered) and change.location == ("updates",):
            versions = comparison.versions(entry.action)
            if versions and _is_other_at_end_of_day(*(action.updates for action in versions)):
                yield comparison.path_of(change), Problem(change.location, _OTHER_ORDER, _OLD_ORDER)
            continue
        else:
            continue
        if isinstance(change, Erased):
            message = say("The update of {by} of {date} was removed.", **values)
        else:
            message = say("The update of {by} of {date} now says something else.", **values)
        yield comparison.path_of(change), Problem(change.location, message, hint)


def _in_its_words(change: Translated, comparison: Comparison) -> Update | None:
    """The update of which this changes what its actor said in its own language; None for a mere translation."""
    match change.location:
        case ("updates", int() as index, *_) if change.before is not None:
            update = comparison.new.actions[change.action].updates[index]
            # What its language is, this change does not decide for an actor that was there before.
            plan = comparison.old if update.by in comparison.old.actors else comparison.new
            return update if update.by in plan.actors and plan.language_of(update.by) == change.language else None
    return None


def _is_other_at_end_of_day(
    before: Sequence[Update] | Sequence[Revision], after: Sequence[Update] | Sequence[Revision]
) -> bool:
    """Whether of what is dated on one day something else stands last, so that it holds; by day the order is free."""
    was = sorted((one for one in before if one in after), key=lambda one: one.date)
    now = sorted((one for one in after if one in before), key=lambda one: one.date)
    return was != now


def _has_erratum(entry: ActionChanges) -> bool:
    added = (change.amendment for change in entry.changes if isinstance(change, AmendmentAdded))
    return any(amendment.kind == "erratum" for amendment in added)


@rule(
    "NAP906",
    "stale-translation",
    "warning",
    "change",
    why="Readers of another language would go on reading what is no longer said.",
    wrong="""
title:
  nl: De bewustmakingstool inzake omkoping      # was: corruptie
  fr: L’outil de sensibilisation à la corruption
""",
    right="""
title:
  nl: De bewustmakingstool inzake omkoping
  fr: L’outil de sensibilisation à la corruption active
""",
    mend="Translate the new text, or remove the translation until there is one.",
)
def stale_translation(comparison: Comparison) -> FoundInChange:
    """A text changed, and its translations stayed as they were."""
    for change in comparison.changes:
        if isinstance(change, Stale):
            message = say(
                "This text changed, but not its translation into: {languages}.", languages=", ".join(change.languages)
            )
            hint = say("Translate the new text, or remove the old translation until there is one.")
            location = comparison.in_its_language(comparison.location_of(change), change.after)
            yield comparison.path_of(change), Problem(location, message, hint)


@rule(
    "NAP907",
    "decision-rewritten",
    "error",
    "change",
    why="Revisions, amendments and removals are the memory of who decided what; they are only ever appended to.",
    wrong="a revision of a deadline is deleted, or its reason is reworded",
    right="a second revision is appended below the first",
    mend="Put the entry back, and append a new one.",
)
def decision_rewritten(comparison: Comparison) -> FoundInChange:
    """A revision, an amendment or a removal says something else than before, or is gone; or of two revisions of one day
    the other one holds.
    """
    hint = say("Put it back as it was, and append a new entry.")
    for change in comparison.changes:
        if isinstance(change, Reordered) and change.location == ("deadline", "revisions"):
            versions = comparison.versions(change.action)
            if versions and _is_other_at_end_of_day(*(action.deadline.revisions for action in versions)):
                yield comparison.path_of(change), Problem(change.location, _OTHER_ORDER, _OLD_ORDER)
        if isinstance(change, Rewritten | Erased) and change.part != "updates":
            message = (
                say("A decision of {date} was removed.", date=change.before.date)
                if isinstance(change, Erased)
                else say("A decision of {date} now says something else.", date=change.before.date)
            )
            yield comparison.path_of(change), Problem(change.location, message, hint)
