"""`nap fmt`: it writes what changes and nothing else, says what it left, and never writes over somebody's work."""

from __future__ import annotations

import os
import stat
import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest
from conftest import ROOT, Nap, action, write_plan

from nap.cli import reading
from nap.errors import DataError
from nap.output.table import Screen
from nap.store import writing
from nap.store.load import load
from nap.store.tree import FolderTree
from nap.store.writing import replace_file

FIRST, SECOND = "data/actions/1.yaml", "data/actions/2.yaml"
ALL = [FIRST, SECOND, "data/actors.yaml", "data/plan.yaml"]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of two actions, of which nothing is laid out."""
    return write_plan(tmp_path / "plan", action("1"), action("2"))


def state(plan: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file with its content, the moment it was last written, and its place on the disk."""
    files = [path for path in plan.rglob("*") if path.is_file()]
    return {
        path.relative_to(plan).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
        for path in files
    }


# -- the command -----------------------------------------------------------------------------------------------


def test_all_files_are_laid_out_and_each_that_changed_is_said(plan: Path, nap: Nap) -> None:
    before = load(FolderTree(plan)).whole()
    done = nap("fmt", plan=plan)
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        *(f"nap: {path}: laid out." for path in ALL),
        "nap: Files laid out: 4; laid out already: 0.",
    ]
    assert (plan / FIRST).read_text().startswith('id: "1"\nchapter: 1\ntitle:\n  nl: Actie nummer 1\n')
    after = load(FolderTree(plan)).whole()
    assert (after.manifest, after.actors, after.actions) == (before.manifest, before.actors, before.actions)
    assert sorted(state(plan)) == sorted(ALL)

    laid_out = state(plan)
    again = nap("fmt", plan=plan)
    assert (again.code, again.out, again.err) == (0, "", "nap: Files laid out: 0; laid out already: 4.\n")
    assert state(plan) == laid_out


def test_the_real_plan_is_laid_out(nap: Nap) -> None:
    done = nap("fmt", "--check")
    assert (done.code, done.out) == (0, "")
    assert done.err == "nap: Files that would change: 0; laid out already: 73.\n"


def test_a_check_lists_what_would_change_and_writes_nothing(plan: Path, nap: Nap) -> None:
    nap("fmt", str(plan / "data/actors.yaml"), plan=plan)
    before = state(plan)
    done = nap("fmt", "--check", plan=plan)
    assert done.code == 1
    assert done.lines == [FIRST, SECOND, "data/plan.yaml"]
    assert done.err == "nap: Files that would change: 3; laid out already: 1.\n"
    assert state(plan) == before


def test_a_difference_writes_nothing_and_can_be_applied(plan: Path, nap: Nap) -> None:
    (plan / SECOND).write_bytes(b"\xef\xbb\xbf" + (plan / SECOND).read_bytes() + b"\r\n")
    before = state(plan)
    done = nap("fmt", "--diff", plan=plan)
    assert done.code == 1
    assert done.out.startswith(f"--- a/{FIRST}\n+++ b/{FIRST}\n@@ ")
    assert done.out.count("\n\\ No newline at end of file\n") == 3
    assert state(plan) == before

    assert nap("fmt", plan=plan).code == 0
    written = state(plan)
    for path, (content, _, _) in before.items():
        (plan / path).write_bytes(content)
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"], cwd=plan, input=done.out.encode(), check=True, capture_output=True
    )
    assert {path: entry[0] for path, entry in state(plan).items()} == {
        path: entry[0] for path, entry in written.items()
    }


def test_check_and_difference_together_show_the_difference(plan: Path, nap: Nap) -> None:
    before = state(plan)
    done = nap("fmt", "--check", "--diff", plan=plan)
    assert (done.code, done.out) == (1, nap("fmt", "--diff", plan=plan).out)
    assert state(plan) == before


def test_on_a_terminal_a_difference_shows_nothing_that_it_could_obey(
    plan: Path, nap: Nap, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plan / FIRST).write_text("id:   '1'  # \u202egnorw\n")
    assert "\u202e" in nap("fmt", "--diff", FIRST, plan=plan, cwd=plan).out
    monkeypatch.setattr(reading, "screen", lambda: Screen(80))
    done = nap("fmt", "--diff", FIRST, plan=plan, cwd=plan)
    assert done.lines[-2:] == ["-id:   '1'  # gnorw", '+id: "1"  # gnorw']


def test_a_terminal_is_told_how_far_it_is(plan: Path, nap: Nap, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(reading, "progress", lambda: nullcontext(lambda done, of: told.append((done, of))))
    nap("fmt", plan=plan)
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_only_the_files_and_folders_that_are_named(plan: Path, nap: Nap) -> None:
    before = state(plan)
    assert nap("fmt", SECOND, plan=plan, cwd=plan).code == 0
    after = state(plan)
    assert {path for path in ALL if after[path] != before[path]} == {SECOND}
    assert nap("fmt", "--check", "actions", plan=plan, cwd=plan / "data").lines == [FIRST]
    assert nap("fmt", "--check", ".", plan=plan, cwd=plan).lines == [FIRST, "data/actors.yaml", "data/plan.yaml"]
    assert nap("fmt", "--check", "plan.yaml", "actors.yaml", plan=plan, cwd=plan / "data").lines == ALL[2:]
    assert nap("fmt", "--check", SECOND, plan=plan, cwd=plan).code == 0


@pytest.mark.parametrize("name", ["data/actions/3.yaml", "README.md", "notes", "../elsewhere.yaml"])
def test_what_is_not_the_plans_is_not_laid_out(name: str, plan: Path, nap: Nap) -> None:
    (plan / "README.md").write_text("title:   x\n")
    (plan / "notes").mkdir()
    (plan.parent / "elsewhere.yaml").write_text("title:   x\n")
    before = state(plan.parent)
    done = nap("fmt", name, SECOND, plan=plan, cwd=plan)
    assert (done.code, done.out) == (2, "")
    assert name in done.err
    assert state(plan.parent) == before


def test_a_file_that_cannot_be_read_is_named_and_hides_no_other(plan: Path, nap: Nap) -> None:
    broken = b'id: "1"\nchapter:   1\ntitle: "open\n'
    (plan / FIRST).write_bytes(broken)
    for flags, code in ((["--check"], 3), (["--diff"], 3), ([], 3)):
        done = nap("fmt", *flags, plan=plan)
        assert done.code == code
        assert done.err.startswith(f"nap: {FIRST}:")
        assert "Close the quotes" in done.err
        assert done.err.endswith("laid out already: 0; left as they are: 1.\n")
        assert FIRST not in done.out
    assert (plan / FIRST).read_bytes() == broken
    assert (plan / SECOND).read_text().startswith('id: "2"\n')


def test_a_missing_file_is_said(plan: Path, nap: Nap) -> None:
    (plan / "data/actors.yaml").unlink()
    done = nap("fmt", plan=plan)
    assert done.code == 3
    assert "data/actors.yaml:1:1: There is no such file." in done.err
    assert not (plan / "data/actors.yaml").exists()


def test_languages_come_in_the_order_of_the_plan_even_if_its_file_has_a_mark_at_its_start(plan: Path, nap: Nap) -> None:
    manifest = (plan / "data/plan.yaml").read_text().replace('["nl", "fr"]', '["fr", "nl"]')
    (plan / "data/plan.yaml").write_bytes(b"\xef\xbb\xbf" + manifest.encode())
    assert nap("fmt", plan=plan).code == 0
    assert "title:\n  fr: Action numéro 1\n  nl: Actie nummer 1\n" in (plan / FIRST).read_text()
    assert (plan / "data/plan.yaml").read_text().startswith("id: test-plan\n")


def test_a_plan_whose_languages_cannot_be_read_keeps_the_order_of_languages(plan: Path, nap: Nap) -> None:
    (plan / "data/plan.yaml").write_text("languages: [\n")
    assert nap("fmt", FIRST, plan=plan, cwd=plan).code == 0
    assert "title:\n  nl: Actie nummer 1\n  fr: Action numéro 1\n" in (plan / FIRST).read_text()


def test_a_file_that_is_a_link_is_left_with_what_it_leads_to(plan: Path, nap: Nap) -> None:
    outside = plan.parent / "outside.yaml"
    (plan / FIRST).rename(outside)
    (plan / FIRST).symlink_to(outside)
    before = outside.read_bytes()
    done = nap("fmt", plan=plan)
    assert done.code == 3
    assert f"{FIRST}:1:1: This is a link" in done.err
    assert (plan / FIRST).is_symlink()
    assert outside.read_bytes() == before


def test_a_folder_that_is_a_link_is_left_with_what_is_in_it(plan: Path, nap: Nap) -> None:
    (plan / "data/actions").rename(plan.parent / "elsewhere")
    (plan / "data/actions").symlink_to(plan.parent / "elsewhere")
    before = (plan.parent / "elsewhere/1.yaml").read_bytes()
    done = nap("fmt", plan=plan)
    assert done.code == 3
    assert done.err.endswith("Files laid out: 2; laid out already: 0; left as they are: 2.\n")
    assert (plan.parent / "elsewhere/1.yaml").read_bytes() == before


def test_a_plan_reached_through_a_link_is_laid_out(plan: Path, nap: Nap) -> None:
    (plan.parent / "link").symlink_to(plan)
    assert nap("fmt", plan=plan.parent / "link").code == 0
    assert (plan / FIRST).read_text().startswith('id: "1"\n')


def test_a_file_that_cannot_be_written_is_said_and_stays(plan: Path, nap: Nap, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(plan)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    done = nap("fmt", plan=plan)
    assert done.code == 3
    assert "1.yaml cannot be written: No space left on device." in done.err
    assert done.err.endswith("Files laid out: 0; laid out already: 0; left as they are: 4.\n")
    assert state(plan) == before


# -- writing ---------------------------------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"before")
    return path


def test_a_file_is_replaced_and_keeps_its_mode(file: Path) -> None:
    file.chmod(0o640)
    replace_file(file, b"after", b"before")
    assert file.read_bytes() == b"after"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(file.parent.iterdir()) == [file]


def test_a_file_that_somebody_else_changed_is_not_written_over(file: Path) -> None:
    file.write_bytes(b"by somebody else")
    with pytest.raises(DataError, match="changed by somebody else"):
        replace_file(file, b"after", b"before")
    assert file.read_bytes() == b"by somebody else"
    assert list(file.parent.iterdir()) == [file]


def test_a_change_while_the_new_content_is_written_is_seen(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        file.write_bytes(b"by somebody else")

    monkeypatch.setattr(writing.os, "fsync", meanwhile)
    with pytest.raises(DataError, match="changed by somebody else"):
        replace_file(file, b"after", b"before")
    assert file.read_bytes() == b"by somebody else"
    assert list(file.parent.iterdir()) == [file]


def test_only_a_regular_file_that_is_there_is_replaced(file: Path) -> None:
    link = file.parent / "link.yaml"
    link.symlink_to(file)
    for path, says in (
        (link, "not a regular file"),
        (file.parent, "not a regular file"),
        (file / "b", "cannot be written"),
    ):
        with pytest.raises(DataError, match=says):
            replace_file(path, b"after", b"before")
    gone = file.parent / "gone.yaml"
    with pytest.raises(DataError, match="cannot be written"):
        replace_file(gone, b"after", b"")
    assert not gone.exists()
    assert file.read_bytes() == b"before"


def test_a_link_that_takes_the_place_of_the_file_is_not_followed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync, other = os.fsync, file.parent / "other.yaml"
    other.write_bytes(b"before")

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        file.unlink(missing_ok=True)
        file.symlink_to(other)

    monkeypatch.setattr(writing.os, "fsync", meanwhile)
    with pytest.raises(DataError, match="changed by somebody else"):
        replace_file(file, b"after", b"before")
    assert file.is_symlink()
    assert other.read_bytes() == b"before"


def test_a_file_that_may_not_be_written_is_not_replaced(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, mode: str) -> None:
        assert mode == "r+b"
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(Path, "open", refuse)  # who runs this may be allowed everything
    with pytest.raises(DataError, match="cannot be written: Permission denied"):
        replace_file(file, b"after", b"before")
    monkeypatch.undo()
    assert file.read_bytes() == b"before"
    assert list(file.parent.iterdir()) == [file]


def test_the_real_plan_can_be_scrambled_and_mended(tmp_path: Path, nap: Nap) -> None:
    folder = tmp_path / "plan"
    (folder / "data/actions").mkdir(parents=True)
    originals = {path.relative_to(ROOT): path.read_bytes() for path in sorted((ROOT / "data").glob("**/*.yaml"))}
    for path, content in originals.items():
        windows = content.replace(b"\n", b"  \r\n").replace(b">-  \r\n", b">-\r\n")
        (folder / path).write_bytes(windows if b">-" not in content else content.replace(b"\n", b"\r\n") + b"\r\n\r\n")
    done = nap("fmt", plan=folder)
    assert (done.code, done.err.splitlines()[-1]) == (0, "nap: Files laid out: 73; laid out already: 0.")
    assert {path: (folder / path).read_bytes() for path in originals} == originals
