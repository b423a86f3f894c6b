"""The streams of a real run: a terminal of some width, a pipe that is closed, a full disk, an odd locale."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from conftest import PLANS, ROOT, Nap, action, manifest, write_plan
from rich.cells import cell_len

from nap.i18n import translated
from nap.sentence import say

ON = ("--on", "2026-11-22")
COMMANDS = {
    "list": ("list", *ON),
    "overdue": ("overdue", "--silent", "--within", "365", *ON),
    "show": ("show", "59", "35", *ON),
    "actors": ("actors", *ON),
    "chapters": ("chapters", *ON),
    "stats": ("stats", *ON),
}
CODE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def environment(**more: str) -> dict[str, str]:
    """The environment of a run, without what would decide about width, colour or encoding."""
    decides = "COLUMNS LINES NO_COLOR FORCE_COLOR CLICOLOR COLORTERM NAP_LANG NAP_PLAN GITHUB_ACTIONS".split()
    inherited = {name: value for name, value in os.environ.items() if name not in decides and name[:3] != "LC_"}
    return inherited | {"TERM": "xterm-256color"} | more


def command(*arguments: str, plan: Path = ROOT) -> list[str]:
    return [sys.executable, "-m", "nap", *arguments, "--plan", str(plan)]


def piped(*arguments: str, plan: Path = ROOT, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*arguments, plan=plan), capture_output=True, check=False, env=environment(**more))


def on_a_terminal(
    *arguments: str, columns: int = 80, plan: Path = ROOT, stream: str = "stdout", **more: str
) -> tuple[str, str]:
    """What a run writes to a terminal that its stdout (or stderr) is, and to the other stream, which is a pipe."""
    terminal, end = pty.openpty()
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    other = "stderr" if stream == "stdout" else "stdout"
    streams = {stream: end, other: subprocess.PIPE}
    with subprocess.Popen(command(*arguments, plan=plan), stdin=end, env=environment(**more), **streams) as process:
        os.close(end)
        shown = b"".join(iter(lambda: _read(terminal), b""))
        os.close(terminal)
        rest = (process.stderr or process.stdout).read().decode()
    assert process.returncode == 0, rest
    return shown.decode().replace("\r\n", "\n"), rest


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError as error:
        if error.errno != errno.EIO:  # how Linux says that nobody writes to a terminal any more
            raise
        return b""


# -- width and colour ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "columns"), [*((name, 80) for name in COMMANDS), ("list", 200)])
def test_everything_fits_the_terminal(name: str, columns: int) -> None:
    shown, _ = on_a_terminal(*COMMANDS[name], columns=columns)
    lines = CODE.sub("", shown).splitlines()
    assert len(lines) > 10
    assert max(cell_len(line) for line in lines) <= columns
    assert ("Whose it is" in lines[0] or "Actors" in lines[0]) is (columns == 200 or name == "overdue")


@pytest.mark.parametrize("columns", [80, 200])
@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_everything_fits_the_terminal_in_every_language(language: str, columns: int) -> None:
    for name, word in {"list": "Title", "overdue": "Title", "show": "Measures", "chapters": "Actions"}.items():
        shown, _ = on_a_terminal(*COMMANDS[name], columns=columns, NAP_LANG=language)
        lines = CODE.sub("", shown).splitlines()
        assert len(lines) > 10
        assert max(cell_len(line) for line in lines) <= columns
        assert translated(say(word), language) in shown


@pytest.mark.parametrize(
    ("name", "surroundings", "colour"),
    [
        ("list", {}, True),
        ("list", {"NO_COLOR": ""}, True),
        ("list", {"NO_COLOR": "1"}, False),
        ("list", {"TERM": "dumb"}, False),
        ("show", {}, True),
        ("show", {"NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_terminals_whose_user_wants_it(name: str, surroundings: dict[str, str], colour: bool) -> None:
    shown, rest = on_a_terminal(name, *(["2"] if name == "show" else []), plan=PLANS / "rounds", **surroundings)
    assert ("\x1b[" in shown) is colour
    assert "\x1b" not in rest


@pytest.mark.parametrize("arguments", [("list", *ON), ("list", "--help"), ("lst",)], ids=" ".join)
def test_what_is_piped_has_no_escape_codes(arguments: tuple[str, ...]) -> None:
    done = piped(*arguments)
    assert b"\x1b" not in done.stdout + done.stderr


def test_what_is_piped_is_never_cut_however_narrow_the_terminal(nap: Nap) -> None:
    done = piped("list", *ON, COLUMNS="40")
    assert done.stdout.decode() == nap("list", *ON).out
    assert "…" not in done.stdout.decode()


# -- streams that fail -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
def test_a_reader_that_has_seen_enough_is_no_error(unbuffered: str) -> None:
    pipeline = f"set -o pipefail; '{sys.executable}' -m nap list --plan '{ROOT}' | head -1"
    done = subprocess.run(
        ["bash", "-c", pipeline],
        capture_output=True,
        check=False,
        env=environment(PYTHONUNBUFFERED=unbuffered),
    )
    assert done.returncode == 0
    assert done.stdout.startswith(b"Id ")
    assert done.stdout.count(b"\n") == 1
    assert done.stderr in (b"", b"nap: 67 actions and 4 sub-actions.\n")


@pytest.mark.parametrize(
    ("arguments", "errors_too"), [(("list",), False), (("list",), True), (("report", "2025"), False)]
)
def test_a_reader_that_was_never_there_is_no_error(arguments: tuple[str, ...], errors_too: bool) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with subprocess.Popen(
        command(*arguments), stdout=writer, stderr=writer if errors_too else subprocess.PIPE, env=environment()
    ) as process:
        os.close(writer)
        said = process.stderr.read() if process.stderr else b""
    assert process.returncode == 0
    assert said == b""


@pytest.mark.parametrize(
    ("arguments", "unbuffered"), [(("list",), ""), (("report", "2025"), "1"), (("--version",), "")]
)
def test_a_full_disk_is_said_in_a_sentence(arguments: tuple[str, ...], unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        given = [sys.executable, "-m", "nap", *arguments] if arguments == ("--version",) else command(*arguments)
        done = subprocess.run(
            given, stdout=full, stderr=subprocess.PIPE, check=False, env=environment(PYTHONUNBUFFERED=unbuffered)
        )
    assert done.returncode == 3
    assert done.stderr == b"nap: The output: No space left on device.\n"


# -- encodings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "surroundings",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=lambda surroundings: " ".join(f"{name}={value}" for name, value in surroundings.items()),
)
def test_texts_are_utf_8_whatever_the_surroundings_say(surroundings: dict[str, str]) -> None:
    done = piped("actors", "--actor", "fod-financien", **surroundings)
    assert done.returncode == 0
    assert "FOD Financiën" in done.stdout.decode("utf-8")
    assert "└─" in done.stdout.decode("utf-8")


def test_a_name_with_an_accent_can_be_given_in_the_plainest_locale() -> None:
    done = piped("actors", "--actor", "FOD Financiën", "--format", "ids", LC_ALL="C")
    assert done.stdout.decode().split() == ["fod-financien", "douane"]


def test_a_name_that_the_surroundings_garble_is_an_unknown_name_and_no_traceback() -> None:
    done = piped("list", "--actor", "FOD Financiën", LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("lint", "--format", "json"), ("report", "2025", "--format", "md"), ("report", "2025", "--format", "html")],
)
def test_the_output_can_be_named_as_a_file(arguments: tuple[str, ...], tmp_path: Path) -> None:
    plan = PLANS / "rounds"
    done = piped(*arguments, "--output", "/dev/stdout", plan=plan)
    assert done.stderr.endswith(b"/dev/stdout is written.\n") == (arguments[0] == "report")
    into = tmp_path / "kept"
    with into.open("wb") as file:
        subprocess.run(
            command(*arguments, "--output", "/dev/stdout", plan=plan), stdout=file, check=False, env=environment()
        )
    assert done.stdout == piped(*arguments, plan=plan).stdout
    assert into.read_bytes() == done.stdout
    assert not Path("/dev/stdout-pictures").exists()


# -- progress --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of as many files as take a moment."""
    whole = manifest(counts={"actions": 1000, "sub_actions": 0})
    return write_plan(tmp_path_factory.mktemp("large"), *(action(str(i)) for i in range(1, 1001)), plan=whole)


def test_a_large_plan_shows_its_progress_on_a_terminal_and_clears_it_away(large: Path) -> None:
    shown, out = on_a_terminal("list", "--format", "ids", plan=large, stream="stderr")
    assert "Reading" in shown
    assert "%" in shown
    assert out == "".join(f"{number}\n" for number in range(1, 1001))
    assert CODE.sub("", shown).split("\r")[-1].strip() == ""


def test_what_takes_a_second_to_lay_out_says_that_it_is_being_done(tmp_path: Path) -> None:
    for name in ("x.pdf", "x.md"):
        shown, _ = on_a_terminal("report", "2025", "-o", str(tmp_path / name), plan=PLANS / "rounds", stream="stderr")
        assert ("Laying out" in shown) == (name == "x.pdf")
        *_, last, end = CODE.sub("", shown).replace("\r", "\n").split("\n")
        assert (last, end) == (f"nap: {tmp_path / name} is written.", "")


def test_progress_is_for_terminals_alone(large: Path) -> None:
    done = piped("list", "--format", "ids", plan=large)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1000


def test_a_small_plan_needs_no_progress_bar() -> None:
    shown, _ = on_a_terminal("list", "--format", "ids", plan=PLANS / "rounds", stream="stderr")
    assert shown == ""
