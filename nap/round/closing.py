"""What a round came to when it is closed: who answered, how the actions will stand in its report, and the tag."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from nap.i18n import translated
from nap.output.table import Column, Table
from nap.output.words import STATUS, apart
from nap.round.progress import Progress, total
from nap.sentence import Sentence, say
from nap.views.figures import Figure
from nap.views.pages import Report


def tag(year: int) -> str:
    """The name of the git tag of a round."""
    return f"round-{year}"


def command(year: int, bodies: Sequence[Progress], language: str) -> str:
    """The command that sets the tag of a round, to be given by people."""
    answered, asked = total(bodies)
    message = say("Round of {year}: {answered} of {asked} answers", year=year, answered=answered, asked=asked)
    return f"git tag --annotate {tag(year)} --message {shlex.quote(translated(message, language))}"


def figures(report: Report, bodies: Sequence[Progress], before: Sequence[Progress], language: str) -> Table:
    """What the round came to and what the report opens with, those figures of the year before beside them.

    `bodies` and `before` say how far everybody is in this round, and was in the one before: answers and bodies are
    counted as `nap round status` counts them, by who got a form.
    """
    lines = [*_answers(bodies, before), *_states(report)]
    rows = [(translated(name, language), now, "" if report.first_year else then) for name, now, then in lines]
    columns = (
        Column("what", translated(say("What the round came to"), language), grows=1),
        Column("now", str(report.day), right=True),
        Column("before", str(report.before), right=True),
    )
    records = [dict(zip(("what", "now", "before"), row, strict=True)) for row in rows]
    return Table(columns, rows, [row[0] for row in rows], records)


def _answers(bodies: Sequence[Progress], before: Sequence[Progress]) -> Iterator[tuple[Sentence, str, str]]:
    yield say("Answers received, of those expected"), _share(bodies), _share(before)
    yield say("Bodies that answered for everything, of those asked"), _whole(bodies), _whole(before)


def _states(report: Report) -> Iterator[tuple[Sentence, str, str]]:
    for figure in report.statuses:
        name = say("Actions: {status}", status=STATUS[figure.status])
        yield name, _count(figure.now), _count(figure.before)
    yield say("Actions: overdue"), _count(report.late_actions.now), _count(report.late_actions.before)


def _share(bodies: Sequence[Progress]) -> str:
    answered, asked = total(bodies)
    return f"{answered} / {asked}"


def _whole(bodies: Sequence[Progress]) -> str:
    return f"{sum(body.state == 'all' for body in bodies)} / {len(bodies)}"


def _count(figure: Figure | None) -> str:
    """A number of actions, sub-actions apart; "" where there was nothing to count yet."""
    return "" if figure is None else apart(figure.actions, figure.sub_actions)
