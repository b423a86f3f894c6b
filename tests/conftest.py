"""What tests share: the real plan, plans made for one test, and a way to run nap as its users do."""

from __future__ import annotations

import datetime
import gc
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from nap.cli.app import main
from nap.model.plan import Plan
from nap.store.load import Loaded, load
from nap.store.tree import FolderTree

# A command collects no garbage, and says so when it is imported; thousands of tests in one process must.
gc.enable()

# In the gate hypothesis tries the same examples each time; on a developer's machine it looks for new ones.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile("gate" if os.environ.get("CI") else "explore")

ROOT = Path(__file__).resolve().parent.parent
PLANS = Path(__file__).resolve().parent / "plans"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="Rewrite the golden files from what nap says now.")


@dataclass(frozen=True)
class Result:
    """What a run of nap gave."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Nap = Callable[..., Result]


@contextmanager
def _streams() -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    out, err = io.BytesIO(), io.BytesIO()
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = io.TextIOWrapper(out, encoding="utf-8"), io.TextIOWrapper(err, encoding="utf-8")
    try:
        yield out, err
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            stream.detach()  # keeps the buffer readable
        sys.stdout, sys.stderr = before


@pytest.fixture
def nap(monkeypatch: pytest.MonkeyPatch) -> Nap:
    """Run nap in this process, its output piped. By default on the real plan; `plan=None` leaves that out."""
    monkeypatch.delenv("NAP_PLAN", raising=False)
    monkeypatch.delenv("NAP_LANG", raising=False)

    def run(*arguments: str, plan: Path | None = ROOT, cwd: Path | None = None) -> Result:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        given = ["--plan", str(plan)] if plan is not None else []
        monkeypatch.setattr(sys, "argv", ["nap", *arguments, *given])
        with _streams() as (out, err):
            try:
                main()
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else 1 if end.code else 0
        return Result(code, out.getvalue().decode(), err.getvalue().decode())

    return run


@pytest.fixture(scope="session")
def real() -> Plan:
    """The real plan."""
    return load(FolderTree(ROOT)).whole()


# -- plans made for one test -----------------------------------------------------------------------------------

DAY = datetime.date(2026, 11, 22)


def manifest(**changes: Any) -> dict[str, Any]:
    """A small plan.yaml."""
    return {
        "id": "test-plan",
        "title": {"nl": "Een plan"},
        "source_language": "nl",
        "languages": ["nl", "fr"],
        "term": {"start": "2024-04-05", "end": "2029-04-04"},
        "counts": {"actions": 1, "sub_actions": 0},
        "coordinator": {"actor": "secretariaat"},
        "source": {"document": "Het document", "publisher": "De uitgever"},
        "chapters": [{"number": 1, "title": "Eerste hoofdstuk"}, {"number": 2, "title": "Tweede hoofdstuk"}],
    } | changes


def actors(*more: dict[str, Any]) -> dict[str, Any]:
    """A small actors.yaml: a government with two bodies and a collective, and its secretariat."""
    return {
        "actors": [
            {"id": "staat", "kind": "government", "name": "De Staat"},
            {"id": "secretariaat", "kind": "body", "parent": "staat", "name": "Secretariaat", "acronym": "SEC"},
            {"id": "een", "kind": "body", "parent": "staat", "name": {"nl": "Dienst Een", "fr": "Service Un"}},
            {"id": "twee", "kind": "body", "parent": "staat", "name": "Dienst Twee", "aliases": ["Tweede dienst"]},
            {"id": "een-a", "kind": "unit", "parent": "een", "name": "Afdeling A"},
            {"id": "overige", "kind": "collective", "parent": "staat", "name": "De overige diensten"},
            *more,
        ]
    }


def action(action_id: str = "1", **changes: Any) -> dict[str, Any]:
    """A small action file: one actor, due on the last day of 2024."""
    return {
        "id": action_id,
        "chapter": 1,
        "title": {"nl": f"Actie nummer {action_id}", "fr": f"Action numéro {action_id}"},
        "actors": [{"actor": "een"}],
        "deadline": {"stated": "2024", "kind": "date", "due": "2024-12-31", "precision": "year"},
        "measures": [{"id": "a", "text": "Iets doen."}],
        "source": {"section": f"Actie {action_id}"},
    } | changes


def update(date: str, status: str, by: str = "een", **more: Any) -> dict[str, Any]:
    """One update."""
    return {"date": date, "by": by, "status": status} | more


def write_plan(
    folder: Path,
    *action_files: dict[str, Any],
    plan: dict[str, Any] | None = None,
    who: dict[str, Any] | None = None,
) -> Path:
    """Write a plan to a folder (JSON is YAML too) and give the folder back."""
    (folder / "data" / "actions").mkdir(parents=True, exist_ok=True)
    (folder / "data" / "plan.yaml").write_text(written(plan or manifest()), encoding="utf-8")
    (folder / "data" / "actors.yaml").write_text(written(who or actors()), encoding="utf-8")
    for content in action_files:
        path = folder / "data" / "actions" / f"{content['id']}.yaml"
        path.write_text(written(content), encoding="utf-8")
    return folder


def written(value: Any) -> str:
    """A value as a file has it; what only some programs take for the end of a line, no file may have as it is."""
    text = json.dumps(value, ensure_ascii=False)
    for end in "\x85\u2028\u2029":
        text = text.replace(end, f"\\u{ord(end):04x}")
    return text


def loaded(folder: Path) -> Loaded:
    """What reading a folder gives."""
    return load(FolderTree(folder))


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Plan]:
    """Make a plan of these action files, which must be readable whole."""

    def make_plan(*action_files: dict[str, Any], **files: Any) -> Plan:
        return loaded(write_plan(tmp_path, *action_files, **files)).whole()

    return make_plan


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, with nothing of the surrounding configuration."""
    import subprocess

    environment = os.environ | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "Tester",
        "GIT_AUTHOR_EMAIL": "tester@example.org",
        "GIT_COMMITTER_NAME": "Tester",
        "GIT_COMMITTER_EMAIL": "tester@example.org",
        "GIT_AUTHOR_DATE": "2025-01-02T03:04:05Z",
        "GIT_COMMITTER_DATE": "2025-01-02T03:04:05Z",
    }
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True, env=environment
    )
    return done.stdout
