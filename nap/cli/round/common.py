"""What the commands of the round share: which round, which bodies, where files go."""

from __future__ import annotations

import datetime
import gc
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import options
from nap.errors import NapError

if TYPE_CHECKING:
    from nap.cli.reading import Reading
    from nap.model.plan import Plan
    from nap.round.form import Form


@contextmanager
def without_remains() -> Iterator[None]:
    """A stretch in which memory is cleared up meanwhile: workbooks refer to themselves, and there may be hundreds."""
    gc.enable()
    try:
        yield
    finally:
        gc.disable()


FORMS_WORTH_A_BAR = 20
"""So many forms take longer than a second."""

Year = Annotated[
    int,
    typer.Argument(min=1900, max=9998, metavar="YEAR", help="The round: the year in which what is reported was true."),
]
ReplyBy = Annotated[
    datetime.date | None,
    typer.Option(
        "--reply-by", parser=options.parse_day, metavar="DATE", help="The day by which answers are asked for."
    ),
]


def chosen_forms(plan: Plan, year: int, names: Sequence[str], *, exact: bool = False) -> list[Form]:
    """The forms of a round, or those of the bodies that are named and of the bodies under them.

    Raises `NapError` when the round asks nothing of them.
    """
    from nap.round.form import forms
    from nap.round.progress import chosen

    made = forms(plan, year)
    if not made:
        raise NapError(
            f"Nothing is asked in {year}: the plan began on {plan.manifest.term.start}.", "Name a later year."
        )
    wanted = chosen(plan, names, exact=exact)
    kept = made if wanted is None else [form for form in made if form.actor in wanted]
    if not kept:
        raise NapError(
            f"The round of {year} asks nothing of {' or '.join(names)}.",
            f"`nap round status {year}` lists who is asked something.",
        )
    return kept


def revision_of(session: Reading) -> str:
    """The commit that the plan's files are of; "" where they are in none, and marked where they differ from it."""
    from nap.store import git

    try:
        _, commit = git.locate(session.root, session.revision or "HEAD")
    except NapError:
        return ""
    changed = session.revision is None and git.has_changes(session.root, "data")
    return f"{commit}+" if changed else commit


def make_folder(folder: Path) -> None:
    """Make a folder for files to go to, unless it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NapError(f"{folder} is no folder.", "Name a folder with --out.") from None


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, in place of one of the same name."""
    descriptor, name = tempfile.mkstemp(prefix=".nap-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        mask = os.umask(0)
        os.umask(mask)
        Path(name).chmod(0o666 & ~mask)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
