"""What changed in one action: its two versions compared, and what each difference means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Literal, cast

from nap.changes.records import (
    Amended,
    AmendedPart,
    AmendmentAdded,
    AppendOnly,
    Change,
    Erased,
    EvidenceAdded,
    Location,
    Moved,
    Overwritten,
    Renamed,
    Reordered,
    Reported,
    Reread,
    Rewritten,
    Stale,
    Translated,
)
from nap.changes.walk import LeftBehind, Order, Translation, Value, Walk
from nap.model.action import Action, Amendment, Evidence, Phase, Revision, Update
from nap.model.plan import Plan
from nap.model.words import Status
from nap.status import status_at


def action_changes(walk: Walk, old: Plan, new: Plan, before: Action, after: Action) -> Iterator[Change]:
    """What changed from one version of an action to another, in the order of its file."""
    if before != after:
        yield from _Meaning(walk, new, before, after).changes()
    was, now = old.paths.get(before.id, ""), new.paths.get(after.id, "")
    if was and now and was != now:
        yield Renamed(action=after.id, before=was, after=now)


_ENTRIES: tuple[Location, ...] = (("actors",), ("measures",), ("updates",), ("amendments",), ("deadline", "revisions"))
"""The lists of which an entry is told as one, however much of it differs."""


def _entry(location: Location) -> Location:
    """Where the entry is that a value is part of; nowhere, if it is part of none."""
    for head in _ENTRIES:
        if location[: len(head)] == head and len(location) > len(head):
            return location[: len(head) + 1]
    return ()


def _at(record: Any, location: Location) -> Any:
    for step in location:
        record = record[step] if isinstance(step, int) else getattr(record, step)
    return record


class _Meaning:
    """Says what the differences between two versions of an action mean."""

    def __init__(self, walk: Walk, plan: Plan, old: Action, new: Action) -> None:
        self.walk, self.plan, self.old, self.new = walk, plan, old, new
        self.differences = list(walk.compare(old, new))
        added = [found for found in self.differences if isinstance(found, Value) and found.before is None]
        self.added = {found.location for found in added}
        self.amendments = tuple(found.after for found in added if isinstance(found.after, Amendment))

    def changes(self) -> Iterator[Change]:
        """Every difference as a record: first what is said, then translations and the order of lists."""
        values = [found for found in self.differences if isinstance(found, Value)]
        for (location, was), inside in groupby(values, lambda found: (_entry(found.location), _entry(found.was))):
            if location and was:
                yield from self._entry_changed(location, was, list(inside))
            else:
                yield from map(self._value, inside)
        others = [found for found in self.differences if not isinstance(found, Value)]
        yield from (told(found, action=self.new.id) for found in others)

    # -- entries of lists ----------------------------------------------------------------------------------

    def _entry_changed(self, location: Location, was: Location, inside: Sequence[Value]) -> Iterator[Change]:
        """An entry that was there before and says something else now."""
        before, after = _at(self.old, was), _at(self.new, location)
        others = []
        for found in inside:
            if isinstance(found.after, Evidence) and found.before is None:
                yield EvidenceAdded(action=self.new.id, location=found.location, update=after, evidence=found.after)
            else:
                others.append(found)
        if not others:
            return
        part = cast("AppendOnly | AmendedPart", location[-2])
        if part in ("actors", "measures"):
            yield self._amended(part, location, before, after)
            return
        fields = tuple(dict.fromkeys(str(found.was[len(was)]) for found in others))
        yield Rewritten(
            action=self.new.id,
            location=location,
            part=cast("AppendOnly", part),
            before=before,
            after=after,
            fields=fields,
        )

    def _value(self, found: Value) -> Change:
        """An entry that was added or removed, or a value that is part of none."""
        before, after = found.before, found.after
        if isinstance(after, Update):
            return self._reported(found)
        if isinstance(after, Revision):
            return self._moved(found)
        if isinstance(after, Amendment):
            appended = self._appended(found)
            return AmendmentAdded(action=self.new.id, location=found.location, amendment=after, appended=appended)
        if isinstance(before, Update | Revision | Amendment):
            part = cast("AppendOnly", found.location[-1])
            return Erased(action=self.new.id, location=found.location, part=part, before=before)
        if found.location[0] == "deadline":
            return self._deadline(found)
        return self._amended(cast("AmendedPart", found.location[0]), found.location, before, after)

    def _amended(self, part: AmendedPart, location: Location, before: Any, after: Any) -> Amended:
        return Amended(
            action=self.new.id,
            location=location,
            part=part,
            before=before,
            after=after,
            amendments=self.amendments,
        )

    def _appended(self, found: Value) -> bool:
        """Whether no entry after this one in its list was there before."""
        *head, index = found.location
        last = len(_at(self.new, tuple(head)))
        return all((*head, later) in self.added for later in range(cast("int", index) + 1, last))

    # -- deadlines and updates -----------------------------------------------------------------------------

    def _deadline(self, found: Value) -> Change:
        """Something in the deadline that is no revision."""
        location, field = found.location, found.location[-1]
        if field == "stated":
            return self._amended("stated", location, found.before, found.after)
        phase = self._phase(found)
        if field in ("kind", "precision", "note"):
            return Reread(
                action=self.new.id,
                location=location,
                part=cast("Literal['kind', 'precision', 'note']", field),
                phase=phase,
                before=found.before,
                after=found.after,
            )
        part = field if field in ("start", "due", "label") else "phase"
        return Overwritten(
            action=self.new.id,
            location=location,
            part=cast("Literal['start', 'due', 'phase', 'label']", part),
            phase=phase,
            before=found.before,
            after=found.after,
            amendments=self.amendments,
        )

    def _phase(self, found: Value) -> Phase | None:
        """The phase that a value is in, as it is now, or, if it was removed, as it was."""
        match found.location:
            case ("deadline", "phases", int() as index, *_):
                return self.new.deadline.phases[index]
            case ("deadline", "phases"):
                return cast("Phase", found.before)
        return None

    def _moved(self, found: Value) -> Moved:
        revision: Revision = found.after
        deadline, plan = self.new.deadline, self.plan
        name = revision.phase
        phase = next((phase for phase in deadline.phases if plan.say(phase.label, plan.source_language) == name), None)
        first = phase.due if phase else plan.manifest.term.end if deadline.kind == "plan_term" else deadline.due
        earlier = [other for other in deadline.revisions[: _index(found)] if other.phase == name]
        return Moved(
            action=self.new.id,
            location=found.location,
            revision=revision,
            before=earlier[-1].due if earlier else first,
            phase=phase,
            appended=self._appended(found),
        )

    def _reported(self, found: Value) -> Reported:
        return Reported(
            action=self.new.id,
            location=found.location,
            update=found.after,
            before=self._known(found.after, _index(found)),
            appended=self._appended(found),
        )

    def _known(self, update: Update, index: int) -> Status:
        """What the updates above one say, on its day, of the part that it speaks for."""
        earlier = self.new.model_copy(update={"updates": self.new.updates[:index]})
        with_it = self.new.model_copy(update={"updates": self.new.updates[: index + 1]})
        state = status_at(self.plan, earlier, update.date)
        if update.scope == "action":
            return state.status
        spoken = (part.actor for part in status_at(self.plan, with_it, update.date).parts if part.update is update)
        actor = next(spoken, update.by)
        part = next((part for part in state.parts if part.actor == actor), None)
        return part.update.status if part and part.update else "unreported"


def _index(found: Value) -> int:
    return cast("int", found.location[-1])


def told(found: Translation | LeftBehind | Order, *, action: str = "", actor: str = "") -> Change:
    """The record of a difference that means the same in every file."""
    if isinstance(found, Translation):
        return Translated(
            action=action,
            actor=actor,
            location=found.location,
            language=found.language,
            before=found.before,
            after=found.after,
        )
    if isinstance(found, LeftBehind):
        return Stale(
            action=action,
            actor=actor,
            location=found.location,
            languages=found.languages,
            before=found.before,
            after=found.after,
        )
    return Reordered(action=action, actor=actor, location=found.location)
