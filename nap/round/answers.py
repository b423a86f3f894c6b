"""What a form that came back answers: from filled cells to updates, and everything that is wrong with them at once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from nap.answers import end_of
from nap.model.base import URL
from nap.model.plan import Plan
from nap.model.words import ReportedStatus
from nap.output.words import STATUS
from nap.query import folded
from nap.round.belonging import language_of, of_another
from nap.round.cells import cell_of, day_of, in_order, place_of, statuses, tidied
from nap.round.form import ColumnName, Key, Row, key_from, rows_now
from nap.round.returned import Returned, ReturnedRow, Wrong
from nap.round.wording import sent_wording, wording
from nap.sentence import say
from nap.store.shown import shown

_URL = re.compile(URL)
_SCHEME = re.compile("^https?:", re.IGNORECASE)


class Answer(NamedTuple):
    """What one form says of one action in one name."""

    action: str
    by: str
    update: Mapping[str, Any]
    """The update as it stands in a file, without `received`; without `date` where the form gives none."""
    cells: Mapping[tuple[str, ...], str]
    """The cell that each part of the update was taken from."""

    def cell(self, *location: Any) -> str:
        """The cell of a part of the update, or of what that is part of, or of its status."""
        for end in range(len(location), 0, -1):
            if location[:end] in self.cells:
                return self.cells[location[:end]]
        return self.cells["status",]


class Judged(NamedTuple):
    """What a form answers, what is wrong with it, and what whoever sent it should know."""

    answers: tuple[Answer, ...]
    wrong: tuple[Wrong, ...]
    notes: tuple[Wrong, ...]
    drafts: tuple[Answer, ...] = ()
    """What is right in answers in which something is wrong, so that the rest of it can be checked as well."""


def judge(plan: Plan, year: int, form: Returned, received: datetime.date) -> Judged:
    """The answers of a form to a round, and all that is wrong in it. Nothing is looked up in files."""
    if form.wrong:
        return Judged((), form.wrong, ())
    strange = tuple(of_another(plan, year, form))
    if strange:
        return Judged((), strange, ())
    judging = _Judging(plan, year, form, received)
    return judging.all()


class _Judging:
    """Keeps at hand what judging each row needs, and gathers what is found."""

    def __init__(self, plan: Plan, year: int, form: Returned, received: datetime.date) -> None:
        self.plan, self.year, self.form, self.received = plan, year, form, received
        self.language = language_of(plan, form)
        words = sent_wording(form.header) or wording(form.language or self.language)
        self.words = words.statuses
        self.statuses = statuses(words.statuses)
        self.answers: list[Answer] = []
        self.drafts: list[Answer] = []
        self.wrong: list[Wrong] = list(form.faults)
        self.notes: list[Wrong] = []
        self._told = {wrong.cell for wrong in form.faults}

    def all(self) -> Judged:
        groups: dict[tuple[str, str], list[tuple[ReturnedRow, Key]]] = {}
        for row in self.form.rows:
            key = key_from(row.key)
            if key is not None:
                groups.setdefault((key.action, key.by), []).append((row, key))
            elif row.filled:
                first = next(iter(row.filled.values()))
                message = say("This row is none of the form's, so nobody knows what it is about.")
                self.fault(first.cell, message, say("Write it in the row of its action."))
        for (action, by), rows in groups.items():
            if any(row.filled or row.number in self.form.spoiled for row, _ in rows):
                self.group(action, by, rows)
        wrong = tuple(sorted(self.wrong, key=place_of))
        return Judged(tuple(self.answers), wrong, tuple(self.notes), tuple(self.drafts))

    def fault(self, cell: str, message: str, hint: str) -> None:
        if cell not in self._told:  # one mistake, one sentence
            self.wrong.append(Wrong(self.form.sheet, cell, message, hint))

    def group(self, action: str, by: str, rows: Sequence[tuple[ReturnedRow, Key]]) -> None:
        """The rows of one action in one name."""
        first = next((cell.cell for row, _ in rows for cell in row.filled.values()), cell_of(rows[0][0], "status"))
        now = rows_now(self.plan, self.year, rows[0][1].actor, by, action)
        if not now:
            message = say(
                "Action {id} no longer asks anything of {actor}.", id=action, actor=self.plan.label(by, self.language)
            )
            if action not in self.plan.actions:
                message = say("The plan no longer has an action {id}.", id=action)
            self.fault(first, message, say("Leave its rows empty; tell the secretariat if that is not right."))
            return
        before = len(self.wrong)
        spoiled = any(row.number in self.form.spoiled for row, _ in rows)
        cells: dict[tuple[str, ...], str] = {}
        update: dict[str, Any] = {}
        main: ReturnedRow | None = None
        for row, key in rows:
            current = now.get(key.part)
            if key.part == "-":
                main = row
                if current and key.fingerprint != current.key.fingerprint:
                    note = say("Action {id} was changed after this form was made.", id=action)
                    self.notes.append(
                        Wrong(
                            self.form.sheet,
                            row.filled["status"].cell if "status" in row.filled else "",
                            note,
                            say("Look whether the answer still fits."),
                        )
                    )
            elif row.filled:
                self.part(row, key, current, update, cells)
        if any(row.filled for row, _ in rows):
            self.whole(main, first, update, cells)
        answer = Answer(action, by, in_order(update | {"by": by}), cells)
        if len(self.wrong) == before and not spoiled:
            self.answers.append(answer)
        elif "status" in update:
            self.drafts.append(answer)

    # -- measures and phases -------------------------------------------------------------------------------

    def part(
        self, row: ReturnedRow, key: Key, now: Row | None, update: dict[str, Any], cells: dict[tuple[str, ...], str]
    ) -> None:
        """The row of a measure or a phase: a status and nothing else."""
        for name, filled in row.filled.items():
            if name != "status":
                message = say("In the row of a measure or a phase only the status is filled in.")
                self.fault(filled.cell, message, say("Write this in the row of the action."))
        status = self.status(row)
        if status is None:
            return
        cell = row.filled["status"].cell
        if now is None or now.key.fingerprint != key.fingerprint:
            message = say(
                "What the plan says here was changed after this form was made, so the answer may no longer fit."
            )
            self.fault(cell, message, say("Ask for a new form, and fill in this row there."))
            return
        field = "measures" if now.kind == "measure" else "phases"
        update.setdefault(field, {})[now.name_of_part] = status
        cells[field, now.name_of_part] = cell

    # -- the action itself ---------------------------------------------------------------------------------

    def whole(
        self, row: ReturnedRow | None, first: str, update: dict[str, Any], cells: dict[tuple[str, ...], str]
    ) -> None:
        """The row of the action itself."""
        if row is None:
            message = say("The row of the action itself is no longer there.")
            self.fault(first, message, say("Ask for a new form, and fill in that one."))
            return
        status = self.status(row)
        if status is not None:
            update["status"] = status
        elif "status" not in row.filled:
            message = say("There is an answer here, but no status for the action as a whole.")
            self.fault(cell_of(row, "status"), message, say("Choose one from the list."))
        names: tuple[ColumnName, ...] = ("text", "obstacles")
        for name in names:
            text = self.text(row, name)
            if text:
                update[name] = {self.language: text}
        self.evidence(row, update)
        self.date(row, update)
        columns: tuple[tuple[str, ColumnName], ...] = (
            ("status", "status"), ("text", "text"), ("obstacles", "obstacles"), ("evidence", "link"), ("date", "date"),
            ("received", "date"),
        )  # fmt: skip
        for field, column in columns:
            cells[field,] = cell_of(row, column)
        self.goes_together(row, status)

    def goes_together(self, row: ReturnedRow, status: ReportedStatus | None) -> None:
        """What a status needs beside it."""
        if status == "completed" and "link" not in row.filled:
            message = say("The status is “{status}”, but there is no evidence.", status=STATUS[status])
            self.fault(cell_of(row, "link"), message, say("Give a link where it can be checked."))
        if status in ("not_started", "stopped") and "obstacles" not in row.filled:
            message = say("The status is “{status}”, but it is not said why.", status=STATUS[status])
            self.fault(cell_of(row, "obstacles"), message, say("Write what stands in the way."))

    def status(self, row: ReturnedRow) -> ReportedStatus | None:
        """The status chosen; None, with what is wrong, for anything else."""
        filled = row.filled.get("status")
        if filled is None:
            return None
        found = self.statuses.get(folded(str(filled.value)))
        if found is None:
            words = ", ".join(self.words)
            message = say("{word} is none of the statuses.", word=shown(filled.value))
            self.fault(filled.cell, message, say("Choose one from the list: {words}.", words=words))
        return found

    def text(self, row: ReturnedRow, column: ColumnName) -> str:
        """A text, tidied; "" for none."""
        filled = row.filled.get(column)
        if filled is None:
            return ""
        if not isinstance(filled.value, str):
            message = say("There is a number or a date here, where a text belongs.")
            self.fault(filled.cell, message, say("Write it as a sentence."))
            return ""
        return tidied(filled.value)

    def evidence(self, row: ReturnedRow, update: dict[str, Any]) -> None:
        """The links, one a line, each with its title on the line of the same number."""
        links = [
            _SCHEME.sub(lambda found: found[0].lower(), line) for line in self.text(row, "link").splitlines() if line
        ]
        titles = [line for line in self.text(row, "link_title").splitlines() if line]
        if titles and len(titles) != len(links):
            message = say("There are {titles} titles here and {links} links.", titles=len(titles), links=len(links))
            self.fault(
                cell_of(row, "link_title"), message, say("Write one title a line, each for the link on the same line.")
            )
        found = []
        for index, link in enumerate(links):
            if not _URL.fullmatch(link):
                message = say("{text} is not the address of a page on the web.", text=shown(link))
                hint = say("Write the whole address, from https:// on.")
                if link.startswith(("http://", "https://")):
                    hint = say("Write one address a line; a space in an address is written as %20.")
                self.fault(cell_of(row, "link"), message, hint)
                continue
            title = titles[index] if index < len(titles) else ""
            found.append({"url": link} | ({"title": {self.language: title}} if title else {}))
        if found:
            update["evidence"] = found

    def date(self, row: ReturnedRow, update: dict[str, Any]) -> None:
        """The day on which it was true, which is one of the round's and no later than the day the form came in."""
        filled = row.filled.get("date")
        if filled is None:
            return
        day = day_of(filled)
        if day is None:
            message = say("{text} is not a day.", text=shown(filled.value))
            self.fault(filled.cell, message, say("Write it as in 2026-12-31 or 31/12/2026."))
            return
        first = max(datetime.date(self.year, 1, 1), self.plan.manifest.term.start)
        last = min(end_of(self.year), self.received)
        if not first <= day <= last:
            message = say("{day} is not a day of this round.", day=day)
            if last < day <= end_of(self.year):
                message = say("{date} has not come yet.", date=day)
            hint = say("Write a day from {first} to {last}.", first=first, last=last)
            if first > last:
                hint = say("This round begins on {first}.", first=first)
            self.fault(filled.cell, message, hint)
            return
        update["date"] = day.isoformat()
