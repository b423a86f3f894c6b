"""What stands in the cells of a workbook. openpyxl makes texts, numbers and days of what the file says.

It is not given the workbook that came, but a new one that holds nothing but cells with values, texts and the formats of
days. What else a workbook can hold (drawings, names, links, tables, formulas) it would read at length, and fail on in
ways that cannot be told.
"""

from __future__ import annotations

import datetime
import io
import sys
import warnings
import zipfile
from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from nap.extras import needs
from nap.round.grid import Content, Grid, Texts
from nap.round.parts import Book, Sheet, error_value, read_book
from nap.round.unpack import damaged, unpack

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def read_sheets(content: bytes) -> list[Grid]:
    """The sheets of a workbook in their order, the hidden ones too; raises `Refused`."""
    needs("openpyxl")
    book = read_book(unpack(content))
    texts = Texts()
    with warnings.catch_warnings():
        # It misses looks that nobody asks for; and of a number that is no day it says so in the cell itself.
        warnings.simplefilter("ignore")
        try:
            with _loaded(_packed(book)) as loaded:
                return [
                    Grid(sheet.name, _rows(sheet, values, texts), sheet.merged, sheet.outside)
                    for sheet, values in zip(book.sheets, loaded.worksheets, strict=True)
                ]
        except _BROKEN:
            raise damaged() from None


def _loaded(content: bytes) -> closing[Workbook]:
    """A workbook whose cells are read as they are asked for: empty ones in between then take no room."""
    from openpyxl import load_workbook  # noqa: PLC0415 - a quarter of a second that only who reads a workbook pays

    return closing(load_workbook(io.BytesIO(content), read_only=True, keep_vba=False, keep_links=False))


_BROKEN = (
    ValueError,  # a number that is none
    IndexError,  # a text or a look that is not there
    TypeError,  # a number of a format that is none
    OverflowError,  # the same, too large
)
"""What openpyxl raises for a workbook of ours with values that contradict each other."""


# -- the workbook that is read ---------------------------------------------------------------------------------

_DOCUMENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/xl/workbook.xml" ContentType="{_DOCUMENT}.sheet.main+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="{_DOCUMENT}.sharedStrings+xml"/>
</Types>"""
_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{relations}">'
    '<workbookPr date1904="{from_1904:d}"/><sheets>{sheets}</sheets></workbook>'
)
_SHEET = '<sheet name="{number}" sheetId="{number}" r:id="r{number}"/>'
_LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
_LINK = '<Relationship Id="r{number}" Type="{relations}/worksheet" Target="/xl/worksheets/{number}.xml"/>'


def _packed(book: Book) -> bytes:
    """A workbook with the same values, and with nothing else."""
    numbers = range(1, len(book.sheets) + 1)
    sheets = "".join(_SHEET.format(number=number) for number in numbers)
    links = "".join(_LINK.format(number=number, relations=_RELATIONS) for number in numbers)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "xl/workbook.xml", _WORKBOOK.format(relations=_RELATIONS, from_1904=book.from_1904, sheets=sheets)
        )
        archive.writestr("xl/_rels/workbook.xml.rels", _LINKS.format(links=links))
        archive.writestr("xl/styles.xml", ET.tostring(book.styles))
        archive.writestr("xl/sharedStrings.xml", ET.tostring(book.strings))
        for number, sheet in zip(numbers, book.sheets, strict=True):
            archive.writestr(f"xl/worksheets/{number}.xml", ET.tostring(sheet.cells))
    return packed.getvalue()


# -- what came of it -------------------------------------------------------------------------------------------


def _rows(sheet: Sheet, values: Worksheet, texts: Texts) -> Mapping[int, Mapping[int, Content]]:
    rows: dict[int, dict[int, Content]] = {}
    for cells in values.iter_rows():
        for cell in cells:
            if cell.value is None:
                continue
            # A number that is shown as a day and is none; this is what the program shows in its place.
            content = error_value("#####") if cell.data_type == "e" else _content(cell.value, texts)
            if content is not None:
                rows.setdefault(cell.row, {})[cell.column] = content
    for (row, column), trouble in sheet.troubles.items():
        rows.setdefault(row, {})[column] = trouble
    return rows


def _content(value: object, texts: Texts) -> Content | None:
    """What a cell says, by what openpyxl makes of it; None for only spaces."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        # More digits than a number can have only come in a file that no spreadsheet program wrote.
        return float(value) if abs(value) <= sys.float_info.max else error_value("#NUM!")
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    return texts.content(str(value))
