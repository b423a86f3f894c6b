"""Reading forms that came back as CSV, in whatever way a spreadsheet program wrote them."""

from __future__ import annotations

import codecs
import csv
import time
from pathlib import Path

import pytest
from filled import as_csv, filled_in, form_bytes, small_form, table
from hypothesis import example, given
from hypothesis import strategies as st

from nap.i18n import LANGUAGES
from nap.model.plan import Plan
from nap.round.csv_form import MAX_CSV, read_csv
from nap.round.form import COLUMNS, forms
from nap.round.open import read_form, read_returned
from nap.round.returned import Filled, Returned
from nap.round.wording import word

FORM = small_form()
ROWS = table(form_bytes(FORM), "nl")
TOO_MUCH = "The file holds far more than a form does."
NO_HEADINGS = "The first row does not have the headings of a form."


def rows_with(cells: dict[tuple[int, str], str]) -> list[list[str]]:
    """The rows of the form with texts in some of its cells."""
    rows = [list(row) for row in ROWS]
    for (row, column), text in cells.items():
        rows[row - 1]["ABCDEFGHIJK".index(column)] = text
    return rows


def read(text: str | bytes) -> Returned:
    return read_csv("form.csv", text.encode() if isinstance(text, str) else text)


def told(returned: Returned) -> list[tuple[str, str]]:
    return [(wrong.cell, wrong.message) for wrong in returned.everything_wrong]


FILLED = {
    (2, "E"): "completed",
    (2, "F"): "Een “tekst”; met, tekens\nop twee regels, café à 5 €",
    (2, "G"): '"zo"',
    (3, "E"): "12",
}
ANSWERS = {
    2: {
        "status": Filled("E2", "completed"),
        "text": Filled("F2", "Een “tekst”; met, tekens\nop twee regels, café à 5 €"),
        "obstacles": Filled("G2", '"zo"'),
    },
    3: {"status": Filled("E3", "12")},
}


@pytest.mark.parametrize("between", [";", ",", "\t"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("cp1252", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_any_way_of_writing_it_is_read_the_same(between: str, encoding: str, mark: bytes) -> None:
    returned = read(mark + as_csv(rows_with(FILLED), between).encode(encoding))
    assert returned.everything_wrong == ()
    assert {row.number: row.filled for row in returned.rows if row.filled} == ANSWERS
    assert [row.key for row in returned.rows] == [str(row.key) for row in FORM.rows]
    assert (returned.sheet, returned.header, returned.sent) == ("", {}, {})


def test_it_reads_as_the_workbook_does() -> None:
    cells = {"E2": "completed", "F2": "Iets\nmeer", "H6": "https://example.org/a"}
    content = filled_in(FORM, cells)
    workbook = read_form("form.xlsx", content)
    assert read(as_csv(table(content, "nl"))).rows == workbook.rows


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_end_of_line(end: str) -> None:
    text = as_csv(rows_with({(2, "F"): "een\r\ntwee", (5, "F"): "drie"})).replace("\r\n", end)
    found = {row.number: row.filled["text"] for row in read(text).rows if row.filled}
    assert found == {2: Filled("F2", "een\ntwee"), 5: Filled("F5", "drie")}, "cells are called as on the screen"


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_in_every_language(language: str) -> None:
    rows = table(form_bytes(FORM._replace(language=language)), language)
    returned = read(as_csv(rows))
    assert returned.everything_wrong == ()
    assert [word(column.heading, returned.language) for column in COLUMNS] == rows[0]


def test_every_form_of_the_real_plan_can_come_back_as_csv(real: Plan) -> None:
    for form in (form for form in forms(real, 2026) if form.actor in {"fido", "waalse-overheid", "fod-justitie"}):
        returned = read(as_csv(table(form_bytes(form), form.language)))
        assert returned.everything_wrong == (), form.actor
        assert [row.key for row in returned.rows] == [str(row.key) for row in form.rows]


def test_a_line_for_excel_that_names_what_stands_between_is_not_counted() -> None:
    returned = read("sep=;\r\n" + as_csv(rows_with({(2, "E"): "x"})))
    assert returned.everything_wrong == ()
    assert returned.rows[0].filled == {"status": Filled("E2", "x")}


def test_text_that_starts_like_a_formula_is_text() -> None:
    returned = read(as_csv(rows_with({(2, "F"): "=1+1", (2, "G"): "-niets"})))
    assert returned.everything_wrong == ()
    assert returned.rows[0].filled == {"text": Filled("F2", "=1+1"), "obstacles": Filled("G2", "-niets")}


def test_texts_are_cleaned_and_space_is_nothing() -> None:
    returned = read(as_csv(rows_with({(2, "E"): "  ", (2, "F"): " een\ttwee\u00a0\n"})))
    assert returned.rows[0].filled == {"text": Filled("F2", "een twee")}


def test_empty_lines_and_cells_do_not_matter() -> None:
    text = "\r\n".join(line + ";;;;" for line in as_csv(ROWS).split("\r\n")) + ";;;\r\n" * 50
    returned = read(text)
    assert returned.everything_wrong == ()
    assert len(returned.rows) == len(FORM.rows)


# -- what was done to it ---------------------------------------------------------------------------------------


def test_columns_are_found_by_their_headings() -> None:
    heading = word(COLUMNS[6].heading, "nl")
    returned = read(as_csv([row[:6] + row[7:] for row in rows_with({(2, "H"): "https://example.org"})]))
    assert told(returned) == [("G1", f"The column “{heading}” is missing; it stood in G.")]
    assert returned.rows[0].filled == {"link": Filled("G2", "https://example.org")}


def test_rows_are_known_by_their_keys() -> None:
    mixed = read(as_csv([ROWS[0], *ROWS[:0:-1]]))
    assert mixed.everything_wrong == ()
    assert [row.key for row in mixed.rows] == [str(row.key) for row in reversed(FORM.rows)]
    twice = read(as_csv([*ROWS, ROWS[4]]))
    assert told(twice) == [("A18", "Row 18 is a copy of row 5.")]
    lost = read(as_csv([[*row[:10], ""] if number in {3, 4} else row for number, row in enumerate(ROWS)]))
    assert told(lost) == [("K4:K5", "The hidden column no longer says what these rows are about.")]
    strange = read(as_csv([*ROWS, ["", "", "", "", "x", "", "", "", "", "", "zomaar"]]))
    assert told(strange) == [("A18", "Row 18 is none of the rows of this form.")]


def test_what_stands_elsewhere_is_named() -> None:
    returned = read(as_csv([*ROWS, [], ["", "Groeten"], [*[""] * 13, "kladje"]]))
    assert told(returned) == [
        ("B19", "What stands here is in no row of the form."),
        ("N20", "What stands here is outside the form."),
    ]


def test_rows_sorted_without_their_key_are_seen() -> None:
    rows = [ROWS[0], *(row[:10] + other[10:] for row, other in zip(ROWS[:0:-1], ROWS[1:], strict=True))]
    assert told(read(as_csv(rows))) == [("A2:A17", "Row 2 shows 4 c, but its hidden column stands for 1.")]


# -- what is no such table -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"a;b;c\n1;2;3\n", NO_HEADINGS),
        (b"\n\n\n", NO_HEADINGS),
        (codecs.BOM_UTF8, NO_HEADINGS),
        (codecs.BOM_UTF16_LE + b"a", "The characters of this file cannot be made out."),
        (b"\x81\x8d\x8f", "The characters of this file cannot be made out."),
        (as_csv(ROWS).encode("utf-16-le"), "This is not a table in text."),
        (as_csv(ROWS).encode().replace(b";;", b";\x00;"), "This is not a table in text."),
        (form_bytes(FORM), "This is not a table in text."),
        (b"%PDF-1.4", "This is a PDF file, and not a form."),
        (b"<html><table>", "This is a web page, and not a form."),
    ],
)
def test_other_files_are_told_for_what_they_are(content: bytes, message: str) -> None:
    returned = read(content)
    assert told(returned) == [("", message)]
    assert returned.everything_wrong[0].hint
    assert returned.rows == ()


def test_a_quotation_mark_that_is_not_closed() -> None:
    lines = as_csv(ROWS).split("\r\n")
    lines[5] = lines[5].replace(";;", ';"iets;', 1)
    returned = read("\r\n".join(lines))
    assert ("A6", "From here on the rows cannot be told apart: a quotation mark is not closed.") in told(returned)
    assert [row.number for row in returned.rows] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(as_csv(ROWS).encode() + b" " * MAX_CSV, id="a large file"),
        pytest.param(as_csv(ROWS).encode() + b"x;" * 900_000, id="many columns"),
        pytest.param(as_csv(ROWS).encode() + b"x\n" * 900_000, id="many rows"),
    ],
)
def test_files_that_hold_too_much(content: bytes) -> None:
    before = time.process_time()
    assert told(read(content)) == [("", TOO_MUCH)]
    assert time.process_time() - before < 20


@pytest.mark.parametrize(
    "more", [b";" * 1_900_000, b"\n" * 1_900_000, b'"\n' * 900_000, b'a;"' + b"x" * 1_900_000, b'""' * 900_000]
)
def test_files_that_hold_much(more: bytes) -> None:
    before = time.process_time()
    returned = read(as_csv(ROWS).encode() + more)
    assert len(returned.rows) == len(FORM.rows)
    assert len(returned.everything_wrong) <= 2
    assert time.process_time() - before < 20


def test_a_long_text_is_named() -> None:
    returned = read(as_csv(rows_with({(2, "F"): "x" * 40_000})))
    assert told(returned) == [("F2", "There is far more text here than a cell can hold.")]


def test_the_limit_of_other_programs_parts_stays() -> None:
    before = csv.field_size_limit()
    read(as_csv(ROWS))
    assert csv.field_size_limit() == before


# -- files, by what is in them -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["form.csv", "form.txt", "form.CSV", "form.xlsx", "form"])
def test_a_table_is_read_whatever_its_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(as_csv(ROWS), encoding="utf-8")
    returned = read_returned(path)
    assert returned.name == name
    assert len(returned.rows) == len(FORM.rows)


def test_a_workbook_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_bytes(form_bytes(FORM))
    assert read_returned(path).header["actor"] == "een"


def test_text_that_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text("Beste,\n\nwij hebben niets te melden.\n", encoding="utf-8")
    assert told(read_returned(path)) == [("", NO_HEADINGS)]
    assert told(read_returned(path.rename(tmp_path / "form.xlsx"))) == [("", "This is not a workbook.")]


# -- anything at all -------------------------------------------------------------------------------------------


@given(st.binary(max_size=300))
@example(b"sep=;")
@example(codecs.BOM_UTF16_BE + b"\xd8\x00")
def test_any_bytes(content: bytes) -> None:
    returned = read(content)
    assert returned.everything_wrong


@given(st.text(max_size=200), st.integers(0, len(ROWS) * 100))
def test_a_table_with_anything_in_it(more: str, at: int) -> None:
    text = as_csv(ROWS)
    returned = read((text[:at] + more + text[at:]).encode("utf-8", "surrogatepass"))
    assert returned.rows or returned.everything_wrong


TYPED = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp", "Cf"]), min_size=1).filter(
    lambda text: "_x" not in text and "\ufffe" not in text and "\uffff" not in text
)


@given(st.dictionaries(st.tuples(st.integers(2, 17), st.sampled_from("EFGHIJ")), TYPED), st.sampled_from(";,\t"))
def test_any_text_typed_is_read(cells: dict[tuple[int, str], str], between: str) -> None:
    returned = read(as_csv(rows_with(cells), between))
    assert returned.everything_wrong == ()
    found = {filled.cell: filled.value for row in returned.rows for filled in row.filled.values()}
    assert found == {f"{column}{row}": text for (row, column), text in cells.items()}
