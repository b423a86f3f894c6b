"""`nap show`: everything about an action."""

from __future__ import annotations

from nap.cli import options, reading
from nap.errors import DataError, NapError


def show(
    ids: options.ActionIds,
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
    on: options.On = None,
    lang: options.Lang = None,
    form: options.Form = "table",
) -> None:
    """Show everything about actions: measures, how the deadline was read and what it means on the day,
    who has to report, what was reported, and what a reader of the plan must know.
    """
    words = reading.words_in(lang)
    session = reading.read(plan_dir, rev, words)
    from nap.output.formats import render
    from nap.output.listing import actions_table
    from nap.output.show import as_markdown, as_text
    from nap.query import find_action
    from nap.status import standings
    from nap.views.record import action_details

    plan = session.plan
    language = reading.language_of(plan, lang)
    try:
        items = standings(plan, on or reading.today(), [find_action(plan, name) for name in ids])
    except NapError as error:
        if session.loaded.findings:
            raise DataError(error.message, "It may stand in a file that cannot be read.") from None
        raise
    if form == "table":
        screen = reading.screen()
        reading.out("\n".join(as_text(plan, item, language, screen, words) for item in items))
    elif form == "markdown":
        reading.out("\n".join(as_markdown(plan, item, language, words) for item in items))
    else:
        table = actions_table(plan, items, language, record=action_details)
        reading.out(render(table.said_in(words), form, reading.screen()))
    session.finish()
