"""How far a round is: who has answered, for how many of how many, and since when nothing was heard of whom.

An answer is expected from whoever gets a form, so that nobody is missed here who can be written to: the coordinator
for a collective, the successor for a body that no longer exists.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from nap.answers import Asked, end_of
from nap.errors import NapError
from nap.model.action import Action, Update
from nap.model.plan import Plan
from nap.query import find_actor, government_ids
from nap.round.form import questions, who_answers
from nap.sentence import say

State = Literal["all", "part", "none"]
"""Whether a body has answered for everything that it was asked, for a part of it, or not at all."""


class Expected(NamedTuple):
    """One answer that is expected of somebody: about one action, in one name."""

    action: Action
    by: str
    """In whose name the answer is recorded: its own, or that of a collective."""
    answer: Update | None
    """The latest in the round."""


class Tally(NamedTuple):
    """How many answers there are, of how many that are expected."""

    answered: int
    asked: int

    @property
    def rate(self) -> int | None:
        """The share in whole percents; 100 only when nothing is missing, 0 only when there is nothing, None of none."""
        if not self.asked:
            return None
        if self.answered in (0, self.asked):
            return 100 * bool(self.answered)
        return min(max(round(100 * self.answered / self.asked), 1), 99)


def tally(expected: Sequence[Expected]) -> Tally:
    """How many of these answers there are."""
    return Tally(sum(item.answer is not None for item in expected), len(expected))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one body is in a round."""

    actor: str
    expected: tuple[Expected, ...]
    """In the plan's order, as in its form."""
    before: Tally
    """How it was at the end of the round before."""
    last: datetime.date | None
    """The day of the last update ever of it, or of those for whom it answers now; None for never."""

    @property
    def tally(self) -> Tally:
        """How many answers there are, of how many."""
        return tally(self.expected)

    @property
    def missing(self) -> tuple[Expected, ...]:
        """The answers that it still owes."""
        return tuple(item for item in self.expected if item.answer is None)

    @property
    def state(self) -> State:
        """Whether it has answered for everything, for a part, or not at all."""
        answered, asked = self.tally
        return "all" if answered == asked else "part" if answered else "none"


def progress(plan: Plan, year: int, until: datetime.date | None = None) -> list[Progress]:
    """How far everybody is who gets a form, by government and then in the order of actors.yaml.

    Third parties, who belong to no government, come last. With `until`, what is dated after that day does not count.
    Raises `NapError` for a year that ended before the plan began.
    """
    start = plan.manifest.term.start
    if end_of(year) < start:
        message = say("The plan began on {start}; nobody was asked anything in {year}.", start=start, year=year)
        raise NapError(message, say("Ask for {year} or later.", year=start.year))
    before = {actor: tally(expected) for actor, expected in _expected(plan, year - 1).items()}
    heard = _last_heard(plan, until)
    found = _expected(plan, year, until)
    return [
        Progress(actor, found[actor], before.get(actor, Tally(0, 0)), heard.get(actor))
        for actor in in_order(plan, found)
    ]


@dataclass(frozen=True, slots=True)
class GovernmentProgress:
    """How far the bodies of one government are, the government itself among them."""

    government: str | None
    """None for third parties."""
    bodies: tuple[Progress, ...]
    before: Tally
    """How it was at the end of the round before, of all its bodies that were asked then."""

    @property
    def tally(self) -> Tally:
        """How many answers there are, of how many."""
        return total(self.bodies)

    @property
    def missing(self) -> tuple[Expected, ...]:
        """The answers that its bodies still owe."""
        return tuple(item for body in self.bodies for item in body.missing)

    def having(self, state: State) -> tuple[str, ...]:
        """The bodies that are so far."""
        return tuple(body.actor for body in self.bodies if body.state == state)


def by_government(
    plan: Plan, bodies: Sequence[Progress], year: int, only: frozenset[str] | None = None
) -> list[GovernmentProgress]:
    """The same by government, in the order of actors.yaml; `only` are the actors to which it was limited, if it was."""
    gathered: dict[str | None, list[Progress]] = {}
    for body in bodies:
        gathered.setdefault(plan.government(body.actor), []).append(body)
    then: dict[str | None, list[Expected]] = {}
    for actor, expected in _expected(plan, year - 1).items():
        if only is None or actor in only:
            then.setdefault(plan.government(actor), []).extend(expected)
    return [
        GovernmentProgress(government, tuple(inside), tally(then.get(government, [])))
        for government, inside in gathered.items()
    ]


def total(bodies: Sequence[Progress]) -> Tally:
    """How many answers of all these bodies there are."""
    return tally([item for body in bodies for item in body.expected])


def chosen(
    plan: Plan, actors: Sequence[str], governments: Sequence[str] = (), *, exact: bool = False
) -> frozenset[str] | None:
    """Who is meant by names of actors, with those under them, and of governments; None for no names, which is all.

    Who is named and gets no form of its own stands for whoever answers for it. Raises `NapError` for a name that
    nobody has.
    """
    found: frozenset[str] | None = None
    if actors:
        named = [find_actor(plan, name).id for name in actors]
        answering = {who_answers(plan, actor)[0] for actor in named}
        found = frozenset(answering if exact else answering.union(*(plan.under(actor) for actor in named)))
    if governments:
        wanted = government_ids(plan, governments)
        theirs = frozenset(actor for actor in plan.actors if plan.government(actor) in wanted)
        found = theirs if found is None else found & theirs
    return found


def in_order(plan: Plan, actors: Mapping[str, object]) -> list[str]:
    """Actors by government and then in the order of actors.yaml, those without a government last."""
    places = {actor: place for place, actor in enumerate(plan.actors)}
    end = len(places)

    def place(actor: str) -> tuple[int, int]:
        return places.get(plan.government(actor) or "", end), places.get(actor, end)

    return sorted(actors, key=place)


def _expected(plan: Plan, year: int, until: datetime.date | None = None) -> dict[str, tuple[Expected, ...]]:
    """The answers that are expected in a round, by who gets the form."""
    return {
        to: tuple(Expected(items[0].action, by, _answer(items)) for (_, by), items in by_question.items())
        for to, by_question in questions(plan, year, until).items()
    }


def _answer(items: Sequence[Asked]) -> Update | None:
    """The answer to one question; where a body took over from another beside it, the answer for both."""
    answers = [item.answer for item in items if item.answer]
    return max(answers, key=lambda update: update.date) if len(answers) == len(items) else None


def _last_heard(plan: Plan, until: datetime.date | None) -> dict[str, datetime.date]:
    """The day of the last update of each actor that answers now."""
    last: dict[str, datetime.date] = {}
    for action in plan.actions.values():
        for update in action.updates:
            if until is None or update.date <= until:
                last[update.by] = max(update.date, last.get(update.by, update.date))
    heard: dict[str, datetime.date] = {}
    for by, day in last.items():
        actor = who_answers(plan, by)[0]
        heard[actor] = max(day, heard.get(actor, day))
    return heard
