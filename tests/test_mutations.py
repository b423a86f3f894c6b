"""Every fault of tests/mutations.py is found by its rule, on its line, and with nothing else beside it.

The faults are put into one folder, one after another, and taken out again. `docs/mutations.md` lists them; it changes
only with `make golden`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT, Nap, git
from faults import NOTHING, Fault, laid, write
from mutations import DAY, FAULTS, files

from nap.lint.rules import all_rules

BEFORE = files()
RULES = all_rules()
IDS = [f"{fault.code}-{fault.name.replace(' ', '-')}" for fault in FAULTS]
PAGE = ROOT / "docs" / "mutations.md"


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the plan that the faults are put into."""
    folder = tmp_path_factory.mktemp("plan")
    write(BEFORE, folder)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "base")
    return folder


def test_the_plan_that_the_faults_are_put_into_has_none(nap: Nap, plan: Path) -> None:
    result = nap("lint", "--strict", "--format", "json", "--on", DAY, "--base", "HEAD", plan=plan)
    assert (result.code, result.json) == (0, [])


@pytest.mark.parametrize("fault", FAULTS, ids=IDS)
def test_a_fault_is_found_where_it_is(fault: Fault, nap: Nap, plan: Path) -> None:
    put = fault.put(BEFORE)
    options = [*(("--base", "HEAD") if fault.against_base else ())]
    if RULES[fault.code].severity == "warning":
        options.append("--strict")
    with laid(BEFORE, put.files, plan):
        result = nap("lint", "--format", "json", "--on", DAY, *options, plan=plan)
    found = [(item["path"], item["line"], item["code"]) for item in result.json]
    assert (put.path, put.line, fault.code) in found
    assert sorted(code for _, _, code in found) == sorted((fault.code, *fault.also.codes))
    assert (result.code, result.err) == (1, "")
    assert all(item["message"] and item["hint"] for item in result.json)


def test_without_plan_yaml_there_is_no_plan_to_check(nap: Nap, plan: Path) -> None:
    without = {path: content for path, content in BEFORE.items() if path != "data/plan.yaml"}
    with laid(BEFORE, without, plan):
        result = nap("lint", plan=plan)
    assert (result.code, result.out) == (2, "")
    assert "There is no plan in" in result.err


def test_every_rule_has_a_fault_that_only_it_finds() -> None:
    assert {fault.code for fault in FAULTS if fault.also == NOTHING} == set(RULES)


def test_no_fault_is_there_twice() -> None:
    assert [name for name, times in Counter(IDS).items() if times > 1] == []


# -- the page that lists them ------------------------------------------------------------------------------------


INTRODUCTION = """\
# Faults that are found

`tests/mutations.py` puts {faults} faults into a copy of the real plan, one at a time. For each, the tests check that
`nap lint` finds it by the rule named here, in the right file and on the right line; that it finds nothing else, unless
the last column says so; that it says what to do; and that it ends with exit code 1 (for a warning, with `--strict`).
Each of the {rules} rules is broken at least once.

Nobody has reported on the real plan yet. In the copy, a few actions have fictional reports, so that reports can be
wrong, too. Each fault of the last topic is a change, found beside the revision before it (`--base`).

This page is written by `python -m pytest tests/test_mutations.py -k page --golden-update`, and a test compares it."""


def test_the_page_lists_all_faults(request: pytest.FixtureRequest) -> None:
    page = page_of(FAULTS)
    if request.config.getoption("--golden-update"):
        PAGE.write_text(page, encoding="utf-8")
    assert page == PAGE.read_text(encoding="utf-8")


def page_of(faults: list[Fault]) -> str:
    """The faults as a page."""
    parts = [INTRODUCTION.format(faults=len(faults), rules=len({fault.code for fault in faults}))]
    for topic in dict.fromkeys(fault.topic for fault in faults):
        mine = [fault for fault in faults if fault.topic == topic]
        rows = [f"| {fault.name} | {_kind(fault)} | {fault.code} | {_also(fault)} |" for fault in mine]
        parts += [f"## {topic}", "\n".join(["| Fault | In | Rule | Found too |", "| --- | --- | --- | --- |", *rows])]
    return "\n\n".join(parts) + "\n"


def _kind(fault: Fault) -> str:
    """The kind of file in which it is found."""
    path = fault.put(BEFORE).path
    return "an action" if path.startswith("data/actions/") else path.removeprefix("data/")


def _also(fault: Fault) -> str:
    return "" if fault.also == NOTHING else f"{', '.join(fault.also.codes)}: {fault.also.because}"
