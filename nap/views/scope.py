"""Over which days a report goes, with which day it compares, and of which actions it tells."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from nap.answers import end_of
from nap.errors import NapError
from nap.model.manifest import Term
from nap.status import a_year_after

_ONE_DAY = datetime.timedelta(days=1)
_YEARS = range(1900, 9999)
"""Within these there is always a day before, and a year before that, and a year after."""


class Scope(NamedTuple):
    """The days of a report."""

    start: datetime.date
    """The first day whose updates are news."""
    day: datetime.date
    """The last such day, on which everything is said to stand as it does."""
    period: bool = False
    """Whether it goes over another period than calendar years, as the mid-term view does."""

    @property
    def before(self) -> datetime.date:
        """The day that is compared with: the last one before the news."""
        return self.start - _ONE_DAY

    @property
    def earlier(self) -> datetime.date:
        """One year before that: what the last report compared with."""
        return end_of(self.before.year - 1) if self.before == end_of(self.before.year) else _a_year_before(self.before)

    @property
    def rounds(self) -> tuple[int, ...]:
        """The yearly rounds that ended in these days."""
        return tuple(
            year for year in range(self.start.year, self.day.year + 1) if self.start <= end_of(year) <= self.day
        )

    @property
    def ahead(self) -> datetime.date:
        """The last day of what is called soon: one year further."""
        return a_year_after(self.day)


def over_year(term: Term, year: int, compare: int | None = None) -> Scope:
    """A calendar year, compared with the end of the year before it or of an earlier one.

    Raises `NapError` for a year that ended before the plan began, and for a comparison with one that is not before it.
    """
    if end_of(year) < term.start:
        raise NapError(
            f"The plan began on {term.start}; there is nothing to report on {year}.",
            f"Ask for {term.start.year} or later.",
        )
    earlier = year - 1 if compare is None else compare
    if earlier >= year:
        raise NapError(f"{year} cannot be compared with {earlier}.", f"Name a year before {year}.")
    return Scope(end_of(earlier) + _ONE_DAY, end_of(year))


def over_period(term: Term, start: int | datetime.date, end: int | datetime.date) -> Scope:
    """A period from one day to another, both included.

    A year stands for the plan's own anniversary in it, so that from 2024 to 2027 is the first three years of a plan
    that began on 5 April 2024: until 4 April 2027. Raises `NapError` for a period that ends before it begins or before
    the plan began, and for a year that no plan knows.
    """
    for given in (start, end):
        if (given if isinstance(given, int) else given.year) not in _YEARS:
            raise NapError(f"A period cannot begin or end in {given}.", f"Name years from {_YEARS[0]} to {_YEARS[-1]}.")
    first = _anniversary(term, start) if isinstance(start, int) else start
    last = _anniversary(term, end) - _ONE_DAY if isinstance(end, int) else end
    if last < first:
        raise NapError(f"The period from {first} to {last} ends before it begins.", "Name a later --to.")
    if last < term.start:
        raise NapError(
            f"The plan began on {term.start}; there is nothing to report until {last}.", f"End after {term.start}."
        )
    return Scope(first, last, period=True)


def _anniversary(term: Term, year: int) -> datetime.date:
    return _in_year(term.start, year)


def _a_year_before(day: datetime.date) -> datetime.date:
    return _in_year(day, day.year - 1)


def _in_year(day: datetime.date, year: int) -> datetime.date:
    """The same day in another year; for a 29 February, the 1 March where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return datetime.date(year, 3, 1)
