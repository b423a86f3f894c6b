"""Reading a form that came back as a CSV file: the sheet with the actions, as spreadsheet programs write it.

A file in text says nothing of how it was written: in which characters, with what between its cells. Both are found by
looking for the headings.
"""

from __future__ import annotations

import codecs
import csv
import io
from itertools import islice

from nap.round.gather import NOTHING_SENT, gather, unread
from nap.round.grid import MAX_COLUMNS, MAX_OUTSIDE, MAX_ROWS, Content, Grid, Texts, cell_name
from nap.round.headings import FURTHEST, language_of
from nap.round.returned import Returned, Wrong
from nap.round.unpack import Refused, is_packed, refuse_others, too_much
from nap.round.wording import wording
from nap.sentence import say

MAX_CSV = 2_000_000
"""Bytes of a file. The largest form, well filled in, has a twentieth of that, and two bytes for each character."""

_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
_BETWEEN = (";", ",", "\t")
_BEGINNING = 100_000
"""The headings stand in the first so many characters, or nowhere."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMED = tuple(f"sep={between}{end}" for between in _BETWEEN for end in ("\r\n", "\n", "\r"))
"""The line with which some programs begin, to tell Excel what stands between the cells. Excel does not count it."""
_SAVE_AS = say("Save it as “CSV UTF-8”, or send the workbook itself.")


def is_csv(suffix: str, content: bytes) -> bool:
    """Whether a file is to be read as CSV: by its name, or whatever its name by its headings."""
    if is_packed(content):
        return False
    if suffix.lower() in _SUFFIXES:
        return True
    try:
        return bool(_found(_text(content))[0])
    except Refused:
        return False


def read_csv(name: str, content: bytes) -> Returned:
    """What came back in a CSV file. Raises nothing for what is in it."""
    try:
        text = _text(content)
        language, between = _found(text)
        grid, wrong = _grid(text, between)
    except Refused as refused:
        return unread(name, refused)
    if not language:
        message = say("The first row does not have the headings of a form.")
        return unread(
            name, Refused(message, say("Save the sheet with the actions as CSV, or send the workbook itself."))
        )
    return gather(name, grid, language, wording(language), NOTHING_SENT, wrong)


def _text(content: bytes) -> str:
    """The characters of a file; raises `Refused`.

    Excel marks what it writes in Unicode, apart from UTF-8 in some versions. The rest is Windows-1252 in Belgium; in
    that almost anything is a character, so it is tried last.
    """
    refuse_others(content)
    if len(content) > MAX_CSV:
        raise too_much()
    marked = next(((mark, encoding) for mark, encoding in _MARKS if content.startswith(mark)), None)
    if marked is None and b"\0" in content:
        raise Refused(say("This is not a table in text."), _SAVE_AS)
    candidates = [marked] if marked else [(b"", "utf-8"), (b"", "cp1252")]
    for mark, encoding in candidates:
        try:
            text = content.removeprefix(mark).decode(encoding)
        except UnicodeDecodeError:
            continue
        line = next((line for line in _NAMED if text[: len(line)].lower() == line), "")
        return text[len(line) :]
    raise Refused(say("The characters of this file cannot be made out."), _SAVE_AS)


def _found(text: str) -> tuple[str, str]:
    """The language of the headings, and what stands between cells; the former is "" without such headings."""
    for between in _BETWEEN:
        reader = csv.reader(io.StringIO(text[:_BEGINNING], newline=""), delimiter=between)
        try:
            for row in islice(reader, FURTHEST):
                if language := language_of(row):
                    return language, between
        except csv.Error:  # a cell that is too long: the headings would stand before it
            continue
    return "", _BETWEEN[0]


def _grid(text: str, between: str) -> tuple[Grid, list[Wrong]]:
    """The cells, and what is wrong with the file as a table; raises `Refused` for more than a form can hold."""
    texts = Texts()
    rows: dict[int, dict[int, Content]] = {}
    outside: list[str] = []
    wrong: list[Wrong] = []
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            for column, cell in enumerate(cells, start=1):
                content = texts.content(cell) if cell else None
                if content is None:
                    continue
                if number > MAX_ROWS or column > MAX_COLUMNS:
                    outside.append(cell_name(number, column))
                    if len(outside) > MAX_OUTSIDE:
                        raise too_much()
                else:
                    rows.setdefault(number, {})[column] = content
    except csv.Error:
        message = say("From here on the rows cannot be told apart: a quotation mark is not closed.")
        wrong.append(Wrong("", cell_name(number + 1, 1), message, _SAVE_AS))
    return Grid("", rows, outside=tuple(outside)), wrong
