"""`nap defer`: a deadline moves, and the first one stays."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from nap.cli import options, recording
from nap.cli.asking import Choice, Missing, not_a_day
from nap.cli.diff import Form
from nap.cli.recording import Opened, cleaned
from nap.errors import NapError
from nap.sentence import Sentence, say

if TYPE_CHECKING:
    from nap.model.action import Revision


def defer(
    action: recording.ActionId,
    due: Annotated[
        datetime.date | None,
        typer.Option(
            "--due", parser=options.parse_day, metavar="DATE", help="The new last day on which it is on time."
        ),
    ] = None,
    reason: recording.Reason = None,
    decided_by: recording.DecidedBy = None,
    date: recording.DecidedOn = None,
    phase: Annotated[
        str | None,
        typer.Option("--phase", metavar="LABEL", help="The phase that moves, where the deadline has phases."),
    ] = None,
    lang: recording.Lang = None,
    dry_run: recording.DryRun = False,
    plan_dir: options.PlanDir = None,
    form: Form = "text",
) -> None:
    """Record that the deadline of an action moves: to which day, why, and who decided it.

    What the plan states stays, and so does every earlier day; reports show both. On a terminal it asks for what
    is missing.
    """
    from nap.store.editor import add_revision

    opened = recording.open_action(plan_dir, action, lang)
    decided = opened.day(date)
    why, who = cleaned("--reason", reason), cleaned("--decided-by", decided_by)
    _refuse_without_a_day(opened)
    with Missing(opened.words) as missing:
        label = _phase(opened, phase, missing)
        due = due or _ask_due(missing)
        moves = _moves(opened, label, decided)
        given = _revision(opened, due=due, date=date, phase=label, reason=why, decided_by=who)
        if due is not None and _is_held(opened, label, moves, due, given):
            recording.known_already(opened, form)
            return
        why = why or missing.text("--reason", say("Why does it move?"))
        who = who or missing.text("--decided-by", say("Who decided on it?"))
        missing.finish()
    revision = _revision(opened, due=due, date=decided, phase=label, reason=why, decided_by=who)
    notes = []
    if moves.later:
        last = moves.later[-1]
        notes = [say("A later decision, of {day}, still holds: on time until {due}.", day=last.date, due=last.due)]
    recording.record(opened, add_revision, revision, form=form, dry_run=dry_run, hints=_HINTS, notes=notes)


_HINTS: Mapping[str, Sentence] = {
    "NAP503": say("If it is meant, name the year in --reason."),
}
"""What to give on the command line for what a rule finds wrong."""


def _revision(
    opened: Opened,
    *,
    due: datetime.date | None,
    date: datetime.date | None,
    phase: str,
    reason: str,
    decided_by: str,
) -> dict[str, Any]:
    """A revision as it stands in a file, as far as it is known."""
    fields = {
        "date": date and date.isoformat(),
        "due": due and due.isoformat(),
        "phase": phase,
        "reason": reason and opened.text(reason),
        "decided_by": decided_by and opened.text(decided_by),
    }
    return {name: value for name, value in fields.items() if value}


def _refuse_without_a_day(opened: Opened) -> None:
    """Raise `NapError` for a deadline that has no day, and so cannot move."""
    kind = opened.action.deadline.kind
    if kind not in ("ongoing", "none"):
        return
    message = say("Action {id} has no day by which it must be done, so none can move.", id=opened.action.id)
    hint = say("The plan calls it ongoing: report on it with `nap update`.")
    if kind == "none":
        hint = say("The plan gives it no deadline: report on it with `nap update`.")
    raise NapError(message, hint)


def _phase(opened: Opened, given: str | None, missing: Missing) -> str:
    """The label of the phase that moves; "" where the deadline has none, or it is not known yet."""
    if given is not None:
        return recording.phase_called(opened, given)
    labels = recording.phase_labels(opened)
    if len(labels) < 2:  # noqa: PLR2004 - there is nothing to choose
        return "".join(labels)

    def understood(word: str) -> str | None:
        with suppress(NapError):
            return recording.phase_called(opened, word)
        return None

    choices = [Choice(label, label) for label in labels]
    return missing.choice("--phase", say("Which phase moves?"), choices, understood)


def _ask_due(missing: Missing) -> datetime.date | None:
    answer = missing.text("--due", say("Until which day is it on time now, as YYYY-MM-DD?"), not_a_day)
    return options.parse_day(answer) if answer else None


class _Moves(NamedTuple):
    """How a deadline, or one phase of it, moved: the decisions until the day of the new one, and those after it."""

    until: Sequence[Revision]
    later: Sequence[Revision]


def _moves(opened: Opened, phase: str, decided: datetime.date) -> _Moves:
    from nap.status import revisions_until

    known = [item for item in revisions_until(opened.action, opened.today) if (item.phase or "") == phase]
    return _Moves([item for item in known if item.date <= decided], [item for item in known if item.date > decided])


def _is_held(opened: Opened, phase: str, moves: _Moves, due: datetime.date, given: Mapping[str, Any]) -> bool:
    """Whether the move that is given is recorded already: on the day of its decision it was the last one.

    Raises `NapError` when the deadline was of that day then for another reason, or when the decision after it, of the
    same day, would move nothing any more.
    """
    deadline = opened.action.deadline
    held: datetime.date | None
    if moves.until:
        held = moves.until[-1].due
    elif phase:
        held = deadline.phases[recording.phase_labels(opened).index(phase)].due
    else:
        held = opened.plan.manifest.term.end if deadline.kind == "plan_term" else deadline.due
    if due == held:
        if recording.is_recorded(moves.until[-1:], given):
            return True
        message = say("The deadline is {day} already, so this moves nothing.", day=due)
        if moves.later:
            message = say("The deadline already was {day}; this moves nothing.", day=due)
    elif moves.later and due == moves.later[0].due:
        values = {"day": moves.later[0].date, "due": due}
        message = say(
            "The later decision of {day} moves the deadline to {due} too, and would then move nothing.", **values
        )
    else:
        return False
    raise NapError(message, say("Give --due with another day."))
