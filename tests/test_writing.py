"""Several files are written or none: whenever the process is killed, however full the disk, whoever comes between.

What is killed here is a copy of the test's own process, at each of its dealings with files in turn (see killed.py).
"""

from __future__ import annotations

import errno
import os
import pickle
import resource
import shutil
import signal
import stat
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from conftest import Nap, action, git, loaded, update, write_plan
from killed import calls, ended, failing, in_child, killed, killed_at_each, started

from nap.errors import DataError
from nap.store import writing
from nap.store.pending import FOLDER, finish
from nap.store.tree import MAX_FILE_BYTES, PENDING, FolderTree
from nap.store.writing import Edit, write_all

PATHS = [f"data/actions/{number}-action.yaml" for number in range(11)] + ["data/plan.yaml"]
OTHER = "data/actions/99-other.yaml"


def said(path: str, when: str) -> bytes:
    """What a file says at some time; no two files say the same, nor is one as long as the next."""
    return f"{path}: {when}\n".encode() * (5 + len(when) + (*PATHS, OTHER).index(path))


def edit_of(path: str, before: str = "before", after: str = "after") -> Edit:
    return Edit(path, said(path, before), said(path, after))


EDITS = [edit_of(path) for path in PATHS]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return fresh(tmp_path / "plan")


@pytest.fixture
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk, which takes long and matters only when the power fails; do something else there."""
    monkeypatch.setattr(os, "fsync", os.get_inheritable)


def fresh(root: Path) -> Path:
    """A folder with the files as they were before, and nothing of nap's own."""
    shutil.rmtree(root, ignore_errors=True)
    (root / "data/actions").mkdir(parents=True)
    for path in (*PATHS, OTHER):
        (root / path).write_bytes(said(path, "before"))
    return root


def read(root: Path) -> dict[str, bytes | None]:
    """What nap reads, as a process that starts now."""
    tree = FolderTree(root)
    return {path: tree.read(path) for path in (*PATHS, OTHER)}


def on_disk(root: Path) -> dict[str, bytes]:
    return {path: (root / path).read_bytes() for path in (*PATHS, OTHER)}


def at(**when: str) -> dict[str, bytes]:
    """What the files say at a time; another time for some of them, as `other="later"`."""
    times = dict.fromkeys(PATHS, when["all"]) | {OTHER: when.get("other", "before")}
    return {path: said(path, time) for path, time in times.items()}


BEFORE, AFTER = at(all="before"), at(all="after")


def own(root: Path) -> list[str]:
    """What stands in the plan's folders that is not the plan's."""
    known = {root / path for path in (*PATHS, OTHER)} | {root / "data/actions"}
    return sorted(str(path.relative_to(root)) for path in (root / "data").rglob("*") if path not in known)


def interrupt(root: Path, edits: Sequence[Edit] = EDITS, moved: int = 0) -> None:
    """Leave a write of several files that was killed when so many were in their place."""
    assert killed(lambda: write_all(root, edits), moved, of="replace")


# -- when all goes well ----------------------------------------------------------------------------------------


def test_several_files_are_written_and_nothing_else_changes(root: Path) -> None:
    (root / PATHS[0]).chmod(0o640)
    (root / PATHS[1]).chmod(0o600)
    modes = {path: (root / path).stat().st_mode for path in PATHS}
    untouched = (root / OTHER).stat()
    write_all(root, [*EDITS, edit_of(OTHER, after="before")])
    assert on_disk(root) == read(root) == AFTER
    assert {path: (root / path).stat().st_mode for path in PATHS} == modes
    assert (root / OTHER).stat().st_ino == untouched.st_ino
    assert own(root) == []


def test_nothing_to_write_is_nothing_written(root: Path) -> None:
    before = (root / "data").stat().st_mtime_ns
    write_all(root, [])
    write_all(root, [edit_of(OTHER, after="before")])
    assert (root / "data").stat().st_mtime_ns == before


def test_a_file_has_one_new_content(root: Path) -> None:
    with pytest.raises(ValueError, match="one new content"):
        write_all(root, [edit_of(OTHER), edit_of(OTHER)])
    assert on_disk(root) == BEFORE


def test_each_thing_is_on_the_disk_before_what_follows_from_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the power fails, a disk may have kept what came later and not what came before, unless it was asked."""
    events: list[tuple[str, str]] = []

    def named(path: Path) -> str:
        parts = path.relative_to(root).parts
        return "/".join("WRITING" if part.startswith(".nap-writing-") else part for part in parts)

    fsync = os.fsync

    def synced(descriptor: int) -> None:
        events.append(("sync", named(Path(f"/proc/self/fd/{descriptor}").readlink())))
        fsync(descriptor)

    def told(kind: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def act(path: Path, *arguments: Any) -> Any:
            events.append((kind, named(path)))
            return real(path, *arguments)

        return act

    monkeypatch.setattr(os, "fsync", synced)
    for kind in ("rename", "replace", "unlink"):
        monkeypatch.setattr(Path, kind, told(kind, getattr(Path, kind)))
    write_all(root, [edit_of(PATHS[0]), edit_of(PATHS[-1])])
    new = "data/WRITING/.git"
    assert events[:6] == [
        *(("sync", f"{new}/{name}") for name in ("new-0.yaml", "new-1.yaml", "expected.json")),
        ("sync", new),
        ("sync", "data/WRITING"),
        ("rename", "data/WRITING"),
    ]
    assert events[6:9] == [("sync", "data"), *(("replace", f"{PENDING}/new-{number}.yaml") for number in (0, 1))]
    assert sorted(events[9:11]) == [("sync", "data"), ("sync", "data/actions")]
    assert events[11:] == [("unlink", f"{PENDING}/expected.json"), ("sync", PENDING)]


# -- killed ----------------------------------------------------------------------------------------------------


def test_what_a_write_does_is_seen_by_who_kills_it(root: Path) -> None:
    names = calls(lambda: write_all(root, EDITS))
    assert [names.count(name) for name in ("rename", "replace", "unlink", "rmdir", "flock")] == [1, 12, 1, 2, 1]
    assert names.count("fsync") > names.count("write") > 12


@pytest.mark.usefixtures("unsynced")
def test_killed_anywhere_all_files_are_written_or_none(tmp_path: Path) -> None:
    root, decided = tmp_path / "plan", False

    def prepare() -> Callable[[], None]:
        fresh(root)
        return lambda: write_all(root, EDITS)

    outcomes = []
    for _ in killed_at_each(prepare):
        seen, disk = read(root), on_disk(root)
        assert seen in (BEFORE, AFTER)
        assert all(disk[path] in {BEFORE[path], AFTER[path]} for path in disk)
        decided = seen == AFTER
        outcomes.append(decided)
        # The next who writes sees a plan that is whole, and finishes what is decided, also in a file it writes to.
        state = "after" if decided else "before"
        write_all(root, [edit_of(PATHS[3], state, "later"), edit_of(OTHER, "before", "later")])
        assert on_disk(root) == read(root) == at(all=state, other="later") | {PATHS[3]: said(PATHS[3], "later")}
        assert own(root) == []
    assert outcomes == sorted(outcomes)  # none, up to some moment, and from then on all
    assert 50 < outcomes.count(False) < len(outcomes) - 30
    assert on_disk(root) == AFTER


@pytest.mark.usefixtures("unsynced")
@pytest.mark.parametrize("moved", [0, 5])
def test_killed_again_while_finishing_an_interrupted_write(moved: int, tmp_path: Path) -> None:
    root, later = tmp_path / "plan", at(all="after", other="later")
    interrupt(fresh(tmp_path / "interrupted"), moved=moved)

    def prepare() -> Callable[[], None]:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(tmp_path / "interrupted", root)
        return lambda: write_all(root, [edit_of(OTHER, "before", "later")])

    for _ in killed_at_each(prepare):
        assert read(root) in (AFTER, later)
        finish(root)
        assert on_disk(root) == read(root)
        write_all(root, [edit_of(PATHS[0], "after", "last")])
        assert read(root)[PATHS[0]] == said(PATHS[0], "last")
        assert own(root) == []
    assert on_disk(root) == later


@pytest.mark.usefixtures("unsynced")
def test_killed_while_giving_up_an_interrupted_write(tmp_path: Path) -> None:
    root = tmp_path / "plan"
    by_hand = BEFORE | {PATHS[4]: b"by hand"}
    interrupt(fresh(tmp_path / "interrupted"))
    (tmp_path / "interrupted" / PATHS[4]).write_bytes(b"by hand")

    def give_up() -> None:
        with pytest.raises(DataError, match="given up"):
            finish(root)

    def prepare() -> Callable[[], None]:
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(tmp_path / "interrupted", root)
        return give_up

    for _ in killed_at_each(prepare):
        assert on_disk(root) == read(root) == by_hand
        with suppress(DataError):  # who comes next is told, unless that was all but done
            finish(root)
        write_all(root, [edit_of(OTHER)])
        assert on_disk(root) == read(root) == by_hand | {OTHER: said(OTHER, "after")}
        assert own(root) == []


LARGEST = max(len(edit.after) for edit in EDITS)
SIZES = [0, 1, 150, len(EDITS[0].after) - 1, len(EDITS[5].after) - 1, LARGEST - 1, LARGEST]
"""How many bytes a file may have; at the last, all new contents are written, and the record of them is not."""


def limited(act: Callable[[], None], size: int) -> Callable[[], None]:
    """Do something in a process in which no file may have more bytes, so that a write stops in its midst."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        act()

    return limit


@pytest.mark.parametrize("size", SIZES)
def test_killed_in_the_midst_of_a_file(size: int, root: Path) -> None:
    def killed_there() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        write_all(root, EDITS)

    assert in_child(limited(killed_there, size)) == -signal.SIGXFSZ
    assert on_disk(root) == read(root) == BEFORE
    write_all(root, EDITS)
    assert on_disk(root) == AFTER
    assert own(root) == []


# -- a full disk -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_without_room_nothing_is_written_and_nothing_left(size: int, root: Path) -> None:
    def refused() -> None:
        with pytest.raises(DataError) as error:
            write_all(root, EDITS)
        assert error.value.message == "The files cannot be written: File too large."
        assert error.value.hint == "Nothing was changed. Make room on the disk, and try again."

    assert in_child(limited(refused, size)) == 0
    assert on_disk(root) == read(root) == BEFORE
    assert own(root) == []


@pytest.mark.usefixtures("unsynced")
def test_wherever_the_disk_is_full_all_files_are_written_or_none(tmp_path: Path) -> None:
    root, number, outcomes = tmp_path / "plan", 0, []
    while True:
        fresh(root)
        try:
            if not failing(lambda: write_all(root, EDITS), number):
                break
            said_so = False
        except DataError:
            said_so = True
        seen = read(root)
        assert seen in (BEFORE, AFTER)
        assert said_so or seen == AFTER  # who is told that all went well can rely on it
        outcomes.append((seen == AFTER, said_so))
        # With room again, there is nothing that cannot be finished.
        write_all(root, [edit_of(path, "after" if seen == AFTER else "before", "later") for path in PATHS])
        assert on_disk(root) == at(all="later")
        assert own(root) == []
        number += 1
    assert {(False, True), (True, True)} <= set(outcomes)
    assert on_disk(root) == AFTER


# -- files that somebody else changes --------------------------------------------------------------------------


def test_a_file_that_says_something_else_is_not_written_nor_any_other(root: Path) -> None:
    (root / PATHS[7]).write_bytes(b"by somebody else")
    with pytest.raises(DataError) as error:
        write_all(root, EDITS)
    assert error.value.message == f"{PATHS[7]} was changed by somebody else meanwhile."
    assert error.value.hint == "Nothing was written; try again."
    assert on_disk(root) == BEFORE | {PATHS[7]: b"by somebody else"}
    assert own(root) == []


@pytest.mark.parametrize("moment", [0, 4, 11, 12, 15])
def test_a_change_while_the_new_contents_are_made_ready_is_seen(
    moment: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last two moments are before the decision, and after it."""
    fsync, left = os.fsync, [moment]

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        left[0] -= 1
        if left[0] == -1:
            (root / PATHS[7]).write_bytes(b"by somebody else")

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(DataError, match=r"actions/7-action\.yaml was changed by somebody else meanwhile") as error:
        write_all(root, EDITS)
    assert error.value.hint == "Nothing was written; try again."
    assert on_disk(root) == read(root) == BEFORE | {PATHS[7]: b"by somebody else"}
    assert own(root) == []


def test_a_link_that_takes_the_place_of_a_file_meanwhile_is_not_followed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = root.parent / "outside.yaml"
    outside.write_bytes(said(PATHS[7], "before"))
    fsync = os.fsync

    def meanwhile(descriptor: int) -> None:
        fsync(descriptor)
        (root / PATHS[7]).unlink(missing_ok=True)
        (root / PATHS[7]).symlink_to(outside)

    monkeypatch.setattr(os, "fsync", meanwhile)
    with pytest.raises(DataError, match="changed by somebody else"):
        write_all(root, EDITS)
    assert (root / PATHS[7]).is_symlink()
    assert on_disk(root) == BEFORE
    assert outside.read_bytes() == said(PATHS[7], "before")


def test_one_of_two_who_write_at_once_is_told_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_ready = writing._make_ready
    told = []

    def meanwhile(*arguments: Any) -> None:
        with pytest.raises(DataError) as error:
            write_all(root, [edit_of(OTHER)])
        told.append(error.value.message)
        make_ready(*arguments)

    monkeypatch.setattr(writing, "_make_ready", meanwhile)
    write_all(root, EDITS)
    assert told == ["Somebody else is writing to this plan just now."]
    assert on_disk(root) == AFTER


@pytest.mark.usefixtures("unsynced")
@pytest.mark.parametrize("locks", [True, False], ids=["with locks", "without locks"])
def test_many_who_write_at_once_lose_nothing(locks: bool, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each adds one to a number in three files, and tries again when refused; where no locks are, one by one."""
    if not locks:
        monkeypatch.setitem(sys.modules, "fcntl", None)
    paths = [PATHS[0], PATHS[5], PATHS[11]]
    for path in paths:
        (root / path).write_bytes(b"0")

    def add(times: int) -> None:
        while times:
            before = {path: FolderTree(root).read(path) or b"" for path in paths}
            with suppress(DataError):
                write_all(root, [Edit(path, said, b"%d" % (int(said) + 1)) for path, said in before.items()])
                times -= 1

    writers = 4 if locks else 1
    children = [started(lambda: add(15)) for _ in range(writers)]
    assert [ended(child) for child in children] == [0] * writers
    assert {path: (root / path).read_bytes() for path in paths} == dict.fromkeys(paths, b"%d" % (15 * writers))
    assert own(root) == []


# -- files that cannot be written ------------------------------------------------------------------------------


def link(root: Path) -> None:
    outside = root.parent / "outside.yaml"
    (root / PATHS[2]).rename(outside)
    (root / PATHS[2]).symlink_to(outside)


def folder(root: Path) -> None:
    (root / PATHS[2]).unlink()
    (root / PATHS[2]).mkdir()


def pipe(root: Path) -> None:
    (root / PATHS[2]).unlink()
    os.mkfifo(root / PATHS[2])


def gone(root: Path) -> None:
    (root / PATHS[2]).unlink()


def folder_that_is_a_link(root: Path) -> None:
    (root / "data/actions").rename(root.parent / "outside")
    (root / "data/actions").symlink_to(root.parent / "outside")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (link, "actions/2-action.yaml is not a regular file"),
        (folder, "actions/2-action.yaml is not a regular file"),
        (pipe, "actions/2-action.yaml is not a regular file"),
        (gone, "actions/2-action.yaml cannot be written: No such file"),
        (folder_that_is_a_link, "actions/2-action.yaml is not in the plan's folder, or is reached through a link"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_only_regular_files_of_the_plan_are_written(spoil: Callable[[Path], None], says: str, root: Path) -> None:
    spoil(root)
    edits = EDITS[2:]
    with pytest.raises(DataError, match=says):
        write_all(root, edits)
    left = [path for path in PATHS[3:] if (root / path).read_bytes() == said(path, "before")]
    assert left == PATHS[3:]
    assert not any(name.startswith("data/.nap") for name in own(root))


def test_nothing_outside_the_plan_is_written(root: Path) -> None:
    (root.parent / "outside.yaml").write_bytes(b"before")
    (root / "README.yaml").write_bytes(b"before")
    for path in ("../outside.yaml", "data/../../outside.yaml", str(root.parent / "outside.yaml"), "README.yaml"):
        with pytest.raises(DataError, match="is not in the plan's folder"):
            write_all(root, [edit_of(PATHS[0]), Edit(path, b"before", b"after")])
    assert on_disk(root) == BEFORE


def test_a_file_that_may_not_be_written_stops_all(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open

    def refuse(path: Path, mode: str = "r", *more: Any) -> Any:
        if path == root / PATHS[7] and mode == "r+b":  # who runs this may be allowed everything
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, mode, *more)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DataError, match=r"actions/7-action\.yaml cannot be written: Permission denied"):
        write_all(root, EDITS)
    monkeypatch.undo()
    assert on_disk(root) == BEFORE
    assert own(root) == []


def test_a_folder_in_which_nothing_may_be_written_stops_all(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != root / "data/actions" and access(path, mode))
    with pytest.raises(DataError, match="Nothing can be written in data/actions"):
        write_all(root, EDITS)
    assert on_disk(root) == BEFORE
    assert own(root) == []


def test_a_plan_that_is_not_there_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="data cannot be opened: No such file"):
        write_all(tmp_path, EDITS)


def test_when_the_first_file_cannot_be_put_in_place_nothing_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", refusing(0))
    with pytest.raises(DataError, match="cannot be written: Operation not permitted") as error:
        write_all(root, EDITS)
    assert error.value.hint == "Nothing was changed."
    assert on_disk(root) == read(root) == BEFORE
    assert own(root) == []


@pytest.mark.parametrize("problem", [errno.EPERM, errno.ENOENT])
def test_when_a_later_file_cannot_be_put_in_place_it_is_read_and_tried_again(
    problem: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", refusing(5, problem))
    with pytest.raises(DataError, match=f"Some files could not be put in their place: {os.strerror(problem)}"):
        write_all(root, EDITS)
    assert on_disk(root) == {path: (AFTER if path in PATHS[:5] else BEFORE)[path] for path in AFTER}
    assert read(root) == AFTER
    monkeypatch.undo()
    finish(root)
    assert on_disk(root) == AFTER
    assert own(root) == []


def refusing(number: int, problem: int = errno.EPERM) -> Callable[[Path, Path], Path]:
    """A way to put files in their place that refuses from the one with this number on."""
    replace, seen = Path.replace, []

    def act(path: Path, target: Path) -> Path:
        seen.append(path)
        if len(seen) > number:
            raise OSError(problem, os.strerror(problem))
        return replace(path, target)

    return act


# -- edited by hand after an interrupted write -----------------------------------------------------------------


def test_a_file_edited_before_anything_was_in_its_place_gives_the_write_up(root: Path) -> None:
    interrupt(root)
    assert read(root) == AFTER
    (root / PATHS[4]).write_bytes(b"by hand")
    by_hand = BEFORE | {PATHS[4]: b"by hand"}
    assert read(root) == by_hand  # as it will be, not as half of each
    with pytest.raises(DataError) as error:
        write_all(root, [edit_of(OTHER)])
    assert error.value.message == (
        f"An earlier write was interrupted, and {PATHS[4]} was changed since, so the rest of that write was given up."
    )
    assert error.value.hint == "See with `git diff` what the files say now, and do again what is missing."
    assert on_disk(root) == read(root) == by_hand
    write_all(root, [edit_of(OTHER), Edit(PATHS[4], b"by hand", b"by nap")])
    assert on_disk(root) == BEFORE | {OTHER: said(OTHER, "after"), PATHS[4]: b"by nap"}
    assert own(root) == []


@pytest.mark.parametrize("solution", ["joined", "back", "as nap wrote it"])
def test_files_edited_when_others_were_in_their_place_are_settled_by_hand(solution: str, root: Path) -> None:
    interrupt(root, moved=3)
    conflicts = {4: f"{PENDING}/new-4.yaml", 8: f"{PENDING}/new-8.yaml"}
    for number in conflicts:
        (root / PATHS[number]).write_bytes(b"by hand")
    expected = AFTER | {PATHS[number]: b"by hand" for number in conflicts}
    assert read(root) == expected
    for number, new in conflicts.items():
        with pytest.raises(DataError) as error:
            write_all(root, [edit_of(OTHER)])
        assert error.value.message == (
            f"A write was interrupted, and {PATHS[number]} was changed since. What it was to say stands in {new}."
        )
        assert error.value.hint == f"Put into {PATHS[number]} what it must say, remove {new}, and try again."
        assert on_disk(root) == read(root) == expected  # all else is in its place, and nothing is lost
        assert (root / new).read_bytes() == said(PATHS[number], "after")
        settled = {"joined": b"both", "back": BEFORE[PATHS[number]], "as nap wrote it": AFTER[PATHS[number]]}
        expected[PATHS[number]] = settled[solution]
        (root / PATHS[number]).write_bytes(settled[solution])
        if solution == "joined":
            (root / new).unlink()
        elif solution == "back":  # what was decided still is
            expected[PATHS[number]] = AFTER[PATHS[number]]
        assert read(root) == expected
    write_all(root, [edit_of(OTHER)])
    assert on_disk(root) == expected | {OTHER: said(OTHER, "after")}
    assert own(root) == []


def test_a_file_edited_after_it_was_put_in_its_place_is_no_matter(root: Path) -> None:
    interrupt(root, moved=3)
    (root / PATHS[1]).write_bytes(b"by hand")
    finish(root)
    assert on_disk(root) == read(root) == AFTER | {PATHS[1]: b"by hand"}
    assert own(root) == []


def test_who_puts_the_files_back_is_not_overruled(root: Path) -> None:
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "before")
    interrupt(root, moved=3)
    git(root, "checkout", "--quiet", "--", "data")
    assert read(root) == BEFORE
    with pytest.raises(DataError, match=f"{PATHS[0]} was changed since, so the rest of that write was given up"):
        finish(root)
    finish(root)
    assert on_disk(root) == read(root) == BEFORE
    assert own(root) == []


def test_a_file_that_was_taken_away_meanwhile_does_not_come_back(root: Path) -> None:
    interrupt(root, moved=3)
    (root / PATHS[4]).unlink()
    assert read(root) == AFTER | {PATHS[4]: None}
    with pytest.raises(DataError, match=f"{PATHS[4]} was changed since"):
        finish(root)
    assert not (root / PATHS[4]).exists()


def too_large(root: Path) -> None:
    (root / PATHS[2]).write_bytes(b"#" * (MAX_FILE_BYTES + 1))


@pytest.mark.parametrize("spoil", [link, folder, pipe, too_large])
def test_what_took_the_place_of_a_file_meanwhile_is_left_there(spoil: Callable[[Path], None], root: Path) -> None:
    interrupt(root, moved=1)
    spoil(root)
    status = (root / PATHS[2]).lstat()
    with pytest.raises(DataError, match=f"{PATHS[2]} was changed since"):
        finish(root)
    assert (root / PATHS[2]).lstat().st_ino == status.st_ino
    assert {(root / path).read_bytes() == AFTER[path] for path in PATHS[3:]} == {True}


def test_a_folder_that_was_taken_away_meanwhile_does_not_come_back(root: Path) -> None:
    interrupt(root, moved=11)
    shutil.rmtree(root / "data/actions")
    finish(root)
    assert [path.name for path in (root / "data").iterdir()] == ["plan.yaml"]
    assert (root / "data/plan.yaml").read_bytes() == AFTER["data/plan.yaml"]


# -- reading ---------------------------------------------------------------------------------------------------


def test_reading_asks_once_whether_there_is_anything_to_finish(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    lexists = os.path.lexists
    monkeypatch.setattr(os.path, "lexists", lambda path: bool(asked.append(str(path))) or lexists(path))
    tree = FolderTree(root)
    assert asked == []
    assert [tree.read(path) for path in PATHS] == [BEFORE[path] for path in PATHS]
    assert asked == [f"{root}/{PENDING}"]


def test_a_reader_sees_the_same_when_the_write_is_finished_meanwhile(root: Path) -> None:
    interrupt(root, moved=3)
    tree = FolderTree(root)
    copy = pickle.loads(pickle.dumps(tree))  # noqa: S301 - made here
    first = {path: tree.read(path) for path in PATHS[:6]}
    finish(root)
    assert own(root) == []
    rest = {path: tree.read(path) for path in PATHS[6:]}
    assert first | rest == {path: AFTER[path] for path in PATHS}
    assert {path: copy.read(path) for path in AFTER} == AFTER


def test_a_plan_of_many_files_is_read_as_decided_by_all_who_help(tmp_path: Path) -> None:
    write_plan(tmp_path, *(action(str(number)) for number in range(1, 501)))
    files = [tmp_path / f"data/actions/{number}.yaml" for number in range(1, 501)]
    edits = [
        Edit(f"data/actions/{file.name}", file.read_bytes(), file.read_bytes().replace(b"Iets doen", b"Niets doen"))
        for file in files
    ]
    interrupt(tmp_path, edits, moved=200)
    plan = loaded(tmp_path).whole()
    assert {action.measures[0].text["nl"] for action in plan.actions.values()} == {"Niets doen."}
    assert len(plan.actions) == 500


def test_commands_show_what_is_decided_and_fmt_finishes_it(tmp_path: Path, nap: Nap) -> None:
    paths = [tmp_path / f"data/actions/{name}.yaml" for name in "12"]
    write_plan(tmp_path, action("1"), action("2"))
    before = [path.read_bytes() for path in paths]
    stopped = update("2025-03-01", "stopped", obstacles="Geen geld.")
    write_plan(tmp_path, *(action(name, updates=[stopped]) for name in "12"))
    edits = []
    for path, content in zip(paths, before, strict=True):
        edits.append(Edit(f"data/actions/{path.name}", content, path.read_bytes()))
        path.write_bytes(content)
    interrupt(tmp_path, edits, moved=1)
    assert nap("list", "--status", "stopped", "--format", "ids", plan=tmp_path).lines == ["1", "2"]
    assert nap("fmt", "--check", plan=tmp_path).code == 1
    assert (tmp_path / FOLDER).is_dir()
    assert nap("fmt", plan=tmp_path).code == 0
    assert not (tmp_path / FOLDER).exists()
    assert nap("fmt", "--check", plan=tmp_path).code == 0
    assert nap("list", "--status", "stopped", "--format", "ids", plan=tmp_path).lines == ["1", "2"]


# -- the folders of nap's own ----------------------------------------------------------------------------------


def test_git_takes_nothing_of_it_along(root: Path) -> None:
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "before")
    interrupt(root, EDITS[6:])
    assert killed(lambda: writing._decide(root, [(EDITS[0], 0o644)], certain=False), of="rename")
    assert len([name for name in own(root) if "/new-" in name]) == 7
    assert git(root, "status", "--porcelain", "--untracked-files=all") == ""
    git(root, "add", "--all", "--force")
    assert git(root, "status", "--porcelain") == ""


def test_contents_that_a_repository_brings_along_are_not_read(root: Path) -> None:
    """What a pull request can bring: any file that git checks out, and links."""
    interrupt(root)
    pending = root / FOLDER
    pending.rename(root / "brought")
    pending.symlink_to("../brought")
    assert read(root) == BEFORE
    pending.unlink()
    pending.mkdir()
    (root / "brought/.git").rename(root / "brought/inner")
    (pending / ".git").symlink_to("../../brought/inner")
    assert read(root) == BEFORE
    (pending / ".git").unlink()
    for path in (root / "brought/inner").iterdir():
        path.rename(pending / path.name)
    assert read(root) == BEFORE
    finish(root)
    assert on_disk(root) == BEFORE


def test_a_record_that_leads_out_of_the_plan_is_not_followed(root: Path) -> None:
    outside = root.parent / "outside.yaml"
    outside.write_bytes(EDITS[0].before)
    interrupt(root, EDITS[:1])
    record = root / PENDING / "expected.json"
    record.write_text(record.read_text().replace(PATHS[0], "data/../../outside.yaml"))
    with pytest.raises(DataError, match="given up"):
        finish(root)
    assert outside.read_bytes() == EDITS[0].before


@pytest.mark.parametrize("record", [b"", b"[", b"7", b'[["data/plan.yaml"]]', b"\xff", b"[7]"])
def test_a_record_that_cannot_be_read_is_said(record: bytes, root: Path) -> None:
    interrupt(root)
    (root / PENDING / "expected.json").write_bytes(record)
    for act in (lambda: read(root), lambda: finish(root), lambda: write_all(root, EDITS)):
        with pytest.raises(DataError, match=r"expected\.json cannot be read") as error:
            act()
        assert "Remove data/.nap-pending" in error.value.hint


def test_what_dead_processes_left_is_removed_by_the_next(root: Path) -> None:
    assert killed(lambda: write_all(root, EDITS), of="rename")
    assert killed(lambda: write_all(root, EDITS), of="mkdir")
    assert len([name for name in own(root) if name.count("/") == 1]) == 1  # the second has removed what the first left
    theirs = root / "data/.nap-writing-notes"
    theirs.mkdir()
    (theirs / "notes.txt").write_text("not nap's")
    write_all(root, EDITS)
    assert own(root) == ["data/.nap-writing-notes", "data/.nap-writing-notes/notes.txt"]


def test_where_there_are_no_locks_only_what_is_old_is_taken_for_dead(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    for _ in range(2):
        assert killed(lambda: write_all(root, EDITS), of="rename")
    first, second = sorted((root / "data").glob(".nap-writing-*"))
    os.utime(first, (0, 0))
    write_all(root, EDITS)
    assert not first.exists()
    assert second.exists()
    assert on_disk(root) == AFTER


def test_of_two_without_locks_only_one_decides(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    make_ready = writing._make_ready

    def meanwhile(*arguments: Any) -> None:
        make_ready(*arguments)
        monkeypatch.setattr(writing, "_make_ready", make_ready)
        interrupt(root, [edit_of(OTHER)])  # the other one has decided, and is slow

    monkeypatch.setattr(writing, "_make_ready", meanwhile)
    with pytest.raises(DataError, match="cannot be written: Directory not empty"):
        write_all(root, EDITS)
    assert read(root) == BEFORE | {OTHER: said(OTHER, "after")}
    finish(root)
    assert on_disk(root) == read(root)
    assert own(root) == []


@pytest.mark.parametrize("name", ["", "/notes.txt", "/.git", "/.git/HEAD"])
def test_what_is_in_the_way_is_left_there(name: str, root: Path) -> None:
    path = Path(f"{root}/{FOLDER}{name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("not nap's")
    assert read(root) == BEFORE
    finish(root)
    with pytest.raises(DataError, match=r"data/\.nap-pending is in the way, and not of nap's making"):
        write_all(root, EDITS)
    assert path.read_text() == "not nap's"
    assert on_disk(root) == BEFORE


def test_whoever_may_read_the_plan_may_read_what_is_decided(root: Path) -> None:
    (root / "data").chmod(0o775)
    interrupt(root)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (root / FOLDER, root / PENDING)]
    assert modes == [0o775, 0o775]
    assert stat.S_IMODE((root / PENDING / "expected.json").stat().st_mode) == 0o664
