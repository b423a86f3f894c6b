"""Completion: what Tab offers, from the plan that the line being typed is about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import PLANS, ROOT, Nap, action, actors, write_plan

from nap.model.plan import Plan
from nap.model.words import KINDS, STATUSES
from nap.output.formats import FORMATS

ROUNDS = PLANS / "rounds"


@pytest.fixture
def tab(nap: Nap, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Press Tab at the end of a line, in a folder and with the variable NAP_PLAN set to a plan (or not)."""
    (tmp_path / "elsewhere").mkdir()

    def press(line: str, plan: Path | None = ROUNDS, cwd: Path = tmp_path / "elsewhere") -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("_NAP_COMPLETE", "complete_bash")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        if plan is not None:
            monkeypatch.setenv("NAP_PLAN", str(plan))
        result = nap(plan=None, cwd=cwd)
        assert (result.code, result.err) == (0, "")
        return result.out.split("\n")[:-1] if result.out.strip() else []

    return press


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("nap show ", "1 2 2bis 3 4 5 6 7 8 9 9bis 10 11 12"),
        ("nap show 1", "1 10 11 12"),
        ("nap show 2 9", "9 9bis"),
        ("nap show 99", ""),
        ("nap list --chapter ", "1 2 3"),
        ("nap overdue --chapter 3", "3"),
        ("nap list --government ", "rijk gewest-noordkust"),
        ("nap list --actor ministerie-", "ministerie-water ministerie-financien"),
        ("nap list --actor M", "MW,Ministerie van Water,Ministerie van Financiën"),
        ("nap actors --actor VV", "VVW"),
        ("nap overdue --actor xyz", ""),
        ("nap list --status ", " ".join(STATUSES)),
        ("nap list --status un", "unreported"),
        ("nap list --kind p", "period phased plan_term"),
        ("nap list --kind ", " ".join(KINDS)),
        ("nap list --sort t", "title"),
        ("nap list --format ", " ".join(FORMATS)),
        ("nap lis", "list"),
        ("nap overdue --with", "--within"),
    ],
)
def test_tab_offers_what_can_stand_there(tab, line: str, offered: str) -> None:
    expected = offered.split(",") if "," in offered else offered.split()
    assert sorted(tab(line)) == sorted(expected)


def test_without_a_letter_typed_actors_are_offered_by_id_alone(tab) -> None:
    offered = tab("nap list --actor ")
    assert len(offered) == 13
    assert "secretariaat-water" in offered
    assert "Het Rijk" not in offered


def test_the_plan_at_hand_is_the_nearest_above_the_current_folder(tab) -> None:
    assert tab("nap show 2", plan=None, cwd=ROUNDS / "data" / "actions") == ["2", "2bis"]


def test_the_plan_named_on_the_line_is_the_one_completed_from(tab) -> None:
    assert "fod-justitie" in tab(f"nap list --plan {ROOT} --actor fod-j", plan=ROUNDS)
    assert tab(f"nap list --plan {ROUNDS} --chapter ", plan=None) == ["1", "2", "3"]


@pytest.mark.parametrize("line", ["nap show ", "nap list --chapter ", "nap list --actor ", "nap list --government "])
def test_without_a_plan_tab_offers_nothing_and_says_nothing(tab, line: str, tmp_path: Path) -> None:
    assert tab(line, plan=None) == []
    assert tab(line, plan=tmp_path / "nowhere") == []
    assert tab(line, plan=tmp_path / ("x" * 5000)) == []


@pytest.mark.parametrize("line", ["nap show ", "nap list --chapter ", "nap list --actor "])
def test_with_a_plan_file_that_cannot_be_read_tab_offers_nothing_and_says_nothing(
    tab, line: str, tmp_path: Path
) -> None:
    write_plan(tmp_path, action("1"))
    (tmp_path / "data" / "plan.yaml").write_text("id: [\n", encoding="utf-8")
    assert tab(line, plan=tmp_path) == []


def test_with_a_mistake_in_one_file_the_others_are_offered(tab, tmp_path: Path) -> None:
    write_plan(tmp_path, action("1"), action("2", chapter="nine"))
    assert tab("nap show ", plan=tmp_path) == ["1"]


def test_zsh_shows_the_title_beside_the_id(nap: Nap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_NAP_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "nap show 2b")
    monkeypatch.setenv("NAP_PLAN", str(ROUNDS))
    assert '"2bis":"Baggeren van de kleine kanalen"' in nap(plan=None).out


@pytest.fixture
def fish(nap: Nap, monkeypatch: pytest.MonkeyPatch):
    """Press Tab in fish, which shows one offer a line with its description after a tab."""

    def press(line: str, plan: Path) -> list[list[str]]:
        monkeypatch.setenv("_NAP_COMPLETE", "complete_fish")
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        monkeypatch.setenv("NAP_PLAN", str(plan))
        result = nap(plan=None)
        assert (result.code, result.err) == (0, "")
        return [offer.split("\t") for offer in result.out.splitlines()]

    return press


def test_a_long_title_beside_an_id_stays_on_its_line(fish, real: Plan) -> None:
    assert [found for found, _title in fish("nap show ", ROOT)] == list(real.actions)
    assert [found for found, _title in fish("nap list --chapter ", ROOT)] == [str(number) for number in range(1, 17)]


def test_completion_obeys_nothing_in_the_data(fish, tmp_path: Path) -> None:
    nasty = "Een\u001b[31m \u009b2J\u202e[bold]titel[/]\n2"
    one = {"id": "dienst", "kind": "body", "name": nasty}
    write_plan(tmp_path, action("1", actors=[{"actor": "dienst"}]))
    for name, record in (("actors.yaml", {"actors": [one]}), ("actions/1.yaml", action("1", title=nasty, actors=[]))):
        (tmp_path / "data" / name).write_text(json.dumps(record), encoding="utf-8")
    assert fish("nap show 1", tmp_path) == [["1", "Een(31m 2J(bold)titel(/) 2"]]
    assert fish("nap list --actor E", tmp_path) == [["Een[31m 2J[bold]titel[/] 2", "dienst"]]
    assert fish("nap list --actor d", tmp_path) == [["dienst", "Een(31m 2J(bold)titel(/) 2"]]


@pytest.mark.parametrize("name", ["x $(touch y)", "x \\$(touch y)", "x `touch y`", 'x "y"', "x; touch y"])
def test_nothing_that_a_shell_would_run_is_offered(tab, tmp_path: Path, name: str) -> None:
    harmful = {"id": "kwaad", "kind": "body", "parent": "staat", "name": name}
    plan = write_plan(tmp_path / "plan", action(title={"nl": name}), who=actors(harmful))
    for line in ("nap list --actor k", "nap list --actor x", "nap show 1", "nap list --chapter "):
        offered = "".join(tab(line, plan))
        assert not set(offered) & set("`\\$\"';&|<>"), line
