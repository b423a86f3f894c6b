"""A yearly round: who is asked about what, and what counts as an answer."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from conftest import PLANS, action, actors, update
from hypothesis import given, settings
from hypothesis import strategies as st
from memory import plan_of

from nap.answers import asked_in, by_actor, end_of
from nap.model.plan import Plan
from nap.store.load import load
from nap.store.tree import FolderTree

TWO = [{"actor": "een"}, {"actor": "twee"}]
REPORTED = ("not_started", "preparing", "in_progress", "completed", "stopped")


def said(plan: Plan, year: int, until: datetime.date | None = None) -> dict[str, str | None]:
    """Per actor (of plans with one action) what it answered; whoever is missing was not asked."""
    return {item.actor: item.answer.status if item.answer else None for item in asked_in(plan, year, until)}


def one(*updates: dict[str, Any], who: dict[str, Any] | None = None, **changes: Any) -> Plan:
    return plan_of(action(updates=list(updates), **{"actors": TWO} | changes), who=who)


def test_a_round_ends_on_31_december() -> None:
    assert end_of(2025) == datetime.date(2025, 12, 31)


def test_every_actor_is_asked_about_every_action_that_names_it_in_the_order_of_the_plan() -> None:
    plan = plan_of(action("2", actors=TWO[::-1]), action("10"), action("1"))
    asked = [(item.action.id, item.actor, item.answer) for item in asked_in(plan, 2024)]
    assert asked == [("1", "een", None), ("2", "twee", None), ("2", "een", None), ("10", "een", None)]


def test_an_answer_is_an_own_update_of_that_year() -> None:
    plan = one(update("2024-12-31", "preparing"), update("2026-01-01", "in_progress"))
    assert said(plan, 2024) == {"een": "preparing", "twee": None}
    assert said(plan, 2025) == {"een": None, "twee": None}
    assert said(plan, 2026) == {"een": "in_progress", "twee": None}


def test_an_update_received_later_belongs_to_the_year_of_its_day() -> None:
    assert said(one(update("2024-12-31", "preparing", received="2025-02-10")), 2024)["een"] == "preparing"


def test_the_latest_of_several_answers_counts_and_of_one_day_the_last_in_the_file() -> None:
    early, late = update("2024-05-01", "stopped"), update("2024-06-01", "preparing")
    assert said(one(late, early), 2024)["een"] == "preparing"
    again = update("2024-06-01", "in_progress")
    assert said(one(early, late, again), 2024)["een"] == "in_progress"
    assert said(one(early, again, late), 2024)["een"] == "preparing"


def test_an_update_about_the_whole_action_is_the_answer_of_its_author_only() -> None:
    assert said(one(update("2024-06-01", "in_progress", scope="action")), 2024) == {"een": "in_progress", "twee": None}


def test_an_answer_of_somebody_who_was_not_asked_is_nobodys() -> None:
    assert said(one(update("2024-06-01", "in_progress", by="een-a")), 2024) == {"een": None, "twee": None}


def test_nothing_is_asked_about_a_year_before_the_plan_began() -> None:
    plan = one(update("2023-06-01", "in_progress"))
    assert asked_in(plan, 2023) == []
    assert asked_in(plan, 1900) == []
    assert len(asked_in(plan, 2024)) == 2  # it began in April


@pytest.mark.parametrize("status", ["completed", "stopped"])
def test_a_part_that_was_finished_before_the_year_is_not_asked_about_again(status: str) -> None:
    plan = one(update("2024-12-31", status))
    assert said(plan, 2024) == {"een": status, "twee": None}
    assert said(plan, 2025) == {"twee": None}


def test_a_part_that_is_finished_in_the_year_is_still_asked_about_in_it() -> None:
    plan = one(update("2024-06-01", "in_progress"), update("2025-01-01", "completed"))
    assert said(plan, 2025) == {"een": "completed", "twee": None}
    assert said(plan, 2026) == {"twee": None}


def test_who_reports_on_a_finished_part_all_the_same_counts_as_asked() -> None:
    plan = one(update("2024-06-01", "completed"), update("2025-06-01", "in_progress"))
    assert said(plan, 2025) == {"een": "in_progress", "twee": None}
    assert said(plan, 2026) == {"een": None, "twee": None}


def test_nobody_is_asked_about_an_action_that_was_finished_as_a_whole() -> None:
    whole = update("2024-06-01", "completed", by="secretariaat", scope="action")
    assert said(one(whole), 2024) == {"een": None, "twee": None}
    assert said(one(whole), 2025) == {}
    assert said(one(whole, update("2024-07-01", "in_progress", by="twee")), 2025) == {"twee": None}


def test_an_action_that_names_nobody_is_asked_of_nobody() -> None:
    assert asked_in(one(update("2024-06-01", "in_progress"), actors=[]), 2024) == []


def test_the_coordinator_answers_for_a_collective() -> None:
    plan = one(update("2024-06-01", "in_progress", by="secretariaat"), actors=[{"actor": "overige"}, {"actor": "een"}])
    assert said(plan, 2024) == {"overige": "in_progress", "een": None}
    own = one(update("2024-06-01", "stopped", by="overige"), actors=[{"actor": "overige"}])
    assert said(own, 2024) == {"overige": "stopped"}
    assert said(own, 2025) == {}


def test_beside_the_coordinator_a_collective_answers_under_its_own_id() -> None:
    who = [{"actor": "overige"}, {"actor": "secretariaat"}]
    assert said(one(update("2024-06-01", "preparing", by="secretariaat"), actors=who), 2024) == {
        "overige": None,
        "secretariaat": "preparing",
    }
    assert said(one(update("2024-06-01", "preparing", by="overige"), actors=who), 2024) == {
        "overige": "preparing",
        "secretariaat": None,
    }


def test_a_successor_answers_for_the_body_that_the_plan_names() -> None:
    merged = actors(
        {"id": "oud", "kind": "body", "parent": "staat", "name": "Oud", "successor": "nieuw"},
        {"id": "nieuw", "kind": "body", "parent": "staat", "name": "Nieuw"},
    )
    plan = one(update("2025-06-01", "completed", by="nieuw"), who=merged, actors=[{"actor": "oud"}])
    assert said(plan, 2024) == {"oud": None}
    assert said(plan, 2025) == {"oud": "completed"}
    assert said(plan, 2026) == {}
    turned = one(update("2025-06-01", "completed", by="oud"), who=merged, actors=[{"actor": "nieuw"}])
    assert said(turned, 2025) == {"nieuw": None}


def test_answers_can_be_looked_at_in_the_middle_of_a_round() -> None:
    plan = one(update("2025-03-01", "preparing"), update("2025-06-01", "in_progress"))
    assert said(plan, 2025, datetime.date(2025, 2, 28)) == {"een": None, "twee": None}
    assert said(plan, 2025, datetime.date(2025, 3, 1)) == {"een": "preparing", "twee": None}
    assert said(plan, 2025, datetime.date(2030, 1, 1)) == {"een": "in_progress", "twee": None}
    assert said(plan, 2025, datetime.date(2024, 1, 1)) == {"een": None, "twee": None}


def test_answers_are_gathered_by_actor_in_the_order_of_the_actors() -> None:
    plan = plan_of(
        action("1", actors=TWO[::-1], updates=[update("2024-06-01", "in_progress")]),
        action("2"),
        action("3", actors=[]),
    )
    first, second = by_actor(plan, asked_in(plan, 2024))
    assert (first.actor, second.actor) == ("een", "twee")
    assert [item.action.id for item in first.asked] == ["1", "2"]
    assert [item.action.id for item in first.answered] == ["1"]
    assert [item.action.id for item in first.missing] == ["2"]
    assert (len(second.asked), second.answered, len(second.missing)) == (1, (), 1)


def test_a_plan_with_two_rounds() -> None:
    plan = load(FolderTree(PLANS / "rounds")).whole()
    rounds = {}
    for year in (2024, 2025, 2026):
        gathered = by_actor(plan, asked_in(plan, year))
        rounds[year] = {item.actor: f"{len(item.answered)}/{len(item.asked)}" for item in gathered}
    assert rounds[2024]["ministerie-water"] == "4/6"
    assert rounds[2025]["ministerie-water"] == "4/5"  # action 1 was completed
    assert rounds[2024]["oude-havendienst"] == "2/2"  # once by itself, once by its successor
    assert rounds[2025]["oude-havendienst"] == "1/2"
    assert rounds[2025]["overige-ministeries"] == "1/1"
    assert rounds[2024]["universiteit-delta"] == "1/2"
    assert rounds[2025]["universiteit-delta"] == "1/1"  # its part of action 4 was completed
    assert {"universiteit-delta", "dienst-sluizen"}.isdisjoint(rounds[2026])  # all they had was finished in 2025


history = st.lists(
    st.builds(
        lambda when, by, status, scope: update(when.isoformat(), status, by=by, scope=scope),
        st.dates(datetime.date(2023, 6, 1), datetime.date(2027, 6, 1)),
        st.sampled_from(["een", "twee", "secretariaat"]),
        st.sampled_from(REPORTED),
        st.sampled_from(["own", "own", "action"]),
    ),
    max_size=8,
)


@given(updates=history, year=st.integers(2024, 2027))
@settings(deadline=None, max_examples=80)
def test_what_is_asked_is_what_was_open_or_answered(updates: list[dict[str, Any]], year: int) -> None:
    plan = one(*updates, actors=[*TWO, {"actor": "overige"}])
    asked = asked_in(plan, year)
    assert len({item.actor for item in asked}) == len(asked)
    voices = {"een": {"een"}, "twee": {"twee"}, "overige": {"overige", "secretariaat"}}
    for item in asked:
        there = [said for said in updates if said["by"] in voices[item.actor] and said["date"][:4] == str(year)]
        assert (item.answer is not None) == bool(there)
        if item.answer:
            assert item.answer.date.isoformat() == max(said["date"] for said in there)
    left_out = voices.keys() - {item.actor for item in asked}
    for actor in left_out:
        ended = [
            said["date"]
            for said in updates
            if said["status"] in ("completed", "stopped")
            and said["date"] < f"{year}"
            and (said["by"] in voices[actor] or said["scope"] == "action")
        ]
        assert ended


@given(updates=history, year=st.integers(2024, 2027))
@settings(deadline=None, max_examples=40)
def test_later_years_never_change_a_round(updates: list[dict[str, Any]], year: int) -> None:
    until = [item for item in updates if item["date"] <= f"{year}-12-31"]
    assert said(one(*updates), year) == said(one(*until), year)
