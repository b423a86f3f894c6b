"""The text of the report: templates, run with what the report has to say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from nap.errors import NapError
from nap.i18n import long_day, translated
from nap.output import words
from nap.output.markdown import escape
from nap.output.report.marks import Plain, filters, functions
from nap.output.table import one_line
from nap.output.template import builtin_folder, environment, render
from nap.sentence import say
from nap.views.figures import Figure
from nap.views.pages import Report

TEMPLATE = "report.md.j2"

_EMPTY = re.compile(r"\n{3,}")


def folders_of(template: Path | None) -> list[Path]:
    """Where a template and all that belongs to it are looked up: beside a template of the user's own, then built in.

    Raises `NapError` for a template that is not there.
    """
    if template is None:
        return [builtin_folder()]
    if not template.is_file():
        raise NapError(
            f"There is no template {template}.", "Name a file; `nap report --eject DIR` writes the built-in ones."
        )
    return [template.parent, builtin_folder()]


def report_text(view: Report, marks: Plain, template: Path | None = None) -> str:
    """The report as Markdown, through the built-in template or one of the user's own.

    Raises `NapError`, naming template and line, for a template that is missing or does not work.
    """
    surroundings = environment(folders_of(template), escape, view.language)
    surroundings.globals.update(functions(marks), heading=heading(view), report_language=view.language)
    surroundings.filters.update(filters(marks), count=_counted(view.language), apart=_apart)
    text = render(surroundings, TEMPLATE if template is None else template.name, report=view)
    # What a mark leaves out leaves its line empty; nothing from the data holds a line end.
    return _EMPTY.sub("\n\n", text).rstrip("\n") + "\n"


def _counted(language: str) -> Callable[[Figure], str]:
    return lambda figure: translated(words.actions(figure.actions, figure.sub_actions), language)


def heading(view: Report) -> str:
    """What the report is called: the plan's title, and over which days it goes."""
    over = say("Monitoring report for {year}", year=view.year)
    if view.period:
        start, end = long_day(view.start, view.language), long_day(view.day, view.language)
        over = say("Monitoring report from {start} to {end}", start=start, end=end)
    if view.extract:
        names = [*view.extract.actors, *(str(title) for _, title in view.extract.chapters), *view.extract.governments]
        over = say("{what} (extract: {names})", what=over, names=", ".join(names))
    return one_line(translated(say("{what}: {words}", what=str(view.title), words=over), view.language))


def _apart(figure: Figure | None) -> str:
    """Actions and, apart from them, sub-actions, as in "3 + 1"; a dash where there was nothing to count yet."""
    return "–" if figure is None else words.apart(figure.actions, figure.sub_actions)
