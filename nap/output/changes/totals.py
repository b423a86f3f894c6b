"""All changes in one sentence: how many of which kind, and whether that is all."""

from __future__ import annotations

from collections.abc import Sequence

from nap.changes import records
from nap.output.changes.telling import Telling
from nap.sentence import Sentence, say

_BY_ITSELF = (
    records.ActionAdded,
    records.ActionRemoved,
    records.Reported,
    records.Moved,
    records.Overwritten,
    records.Translated,
    records.Stale,
    records.ActorAdded,
    records.ActorRemoved,
    records.ActorChanged,
    records.PlanChanged,
)
"""What is always counted as what it is, or goes with something that is; what is not counted so is "other"."""


def totals(tell: Telling, changes: records.Changes) -> str:
    """What changes, by kind, in one sentence."""
    if not changes:
        return tell.word(say("Nothing changes."))
    counted, rest = _counted(tell, changes)
    if counted and not rest:
        return tell.word(say("{counts}; nothing else changes.", counts=counted))
    return tell.word(say("{counts}.", counts=_with_rest(tell, counted, rest)))


def summary(tell: Telling, changes: records.Changes) -> str:
    """The same in a few words, for a heading."""
    return _with_rest(tell, *_counted(tell, changes))


def _with_rest(tell: Telling, counted: str, rest: int) -> str:
    if not rest:
        return counted
    if not counted:
        return tell.word(say("1 change") if rest == 1 else say("{count} changes", count=rest))
    if rest == 1:
        return tell.word(say("{counts}, and 1 other change", counts=counted))
    return tell.word(say("{counts}, and {count} other changes", counts=counted, count=rest))


def _counted(tell: Telling, changes: records.Changes) -> tuple[str, int]:
    """How many changes there are of each kind that counts, in words, and how many others."""
    every = list(changes)
    kinds = [*_actions(changes, every), *_others(every)]
    counted = tell.joined(one if count == 1 else more for count, one, more in kinds if count)
    rest = sum(not isinstance(change, _BY_ITSELF) and not _is_amendment(change) for change in every)
    return counted, rest - sum(_reports_touched(every))


_Kind = tuple[int, Sentence, Sentence]
"""How many there are; what to say of one; what to say of more."""


def _actions(changes: records.Changes, every: Sequence[records.Change]) -> list[_Kind]:
    added = sum(isinstance(change, records.ActionAdded) for change in every)
    removed = sum(isinstance(change, records.ActionRemoved) for change in every)
    reported = len({change.action for change in every if isinstance(change, records.Reported)})
    moves = [change for change in every if isinstance(change, records.Moved)]
    moved = sum(change.appended for change in moves)
    earlier = len(moves) - moved
    overwritten = len({change.action for change in every if isinstance(change, records.Overwritten)})
    texts = [change for change in every if isinstance(change, records.Amended) and change.plan_text]
    amended = len({change.action for change in texts if change.amendments})
    unsaid = len({change.action for change in texts if not change.amendments})
    decisions = sum(_is_decision_on_other_things(entry) for entry in changes.actions)
    elsewhere = sum(not entry.changes for entry in changes.actions)
    return [
        (added, say("1 new action"), say("{count} new actions", count=added)),
        (removed, say("1 action removed"), say("{count} actions removed", count=removed)),
        (reported, say("1 action reported on"), say("{count} actions reported on", count=reported)),
        (moved, say("1 deadline moved"), say("{count} deadlines moved", count=moved)),
        (
            earlier,
            say("1 earlier move of a deadline recorded"),
            say("{count} earlier moves of deadlines recorded", count=earlier),
        ),
        (overwritten, say("1 deadline overwritten"), say("{count} deadlines overwritten", count=overwritten)),
        (amended, say("1 action amended"), say("{count} actions amended", count=amended)),
        (
            unsaid,
            say("1 action changed without an amendment"),
            say("{count} actions changed without an amendment", count=unsaid),
        ),
        (
            decisions,
            say("1 action with a new amendment or erratum"),
            say("{count} actions with a new amendment or erratum", count=decisions),
        ),
        (elsewhere, say("1 action with another status"), say("{count} actions with another status", count=elsewhere)),
    ]


def _others(every: Sequence[records.Change]) -> list[_Kind]:
    rewritten, erased = _reports_touched(every)
    translations = sum(isinstance(change, records.Translated) for change in every)
    kinds = (records.ActorAdded, records.ActorRemoved, records.ActorChanged)
    actors = len({change.actor for change in every if isinstance(change, kinds)})
    plan = sum(isinstance(change, records.PlanChanged) for change in every)
    return [
        (rewritten, say("1 report rewritten"), say("{count} reports rewritten", count=rewritten)),
        (erased, say("1 report removed"), say("{count} reports removed", count=erased)),
        (translations, say("1 translation changed"), say("{count} translations changed", count=translations)),
        (actors, say("1 actor changed"), say("{count} actors changed", count=actors)),
        (plan, say("1 change of the plan as a whole"), say("{count} changes of the plan as a whole", count=plan)),
    ]


def _reports_touched(every: Sequence[records.Change]) -> tuple[int, int]:
    """How many reports were rewritten, and how many removed."""
    rewritten = sum(isinstance(change, records.Rewritten) and change.part == "updates" for change in every)
    erased = sum(isinstance(change, records.Erased) and change.part == "updates" for change in every)
    return rewritten, erased


def _is_decision_on_other_things(entry: records.ActionChanges) -> bool:
    """Whether an amendment or an erratum is recorded, and it is not the plan's text that changes."""
    is_text = any(isinstance(change, records.Amended) and change.plan_text for change in entry.changes)
    return not is_text and any(isinstance(change, records.AmendmentAdded) for change in entry.changes)


def _is_amendment(change: records.Change) -> bool:
    """Whether a change is part of an amendment, which is counted by action."""
    if isinstance(change, records.Amended):
        return change.plan_text
    return isinstance(change, records.AmendmentAdded)
