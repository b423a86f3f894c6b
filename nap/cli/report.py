"""`nap report`: the monitoring report over a year, or over a longer period."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import options, reading
from nap.errors import NapError
from nap.output.publish.formats import BINARY, REPORT_FORMATS, ReportFormat

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
            envvar="NAP_LANG",
            metavar="LANG[,LANG…]",
            help="Language of the report, or several. Default: the plan's source language.",
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
    from nap.query import Choice

    if eject is not None:
        _eject(eject)
        return
    form = _format(form, output)
    session = reading.gather(plan_dir, rev)
    plan = session.loaded.whole()
    _check_counts(plan)
    scope = _scope(plan, year, compare, start, end)
    earlier = _earlier(plan_dir, since)
    choice = Choice(actors=tuple(actor or ()), chapters=tuple(chapter or ()), governments=tuple(government or ()))
    languages = _languages(plan, lang)
    if scope.day >= reading.today():
        over = scope.day if scope.period else scope.day.year
        reading.warn(f"{over} is not over: what is reported until {scope.day} can still change this report.")
    views = list(_views(session, scope, languages, choice, earlier))
    _write(views, form, output, template)


def _format(form: ReportFormat | None, output: Path | None) -> ReportFormat:
    """The format asked for, or the one that the name of the file says; refused where nobody could read it."""
    named = output.suffix.lstrip(".").lower() if output else ""
    found = form or next((known for known in REPORT_FORMATS if known == named), None)
    if found is None and output is not None:
        raise NapError(
            f"The name {output.name} does not say which format is wanted.",
            f"End it in .{', .'.join(REPORT_FORMATS)}, or add --format.",
        )
    found = found or "md"
    if found in BINARY and output is None and sys.stdout.isatty():
        raise NapError(f"A terminal cannot show {found}.", f"Name a file: --output report.{found}")
    return found


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
    names = [name.strip() for name in (asked or plan.source_language).split(",")]
    return list(dict.fromkeys(reading.language_of(plan, name) for name in names if name)) or [plan.source_language]


def _views(
    session: Reading, scope: Scope, languages: Sequence[str], choice: Choice, earlier: tuple[str, Plan] | None
) -> Iterator[Report]:
    """What the report says, in each language."""
    from nap.views.report import report as make

    plan = session.loaded.whole()
    revision, uncommitted = _revision(session)
    for language in languages:
        yield make(plan, scope, language, choice, revision=revision, uncommitted=uncommitted, since=earlier)


def _write(views: Sequence[Report], form: ReportFormat, output: Path | None, template: Path | None) -> None:
    """Write the report in each language: to standard output, or to a file for each."""
    from nap.output.report.compose import document, markdown
    from nap.output.report.text import folders_of

    if output is None:
        if len(views) > 1:
            raise NapError(
                "Several languages cannot all go to standard output.", f"Name a file: --output report.{form}"
            )
        if form == "md":
            reading.out(markdown(views[0], template)[0])
            return
    files: dict[Path, bytes] = {}
    for view in views:
        path = output if output is None or len(views) == 1 else output.with_suffix(f".{view.language}{output.suffix}")
        if form == "md" and path is not None:
            folder = f"{path.stem}-pictures"
            text, pictures = markdown(view, template, folder)
            files |= {path.parent / folder / name: svg.encode() for name, svg in pictures.items()}
            files[path] = text.encode()
            continue
        from nap.output.publish.formats import lay_out

        content = lay_out(document(view, template), form, folders_of(template))
        if path is None:
            reading.out_bytes(content)
        else:
            files[path] = content
    for path, content in files.items():
        _put(path, content)
        if path.suffix != ".svg":
            reading.warn(f"{path} is written.")


def _put(path: Path, content: bytes) -> None:
    """Write one file, whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # a pipe, or /dev/stdout
            path.write_bytes(content)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise NapError(f"{path} cannot be written: {error.strerror or error}.", "Name another file.") from None


def _eject(folder: Path) -> None:
    """Write the built-in templates of the report to a folder; none of what is there is overwritten."""
    from nap.output.template import builtin_folder

    source = builtin_folder()
    paths = [path for path in (*source.glob("report.*"), *source.glob("report/*.j2")) if path.is_file()]
    targets = {folder / path.relative_to(source): path.read_bytes() for path in sorted(paths)}
    taken = [path for path in targets if path.exists()]
    if taken:
        raise NapError(f"{taken[0]} is there already.", "Name another folder; nothing was written.")
    for path, content in targets.items():
        _put(path, content)
    reading.warn(
        f"{len(targets)} files are written. Change them, and then: nap report 2025 --template {folder / 'report.md.j2'}"
    )


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
        git.locate(session.root, session.revision or "HEAD")
    except NapError:
        return None, False
    revision = git.last_change(session.root, "data", session.revision or "HEAD")
    return revision, session.revision is None and git.has_changes(session.root, "data")
