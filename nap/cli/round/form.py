"""`nap round form`: one workbook for each body, to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import options, reading
from nap.cli.round import common

if TYPE_CHECKING:
    from nap.round.form import Form


def form(
    year: common.Year,
    actor: options.ActorsOnly = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to put the workbooks in.")] = Path(
        "forms"
    ),
    reply_by: common.ReplyBy = None,
    exact: options.Exact = False,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="LANG", help="Language of the forms. Default: that of each body."),
    ] = None,
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
) -> None:
    """Make the forms of a yearly round: one workbook for each body that the plan asks something of.

    In it are the body's own actions and measures, what it reported last, and cells to fill. `nap round read` reads it
    back. The same plan gives the same workbooks; those that are in the folder already are replaced.
    """
    from nap.round.workbook import workbook

    session = reading.gather(plan_dir, rev)
    plan = session.loaded.whole()
    if lang is not None:
        reading.language_of(plan, lang)
    wanted = common.chosen_forms(plan, year, actor or (), exact=exact)
    revision = common.revision_of(session)
    common.make_folder(out)
    with common.without_remains(), reading.progress("Making forms", common.FORMS_WORTH_A_BAR) as progress:
        for number, item in enumerate(wanted, start=1):
            made = item._replace(language=lang) if lang else item
            common.put(out / made.file_name, workbook(made, revision=revision, reply_by=reply_by))
            if progress is not None:
                progress(number, len(wanted))
    reading.warn(_total(wanted, out))


def _total(made: list[Form], out: Path) -> str:
    actions = {row.action.id for form in made for row in form.rows}
    return f"{len(made)} form{'' if len(made) == 1 else 's'} about {len(actions)} actions, in {out}."
