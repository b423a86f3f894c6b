"""The workbook of a form, as Excel shows it to whoever fills it in and as it is read back."""

from __future__ import annotations

import datetime
import io
import re
import sys
import zipfile
from typing import Any

import pytest
from conftest import action, actors, manifest, update
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from nap.errors import NapError
from nap.extras import needs
from nap.i18n import LANGUAGES, translated
from nap.model.plan import Plan
from nap.model.words import STATUSES
from nap.output.words import STATUS
from nap.round.form import COLUMNS, COVER, FORMAT, HEADER, HIDDEN_SHEET, SHEET, Form, forms
from nap.round.looks import LOOKS
from nap.round.page import lines_of
from nap.round.shown import MOST, writable
from nap.round.wording import wording
from nap.round.workbook import workbook

TO_FILL = [column.name for column in COLUMNS if column.to_fill]
LETTER = {column.name: "ABCDEFGHIJK"[index] for index, column in enumerate(COLUMNS)}
PHASED = {
    "stated": "Fase 1: 2024; daarna doorlopend",
    "kind": "phased",
    "phases": [{"label": "Fase 1", "due": "2024-12-31", "precision": "year"}, {"label": "Daarna"}],
}


def form_of(plan: Plan, actor: str = "een", year: int = 2026) -> Form:
    return next(form for form in forms(plan, year) if form.actor == actor)


def opened(form: Form, **more: Any) -> Workbook:
    return load_workbook(io.BytesIO(workbook(form, **more)), rich_text=False)


def sheet_of(form: Form, book: Workbook | None = None) -> Worksheet:
    return (book or opened(form))[translated(SHEET, form.language if form.language in LANGUAGES else "en")]


def value(sheet: Worksheet, column: str, row: int) -> Any:
    return sheet[f"{LETTER[column]}{row}"].value


def texts(book: Workbook) -> list[str]:
    """What the cover says, row by row."""
    return [" | ".join(str(cell.value) for cell in row if cell.value) for row in book.worksheets[0].iter_rows()]


# -- what it says ----------------------------------------------------------------------------------------------


def test_three_sheets_and_a_row_for_each_action_phase_and_measure(make: Any) -> None:
    form = form_of(make(action("1", deadline=PHASED), action("2"), plan=manifest(counts={"actions": 2})))
    book = opened(form)
    assert book.sheetnames == [translated(COVER, "nl"), translated(SHEET, "nl"), HIDDEN_SHEET]
    sheet = sheet_of(form, book)
    assert [cell.value for cell in sheet[1]] == [translated(column.heading, "nl") for column in COLUMNS]
    assert [value(sheet, "number", row) for row in range(2, sheet.max_row + 1)] == [
        "1", "1 (1)", "1 (2)", "1 a", "2", "2 a",
    ]  # fmt: skip
    assert [value(sheet, "what", row) for row in range(2, 6)] == ["Actie nummer 1", "Fase 1", "Daarna", "Iets doen."]
    assert sheet["B2"].font.bold
    assert not sheet["B5"].font.bold
    assert sheet["B5"].alignment.indent == 1
    assert sheet.max_row == len(form.rows) + 1


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        (
            {"stated": "2024", "kind": "date", "due": "2024-12-31", "precision": "year"},
            "“2024” (nl)\non time until 31 December 2024",
        ),
        (
            {
                "stated": "2022-2024", "kind": "period", "start": "2022-01-01", "due": "2024-12-31",
                "precision": "year",
            },
            "“2022-2024” (nl)\nfrom 1 January 2022, on time until 31 December 2024",
        ),
        (
            {
                "stated": "2024", "kind": "date", "due": "2024-12-31", "precision": "year",
                "revisions": [
                    {"date": "2025-02-01", "due": "2025-12-31", "reason": "Traag", "decided_by": "Wij"},
                    {"date": "2026-02-01", "due": "2027-06-30", "reason": "Trager", "decided_by": "Wij"},
                ],
            },
            "“2024” (nl)\non time until 30 June 2027\nat first: until 31 December 2024",
        ),
        (PHASED, "“Fase 1: 2024; daarna doorlopend” (nl)\nin phases, each in a row below"),
        (
            {"stated": "Looptijd", "kind": "plan_term"},
            "“Looptijd” (nl)\nthe plan's own term: on time until 4 April 2029",
        ),
        ({"stated": "Initiatief", "kind": "initiative_term"}, "“Initiatief” (nl)\nas long as the initiative runs"),
        (
            {"stated": "Initiatief", "kind": "initiative_term", "due": "2025-06-30", "precision": "month"},
            "“Initiatief” (nl)\nas long as the initiative runs: on time until 30 June 2025",
        ),
        ({"stated": "Doorlopend", "kind": "ongoing"}, "“Doorlopend” (nl)\nongoing, so that it is never late"),
        ({"stated": "EU", "kind": "external"}, "“EU” (nl)\ndepends on others: no day is fixed"),
        (
            {"stated": "EU", "kind": "external", "due": "2026-02-15", "precision": "day"},
            "“EU” (nl)\non time until 15 February 2026",
        ),
        ({"stated": None, "kind": "none"}, "no deadline in the plan"),
    ],
)  # fmt: skip
def test_the_deadline_in_the_plans_words_and_as_it_is_read_now(make: Any, deadline: Any, said: str) -> None:
    form = form_of(make(action("1", deadline=deadline)))._replace(language="en")
    assert value(sheet_of(form), "deadline", 2) == said


def test_phases_and_measures_have_the_days_of_their_own(make: Any) -> None:
    revised = PHASED | {
        "revisions": [
            {"date": "2025-01-01", "due": "2025-06-30", "phase": "Fase 1", "reason": "Ziek", "decided_by": "Wij"}
        ]
    }
    measures = [{"id": "a", "text": "Eerst."}, {"id": "b", "text": "Dan.", "due": "2025-03-31"}]
    form = form_of(make(action("1", deadline=revised, measures=measures)))._replace(language="en")
    sheet = sheet_of(form)
    assert [value(sheet, "deadline", row) for row in range(3, 7)] == [
        "on time until 30 June 2025\nat first: until 31 December 2024", "no day is fixed", None,
        "on time until 31 March 2025",
    ]  # fmt: skip


def test_what_was_reported_last(make: Any) -> None:
    said = update(
        "2025-12-31",
        "stopped",
        text={"nl": "Er was geen geld.", "fr": "Pas d'argent."},
        obstacles={"nl": "Geld"},
        evidence=[{"url": "https://a.example/x", "title": {"nl": "Besluit"}}, {"url": "https://b.example"}],
        measures={"a": "preparing"},
    )
    measures = [{"id": "a", "text": "Iets doen."}, {"id": "b", "text": "Nog iets."}]
    form = form_of(make(action("1", updates=[said], measures=measures)), year=2025)
    sheet = sheet_of(form)
    assert value(sheet, "earlier", 2) == (
        "stopgezet op 31 december 2025\nEr was geen geld.\nHinderpalen: Geld\nBesluit: https://a.example/x\nhttps://b.example"
    )
    assert value(sheet, "earlier", 3) == "in voorbereiding op 31 december 2025"
    assert value(sheet, "earlier", 4) == translated(form_words("nothing yet"), "nl")
    french = sheet_of(form._replace(language="fr"))
    assert "Pas d'argent." in value(french, "earlier", 2)
    assert "Geld (nl)" in value(french, "earlier", 2)
    assert "Besluit (nl): https://a.example/x" in value(french, "earlier", 2)


def form_words(text: str) -> str:
    """A sentence of the program's, by its English words."""
    from nap.sentence import Sentence

    return Sentence(text, {})


def test_who_reported_it_when_that_was_another(make: Any) -> None:
    gone = actors({"id": "oud", "kind": "body", "parent": "staat", "name": "Oude Dienst", "successor": "een"})
    before = update("2025-12-31", "in_progress", by="oud", scope="action")
    form = form_of(make(action("1", actors=[{"actor": "oud"}], updates=[before]), who=gone))._replace(language="en")
    assert value(sheet_of(form), "earlier", 2) == (
        "in progress on 31 December 2025\nsaid of the whole action\nreported by Oude Dienst"
    )


def test_rows_for_a_collective_say_on_whose_behalf(make: Any) -> None:
    both = action("1", actors=[{"actor": "secretariaat"}, {"actor": "overige"}])
    form = form_of(make(both), "secretariaat")._replace(language="en")
    book = opened(form)
    assert [value(sheet_of(form, book), "what", row) for row in range(2, 6)] == [
        "Actie nummer 1 (nl)", "Iets doen. (nl)",
        "Actie nummer 1 (nl)\non behalf of De overige diensten",
        "Iets doen. (nl)\non behalf of De overige diensten",
    ]  # fmt: skip
    said = texts(book)
    assert any(line.startswith("Also on behalf of | De overige diensten\n") for line in said)
    assert "Actions | 1" in said, "one action is one action, however often it is asked about"


def test_the_cover_says_whose_it_is_what_is_asked_and_by_when(make: Any) -> None:
    sub = action("1bis", parent="1")
    plan = make(action("1"), sub, plan=manifest(counts={"actions": 1, "sub_actions": 1}))
    form = form_of(plan)._replace(language="en")
    said = texts(opened(form, reply_by=datetime.date(2027, 2, 15)))
    assert said[:6] == [
        "Form for | Dienst Een", "Plan | Een plan (nl)", "Round | 2026", "Actions | 1", "Sub-actions | 1",
        "Reply by | 15 February 2027",
    ]  # fmt: skip
    whole = "\n".join(said)
    for needed in (
        "31 December 2026", "“True on”", "yellow cells", "“no reply”, never as “no progress”", "names of persons",
        "one on each line", "(nl) Dutch",
    ):  # fmt: skip
        assert needed in whole
    for status in STATUSES[1:]:
        assert any(line.startswith(f"{STATUS[status]} | ") for line in said), status
    assert any(line.startswith("completed") and "Evidence: link" in line for line in said)
    for status in ("not started", "stopped"):
        assert any(line.startswith(status) and "Obstacles" in line for line in said)
    assert "Reply by | The day that is named in the message with which you received this form." in texts(opened(form))


def test_the_official_name_stands_on_the_cover(make: Any) -> None:
    named = {"id": "lang", "kind": "body", "parent": "staat", "name": "DL", "long_name": "De Lange Dienst"}
    form = form_of(make(action("1", actors=[{"actor": "lang"}]), who=actors(named)), "lang")
    book = opened(form)
    assert book.worksheets[0]["B1"].value == "De Lange Dienst"
    assert "De Lange Dienst" in book.properties.title


def test_a_text_that_the_forms_language_lacks_says_which_it_is_in(make: Any) -> None:
    form = form_of(make(action("1")))._replace(language="fr")
    book = opened(form)
    sheet = sheet_of(form, book)
    assert value(sheet, "what", 2) == "Action numéro 1"
    assert value(sheet, "what", 3) == "Iets doen. (nl)"
    assert any("(nl) néerlandais" in line for line in texts(book))
    dutch = form._replace(language="nl")
    assert not any("(nl)" in line for line in texts(opened(dutch)))


def test_a_language_that_nap_does_not_speak_has_english_words(make: Any) -> None:
    spanish = action("1", title={"nl": "Actie", "es": "Acción uno"})
    form = form_of(make(spanish))._replace(language="es")
    book = opened(form)
    assert book.sheetnames[1] == "Actions"
    assert value(book["Actions"], "what", 2) == "Acción uno"
    assert book["nap"]["B5"].value == "es"
    assert book.properties.language == "es"


# -- what is filled in -----------------------------------------------------------------------------------------


def test_only_the_cells_to_fill_are_open(make: Any) -> None:
    form = form_of(make(action("1", deadline=PHASED)))
    book = opened(form)
    sheet = sheet_of(form, book)
    for row, part in enumerate(form.rows, start=2):
        for column in COLUMNS:
            is_open = column.to_fill and (part.kind == "action" or column.name == "status")
            cell = sheet[f"{LETTER[column.name]}{row}"]
            assert cell.protection.locked != is_open, cell.coordinate
            if is_open:
                assert cell.fill.fgColor.rgb == "FFFFF8D6"
                assert cell.border.left.style == "thin"
                assert cell.number_format == ("yyyy-mm-dd" if column.name == "date" else "@")
    assert all(cell.protection.locked for cell in sheet[1])
    assert all(cell.protection.locked for row in book.worksheets[0].iter_rows() for cell in row)


def test_sheets_are_protected_without_a_password_and_can_be_widened(make: Any) -> None:
    for sheet in opened(form_of(make(action("1")))).worksheets[:2]:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert sheet.protection.formatColumns is False, "False: nothing stands in the way"
        assert sheet.protection.formatRows is False
        assert sheet.protection.selectLockedCells is False
        assert sheet.protection.insertRows
        assert sheet.protection.deleteColumns


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_status_is_chosen_from_a_list_in_the_forms_language(make: Any, language: str) -> None:
    form = form_of(make(action("1", deadline=PHASED), action("2"), plan=manifest(counts={"actions": 2})))
    sheet = sheet_of(form._replace(language=language))
    checks = {check.type: check for check in sheet.data_validations.dataValidation}
    words = [translated(STATUS[status], language) for status in STATUSES if status != "unreported"]
    assert checks["list"].formula1 == '"' + ",".join(words) + '"'
    assert len(checks["list"].formula1) <= 255
    assert not any("," in word for word in words)
    assert str(checks["list"].sqref) == "E2:E7"
    assert checks["list"].showErrorMessage
    assert ", ".join(words) in checks["list"].error
    assert str(checks["date"].sqref) == "J2 J6"
    first, last = (
        datetime.date(1899, 12, 30) + datetime.timedelta(days=int(serial))
        for serial in (checks["date"].formula1, checks["date"].formula2)
    )
    assert (first, last) == (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


def test_in_the_first_year_days_before_the_plan_began_are_refused(make: Any) -> None:
    sheet = sheet_of(form_of(make(action("1")), year=2024))
    check = next(check for check in sheet.data_validations.dataValidation if check.type == "date")
    assert datetime.date(1899, 12, 30) + datetime.timedelta(days=int(check.formula1)) == datetime.date(2024, 4, 5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sheets_are_names_that_excel_takes(language: str) -> None:
    names = [translated(COVER, language), translated(SHEET, language), HIDDEN_SHEET]
    assert len({name.casefold() for name in names}) == 3
    for name in names:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)


# -- what is hidden --------------------------------------------------------------------------------------------


def test_the_hidden_sheet_knows_the_form_and_the_row_of_each_key(make: Any) -> None:
    form = form_of(make(action("1"), action("2"), plan=manifest(counts={"actions": 2})))
    book = opened(form, revision="abc123")
    hidden = book[HIDDEN_SHEET]
    assert hidden.sheet_state == "veryHidden"
    rows = [(left.value, right.value) for left, right in hidden.iter_rows()]
    assert rows[: len(HEADER)] == [
        ("format", FORMAT), ("plan", "test-plan"), ("round", "2026"), ("actor", "een"), ("language", "nl"),
        ("revision", "abc123"), ("fingerprint", form.plan.fingerprint), *wording("nl").hidden().items(),
    ]  # fmt: skip
    assert rows[len(HEADER) :] == [(str(number), str(row.key)) for number, row in enumerate(form.rows, start=2)]
    sheet = sheet_of(form, book)
    assert sheet.column_dimensions["K"].hidden
    for number, key in rows[len(HEADER) :]:
        assert value(sheet, "key", int(number)) == key


# -- texts stay texts ------------------------------------------------------------------------------------------

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "2024", "<r><t>x</t></r>", "<r>", "{=1}", "&L&A", "_x0041_",
    "https://a.example", "mailto:x", "internal:Sheet1!A1", "a\ttab", "\u202ereversed",
    "]]>",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_is_never_a_formula_a_link_or_markup(make: Any, text: str) -> None:
    # These characters come by editors that escape them; whoever writes YAML by hand is stopped earlier.
    plan = make(action("1", title=text if writable(text) else "x", measures=[{"id": "a", "text": text + "x"}]))
    form = form_of(plan)
    sheet = sheet_of(form)
    assert value(sheet, "what", 2).strip() == (writable(text) or "x")
    assert value(sheet, "what", 3) == writable(text + "x")
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n")
            assert cell.data_type == "s" or cell.value is None
            assert cell.hyperlink is None


@given(st.text(min_size=1, max_size=60))
@example("<r></r>")
@example("a\r\nb\rc\x0bd\u2028e")
@example("_x000D_")
def test_every_text_comes_back_as_it_was_shown(text: str) -> None:
    assert shown_alone(text) == writable(text)


def shown_alone(text: str) -> str:
    """A text written into a workbook of its own, and read again."""
    import xlsxwriter
    from xlsxwriter.utility import xl_pixel_width

    from nap.round.looks import Looks
    from nap.round.page import Page

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    Page(book.add_worksheet(), Looks(book), [20], xl_pixel_width).write(0, 0, text, "part")
    book.close()
    read = load_workbook(io.BytesIO(target.getvalue())).active["A1"].value or ""
    # openpyxl leaves escaped what looks like an escaped character; Excel does not.
    read = read.replace("_x005F_", "_").replace("_x005f_", "_")
    return read[:-1] if text.startswith("<r>") and text.endswith("</r>") else read


def test_a_text_that_excel_could_not_hold_is_cut(make: Any) -> None:
    long = "woord " * 10_000
    emoji = "\N{DROPLET}" * 40_000
    sheet = sheet_of(form_of(make(action("1", title=long, measures=[{"id": "a", "text": emoji}]))))
    for row in (2, 3):
        text = value(sheet, "what", row)
        assert len(text) <= MOST
        assert text.endswith("…")
        assert sheet.row_dimensions[row].height <= 409
    assert len(value(sheet, "what", 3).encode("utf-16-le")) // 2 <= 32_767


# -- how it looks ----------------------------------------------------------------------------------------------


def test_it_prints_on_a4_with_its_heading_and_whose_it_is(make: Any) -> None:
    named = {"id": "r-en-d", "kind": "body", "parent": "staat", "name": "Dienst R&D " + "lang " * 60}
    form = form_of(make(action("1", actors=[{"actor": "r-en-d"}]), who=actors(named)), "r-en-d")
    book = opened(form)
    sheet = sheet_of(form, book)
    assert sheet.page_setup.orientation == "landscape"
    assert book.worksheets[0].page_setup.orientation == "portrait"
    for page in book.worksheets[:2]:
        assert page.page_setup.paperSize == 9
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert page.page_setup.fitToWidth in (None, 1)
        assert page.oddFooter.left.text.startswith("Dienst R&&D ")
        assert page.oddFooter.left.text.endswith(" – 2026")
        assert "&P" in page.oddFooter.right.text
        assert "&N" in page.oddFooter.right.text
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.freeze_panes == "C2"


def test_rows_are_high_enough_and_grow_with_what_is_typed(make: Any) -> None:
    form = form_of(make(action("1", title="een tamelijk lange titel " * 12, measures=[{"id": "a", "text": "Kort."}])))
    content = workbook(form)
    sheet = load_workbook(io.BytesIO(content)).worksheets[1]
    assert sheet.row_dimensions[2].height >= 8 * 15
    assert sheet.row_dimensions[3].height in (None, 15)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"customHeight" not in parts.read(name)


@given(st.text(alphabet="ab wW\n", max_size=80), st.integers(20, 200))
def test_lines_are_counted_as_a_cell_breaks_them(text: str, room: int) -> None:
    lines = lines_of(text, room, lambda word: 7 * len(word))
    assert lines >= text.count("\n") + 1
    assert lines >= lines_of(text, room * 2, lambda word: 7 * len(word))
    assert lines * room >= 7 * len(text.replace(" ", "").replace("\n", ""))


def test_lines_of_words_and_of_one_long_word() -> None:
    assert lines_of("", 70, lambda word: 7 * len(word)) == 1
    assert lines_of("vier vier vier", 70, lambda word: 7 * len(word)) == 2
    assert lines_of("x" * 25, 70, lambda word: 7 * len(word)) == 3
    assert lines_of("een\ntwee", 70, lambda word: 7 * len(word)) == 2


def luminance(color: str) -> float:
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_letters_stand_out_from_what_is_behind_them() -> None:
    grounds = {look.get("bg_color", "#FFFFFF") for look in LOOKS.values()}
    for name, look in LOOKS.items():
        assert contrast(look.get("font_color", "#000000"), look.get("bg_color", "#FFFFFF")) >= 4.5, name
    quiet = LOOKS["run_quiet"]["font_color"]
    for ground in grounds & {"#FFFFFF", LOOKS["action"]["bg_color"]}:
        assert contrast(quiet, ground) >= 4.5


# -- the file --------------------------------------------------------------------------------------------------


def test_the_same_plan_gives_the_same_bytes(make: Any) -> None:
    form = form_of(make(action("1")))
    assert workbook(form, revision="abc") == workbook(form, revision="abc")
    assert workbook(form, revision="abc") != workbook(form, revision="abd")
    book = opened(form)
    assert book.properties.created.date() == book.properties.modified.date() == datetime.date(2024, 4, 5)
    with zipfile.ZipFile(io.BytesIO(workbook(form))) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}


def test_the_file_says_what_it_is(make: Any) -> None:
    properties = opened(form_of(make(action("1")))).properties
    assert properties.title == "Een plan – 2026 – Dienst Een"
    assert "2026" in properties.subject
    assert properties.creator == "Secretariaat"
    assert properties.language == "nl"


def test_a_form_of_every_body_of_the_real_plan_can_be_made(real: Plan) -> None:
    made = forms(real, 2026)
    assert len({form.file_name for form in made}) == len(made) == 64
    for form in made:
        assert re.fullmatch(r"[a-z0-9-]+\.xlsx", form.file_name)
        content = workbook(form, reply_by=datetime.date(2027, 2, 15))
        assert len(content) < 100_000
        book = load_workbook(io.BytesIO(content), read_only=True)
        assert len(book.sheetnames) == 3
        rows = list(book.worksheets[1].iter_rows(min_row=2, values_only=True))
        assert [row[-1] for row in rows] == [str(row.key) for row in form.rows]
        assert all(row[1] and row[3] for row in rows)


def test_without_xlsxwriter_it_is_said_how_to_get_it(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    form = form_of(make(action("1")))
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(NapError) as refused:
        workbook(form)
    assert "XlsxWriter" in refused.value.message
    assert "nap[forms]" in refused.value.hint


def test_a_module_that_lacks_a_part_of_its_own_is_not_said_to_be_missing(tmp_path: Any, monkeypatch: Any) -> None:
    (tmp_path / "half_there.py").write_text("import nowhere_to_be_found\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="nowhere_to_be_found"):
        needs("half_there")
