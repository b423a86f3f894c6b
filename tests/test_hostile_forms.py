"""What comes back instead of a form: other files, broken ones, and files made to do harm.

Each is told in a clear sentence, none costs much time or memory, and nothing that is in a file raises anything.
"""

from __future__ import annotations

import io
import json
import os
import re
import resource
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from filled import form_bytes, members, packed, repacked, small_form
from hypothesis import example, given
from hypothesis import strategies as st

from nap.round.grid import MAX_OUTSIDE
from nap.round.open import read_form, read_returned
from nap.round.parts import MAX_ELEMENTS, MAX_LOOKS, MAX_SHEETS
from nap.round.returned import Returned
from nap.round.sheets import read_sheets
from nap.round.unpack import MAX_FILE, MAX_MEMBERS, MAX_PART

FORM = form_bytes(small_form())
FILES = members(FORM)
SHEET = "xl/worksheets/sheet2.xml"
TEXTS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"

TOO_MUCH = "The file holds far more than a form does."
DAMAGED = "The file is damaged, or only a part of it arrived."
MACROS = "The workbook holds macros."
EXTERNAL = "The workbook takes values from other files or programs."
EMBEDDED = "The workbook holds another document, or a button or field of its own."
PASSWORD = "The file can be opened only with a password."
DECLARES = "The workbook declares things that no spreadsheet program writes (a DOCTYPE)."

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(content: bytes) -> str:
    """Why a file is refused: nothing else is told of it, and what to do."""
    returned = read_form("form.xlsx", content)
    assert not returned.rows
    assert len(returned.everything_wrong) == 1
    assert returned.everything_wrong[0].hint
    return returned.everything_wrong[0].message


def with_part(name: str, old: str, new: str) -> bytes:
    """The form with something else in one of its parts."""
    text = FILES[name].decode()
    assert old in text
    return repacked(FORM, {name: text.replace(old, new, 1)})


def old_office(stream: str) -> bytes:
    """A file in the old format of Office that holds a stream of a name."""
    return OLE2 + stream.encode("utf-16-le") + bytes(512)


# -- other files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "The file is empty.", id="empty"),
        pytest.param(b"hallo", "This is not a workbook.", id="text"),
        pytest.param(bytes(1000), "This is not a workbook.", id="zeros"),
        pytest.param(
            old_office("Workbook"), "This is a workbook in the old format of Excel (.xls), and not a form.", id="xls"
        ),
        pytest.param(old_office("WordDocument"), "This is a text document, and not a form.", id="doc"),
        pytest.param(old_office("__properties_version1.0"), "This is an e-mail, and not a form.", id="msg"),
        pytest.param(OLE2, "This is a file in an old format of Office, and not a form.", id="ole2"),
        pytest.param(old_office("EncryptedPackage"), PASSWORD, id="encrypted"),
        pytest.param(b"%PDF-1.7\n...", "This is a PDF file, and not a form.", id="pdf"),
        pytest.param(b"{\\rtf1 x}", "This is a text document, and not a form.", id="rtf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "This is a picture, and not a form.", id="png"),
        pytest.param(b"\xef\xbb\xbf\n <HTML><table>", "This is a web page, and not a form.", id="html saved as .xls"),
        pytest.param(b'<table border="1"><tr>', "This is a web page, and not a form.", id="a table of HTML"),
        pytest.param(
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>',
            "This is an XML file, and not a form.",
            id="XML of Excel 2003",
        ),
        pytest.param(packed({"a.txt": "x"}), "This is an archive (.zip), and not a form.", id="zip"),
        pytest.param(packed({"form.xlsx": FORM}), "This is an archive (.zip), and not a form.", id="a form in a zip"),
        pytest.param(
            packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
            "This is an archive (.zip), and not a form.",
            id="ods whose kind is compressed",
        ),
        pytest.param(
            packed({TYPES: "<Types/>", "word/document.xml": "<a/>"}),
            "This is a text document, and not a form.",
            id="docx",
        ),
        pytest.param(
            packed({TYPES: "<Types/>", "ppt/presentation.xml": "<a/>"}),
            "This is a presentation, and not a form.",
            id="pptx",
        ),
        pytest.param(
            packed({TYPES: "<Types/>", "xl/workbook.bin": "x"}),
            "This is a binary workbook of Excel (.xlsb), and not a form.",
            id="xlsb",
        ),
        pytest.param(
            packed({"Index/Document.iwa": "x"}),
            "This is a document of Apple's programs, and not a form.",
            id="numbers",
        ),
    ],
)
def test_other_files_are_told_for_what_they_are(content: bytes, message: str) -> None:
    assert refused(content) == message


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("spreadsheet", "This is a workbook of LibreOffice (.ods), and not a form."),
        ("text", "This is a text document, and not a form."),
    ],
)
def test_documents_of_libreoffice(kind: str, message: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("content.xml", "<a/>")
    assert refused(made.getvalue()) == message


def test_strict_open_xml() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    content = with_part(WORKBOOK, "http://schemas.openxmlformats.org/spreadsheetml/2006/main", strict)
    assert refused(content) == "The workbook was saved as “Strict Open XML”."


# -- what a form does not hold ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("xl/vbaProject.bin", MACROS),
        ("xl/macrosheets/sheet1.xml", MACROS),
        ("xl/externalLinks/externalLink1.xml", EXTERNAL),
        ("xl/connections.xml", EXTERNAL),
        ("xl/queryTables/queryTable1.xml", EXTERNAL),
        ("xl/embeddings/oleObject1.bin", EMBEDDED),
        ("xl/embeddings/Microsoft_Word_Document.docx", EMBEDDED),
        ("xl/activeX/activeX1.xml", EMBEDDED),
        ("xl/ctrlProps/ctrlProp1.xml", EMBEDDED),
    ],
)
def test_parts_that_no_form_has(name: str, message: str) -> None:
    assert refused(repacked(FORM, {name: "<a/>"})) == message


def test_a_workbook_for_macros_under_another_name() -> None:
    content = with_part(
        TYPES,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert refused(content) == MACROS


def test_references_to_other_files() -> None:
    references = '</sheets><externalReferences><externalReference r:id="rId9"/></externalReferences>'
    assert refused(with_part(WORKBOOK, "</sheets>", references)) == EXTERNAL


def test_formulas_that_start_programs_are_formulas() -> None:
    for formula in ("cmd|'/c calc'!A0", 'WEBSERVICE("http://example.org")'):
        cell = f'<row r="30"><c r="E30"><f>{formula}</f><v>x</v></c></row></sheetData>'
        returned = read_form("form.xlsx", with_part(SHEET, "</sheetData>", cell))
        assert ("E30", "There is a formula here.") in [
            (wrong.cell, wrong.message) for wrong in returned.everything_wrong
        ]


DOCTYPES = [
    '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
    '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "<!DOCTYPE a>",
]


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_doctype_in_any_part_however_it_is_written(name: str, encoding: str) -> None:
    body = FILES[name].decode().partition("?>")[2].strip()
    for doctype in DOCTYPES:
        text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-be")}"?>{doctype}{body}'
        mark = "\ufeff" if encoding == "utf-16-be" else ""
        assert refused(repacked(FORM, {name: (mark + text).encode(encoding)})) == DECLARES


def test_parts_in_other_encodings_are_read() -> None:
    text = FILES[SHEET].decode().replace("UTF-8", "UTF-16")
    assert read_form("form.xlsx", repacked(FORM, {SHEET: text.encode("utf-16")})) == read_form("form.xlsx", FORM)


@pytest.mark.parametrize("encoding", ["rot13", "hex", "utf-7", "no-such", "idna", "ebcdic-cp-be", "UTF-32"])
def test_encodings_that_are_none(encoding: str) -> None:
    assert refused(with_part(SHEET, "UTF-8", encoding)) == DAMAGED


# -- broken files ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_file_that_was_cut_off(share: float) -> None:
    assert refused(FORM[: int(len(FORM) * share)]) == DAMAGED


@pytest.mark.parametrize("name", [SHEET, TEXTS, WORKBOOK, RELATIONS, "_rels/.rels"])
def test_a_part_that_is_missing(name: str) -> None:
    assert refused(packed({other: data for other, data in FILES.items() if other != name})) == DAMAGED


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SHEET, 'r="A1"', 'r="1A"'),
        (SHEET, 'r="A1"', 'r="A2"'),
        (SHEET, 'r="A1"', 'r="XFDXFD1"'),
        (SHEET, '<row r="2"', '<row r="twee"'),
        (SHEET, "<v>", "<v>zeven"),
        (SHEET, "<v>", "<v>99999999"),
        (SHEET, 't="s"', 't="n"><v>nan</v></c><c r="B1" t="s"'),
        (STYLES, 'numFmtId="', 'numFmtId="a'),
        (WORKBOOK, 'r:id="rId1"', 'r:id="rId2"'),
        (WORKBOOK, 'r:id="rId1"', 'r:id="rId77"'),
        (WORKBOOK, 'r:id="rId1"', ""),
        (RELATIONS, "sheet1.xml", "../../../../etc/passwd"),
        (TEXTS, "<si>", "<si"),
    ],
)
def test_values_that_contradict_each_other(name: str, old: str, new: str) -> None:
    assert refused(with_part(name, old, new)) == DAMAGED


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SHEET, 'r="A1" s="', 'r="A1" s="999'),
        (STYLES, 'numFmtId="', 'numFmtId="99999999999999999999'),
        (TYPES, "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml", "text/plain"),
        ("docProps/app.xml", "<Application>", "<Application>x"),
    ],
)
def test_what_is_wrong_in_what_is_not_looked_at_does_not_matter(name: str, old: str, new: str) -> None:
    assert read_form("form.xlsx", with_part(name, old, new)) == read_form("form.xlsx", FORM)


def test_cells_that_do_not_say_where_they_are_follow_each_other() -> None:
    sheet = re.sub(r'(<(?:row|c)) r="\w+"', r"\1", FILES[SHEET].decode())
    assert 'r="E5"' not in sheet
    assert read_form("form.xlsx", repacked(FORM, {SHEET: sheet})) == read_form("form.xlsx", FORM)


def test_rows_and_cells_in_any_order_are_read() -> None:
    head, _, rest = FILES[SHEET].decode().partition("<sheetData>")
    data, _, tail = rest.partition("</sheetData>")
    rows = [
        start + "".join(reversed(re.findall("<c .*?(?:/>|</c>)", cells))) + "</row>"
        for start, cells in re.findall("(<row [^>]*>)(.*?)</row>", data)
    ]
    sheet = f"{head}<sheetData>{''.join(reversed(rows))}</sheetData>{tail}"
    assert read_form("form.xlsx", repacked(FORM, {SHEET: sheet})) == read_form("form.xlsx", FORM)


def test_members_of_the_same_name() -> None:
    made = io.BytesIO(FORM)
    with zipfile.ZipFile(made, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, FILES[SHEET])
    assert refused(made.getvalue()) == DAMAGED


def test_members_that_overlap() -> None:
    content = bytearray(FORM)
    first = FORM.index(b"PK\x01\x02")
    second = FORM.index(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    assert refused(bytes(content)) == DAMAGED


def test_members_with_a_password_or_compressed_otherwise() -> None:
    content = bytearray(FORM)
    at = FORM.index(b"PK\x01\x02")
    content[at + 8] |= 1
    assert refused(bytes(content)) == PASSWORD
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in FILES.items():
            archive.writestr(name, data)
    assert refused(made.getvalue()) == DAMAGED


# -- files made to cost time or memory ---------------------------------------------------------------------------


def rows_of(count: int, cells: str, first: int = 100) -> bytes:
    """The form with more rows, of cells in which {row} stands for the number of the row."""
    rows = "".join(f'<row r="{n}">{cells.replace("{row}", str(n))}</row>' for n in range(first, first + count))
    return with_part(SHEET, "</sheetData>", f"{rows}</sheetData>")


def more_texts(text: str, count: int = 1) -> bytes:
    """The form with more texts."""
    return with_part(TEXTS, "</sst>", f"<si><t>{text}</t></si>" * count + "</sst>")


def lying() -> bytes:
    """A member that says that it has 100 bytes, and unpacks to a hundred million."""
    bomb = bytearray(repacked(FORM, {SHEET: bytes(100_000_000)}))
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        local = archive.getinfo(SHEET).header_offset
    entry = bomb.rindex(b"PK\x01\x02", 0, bomb.rindex(SHEET.encode()))
    for at in (entry + 24, local + 22):
        struct.pack_into("<L", bomb, at, 100)
    return bytes(bomb)


def same_text_everywhere() -> bytes:
    """A text of 32,000 characters that stands once, and in 11,400 cells."""
    number = FILES[TEXTS].count(b"<si>")
    cells = "".join(f'<c r="{column}{{row}}" t="s"><v>{number}</v></c>' for column in "EFGHIJ")
    return repacked(rows_of(1900, cells), {TEXTS: members(more_texts("x " * 16_000))[TEXTS]})


def many_sheets(count: int) -> bytes:
    """The form with more sheets, each with a thousand cells far to the right."""
    far = "".join(f'<row r="{n}"><c r="AN{n}"><v>1</v></c></row>' for n in range(1000, 2000))
    sheet = FILES[SHEET].decode().partition("<sheetData>")[0] + f"<sheetData>{far}</sheetData></worksheet>"
    sheets = "".join(f'<sheet name="x{n}" sheetId="{n + 50}" r:id="x{n}"/>' for n in range(count))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    links = "".join(f'<Relationship Id="x{n}" Type="{kind}" Target="worksheets/x{n}.xml"/>' for n in range(count))
    return repacked(
        FORM,
        {
            WORKBOOK: FILES[WORKBOOK].decode().replace("</sheets>", f"{sheets}</sheets>"),
            RELATIONS: FILES[RELATIONS].decode().replace("</Relationships>", f"{links}</Relationships>"),
            **{f"xl/worksheets/x{n}.xml": sheet for n in range(count)},
        },
    )


def formats(count: int) -> bytes:
    """The form with formats of numbers in which looking for a day takes long, each used."""
    formats = "".join(f'<numFmt numFmtId="{n}" formatCode="{"[" * 255}"/>' for n in range(200, 200 + count))
    looks = "".join(f'<xf numFmtId="{n}"/>' for n in range(200, 200 + count))
    styles = FILES[STYLES].decode().replace("</cellXfs>", f"{looks}</cellXfs>")
    assert "</numFmts>" in styles
    return repacked(FORM, {STYLES: styles.replace("</numFmts>", f"{formats}</numFmts>")})


ALL_COLUMNS = "".join(f'<c r="{chr(65 + n)}{{row}}"><v>1</v></c>' for n in range(20))
KEYS = (
    '<c r="A{row}" t="inlineStr"><is><t>{row}</t></is></c>'
    '<c r="K{row}" t="inlineStr"><is><t>test-plan 2026 een een {row} - 0123456789</t></is></c>'
)

REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a huge member": (lambda: more_texts("x" * 100_000_000), TOO_MUCH),
    "a size that is a lie": (lying, DAMAGED),
    "many members": (lambda: repacked(FORM, {f"xl/x{n}.xml": "<a/>" for n in range(MAX_MEMBERS)}), TOO_MUCH),
    "too large a file": (lambda: FORM + bytes(MAX_FILE), TOO_MUCH),
    "a million empty cells": (lambda: rows_of(1000, '<c r="A{row}" s="1"/>' * 1000), TOO_MUCH),
    "a million rows": (lambda: rows_of(1_000_000, ""), TOO_MUCH),
    "many cells outside": (lambda: rows_of(MAX_OUTSIDE + 1, '<c r="XFD{row}"><v>1</v></c>'), TOO_MUCH),
    "many elements in depth": (
        lambda: with_part(SHEET, "</sheetData>", "<a>" * MAX_ELEMENTS + "</a>" * MAX_ELEMENTS + "</sheetData>"),
        TOO_MUCH,
    ),
    "many sheets": (lambda: many_sheets(MAX_SHEETS), TOO_MUCH),
    "one sheet many times": (
        lambda: with_part(WORKBOOK, "</sheets>", '<sheet name="x" sheetId="9" r:id="rId2"/>' * 1000 + "</sheets>"),
        DAMAGED,
    ),
    "many looks": (lambda: formats(MAX_LOOKS), TOO_MUCH),
    "one text in all cells": (same_text_everywhere, TOO_MUCH),
}

READ: dict[str, Callable[[], bytes]] = {
    "a form": lambda: FORM,
    "a zip in it": lambda: repacked(FORM, {"xl/media/image1.zip": packed({"a": bytes(10_000_000)})}),
    "a picture in it": lambda: repacked(FORM, {"xl/media/image1.png": os.urandom(1_000_000)}),
    "a huge member that is not read": lambda: repacked(FORM, {"xl/media/image1.png": bytes(100_000_000)}),
    "cells in every row": lambda: rows_of(1900, ALL_COLUMNS),
    "empty rows": lambda: rows_of(MAX_ELEMENTS // 2, ""),
    "a cell in the last corner": lambda: rows_of(1, '<c r="XFD{row}"><v>1</v></c>', first=1_048_576),
    "a dimension that is a lie": lambda: with_part(SHEET, 'ref="A1:', 'ref="A1:XFD1048576" x="'),
    "everything merged many times": lambda: with_part(
        SHEET,
        "</sheetData>",
        "</sheetData><mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 30_000 + "</mergeCells>",
    ),
    "a long formula shared by many cells": lambda: rows_of(
        1900, f'<c r="E{{row}}"><f t="shared" si="0" ref="E100:E9999">{"A1+" * 300}A1</f></c>'
    ),
    "a link over everything": lambda: with_part(
        SHEET, "</sheetData>", '</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
    ),
    "many attributes": lambda: with_part(
        SHEET, "<sheetData>", "<sheetData " + " ".join(f'a{n}="1"' for n in range(120_000)) + ">"
    ),
    "many texts": lambda: more_texts("x", 40_000),
    "a long text": lambda: more_texts("x" * (MAX_PART - 100_000)),
    "spaces": lambda: repacked(
        rows_of(50, f'<c r="E{{row}}" t="s"><v>{FILES[TEXTS].count(b"<si>")}</v></c>'),
        {TEXTS: members(more_texts("x" + " " * 32_000 + "x"))[TEXTS]},
    ),
    "many formats": lambda: formats(MAX_LOOKS - 100),
    "a format that is too long": lambda: with_part(STYLES, 'formatCode="', 'formatCode="' + "[" * 1_000_000),
    "many sheets": lambda: many_sheets(MAX_SHEETS - 5),
    "many keys": lambda: rows_of(1900, KEYS),
    "a number of many digits": lambda: rows_of(1, f'<c r="E{{row}}"><v>{"9" * 4000}</v></c>'),
    "a number without an end": lambda: rows_of(1, '<c r="E{row}"><v>1e999</v></c>'),
}

READER = """
import json, sys, time
from pathlib import Path
from nap.round.open import read_returned
told = {}
for path in map(Path, sys.argv[1:]):
    before = time.process_time()
    returned = read_returned(path)
    messages = [wrong.message for wrong in returned.everything_wrong]
    told[path.stem] = [time.process_time() - before, len(returned.rows), messages]
print(json.dumps(told))
"""
SECONDS = 20
"""On a slow machine that counts lines; measured, none takes one."""
MEGABYTES = 250
"""Of address space; measured, none takes a hundred, with Python and all that it loads."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[float, int, list[str]]]:
    """What reading the worst files tells, in a process with so much memory, and how long each took."""
    folder = tmp_path_factory.mktemp("worst")
    made = {f"refused: {name}": make for name, (make, _) in REFUSED.items()} | READ
    paths = []
    for name, make in made.items():
        paths.append(folder / f"{name}.xlsx")
        paths[-1].write_bytes(make())

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))

    done = subprocess.run(
        [sys.executable, "-c", READER, *paths], cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=limit
    )
    assert done.returncode == 0, done.stderr
    for path in paths:
        path.unlink()
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("name", REFUSED)
def test_files_that_hold_too_much_are_refused(name: str, told: dict[str, tuple[float, int, list[str]]]) -> None:
    seconds, rows, messages = told[f"refused: {name}"]
    assert messages == [REFUSED[name][1]]
    assert rows == 0
    assert seconds < SECONDS


@pytest.mark.parametrize("name", READ)
def test_files_that_hold_much_are_read_in_little_time(name: str, told: dict[str, tuple[float, int, list[str]]]) -> None:
    seconds, rows, messages = told[name]
    assert rows >= 16
    assert len(messages) < 100
    assert seconds < SECONDS


# -- what is no file -------------------------------------------------------------------------------------------


def only(returned: Returned) -> str:
    assert len(returned.everything_wrong) == 1
    return returned.everything_wrong[0].message


def test_what_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    device = tmp_path / "zero.xlsx"
    device.symlink_to("/dev/zero")
    for path in (tmp_path, pipe, device):
        assert only(read_returned(path)) == "This is not a file."


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    assert only(read_returned(tmp_path / "nergens.xlsx")).startswith("The file cannot be read: ")
    loop = tmp_path / "loop.xlsx"
    loop.symlink_to(loop)
    assert only(read_returned(loop)).startswith("The file cannot be read: ")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(FORM)

    def refuse(*_about: object, **_more: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert only(read_returned(path)) == "The file cannot be read: Permission denied."


def test_a_file_longer_than_any_form_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    with path.open("wb") as file:
        file.truncate(10**12)  # it takes no room on the disk
    assert only(read_returned(path)) == TOO_MUCH


# -- anything at all -------------------------------------------------------------------------------------------


def judged(content: bytes) -> None:
    """Whatever it is, it is a form or it is said why not."""
    returned = read_form("form.xlsx", content)
    assert returned.rows or returned.everything_wrong
    for wrong in returned.everything_wrong:
        assert wrong.message


@given(st.binary(max_size=200))
@example(b"PK\x05\x06" + bytes(18))
@example(b"PK\x03\x04")
def test_any_bytes(content: bytes) -> None:
    judged(content)
    judged(b"PK\x03\x04" + content)


@given(st.lists(st.tuples(st.integers(0, len(FORM) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_bytes_of_a_form_changed(changes: list[tuple[int, int]]) -> None:
    content = bytearray(FORM)
    for at, byte in changes:
        content[at] = byte
    judged(bytes(content))


DIRECTORY = FORM.index(b"PK\x01\x02")


@given(st.lists(st.tuples(st.integers(DIRECTORY, len(FORM) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_bytes_of_the_table_of_contents_changed(changes: list[tuple[int, int]]) -> None:
    content = bytearray(FORM)
    for at, byte in changes:
        content[at] = byte
    judged(bytes(content))


@given(st.integers(0, len(FORM)), st.binary(max_size=50))
def test_a_form_cut_off_or_with_something_in_between(at: int, more: bytes) -> None:
    judged(FORM[:at] + more)
    judged(FORM[:at] + more + FORM[at:])


@given(st.sampled_from(sorted(FILES)), st.binary(max_size=100))
def test_a_part_that_is_junk(name: str, junk: bytes) -> None:
    judged(repacked(FORM, {name: junk}))


TOKENS = (
    "< > /> \" ' & &#0; &#x41; <!-- <![CDATA[ ]]> 0 -1 1e9 A1 XFD1048577 s n e inlineStr <c/> <row/> <is/> <f/> </c> é"
)
PIECES = st.sampled_from([*TOKENS.split(), "\x00", '<c t="s"/>', '<row r="0"/>', '<row r="2"/>'])


@given(st.sampled_from([SHEET, TEXTS, STYLES, WORKBOOK, RELATIONS, TYPES]), st.data())
def test_a_part_changed_within(name: str, data: st.DataObject) -> None:
    """Where XML stays well-formed more often than with any bytes, so that what it says is wrong."""
    text = FILES[name].decode()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        end = min(len(text), at + data.draw(st.integers(0, 12)))
        text = text[:at] + data.draw(PIECES) + text[end:]
    judged(repacked(FORM, {name: text}))


@given(st.sampled_from([SHEET, TEXTS, STYLES, WORKBOOK, RELATIONS, TYPES, "_rels/.rels"]), st.data())
def test_a_value_of_a_part_changed(name: str, data: st.DataObject) -> None:
    pieces = FILES[name].decode().split('"')
    at = data.draw(st.integers(0, len(pieces) // 2 - 1)) * 2 + 1
    pieces[at] = data.draw(
        st.sampled_from(
            ["", "0", "-1", "1", "99999", "1" * 5000, "1e400", "nan", "s", "b", "d", "e", "inlineStr", "A0", "ZZZ9"]
        )
    )
    judged(repacked(FORM, {name: '"'.join(pieces)}))


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    read_sheets(FORM)
    refused(lying())
    assert list(tmp_path.iterdir()) == []
