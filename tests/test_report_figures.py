"""Every figure and every list of the report, counted again from the files: over years, over periods, for extracts,
beside older files, and on plans that nobody wrote.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_plans import WHO, older, plan_files, scopes
from recount import ENDED, STATUSES, Deadline, Question, Raw, Recount, moves, named, source, until, years_on
from report_cases import CASES, both, report_on

from nap.views.action_pages import ActionPage, DueLine, MeasureLine, Moved
from nap.views.figures import AnswerFigure, Figure, StatusFigure
from nap.views.pages import Report

Check = Callable[[Report, Recount], None]
CHECKS: list[Check] = []


def check(one: Check) -> Check:
    CHECKS.append(one)
    return one


# -- how both sides are written down ---------------------------------------------------------------------------


def figure(items: Iterable[Raw]) -> Figure:
    """What a figure must be that counts these actions."""
    listed = list(items)
    subs = sum("parent" in item for item in listed)
    return Figure(tuple(item["id"] for item in listed), len(listed) - subs, subs)


def statuses(items: list[Raw], status: Callable[[Raw], str]) -> list[tuple[str, Figure]]:
    return [(word, figure(item for item in items if status(item) == word)) for word in STATUSES]


def told(lines: Iterable[StatusFigure]) -> list[tuple[str, Figure]]:
    return [(line.status, line.now) for line in lines]


def before(raw: Recount, holds: Callable[[Raw, str], bool]) -> Figure | None:
    """The actions for which something held on the day compared with; None where the plan did not exist yet."""
    if raw.first:
        return None
    there = [(item, raw.status_then(item, raw.scope.before)) for item in raw.chosen()]
    return figure(item for item, status in there if status is not None and holds(item, status))


def late_then(raw: Recount, item: Raw) -> bool:
    then = raw.then(item)
    return bool(then and then[0].late(then[1], raw.scope.before))


def silent_then(raw: Recount, item: Raw) -> bool:
    then = raw.then(item)
    return bool(then and then[0].silent(then[1], raw.scope.before))


def due(line: DueLine) -> Deadline:
    return Deadline(
        line.id,
        line.phase and line.phase.text,
        line.first_due or line.due,
        line.due,
        line.status,
        line.days_late,
    )


def dues(raw: Recount, fits: Callable[[Deadline], bool] = lambda _: True) -> list[Deadline]:
    """The deadlines of which something holds, earliest first."""
    found = [line for item in raw.chosen() for line in raw.files.deadlines(item, raw.scope.day) if fits(line)]
    return [line._replace(first=line.first or line.due) for line in sorted(found, key=lambda line: line.due)]


def move(told_of: Moved) -> tuple[Any, ...]:
    return told_of.date, told_of.due, told_of.phase and told_of.phase.text, told_of.reason.text, told_of.decided_by.text


def raw_move(said: Raw) -> tuple[Any, ...]:
    return said["date"], said["due"], said.get("phase"), source(said["reason"]), source(said["decided_by"])


def measure(line: MeasureLine) -> tuple[Any, ...]:
    return line.id, line.due, line.status, line.late, line.actors


def raw_measure(raw: Recount, item: Raw, said: Raw) -> tuple[Any, ...]:
    status = raw.files.measure(item, said["id"], raw.scope.day)
    late = "due" in said and said["due"] < raw.scope.day and status not in ENDED
    return said["id"], said.get("due"), status, late, tuple(raw.files.label(actor) for actor in said.get("actors", []))


def answers(year: int, asked: list[Question]) -> AnswerFigure:
    who, silent = {one.actor for one in asked}, {one.actor for one in asked if not one.answered}
    return AnswerFigure(
        year=year,
        actors_asked=len(who),
        actors_answered=len({one.actor for one in asked if one.answered}),
        actors_complete=len(who - silent),
        asked=len(asked),
        answered=sum(one.answered for one in asked),
    )


def last_round(raw: Recount) -> list[Question]:
    return raw.asked(raw.scope.years[-1]) if raw.scope.years else []


def pages(said: Report) -> Iterator[ActionPage]:
    return (page for chapter in said.chapters for page in chapter.actions)


# -- the whole -------------------------------------------------------------------------------------------------


@check
def the_days(said: Report, raw: Recount) -> None:
    scope, term = raw.scope, raw.files.plan["term"]
    assert (said.start, said.day, said.before, said.year) == (scope.start, scope.day, scope.before, scope.day.year)
    assert said.period == scope.period
    assert said.ahead == years_on(scope.day, 1)
    assert said.first_year == raw.first
    assert (said.term_start, said.term_end) == (term["start"], term["end"])


@check
def how_many_actions_there_are(said: Report, raw: Recount) -> None:
    assert said.whole == figure(raw.chosen())
    counts = raw.files.plan["counts"]
    assert said.stated_counts == (counts["actions"], counts["sub_actions"])


@check
def how_many_have_each_status(said: Report, raw: Recount) -> None:
    assert told(said.statuses) == statuses(raw.chosen(), lambda item: raw.files.status(item, raw.scope.day))
    for line in said.statuses:
        assert line.before == before(raw, lambda _, status, word=line.status: status == word)


@check
def how_many_changed_status(said: Report, raw: Recount) -> None:
    scope = raw.scope
    earlier = years_on(scope.before, -1)
    assert said.moved.now == figure(
        item for item in raw.chosen() if raw.files.status(item, scope.day) != raw.status_then(item, scope.before)
    )
    a_year_before = before(raw, lambda item, status: status != raw.status_then(item, earlier))
    assert said.moved.before == (None if scope.period else a_year_before)


@check
def how_many_are_completed_and_stopped(said: Report, raw: Recount) -> None:
    for word, compared in (("completed", said.completed), ("stopped", said.stopped)):
        assert compared.now == figure(item for item in raw.chosen() if raw.files.status(item, raw.scope.day) == word)
        assert compared.before == before(raw, lambda _, status, word=word: status == word)


@check
def how_many_are_late(said: Report, raw: Recount) -> None:
    assert said.late_actions.now == figure(item for item in raw.chosen() if raw.files.late(item, raw.scope.day))
    assert said.late_actions.before == before(raw, lambda item, _: late_then(raw, item))


@check
def how_many_are_silent(said: Report, raw: Recount) -> None:
    assert said.silent.now == figure(item for item in raw.chosen() if raw.files.silent(item, raw.scope.day))
    assert said.silent.before == before(raw, lambda item, _: silent_then(raw, item))


@check
def how_many_updates_there_are(said: Report, raw: Recount) -> None:
    assert said.updates == sum(len(raw.news(item)) for item in raw.chosen())
    assert said.updates_ever == sum(len(until(item, raw.scope.day)) for item in raw.chosen())


@check
def how_each_round_went(said: Report, raw: Recount) -> None:
    before, began = raw.scope.before, raw.files.plan["term"]["start"].year
    years = [year for year in raw.scope.years if year >= began]
    if not raw.first and (before.month, before.day) == (12, 31):
        years = [before.year, *years]
    assert list(said.rounds) == [answers(year, raw.asked(year)) for year in years]
    for line in said.rounds:
        assert line.missing == line.asked - line.answered


@check
def how_it_stood_over_the_years(said: Report, raw: Recount) -> None:
    began, day = raw.files.plan["term"]["start"].year, raw.scope.day
    ends = [datetime.date(year, 12, 31) for year in range(began, day.year + 1)]
    assert [line.day for line in said.years] == [*(end for end in ends if end < day), day]
    for line in said.years:
        # What was known of a day that is compared with, or of one before it, is what the older files say.
        there = (
            raw.chosen_then()
            if raw.old and line.day <= raw.scope.before
            else [(raw.files, one) for one in raw.chosen()]
        )
        by_id = {one["id"]: (files, one) for files, one in there}
        assert told(line.statuses) == statuses(
            [one for _, one in there], lambda item, on=line.day, of=by_id: of[item["id"]][0].status(item, on)
        )
        assert line.late == figure(one for files, one in there if files.late(one, line.day))
    assert said.occurring == tuple(
        word for word in STATUSES if any(dict(told(line.statuses))[word].ids for line in said.years)
    )


# -- what changed ----------------------------------------------------------------------------------------------


@check
def what_changed_by_action(said: Report, raw: Recount) -> None:
    expected = []
    for item in raw.chosen():
        then, now = raw.status_then(item, raw.scope.before), raw.files.status(item, raw.scope.day)
        news, moved, late = raw.news(item), raw.moves(item), raw.newly_late(item)
        if then != now or news or moved or late:
            who = tuple(dict.fromkeys(raw.files.label(one["by"]) for one in news))
            fell = [(deadline.phase, deadline.due) for deadline in late]
            expected.append((item["id"], then, now, len(news), who, [raw_move(one) for one in moved], fell))
    assert expected == [
        (
            line.id,
            line.before,
            line.now,
            line.reports,
            line.actors,
            [move(one) for one in line.moved],
            [(phase and phase.text, day) for phase, day in line.newly_late],
        )
        for line in said.changes
    ]


@check
def what_is_newly_completed_and_stopped(said: Report, raw: Recount) -> None:
    for word, found in (("completed", said.newly_completed), ("stopped", said.newly_stopped)):
        assert found == figure(
            item
            for item in raw.chosen()
            if raw.files.status(item, raw.scope.day) == word != raw.status_then(item, raw.scope.before)
        )


@check
def what_is_newly_late(said: Report, raw: Recount) -> None:
    new = {(late.id, late.phase) for item in raw.chosen() for late in raw.newly_late(item)}
    assert [due(line) for line in said.newly_late] == dues(raw, lambda line: (line.id, line.phase) in new)


@check
def which_deadlines_moved(said: Report, raw: Recount) -> None:
    expected = []
    for item in raw.chosen():
        held = {line.phase: line.first for line in raw.files.deadlines(item, raw.scope.day)}
        for one in sorted(item["deadline"].get("revisions", []), key=lambda one: one["date"]):
            if one in raw.moves(item):
                expected.append((item["id"], raw_move(one), held[one.get("phase")]))
            held[one.get("phase")] = one["due"]
    assert [(line.id, move(line.move), line.until_then) for line in said.deadlines_moved] == expected
    for line in said.deadlines_moved:
        assert line.afterwards == (line.until_then is not None and line.until_then < line.move.date)


@check
def which_texts_of_the_plan_changed(said: Report, raw: Recount) -> None:
    expected = [(item["id"], one["date"], one["kind"]) for item in raw.chosen() for one in raw.amendments(item)]
    assert [
        (line.id, line.change.date, line.change.kind) for line in said.amended if line.change and not line.removed
    ] == expected


# -- deadlines -------------------------------------------------------------------------------------------------


@check
def every_deadline_with_a_day(said: Report, raw: Recount) -> None:
    assert [due(line) for line in said.deadlines] == dues(raw)


@check
def what_is_late(said: Report, raw: Recount) -> None:
    assert [due(line) for line in said.late] == dues(raw, lambda line: line.days_late is not None)
    assert {line.id for line in said.late} == set(said.late_actions.now.ids)


@check
def what_fell_due(said: Report, raw: Recount) -> None:
    scope = raw.scope
    assert [due(line) for line in said.fell_due] == dues(raw, lambda line: scope.start <= line.due <= scope.day)


@check
def what_is_due_next(said: Report, raw: Recount) -> None:
    day, ahead = raw.scope.day, years_on(raw.scope.day, 1)
    open_then = dues(raw, lambda line: day < line.due <= ahead and line.status not in ENDED)
    assert [due(line) for line in said.due_next] == open_then


@check
def which_measures_are_due_next(said: Report, raw: Recount) -> None:
    day, ahead = raw.scope.day, years_on(raw.scope.day, 1)
    expected = [
        (item["id"], raw_measure(raw, item, one))
        for item in raw.chosen()
        for one in item["measures"]
        if "due" in one and day < one["due"] <= ahead
        if raw.files.measure(item, one["id"], day) not in ENDED and raw.files.status(item, day) not in ENDED
    ]
    assert [(line.id, measure(line.measure)) for line in said.measures_next] == expected


@check
def a_deadline_is_told_as_its_action_is(said: Report, raw: Recount) -> None:
    by_id = {page.id: page for page in pages(said)}
    for line in said.deadlines:
        page = by_id[line.id]
        assert (line.title, line.stated, line.actors) == (page.title, page.stated, page.actors)
        assert (line.reported, line.parts, line.last_date) == (page.reported, page.parts, page.last_date)
        assert (line.phase, line.due, line.days_late, line.first_due) in page.dues


# -- chapters and actions --------------------------------------------------------------------------------------


@check
def each_chapter(said: Report, raw: Recount) -> None:
    chosen, day = raw.chosen(), raw.scope.day
    whole = len(chosen) == len(raw.files.actions)
    there = [one["number"] for one in raw.files.plan["chapters"]]
    numbers = [one for one in there if whole or any(item["chapter"] == one for item in chosen)]
    assert [chapter.number for chapter in said.chapters] == numbers
    for chapter in said.chapters:
        inside = [item for item in chosen if item["chapter"] == chapter.number]
        assert chapter.figure == figure(inside)
        assert told(chapter.statuses) == statuses(inside, lambda item: raw.files.status(item, day))
        assert chapter.late == figure(item for item in inside if raw.files.late(item, day))
        assert [page.id for page in chapter.actions] == [item["id"] for item in inside]


@check
def each_action(said: Report, raw: Recount) -> None:
    day = raw.scope.day
    items = {item["id"]: item for item in raw.chosen()}
    asked = raw.files.asked(raw.scope.years[-1]) if raw.scope.years else ()
    answered = {(one.actor, one.action) for one in asked if one.answered}
    assert sorted(page.id for page in pages(said)) == sorted(items)
    for page in pages(said):
        item = items[page.id]
        parts = raw.files.parts(item, day)
        assert (page.parent, page.annex_id) == (item.get("parent"), item["source"].get("annex_id", item["id"]))
        assert page.status == raw.files.status(item, day)
        assert page.before == raw.status_then(item, raw.scope.before)
        assert (page.reported, page.parts) == (sum(part is not None for part in parts), len(parts))
        assert page.late == bool(raw.files.late(item, day))
        assert page.silent == raw.files.silent(item, day)
        assert page.last_date == raw.files.last(item, day)
        assert [move(one) for one in page.moved] == [raw_move(one) for one in moves(item, day)]
        assert [(one.date, one.actor, one.status, one.whole) for one in page.news] == [
            (one["date"], raw.files.label(one["by"]), one["status"], one.get("scope") == "action")
            for one in raw.news(item)
        ]
        assert [measure(one) for one in page.measures] == [raw_measure(raw, item, one) for one in item["measures"]]
        assert [(one.id, one.name, one.answered) for one in page.actors] == [
            (actor, raw.files.label(actor), (actor, item["id"]) in answered) for actor in named(item)
        ]
        assert [(one.date, one.kind) for one in page.amendments] == [
            (one["date"], one["kind"]) for one in item.get("amendments", []) if one["date"] <= day
        ]
        dated = [(phase and phase.text, last, late) for phase, last, late, _ in page.dues if last]
        assert dated == [(line.phase, line.due, line.days_late) for line in raw.files.deadlines(item, day)]


@check
def each_action_is_counted_once(said: Report, raw: Recount) -> None:
    every = sorted(said.whole.ids)
    assert sorted(i for line in said.statuses for i in line.now.ids) == every
    assert sorted(i for chapter in said.chapters for i in chapter.figure.ids) == every
    then = sorted(item["id"] for _, item in raw.chosen_then())
    for year in said.years:
        there = then if raw.old and year.day <= raw.scope.before else every
        assert sorted(i for line in year.statuses for i in line.now.ids) == there


# -- governments and bodies ------------------------------------------------------------------------------------


@check
def each_government(said: Report, raw: Recount) -> None:
    files, day = raw.files, raw.scope.day
    questions = [one for year in raw.scope.years for one in raw.asked(year)]
    expected: list[Any] = []
    for government in [*(one for one, entry in files.actors.items() if entry["kind"] == "government"), None]:
        own = {actor for actor in files.actors if files.government(actor) == government and raw.tells_of(actor)}
        inside = [item for item in raw.chosen() if own.intersection(named(item))]
        asked = [one for one in questions if one.actor in own]
        if inside:
            by_status = statuses(inside, lambda item: files.status(item, day))
            late = figure(item for item in inside if files.late(item, day))
            answered = sum(one.answered for one in asked)
            expected.append((government, figure(inside), by_status, late, len(asked), answered))
    assert expected == [
        (line.id, line.figure, told(line.statuses), line.late, line.asked, line.answered) for line in said.governments
    ]


@check
def each_body(said: Report, raw: Recount) -> None:
    files, day = raw.files, raw.scope.day
    questions = [one for year in raw.scope.years for one in raw.asked(year)]
    owed = [one for one in last_round(raw) if not one.answered]
    expected: dict[Any, list[Any]] = {}
    for actor, entry in files.actors.items():
        inside = [item for item in raw.chosen() if actor in named(item)]
        if not inside or not raw.tells_of(actor):
            continue
        voices = {voice for item in inside for voice in files.voices(item, actor)} - {actor}
        asked = [one for one in questions if one.actor == actor]
        expected.setdefault(files.government(actor), []).append((
            actor,
            files.label(actor),
            source(entry.get("long_name", entry["name"])),
            entry["kind"],
            tuple(files.label(voice) for voice in files.actors if voice in voices),
            figure(inside),
            figure(item for item in inside if files.status(item, day) == "completed"),
            figure(item for item in inside if files.late(item, day)),
            len(asked),
            sum(one.answered for one in asked),
            tuple(one.action for one in owed if one.actor == actor),
        ))  # fmt: skip
    assert expected == {
        government.id: [
            (
                body.id,
                body.name,
                body.long_name,
                body.kind,
                body.answered_by,
                body.promised,
                body.completed,
                body.late,
                body.asked,
                body.answered,
                body.owes,
            )
            for body in government.bodies
        ]
        for government in said.governments
    }


@check
def who_was_asked_adds_up(said: Report, raw: Recount) -> None:
    told_of = [line for line in said.rounds if line.year in raw.scope.years]
    for total, parts in (
        (sum(line.asked for line in told_of), [one.asked for one in said.governments]),
        (sum(line.answered for line in told_of), [one.answered for one in said.governments]),
    ):
        assert total == sum(parts)
    for government in said.governments:
        assert government.asked == sum(body.asked for body in government.bodies)
        assert government.answered == sum(body.answered for body in government.bodies)


# -- every figure of every report ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_report_says_what_the_files_say(check: Check, name: str) -> None:
    check(*report_on(name))


@given(st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_so_does_the_report_on_any_plan(data: st.DataObject) -> None:
    plan, actions = data.draw(plan_files())
    scope = data.draw(scopes())
    old = data.draw(older(actions)) if data.draw(st.booleans()) else None
    said, raw = both(plan, WHO, actions, scope, old)
    for check in CHECKS:
        check(said, raw)
