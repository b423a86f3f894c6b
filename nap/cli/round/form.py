"""`nap round form`: one workbook for each body, to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import files, options, reading
from nap.cli.round import common
from nap.errors import FOUND
from nap.sentence import Sentence, say

if TYPE_CHECKING:
    from nap.round.form import Form


def form(
    year: common.Year,
    actor: options.ActorsOnly = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to put the workbooks in.")] = Path(
        "forms"
    ),
    reply_by: common.ReplyBy = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace also what is filled in, or cannot be read as a form.")
    ] = False,
    exact: options.Exact = False,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="LANG",
            help="Language of the forms, and of what is said here. Default: forms in that of each body, words in "
            "that of NAP_LANG, or in English.",
        ),
    ] = None,
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
) -> None:
    """Make the forms of a yearly round: one workbook for each body that the plan asks something of.

    In it are the body's own actions and measures, what it reported last, and cells to fill. `nap round read` reads it
    back. The same plan gives the same workbooks. Those that are in the folder already are replaced, unless something is
    filled in: such a form is left, and named.
    """
    from nap.round.workbook import workbook

    common.require_to_come(reply_by)
    session = reading.gather(plan_dir, rev)
    plan = session.loaded.whole()
    if lang is not None:
        reading.language_of(plan, lang)
    wanted = common.chosen_forms(plan, year, actor or (), exact=exact)
    revision = common.revision_of(session)
    files.make_folder(out)
    made: list[Form] = []
    left: list[Sentence] = []
    with common.without_remains(), reading.progress("Making forms", common.FORMS_WORTH_A_BAR) as progress:
        for number, item in enumerate(wanted, start=1):
            asked = item._replace(language=lang) if lang else item
            path, content = out / asked.file_name, workbook(asked, revision=revision, reply_by=reply_by)
            reason = None if force else _reason_to_leave(path, content)
            if reason is None:
                files.put(path, content)
                made.append(asked)
            else:
                left.append(reason)
            if progress is not None:
                progress(number, len(wanted))
    for sentence in (*left, _total(made, out)):
        reading.warn(sentence, reading.words_in(lang))
    if left:
        raise typer.Exit(FOUND)


def _reason_to_leave(path: Path, content: bytes) -> Sentence | None:
    """Why a file must not give way to a new form: somebody's answers may stand in it."""
    if not path.exists() or _says(path, content):
        return None
    from nap.round.open import read_returned

    there = read_returned(path)
    if there.faults or any(row.filled for row in there.rows):
        return say("{file} is filled in, and was left as it is. --force replaces it.", file=path)
    if there.wrong:
        return say("{file} cannot be read as a form, and was left as it is. --force replaces it.", file=path)
    return None


def _says(path: Path, content: bytes) -> bool:
    """Whether a file says this; one of another length is not read."""
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content


def _total(made: Sequence[Form], out: Path) -> Sentence:
    """How many forms were written, about how many actions."""
    from nap.model.plan import count
    from nap.output import words

    if not made:
        return say("No form was written.")
    asked = {row.action.id: row.action for form in made for row in form.rows}
    actions = words.actions(*count(asked.values()))
    if len(made) == 1:
        return say("1 form about {actions}, in {folder}.", actions=actions, folder=out)
    return say("{count} forms about {actions}, in {folder}.", count=len(made), actions=actions, folder=out)
