"""NAP6: what has been reported."""

from __future__ import annotations

from collections.abc import Iterator

from nap.lint.rule import ActionFile, Problem, found_in_reading, rule
from nap.model.action import Action, Update
from nap.model.words import FINISHED
from nap.sentence import Sentence, say
from nap.store.shown import short, shown

_MOST_NAMES = 5


@rule(
    "NAP604",
    "update-by-another",
    "warning",
    "action",
    why="Only what the actors of an action report counts for its status; the others' news ends no silence.",
    wrong="""
actors:
  - actor: fod-buitenlandse-zaken
updates:
  - date: 2025-12-31
    by: dgd
""",
    right="""
actors:
  - actor: fod-buitenlandse-zaken
updates:
  - date: 2025-12-31
    by: fod-buitenlandse-zaken
""",
    mend="Report under the actor that the plan names. If another answers for it now, write that as its `successor` in "
    "actors.yaml; if the plan was amended, add the actor.",
)
def update_by_another(item: ActionFile) -> Iterator[Problem]:
    """An update is by somebody who is not an actor of the action and answers for none."""
    action, plan = item.action, item.around.plan
    if not action.actor_ids or all(update.by in action.actor_ids for update in action.updates):
        return
    # Where an actor is misspelt, or cannot be read, nobody can say who answers for it.
    if not all(actor in plan.actors for actor in action.actor_ids):
        return
    answering = plan.answering(action.actor_ids)
    coordinator = plan.manifest.coordinator.actor
    for index, update in enumerate(action.updates):
        if update.by in answering or update.by not in plan.actors:
            continue
        if update.scope == "own" or update.by != coordinator:
            message = say("{name} is not an actor of this action.", name=item.around.called(update.by))
            hint = _who_could(item, update.by, is_coordinator=update.by == coordinator)
            yield Problem(("updates", index, "by"), message, hint)


def _who_could(item: ActionFile, by: str, *, is_coordinator: bool) -> Sentence:
    """How to report instead."""
    plan, named = item.around.plan, item.action.actor_ids
    above = next((actor for actor in plan.above(by) if actor in named), None)
    if above is not None:
        return say("If it speaks for {name}, write by: {id}.", name=item.around.called(above), id=short(above))
    if is_coordinator:
        return say("If it speaks for the whole action, add scope: action.")
    names = ", ".join(short(actor) for actor in named[:_MOST_NAMES])
    if len(named) > _MOST_NAMES:
        return say("The actors of this action are {names} and others.", names=names)
    return say("The actors of this action: {names}.", names=names)


@rule(
    "NAP605",
    "completed-without-evidence",
    "error",
    "action",
    why="Who reads that something is completed must be able to check it.",
    wrong="""
- date: 2026-03-01
  by: fod-justitie
  status: completed
""",
    right="""
- date: 2026-03-01
  by: fod-justitie
  status: completed
  evidence:
    - url: https://example.org/report
""",
    mend="Add `evidence` with at least one link, or report another status.",
)
def completed_without_evidence(item: ActionFile) -> Iterator[Problem]:
    """An update says that something is completed and gives no evidence."""
    for index, update in enumerate(item.action.updates):
        if update.status == "completed" and not update.evidence:
            message = say("This update says completed, and gives no evidence.")
            hint = say("Add `evidence` with a link where it can be checked.")
            yield Problem(("updates", index, "status"), message, hint)


@rule(
    "NAP606",
    "no-obstacles",
    "error",
    "action",
    why="That nothing happens is news only when it says why: that is where help can begin.",
    wrong="""
- date: 2025-12-31
  by: fod-justitie
  status: not_started
""",
    right="""
- date: 2025-12-31
  by: fod-justitie
  status: not_started
  obstacles:
    nl: De brochure kan pas vertaald worden als ze geactualiseerd is.
    fr: La brochure ne peut être traduite qu’après sa mise à jour.
""",
    mend="Add `obstacles` with what stands in the way.",
)
def no_obstacles(item: ActionFile) -> Iterator[Problem]:
    """An update says that something was not started or was stopped, and not why."""
    for index, update in enumerate(item.action.updates):
        if update.status in ("not_started", "stopped") and not update.obstacles:
            message = say("This update says {status}, and not why.", status=update.status)
            hint = say("Add `obstacles` with what stands in the way.")
            yield Problem(("updates", index, "status"), message, hint)


@rule(
    "NAP607",
    "back-without-a-word",
    "warning",
    "action",
    why="Readers were told that it was over; they will ask what happened.",
    wrong="""
- date: 2025-12-31
  by: fod-justitie
  status: completed
- date: 2026-06-30
  by: fod-justitie
  status: in_progress
""",
    right="""
- date: 2025-12-31
  by: fod-justitie
  status: completed
- date: 2026-06-30
  by: fod-justitie
  status: in_progress
  text:
    nl: De brochure wordt herwerkt na de herziening van de OESO-richtlijnen.
    fr: La brochure est revue après la révision des Principes directeurs de l’OCDE.
""",
    mend="Say in `text` why it is not over after all.",
)
def back_without_a_word(item: ActionFile) -> Iterator[Problem]:
    """After completed or stopped an actor reports that it goes on, and does not explain it."""
    before: dict[tuple[str, str], Update] = {}
    for index, update in enumerate(item.action.updates):
        last = before.get((update.by, update.scope))
        over = last is not None and last.status in FINISHED and last.date <= update.date
        if (
            over
            and last
            and update.status in ("preparing", "in_progress")
            and not (update.text or update.obstacles or update.corrects)
        ):
            name = item.around.called(update.by)
            values = {"name": name, "date": last.date, "before": last.status, "now": update.status}
            message = say("On {date} {name} reported {before}; now {now}, and not why.", **values)
            yield Problem(("updates", index, "status"), message, say("Say in `text` why it goes on."))
        before[update.by, update.scope] = update


found_in_reading(
    "NAP608",
    "unknown-measure",
    "An update reports about a measure that the action does not have.",
    why="What is said there would be shown with no measure, and so be lost.",
    wrong="measures: {a: completed, z: completed}      # of an action with the measures a to d",
    right="measures: {a: completed, d: completed}",
    mend="Write the letter of one of the action's measures.",
)


@rule(
    "NAP609",
    "contradicting-parts",
    "error",
    "action",
    why="The report shows the status of the action and of its measures beside each other.",
    wrong="""
status: completed
measures: {a: completed, b: in_progress}
""",
    right="""
status: in_progress
measures: {a: completed, b: in_progress}
""",
    mend="Correct the status, or what is said of the measure or the phase.",
)
def contradicting_parts(item: ActionFile) -> Iterator[Problem]:
    """The status of an update cannot be true together with what it says of a measure or a phase."""
    for index, update in enumerate(item.action.updates):
        if update.status not in _POSSIBLE or not (update.measures or update.phases):
            continue
        wrong = next(_contradicting(item.action, update), None)
        if wrong is not None:
            field, part, status = wrong
            values = {"status": update.status, "part": short(part), "other": status}
            message = (
                say("This update says {status}, but of measure {part} {other}.", **values)
                if field == "measures"
                else say("This update says {status}, but of phase “{part}” {other}.", **values)
            )
            yield Problem(("updates", index, field, part), message, say("Correct this, or the status of the update."))


def _contradicting(action: Action, update: Update) -> Iterator[tuple[str, str, str]]:
    """The measures and phases that contradict an update: the field, which one it is, and what is said of it."""
    measures = {measure.id for measure in action.measures} if update.measures else set()
    labels = {label for phase in action.deadline.phases for label in phase.label.values()}
    for field, parts, there in (("measures", update.measures, measures), ("phases", update.phases, labels)):
        for part, status in parts.items():
            if part in there and status not in _POSSIBLE[update.status]:
                yield field, part, status


_POSSIBLE = {
    "completed": {"completed", "stopped"},
    "stopped": {"not_started", "completed", "stopped"},
    "not_started": {"not_started", "stopped"},
}
"""What can be said of a part when this is said of the whole; of the other statuses nothing is certain."""

found_in_reading(
    "NAP610",
    "unknown-phase",
    "An update reports about a phase that the deadline does not have.",
    why="Whether a phase is late depends on what is reported under its exact label.",
    wrong='phases: {"Fase2": completed}',
    right='phases: {"Fase 2": completed}',
    mend="Write the label of the phase as it stands in `deadline`, in the source language.",
)


@rule(
    "NAP613",
    "translated-phase",
    "error",
    "action",
    why="A phase is found by its label in the plan's own language: under another label nothing is known of it.",
    wrong='phases: {"Phase 2": completed}      # of a plan in Dutch',
    right='phases: {"Fase 2": completed}',
    mend="Write the label as it stands in `deadline` in the source language.",
)
def translated_phase(item: ActionFile) -> Iterator[Problem]:
    """An update names a phase by its label in another language than the plan's own."""
    for index, update in enumerate(item.action.updates):
        if not update.phases:
            continue
        own = {
            label: item.around.plan.say(phase.label, item.around.language)
            for phase in item.action.deadline.phases
            for label in phase.label.values()
        }
        for label in update.phases:
            if own.get(label, label) != label:
                message = say("{label} is not the label in the plan's own language.", label=shown(label))
                hint = say("Write {label}.", label=shown(own[label]))
                yield Problem(("updates", index, "phases", label), message, hint, key=True)
