"""Reading a form that came back, whatever it is that came.

Nothing in a file stops the reading: what is wrong with it is a sentence for whoever sent it. Whether the answers can be
taken is judged elsewhere.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path

from nap.i18n import LANGUAGES
from nap.round.csv_form import is_csv, read_csv
from nap.round.form import FORMAT, HEADER, HIDDEN_SHEET
from nap.round.gather import NOTHING_SENT, Sent, gather, unread
from nap.round.grid import UNDO, Grid, as_text, some
from nap.round.headings import columns_of, language_in
from nap.round.returned import Returned, Wrong
from nap.round.sheets import read_sheets
from nap.round.unpack import MAX_FILE, Refused, too_much
from nap.round.wording import Wording, sent_wording, wording
from nap.sentence import say
from nap.store.shown import short

_ASK = say("Ask for a new form, and copy the answers into it.")
_OTHER_FORMAT = Wrong("", "", say("This form was made by another version of nap."), _ASK)
_ROW_NUMBER = re.compile("[1-9][0-9]{0,6}")
_NEVER_EMPTY = ("format", "plan", "round", "actor", "language")


def read_returned(path: Path) -> Returned:
    """What came back in a file: a workbook, or a table in text. Raises nothing for what is in it."""
    try:
        content = _content(path)
    except Refused as refused:
        return unread(path.name, refused)
    if is_csv(path.suffix, content):
        return read_csv(path.name, content)
    return read_form(path.name, content)


def _content(path: Path) -> bytes:
    """What a file says, as far as it is no longer than a form can be; raises `Refused`."""
    try:
        # Asked before it is opened: opening a pipe waits, and reading a device may never end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(say("This is not a file."), say("Name the form itself."))
        # And a pipe that takes its place in between is not waited for.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(MAX_FILE + 1)
    except OSError as error:
        problem = error.strerror or str(error)
        message = say("The file cannot be read: {problem}.", problem=problem)
        raise Refused(message, say("Look whether it is there, and may be read.")) from None
    if len(content) > MAX_FILE:
        raise too_much()
    return content


def read_form(name: str, content: bytes) -> Returned:
    """What came back in a workbook. Raises nothing for what is in it."""
    try:
        grids = read_sheets(content)
        return _read(name, grids)
    except Refused as refused:
        return unread(name, refused)


def _read(name: str, grids: Sequence[Grid]) -> Returned:
    hidden, wrong = _hidden(grids)
    sent = NOTHING_SENT
    if hidden is not None:
        sent, more = _sent(hidden)
        wrong += more
    named = sent.header.get("language", "")
    # A form in a language that nap does not speak has English headings.
    of_headings = named if named in LANGUAGES else next(filter(None, map(language_in, grids)), "")
    if _OTHER_FORMAT in wrong:
        return Returned(name, "", of_headings, {}, {}, (), (_OTHER_FORMAT,))
    words = sent_wording(sent.header) or wording(of_headings)
    grid, more = _actions([grid for grid in grids if grid is not hidden], words)
    wrong += more
    language = "" if named and named not in LANGUAGES else of_headings
    if grid is None:
        return Returned(name, "", language, sent.header, sent.rows, (), tuple(wrong))
    return gather(name, grid, of_headings, words, sent, wrong)._replace(language=language)


def _hidden(grids: Sequence[Grid]) -> tuple[Grid | None, list[Wrong]]:
    """The hidden sheet, also under another name."""
    for grid in grids:
        if grid.name == HIDDEN_SHEET:
            return grid, []
    for grid in grids:
        if set(HEADER) <= {as_text(cells.get(1)) for cells in grid.rows.values()}:
            return grid, [_renamed(grid, HIDDEN_SHEET)]
    message = say("The hidden sheet “{sheet}”, which says what form this is, is missing.", sheet=HIDDEN_SHEET)
    return None, [
        Wrong("", "", message, say("Send the whole workbook that came as the form, and not a copy of a sheet."))
    ]


def _renamed(grid: Grid, before: str) -> Wrong:
    message = say("The sheet “{name}” was called “{before}”.", name=short(grid.name), before=before)
    return Wrong(grid.name, "", message, say("Give it that name again."))


def _sent(hidden: Grid) -> tuple[Sent, list[Wrong]]:
    """What the hidden sheet says of the form as it was sent."""
    header: dict[str, str] = {}
    rows: dict[str, int] = {}
    for _, cells in sorted(hidden.rows.items()):
        left, right = as_text(cells.get(1)), as_text(cells.get(2))
        if left in HEADER:
            header[left] = right
        elif _ROW_NUMBER.fullmatch(left) and right:
            rows[right] = int(left)
    if header.get("format", FORMAT) != FORMAT:
        return NOTHING_SENT, [_OTHER_FORMAT]
    if not rows or not all(header.get(name) for name in _NEVER_EMPTY):
        message = say("The hidden sheet “{sheet}”, which says what form this is, was changed.", sheet=HIDDEN_SHEET)
        return NOTHING_SENT, [Wrong(hidden.name, "", message, _ASK)]
    return Sent(dict.fromkeys(HEADER, "") | header, rows), []


def _actions(grids: Sequence[Grid], words: Wording) -> tuple[Grid | None, list[Wrong]]:
    """The sheet with the actions, also under another name, and copies of it in which an answer may stand."""
    name = words.sheet
    filled = [grid for grid in grids if columns_of(grid, words) is not None]
    chosen = next((grid for grid in grids if grid.name.casefold() == name.casefold()), None)
    wrong = []
    if chosen is None and filled:
        chosen = filled[0]
        wrong.append(_renamed(chosen, name))
    if chosen is None:
        return None, [Wrong("", "", say("The sheet “{name}” is missing.", name=name), UNDO)]
    hint = say("Write the answers in “{name}”, and delete this sheet.", name=short(chosen.name))
    copies = [grid for grid in filled if grid is not chosen]
    wrong += [Wrong(grid.name, "", say("This sheet is a copy, and is not read."), hint) for grid in copies]
    return chosen, some(wrong)
