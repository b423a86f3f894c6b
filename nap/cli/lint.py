"""`nap lint`: what is wrong in the plan's files, and what to write instead."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nap.cli import options, reading
from nap.errors import FOUND
from nap.output.findings import FindingFormat


def lint(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Report only on these files or folders; all is read nevertheless."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODE", help="Check only this rule, or all that start so. Repeat for more."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODE", help="Leave out this rule, or all that start so. Repeat for more."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="End with exit code 1 for warnings too.")] = False,
    form: Annotated[FindingFormat, typer.Option("--format", help="How to print it.")] = FindingFormat("text"),
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Write it to this file.")] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="LANG", help="Language of --format markdown.")] = "en",
    plan_dir: options.PlanDir = None,
    rev: options.Rev = None,
    on: options.On = None,
) -> None:
    """Check the plan's files: what is wrong, where, and what to write instead."""
    from nap.lint.rule import Selection
    from nap.lint.run import lint as check
    from nap.output.findings import render

    root = reading.find_root(plan_dir)
    selection = Selection(tuple(select or ()), tuple(ignore or ()))
    with reading.open_tree(root, rev) as tree:
        report = check(tree, on or reading.today(), selection)
    written = render(report, form, lang)
    if output is None:
        reading.out(written)
    else:
        output.write_text(written, encoding="utf-8", newline="\n")
    if any(strict or finding.severity == "error" for finding in report.findings):
        raise typer.Exit(FOUND)
