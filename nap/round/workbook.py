"""The workbook of one form: a cover, a sheet with a row for each action and each of its parts, and a hidden sheet.

Nothing in it is a formula, and the same plan gives the same bytes.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from nap.extras import needs
from nap.output.words import STATUS
from nap.round.cover import MEANINGS, cover
from nap.round.form import COLUMNS, COVER, FORMAT, HEADER, HIDDEN_SHEET, SHEET, ColumnName, Form, Row
from nap.round.looks import Looks
from nap.round.page import Page
from nap.round.shown import Showing, full_name, writable
from nap.round.wording import wording
from nap.sentence import Sentence, say

_A4 = 9
_MARGIN = 0.4
"""Of a page, in inches."""
_MOST_TITLE, _MOST_MESSAGE, _MOST_FOOTER = 32, 255, 100
"""So many characters Excel takes in the title and in the text of a message; and what fits in a corner of a page."""

_WIDTHS: dict[ColumnName, int] = {
    "number": 9, "what": 38, "deadline": 20, "earlier": 28, "status": 15, "text": 36, "obstacles": 24, "link": 24,
    "link_title": 18, "date": 12, "key": 12,
}  # fmt: skip
"""In characters; together they are readable on the width of an A4 that lies down."""

_CHOSEN_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')

_COLUMN: dict[ColumnName, int] = {column.name: index for index, column in enumerate(COLUMNS)}


def workbook(form: Form, *, revision: str = "", reply_by: datetime.date | None = None) -> bytes:
    """The .xlsx of a form. `revision` says of which state of the plan's files it was made."""
    target = io.BytesIO()
    writing = _Writing(form, needs("xlsxwriter").Workbook(target, {"in_memory": True}))
    writing.properties()
    front = writing.book.add_worksheet(writing.showing.word(COVER))
    writing.actions()
    # After the actions: by then it is known which languages are shown.
    writing.cover(front, reply_by)
    writing.hidden(revision)
    writing.book.close()
    return _growing(target.getvalue(), form.language)


class _Writing:
    """What writing each sheet of one workbook needs."""

    def __init__(self, form: Form, book: Any) -> None:
        self.form = form
        self.book = book
        self.showing = Showing(form)
        self.looks = Looks(book)
        self.name = writable(full_name(form.plan, form.actor, form.language))

    def properties(self) -> None:
        """What the file says of itself: the day on which the plan began, because no other day is always the same."""
        plan, language = self.form.plan, self.form.language
        title = writable(plan.say(plan.manifest.title, language))
        self.book.set_properties(
            {
                "title": f"{title} – {self.form.year} – {self.name}"[:_MOST_MESSAGE],
                "subject": self.showing.word(say("Form for the round of {year}", year=self.form.year)),
                "author": writable(plan.name(plan.manifest.coordinator.actor, language))[:_MOST_MESSAGE],
                "created": datetime.datetime.combine(plan.manifest.term.start, datetime.time(), datetime.UTC),
            }
        )

    # -- the cover -----------------------------------------------------------------------------------------

    def cover(self, sheet: Any, reply_by: datetime.date | None) -> None:
        """What is asked, and how."""
        page = self._page(sheet, (24, 88))
        for number, line in enumerate(cover(self.showing, reply_by)):
            if line.look != "space":
                page.write(number, 0, line.label, f"{line.look}_label")
                page.write(number, 1, f"{line.text}\n{line.more}" if line.more else line.text, line.look)
        page.finish()
        self._printed(sheet)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        _protect(sheet)
        sheet.activate()

    # -- the actions ---------------------------------------------------------------------------------------

    def actions(self) -> None:
        """A row for each action, and one for each of its measures and phases."""
        sheet = self.book.add_worksheet(self.showing.word(SHEET))
        page = self._page(sheet, [_WIDTHS[column.name] for column in COLUMNS])
        for index, column in enumerate(COLUMNS):
            if column.hidden:
                sheet.set_column(index, index, None, None, {"hidden": True})
            page.write(0, index, self.showing.word(column.heading), "head_to_fill" if column.to_fill else "head")
        for number, row in enumerate(self.form.rows, start=1):
            self._row(page, number, row)
        page.finish()
        self._checks(sheet)
        self._printed(sheet)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, _COLUMN["deadline"])
        sheet.set_selection(1, _COLUMN["status"], 1, _COLUMN["status"])
        last = len(self.form.rows)
        # Numbers of actions are texts, and so may be what is typed in: Excel need not say so in each cell.
        sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + _COLUMN['date'])}{last + 1}"})
        _protect(sheet)

    def _row(self, page: Page, number: int, row: Row) -> None:
        whole = row.part is None
        kind = "action" if whole else "part"
        showing = self.showing
        page.write(number, _COLUMN["number"], row.number, kind)
        page.write_runs(number, _COLUMN["what"], showing.what(row), "action" if whole else "part_what")
        page.write(number, _COLUMN["deadline"], showing.deadline(row), f"{kind}_small")
        page.write(number, _COLUMN["earlier"], showing.earlier(row), f"{kind}_small")
        for column in COLUMNS:
            if column.to_fill:
                here = whole or column.name == "status"
                look = "fill_date" if column.name == "date" else "fill"
                page.write(number, _COLUMN[column.name], "", look if here else "not_here")
        page.write(number, _COLUMN["key"], str(row.key), "hidden")

    def _checks(self, sheet: Any) -> None:
        """What the cells to fill accept, and what is said of them when one goes there."""
        word = self.showing.word
        every = range(1, len(self.form.rows) + 1)
        whole = [number for number, row in zip(every, self.form.rows, strict=True) if row.part is None]
        words = [word(STATUS[status]) for status in MEANINGS]
        self._check(
            sheet, "status", every, say("Status"), say("Choose one of these: {words}.", words=", ".join(words)),
            {"validate": "list", "source": words},
        )  # fmt: skip
        year = self.form.year
        first = max(datetime.date(year, 1, 1), self.form.plan.manifest.term.start)
        last = datetime.date(year, 12, 31)
        said = say("Write a day from {first} to {last}.", first=self.showing.day(first), last=self.showing.day(last))
        self._check(
            sheet, "date", whole, say("True on"), said,
            {"validate": "date", "criteria": "between", "minimum": first, "maximum": last},
        )  # fmt: skip
        lines = say("One on each line: press Alt+Enter for a new line (in LibreOffice Ctrl+Enter).")
        self._check(sheet, "link", whole, say("Links"), lines)
        self._check(sheet, "link_title", whole, say("Titles"), lines)

    def _check(
        self,
        sheet: Any,
        column: ColumnName,
        rows: Iterable[int],
        title: Sentence,
        message: Sentence,
        check: dict[str, Any] | None = None,
    ) -> None:
        """A check that refuses anything else; without one, only a message for who comes to fill the cell in."""
        name = self.showing.word(title)[:_MOST_TITLE]
        text = self.showing.word(message)[:_MOST_MESSAGE]
        kind = "error" if check else "input"
        index = _COLUMN[column]
        areas = _areas(rows, chr(ord("A") + index))
        if areas:
            sheet.data_validation(
                areas[0],
                (check or {"validate": "any"})
                | {f"{kind}_title": name, f"{kind}_message": text, "multi_range": " ".join(areas)},
            )

    # -- what both have ------------------------------------------------------------------------------------

    def _page(self, sheet: Any, widths: Sequence[int]) -> Page:
        return Page(sheet, self.looks, widths, needs("xlsxwriter.utility").xl_pixel_width)

    def _printed(self, sheet: Any) -> None:
        """On A4, with whose form it is and the number of the page below."""
        sheet.set_paper(_A4)
        sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, 2 * _MARGIN)
        name = self.name.replace("\n", " ")
        whose = f"{name[:_MOST_FOOTER]} – {self.form.year}".replace("&", "&&")
        pages = self.showing.word(say("page {page} of {pages}", page="&P", pages="&N"))
        sheet.set_footer(f"&L{whose}&R{pages}")

    # -- the hidden sheet ----------------------------------------------------------------------------------

    def hidden(self, revision: str) -> None:
        """What cannot be trusted to stay on the other sheets: of what form this is, and which row had which key."""
        form = self.form
        said = {
            "format": FORMAT,
            "plan": form.plan.manifest.id,
            "round": str(form.year),
            "actor": form.actor,
            "language": form.language,
            "revision": revision,
            "fingerprint": form.plan.fingerprint,
            **wording(form.language).hidden(),
        }
        sheet = self.book.add_worksheet(HIDDEN_SHEET)
        rows = [(name, said[name]) for name in HEADER]
        rows += [(str(number), str(row.key)) for number, row in enumerate(form.rows, start=2)]
        for number, (left, right) in enumerate(rows):
            sheet.write_string(number, 0, left)
            sheet.write_string(number, 1, right)
        sheet.very_hidden()


def _areas(rows: Iterable[int], letter: str) -> list[str]:
    """Rows of a column, counted from 0, as Excel names them: those that follow each other together."""
    areas: list[tuple[int, int]] = []
    for row in rows:
        if areas and areas[-1][1] == row - 1:
            areas[-1] = areas[-1][0], row
        else:
            areas.append((row, row))
    return [f"{letter}{first + 1}" + (f":{letter}{last + 1}" if last > first else "") for first, last in areas]


def _protect(sheet: Any) -> None:
    """Without a password: it keeps from mistakes, not from intentions. Whoever needs more room can make it."""
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _growing(content: bytes, language: str) -> bytes:
    """The same workbook, with rows that grow with what is typed into them, and with its language.

    XlsxWriter marks each height as one that somebody has chosen; Excel and LibreOffice would then keep to it.
    """
    target = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as made, ZipFile(target, "w", ZIP_DEFLATED) as mended:
        for member in made.infolist():
            data = made.read(member)
            if member.filename.startswith("xl/worksheets/"):
                data = _CHOSEN_HEIGHT.sub(rb"\1", data)
            elif member.filename == "docProps/core.xml":
                end = b"</cp:coreProperties>"
                data = data.replace(end, b"<dc:language>" + language.encode() + b"</dc:language>" + end)
            mended.writestr(member, data)
    return target.getvalue()
