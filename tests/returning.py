"""Forms that came back, made without a file: a small plan, and what is filled in by the number of the row."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from conftest import action
from memory import plan_of

from nap.model.plan import Plan
from nap.round.form import COLUMNS, Form, forms
from nap.round.returned import Filled, Returned, ReturnedRow, Value

RECEIVED = datetime.date(2026, 2, 10)
YEAR = 2025
LETTER = {column.name: "ABCDEFGHIJK"[index] for index, column in enumerate(COLUMNS)}

PHASED = {
    "stated": "Fase 1: 2025; fase 2: doorlopend",
    "kind": "phased",
    "phases": [
        {"label": "Fase 1", "due": "2025-12-31", "precision": "year"},
        {"label": {"nl": "Fase 2", "fr": "Phase 2"}},
    ],
}
MEASURES = [
    {"id": "a", "text": "Iets doen."},
    {"id": "b", "text": "Iets anders doen.", "actors": ["twee"]},
    {"id": "c", "text": "Samen iets doen."},
]


def a_plan(*more: dict[str, Any], **changes: Any) -> Plan:
    """A plan whose action 1 has two actors, phases and measures."""
    both = [{"actor": "een"}, {"actor": "twee"}]
    return plan_of(action(actors=both, deadline=PHASED, measures=MEASURES, **changes), *more)


def form_of(plan: Plan, actor: str = "een", year: int = YEAR) -> Form:
    return next(form for form in forms(plan, year) if form.actor == actor)


def returned(form: Form, answers: Mapping[str, Mapping[str, Value]], **changes: Any) -> Returned:
    """A form as it came back with these cells filled in, by the number of the row: {"1": {"status": "voltooid"}}."""
    rows = []
    for number, row in enumerate(form.rows, start=2):
        filled = answers.get(row.number, {})
        cells = {name: Filled(f"{LETTER[name]}{number}", value) for name, value in filled.items()}  # type: ignore[index]
        rows.append(ReturnedRow(number, str(row.key), cells))
    header = {"plan": form.plan.manifest.id, "round": str(form.year), "actor": form.actor, "language": form.language}
    sent = {row.key: row.number for row in rows}
    made = Returned("een.xlsx", "Acties", form.language, header, sent, tuple(rows), ())
    return made._replace(**changes)
