"""A whole yearly round on the real plan, played as people would: forms out, filled in, read, mended, read again.

What the bodies say here is made up, and stays here.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Nap, git
from openpyxl import load_workbook

from nap.cli import reading
from nap.i18n import translated
from nap.model.plan import Plan
from nap.output.words import STATUS
from nap.round.form import COLUMNS, HIDDEN_SHEET, SHEET, Form, forms

TODAY = datetime.date(2027, 1, 20)
YEAR = 2026
NUMBER_OF = {column.name: index for index, column in enumerate(COLUMNS, start=1)}


@pytest.fixture
def plan_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The real plan in a git repository of its own, some weeks after the round's year."""
    monkeypatch.setattr(reading, "today", lambda: TODAY)
    folder = tmp_path / "plan"
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / ".gitignore").write_text("/forms/\n/mails/\n/contacts.yaml\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "The plan")
    return folder


ANSWERS: tuple[dict[str, Any], ...] = (
    {"status": "in_progress", "text": "De werkgroep kwam twee keer samen.", "date": datetime.date(2026, 11, 30)},
    {"status": "completed", "text": "Alles is klaar.", "link": "https://example.org/verslag", "link_title": "Verslag"},
    {"status": "preparing", "text": "=1+1 is geen formule\nmaar een tweede regel", "date": "31/12/2026"},
    {"status": "not_started", "obstacles": "Er is nog geen besluit over het budget."},
    {"status": "stopped", "obstacles": "De dienst bestaat niet meer.", "date": "2026-06-30"},
)


def answer_everything(folder: Path, form: Form, first: int) -> dict[str, str]:
    """Answer every row of a form; the statuses chosen, by action."""
    book = load_workbook(folder / form.file_name)
    chosen: dict[str, str] = {}
    sheet = book[translated(SHEET, form.language)]
    lines = {sheet.cell(line, NUMBER_OF["key"]).value: line for line in range(2, sheet.max_row + 1)}
    for row in form.rows:
        answer = ANSWERS[(first + row.action.order[0]) % len(ANSWERS)]
        line = lines[str(row.key)]
        status = translated(STATUS[answer["status"]], form.language)
        values = answer | {"status": status} if row.kind == "action" else {"status": status}
        for name, value in values.items():
            cell = sheet.cell(line, NUMBER_OF[name])
            assert not cell.protection.locked
            cell.value = value
            if isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"  # what a spreadsheet program stores for a cell whose format is text
        if row.kind == "action":
            chosen[f"{row.action.id} {row.by}"] = answer["status"]
    book.save(folder / form.file_name)
    return chosen


def spoil(folder: Path, form: Form, how: Callable[[Any, Any], None]) -> bytes:
    """Do something wrong in a workbook; what it was before."""
    path = folder / form.file_name
    before = path.read_bytes()
    book = load_workbook(path)
    how(book, book[translated(SHEET, form.language)])
    book.save(path)
    return before


def unknown_status(_book: Any, sheet: Any) -> None:
    sheet["E2"] = "klaar"


def no_evidence(_book: Any, sheet: Any) -> None:
    sheet["E2"], sheet["H2"] = translated(STATUS["completed"], "nl"), None


def wrong_year(_book: Any, sheet: Any) -> None:
    sheet["J2"] = datetime.date(2024, 6, 1)


def formula(_book: Any, sheet: Any) -> None:
    sheet["F2"] = '=HYPERLINK("https://example.org","x")'


def merged(_book: Any, sheet: Any) -> None:
    sheet.merge_cells("F2:F3")


def renamed(_book: Any, sheet: Any) -> None:
    sheet.title = "Blad 1"


def column_gone(_book: Any, sheet: Any) -> None:
    sheet.delete_cols(3)


def moved(_book: Any, sheet: Any) -> None:
    sheet.insert_rows(2)


def other_plan(book: Any, _sheet: Any) -> None:
    hidden = book[HIDDEN_SHEET]
    for row in hidden.iter_rows(max_row=7):
        if row[0].value == "plan":
            row[1].value = "another-plan"


def number_for_text(_book: Any, sheet: Any) -> None:
    sheet["F2"] = 2026


WRONG = {
    "fod-economie": (unknown_status, "E2"),
    "fod-financien": (no_evidence, "H2"),
    "fod-justitie": (wrong_year, "J2"),
    "dgd": (formula, "F2"),
    "fido": (merged, "F2:F3"),
    "nbb": (renamed, ""),
    "bosa": (column_gone, None),
    "rsz": (moved, None),
    "fsma": (other_plan, ""),
    "vlaio": (number_for_text, "F2"),
}
"""Who does something wrong: what, and the cell that must be named (None where it is for the message to say)."""


def numstat(folder: Path) -> Iterator[tuple[int, int, str]]:
    """Lines added and removed in each file."""
    for line in git(folder, "diff", "--numstat").splitlines():
        added, removed, path = line.split("\t")
        yield int(added), int(removed), path


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "data").rglob("*.yaml"))}


def test_a_whole_round(nap: Nap, plan_copy: Path, real: Plan) -> None:
    out, sent = plan_copy / "forms", forms(real, YEAR)
    send(nap, plan_copy, sent)
    chosen = {
        key: word for number, form in enumerate(sent) for key, word in answer_everything(out, form, number).items()
    }
    by_actor = {form.actor: form for form in sent}
    before = {actor: spoil(out, by_actor[actor], how) for actor, (how, _) in WRONG.items()}
    all_that_is_wrong_is_said(nap, plan_copy, by_actor)

    # Mended, and read again with all the others.
    for actor, content in before.items():
        (out / by_actor[actor].file_name).write_bytes(content)
    second = nap("round", "read", str(out), plan=plan_copy)
    assert (second.code, second.out.count("To mend")) == (0, 0), second.out
    assert nap("round", "status", str(YEAR), "--format", "json", "--missing", plan=plan_copy).json == []

    # Reading once more changes nothing.
    recorded = everything(plan_copy)
    third = nap("round", "read", str(out), plan=plan_copy)
    assert (third.code, everything(plan_copy)) == (0, recorded)
    additions_that_no_check_refuses(nap, plan_copy, {key.split()[0] for key in chosen})

    # Every answer stands in the plan as it was given, read and counted by other code.
    there = {(action, item["by"], item["status"]) for action in real.actions for item in updates_of(plan_copy, action)}
    assert there == {(*key.split(), status) for key, status in chosen.items()}
    git(plan_copy, "commit", "--quiet", "--all", "--message", "The answers of 2026")
    report = nap("report", str(YEAR), plan=plan_copy)
    assert report.code == 0
    assert f"| ontvangen antwoorden | 0 | {len(chosen)} |" in report.out
    closed = nap("round", "close", str(YEAR), str(out), plan=plan_copy)
    assert closed.code == 0, closed.err
    assert f"git tag --annotate round-{YEAR}" in closed.out
    assert git(plan_copy, "status", "--porcelain") == ""


def send(nap: Nap, folder: Path, sent: list[Form]) -> None:
    """Make the forms; as they are sent, they answer nothing."""
    out = folder / "forms"
    made = nap("round", "form", str(YEAR), "--out", str(out), "--reply-by", "2027-01-31", plan=folder)
    assert made.code == 0
    assert sorted(path.name for path in out.iterdir()) == sorted(form.file_name for form in sent)
    assert len(nap("round", "status", str(YEAR), "--format", "json", plan=folder).json) == len(sent)
    untouched = everything(folder)
    assert nap("round", "read", str(out), plan=folder).code == 0
    assert everything(folder) == untouched


def all_that_is_wrong_is_said(nap: Nap, folder: Path, by_actor: dict[str, Form]) -> None:
    """Read the forms with mistakes in some: those are told with their cells and not taken, the others are."""
    untouched = everything(folder)
    dry = nap("round", "read", str(folder / "forms"), "--dry-run", "--format", "json", plan=folder)
    assert (dry.code, everything(folder)) == (1, untouched)
    assert sum(bool(item["wrong"]) for item in dry.json) == len(WRONG)
    for actor, (_, cell) in WRONG.items():
        item = next(entry for entry in dry.json if entry["form"] == by_actor[actor].file_name)
        assert (item["recorded"], bool(item["wrong"])) == ([], True), actor
        if cell is not None:
            assert (item["wrong"][0]["cell"] or "") == cell, item["wrong"]
    assert nap("round", "read", str(folder / "forms"), plan=folder).code == 1
    missing = nap("round", "status", str(YEAR), "--format", "json", "--missing", plan=folder).json
    assert {entry["actor"] for entry in missing} == set(WRONG)


def additions_that_no_check_refuses(nap: Nap, folder: Path, actions: set[str]) -> None:
    """What was written are lines added, in the files of these actions and no others."""
    stats = list(numstat(folder))
    assert {removed for _, removed, _ in stats} == {0}
    assert len(stats) == len(actions)
    linted = nap("lint", "--base", "HEAD", "--format", "json", plan=folder)
    assert [finding for finding in linted.json if finding["severity"] == "error"] == []
    assert nap("fmt", "--check", plan=folder).code == 0


def updates_of(folder: Path, action: str) -> list[dict[str, Any]]:
    """The updates in the file of an action, read by another library."""
    from ruamel.yaml import YAML

    padded = f"{int(''.join(filter(str.isdigit, action))):02}{''.join(filter(str.isalpha, action))}"
    [path] = (folder / "data" / "actions").glob(f"{padded}-*.yaml")
    return YAML(typ="safe").load(path).get("updates", [])
