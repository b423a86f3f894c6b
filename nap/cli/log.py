"""`nap log`: the life of one action, from the commits that touched its file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import options, reading
from nap.cli.completion import complete_action
from nap.cli.diff import Form
from nap.errors import NapError

if TYPE_CHECKING:
    from nap.changes.records import Change, Changes
    from nap.model.plan import Plan
    from nap.output.changes.telling import Telling
    from nap.output.history import Event
    from nap.store.history import Step, Version


def log(
    action: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="The number of an action, for example 35 or 18bis.", autocompletion=complete_action
        ),
    ],
    reverse: Annotated[
        bool, typer.Option("--reverse", help="Begin with the oldest.", rich_help_panel="Output")
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="Also show each commit's id and subject.", rich_help_panel="Output"),
    ] = False,
    plan_dir: options.PlanDir = None,
    lang: options.Lang = None,
    form: Form = "text",
) -> None:
    """Tell the life of an action, newest first: when its file was changed, by whom, and what that changed.

    What was not committed yet comes first. Actors are called what they are called today; an action that is no
    longer there can be asked for, too.
    """
    from nap.output.changes.as_json import render
    from nap.output.changes.telling import Telling
    from nap.output.history import Life, as_markdown, as_objects, as_text
    from nap.store.history import history_of

    words = reading.words_in(lang)
    session = reading.read(plan_dir, None, words)
    plan = session.plan
    language = reading.language_of(plan, lang)
    number, refusal = _number(plan, action)
    history = history_of(session.root, number, plan.paths.get(number))
    if refusal is not None and not history.steps:
        raise refusal
    tell = Telling(plan, plan, language, words)
    events = list(_events(tell, number, history.steps))
    title = tell.title(number) or next((title for event in events if (title := event.tell.title(number))), "")
    life = Life(number, title, events[::-1] if reverse else events, history.cut)
    if form == "json":
        reading.out(render(as_objects(life)))
    elif form == "markdown":
        reading.out(as_markdown(life, tell, verbose=verbose))
    else:
        reading.out(as_text(life, tell, reading.screen(), verbose=verbose))
    if life.unknown:
        reading.warn(tell.word(life.unknown))
    session.finish()


def _number(plan: Plan, asked: str) -> tuple[str, NapError | None]:
    """The id of the action asked for; one that the plan does not have now may have been there before."""
    from nap.model.base import ACTION_ID
    from nap.query import find_action

    try:
        return find_action(plan, asked).id, None
    except NapError as refusal:
        number = asked.lower().lstrip("0")
        if not re.fullmatch(ACTION_ID, number):
            raise
        return number, refusal


def _events(tell: Telling, number: str, steps: Sequence[Step]) -> Iterator[Event]:
    """What each step changed, until the action was made of another."""
    from nap.changes.records import ActionAdded

    for step in steps:
        event = _event(tell, number, step)
        is_merge = len(step.before) > 1 or step.elsewhere is not None
        if is_merge and event.changes is not None and not event.changes:
            continue  # what came together is told of by itself
        yield event
        changes = event.changes.actions if event.changes else ()
        if step.before != (None,) and any(isinstance(c, ActionAdded) for entry in changes for c in entry.changes):
            return


def _event(tell: Telling, number: str, step: Step) -> Event:
    from nap.changes.compare import changes
    from nap.output.history import Event

    after = _plan_with(tell.new, step.after)
    before = [_plan_with(tell.new, version) for version in step.before]
    found = None
    if after is not None and None not in before:
        ids = set(after.actions) or {number}
        found = _in_all([changes(plan, after, datetime.date.max) for plan in before if plan], ids)
        origin = _plan_with(tell.new, step.elsewhere) if step.elsewhere else None
        if origin is not None:
            found = _without(found, list(changes(origin, after, datetime.date.max)))
    told = replace(tell, old=before[0] or tell.old, new=after or tell.new)
    commit = step.commit
    if commit is None:
        return Event(told, found)
    return Event(told, found, commit.id, commit.day, commit.author, commit.subject)


def _plan_with(plan: Plan, version: Version | None) -> Plan | None:
    """Today's plan with nothing but one version of one action; None if that version cannot be read."""
    if version is None:
        return replace(plan, actions={}, paths={})
    action = version.action(plan.source_language)
    if action is None:
        return None
    return replace(plan, actions={action.id: action}, paths={action.id: version.path})


def _in_all(found: Sequence[Changes], ids: Collection[str]) -> Changes:
    """What changed in the action; in a merge only what was so in none of its sides, which are told of by themselves."""
    first, *others = found
    entries = []
    for entry in first.actions:
        own = tuple(change for change in entry.changes if all(change in list(other) for other in others))
        if entry.action in ids and own:
            entries.append(entry._replace(changes=own))
    return replace(first, actions=tuple(entries))


def _without(found: Changes, others: Collection[Change]) -> Changes:
    """What changed, apart from what is told of elsewhere."""
    entries = (
        entry._replace(changes=tuple(change for change in entry.changes if change not in others))
        for entry in found.actions
    )
    return replace(found, actions=tuple(entry for entry in entries if entry.changes))
