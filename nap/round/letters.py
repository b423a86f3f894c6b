"""Letters to the bodies of a round: who gets one, what it has to say, and its words from a template.

What becomes of it is a draft: a mail that somebody looks at and sends. Nothing is sent from here.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from jinja2 import Environment

from nap.errors import NapError
from nap.i18n import long_day
from nap.model.plan import Plan
from nap.output.table import one_line
from nap.output.template import builtin_folder, environment, render
from nap.round.contacts import Contact
from nap.round.progress import Expected, Progress
from nap.round.shown import full_name
from nap.sentence import say
from nap.status import standing

Kind = Literal["invite", "remind", "thanks"]
"""With the form, at the start; to whom still has to answer; to whom has answered for everything."""

FORM_GOES_WITH: frozenset[Kind] = frozenset({"invite", "remind"})
"""The letters that the form goes with."""

FOLDER = Path("templates", "letters")
"""Where a plan can have templates of its own, beside its data."""

_LONGEST_WORD = 60
"""In the subject, without being encoded."""

_XLSX = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# -- what a letter has to say ----------------------------------------------------------------------------------


class AskedAction(NamedTuple):
    """An action that the body is asked about."""

    id: str
    title: str
    on_behalf_of: str
    """The name of those for whom it answers; "" for its own part."""
    answered: bool


class LateLine(NamedTuple):
    """A deadline that has passed, of an action that as a whole is neither completed nor stopped."""

    id: str
    title: str
    phase: str
    """What the plan calls the phase; "" for the action as a whole."""
    due: datetime.date
    days: int
    """For so many days."""
    answered: bool
    """Whether the body has answered for everything that it is asked about the action."""


class Letter(NamedTuple):
    """What a template gets to see."""

    kind: Kind
    year: int
    day: datetime.date
    """The day on which it is written."""
    language: str
    plan: str
    coordinator: str
    actor: str
    """The full name of the body."""
    label: str
    """Its acronym, or else its name in daily use."""
    reply_by: datetime.date | None
    actions: tuple[AskedAction, ...]
    late: tuple[LateLine, ...]

    @property
    def missing(self) -> tuple[AskedAction, ...]:
        """What it has not answered yet."""
        return tuple(action for action in self.actions if not action.answered)

    @property
    def answered(self) -> tuple[AskedAction, ...]:
        """What it has answered."""
        return tuple(action for action in self.actions if action.answered)


def gets(body: Progress, kind: Kind) -> bool:
    """Whether a body that is asked something gets a letter of a kind."""
    return kind == "invite" or (body.state == "all") is (kind == "thanks")


def letter(
    plan: Plan, body: Progress, kind: Kind, year: int, day: datetime.date, reply_by: datetime.date | None = None
) -> Letter:
    """What a letter to one body has to say on a day."""
    language = plan.language_of(body.actor)
    return Letter(
        kind=kind,
        year=year,
        day=day,
        language=language,
        plan=plan.say(plan.manifest.title, language),
        coordinator=plan.name(plan.manifest.coordinator.actor, language),
        actor=full_name(plan, body.actor, language),
        label=plan.label(body.actor, language),
        reply_by=reply_by,
        actions=tuple(_asked(plan, body, item, language) for item in body.expected),
        late=tuple(_late(plan, body, day, language)),
    )


def _asked(plan: Plan, body: Progress, item: Expected, language: str) -> AskedAction:
    return AskedAction(
        id=item.action.id,
        title=plan.say(item.action.title, language),
        on_behalf_of="" if item.by == body.actor else plan.name(item.by, language),
        answered=item.answer is not None,
    )


def _late(plan: Plan, body: Progress, day: datetime.date, language: str) -> list[LateLine]:
    """What is late of all that the body is asked about, as the plan orders it."""
    missing = {item.action.id for item in body.missing}
    actions = {item.action.id: item.action for item in body.expected}
    return [
        LateLine(
            id=action.id,
            title=plan.say(action.title, language),
            phase=plan.say(due.phase.label, language) if due.phase else "",
            due=due.due,
            days=due.days_late,
            answered=action.id not in missing,
        )
        for action in actions.values()
        for due in standing(plan, action, day).late
        if due.due is not None and due.days_late is not None
    ]


# -- its words -------------------------------------------------------------------------------------------------


class Worded(NamedTuple):
    """A letter in words."""

    subject: str
    body: str


def template_folders(root: Path, given: Path | None, kind: Kind) -> tuple[Path, ...]:
    """Where templates are looked for: those given, or else those that the plan has of its own; then the built-in ones.

    Raises `NapError` for a given folder that has none for this kind of letter.
    """
    builtin = builtin_folder() / "letters"
    if given is None:
        return root / FOLDER, builtin
    if not any(given.glob(f"{kind}.*.txt.j2")):
        message = say("There is no template for this kind of letter in {folder}.", folder=given)
        name = f"{kind}.nl.txt.j2"
        raise NapError(message, say("Call it {name}, with nl, fr, de or en for its language.", name=name))
    return given, builtin


def worded(letter: Letter, folders: tuple[Path, ...]) -> Worded:
    """A letter in the words of its template: the subject on the first line, an empty line, and the body.

    Raises `NapError`, naming the template and the line, when the template does not work.
    """
    language = letter.language if _has(folders, letter.kind, letter.language) else "en"
    name = f"{letter.kind}.{language}.txt.j2"
    # Whatever the template or the data say, a line is a line: nobody else's characters start a new one.
    lines = [
        one_line(line).rstrip() for line in render(_surroundings(folders, language), name, letter=letter).split("\n")
    ]
    body = "\n".join(lines[2:]).strip("\n")
    if not lines[0].strip() or any(lines[1:2]) or not body:
        raise NapError(
            say("{template} does not make a letter.", template=name),
            say("Its first line is the subject, its second line is empty, and the body follows."),
        )
    return Worded(lines[0].strip(), f"{body}\n")


def _has(folders: Sequence[Path], kind: Kind, language: str) -> bool:
    return any((folder / f"{kind}.{language}.txt.j2").is_file() for folder in folders)


@cache
def _surroundings(folders: tuple[Path, ...], language: str) -> Environment:
    """Where templates of one language run: what they print stands on one line, and days are said in the language."""
    made = environment(folders, one_line)

    def day(value: object) -> str:
        if not isinstance(value, datetime.date):
            raise TypeError(say("{value} is not a day", value=repr(value)))
        return long_day(value, language)

    made.filters["day"] = day
    return made


# -- the draft -------------------------------------------------------------------------------------------------


def file_name(plan: Plan, body: Progress, kind: Kind, year: int) -> str:
    """A name that is safe everywhere and the same every time."""
    return f"{plan.manifest.id}-{year}-{kind}-{body.actor}.eml"


def draft(
    words: Worded, to: Contact | None = None, sender: str | None = None, attached: tuple[str, bytes] | None = None
) -> bytes:
    """The mail as a file that mail programs open to be looked at and sent; the same mail is always the same bytes.

    `attached` is a workbook with its name.
    """
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"  # Outlook shows a file as a mail that came in, unless this says that it has yet to go
    if sender:
        mail["From"] = sender
    if to:
        mail["To"] = to.main
        if to.alternate:
            mail["Cc"] = to.alternate
    mail.set_content(words.body, charset="utf-8", cte="quoted-printable")
    if attached is not None:
        name, content = attached
        mail.add_attachment(content, maintype="application", subtype=_XLSX, filename=name)
        # Python takes another boundary each time. Neither quoted-printable nor base64 ever has a "=_".
        mail.set_boundary(f"=_{hashlib.sha256(content).hexdigest()[:32]}")
    return _subject_line(words.subject) + mail.as_bytes()


def _subject_line(subject: str) -> bytes:
    """The header with the subject, whole on lines that are not too long.

    Encoded from start to end where one letter needs it: if only that word is, Python loses or doubles spaces beside it.
    So is what nobody should take for something encoded, and a word that would not fit on a line.
    """
    plain = subject.isascii() and "=?" not in subject and max(map(len, subject.split(" "))) < _LONGEST_WORD
    header = Header(subject, "us-ascii" if plain else "utf-8", header_name="Subject")
    return f"Subject: {header.encode(linesep=SMTP.linesep)}{SMTP.linesep}".encode("ascii")
