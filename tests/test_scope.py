"""Over which days a report goes: years, periods by the plan's own anniversaries, and what they are compared with."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nap.errors import NapError
from nap.model.manifest import Term
from nap.views.scope import Scope, over_period, over_year


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def term(start: str, end: str = "2029-04-04") -> Term:
    return Term(start=day(start), end=day(end))


PLAN = term("2024-04-05")
LEAP = term("2024-02-29", "2029-02-28")


# -- a year ----------------------------------------------------------------------------------------------------


def test_a_year_is_its_days_beside_the_last_day_of_the_year_before() -> None:
    scope = over_year(PLAN, 2026)
    assert (scope.start, scope.day, scope.period) == (day("2026-01-01"), day("2026-12-31"), False)
    assert (scope.before, scope.earlier, scope.ahead) == (day("2025-12-31"), day("2024-12-31"), day("2027-12-31"))
    assert scope.rounds == (2026,)


def test_beside_an_earlier_year_everything_since_is_news() -> None:
    scope = over_year(PLAN, 2027, compare=2024)
    assert (scope.start, scope.day) == (day("2025-01-01"), day("2027-12-31"))
    assert (scope.before, scope.earlier) == (day("2024-12-31"), day("2023-12-31"))
    assert scope.rounds == (2025, 2026, 2027)


def test_a_year_may_be_compared_with_one_before_the_plan_began() -> None:
    assert over_year(PLAN, 2025, compare=2023).before == day("2023-12-31")
    assert over_year(PLAN, 2024).before == day("2023-12-31")


@pytest.mark.parametrize("year", [1900, 2022, 2023])
def test_there_is_no_report_on_a_year_before_the_plan(year: int) -> None:
    with pytest.raises(
        NapError, match=rf"The plan began on 2024-04-05; there is nothing to report on {year}\."
    ) as caught:
        over_year(PLAN, year)
    assert caught.value.hint == "Ask for 2024 or later."


def test_a_plan_that_begins_on_the_last_day_of_a_year_can_be_reported_on_over_that_year() -> None:
    assert over_year(term("2024-12-31"), 2024).rounds == (2024,)


@pytest.mark.parametrize("compare", [2026, 2027])
def test_a_year_is_compared_with_one_before_it(compare: int) -> None:
    with pytest.raises(NapError, match=f"2026 cannot be compared with {compare}") as caught:
        over_year(PLAN, 2026, compare)
    assert caught.value.hint == "Name a year before 2026."


@given(st.integers(2024, 9998), st.integers(1, 20))
def test_the_days_of_any_year_are_its_rounds(year: int, back: int) -> None:
    scope = over_year(PLAN, year, year - back)
    assert scope.before + datetime.timedelta(days=1) == scope.start
    assert (scope.before.month, scope.before.day, scope.day.month, scope.day.day) == (12, 31, 12, 31)
    assert scope.rounds == tuple(range(year - back + 1, year + 1))
    assert (scope.earlier.year, scope.ahead.year) == (scope.before.year - 1, year + 1)


# -- a period --------------------------------------------------------------------------------------------------


def test_years_stand_for_the_plans_own_anniversaries_so_that_from_2024_to_2027_is_three_years() -> None:
    scope = over_period(PLAN, 2024, 2027)
    assert (scope.start, scope.day, scope.period) == (day("2024-04-05"), day("2027-04-04"), True)
    assert scope.before == day("2024-04-04")
    assert scope.earlier == day("2023-04-04")
    assert scope.ahead == day("2028-04-04")
    assert scope.rounds == (2024, 2025, 2026)


def test_days_stand_for_themselves_and_both_are_included() -> None:
    scope = over_period(PLAN, day("2025-07-01"), day("2026-06-30"))
    assert (scope.start, scope.day, scope.before) == (day("2025-07-01"), day("2026-06-30"), day("2025-06-30"))
    assert scope.rounds == (2025,)


def test_a_year_and_a_day_go_together() -> None:
    assert over_period(PLAN, 2025, day("2025-04-05")) == Scope(day("2025-04-05"), day("2025-04-05"), period=True)
    assert over_period(PLAN, day("2024-12-31"), 2025) == Scope(day("2024-12-31"), day("2025-04-04"), period=True)


def test_a_period_without_the_end_of_a_year_has_no_round() -> None:
    assert over_period(PLAN, day("2026-01-01"), day("2026-12-30")).rounds == ()
    assert over_period(PLAN, day("2026-12-31"), day("2027-12-30")).rounds == (2026,)


def test_a_period_of_one_calendar_year_is_compared_as_the_year_is() -> None:
    year, period = over_year(PLAN, 2026), over_period(PLAN, day("2026-01-01"), day("2026-12-31"))
    assert (period.before, period.earlier, period.rounds) == (year.before, year.earlier, year.rounds)
    assert period.period


def test_a_period_may_begin_before_the_plan() -> None:
    assert over_period(PLAN, day("2020-01-01"), 2025).before == day("2019-12-31")


def test_a_plan_that_began_on_a_29_february_has_its_other_anniversaries_on_1_march() -> None:
    scope = over_period(LEAP, 2024, 2027)
    assert (scope.start, scope.day) == (day("2024-02-29"), day("2027-02-28"))
    assert over_period(LEAP, 2025, 2028) == Scope(day("2025-03-01"), day("2028-02-28"), period=True)


def test_a_year_before_or_after_a_29_february_is_full() -> None:
    scope = Scope(day("2024-03-01"), day("2028-02-29"), period=True)
    assert (scope.before, scope.earlier, scope.ahead) == (day("2024-02-29"), day("2023-03-01"), day("2029-03-01"))


@pytest.mark.parametrize(
    ("start", "end", "words", "hint"),
    [
        (2027, 2024, "from 2027-04-05 to 2024-04-04 ends before it begins", "Name a later --to."),
        (2026, 2026, "from 2026-04-05 to 2026-04-04 ends before it begins", "Name a later --to."),
        (day("2026-01-02"), day("2026-01-01"), "ends before it begins", "Name a later --to."),
        (
            2020,
            2024,
            "The plan began on 2024-04-05; there is nothing to report until 2024-04-04",
            "End after 2024-04-05.",
        ),
        (day("2024-01-01"), day("2024-04-04"), "there is nothing to report until 2024-04-04", "End after 2024-04-05."),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    start: int | datetime.date, end: int | datetime.date, words: str, hint: str
) -> None:
    with pytest.raises(NapError, match=words) as caught:
        over_period(PLAN, start, end)
    assert caught.value.hint == hint


@pytest.mark.parametrize("far", [0, 1, 1899, 9999, day("0001-01-01"), day("1899-12-31"), day("9999-12-31")])
def test_a_year_that_no_plan_knows_is_refused(far: int | datetime.date) -> None:
    for start, end in ((far, 2027), (2024, far)):
        with pytest.raises(NapError, match=f"A period cannot begin or end in {far}") as caught:
            over_period(PLAN, start, end)
        assert caught.value.hint == "Name years from 1900 to 9998."


def test_the_first_and_the_last_year_that_may_be_named_do_what_all_others_do() -> None:
    scope = over_period(PLAN, day("1900-01-01"), day("9998-12-31"))
    assert (scope.earlier, scope.ahead) == (day("1898-12-31"), day("9999-12-31"))


def test_a_period_may_be_the_plans_first_day_alone() -> None:
    assert over_period(PLAN, PLAN.start, PLAN.start).day == PLAN.start


@given(st.dates(day("2020-01-01"), day("2040-12-31")), st.dates(day("2024-04-05"), day("2040-12-31")))
def test_any_period_knows_the_day_before_it_a_year_before_that_and_a_year_ahead(
    start: datetime.date, end: datetime.date
) -> None:
    if end < start:
        start, end = max(end, PLAN.start), start
    scope = over_period(PLAN, start, end)
    assert (scope.before - start).days == -1
    assert 365 <= (scope.before - scope.earlier).days <= 366
    assert 365 <= (scope.ahead - scope.day).days <= 366
    ends = [datetime.date(year, 12, 31) for year in range(start.year - 1, end.year + 2)]
    assert scope.rounds == tuple(one.year for one in ends if start <= one <= end)
