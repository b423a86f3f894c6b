"""How fast nap is, beside its floor and beside other tools: ratios from one run, as Markdown on stdout.

`make bench` installs the other tools and runs this. Absolute times differ from machine to machine and from
minute to minute; the ratios hold. A goal that is missed is said and is no error. Nothing is written but
temporary folders, and the file named with --json.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import checks
from goals import Goal, goals_table, section, table
from make_plan import BODIES, make_plan
from measure import Command, Series, interleaved, peak_of_all
from reports import reports
from rounds import rounds as yearly_rounds

BENCH = Path(__file__).resolve().parent
REPOSITORY = BENCH.parent
BIN = Path(sys.executable).parent

SIZES = (1_000, 5_000, 10_000)
MODULES = ("pydantic", "typer", "yaml", "rich.table", "jinja2")
AT_MOST = {"bare script": 1.3, "check-jsonschema": 0.6, "yamllint": 0.4, "doorstop": 0.6}
"""What `nap list` may take at most, as a multiple of each other command's wall time."""
MOST_SECONDS = 2.0
MOST_MIB = 200
"""What `nap list` may take at most on the largest plan."""

PASS = Command("python -c pass", (sys.executable, "-c", "pass"))


# -- the real plan beside other tools --------------------------------------------------------------------------


def small_commands(paths: Sequence[Path], doorstop_project: Path) -> list[Command]:
    """Everything that is run over the real action files."""
    files = [str(path) for path in paths]
    schema = str(REPOSITORY / "data" / "schema" / "action.schema.json")
    doorstop = str(BIN / "doorstop")
    return [
        nap("list", REPOSITORY),
        nap("overdue", REPOSITORY),
        PASS,
        Command("bare script", (sys.executable, str(BENCH / "bare.py"), str(REPOSITORY))),
        Command("check-jsonschema", (str(BIN / "check-jsonschema"), "--schemafile", schema, *files)),
        Command("yamllint", (str(BIN / "yamllint"), "-d", "relaxed", *files)),
        Command("doorstop --no-reformat", (doorstop, "--no-reformat"), doorstop_project),
        Command("doorstop", (doorstop,), doorstop_project),
    ]


def nap(arguments: str, plan: Path) -> Command:
    """A command of nap on a plan."""
    return Command(f"nap {arguments}", (str(BIN / "nap"), *arguments.split(), "--plan", str(plan)))


def make_doorstop_project(paths: Sequence[Path], project: Path) -> None:
    """A project in which each item holds the text of one action file, run once so that all items are stamped."""
    items = project / "actions"
    items.mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", str(project)], check=True)
    (items / ".doorstop.yml").write_text("settings:\n  digits: 3\n  prefix: ACT\n  sep: ''\n", encoding="utf-8")
    head = (
        "active: true\nderived: false\nheader: ''\nlevel: {}.0\nlinks: []\nnormative: true\nref: ''\nreviewed: null\n"
    )
    for number, path in enumerate(paths, start=1):
        lines = path.read_text(encoding="utf-8").splitlines()
        text = "".join(f"  {line}\n" if line else "\n" for line in lines)
        item = f"{head.format(number)}text: |\n{text}"
        (items / f"ACT{number:03}.yml").write_text(item, encoding="utf-8")
    program = BIN / "doorstop"
    if program.exists():
        subprocess.run([program], cwd=project, capture_output=True, check=False)


def small(rounds: int, folder: Path) -> tuple[str, dict[str, object], list[Goal]]:
    """The commands of nap on the real plan, beside its floor and other tools."""
    paths = sorted((REPOSITORY / "data" / "actions").glob("*.yaml"))
    make_doorstop_project(paths, folder / "doorstop")
    found = interleaved(small_commands(paths, folder / "doorstop"), rounds, say)
    nap_list, nap_overdue = found["nap list"], found["nap overdue"]
    goals = []
    for name, at_most in AT_MOST.items():
        usable = not (nap_list.problem or found[name].problem)
        goals.append(Goal(f"`nap list` / {name}", nap_list.wall / found[name].wall if usable else None, at_most, "×"))
    size = sum(path.stat().st_size for path in paths) / 1000
    title = f"The {len(paths)} action files of the plan ({size:.0f} kB), {rounds} rounds in turns"
    rows = [_times(series, found[PASS.name]) for series in found.values()]
    ratios = [_ratios(series, nap_list, nap_overdue) for name, series in found.items() if not name.startswith("nap ")]
    text = section(
        title,
        table(("command", "wall, median", "min", "CPU, median", "min", "wall as multiple of `python -c pass`"), rows),
        table(
            ("ratio of medians to", "`nap list`, wall", "CPU", "`nap overdue`, wall", "CPU", "goal for `nap list`"),
            ratios,
        ),
    )
    return text, {"files": len(paths), "series": [series.as_dict() for series in found.values()]}, goals


def _times(series: Series, floor: Series) -> list[str]:
    name = f"`{series.command.name}`"
    if series.problem:
        return [name, series.problem, "", "", "", ""]
    seconds = (series.wall, series.least_wall, series.cpu, series.least_cpu)
    return [name, *(f"{value * 1000:.0f} ms" for value in seconds), f"{series.wall / floor.wall:.1f}"]


def _ratios(other: Series, *ours: Series) -> list[str]:
    at_most = AT_MOST.get(other.command.name)
    goal = f"at most {at_most}" if at_most else ""
    cells: list[str] = []
    for own in ours:
        usable = not (other.problem or own.problem)
        cells += [f"{own.wall / other.wall:.2f}", f"{own.cpu / other.cpu:.2f}"] if usable else ["–", "–"]
    return [f"`{other.command.name}`", *cells, goal]


# -- large plans -----------------------------------------------------------------------------------------------


def large(rounds: int, plans: Mapping[int, Path]) -> tuple[str, dict[str, object], list[Goal]]:
    """The command `nap list` on generated plans: time and memory as they grow."""
    forms = ("list --format ids", "list")
    measured = {(size, form): nap(form, plan) for size, plan in plans.items() for form in forms}
    named = {key: Command(f"{key[0]} {key[1]}", command.argv) for key, command in measured.items()}
    found = interleaved(named.values(), rounds, say)
    rows, growth, data, peaks = [], [], [], []
    for form in forms:
        all_sizes = [(size, found[named[size, form].name]) for size in plans]
        for size, series in all_sizes:
            peak = None if series.problem else peak_of_all(series.command)
            peaks.append(series.peak if peak is None else peak)
            rows.append([f"`nap {form}`", f"{size:,}", *_large_cells(series, size, peak)])
            data.append(series.as_dict() | {"files": size, "peak_of_all_mib": peak})
        growth += [[f"`nap {form}`", *cells] for cells in _growth(all_sizes)]
    last = found[named[SIZES[-1], "list"].name]
    goals = [
        Goal(f"`nap list` at {SIZES[-1]:,} files, wall", None if last.problem else last.wall, MOST_SECONDS, " s"),
        Goal(f"`nap list` at {SIZES[-1]:,} files, peak", None if last.problem else peaks[-1], MOST_MIB, " MiB"),
    ]
    text = section(
        f"Generated plans ({_mean_size(plans)} a file, {BODIES} bodies), {rounds} rounds in turns",
        table(("command", "files", "wall, median", "min", "CPU", "a file", "peak", "peak, all processes"), rows),
        "What one more file takes; the same in both lines of a command means that time grows in proportion.",
        table(("command", "from", "to", "wall for one more file", "CPU for one more file"), growth),
    )
    return text, {"series": data}, goals


def _large_cells(series: Series, size: int, peak: float | None) -> list[str]:
    if series.problem:
        return [series.problem, "", "", "", "", ""]
    return [
        f"{series.wall:.2f} s",
        f"{series.least_wall:.2f} s",
        f"{series.cpu:.2f} s",
        f"{series.wall / size * 1e6:.0f} µs",
        f"{series.peak:.0f} MiB",
        "–" if peak is None else f"{peak:.0f} MiB",
    ]


def _growth(sizes: Sequence[tuple[int, Series]]) -> Iterator[list[str]]:
    """Between each size and the next: what each further file takes."""
    for (few, before), (many, after) in pairwise(sizes):
        if before.problem or after.problem:
            continue
        more = many - few
        wall, cpu = (after.wall - before.wall) / more, (after.cpu - before.cpu) / more
        yield [f"{few:,}", f"{many:,}", f"{wall * 1e6:.0f} µs", f"{cpu * 1e6:.0f} µs"]


def _mean_size(plans: Mapping[int, Path]) -> str:
    sizes = [path.stat().st_size for path in (plans[SIZES[0]] / "data" / "actions").iterdir()]
    return f"{sum(sizes) / len(sizes) / 1000:.1f} kB"


# -- imports and parsers ---------------------------------------------------------------------------------------


def imports(rounds: int) -> tuple[str, dict[str, object]]:
    """What it costs to import the libraries that nap uses."""
    commands = [PASS, *(Command(f"import {name}", (sys.executable, "-c", f"import {name}")) for name in MODULES)]
    found = interleaved(commands, rounds, say)
    rows = [_times(series, found[PASS.name]) for series in found.values()]
    heads = ("command", "wall, median", "min", "CPU, median", "min", "multiple of `python -c pass`")
    return section(f"Imports, {rounds} rounds in turns", table(heads, rows)), {
        "series": [series.as_dict() for series in found.values()]
    }


def parsers(rounds: int, plan: Path) -> tuple[str, dict[str, object]]:
    """Ways to parse, in a process of their own so that this one stays small."""
    command = (sys.executable, str(BENCH / "parsers.py"), str(plan), str(rounds))
    found: dict[str, float | None] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    own = next(time for name, time in found.items() if time and "nap.store" in name)
    rows = [
        [name, f"{time:.0f} ms", f"{time / own:.2f}"] if time else [name, "not installed", ""]
        for name, time in found.items()
    ]
    heads = ("way", "1,000 files", "as multiple of nap's")
    title = f"Parsing {SIZES[0]:,} generated files in one process, median of {rounds}"
    return section(title, table(heads, rows)), {"ms_per_1000_files": found}


# -- output ----------------------------------------------------------------------------------------------------


def say(text: str) -> None:
    """Tell whoever waits, apart from the results."""
    print(f"bench: {text}", file=sys.stderr, flush=True)


def machine() -> str:
    """What the numbers were measured on."""
    cpus = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"Python {platform.python_version()}, {cpus} CPUs, {platform.platform()}"


# -- the program -----------------------------------------------------------------------------------------------


def options() -> argparse.Namespace:
    """The options of the program."""
    parser = argparse.ArgumentParser(description="Compare the speed of nap with its floor and with other tools.")
    parser.add_argument("--rounds", type=int, default=15, help="how often each command runs (large plans: a fifth)")
    parser.add_argument("--skip-large", action="store_true", help="leave out the generated plans")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all single measurements to a file as well")
    given = parser.parse_args()
    if given.rounds < 1:
        parser.error("--rounds must be at least 1")
    return given


@contextmanager
def surroundings() -> Iterator[Path]:
    """A temporary folder, and an environment in which nothing but the plan named is read."""
    # What Python compiled is kept, as it is wherever a program is installed: all commands here are in Python.
    unwanted = ("NAP_PLAN", "COLUMNS", "COVERAGE_PROCESS_START", "COVERAGE_PROCESS_CONFIG", "PYTHONDONTWRITEBYTECODE")
    for name in unwanted:
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory(prefix="nap-bench-") as folder:
        yield Path(folder)


def main() -> None:
    """Measure everything that was asked for, and print each part as soon as it is known."""
    given = options()
    results: dict[str, object] = {"machine": machine()}
    print(f"{machine()}\n", flush=True)
    with surroundings() as folder:
        say(f"the real plan, {given.rounds} rounds")
        text, results["small"], goals = small(given.rounds, folder)
        print(text, flush=True)
        text, results["checks"], more = checks.small(given.rounds, say)
        goals += more
        print(text, flush=True)
        text, results["imports"] = imports(given.rounds)
        print(text, flush=True)
        if not given.skip_large:
            goals += measure_large(given.rounds, folder, results)
        text, results["reports"], more = reports(max(3, given.rounds // 5), folder, say)
        goals += more
        print(text, flush=True)
        # Last, because filling in forms makes this process larger, and no smaller peak than its own can be seen.
        text, results["rounds"] = yearly_rounds(max(3, given.rounds // 5), folder, say)
        print(text, flush=True)
    print(goals_table(goals))
    results["goals"] = [asdict(goal) | {"verdict": goal.verdict} for goal in goals]
    if given.json:
        given.json.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def measure_large(rounds: int, folder: Path, results: dict[str, object]) -> list[Goal]:
    """The parts that need generated plans."""
    plans = {size: folder / str(size) for size in SIZES}
    for size, plan in plans.items():
        say(f"making a plan of {size:,} actions")
        make_plan(REPOSITORY, plan, size)
    text, results["parsers"] = parsers(max(3, rounds // 3), plans[SIZES[0]])
    print(text, flush=True)
    few = max(3, rounds // 5)
    say(f"the generated plans, {few} rounds")
    text, results["large"], goals = large(few, plans)
    print(text, flush=True)
    faulty = folder / "faulty"
    make_plan(REPOSITORY, faulty, SIZES[-1], faulty=True)
    say("other checkers on the largest plan; yamllint alone takes minutes")
    text, results["large checks"], more = checks.large(few, plans[SIZES[-1]], faulty, say)
    print(text, flush=True)
    return goals + more


if __name__ == "__main__":
    main()
