"""What the XML parts of a workbook say: which sheets it has, and which of their cells say something.

Every part is looked at before any is read: how much there is in it, and that it declares nothing of its own. Then only
what a form needs is taken over.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from nap.round.grid import (
    MAX_COLUMNS,
    MAX_OUTSIDE,
    MAX_ROWS,
    MAX_TEXT,
    Position,
    Trouble,
    cell_name,
    column_number,
    corners,
)
from nap.round.unpack import Refused, damaged, external, macros, too_much
from nap.sentence import say

MAX_ELEMENTS = 90_000
"""Elements in all XML parts together: twenty times what the largest form has."""
MAX_SHEETS = 30
"""A form has three sheets; somebody may have added some."""
MAX_NAME = 100
"""Characters of the name of a sheet: Excel takes 31."""
MAX_LOOKS = 3_000
"""Looks of cells. A form has about twenty, and a workbook in which much was pasted has hundreds."""
MAX_FORMAT = 255
"""Characters of a number format: Excel takes no longer ones, and looking for a day in it takes long."""

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_POSITION = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_FORMULA = Trouble(
    say("There is a formula here."),
    say("Write what it says. A text that begins with =, + or - is none with an apostrophe (') in front of it."),
)


def error_value(shown: str) -> Trouble:
    """What is said of a cell that shows an error of the spreadsheet program."""
    return Trouble(say("An error stands here: {error}.", error=shown[:20]), say("Write what is meant."))


class Sheet(NamedTuple):
    """What a sheet says."""

    name: str
    cells: ET.Element
    """The sheet with nothing but those of its cells that have a value."""
    troubles: Mapping[Position, Trouble]
    """The cells that have none that can be taken."""
    merged: tuple[str, ...]
    outside: tuple[str, ...]
    """The names of cells that say something beyond the rows and columns that a form can have."""


class Book(NamedTuple):
    """What a workbook says."""

    sheets: tuple[Sheet, ...]
    """In their order, the hidden ones too."""
    strings: ET.Element
    """The texts of cells, which give their numbers."""
    styles: ET.Element
    """How numbers are shown: some of them are days."""
    from_1904: bool
    """Whether days are counted from 1904 on, as on a Macintosh of old."""


def read_book(parts: Mapping[str, bytes]) -> Book:
    """What the parts of a workbook say; raises `Refused`."""
    _look_at(parts)
    try:
        return _book(parts)
    except _BROKEN:
        raise damaged() from None


_BROKEN = (
    KeyError,  # a part or an attribute that is missing
    ValueError,  # a number that is none
    ET.ParseError,
)
"""What reading parts raises that contradict each other."""


# -- looking ---------------------------------------------------------------------------------------------------


def _look_at(parts: Mapping[str, bytes]) -> None:
    left = MAX_ELEMENTS
    for part in parts.values():
        left -= _elements(part, left)


def _elements(part: bytes, most: int) -> int:
    """How many elements a part has; raises `Refused` for more than the most, and for a document type.

    Only a document type declares entities, which can stand for anything. The parser sees it however it is written.
    """
    count = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > most:
            raise too_much()

    def document_type(*_about: object) -> None:
        message = say("The workbook declares things that no spreadsheet program writes (a DOCTYPE).")
        raise Refused(message, say("Open it in a spreadsheet program, and save it again."))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(part, True)  # noqa: FBT003 - it takes no names: this is all of it
    except (expat.ExpatError, ValueError, LookupError):  # the latter two: an encoding that is none
        raise damaged() from None
    return count


# -- the workbook ----------------------------------------------------------------------------------------------


def _tree(parts: Mapping[str, bytes], name: str) -> ET.Element:
    return ET.fromstring(parts[name])  # noqa: S314 - it was looked at


def _book(parts: Mapping[str, bytes]) -> Book:
    for kind in _tree(parts, "[Content_Types].xml"):
        if "macroenabled" in kind.get("ContentType", "").lower():
            raise macros()
    path = next((to for kind, to in _relations(parts, "").values() if kind == "officeDocument"), "")
    root = _tree(parts, path)
    if root.tag == f"{_STRICT}workbook":
        message = say("The workbook was saved as “Strict Open XML”.")
        raise Refused(message, say("Open it, and save it as an Excel workbook (.xlsx)."))
    if root.find(f"{MAIN}externalReferences") is not None:
        raise external()
    relations = _relations(parts, path)
    shared = {kind: _tree(parts, to) for kind, to in relations.values() if kind in {"sharedStrings", "styles"}}
    sheets: dict[str, Sheet] = {}
    for sheet in root.iterfind(f"{MAIN}sheets/{MAIN}sheet"):
        relation, where = relations[sheet.attrib[_RELATION_ID]]
        if where in sheets:
            raise damaged()
        if len(sheets) == MAX_SHEETS:
            raise too_much()
        if relation == "worksheet":
            sheets[where] = _sheet(sheet.get("name", ""), _tree(parts, where))
    properties = root.find(f"{MAIN}workbookPr")
    return Book(
        tuple(sheets.values()),
        _strings(shared.get("sharedStrings", ET.Element("sst"))),
        _styles(shared.get("styles", ET.Element("styleSheet"))),
        properties is not None and properties.get("date1904") in {"1", "true"},
    )


def _relations(parts: Mapping[str, bytes], path: str) -> dict[str, tuple[str, str]]:
    """What a part refers to, by the names it has for that: of what kind it is, and where it is."""
    folder, name = posixpath.split(path)
    found = {}
    for relation in _tree(parts, posixpath.join(folder, "_rels", f"{name}.rels")).iterfind(_RELATION):
        kind = relation.attrib["Type"].rpartition("/")[2]
        to = posixpath.normpath(posixpath.join("/", folder, relation.attrib["Target"])).lstrip("/")
        found[relation.attrib["Id"]] = (kind, to)
    return found


# -- its parts, with nothing but what a form needs ----------------------------------------------------------------


def _strings(root: ET.Element) -> ET.Element:
    strings = ET.Element(f"{MAIN}sst")
    for item in root.iterfind(f"{MAIN}si"):
        ET.SubElement(ET.SubElement(strings, f"{MAIN}si"), f"{MAIN}t").text = _text(item)
    return strings


def _text(item: ET.Element) -> str:
    """A text, also one in several looks, without how it is pronounced. Of one that is too long a character too many."""
    pieces = [piece.text or "" for path in (f"{MAIN}t", f"{MAIN}r/{MAIN}t") for piece in item.iterfind(path)]
    return "".join(pieces)[: MAX_TEXT + 1]


def _styles(root: ET.Element) -> ET.Element:
    styles = ET.Element(f"{MAIN}styleSheet")
    formats = ET.SubElement(styles, f"{MAIN}numFmts")
    for item in root.iterfind(f"{MAIN}numFmts/{MAIN}numFmt"):
        if len(item.attrib["formatCode"]) <= MAX_FORMAT:
            ET.SubElement(formats, item.tag, {name: item.attrib[name] for name in ("numFmtId", "formatCode")})
    looks = ET.SubElement(styles, f"{MAIN}cellXfs")
    for item in root.iterfind(f"{MAIN}cellXfs/{MAIN}xf"):
        ET.SubElement(looks, item.tag, {"numFmtId": item.get("numFmtId", "0")})
    if len(looks) > MAX_LOOKS:
        raise too_much()
    return styles


def _sheet(name: str, root: ET.Element) -> Sheet:
    kept: dict[int, dict[int, ET.Element]] = {}
    troubles: dict[Position, Trouble] = {}
    outside = []
    for row, cells in _rows(root):
        for column, cell in cells:
            formula, value = cell.find(f"{MAIN}f"), _value(cell)
            if formula is None and value is None:
                continue
            if row > MAX_ROWS or column > MAX_COLUMNS:
                outside.append(cell_name(row, column))
                if len(outside) > MAX_OUTSIDE:
                    raise too_much()
            elif formula is not None:
                troubles[row, column] = _FORMULA
            elif cell.get("t") == "e":
                troubles[row, column] = error_value("".join(cell.itertext()))
            elif value is not None:
                known = {name: cell.attrib[name] for name in ("s", "t") if name in cell.attrib}
                copy = ET.Element(cell.tag, known | {"r": cell_name(row, column)})
                copy.append(value)
                kept.setdefault(row, {})[column] = copy
    merged = [item.get("ref", "") for item in root.iterfind(f"{MAIN}mergeCells/{MAIN}mergeCell")]
    return Sheet(
        name[:MAX_NAME],
        _in_order(kept),
        troubles,
        tuple(range_ for range_ in merged if corners(range_)),
        tuple(outside),
    )


def _in_order(cells: Mapping[int, Mapping[int, ET.Element]]) -> ET.Element:
    """A sheet of cells in their order: openpyxl skips what comes later than its place."""
    sheet = ET.Element(f"{MAIN}worksheet")
    data = ET.SubElement(sheet, f"{MAIN}sheetData")
    for number, row in sorted(cells.items()):
        ET.SubElement(data, f"{MAIN}row", {"r": str(number)}).extend(row[column] for column in sorted(row))
    return sheet


def _rows(root: ET.Element) -> Iterator[tuple[int, Iterator[tuple[int, ET.Element]]]]:
    """The rows with their numbers, and in each the cells with those of their columns; by default the next."""
    number = 0
    for row in root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        number = int(row.get("r", number + 1))
        yield number, _cells(number, row)


def _cells(number: int, row: ET.Element) -> Iterator[tuple[int, ET.Element]]:
    column = 0
    for cell in row.iterfind(f"{MAIN}c"):
        column += 1
        if "r" in cell.attrib:
            at_row, column = _position(cell.attrib["r"])
            if at_row != number:
                raise damaged()
        yield column, cell


def _position(name: str) -> Position:
    match = _POSITION.fullmatch(name)
    if match is None:
        raise damaged()
    return int(match[2]), column_number(match[1])


def _value(cell: ET.Element) -> ET.Element | None:
    """What a cell says; None for one that only looks like something."""
    text = cell.find(f"{MAIN}is")
    if cell.get("t") == "inlineStr" and text is not None:
        kept = ET.Element(text.tag)
        ET.SubElement(kept, f"{MAIN}t").text = _text(text)
        return kept
    said = cell.findtext(f"{MAIN}v")
    if not said:
        return None
    value = ET.Element(f"{MAIN}v")
    value.text = said
    return value
