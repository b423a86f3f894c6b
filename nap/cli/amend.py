"""`nap amend`: the plan itself is changed, or a mistake in these files is mended, and who decided on it is recorded."""

from __future__ import annotations

from typing import Annotated

import typer

from nap.cli import options, recording
from nap.cli.asking import Choice, Missing
from nap.cli.diff import Form
from nap.cli.recording import cleaned
from nap.model.words import AmendmentKind
from nap.sentence import say


def amend(
    action: recording.ActionId,
    kind: Annotated[
        AmendmentKind | None,
        typer.Option(
            "--kind",
            help="amendment: the plan itself was changed; erratum: these files did not say what the plan says.",
        ),
    ] = None,
    reason: recording.Reason = None,
    decided_by: recording.DecidedBy = None,
    date: recording.DecidedOn = None,
    lang: recording.Lang = None,
    dry_run: recording.DryRun = False,
    plan_dir: options.PlanDir = None,
    form: Form = "text",
) -> None:
    """Record that the plan's own text of an action is changed: why, and who decided it.

    The text itself (title, actors, measures, the deadline as stated) you change by hand in the action's file, in the
    same pull request; `nap lint --base` then accepts it. On a terminal it asks for what is missing.
    """
    from nap.store.editor import add_amendment

    opened = recording.open_action(plan_dir, action, lang)
    decided = opened.day(date)
    why, who = cleaned("--reason", reason), cleaned("--decided-by", decided_by)
    choices = [
        Choice("amendment", opened.told(say("amendment: the plan itself was changed"))),
        Choice("erratum", opened.told(say("erratum: these files did not say what the plan says"))),
    ]
    with Missing(opened.words) as missing:
        which: str = kind or missing.choice("--kind", say("What is it?"), choices, str.lower)
        why = why or missing.text("--reason", say("What changes, and why?"))
        who = who or missing.text("--decided-by", say("Who decided on it?"))
        missing.finish()
    amendment = {"kind": which, "reason": opened.text(why), "decided_by": opened.text(who)}
    on = {"date": decided.isoformat()}
    if recording.is_recorded(opened.action.amendments, amendment | (on if date else {})):
        recording.known_already(opened, form)
        return
    recording.record(opened, add_amendment, on | amendment, form=form, dry_run=dry_run)
    now = say(
        "Now change the plan's text by hand in {path}; `nap lint --base` accepts both together.", path=opened.path
    )
    if not dry_run:
        recording.note(opened, now)
