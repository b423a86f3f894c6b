"""The sheet in front of a form: whose it is, what is asked, by when, how to send it back, and what the words mean."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from nap.i18n import language_name
from nap.model.plan import count
from nap.model.words import ReportedStatus
from nap.output.words import STATUS
from nap.round.form import COLUMNS, ColumnName
from nap.round.shown import Showing, full_name, writable
from nap.sentence import Sentence, say

Look = Literal["title", "fact", "heading", "status", "space"]


class Line(NamedTuple):
    """A row of the cover: a label, and what is said beside it."""

    look: Look
    label: str = ""
    text: str = ""
    more: str = ""
    """What is said of it on a line below."""


_HEAD: Mapping[ColumnName, Sentence] = {column.name: column.heading for column in COLUMNS}

MEANINGS: Mapping[ReportedStatus, tuple[Sentence, Sentence | None]] = {
    "not_started": (
        say("Nothing has been done yet."),
        say("Write what stands in the way under “{obstacles}”.", obstacles=_HEAD["obstacles"]),
    ),
    "preparing": (
        say("It is being prepared: decided, studied or paid for, but the work itself has not begun."),
        None,
    ),
    "in_progress": (say("The work has begun and goes on."), None),
    "completed": (
        say("All that was promised has been done."),
        say("Give at least one link where everybody can check it under “{link}”.", link=_HEAD["link"]),
    ),
    "stopped": (
        say("The work ended before it was completed, or will never begin."),
        say("Write why under “{obstacles}”.", obstacles=_HEAD["obstacles"]),
    ),
}
"""What each status means, and what goes with it."""


def cover(showing: Showing, reply_by: datetime.date | None) -> list[Line]:
    """The rows of the cover. What the rows of the form show must have been asked before: it says which languages."""
    return [
        *_whose(showing, reply_by),
        Line("space"),
        *_asked(showing),
        Line("space"),
        *_statuses(showing),
    ]


def _whose(showing: Showing, reply_by: datetime.date | None) -> Iterator[Line]:
    """Whose form it is, of which plan, by when and how it goes back."""
    form, plan, word = showing.form, showing.plan, showing.word
    yield Line("title", word(say("Form for")), writable(full_name(plan, form.actor, showing.language)))
    yield Line("fact", word(say("Plan")), showing.text(plan.manifest.title))
    yield Line("fact", word(say("Round")), str(form.year))
    whole, subs = count({row.action.id: row.action for row in form.rows}.values())
    if whole or not subs:
        yield Line("fact", word(say("Actions")), str(whole))
    if subs:
        yield Line("fact", word(say("Sub-actions")), str(subs))
    others = list(dict.fromkeys(row.by for row in form.rows if row.by != form.actor))
    if others:
        why = say("The plan names them, but nobody in particular who could answer. You answer for them in rows apart.")
        yield Line("fact", word(say("Also on behalf of")), "\n".join(map(showing.name, others)), word(why))
    no_day = say("The day that is named in the message with which you received this form.")
    yield Line("fact", word(say("Reply by")), showing.day(reply_by) if reply_by else word(no_day))
    how = say("Save this file as .xlsx, and attach it to your reply to the message with which you received it.")
    yield Line("fact", word(say("How to reply")), word(how))


def _asked(showing: Showing) -> Iterator[Line]:
    """What is asked, in plain sentences."""
    year = showing.form.year
    sentences = [
        say("Say how far your own part was on {day}.", day=showing.day(datetime.date(year, 12, 31))),
        say(
            "Was it so on another day of {year}? Then write that day under “{date}”; otherwise leave that cell empty.",
            year=year,
            date=_HEAD["date"],
        ),
        say("Fill in only the yellow cells. Choose the status from the list."),
        say("Each action has one row, which needs a status; for its measures, in rows below it, a status is enough."),
        say("Several links go below each other in one cell, one on each line, and their titles in the same order."),
        say("Leave empty what you cannot answer. It is published as “no reply”, never as “no progress”."),
        say("Do not move, add or delete rows or columns, and leave the names of the sheets as they are."),
    ]
    for number, sentence in enumerate(sentences):
        yield Line("fact", showing.word(say("What is asked")) if number == 0 else "", showing.word(sentence))
    public = say(
        "All that you write is published. Write no names of persons, telephone numbers or personal mail addresses."
    )
    yield Line("fact", showing.word(say("Public")), showing.word(public))
    if showing.foreign:
        names = {code: showing.word(language_name(code)) for code in sorted(showing.foreign)}
        listed = ", ".join(f"({code}) {name}" if name != code else f"({code})" for code, name in names.items())
        strange = say(
            "A text that your language lacks stands in another, whose code follows it: {listed}.", listed=listed
        )
        yield Line("fact", showing.word(say("Languages")), showing.word(strange))


def _statuses(showing: Showing) -> Iterator[Line]:
    """The table of the status words."""
    word = showing.word
    yield Line("heading", word(say("Status")), word(say("What it means, and what goes with it")))
    for status, (meaning, needs) in MEANINGS.items():
        yield Line("status", word(STATUS[status]), word(meaning), word(needs) if needs else "")
