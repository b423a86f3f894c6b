"""Taking in the forms of a round, one after another: each whole or not at all, and nothing written before the end."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace as with_other
from typing import Any, NamedTuple

from nap.errors import DataError
from nap.lint.edits import Judge
from nap.model.action import Action
from nap.model.finding import Finding
from nap.model.plan import Plan
from nap.output.words import STATUS
from nap.round.answers import Answer, judge
from nap.round.belonging import language_of
from nap.round.cells import place_of
from nap.round.record import Recording, record
from nap.round.returned import Returned, Wrong
from nap.sentence import Sentence
from nap.store.editor import add_update
from nap.store.one_action import action_in
from nap.store.writing import Edit
from nap.store.yaml import parse


class Taken(NamedTuple):
    """What came of one form."""

    form: Returned
    actor: str
    """Who sent it; "" where that cannot be made out."""
    recorded: tuple[Answer, ...]
    """The answers that are recorded now."""
    known: int
    """How many answers were recorded before."""
    wrong: tuple[Wrong, ...]
    notes: tuple[Wrong, ...]
    old: Plan
    """The plan before, with those of its actions only that the form changes."""
    new: Plan
    """The same after it."""

    @property
    def language(self) -> str:
        """The language in which what is wrong is told."""
        return self.form.language or self.old.source_language


class _Edited(NamedTuple):
    content: bytes
    action: Action


class Intake:
    """Takes in forms. `content_of` gives what a file of the plan says; `today` is the day of the checks."""

    def __init__(
        self,
        plan: Plan,
        year: int,
        content_of: Callable[[str], bytes],
        received: datetime.date,
        today: datetime.date,
        *,
        replace: bool = False,
        partial: bool = False,
    ) -> None:
        self.plan, self.year, self.received = plan, year, received
        self._replace, self._partial = replace, partial
        self._content_of = content_of
        self._judge = Judge(plan, today)
        self._before: dict[str, bytes] = {}
        self._after: dict[str, _Edited] = {}

    @property
    def edits(self) -> list[Edit]:
        """What is to be written for all forms that were taken."""
        return [Edit(path, self._before[path], edited.content) for path, edited in self._after.items()]

    def take(self, form: Returned) -> Taken:
        """Take one form in: all its answers, or with `partial` all that are right; otherwise none."""
        judged = judge(self.plan, self.year, form, self.received)
        wrong, notes = list(judged.wrong), judged.notes
        staged: dict[str, _Edited] = {}
        recorded, known = [], 0
        for answer in judged.answers:
            found = self._stage(form, answer, staged)
            if found is None:
                known += 1
            elif found:
                wrong += found
            else:
                recorded.append(answer)
        if wrong and not self._partial:
            recorded, staged = [], {}
        for draft in judged.drafts:
            wrong += self._mistakes_of(form, draft)
        wrong.sort(key=place_of)
        old, new = self._apply(staged)
        answers = (*recorded, *judged.answers)
        actor = form.header.get("actor", "") or (answers[0].by if answers else "")
        return Taken(form, actor, tuple(recorded), known, tuple(wrong), notes, old, new)

    def _stage(self, form: Returned, answer: Answer, staged: dict[str, _Edited]) -> list[Wrong] | None:
        """Make the edit that records an answer; what is wrong with it, or None if it is recorded already."""
        path = self.plan.paths[answer.action]
        action = staged[path].action if path in staged else self._now(path, answer.action)
        found = self._recording(form, answer, action, replace=self._replace)
        if found.refusal is not None:
            return [Wrong(form.sheet, answer.cell("status"), *found.refusal)]
        if found.update is None:
            return None
        after, wrong = self._edited(form, answer, found.update, staged)
        if not wrong:
            staged[path] = _Edited(after, action_in(after, path, self.plan.source_language))
        return wrong

    def _mistakes_of(self, form: Returned, draft: Answer) -> list[Wrong]:
        """What a check finds in an answer of which something else is known to be wrong."""
        action = self._now(self.plan.paths[draft.action], draft.action)
        found = self._recording(form, draft, action, replace=True)
        return [] if found.update is None else self._edited(form, draft, found.update, {}, _SAID_BEFORE)[1]

    def _recording(self, form: Returned, answer: Answer, action: Action, *, replace: bool) -> Recording:
        """What is to be done with an answer, as the action is now."""
        plan = with_other(self.plan, actions={answer.action: action})
        language = language_of(self.plan, form)
        return record(plan, self.year, answer, self.received, replace=replace, language=language)

    def _edited(
        self,
        form: Returned,
        answer: Answer,
        update: Mapping[str, Any],
        staged: Mapping[str, _Edited],
        said: Container[str] = (),
    ) -> tuple[bytes, list[Wrong]]:
        """The file of an action with an update, and the mistakes that come with it, but for what was `said` before."""
        path = self.plan.paths[answer.action]
        before = staged[path].content if path in staged else self._content(path)
        try:
            after = add_update(before, update, path, self.plan.manifest.languages)
        except DataError as error:
            return before, [Wrong(form.sheet, answer.cell("status"), error.message, error.hint)]
        found = self._judge.brought_in(path, before, after)
        mistakes = [item for item in found if item.severity == "error" and item.code not in said]
        return after, list(_in_cells(form.sheet, answer, update, after, mistakes))

    def _now(self, path: str, action_id: str) -> Action:
        return self._after[path].action if path in self._after else self.plan.actions[action_id]

    def _content(self, path: str) -> bytes:
        if path in self._after:
            return self._after[path].content
        return self._before.setdefault(path, self._content_of(path))

    def _apply(self, staged: Mapping[str, _Edited]) -> tuple[Plan, Plan]:
        """Keep what was staged; the actions that it changes, before and after."""
        old = {item.action.id: self._now(path, item.action.id) for path, item in staged.items()}
        new = {item.action.id: item.action for item in staged.values()}
        self._after.update(staged)
        return with_other(self.plan, actions=old), with_other(self.plan, actions=new)


_SAID_BEFORE = frozenset({"NAP605", "NAP606"})
"""Rules about what a status needs beside it: that is said of the cells of a form before any check."""


def _in_cells(
    sheet: str, answer: Answer, update: Mapping[str, Any], content: bytes, mistakes: Sequence[Finding]
) -> Iterator[Wrong]:
    """Mistakes that a check finds in an edited file, said of the cells that they come from."""
    value, positions = parse(content)
    keys = ("date", "by", "received")
    index = max(
        number
        for number, entry in enumerate(value["updates"])
        if all(entry.get(key) == update.get(key) for key in keys)
    )
    places = {
        location: positions.find(("updates", index, *location)) for location in answer.cells if location[0] in update
    }
    for mistake in mistakes:
        at = (mistake.line, mistake.column)
        cells = [answer.cells[location] for location, place in places.items() if place[:2] <= at <= place[2:]]
        cell = cells[-1] if cells else answer.cell("status")
        yield Wrong(sheet, cell, in_words(mistake.message), in_words(mistake.hint))


def in_words(text: str) -> str:
    """A sentence of a check as people say it who never see the files: with the words for statuses, not their codes."""
    if not isinstance(text, Sentence):
        return text
    return Sentence(text.template, {name: STATUS.get(value, value) for name, value in text.values.items()})
