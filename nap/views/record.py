"""The record of an action for programs: what `--format json` of `list`, `overdue` and `show` prints.

The keys and their meaning are documented in docs/json.md and held by a test; they only ever grow.
"""

from __future__ import annotations

from typing import Any

from nap.model.action import Action
from nap.model.plan import Plan
from nap.status import DUE_SOON_DAYS, Due, Standing, measure_status, revisions_until, updates_until


def action_record(plan: Plan, item: Standing, language: str) -> dict[str, Any]:
    """One action on one day."""
    action, deadline = item.action, item.action.deadline
    whole = [due.due for due in item.dues if due.phase is None]
    last = item.state.last
    return {
        "id": action.id,
        "parent": action.parent,
        "chapter": action.chapter,
        "title": plan.say(action.title, language),
        "actors": list(action.actor_ids),
        "deadline": {
            "stated": deadline.stated,
            "kind": deadline.kind,
            "start": _day(deadline.start),
            "due": _day(whole[0] if whole else None),
            "precision": deadline.precision,
            "phases": [_phase(plan, due, language) for due in item.dues if due.phase is not None],
        },
        "status": item.status,
        "overdue": bool(item.late),
        "days_late": item.days_late,
        "last_update": _day(last.date if last else None),
        "path": plan.paths.get(action.id),
    }


def action_details(plan: Plan, item: Standing, language: str) -> dict[str, Any]:
    """The same with everything else that `show` knows on the day."""
    action = item.action
    revisions = revisions_until(action, item.day)
    record = action_record(plan, item, language)
    return record | {
        "status_by_actor": [
            {
                "actor": part.actor,
                "status": part.update.status if part.update else None,
                "date": _day(part.update.date) if part.update else None,
            }
            for part in item.state.parts
        ],
        "due_soon": bool(item.due_within(DUE_SOON_DAYS)),
        "silent": item.silent,
        "roles": {part.actor: plan.say(part.role, language) for part in action.actors if part.role},
        "first_due": next((_day(due.first) for due in item.dues if due.phase is None), None),
        "revisions": [
            {
                "date": _day(revision.date),
                "due": _day(revision.due),
                "phase": revision.phase,
                "reason": plan.say(revision.reason, language),
                "decided_by": plan.say(revision.decided_by, language),
            }
            for revision in revisions
        ],
        "deadline_note": plan.say(action.deadline.note, language) or None,
        "measures": [
            {
                "id": measure.id,
                "text": plan.say(measure.text, language),
                "actors": list(measure.actors),
                "due": _day(measure.due),
                "status": measure_status(plan, action, measure.id, item.day),
            }
            for measure in action.measures
        ],
        "baseline": plan.say(action.baseline, language) or None,
        "source": _source(plan, action, language),
        "updates": [
            update.model_dump(mode="json", exclude_defaults=True) for update in updates_until(action, item.day)
        ],
    }


def _source(plan: Plan, action: Action, language: str) -> dict[str, Any]:
    source = action.source
    return {
        "section": source.section,
        "annex_id": source.annex_id,
        "annex_title": source.annex_title,
        "remarks": [plan.say(remark, language) for remark in source.remarks],
    }


def _phase(plan: Plan, due: Due, language: str) -> dict[str, Any]:
    phase = due.phase
    return {
        "label": plan.say(phase.label, language) if phase else "",
        "due": _day(due.due),
        "precision": phase.precision if phase else None,
        "status": due.status,
        "days_late": due.days_late,
    }


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None
