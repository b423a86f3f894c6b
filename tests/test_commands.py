"""Commands as their users run them: what they print where, how they end, and what they say to mistakes."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import shlex
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from conftest import PLANS, ROOT, Nap, Result, action, actors, git, manifest, update, write_plan

from nap import __version__
from nap.cli import reading
from nap.cli.app import COMMANDS
from nap.model.plan import Plan
from nap.output.formats import FORMATS

ROUNDS = PLANS / "rounds"
ON = ("--on", "2026-11-22")
STYLE = re.compile(r"\x1b\[[0-9;]*m")
READING = [("list",), ("show", "1"), ("overdue",), ("actors",), ("chapters",), ("stats",)]
names_of_commands = [" ".join(command) for command in READING]


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Help and messages about wrong usage are fitted to a width, which must not depend on who tests."""
    monkeypatch.setenv("COLUMNS", "240")


def ids(result: Result) -> list[str]:
    return result.out.split()


def records(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.out, newline="")))


def refused(result: Result, *said: str) -> None:
    """A wrong usage: exit code 2, nothing on stdout, and on stderr what was wrong and what to write."""
    assert result.code == 2
    assert result.out == ""
    for words in said:
        assert words in STYLE.sub("", result.err)


@pytest.fixture
def rounds(tmp_path: Path) -> Path:
    """A copy of the fictional plan, to change."""
    shutil.copytree(ROUNDS, tmp_path / "plan")
    return tmp_path / "plan"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A plan of two actions of which the second cannot be read."""
    write_plan(tmp_path, action("1"), action("2"))
    (tmp_path / "data" / "actions" / "2.yaml").write_text(
        'id: "2"\nchapter: 1\ntitle: Twee\nactors: []\ndeadline:\n  stated: "2024"\n  kind: datum\nmeasures: []\n'
        "source: {section: Actie 2}\n",
        encoding="utf-8",
    )
    return tmp_path


# -- list ------------------------------------------------------------------------------------------------------


def test_list_shows_every_action_and_says_the_total_on_the_error_stream(nap: Nap, real: Plan) -> None:
    result = nap("list")
    assert result.code == 0
    assert [line.split(" ")[0] for line in result.lines] == ["Id", *real.actions]
    assert result.err == "nap: 67 actions and 4 sub-actions.\n"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "1 2 2bis 3 4 5 6 7 8 9 9bis 10 11 12"),
        ("--actor ministerie-water", "1 2 3 4 6 9bis 11"),
        ("--actor MW", "1 2 3 4 6 9bis 11"),
        ("--actor 'ministère de l’eau'", "1 2 3 4 6 9bis 11"),
        ("--actor 'MINISTERE DE L EAU'", "1 2 3 4 6 9bis 11"),
        ("--actor MW --exact", "1 2 3 4 9bis 11"),
        ("--actor sluiswachters", "6"),
        ("--actor HA --actor havendienst", "2 5 8"),
        ("--chapter 1", "1 2 2bis 3 4"),
        ("--chapter rivieren --chapter 3", "1 2 2bis 3 4 10 11 12"),
        ("--chapter écluses", "5 6 7 8 9 9bis"),
        ("--government gewest-noordkust", "2bis 3 4 6 7 9 12"),
        ("--government gewest-noordkust --government rijk --chapter 3", "11 12"),
        ("--government gewest-noordkust --actor MW", "3 4 6"),
        ("--status completed --status stopped", "1 5 12"),
        ("--status completed --chapter 3", "12"),
        ("--status completed --on 2024-11-19", ""),
        ("--status unreported", "9"),
        ("--kind ongoing --kind phased", "3 6"),
        ("--kind none", "8"),
        ("--due 2025", "2 3 5 10 11"),
        ("--due 2025 --due 2026", "2 3 5 9 9bis 10 11"),
        ("--due-before 2025-03-31", "1 3"),
        ("--due-before 2025-04-01", "1 3 10"),
        ("--due-after 2026-06-05 --due-before 2026-06-07", "9"),
        ("--due-after 2026-06-06", "2bis 4"),
        ("--overdue", "2 3 9 9bis 10 11"),
        ("--overdue --on 2025-04-01", "3 10"),
        ("--overdue --actor MW --kind period", "2"),
        ("--text KANALEN", "2 2bis"),
        ("--text kanalen --text kleine", "2bis"),
        ("--text ecluse", ""),
        ("--text éclusiers", "6"),
        ("--text dragueur", "2bis"),
        ("--sort title --chapter 2", "9bis 7 8 5 9 6"),
        ("--sort title --reverse --chapter 2", "6 9 5 8 7 9bis"),
        ("--sort due --chapter 2", "5 9bis 9 6 7 8"),
        ("--sort late --overdue", "10 2 3 11 9bis 9"),
        ("--sort status --sort title --chapter 1", "2bis 2 4 3 1"),
        ("--sort updated --chapter 3", "10 11 12"),
        ("--sort chapter --reverse --chapter 1 --chapter 3", "12 11 10 4 3 2bis 2 1"),
        ("--sort id --status in_progress", "2 3 4 6 8 10 11"),
    ],
)
def test_list_chooses_and_orders(nap: Nap, options: str, expected: str) -> None:
    arguments = shlex.split(options)
    on = () if "--on" in arguments else ON
    result = nap("list", *arguments, *on, "--format", "ids", plan=ROUNDS)
    assert result.code == 0
    assert ids(result) == expected.split()
    assert [line for line in result.err.splitlines() if " itself: nap list" not in line] == []


def test_a_body_has_the_actions_of_those_under_it_and_the_note_says_who_else_could_be_meant(nap: Nap) -> None:
    result = nap("list", "--actor", "FOD Justitie")
    found = " ".join(line.split(" ")[0] for line in result.lines[1:])
    assert found == "1 3 4 7 11 35 41 42 43 45 48 49 50 51 53 67"
    assert result.err.startswith("nap: 16 actions and 0 sub-actions of 67 actions and 4 sub-actions.\nnap: 6 actions")
    assert "Federale overheid" in result.err
    suggested = result.err.rsplit("nap list ", 1)[1].split()
    more = nap("list", *suggested, "--format", "ids")
    assert len(ids(more)) == 6
    assert more.err == ""


def test_the_note_counts_no_action_that_is_listed_and_says_a_government_once(nap: Nap) -> None:
    both = nap("list", "--actor", "FOD Justitie", "--actor", "FOD Economie").err
    assert both.count("Federale overheid") == 1
    with_government = nap("list", "--actor", "FOD Justitie", "--actor", "Federale overheid").err
    assert with_government.count("\n") == 1
    assert "more" not in with_government


def test_nothing_found_is_an_empty_table_and_a_sentence(nap: Nap) -> None:
    result = nap("list", "--text", "nergens te vinden", plan=ROUNDS)
    assert (result.code, result.out) == (0, "")
    assert result.err == "nap: 0 actions and 0 sub-actions of 12 actions and 2 sub-actions.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "--actor", "FOD Justite"], ["'FOD Justite'", "Did you mean 'fod-justitie'"]),
        (["list", "--actor", "justitie"], ["Did you mean", "'fod-justitie'"]),
        (["list", "--actor", "xyzzy"], ["nap actors"]),
        (["list", "--actor", ""], ["nap actors"]),
        (["overdue", "--actor", "FOD Financien bis"], ["Did you mean 'fod-financien'"]),
        (["actors", "--actor", "FOD Justite"], ["'fod-justitie'"]),
        (["list", "--government", "Vlaamse overheit"], ["'vlaamse-overheid'"]),
        (["list", "--government", "FIDO"], ["'FIDO' is not a government", "Federale overheid", "Vlaamse overheid"]),
        (["list", "--chapter", "17"], ["There is no chapter 17", "chapters 1 to 16"]),
        (["list", "--chapter", "kinderechten"], ["'kinderechten'", "kinderrechten"]),
        (["overdue", "--chapter", "17"], ["chapters 1 to 16"]),
        (["show", "99"], ["There is no action '99'", "Did you mean"]),
        (["show", "35", "18ter"], ["There is no action '18ter'", "18bis"]),
        (["list", "--lang", "it"], ["'it'", "nl, fr, de, en"]),
        (["show", "1", "--lang", "NL"], ["'NL'", "nl, fr, de, en"]),
        (["list", "--status", "complete"], ["'complete' is not one of unreported", "Did you mean completed?"]),
        (["list", "--status", "completed,stopped"], ["is not one of"]),
        (["list", "--kind", "phase"], ["Did you mean phased?"]),
        (["list", "--sort", "title", "--sort", "titel"], ["Did you mean title?"]),
        (["list", "--format", "xml"], ["'xml'", *FORMATS]),
        (["list", "--on", "31-12-2026"], ["'31-12-2026' is not a day", "YYYY-MM-DD"]),
        (["list", "--due-before", "2026-02-30"], ["'2026-02-30' is not a day"]),
        (["list", "--due", "soon"], ["'soon'"]),
        (["list", "--due", "99999"], ["99999"]),
        (["overdue", "--within", "-1"], ["-1"]),
        (["overdue", "--within", "ninety"], ["ninety"]),
        (["report"], ["Over which year?"]),
        (["report", "last"], ["'last'"]),
        (["report", "2023"], ["2023", "2024"]),
        (["show"], ["Missing argument", "ID"]),
        (["list", "35"], ["35"]),
        (["list", "--actors", "FIDO"], ["No such option", "--actor"]),
        (["lst"], ["No such command 'lst'", "list"]),
        (["list", "--plan", "/nowhere"], ["There is no plan in /nowhere", "data/plan.yaml"]),
    ],
    ids=" ".join,
)
def test_wrong_usage_names_what_is_wrong_and_the_closest_there_is(
    nap: Nap, arguments: list[str], said: list[str]
) -> None:
    refused(nap(*arguments, plan=None if "--plan" in arguments or arguments == ["lst"] else ROOT), *said)


def test_nap_alone_explains_itself(nap: Nap) -> None:
    result = nap(plan=None)
    assert all(command in result.out + result.err for command in ("list", "show", "overdue", "report"))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_language_says_that_the_environment_can_give_it(nap: Nap, command: str) -> None:
    out = " ".join(STYLE.sub("", nap(*command.split(), "--help", plan=None).out).split())
    assert ("--lang" in out) == ("NAP_LANG" in out)


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("command", ["list", "show", "overdue", "actors", "chapters", "stats", "report", "schema"])
def test_every_command_has_help(nap: Nap, command: str, flag: str) -> None:
    result = nap(command, flag, plan=None)
    assert result.code == 0
    text = STYLE.sub("", result.out)
    assert f"Usage: nap {command}" in text
    assert "--plan" in text
    if command not in ("report", "schema"):
        assert "|".join(FORMATS) in text


def test_the_version_is_that_of_the_package(nap: Nap) -> None:
    assert nap("--version", plan=None) == Result(0, f"nap {__version__}\n", "")


# -- show ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["35"], ["35"]),
        (["18.1"], ["18bis"]),
        (["022bis"], ["22bis"]),
        (["18BIS"], ["18bis"]),
        (["18 bis"], ["18bis"]),
        (["05"], ["5"]),
        (["59", "5", "18.1"], ["59", "5", "18bis"]),
    ],
)
def test_show_finds_actions_by_either_number(nap: Nap, asked: list[str], found: list[str]) -> None:
    assert ids(nap("show", *asked, "--format", "ids")) == found
    assert [record["id"] for record in nap("show", *asked, "--format", "json").json] == found
    headings = [line.split("  ")[0] for line in nap("show", *asked).lines if line and not line.startswith(" ")]
    assert [heading for heading in headings if heading[0].isdigit()] == found


def test_show_says_everything_about_an_action(nap: Nap) -> None:
    text = nap("show", "2", *ON, plan=ROUNDS).out
    for words in (
        "2  Baggeren van de grote kanalen",
        "Chapter 1: Rivieren en kanalen",
        "Sub-actions: 2bis",
        "fr: Dragage des grands canaux",
        "Stated: 2024 – juni 2025",
        "2024-01-01 to 2025-06-30",
        "overdue by 510 days: last reported in progress on 2025-12-31",
        "in progress (2 of 2 actors reported)",
        "MW [trekker]: completed on 2025-12-31",
        "Havendienst: in progress on 2025-12-31 (answered for by Havenautoriteit)",
        "a. Het Noordkanaal uitbaggeren. [MW; completed]",
        "In 2023 was één kanaal al gebaggerd.",
        "2024-12-31, Havendienst: preparing. De havenkom wordt opgemeten.",
        "Evidence: https://water.example/baggeren",
        "By part: b in progress",
        "Note: Juni 2025 is gelezen als 30 juni 2025.",
        "Section: Actie 2",
        "File: data/actions/02-dredging.yaml",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("2bis", "Sub-action of 2: Baggeren van de grote kanalen"),
        ("2bis", "Number in the annex: 2.1"),
        ("2bis", "Moved to 2026-06-30 on 2025-03-10 by De stuurgroep: De baggerboot was gezonken."),
        ("2bis", "On 2026-11-22: on time until 2027-01-31; due in 70 days"),
        ("2bis", "Obstacles: Pas de bateau."),
        ("3", "On 2026-11-22: Fase 1: on time until 2024-09-30; completed, nothing is late"),
        ("3", "On 2026-11-22: Onderhoud: no day on which it could be late"),
        ("6", "2024-12-15, SEC for the whole action: in progress. Beide diensten gaven een cursus."),
        ("8", "Stated: nothing is printed"),
        ("8", "in progress (2 of 2 actors reported); silent since 2024-06-01"),
        ("9", "overdue by 169 days: no report at all"),
        ("9", "None."),
        ("10", "The plan names nobody."),
        ("11", "[bold red]rood[/bold red] *ster* _streep_"),
    ],
)
def test_show_says_what_is_particular_to_an_action(nap: Nap, asked: str, words: str) -> None:
    assert words in nap("show", asked, *ON, plan=ROUNDS).out


def test_show_says_that_an_action_has_no_measures_where_the_plan_gives_none(nap: Nap, real: Plan) -> None:
    bare = next(found for found in real.actions.values() if not found.measures)
    assert "None: the plan's text has no undertaking." in nap("show", bare.id).out


def test_show_looks_only_at_what_was_known_on_the_day(nap: Nap) -> None:
    text = nap("show", "2", "--on", "2025-01-01", plan=ROUNDS).out
    assert "2024-12-31, MW: in progress." in text
    assert "2025-12-31" not in text


# -- overdue ---------------------------------------------------------------------------------------------------

OVERDUE = {
    str(number) for number in (59, 5, 7, 61, 6, 8, 20, 32, 35, 37, 39, 46, 47, 51, 56, 57, 62, 64, 45, 40, 16, 23, 28)
}


def test_overdue_lists_exactly_what_is_late_the_longest_first(nap: Nap) -> None:
    result = nap("overdue", *ON, "--format", "csv")
    rows = records(result)
    late = [int(row["days_late"]) for row in rows]
    assert result.code == 0
    assert {row["id"] for row in rows} == OVERDUE
    assert len(rows) == len(OVERDUE) + 1
    assert [row["due"] for row in rows if row["id"] == "59"] == ["2022-12-31", "2023-03-31"]
    assert late == sorted(late, reverse=True)
    assert {row["reason"] for row in rows} == {"no report at all"}
    assert [row for row in rows if row["id"] == "35"] == [
        {
            "id": "35",
            "due": "2024-12-31",
            "days_late": "691",
            "phase": "",
            "title": "De bewustmakingstool inzake corruptie",
            "actors": "FOD Justitie; FOD Economie; FOD Buitenlandse Zaken",
            "stated": "2024",
            "reason": "no report at all",
            "path": "data/actions/35-corruption-awareness-tool.yaml",
        }
    ]


def test_overdue_as_ids_and_json_has_each_action_once(nap: Nap) -> None:
    listed = ids(nap("overdue", *ON, "--format", "ids"))
    assert len(listed) == len(OVERDUE)
    assert set(listed) == OVERDUE
    assert [record["id"] for record in nap("overdue", *ON, "--format", "json").json] == listed


def test_overdue_is_what_list_says_is_overdue(nap: Nap) -> None:
    assert set(ids(nap("overdue", *ON, "--format", "ids"))) == set(
        ids(nap("list", "--overdue", *ON, "--format", "ids"))
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "10 2 3 11 9bis 9"),
        ("--actor MW", "2 3 11 9bis"),
        ("--actor rijk --exact", ""),
        ("--chapter 3", "10 11"),
        ("--government gewest-noordkust", "3 9"),
        ("--within 69", "10 2 3 11 9bis 9"),
        ("--within 70", "10 2 3 11 9bis 9 2bis"),
        ("--within 829", "10 2 3 11 9bis 9 2bis 4"),
        ("--silent", "10 2 3 11 9bis 9 8 2bis"),
        ("--silent --within 70 --chapter 1 --chapter 2", "2 3 9bis 9 2bis 8"),
        ("--silent --on 2026-12-01", "10 2 3 11 9bis 9 8 2bis 6"),
    ],
)
def test_overdue_adds_what_is_asked_after_what_is_late(nap: Nap, options: str, expected: str) -> None:
    on = () if "--on" in options else ON
    assert ids(nap("overdue", *options.split(), *on, "--format", "ids", plan=ROUNDS)) == expected.split()


def test_overdue_says_why(nap: Nap) -> None:
    rows = records(nap("overdue", "--within", "70", "--silent", *ON, "--format", "csv", plan=ROUNDS))
    why = {row["id"]: row["reason"] for row in rows}
    assert why["9"] == "no report at all"
    assert why["10"] == "last reported in progress on 2025-12-31"
    assert why["2bis"].startswith("due in 70 days; last reported preparing on 2025-10-15")
    assert why["8"].startswith("silent since 2024-06-01; last reported in progress on 2024-06-01")
    assert {row["id"]: row["days_late"] for row in rows if not row["days_late"]} == {"2bis": "", "8": ""}


def test_two_late_phases_are_both_listed(nap: Nap, tmp_path: Path) -> None:
    phases = [{"label": f"Deel {year}", "due": f"{year}-12-31", "precision": "year"} for year in (2024, 2025)]
    deadline = {"stated": "In delen", "kind": "phased", "phases": phases}
    plan = write_plan(tmp_path, action("1", deadline=deadline))
    assert [row["due"] for row in records(nap("overdue", *ON, "--format", "csv", plan=plan))] == [
        "2024-12-31",
        "2025-12-31",
    ]


def test_a_phase_that_nobody_spoke_of_says_so(nap: Nap, tmp_path: Path) -> None:
    phases = [{"label": label, "due": "2024-12-31", "precision": "year"} for label in ("Eerst", "Dan")]
    news = update("2025-01-02", "in_progress", phases={"Eerst": "preparing"})
    plan = write_plan(
        tmp_path, action("1", deadline={"stated": "In fasen", "kind": "phased", "phases": phases}, updates=[news])
    )
    why = {row["phase"]: row["reason"] for row in records(nap("overdue", *ON, "--format", "csv", plan=plan))}
    assert why == {
        "Eerst": "last reported in progress on 2025-01-02",
        "Dan": "nothing on this phase; last reported in progress on 2025-01-02",
    }


def test_the_day_after_the_last_day_is_the_first_day_late(nap: Nap) -> None:
    assert "9" not in ids(nap("overdue", "--on", "2026-06-06", "--format", "ids", plan=ROUNDS))
    rows = records(nap("overdue", "--on", "2026-06-07", "--format", "csv", plan=ROUNDS))
    assert [row["days_late"] for row in rows if row["id"] == "9"] == ["1"]


@pytest.mark.parametrize(("on", "code"), [("2024-01-01", 0), ("2026-11-22", 1)])
def test_exit_code_tells_a_script_whether_anything_is_late(nap: Nap, on: str, code: int) -> None:
    assert nap("overdue", "--on", on, "--exit-code", "--format", "ids", plan=ROUNDS).code == code
    assert nap("overdue", "--on", on, plan=ROUNDS).code == 0


def test_nothing_overdue_is_said(nap: Nap) -> None:
    assert nap("overdue", "--on", "2024-01-01", plan=ROUNDS) == Result(0, "", "nap: Nothing.\n")


@pytest.mark.parametrize(("command", "expected"), [(("list", "--overdue"), ["3", "10"]), (("overdue",), ["3", "10"])])
def test_the_day_is_today_unless_another_is_given(
    nap: Nap, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], expected: list[str]
) -> None:
    monkeypatch.setattr(reading, "today", lambda: datetime.date(2025, 4, 1))
    assert ids(nap(*command, "--format", "ids", plan=ROUNDS)) == expected


# -- actors, chapters, stats -----------------------------------------------------------------------------------


def test_actors_are_a_tree_with_what_names_each(nap: Nap) -> None:
    result = nap("actors", *ON, plan=ROUNDS)
    assert result.err == "nap: 13 actors.\n"
    drawn = "\n".join(line[22:66].rstrip() for line in result.lines[1:12])
    assert drawn == (
        "Het Rijk\n├─ Secretariaat Helder Water\n├─ Ministerie van Water\n│  └─ Dienst Sluizen\n"
        "├─ Ministerie van Financiën\n├─ Havendienst\n├─ Havenautoriteit\n└─ De overige ministeries\n"
        "Gewest Noordkust\n└─ Bureau Noordkust\n   └─ Vlootbeheer van het Bureau Noordkust"
    )
    ministry = next(r for r in nap("actors", *ON, "--format", "json", plan=ROUNDS).json if r["acronym"] == "MW")
    assert ministry == {
        "id": "ministerie-water",
        "kind": "body",
        "parent": "rijk",
        "name": "Ministerie van Water",
        "acronym": "MW",
        "actions": ["1", "2", "3", "4", "9bis", "11"],
        "actions_with_under": ["1", "2", "3", "4", "6", "9bis", "11"],
        "overdue": ["2", "3", "9bis", "11"],
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--actor", "Bureau Noordkust"], ["bureau-noordkust", "vlootbeheer"]),
        (["--actor", "MW", "--actor", "VVW"], ["ministerie-water", "dienst-sluizen", "vrij-water"]),
        (["--actor", "universiteit-delta"], ["universiteit-delta"]),
    ],
)
def test_actors_can_be_limited_to_a_part_of_the_tree(nap: Nap, options: list[str], expected: list[str]) -> None:
    assert ids(nap("actors", *options, "--format", "ids", plan=ROUNDS)) == expected


def test_chapters_count_actions_and_sub_actions_apart(nap: Nap) -> None:
    result = nap("chapters", *ON, "--format", "csv", plan=ROUNDS)
    assert result.lines == [
        "number,title,actions,sub_actions,unreported,completed,overdue",
        "1,Rivieren en kanalen,4,1,0,1,2",
        '2,"Havens, sluizen en ’t varen",5,1,1,0,1 + 1',
        f"3,{result.lines[3].split(',')[1]},3,0,0,1,2",
    ]
    assert nap("chapters", *ON, plan=ROUNDS).err == "nap: 12 actions and 2 sub-actions.\n"
    assert nap("chapters", "--format", "ids").out == "".join(f"{number}\n" for number in range(1, 17))


def test_stats_of_the_real_plan_add_up(nap: Nap, real: Plan) -> None:
    counted = nap("stats", *ON, "--format", "json").json
    for by in ("chapter", "status", "deadline"):
        rows = [row for row in counted if row["by"] == by]
        assert sum(row["actions"] for row in rows) == 67
        assert sum(row["sub_actions"] for row in rows) == 4
        assert sum(len(row["overdue"]) for row in rows) == len(OVERDUE)
        assert sorted(found for row in rows for found in row["ids"]) == sorted(real.actions)
    governments = {row["key"]: row["actions"] for row in counted if row["by"] == "government"}
    assert governments["federale-overheid"] == 60
    assert governments["none"] == 1


def test_stats_name_a_group_once_on_screen_and_leave_out_empty_ones(nap: Nap) -> None:
    result = nap("stats", *ON, plan=ROUNDS)
    starts = [line.split(" ")[0] for line in result.lines if not line.startswith(" ")]
    assert starts == ["By", "chapter", "government", "status", "deadline"]
    assert "not started" not in result.out
    assert result.err == "nap: 12 actions and 2 sub-actions.\n"


# -- what all reading commands share ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", READING, ids=names_of_commands)
def test_every_reading_command_offers_every_format(nap: Nap, command: tuple[str, ...], form: str) -> None:
    result = nap(*command, "--format", form, *ON, plan=ROUNDS)
    assert result.code == 0
    assert result.out.endswith("\n")
    assert "\x1b" not in result.out
    if form != "table":
        assert result.err == ""
    if form == "json":
        assert isinstance(result.json, list)
        assert all(isinstance(record, dict) for record in result.json)


@pytest.mark.parametrize(
    ("command", "french", "dutch"),
    [
        (("list",), "Dragage des grands canaux", "Baggeren van de grote kanalen"),
        (("show", "2"), "2  Dragage des grands canaux", "2  Baggeren van de grote kanalen"),
        (("overdue",), "Dragage des grands canaux", "Baggeren van de grote kanalen"),
        (("actors",), "Ministère de l’Eau", "Ministerie van Water"),
        (("chapters",), "Rivières et canaux", "Rivieren en kanalen"),
        (("stats",), "1. Rivières et canaux", "1. Rivieren en kanalen"),
    ],
    ids=names_of_commands,
)
def test_texts_are_in_the_language_asked_for(nap: Nap, command: tuple[str, ...], french: str, dutch: str) -> None:
    in_french, in_dutch = (nap(*command, *ON, "--lang", lang, plan=ROUNDS).out for lang in ("fr", "nl"))
    assert french in in_french
    assert dutch in in_dutch
    assert french not in in_dutch
    in_the_source_language = nap(*command, *ON, plan=ROUNDS).out
    assert dutch in in_the_source_language
    assert french not in in_the_source_language


def test_a_text_without_a_translation_is_in_the_source_language(nap: Nap) -> None:
    assert "De kaart drukken." in nap("show", "1", "--lang", "fr", plan=ROUNDS).out


@pytest.mark.parametrize("command", [*READING, ("report", "2025")], ids=[*names_of_commands, "report"])
def test_an_old_revision_reads_as_it_did_then(nap: Nap, rounds: Path, command: tuple[str, ...]) -> None:
    on = () if command[0] == "report" else ON
    git(rounds, "init", "--quiet", "--initial-branch=main")
    git(rounds, "add", ".")
    git(rounds, "commit", "--quiet", "--message=First")
    then = nap(*command, *on, plan=rounds)
    for path in (rounds / "data" / "actions").glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("due: 202", "due: 201"), encoding="utf-8")
    for name in ("plan.yaml", "actors.yaml", "actions/01-river-map.yaml"):
        path = rounds / "data" / name
        text = path.read_text(encoding="utf-8").replace("Rivieren", "Stromen").replace("Het Rijk", "Het Land")
        path.write_text(text.replace("alle rivieren", "alle stromen"), encoding="utf-8")
    now = nap(*command, *on, plan=rounds)
    assert now.code == 0
    assert now.out != then.out
    assert nap(*command, *on, "--rev", "HEAD", plan=rounds) == then
    assert nap(*command, *on, "--rev", "main~0", plan=rounds) == then


def test_a_revision_that_does_not_exist_is_said(nap: Nap, rounds: Path) -> None:
    git(rounds, "init", "--quiet")
    result = nap("list", "--rev", "v9", plan=rounds)
    assert (result.code, result.out) == (2, "")
    assert "There is no revision 'v9'" in result.err


def test_a_plan_outside_git_has_no_revisions(nap: Nap, rounds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(rounds.parent))
    result = nap("list", "--rev", "HEAD", plan=rounds)
    assert (result.code, result.out) == (2, "")
    assert "is not in a git repository" in result.err
    assert "--rev" in result.err


# -- finding the plan ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("below", [".", "data", "data/actions"])
def test_the_plan_is_the_nearest_above_the_current_folder(nap: Nap, rounds: Path, below: str) -> None:
    assert nap("list", "--format", "ids", plan=None, cwd=rounds / below).lines[2] == "2bis"


def test_the_folder_given_wins_over_the_variable_and_that_over_the_current_folder(
    nap: Nap, rounds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = write_plan(tmp_path / "small", action("1"), action("7"))
    monkeypatch.setenv("NAP_PLAN", str(small))
    assert ids(nap("list", "--format", "ids", plan=None, cwd=rounds)) == ["1", "7"]
    assert len(ids(nap("list", "--format", "ids", plan=rounds, cwd=rounds))) == 14
    monkeypatch.setenv("NAP_PLAN", "")
    assert len(ids(nap("list", "--format", "ids", plan=None, cwd=rounds))) == 14


def test_the_folder_may_be_the_data_folder_itself(nap: Nap, rounds: Path) -> None:
    assert len(ids(nap("list", "--format", "ids", plan=rounds / "data"))) == 14


@pytest.mark.parametrize("command", [*READING, ("report", "2025"), ("schema",)], ids=" ".join)
def test_without_a_plan_every_command_says_where_to_go(nap: Nap, tmp_path: Path, command: tuple[str, ...]) -> None:
    refused(nap(*command, plan=None, cwd=tmp_path), "There is no plan here", "data/plan.yaml", "--plan DIR")


def test_a_folder_that_cannot_be_opened_is_said_in_a_sentence(nap: Nap) -> None:
    result = nap("list", plan=Path("x" * 5000))
    assert result.code == 3
    assert result.out == ""
    assert "File name too long" in result.err
    assert "Traceback" not in result.err


# -- a plan that cannot be read whole --------------------------------------------------------------------------


@pytest.mark.parametrize("command", READING, ids=names_of_commands)
def test_what_can_be_read_is_shown_with_a_warning_and_exit_code_3(
    nap: Nap, broken: Path, command: tuple[str, ...]
) -> None:
    result = nap(*command, "--format", "json", *ON, plan=broken)
    assert result.code == 3
    assert result.json
    assert "nap: data/actions/2.yaml:7:9: " in result.err
    assert "'datum'" in result.err
    assert "date" in result.err.split("'datum'")[1]
    assert "What could be read is shown" in result.err


def test_the_actions_that_can_be_read_are_all_there(nap: Nap, broken: Path) -> None:
    assert ids(nap("list", "--format", "ids", plan=broken)) == ["1"]


def test_a_plan_that_cannot_be_read_whole_is_3_whatever_else_was_found(nap: Nap, broken: Path) -> None:
    assert nap("overdue", "--exit-code", *ON, plan=broken).code == 3


def test_many_findings_are_shown_in_part_and_counted(nap: Nap, tmp_path: Path) -> None:
    wrong = [action(str(number), chapter=9) for number in range(1, 14)]
    err = nap("list", plan=write_plan(tmp_path, *wrong)).err
    assert err.count("There is no chapter 9") == 10
    assert "nap: and 3 more.\n" in err


@pytest.mark.parametrize("command", [*READING, ("report", "2025")], ids=" ".join)
def test_without_a_readable_plan_file_nothing_is_shown(nap: Nap, tmp_path: Path, command: tuple[str, ...]) -> None:
    write_plan(tmp_path, action("1"))
    (tmp_path / "data" / "plan.yaml").write_text("id: [\n", encoding="utf-8")
    result = nap(*command, plan=tmp_path)
    assert (result.code, result.out) == (3, "")
    assert "data/plan.yaml:" in result.err
    assert "is shown" not in result.err


def test_a_report_refuses_a_plan_that_cannot_be_read_whole(nap: Nap, broken: Path) -> None:
    result = nap("report", "2025", plan=broken)
    assert (result.code, result.out) == (3, "")
    assert result.err.count("data/actions/2.yaml:7:9: ") == 1
    assert "is shown" not in result.err
    assert "cannot be read whole" in result.err


# -- report ----------------------------------------------------------------------------------------------------


def test_the_report_is_markdown_on_stdout_and_nothing_else(nap: Nap) -> None:
    result = nap("report", "2025", plan=ROUNDS)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("# ")
    assert result.out.endswith("\n")
    assert result.out == nap("report", "2025", plan=ROUNDS).out


def test_the_report_does_not_depend_on_the_day_it_is_made(nap: Nap, monkeypatch: pytest.MonkeyPatch) -> None:
    before = nap("report", "2025", plan=ROUNDS).out
    monkeypatch.setattr(reading, "today", lambda: datetime.date(2031, 1, 1))
    assert nap("report", "2025", plan=ROUNDS).out == before


def test_a_report_needs_a_year_in_which_the_plan_existed(nap: Nap) -> None:
    refused(nap("report", "2023", plan=ROUNDS), "2024-03-01", "2023", "2024 or later")


def test_a_template_of_ones_own_is_used(nap: Nap, tmp_path: Path) -> None:
    template = tmp_path / "own.md.j2"
    template.write_text("Verslag {{ report.year }}\n", encoding="utf-8")
    assert nap("report", "2025", "--template", str(template), plan=ROUNDS) == Result(0, "Verslag 2025\n", "")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("een\n{% if %}\n", "own.md.j2, line 2"),
        ("een\n{{ report.nothing }}\n", "own.md.j2, line 2"),
        ("{% include 'elders.j2' %}\n", "elders.j2"),
        ("{{ report.__class__.__mro__ }}\n", "own.md.j2"),
        ("{{ 1 / 0 }}\n", "own.md.j2, line 1"),
    ],
)
def test_a_template_that_does_not_work_is_named_with_its_line(
    nap: Nap, tmp_path: Path, content: str, said: str
) -> None:
    template = tmp_path / "own.md.j2"
    template.write_text(content, encoding="utf-8")
    refused(nap("report", "2025", "--template", str(template), plan=ROUNDS), said)


@pytest.mark.parametrize("name", ["missing.j2", "."])
def test_a_template_that_is_not_there_is_said(nap: Nap, tmp_path: Path, name: str) -> None:
    refused(nap("report", "2025", "--template", str(tmp_path / name), plan=ROUNDS), "There is no template")


# -- schema ----------------------------------------------------------------------------------------------------


def test_schema_writes_what_is_stale_and_says_so(nap: Nap, rounds: Path) -> None:
    folder = rounds / "data" / "schema"
    checked = nap("schema", "--check", plan=rounds)
    assert checked.code == 1
    assert not folder.exists()
    assert all(line.endswith("is stale: run nap schema") for line in checked.lines)
    written = nap("schema", plan=rounds)
    assert written.code == 0
    assert sorted(line.split(" ")[0] for line in written.lines) == sorted(
        f"data/schema/{path.name}" for path in folder.iterdir()
    )
    assert nap("schema", "--check", plan=rounds) == Result(0, "", "nap: The files in data/schema are up to date.\n")


def test_a_schema_file_that_is_no_text_is_stale_like_any_other(nap: Nap, rounds: Path) -> None:
    nap("schema", plan=rounds)
    spoiled = rounds / "data" / "schema" / "plan.schema.json"
    spoiled.write_bytes(b"\xff\xfe")
    assert nap("schema", "--check", plan=rounds).code == 1
    assert nap("schema", plan=rounds).lines == ["data/schema/plan.schema.json written"]
    assert json.loads(spoiled.read_text(encoding="utf-8"))


# -- safety ----------------------------------------------------------------------------------------------------

FIXED = [
    "id",
    "kind",
    "due",
    "precision",
    "actor",
    "by",
    "status",
    "date",
    "parent",
    "measures",
    "source_language",
    "languages",
    "term",
    "coordinator",
]
NASTY = "a\x1b[31m\x07\x9b2J \u202eb\u2066 [bold]c[/bold] =1+1"


def nasty(value: Any) -> Any:
    """The same record with something nasty at the end of every text that people write."""
    if isinstance(value, dict):
        return {key: item if key in FIXED else nasty(item) for key, item in value.items()}
    if isinstance(value, list):
        return [nasty(item) for item in value]
    return value + NASTY if isinstance(value, str) else value


@pytest.fixture
def nasty_plan(tmp_path: Path) -> Path:
    """A plan with control characters in every text, which YAML allows as escapes."""
    news = update("2025-01-02", "not_started", text="Nieuws", obstacles="Nog niets", measures={"a": "not_started"})
    measures = [{"id": "a", "text": f"Iets doen.{NASTY}"}]
    one = action(
        "1", measures=measures, updates=[news], baseline="Al zo", deadline=action()["deadline"] | {"note": "Zo gelezen"}
    )
    write_plan(tmp_path)
    for name, record in (("plan.yaml", manifest()), ("actors.yaml", actors()), ("actions/1.yaml", one)):
        (tmp_path / "data" / name).write_text(json.dumps(nasty(record)), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", READING, ids=names_of_commands)
def test_no_control_character_of_the_data_reaches_any_output(
    nap: Nap, nasty_plan: Path, command: tuple[str, ...], form: str
) -> None:
    result = nap(*command, "--format", form, *ON, plan=nasty_plan)
    assert result.code == 0, result.err
    said = (result.out + result.err).replace("\n", "")
    assert [c for c in said if unicodedata.category(c) == "Cc" or c in "\u202e\u2066"] == []
    if form == "table" and command[0] != "stats":
        assert "[bold]c[/bold]" in result.out


def test_no_control_character_of_the_data_reaches_a_warning(nap: Nap, tmp_path: Path) -> None:
    wrong = action("1", **{f"titel{NASTY}": "x"})
    write_plan(tmp_path)
    (tmp_path / "data" / "actions" / "1.yaml").write_text(json.dumps(wrong), encoding="utf-8")
    result = nap("list", plan=tmp_path)
    assert result.code == 3
    assert "titel" in result.err
    assert [c for c in result.err if (c != "\n" and unicodedata.category(c) == "Cc") or c in "\u202e\u2066"] == []


@pytest.mark.parametrize("counts", [{"actions": 2}, {"actions": 1, "sub_actions": 1}])
def test_a_report_is_refused_when_a_file_is_missing(nap: Nap, tmp_path: Path, counts: dict[str, int]) -> None:
    plan = write_plan(tmp_path, action(), plan=manifest(counts=counts))
    result = nap("report", "2025", plan=plan)
    assert (result.code, result.out) == (3, "")
    assert "but 1 action can be read" in result.err
    assert "data/actions" in result.err


def test_a_report_on_a_year_that_is_not_over_says_so_beside_it(
    nap: Nap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = write_plan(tmp_path, action())
    monkeypatch.setattr(reading, "today", lambda: datetime.date(2026, 12, 31))
    assert "2026 is not over" in nap("report", "2026", plan=plan).err
    assert nap("report", "2025", plan=plan).err == ""


def test_the_plan_may_be_named_by_its_data_folder_from_within(nap: Nap, tmp_path: Path) -> None:
    folder = write_plan(tmp_path, action())
    assert ids(nap("list", "--plan", ".", "--format", "ids", plan=None, cwd=folder / "data")) == ["1"]


@pytest.mark.parametrize("text", ["20261122", "2026-W47-7", "22/11/2026", "2026-02-30", "2026-11-22x"])
def test_a_day_is_written_in_one_way_only(nap: Nap, text: str) -> None:
    result = nap("list", "--on", text)
    assert result.code == 2
    assert "YYYY-MM-DD" in result.err
