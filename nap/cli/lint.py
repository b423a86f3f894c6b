"""`nap lint`: what is wrong in the plan's files, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nap.cli import files, options, reading
from nap.errors import FOUND, NapError
from nap.i18n import Language
from nap.output.findings import FindingFormat

if TYPE_CHECKING:
    from nap.store.tree import Tree

_CHOICE = "What to check"
_OUTPUT = "Output"

_FOR_A_FORGE = ("github", "gitlab", "sarif")
"""Formats in which a file is named from the root of its repository."""


def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Report only on these files, or on what is in these folders; everything is read nevertheless.",
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="REV",
            help="Check also what changed since this git revision, such as origin/main: nothing that the plan fixed "
            "or that was reported may change without a word.",
            rich_help_panel=_CHOICE,
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODE",
            help="Only this rule, or all whose code starts so. Repeat for more.",
            rich_help_panel=_CHOICE,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="CODE",
            help="Not this rule, or none whose code starts so. Repeat for more.",
            rich_help_panel=_CHOICE,
        ),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="First mend the layout, as `nap fmt` does; no value changes."),
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="End with exit code 1 for warnings too.")] = False,
    form: Annotated[FindingFormat, typer.Option("--format", help="How to print it.", rich_help_panel=_OUTPUT)] = "text",
    lang: Annotated[
        Language | None,
        typer.Option(
            "--lang", help="Language of the messages. Default: that in NAP_LANG, or English.", rich_help_panel=_OUTPUT
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", metavar="FILE", help="Write to this file, not to the screen.", rich_help_panel=_OUTPUT
        ),
    ] = None,
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
    on: options.On = None,
) -> None:
    """Check the plan's files: what is wrong, where, and what to write instead.

    Nothing is written, except with --fix. `nap rules` lists what is checked, `nap rule CODE` explains a finding.
    The exit code is 1 when there are errors.
    """
    from nap.store.ahead import ahead

    words = reading.words_in(lang)
    root = reading.find_root(plan_dir)
    wanted = reading.named(root, paths or (), gone=base is not None or rev is not None)
    with ExitStack() as stack:
        tree = stack.enter_context(reading.open_tree(root, rev))
        how = stack.enter_context(ahead(tree))
        from nap.lint.run import lint as check
        from nap.lint.selection import Selection  # the rules take a while to import; the plan is parsed meanwhile

        selection = Selection(_codes(select), _codes(ignore))
        before = stack.enter_context(_base(root, base, rev)) if base is not None else None
        if fix:
            _fix(root, rev, paths or ())
        progress = stack.enter_context(reading.progress())
        report = check(tree, on or reading.today(), selection, progress, before, how)
    if wanted:
        report = report.only(lambda path: reading.lies_in(path, wanted))
    from nap.i18n import translated
    from nap.output.findings import render
    from nap.output.findings.words import total

    prefix = ""
    if form in _FOR_A_FORGE:
        from nap.store import git

        prefix = git.prefix(root)
    screen = reading.screen() if output is None else None
    _write(render(report, form, words, screen=screen, prefix=prefix), output)
    for note in report.notes:
        reading.warn(translated(note, words))
    if form == "text":
        reading.warn(total(report, words))
    if any(strict or finding.severity == "error" for finding in report.findings):
        raise typer.Exit(FOUND)


def _codes(given: Sequence[str] | None) -> tuple[str, ...]:
    """The codes given, each alone or several with commas; raises `NapError` for one that fits no rule."""
    codes = tuple(code.strip().upper() for text in given or () for code in text.split(",") if code.strip())
    if codes:
        from nap.lint.rule import names_a_rule, no_rule
        from nap.lint.rules import all_rules

        for code in codes:
            if not names_a_rule(code, all_rules()):
                raise NapError(*no_rule(code, all_rules()))
    return codes


def _fix(root: Path, rev: str | None, paths: Sequence[Path]) -> None:
    """Mend what can be mended without changing any value: the layout."""
    from nap.cli.fmt import chosen, lay_out

    if rev is not None:
        raise NapError("--fix mends the files as they are, not as they were.", "Leave out --fix or --rev.")
    lay_out(root, chosen(root, paths), write=True)


@contextmanager
def _base(root: Path, base: str, rev: str | None) -> Iterator[Tree]:
    """The plan as it stood where this branch left the base."""
    from nap.store import git
    from nap.store.tree import open_git_tree

    with open_git_tree(root, git.merge_base(root, base, rev or "HEAD")) as tree:
        yield tree


def _write(text: str, output: Path | None) -> None:
    if output is None:
        reading.out(text)
    else:
        files.put_anywhere(output, text.encode())
