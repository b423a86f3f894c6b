"""`nap diff`: what changed between two states of the plan, in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from nap.cli import options, reading
from nap.cli.completion import complete_action
from nap.errors import FOUND, UNREADABLE, NapError
from nap.sentence import say

if TYPE_CHECKING:
    from nap.changes.records import Changes
    from nap.cli.reading import Reading
    from nap.model.plan import Plan
    from nap.output.changes.telling import Telling
    from nap.query import Choice
    from nap.store.load import Loaded

ChangeFormat = Literal["text", "markdown", "json"]

Form = Annotated[ChangeFormat, typer.Option("--format", help="How to print it.", rich_help_panel="Output")]


def diff(
    revisions: Annotated[
        str,
        typer.Argument(
            metavar="[REV | REV..REV | REV...REV]",
            help="From this git revision to the files as they are; or from the first to the second; or, with three "
            "dots, from where the two parted to the second. Default: HEAD, so what was not committed yet.",
            show_default=False,
        ),
    ] = "HEAD",
    action: Annotated[
        list[str] | None,
        typer.Option(
            "--action",
            metavar="ID",
            help="Only this action. Repeat for more.",
            autocompletion=complete_action,
            rich_help_panel="Which actions",
        ),
    ] = None,
    actor: options.Actors = None,
    chapter: options.Chapters = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 if anything changes but layout.")] = False,
    plan_dir: options.PlanDir = None,
    on: options.On = None,
    lang: options.Lang = None,
    form: Form = "text",
    files: Annotated[bool, typer.Option("--files", help="Also say in which files.", rich_help_panel="Output")] = False,
) -> None:
    """Say in words what changed: who reported what, which deadlines moved, what the plan now says.

    The status of an action as a whole is that of the day given with --on, from what was known before and after.
    """
    from nap.output.changes.telling import Telling
    from nap.query import Choice

    root = reading.find_root(plan_dir)
    before, after = _sides(root, revisions)
    words = reading.words_in(lang)
    old, new = _read(root, before, words), _read(root, after, words)
    language = reading.language_of(new.plan, lang)
    choice = Choice(actors=tuple(actor or ()), chapters=tuple(chapter or ()))
    changes = _compare(old, new, choice, action or (), on, words)
    notes = [*_unread(old, new), *([] if action or actor or chapter else _layout(old, new, changes))]
    show_changes(Telling(old.plan, new.plan, language, words), changes, form, notes, files=files)
    if old.loaded.findings or new.loaded.findings:
        raise typer.Exit(UNREADABLE)
    if exit_code and changes:
        raise typer.Exit(FOUND)


def _sides(root: Path, revisions: str) -> tuple[str, str | None]:
    """The revision to start from and the one to compare with it; None for the files as they are."""
    from nap.store import git

    git.require_history(root)
    for dots in ("...", ".."):
        one, found, other = revisions.partition(dots)
        if found:
            one, other = one or "HEAD", other or "HEAD"
            return (git.merge_base(root, one, other) if dots == "..." else one), other
    return revisions, None


def _read(root: Path, revision: str | None, words: str) -> Reading:
    """One side, with a warning about each place in it that could not be read."""
    session = reading.gather(root, revision, words)
    findings = session.loaded.findings
    reading.warn_of(findings, f"{revision}: " if revision else "", words)
    if findings and session.loaded.plan is not None:
        reading.warn(say("What could be read is compared; nothing is said of the rest."), words)
    return session


def _compare(
    old: Reading, new: Reading, choice: Choice, actions: Sequence[str], on: datetime.date | None, words: str
) -> Changes:
    """What changed, in the actions asked for if any were."""
    from nap.changes.compare import changes

    day = on or reading.today()
    found = changes(
        old.plan,
        new.plan,
        day,
        unread_actions=old.loaded.unread_actions | new.loaded.unread_actions,
        unread_actors=_unread_actors(old.loaded, new.loaded) | _unread_actors(new.loaded, old.loaded),
    )
    if not (actions or choice.actors or choice.chapters):
        return found
    wanted = _wanted((new, old), choice, actions, day)
    if found.actors or found.plan:
        reading.warn(say("What changes in the actors, or in the plan as a whole, is left out."), words)
    return replace(found, actions=tuple(e for e in found.actions if e.action in wanted), actors=(), plan=())


def _unread_actors(here: Loaded, there: Loaded) -> frozenset[str]:
    """The actors that could not be read on one side; all of the other's, if none could."""
    if here.plan and there.plan and not here.plan.actors:
        return frozenset(there.plan.actors)
    return here.unread_actors


def _wanted(sides: Sequence[Reading], choice: Choice, actions: Sequence[str], day: datetime.date) -> frozenset[str]:
    """The ids of the actions asked for, as they are on either side.

    Raises `NapError` for a name that neither side knows.
    """
    from nap.query import Choice, choose, find_action

    def found(names: Sequence[str], ask: Callable[[Plan, str], set[str]]) -> set[str]:
        """The actions that either side finds by any of the names; one of them may not know a name."""
        ids: set[str] = set()
        for name in names:
            refusals = []
            for side in sides:
                try:
                    ids |= ask(side.plan, name)
                except NapError as refusal:
                    refusals.append(refusal)
            if len(refusals) == len(sides):
                raise refusals[0]
        return ids

    def chosen(plan: Plan, choice: Choice) -> set[str]:
        return {item.action.id for item in choose(plan, choice, day)}

    asked: list[tuple[Sequence[str], Callable[[Plan, str], set[str]]]] = [
        (actions, lambda plan, name: {find_action(plan, name).id}),
        (choice.actors, lambda plan, name: chosen(plan, Choice(actors=(name,)))),
        (choice.chapters, lambda plan, name: chosen(plan, Choice(chapters=(name,)))),
    ]
    return frozenset(set.intersection(*(found(names, ask) for names, ask in asked if names)))


def _unread(old: Reading, new: Reading) -> list[str]:
    """What is to be said of files that cannot be read on one side or the other."""
    from nap.model.action import plan_order

    if not old.loaded.findings and not new.loaded.findings:
        return []
    ids = sorted(old.loaded.unread_actions | new.loaded.unread_actions, key=plan_order)
    if not ids:
        return [say("Not all of it can be read; what cannot is left out.")]
    return [say("Left out, because it cannot be read before or after: {ids}.", ids=", ".join(ids))]


def _layout(old: Reading, new: Reading, changes: Changes) -> list[str]:
    """What is to be said of files that differ and say the same."""
    if old.plan.fingerprint == new.plan.fingerprint:
        return []
    with reading.open_tree(old.root, old.revision) as before, reading.open_tree(new.root, new.revision) as after:
        count = sum(before.read(path) != after.read(path) for path in _unchanged(old, new, changes))
    if not count:
        return []
    if count == 1:
        return [say("1 file is laid out otherwise and says the same.")]
    return [say("{count} files are laid out otherwise and say the same.", count=count)]


def _unchanged(old: Reading, new: Reading, changes: Changes) -> Iterator[str]:
    """The files in which no value changes, as far as both sides could be read."""
    from nap.store.parsing import ACTORS, MANIFEST

    changed = {entry.action for entry in changes.actions} | old.loaded.unread_actions | new.loaded.unread_actions
    yield from (path for action, path in new.plan.paths.items() if action not in changed)
    if not changes.actors and not old.loaded.findings and not new.loaded.findings:
        yield ACTORS
    if not changes.plan:
        yield MANIFEST


def show_changes(
    tell: Telling, changes: Changes, form: ChangeFormat, notes: Sequence[str] = (), *, files: bool = False
) -> None:
    """Write what changed as a result, in the format asked for."""
    if form == "markdown":
        from nap.output.changes.markdown import as_markdown

        reading.out(as_markdown(tell, changes, notes, files=files))
    elif form == "json":
        from nap.output.changes.as_json import objects, render

        reading.out(render(objects(changes)))
        for note in notes:
            reading.warn(note, tell.words)
    else:
        from nap.output.changes.text import as_text

        reading.out(as_text(tell, changes, reading.screen(), notes, files=files))
