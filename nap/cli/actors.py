"""`nap actors`: the tree of actors, and how many actions name each."""

from __future__ import annotations

from nap.cli import options, reading


def actors(
    actor: options.ActorsOnly = None,
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
    on: options.On = None,
    lang: options.Lang = None,
    form: options.Form = "table",
) -> None:
    """Show the actors as a tree, with the number of actions that name each, alone and with those under it."""
    words = reading.words_in(lang)
    session = reading.read(plan_dir, rev, words)
    from nap.output.overview import actors_table, actors_total
    from nap.query import find_actor
    from nap.status import standings

    plan = session.plan
    under = frozenset().union(*(plan.under(find_actor(plan, name).id) for name in actor)) if actor else None
    items = standings(plan, on or reading.today())
    table = actors_table(plan, items, reading.language_of(plan, lang), under)
    reading.show(table, form, actors_total(table), words)
    session.finish()
