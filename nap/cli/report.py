"""`nap report`: the monitoring report over a year, or over a longer period."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import options, reading
from nap.errors import NapError
from nap.output.publish.formats import ReportFormat

if TYPE_CHECKING:
    from nap.cli.reading import Reading
    from nap.model.plan import Plan
    from nap.query import Choice
    from nap.views.pages import Report
    from nap.views.scope import Scope

_PERIOD = "Over which days"
_CHOICE = "Of which actions"
_OUTPUT = "Output"


def _year_or_day(text: str) -> int | datetime.date:
    """A year or a day as people write them on a command line."""
    if len(text) == 4 and text.isdecimal() and text.isascii():  # noqa: PLR2004 - the digits of a year
        return int(text)
    with suppress(typer.BadParameter):
        return options.parse_day(text)
    raise typer.BadParameter(f"{text!r} is neither a year nor a day; write it as 2027 or as 2027-04-04.")


def report(
    year: Annotated[
        int | None,
        typer.Argument(min=1900, max=9998, metavar="[YEAR]", help="The year to report on: its state on 31 December."),
    ] = None,
    compare: Annotated[
        int | None,
        typer.Option(
            "--compare",
            min=1900,
            max=9998,
            metavar="YEAR",
            help="Compare with the end of this year, and tell what came since. Default: the year before.",
            rich_help_panel=_PERIOD,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REV",
            help="Compare with what the files said in this git revision, for example the tag of the last report.",
            rich_help_panel=_PERIOD,
        ),
    ] = None,
    start: Annotated[
        object,
        typer.Option(
            "--from",
            parser=_year_or_day,
            metavar="YEAR|DATE",
            help="Report on a period that begins here, in place of a year. A year is the plan's anniversary in it.",
            rich_help_panel=_PERIOD,
        ),
    ] = None,
    end: Annotated[
        object,
        typer.Option(
            "--to",
            parser=_year_or_day,
            metavar="YEAR|DATE",
            help="The last day of that period. A year is the day before the plan's anniversary in it.",
            rich_help_panel=_PERIOD,
        ),
    ] = None,
    actor: options.Actors = None,
    chapter: options.Chapters = None,
    government: options.Governments = None,
    form: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format", help="How to write it. Default: as the name of the output says, or md.", rich_help_panel=_OUTPUT
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The file to write. Default: standard output. Of several languages, each is put before the extension.",
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="LANG[,LANG…]",
            help="Language of the report, or several. Default: that in NAP_LANG, or the plan's source language.",
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="FILE",
            help="A Jinja template of your own; see docs/templates.md.",
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    eject: Annotated[
        Path | None,
        typer.Option(
            "--eject",
            metavar="DIR",
            help="Write the built-in templates to a folder, to make your own from. Nothing is reported.",
            rich_help_panel=_OUTPUT,
        ),
    ] = None,
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
) -> None:
    """Write the monitoring report over a year: as Markdown, as a web page, for Word, for LibreOffice or as PDF.

    It says how everything stood on 31 December, what was reported in the year, and how that was one year
    earlier. Nothing is written from a plan that cannot be read whole.
    """
    from nap.cli.publishing import eject as put_templates
    from nap.cli.publishing import format_of, spare, write
    from nap.i18n import spoken

    if eject is not None:
        put_templates(eject)
        return
    output = None if output == Path("-") else output
    form = format_of(form, output)
    spare(output, template)
    session = reading.gather(plan_dir, rev)
    from nap.query import Choice

    plan = session.loaded.whole()
    _check_counts(plan)
    scope = _scope(plan, year, compare, start, end)
    earlier = _earlier(plan_dir, since)
    choice = Choice(actors=tuple(actor or ()), chapters=tuple(chapter or ()), governments=tuple(government or ()))
    languages = _languages(plan, lang)
    for language in languages:
        if spoken(language) != language:
            reading.warn(f"nap does not speak {language}: the words around the plan's texts are English.")
    made = reading.today() if scope.day >= reading.today() else None
    views = list(_views(session, scope, languages, choice, earlier, made))
    if not views[0].whole.total:
        raise NapError("No action fits all of these.", "Leave out one of --actor, --chapter and --government.")
    if made:
        over = scope.day if scope.period else scope.day.year
        reading.warn(f"{over} is not over: what is reported until {scope.day} can still change this report.")
    write(views, form, output, template)


def _scope(plan: Plan, year: int | None, compare: int | None, start: object, end: object) -> Scope:
    """Over which days."""
    from nap.views.scope import over_period, over_year

    term = plan.manifest.term
    if start is None and end is None:
        if year is None:
            raise NapError("Over which year?", "Name one: nap report 2025. For another period, give --from and --to.")
        return over_year(term, year, compare)
    if year is not None or compare is not None:
        raise NapError(
            "A report goes over a year or over a period.", "Leave out the year and --compare, or --from and --to."
        )
    if not isinstance(start, int | datetime.date) or not isinstance(end, int | datetime.date):
        raise NapError("A period has a first and a last day.", "Give both --from and --to.")
    return over_period(term, start, end)


def _earlier(plan_dir: Path | None, since: str | None) -> tuple[str, Plan] | None:
    """The plan as an earlier revision had it."""
    from nap.errors import DataError

    if not since:
        return None
    try:
        return since, reading.gather(plan_dir, since).loaded.whole()
    except DataError as error:
        raise DataError(f"In {since}: {error.message}", "Compare with another revision.") from None


def _languages(plan: Plan, asked: str | None) -> Sequence[str]:
    """The languages asked for, each once."""
    names = [part.strip() for part in (asked or "").split(",")]
    return list(dict.fromkeys(reading.language_of(plan, name) for name in names if name)) or [
        reading.language_of(plan, None)
    ]


def _views(
    session: Reading,
    scope: Scope,
    languages: Sequence[str],
    choice: Choice,
    earlier: tuple[str, Plan] | None,
    made: datetime.date | None,
) -> Iterator[Report]:
    """What the report says, in each language."""
    from nap.views.report import report as make

    plan = session.loaded.whole()
    revision, uncommitted = _revision(session)
    for language in languages:
        yield make(plan, scope, language, choice, revision=revision, uncommitted=uncommitted, since=earlier, made=made)


def _check_counts(plan: Plan) -> None:
    """Raise `DataError` when there are more or fewer actions than plan.yaml says: a file is missing, or too many."""
    from nap.errors import DataError
    from nap.model.plan import count
    from nap.output import words

    stated = (plan.manifest.counts.actions, plan.manifest.counts.sub_actions)
    there = count(plan.actions.values())
    if there != stated:
        raise DataError(
            f"plan.yaml says that there are {words.actions(*stated)}, but {words.actions(*there)} can be read.",
            "Look for a file that is missing or too many in data/actions, or correct `counts` in data/plan.yaml.",
        )


def _revision(session: Reading) -> tuple[str | None, bool]:
    """The commit that last changed the data that was read, and whether files differ from it."""
    from nap.store import git

    try:
        revision = git.last_change(session.root, "data", session.revision or "HEAD")
    except NapError:  # without git
        return None, False
    return revision, bool(revision) and session.revision is None and git.has_changes(session.root, "data")
