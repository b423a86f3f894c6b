"""The worst that fits into a file: none takes more than a little time and memory, and each is named for what it is.

The limits are far above what nap needs, also on a slow machine that measures coverage, and far below what it would
need if it compared everything in such a file with everything else.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, action, actors, manifest, write_plan

from nap.store.tree import MAX_FILE_BYTES

DAY = "2026-11-22"
SECONDS = 120
MEGABYTES = 300
SIZE = MAX_FILE_BYTES - 2000

START = """\
chapter: 1
title: Iets
actors: [{actor: een}]
deadline: {stated: Doorlopend, kind: ongoing}
source: {section: Actie}
"""
WITHOUT_MEASURES = START + "measures: []\n"
UPDATES = WITHOUT_MEASURES + "updates:\n"


def full(part: str) -> str:
    """As many repetitions of a part as fit into a file."""
    return part * (SIZE // len(part.encode()))


def many(count: int, part: Callable[[int], str]) -> str:
    """Many lines."""
    return "".join(f"{part(number)}\n" for number in range(count))


def title(text: str) -> str:
    """An action whose title is written so."""
    return WITHOUT_MEASURES.replace("Iets", text)


def quoted(part: str) -> str:
    """An action whose title is as many repetitions of a part as fit."""
    return title(json.dumps(full(part), ensure_ascii=False))


def update(by: str) -> str:
    """One update."""
    return f"- {{date: 2025-01-01, by: {by}, status: preparing}}"


Cases = dict[str, tuple[str | None, str]]
"""Contents of files by what they are, with the rule that must find it, if one must."""

_LAUGHS = zip("abcdefgh", "bcdefghi", strict=True)

NESTED: Cases = {
    "a billion laughs": ("NAP109", "a: &a [ha]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in _LAUGHS)),
    "dashes": ("NAP112", "a:\n  " + "- " * 225_000 + "x\n"),
    "question marks": ("NAP112", "a:\n  " + "? " * 225_000 + "x\n"),
    "lines": ("NAP112", many(900, lambda depth: " " * depth + "a:")),
    "brackets": ("NAP112", "a: " + full("[")),
    "braces": ("NAP112", full("{a: ")),
    "brackets side by side": ("NAP202", "a: [" + "[]," * 50_000 + "]\n"),
    "a key as long as a file": ("NAP105", full("k") + ": 1\n"),
    "a key as long as a file, and said to be one": ("NAP201", START + "? " + full("k") + "\n: 1\n"),
    "line ends": ("NAP113", full("\n")),
    "documents": ("NAP106", START + full("---\n")),
    "directives": ("NAP107", full("%a\n")),
    "tabs": ("NAP104", START + full("\t\n")),
    "bytes of nothing": ("NAP116", START + full("\0")),
}
MANY: Cases = {
    "keys": ("NAP203", START + many(25_000, lambda number: f"k{number}: 1")),
    "times one key": ("NAP110", START + many(37_500, lambda _: "chapter: 1")),
    "languages": ("NAP203", WITHOUT_MEASURES + "baseline:\n" + many(25_000, lambda number: f"  l{number}: x")),
    "updates on one day": ("NAP603", UPDATES + many(2_500, lambda _: update("een"))),
    "updates by unknown actors": ("NAP401", UPDATES + many(5_000, lambda number: update(f"x{number}"))),
    "unknown phases": (
        "NAP610",
        UPDATES + update("een")[:-1] + ", phases: {" + many(12_500, lambda number: f" k{number}: completed,") + " }}\n",
    ),
    "measures of one letter": ("NAP307", START + "measures:\n" + many(5_000, lambda _: "- {id: a, text: b}")),
    "comments": (None, WITHOUT_MEASURES + many(100_000, lambda _: "# a")),
    "comments that ignore": ("NAP001", WITHOUT_MEASURES + many(1_250, lambda _: "# nap: ignore[NAP605] x")),
    "comments and what they ignore": (
        "NAP201",
        START + many(10_000, lambda _: "# nap: ignore[NAP1] x") + "z: [" + '"a  b", ' * 25_000 + "]\n",
    ),
    "ignored rules": ("NAP003", WITHOUT_MEASURES + "# nap: ignore[" + "NAP999," * 62_500 + "] x\n"),
}
TEXTS: Cases = {
    "open brackets": ("NAP801", quoted("(")),
    "brackets": (None, quoted("()")),
    "open quotation marks": ("NAP802", quoted("‘")),
    "apostrophes": (None, quoted("'")),
    "two spaces": ("NAP803", quoted("a  ")),
    "two spaces, written otherwise": ("NAP803", title('"' + r"\xe9  x" * 50_000 + '"')),
    "two spaces in lines": ("NAP803", title(">-\n" + many(37_500, lambda _: "    a  b"))),
    "characters of no width": ("NAP804", quoted("\u200b")),
    "angle brackets": (None, quoted("<")),
    "tags of HTML": ("NAP805", quoted("<b>")),
    "links": ("NAP806", quoted("http:/x ")),
    "digits": (None, quoted("1 2 ")),
    "telephone numbers": (None, quoted("02 123 45 67 ")),
    "at signs": (None, quoted("a@")),
    "mail addresses": ("NAP808", quoted("a@b.be ")),
    "number signs": ("NAP809", title("Iets" + " #a" * 150_000)),
    "placeholders": ("NAP704", quoted("TODO ")),
    "a stated deadline": (None, WITHOUT_MEASURES.replace("Doorlopend", "eind 2024 of " * 37_500)),
}


def run(*arguments: str, plan: Path) -> subprocess.CompletedProcess[str]:
    """Run nap with so much memory and time; what it says must be no traceback."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    done = subprocess.run(
        [sys.executable, "-m", "nap", *arguments, "--plan", str(plan)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    assert "Traceback" not in done.stderr
    return done


def found_in(plan: Path) -> set[tuple[str, str]]:
    """The files and codes of what a check finds."""
    checked = run("lint", "--on", DAY, "--format", "json", plan=plan)
    assert checked.returncode == 1, checked.stderr
    return {(item["path"], item["code"]) for item in json.loads(checked.stdout)}


@pytest.mark.parametrize(("cases", "listed"), [(NESTED, 3), (MANY, 3), (TEXTS, 0)], ids=["nested", "many", "texts"])
def test_the_worst_actions_take_little_time_and_memory(cases: Cases, listed: int, tmp_path: Path) -> None:
    plan = write_plan(tmp_path, action("1"))
    expected = set()
    for number, (code, text) in enumerate(cases.values(), start=2):
        path = f"data/actions/{number:02}-iets.yaml"
        named = text if cases is NESTED else f'id: "{number}"\n{text}'
        (plan / path).write_text(named, encoding="utf-8", newline="")
        expected |= {(path, code)} if code else set()
    assert expected - found_in(plan) == set()
    assert run("list", plan=plan).returncode == listed


def test_many_wrong_entries_are_one_finding(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, action("1"))
    path = "data/actions/02-iets.yaml"
    (plan / path).write_text(f'id: "2"\n{WITHOUT_MEASURES}updates: [{"1," * 100_000}]\n')
    assert [code for where, code in found_in(plan) if where == path] == ["NAP203"]


def bodies(count: int, **more: Callable[[int], str]) -> list[dict[str, str]]:
    """Many entries of actors.yaml."""
    start = {"id": "a{number}", "kind": "body", "name": "n{number}"}
    return [
        {key: value.format(number=number) for key, value in start.items()}
        | {key: value(number) for key, value in more.items()}
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("name", "key", "more", "code"),
    [
        pytest.param("actors", "actors", bodies(2_500, parent=lambda n: f"b{n}"), "NAP401", id="unknown parents"),
        pytest.param("actors", "actors", bodies(2_500, id=lambda _: "a"), "NAP406", id="one id"),
        pytest.param("actors", "actors", bodies(2_500, name=lambda _: "n"), "NAP405", id="one name"),
        pytest.param(
            "actors", "actors", bodies(2_499, parent=lambda n: f"a{(n + 1) % 2_499}"), "NAP404", id="a circle"
        ),
        pytest.param("plan", "chapters", [{"number": 1, "title": "Een"}] * 5_000, "NAP308", id="one chapter"),
        pytest.param("plan", "languages", ["nl"] * 50_000, "NAP306", id="languages"),
    ],
)
def test_the_worst_of_the_other_files_takes_little_time_and_memory(
    name: str, key: str, more: list[Any], code: str, tmp_path: Path
) -> None:
    content = {"plan": manifest(), "actors": actors()}
    content[name][key] = content[name][key] + more
    plan = write_plan(tmp_path, action("1"), action("3"), plan=content["plan"], who=content["actors"])
    assert (f"data/{name}.yaml", code) in found_in(plan)


def test_a_count_of_thirty_digits_is_one_finding(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, action("1"), plan=manifest(counts={"actions": 10**30}))
    assert ("data/plan.yaml", "NAP303") in found_in(plan)
