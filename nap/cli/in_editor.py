"""Texts that are written in an editor, such as those that are too long for a command line."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from nap.cli import reading
from nap.cli.asking import GivenUp
from nap.errors import NapError
from nap.i18n import translated
from nap.sentence import Sentence, say

_COMMENT = "#"
_HEADING = "#="

_EXPLANATION = (
    say("Write below each heading; a long text may have paragraphs, with an empty line between them."),
    say("Lines that start with # are left out. If there is nothing else, nothing is recorded."),
)


class Passage(NamedTuple):
    """One of the texts to write."""

    heading: Sentence
    """What is asked."""
    given: str
    """What stands there at first."""


@contextmanager
def written(about: Sequence[str], passages: Sequence[Passage], words: str, *, keep: bool) -> Iterator[list[str]]:
    """The texts that are written in the user's editor, below a few lines about what they are for.

    Whatever goes wrong while they are used, they are not lost: it is said where they are kept, as it is if they are
    to be kept anyway. Raises `NapError` when there is no editor or it fails, `GivenUp` when nothing was written.
    """
    command = _command()
    lines = [*about, "", *(translated(sentence, words) for sentence in _EXPLANATION)]
    start = "".join(f"{_COMMENT} {line}".rstrip() + "\n" for line in lines)
    start += "".join(f"\n{_HEADING} {translated(item.heading, words)}\n\n{item.given}\n" for item in passages)
    descriptor, name = tempfile.mkstemp(prefix="nap-", suffix=".txt")
    path = Path(name)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(start)
    try:
        _run(command, path)
        yield _texts(path, len(passages))
    except GivenUp:
        path.unlink(missing_ok=True)
        raise
    except BaseException:
        _put_away(path, start)
        raise
    if keep:
        _put_away(path, start)
    else:
        path.unlink()


def _command() -> list[str]:
    """The user's editor, with the options that it is to be called with."""
    name = next((variable for variable in ("VISUAL", "EDITOR") if os.environ.get(variable, "").strip()), None)
    if name is None:
        raise NapError(
            say("--editor needs an editor, and neither VISUAL nor EDITOR is set."),
            say("Set one of them, for example EDITOR=nano, or give the text with --text."),
        )
    try:
        return shlex.split(os.environ[name], posix=os.name != "nt")
    except ValueError:
        message = say("{variable} is no command: {value}", variable=name, value=os.environ[name])
        raise NapError(message, say("Write it as on a command line, for example EDITOR='code -w'.")) from None


def _run(command: Sequence[str], path: Path) -> None:
    """Wait until the editor has ended; Ctrl-C is its own business meanwhile."""
    # What an editor draws on the screen must not end up in a file or a pipe that takes the results.
    screen = None if sys.stdout.isatty() else 2
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        done = subprocess.run([*command, str(path)], check=False, stdout=screen)
    except OSError as error:
        problem = error.strerror or str(error)
        message = say("The editor {name} cannot be started: {problem}.", name=command[0], problem=problem)
        raise NapError(message, say("Set VISUAL or EDITOR to another one, or give the text with --text.")) from None
    finally:
        signal.signal(signal.SIGINT, before)
    if done.returncode:
        message = say("The editor {name} ended with an error ({code}).", name=command[0], code=done.returncode)
        raise NapError(message, say("Nothing was recorded."))


def _texts(path: Path, count: int) -> list[str]:
    """What stands below each heading."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        content = ""
    except UnicodeDecodeError:
        message = say("What the editor wrote is not UTF-8.")
        raise NapError(message, say("Have it write UTF-8, or give the text with --text.")) from None
    passages: list[list[str]] = [[]]
    for line in content.splitlines():
        if line.startswith(_HEADING):
            passages.append([])
        elif not line.startswith(_COMMENT):
            passages[-1].append(line)
    before, *texts = ("\n".join(lines).strip() for lines in passages)
    if not (before or any(texts)):
        raise GivenUp(say("Nothing was written in the editor, so nothing is recorded."))
    if before or len(texts) != count:
        message = say("A heading is missing, so that nobody can tell which text is meant for what.")
        raise NapError(message, say("Write below the lines that start with #=, and leave those as they are."))
    return texts


def _put_away(path: Path, start: str) -> None:
    """Keep what was written, and say where; if that is nothing, remove it."""
    if not path.exists():
        return
    if path.read_bytes() == start.encode():
        path.unlink()
    else:
        reading.warn(say("What you wrote is kept in {path}.", path=path))
