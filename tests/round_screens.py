"""The round that docs/round.md shows: real forms, every answer in them made up.

`python tests/round_screens.py` makes the pictures of a form anew; it needs LibreOffice and poppler. The other screens
are rewritten by `pytest tests/test_round_page.py --golden-update`.
"""

from __future__ import annotations

import datetime
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

from conftest import ROOT, git, loaded
from filled import changed
from openpyxl import Workbook

from nap.i18n import translated
from nap.model.plan import Plan
from nap.output.words import STATUS
from nap.round.form import COLUMNS, SHEET, forms
from nap.round.wording import word
from nap.round.workbook import workbook
from nap.store.editor import add_update

YEAR = 2026
SENT = datetime.date(2027, 1, 11)
"""The day on which the page's forms are made."""
DAY = datetime.date(2027, 2, 15)
"""The day on which its other commands are given."""
REPLY_BY = datetime.date(2027, 2, 12)
PICTURES = ROOT / "docs" / "pictures"


class Example(NamedTuple):
    """What one body is made to answer: by the number of a row, what stands in its cells."""

    actor: str
    answers: Mapping[str, Mapping[str, Any]]


class Screens(NamedTuple):
    """What the page shows in one language."""

    folder: str
    """Where the forms stand that came back."""
    government: str
    good: Example
    bad: Example
    picture: Example


ON = datetime.date(2026, 11, 30)

SCREENS: Mapping[str, Screens] = {
    "nl": Screens(
        folder="forms/terug",
        government="Waalse overheid",
        good=Example(
            "fod-binnenlandse-zaken",
            {
                "46": {
                    "status": "in_progress",
                    "text": "Verzonnen antwoord: twee groepen volgden de opleiding.",
                    "link": "https://example.org/opleiding",
                    "date": ON,
                },
                "46 a": {"status": "completed"},
            },
        ),
        bad=Example(
            "fod-sociale-zekerheid",
            {
                "56": {
                    "status": "bijna klaar",
                    "text": "Verzonnen antwoord: het besluit ligt voor.",
                    "link": "zie onze website",
                },
                "57": {
                    "status": "completed",
                    "text": "Verzonnen antwoord: de besprekingen zijn afgerond.",
                    "date": datetime.date(2025, 3, 1),
                },
                "59": {"status": "not_started", "text": "Verzonnen antwoord: er is nog geen budget."},
            },
        ),
        picture=Example(
            "fod-sociale-zekerheid",
            {
                "56": {"status": "in_progress", "text": "Verzonnen antwoord: het besluit ligt voor advies voor."},
                "56 a": {"status": "in_progress"},
                "56 b": {"status": "preparing"},
                "57": {
                    "status": "completed",
                    "text": "Verzonnen antwoord: de besprekingen zijn afgerond.",
                    "link": "https://example.org/verslag",
                    "link_title": "Verslag (verzonnen)",
                    "date": ON,
                },
                "59": {"status": "not_started", "obstacles": "Verzonnen antwoord: er is nog geen budget."},
            },
        ),
    ),
    "fr": Screens(
        folder="forms/retour",
        government="Autorité wallonne",
        good=Example(
            "federatie-wallonie-brussel",
            {
                "67": {
                    "status": "in_progress",
                    "text": "Réponse inventée : l’accord de coopération est en négociation.",
                    "link": "https://example.org/accord",
                    "date": ON,
                },
                "67 b": {"status": "in_progress"},
            },
        ),
        bad=Example(
            "awex",
            {
                "31": {
                    "status": "presque fini",
                    "text": "Réponse inventée : deux séances ont eu lieu.",
                    "link": "voir notre site",
                },
                "32": {
                    "status": "completed",
                    "text": "Réponse inventée : la brochure est diffusée.",
                    "date": datetime.date(2025, 3, 1),
                },
            },
        ),
        picture=Example(
            "awex",
            {
                "31": {"status": "not_started", "obstacles": "Réponse inventée : il n’y a pas encore de budget."},
                "32": {
                    "status": "completed",
                    "text": "Réponse inventée : toutes les séances ont eu lieu.",
                    "link": "https://example.org/rapport",
                    "link_title": "Rapport (inventé)",
                    "date": ON,
                },
                "32 a": {"status": "completed"},
            },
        ),
    ),
}


def filled(plan: Plan, example: Example) -> tuple[str, bytes]:
    """The form of a body with what it is made to answer, and the name of its file."""
    form = next(form for form in forms(plan, YEAR) if form.actor == example.actor)
    lines = {row.number: line for line, row in enumerate(form.rows, start=2)}
    numbers = {column.name: number for number, column in enumerate(COLUMNS, start=1)}

    def fill(book: Workbook) -> None:
        sheet = book[word(SHEET, form.language)]
        for number, values in example.answers.items():
            for name, value in values.items():
                said = translated(STATUS[value], form.language) if value in STATUS else value
                sheet.cell(lines[number], numbers[name]).value = said

    return form.file_name, changed(workbook(form, reply_by=REPLY_BY), fill)


# -- a round half-way ------------------------------------------------------------------------------------------

STATES: tuple[Mapping[str, Any], ...] = (
    {"status": "in_progress", "text": {"nl": "Verzonnen antwoord."}},
    {"status": "preparing", "text": {"nl": "Verzonnen antwoord."}},
    {"status": "completed", "evidence": [{"url": "https://example.org/verzonnen"}]},
    {"status": "not_started", "obstacles": {"nl": "Verzonnen antwoord."}},
)


def begin(folder: Path) -> Plan:
    """The real plan, in a repository of its own."""
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / ".gitignore", folder)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    keep(folder, "The plan")
    return loaded(folder).whole()


def keep(folder: Path, message: str) -> None:
    """Commit everything."""
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", message)


def answer(folder: Path, plan: Plan) -> None:
    """Have every other body answer over the year before; and over this one every third all, and every third half.

    The bodies that the page shows forms of answer by their form only.
    """
    shown = {example.actor for screens in SCREENS.values() for example in (screens.good, screens.bad)}
    contents: dict[str, bytes] = {}
    for path, update in _made_up(plan, shown):
        before = contents.get(path) or (folder / path).read_bytes()
        contents[path] = add_update(before, update, path, plan.manifest.languages)
    for path, content in contents.items():
        (folder / path).write_bytes(content)


def _made_up(plan: Plan, without: set[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    states = cycle(STATES)
    for number, form in enumerate(forms(plan, YEAR)):
        if form.actor in without:
            continue
        rows = [row for row in form.rows if row.kind == "action"]
        now = rows if number % 3 == 0 else rows[: len(rows) // 2] if number % 3 == 1 else []
        for year, answered in ((YEAR - 1, rows if number % 2 == 0 else []), (YEAR, now)):
            for row in answered:
                state = next(states) if year == YEAR else STATES[0]
                yield plan.paths[row.action.id], {"date": f"{year}-12-31", "by": row.by, **state}


# -- pictures --------------------------------------------------------------------------------------------------

_DOTS = {"cover": 96, "sheet": 104}
"""Dots an inch."""
_ROOM = 8
"""Dots that stay white around it."""


def draw(plan: Plan) -> None:
    """Make the pictures of a form that is filled in in part: its cover and its sheet."""
    PICTURES.mkdir(exist_ok=True)
    for language, screens in SCREENS.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "form.xlsx").write_bytes(filled(plan, screens.picture)[1])
            _run(
                "soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--convert-to", "pdf", "--outdir", str(folder), str(folder / "form.xlsx"),
            )  # fmt: skip
            for page, what in enumerate(_DOTS, start=1):
                _page(folder / "form.pdf", page, _DOTS[what], PICTURES / f"form-{what}-{language}.png")


def _page(pdf: Path, page: int, dots: int, to: Path) -> None:
    """One page as a picture, without its margins and its footer."""
    draw_it = ("pdftoppm", "-r", str(dots), "-f", str(page), "-l", str(page), "-singlefile")
    whole = pdf.with_name("page")
    _run(*draw_it, str(pdf), str(whole))
    left, top, right, bottom = _edges(whole.with_suffix(".ppm").read_bytes())
    area = ("-x", str(left), "-y", str(top), "-W", str(right - left), "-H", str(bottom - top))
    _run(*draw_it, *area, "-png", str(pdf), str(to.with_suffix("")))


def _edges(picture: bytes) -> tuple[int, int, int, int]:
    """Where the first and the last dots stand that are not white, above the footer, with some room around them."""
    _, size, _, dots = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    rows = [dots[3 * width * row : 3 * width * (row + 1)] for row in range(height * 92 // 100)]
    white = b"\xff" * 3 * width
    drawn = [number for number, row in enumerate(rows) if row != white]
    left = min((len(row) - len(row.lstrip(b"\xff"))) // 3 for row in rows if row != white)
    right = max(len(row.rstrip(b"\xff")) // 3 for row in rows)
    return (
        max(left - _ROOM, 0), max(drawn[0] - _ROOM, 0), min(right + _ROOM, width), min(drawn[-1] + _ROOM, height),
    )  # fmt: skip


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=180)


if __name__ == "__main__":
    draw(loaded(ROOT).whole())
