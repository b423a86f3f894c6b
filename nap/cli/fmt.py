"""`nap fmt`: every file of the plan in the one layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import options, reading
from nap.errors import FOUND, UNREADABLE, DataError, NapError
from nap.output.table import one_line

if TYPE_CHECKING:
    from nap.model.finding import Finding
    from nap.store.layout import Laid


def fmt(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Only these files, or what is in these folders."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; list the files that would change, and end with 1 if any.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing; show what would change, and end with 1 if anything would.")
    ] = False,
    plan_dir: options.PlanDir = None,
) -> None:
    """Lay out the plan's files: order of keys, quotes, spacing and line lengths.

    No value changes and no comment is lost. A file for which that cannot be kept is left as it is.
    """
    root = reading.find_root(plan_dir)
    outcome = lay_out(root, chosen(root, paths or ()), write=not (check or diff))
    for changed in outcome.changed:
        if diff:
            reading.out(_difference(changed))
        elif check:
            reading.out(f"{one_line(changed.path)}\n")
    reading.warn(_total(outcome, written=not (check or diff)))
    if outcome.left:
        raise typer.Exit(UNREADABLE)
    if outcome.changed and (check or diff):
        raise typer.Exit(FOUND)


@dataclass(frozen=True, slots=True)
class Changed:
    """A file, as it was and as it is laid out."""

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What laying out files gave."""

    changed: tuple[Changed, ...]
    as_they_were: int
    """How many files were laid out already."""
    left: int
    """How many could not be laid out, or not be written."""


def lay_out(root: Path, paths: Sequence[str], *, write: bool) -> Outcome:
    """Lay out files of a plan, and write those that change, saying so; say also what is left as it is, and why."""
    from nap.store.pending import finish
    from nap.store.writing import replace_file

    if write:
        finish(root)
    changed: list[Changed] = []
    left = 0
    for path, content, laid in _laid(root, paths):
        problem = str(laid.finding) if laid.finding else ""
        if not problem and laid.content != content:
            try:
                if write:
                    replace_file(root / path, laid.content, content)
                    reading.warn(f"{path}: laid out.")
                changed.append(Changed(path, content, laid.content))
            except DataError as error:
                problem = f"{error.message} {error.hint}"
        if problem:
            reading.warn(problem)
            left += 1
    return Outcome(tuple(changed), len(paths) - len(changed) - left, left)


def _laid(root: Path, paths: Sequence[str]) -> Iterator[tuple[str, bytes, Laid]]:
    """Every path with the content of its file, and what comes of that."""
    from nap.model.finding import Finding
    from nap.store.layout import Laid, languages_in, layout
    from nap.store.parsing import MANIFEST, read_file
    from nap.store.tree import FolderTree

    tree = FolderTree(root)
    manifest = read_file(tree, MANIFEST)
    languages = languages_in(manifest) if isinstance(manifest, bytes) else ()
    with reading.progress() as progress:
        for number, path in enumerate(paths, start=1):
            content = _linked(root, path) or read_file(tree, path)
            if isinstance(content, Finding):
                yield path, b"", Laid(b"", content)
            else:
                yield path, content, layout(content, path, languages)
            if progress is not None:
                progress(number, len(paths))


def _linked(root: Path, path: str) -> Finding | None:
    """The finding for a file that is reached through a link, so that it may not be the plan's own."""
    from nap.model.finding import finding_at
    from nap.sentence import say
    from nap.store.positions import START

    if (root / path).resolve() == root.resolve() / path:
        return None
    message = say("This is a link, or stands in a folder that is one, and may lead out of the plan.")
    return finding_at("NAP114", path, START, message, say("Put the file itself there."))


def chosen(root: Path, given: Sequence[Path]) -> list[str]:
    """The plan's files, or those of them that are given or are in folders that are given."""
    from nap.store.parsing import ACTORS, MANIFEST, action_paths
    from nap.store.tree import FolderTree

    files = [*action_paths(FolderTree(root)), ACTORS, MANIFEST]
    found: set[str] = set()
    for path, inside in zip(given, reading.named(root, given), strict=True):
        here = {file for file in files if reading.lies_in(file, [inside])}
        if not here:
            raise NapError(f"{path} holds none of the plan's files.", "`nap fmt` lays out all of them.")
        found |= here
    return [file for file in files if file in found] if given else files


def _difference(changed: Changed) -> str:
    """What laying out does to a file, line by line; exact where it is piped, harmless on a terminal."""
    from difflib import unified_diff

    name = one_line(changed.path)
    lines = unified_diff(_lines(changed.before), _lines(changed.after), f"a/{name}", f"b/{name}", lineterm="")
    text = "\n".join(lines)
    if reading.screen().width is not None:
        text = "\n".join(one_line(line) for line in text.split("\n"))
    return f"{text}\n"


def _lines(content: bytes) -> list[str]:
    """The lines of a file that could be read, with a remark on the last if its end is missing."""
    *lines, last = content.decode().split("\n")
    return [*lines, f"{last}\n\\ No newline at end of file"] if last else lines


def _total(outcome: Outcome, *, written: bool) -> str:
    """How many files there are of each kind."""
    first = "Files laid out" if written else "Files that would change"
    left = f"; left as they are: {outcome.left}" if outcome.left else ""
    return f"{first}: {len(outcome.changed)}; laid out already: {outcome.as_they_were}{left}."
