"""NAP9: what a change may not do to what has been recorded since the plan, and to translations."""

from __future__ import annotations

from nap.changes.records import ActionChanges, AmendmentAdded, Erased, Rewritten, Stale
from nap.lint.rule import Comparison, FoundInChange, Problem, rule
from nap.sentence import say


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
    """An update says something else than before, or is gone. Translations and links may be added to it."""
    hint = say(
        "Put it back and append a new update, or add an entry of kind erratum to `amendments` that says what was wrong."
    )
    for entry, change in comparison.in_actions():
        if _has_erratum(entry) or not isinstance(change, Rewritten | Erased) or change.part != "updates":
            continue
        update = change.before
        values = {"by": getattr(update, "by", ""), "date": update.date}
        if isinstance(change, Erased):
            message = say("The update of {by} of {date} was removed.", **values)
        else:
            message = say("The update of {by} of {date} now says something else.", **values)
        yield comparison.path_of(change), Problem(change.location, message, hint)


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
    """A revision, an amendment or a removal says something else than before, or is gone."""
    hint = say("Put it back as it was, and append a new entry.")
    for change in comparison.changes:
        if isinstance(change, Rewritten | Erased) and change.part != "updates":
            message = (
                say("A decision of {date} was removed.", date=change.before.date)
                if isinstance(change, Erased)
                else say("A decision of {date} now says something else.", date=change.before.date)
            )
            yield comparison.path_of(change), Problem(change.location, message, hint)
