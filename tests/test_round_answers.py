"""What a form that came back answers, and what is wrong with it: said of every cell at once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

import pytest
from conftest import action, actors, update
from hypothesis import given
from hypothesis import strategies as st
from memory import plan_of
from returning import MEASURES, PHASED, RECEIVED, YEAR, a_plan, form_of, returned

from nap.i18n import LANGUAGES, translated
from nap.model.plan import Plan
from nap.model.words import REPORTED
from nap.output.table import HIDDEN
from nap.output.words import STATUS
from nap.round.answers import Judged, judge
from nap.round.cells import day_of, tidied
from nap.round.form import forms
from nap.round.returned import Filled, Returned, ReturnedRow, Value


def judged(answers: Mapping[str, Mapping[str, Value]], plan: Plan | None = None, **changes: Any) -> Judged:
    plan = plan or a_plan()
    return judge(plan, YEAR, returned(form_of(plan), answers, **changes), RECEIVED)


def wrong(found: Judged) -> list[tuple[str, str]]:
    return [(item.cell, f"{item.message} {item.hint}") for item in found.wrong]


def test_a_row_becomes_an_update_with_everything_that_was_filled_in() -> None:
    found = judged(
        {
            "1": {
                "status": "In  Uitvoering",
                "text": "  De  handleiding is uit.\nNu de rest. ",
                "obstacles": "Weinig tijd",
                "link": "https://example.org/a\nhttps://example.org/b",
                "link_title": "De handleiding\nHet filmpje",
                "date": "31/12/2025",
            },
            "1 a": {"status": "voltooid"},
            "1 (2)": {"status": "in voorbereiding"},
        }
    )
    assert found.wrong == ()
    [answer] = found.answers
    assert (answer.action, answer.by) == ("1", "een")
    assert answer.update == {
        "date": "2025-12-31",
        "by": "een",
        "status": "in_progress",
        "text": {"nl": "De handleiding is uit.\nNu de rest."},
        "obstacles": {"nl": "Weinig tijd"},
        "evidence": [
            {"url": "https://example.org/a", "title": {"nl": "De handleiding"}},
            {"url": "https://example.org/b", "title": {"nl": "Het filmpje"}},
        ],
        "measures": {"a": "completed"},
        "phases": {"Fase 2": "preparing"},
    }
    assert list(answer.update) == ["date", "by", "status", "text", "obstacles", "evidence", "measures", "phases"]


def test_a_form_without_a_filled_cell_answers_nothing() -> None:
    assert judged({}) == Judged((), (), ())


def test_a_body_is_asked_about_its_own_measures_and_those_of_nobody_in_particular() -> None:
    assert [row.number for row in form_of(a_plan(), "een").rows] == ["1", "1 (1)", "1 (2)", "1 a", "1 c"]
    assert [row.number for row in form_of(a_plan(), "twee").rows] == ["1", "1 (1)", "1 (2)", "1 a", "1 b", "1 c"]


def test_a_measure_of_nobody_who_is_asked_is_asked_of_everybody() -> None:
    plan = plan_of(action(measures=[{"id": "a", "text": "Iets.", "actors": ["secretariaat"]}]))
    assert [row.number for row in form_of(plan).rows] == ["1", "1 a"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", REPORTED)
def test_a_status_is_understood_in_every_language(language: str, status: str) -> None:
    word = translated(STATUS[status], language).upper()  # type: ignore[index]
    found = judged({"1": {"status": word, "obstacles": "Zo is het.", "link": "https://example.org"}})
    assert [answer.update["status"] for answer in found.answers] == [status]


def test_all_that_is_wrong_is_said_at_once_with_its_cell() -> None:
    found = judged(
        {
            "1": {
                "status": "klaar",
                "text": 2024.0,
                "link": "www.example.org",
                "link_title": "a\nb",
                "date": "2024-12-31",
            },
            "1 a": {"status": "bezig", "text": "Hier?"},
        }
    )
    assert found.answers == ()
    assert [cell for cell, _ in wrong(found)] == ["E2", "F2", "H2", "I2", "J2", "E5", "F5"]
    said = dict(wrong(found))
    assert "'klaar' is none of the statuses" in said["E2"]
    assert "niet begonnen, in voorbereiding, in uitvoering, voltooid, stopgezet" in said["E2"]
    assert "Write the whole address, from https:// on." in said["H2"]
    assert "Write a day from 2025-01-01 to 2025-12-31." in said["J2"]


@pytest.mark.parametrize(
    ("filled", "cell", "said"),
    [
        ({"status": "voltooid"}, "H2", "The status is “completed”, but there is no evidence."),
        ({"status": "niet begonnen"}, "G2", "but it is not said why."),
        ({"status": "stopgezet", "text": "x"}, "G2", "but it is not said why."),
        ({"text": "Er is gewerkt."}, "E2", "no status for the action as a whole"),
        ({"status": "in voorbereiding", "date": "30/02/2025"}, "J2", "is not a day"),
        ({"status": "in voorbereiding", "date": 45000.0}, "J2", "is not a day"),
        ({"status": "in voorbereiding", "date": datetime.date(2026, 1, 1)}, "J2", "is not a day of this round"),
        ({"status": True}, "E2", "is none of the statuses"),
        ({"status": "in voorbereiding", "link": "javascript:alert(1)"}, "H2", "is not the address"),
        ({"status": "in voorbereiding", "text": datetime.date(2025, 1, 1)}, "F2", "a number or a date"),
    ],
)
def test_what_is_wrong_with_one_row(filled: dict[str, Value], cell: str, said: str) -> None:
    found = judged({"1": filled})
    assert [where for where, _ in wrong(found)] == [cell]
    assert said in wrong(found)[0][1]


def test_a_measure_answered_without_its_action_asks_for_the_status_of_the_action() -> None:
    found = judged({"1 a": {"status": "voltooid"}})
    assert wrong(found) == [
        ("E2", "There is an answer here, but no status for the action as a whole. Choose one from the list.")
    ]


def test_a_day_after_the_form_came_in_cannot_have_been_true() -> None:
    plan = a_plan()
    form = returned(form_of(plan, year=2026), {"1": {"status": "in voorbereiding", "date": "2026-02-11"}})
    found = judge(plan, 2026, form, RECEIVED)
    assert "Write a day from 2026-01-01 to 2026-02-10." in wrong(found)[0][1]


# -- another form, another plan --------------------------------------------------------------------------------


def test_a_form_of_another_round_is_not_taken() -> None:
    plan = a_plan()
    found = judge(plan, 2026, returned(form_of(plan), {"1": {"status": "voltooid"}}), RECEIVED)
    assert [item.message for item in found.wrong] == ["This form belongs to another round: 2025."]


def test_a_form_of_another_plan_is_not_taken() -> None:
    plan = a_plan()
    form = returned(form_of(plan), {"1": {"status": "voltooid"}})
    found = judge(plan, YEAR, form._replace(header=dict(form.header) | {"plan": "nap-3"}), RECEIVED)
    assert [item.message for item in found.wrong] == ["This form belongs to another plan: nap-3."]


def test_rows_of_two_forms_in_one_csv_file_are_not_taken() -> None:
    plan = a_plan()
    one = returned(form_of(plan, "een"), {"1": {"status": "in voorbereiding"}}, header={})
    two = returned(form_of(plan, "twee"), {}, header={})
    found = judge(plan, YEAR, one._replace(rows=one.rows + two.rows), RECEIVED)
    assert [item.message for item in found.wrong] == ["Rows of several forms stand together here: een, twee."]


def test_a_file_without_a_key_is_none_of_the_forms() -> None:
    rows = (ReturnedRow(2, "", {"status": Filled("E2", "voltooid")}),)
    found = judge(a_plan(), YEAR, Returned("x.csv", "", "nl", {}, {}, rows, ()), RECEIVED)
    assert [item.message for item in found.wrong] == [
        "This is none of the forms that nap made: no row says what it is about."
    ]


def test_a_row_that_was_added_by_hand_is_not_lost_silently() -> None:
    plan = a_plan()
    form = returned(form_of(plan), {})
    extra = ReturnedRow(9, "", {"text": Filled("F9", "Ook dit nog.")})
    found = judge(plan, YEAR, form._replace(rows=(*form.rows, extra)), RECEIVED)
    assert [(item.cell, item.message) for item in found.wrong] == [
        ("F9", "This row is none of the form's, so nobody knows what it is about.")
    ]


# -- the plan changed after the form was made ------------------------------------------------------------------


def test_an_answer_about_a_measure_that_says_something_else_now_is_not_taken() -> None:
    form = returned(form_of(a_plan()), {"1": {"status": "in voorbereiding"}, "1 a": {"status": "in voorbereiding"}})
    changed = [{"id": "a", "text": "Iets heel anders doen."}, *MEASURES[1:]]
    now = plan_of(action(actors=[{"actor": "een"}, {"actor": "twee"}], deadline=PHASED, measures=changed))
    found = judge(now, YEAR, form, RECEIVED)
    assert [(item.cell, item.hint) for item in found.wrong] == [
        ("E5", "Ask for a new form, and fill in this row there.")
    ]


def test_an_answer_about_an_action_with_a_new_title_is_taken_and_said() -> None:
    form = returned(form_of(a_plan()), {"1": {"status": "in voorbereiding"}, "1 a": {"status": "in voorbereiding"}})
    found = judge(a_plan(title="Een andere titel"), YEAR, form, RECEIVED)
    assert len(found.answers) == 1
    assert [item.message for item in found.notes] == ["Action 1 was changed after this form was made."]


def test_an_answer_for_a_body_that_is_no_longer_responsible_is_not_taken() -> None:
    form = returned(form_of(a_plan()), {"1": {"status": "in voorbereiding"}})
    now = plan_of(action(actors=[{"actor": "twee"}], deadline=PHASED, measures=MEASURES))
    assert "no longer asks anything of Dienst Een" in judge(now, YEAR, form, RECEIVED).wrong[0].message


def test_an_answer_about_an_action_that_is_gone_is_not_taken() -> None:
    form = returned(form_of(a_plan()), {"1": {"status": "in voorbereiding"}})
    assert judge(plan_of(action("2")), YEAR, form, RECEIVED).wrong[0].message == "The plan no longer has an action 1."


# -- who gets a form -------------------------------------------------------------------------------------------


def test_the_coordinator_answers_for_a_collective_in_its_name() -> None:
    plan = plan_of(action(actors=[{"actor": "een"}, {"actor": "overige"}, {"actor": "secretariaat"}]))
    assert [form.actor for form in forms(plan, YEAR)] == ["secretariaat", "een"]
    assert [(row.number, row.by) for row in form_of(plan, "secretariaat").rows if row.kind == "action"] == [
        ("1", "overige"),
        ("1", "secretariaat"),
    ]
    form = returned(form_of(plan, "secretariaat"), {"1": {"status": "in voorbereiding"}})
    assert [answer.by for answer in judge(plan, YEAR, form, RECEIVED).answers] == ["overige", "secretariaat"]


def test_a_successor_answers_for_a_body_that_no_longer_exists() -> None:
    old = {"id": "oud", "kind": "body", "parent": "staat", "name": "Oude dienst", "successor": "een"}
    plan = plan_of(action(actors=[{"actor": "oud"}]), who=actors(old))
    assert [(form.actor, form.rows[0].by) for form in forms(plan, YEAR)] == [("een", "een")]


def test_nothing_is_asked_of_who_finished_before_the_round() -> None:
    done = update("2024-12-31", "completed", evidence=[{"url": "https://example.org"}])
    assert forms(plan_of(action(updates=[done])), YEAR) == []
    assert len(forms(plan_of(action(updates=[done])), 2024)) == 1


def test_every_body_that_the_real_plan_names_gets_a_form_or_is_answered_for(real: Plan) -> None:
    made = forms(real, 2026)
    named = {actor for item in real.actions.values() for actor in item.actor_ids}
    collectives = {actor for actor in named if real.actors[actor].kind == "collective"}
    assert {form.actor for form in made} == named - collectives
    assert collectives == {row.by for form in made for row in form.rows if row.by != form.actor}
    assert len({str(row.key) for form in made for row in form.rows}) == sum(len(form.rows) for form in made)
    assert {form.language for form in made} == {"nl", "fr", "de"}


# -- cells -----------------------------------------------------------------------------------------------------


@given(st.dates(datetime.date(1000, 1, 1)))
def test_a_day_is_understood_as_people_write_it(day: datetime.date) -> None:
    for written in (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{day.day}.{day.month}.{day.year}",
    ):
        assert day_of(Filled("J2", written)) == day


@given(st.text())
def test_a_text_is_tidied_without_losing_a_word(text: str) -> None:
    once = tidied(text)
    assert once.split() == re.sub(HIDDEN, "", text).split()
    assert tidied(once) == once
    assert "  " not in once


@pytest.mark.parametrize(
    "written",
    ["31 december 2025", "31  December 2025", "31 décembre 2025", "31. Dezember 2025", "31\u00a0december 2025"],
)
def test_a_day_is_understood_with_its_month_in_words(written: str) -> None:
    assert day_of(Filled("J2", written)) == datetime.date(2025, 12, 31)
    assert day_of(Filled("J2", "1er mars 2025")) == datetime.date(2025, 3, 1)
    assert day_of(Filled("J2", "31 brumaire 2025")) is None


@pytest.mark.parametrize(
    ("links", "titles"), [("a\nb", "\nTitel b"), ("a\n\nb", "Titel a\n\nTitel b\nc"), ("a\nb", "Titel")]
)
def test_titles_are_never_given_to_another_link(links: str, titles: str) -> None:
    urls = "\n".join(f"https://example.org/{link}" if link else "" for link in links.split("\n"))
    found = judged({"1": {"status": "in voorbereiding", "link": urls, "link_title": titles}})
    assert [where for where, _ in wrong(found)] == ["I2"]


def test_a_blank_line_between_links_and_between_titles_makes_no_difference() -> None:
    links, titles = "https://example.org/a\n\nhttps://example.org/b", "Titel a\n\nTitel b"
    [answer] = judged({"1": {"status": "in voorbereiding", "link": links, "link_title": titles}}).answers
    assert [item["title"]["nl"] for item in answer.update["evidence"]] == ["Titel a", "Titel b"]


def test_what_cannot_be_seen_in_a_text_is_left_out() -> None:
    [answer] = judged({"1": {"status": "in voorbereiding", "text": "mensen\u00adrechten\u200b en \u202emeer"}}).answers
    assert answer.update["text"] == {"nl": "mensenrechten en meer"}
