"""Counting again, from the YAML alone and by the words of docs/data.md: nothing here calls anything of nap."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

Raw = dict[str, Any]

ENDED = ("completed", "stopped")
STATUSES = ("unreported", "not_started", "preparing", "in_progress", "completed", "stopped")
ONE_DAY = datetime.timedelta(days=1)


class Deadline(NamedTuple):
    """One deadline of an action, or of a phase of it, on a day."""

    id: str
    phase: str | None
    first: datetime.date | None
    due: datetime.date
    status: str
    days_late: int | None


class Question(NamedTuple):
    """One actor that was asked about one action, and whether it answered."""

    actor: str
    action: str
    answered: bool


@dataclass(frozen=True)
class Files:
    """A plan as its files say it, its actions in the plan's order."""

    plan: Raw
    actors: dict[str, Raw]
    actions: list[Raw]

    # -- who speaks for whom -----------------------------------------------------------------------------------

    def voices(self, item: Raw, actor: str) -> set[str]:
        """Who can answer for an actor of an action."""
        found = {actor}
        coordinator = self.plan["coordinator"]["actor"]
        if self.actors[actor]["kind"] == "collective" and coordinator not in named(item):
            found.add(coordinator)
        while "successor" in self.actors[actor]:
            actor = self.actors[actor]["successor"]
            found.add(actor)
        return found

    def government(self, actor: str) -> str | None:
        above: str | None = actor
        while above and self.actors[above]["kind"] != "government":
            above = self.actors[above].get("parent")
        return above

    def under(self, actor: str) -> set[str]:
        below = {actor}
        while more := {one for one, entry in self.actors.items() if entry.get("parent") in below} - below:
            below |= more
        return below

    def label(self, actor: str) -> str:
        """What a table calls an actor in the source language."""
        entry = self.actors[actor]
        own = source(entry.get("acronym")) or source(entry["name"])
        above = entry.get("parent") if entry["kind"] == "unit" else None
        while above and self.actors[above]["kind"] == "unit":
            above = self.actors[above].get("parent")
        if not above:
            return own
        body = self.label(above)
        return own if source(self.actors[above]["name"]) in own or body in own.split() else f"{own} ({body})"

    # -- how it stood ------------------------------------------------------------------------------------------

    def word(self, item: Raw, actor: str, day: datetime.date, about: Callable[[Raw], bool]) -> Raw | None:
        """The update that speaks for an actor: the newest; on one day the whole action before a part."""
        heard = [
            (said["date"], said.get("scope") == "action", place, said)
            for place, said in enumerate(until(item, day))
            if about(said) and (said.get("scope") == "action" or said["by"] in self.voices(item, actor))
        ]
        return max(heard, key=lambda entry: entry[:3])[3] if heard else None

    def parts(self, item: Raw, day: datetime.date) -> list[Raw | None]:
        """The word for each actor named, or for each that came forward where none is."""
        who = named(item) or sorted({said["by"] for said in until(item, day)})
        return [self.word(item, actor, day, lambda _: True) for actor in who]

    def status(self, item: Raw, day: datetime.date) -> str:
        return together(said and said["status"] for said in self.parts(item, day))

    def last(self, item: Raw, day: datetime.date) -> datetime.date | None:
        """The day of the newest word that speaks for anybody."""
        return max((said["date"] for said in self.parts(item, day) if said), default=None)

    def silent(self, item: Raw, day: datetime.date) -> bool:
        since = self.last(item, day) or self.plan["term"]["start"]
        return self.status(item, day) not in ENDED and years_on(since, 1) <= day

    def phase(self, item: Raw, label: str, day: datetime.date) -> str:
        said: list[str | None] = []
        for actor in named(item) or sorted({said["by"] for said in until(item, day)}):
            last = self.word(item, actor, day, lambda _: True)
            about = self.word(item, actor, day, lambda update: label in update.get("phases", {}))
            if last and last["status"] in ENDED:
                said.append(last.get("phases", {}).get(label, last["status"]))
            else:
                said.append(about and about["phases"][label])
        return together(said)

    def measure(self, item: Raw, letter: str, day: datetime.date) -> str:
        """The latest word of each that says anything about it; a word about the whole replaces all older ones."""
        heard = [
            (said["date"], said.get("scope") == "action", place, said)
            for place, said in enumerate(until(item, day))
            if letter in said.get("measures", {})
        ]
        heard.sort(key=lambda entry: entry[:3])
        latest: dict[str, str] = {}
        for _, whole, _, said in heard:
            silenced = [by for by in latest if whole or said["by"] in self.voices(item, by)]
            latest = {by: status for by, status in latest.items() if by not in silenced}
            latest[said["by"]] = said["measures"][letter]
        return together(latest.values())

    # -- deadlines ---------------------------------------------------------------------------------------------

    def deadlines(self, item: Raw, day: datetime.date) -> Iterator[Deadline]:
        """Each deadline that has a day, as it was on a day."""
        deadline, status = item["deadline"], self.status(item, day)
        if deadline["kind"] == "phased":
            for phase in deadline["phases"]:
                label = source(phase["label"])
                how = status if status in ENDED else self.phase(item, label, day)
                yield from self._deadline(item, label, phase.get("due"), how, day)
        else:
            first = self.plan["term"]["end"] if deadline["kind"] == "plan_term" else deadline.get("due")
            yield from self._deadline(item, None, first, status, day)

    @staticmethod
    def _deadline(
        item: Raw, label: str | None, first: datetime.date | None, status: str, day: datetime.date
    ) -> Iterator[Deadline]:
        due = first
        for move in moves(item, day):
            due = move["due"] if move.get("phase") == label else due
        if due:
            passed = due < day and status not in ENDED
            yield Deadline(item["id"], label, first, due, status, (day - due).days if passed else None)

    def late(self, item: Raw, day: datetime.date) -> list[Deadline]:
        return [deadline for deadline in self.deadlines(item, day) if deadline.days_late]

    # -- rounds ------------------------------------------------------------------------------------------------

    def asked(self, year: int) -> Iterator[Question]:
        """Every actor and action asked about in a year."""
        if datetime.date(year, 12, 31) < self.plan["term"]["start"]:
            return
        for item in self.actions:
            for actor in named(item):
                last = self.word(item, actor, datetime.date(year - 1, 12, 31), lambda _: True)
                answered = any(
                    said["date"].year == year and said["by"] in self.voices(item, actor)
                    for said in item.get("updates", [])
                )
                if answered or not (last and last["status"] in ENDED):
                    yield Question(actor, item["id"], answered)


@dataclass(frozen=True)
class Scope:
    """What a report goes over and what it is limited to, in days and ids."""

    start: datetime.date
    day: datetime.date
    period: bool = False
    actors: frozenset[str] = frozenset()
    chapters: frozenset[int] = frozenset()
    governments: frozenset[str] = frozenset()

    @property
    def before(self) -> datetime.date:
        return self.start - ONE_DAY

    @property
    def years(self) -> list[int]:
        """The years whose last day is one of the report."""
        ends = (datetime.date(year, 12, 31) for year in range(self.start.year, self.day.year + 1))
        return [end.year for end in ends if self.start <= end <= self.day]


@dataclass(frozen=True)
class Recount:
    """The files, as they are and as they were, with what a report was asked about them."""

    files: Files
    scope: Scope
    old: Files | None = None
    _then: Mapping[str, Raw] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_then", {item["id"]: item for item in (self.old or self.files).actions})

    @property
    def first(self) -> bool:
        return self.scope.before < self.files.plan["term"]["start"]

    def chosen(self) -> list[Raw]:
        """The actions that it tells of: each choice must fit one of the actors named."""
        return [item for item in self.files.actions if self._fits(item)]

    def _fits(self, item: Raw) -> bool:
        below = {one for actor in self.scope.actors for one in self.files.under(actor)}
        return (
            (not self.scope.actors or any(actor in below for actor in named(item)))
            and (
                not self.scope.governments
                or any(self.files.government(actor) in self.scope.governments for actor in named(item))
            )
            and (not self.scope.chapters or item["chapter"] in self.scope.chapters)
        )

    def tells_of(self, actor: str) -> bool:
        """Whether the answers of an actor are part of it."""
        below = {one for chosen in self.scope.actors for one in self.files.under(chosen)}
        own = self.files.government(actor)
        chosen = self.scope.actors or self.scope.governments
        return not chosen or actor in below or own in self.scope.governments

    def asked(self, year: int) -> list[Question]:
        ids = {item["id"] for item in self.chosen()}
        compared = self.scope.before == datetime.date(year, 12, 31)
        files = self.old if self.old is not None and compared else self.files
        return [one for one in files.asked(year) if one.action in ids and self.tells_of(one.actor)]

    def chosen_then(self) -> list[tuple[Files, Raw]]:
        """The same as the older files had them, as far as they did."""
        found = (self.then(item) for item in self.chosen())
        return [one for one in found if one]

    def then(self, item: Raw) -> tuple[Files, Raw] | None:
        """An action as the files had it that say how it was, and those files."""
        was = self._then.get(item["id"])
        return (self.old or self.files, was) if was is not None else None

    def status_then(self, item: Raw, day: datetime.date) -> str | None:
        then = self.then(item)
        return then[0].status(then[1], day) if then else None

    def news(self, item: Raw) -> list[Raw]:
        """What is dated in the days of the report, and what the older files did not have; oldest first."""
        fresh = [
            said
            for said in until(item, self.scope.day)
            if said["date"] >= self.scope.start
            or (self.old and word(said) not in map(word, self._known(item).get("updates", [])))
        ]
        return sorted(fresh, key=lambda said: said["date"])

    def moves(self, item: Raw) -> list[Raw]:
        """The same of deadlines that moved."""
        return [
            move
            for move in moves(item, self.scope.day)
            if move["date"] >= self.scope.start
            or (
                self.old
                and moved_to(move) not in map(moved_to, self._known(item).get("deadline", {}).get("revisions", []))
            )
        ]

    def amendments(self, item: Raw) -> list[Raw]:
        """The same of changes of the plan's text."""
        known = self._known(item).get("amendments", [])
        # They are only ever appended to: what the older files had stands first.
        fresh = [
            one
            for number, one in enumerate(item.get("amendments", []))
            if one["date"] <= self.scope.day
            and (one["date"] >= self.scope.start or (self.old and number >= len(known)))
        ]
        return sorted(fresh, key=lambda one: one["date"])

    def _known(self, item: Raw) -> Raw:
        return self._then.get(item["id"], {})

    def newly_late(self, item: Raw) -> list[Deadline]:
        """What is late and was not; what had passed before the plan began was never on time."""
        late = self.files.late(item, self.scope.day)
        if self.first:
            return [one for one in late if one.due >= self.files.plan["term"]["start"]]
        then = self.then(item)
        known = {deadline.phase for deadline in then[0].late(then[1], self.scope.before)} if then else set()
        return [one for one in late if one.phase not in known]


# -- reading the files -----------------------------------------------------------------------------------------


def word(said: Raw) -> tuple[Any, ...]:
    """What an update says; a translation or a link that is added later makes it no other."""
    return said["date"], said["by"], said.get("scope", "own"), said["status"], said.get("phases", {})


def moved_to(move: Raw) -> tuple[Any, ...]:
    return move["date"], move["due"], move.get("phase")


def named(item: Raw) -> list[str]:
    return [entry["actor"] for entry in item["actors"]]


def until(item: Raw, day: datetime.date) -> list[Raw]:
    """The updates that count on a day: not those that a later one of the same actor, day and scope corrects."""
    said = item.get("updates", [])
    return [
        one
        for place, one in enumerate(said)
        if one["date"] <= day
        and not any("corrects" in later and about(later) == about(one) for later in said[place + 1 :])
    ]


def about(said: Raw) -> tuple[datetime.date, str, str]:
    return said["date"], said["by"], said.get("scope", "own")


def moves(item: Raw, day: datetime.date) -> list[Raw]:
    decided = [move for move in item["deadline"].get("revisions", []) if move["date"] <= day]
    return sorted(decided, key=lambda move: move["date"])


def source(text: Any) -> str:
    """A text in the source language of the plans of the tests."""
    return text["nl"] if isinstance(text, dict) else text or ""


def together(statuses: Iterable[str | None]) -> str:
    """What the words of several actors add up to."""
    there = set(statuses)
    if there <= {None}:
        return "unreported"
    if len(there) == 1 and there <= {*ENDED}:
        return str(there.pop())
    if there <= {"not_started", None}:
        return "not_started"
    return "in_progress" if there & {"in_progress", "completed"} else "preparing"


def years_on(day: datetime.date, years: int) -> datetime.date:
    """The same day in another year; for a 29 February the first of March."""
    leap = (day.month, day.day) == (2, 29)
    try:
        return datetime.date(day.year + years, day.month, day.day)
    except ValueError:
        assert leap
        return datetime.date(day.year + years, 3, 1)


def number(action_id: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d+)(|bis|ter)", action_id)
    assert found
    return int(found[1]), ("", "bis", "ter").index(found[2])


def files_of(plan: Raw, actors: Raw, actions: Iterable[Raw]) -> Files:
    """The same for files that were read already."""
    in_order = sorted(actions, key=lambda item: number(item["id"]))
    return Files(plan, {entry["id"]: entry for entry in actors["actors"]}, in_order)


@cache
def files_in(folder: Path) -> Files:
    """The plan in a folder."""

    def read(path: Path) -> Any:
        return yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)

    data = folder / "data"
    return files_of(
        read(data / "plan.yaml"), read(data / "actors.yaml"), [read(path) for path in (data / "actions").glob("*.yaml")]
    )
