"""The program `nap`: its commands, and the one place where errors become a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Annotated, TextIO

import typer

from nap import __version__
from nap.cli import reading
from nap.errors import DONE, UNREADABLE, USAGE, NapError

COMMANDS = {
    "list": "nap.cli.list:list_actions",
    "show": "nap.cli.show:show",
    "overdue": "nap.cli.overdue:overdue",
    "actors": "nap.cli.actors:actors",
    "chapters": "nap.cli.chapters:chapters",
    "stats": "nap.cli.stats:stats",
    "report": "nap.cli.report:report",
    "lint": "nap.cli.lint:lint",
    "fmt": "nap.cli.fmt:fmt",
    "rules": "nap.cli.rules:rules",
    "rule": "nap.cli.rule:rule",
    "diff": "nap.cli.diff:diff",
    "log": "nap.cli.log:log",
    "update": "nap.cli.update:update",
    "defer": "nap.cli.defer:defer",
    "amend": "nap.cli.amend:amend",
    "round form": "nap.cli.round.form:form",
    "round read": "nap.cli.round.read:read",
    "round status": "nap.cli.round.status:status",
    "round letters": "nap.cli.round.letters:letters",
    "round close": "nap.cli.round.close:close",
    "schema": "nap.cli.schema:schema",
}
"""Every command, in the order of the help, with the function that it is. Two words: a command of a group."""

GROUPS = {"round": "The yearly round: forms to the bodies, their answers into the plan, who has not answered."}
"""What the groups of commands are for."""


def program(asked: Sequence[str] = ()) -> typer.Typer:
    """The program: with only the command asked for, if it is one, so that nobody waits for the others.

    `asked` are the first two words of the command line.
    """
    app = typer.Typer(
        name="nap",
        help="Follow up a plan of action: what was promised, by whom, by when, and what has come of it.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_program)
    groups: dict[str, typer.Typer] = {}
    for name in _asked(asked):
        module, _, function = COMMANDS[name].partition(":")
        group, _, last = name.rpartition(" ")
        if group and group not in groups:
            groups[group] = typer.Typer(no_args_is_help=True)
            app.add_typer(groups[group], name=group, help=GROUPS[group])
        (groups[group] if group else app).command(last)(getattr(import_module(module), function))
    return app


def _asked(words: Sequence[str]) -> Sequence[str]:
    """The command that the first words of the command line name; its whole group, or all, if they name none."""
    for name in (" ".join(words), *words[:1]):
        if name in COMMANDS:
            return [name]
    return [name for name in COMMANDS if words[:1] == [name.partition(" ")[0]]] or list(COMMANDS)


def _version(asked: bool) -> None:
    if asked:
        reading.out(f"nap {__version__}\n")
        raise typer.Exit


def _program(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """The options of the program itself."""


def run() -> None:
    """What the shell calls: the program, ended at once.

    A program that ends hands back its memory whole; to take it apart piece by piece first would take a tenth
    of the time of a short command.
    """
    try:
        main()
        code: object = DONE
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # whoever read it went away; what had to be said of that has been said
            stream.flush()
    os._exit(code if isinstance(code, int) else DONE if code is None else USAGE)


def main() -> None:
    """Run the program. A `NapError` is shown as a sentence; a reader that went away is no error at all."""
    for stream in (sys.stdout, sys.stderr):
        # The plan's texts are UTF-8 whatever the surroundings say; what a terminal cannot show is replaced.
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # type: ignore[union-attr]
    try:
        program(sys.argv[1:3])(prog_name="nap")
    except NapError as error:
        reading.warn(f"{error.message}\n{error.hint}")
        sys.exit(error.exit_code)
    except reading.ReaderGone:
        _give_up(sys.stdout, sys.stderr)
        sys.exit(DONE)
    except OSError as error:
        # A path that cannot be opened, or an output that cannot be written, such as a full disk.
        if error.filename is None:
            _give_up(sys.stdout)
        reading.warn(f"{error.filename or 'The output'}: {error.strerror}.")
        sys.exit(UNREADABLE)


def _give_up(*streams: TextIO) -> None:
    """Give the interpreter somewhere to flush to when it ends, so that it ends quietly."""
    for stream in streams:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
