"""Reading workbooks that came back: what was filled in, and what was done to the form besides."""

from __future__ import annotations

import datetime
import io
import pickle
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from filled import changed, filled_in, form_bytes, members, repacked, sheet_changed, small_form
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from nap.i18n import LANGUAGES, translated
from nap.model.plan import Plan
from nap.round.answers import judge
from nap.round.form import COLUMNS, FORMAT, HEADER, HIDDEN_SHEET, SHEET, Form, forms
from nap.round.grid import MAX_ROWS, MAX_TEXT, blocks, clean, letter, rising
from nap.round.open import read_form, read_returned
from nap.round.returned import Filled, Returned
from nap.round.wording import word
from nap.round.workbook import workbook

LAST = 17
"""The last row of the small form."""


@pytest.fixture(scope="module")
def form() -> Form:
    return small_form()


def read(content: bytes) -> Returned:
    return read_form("form.xlsx", content)


def told(returned: Returned) -> list[tuple[str, str]]:
    return [(wrong.cell, wrong.message) for wrong in returned.everything_wrong]


def after(form: Form, change: Callable[[Worksheet], Any]) -> list[tuple[str, str]]:
    """What is told of a form after somebody changed its sheet with the actions."""
    returned = read(sheet_changed(form, change))
    assert all(wrong.sheet == returned.sheet and wrong.hint for wrong in returned.everything_wrong)
    return told(returned)


def rewritten(sheet: Worksheet, order: Callable[[list[list[Any]]], list[list[Any]]], width: int = 11) -> None:
    """Put the rows below the headings in another order, in their first columns."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_col=width)]
    for number, row in enumerate(order(rows), start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value


# -- what was filled in ----------------------------------------------------------------------------------------


def test_an_untouched_form_has_its_rows_and_nothing_wrong(form: Form) -> None:
    returned = read(form_bytes(form))
    assert returned.everything_wrong == ()
    assert returned.name == "form.xlsx"
    assert (returned.sheet, returned.language) == (word(SHEET, "nl"), "nl")
    assert [(row.number, row.key) for row in returned.rows] == [
        (number, str(row.key)) for number, row in enumerate(form.rows, start=2)
    ]
    assert returned.sent == {str(row.key): number for number, row in enumerate(form.rows, start=2)}
    assert all(not row.filled for row in returned.rows)
    assert tuple(returned.header) == HEADER
    assert returned.header["format"] == FORMAT
    assert (returned.header["plan"], returned.header["round"]) == ("test-plan", "2026")
    assert returned.header["fingerprint"] == form.plan.fingerprint


def test_the_header_says_of_what_revision_it_was_made(form: Form) -> None:
    assert read(workbook(form, revision="abc1234")).header["revision"] == "abc1234"


def test_every_form_of_the_real_plan_comes_back_as_it_was_sent(real: Plan) -> None:
    for form in forms(real, 2026):
        returned = read(form_bytes(form))
        assert returned.everything_wrong == (), form.actor
        assert [row.key for row in returned.rows] == [str(row.key) for row in form.rows]
        assert returned.language == form.language


def test_values_are_passed_on_as_they_are(form: Form) -> None:
    returned = read(
        filled_in(
            form,
            {
                "E2": "completed",
                "F2": "Een tekst",
                "G2": 12,
                "H2": "https://example.org/a\nhttps://example.org/b",
                "I2": True,
                "J2": datetime.datetime(2026, 3, 1, 14, 30),  # noqa: DTZ001 - sheets know no zones
                "F3": "Op de rij van een maatregel",
                "J4": 46000.5,
                "J6": datetime.date(2026, 12, 31),
                "G6": datetime.time(3, 4),
            },
        )
    )
    assert returned.everything_wrong == ()
    rows = {row.number: row.filled for row in returned.rows}
    assert rows[2] == {
        "status": Filled("E2", "completed"),
        "text": Filled("F2", "Een tekst"),
        "obstacles": Filled("G2", 12.0),
        "link": Filled("H2", "https://example.org/a\nhttps://example.org/b"),
        "link_title": Filled("I2", value=True),
        "date": Filled("J2", datetime.date(2026, 3, 1)),
    }
    assert isinstance(rows[2]["obstacles"].value, float)
    assert type(rows[2]["date"].value) is datetime.date
    assert rows[3] == {"text": Filled("F3", "Op de rij van een maatregel")}
    assert rows[6] == {"obstacles": Filled("G6", "03:04:00"), "date": Filled("J6", datetime.date(2026, 12, 31))}


def test_days_counted_from_1904_are_the_days_that_the_program_shows(form: Form) -> None:
    def fill(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904
        book[word(SHEET, "nl")]["J2"] = datetime.date(2026, 3, 1)

    content = changed(form_bytes(form), fill)
    assert b'date1904="1"' in members(content)["xl/workbook.xml"]
    assert read(content).rows[0].filled["date"].value == datetime.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  een \n", "een"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("een_x000D_\ntwee_x000D_drie", "een\ntwee\ndrie"),
        ("een_x000B_twee", "een\ntwee"),
        ("een\x0btwee\u2028drie", "een\ntwee\ndrie"),
        ("een\x00\x07\x1ftwee\ufeff", "eentwee"),
        ("een\ttwee", "een twee"),
        ("\u00a0een\u200b", "een"),
        ("x_x0041_", "x_x0041_"),
        (" \u00a0\u200b\n\t", ""),
    ],
)
def test_texts_are_cleaned(typed: str, text: str) -> None:
    assert clean(typed) == text


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert "_x00" in once or clean(once) == once
    assert not any(ord(character) < 0x20 and character != "\n" for character in once)


def test_cells_with_only_space_are_empty(form: Form) -> None:
    returned = read(filled_in(form, {"E2": "  ", "F2": "\n", "G2": "\u00a0"}))
    assert returned.rows[0].filled == {}
    assert returned.everything_wrong == ()


def test_text_in_several_looks_and_links_are_their_text(form: Form) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["F2"] = CellRichText("Een ", TextBlock(InlineFont(b=True), "vet"), " woord")
        sheet["H2"] = "https://example.org/verslag"
        sheet["H2"].hyperlink = "https://example.org/elders"

    returned = read(sheet_changed(form, fill))
    assert returned.everything_wrong == ()
    assert returned.rows[0].filled["text"].value == "Een vet woord"
    assert returned.rows[0].filled["link"].value == "https://example.org/verslag"


def test_text_that_looks_like_a_formula_is_text(form: Form) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["F2"] = "=1+1"
        sheet["F2"].data_type = "s"

    returned = read(sheet_changed(form, fill))
    assert returned.everything_wrong == ()
    assert returned.rows[0].filled["text"].value == "=1+1"


def test_what_stands_in_locked_columns_does_not_matter(form: Form) -> None:
    def scribble(sheet: Worksheet) -> None:
        sheet["A2"], sheet["B2"], sheet["C2"], sheet["D2"] = "nr. 1", None, "=A1", "#REF!"
        sheet["L2"].value = " "

    assert after(form, scribble) == []


def test_looks_sizes_and_notes_do_not_matter(form: Form) -> None:
    def arrange(sheet: Worksheet) -> None:
        sheet.column_dimensions["F"].width = 90
        sheet.column_dimensions["C"].hidden = True
        sheet.row_dimensions[4].height = 200
        sheet.auto_filter.ref = f"A1:J{LAST}"
        sheet["F1048576"].number_format = "0.00"
        sheet["XFD3"].number_format = "0.00"

    assert after(form, arrange) == []


def test_the_hidden_column_and_the_hidden_sheet_may_be_shown(form: Form) -> None:
    def show(book: Workbook) -> None:
        book["nap"].sheet_state = "visible"
        book[word(SHEET, "nl")].column_dimensions["K"].hidden = False

    assert told(read(changed(form_bytes(form), show))) == []


# -- columns ---------------------------------------------------------------------------------------------------


def test_a_column_that_was_deleted_is_named(form: Form) -> None:
    content = sheet_changed(form, lambda sheet: (sheet.delete_cols(7), sheet.__setitem__("F2", "tekst")))
    returned = read(content)
    heading = word(COLUMNS[6].heading, "nl")
    assert told(returned) == [("G1", f"The column “{heading}” is missing; it stood in G.")]
    assert returned.rows[0].filled == {"text": Filled("F2", "tekst")}, "the others are found by their headings"
    assert len(returned.rows) == len(form.rows)


def test_a_column_that_was_inserted_is_named(form: Form) -> None:
    assert after(form, lambda sheet: sheet.insert_cols(6)) == [("F1", "The form has no such column F.")]

    def named(sheet: Worksheet) -> None:
        sheet.insert_cols(6)
        sheet["F1"], sheet["F2"], sheet["G2"] = "Opmerking", "x", "tekst"

    returned = read(sheet_changed(form, named))
    assert told(returned) == [("F1", "The form has no column “Opmerking”.")]
    assert returned.rows[0].filled == {"text": Filled("G2", "tekst")}


def test_a_column_that_was_moved_is_named(form: Form) -> None:
    def move(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            values = [cell.value for cell in row]
            values.insert(4, values.pop(8))
            for cell, value in zip(row, values, strict=True):
                cell.value = value

    heading = word(COLUMNS[8].heading, "nl")
    assert after(form, move) == [("E1", f"The column “{heading}” stands in E; it stood in I.")]


def test_a_column_that_was_renamed_is_named(form: Form) -> None:
    heading = word(COLUMNS[5].heading, "nl")
    returned = read(filled_in(form, {"F1": "Tekst", "F2": "iets"}))
    assert told(returned) == [("F1", f"The heading of column F was “{heading}”; now it is “Tekst”.")]
    assert returned.rows[0].filled == {"text": Filled("F2", "iets")}
    assert told(read(filled_in(form, {"F1": None}))) == [("F1", f"The heading “{heading}” of column F is gone.")]


def test_a_heading_may_be_broken_over_lines_or_in_capitals(form: Form) -> None:
    heading = word(COLUMNS[7].heading, "nl")
    assert told(read(filled_in(form, {"H1": heading.upper().replace(" ", "\n ")}))) == []


def test_the_hidden_column_deleted(form: Form) -> None:
    message = "The hidden column K, which says what each row is about, is missing."
    assert after(form, lambda sheet: sheet.delete_cols(11)) == [("K1", message)]


def test_the_heading_of_the_last_column_gone(form: Form) -> None:
    returned = read(filled_in(form, {"K1": None}))
    assert [cell for cell, _ in told(returned)] == ["K1"]
    assert len(returned.rows) == len(form.rows)


def test_no_headings(form: Form) -> None:
    assert after(form, lambda sheet: sheet.delete_rows(1)) == [
        ("A1", "The headings of the form are missing in the first row.")
    ]


def test_something_above_the_headings(form: Form) -> None:
    def above(sheet: Worksheet) -> None:
        sheet.insert_rows(1, amount=2)
        sheet["A1"], sheet["E4"] = "Ministerie", "completed"

    returned = read(sheet_changed(form, above))
    assert told(returned) == [("A3", "The headings stand in row 3; they belong in the first.")]
    assert returned.rows[0].filled == {"status": Filled("E4", "completed")}


# -- rows ------------------------------------------------------------------------------------------------------


def test_rows_that_were_deleted_are_named(form: Form) -> None:
    assert after(form, lambda sheet: sheet.delete_rows(5)) == [("", "Row 5 (1 c) is missing.")]
    assert after(form, lambda sheet: sheet.delete_rows(6, 4)) == [("", "Rows 6 to 9 (2 to 2 c) are missing.")]

    def two_blocks(sheet: Worksheet) -> None:
        sheet.delete_rows(12, 3)
        sheet.delete_rows(3)

    assert after(form, two_blocks) == [
        ("", "Row 3 (1 a) is missing."),
        ("", "Rows 12 to 14 (3 b to 4) are missing."),
    ]


def test_a_row_that_was_moved_is_named_and_the_others_are_not(form: Form) -> None:
    def move(rows: list[list[Any]]) -> list[list[Any]]:
        rows.insert(3, rows.pop(13))
        return rows

    assert after(form, lambda sheet: rewritten(sheet, move)) == [("A5", "Row 5 was row 15.")]


def test_rows_that_were_moved_together_are_told_once(form: Form) -> None:
    def move(rows: list[list[Any]]) -> list[list[Any]]:
        return rows[4:] + rows[:4]

    assert after(form, lambda sheet: rewritten(sheet, move)) == [("A14", "Rows 14 to 17 were rows 2 to 5.")]


def test_a_sheet_that_was_sorted_is_told_once(form: Form) -> None:
    assert after(form, lambda sheet: rewritten(sheet, lambda rows: rows[::-1])) == [
        ("A2", "The rows stand in another order than before: row 2 was row 17, for example.")
    ]


def test_rows_sorted_without_their_hidden_column_are_seen(form: Form) -> None:
    """Otherwise each answer would be taken for that of another action."""
    found = after(form, lambda sheet: rewritten(sheet, lambda rows: rows[::-1], width=10))
    assert found == [("A2:A17", "Row 2 shows 4 c, but its hidden column stands for 1.")]


def test_empty_rows_that_were_inserted_are_named(form: Form) -> None:
    assert after(form, lambda sheet: sheet.insert_rows(9)) == [("A9", "Row 9 was inserted.")]
    assert after(form, lambda sheet: sheet.insert_rows(9, 3)) == [("A9", "Rows 9 to 11 were inserted.")]
    assert after(form, lambda sheet: sheet.insert_rows(LAST + 1, 3)) == []


def test_rows_that_were_copied_are_named(form: Form) -> None:
    def copy(sheet: Worksheet, row: int, to: int) -> None:
        for column in range(1, 12):
            sheet.cell(to, column).value = sheet.cell(row, column).value

    def below(sheet: Worksheet) -> None:
        copy(sheet, 5, LAST + 1)
        copy(sheet, 6, LAST + 2)

    assert after(form, below) == [("A18", "Rows 18 to 19 are copies of rows 5 to 6.")]

    def between(sheet: Worksheet) -> None:
        sheet.insert_rows(6)
        copy(sheet, 5, 6)

    assert after(form, between) == [("A6", "Row 6 is a copy of row 5.")]


def test_rows_of_another_form_are_named(form: Form) -> None:
    def paste(sheet: Worksheet) -> None:
        for row in (18, 19):
            sheet.cell(row, 11).value = f"test-plan 2026 twee twee {row} - 0123456789"
        sheet["K21"] = "zomaar iets"

    assert after(form, paste) == [
        ("A18", "Rows 18 to 19 are none of the rows of this form."),
        ("A21", "Row 21 is none of the rows of this form."),
    ]


def test_a_hidden_column_that_was_emptied_is_told_once(form: Form) -> None:
    def empty(first: int, last: int) -> Callable[[Worksheet], None]:
        return lambda sheet: rewritten(
            sheet,
            lambda rows: [[*row[:10], None if first <= n <= last else row[10]] for n, row in enumerate(rows, start=2)],
        )

    message = "The hidden column no longer says what these rows are about."
    assert after(form, empty(2, LAST)) == [(f"K2:K{LAST}", message)]
    assert after(form, empty(4, 6)) == [("K4:K6", message)]


def test_what_stands_in_no_row_of_the_form_is_named(form: Form) -> None:
    returned = read(filled_in(form, {"F20": "Nog iets", "B22": "Groeten"}))
    message = "What stands here is in no row of the form."
    assert told(returned) == [("F20", message), ("B22", message)]


def test_what_stands_beside_the_form_is_named(form: Form) -> None:
    message = "What stands here is outside the form."
    returned = read(filled_in(form, {"N3": "kladje", "N4": "en nog", "XFD1048576": "ver", f"C{MAX_ROWS + 1}": "laag"}))
    assert told(returned) == [("N3:N4", message), (f"C{MAX_ROWS + 1}", message), ("XFD1048576", message)]


def test_of_many_of_one_kind_only_the_first_are_told(form: Form) -> None:
    returned = read(filled_in(form, {f"F{row}": "iets" for row in range(30, 90, 2)}))
    assert len(returned.everything_wrong) == 21
    assert returned.everything_wrong[-1].message == "And 10 more like these."


# -- cells -----------------------------------------------------------------------------------------------------


def test_merged_cells_are_named_where_they_matter(form: Form) -> None:
    def merge(sheet: Worksheet) -> None:
        for cells in ("E5:E7", "A10:B10", "F12:G13", "M2:N4", "A1:B1"):
            sheet.merge_cells(cells)

    found = after(form, merge)
    message = "Cells were merged here."
    assert [item for item in found if item[1] == message] == [
        ("E5:E7", message), ("A10:B10", message), ("F12:G13", message)
    ]  # fmt: skip


def test_formulas_in_cells_to_fill_are_named(form: Form) -> None:
    def calculate(sheet: Worksheet) -> None:
        sheet["E3"] = "=E2"
        sheet["F3"], sheet["F4"] = "=-niet gestart", '=HYPERLINK("https://example.org")'
        sheet["G5"] = ArrayFormula("G5:G6", "=A5:A6")

    message = "There is a formula here."
    assert after(form, calculate) == [("E3", message), ("F3:F4", message), ("G5", message)]


def test_errors_in_cells_to_fill_are_named(form: Form) -> None:
    def fail(sheet: Worksheet) -> None:
        sheet["F2"], sheet["G2"] = "#REF!", "#N/A"
        sheet["J2"] = 9_999_999
        sheet["J2"].number_format = "yyyy-mm-dd"

    returned = read(sheet_changed(form, fail))
    assert told(returned) == [
        ("F2", "An error stands here: #REF!."),
        ("G2", "An error stands here: #N/A."),
        ("J2", "An error stands here: #####."),
    ]
    assert returned.rows[0].filled == {}


def test_a_text_longer_than_a_cell_can_hold_is_named(form: Form) -> None:
    content = repacked(form_bytes(form), {})
    sheet = members(content)["xl/worksheets/sheet2.xml"].decode()
    long = f'<c r="F2" t="inlineStr"><is><t>{"x" * (MAX_TEXT + 1)}</t></is></c>'
    cell = sheet[sheet.index('<c r="F2"') :].partition("/>")[0] + "/>"
    returned = read(repacked(content, {"xl/worksheets/sheet2.xml": sheet.replace(cell, long)}))
    assert told(returned) == [("F2", "There is far more text here than a cell can hold.")]


# -- sheets ----------------------------------------------------------------------------------------------------


def test_sheets_that_were_renamed_are_named(form: Form) -> None:
    name = word(SHEET, "nl")

    def rename(book: Workbook) -> None:
        book[name].title = "Van de dienst"
        book["nap"].title = "Blad3"
        book.worksheets[0].title = "Uitleg voor ons"

    returned = read(changed(form_bytes(form), rename))
    assert [(wrong.sheet, wrong.message) for wrong in returned.everything_wrong] == [
        ("Blad3", "The sheet “Blad3” was called “nap”."),
        ("Van de dienst", f"The sheet “Van de dienst” was called “{name}”."),
    ]
    assert returned.sheet == "Van de dienst"
    assert len(returned.rows) == len(form.rows)


def test_a_cover_that_is_gone_is_no_matter(form: Form) -> None:
    assert told(read(changed(form_bytes(form), lambda book: book.remove(book.worksheets[0])))) == []


def test_a_sheet_with_the_actions_that_is_gone_is_named(form: Form) -> None:
    name = word(SHEET, "nl")
    returned = read(changed(form_bytes(form), lambda book: book.remove(book[name])))
    assert told(returned) == [("", f"The sheet “{name}” is missing.")]
    assert returned.rows == ()
    assert returned.language == "nl"


def test_a_hidden_sheet_that_is_gone_is_named_and_the_rows_are_read(form: Form) -> None:
    def remove(book: Workbook) -> None:
        book[word(SHEET, "nl")]["F2"] = "iets"
        book.remove(book["nap"])

    returned = read(changed(form_bytes(form), remove))
    assert told(returned) == [("", "The hidden sheet “nap”, which says what form this is, is missing.")]
    assert (returned.header, returned.sent) == ({}, {})
    assert returned.rows[0].filled["text"].value == "iets"
    assert word(COLUMNS[5].heading, returned.language) == word(COLUMNS[5].heading, "nl")


def test_a_copy_of_the_sheet_may_hold_the_answers_and_is_named(form: Form) -> None:
    def copy(book: Workbook) -> None:
        book.copy_worksheet(book[word(SHEET, "nl")]).title = "Antwoorden"

    returned = read(changed(form_bytes(form), copy))
    assert [(wrong.sheet, wrong.message) for wrong in returned.everything_wrong] == [
        ("Antwoorden", "This sheet is a copy, and is not read.")
    ]


def test_a_form_of_another_format_says_nothing_but_that(form: Form) -> None:
    def age(book: Workbook) -> None:
        book["nap"]["B1"] = "0"
        book[word(SHEET, "nl")].delete_cols(3)

    returned = read(changed(form_bytes(form), age))
    assert told(returned) == [("", "This form was made by another version of nap.")]
    assert (returned.rows, returned.header) == ((), {})


@pytest.mark.parametrize("cell", ["A2", "B2", "B3", "A1"])
def test_a_hidden_sheet_that_was_changed_is_named(form: Form, cell: str) -> None:
    returned = read(changed(form_bytes(form), lambda book: book["nap"].__setitem__(cell, None)))
    assert told(returned) == [("", "The hidden sheet “nap”, which says what form this is, was changed.")]
    assert returned.header == {}


def test_everything_is_told_at_once(form: Form) -> None:
    def ruin(book: Workbook) -> None:
        sheet = book[word(SHEET, "nl")]
        sheet.title = "Acties 2026"
        sheet["F1"], sheet["E4"], sheet["N9"] = "Tekst", "=A1", "x"
        sheet.merge_cells("G5:G6")
        sheet.delete_rows(8)

    assert len(read(changed(form_bytes(form), ruin)).everything_wrong) == 6


# -- languages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_in_every_language_are_read(form: Form, language: str) -> None:
    own = form._replace(language=language)
    returned = read(sheet_changed(own, lambda sheet: sheet.delete_cols(6)))
    assert returned.language == language
    heading = translated(COLUMNS[5].heading, language)
    assert told(returned) == [("F1", f"The column “{heading}” is missing; it stood in F.")]


def test_a_form_in_a_language_that_nap_does_not_speak_has_english_headings(form: Form) -> None:
    returned = read(form_bytes(form._replace(language="es")))
    assert returned.everything_wrong == ()
    assert returned.header["language"] == "es"
    assert returned.language == "", "nothing can be told in it"


def test_what_is_told_can_be_said_in_other_languages_also_by_another_process(form: Form) -> None:
    returned = read(sheet_changed(form, lambda sheet: sheet.delete_cols(6)))
    again = pickle.loads(pickle.dumps(returned))  # noqa: S301 - our own
    assert again == returned
    for wrong in again.everything_wrong:
        assert hasattr(wrong.message, "template")
        assert hasattr(wrong.hint, "template")


# -- files, and how long it takes ------------------------------------------------------------------------------


def test_a_file_is_read_by_what_is_in_it(tmp_path: Path, form: Form) -> None:
    path = tmp_path / "antwoord van ons.XLSX"
    path.write_bytes(form_bytes(form))
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    assert read_returned(path).name == "antwoord van ons.XLSX"
    assert read_returned(path)._replace(name="") == read_returned(link)._replace(name="")
    assert len(read_returned(path).rows) == len(form.rows)


def test_a_form_of_sixty_rows_takes_no_time(real: Plan) -> None:
    content = form_bytes(next(form for form in forms(real, 2026) if len(form.rows) >= 55))
    read(content)
    before = time.process_time()
    for _ in range(3):
        read(content)
    assert (time.process_time() - before) / 3 < 0.5, "it takes 0.03 s; the rest is for slow machines that count lines"


# -- what these stand on ---------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 60), max_size=40))
def test_blocks_hold_every_number_and_no_other(numbers: list[int]) -> None:
    found = list(blocks(numbers))
    assert [n for first, last in found for n in range(first, last + 1)] == sorted(set(numbers))
    assert all(one[1] + 1 < other[0] for one, other in pairwise(found))


@given(st.lists(st.integers(0, 9), unique=True, max_size=8))
def test_the_longest_series_in_order_is_kept(numbers: list[int]) -> None:
    places = rising(numbers)
    kept = [numbers[place] for place in places]
    assert kept == sorted(kept)
    assert places == sorted(places)
    best = [0] * len(numbers)
    for here, number in enumerate(numbers):
        best[here] = 1 + max((best[there] for there in range(here) if numbers[there] < number), default=0)
    assert len(kept) == max(best, default=0)


def test_columns_are_named_as_spreadsheet_programs_do() -> None:
    assert [letter(number) for number in (1, 11, 26, 27, 52, 703, 16384)] == ["A", "K", "Z", "AA", "AZ", "AAA", "XFD"]


# -- the same as openpyxl says ---------------------------------------------------------------------------------

VALUES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp", "Cf"]), min_size=1).filter(
        lambda text: not text.startswith(("=", "#")) and "_x" not in text and "x005F_" not in text
    ),
    st.integers(-(10**6), 10**6).map(lambda number: number / 8),
    st.integers(-(10**9), 10**9).map(float),
    st.booleans(),
    st.dates(datetime.date(1901, 1, 1), datetime.date(2199, 12, 31)),
)
FORM = small_form()


@settings(max_examples=20)  # each makes a workbook, which takes a fifth of a second
@given(st.dictionaries(st.tuples(st.integers(2, LAST), st.sampled_from("EFGHI")), VALUES, max_size=12))
def test_any_value_typed_is_read(cells: dict[tuple[int, str], Any]) -> None:
    named = {f"{column}{row}": value for (row, column), value in cells.items()}
    returned = read(filled_in(FORM, named))
    assert returned.everything_wrong == ()
    found = {filled.cell: filled.value for row in returned.rows for filled in row.filled.values()}
    assert found == named
    assert all(type(found[cell]) is type(named[cell]) for cell in named)


def test_the_workbook_is_one_that_openpyxl_reads_the_same(form: Form) -> None:
    sheet = load_workbook(io.BytesIO(form_bytes(form)))[word(SHEET, "nl")]
    assert [cell.value for cell in sheet["K"][1:]] == [row.key for row in read(form_bytes(form)).rows]


# -- forms that were sent before a word was translated better -------------------------------------------------


def test_a_form_is_read_by_the_words_it_was_sent_with(form: Form) -> None:
    def sent_with_other_words(book: Workbook) -> None:
        sheet = book[word(SHEET, "nl")]
        sheet.title = "Opdrachten"
        sheet["E1"], sheet["F1"] = "Toestand", "Wat gedaan is"
        sheet["E2"] = "klaar en af"
        for row in book[HIDDEN_SHEET].iter_rows():
            match row[0].value:
                case "sheet":
                    row[1].value = "Opdrachten"
                case "headings":
                    names = row[1].value.split("\n")
                    row[1].value = "\n".join([*names[:4], "Toestand", "Wat gedaan is", *names[6:]])
                case "statuses":
                    row[1].value = "nog niets\nbijna\nbezig\nklaar en af\nopgegeven"

    returned = read(changed(form_bytes(form), sent_with_other_words))
    assert (returned.everything_wrong, returned.sheet) == ((), "Opdrachten")
    assert returned.rows[0].filled["status"].value == "klaar en af"
    judged = judge(form.plan, form.year, returned, datetime.date(form.year, 12, 31))
    assert [wrong.message for wrong in judged.wrong] == ["The status is “completed”, but there is no evidence."]
