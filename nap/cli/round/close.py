"""`nap round close`: whether a round can be closed, what its report will say, and the tag to set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import options, reading
from nap.cli.diff import words_in
from nap.cli.round import common
from nap.cli.round.read import take_all
from nap.errors import FOUND

if TYPE_CHECKING:
    from nap.cli.reading import Reading


def close(
    year: common.Year,
    forms: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FORM]…", help="The forms that came back, or folders of them: none may be unread."),
    ] = None,
    plan_dir: options.PlanDir = None,
    lang: options.Lang = None,
) -> None:
    """Say whether a round can be closed, what its report will say, and which git tag to set. Nothing is written.

    It cannot while an answer in one of the forms is not recorded, while `nap lint` finds an error, or while a change of
    the data is not committed. Whoever has not answered does not stand in the way: no answer is published as no answer.
    """
    from nap.output.formats import render
    from nap.round.closing import figures, tag
    from nap.views.report import report

    session = reading.gather(plan_dir, None)
    plan = session.loaded.whole()
    view = report(plan, year, plan.source_language)
    obstacles = [*_unread(session, year, forms or ()), *_faults(session), *_loose(session, year)]
    reading.out(render(figures(view, words_in(lang)), "table", reading.screen()))
    if not forms:
        reading.warn("No forms were looked at; name the folder of those that came back, to be sure that all are read.")
    if view.day >= reading.today():
        reading.warn(f"{year} is not over: what is reported until {view.day} can still change this.")
    if obstacles:
        for obstacle in obstacles:
            reading.warn(obstacle)
        reading.warn(f"The round of {year} cannot be closed yet.")
        raise typer.Exit(FOUND)
    share = f"{view.answers.answered} of {view.answers.asked} answers"
    reading.out(f'\ngit tag --annotate {tag(year)} --message "Round of {year}: {share}"\n')


def _unread(session: Reading, year: int, forms: Sequence[Path]) -> Iterator[str]:
    """The forms in which an answer stands that is not in the plan."""
    if not forms:
        return
    _, taken = take_all(session, forms, year, reading.today())
    for item in taken:
        if item.wrong:
            yield f"{item.form.name}: something in it is to be mended first; `nap round read` says what."
        elif item.recorded:
            yield f"{item.form.name}: {len(item.recorded)} answers are not recorded yet; read it with `nap round read`."


def _faults(session: Reading) -> Iterator[str]:
    """That a check of the plan finds errors."""
    from nap.lint.rule import Selection
    from nap.lint.run import lint
    from nap.store.tree import FolderTree

    found = lint(FolderTree(session.root), reading.today(), Selection()).findings
    errors = sum(finding.severity == "error" for finding in found)
    if errors:
        yield f"`nap lint` finds {errors} error{'' if errors == 1 else 's'}; mend them first."


def _loose(session: Reading, year: int) -> Iterator[str]:
    """What keeps a tag from standing for the data as they are now."""
    from nap.errors import NapError
    from nap.round.closing import tag
    from nap.store import git

    try:
        git.locate(session.root, "HEAD")
    except NapError as error:
        yield f"{error.message} A round is closed with a git tag."
        return
    if git.has_changes(session.root, "data"):
        yield "There are changes in data/ that are not committed; commit them first."
    if git.has_tag(session.root, tag(year)):
        yield f"There is a tag {tag(year)} already: this round was closed."
