"""What the commands of the round share: which round, which bodies, which days."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import options, reading
from nap.errors import NapError
from nap.sentence import say

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
Words = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANG",
        help="Language of what is said here. Default: that in NAP_LANG, or English.",
        rich_help_panel="Output",
    ),
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
        message = say(
            "Nothing is asked in {year}: the plan began on {start}.", year=year, start=plan.manifest.term.start
        )
        raise NapError(message, say("Name a later year."))
    wanted = chosen(plan, names, exact=exact)
    kept = made if wanted is None else [form for form in made if form.actor in wanted]
    if not kept:
        message = say("The round of {year} asks nothing of whom you named: {names}.", year=year, names=", ".join(names))
        raise NapError(message, say("`nap round status {year}` lists who is asked something.", year=year))
    return kept


def require_to_come(reply_by: datetime.date | None) -> None:
    """Raise `NapError` for a day to reply by that has passed."""
    today = reading.today()
    if reply_by is not None and reply_by < today:
        message = say("Nobody can answer by {day}: that day has passed.", day=reply_by)
        raise NapError(message, say("Give another day with --reply-by, {today} or later.", today=today))


def revision_of(session: Reading) -> str:
    """The commit that the plan's files are of; "" where they are in none, and marked where they differ from it."""
    from nap.store import git

    try:
        _, commit = git.locate(session.root, session.revision or "HEAD")
    except NapError:
        return ""
    changed = session.revision is None and git.has_changes(session.root, "data")
    return f"{commit}+" if changed else commit
