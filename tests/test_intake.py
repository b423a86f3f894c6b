"""Taking forms in: what is recorded, what is known, what is refused, and what is corrected."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import action, actors, loaded, manifest, update, write_plan
from returning import MEASURES, PHASED, RECEIVED, YEAR, form_of, returned

from nap.i18n import translated
from nap.model.action import Update
from nap.round.intake import Intake, Taken
from nap.round.returned import Value, Wrong
from nap.store.writing import write_all

BOTH = [{"actor": "een"}, {"actor": "twee"}]
Answers = dict[str, dict[str, Value]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_plan(tmp_path, action(actors=BOTH, deadline=PHASED, measures=MEASURES))


def take(folder: Path, *forms: tuple[str, Answers], received: datetime.date = RECEIVED, **how: Any) -> list[Taken]:
    """Take forms in and write what comes of them."""
    plan = loaded(folder).whole()
    content = {path: (folder / path).read_bytes() for path in plan.paths.values()}
    intake = Intake(plan, YEAR, content.__getitem__, received, received, **how)
    taken = [intake.take(returned(form_of(plan, actor), answers)) for actor, answers in forms]
    write_all(folder, intake.edits)
    return taken


def updates(folder: Path) -> tuple[Update, ...]:
    return loaded(folder).whole().actions["1"].updates


def problems(taken: Taken) -> list[tuple[str, str]]:
    return [(item.cell, translated(item.message, "en")) for item in taken.wrong]


FIRST: Answers = {"1": {"status": "in voorbereiding", "text": "Het begin."}, "1 a": {"status": "in uitvoering"}}
OTHER: Answers = {"1": {"status": "in uitvoering", "text": "Het vordert."}}


def test_an_answer_is_written_with_the_day_on_which_it_came_in(folder: Path) -> None:
    [taken] = take(folder, ("een", FIRST))
    [written] = updates(folder)
    assert (written.by, written.date, written.received) == ("een", datetime.date(2025, 12, 31), RECEIVED)
    assert (written.status, written.text, written.measures) == (
        "preparing",
        {"nl": "Het begin."},
        {"a": "in_progress"},
    )
    assert (len(taken.recorded), taken.known, taken.wrong) == (1, 0, ())


def test_an_answer_that_comes_in_during_the_round_was_true_on_that_day(folder: Path) -> None:
    take(folder, ("een", FIRST), received=datetime.date(2025, 6, 1))
    assert [item.date for item in updates(folder)] == [datetime.date(2025, 6, 1)]


def test_two_bodies_answer_about_one_action(folder: Path) -> None:
    first, second = take(folder, ("een", FIRST), ("twee", OTHER))
    assert [item.by for item in updates(folder)] == ["een", "twee"]
    assert (first.wrong, second.wrong) == ((), ())
    assert [item.by for item in second.old.actions["1"].updates] == ["een"]


def test_reading_twice_changes_nothing(folder: Path) -> None:
    take(folder, ("een", FIRST))
    before = (folder / "data/actions/1.yaml").read_bytes()
    [again] = take(folder, ("een", FIRST), received=datetime.date(2026, 3, 1))
    assert (again.recorded, again.known, again.wrong) == ((), 1, ())
    assert (folder / "data/actions/1.yaml").read_bytes() == before


def test_a_translation_added_since_makes_no_other_answer(tmp_path: Path) -> None:
    there = update(
        "2025-12-31", "preparing", text={"nl": "Het begin.", "fr": "Le début."}, measures={"a": "in_progress"}
    )
    folder = write_plan(tmp_path, action(actors=BOTH, deadline=PHASED, measures=MEASURES, updates=[there]))
    [taken] = take(folder, ("een", FIRST))
    assert (taken.known, taken.wrong) == (1, ())


def test_the_same_form_twice_in_one_go_is_recorded_once(folder: Path) -> None:
    first, second = take(folder, ("een", FIRST), ("een", FIRST))
    assert (len(first.recorded), second.known, len(updates(folder))) == (1, 1, 1)


def test_an_answer_that_differs_from_what_is_recorded_is_refused(folder: Path) -> None:
    take(folder, ("een", FIRST))
    before = (folder / "data/actions/1.yaml").read_bytes()
    [taken] = take(folder, ("een", OTHER))
    assert problems(taken) == [
        ("E2", "Dienst Een has answered for this action already, otherwise: preparing on 2025-12-31.")
    ]
    assert (folder / "data/actions/1.yaml").read_bytes() == before


def test_what_replaces_an_answer_of_the_same_day_stands_below_it_and_says_so(folder: Path) -> None:
    take(folder, ("een", FIRST))
    [taken] = take(folder, ("een", OTHER), received=datetime.date(2026, 3, 1), replace=True)
    assert taken.wrong == ()
    old, new = updates(folder)
    assert (old.status, old.corrects) == ("preparing", None)
    assert (new.status, new.date) == ("in_progress", old.date)
    assert new.corrects == {"nl": translated(say_corrected(), "nl")}
    # What was reported of the measure was not unsaid.
    assert new.measures == {"a": "in_progress"}


def test_a_form_and_the_one_that_corrected_it_can_be_read_again_and_again(folder: Path) -> None:
    take(folder, ("een", FIRST), ("een", OTHER), replace=True)
    before = (folder / "data/actions/1.yaml").read_bytes()
    for how in ({}, {"replace": True}):
        first, second = take(folder, ("een", FIRST), ("een", OTHER), **how)
        assert (first.known, first.wrong, second.known, second.wrong) == (1, (), 1, ())
    assert (folder / "data/actions/1.yaml").read_bytes() == before


def test_an_answer_without_a_day_replaces_nothing_of_an_earlier_day(folder: Path) -> None:
    take(folder, ("een", {"1": {"status": "in voorbereiding", "date": "2025-06-30"}}))
    take(folder, ("een", OTHER), replace=True)
    assert [(str(item.date), item.status, item.corrects) for item in updates(folder)] == [
        ("2025-06-30", "preparing", None),
        ("2025-12-31", "in_progress", None),
    ]


def test_rows_with_a_formula_are_left_and_the_others_are_taken_if_asked(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, action("1"), action("2"))
    plan = loaded(folder).whole()
    form = returned(form_of(plan), {"1": {"status": "in voorbereiding"}, "2": {"status": "klaar"}})
    fault = Wrong("Acties", "F4", "There is a formula here.", "")
    spoiled = form._replace(faults=(fault,), spoiled=frozenset({4}))
    content = {path: (folder / path).read_bytes() for path in plan.paths.values()}
    taken = Intake(plan, YEAR, content.__getitem__, RECEIVED, RECEIVED).take(spoiled)
    assert (taken.recorded, [item.cell for item in taken.wrong]) == ((), ["E4", "F4"])
    partly = Intake(plan, YEAR, content.__getitem__, RECEIVED, RECEIVED, partial=True).take(spoiled)
    assert [answer.action for answer in partly.recorded] == ["1"]


def test_bodies_that_merged_are_asked_about_the_measures_of_both(tmp_path: Path) -> None:
    who = actors()
    who["actors"][3]["successor"] = "een"  # twee is now part of een
    measures = [{"id": "a", "text": "Iets.", "actors": ["een"]}, {"id": "b", "text": "Meer.", "actors": ["twee"]}]
    folder = write_plan(tmp_path, action(actors=BOTH, measures=measures), who=who)
    assert [row.number for row in form_of(loaded(folder).whole()).rows] == ["1", "1 a", "1 b"]
    filled: Answers = {
        "1": {"status": "in uitvoering"},
        "1 a": {"status": "stopgezet"},
        "1 b": {"status": "in uitvoering"},
    }
    [taken] = take(folder, ("een", filled))
    assert taken.wrong == ()
    assert [item.measures for item in updates(folder)] == [{"a": "stopped", "b": "in_progress"}]


def test_rows_of_another_body_in_a_form_are_not_recorded_in_its_name(folder: Path) -> None:
    plan = loaded(folder).whole()
    form = returned(form_of(plan, "een"), {"1": {"status": "in voorbereiding"}})
    rows = tuple(row._replace(key=row.key.replace(" een een ", " twee twee ")) for row in form.rows)
    taken = Intake(plan, YEAR, lambda _path: b"", RECEIVED, RECEIVED).take(form._replace(rows=rows))
    assert (taken.recorded, [item.message for item in taken.wrong]) == (
        (),
        ["Rows of several forms stand together here: een, twee."],
    )


def test_a_text_in_a_language_that_nap_does_not_speak_is_recorded_as_that(tmp_path: Path) -> None:
    who = actors()
    who["actors"][2]["language"] = "es"
    folder = write_plan(tmp_path, action(), plan=manifest(languages=["nl", "fr", "es"]), who=who)
    plan = loaded(folder).whole()
    content = {path: (folder / path).read_bytes() for path in plan.paths.values()}
    for header in ({}, None):
        form = returned(form_of(plan), {"1": {"status": "preparing", "text": "En español."}})
        form = form._replace(language="en" if header == {} else "", header=form.header if header is None else {})
        intake = Intake(plan, YEAR, content.__getitem__, RECEIVED, RECEIVED)
        [answer] = intake.take(form).recorded
        assert answer.update["text"] == {"es": "En español."}


def say_corrected() -> str:
    from nap.sentence import say

    return say("A corrected form came in on {day}.", day=datetime.date(2026, 3, 1))


def test_what_replaces_an_answer_with_a_later_day_is_news_of_its_own(folder: Path) -> None:
    take(folder, ("een", {"1": {"status": "in voorbereiding", "date": "2025-03-01"}}))
    take(folder, ("een", {"1": {"status": "in uitvoering", "date": "2025-09-01"}}), replace=True)
    assert [(str(item.date), item.status, item.corrects) for item in updates(folder)] == [
        ("2025-03-01", "preparing", None),
        ("2025-09-01", "in_progress", None),
    ]


def test_an_answer_older_than_what_is_recorded_replaces_nothing(folder: Path) -> None:
    take(folder, ("een", {"1": {"status": "in uitvoering", "date": "2025-09-01"}}))
    [taken] = take(folder, ("een", {"1": {"status": "in voorbereiding", "date": "2025-03-01"}}), replace=True)
    assert problems(taken) == [("E2", "Dienst Een has reported of a later day already: in progress on 2025-09-01.")]


# -- mistakes --------------------------------------------------------------------------------------------------


def test_a_form_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, action("1"), action("2"))
    answers: Answers = {"1": {"status": "in voorbereiding"}, "2": {"status": "klaar"}}
    [taken] = take(folder, ("een", answers))
    assert (taken.recorded, len(taken.wrong)) == ((), 1)
    assert updates(folder) == ()
    [partly] = take(folder, ("een", answers), partial=True)
    assert ([answer.action for answer in partly.recorded], len(partly.wrong)) == (["1"], 1)
    assert [item.status for item in updates(folder)] == ["preparing"]


def test_what_a_check_would_find_is_said_of_the_cell_it_comes_from_in_words(folder: Path) -> None:
    answers: Answers = {
        "1": {
            "status": "voltooid",
            "text": "Vraag het aan jan.peeters@example.org.",
            "link": "https://example.org",
            "obstacles": "Bel 02 542 65 11.",
        },
        "1 a": {"status": "in uitvoering"},
    }
    [taken] = take(folder, ("een", answers))
    assert [cell for cell, _ in problems(taken)] == ["F2", "G2", "E5"]
    assert problems(taken)[2][1] == "This update says completed, but of measure a in progress."
    assert updates(folder) == ()


def test_what_a_check_would_find_is_said_together_with_all_else_that_is_wrong(folder: Path) -> None:
    answers: Answers = {
        "1": {"status": "voltooid", "text": "Vraag het aan jan.peeters@example.org.", "link": "www.example.org"},
    }
    [taken] = take(folder, ("een", answers))
    assert [cell for cell, _ in problems(taken)] == ["F2", "H2"]


def test_a_file_that_was_changed_by_hand_keeps_what_it_said(folder: Path) -> None:
    plan = loaded(folder).whole()
    path = "data/actions/1.yaml"
    text = (folder / path).read_text(encoding="utf-8")
    content = f"# by hand\n{text}".encode()
    intake = Intake(plan, YEAR, lambda _path: content, RECEIVED, RECEIVED)
    intake.take(returned(form_of(plan), FIRST))
    [edit] = intake.edits
    assert edit.before == content
    assert edit.after.startswith(b"# by hand\n")
