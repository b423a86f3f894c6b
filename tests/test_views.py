"""What the report has to say, as a person reads it in the files; test_report_figures.py counts all of it again."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, action, manifest, update
from memory import plan_of
from report_cases import ROUNDS, plan_in

from nap.errors import NapError
from nap.model.plan import Plan
from nap.query import Choice
from nap.store.load import load
from nap.store.tree import FolderTree
from nap.views.action_pages import ActionPage, Said
from nap.views.pages import BodyLine, Report
from nap.views.report import report
from nap.views.scope import over_period, over_year

END_2024, END_2025 = datetime.date(2024, 12, 31), datetime.date(2025, 12, 31)


def over(plan: Plan, year: int, language: str = "nl", **more: Any) -> Report:
    return report(plan, over_year(plan.manifest.term, year), language, **more)


def until(plan: Plan, day: datetime.date) -> Report:
    """The report from the plan's first day."""
    return report(plan, over_period(plan.manifest.term, plan.manifest.term.start, day), "nl")


@cache
def report_on(folder: Path, year: int, language: str = "nl") -> Report:
    return over(plan_in(folder), year, language)


# -- one report, word for word ---------------------------------------------------------------------------------


def page_of(said: Report, action_id: str) -> ActionPage:
    return next(page for chapter in said.chapters for page in chapter.actions if page.id == action_id)


def test_the_figures_over_2025_as_a_person_counts_them() -> None:
    said = report_on(ROUNDS, 2025)
    assert {line.status: " ".join(line.now.ids) for line in said.statuses} == {
        "unreported": "9",
        "not_started": "7",
        "preparing": "2bis 9bis",
        "in_progress": "2 3 4 6 8 10 11 12",
        "completed": "1",
        "stopped": "5",
    }
    assert (said.updates, said.updates_ever) == (18, 33)
    assert said.late_actions.before is not None
    assert said.late_actions.before.ids == ("3",)
    assert said.silent.now.ids == ("8", "9")
    assert [(line.id, line.due.isoformat(), line.days_late, line.last_status) for line in said.late] == [
        ("10", "2025-03-31", 275, "in_progress"),
        ("2", "2025-06-30", 184, "in_progress"),
    ]
    assert [(line.id, line.due.isoformat()) for line in said.due_next] == [
        ("9bis", "2026-02-15"),
        ("9", "2026-06-06"),
        ("2bis", "2026-06-30"),
    ]
    answers = said.rounds[-1]
    assert (answers.asked, answers.answered) == (26, 17)
    assert (answers.actors_asked, answers.actors_answered, answers.actors_complete) == (13, 12, 5)


def test_the_figures_of_the_third_round_as_a_person_counts_them() -> None:
    said = report_on(ROUNDS, 2026)
    assert {line.status: " ".join(line.now.ids) for line in said.statuses if line.now.ids} == {
        "preparing": "2bis 7 9bis",
        "in_progress": "2 3 4 5 6 9 10 11",
        "completed": "1 12",
        "stopped": "8",
    }
    assert said.moved.now.ids == ("5", "7", "8", "9", "12")
    assert said.moved.before is not None
    assert said.moved.before.ids == ("2bis", "5", "9bis", "10", "11")
    assert (said.newly_completed.ids, said.newly_stopped.ids) == (("12",), ("8",))
    assert (said.updates, said.updates_ever) == (6, 39)
    assert [(line.id, line.days_late) for line in said.newly_late] == [
        ("5", 457),
        ("11", 365),
        ("9bis", 319),
        ("9", 208),
    ]
    assert [(line.id, line.move.phase and line.move.phase.text, line.until_then) for line in said.deadlines_moved] == [
        ("2bis", None, datetime.date(2026, 6, 30)),
        ("3", "Fase 2", END_2025),
    ]
    assert [(line.id, line.measure.id, line.measure.status) for line in said.measures_next] == [
        ("9", "b", "unreported")
    ]
    answers = said.rounds[-1]
    assert (answers.asked, answers.answered, answers.missing) == (23, 6, 17)
    assert (answers.actors_asked, answers.actors_answered, answers.actors_complete) == (11, 5, 2)


def test_what_was_stopped_and_begins_again_is_late_anew() -> None:
    (line,) = (line for line in report_on(ROUNDS, 2026).changes if line.id == "5")
    assert (line.before, line.now, line.reports) == ("stopped", "in_progress", 1)
    assert line.newly_late == ((None, datetime.date(2025, 9, 30)),)
    assert not line.moved


def test_a_corrected_report_is_no_news_but_the_correction_is() -> None:
    (news,) = page_of(report_on(ROUNDS, 2026), "9").news
    assert news.status == "in_progress"
    assert news.corrects == Said("Het formulier was dat van de werkplaats.", "nl")
    assert [measure.status for measure in page_of(report_on(ROUNDS, 2026), "9").measures] == [
        "in_progress",
        "unreported",
    ]


def test_a_change_of_the_plans_text_is_told_from_its_day_on() -> None:
    assert page_of(report_on(ROUNDS, 2024), "6").amendments == ()
    (change,) = page_of(report_on(ROUNDS, 2025), "6").amendments
    assert (change.date, change.kind) == (datetime.date(2025, 2, 1), "erratum")
    assert (change.reason.text, change.decided_by.text) == ("Maatregel a stond er twee keer.", "Het secretariaat")


def test_the_real_plan_of_which_nothing_was_reported_yet() -> None:
    said = report_on(ROOT, 2025)
    assert (said.whole.actions, said.whole.sub_actions) == (67, 4)
    assert [line.status for line in said.statuses if line.now.ids] == ["unreported"]
    assert (said.updates_ever, said.rounds[-1].answered, said.rounds[-1].actors_answered) == (0, 0, 0)
    assert {line.last_status for line in said.late} == {None}
    assert said.silent.now == said.whole


def test_a_moved_deadline_keeps_its_first_day_beside_the_present_one() -> None:
    pages = {year: page_of(report_on(ROUNDS, year), "2bis") for year in (2024, 2025, 2026)}
    assert (pages[2024].dues, pages[2024].moved) == (((None, END_2024, None, None),), ())
    assert pages[2025].dues == ((None, datetime.date(2026, 6, 30), None, END_2024),)
    (moved,) = pages[2025].moved
    assert (moved.date, moved.due) == (datetime.date(2025, 3, 10), datetime.date(2026, 6, 30))
    assert (moved.reason, moved.decided_by) == (Said("De baggerboot was gezonken.", "nl"), Said("De stuurgroep", "nl"))
    assert [move.due.year for move in pages[2026].moved] == [2026, 2027]
    assert pages[2026].dues[0][3] == END_2024
    (line,) = (line for line in report_on(ROUNDS, 2025).due_next if line.id == "2bis")
    assert (line.due, line.first_due) == (datetime.date(2026, 6, 30), END_2024)


def test_a_deadline_of_the_plan_term_that_moved_keeps_its_first_day_too() -> None:
    moved = {"date": "2025-01-01", "due": "2030-01-31", "reason": "Daarom.", "decided_by": "De minister"}
    plan = plan_of(action(deadline={"stated": "Looptijd", "kind": "plan_term", "revisions": [moved]}))
    page = page_of(over(plan, 2025), "1")
    assert page.dues == ((None, datetime.date(2030, 1, 31), None, datetime.date(2029, 4, 4)),)


def test_the_news_of_a_year_with_the_language_each_text_is_in() -> None:
    news = page_of(report_on(ROUNDS, 2025), "11").news
    assert [(entry.actor, entry.status) for entry in news] == [("VVW", "in_progress"), ("MW", "in_progress")]
    assert news[0].obstacles == Said('=HYPERLINK("https://evil.example";"klik")', "nl")
    assert [url for url, _ in news[0].evidence] == ["https://water.example/register?a=1&b=(2)|3"]
    assert news[1].text is not None
    assert news[1].text.language == "fr"
    (whole,) = page_of(report_on(ROUNDS, 2026), "12").news
    assert (whole.whole, whole.status, whole.actor) == (True, "completed", "SEC")


def test_measures_as_far_as_they_are() -> None:
    at = {year: page_of(report_on(ROUNDS, year), "4").measures for year in (2024, 2025)}
    assert [measure.status for measure in at[2024]] == ["in_progress", "unreported"]
    assert [measure.status for measure in at[2025]] == ["completed", "in_progress"]
    assert at[2025][0].actors == ("SEC", "Universiteit Delta")


def test_phases_as_they_are() -> None:
    said = report_on(ROUNDS, 2024)
    assert page_of(said, "3").dues == (
        (Said("Fase 1", "nl"), datetime.date(2024, 9, 30), 92, None),
        (Said("Fase 2", "nl"), END_2025, None, None),
        (Said("Onderhoud", "nl"), None, None, None),
    )
    (late,) = (line for line in said.late if line.id == "3")
    assert (late.phase, late.status, late.days_late) == (Said("Fase 1", "nl"), "in_progress", 92)
    plan = plan_in(ROUNDS)
    (late,) = (line for line in until(plan, datetime.date(2026, 9, 30)).late if line.id == "3")
    assert (late.phase, late.days_late) == (Said("Fase 2", "nl"), 273)
    (moved,) = (line for line in report_on(ROUNDS, 2026).due_next if line.id == "3")
    assert (moved.phase, moved.first_due, moved.due) == (Said("Fase 2", "nl"), END_2025, datetime.date(2027, 6, 30))


def test_what_is_finished_early_is_not_expected_next_year() -> None:
    deadline = {"stated": "2025", "kind": "date", "due": "2025-12-31", "precision": "year"}
    opened, done = (
        over(plan_of(action(deadline=deadline, updates=[update("2024-06-01", status)])), 2024)
        for status in ("preparing", "completed")
    )
    assert [line.id for line in opened.due_next] == ["1"]
    assert done.due_next == ()


def test_a_report_in_another_language_falls_back_on_the_plans_own() -> None:
    said = report_on(ROUNDS, 2025, "fr")
    assert said.title == Said("Plan Eau claire 2024-2029", "fr")
    assert said.coordinator == "Secrétariat Eau claire"
    assert page_of(said, "9bis").title == Said("Une norme pour les moteurs silencieux", "fr")
    assert page_of(said, "1").measures[1].text == Said("De kaart drukken.", "nl")
    assert [person.name for person in page_of(said, "3").actors] == ["ME", "BNK"]
    german = report_on(ROUNDS, 2025, "de")
    assert page_of(german, "9bis").title == Said("Een norm voor stille motoren", "nl")
    assert page_of(german, "2bis").news[0].obstacles == Said("Pas de bateau.", "fr")


def test_sub_actions_keep_their_parent_and_the_number_of_the_annex() -> None:
    said = report_on(ROUNDS, 2025)
    assert (page_of(said, "9bis").parent, page_of(said, "9bis").annex_id) == ("9", "9.1")
    assert (page_of(said, "9").parent, page_of(said, "9").annex_id) == (None, "9")


def bodies(said: Report) -> dict[str, tuple[str | None, BodyLine]]:
    """Each body by its name, with its government."""
    return {body.name: (page.name and page.name.text, body) for page in said.governments for body in page.bodies}


def test_who_has_not_answered_is_named_with_its_government() -> None:
    owing = {name: page for name, (page, body) in bodies(report_on(ROUNDS, 2025)).items() if body.owes}
    assert owing["Gewest Noordkust"] == "Gewest Noordkust"
    assert owing["BNK"] == "Gewest Noordkust"
    assert owing["VVW"] is None
    assert bodies(report_on(ROUNDS, 2025))["Havendienst"][1].owes == ("8",)


def test_a_body_that_never_answers_owes_in_every_round() -> None:
    for year in (2024, 2025, 2026):
        _, region = bodies(report_on(ROUNDS, year))["Gewest Noordkust"]
        assert (region.asked, region.answered, region.owes) == (1, 0, ("7",))
    three = until(plan_in(ROUNDS), datetime.date(2027, 2, 28))
    _, region = bodies(three)["Gewest Noordkust"]
    assert (region.asked, region.answered, region.owes) == (3, 0, ("7",))


def test_who_answers_for_somebody_else_is_named_beside_it() -> None:
    there = bodies(report_on(ROUNDS, 2026))
    assert there["Havendienst"][1].answered_by == ("HA",)
    assert there["HA"][1].answered_by == ()
    # In its only action the coordinator answers for itself, so that the collective answers apart.
    assert there["De overige ministeries"][1].answered_by == ()
    plan = plan_of(action(actors=[{"actor": "overige"}]))
    assert bodies(over(plan, 2025))["De overige diensten"][1].answered_by == ("SEC",)


# -- extracts --------------------------------------------------------------------------------------------------


def test_an_extract_says_what_it_is_limited_to() -> None:
    plan = plan_in(ROUNDS)
    assert report_on(ROUNDS, 2025).extract is None
    choice = Choice(actors=("MW", "ministère de l'eau"), chapters=("2", "rivières"), governments=("Rijksoverheid",))
    extract = over(plan, 2025, "fr", choice=choice).extract
    assert extract is not None
    assert extract.actors == ("Ministère de l’Eau",)
    assert extract.chapters == (
        (1, Said("Rivières et canaux", "fr")),
        (2, Said("Ports, écluses et navigation", "fr")),
    )
    assert extract.governments == ("L’État",)


def test_an_extract_tells_of_its_own_bodies_only_and_knows_what_the_others_answered() -> None:
    said = over(plan_in(ROUNDS), 2025, choice=Choice(governments=("gewest-noordkust",)))
    assert list(bodies(said)) == ["Gewest Noordkust", "BNK", "Vlootbeheer van het Bureau Noordkust"]
    assert said.whole.ids == ("2bis", "3", "4", "6", "7", "9", "12")
    whole = report_on(ROUNDS, 2025)
    for action_id in said.whole.ids:
        assert page_of(said, action_id).actors == page_of(whole, action_id).actors
    answered = {person.name: person.answered for person in page_of(said, "4").actors}
    assert answered == {
        "SEC": True,
        "MW": False,
        "Ministerie van Financiën": True,
        "De overige ministeries": True,
        "BNK": False,
        "Vlootbeheer van het Bureau Noordkust": True,
        "Universiteit Delta": False,
        "VVW": False,
    }


def test_an_extract_of_a_chapter_has_no_other_chapters() -> None:
    said = over(plan_in(ROUNDS), 2025, choice=Choice(chapters=("3",)))
    assert [chapter.number for chapter in said.chapters] == [3]
    assert said.whole.ids == ("10", "11", "12")


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Choice(actors=("Ministerie van Watr",)), "No actor is called"),
        (Choice(chapters=("4",)), "There is no chapter 4"),
        (Choice(governments=("MW",)), "is not a government"),
    ],
)
def test_an_extract_of_what_does_not_exist_is_refused(choice: Choice, words: str) -> None:
    with pytest.raises(NapError, match=words):
        over(plan_in(ROUNDS), 2025, choice=choice)


# -- beside older files ----------------------------------------------------------------------------------------


def since(old: Plan, new: Plan, year: int) -> Report:
    return over(new, year, since=("v1", old))


def test_what_came_in_late_is_news_beside_files_that_did_not_have_it() -> None:
    early, late = update("2024-12-31", "preparing"), update("2024-12-31", "completed", received="2025-02-01")
    moved = {"date": "2024-11-01", "due": "2025-12-31", "reason": "Daarom.", "decided_by": "De minister"}
    deadline = {"stated": "2024", "kind": "date", "due": "2024-12-31", "precision": "year"}
    old = plan_of(action(updates=[early]))
    new = plan_of(action(updates=[early, late], deadline=deadline | {"revisions": [moved]}))
    alone, beside = over(new, 2025), since(old, new, 2025)
    assert (alone.updates, alone.changes, alone.deadlines_moved, alone.since) == (0, (), (), None)
    (line,) = beside.changes
    assert (line.before, line.now, line.reports, beside.updates, beside.since) == ("preparing", "completed", 1, 1, "v1")
    assert [move.date for move in line.moved] == [datetime.date(2024, 11, 1)]
    assert beside.newly_completed.ids == ("1",)
    assert [news.status for news in page_of(beside, "1").news] == ["completed"]


def test_an_action_that_older_files_did_not_have_is_new_with_all_that_was_reported_on_it() -> None:
    counts = manifest(counts={"actions": 2, "sub_actions": 0})
    old = plan_of(action("1"))
    new = plan_of(action("1"), action("2", updates=[update("2024-06-01", "in_progress")]), plan=counts)
    said = since(old, new, 2025)
    (line,) = (line for line in said.changes if line.id == "2")
    assert (line.before, line.now, line.reports, line.actors) == (None, "in_progress", 1, ("Dienst Een",))
    assert page_of(said, "2").before is None
    assert [line.before.ids for line in said.statuses if line.before and line.before.ids] == [("1",)]


AMENDED = {"date": "2025-05-05", "kind": "amendment", "reason": "Beter zo.", "decided_by": "De minister"}


def test_what_was_amended_is_told_in_its_year_and_beside_files_that_did_not_have_it() -> None:
    erratum = AMENDED | {"date": "2024-07-01", "kind": "erratum"}
    new = plan_of(action(amendments=[erratum, AMENDED]))
    told = {year: [line.change and line.change.kind for line in over(new, year).amended] for year in (2024, 2025, 2026)}
    assert told == {2024: ["erratum"], 2025: ["amendment"], 2026: []}
    assert [line.change and line.change.kind for line in since(plan_of(action()), new, 2025).amended] == [
        "erratum",
        "amendment",
    ]
    assert not since(new, new, 2026).amended
    again = plan_of(action(amendments=[erratum, erratum | {"reason": "Nog een."}]))
    (line,) = since(plan_of(action(amendments=[erratum])), again, 2025).amended
    assert line.change
    assert line.change.reason.text == "Nog een."


def test_an_action_that_was_taken_out_is_told_with_its_title_where_older_files_have_it() -> None:
    old = plan_of(action("1"), action("2", title={"nl": "De tweede"}))
    removed = {"removed": [AMENDED | {"action": "2"}]}
    new = plan_of(action("1"), plan=manifest(**removed))
    (line,) = over(new, 2025).amended
    assert (line.id, line.title, line.removed) == ("2", None, True)
    assert line.change
    assert line.change.reason.text == "Beter zo."
    assert not over(new, 2026).amended
    for year in (2025, 2026):
        (line,) = since(old, new, year).amended
        assert line.title
        assert line.title.text == "De tweede"
    assert not since(plan_of(action("1"), plan=manifest(**removed)), new, 2026).amended


def test_an_action_that_is_gone_before_it_was_decided_is_told_all_the_same() -> None:
    old = plan_of(action("1"), action("2"))
    new = plan_of(action("1"), plan=manifest(removed=[AMENDED | {"action": "2", "date": "2026-02-01"}]))
    (line,) = since(old, new, 2025).amended
    assert (line.id, line.removed, line.change) == ("2", True, None)


def test_an_action_of_which_nobody_says_why_it_is_gone_is_told_too_but_not_in_an_extract() -> None:
    old, new = plan_of(action("1"), action("2"), action("3", chapter=2)), plan_of(action("1"), action("3", chapter=2))
    (line,) = since(old, new, 2025).amended
    assert (line.id, line.removed, line.change) == ("2", True, None)
    for chapters in (("1",), ("1", "2")):
        assert not over(new, 2025, since=("v1", old), choice=Choice(chapters=chapters)).amended


# -- what a report does not depend on --------------------------------------------------------------------------


def test_the_same_plan_gives_the_same_report() -> None:
    first, second = (over(load(FolderTree(ROUNDS)).whole(), 2025) for _ in range(2))
    assert first == second
    assert repr(first) == repr(second)


def test_later_updates_leave_the_report_over_a_year_as_it_was() -> None:
    news = [update("2024-06-01", "in_progress"), update("2025-06-01", "completed")]
    before, after = (over(plan_of(action(updates=said)), 2024) for said in (news[:1], news))
    assert before.chapters == after.chapters
    assert before.statuses == after.statuses
    assert (before.updates_ever, before.rounds) == (after.updates_ever, after.rounds)


def test_the_first_year_has_nothing_to_compare_with() -> None:
    assert report_on(ROUNDS, 2024).first_year
    assert not report_on(ROUNDS, 2025).first_year
    assert [line.year for line in report_on(ROUNDS, 2024).rounds] == [2024]
    assert [line.year for line in report_on(ROUNDS, 2025).rounds] == [2024, 2025]


def test_a_report_says_which_files_it_was_made_from() -> None:
    plan = plan_in(ROUNDS)
    said = over(plan, 2025, revision="abc123", uncommitted=True)
    assert (said.revision, said.changed, said.fingerprint) == ("abc123", True, plan.fingerprint)
    assert (said.licence, said.source) == ("CC0-1.0", Said("Plan Helder Water, met één bijlage", "nl"))
    assert [line.acronym for line in said.acronyms] == ["MW", "VVW"]
