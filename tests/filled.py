"""Forms as people and programs send them back: filled in, changed, taken apart and put together again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nap.round.form import SHEET, Form
from nap.round.headings import word
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
