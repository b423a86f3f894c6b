"""`nap round read`: what the bodies filled in becomes updates in the plan's files."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from nap.cli import options, reading
from nap.cli.round import common
from nap.errors import FOUND, NapError

if TYPE_CHECKING:
    from nap.cli.reading import Reading
    from nap.model.plan import Plan
    from nap.round.intake import Intake, Taken
    from nap.round.returned import Returned

_YEAR = re.compile("[0-9]{4}")
_FIRST_YEAR, _LAST_YEAR = 1900, 9998

IntakeFormat = Literal["text", "markdown", "json"]


def read(
    forms: Annotated[
        list[Path], typer.Argument(metavar="FORM…", help="Workbooks or CSV files that came back, or folders of them.")
    ],
    year: Annotated[
        int | None,
        typer.Option(
            "--round",
            metavar="YEAR",
            min=_FIRST_YEAR,
            max=_LAST_YEAR,
            help="The round. Default: that of most of the forms.",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be recorded, and write nothing.")] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="Take what is right in a form, even if something else in it is wrong.")
    ] = False,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Record answers that differ from what is recorded; that stays in the file, as history."
        ),
    ] = False,
    received: Annotated[
        datetime.date | None,
        typer.Option(
            "--received", parser=options.parse_day, metavar="DATE", help="The day they came in. Default: today."
        ),
    ] = None,
    plan_dir: options.PlanDir = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="LANG",
            help="Language of the words around what was reported. Default: that in NAP_LANG, or English. What is wrong "
            "is said in the language of each form.",
            rich_help_panel="Output",
        ),
    ] = None,
    form: Annotated[IntakeFormat, typer.Option("--format", help="How to print it.", rich_help_panel="Output")] = "text",
) -> None:
    """Read the forms that came back, and record their answers as updates.

    A form is taken whole or not at all. Everything that is wrong with it is said with its sheet and cell, in its own
    language, so that it can be mailed back. Reading a form twice changes nothing.
    """
    from nap.i18n import translated
    from nap.round.telling import total
    from nap.store.writing import write_all

    session = reading.gather(plan_dir, None)
    today = reading.today()
    if received is not None and received > today:
        hint = f"Give the day on which the forms came in, at the latest {today}."
        raise NapError(f"{received} has not come yet.", hint)
    intake, taken = take_all(session, forms, year, received or today, replace=replace, partial=partial)
    if not dry_run:
        write_all(session.root, intake.edits)
    _show(taken, intake.year, form, reading.words_in(lang), dry_run=dry_run)
    reading.warn(translated(total(taken, intake.year, len(intake.edits), dry_run=dry_run), reading.words_in(lang)))
    if any(item.wrong for item in taken):
        raise typer.Exit(FOUND)


def take_all(
    session: Reading,
    given: Sequence[Path],
    year: int | None,
    received: datetime.date,
    *,
    replace: bool = False,
    partial: bool = False,
) -> tuple[Intake, list[Taken]]:
    """Take in the forms in these files and folders, and write nothing yet.

    They are taken for those of one round: the one named, or else the one that most of them are of.
    """
    from nap.round.intake import Intake
    from nap.round.open_all import read_all
    from nap.store.tree import FolderTree

    plan = session.loaded.whole()
    paths = found(given)
    with common.without_remains(), reading.progress("Reading forms", common.FORMS_WORTH_A_BAR) as progress:
        returned = []
        for number, form in enumerate(read_all(paths), start=1):
            returned.append(form)
            if progress is not None:
                progress(number, len(paths))
    of_round = year or _round_of(plan, returned) or reading.today().year
    tree = FolderTree(session.root)
    intake = Intake(
        plan, of_round, lambda path: tree.read(path) or b"", received, reading.today(), replace=replace, partial=partial
    )
    return intake, [intake.take(item) for item in returned]


def found(given: Sequence[Path]) -> list[Path]:
    """The files that are given, and in folders that are given all workbooks and CSV files.

    Raises `NapError` for a path that is not there and for a folder without any.
    """
    paths: list[Path] = []
    for path in given:
        if not path.is_dir():
            if not path.exists():
                raise NapError(f"There is no file {path}.", "Name the forms that came back, or the folder they are in.")
            paths.append(path)
            continue
        # What starts with ~$ is what Excel keeps of a workbook that is open at this moment.
        inside = [file for file in sorted(path.iterdir()) if not file.name.startswith((".", "~$")) and file.is_file()]
        forms = [file for file in inside if file.suffix.lower() in _SUFFIXES]
        if len(forms) < len(inside):
            others = ", ".join(file.name for file in inside if file not in forms)
            reading.warn(f"Not looked at, because they are no workbooks: {others}.")
        if not forms:
            raise NapError(f"There are no forms in {path}.", "Name the folder with the workbooks that came back.")
        paths += forms
    return list(dict.fromkeys(paths))


_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods", ".csv"})
"""What people send back as a form, or instead of one; of the latter it is said what to do."""


def _round_of(plan: Plan, forms: Sequence[Returned]) -> int | None:
    """The round that most forms are of; of two, the later."""
    from nap.round.form import key_from

    keys = [key_from(next((row.key for row in form.rows if row.key), "")) for form in forms]
    years = [int(key.round) for key in keys if key and key.plan == plan.manifest.id and _YEAR.fullmatch(key.round)]
    rounds = Counter(year for year in years if _FIRST_YEAR <= year <= _LAST_YEAR)
    return max(((count, year) for year, count in rounds.items()), default=(0, None))[1]


def _show(taken: Sequence[Taken], year: int, form: IntakeFormat, words: str, *, dry_run: bool) -> None:
    from nap.output.changes.as_json import render
    from nap.round import telling

    if form == "json":
        reading.out(render(telling.as_objects(taken, year)))
    elif form == "markdown":
        reading.out("\n".join(telling.as_page(item, year, words, dry_run=dry_run) for item in taken))
    else:
        screen = reading.screen()
        reading.out("\n".join(telling.as_text(item, year, words, screen, dry_run=dry_run) for item in taken))
