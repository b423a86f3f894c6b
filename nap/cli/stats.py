"""`nap stats`: how many actions, by chapter, government, status and kind of deadline."""

from __future__ import annotations

from nap.cli import options, reading


def stats(
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
    on: options.On = None,
    lang: options.Lang = None,
    form: options.Form = "table",
) -> None:
    """Count the actions by chapter, government, status and kind of deadline.

    An action of several governments counts for each of them.
    """
    words = reading.words_in(lang)
    session = reading.read(plan_dir, rev, words)
    from nap.output.overview import stats_table, total
    from nap.status import standings

    plan = session.plan
    items = standings(plan, on or reading.today())
    table = stats_table(plan, items, reading.language_of(plan, lang))
    reading.show(table, form, total((item.action for item in items), plan), words)
    session.finish()
