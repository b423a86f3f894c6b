"""`nap list`: the actions that fit what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import options, reading
from nap.sentence import say

if TYPE_CHECKING:
    from nap.model.plan import Plan

_SORTS = ("id", "chapter", "due", "late", "status", "updated", "title")


def list_actions(
    actor: options.Actors = None,
    exact: options.Exact = False,
    chapter: options.Chapters = None,
    government: options.Governments = None,
    status: options.Statuses = None,
    kind: options.Kinds = None,
    due_before: options.DueBefore = None,
    due_after: options.DueAfter = None,
    due: options.DueYears = None,
    overdue: options.Overdue = False,
    text: options.Texts = None,
    sort: Annotated[
        list[str] | None,
        typer.Option(
            "--sort",
            help="Order by this; repeat to decide between equals.",
            rich_help_panel="Output",
            **options.one_of(_SORTS),
        ),
    ] = None,
    reverse: Annotated[
        bool, typer.Option("--reverse", help="Turn the order around.", rich_help_panel="Output")
    ] = False,
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
    on: options.On = None,
    lang: options.Lang = None,
    form: options.Form = "table",
) -> None:
    """List actions: all of them, or those that fit every option given.

    Values of one option widen the choice, different options narrow it. Deadlines and statuses are those
    that hold on the day given with --on.
    """
    words = reading.words_in(lang)
    session = reading.read(plan_dir, rev, words)
    from nap.output.listing import actions_table
    from nap.output.overview import total
    from nap.query import Choice, choose, in_order

    plan = session.plan
    language = reading.language_of(plan, lang)
    choice = Choice(
        actors=tuple(actor or ()),
        exact=exact,
        chapters=tuple(chapter or ()),
        governments=tuple(government or ()),
        statuses=tuple(status or ()),
        kinds=tuple(kind or ()),
        due_before=due_before,
        due_after=due_after,
        due_years=tuple(due or ()),
        overdue=overdue,
        texts=tuple(text or ()),
    )
    items = in_order(plan, choose(plan, choice, on or reading.today()), sort or ["id"], language, reverse=reverse)
    reading.show(actions_table(plan, items, language), form, total((item.action for item in items), plan), words)
    say_who_is_only_addressed_above(plan, choice.actors, language, words)
    session.finish()


def say_who_is_only_addressed_above(plan: Plan, actors: tuple[str, ...], language: str, words: str) -> None:
    """Say how many other actions address only the government above the bodies asked for."""
    from nap.model.plan import count
    from nap.output.words import actions as counted
    from nap.query import find_actor, only_above

    asked = [find_actor(plan, name) for name in actors]
    listed = frozenset().union(*(plan.under(actor.id) for actor in asked))
    for government, actions in dict(above for actor in asked if (above := only_above(plan, actor))).items():
        others = [action for action in actions if not listed.intersection(action.actor_ids)]
        if others:
            values = {"actions": counted(*count(others)), "name": plan.name(government, language), "id": government}
            more = say("{actions} more name {name} itself: nap list --actor {id} --exact", **values)
            if len(others) == 1:
                more = say("{actions} more names {name} itself: nap list --actor {id} --exact", **values)
            reading.warn(more, words)
