"""Forms that are opened and saved by LibreOffice come back unharmed, and can be read there.

Skipped, with the reason, where LibreOffice is not installed; with NAP_NEEDS_LIBREOFFICE set, that is a failure.
"""

from __future__ import annotations

import datetime
import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import PLANS, loaded
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from nap.i18n import translated
from nap.output.words import STATUS
from nap.round.form import HIDDEN_SHEET, Form, forms
from nap.round.open import read_form
from nap.round.workbook import workbook

Convert = Callable[[bytes, str], bytes]

FILLED = {
    "E2": translated(STATUS["completed"], "nl"),
    "F2": "Eerste regel\nTweede regel",
    "G2": "2024",
    "H2": "https://a.example/een\nhttps://b.example/twee",
    "I2": "=1+1 is geen formule",
    "J2": datetime.date(2026, 6, 30),
}


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Open a workbook in LibreOffice and save it in a format."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get("NAP_NEEDS_LIBREOFFICE"):
            pytest.fail("LibreOffice is needed here, and is not installed")
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("profile")

    def run(content: bytes, suffix: str) -> bytes:
        folder = tmp_path_factory.mktemp("form")
        (folder / "form.xlsx").write_bytes(content)
        subprocess.run(
            [
                program, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}",
                "--convert-to", suffix, "--outdir", str(folder / "saved"), str(folder / "form.xlsx"),
            ],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return (folder / "saved" / f"form.{suffix}").read_bytes()

    return run


@pytest.fixture(scope="module")
def form() -> Form:
    """A form with phases, texts that look like formulas, and news of earlier years."""
    plan = loaded(Path(PLANS / "rounds")).whole()
    return next(form for form in forms(plan, 2026) if form.actor == "ministerie-water")


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def filled(form: Form) -> bytes:
    """A form with its first row filled in."""
    book = opened(workbook(form, revision="abc123"))
    for name, value in FILLED.items():
        cell = book.worksheets[1][name]
        cell.value = value
        cell.data_type = "d" if isinstance(value, datetime.date) else "s"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def unescaped(code: str) -> str:
    return code.replace("\\", "")


def test_what_libreoffice_saves_holds_the_same(convert: Convert, form: Form) -> None:
    before = opened(workbook(form, revision="abc123"))
    after = opened(convert(workbook(form, revision="abc123"), "xlsx"))
    assert after.sheetnames == before.sheetnames
    assert after[HIDDEN_SHEET].sheet_state in ("hidden", "veryHidden")
    for sheet in before.worksheets:
        saved = after[sheet.title]
        assert saved.protection.sheet == sheet.protection.sheet
        assert saved.dimensions == sheet.dimensions
        for row in sheet.iter_rows():
            for cell in row:
                same = saved[cell.coordinate]
                assert same.value == cell.value, cell.coordinate
                assert same.data_type == cell.data_type, cell.coordinate
                assert same.protection.locked == cell.protection.locked, cell.coordinate
                assert unescaped(same.number_format) == unescaped(cell.number_format), cell.coordinate
    saved = after.worksheets[1]
    assert saved.column_dimensions["K"].hidden
    assert saved.print_title_rows == "$1:$1"
    assert checks_of(saved) == checks_of(before.worksheets[1])


def checks_of(sheet: Any) -> list[tuple[Any, ...]]:
    """What the cells of a sheet accept."""
    return [
        (check.type, str(check.sqref), check.formula1, check.error, check.prompt)
        for check in sheet.data_validations.dataValidation
        if check.type
    ]


def test_what_was_filled_in_is_read_the_same_after_it(convert: Convert, form: Form) -> None:
    content = filled(form)
    before = read_form("form.xlsx", content)
    after = read_form("form.xlsx", convert(content, "xlsx"))
    assert not before.everything_wrong
    assert not after.everything_wrong
    assert after == before
    assert len(after.rows) == len(form.rows)
    said = {cell.cell: cell.value for cell in after.rows[0].filled.values()}
    assert said == FILLED


def test_every_row_shows_its_whole_text_and_grows_when_more_is_typed(convert: Convert, form: Form) -> None:
    saved = convert(workbook(form), "fods").decode()
    heights = re.findall(r'style:row-height="([\d.]+)in"', saved)
    assert max(map(float, heights)) > 1, "the longest title takes seven lines"
    assert 'use-optimal-row-height="false"' not in saved
