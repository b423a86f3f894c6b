"""Status at a date and deadlines: each rule by itself, and what must hold whatever is reported."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from conftest import DAY, PLANS, action, actors, manifest, update
from hypothesis import given, settings
from hypothesis import strategies as st
from memory import plan_of

from nap.model.plan import Plan
from nap.model.words import KINDS
from nap.status import (
    DUE_SOON_DAYS,
    Standing,
    a_year_after,
    combine,
    holding,
    measure_status,
    revisions_until,
    standing,
    standings,
    status_at,
    updates_until,
)
from nap.store.load import load
from nap.store.tree import FolderTree

REPORTED = ("not_started", "preparing", "in_progress", "completed", "stopped")
TWO = [{"actor": "een"}, {"actor": "twee"}]
THREE = [*TWO, {"actor": "secretariaat"}]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def stand(on: str, *updates: dict[str, Any], **changes: Any) -> Standing:
    """What a day makes of one action with these updates."""
    plan = plan_of(action(updates=list(updates), **changes))
    return standing(plan, plan.actions["1"], day(on))


def due_on(text: str) -> dict[str, Any]:
    return {"stated": text, "kind": "date", "due": text, "precision": "day"}


DEADLINES: dict[str, dict[str, Any]] = {
    "date": {"stated": "2024", "kind": "date", "due": "2024-12-31", "precision": "year"},
    "period": {
        "stated": "2022-2024",
        "kind": "period",
        "start": "2022-01-01",
        "due": "2024-12-31",
        "precision": "year",
    },
    "phased": {
        "stated": "Fase 1 in 2024",
        "kind": "phased",
        "phases": [{"label": "Fase 1", "due": "2024-12-31", "precision": "year"}, {"label": "Later"}],
    },
    "plan_term": {"stated": "Looptijd van het plan", "kind": "plan_term"},
    "initiative_term": {
        "stated": "Looptijd van het initiatief",
        "kind": "initiative_term",
        "due": "2024-12-31",
        "precision": "year",
    },
    "ongoing": {"stated": "Doorlopend", "kind": "ongoing"},
    "external": {"stated": "Volgens de besprekingen", "kind": "external"},
    "none": {"stated": None, "kind": "none"},
}
DATED_EXTERNAL = DEADLINES["external"] | {"due": "2024-12-31", "precision": "day"}
PHASES = {
    "stated": "Twee fasen en dan verder",
    "kind": "phased",
    "phases": [
        {"label": {"nl": "Fase 1", "fr": "Phase 1"}, "due": "2024-06-30", "precision": "month"},
        {"label": "Fase 2", "due": "2025-06-30", "precision": "month"},
        {"label": "Onderhoud"},
    ],
}


# -- the overall status ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], "unreported"),
        ([None], "unreported"),
        ([None, None], "unreported"),
        (["completed"], "completed"),
        (["completed", "completed"], "completed"),
        (["completed", None], "in_progress"),
        (["completed", "in_progress"], "in_progress"),
        (["completed", "stopped"], "in_progress"),
        (["completed", "not_started"], "in_progress"),
        (["stopped", "stopped"], "stopped"),
        (["stopped", None], "preparing"),
        (["stopped", "in_progress"], "in_progress"),
        (["not_started", "not_started"], "not_started"),
        (["not_started", None, None], "not_started"),
        (["not_started", "preparing"], "preparing"),
        (["preparing", None], "preparing"),
        (["preparing", "in_progress"], "in_progress"),
        (["not_started", "in_progress", None], "in_progress"),
    ],
)
def test_the_parts_of_an_action_make_its_status(parts: list[Any], expected: str) -> None:
    assert combine(parts) == expected
    assert combine(parts[::-1]) == expected


def test_nobody_reported_is_a_status_of_its_own() -> None:
    item = stand("2025-01-01")
    assert (item.status, item.state.reported, item.state.last) == ("unreported", 0, None)


def test_an_update_counts_from_its_own_day_on() -> None:
    news = update("2024-06-01", "preparing")
    assert stand("2024-05-31", news).status == "unreported"
    assert stand("2024-06-01", news).status == "preparing"


def test_the_latest_update_of_an_actor_holds() -> None:
    item = stand("2025-01-01", update("2024-06-01", "in_progress"), update("2024-07-01", "not_started"))
    assert item.status == "not_started"


def test_of_two_updates_on_one_day_the_later_in_the_file_holds() -> None:
    first, second = update("2024-06-01", "preparing"), update("2024-06-01", "completed")
    assert stand("2025-01-01", first, second).status == "completed"
    assert stand("2025-01-01", second, first).status == "preparing"


def test_how_many_of_the_actors_reported_is_counted() -> None:
    item = stand("2025-01-01", update("2024-06-01", "completed", by="twee"), actors=THREE)
    assert item.status == "in_progress"
    assert (item.state.reported, len(item.state.parts)) == (1, 3)
    assert [part.actor for part in item.state.parts] == ["een", "twee", "secretariaat"]


def test_an_update_of_somebody_the_plan_does_not_name_counts_for_nothing() -> None:
    item = stand("2025-06-01", update("2024-12-01", "completed", by="twee"))
    assert (item.status, item.state.reported, item.state.last) == ("unreported", 0, None)
    assert (item.silent, item.silent_since) == (True, day("2024-04-05"))


def test_an_update_about_the_whole_action_speaks_for_everybody() -> None:
    whole = update("2024-06-01", "completed", by="secretariaat", scope="action")
    item = stand("2025-01-01", update("2024-05-01", "preparing"), whole, actors=TWO)
    assert (item.status, item.state.reported) == ("completed", 2)


def test_an_own_update_that_is_newer_takes_its_part_back() -> None:
    whole = update("2024-06-01", "completed", by="secretariaat", scope="action")
    later = update("2024-06-02", "in_progress", by="twee")
    item = stand("2025-01-01", whole, later, actors=TWO)
    assert item.status == "in_progress"
    assert [part.update.status for part in item.state.parts] == ["completed", "in_progress"]


def test_the_whole_action_weighs_more_than_a_part_on_the_same_day_whatever_the_order() -> None:
    whole = update("2024-06-01", "stopped", by="secretariaat", scope="action")
    own = update("2024-06-01", "in_progress")
    assert stand("2025-01-01", whole, own).status == "stopped"
    assert stand("2025-01-01", own, whole).status == "stopped"


def test_an_update_about_the_whole_action_holds_again_when_it_is_the_newest() -> None:
    item = stand(
        "2025-01-01",
        update("2024-06-01", "completed", by="secretariaat", scope="action"),
        update("2024-07-01", "in_progress"),
        update("2024-08-01", "stopped", by="secretariaat", scope="action"),
    )
    assert item.status == "stopped"


def test_the_coordinator_answers_for_a_collective_but_for_nobody_else() -> None:
    who = [{"actor": "overige"}, {"actor": "een"}]
    item = stand("2025-01-01", update("2024-06-01", "completed", by="secretariaat"), actors=who)
    assert [part.update and part.update.by for part in item.state.parts] == ["secretariaat", None]


MERGED = actors(
    {"id": "oud", "kind": "body", "parent": "staat", "name": "Oude dienst", "successor": "nieuw"},
    {"id": "nieuw", "kind": "body", "parent": "staat", "name": "Nieuwe dienst", "successor": "nieuwst"},
    {"id": "nieuwst", "kind": "body", "parent": "staat", "name": "Nieuwste dienst"},
)


@pytest.mark.parametrize("by", ["oud", "nieuw", "nieuwst"])
def test_a_body_and_all_that_came_after_it_answer_for_it(by: str) -> None:
    plan = plan_of(action(actors=[{"actor": "oud"}], updates=[update("2024-06-01", "completed", by=by)]), who=MERGED)
    assert status_at(plan, plan.actions["1"], DAY).status == "completed"


def test_a_body_does_not_answer_for_the_one_that_came_after_it() -> None:
    plan = plan_of(
        action(actors=[{"actor": "nieuw"}], updates=[update("2024-06-01", "completed", by="oud")]), who=MERGED
    )
    assert status_at(plan, plan.actions["1"], DAY).status == "unreported"


def test_a_unit_does_not_answer_for_its_body_nor_a_body_for_its_unit() -> None:
    assert stand("2025-01-01", update("2024-06-01", "completed", by="een-a")).status == "unreported"
    below = stand("2025-01-01", update("2024-06-01", "completed"), actors=[{"actor": "een-a"}])
    assert below.status == "unreported"


def test_an_action_that_names_nobody_is_spoken_for_by_whoever_reports() -> None:
    news = [update("2024-06-01", "completed", by="twee"), update("2024-07-01", "in_progress", by="een")]
    assert stand("2024-06-30", *news, actors=[]).status == "completed"
    item = stand("2024-07-31", *news, actors=[])
    assert (item.status, [part.actor for part in item.state.parts]) == ("in_progress", ["twee", "een"])
    assert stand("2024-05-31", *news, actors=[]).state.parts == ()


# -- deadlines -------------------------------------------------------------------------------------------------


def test_every_kind_of_deadline_is_tried_here() -> None:
    assert set(DEADLINES) == set(KINDS)


@pytest.mark.parametrize("kind", ["date", "period", "phased", "initiative_term"])
def test_a_deadline_is_on_time_on_its_day_and_late_the_day_after(kind: str) -> None:
    assert stand("2024-12-31", deadline=DEADLINES[kind]).days_late is None
    assert stand("2025-01-01", deadline=DEADLINES[kind]).days_late == 1
    assert stand("2025-12-31", deadline=DEADLINES[kind]).days_late == 365


def test_a_deadline_of_the_plan_term_is_late_only_after_the_term() -> None:
    on_time, late = (stand(on, deadline=DEADLINES["plan_term"]) for on in ("2029-04-04", "2029-04-05"))
    assert (on_time.days_late, late.days_late) == (None, 1)
    assert late.next_due == day("2029-04-04")


def test_what_depends_on_others_is_late_only_once_a_day_was_set() -> None:
    assert stand("2030-01-01", deadline=DEADLINES["external"]).late == ()
    assert stand("2024-12-31", deadline=DATED_EXTERNAL).late == ()
    assert stand("2025-01-01", deadline=DATED_EXTERNAL).days_late == 1


def test_an_initiative_without_a_known_end_is_never_late() -> None:
    item = stand("2050-01-01", deadline={"stated": "Looptijd van het initiatief", "kind": "initiative_term"})
    assert (item.late, item.next_due) == ((), None)


@pytest.mark.parametrize("kind", ["ongoing", "external", "none"])
@given(on=st.dates(min_value=day("2024-01-01")), status=st.sampled_from(REPORTED))
@settings(deadline=None, max_examples=40)
def test_without_a_day_nothing_is_ever_late_or_due_soon(kind: str, on: datetime.date, status: str) -> None:
    item = stand(on.isoformat(), update("2024-06-01", status), deadline=DEADLINES[kind])
    assert (item.late, item.days_late, item.next_due, item.due_within(36500)) == ((), None, None, ())


@pytest.mark.parametrize("status", ["completed", "stopped"])
@pytest.mark.parametrize("kind", KINDS)
@given(on=st.dates(min_value=day("2024-06-01")))
@settings(deadline=None, max_examples=20)
def test_nothing_is_late_that_was_completed_or_stopped(kind: str, status: str, on: datetime.date) -> None:
    item = stand(on.isoformat(), update("2024-06-01", status), deadline=DEADLINES[kind])
    assert (item.late, item.silent, item.due_within(36500)) == ((), False, ())


@given(due=st.dates(day("2000-01-01"), day("2090-01-01")), distance=st.integers(-3000, 3000))
@settings(deadline=None, max_examples=80)
def test_days_late_count_from_the_due_day(due: datetime.date, distance: int) -> None:
    item = stand((due + datetime.timedelta(distance)).isoformat(), deadline=due_on(due.isoformat()))
    assert item.days_late == (distance if distance > 0 else None)
    assert len(item.late) == (distance > 0)


def test_beside_lateness_stands_what_was_last_said() -> None:
    assert stand("2025-02-01").state.last is None
    item = stand("2025-02-01", update("2024-11-01", "in_progress"))
    assert (item.days_late, item.state.last.date) == (32, day("2024-11-01"))


def test_completing_late_ends_the_lateness() -> None:
    done = update("2025-03-01", "completed")
    assert stand("2025-02-28", done).days_late == 59
    assert stand("2025-03-01", done).days_late is None


# -- deadlines that moved --------------------------------------------------------------------------------------


def moved(decided: str, due: str) -> dict[str, Any]:
    return {"date": decided, "due": due, "reason": "Daarom.", "decided_by": "De minister"}


REVISED = DEADLINES["date"] | {"revisions": [moved("2025-03-01", "2025-06-30"), moved("2025-09-01", "2025-10-31")]}


@pytest.mark.parametrize(
    ("on", "present", "days_late", "decided"),
    [
        ("2024-12-31", "2024-12-31", None, 0),
        ("2025-02-28", "2024-12-31", 59, 0),
        ("2025-03-01", "2025-06-30", None, 1),
        ("2025-08-31", "2025-06-30", 62, 1),
        ("2025-09-01", "2025-10-31", None, 2),
        ("2025-11-01", "2025-10-31", 1, 2),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_deadline_moves_only_on_the_day_it_was_decided(
    on: str, present: str, days_late: int | None, decided: int, turned: bool
) -> None:
    deadline = REVISED | {"revisions": REVISED["revisions"][::-1] if turned else REVISED["revisions"]}
    plan = plan_of(action(deadline=deadline))
    item = standing(plan, plan.actions["1"], day(on))
    (due,) = item.dues
    assert (due.first, due.due, item.days_late) == (day("2024-12-31"), day(present), days_late)
    revisions = revisions_until(plan.actions["1"], day(on))
    assert len(revisions) == decided
    assert [revision.date for revision in revisions] == sorted(revision.date for revision in revisions)


def test_a_deadline_can_move_to_an_earlier_day() -> None:
    item = stand("2024-08-01", deadline=DEADLINES["date"] | {"revisions": [moved("2024-05-01", "2024-07-31")]})
    assert (item.days_late, item.dues[0].first) == (1, day("2024-12-31"))


def test_a_phase_can_move_and_the_others_stay() -> None:
    phases = [
        {"label": "Fase 1", "due": "2024-06-30", "precision": "month"},
        {"label": "Fase 2", "due": "2024-12-31", "precision": "year"},
    ]
    revision = moved("2024-05-01", "2024-09-30") | {"phase": "Fase 1"}
    deadline = {"stated": "In fasen", "kind": "phased", "phases": phases, "revisions": [revision]}
    before, after = stand("2024-04-30", deadline=deadline), stand("2024-10-01", deadline=deadline)
    assert [due.due for due in before.dues] == [day("2024-06-30"), day("2024-12-31")]
    assert [(due.first, due.due) for due in after.dues] == [
        (day("2024-06-30"), day("2024-09-30")),
        (day("2024-12-31"), day("2024-12-31")),
    ]
    assert [due.days_late for due in after.dues] == [1, None]


def test_where_the_coordinator_is_named_itself_its_own_report_is_not_the_collectives() -> None:
    both = [{"actor": "secretariaat"}, {"actor": "overige"}]
    item = stand("2025-06-01", update("2025-01-01", "completed", by="secretariaat"), actors=both)
    assert (item.status, item.state.reported) == ("in_progress", 1)
    for_both = [
        update("2025-01-01", "completed", by="secretariaat"),
        update("2025-02-01", "completed", by="overige"),
    ]
    assert stand("2025-06-01", *for_both, actors=both).status == "completed"


def test_a_deadline_of_the_plan_term_can_move_and_keeps_its_first_day() -> None:
    item = stand("2030-02-01", deadline=DEADLINES["plan_term"] | {"revisions": [moved("2029-01-01", "2030-01-31")]})
    assert (item.dues[0].first, item.dues[0].due, item.days_late) == (day("2029-04-04"), day("2030-01-31"), 1)


def test_an_action_without_a_day_gets_one_by_a_revision() -> None:
    deadline = DEADLINES["external"] | {"revisions": [moved("2025-01-15", "2025-06-30")]}
    assert stand("2025-01-14", deadline=deadline).dues[0].due is None
    item = stand("2025-07-01", deadline=deadline)
    assert (item.dues[0].first, item.dues[0].due, item.days_late) == (None, day("2025-06-30"), 1)


# -- phases ----------------------------------------------------------------------------------------------------


def test_each_phase_has_its_own_deadline_and_an_ongoing_one_none() -> None:
    item = stand("2025-07-10", deadline=PHASES)
    assert [(due.phase.label["nl"], due.due, due.days_late) for due in item.dues] == [
        ("Fase 1", day("2024-06-30"), 375),
        ("Fase 2", day("2025-06-30"), 10),
        ("Onderhoud", None, None),
    ]
    assert item.days_late == 375
    assert item.next_due == day("2024-06-30")


def test_a_completed_phase_is_not_late_though_the_action_goes_on() -> None:
    news = update("2024-06-30", "in_progress", phases={"Fase 1": "completed", "Fase 2": "preparing"})
    item = stand("2025-07-10", news, deadline=PHASES)
    assert [due.status for due in item.dues] == ["completed", "preparing", "unreported"]
    assert [due.phase.label["nl"] for due in item.late] == ["Fase 2"]
    assert (item.status, item.next_due) == ("in_progress", day("2025-06-30"))


def test_a_phase_keeps_what_was_said_of_it_when_later_updates_are_silent_on_it() -> None:
    item = stand(
        "2025-07-10",
        update("2024-06-30", "in_progress", phases={"Fase 1": "completed"}),
        update("2025-06-30", "in_progress", phases={"Fase 2": "in_progress"}),
        deadline=PHASES,
    )
    assert [due.status for due in item.dues] == ["completed", "in_progress", "unreported"]


def test_a_phase_is_completed_only_when_every_actor_says_so() -> None:
    news = [update("2024-06-30", "in_progress", by=by, phases={"Fase 1": "completed"}) for by in ("een", "twee")]
    assert stand("2024-07-01", news[0], deadline=PHASES, actors=TWO).dues[0].status == "in_progress"
    assert stand("2024-07-01", *news, deadline=PHASES, actors=TWO).dues[0].status == "completed"


def test_an_actor_that_completed_its_whole_part_completed_its_part_of_every_phase() -> None:
    item = stand(
        "2024-07-10",
        update("2024-06-01", "completed", by="een"),
        update("2024-06-30", "in_progress", by="twee", phases={"Fase 1": "completed"}),
        deadline=PHASES,
        actors=TWO,
    )
    assert [due.status for due in item.dues] == ["completed", "in_progress", "in_progress"]
    assert item.late == ()


def test_an_actor_that_takes_its_work_up_again_has_not_completed_its_phases() -> None:
    again = update("2024-06-20", "in_progress")
    item = stand("2024-07-10", update("2024-06-01", "completed"), again, deadline=PHASES)
    assert (item.dues[0].status, item.days_late) == ("unreported", 10)


def test_one_word_about_the_whole_action_settles_a_phase() -> None:
    whole = update("2024-06-30", "in_progress", by="secretariaat", scope="action", phases={"Fase 1": "completed"})
    assert stand("2024-07-01", whole, deadline=PHASES, actors=TWO).dues[0].status == "completed"


def test_phases_end_with_the_action() -> None:
    item = stand("2026-01-01", update("2025-12-01", "stopped"), deadline=PHASES)
    assert [due.status for due in item.dues] == ["stopped"] * 3
    assert item.next_due == day("2025-06-30")


# -- measures --------------------------------------------------------------------------------------------------


def measure(on: str, *updates: dict[str, Any], who: dict[str, Any] | None = None, **changes: Any) -> str:
    plan = plan_of(action(updates=list(updates), **changes), who=who)
    return measure_status(plan, plan.actions["1"], "a", day(on))


def test_a_measure_is_as_far_as_those_say_who_say_anything_of_it() -> None:
    news = [
        update("2024-06-01", "in_progress", measures={"a": "completed"}),
        update("2024-07-01", "completed", by="twee"),
        update("2024-08-01", "in_progress", measures={"b": "stopped"}),
    ]
    both = [{"id": "a", "text": "Iets doen."}, {"id": "b", "text": "Iets anders doen."}]
    assert measure("2024-05-31", *news, actors=TWO, measures=both) == "unreported"
    assert measure("2024-12-31", *news, actors=TWO, measures=both) == "completed"


def test_a_measure_of_two_actors_is_completed_when_both_say_so() -> None:
    one = update("2024-06-01", "in_progress", measures={"a": "completed"})
    other = update("2024-07-01", "in_progress", by="twee", measures={"a": "preparing"})
    assert measure("2024-12-31", one, other, actors=TWO) == "in_progress"
    last = update("2024-08-01", "in_progress", by="twee", measures={"a": "completed"})
    assert measure("2024-12-31", one, other, last, actors=TWO) == "completed"


def test_a_word_about_the_whole_action_settles_its_measures() -> None:
    before = update("2024-06-01", "in_progress", measures={"a": "in_progress"})
    whole = update("2024-07-01", "completed", by="secretariaat", scope="action", measures={"a": "completed"})
    after = update("2024-08-01", "in_progress", measures={"a": "preparing"})
    assert measure("2024-07-01", before, whole, after) == "completed"
    assert measure("2024-08-01", before, whole, after) == "in_progress"


def test_a_word_about_the_whole_action_weighs_more_than_one_about_a_part_on_the_same_day() -> None:
    whole = update("2024-07-01", "in_progress", by="secretariaat", scope="action", measures={"a": "completed"})
    own = update("2024-07-01", "in_progress", measures={"a": "preparing"})
    assert measure("2024-12-31", whole, own) == measure("2024-12-31", own, whole) == "completed"


def test_who_answers_for_a_body_replaces_what_it_said_of_a_measure() -> None:
    before = update("2024-06-01", "in_progress", by="oud", measures={"a": "in_progress"})
    after = update("2024-07-01", "completed", by="nieuw", measures={"a": "completed"})
    assert measure("2024-12-31", before, after, who=MERGED, actors=[{"actor": "oud"}]) == "completed"


# -- silence and what is due soon ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2024-06-01", "2025-06-01"),
        ("2024-02-29", "2025-03-01"),
        ("2023-02-28", "2024-02-28"),
        ("2024-12-31", "2025-12-31"),
    ],
)
def test_a_year_is_full_on_the_same_day_and_after_29_february_on_1_march(since: str, until: str) -> None:
    assert a_year_after(day(since)) == day(until)
    news = update(since, "in_progress")
    eve = (day(until) - datetime.timedelta(1)).isoformat()
    assert not stand(eve, news).silent
    assert stand(until, news).silent
    assert stand(until, news).silent_since == day(since)


@given(since=st.dates(max_value=day("9000-01-01")))
def test_a_year_has_365_or_366_days(since: datetime.date) -> None:
    assert (a_year_after(since) - since).days in (365, 366)


def test_an_action_nobody_ever_reported_on_is_silent_a_year_after_the_plan_began() -> None:
    assert not stand("2025-04-04").silent
    item = stand("2025-04-05")
    assert (item.silent, item.silent_since) == (True, day("2024-04-05"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_deadline_can_fall_silent(kind: str) -> None:
    assert stand("2026-01-01", update("2024-06-01", "preparing"), deadline=DEADLINES[kind]).silent


def test_any_update_breaks_the_silence() -> None:
    old, new = update("2024-06-01", "in_progress"), update("2025-05-31", "in_progress", by="twee")
    assert not stand("2026-05-30", old, new, actors=TWO).silent
    assert stand("2026-05-31", old, new, actors=TWO).silent


@pytest.mark.parametrize(
    ("on", "soon"),
    [("2024-10-01", False), ("2024-10-02", True), ("2024-12-31", True), ("2025-01-01", False)],
)
def test_due_soon_is_today_to_ninety_days_ahead(on: str, soon: bool) -> None:
    assert DUE_SOON_DAYS == 90
    assert bool(stand(on).due_within(DUE_SOON_DAYS)) is soon


@given(distance=st.integers(-400, 400), within=st.integers(0, 400))
@settings(deadline=None, max_examples=80)
def test_due_within_counts_both_ends(distance: int, within: int) -> None:
    item = stand((day("2024-12-31") - datetime.timedelta(distance)).isoformat())
    assert bool(item.due_within(within)) is (0 <= distance <= within)


def test_what_is_due_soon_is_not_late_and_what_is_late_not_due_soon() -> None:
    item = stand("2025-06-01", deadline=PHASES)
    assert [due.phase.label["nl"] for due in item.late] == ["Fase 1"]
    assert [due.phase.label["nl"] for due in item.due_within(90)] == ["Fase 2"]


def test_the_deadline_to_look_at_is_the_last_when_all_is_finished() -> None:
    item = stand("2025-06-01", update("2025-05-01", "completed"), deadline=PHASES)
    assert item.next_due == day("2025-06-30")


def test_standings_come_in_the_order_asked_for() -> None:
    plan = plan_of(action("1"), action("2", parent=None), plan=manifest(counts={"actions": 2}))
    assert [item.action.id for item in standings(plan, DAY)] == ["1", "2"]
    two_first = [plan.actions["2"], plan.actions["1"]]
    assert [item.action.id for item in standings(plan, DAY, two_first)] == ["2", "1"]


# -- whatever is reported --------------------------------------------------------------------------------------

days = st.dates(day("2024-01-01"), day("2027-12-31"))
updates = st.builds(
    lambda when, by, status, scope, phases, said: update(
        when.isoformat(), status, by=by, scope=scope, phases=phases, measures={"a": said} if said else {}
    ),
    days,
    st.sampled_from(["een", "twee", "secretariaat", "een-a"]),
    st.sampled_from(REPORTED),
    st.sampled_from(["own", "own", "action"]),
    st.dictionaries(st.sampled_from(["Fase 1", "Fase 2", "Onderhoud"]), st.sampled_from(REPORTED), max_size=2),
    st.sampled_from([None, *REPORTED]),
)
histories = st.lists(updates, max_size=8)
named = st.sampled_from([[], ["een"], ["een", "twee"], ["een", "overige"], ["een-a", "overige", "secretariaat"]])
deadlines = st.sampled_from([*DEADLINES.values(), DATED_EXTERNAL, REVISED, PHASES])


def fitting(said: Sequence[dict[str, Any]], deadline: dict[str, Any]) -> list[dict[str, Any]]:
    """The same updates, each saying only of the deadline's own phases how far they are."""
    labels = {
        label if isinstance(label, str) else label["nl"]
        for label in (phase["label"] for phase in deadline.get("phases", ()))
    }
    return [one | {"phases": {k: v for k, v in one["phases"].items() if k in labels}} for one in said]


def summary(said: Sequence[dict[str, Any]], who: list[str], deadline: dict[str, Any], on: datetime.date) -> Any:
    """Everything that can be said of an action on a day."""
    plan = plan_of(
        action(updates=fitting(said, deadline), actors=[{"actor": actor} for actor in who], deadline=deadline)
    )
    item = standing(plan, plan.actions["1"], on)
    dues = [(due.first, due.due, due.status, due.days_late) for due in item.dues]
    measured = measure_status(plan, plan.actions["1"], "a", on)
    return item.status, item.state, dues, item.silent, item.silent_since, measured


@given(said=histories, who=named, deadline=deadlines, on=days)
@settings(deadline=None, max_examples=60)
def test_what_is_reported_after_the_day_never_matters(
    said: list[dict[str, Any]], who: list[str], deadline: dict[str, Any], on: datetime.date
) -> None:
    known = [item for item in said if day(item["date"]) <= on]
    assert summary(said, who, deadline, on) == summary(known, who, deadline, on)


@given(
    said=st.lists(updates, max_size=8, unique_by=lambda item: item["date"]),
    who=named.filter(bool),
    deadline=deadlines,
    on=days,
    data=st.data(),
)
@settings(deadline=None, max_examples=60)
def test_the_order_of_updates_of_different_days_never_matters(
    said: list[dict[str, Any]], who: list[str], deadline: dict[str, Any], on: datetime.date, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(said))
    assert summary(shuffled, who, deadline, on) == summary(said, who, deadline, on)


@given(said=histories, who=named, deadline=deadlines, on=days)
@settings(deadline=None, max_examples=60)
def test_what_a_day_says_hangs_together(
    said: list[dict[str, Any]], who: list[str], deadline: dict[str, Any], on: datetime.date
) -> None:
    told = fitting(said, deadline)
    plan = plan_of(action(updates=told, actors=[{"actor": actor} for actor in who], deadline=deadline))
    item = standing(plan, plan.actions["1"], on)
    statuses = [part.update.status if part.update else None for part in item.state.parts]
    for finished in ("completed", "stopped"):
        assert (item.status == finished) == (bool(statuses) and set(statuses) == {finished})
    assert (item.status == "unreported") == (set(statuses) <= {None})
    assert item.state.reported == len(statuses) - statuses.count(None)
    assert bool(item.late) == (item.days_late is not None)
    for due in item.dues:
        assert (due.days_late is not None) == (not due.finished and due.due is not None and due.due < on)
        assert not (due.days_late is not None and due.due_within(36500))
    assert not (item.silent and item.status in ("completed", "stopped"))


@given(statuses=st.lists(st.sampled_from([None, *REPORTED]), max_size=6), data=st.data())
def test_the_order_of_the_parts_never_matters(statuses: list[Any], data: st.DataObject) -> None:
    assert combine(statuses) == combine(data.draw(st.permutations(statuses)))


@given(said=histories, on=days)
@settings(deadline=None, max_examples=40)
def test_updates_are_given_oldest_first_and_none_of_them_from_later(
    said: list[dict[str, Any]], on: datetime.date
) -> None:
    plan = plan_of(action(updates=fitting(said, {})))
    dates = [item.date for item in updates_until(plan.actions["1"], on)]
    assert dates == sorted(day(item["date"]) for item in said if day(item["date"]) <= on)


# -- a whole plan ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "expected", "late", "silent"),
    [
        (
            "2024-12-31",
            (
                "completed in_progress in_progress in_progress in_progress preparing in_progress not_started "
                "in_progress unreported unreported unreported preparing in_progress"
            ),
            {"3": 92},
            [],
        ),
        (
            "2025-12-31",
            (
                "completed in_progress preparing in_progress in_progress stopped in_progress not_started in_progress "
                "unreported preparing in_progress in_progress in_progress"
            ),
            {"2": 184, "10": 275},
            ["8", "9"],
        ),
        (
            "2026-06-30",
            (
                "completed in_progress preparing in_progress in_progress stopped in_progress preparing in_progress "
                "unreported preparing in_progress in_progress completed"
            ),
            {"2": 365, "3": 181, "9": 24, "9bis": 135, "10": 456, "11": 181},
            ["8", "9"],
        ),
    ],
)
def test_a_plan_with_two_rounds_of_updates(on: str, expected: str, late: dict[str, int], silent: list[str]) -> None:
    plan = load(FolderTree(PLANS / "rounds")).whole()
    items = standings(plan, day(on))
    assert [item.status for item in items] == expected.split()
    assert {item.action.id: item.days_late for item in items if item.late} == late
    assert [item.action.id for item in items if item.silent] == silent


def test_as_long_as_nobody_reports_only_passed_days_of_the_real_plan_are_late(real: Plan) -> None:
    items = standings(real, real.manifest.term.start)
    assert Counter(item.status for item in items) == {"unreported": 71}
    assert [item.action.id for item in items if item.late] == ["5", "7", "16", "59", "61"]
    assert not any(item.silent for item in items)


# -- corrections -----------------------------------------------------------------------------------------------


def test_a_correction_takes_the_place_of_the_update_of_the_same_day_above_it(make: Callable[..., Plan]) -> None:
    evidence = [{"url": "https://example.org/x"}]
    plan = make(
        action(
            updates=[
                update("2025-06-30", "preparing"),
                update("2025-12-31", "completed", evidence=evidence, measures={"a": "completed"}),
                update("2025-12-31", "in_progress", corrects="Nog niet klaar."),
            ]
        )
    )
    [item] = plan.actions.values()
    assert [known.status for known in updates_until(item, day("2025-12-31"))] == ["preparing", "in_progress"]
    assert status_at(plan, item, day("2026-01-01")).status == "in_progress"
    assert measure_status(plan, item, "a", day("2026-01-01")) == "unreported"


def test_a_correction_of_a_correction_leaves_only_the_last(make: Callable[..., Plan]) -> None:
    plan = make(
        action(
            updates=[
                update("2025-12-31", "preparing"),
                update("2025-12-31", "in_progress", corrects="Eerste."),
                update("2025-12-31", "preparing", by="twee"),
                update("2025-12-31", "stopped", obstacles="Geld.", corrects="Tweede."),
            ],
            actors=[{"actor": "een"}, {"actor": "twee"}],
        )
    )
    [item] = plan.actions.values()
    assert [(known.by, known.status) for known in holding(item.updates)] == [("twee", "preparing"), ("een", "stopped")]
