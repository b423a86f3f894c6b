"""`nap round close`: whether a round can be closed, what it came to, and the tag to set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import options, reading
from nap.cli.round import common
from nap.cli.round.read import take_all
from nap.errors import FOUND, NapError
from nap.sentence import Sentence, say

if TYPE_CHECKING:
    from nap.cli.reading import Reading


def close(
    year: common.Year,
    forms: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FORM]…", help="The forms that came back, or folders of them: none may be unread."),
    ] = None,
    without_forms: Annotated[
        bool,
        typer.Option("--without-forms", help="There are none to look at: no form came back that was not read."),
    ] = False,
    plan_dir: options.PlanDir = None,
    lang: common.Words = None,
) -> None:
    """Say whether a round can be closed, what it came to, and which git tag to set. Nothing is written.

    It cannot before its year is over, while an answer in one of the forms is not recorded, while `nap lint` finds an
    error, or while a change of the data is not committed. Whoever has not answered does not stand in the way: no answer
    is published as no answer.
    """
    from nap.output.formats import render
    from nap.round.closing import command, figures
    from nap.round.progress import progress
    from nap.views.report import report
    from nap.views.scope import over_year

    if forms and without_forms:
        message = say("Forms are named, and --without-forms says that there are none.")
        raise NapError(message, say("Leave out one of the two."))
    session, words = reading.gather(plan_dir, None), reading.words_in(lang)
    plan = session.loaded.whole()
    bodies = progress(plan, year)
    view = report(plan, over_year(plan.manifest.term, year), plan.source_language)
    before = [] if view.first_year else progress(plan, year - 1)
    obstacles = [
        *_to_come(year),
        *([] if without_forms else _unread(session, year, forms or ())),
        *_faults(session),
        *_loose(session, year),
    ]
    reading.out(render(figures(view, bodies, before, words), "table", reading.screen()))
    if obstacles:
        for obstacle in (*obstacles, say("The round of {year} cannot be closed yet.", year=year)):
            reading.warn(obstacle, words)
        raise typer.Exit(FOUND)
    reading.out(f"\n{command(year, bodies, words)}\n")


def _to_come(year: int) -> Iterator[Sentence]:
    """That the year of the round is not over."""
    from nap.answers import end_of

    if end_of(year) >= reading.today():
        yield say(
            "{year} is not over: what is reported until {day} can still change this.", year=year, day=end_of(year)
        )


def _unread(session: Reading, year: int, forms: Sequence[Path]) -> Iterator[Sentence]:
    """The forms in which an answer stands that is not in the plan."""
    if not forms:
        yield say("Name the folder of the forms that came back, or give --without-forms if none of them is unread.")
        return
    _, taken = take_all(session, forms, year, reading.today())
    for item in taken:
        name, count = item.form.name, len(item.recorded)
        if item.wrong:
            yield say("{form}: something in it is to be mended first; `nap round read` says what.", form=name)
        elif count:
            yield say(
                "{form}: answers not recorded yet: {count}; read it with `nap round read`.", form=name, count=count
            )


def _faults(session: Reading) -> Iterator[Sentence]:
    """That a check of the plan finds errors."""
    from nap.lint.run import lint
    from nap.lint.selection import Selection
    from nap.store.tree import FolderTree

    found = lint(FolderTree(session.root), reading.today(), Selection()).findings
    errors = sum(finding.severity == "error" for finding in found)
    if errors:
        yield say("Errors that `nap lint` finds: {count}. Mend them first.", count=errors)


def _loose(session: Reading, year: int) -> Iterator[Sentence]:
    """What keeps a tag from standing for the data as they are now."""
    from nap.round.closing import tag
    from nap.store import git

    try:
        git.require_history(session.root)
    except NapError as error:
        yield say("{problem} A round is closed with a git tag.", problem=error.message)
        return
    if git.has_changes(session.root, "data"):
        yield say("There are changes in data/ that are not committed; commit them first.")
    if git.has_tag(session.root, tag(year)):
        yield say("There is a tag {tag} already: this round was closed.", tag=tag(year))
