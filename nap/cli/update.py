"""`nap update`: what one actor reports about one action."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from nap.cli import options, recording, reporting
from nap.cli.asking import Choice, Missing
from nap.cli.completion import complete_actor
from nap.cli.diff import Form
from nap.cli.recording import Opened, cleaned
from nap.errors import NapError
from nap.model.words import REPORTED, Scope
from nap.sentence import Sentence, say

_NEED_A_REASON = ("not_started", "stopped")

_HAPPENED = say("What happened?")
_IN_THE_WAY = say("What stands in the way?")

_HINTS: Mapping[str, Sentence] = {
    "NAP601": say("Give --date with the day on which it was true, at the latest today."),
    "NAP602": say("Give --date with a later day on which it was true, and say since when with --text."),
    "NAP603": say("Say with --corrects why this takes its place, or give --date with the day on which this was true."),
    "NAP605": say("Give --evidence with a link where it can be checked."),
    "NAP606": say("Say with --obstacles what stands in the way."),
    "NAP607": say("Say with --text why it goes on."),
    "NAP612": say("Give --received with the day on which it came in: from the day of --date to today."),
    "NAP614": say("Give --date with the day of the update that it corrects, or leave out --corrects."),
}
"""What to give on the command line for what a rule finds wrong."""


def update(
    action: recording.ActionId,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="ACTOR",
            help="Who reports: an actor of the action, or who answers for one. Not needed where there is only one.",
            autocompletion=complete_actor,
        ),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            parser=reporting.parse_status,
            metavar="|".join(REPORTED),
            help="How far it is; also in words, such as voltooid or en cours.",
            autocompletion=reporting.complete_status,
        ),
    ] = None,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="What happened.")] = None,
    obstacles: Annotated[
        str | None,
        typer.Option(
            "--obstacles", metavar="TEXT", help="What stands in the way; needed when it was not started or was stopped."
        ),
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence",
            metavar="URL",
            help="A link where it can be checked; needed when it is completed. Repeat for more.",
        ),
    ] = None,
    evidence_title: Annotated[
        list[str] | None,
        typer.Option(
            "--evidence-title", metavar="TEXT", help="What is found there: the first for the first link, and so on."
        ),
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            "--measure",
            metavar="LETTER=STATUS",
            help="How far a measure is, for example a=completed. Repeat for more.",
        ),
    ] = None,
    phase: Annotated[
        list[str] | None,
        typer.Option(
            "--phase",
            metavar="LABEL=STATUS",
            help="How far a phase of the deadline is, for example “Fase 2=completed”. Repeat for more.",
        ),
    ] = None,
    scope: Annotated[
        Scope,
        typer.Option(
            "--scope",
            help="Whether it speaks for the actor's own part or for the whole action (the coordinator, or an actor "
            "with the agreement of the others).",
        ),
    ] = "own",
    date: Annotated[
        datetime.date | None,
        typer.Option(
            "--date", parser=options.parse_day, metavar="DATE", help="The day on which it was true. Default: today."
        ),
    ] = None,
    received: Annotated[
        datetime.date | None,
        typer.Option(
            "--received", parser=options.parse_day, metavar="DATE", help="The day on which the secretariat got it."
        ),
    ] = None,
    corrects: Annotated[
        str | None,
        typer.Option(
            "--corrects",
            metavar="TEXT",
            help="Why it takes the place of what the same actor reported of the same day, which stays in the file.",
        ),
    ] = None,
    editor: Annotated[
        bool, typer.Option("--editor", help="Write the texts in your editor, the one named in VISUAL or EDITOR.")
    ] = False,
    lang: recording.Lang = None,
    dry_run: recording.DryRun = False,
    plan_dir: options.PlanDir = None,
    form: Form = "text",
) -> None:
    """Record what an actor reports about an action, below what was reported before.

    On a terminal it asks for what is missing. It is checked as `nap lint` would check it, and said in words before
    it is written; the rest of the file stays as it is.
    """
    from nap.store.editor import add_update

    opened = recording.open_action(plan_dir, action, lang)
    report = _Report(
        by=reporting.reporter(opened, by, scope) if by is not None else "",
        status=status or "",
        scope=scope,
        date=date or opened.today,
        text=cleaned("--text", text),
        obstacles=cleaned("--obstacles", obstacles),
        links=reporting.links(evidence or (), evidence_title or ()),
        measures=reporting.parts("--measure", measure or (), lambda name: reporting.measure(opened, name)),
        phases=reporting.parts("--phase", phase or (), lambda name: recording.phase_called(opened, name)),
        corrects=cleaned("--corrects", corrects),
        received=received,
    )
    with Missing(opened.words) as missing:
        _ask(opened, report, missing, texts=not editor)
        missing.finish()
    with _in_editor(opened, report, keep=dry_run) if editor else nullcontext():
        entry = report.entry(opened)
        if _is_recorded(opened, entry):
            recording.known_already(opened, form)
        else:
            recording.record(opened, add_update, entry, form=form, dry_run=dry_run, hints=_HINTS)


@dataclass
class _Report:
    """What is reported; "" and nothing stand for what is not said, or not known yet."""

    by: str
    status: str
    scope: Scope
    date: datetime.date
    text: str
    obstacles: str
    links: Sequence[tuple[str, str]]
    """Addresses with their titles."""
    measures: Mapping[str, str]
    phases: Mapping[str, str]
    corrects: str
    received: datetime.date | None

    def entry(self, opened: Opened) -> dict[str, Any]:
        """It as an update in a file."""
        fields = {
            "date": self.date.isoformat(),
            "by": self.by,
            "scope": self.scope if self.scope != "own" else "",
            "status": self.status,
            "text": self.text and opened.text(self.text),
            "obstacles": self.obstacles and opened.text(self.obstacles),
            "evidence": [
                {"url": url, "title": opened.text(title)} if title else {"url": url} for url, title in self.links
            ],
            "measures": self.measures,
            "phases": self.phases,
            "corrects": self.corrects and opened.text(self.corrects),
            "received": self.received and self.received.isoformat(),
        }
        return {name: value for name, value in fields.items() if value}


def _is_recorded(opened: Opened, entry: Mapping[str, Any]) -> bool:
    """Whether what holds says so already: all of it, or, for a correction, which may take something back, only it."""
    from nap.status import holding

    there = holding(opened.action.updates)
    if "corrects" in entry:
        return recording.is_the_same(there, entry, apart_from={"corrects", "received"})
    return recording.is_recorded(there, {"scope": "own", **entry})


# -- what is missing -------------------------------------------------------------------------------------------


def _ask(opened: Opened, report: _Report, missing: Missing, *, texts: bool) -> None:
    """Ask for what is missing and needed; for the texts too, unless they are written elsewhere."""
    from nap.output.words import STATUS

    report.by = report.by or _ask_who(opened, report.scope, missing)
    if not report.status:
        choices = [Choice(status, opened.told(STATUS[status])) for status in REPORTED]
        report.status = missing.choice("--status", say("How far is it?"), choices, reporting.status_meant)
    if texts and not report.text:
        report.text = missing.text("--text", _HAPPENED, needed=False)
    if texts and not report.obstacles and report.status in _NEED_A_REASON:
        report.obstacles = missing.text("--obstacles", _IN_THE_WAY)
    if not report.links and report.status == "completed":
        url = missing.text("--evidence", say("On which page can it be checked?"), _not_a_link)
        report.links = [(url, missing.text("--evidence-title", say("What is found there?"), needed=False))]


def _ask_who(opened: Opened, scope: Scope, missing: Missing) -> str:
    """Who reports: the only one that can, or who is chosen."""
    from nap.query import find_actor

    question = say("Who reports?")

    def understood(word: str) -> str | None:
        with suppress(NapError):
            return find_actor(opened.plan, word).id
        return None

    def unknown(word: str) -> str:
        return "" if understood(word) else say("No actor is called so; `nap actors` lists them all.")

    names = reporting.reporters(opened, scope)
    if len(names) == 1:
        return names[0]
    if not names:
        word = missing.text("--by", question, unknown)
        return understood(word) or ""
    choices = [Choice(name, opened.plan.name(name, opened.language)) for name in names]
    return missing.choice("--by", question, choices, understood)


def _not_a_link(answer: str) -> str:
    import re

    from nap.model.base import URL

    return "" if re.search(URL, answer) else say("That is no address; write it whole, from https:// on.")


@contextmanager
def _in_editor(opened: Opened, report: _Report, *, keep: bool) -> Iterator[None]:
    """Have the texts of a report written in an editor, and keep them if recording them fails."""
    from nap.cli.in_editor import Passage, written
    from nap.output.words import STATUS
    from nap.round.cells import tidied

    plan, language = opened.plan, opened.language
    status = next(said for code, said in STATUS.items() if code == report.status)
    about = [
        say("Action {id}: {title}", id=opened.action.id, title=plan.say(opened.action.title, language)),
        say("{actor}, {day}: {status}", actor=plan.label(report.by, language), day=report.date, status=status),
    ]
    passages = [Passage(_HAPPENED, report.text)]
    if report.obstacles or report.status in _NEED_A_REASON:
        passages.append(Passage(_IN_THE_WAY, report.obstacles))
    with written(list(map(opened.told, about)), passages, opened.words, keep=keep) as texts:
        report.text, report.obstacles = (*map(tidied, texts), "")[:2]
        yield
