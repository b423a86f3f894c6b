"""The record of an action for programs: what `--format json` says of it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from report_cases import ROUNDS, plan_in

from nap.status import standing
from nap.views.record import action_details, action_record

Raw = dict[str, Any]

END_2024, END_2025 = datetime.date(2024, 12, 31), datetime.date(2025, 12, 31)

KEYS = [
    "id",
    "parent",
    "chapter",
    "title",
    "actors",
    "deadline",
    "status",
    "overdue",
    "days_late",
    "last_update",
    "path",
]
MORE_KEYS = [
    "status_by_actor",
    "due_soon",
    "silent",
    "roles",
    "first_due",
    "revisions",
    "deadline_note",
    "measures",
    "baseline",
    "source",
    "updates",
]


def record(action_id: str, on: datetime.date = END_2025, language: str = "nl") -> Raw:
    plan = plan_in(ROUNDS)
    return action_record(plan, standing(plan, plan.actions[action_id], on), language)


def details(action_id: str, on: datetime.date = END_2025, language: str = "nl") -> Raw:
    plan = plan_in(ROUNDS)
    return action_details(plan, standing(plan, plan.actions[action_id], on), language)


def test_the_record_of_a_sub_action_whose_deadline_moved() -> None:
    assert record("2bis") == {
        "id": "2bis",
        "parent": "2",
        "chapter": 1,
        "title": "Baggeren van de kleine kanalen",
        "actors": ["bureau-noordkust"],
        "deadline": {
            "stated": "Eind 2024",
            "kind": "date",
            "start": None,
            "due": "2026-06-30",
            "precision": "year",
            "phases": [],
        },
        "status": "preparing",
        "overdue": False,
        "days_late": None,
        "last_update": "2025-10-15",
        "path": "data/actions/02bis-small-canals.yaml",
    }


@pytest.mark.parametrize(
    ("action_id", "on", "expected"),
    [
        ("2", END_2025, {"start": "2024-01-01", "due": "2025-06-30", "precision": "month", "kind": "period"}),
        ("2bis", END_2024, {"due": "2024-12-31"}),
        ("4", END_2025, {"due": "2029-02-28", "precision": None, "kind": "plan_term"}),
        ("5", END_2025, {"due": "2025-09-30", "kind": "initiative_term"}),
        ("6", END_2025, {"due": None, "kind": "ongoing", "stated": "Doorlopend"}),
        ("8", END_2025, {"due": None, "kind": "none", "stated": None}),
        ("9bis", END_2025, {"due": "2026-02-15", "precision": "day", "kind": "external"}),
        (
            "3",
            END_2025,
            {
                "due": None,
                "phases": [
                    {
                        "label": "Fase 1",
                        "due": "2024-09-30",
                        "precision": "month",
                        "status": "completed",
                        "days_late": None,
                    },
                    {
                        "label": "Fase 2",
                        "due": "2025-12-31",
                        "precision": "year",
                        "status": "in_progress",
                        "days_late": None,
                    },
                    {"label": "Onderhoud", "due": None, "precision": None, "status": "in_progress", "days_late": None},
                ],
            },
        ),
    ],
)
def test_the_deadline_in_a_record(action_id: str, on: datetime.date, expected: Raw) -> None:
    deadline = record(action_id, on)["deadline"]
    assert deadline.keys() == {"stated", "kind", "start", "due", "precision", "phases"}
    assert expected.items() <= deadline.items()


@pytest.mark.parametrize(
    ("action_id", "on", "expected"),
    [
        ("2", END_2025, ("in_progress", True, 184, "2025-12-31")),
        ("9", END_2025, ("unreported", False, None, None)),
        ("9", datetime.date(2026, 6, 7), ("unreported", True, 1, None)),
        ("1", END_2025, ("completed", False, None, "2024-11-20")),
        ("3", END_2024, ("in_progress", True, 92, "2024-12-31")),
    ],
)
def test_the_status_in_a_record(action_id: str, on: datetime.date, expected: tuple[Any, ...]) -> None:
    said = record(action_id, on)
    assert tuple(said[key] for key in ("status", "overdue", "days_late", "last_update")) == expected


def test_a_record_is_in_the_language_asked_for_or_else_in_the_plans_own() -> None:
    assert record("3", language="fr")["title"] == "Restaurer les berges par phases"
    assert [phase["label"] for phase in record("3", language="fr")["deadline"]["phases"]][:2] == ["Phase 1", "Fase 2"]
    assert record("9bis", language="de")["title"] == "Een norm voor stille motoren"


def test_an_action_that_names_nobody_has_an_empty_list_of_actors() -> None:
    assert record("10")["actors"] == []


@pytest.mark.parametrize("folder", [ROOT, ROUNDS], ids=["real", "rounds"])
def test_every_record_has_the_same_keys_and_is_json(folder: Path) -> None:
    plan = plan_in(folder)
    for item in plan.actions.values():
        short, long = (make(plan, standing(plan, item, END_2025), "nl") for make in (action_record, action_details))
        assert list(short) == KEYS
        assert list(long) == [*KEYS, *MORE_KEYS]
        assert short.items() <= long.items()
        assert json.loads(json.dumps(long)) == long
        assert (folder / short["path"]).is_file()


def test_what_show_adds() -> None:
    said = details("2", language="fr")
    assert said["status_by_actor"] == [
        {"actor": "ministerie-water", "status": "completed", "date": "2025-12-31"},
        {"actor": "oude-havendienst", "status": "in_progress", "date": "2025-12-31"},
    ]
    assert said["roles"] == {"ministerie-water": "pilote"}
    assert said["deadline_note"] == "Juni 2025 is gelezen als 30 juni 2025."
    assert said["baseline"] == "En 2023, un canal était déjà dragué."
    assert said["measures"][1] == {
        "id": "b",
        "text": "Draguer le bassin portuaire.",
        "actors": ["oude-havendienst"],
        "due": None,
        "status": "in_progress",
    }
    assert (said["due_soon"], said["silent"]) == (False, False)
    assert details("9bis")["due_soon"]
    assert details("8")["silent"]
    assert details("9bis")["measures"][0]["due"] == "2026-02-15"
    assert details("1")["baseline"] is None
    assert details("2bis")["source"] == {
        "section": "Actie 2 BIS",
        "annex_id": "2.1",
        "annex_title": None,
        "remarks": ["De bijlage geeft deze subactie het nummer 2.1."],
    }


def test_show_knows_only_the_updates_and_revisions_of_the_day_or_before() -> None:
    early, late = details("2bis", END_2024), details("2bis", END_2025)
    assert [item["date"] for item in early["updates"]] == ["2024-09-01"]
    assert [item["date"] for item in late["updates"]] == ["2024-09-01", "2025-10-15"]
    assert (early["first_due"], early["revisions"]) == ("2024-12-31", [])
    assert late["first_due"] == "2024-12-31"
    assert late["revisions"] == [
        {
            "date": "2025-03-10",
            "due": "2026-06-30",
            "phase": None,
            "reason": "De baggerboot was gezonken.",
            "decided_by": "De stuurgroep",
        }
    ]
    assert details("3")["first_due"] is None


def test_updates_are_given_as_they_stand_in_the_file() -> None:
    (first, second) = details("1")["updates"]
    assert first == {
        "date": "2024-05-10",
        "by": "ministerie-water",
        "status": "in_progress",
        "text": {"nl": "De helft is opgemeten.", "fr": "La moitié est mesurée."},
        "measures": {"a": "in_progress", "b": "not_started"},
    }
    assert second["evidence"] == [{"url": "https://water.example/kaart", "title": {"nl": "De kaart", "fr": "La carte"}}]
    assert second["received"] == "2025-01-15"
