"""The tables of `nap round status`: who has answered for what, body by body or summed by government."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nap.model.plan import Plan
from nap.output import words
from nap.output.table import Column, Each, Table
from nap.round.progress import Expected, GovernmentProgress, Progress, Tally, total
from nap.sentence import Sentence, say


def bodies_table(plan: Plan, bodies: Sequence[Progress], year: int, language: str) -> Table:
    """One row for each form that went out."""
    columns = (
        Column("actor", say("Id"), from_width=160),
        Column("name", say("Who"), grows=2),
        Column("government", say("Government"), from_width=120, grows=1),
        Column("state", from_width=None),
        Column("said", say("Answers"), right=True, csv=False),
        Column("answered", from_width=None),
        Column("asked", from_width=None),
        Column("said_before", say("In {year}", year=year - 1), right=True, from_width=72, csv=False),
        Column("answered_before", from_width=None),
        Column("asked_before", from_width=None),
        Column("heard", say("Last heard"), csv=False),
        Column("last_update", from_width=None),
        Column("missing", say("Still missing"), grows=2),
    )
    return Table(
        columns,
        rows=Each(lambda body: _body_row(plan, body, language), bodies),
        ids=[body.actor for body in bodies],
        records=Each(lambda body: _body_record(plan, body, year, language), bodies),
    )


def _body_row(plan: Plan, body: Progress, language: str) -> Sequence[str]:
    last = words.day(body.last)
    return (
        body.actor,
        plan.label(body.actor, language),
        _government(plan, plan.government(body.actor), language),
        body.state,
        _of(body.tally),
        *map(str, body.tally),
        _of(body.before),
        *map(str, body.before),
        last or say("never"),
        last,
        " ".join(_ids(body.missing)),
    )


def _body_record(plan: Plan, body: Progress, year: int, language: str) -> dict[str, Any]:
    return {
        "actor": body.actor,
        "name": plan.name(body.actor, language),
        "government": plan.government(body.actor),
        "language": plan.language_of(body.actor),
        "year": year,
        "state": body.state,
        **_counted(body.tally),
        "missing": _ids(body.missing),
        "last_update": words.day(body.last) or None,
        "before": _counted(body.before) if body.before.asked else None,
        "expected": [
            {
                "action": item.action.id,
                "by": item.by,
                "date": words.day(item.answer.date) if item.answer else None,
                "status": item.answer.status if item.answer else None,
            }
            for item in body.expected
        ],
    }


def governments_table(plan: Plan, governments: Sequence[GovernmentProgress], year: int, language: str) -> Table:
    """One row for each government, its own form and those of its bodies added up; third parties last."""
    columns = (
        Column("government", say("Id"), from_width=160),
        Column("name", say("Government"), grows=2),
        Column("bodies", say("Bodies"), right=True),
        Column("answered_all", say("All"), right=True, from_width=72),
        Column("answered_part", say("Part"), right=True, from_width=72),
        Column("answered_none", say("None"), right=True, from_width=72),
        Column("said", say("Answers"), right=True, csv=False),
        Column("answered", from_width=None),
        Column("asked", from_width=None),
        Column("rate", "%", right=True),
        Column("rate_before", f"% {year - 1}", right=True),
        Column("answered_before", from_width=None),
        Column("asked_before", from_width=None),
    )
    return Table(
        columns,
        rows=[_government_row(plan, item, language) for item in governments],
        ids=[item.government or "none" for item in governments],
        records=[_government_record(plan, item, year, language) for item in governments],
    )


def _government_row(plan: Plan, item: GovernmentProgress, language: str) -> Sequence[str]:
    return (
        item.government or "none",
        _government(plan, item.government, language),
        str(len(item.bodies)),
        str(len(item.having("all"))),
        str(len(item.having("part"))),
        str(len(item.having("none"))),
        _of(item.tally),
        *map(str, item.tally),
        _rate(item.tally),
        _rate(item.before),
        *map(str, item.before),
    )


def _government_record(plan: Plan, item: GovernmentProgress, year: int, language: str) -> dict[str, Any]:
    return {
        "government": item.government,
        "name": _government(plan, item.government, language),
        "year": year,
        "bodies": len(item.bodies),
        "answered_all": list(item.having("all")),
        "answered_part": list(item.having("part")),
        "answered_none": list(item.having("none")),
        **_counted(item.tally),
        "before": _counted(item.before) if item.before.asked else None,
    }


def summary(bodies: Sequence[Progress]) -> Sentence:
    """What it all adds up to."""
    answered, asked = total(bodies)
    whole, part = (sum(body.state == state for body in bodies) for state in ("all", "part"))
    if not bodies:
        return say("No answers are expected.")
    if len(bodies) == 1:
        return say("One body is asked; {answered} of {asked} answers are in.", answered=answered, asked=asked)
    return say(
        "{all} of {bodies} bodies have answered for everything, {part} for a part, {none} not at all; "
        "{answered} of {asked} answers are in.",
        all=whole,
        bodies=len(bodies),
        part=part,
        none=len(bodies) - whole - part,
        answered=answered,
        asked=asked,
    )


def _government(plan: Plan, government: str | None, language: str) -> str:
    return plan.name(government, language) if government else say("third parties")


def _of(count: Tally) -> str:
    """3 of 8; "" where nothing is expected."""
    return say("{answered} of {asked}", answered=count.answered, asked=count.asked) if count.asked else ""


def _rate(count: Tally) -> str:
    return "" if count.rate is None else str(count.rate)


def _counted(count: Tally) -> dict[str, int | None]:
    return {"answered": count.answered, "asked": count.asked, "rate": count.rate}


def _ids(expected: Sequence[Expected]) -> list[str]:
    """The actions that answers are about, each once."""
    return list(dict.fromkeys(item.action.id for item in expected))
