"""Finding the plan, reading it, and saying on the error stream what could not be read."""

from __future__ import annotations

import datetime
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

import typer

from nap.errors import UNREADABLE, DataError, NapError
from nap.output.table import Screen, one_line
from nap.sentence import say

if TYPE_CHECKING:
    from nap.i18n import Language
    from nap.model.finding import Finding
    from nap.model.plan import Plan
    from nap.output.formats import Format
    from nap.output.table import Table
    from nap.store.load import Loaded, Progress
    from nap.store.tree import Tree

_MARK = Path("data", "plan.yaml")
_FILES_WORTH_A_BAR = 1000
_SHOWN_FINDINGS = 10
_READING = say("Reading")


def today() -> datetime.date:
    """The one place that asks what day it is."""
    return datetime.date.today()


def find_root(given: Path | None) -> Path:
    """The plan's folder: the one given, or the nearest at or above the current folder."""
    if given is not None:
        given = given.resolve()
        if (given / _MARK).is_file():
            return given
        if given.name == "data" and (given / "plan.yaml").is_file():
            return given.parent
        raise NapError(f"There is no plan in {given}.", "Give the folder that holds data/plan.yaml.")
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / _MARK).is_file():
            return folder
    raise NapError(
        "There is no plan here: neither this folder nor one above it holds data/plan.yaml.",
        "Go to the plan's folder, or name it with --plan DIR.",
    )


_FILES = ("data/plan.yaml", "data/actors.yaml", "data/actions")


def named(root: Path, given: Sequence[Path], *, gone: bool = False) -> list[str]:
    """Files and folders as the plan names them; raises `NapError` for one that is not the plan's.

    Each must be there, unless it may be `gone` since a revision that is looked at.
    """
    names = []
    for path in given:
        if not (path.exists() or gone):
            raise NapError(f"There is no file or folder {path}.", "Name one of the plan's files, or leave it out.")
        full, top = path.resolve(), root.resolve()
        name = "." if full == top or full in top.parents else None
        if full.is_relative_to(top) and full != top:
            name = full.relative_to(top).as_posix()
        if name not in (".", "data") and not (name and lies_in(name, _FILES)):
            raise NapError(
                f"{path} is none of the plan's files, and holds none.",
                f"They are data/plan.yaml, data/actors.yaml and the files in data/actions, in {root}.",
            )
        names.append(name)
    return names


def lies_in(path: str, names: Sequence[str]) -> bool:
    """Whether a file of the plan is one of these files, or in one of these folders."""
    return any(name in (".", path) or path.startswith(f"{name}/") for name in names)


class Reading(NamedTuple):
    """A plan as far as it could be read, and where it was read from."""

    root: Path
    revision: str | None
    loaded: Loaded

    @property
    def plan(self) -> Plan:
        """What could be read; raises `DataError` when not even plan.yaml could."""
        if self.loaded.plan is None:
            raise DataError("plan.yaml cannot be read, and nothing can be said without it.", "Mend it first.")
        return self.loaded.plan

    def finish(self) -> None:
        """End the run as the data deserves: with exit code 3 if not all of it could be read."""
        if self.loaded.findings:
            raise typer.Exit(UNREADABLE)


@contextmanager
def open_tree(root: Path, revision: str | None) -> Iterator[Tree]:
    """The plan's files as they are, or as they stood in a revision."""
    from nap.store.tree import FolderTree, open_git_tree

    with ExitStack() as stack:
        yield FolderTree(root) if revision is None else stack.enter_context(open_git_tree(root, revision))


def read(plan_dir: Path | None, revision: str | None, words: str = "en") -> Reading:
    """Read the plan and warn, on the error stream and in the language of `words`, about what could not be read.

    A command imports what it does with the plan after this: another process parses while the model is imported here.
    """
    session = gather(plan_dir, revision, words)
    findings = session.loaded.findings
    warn_of(findings, words=words)
    if findings and revision is not None:
        warn(say("A revision may have been written for another version of nap."), words)
    if findings and session.loaded.plan is not None:
        warn(say("What could be read is shown; the rest is missing."), words)
    return session


def warn_of(findings: Sequence[Finding], before: str = "", words: str = "en") -> None:
    """Warn about what could not be read, the first few places one by one; `before` says what they are in."""
    from nap.i18n import translated

    for finding in findings[:_SHOWN_FINDINGS]:
        message, hint = translated(finding.message, words), translated(finding.hint, words)
        warn(f"{before}{finding._replace(message=message, hint=hint)}")
    if len(findings) > _SHOWN_FINDINGS:
        warn(say("and {count} more.", count=len(findings) - _SHOWN_FINDINGS), words)


def gather(plan_dir: Path | None, revision: str | None, words: str = "en") -> Reading:
    """Read the plan and leave it to the command what to say of what could not be read."""
    from nap.store.ahead import ahead
    from nap.store.parsing import parse_actions

    root = find_root(plan_dir)
    with open_tree(root, revision) as tree, ahead(tree) as how, progress(words=words) as report:
        parsed = parse_actions(tree, how)
        from nap.store.load import load  # the model takes a while to import; the plan is parsed meanwhile

        return Reading(root, revision, load(tree, report, parsed))


def quiet_plan(given: Path | None) -> Plan:
    """A plan without a word on any stream, for completion; raises `NapError` when there is none."""
    from nap.store.load import load
    from nap.store.tree import FolderTree

    loaded = load(FolderTree(find_root(given)))
    if loaded.plan is None:
        raise DataError("plan.yaml cannot be read.")
    return loaded.plan


@contextmanager
def progress(doing: str = _READING, worth: int = _FILES_WORTH_A_BAR, words: str = "en") -> Iterator[Progress | None]:
    """A progress bar on the error stream, if that is a terminal; it appears only for so many things as are worth it."""
    from nap.i18n import translated

    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        bar: list[Progress] = []

        def report(done: int, of: int) -> None:
            if of < worth:
                return
            if not bar:
                bar.append(_start_bar(stack, translated(doing, words), of))
            bar[0](done, of)

        yield report


def _start_bar(stack: ExitStack, doing: str, of: int) -> Progress:
    from rich.console import Console
    from rich.progress import Progress as Bar

    shown = stack.enter_context(Bar(console=Console(stderr=True), transient=True))
    task = shown.add_task(doing, total=of if of > 1 else None)  # of one thing nobody knows how far it is
    return lambda done, _of: shown.update(task, completed=done)


# -- streams ---------------------------------------------------------------------------------------------------


def screen() -> Screen:
    """What results are written to: a terminal of some width, or a pipe or file."""
    if not sys.stdout.isatty():
        return Screen()
    width = shutil.get_terminal_size((80, 24)).columns
    return Screen(width, color=not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")


class ReaderGone(Exception):
    """Whoever read the output has gone away, as in `nap list | head`."""


def show(table: Table, form: Format, total: str, words: str = "en") -> None:
    """Write a table in the format asked for; beside the one for people, on the error stream, what it adds up to.

    Sentences of nap's own are said in the language of `words`.
    """
    from nap.output.formats import render

    out(render(table.said_in(words), form, screen()))
    if form == "table":
        warn(total, words)


def out(text: str) -> None:
    """Write a result."""
    _write(sys.stdout, text)


def warn(text: str, words: str = "en") -> None:
    """Write anything that is not a result; a finding may quote the data, so nothing in it is obeyed.

    A sentence of nap's own is said in the language of `words`.
    """
    from nap.i18n import translated

    _write(sys.stderr, "".join(f"nap: {one_line(line)}\n" for line in translated(text, words).splitlines()))


def out_bytes(content: bytes) -> None:
    """Write a result that is no text."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()  # a full disk or a closed pipe must show now, not when the interpreter ends
    except BrokenPipeError:
        raise ReaderGone from None


def set_for_all() -> Sequence[str]:
    """The languages that an office has set for every command, in NAP_LANG; the one that it likes best comes first.

    They are a wish: what a plan or nap itself does not have is passed over, where an option would be refused.
    """
    return [name for part in os.environ.get("NAP_LANG", "").split(",") if (name := part.strip())]


def words_in(language: str | None) -> Language:
    """The language of nap's own words: the one asked for, or set for all, if nap speaks it; or else English."""
    from nap.i18n import spoken

    return next((spoken(name) for name in ([language] if language else set_for_all()) if spoken(name) == name), "en")


def language_of(plan: Plan, asked: str | None) -> str:
    """The language asked for, which must be one of the plan's, or else the one set for all, or the source language."""
    if asked is None:
        return next((name for name in set_for_all() if name in plan.manifest.languages), plan.source_language)
    if asked not in plan.manifest.languages:
        raise NapError(
            f"The plan is not followed up in {asked!r}.", f"Languages: {', '.join(plan.manifest.languages)}."
        )
    return asked
