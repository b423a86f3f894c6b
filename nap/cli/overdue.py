"""`nap overdue`: what is late, since when, whose it is and why."""

from __future__ import annotations

from typing import Annotated

import typer

from nap.cli import options, reading
from nap.errors import FOUND
from nap.sentence import say


def overdue(
    within: Annotated[
        int | None,
        typer.Option("--within", min=0, max=36500, metavar="DAYS", help="Also what is due in the next DAYS days."),
    ] = None,
    silent: Annotated[
        bool, typer.Option("--silent", help="Also what is open and has not been reported on for twelve months.")
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 if anything is listed.")] = False,
    actor: options.Actors = None,
    exact: options.Exact = False,
    chapter: options.Chapters = None,
    government: options.Governments = None,
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
    on: options.On = None,
    lang: options.Lang = None,
    form: options.Form = "table",
) -> None:
    """List what is overdue, the longest first: a day has passed and the action is neither completed nor stopped.

    An action in phases has one line for each phase that is late.
    """
    words = reading.words_in(lang)
    session = reading.read(plan_dir, rev, words)
    from nap.cli.list import say_who_is_only_addressed_above
    from nap.output.lateness import late_table
    from nap.output.overview import total
    from nap.query import Choice, choose

    plan = session.plan
    language = reading.language_of(plan, lang)
    choice = Choice(
        actors=tuple(actor or ()), exact=exact, chapters=tuple(chapter or ()), governments=tuple(government or ())
    )
    table = late_table(plan, choose(plan, choice, on or reading.today()), language, within, silent)
    listed = [plan.actions[action_id] for action_id in table.ids]
    reading.show(table, form, total(listed, plan) if listed else say("Nothing."), words)
    say_who_is_only_addressed_above(plan, choice.actors, language, words)
    session.finish()
    if exit_code and table.rows:
        raise typer.Exit(FOUND)
