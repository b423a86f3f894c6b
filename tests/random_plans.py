"""Plans that nobody wrote, for hypothesis: every kind of deadline, all that can be reported, moved and corrected."""

from __future__ import annotations

import datetime
from typing import Any

from conftest import action, actors, manifest
from hypothesis import strategies as st
from recount import Raw, Scope

FIRST, LAST = datetime.date(2023, 6, 1), datetime.date(2028, 2, 29)
DAYS = [
    *(datetime.date(year, month, day) for year in range(2023, 2028) for month, day in ((1, 1), (6, 30), (12, 31))),
    datetime.date(2024, 2, 29),
    datetime.date(2028, 2, 29),
]
WHO = actors(
    {"id": "vroeger", "kind": "body", "parent": "staat", "name": "Dienst Vroeger", "successor": "twee"},
    {"id": "gewest", "kind": "government", "name": "Het Gewest"},
    {"id": "bureau", "kind": "body", "parent": "gewest", "name": "Bureau", "acronym": "BUR"},
    {"id": "kantoor", "kind": "unit", "parent": "bureau", "name": "Kantoor"},
    {"id": "derde", "kind": "external", "name": "Derde"},
)
NAMES = [entry["id"] for entry in WHO["actors"]]
IDS = ["1", "2", "2bis", "3"]
PHASES = ["Fase 1", "Fase 2", "Daarna"]
WORDS = ["not_started", "preparing", "in_progress", "completed", "completed", "stopped"]

# Days that meet at the edges of years and of periods are worth more than any others.
days = st.sampled_from(DAYS) | st.dates(FIRST, LAST)
words = st.sampled_from(WORDS)
names = st.sampled_from(NAMES)


@st.composite
def deadlines(draw: st.DrawFn) -> Raw:
    """A deadline of any kind, which may have moved."""
    kind = draw(
        st.sampled_from(["date", "period", "phased", "plan_term", "initiative_term", "ongoing", "external", "none"])
    )
    deadline: Raw = {"stated": None if kind == "none" else "Zo staat het er", "kind": kind}
    if kind == "period":
        deadline["start"] = FIRST
    if kind == "phased":
        dated = st.fixed_dictionaries({"due": days, "precision": st.just("day")})
        deadline["phases"] = [{"label": label} | draw(dated | st.just({})) for label in draw(labels(1))]
    elif kind in ("date", "period") or (kind in ("initiative_term", "external") and draw(st.booleans())):
        deadline |= {"due": draw(days), "precision": "day"}
    if kind not in ("ongoing", "none"):
        move: Raw = {"date": days, "due": days, "reason": st.just("Daarom."), "decided_by": st.just("De minister")}
        if kind == "phased":
            move["phase"] = st.sampled_from([phase["label"] for phase in deadline["phases"]])
        deadline["revisions"] = draw(st.lists(st.fixed_dictionaries(move), max_size=2))
    return deadline


def labels(least: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(PHASES), min_size=least, unique=True)


@st.composite
def updates(draw: st.DrawFn, involved: list[str], deadline: Raw) -> list[Raw]:
    """What was reported, by those named more often than by others; the same day is not rare."""
    there = [phase["label"] for phase in deadline.get("phases", [])]
    said: list[Raw] = []
    for _ in range(draw(st.integers(0, 6))):
        if said and draw(st.integers(0, 4)) == 0:
            before = draw(st.sampled_from(said))
            again = {key: before[key] for key in ("date", "by", "scope") if key in before}
            said.append(again | {"status": draw(words), "corrects": "Een vergissing."})
            continue
        by = draw(st.sampled_from([*involved * 3, *NAMES]))
        one: Raw = {"date": draw(days), "by": by, "status": draw(words)}
        one |= draw(st.sampled_from([{}, {}, {"scope": "action"}]))
        one["measures"] = draw(st.dictionaries(st.sampled_from("ab"), words, max_size=2))
        if there:
            one["phases"] = draw(st.dictionaries(st.sampled_from(there), words, max_size=2))
        said.append(one)
    return said


amendments = st.fixed_dictionaries(
    {
        "date": days,
        "kind": st.sampled_from(["amendment", "erratum"]),
        "reason": st.just("Daarom."),
        "decided_by": st.just("De minister"),
    }
)


@st.composite
def action_files(draw: st.DrawFn, action_id: str) -> Raw:
    """One action, or sub-action."""
    involved = draw(st.lists(names, max_size=4, unique=True))
    deadline = draw(deadlines())
    day_of_its_own = draw(st.fixed_dictionaries({"due": days}) | st.just({}))
    content = action(
        action_id,
        chapter=draw(st.integers(1, 2)),
        actors=[{"actor": one} for one in involved],
        deadline=deadline,
        measures=[
            {"id": "a", "text": "Iets doen.", "actors": involved[:1]},
            {"id": "b", "text": "Meer."} | day_of_its_own,
        ],
        updates=draw(updates(involved, deadline)),
        amendments=draw(st.lists(amendments, max_size=3)),
    )
    return content | ({"parent": "2"} if action_id == "2bis" else {})


@st.composite
def plan_files(draw: st.DrawFn) -> tuple[Raw, list[Raw]]:
    """The manifest and the actions of a plan of four actions; its actors are always the same."""
    actions = [draw(action_files(action_id)) for action_id in IDS]
    term = {"start": draw(st.sampled_from([datetime.date(2024, 2, 29), datetime.date(2024, 4, 5)])), "end": LAST}
    return manifest(term=term, counts={"actions": 3, "sub_actions": 1}), actions


@st.composite
def older(draw: st.DrawFn, actions: list[Raw]) -> list[Raw]:
    """The same actions as they could have been before: without some of what was reported and decided, or not there."""
    gone = draw(st.sampled_from([(), ("3",), ("2bis",), ("1", "2bis"), ("2", "2bis")]))
    found = []
    for item in actions:
        if item["id"] in gone:
            continue
        deadline = dict(item["deadline"])
        if "revisions" in deadline:
            deadline["revisions"] = draw(some(deadline["revisions"]))
        fewer = {key: draw(some(item[key])) for key in ("updates", "amendments")}
        found.append(item | {"deadline": deadline} | fewer)
    return found


def some(entries: list[Raw]) -> st.SearchStrategy[list[Raw]]:
    """The first of them, up to any."""
    return st.integers(0, len(entries)).map(lambda count: entries[:count])


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    """A year, several years or a period, and perhaps a choice."""
    choice: dict[str, Any] = {
        "actors": draw(st.frozensets(names, max_size=2)),
        "chapters": draw(st.frozensets(st.integers(1, 2), max_size=1)),
        "governments": draw(st.frozensets(st.sampled_from(["staat", "gewest"]), max_size=2)),
    }
    if draw(st.booleans()):
        choice = {}
    if draw(st.booleans()):
        year = draw(st.integers(2024, 2027))
        earlier = draw(st.integers(1, 3))
        return Scope(datetime.date(year - earlier + 1, 1, 1), datetime.date(year, 12, 31), **choice)
    start, end = sorted((draw(days), draw(days)))
    return Scope(start, max(end, datetime.date(2024, 4, 5)), period=True, **choice)
