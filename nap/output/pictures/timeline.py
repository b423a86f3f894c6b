"""The deadlines of a plan along its years, and what has come of each."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Literal, NamedTuple

from nap.output.pictures import svg
from nap.output.pictures.lanes import Box, lanes
from nap.output.pictures.legend import EDGE, Sample, legend
from nap.output.pictures.lettering import Fitted, fitted, width
from nap.output.pictures.palette import AS_GRID, AS_LINE, AS_OPEN, AS_SHADE, as_outlined
from nap.output.pictures.svg import About

State = Literal["open", "late", "finished"]
"""Not due yet or without news of being late; due and neither completed nor stopped; completed or stopped."""

_STATES: tuple[State, ...] = ("late", "open", "finished")
_SIZE = 13
_LANE = 18
_MARK = 5
"""Half the width of a mark."""
_LABEL = _MARK + 4
"""From the middle of a mark to its label."""
_LONGEST = 260
"""The most that a label may take of the width."""
_MOST = 48
"""With more lanes than this, marks are taken together."""
_BAND = 20
"""The height of a line of text over or under the marks."""
_SIDE = 12


class Mark(NamedTuple):
    """One deadline: of an action, or of one of its phases."""

    label: str
    """The action's number, and what tells its deadlines apart: "59 · Fase 2"."""
    day: datetime.date
    state: State
    first: datetime.date | None = None
    """The plan's own day, where the deadline has moved since."""


class TimelineWords(NamedTuple):
    """What a timeline says, in the reader's language."""

    today: str
    """What is written at the day of the report: the day itself, as a rule."""
    term: str
    """What the shaded years are: the term of the plan."""
    states: Mapping[State, str]
    """What each sort of mark means."""
    moved: str
    """What an arrow means."""
    many: Callable[[int], str]
    """What is written at a mark that stands for so many deadlines, where there are too many to show each."""


class _Axis(NamedTuple):
    """From days to places."""

    start: datetime.date
    end: datetime.date
    right: float
    """Where the end comes."""

    def part(self, day: datetime.date) -> float:
        """How far along the axis a day lies, from 0 to 1."""
        return (day - self.start).days / (self.end - self.start).days

    def x(self, day: datetime.date) -> float:
        return _SIDE + self.part(day) * (self.right - _SIDE)


class _Placed(NamedTuple):
    """A mark with its place."""

    mark: Mark
    words: Fitted
    box: Box
    lane: int


def timeline(
    about: About,
    years: tuple[datetime.date, datetime.date],
    term: tuple[datetime.date, datetime.date] | None,
    today: datetime.date | None,
    marks: Sequence[Mark],
    words: TimelineWords,
) -> str:
    """Every deadline at its day, those of one day one above the other in the given order.

    `years` are the first and the last day that the axis shows at least; it reaches further where a mark, the term or
    today lies further. Marks that would need more than 48 lanes are taken together, by day, by month or by year.
    """
    days = [*years, *(term or ()), *([today] if today else [])]
    days += [day for mark in marks for day in (mark.day, mark.first) if day]
    start, end = min(days), max(*days, min(days) + datetime.timedelta(days=1))
    for taken in _taken_together(marks, words.many):
        axis, placed = _place(taken, start, end)
        top_lane = max((each.lane for each in placed), default=0)
        if top_lane < _MOST:
            break
    explained, y = _explained(placed, words)
    y += EDGE
    header = _BAND if today else EDGE
    ground = y + header + (top_lane + 1) * _LANE + EDGE
    bottom = ground + _BAND + (_BAND if term else 0)
    drawn: list[str] = []
    if term:
        left, right = axis.x(term[0]), axis.x(term[1])
        drawn.append(svg.rect(left, y + header, right - left, bottom - y - header, AS_SHADE))
        drawn.append(_within(words.term, (left + right) / 2, bottom - _BAND / 2))
    drawn += _scale(axis, y + header, ground)
    if today:
        drawn += _today(axis.x(today), words.today, placed, y, ground)
    drawn += _stems(placed, ground)
    for each in placed:
        middle = _height(ground, each.lane)
        if each.mark.first and each.mark.first != each.mark.day:
            drawn += _arrow(axis.x(each.mark.first), each.box.x, middle)
        drawn.append(symbol(each.mark.state, each.box.x, middle))
        drawn.append(svg.lines(each.box.right - _wide(each.words), middle, each.words, _SIZE))
    return svg.picture(about, bottom + EDGE, [*explained, *drawn])


def symbol(state: State, x: float, middle: float) -> str:
    """The mark of a state, each of a form and a colour of its own: a triangle, a ring, a square."""
    if state == "late":
        low, high = svg.number(middle + _MARK), svg.number(middle - _MARK)
        left, right = svg.number(x - _MARK - 0.5), svg.number(x + _MARK + 0.5)
        return svg.path(f"M{left} {low}L{svg.number(x)} {high}L{right} {low}Z", as_outlined("late"))
    if state == "finished":
        side = 2 * _MARK - 1
        return svg.rect(x - side / 2, middle - side / 2, side, side, as_outlined("completed"))
    return svg.circle(x, middle, _MARK - 0.75, AS_OPEN, thick=1.75)


def _taken_together(marks: Sequence[Mark], many: Callable[[int], str]) -> Iterator[Sequence[Mark]]:
    """The marks as they are, and then with ever more of them taken together; a mark that is alone stays as it is."""
    yield marks
    for precision in (len("2024-12-31"), len("2024-12"), len("2024")):

        def key(mark: Mark, precision: int = precision) -> tuple[str, int]:
            return mark.day.isoformat()[:precision], _STATES.index(mark.state)

        found = []
        for _, group in groupby(sorted(marks, key=key), key=key):
            those = list(group)
            last = max(mark.day for mark in those)
            found.append(those[0] if len(those) == 1 else Mark(many(len(those)), last, those[0].state))
        yield found


def _place(marks: Sequence[Mark], start: datetime.date, end: datetime.date) -> tuple[_Axis, list[_Placed]]:
    """The axis, ending where the last labels still have room, and the place of each mark."""
    words = [fitted(svg.clean(mark.label), _SIZE, _LONGEST, most=1) for mark in marks]
    whole = _Axis(start, end, svg.WIDTH - _SIDE)
    right = whole.right
    for mark, label in zip(marks, words, strict=True):
        part = whole.part(max(mark.day, mark.first or mark.day))
        if part:
            right = min(right, _SIDE + (svg.WIDTH - EDGE - _LABEL - _wide(label) - _SIDE) / part)
    axis = _Axis(start, end, right)
    boxes = []
    for mark, label in zip(marks, words, strict=True):
        x, first = axis.x(mark.day), axis.x(mark.first or mark.day)
        boxes.append(Box(x, min(x, first) - _MARK, max(x, first) + _LABEL + _wide(label)))
    found = lanes(boxes)
    return axis, [_Placed(*each) for each in zip(marks, words, boxes, found, strict=True)]


def _wide(words: Fitted) -> float:
    return max((width(line, _SIZE) for line in words.lines), default=0)


def _height(ground: float, lane: int) -> float:
    """The middle of a lane."""
    return ground - (lane + 0.5) * _LANE


def _explained(placed: Sequence[_Placed], words: TimelineWords) -> tuple[list[str], float]:
    """The key, with the sorts of marks that there are."""
    there = {each.mark.state for each in placed}
    items: list[tuple[Sample, str]] = [
        (partial(symbol, state), words.states[state]) for state in _STATES if state in there
    ]
    if any(each.mark.first not in {None, each.mark.day} for each in placed):
        items.append((lambda x, middle: "".join(_arrow(x - 10, x + 10 + _MARK, middle)), words.moved))
    return legend(items)


def _scale(axis: _Axis, top: float, ground: float) -> list[str]:
    """The axis, a line at the start of each year, ticks at quarters or months, and the years."""
    drawn = []
    year_wide = 365 / (axis.end - axis.start).days * (axis.right - _SIDE)
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if step * year_wide > width("2024 ", _SIZE))
    months = next((step for step in (1, 3) if step * year_wide / 12 >= 6), 12)  # noqa: PLR2004 (units apart)
    ticks = []
    for year in range(axis.start.year, axis.end.year + 1):
        begin, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        if begin >= axis.start and year % every == 0:
            drawn.append(svg.segment(axis.x(begin), top, axis.x(begin), ground, AS_GRID))
        days = [datetime.date(year, month, 1) for month in range(1, 13, months)] if every == 1 else []
        ticks += [axis.x(day) for day in days if axis.start <= day <= axis.end]
        left, right = axis.x(max(begin, axis.start)), axis.x(min(last, axis.end))
        if year % every == 0 and right - left >= width(str(year), _SIZE):
            drawn.append(svg.text((left + right) / 2, ground + _BAND / 2 + 2, str(year), _SIZE, anchor="middle"))
    low = svg.number(ground + 4)
    data = "".join(f"M{svg.number(x)} {svg.number(ground)}V{low}" for x in ticks)
    line = f"M{svg.number(axis.x(axis.start))} {svg.number(ground)}H{svg.number(axis.x(axis.end))}"
    return [*drawn, svg.path(line + data, AS_LINE)]


def _stems(placed: Sequence[_Placed], ground: float) -> list[str]:
    """A line from the highest mark of each place down to the axis."""
    highest: dict[float, int] = {}
    for each in placed:
        highest[each.box.x] = max(each.lane, highest.get(each.box.x, 0))
    data = (f"M{svg.number(x)} {svg.number(ground)}V{svg.number(_height(ground, lane))}" for x, lane in highest.items())
    return [svg.path("".join(data), AS_LINE)] if highest else []


def _today(x: float, words: str, placed: Sequence[_Placed], top: float, ground: float) -> list[str]:
    """The day of the report: a strong line, open where a label lies across it, and the day over it."""
    crossed = {each.lane for each in placed if each.box.right - _wide(each.words) - 2 < x < each.box.right + 2}
    data, begin = "", top + _BAND - 2
    for lane in sorted(crossed, reverse=True):
        middle = _height(ground, lane)
        data += f"M{svg.number(x)} {svg.number(begin)}V{svg.number(max(begin, middle - _LANE / 2))}"
        begin = middle + _LANE / 2
    data += f"M{svg.number(x)} {svg.number(begin)}V{svg.number(ground)}"
    return [svg.path(data, AS_LINE, thick=2.5), _within(words, x, top + _BAND / 2 - 1)]


def _within(words: str, x: float, middle: float) -> str:
    """A line of text around a place, moved as far as it must to be within the picture."""
    label = fitted(svg.clean(words), _SIZE, svg.WIDTH - 2 * EDGE, most=1)
    half = _wide(label) / 2
    return svg.lines(min(max(x, EDGE + half), svg.WIDTH - EDGE - half), middle, label, _SIZE, anchor="middle")


def _arrow(first: float, present: float, middle: float) -> list[str]:
    """From the plan's own day, a short upright line, to the mark at the present one."""
    ahead = 1 if present >= first else -1
    tip = present - ahead * (_MARK + 1)
    high, low = svg.number(middle - 4), svg.number(middle + 4)
    data = f"M{svg.number(first)} {high}V{low}"
    if (tip - first) * ahead > 0:
        back = svg.number(tip - ahead * 4)
        data += f"M{svg.number(first)} {svg.number(middle)}H{svg.number(tip)}"
        data += f"M{back} {high}L{svg.number(tip)} {svg.number(middle)}L{back} {low}"
    return [svg.path(data, AS_LINE, thick=1.5)]
