"""Files that another process parses while this one imports: they say the same, whatever happens to that process."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from conftest import ROOT, Nap
from faults import Fault, laid
from mutations import DAY, FAULTS, files

from nap.store import ahead as module
from nap.store import workers
from nap.store.ahead import ahead
from nap.store.parsing import ACTORS, MANIFEST, action_paths
from nap.store.positions import Refusal
from nap.store.tree import FolderTree
from nap.store.yaml import parse

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux copies a process safely")

NO_YAML = [fault for fault in FAULTS if fault.code < "NAP200" and not fault.against_base]


@pytest.fixture
def helpers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that helped: here one always does, for everything that it would save is imported already."""
    started: list[int] = []
    fork = os.fork

    def noted() -> int:
        process = fork()
        started.append(process)
        return process

    monkeypatch.setattr(os, "fork", noted)
    monkeypatch.setattr(module, "_MODEL", "not imported")
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    return started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real plan."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """What the files of a plan say."""
    tree = FolderTree(folder)
    return {path: (folder / path).read_bytes() for path in (MANIFEST, ACTORS, *action_paths(tree))}


def test_the_real_plan_says_the_same_at_the_same_places(helpers: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[bytes] = []
    monkeypatch.setattr(module, "parse", lambda content: parsed.append(content) or parse(content))
    with ahead(FolderTree(ROOT)) as how:
        for content in contents(ROOT).values():
            value, positions = how(content)
            assert content not in parsed
            expected, places = parse(content)
            assert value == expected
            assert positions.text == content.decode()
            for key, item in value.items():
                assert positions.find((key,), key=True) == places.find((key,), key=True)
                assert positions.find((key, 0)) == places.find((key, 0))
                assert type(item) is type(expected[key])
            assert positions.place == places.place
    assert len(helpers) == 1


def test_what_changes_after_it_was_read_is_read_again(folder: Path, helpers: list[int]) -> None:
    with ahead(FolderTree(folder)) as how:
        assert how((folder / MANIFEST).read_bytes())[0]["id"] == "be-nap-bhr-2"
        assert how(b"id: other\n")[0] == {"id": "other"}
    assert helpers


def test_a_file_that_cannot_be_read_is_refused_as_ever(folder: Path, helpers: list[int]) -> None:
    broken = b"id: '35'\nid: '36'\n"
    (folder / "data/actions/35-corruption-awareness-tool.yaml").write_bytes(broken)
    with pytest.raises(Refusal) as expected:
        parse(broken)
    with ahead(FolderTree(folder)) as how, pytest.raises(Refusal) as refused:
        how(broken)
    assert (refused.value.code, refused.value.place) == (expected.value.code, expected.value.place)
    assert helpers


@pytest.mark.parametrize("has_begun", [False, True])
def test_a_process_that_is_stopped_is_not_missed(
    folder: Path, helpers: list[int], monkeypatch: pytest.MonkeyPatch, has_begun: bool
) -> None:
    def stopped(_work: object, _reading: int, writing: int) -> None:
        if has_begun:
            os.write(writing, b"[\x02\x00\x00\x00")
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(workers, "_answer", stopped)
    with ahead(FolderTree(folder)) as how:
        for content in contents(folder).values():
            assert how(content)[0] == parse(content)[0]
    assert helpers


def test_a_process_that_cannot_be_started_is_not_missed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(module, "_MODEL", "not imported")
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    monkeypatch.setattr(os, "fork", refused)
    with ahead(FolderTree(folder)) as how:
        for content in contents(folder).values():
            assert how(content)[0] == parse(content)[0]


def test_a_process_whose_answer_has_no_way_back_is_not_missed(folder: Path, helpers: list[int]) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(int(path.name) for path in open_files()) + 8, hard))
    kept: list[int] = []
    try:
        with suppress(OSError):
            while True:
                kept.append(os.dup(0))
        os.close(kept.pop())  # for the folder that is read
        with ahead(FolderTree(folder)) as how:
            assert how(b"id: other\n")[0] == {"id": "other"}
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for descriptor in kept:
            os.close(descriptor)
    assert not helpers


def test_who_does_not_want_to_know_of_the_end_of_processes_is_not_told(folder: Path, helpers: list[int]) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with ahead(FolderTree(folder)) as how:
            assert how((folder / MANIFEST).read_bytes())[0]["id"] == "be-nap-bhr-2"
    finally:
        signal.signal(signal.SIGCHLD, before)
    assert helpers


def test_who_leaves_does_not_wait(helpers: list[int]) -> None:
    def endless() -> bytes:
        signal.pause()
        raise AssertionError

    with pytest.raises(KeyboardInterrupt), workers.beside(endless):
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(helpers[0], 0)


def test_only_so_much_is_kept_in_memory(folder: Path, helpers: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_BYTES", 50_000)
    with ahead(FolderTree(folder)) as how:
        parsed: list[bytes] = []
        monkeypatch.setattr(module, "parse", lambda content: parsed.append(content) or parse(content))
        for content in contents(folder).values():
            assert how(content)[0] == parse(content)[0]
    assert 0 < len(parsed) < len(contents(folder))


def test_nothing_is_left_when_nobody_asks(folder: Path, helpers: list[int]) -> None:
    before = open_files()
    with ahead(FolderTree(folder)):
        assert helpers
    assert open_files() == before
    with pytest.raises(ProcessLookupError):
        os.kill(helpers[0], 0)


def open_files() -> set[Path]:
    return set(Path("/proc/self/fd").iterdir())


def test_what_is_imported_already_needs_no_help(
    folder: Path, helpers: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MODEL", "nap.model.action")
    with ahead(FolderTree(folder)) as how:
        assert how is parse
    assert not helpers


@contextmanager
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Without help."""
    with monkeypatch.context() as patch:
        patch.setattr(module, "_MODEL", "nap.model.action")
        yield


@pytest.mark.parametrize("fault", NO_YAML, ids=lambda fault: fault.name)
def test_faults_are_found_all_the_same(
    fault: Fault, nap: Nap, helpers: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = fault.put(files())
    with laid({}, put.files, tmp_path):
        with alone(monkeypatch):
            expected = nap("lint", "--format", "json", "--on", DAY, plan=tmp_path)
        assert not helpers
        assert nap("lint", "--format", "json", "--on", DAY, plan=tmp_path) == expected
        assert helpers


@pytest.mark.parametrize("command", [("lint",), ("list",), ("report", "2025")])
def test_a_command_says_the_same_with_one_processor(command: tuple[str, ...]) -> None:
    """Run as users do: then the model is not imported when the plan is found, and a second processor helps."""

    def run(before: str) -> tuple[int, bytes, bytes]:
        code = f"import os; {before}; from nap.cli.app import run; run()"
        done = subprocess.run([sys.executable, "-c", code, *command], cwd=ROOT, capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr

    one = "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})"
    assert run(one) == run("None")
