"""How fast a report is written, in each format, on the real plan and on a generated one of 2,000 actions.

What stands beside it is the floor: listing the same plan.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from goals import Goal, section, table
from make_plan import make_plan
from measure import Command, Series, interleaved

BENCH = Path(__file__).resolve().parent
REPOSITORY = BENCH.parent
BIN = Path(sys.executable).parent

YEAR = "2025"
LARGE = 2_000
FORMATS = ("md", "html", "docx", "odt", "pdf")
MARKDOWN_AT_MOST = 1.5
"""What the Markdown of the real plan may take at most, as a multiple of `nap list`."""
PDF_SECONDS = 2.0
"""What its PDF may take at most of the processor."""

Say = Callable[[str], None]


def reports(turns: int, folder: Path, say: Say) -> tuple[str, dict[str, object], list[Goal]]:
    """Every format on both plans."""
    large = folder / "report-large"
    make_plan(REPOSITORY, large, LARGE)
    rows, found, goals = [], [], []
    for plan, name in ((REPOSITORY, "the real plan"), (large, f"{LARGE:,} actions")):
        say(f"a report on {name}, {turns} rounds")
        series = interleaved(_commands(plan, folder), turns, say)
        listed = series["nap list"]
        rows += [_row(item, listed, name, folder) for item in series.values()]
        found += [item.as_dict() | {"plan": name} for item in series.values()]
        if plan is REPOSITORY:
            goals = _goals(series)
    text = section(f"A report, {turns} rounds in turns", table(_HEADS, rows))
    return text, {"series": found}, goals


def _commands(plan: Path, folder: Path) -> Sequence[Command]:
    nap = str(BIN / "nap")
    made = (
        Command(
            f"nap report --format {form}",
            (nap, "report", YEAR, "--output", str(folder / f"report.{form}"), "--plan", str(plan)),
        )
        for form in FORMATS
    )
    piped = Command("nap report", (nap, "report", YEAR, "--plan", str(plan)))
    return [Command("nap list", (nap, "list", "--plan", str(plan))), piped, *made]


def _goals(series: dict[str, Series]) -> list[Goal]:
    listed, piped, pdf = series["nap list"], series["nap report"], series["nap report --format pdf"]
    usable = not (listed.problem or piped.problem)
    return [
        Goal("`nap report` / `nap list`", piped.wall / listed.wall if usable else None, MARKDOWN_AT_MOST, "×"),
        Goal("`nap report --format pdf`, CPU", None if pdf.problem else pdf.cpu, PDF_SECONDS, " s"),
    ]


_HEADS = ("command", "plan", "wall, median", "min", "CPU", "multiple of `nap list`", "peak", "size")


def _row(series: Series, listed: Series, plan: str, folder: Path) -> Sequence[str]:
    name = f"`{series.command.name}`"
    if series.problem:
        return (name, plan, series.problem, "", "", "", "", "")
    times = (f"{seconds:.2f} s" for seconds in (series.wall, series.least_wall, series.cpu))
    made = folder / f"report.{series.command.name.rpartition(' ')[2]}"
    size = f"{made.stat().st_size / 1000:,.0f} kB" if made.is_file() else ""
    return (name, plan, *times, f"{series.wall / listed.wall:.1f}", f"{series.peak:.0f} MiB", size)
