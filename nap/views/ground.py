"""What every part of a report stands on: the plan, its scope, and how the chosen actions stood on its days."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from nap.answers import Asked, asked_in
from nap.model.action import Action, Amendment, Revision, Update
from nap.model.manifest import RemovedAction
from nap.model.plan import Plan
from nap.query import Choice, choose, find_actor, government_ids
from nap.status import Due, Standing, holding, report_of, revisions_until, standings
from nap.views.action_pages import Said
from nap.views.scope import Scope


class Ground:
    """The plan as it stands, and as it stood on the day that is compared with.

    `choice` limits the report to the actions of actors, chapters or governments. `old` is the plan as an earlier
    revision of the files has it; without one, the same files say how it was.
    """

    def __init__(self, plan: Plan, scope: Scope, language: str, choice: Choice, old: Plan | None) -> None:
        self.plan, self.scope, self.language = plan, scope, language
        self.old = old
        self.is_extract = bool(choice.actors or choice.chapters or choice.governments)
        self.actors = _actors(plan, choice)
        self.now: Sequence[Standing] = choose(plan, choice, scope.day)
        self._ids = frozenset(item.action.id for item in self.now)

    # -- how it stood --------------------------------------------------------------------------------------

    @cached_property
    def first(self) -> bool:
        """Whether the plan did not exist yet on the day that is compared with."""
        return self.scope.before < self.plan.manifest.term.start

    @cached_property
    def before(self) -> Mapping[str, Standing]:
        """The same actions on the day that is compared with, as far as they were there."""
        return {item.action.id: item for item in self.on(self.scope.before, self.old)}

    def passed_before(self, due: Due) -> bool:
        """Whether the day of a deadline had passed when the plan began."""
        return due.due is not None and due.due < self.plan.manifest.term.start

    def on(self, day: datetime.date, plan: Plan | None = None) -> list[Standing]:
        """The chosen actions on another day, as these or other files say it."""
        plan = plan or self.plan
        return standings(plan, day, (action for action in plan.actions.values() if action.id in self._ids))

    # -- what is news --------------------------------------------------------------------------------------

    def news(self, action: Action) -> list[Update]:
        """The updates of the days of the report and, oldest first, what the earlier files did not have."""
        known = self._known(action)
        fresh = (
            update
            for update in holding(action.updates)
            if update.date <= self.scope.day
            and (update.date >= self.scope.start or (self.old and not (known and _said(update, known))))
        )
        return sorted(fresh, key=lambda update: update.date)

    def moves(self, action: Action) -> list[Revision]:
        """The times that the deadline moved in these days, or that the earlier files did not have; oldest first."""
        known = self._known(action)
        return [
            move
            for move in revisions_until(action, self.scope.day)
            if move.date >= self.scope.start or (self.old and not (known and _decided(move, known)))
        ]

    def amendments(self, action: Action) -> list[Amendment]:
        """The changes of the plan's text in these days, or that the earlier files did not have; oldest first."""
        known = self._known(action)
        there = len(known.amendments) if known else 0  # they are only ever appended to
        fresh = (
            change
            for number, change in enumerate(action.amendments)
            if change.date <= self.scope.day and (change.date >= self.scope.start or (self.old and number >= there))
        )
        return sorted(fresh, key=lambda change: change.date)

    def removed(self) -> Iterator[tuple[str, RemovedAction | None]]:
        """The actions that were taken out of the plan in these days, or that only the earlier files have.

        There are none in an extract: the files no longer say whose they were.
        """
        if self.is_extract:
            return
        known = {item.action for item in self.old.manifest.removed} if self.old else set()
        decided = [item for item in self.plan.manifest.removed if item.date <= self.scope.day]
        told = {item.action for item in decided}
        for item in decided:
            if item.date >= self.scope.start or (self.old and item.action not in known):
                yield item.action, item
        for action_id in self.old.actions if self.old else ():
            if action_id not in self.plan.actions and action_id not in told:
                yield action_id, None

    def _known(self, action: Action) -> Action | None:
        """The action as the earlier files have it, if they do."""
        return self.old.actions.get(action.id) if self.old else None

    # -- who was asked -------------------------------------------------------------------------------------

    def asked(self, year: int, plan: Plan | None = None) -> list[Asked]:
        """What a round asked about the chosen actions, of the chosen actors, as these or other files say it."""
        return [
            item
            for item in asked_in(plan or self.plan, year, self.scope.day)
            if item.action.id in self._ids and (self.actors is None or item.actor in self.actors)
        ]

    @cached_property
    def rounds(self) -> Mapping[int, Sequence[Asked]]:
        """What was asked in each round of the report since the plan began."""
        return {year: self.asked(year) for year in self.scope.rounds if year >= self.plan.manifest.term.start.year}

    @cached_property
    def last_round(self) -> Sequence[Asked]:
        """What was asked in the last round of the report."""
        return self.rounds[max(self.rounds)] if self.rounds else ()

    @cached_property
    def answered(self) -> frozenset[tuple[str, str]]:
        """Who answered about which action in the last round of the report: also actors that it is not limited to."""
        if not self.rounds:
            return frozenset()
        year = max(self.rounds)
        asked = self.last_round if self.actors is None else asked_in(self.plan, year, self.scope.day)
        return frozenset((item.actor, item.action.id) for item in asked if item.answer)

    # -- texts ---------------------------------------------------------------------------------------------

    def said(self, text: Mapping[str, str] | None) -> Said | None:
        """A text in the report's language, or else in the source language, or else in any it has."""
        if not text:
            return None
        wanted: Iterable[str] = (self.language, self.plan.source_language, *text)
        language = next(language for language in wanted if language in text)
        # A name that the source language took over from another is in that other language.
        taken = (other for other in text if other != language and text[other] == text[language])
        return Said(text[language], language if language == self.language else next(taken, language))

    def quoted(self, text: str | None) -> Said | None:
        """A wording that the plan has in its source language only; without a letter in it, it is in every language."""
        if not text:
            return None
        return Said(text, self.plan.source_language if any(sign.isalpha() for sign in text) else self.language)

    def phase(self, action: Action, name: str) -> Said:
        """A phase by what the source language calls it."""
        source = self.plan.source_language
        labels = (phase.label for phase in action.deadline.phases)
        found = next((label for label in labels if self.plan.say(label, source) == name), None)
        return self.must(found) if found else Said(name, source)

    def must(self, text: Mapping[str, str]) -> Said:
        """The same for a text that is always there."""
        return self.said(text) or Said("", self.language)


def _said(update: Update, known: Action) -> bool:
    """Whether earlier files had this report; a translation or a link that was added since makes it no other."""
    return any(
        (report_of(other), other.status, other.phases) == (report_of(update), update.status, update.phases)
        for other in known.updates
    )


def _decided(move: Revision, known: Action) -> bool:
    """Whether earlier files had this move of a deadline."""
    there = ((other.date, other.due, other.phase) for other in known.deadline.revisions)
    return (move.date, move.due, move.phase) in there


def _actors(plan: Plan, choice: Choice) -> frozenset[str] | None:
    """Of whose answers is told, where a choice limits that."""
    if not choice.actors and not choice.governments:
        return None
    named = frozenset().union(*(plan.under(find_actor(plan, name).id) for name in choice.actors))
    governments = government_ids(plan, choice.governments)
    return frozenset(actor for actor in plan.actors if actor in named or plan.government(actor) in governments)
