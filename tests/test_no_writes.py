"""Looking at a plan never changes it: not a byte, not a time, and nothing is left beside its files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Nap, git
from faults import Files, write
from mutations import A35, A40, A59, A62, files

from nap.output.findings import FORMATS

COMMANDS = [
    *(f"lint --format {form}" for form in FORMATS),
    "lint --base HEAD",
    "lint --base HEAD --format markdown --lang nl",
    "lint --strict --select NAP8 --ignore NAP803",
    "lint --rev HEAD",
    "fmt --check",
    "fmt --diff",
    "diff HEAD",
    "log 35",
    "list",
    "list --rev HEAD",
    "show 35",
    "overdue --within 90",
    "actors",
    "chapters",
    "stats",
    "report 2025",
    "rules",
    "rule NAP605",
    "schema --check",
]


def spoilt() -> Files:
    """The real plan with files that nap would write otherwise, or that it cannot read."""
    found = dict(files())
    for path, old, new in (
        (A40, b'id: "40"', b"id:     '40'"),
        (A62, b"  - actor: fod-volksgezondheid", b"  - actor: fod-volksgezond"),
        (A59, b"\n", b"\r\n"),
    ):
        content = found[path]
        assert isinstance(content, bytes)
        found[path] = content.replace(old, new)
    found["data/actions/68-nothing.yaml"] = b"id: ["
    found["data/actions/notes.txt"] = b"a note"
    return found


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan in a repository, with something wrong in it and something changed since the last commit."""
    folder = tmp_path_factory.mktemp("spoilt")
    write(spoilt(), folder)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "base")
    path = folder / A35
    path.write_bytes(path.read_bytes().replace(b"De bewustmakingstool", b"De  bewustmakingstool"))
    return folder


def seen(folder: Path) -> dict[str, tuple[int, int, int, bytes]]:
    """Everything in a folder, also what git keeps there: mode, size, time of the last change, and content."""
    found = {}
    for path in (folder, *folder.rglob("*")):
        status = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(folder))] = (status.st_mode, status.st_size, status.st_mtime_ns, content)
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_whoever_looks_leaves_everything_as_it_was(command: str, nap: Nap, plan: Path) -> None:
    arguments = command.split()
    before = seen(plan)
    for more in ((), (f"{plan}/{A35}",)) if arguments[0] in {"lint", "fmt"} else ((),):
        result = nap(*arguments, *more, plan=None, cwd=plan)
        assert result.code in {0, 1, 3}, result.err
    assert seen(plan) == before


def test_the_test_would_see_a_write(plan: Path) -> None:
    before = seen(plan)
    path = plan / A35
    times = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    os.utime(path, ns=(times[0], times[1] + 1))
    assert seen(plan) != before
    os.utime(path, ns=times)
    assert seen(plan) == before
    other = path.with_suffix(".tmp")
    other.touch()
    other.unlink()
    assert seen(plan) != before  # the folder remembers
