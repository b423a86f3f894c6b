"""`nap round status`: who has answered in a yearly round, for how many of how many, and who has not."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from nap.cli import options, reading
from nap.cli.round import common


def status(
    year: common.Year,
    by: Annotated[
        Literal["body", "government"], typer.Option("--by", help="One line for each body, or each government.")
    ] = "body",
    missing: Annotated[
        bool, typer.Option("--missing", help="Only those who have not answered for everything.")
    ] = False,
    actor: options.ActorsOnly = None,
    exact: options.Exact = False,
    government: Annotated[
        list[str] | None,
        typer.Option(
            "--government",
            metavar="NAME",
            help="Only this government and its bodies. Repeat for more.",
            autocompletion=options.complete_government,
        ),
    ] = None,
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
    on: options.On = None,
    lang: options.Lang = None,
    form: options.Form = "table",
) -> None:
    """Show who has answered in a round, for how many of how many, who has not, and since when nothing was heard.

    There is a line for everybody who gets a form. What is dated after the day of --on does not count; by default
    every answer of the year does.
    """
    words = reading.words_in(lang)
    session = reading.read(plan_dir, rev, words)
    from nap.round.progress import by_government, chosen, progress
    from nap.round.progress_table import bodies_table, governments_table, summary

    plan = session.plan
    language = reading.language_of(plan, lang)
    only = chosen(plan, actor or (), government or (), exact=exact)
    bodies = [body for body in progress(plan, year, on) if only is None or body.actor in only]
    shown = [body for body in bodies if body.missing or not missing]
    if by == "body":
        table = bodies_table(plan, shown, year, language)
    else:
        summed = by_government(plan, bodies, year, only)
        table = governments_table(plan, [item for item in summed if item.missing or not missing], year, language)
    reading.show(table, form, summary(bodies), words)
    session.finish()
