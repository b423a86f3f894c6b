"""What a round comes to when it is closed: the figures that its report will give, and the tag to set."""

from __future__ import annotations

from collections.abc import Iterator

from nap.i18n import translated
from nap.output.table import Column, Table
from nap.output.words import STATUS
from nap.sentence import Sentence, say
from nap.views.pages import AnswerFigure, Figure, Report


def tag(year: int) -> str:
    """The name of the git tag of a round."""
    return f"round-{year}"


def figures(report: Report, language: str) -> Table:
    """The figures that the report opens with, those of the year before beside them."""
    rows = [
        (translated(name, language), now, "" if report.first_year else before) for name, now, before in _lines(report)
    ]
    columns = (
        Column("what", translated(say("What the report will say"), language), grows=1),
        Column("now", str(report.day), right=True),
        Column("before", str(report.before), right=True),
    )
    records = [dict(zip(("what", "now", "before"), row, strict=True)) for row in rows]
    return Table(columns, rows, [row[0] for row in rows], records)


def _lines(report: Report) -> Iterator[tuple[Sentence, str, str]]:
    now, before = report.answers, report.answers_before
    yield say("Answers received, of those expected"), _share(now), _share(before)
    yield say("Bodies that answered for everything, of those asked"), _bodies(now), _bodies(before)
    for figure in report.statuses:
        name = say("Actions: {status}", status=STATUS[figure.status])
        yield name, _count(figure.now), _count(figure.before)
    yield say("Actions: overdue"), _count(report.late_figure), _count(report.late_before)


def _share(figure: AnswerFigure) -> str:
    return f"{figure.answered} / {figure.asked}"


def _bodies(figure: AnswerFigure) -> str:
    return f"{figure.actors_complete} / {figure.actors_asked}"


def _count(figure: Figure) -> str:
    """A number of actions, sub-actions apart."""
    return f"{figure.actions} + {figure.sub_actions}" if figure.sub_actions else str(figure.actions)
