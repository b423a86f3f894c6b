"""The commands with which a round begins and ends: what `round form` leaves alone, and when `round close` says no."""

from __future__ import annotations

import datetime
import os
import re
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import PLANS, ROOT, Nap, Result, action, actors, git, loaded, update, write_plan
from openpyxl import load_workbook

from nap.cli import files, reading
from nap.i18n import translated
from nap.output import words
from nap.output.words import STATUS
from nap.round.closing import command
from nap.round.form import COLUMNS, forms
from nap.round.progress import progress
from nap.store import pending

ROUNDS = PLANS / "rounds"
TODAY = datetime.date(2026, 2, 10)
YEAR = 2025
NUMBER_OF = {column.name: number for number, column in enumerate(COLUMNS, start=1)}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "today", lambda: TODAY)


@pytest.fixture
def rounds(tmp_path: Path) -> Path:
    """A copy of the fictional plan, outside any repository."""
    shutil.copytree(ROUNDS, tmp_path / "plan")
    return tmp_path / "plan"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "forms"


# -- round form ------------------------------------------------------------------------------------------------


def make_forms(nap: Nap, plan: Path, out: Path, *more: str, year: int = YEAR) -> Result:
    return nap("round", "form", str(year), "--out", str(out), *more, plan=plan)


def fill(path: Path, cells: Mapping[str, Any]) -> bytes:
    """Write in a form as a person would; what it says then."""
    book = load_workbook(path)
    sheet = book.worksheets[1]
    for name, value in cells.items():
        sheet[name] = value
    book.save(path)
    return path.read_bytes()


def test_actions_and_sub_actions_are_counted_apart(nap: Nap, rounds: Path, out: Path) -> None:
    whole = make_forms(nap, ROOT, out / "all", year=2026)
    assert (whole.code, whole.out) == (0, "")
    assert whole.err == f"nap: 64 forms about 66 actions and 4 sub-actions, in {out / 'all'}.\n"
    one = make_forms(nap, rounds, out, "--actor", "VVW")
    assert re.fullmatch(rf"nap: 1 form about .*, in {re.escape(str(out))}\.\n", one.err)


@pytest.mark.parametrize(
    ("whole", "subs", "said"),
    [
        (0, 0, "0 actions and 0 sub-actions"),
        (1, 0, "1 action"),
        (2, 0, "2 actions and 0 sub-actions"),
        (1, 1, "1 action and 1 sub-action"),
        (1, 2, "1 action and 2 sub-actions"),
        (67, 1, "67 actions and 1 sub-action"),
        (67, 4, "67 actions and 4 sub-actions"),
    ],
)
def test_a_number_fits_its_word(whole: int, subs: int, said: str) -> None:
    assert words.actions(whole, subs) == said


def test_making_forms_again_gives_the_same_forms(nap: Nap, rounds: Path, out: Path) -> None:
    assert make_forms(nap, rounds, out).code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert make_forms(nap, rounds, out).code == 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.parametrize("cells", [{"E2": "klaar"}, {"F3": "iets"}, {"J2": datetime.date(2025, 6, 1)}])
def test_a_form_that_is_filled_in_is_left_and_all_others_are_made(
    nap: Nap, rounds: Path, out: Path, cells: Mapping[str, Any]
) -> None:
    make_forms(nap, rounds, out)
    names = sorted(path.name for path in out.iterdir())
    path = out / next(name for name in names if name.endswith("-vrij-water.xlsx"))
    answered = fill(path, cells)
    (out / names[0]).unlink()
    again = make_forms(nap, rounds, out, "--reply-by", "2026-02-28")
    assert again.code == 1
    assert again.err.splitlines() == [
        f"nap: {path} is filled in, and was left as it is. --force replaces it.",
        again.err.splitlines()[-1],
    ]
    assert again.err.splitlines()[-1].startswith(f"nap: {len(names) - 1} forms about ")
    assert path.read_bytes() == answered
    assert sorted(item.name for item in out.iterdir()) == names
    forced = make_forms(nap, rounds, out, "--reply-by", "2026-02-28", "--force")
    assert (forced.code, len(forced.err.splitlines())) == (0, 1)
    assert path.read_bytes() != answered
    assert make_forms(nap, rounds, out, "--reply-by", "2026-02-28").code == 0


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: path.write_bytes(b"not a workbook"), "cannot be read as a form"),
        (lambda path: path.write_bytes(path.read_bytes()[:3000]), "cannot be read as a form"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be read as a form"),
        (lambda path: fill(path, {"F1": "another heading"}), "cannot be read as a form"),
        (lambda path: fill(path, {"F2": "=1+1"}), "is filled in"),
        (lambda path: fill(path, {"T2": "beside the form"}), "is filled in"),
    ],
    ids=["text", "cut off", "folder", "heading", "formula", "beside"],
)
def test_what_may_hold_an_answer_is_left_too(
    nap: Nap, rounds: Path, out: Path, spoil: Callable[[Path], object], said: str
) -> None:
    make_forms(nap, rounds, out, "--actor", "VVW")
    (path,) = out.iterdir()
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    again = make_forms(nap, rounds, out, "--actor", "VVW")
    assert again.code == 1
    assert again.err.splitlines() == [
        f"nap: {path} {said}, and was left as it is. --force replaces it.",
        "nap: No form was written.",
    ]
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_form_in_which_nothing_is_filled_in_gives_way_to_a_newer_one(nap: Nap, rounds: Path, out: Path) -> None:
    make_forms(nap, rounds, out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert make_forms(nap, rounds, out, "--reply-by", "2026-02-28").code == 0
    after = {path.name: path.read_bytes() for path in out.iterdir()}
    assert before.keys() == after.keys()
    assert all(before[name] != after[name] for name in before)


@pytest.mark.parametrize("command", [("form",), ("letters", "--kind", "invite")])
def test_a_day_to_reply_by_that_has_passed_is_refused(
    nap: Nap, rounds: Path, out: Path, command: tuple[str, ...]
) -> None:
    name, *more = command
    late = nap("round", name, "2025", *more, "--reply-by", "2026-02-09", "--out", str(out), plan=rounds)
    assert late.code == 2
    assert late.err.splitlines() == [
        "nap: Nobody can answer by 2026-02-09: that day has passed.",
        "nap: Give another day with --reply-by, 2026-02-10 or later.",
    ]
    assert not out.exists()
    assert nap("round", name, "2025", *more, "--reply-by", "2026-02-10", "--out", str(out), plan=rounds).code == 0


def test_what_is_asked_of_nobody_is_refused_in_words(nap: Nap, rounds: Path, tmp_path: Path, out: Path) -> None:
    early = make_forms(nap, rounds, out, year=2020)
    assert early.code == 2
    assert "Nothing is asked in 2020: the plan began on " in early.err
    plan = write_plan(tmp_path / "small", action("1"))
    nobody = make_forms(nap, plan, out, "--actor", "twee", "--actor", "een-a", "--exact")
    assert (nobody.code, nobody.err.splitlines()[0]) == (
        2, "nap: The round of 2025 asks nothing of whom you named: twee, een-a.",
    )  # fmt: skip
    out.write_text("x", encoding="utf-8")
    assert make_forms(nap, rounds, out).err.splitlines()[0] == f"nap: {out} is no folder."


def test_a_file_is_on_the_disk_before_it_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, done = tmp_path / "a.xlsx", list[str]()
    path.write_bytes(b"before")
    path.chmod(0o640)
    fsync, replace = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda file: (done.append("written down"), fsync(file))[1])
    monkeypatch.setattr(pending, "keep", lambda folder: done.append(f"kept {folder}"))

    def replacing(self: Path, target: Path) -> Path:
        done.append(f"{self.read_bytes().decode()} for {target.read_bytes().decode()}")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", replacing)
    files.put(path, b"after")
    assert done == ["written down", "after for before", f"kept {tmp_path}"]
    assert path.stat().st_mode & 0o777 == 0o640
    assert [item.name for item in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"before")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.put(path, b"after")
    assert [(item.name, item.read_bytes()) for item in tmp_path.iterdir()] == [("a.xlsx", b"before")]


# -- round close -----------------------------------------------------------------------------------------------

OLD = {"id": "oud", "kind": "body", "parent": "staat", "name": "Oude dienst", "successor": "twee"}


@pytest.fixture
def done(tmp_path: Path) -> Path:
    """A plan in which everybody has answered over 2025, all of it committed.

    Four actors are named, of whom two get a form: the coordinator also answers for a collective, and a body for the
    one whose place it took.
    """
    told = [update("2025-12-31", "in_progress", by=actor) for actor in ("secretariaat", "overige", "twee")]
    named = [{"actor": actor} for actor in ("secretariaat", "overige", "oud", "twee")]
    folder = tmp_path / "done"
    write(folder, action("1", actors=named, updates=told))
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(folder)
    return folder


def write(folder: Path, content: dict[str, Any]) -> None:
    """Write a plan of one action, with the name of its file that a check asks for."""
    write_plan(folder, content, who=actors(OLD))
    (folder / "data" / "actions" / "1.yaml").rename(folder / "data" / "actions" / "01-iets.yaml")


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "The answers")


def close(nap: Nap, plan: Path, *more: str, year: int = YEAR) -> Result:
    return nap("round", "close", str(year), *more, plan=plan)


def refused(result: Result) -> list[str]:
    """What stands in the way of closing a round: no tag is named then."""
    assert result.code == 1, result.err
    assert "git tag" not in result.out
    *obstacles, last = result.err.splitlines()
    assert last == f"nap: The round of {YEAR} cannot be closed yet."
    return [line.removeprefix("nap: ") for line in obstacles]


def test_a_round_in_which_nothing_stands_in_the_way_is_closed(nap: Nap, done: Path) -> None:
    result = close(nap, done, "--without-forms")
    assert (result.code, result.err) == (0, "")
    assert result.lines[-1] == "git tag --annotate round-2025 --message 'Round of 2025: 3 of 3 answers'"


def test_a_year_that_is_not_over_is_not_closed(nap: Nap, done: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in (datetime.date(2025, 7, 1), datetime.date(2025, 12, 31)):
        monkeypatch.setattr(reading, "today", lambda day=day: day)
        assert refused(close(nap, done, "--without-forms"))[0] == (
            "2025 is not over: what is reported until 2025-12-31 can still change this."
        )
    monkeypatch.setattr(reading, "today", lambda: datetime.date(2026, 1, 1))
    assert close(nap, done, "--without-forms").code == 0


def test_whether_answers_are_unread_must_be_said(nap: Nap, done: Path, tmp_path: Path) -> None:
    assert refused(close(nap, done)) == [
        "Name the folder of the forms that came back, or give --without-forms if none of them is unread."
    ]
    both = close(nap, done, str(tmp_path), "--without-forms")
    assert both.code == 2
    assert "Leave out one of the two." in both.err


def test_an_answer_that_was_not_read_stands_in_the_way(nap: Nap, done: Path, out: Path) -> None:
    make_forms(nap, done, out)
    assert close(nap, done, str(out)).code == 0
    [form] = [form for form in forms(loaded(done).whole(), YEAR) if form.actor == "twee"]

    def answer(**values: Any) -> None:
        lines = {name: f"{chr(64 + NUMBER_OF[name])}2" for name in values}  # type: ignore[index]
        fill(out / form.file_name, {lines[name]: value for name, value in values.items()})

    answer(status="klaar")
    assert refused(close(nap, done, str(out))) == [
        f"{form.file_name}: something in it is to be mended first; `nap round read` says what."
    ]
    write(done, action("1", actors=[{"actor": "secretariaat"}, {"actor": "twee"}]))
    commit(done)
    make_forms(nap, done, out, "--force")
    answer(status=translated(STATUS["in_progress"], "nl"), text="Het loopt.")
    assert refused(close(nap, done, str(out))) == [
        f"{form.file_name}: answers not recorded yet: 1; read it with `nap round read`."
    ]


def test_errors_changes_and_a_tag_stand_in_the_way(nap: Nap, done: Path) -> None:
    git(done, "tag", "round-2025")
    write(done, action("1", updates=[update("2025-12-31", "stopped")]))
    found = refused(close(nap, done, "--without-forms"))
    assert re.fullmatch(r"Errors that `nap lint` finds: \d+\. Mend them first\.", found[0])
    assert found[1:] == [
        "There are changes in data/ that are not committed; commit them first.",
        "There is a tag round-2025 already: this round was closed.",
    ]


def test_without_a_repository_there_is_nothing_to_tag(nap: Nap, done: Path, tmp_path: Path) -> None:
    shutil.copytree(done / "data", tmp_path / "loose" / "data")
    [found] = refused(close(nap, tmp_path / "loose", "--without-forms"))
    assert found.endswith(
        "is not in a git repository, so nothing is known of its past. A round is closed with a git tag."
    )
    git(tmp_path / "loose", "init", "--quiet")
    assert refused(close(nap, tmp_path / "loose", "--without-forms")) == [
        "Nothing was committed here yet. A round is closed with a git tag."
    ]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
@pytest.mark.parametrize("plan", ["rounds", "done"])
def test_close_and_status_count_the_same_bodies_and_answers(
    nap: Nap, request: pytest.FixtureRequest, plan: str, year: int
) -> None:
    folder: Path = request.getfixturevalue(plan)

    def counted(of: int) -> tuple[str, str]:
        records = nap("round", "status", str(of), "--format", "json", plan=folder).json
        whole = sum(record["state"] == "all" for record in records)
        answered, asked = (sum(record[name] for record in records) for name in ("answered", "asked"))
        return f"{answered} / {asked}", f"{whole} / {len(records)}"

    lines = close(nap, folder, year=year).lines
    assert year == 2024 or counted(year - 1) != counted(year)
    now, before = counted(year), counted(year - 1) if year > 2024 else ("", "")
    for start, *figures in zip(
        ("Answers received, of those expected", "Bodies that answered for everything, of those asked"),
        now,
        before,
        strict=True,
    ):
        [line] = [line for line in lines if line.startswith(start)]
        assert re.split(r"\s{2,}", line.removeprefix(start).strip()) == [figure for figure in figures if figure]


def test_what_close_says_is_said_in_the_language_that_is_asked_for(nap: Nap, done: Path) -> None:
    english, dutch = close(nap, done, "--without-forms"), close(nap, done, "--without-forms", "--lang", "nl")
    assert "Antwoorden: gekregen / verwacht" in dutch.out
    bodies = progress(loaded(done).whole(), YEAR)
    for language, result in (("en", english), ("nl", dutch)):
        words = shlex.split(result.lines[-1])
        assert shlex.split(command(YEAR, bodies, language)) == words
        assert words[:5] == ["git", "tag", "--annotate", "round-2025", "--message"]
        assert len(words) == 6
        git(done, *words[1:])  # it can be given as it is printed
        assert git(done, "tag", "--list", "--format=%(contents:subject)", "round-2025").strip() == words[5]
        git(done, "tag", "--delete", "round-2025")


def test_a_year_before_the_plan_is_not_closed(nap: Nap, done: Path) -> None:
    result = close(nap, done, "--without-forms", year=2020)
    assert result.code == 2
    assert "nobody was asked anything in 2020" in result.err
