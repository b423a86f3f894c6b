"""`nap chapters`: the chapters of the plan, and how each stands."""

from __future__ import annotations

from nap.cli import options, reading


def chapters(
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
    on: options.On = None,
    lang: options.Lang = None,
    form: options.Form = "table",
) -> None:
    """List the chapters, with the number of actions in each and how they stand."""
    words = reading.words_in(lang)
    session = reading.read(plan_dir, rev, words)
    from nap.output.overview import chapters_table, total
    from nap.status import standings

    plan = session.plan
    items = standings(plan, on or reading.today())
    table = chapters_table(plan, items, reading.language_of(plan, lang))
    reading.show(table, form, total((item.action for item in items), plan), words)
    session.finish()
