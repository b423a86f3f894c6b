"""What tests of commands that record share: a copy of the real plan in a repository, a day on which it is recorded,
and somebody at a terminal.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import DAY, ROOT, git
from test_terminal import environment

from nap.cli import reading

CTRL_C = "<ctrl-c>"
CTRL_D = "\x04"
_PATIENCE = 60.0
_NAP_ON_THE_DAY = f"""
import datetime
from nap.cli import app, reading
reading.today = lambda: {DAY!r}
app.run()
"""


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nap, run in this process, take it to be the day of the tests."""
    monkeypatch.setattr(reading, "today", lambda: DAY)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A copy of the real plan in a repository."""
    return copy_of_the_plan(tmp_path / "plan")


def copy_of_the_plan(folder: Path) -> Path:
    """The real plan in a repository of its own, with everything committed."""
    shutil.copytree(ROOT / "data", folder / "data")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Het plan")
    return folder


def added(folder: Path) -> dict[str, int]:
    """How many lines each changed file has more than was committed; no line may be gone."""
    found = {}
    for line in git(folder, "diff", "--numstat").splitlines():
        more, less, path = line.split("\t")
        assert less == "0", path
        found[path] = int(more)
    assert git(folder, "status", "--porcelain", "--untracked-files=all", "--ignored").count("\n") == len(found)
    return found


def new_lines(folder: Path) -> list[str]:
    """The lines that were added since the commit."""
    lines = git(folder, "diff", "--unified=0").splitlines()
    return [line[1:] for line in lines if line.startswith("+") and not line.startswith("+++")]


class Talk(NamedTuple):
    """How a run at a terminal went."""

    code: int
    terminal: str
    """Everything on the terminal: what was asked on the error stream, and what was typed."""
    out: str
    """The results, which are piped."""


def talk(*arguments: str, plan: Path, answers: list[tuple[str, str]], **more: str) -> Talk:
    """Run nap at a terminal, on the day of the tests; to each question, by its words, type an answer."""
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", _NAP_ON_THE_DAY, *arguments, "--plan", str(plan)],
        stdin=end,
        stdout=subprocess.PIPE,
        stderr=end,
        env=environment(**more),
        start_new_session=True,
        preexec_fn=_listening,  # noqa: PLW1509 - no other thread runs here
    )
    os.close(end)
    shown, seen = "", 0
    with process, ExitStack() as stack:
        stack.callback(process.kill)  # a run that still waits when something is not as expected would never end
        for question, answer in answers:
            while question not in shown[seen:]:
                said = _read(terminal)
                assert said, f"{question!r} was never asked:\n{shown}"
                shown += said
            seen = shown.index(question, seen) + len(question)
            if answer == CTRL_C:
                process.send_signal(signal.SIGINT)
            else:
                os.write(terminal, (answer if answer == CTRL_D else f"{answer}\n").encode())
        while said := _read(terminal):
            shown += said
        assert process.stdout is not None
        out = process.stdout.read().decode()
        process.wait(_PATIENCE)
    os.close(terminal)
    return Talk(process.returncode, shown.replace("\r\n", "\n"), out)


def _listening() -> None:
    """Have a run hear Ctrl-C also where the tests themselves run in the background, which does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _read(terminal: int) -> str:
    """What is written to a terminal next; "" when nobody writes to it any more."""
    ready, _, _ = select.select([terminal], [], [], _PATIENCE)
    assert ready, "nothing more is said, and the run does not end"
    try:
        return os.read(terminal, 1 << 16).decode()
    except OSError:  # how Linux says that nobody has it open any more
        return ""
