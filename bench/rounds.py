"""How fast a yearly round is: all forms out, and all read back, filled in to the last row.

On the real plan and on a generated one of 2,000 actions and 300 bodies. No other tool does this, so what stands beside
it is the floor: listing the same plan, and openpyxl opening the same workbooks.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from goals import section, table
from make_plan import make_plan
from measure import Command, Series, interleaved

BENCH = Path(__file__).resolve().parent
REPOSITORY = BENCH.parent
BIN = Path(sys.executable).parent

YEAR = "2026"
LARGE = 2_000
_STATUS, _TEXT, _OBSTACLES, _KEY = 5, 6, 7, 11
"""The columns that are filled in, and the hidden one that says what a row is about."""
_STATUSES = {"nl": "in uitvoering", "fr": "en cours", "de": "in Umsetzung", "en": "in progress"}

_OPEN = """
import sys, pathlib, openpyxl
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    openpyxl.load_workbook(path)
"""

Say = Callable[[str], None]


def rounds(turns: int, folder: Path, say: Say) -> tuple[str, dict[str, object]]:
    """The round on both plans."""
    real, large = folder / "round-real", folder / "round-large"
    shutil.copytree(REPOSITORY / "data", real / "data")
    make_plan(REPOSITORY, large, LARGE)
    rows, found = [], []
    for plan, name in ((real, "the real plan"), (large, f"{LARGE:,} actions, 300 bodies")):
        say(f"a yearly round on {name}, {turns} rounds")
        series = list(_one(plan, turns, say))
        count = len(list((plan / "forms").iterdir()))
        rows += [_row(item, name, count) for item in series]
        found += [item.as_dict() | {"plan": name, "forms": count} for item in series]
    text = section(f"A yearly round, {turns} rounds in turns", table(_HEADS, rows))
    return text, {"series": found}


def _one(plan: Path, turns: int, say: Say) -> Sequence[Series]:
    forms = plan / "forms"
    nap = str(BIN / "nap")
    out = Command("nap round form", (nap, "round", "form", YEAR, "--out", str(forms), "--plan", str(plan)))
    listed = Command("nap list", (nap, "list", "--plan", str(plan)))
    first = interleaved((listed, out), turns, say)
    for path in sorted(forms.iterdir()):
        _fill(path)
    dry = Command("nap round read --dry-run", (nap, "round", "read", str(forms), "--dry-run", "--plan", str(plan)))
    opened = Command("openpyxl opens them", (sys.executable, "-c", _OPEN, str(forms)))
    second = interleaved((opened, dry), turns, say)
    once = Command("nap round read", (nap, "round", "read", str(forms), "--plan", str(plan)))
    third = interleaved((once,), 1, say, warm_up=False)
    return [*first.values(), *second.values(), *third.values()]


def _fill(path: Path) -> None:
    """Fill in every row of a form, as somebody would who has a lot of time."""
    from openpyxl import load_workbook  # noqa: PLC0415 - it would be part of what every command is measured against

    book = load_workbook(path)
    sheet = book.worksheets[1]
    language = next(row[1].value for row in book["nap"].iter_rows(max_row=9) if row[0].value == "language")
    for line in range(2, sheet.max_row + 1):
        sheet.cell(line, _STATUS).value = _STATUSES[language]
        if str(sheet.cell(line, _KEY).value).split(" ")[5] == "-":
            sheet.cell(line, _TEXT).value = "Dit is een voorbeeld van een antwoord, drie regels lang in de cel. " * 3
            sheet.cell(line, _OBSTACLES).value = "Voorlopig geen."
    book.save(path)


_HEADS = ("command", "plan", "forms", "wall, median", "min", "CPU", "a form", "peak")


def _row(series: Series, plan: str, forms: int) -> Sequence[str]:
    name = f"`{series.command.name}`"
    if series.problem:
        return (name, plan, str(forms), series.problem, "", "", "", "")
    times = (f"{seconds:.2f} s" for seconds in (series.wall, series.least_wall, series.cpu))
    return (name, plan, str(forms), *times, f"{1000 * series.wall / forms:.0f} ms", f"{series.peak:.0f} MiB")
