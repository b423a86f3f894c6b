"""The record of an action for programs, and the report: every figure is counted again from the raw files."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import PLANS, ROOT, action, update
from memory import plan_of

from nap.errors import NapError
from nap.model.plan import Plan
from nap.model.words import STATUSES
from nap.status import standing
from nap.store.load import load
from nap.store.tree import FolderTree
from nap.views.pages import ActionPage, Figure, Report, Said
from nap.views.record import action_details, action_record
from nap.views.report import report

END_2024, END_2025 = datetime.date(2024, 12, 31), datetime.date(2025, 12, 31)
ROUNDS = PLANS / "rounds"
Raw = dict[str, Any]


@cache
def plan_in(folder: Path) -> Plan:
    return load(FolderTree(folder)).whole()


@cache
def report_on(folder: Path, year: int, language: str = "nl") -> Report:
    return report(plan_in(folder), year, language)


# -- counting again --------------------------------------------------------------------------------------------
# From the YAML alone, by the words of the rules: nothing below calls anything of nap.

ENDED = ("completed", "stopped")


@dataclass(frozen=True)
class Recount:
    """A plan as its files say it."""

    plan: Raw
    actors: dict[str, Raw]
    actions: list[Raw]

    def voices(self, item: Raw, actor: str) -> set[str]:
        """Who can answer for an actor of an action."""
        found = {actor}
        coordinator = self.plan["coordinator"]["actor"]
        if self.actors[actor]["kind"] == "collective" and coordinator not in [one["actor"] for one in item["actors"]]:
            found.add(coordinator)
        while "successor" in self.actors[actor]:
            actor = self.actors[actor]["successor"]
            found.add(actor)
        return found

    def word(self, item: Raw, actor: str, day: datetime.date, about: Callable[[Raw], bool]) -> Raw | None:
        """The update that speaks for an actor: the newest; on one day the whole action before a part."""
        heard = [
            (said["date"], said.get("scope") == "action", number, said)
            for number, said in enumerate(item.get("updates", []))
            if said["date"] <= day and about(said)
            if said.get("scope") == "action" or said["by"] in self.voices(item, actor)
        ]
        return max(heard, key=lambda entry: entry[:3])[3] if heard else None

    def parts(self, item: Raw, day: datetime.date) -> list[Raw | None]:
        named = [entry["actor"] for entry in item["actors"]]
        if not named:
            named = sorted({said["by"] for said in item.get("updates", []) if said["date"] <= day})
        return [self.word(item, actor, day, lambda _: True) for actor in named]

    def status(self, item: Raw, day: datetime.date) -> str:
        return together([said and said["status"] for said in self.parts(item, day)])

    def phase(self, item: Raw, label: str, day: datetime.date) -> str:
        said: list[str | None] = []
        for entry in item["actors"]:
            last = self.word(item, entry["actor"], day, lambda _: True)
            about = self.word(item, entry["actor"], day, lambda update: label in update.get("phases", {}))
            if last and last["status"] in ENDED:
                said.append(last.get("phases", {}).get(label, last["status"]))
            else:
                said.append(about and about["phases"][label])
        return together(said)

    def dues(self, item: Raw, day: datetime.date) -> Iterator[tuple[str | None, datetime.date, bool]]:
        """Each deadline that has a day: its phase, the day that holds, and whether it is done with."""
        over = self.status(item, day) in ENDED
        deadline = item["deadline"]
        for phase in deadline.get("phases", []):
            label = phase["label"] if isinstance(phase["label"], str) else phase["label"]["nl"]
            if "due" in phase:
                yield label, phase["due"], over or self.phase(item, label, day) in ENDED
        due = self.plan["term"]["end"] if deadline["kind"] == "plan_term" else deadline.get("due")
        for moved in sorted(deadline.get("revisions", []), key=lambda entry: entry["date"]):
            due = moved["due"] if moved["date"] <= day else due
        if due:
            yield None, due, over

    def late(self, item: Raw, day: datetime.date) -> list[tuple[str, str | None, datetime.date, int]]:
        return [
            (item["id"], label, due, (day - due).days)
            for label, due, over in self.dues(item, day)
            if due < day and not over
        ]

    def silent(self, item: Raw, day: datetime.date) -> bool:
        dates = [said["date"] for said in item.get("updates", []) if said["date"] <= day]
        since = max(dates, default=self.plan["term"]["start"])
        # Only asked on a 31 December, which every year has.
        return self.status(item, day) not in ENDED and since <= day.replace(year=day.year - 1)

    def asked(self, year: int) -> list[tuple[str, str, bool]]:
        """Every actor and action asked about in a year, and whether an answer came."""
        if datetime.date(year, 12, 31) < self.plan["term"]["start"]:
            return []
        found = []
        for item in self.actions:
            for entry in item["actors"]:
                last = self.word(item, entry["actor"], datetime.date(year - 1, 12, 31), lambda _: True)
                answered = any(
                    said["date"].year == year and said["by"] in self.voices(item, entry["actor"])
                    for said in item.get("updates", [])
                )
                if answered or not (last and last["status"] in ENDED):
                    found.append((entry["actor"], item["id"], answered))
        return found

    def figure(self, holds: Callable[[Raw], bool]) -> Figure:
        inside = [item for item in self.actions if holds(item)]
        subs = [item for item in inside if "parent" in item]
        return Figure(tuple(item["id"] for item in inside), len(inside) - len(subs), len(subs))


def together(said: list[str | None]) -> str:
    there = set(said)
    if there <= {None}:
        return "unreported"
    if len(there) == 1 and there <= {*ENDED}:
        return str(said[0])
    if there <= {"not_started", None}:
        return "not_started"
    return "in_progress" if there & {"in_progress", "completed"} else "preparing"


def number(action_id: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d+)(|bis|ter)", action_id)
    assert found
    return int(found[1]), ("", "bis", "ter").index(found[2])


@cache
def recount_of(folder: Path) -> Recount:
    def read(path: Path) -> Any:
        return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)

    data = folder / "data"
    actors = {entry["id"]: entry for entry in read(data / "actors.yaml")["actors"]}
    actions = sorted((read(path) for path in (data / "actions").glob("*.yaml")), key=lambda item: number(item["id"]))
    return Recount(read(data / "plan.yaml"), actors, actions)


@dataclass(frozen=True)
class Both:
    """A report, and the files it must agree with."""

    year: int
    said: Report
    raw: Recount

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        return datetime.date(self.year, 12, 31), datetime.date(self.year - 1, 12, 31)


@pytest.fixture(
    params=[(ROUNDS, 2024), (ROUNDS, 2025), (ROUNDS, 2026), (ROUNDS, 2029), (ROOT, 2024), (ROOT, 2025)],
    ids=["rounds 2024", "rounds 2025", "rounds 2026", "rounds 2029", "real 2024", "real 2025"],
)
def both(request: pytest.FixtureRequest) -> Both:
    folder, year = request.param
    return Both(year, report_on(folder, year), recount_of(folder))


# -- the figures -----------------------------------------------------------------------------------------------


def test_the_days_of_a_report(both: Both) -> None:
    assert (both.said.year, both.said.day, both.said.before) == (both.year, *both.days)
    assert both.said.first_year == (both.days[1] < both.raw.plan["term"]["start"])
    assert (both.said.term_start, both.said.term_end) == tuple(both.raw.plan["term"][end] for end in ("start", "end"))


def test_how_many_actions_there_are(both: Both) -> None:
    assert both.said.whole == both.raw.figure(lambda _: True)
    counts = both.raw.plan["counts"]
    assert (both.said.whole.actions, both.said.whole.sub_actions) == (counts["actions"], counts["sub_actions"])


def test_how_many_have_each_status_now_and_a_year_before(both: Both) -> None:
    assert [line.status for line in both.said.statuses] == list(STATUSES)
    now, before = both.days
    for line in both.said.statuses:
        assert line.now == both.raw.figure(lambda item, line=line: both.raw.status(item, now) == line.status)
        assert line.before == both.raw.figure(lambda item, line=line: both.raw.status(item, before) == line.status)


def test_every_action_is_counted_once_under_a_status_and_once_under_a_chapter(both: Both) -> None:
    every = sorted(both.said.whole.ids)
    assert sorted(i for line in both.said.statuses for i in line.now.ids) == every
    assert sorted(i for line in both.said.statuses for i in line.before.ids) == every
    assert sorted(i for chapter in both.said.chapters for i in chapter.figure.ids) == every
    for figure in [line.now for line in both.said.statuses] + [chapter.figure for chapter in both.said.chapters]:
        assert figure.total == len(figure.ids)
        assert figure.sub_actions == sum(not i.isdigit() for i in figure.ids)


def test_how_many_are_late_now_and_a_year_before_and_how_many_silent(both: Both) -> None:
    now, before = both.days
    assert both.said.late_figure == both.raw.figure(lambda item: bool(both.raw.late(item, now)))
    assert both.said.late_before == both.raw.figure(lambda item: bool(both.raw.late(item, before)))
    assert both.said.silent_figure == both.raw.figure(lambda item: both.raw.silent(item, now))


def test_how_many_updates_there_are(both: Both) -> None:
    dates = [said["date"] for item in both.raw.actions for said in item.get("updates", [])]
    assert both.said.updates == sum(date.year == both.year for date in dates)
    assert both.said.updates_ever == sum(date <= both.days[0] for date in dates)


def test_who_was_asked_and_who_answered(both: Both) -> None:
    for figure, year in ((both.said.answers, both.year), (both.said.answers_before, both.year - 1)):
        asked = both.raw.asked(year)
        actors = {actor for actor, _, _ in asked}
        silent = {actor for actor, _, answered in asked if not answered}
        assert figure.year == year
        assert (figure.asked, figure.answered) == (len(asked), sum(answered for _, _, answered in asked))
        assert figure.actors_asked == len(actors)
        assert figure.actors_answered == len({actor for actor, _, answered in asked if answered})
        assert figure.actors_complete == len(actors - silent)


def test_who_has_not_answered_about_what(both: Both) -> None:
    asked = both.raw.asked(both.year)
    expected = []
    for actor in both.raw.actors:
        own = [(action_id, answered) for name, action_id, answered in asked if name == actor]
        ids = tuple(action_id for action_id, answered in own if not answered)
        if ids:
            expected.append((both.raw.actors[actor]["kind"], len(own), len(own) - len(ids), ids))
    assert [(line.kind, line.asked, line.answered, line.ids) for line in both.said.missing] == expected


def test_the_list_of_what_is_late(both: Both) -> None:
    late = [line for item in both.raw.actions for line in both.raw.late(item, both.days[0])]
    late.sort(key=lambda line: line[2])
    said = [(line.id, line.phase.text if line.phase else None, line.due, line.days_late) for line in both.said.late]
    assert said == late


def test_the_list_of_what_is_due_next_year(both: Both) -> None:
    expected = [
        (item["id"], label, due)
        for item in both.raw.actions
        for label, due, over in both.raw.dues(item, both.days[0])
        if due.year == both.year + 1 and not over
    ]
    expected.sort(key=lambda line: line[2])
    assert [(line.id, line.phase.text if line.phase else None, line.due) for line in both.said.next_year] == expected
    assert {line.days_late for line in both.said.next_year} <= {None}


def test_each_action_has_a_page_with_its_own_figures(both: Both) -> None:
    now, before = both.days
    pages = [page for chapter in both.said.chapters for page in chapter.actions]
    assert [page.id for page in pages] == [item["id"] for item in both.raw.actions]
    for page, item in zip(pages, both.raw.actions, strict=True):
        parts = both.raw.parts(item, now)
        assert (page.status, page.before) == (both.raw.status(item, now), both.raw.status(item, before))
        assert (page.reported, page.parts) == (sum(part is not None for part in parts), len(parts))
        assert page.late == bool(both.raw.late(item, now))
        assert page.silent == both.raw.silent(item, now)
        dates = [said["date"] for said in item.get("updates", []) if said["date"] <= now]
        assert page.last_date == max(dates, default=None)
        assert [news.date for news in page.news] == sorted(date for date in dates if date.year == both.year)
        assert [(measure.id, measure.due) for measure in page.measures] == [
            (measure["id"], measure.get("due")) for measure in item["measures"]
        ]
        asked = both.raw.asked(both.year)
        assert [(person.id, person.answered) for person in page.actors] == [
            (entry["actor"], (entry["actor"], item["id"], True) in asked) for entry in item["actors"]
        ]


def test_a_line_about_lateness_says_what_its_page_says(both: Both) -> None:
    pages = {page.id: page for chapter in both.said.chapters for page in chapter.actions}
    for line in (*both.said.late, *both.said.next_year):
        page = pages[line.id]
        assert (line.title, line.stated, line.actors) == (page.title, page.stated, page.actors)
        assert (line.reported, line.parts, line.last_date) == (page.reported, page.parts, page.last_date)
        assert (line.phase, line.due, line.days_late) in page.dues


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
    assert said.late_before.ids == ("3",)
    assert said.silent_figure.ids == ("8", "9")
    assert [(line.id, line.due.isoformat(), line.days_late, line.last_status) for line in said.late] == [
        ("10", "2025-03-31", 275, "in_progress"),
        ("2", "2025-06-30", 184, "in_progress"),
    ]
    assert [(line.id, line.due.isoformat()) for line in said.next_year] == [
        ("9bis", "2026-02-15"),
        ("9", "2026-06-06"),
        ("2bis", "2026-06-30"),
    ]
    answers = said.answers
    assert (answers.asked, answers.answered) == (26, 17)
    assert (answers.actors_asked, answers.actors_answered, answers.actors_complete) == (13, 12, 5)


def test_the_real_plan_of_which_nothing_was_reported_yet() -> None:
    said = report_on(ROOT, 2025)
    assert (said.whole.actions, said.whole.sub_actions) == (67, 4)
    assert [line.status for line in said.statuses if line.now.ids] == ["unreported"]
    assert (said.updates_ever, said.answers.answered, said.answers.actors_answered) == (0, 0, 0)
    assert {line.last_status for line in said.late} == {None}
    assert said.silent_figure == said.whole


def test_a_moved_deadline_keeps_its_first_day_beside_the_present_one() -> None:
    pages = {year: page_of(report_on(ROUNDS, year), "2bis") for year in (2024, 2025, 2026)}
    assert (pages[2024].first_due, pages[2024].moved) == (None, ())
    assert pages[2024].dues == ((None, END_2024, None),)
    assert (pages[2025].first_due, pages[2025].dues) == (END_2024, ((None, datetime.date(2026, 6, 30), None),))
    (moved,) = pages[2025].moved
    assert (moved.date, moved.due) == (datetime.date(2025, 3, 10), datetime.date(2026, 6, 30))
    assert (moved.reason, moved.decided_by) == (Said("De baggerboot was gezonken.", "nl"), Said("De stuurgroep", "nl"))
    assert [move.due.year for move in pages[2026].moved] == [2026, 2027]
    assert pages[2026].first_due == END_2024
    (line,) = (line for line in report_on(ROUNDS, 2025).next_year if line.id == "2bis")
    assert (line.due, line.first_due) == (datetime.date(2026, 6, 30), END_2024)


def test_a_deadline_of_the_plan_term_that_moved_keeps_its_first_day_too() -> None:
    moved = {"date": "2025-01-01", "due": "2030-01-31", "reason": "Daarom.", "decided_by": "De minister"}
    plan = plan_of(action(deadline={"stated": "Looptijd", "kind": "plan_term", "revisions": [moved]}))
    page = page_of(report(plan, 2025, "nl"), "1")
    assert (page.first_due, page.dues[0][1]) == (datetime.date(2029, 4, 4), datetime.date(2030, 1, 31))


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
        (Said("Fase 1", "nl"), datetime.date(2024, 9, 30), 92),
        (Said("Fase 2", "nl"), END_2025, None),
        (Said("Onderhoud", "nl"), None, None),
    )
    (late,) = (line for line in said.late if line.id == "3")
    assert (late.phase, late.status, late.days_late) == (Said("Fase 1", "nl"), "in_progress", 92)
    after = report_on(ROUNDS, 2026)
    assert [(line.phase and line.phase.text, line.days_late) for line in after.late if line.id == "3"] == [
        ("Fase 2", 365)
    ]


def test_what_is_finished_early_is_not_expected_next_year() -> None:
    deadline = {"stated": "2025", "kind": "date", "due": "2025-12-31", "precision": "year"}
    opened, done = (
        report(plan_of(action(deadline=deadline, updates=[update("2024-06-01", status)])), 2024, "nl")
        for status in ("preparing", "completed")
    )
    assert [line.id for line in opened.next_year] == ["1"]
    assert done.next_year == ()


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


def test_who_has_not_answered_is_named_with_its_government() -> None:
    missing = {line.actor: line for line in report_on(ROUNDS, 2025).missing}
    assert missing["Gewest Noordkust"].government == "Gewest Noordkust"
    assert missing["BNK"].government == "Gewest Noordkust"
    assert missing["VVW"].government is None
    assert missing["Havendienst"].ids == ("8",)


def test_the_same_plan_gives_the_same_report() -> None:
    first, second = (report(load(FolderTree(ROUNDS)).whole(), 2025, "nl") for _ in range(2))
    assert first == second
    assert repr(first) == repr(second)


def test_later_updates_leave_the_report_over_a_year_as_it_was() -> None:
    news = [update("2024-06-01", "in_progress"), update("2025-06-01", "completed")]
    before, after = (report(plan_of(action(updates=said)), 2024, "nl") for said in (news[:1], news))
    assert before.chapters == after.chapters
    assert before.statuses == after.statuses
    assert (before.updates_ever, before.answers) == (after.updates_ever, after.answers)


@pytest.mark.parametrize("year", [1900, 2022, 2023])
def test_there_is_no_report_on_a_year_before_the_plan(year: int) -> None:
    with pytest.raises(NapError, match="there is nothing to report on") as caught:
        report(plan_in(ROUNDS), year, "nl")
    assert "2024" in caught.value.hint


def test_the_first_year_has_nothing_to_compare_with() -> None:
    assert report_on(ROUNDS, 2024).first_year
    assert not report_on(ROUNDS, 2025).first_year
    assert report_on(ROUNDS, 2024).answers_before.asked == 0


def test_a_report_says_which_files_it_was_made_from() -> None:
    plan = plan_in(ROUNDS)
    said = report(plan, 2025, "nl", "abc123", changed=True)
    assert (said.revision, said.changed, said.fingerprint) == ("abc123", True, plan.fingerprint)
    assert (said.licence, said.source) == ("CC0-1.0", Said("Plan Helder Water, met één bijlage", "nl"))
    assert [line.acronym for line in said.acronyms] == ["MW", "VVW"]


# -- the record for programs -----------------------------------------------------------------------------------


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
