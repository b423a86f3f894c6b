"""What can have changed between two states of a plan: one frozen record for each kind of change.

Each says where it is to be found in the new files: `action` is the id whose file it is, or `actor` the id whose
entry in actors.yaml; both are "" for plan.yaml, and for the list of actors.yaml as such. `location` leads to the
value inside that file or entry, as `Positions.find` follows it. What is no longer there is placed at what stood
around it. Texts are given whole, in all their languages.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from nap.model.action import Action, Amendment, Evidence, Involved, Measure, Phase, Revision, Update
from nap.model.actor import Actor
from nap.model.base import Text
from nap.model.manifest import RemovedAction
from nap.model.words import Status

Location = tuple[str | int, ...]

AppendOnly = Literal["updates", "revisions", "amendments", "removed"]
"""The lists that are only ever appended to."""

AmendedPart = Literal["id", "chapter", "parent", "title", "actors", "stated", "measures", "baseline", "source"]
"""What an amendment can have changed."""

PLAN_TEXT: frozenset[AmendedPart] = frozenset({"id", "chapter", "parent", "title", "actors", "stated", "measures"})
"""What the plan itself fixed, so that it changes only by an amendment or an erratum; the rest is ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that changed, and where."""

    action: str = ""
    """The id of the action whose file it is in."""
    actor: str = ""
    """The id of the actor whose entry in actors.yaml it is in; the location starts inside that entry."""
    location: Location = ()


# -- actions ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAdded(Change):
    """An action that was not there before."""

    new: Action
    id_was_removed: bool = False
    """Whether the old plan.yaml says that an action with this id was removed: ids are not given again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRemoved(Change):
    """An action that is no longer there; the location is in plan.yaml, where its removal belongs."""

    old: Action
    removal: RemovedAction | None
    """What the new plan.yaml says about it, if it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(Change):
    """An update that was added."""

    update: Update
    before: Status
    """What was known, until this update, of its actor's part; of the whole if it speaks for the whole."""
    appended: bool
    """Whether it stands after all updates that were there before, as it should."""

    @property
    def after(self) -> Status:
        """What the update says of it."""
        return self.update.status


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded(Change):
    """A link that was added to an update that was there before."""

    update: Update
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Change):
    """A deadline, or that of one phase, that moved as it should: by a revision that was appended."""

    revision: Revision
    before: datetime.date | None
    """The day that held until then."""
    phase: Phase | None
    """The phase that moved."""
    appended: bool
    """Whether it stands after all revisions that were there before, as it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overwritten(Change):
    """A day of the first deadline, or a phase, that is another than before; a moved deadline has a revision."""

    part: Literal["start", "due", "phase", "label"]
    """`phase`: a phase was added or removed; `label`: it is called something else."""
    phase: Phase | None
    """The phase it is in, as it is now (as it was, if it was removed)."""
    before: datetime.date | Phase | Text | None
    after: datetime.date | Phase | Text | None
    amendments: tuple[Amendment, ...]
    """The amendments that were recorded in the same change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread(Change):
    """Another reading of a deadline whose words are the plan's."""

    part: Literal["kind", "precision", "note"]
    phase: Phase | None
    """The phase it is about, if it is about one."""
    before: str | Text | None
    after: str | Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(Change):
    """Something that the plan's text says, or that we say of it, is another than before.

    One record for each actor, measure or remark: `before` is None where it was added, `after` where it was
    removed. A change of the title's or a measure's translations alone is none of the plan's text.
    """

    part: AmendedPart
    before: Involved | Measure | Text | str | int | None
    after: Involved | Measure | Text | str | int | None
    amendments: tuple[Amendment, ...]
    """The amendments that were recorded in the same change."""

    @property
    def plan_text(self) -> bool:
        """Whether the plan itself fixed it."""
        return self.part in PLAN_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentAdded(Change):
    """An amendment or an erratum that was recorded."""

    amendment: Amendment
    appended: bool
    """Whether it stands after all amendments that were there before, as it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed(Change):
    """The file of an action has another name."""

    before: str
    after: str


# -- what can happen in any file -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten(Change):
    """An entry of a list that is only ever appended to says something else than before."""

    part: AppendOnly
    before: Update | Revision | Amendment | RemovedAction
    after: Update | Revision | Amendment | RemovedAction
    fields: tuple[str, ...]
    """The names of the fields that differ, in the order of the model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased(Change):
    """An entry of a list that is only ever appended to is no longer there."""

    part: AppendOnly
    before: Update | Revision | Amendment | RemovedAction


@dataclass(frozen=True, slots=True, kw_only=True)
class Reordered(Change):
    """A list has the same entries in another order, apart from what other records say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated(Change):
    """A translation that was added (`before` is None), changed, or removed (`after` is None)."""

    language: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale(Change):
    """A text changed in its own language while its translations stayed as they were."""

    languages: tuple[str, ...]
    """The languages in which it still says what it said before."""
    before: Text
    after: Text


# -- actors and the plan as a whole ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorAdded(Change):
    """An actor that was not there before."""

    new: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRemoved(Change):
    """An actor that is no longer there, nor any place for it."""

    old: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorChanged(Change):
    """One field of an actor; of `aliases` one alias, which was added, removed or changed."""

    part: str
    """The field: name and long_name (renamed), parent (moved), kind, acronym, aliases, language, successor, note."""
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChanged(Change):
    """Something in plan.yaml; an entry of a list, such as a chapter, that was added or removed is given whole."""

    part: str
    """The field at the top of the file, such as `term` or `chapters`."""
    name: str
    """What the entry of a list is known by, such as the number of the chapter; "" outside lists."""
    before: Any
    after: Any


# -- all of it -------------------------------------------------------------------------------------------------


class ActionChanges(NamedTuple):
    """All that happened to one action."""

    action: str
    """Its id; the new one where that changed."""
    before: Status | None
    """Its overall status on the day looked at; None where the old plan does not have it."""
    after: Status | None
    changes: tuple[Change, ...]
    """In the order of its file; empty when only its status differs, because of what actors or plan.yaml say."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed between two states of a plan; false when they say the same."""

    day: datetime.date
    """The day on which statuses are looked at."""
    actions: tuple[ActionChanges, ...] = ()
    """By action, in the plan's order."""
    actors: tuple[Change, ...] = ()
    """In the order of actors.yaml; what was removed comes last."""
    plan: tuple[Change, ...] = ()
    """In the order of plan.yaml."""

    def __bool__(self) -> bool:
        return bool(self.actions or self.actors or self.plan)

    def __iter__(self) -> Iterator[Change]:
        """Every single change."""
        for entry in self.actions:
            yield from entry.changes
        yield from self.actors
        yield from self.plan
