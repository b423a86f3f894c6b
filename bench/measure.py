"""Running commands and saying what they took: wall time, processor time and memory.

The module stays small on purpose. The system counts the memory of the process that starts a command towards
the command's own peak, so a peak below that of this process (some 20 MiB) cannot be seen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_MAXRSS_UNITS_PER_MIB = 1024 * 1024 if sys.platform == "darwin" else 1024
_KIB_PER_MIB = 1024
_TAIL_BYTES = 2000


@dataclass(frozen=True, slots=True)
class Command:
    """A command to measure."""

    name: str
    """What tables call it."""
    argv: Sequence[str]
    """The program and its arguments."""
    folder: Path | None = None
    """Where it runs; by default here."""
    ends_with: int = 0
    """The exit code that is right."""

    @property
    def missing(self) -> bool:
        """Whether its program is not installed."""
        return not Path(self.argv[0]).exists()


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of processor time, of the process and of those it started and waited for."""
    peak: float
    """The most memory that one process of it held, in MiB."""
    code: int
    """Its exit code."""
    tail: str
    """The end of what it wrote."""


@dataclass(frozen=True, slots=True)
class Series:
    """All runs of one command."""

    command: Command
    runs: tuple[Run, ...]

    @property
    def wall(self) -> float:
        """The median wall time in seconds."""
        return median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """The median processor time in seconds."""
        return median(run.cpu for run in self.runs)

    @property
    def least_wall(self) -> float:
        """The shortest wall time in seconds."""
        return min(run.wall for run in self.runs)

    @property
    def least_cpu(self) -> float:
        """The least processor time in seconds."""
        return min(run.cpu for run in self.runs)

    @property
    def peak(self) -> float:
        """The highest peak in MiB."""
        return max(run.peak for run in self.runs)

    @property
    def problem(self) -> str:
        """Why its times mean nothing, or ""."""
        if not self.runs:
            return "not installed"
        codes = sorted({run.code for run in self.runs} - {self.command.ends_with})
        return f"ends with exit code {codes[0]}" if codes else ""

    def as_dict(self) -> dict[str, object]:
        """For a JSON file."""
        return {
            "name": self.command.name,
            "problem": self.problem or None,
            "wall_s": [run.wall for run in self.runs],
            "cpu_s": [run.cpu for run in self.runs],
            "peak_mib": [run.peak for run in self.runs],
        }


def run(command: Command) -> Run:
    """Run a command with its output piped, and measure it."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command.argv, cwd=command.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    tail = b""
    if process.stdout:
        with process.stdout as pipe:
            while chunk := pipe.read(1 << 16):
                tail = (tail + chunk)[-_TAIL_BYTES:]
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = used.ru_maxrss / _MAXRSS_UNITS_PER_MIB
    return Run(wall, used.ru_utime + used.ru_stime, peak, process.returncode, tail.decode("utf-8", "replace"))


def interleaved(
    commands: Iterable[Command], rounds: int, say: Callable[[str], None], *, warm_up: bool = True
) -> dict[str, Series]:
    """Measure commands in turns (A B C, A B C, …), so that whatever else the machine does hits all alike.

    Each runs once before that, unmeasured, unless a run takes so long that it makes no difference. One that is not
    installed has no runs.
    """
    listed = list(commands)
    present = [command for command in listed if not command.missing]
    for command in present if warm_up else ():
        warm = run(command)
        if warm.code != command.ends_with:
            say(f"{command.name} ends with exit code {warm.code}:\n{warm.tail.strip()}")
    turns = [[run(command) for command in present] for _ in range(rounds)]
    runs = {command.name: tuple(turn[i] for turn in turns) for i, command in enumerate(present)}
    return {command.name: Series(command, runs.get(command.name, ())) for command in listed}


# -- memory of several processes -------------------------------------------------------------------------------


def peak_of_all(command: Command) -> float | None:
    """The most memory that a command's process and all processes under it held at one moment, in MiB.

    What several of them share counts once. It is looked up every few milliseconds, which takes time, so this
    is a run of its own that is not timed. None where the system does not tell.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    peak = 0
    with subprocess.Popen(
        command.argv, cwd=command.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, sum(_share(member) for member in _tree(process.pid)))
            time.sleep(0.005)
    return peak / _KIB_PER_MIB


def _share(pid: int) -> int:
    """The memory of a process in KiB, with its share of what it holds together with others."""
    lines = _proc(f"{pid}/smaps_rollup").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for child in _proc(f"{pid}/task/{pid}/children").split():
        yield from _tree(int(child))


def _proc(path: str) -> str:
    try:
        return Path("/proc", path).read_text(encoding="utf-8")
    except OSError:
        return ""
