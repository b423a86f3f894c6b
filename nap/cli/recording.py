"""What `nap update`, `nap defer` and `nap amend` share: an action is found, what is added to its file is judged as
`nap lint` would judge it, said in words, and only then written.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from nap.cli import options, reading
from nap.cli.completion import complete_action
from nap.cli.diff import ChangeFormat, show_changes
from nap.errors import FOUND, DataError, NapError
from nap.i18n import translated
from nap.sentence import Sentence, say

if TYPE_CHECKING:
    from nap.cli.reading import Reading
    from nap.model.action import Action
    from nap.model.base import Record
    from nap.model.finding import Finding
    from nap.model.plan import Plan

_OUTPUT = "Output"

ActionId = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="The number of an action, for example 35 or 18bis.", autocompletion=complete_action
    ),
]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why.")]
DecidedBy = Annotated[
    str | None,
    typer.Option(
        "--decided-by", metavar="TEXT", help="Who decided on it, for example “Council of Ministers of 1 March 2026”."
    ),
]
DecidedOn = Annotated[
    datetime.date | None,
    typer.Option(
        "--date", parser=options.parse_day, metavar="DATE", help="The day on which it was decided. Default: today."
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be recorded, and write nothing.", rich_help_panel=_OUTPUT)
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANG",
        help="Language of the texts that are given, and of what is said. Default: texts in the plan's source "
        "language, words in that of NAP_LANG, or in English.",
    ),
]


# -- the action ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opened:
    """An action to which something is to be added, with its file."""

    root: Path
    plan: Plan
    action: Action
    content: bytes
    """What its file says now."""
    today: datetime.date
    language: str
    """The language of the texts that are given."""
    words: str
    """The language of nap's own words."""
    partly: bool
    """Whether not all of the plan could be read."""

    @property
    def path(self) -> str:
        """Its file, relative to the plan's folder."""
        return self.plan.paths[self.action.id]

    def told(self, sentence: str) -> str:
        """A sentence of nap's own in the language of the words."""
        return translated(sentence, self.words)

    def text(self, said: str) -> dict[str, str]:
        """A text as it stands in a file."""
        return {self.language: said}

    def not_found(self, refusal: NapError) -> NapError:
        """What to say when nothing is called as was asked, which may be because it cannot be read."""
        return _unread(refusal) if self.partly else refusal

    def day(self, given: datetime.date | None) -> datetime.date:
        """The day on which something was decided: the one given, or today; raises `NapError` for a later one."""
        if given is not None and given > self.today:
            hint = say("Give the day on which it was decided, at the latest {day}.", day=self.today)
            raise NapError(say("{date} has not come yet.", date=given), hint)
        return given or self.today


def open_action(plan_dir: Path | None, name: str, lang: str | None) -> Opened:
    """The action that is called so. Files of others that cannot be read are warned about, and no hindrance."""
    from nap.store.one_action import action_in
    from nap.store.parsing import read_file
    from nap.store.tree import FolderTree

    session = reading.gather(plan_dir, None)
    reading.warn_of(session.loaded.findings)
    action = _find(session, name)
    # What is written down is in the language that is said here, or in the plan's own.
    language = reading.language_of(session.plan, lang or session.plan.source_language)
    path = session.plan.paths[action.id]
    content = read_file(FolderTree(session.root), path)
    if not isinstance(content, bytes):
        raise DataError(content.message, content.hint)
    now = action_in(content, path, session.plan.source_language)
    partly = bool(session.loaded.findings)
    if partly:
        reading.warn(say("Action {id} can be read, so that this is not in the way.", id=action.id))
    return Opened(session.root, session.plan, now, content, reading.today(), language, reading.words_in(lang), partly)


def _find(session: Reading, name: str) -> Action:
    from nap.query import find_action

    try:
        return find_action(session.plan, name)
    except NapError as refusal:
        raise (_unread(refusal) if session.loaded.findings else refusal) from None


def _unread(refusal: NapError) -> NapError:
    return DataError(refusal.message, say("It may stand in a file that cannot be read; mend that first."))


# -- what is given ---------------------------------------------------------------------------------------------


def cleaned(option: str, given: str | None) -> str:
    """A text as it is recorded, without space that says nothing; "" where none is given."""
    from nap.round.cells import tidied

    if given is None:
        return ""
    try:
        given.encode()
    except UnicodeEncodeError:
        raise NapError(say("{option} is not UTF-8.", option=option), say("Give the text in UTF-8.")) from None
    text = tidied(given)
    if not text:
        raise NapError(say("{option} says nothing.", option=option), say("Give a text, or leave the option out."))
    return text


def phase_called(opened: Opened, words: str) -> str:
    """The label, in the source language, of the phase that is called so; its first words are enough.

    Raises `NapError` with all labels for anything else.
    """
    from nap.query import folded

    wanted, plan = folded(words), opened.plan
    phases = opened.action.deadline.phases
    called = {plan.say(phase.label, plan.source_language): set(map(folded, phase.label.values())) for phase in phases}
    exact = [label for label, names in called.items() if wanted in names]
    begun = [label for label, names in called.items() if wanted and any(name.startswith(wanted) for name in names)]
    found = exact or begun
    if len(found) == 1:
        return found[0]
    if not phases:
        message = say("The deadline of action {id} has no phases.", id=opened.action.id)
        raise NapError(message, say("Leave out --phase."))
    labels = ", ".join(f"“{label}”" for label in called)
    message = say("No phase of action {id} is called “{words}”.", id=opened.action.id, words=words)
    raise NapError(message, say("Its phases are {labels}.", labels=labels))


def phase_labels(opened: Opened) -> list[str]:
    """The labels of the phases, in the source language, by which they are known."""
    plan = opened.plan
    return [plan.say(phase.label, plan.source_language) for phase in opened.action.deadline.phases]


# -- what is there ---------------------------------------------------------------------------------------------


def is_recorded(entries: Iterable[Record], new: Mapping[str, Any]) -> bool:
    """Whether one of the entries says all that a new one says; it may say more, such as a translation."""
    return any(_says(entry.model_dump(mode="json"), new) for entry in entries)


def is_the_same(entries: Iterable[Record], new: Mapping[str, Any], *, apart_from: set[str]) -> bool:
    """Whether one of the entries says what a new one says and nothing more, some of their fields apart."""
    told = {name: value for name, value in new.items() if name not in apart_from}
    dumped = (entry.model_dump(mode="json", exclude_defaults=True, exclude=apart_from) for entry in entries)
    return any(known == told for known in dumped)


def _says(known: Any, new: Any) -> bool:
    if isinstance(new, Mapping):
        return isinstance(known, Mapping) and all(key in known and _says(known[key], new[key]) for key in new)
    if isinstance(new, list):
        return isinstance(known, list) and all(any(_says(item, part) for item in known) for part in new)
    return bool(known == new)


# -- writing ---------------------------------------------------------------------------------------------------


class Add(Protocol):
    """Adds an entry to a file; see `nap.store.editor`."""

    def __call__(self, content: bytes, entry: Mapping[str, Any], path: str, languages: Sequence[str], /) -> bytes:
        """The file with the entry."""


def record(
    opened: Opened,
    add: Add,
    entry: Mapping[str, Any],
    *,
    form: ChangeFormat,
    dry_run: bool,
    hints: Mapping[str, Sentence] | None = None,
    notes: Sequence[Sentence] = (),
) -> None:
    """Add an entry to the action's file, unless a check would call that a mistake; say in words what changes.

    `hints` say, for some of the rules, what to give on the command line; `notes` are said with what changes.
    """
    from nap.changes.compare import changes
    from nap.lint.edits import Judge
    from nap.output.changes.telling import Telling
    from nap.store.one_action import action_in
    from nap.store.writing import Edit, write_all

    plan, action = opened.plan, opened.action
    after = add(opened.content, entry, opened.path, plan.manifest.languages)
    found = Judge(plan, opened.today).brought_in(opened.path, opened.content, after)
    _warn_of(opened, found, hints or {})
    if any(finding.severity == "error" for finding in found):
        note(opened, say("Nothing was written."))
        raise typer.Exit(FOUND)
    old = replace(plan, actions={action.id: action})
    new = replace(plan, actions={action.id: action_in(after, opened.path, plan.source_language)})
    tell = Telling(old, new, opened.language, opened.words)
    show_changes(tell, changes(old, new, opened.today), form, [opened.told(said) for said in notes])
    if dry_run:
        note(opened, say("Nothing was written: this was a dry run."))
        return
    write_all(opened.root, [Edit(opened.path, opened.content, after)])
    note(opened, say("Written in {path}.", path=opened.path))


def _warn_of(opened: Opened, found: Iterable[Finding], hints: Mapping[str, Sentence]) -> None:
    """Say what a check finds, mistakes first, and what is found twice once.

    There is no line to name, for the file is not written yet.
    """
    said = []
    for finding in sorted(found, key=lambda finding: finding.severity != "error"):
        message = finding.message
        if finding.severity == "warning":
            message = say("warning: {message}", message=message)
        hint = opened.told(hints.get(finding.code, finding.hint))
        said.append(f"{finding.code} {opened.told(message)} {hint}".rstrip())
    for words in dict.fromkeys(said):
        reading.warn(words)


def known_already(opened: Opened, form: ChangeFormat) -> None:
    """Say that there is nothing to do."""
    if form == "json":
        reading.out("[]\n")
    note(opened, say("This is recorded already in {path}; nothing was written.", path=opened.path))


def note(opened: Opened, sentence: Sentence) -> None:
    """Say something that is not a result, in the language of the words."""
    reading.warn(opened.told(sentence))
