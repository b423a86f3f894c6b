"""`nap report`: the monitoring report over a year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import options, reading

if TYPE_CHECKING:
    from nap.cli.reading import Reading
    from nap.views.pages import Report


def report(
    year: Annotated[
        int, typer.Argument(min=1900, max=9998, metavar="YEAR", help="The year to report on: its state on 31 December.")
    ],
    template: Annotated[
        Path | None,
        typer.Option("--template", metavar="FILE", help="A Jinja template of your own; see docs/templates.md."),
    ] = None,
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
) -> None:
    """Write the monitoring report over a year, as Markdown, in the plan's source language.

    It says how everything stood on 31 December, what was reported in the year, and how that was one year
    earlier. Nothing is written from a plan that cannot be read whole.
    """
    from nap.output.template import render_report
    from nap.views.report import report as make

    session = reading.gather(plan_dir, rev)
    plan = session.loaded.whole()
    revision, changed = _revision(session)
    view = make(plan, year, plan.source_language, revision, changed=changed)
    _check_counts(view)
    if view.day >= reading.today():
        reading.warn(f"{year} is not over: what is reported until {view.day} can still change this report.")
    reading.out(render_report(view, template))


def _check_counts(view: Report) -> None:
    """Raise `DataError` when there are more or fewer actions than plan.yaml says: a file is missing, or too many."""
    from nap.errors import DataError
    from nap.output import words

    there = (view.whole.actions, view.whole.sub_actions)
    if there != view.stated_counts:
        stated = words.actions(*view.stated_counts)
        raise DataError(
            f"plan.yaml says that there are {stated}, but {words.actions(*there)} can be read.",
            "Look for a file that is missing or too many in data/actions, or correct `counts` in data/plan.yaml.",
        )


def _revision(session: Reading) -> tuple[str | None, bool]:
    """The commit that last changed the data that was read, and whether files differ from it."""
    from nap.errors import NapError
    from nap.store import git

    try:
        git.locate(session.root, session.revision or "HEAD")
    except NapError:
        return None, False
    revision = git.last_change(session.root, "data", session.revision or "HEAD")
    return revision, session.revision is None and git.has_changes(session.root, "data")
