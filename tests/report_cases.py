"""The reports that are counted again: over years, over periods, for extracts, and beside older files."""

from __future__ import annotations

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from conftest import PLANS, ROOT
from memory import plan_of
from recount import Files, Raw, Recount, Scope, files_in, files_of

from nap.model.plan import Plan
from nap.query import Choice
from nap.store.load import load
from nap.store.tree import FolderTree
from nap.views.pages import Report
from nap.views.report import report
from nap.views.scope import Scope as Days

ROUNDS = PLANS / "rounds"


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


class Case(NamedTuple):
    """A report to make and to count again: its days, its choice, and whether older files say how it was."""

    folder: Path
    start: str
    day: str
    period: bool = False
    actors: tuple[str, ...] = ()
    chapters: tuple[int, ...] = ()
    governments: tuple[str, ...] = ()
    since: bool = False


def year(folder: Path, number: int, **more: Any) -> Case:
    return Case(folder, f"{number}-01-01", f"{number}-12-31", **more)


MID_TERM = Case(ROUNDS, "2024-03-01", "2027-02-28", period=True)
CASES = {
    **{f"rounds {number}": year(ROUNDS, number) for number in (2024, 2025, 2026, 2027, 2029)},
    **{f"real {number}": year(ROOT, number) for number in (2024, 2025, 2026, 2027)},
    "rounds 2026 beside 2024": Case(ROUNDS, "2025-01-01", "2026-12-31"),
    "rounds 2026 beside 2023": Case(ROUNDS, "2024-01-01", "2026-12-31"),
    "rounds 2027 beside 2025": Case(ROUNDS, "2026-01-01", "2027-12-31"),
    "real 2026 beside 2024": Case(ROOT, "2025-01-01", "2026-12-31"),
    "rounds, the first three years": MID_TERM,
    "real, the first three years": Case(ROOT, "2024-04-05", "2027-04-04", period=True),
    "rounds, the second and third year": Case(ROUNDS, "2025-03-01", "2027-02-28", period=True),
    "rounds, from the second day of the plan": Case(ROUNDS, "2024-03-02", "2025-12-31", period=True),
    "rounds, nine months": Case(ROUNDS, "2025-07-01", "2026-03-31", period=True),
    "rounds, half a year without a round": Case(ROUNDS, "2026-01-01", "2026-06-30", period=True),
    "rounds, one ministry": year(ROUNDS, 2026, actors=("ministerie-water",)),
    "rounds, a body that was replaced": year(ROUNDS, 2025, actors=("oude-havendienst",)),
    "rounds, whoever has no name": year(ROUNDS, 2025, actors=("overige-ministeries",)),
    "rounds, two third parties": year(ROUNDS, 2025, actors=("universiteit-delta", "vrij-water")),
    "rounds, a government": year(ROUNDS, 2026, governments=("gewest-noordkust",)),
    "rounds, both governments": year(ROUNDS, 2025, governments=("gewest-noordkust", "rijk")),
    "rounds, a chapter": year(ROUNDS, 2026, chapters=(2,)),
    "rounds, two chapters": year(ROUNDS, 2024, chapters=(1, 3)),
    "rounds, a chapter of a government": year(ROUNDS, 2026, chapters=(2,), governments=("gewest-noordkust",)),
    "rounds, an actor beside a government": year(
        ROUNDS, 2025, actors=("ministerie-water",), governments=("gewest-noordkust",)
    ),
    "rounds, one ministry over the first years": MID_TERM._replace(actors=("ministerie-water",)),
    "real, one ministry": year(ROOT, 2025, actors=("fod-justitie",)),
    "real, a government": year(ROOT, 2026, governments=("vlaamse-overheid",)),
    "real, a chapter": year(ROOT, 2025, chapters=(9,)),
    "rounds 2026 since the last report": year(ROUNDS, 2026, since=True),
    "rounds 2025 since before its answers": year(ROUNDS, 2025, since=True),
    "rounds 2027 since the last but one": year(ROUNDS, 2027, since=True),
    "rounds, one ministry since the last report": year(ROUNDS, 2026, actors=("ministerie-water",), since=True),
    "rounds, a chapter since the last report": year(ROUNDS, 2026, chapters=(2,), since=True),
    "rounds, the first three years since the last report": MID_TERM._replace(since=True),
}


@cache
def plan_in(folder: Path) -> Plan:
    return load(FolderTree(folder)).whole()


# -- older files -----------------------------------------------------------------------------------------------


def older(folder: Path) -> list[Raw]:
    """The actions as they could have been when the report over 2025 was made: without what came in since, and without
    a sub-action that was not there yet.
    """
    known = day("2026-01-31")
    actions = []
    for item in files_in(folder).actions:
        if item["id"] == "9bis":
            continue
        updates = [one for one in item.get("updates", []) if max(one["date"], one.get("received", known)) <= known]
        deadline = dict(item["deadline"])
        decided = [move for move in deadline.pop("revisions", []) if move["date"] <= known]
        amended = [one for one in item.get("amendments", []) if one["date"] <= known]
        deadline |= {"revisions": decided} if decided else {}
        actions.append(item | {"updates": updates, "deadline": deadline, "amendments": amended})
    return actions


def text(content: Raw) -> Raw:
    """A file with its days as text, as JSON has them."""
    said: Raw = json.loads(json.dumps(content, default=str))
    return said


def made(plan: Raw, who: Raw, actions: list[Raw]) -> Plan:
    """The plan with these files, as nap reads them."""
    return plan_of(*(text(item) for item in actions), plan=text(plan), who=text(who))


# -- both sides ------------------------------------------------------------------------------------------------


def said_of(plan: Plan, scope: Scope, old: Plan | None, language: str = "nl") -> Report:
    """What the report says."""
    return report(
        plan,
        Days(scope.start, scope.day, scope.period),
        language,
        Choice(
            actors=tuple(sorted(scope.actors)),
            chapters=tuple(str(number) for number in sorted(scope.chapters)),
            governments=tuple(sorted(scope.governments)),
        ),
        since=("v2025", old) if old else None,
    )


def both(plan: Raw, who: Raw, actions: list[Raw], scope: Scope, old: list[Raw] | None) -> tuple[Report, Recount]:
    """What the report says of files, and what they say themselves."""
    files, then = files_of(plan, who, actions), None if old is None else files_of(plan, who, old)
    earlier = None if old is None else made(plan, who, old)
    return said_of(made(plan, who, actions), scope, earlier), Recount(files, scope, then)


def scope_of(case: Case) -> Scope:
    """What a case is asked about."""
    choice = frozenset(case.actors), frozenset(case.chapters), frozenset(case.governments)
    return Scope(day(case.start), day(case.day), case.period, *choice)


def said_in(name: str, language: str) -> Report:
    """The report of a case in a language."""
    case = CASES[name]
    files = files_in(case.folder)
    old = made(files.plan, who(files), older(case.folder)) if case.since else None
    return said_of(plan_in(case.folder), scope_of(case), old, language)


@cache
def report_on(name: str) -> tuple[Report, Recount]:
    """The report of a case, and what it must agree with."""
    case = CASES[name]
    files = files_in(case.folder)
    old = files_of(files.plan, who(files), older(case.folder)) if case.since else None
    return said_in(name, "nl"), Recount(files, scope_of(case), old)


def who(files: Files) -> Raw:
    """The file of the actors."""
    return {"actors": list(files.actors.values())}
