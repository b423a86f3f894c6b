"""An action of the plan, as its file says it: what was promised and what has been reported since."""

from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, ValidationInfo, model_validator

from nap.model.base import ActionId, ActorId, Day, Line, MeasureId, Record, Text, Url
from nap.model.words import AmendmentKind, DeadlineKind, Precision, ReportedStatus, Scope
from nap.sentence import say

LETTERS = "abcdefghijklmnopqrstuvwxyz"
"""What follows the number in the id of a sub-action, and names a measure."""

_SUFFIXES = ("", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_MAX_DIGITS = 9


class Involved(Record):
    """An actor that the plan holds responsible for an action."""

    actor: ActorId
    """The id of the actor, from actors.yaml."""
    role: Text | None = None
    """The part it has, in the plan's own word, where the plan gives one."""


_TOGETHER = say("`due` and `precision` go together: write both or neither")


class Phase(Record):
    """One part of a phased deadline."""

    label: Text
    """What the plan calls this phase."""
    start: Day | None = None
    """First day of the phase, where one is stated."""
    due: Day | None = None
    """Last day on which the phase is on time; a phase without one is ongoing."""
    precision: Precision | None = None
    """The smallest unit of the calendar that the statement fixes; given whenever `due` is."""

    @model_validator(mode="after")
    def _has_both(self) -> Self:
        if (self.due is None) != (self.precision is None):
            raise ValueError(_TOGETHER)
        return self


class Revision(Record):
    """A deadline that moved: appended, never written over the one before."""

    date: Day
    """The day on which the new deadline was decided."""
    due: Day
    """The new last day on which the action, or the phase, is on time."""
    phase: Line | None = None
    """The phase that moved, by its label in the source language; only for a deadline in phases."""
    reason: Text
    """Why it moved."""
    decided_by: Text
    """Who decided it."""


class Deadline(Record):
    """The deadline that the plan states, and how it is read."""

    stated: Line | None
    """The words of the plan, to the letter; null where it prints none."""
    kind: DeadlineKind
    """How the words are read: date, period, phased, plan_term, initiative_term, ongoing, external or none."""
    start: Day | None = None
    """First day of a period."""
    due: Day | None = None
    """Last day on which the action is on time."""
    precision: Precision | None = None
    """The smallest unit of the calendar that the statement fixes; given whenever `due` is."""
    phases: tuple[Phase, ...] = ()
    """The phases of a phased deadline, in the plan's order."""
    note: Text | None = None
    """How the words were read, wherever a reader could ask."""
    revisions: tuple[Revision, ...] = ()
    """Later deadlines, oldest first."""

    @model_validator(mode="after")
    def _fits_its_kind(self, info: ValidationInfo) -> Self:
        kind = self.kind
        if (kind == "none") != (self.stated is None):
            raise ValueError(say("`kind: none` and `stated: null` go together: write both or neither"))
        if kind in ("date", "period") and self.due is None:
            raise ValueError(
                say("a deadline of kind {kind} needs `due`, the last day on which it is on time", kind=kind)
            )
        if kind == "period" and self.start is None:
            raise ValueError(say("a deadline of kind period needs `start`, its first day"))
        if kind == "phased" and not self.phases:
            raise ValueError(say("a deadline of kind phased needs `phases`, each with a label"))
        if kind != "phased" and self.phases:
            raise ValueError(say("a deadline of kind {kind} has no `phases`; write `kind: phased`", kind=kind))
        if kind in ("plan_term", "ongoing", "none", "phased") and self.due is not None:
            raise ValueError(say("a deadline of kind {kind} has no `due` of its own", kind=kind))
        if (self.due is None) != (self.precision is None):
            raise ValueError(_TOGETHER)
        if kind in ("ongoing", "none") and self.revisions:
            raise ValueError(
                say("a deadline of kind {kind} has no day that could move; it has no `revisions`", kind=kind)
            )
        labels = [label_of(phase, info) for phase in self.phases]
        if len(set(labels)) < len(labels):
            raise ValueError(say("two phases have the same label; give each its own"))
        for revision in self.revisions:
            if (revision.phase is not None) != (kind == "phased"):
                raise ValueError(say("a revision names its `phase` when the deadline has phases, and only then"))
            if revision.phase is not None and revision.phase not in labels:
                raise ValueError(
                    say(
                        "no phase is labelled {label}; the labels are {labels}",
                        label=repr(revision.phase),
                        labels=", ".join(labels),
                    )
                )
        return self


def label_of(phase: Phase, info: ValidationInfo) -> str:
    """The label by which updates and revisions name a phase: the one in the plan's source language."""
    context: dict[str, str] = info.context or {}
    return phase.label.get(context.get("source_language", ""), next(iter(phase.label.values())))


class Measure(Record):
    """One concrete undertaking inside an action."""

    id: MeasureId
    """A letter, unique within the action; updates refer to it."""
    text: Text
    """The undertaking, in concise words that are not the plan's own prose."""
    actors: tuple[ActorId, ...] = ()
    """Who does it, only where the plan's text names them."""
    due: Day | None = None
    """Last day on which it is on time, only where the plan's text gives a date."""


class Evidence(Record):
    """Where a reader can check what was reported."""

    url: Url
    """An http(s) link."""
    title: Text | None = None
    """What is found there."""


class Update(Record):
    """What one actor reports about one action, true on one day."""

    date: Day
    """The day on which it was true; the year of this day is its round."""
    by: ActorId
    """The actor that reports."""
    scope: Scope = "own"
    """`own`: the actor's part; `action`: the whole action (the coordinator, or with the others' agreement)."""
    status: ReportedStatus
    """How far it is."""
    text: Text | None = None
    """What happened."""
    obstacles: Text | None = None
    """What stands in the way; required when not_started or stopped."""
    evidence: tuple[Evidence, ...] = ()
    """Where it can be checked; required when completed."""
    measures: dict[MeasureId, ReportedStatus] = Field(default_factory=dict)
    """How far each measure is, by its letter."""
    phases: dict[Line, ReportedStatus] = Field(default_factory=dict)
    """How far each phase of a phased deadline is, by its label in the source language."""
    corrects: Text | None = None
    """Why it takes the place of what the same actor had reported of the same day, which stays above it."""
    received: Day | None = None
    """When the secretariat got it."""


class Source(Record):
    """Where the action stands in the plan's document, and what a reader of it must know."""

    section: Line
    """The heading under which the document treats it."""
    annex_id: Line | None = None
    """The number that the document's annex gives it, where it differs from the id."""
    annex_title: Line | None = None
    """The annex's title, only where it differs in substance."""
    remarks: tuple[Text, ...] = ()
    """Irregularities of the document: contradictions, omissions, repetitions."""


class Amendment(Record):
    """A change of what the plan itself fixed, and who decided on it."""

    date: Day
    """The day on which it was decided."""
    kind: AmendmentKind
    """`amendment`: the plan itself was changed; `erratum`: these files did not say what was meant."""
    reason: Text
    """What changed, and why."""
    decided_by: Text
    """Who decided it."""


class Action(Record):
    """One action of the plan, or a sub-action (which names its `parent`)."""

    id: ActionId
    """The plan's number, with a suffix for a sub-action: "35", "18bis"."""
    chapter: Annotated[int, Field(ge=1)]
    """The number of the chapter it stands in."""
    parent: ActionId | None = None
    """The action that this sub-action belongs to."""
    title: Text
    """The plan's own title in the source language; the others are unofficial translations."""
    actors: tuple[Involved, ...]
    """Who is responsible, in the plan's order; empty where the plan names nobody."""
    deadline: Deadline
    """By when."""
    measures: tuple[Measure, ...]
    """Its concrete undertakings, in the plan's order."""
    baseline: Text | None = None
    """What the plan says was already so when it appeared."""
    source: Source
    """Where it stands in the plan's document."""
    amendments: tuple[Amendment, ...] = ()
    """Every change of the text above since the plan appeared, oldest first; only ever appended to."""
    updates: tuple[Update, ...] = ()
    """What has been reported, oldest first; only ever appended to."""

    @cached_property
    def actor_ids(self) -> tuple[str, ...]:
        """The ids of the responsible actors, in the plan's order."""
        return tuple(involved.actor for involved in self.actors)

    @property
    def named(self) -> frozenset[str]:
        """The ids of all actors that it names: those responsible, those of its measures and those who reported."""
        named = {involved.actor for involved in self.actors}
        named.update([update.by for update in self.updates])
        for measure in self.measures:
            if measure.actors:
                named.update(measure.actors)
        return frozenset(named)

    @cached_property
    def order(self) -> tuple[int, int, str]:
        """A key that sorts actions as the plan numbers them: 18, 18bis, 19, …, 22, 22bis, 22ter."""
        return plan_order(self.id)


def plan_order(action_id: str) -> tuple[int, int, str]:
    """Sort key of an action id in the plan's own order; also usable on an id that no action has."""
    digits = action_id.rstrip(LETTERS)
    suffix = action_id[len(digits) :]
    rank = _SUFFIXES.index(suffix) if suffix in _SUFFIXES else len(_SUFFIXES)
    # Python refuses to convert a number of thousands of digits, which only a mistake can be.
    number = int(digits) if digits.isdecimal() and len(digits) <= _MAX_DIGITS else 0
    return (number, rank, action_id)
