"""The tables of `nap actors`, `nap chapters` and `nap stats`: who and what there is, and how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nap.model.action import Action
from nap.model.actor import Actor
from nap.model.plan import Plan, count
from nap.model.words import KINDS, STATUSES
from nap.output import words
from nap.output.table import Column, Table
from nap.sentence import Sentence, say
from nap.status import Standing

_BAR = 10
"""How many cells the longest bar takes; each cell has eight steps."""
_EIGHTHS = " ▏▎▍▌▋▊▉█"
Group = tuple[str, str, str, Sequence[Standing]]
"""What is counted by, the key, how people call it, and the actions counted."""


# -- actors ----------------------------------------------------------------------------------------------------

_ACTOR_COLUMNS = (
    Column("id", say("Id"), from_width=120),
    Column("name", from_width=None),
    Column("tree", say("Actor"), grows=2, csv=False),
    Column("kind", from_width=None),
    Column("what", say("Kind"), from_width=72, csv=False),
    Column("parent", from_width=None),
    Column("acronym", say("Acronym"), from_width=100),
    Column("named", say("Named in"), right=True, from_width=60),
    Column("with_under", say("With under"), right=True),
    Column("overdue", say("Overdue"), right=True),
)


def actors_table(plan: Plan, items: Sequence[Standing], language: str, under: frozenset[str] | None = None) -> Table:
    """The actors as a tree, each with the number of actions that name it, alone and with those under it.

    `under` limits the tree to these ids.
    """
    rows: list[Sequence[str]] = []
    records: list[dict[str, Any]] = []
    for actor, branch in _trees(plan, under):
        named = [item for item in items if actor.id in item.action.actor_ids]
        below = plan.under(actor.id)
        within = [item for item in items if below.intersection(item.action.actor_ids)]
        late = [item for item in within if item.late]
        name, acronym = plan.say(actor.name, language), plan.say(actor.acronym, language)
        rows.append(
            (
                actor.id,
                name,
                branch + name,
                actor.kind,
                words.ACTOR_KIND[actor.kind],
                actor.parent or "",
                acronym,
                _apart(named),
                _apart(within),
                _apart(late),
            )
        )
        records.append(
            {
                "id": actor.id,
                "kind": actor.kind,
                "parent": actor.parent,
                "name": name,
                "acronym": acronym or None,
                "actions": _ids(named),
                "actions_with_under": _ids(within),
                "overdue": _ids(late),
            }
        )
    return Table(_ACTOR_COLUMNS, rows, [record["id"] for record in records], records)


def actors_total(table: Table) -> Sentence:
    """How many actors are shown."""
    return say("1 actor.") if len(table.rows) == 1 else say("{count} actors.", count=len(table.rows))


def _trees(plan: Plan, under: frozenset[str] | None) -> Iterator[tuple[Actor, str]]:
    """The actors in the order of a tree, each with the branch drawn before its name; whole trees only."""
    for actor in plan.actors.values():
        if actor.parent is None if under is None else actor.id in under and actor.parent not in under:
            yield actor, ""
            yield from _tree(plan, actor.id, "")


def _tree(plan: Plan, parent: str, indent: str) -> Iterator[tuple[Actor, str]]:
    """The actors under another."""
    children = plan.children(parent)
    for actor in children:
        last = actor is children[-1]
        yield actor, indent + ("└─ " if last else "├─ ")
        yield from _tree(plan, actor.id, indent + ("   " if last else "│  "))


def _apart(items: Iterable[Standing]) -> str:
    """How many actions and how many sub-actions, never added up."""
    return words.apart(*count(item.action for item in items))


def _ids(items: Iterable[Standing]) -> list[str]:
    return [item.action.id for item in items]


# -- chapters --------------------------------------------------------------------------------------------------

_CHAPTER_COLUMNS = (
    Column("number", say("No."), right=True),
    Column("title", say("Chapter"), grows=2),
    Column("actions", say("Actions"), right=True),
    Column("sub_actions", say("Sub-actions"), right=True, from_width=72),
    Column("unreported", say("Unreported"), right=True, from_width=100),
    Column("completed", say("Completed"), right=True, from_width=60),
    Column("overdue", say("Overdue"), right=True),
)


def chapters_table(plan: Plan, items: Sequence[Standing], language: str) -> Table:
    """The chapters, with how many actions each has and how they stand."""
    rows: list[Sequence[str]] = []
    records: list[dict[str, Any]] = []
    for chapter in plan.manifest.chapters:
        inside = [item for item in items if item.action.chapter == chapter.number]
        whole, subs = count(item.action for item in inside)
        title = plan.say(chapter.title, language)
        parts = {
            "unreported": [item for item in inside if item.status == "unreported"],
            "completed": [item for item in inside if item.status == "completed"],
            "overdue": [item for item in inside if item.late],
        }
        rows.append((str(chapter.number), title, str(whole), str(subs), *map(_apart, parts.values())))
        record = {"number": chapter.number, "title": title, "actions": whole, "sub_actions": subs, "ids": _ids(inside)}
        records.append(record | {name: _ids(part) for name, part in parts.items()})
    return Table(_CHAPTER_COLUMNS, rows, [str(record["number"]) for record in records], records)


# -- stats -----------------------------------------------------------------------------------------------------

_STATS_COLUMNS = (
    Column("by", from_width=None),
    Column("group", say("By"), csv=False),
    Column("key", from_width=None),
    Column("name", grows=2),
    Column("actions", say("Actions"), right=True),
    Column("sub_actions", say("Sub-actions"), right=True, from_width=72),
    Column("overdue", say("Overdue"), right=True),
    Column("bar", from_width=60, piped=False),
)

_BY: Mapping[str, Sentence] = {
    "chapter": say("chapter"),
    "government": say("government"),
    "status": say("status"),
    "deadline": say("deadline"),
}
"""What is counted by, as people call it."""


def stats_table(plan: Plan, items: Sequence[Standing], language: str) -> Table:
    """How many actions there are by chapter, government, status and kind of deadline.

    An action of several governments counts for each of them, so those counts add up to more than the whole.
    """
    groups = [group for group in _groups(plan, items, language) if group[3]]
    most = max((len(members) for *_, members in groups), default=1)
    rows: list[Sequence[str]] = []
    records: list[dict[str, Any]] = []
    previous = ""
    for by, key, name, members in groups:
        whole, subs = count(item.action for item in members)
        late = [item for item in members if item.late]
        rows.append(
            (
                by,
                "" if by == previous else _BY[by],
                key,
                name,
                str(whole),
                str(subs),
                _apart(late),
                _bar(len(members) / most),
            )
        )
        record = {"by": by, "key": key, "name": name, "actions": whole, "sub_actions": subs}
        records.append(record | {"ids": _ids(members), "overdue": _ids(late)})
        previous = by
    return Table(_STATS_COLUMNS, rows, [f"{record['by']}:{record['key']}" for record in records], records)


def _bar(share: float) -> str:
    """A bar for a share of the longest one, never empty."""
    eighths = max(1, round(share * _BAR * 8))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _groups(plan: Plan, items: Sequence[Standing], language: str) -> Iterator[Group]:
    for chapter in plan.manifest.chapters:
        inside = [item for item in items if item.action.chapter == chapter.number]
        yield "chapter", str(chapter.number), f"{chapter.number}. {plan.say(chapter.title, language)}", inside
    for government in plan.governments:
        own = plan.under(government.id)
        inside = [item for item in items if own.intersection(item.action.actor_ids)]
        yield "government", government.id, plan.say(government.name, language), inside
    outside = [item for item in items if not _belongs(plan, item.action)]
    yield "government", "none", say("no government is named"), outside
    for status in STATUSES:
        yield "status", status, words.STATUS[status], [item for item in items if item.status == status]
    for kind in KINDS:
        inside = [item for item in items if item.action.deadline.kind == kind]
        yield "deadline", kind, words.KIND[kind], inside


def _belongs(plan: Plan, action: Action) -> bool:
    return any(plan.government(actor) for actor in action.actor_ids)


def total(actions: Iterable[Action], plan: Plan) -> Sentence:
    """How many actions are shown, of how many."""
    shown, there = count(actions), count(plan.actions.values())
    if shown == there:
        return say("{counts}.", counts=words.actions(*shown))
    return say("{shown} of {all}.", shown=words.actions(*shown), all=words.actions(*there))
