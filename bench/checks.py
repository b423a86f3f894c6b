"""How fast `nap lint` is beside other checkers: the real plan, and 10,000 actions without and with faults.

nap checks far more than they do: what files say about each other, deadlines against their wording, texts.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from goals import Goal, section, table
from measure import Command, Series, interleaved, peak_of_all

BENCH = Path(__file__).resolve().parent
REPOSITORY = BENCH.parent
BIN = Path(sys.executable).parent

SMALL = {"nap list": 1.3, "check-jsonschema": 0.5}
"""What `nap lint` on the real plan may take at most, as a multiple of another command's wall time."""
LARGE = {"check-jsonschema": 0.12, "yamllint": 0.03, "yamale -n 2": 0.3}
"""The same on the large plan."""
MOST_MIB = 150
FAULTY = 2.2
"""What a plan with a fault in every file may take at most, as a multiple of the same plan without."""

Say = Callable[[str], None]


def commands(plan: Path, ends_with: int = 0) -> Iterator[Command]:
    """The checkers on the action files of a plan. They are given the folder, where they take one."""
    actions = plan / "data" / "actions"
    files = sorted(str(path) for path in actions.iterdir())
    yield Command("nap lint", (str(BIN / "nap"), "lint", "--plan", str(plan)), ends_with=ends_with)
    schema = str(REPOSITORY / "data" / "schema" / "action.schema.json")
    yield Command("check-jsonschema", (str(BIN / "check-jsonschema"), "--schemafile", schema, *files))
    yield Command("yamllint", (str(BIN / "yamllint"), "-d", "relaxed", str(actions)))
    yamale = str(BIN / "yamale")
    yield Command("yamale -n 2", (yamale, "-n", "2", "-s", str(BENCH / "action.yamale.yaml"), str(actions)))


def small(rounds: int, say: Say) -> tuple[str, dict[str, object], list[Goal]]:
    """The checkers on the real plan, and `nap list`, which reads the same files."""
    nap_list = Command("nap list", (str(BIN / "nap"), "list", "--plan", str(REPOSITORY)))
    found = interleaved((nap_list, *commands(REPOSITORY)), rounds, say)
    own = found["nap lint"]
    goals = [_goal(f"`nap lint` / {name}", own, found[name], most) for name, most in SMALL.items()]
    rows = [_row(series, own, SMALL) for series in found.values()]
    text = section(
        f"Checks of the {len(list((REPOSITORY / 'data' / 'actions').iterdir()))} action files, "
        f"{rounds} rounds in turns",
        table(_HEADS, rows),
    )
    return text, {"series": [series.as_dict() for series in found.values()]}, goals


def large(rounds: int, plan: Path, faulty: Path, say: Say) -> tuple[str, dict[str, object], list[Goal]]:
    """The checkers on a large plan, in turns; the slowest, which takes minutes, runs once."""
    own_name, worst_name = "nap lint", "nap lint, a fault in every file"
    own_command, *others = commands(plan)
    slow = [command for command in others if command.name == "yamllint"]
    worst = Command(worst_name, next(commands(faulty)).argv, ends_with=1)
    in_turns = (own_command, worst, *(command for command in others if command not in slow))
    found = interleaved(in_turns, rounds, say)
    found |= interleaved(slow, 1, say, warm_up=False)
    own = found[own_name]
    goals = [_goal(f"`nap lint` / {name} at 10,000 files", own, found[name], most) for name, most in LARGE.items()]
    goals.append(_goal("`nap lint` with a fault in every file / without", found[worst_name], own, FAULTY))
    peak = None if own.problem else peak_of_all(own_command)
    goals.append(Goal("`nap lint` at 10,000 files, peak of all processes", peak, MOST_MIB, " MiB"))
    rows = [_row(series, own, LARGE) for series in found.values()]
    text = section(f"Checks of 10,000 generated files, {rounds} rounds in turns; yamllint once", table(_HEADS, rows))
    return text, {"series": [series.as_dict() for series in found.values()], "peak_of_all_mib": peak}, goals


_HEADS = ("command", "wall, median", "min", "CPU", "peak", "`nap lint` takes of it", "goal")


def _row(series: Series, own: Series, most: dict[str, float]) -> Sequence[str]:
    name = series.command.name
    if series.problem:
        return (f"`{name}`", series.problem, "", "", "", "", "")
    goal = f"at most {most[name]}" if name in most else ""
    ratio = f"{own.wall / series.wall:.3f}" if series is not own and not own.problem else ""
    times = (f"{seconds:.2f} s" for seconds in (series.wall, series.least_wall, series.cpu))
    return (f"`{name}`", *times, f"{series.peak:.0f} MiB", ratio, goal)


def _goal(what: str, own: Series, other: Series, most: float) -> Goal:
    usable = not (own.problem or other.problem)
    return Goal(what, own.wall / other.wall if usable else None, most, "×")
