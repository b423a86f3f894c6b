"""The options that commands share, said once."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer

from nap.cli.completion import complete_action, complete_actor, complete_chapter, complete_government
from nap.errors import closest
from nap.model.words import KINDS, STATUSES
from nap.output.formats import Format

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def parse_day(text: str) -> datetime.date:
    """A day as people may write it on a command line: YYYY-MM-DD."""
    if _DAY.fullmatch(text):
        with suppress(ValueError):
            return datetime.date.fromisoformat(text)
    raise typer.BadParameter(f"{text!r} is not a day; write it as YYYY-MM-DD, for example 2026-12-31.")


def one_of(words: Sequence[str]) -> dict[str, Any]:
    """What makes an option that can be repeated accept only these words, and offer them after Tab."""

    def parse(text: str) -> str:
        if text in words:
            return text
        near = closest(text, words)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise typer.BadParameter(f"{text!r} is not one of {', '.join(words)}.{hint}")

    def complete(incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete)]

    return {"parser": parse, "metavar": "|".join(words), "autocompletion": complete}


_READING = "What to read"
_CHOICE = "Which actions"
_OUTPUT = "Output"

PlanDir = Annotated[
    Path | None,
    typer.Option(
        "--plan",
        envvar="NAP_PLAN",
        metavar="DIR",
        help="The plan's folder, the one that holds data/plan.yaml. Default: the nearest above this folder.",
        rich_help_panel=_READING,
    ),
]
Rev = Annotated[
    str | None,
    typer.Option(
        "--rev", metavar="REV", help="Read the files as they stood in this git revision.", rich_help_panel=_READING
    ),
]
On = Annotated[
    datetime.date | None,
    typer.Option(
        "--on",
        parser=parse_day,
        metavar="DATE",
        help="The day to look at, YYYY-MM-DD. Default: today.",
        rich_help_panel=_READING,
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANG",
        help="Language of the plan's texts and of the words around them. Default: that in NAP_LANG, or else texts "
        "in the plan's source language, words in English.",
        rich_help_panel=_OUTPUT,
    ),
]
Form = Annotated[Format, typer.Option("--format", help="How to print it.", rich_help_panel=_OUTPUT)]

Actors = Annotated[
    list[str] | None,
    typer.Option(
        "--actor",
        metavar="NAME",
        help="Actions of this actor and of those under it. Repeat for more.",
        autocompletion=complete_actor,
        rich_help_panel=_CHOICE,
    ),
]
ActorsOnly = Annotated[
    list[str] | None,
    typer.Option(
        "--actor",
        metavar="NAME",
        help="Only this actor and those under it. Repeat for more.",
        autocompletion=complete_actor,
    ),
]
Exact = Annotated[
    bool,
    typer.Option("--exact", help="Only the actor itself, not those under it.", rich_help_panel=_CHOICE),
]
Chapters = Annotated[
    list[str] | None,
    typer.Option(
        "--chapter",
        metavar="NUMBER|WORDS",
        help="Actions of the chapter with this number, or these words in its title. Repeat for more.",
        autocompletion=complete_chapter,
        rich_help_panel=_CHOICE,
    ),
]
Governments = Annotated[
    list[str] | None,
    typer.Option(
        "--government",
        metavar="NAME",
        help="Actions of this government and its bodies. Repeat for more.",
        autocompletion=complete_government,
        rich_help_panel=_CHOICE,
    ),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status", help="Actions with this status. Repeat for more.", rich_help_panel=_CHOICE, **one_of(STATUSES)
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", help="Actions with this kind of deadline. Repeat for more.", rich_help_panel=_CHOICE, **one_of(KINDS)
    ),
]
DueBefore = Annotated[
    datetime.date | None,
    typer.Option(
        "--due-before", parser=parse_day, metavar="DATE", help="Due before this day.", rich_help_panel=_CHOICE
    ),
]
DueAfter = Annotated[
    datetime.date | None,
    typer.Option("--due-after", parser=parse_day, metavar="DATE", help="Due after this day.", rich_help_panel=_CHOICE),
]
DueYears = Annotated[
    list[int] | None,
    typer.Option(
        "--due", metavar="YEAR", min=1900, max=9998, help="Due in this year. Repeat for more.", rich_help_panel=_CHOICE
    ),
]
Overdue = Annotated[bool, typer.Option("--overdue", help="Only what is overdue.", rich_help_panel=_CHOICE)]
Texts = Annotated[
    list[str] | None,
    typer.Option(
        "--text",
        metavar="WORDS",
        help="Actions that contain this, in any language; case and accents do not matter. Repeat to narrow.",
        rich_help_panel=_CHOICE,
    ),
]
ActionIds = Annotated[
    list[str],
    typer.Argument(
        metavar="ID…", help="The number of an action, for example 35 or 18bis.", autocompletion=complete_action
    ),
]
