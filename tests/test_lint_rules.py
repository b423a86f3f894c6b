"""Every rule on examples on disk: what it finds, and what it leaves alone.

`tests/lint/plan` is a small plan without a fault. `tests/lint/CODE/bad` and `good` hold the files that differ
from it: in the one the rule finds exactly what `findings.txt` says and no other rule finds anything; in the other
nothing is found. A name in `removed.txt` is a file that is not there; a name and a size in `enlarged.txt` is a file
that a long comment makes so many bytes large, which would be too large to keep here. For rules about a change, `base`
holds the files of the commit that the change starts from. The findings change only with `make golden`.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import Nap, git

from nap.lint.rules import all_rules

LINT = Path(__file__).resolve().parent / "lint"
PLAN = LINT / "plan"
RULES = all_rules()
DAY = "2026-11-22"
CASES = [
    pytest.param(code, case, id=f"{code}-{case.name}")
    for code in RULES
    for case in sorted((LINT / code).glob("*"))
    if case.name.startswith(("good", "bad"))
]


def test_every_rule_has_a_good_and_a_bad_example() -> None:
    lacking = [f"{code}/{name}" for code in RULES for name in ("good", "bad") if not (LINT / code / name).is_dir()]
    assert not lacking


def test_every_example_belongs_to_a_rule() -> None:
    assert {path.name for path in LINT.iterdir()} == {"plan", *RULES}


def test_the_plan_that_the_examples_start_from_has_no_fault(nap: Nap) -> None:
    result = nap("lint", "--on", DAY, plan=PLAN)
    assert (result.code, result.out) == (0, "")


@pytest.mark.parametrize(("code", "case"), CASES)
def test_what_a_rule_finds(code: str, case: Path, nap: Nap, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    plan = tmp_path / "plan"
    shutil.copytree(PLAN, plan)
    options: tuple[str, ...] = ()
    base = case.parent / "base"
    if base.is_dir() or RULES[code].about == "change":
        if base.is_dir():
            overlay(base, plan)
        git(plan, "init", "--quiet")
        git(plan, "add", ".")
        git(plan, "commit", "--quiet", "--message", "base")
        options = ("--base", "HEAD")
    overlay(case, plan)
    result = nap("lint", "--on", DAY, "--format", "json", *options, plan=plan)
    findings = result.json
    said = "".join(
        f"{item['path']}:{item['line']}:{item['column']}-{item['end_line']}:{item['end_column']}"
        f" {item['code']} {item['message']} | {item['hint']}\n"
        for item in findings
    )
    if case.name.startswith("good"):
        assert said == ""
        return
    assert {item["code"] for item in findings} == {code}
    assert {item["severity"] for item in findings} == {RULES[code].severity}
    assert all(item["hint"] for item in findings)
    assert result.code == (1 if RULES[code].severity == "error" else 0)
    golden = case / "findings.txt"
    if request.config.getoption("--golden-update"):
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def overlay(case: Path, plan: Path) -> None:
    """Put the files of an example over a plan."""
    instructions = shutil.ignore_patterns("findings.txt", "removed.txt", "enlarged.txt")
    shutil.copytree(case, plan, dirs_exist_ok=True, ignore=instructions)
    for name in lines(case / "removed.txt"):
        (plan / name).unlink()
    for line in lines(case / "enlarged.txt"):
        name, size = line.split(" ")
        (plan / name).write_bytes((plan / name).read_bytes().ljust(int(size), b"#"))


def lines(path: Path) -> list[str]:
    """The lines of a file; none where it is not there."""
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
