"""Forms as people and programs send them back: filled in, changed, taken apart and put together again."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from conftest import action, manifest
from memory import plan_of
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nap.round.form import SHEET, Form, forms
from nap.round.wording import word
from nap.round.workbook import workbook


def form_bytes(form: Form) -> bytes:
    """The form as it is sent."""
    return workbook(form)


def changed(content: bytes, change: Callable[[Workbook], Any]) -> bytes:
    """A workbook after somebody changed it in a spreadsheet program."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def sheet_changed(form: Form, change: Callable[[Worksheet], Any]) -> bytes:
    """A form after somebody changed its sheet with the actions."""
    return changed(form_bytes(form), lambda book: change(book[word(SHEET, form.language)]))


def filled_in(form: Form, cells: Mapping[str, Any]) -> bytes:
    """A form with values in some of its cells."""

    def fill(sheet: Worksheet) -> None:
        for name, value in cells.items():
            sheet[name] = value

    return sheet_changed(form, fill)


def members(content: bytes) -> dict[str, bytes]:
    """The files in a workbook, by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes | str]) -> bytes:
    """A workbook of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def repacked(content: bytes, change: Mapping[str, bytes | str]) -> bytes:
    """A workbook with some of its files replaced, or with more."""
    return packed({**members(content), **change})


def small_form() -> Form:
    """The form of an actor with four actions of three measures each: rows 2 to 17."""
    measures = [{"id": letter, "text": f"Iets doen ({letter})."} for letter in "abc"]
    plan = plan_of(
        *(action(str(number), measures=measures) for number in range(1, 5)),
        plan=manifest(counts={"actions": 4, "sub_actions": 0}),
    )
    return next(form for form in forms(plan, 2026) if form.actor == "een")


def table(content: bytes, language: str) -> list[list[str]]:
    """The cells of the sheet with the actions, as texts."""
    sheet = load_workbook(io.BytesIO(content))[word(SHEET, language)]
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def as_csv(rows: Iterable[Iterable[str]], between: str = ";") -> str:
    """Cells as spreadsheet programs write them in CSV."""
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=between).writerows(rows)
    return written.getvalue()
