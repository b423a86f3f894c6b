"""Who has answered in a round: every figure counted again by other code, and what each format promises."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import PLANS, ROOT, Nap, action, actors, git, loaded, manifest, update, write_plan
from hypothesis import given
from hypothesis import strategies as st
from memory import plan_of

from nap.cli import reading
from nap.i18n import LANGUAGES, translated
from nap.model.plan import Plan
from nap.output.formats import render
from nap.output.table import Screen
from nap.round.form import forms
from nap.round.progress import Progress, Tally, by_government, chosen, progress, total
from nap.round.progress_table import bodies_table, governments_table, summary
from nap.sentence import say

ROUNDS = PLANS / "rounds"
STYLE = re.compile(r"\x1b\[[0-9;]*m")
BODY_KEYS = {
    "actor", "name", "government", "language", "year", "state", "answered", "asked", "rate", "missing", "last_update",
    "before", "expected",
}  # fmt: skip
GOVERNMENT_KEYS = {
    "government", "name", "year", "bodies", "answered_all", "answered_part", "answered_none", "answered", "asked",
    "rate", "before",
}  # fmt: skip


def raw(root: Path) -> tuple[dict[str, Any], dict[str, Any], str]:
    """The actors and the actions of a plan as their files say them, and the coordinator."""
    entries = yaml.safe_load((root / "data/actors.yaml").read_text(encoding="utf-8"))["actors"]
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (root / "data/actions").glob("*.yaml")]
    plan = yaml.safe_load((root / "data/plan.yaml").read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in entries}, {file["id"]: file for file in files}, plan["coordinator"]["actor"]


def recounted(root: Path, year: int) -> dict[str, dict[tuple[str, str], bool]]:
    """For each form, each question in it, and whether the files hold an answer to it in that year.

    What is asked is what stands in the forms; whether it is answered is looked up in the files.
    """
    who, files, coordinator = raw(root)
    found: dict[str, dict[tuple[str, str], bool]] = {}
    for form in forms(loaded(root).whole(), year):
        for row in form.rows:
            if row.kind != "action":
                continue
            named = [entry["actor"] for entry in files[row.action.id]["actors"]]
            speaking = {row.by}
            if row.by in named and who[row.by]["kind"] == "collective" and coordinator not in named:
                speaking.add(coordinator)
            speaking |= {actor for actor in named if who[actor].get("successor") == row.by}
            told = [
                item
                for item in files[row.action.id].get("updates", [])
                if item["by"] in speaking and str(item["date"])[:4] == str(year)
            ]
            found.setdefault(form.actor, {})[row.action.id, row.by] = bool(told)
    return found


def last_words(root: Path) -> dict[str, str]:
    """The day of the last update of each actor, or of those whose place it took."""
    who, files, coordinator = raw(root)
    last: dict[str, str] = {}
    for file in files.values():
        for item in file.get("updates", []):
            by = who[item["by"]]
            actor = coordinator if by["kind"] == "collective" else by.get("successor", by["id"])
            last[actor] = max(str(item["date"]), last.get(actor, ""))
    return last


# -- figures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("root", "year"), [(ROOT, 2025), (ROOT, 2026), *((ROUNDS, year) for year in (2024, 2025, 2026, 2027))]
)
def test_every_figure_is_what_the_files_say(nap: Nap, root: Path, year: int) -> None:
    now, before, heard = recounted(root, year), recounted(root, year - 1) if year > 2024 else {}, last_words(root)
    found = nap("round", "status", str(year), "--format", "json", plan=root).json
    assert {record["actor"] for record in found} == now.keys()
    for record in found:
        expected = now[record["actor"]]
        assert {(item["action"], item["by"]): item["date"] is not None for item in record["expected"]} == expected
        assert all((item["date"] is None) == (item["status"] is None) for item in record["expected"])
        assert (record["answered"], record["asked"]) == (sum(expected.values()), len(expected))
        assert set(record["missing"]) == {number for (number, _), answered in expected.items() if not answered}
        then = before.get(record["actor"])
        said = record["before"] and (record["before"]["answered"], record["before"]["asked"])
        assert said == ((sum(then.values()), len(then)) if then else None)
        assert record["last_update"] == heard.get(record["actor"])
        assert record["year"] == year


def test_a_few_figures_by_hand(nap: Nap) -> None:
    found = {record["actor"]: record for record in nap("round", "status", "2025", "--format", "json", plan=ROUNDS).json}
    water = found["ministerie-water"]
    assert (water["answered"], water["asked"], water["rate"], water["state"]) == (4, 5, 80, "part")
    assert water["missing"] == ["4"]
    assert water["before"] == {"answered": 4, "asked": 6, "rate": 67}
    assert water["last_update"] == "2026-04-01"
    assert found["gewest-noordkust"]["state"] == "none"
    assert found["gewest-noordkust"]["last_update"] is None
    assert found["rijk"]["state"] == "all"
    assert found["universiteit-delta"]["government"] is None


def test_on_the_real_plan_nobody_has_answered_yet(nap: Nap, real: Plan) -> None:
    result = nap("round", "status", "2026", "--format", "table")
    assert result.code == 0
    assert len(result.lines) == 65
    asked = sum(row.kind == "action" for form in forms(real, 2026) for row in form.rows)
    assert result.err == (
        f"nap: 0 of 64 bodies have answered for everything, 0 for a part, 64 not at all; 0 of {asked} answers are in.\n"
    )
    assert all(" never " in line for line in result.lines[1:])


@pytest.mark.parametrize("root", [ROOT, ROUNDS])
def test_forms_are_listed_by_government_and_then_as_in_the_file(nap: Nap, root: Path) -> None:
    found = nap("round", "status", "2025", "--format", "json", plan=root).json
    order = [*loaded(root).whole().actors, None]
    places = [(order.index(record["government"]), order.index(record["actor"])) for record in found]
    assert places == sorted(places)
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("root", [ROOT, ROUNDS])
@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_governments_are_the_sum_of_their_bodies(nap: Nap, root: Path, year: int) -> None:
    bodies = nap("round", "status", str(year), "--format", "json", plan=root).json
    summed = nap("round", "status", str(year), "--by", "government", "--format", "json", plan=root).json
    assert [item["government"] for item in summed] == list(dict.fromkeys(body["government"] for body in bodies))
    for item in summed:
        own = [body for body in bodies if body["government"] == item["government"]]
        assert item["bodies"] == len(own)
        assert item["answered"] == sum(body["answered"] for body in own)
        assert item["asked"] == sum(body["asked"] for body in own)
        for state in ("all", "part", "none"):
            assert item[f"answered_{state}"] == [body["actor"] for body in own if body["state"] == state]


def test_last_year_counts_all_that_was_asked_of_a_government_then(nap: Nap) -> None:
    before = nap("round", "status", "2025", "--by", "government", "--format", "json", plan=ROUNDS).json
    now = nap("round", "status", "2026", "--by", "government", "--format", "json", plan=ROUNDS).json
    # Two bodies are asked nothing more in 2026: what they answered in 2025 counts for that year all the same.
    for item, then in zip(now, before, strict=True):
        assert item["before"] == {name: then[name] for name in ("answered", "asked", "rate")}


def test_an_answer_after_the_day_does_not_count(nap: Nap) -> None:
    def status(*more: str) -> dict[str, Any]:
        found = nap("round", "status", "2025", "--format", "json", *more, plan=ROUNDS).json
        return {record["actor"]: record for record in found}

    early, late = status("--on", "2025-06-30"), status("--on", "2025-12-31")
    assert late["ministerie-water"]["answered"] == status()["ministerie-water"]["answered"]
    assert early["vlootbeheer"]["answered"] == 1  # on that very day
    assert early["ministerie-water"]["answered"] == 0
    assert early["ministerie-water"]["last_update"] == "2024-12-31"
    assert status()["ministerie-water"]["last_update"] == "2026-04-01"
    assert late["ministerie-water"]["last_update"] == "2025-12-31"
    assert all(early[actor]["before"] == late[actor]["before"] for actor in late)


def test_one_answer_of_the_coordinator_for_a_collective_is_no_answer_for_itself() -> None:
    plan = plan_of(
        action("1", actors=[{"actor": "secretariaat"}, {"actor": "overige"}], updates=[
            update("2025-05-01", "in_progress", by="overige"),
        ])
    )  # fmt: skip
    (body,) = progress(plan, 2025)
    assert body.actor == "secretariaat"
    assert [(item.by, item.answer is not None) for item in body.expected] == [
        ("secretariaat", False),
        ("overige", True),
    ]
    assert body.tally == (1, 2)
    assert body.last == datetime.date(2025, 5, 1)


@pytest.mark.parametrize(
    ("by", "answered"), [([], 0), (["oud"], 0), (["twee"], 1), (["oud", "twee"], 1)], ids=["none", "old", "new", "both"]
)
def test_who_took_over_from_another_that_is_named_beside_it_is_asked_once(by: list[str], answered: int) -> None:
    old = {"id": "oud", "kind": "body", "parent": "staat", "name": "Oude dienst", "successor": "twee"}
    told = [update("2025-05-01", "in_progress", by=actor) for actor in by]
    plan = plan_of(action("1", actors=[{"actor": "oud"}, {"actor": "twee"}], updates=told), who=actors(old))
    (body,) = progress(plan, 2025)
    assert (body.actor, body.tally) == ("twee", (answered, 1))
    assert [row.by for form in forms(plan, 2025) for row in form.rows if row.kind == "action"] == ["twee"]


def test_who_was_asked_nothing_last_year_has_no_figure_for_it(nap: Nap) -> None:
    found = nap("round", "status", "2024", "--format", "json", plan=ROUNDS).json
    assert {record["before"] for record in found} == {None}
    listed = nap("round", "status", "2024", "--by", "government", "--format", "csv", plan=ROUNDS)
    assert {row["rate_before"] for row in csv.DictReader(io.StringIO(listed.out))} == {""}


@given(asked=st.integers(0, 1000), data=st.data())
def test_a_rate_says_all_and_nothing_only_where_it_is_so(asked: int, data: st.DataObject) -> None:
    answered = data.draw(st.integers(0, asked))
    rate = Tally(answered, asked).rate
    assert (rate is None) == (asked == 0)
    if rate is not None:
        assert (rate == 100) == (answered == asked)
        assert (rate == 0) == (answered == 0)
        assert abs(rate - 100 * answered / asked) <= 1


# -- choosing --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--actor", "MW"], ["ministerie-water", "dienst-sluizen"]),
        (["--actor", "MW", "--exact"], ["ministerie-water"]),
        (["--actor", "De overige ministeries"], ["secretariaat-water"]),
        (["--actor", "oude-havendienst", "--exact"], ["havenautoriteit"]),
        (["--government", "Côte-Nord"], None),
        (["--government", "gewest-noordkust"], ["gewest-noordkust", "bureau-noordkust", "vlootbeheer"]),
        (["--government", "gewest-noordkust", "--actor", "BNK"], ["bureau-noordkust", "vlootbeheer"]),
        (["--missing", "--government", "rijk"], ["ministerie-water", "ministerie-financien", "havenautoriteit"]),
        (["--actor", "VVW", "--actor", "universiteit-delta"], ["universiteit-delta", "vrij-water"]),
        (["--by", "government", "--missing"], ["rijk", "gewest-noordkust", "none"]),
        (["--by", "government", "--actor", "universiteit-delta"], ["none"]),
        (["--by", "government", "--actor", "universiteit-delta", "--missing"], []),
        (["--actor", "MV"], None),
    ],
)
def test_the_list_can_be_narrowed(nap: Nap, options: list[str], expected: list[str] | None) -> None:
    result = nap("round", "status", "2025", "--format", "ids", *options, plan=ROUNDS)
    if expected is None:
        assert result.code == 2
        assert result.out == ""
        assert options[1] in result.err
    else:
        assert result.code == 0
        assert result.out.split() == expected


def test_the_total_is_of_all_that_were_asked_for_also_where_only_the_missing_are_listed(nap: Nap) -> None:
    whole = nap("round", "status", "2025", plan=ROUNDS)
    assert whole.err == (
        "nap: 4 of 11 bodies have answered for everything, 6 for a part, 1 not at all; 17 of 25 answers are in.\n"
    )
    missing = nap("round", "status", "2025", "--missing", plan=ROUNDS)
    assert missing.err == whole.err
    assert len(missing.lines) == 1 + 7
    assert nap("round", "status", "2025", "--by", "government", plan=ROUNDS).err == whole.err
    one = nap("round", "status", "2025", "--actor", "havenautoriteit", plan=ROUNDS)
    assert one.err == "nap: One body is asked; 2 of 3 answers are in.\n"


def test_one_body_and_none_are_said_in_their_own_words() -> None:
    assert summary([]) == "No answers are expected."
    assert summary([Progress("een", (), Tally(0, 0), None)]).startswith("One body")


def test_names_that_nobody_has_choose_nobody_and_no_names_choose_all() -> None:
    plan = plan_of(action("1"))
    assert chosen(plan, []) is None
    assert chosen(plan, ["staat"]) == {"staat", "secretariaat", "een", "een-a", "twee", "overige"}
    assert chosen(plan, ["overige"], exact=True) == {"secretariaat"}
    assert chosen(plan, [], ["De Staat"]) == chosen(plan, ["staat"])


# -- what is printed -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("root", [ROOT, ROUNDS])
def test_the_json_has_the_documented_keys_and_no_others(nap: Nap, root: Path) -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8").partition("## A round")[2].partition("\n## ")[0]
    documented = set(re.findall(r"`([a-z_]+)`", page))
    for options, keys in (((), BODY_KEYS), (("--by", "government"), GOVERNMENT_KEYS)):
        records = nap("round", "status", "2025", "--format", "json", *options, plan=root).json
        assert {frozenset(record) for record in records} == {frozenset(keys)}
        assert keys <= documented
    assert {"action", "by", "date", "status"} <= documented


@pytest.mark.parametrize("by", ["body", "government"])
def test_csv_and_json_say_the_same(nap: Nap, by: str) -> None:
    rows = list(
        csv.DictReader(io.StringIO(nap("round", "status", "2025", "--by", by, "--format", "csv", plan=ROUNDS).out))
    )
    records = nap("round", "status", "2025", "--by", by, "--format", "json", plan=ROUNDS).json
    for row, record in zip(rows, records, strict=True):
        for key in ("answered", "asked"):
            assert row[key] == str(record[key])
            assert row[f"{key}_before"] == str(record["before"][key])
        if by == "body":
            assert row["actor"] == record["actor"]
            assert row["state"] == record["state"]
            assert row["missing"].split() == record["missing"]
            assert row["last_update"] == (record["last_update"] or "")
        else:
            assert row["government"] == (record["government"] or "none")
            assert row["rate"] == str(record["rate"])


@pytest.mark.parametrize("width", [40, 80, 100, 120, 200])
@pytest.mark.parametrize("by", ["body", "government"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_every_terminal_and_keeps_the_figures(
    nap: Nap, monkeypatch: pytest.MonkeyPatch, width: int, by: str, language: str
) -> None:
    monkeypatch.setattr(reading, "screen", lambda: Screen(width))
    result = nap("round", "status", "2026", "--by", by, "--lang", language)
    assert result.code == 0
    assert max(map(len, result.lines)) <= width
    none_of_fourteen = translated(say("{answered} of {asked}", answered=0, asked=14), language)
    assert f" {none_of_fourteen} " in result.out if by == "body" else none_of_fourteen.split("14")[0] in result.out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_is_whole_on_a_terminal_of_eighty_columns(real: Plan, language: str) -> None:
    bodies = progress(real, 2026)
    tables = (
        bodies_table(real, bodies, 2026, language),
        governments_table(real, by_government(real, bodies, 2026), 2026, language),
    )
    for table in tables:
        said = table.said_in(language)
        headings = render(said, "table", Screen(80)).splitlines()[0]
        assert all(said.columns[i].heading in headings for i in said.shown(Screen(80)))


def test_markdown_and_languages(nap: Nap) -> None:
    result = nap("round", "status", "2025", "--format", "markdown", "--lang", "fr", plan=ROUNDS)
    who, government = (translated(say(word), "fr") for word in ("Who", "Government"))
    assert result.lines[0].startswith(f"| Id | {who} | {government} |")
    assert any("Région de la Côte-Nord" in line for line in result.lines)
    four_of_five, four_of_six = (
        translated(say("{answered} of {asked}", answered=4, asked=asked), "fr") for asked in (5, 6)
    )
    assert f"| {four_of_five} | {four_of_six} | 2026-04-01 | 4 |" in result.out
    assert nap("round", "status", "2025", "--lang", "it", plan=ROUNDS).code == 2


def test_what_it_adds_up_to_is_said_in_the_language_that_is_asked_for(nap: Nap) -> None:
    for language in ("nl", "fr"):
        for by in ("body", "government"):
            result = nap("round", "status", "2025", "--by", by, "--lang", language, plan=ROUNDS)
            said = translated(summary(progress(loaded(ROUNDS).whole(), 2025)), language)
            assert result.err == f"nap: {said}\n"
            assert "have answered" not in said


def test_a_year_before_the_plan_is_refused(nap: Nap) -> None:
    result = nap("round", "status", "2023")
    assert result.code == 2
    assert "The plan began on 2024-04-05; nobody was asked anything in 2023." in result.err
    assert "2024 or later" in result.err


def test_what_can_be_read_is_shown_and_the_rest_is_said_to_be_missing(nap: Nap, tmp_path: Path) -> None:
    write_plan(tmp_path, action("1"), action("2") | {"chapter": "x"})
    result = nap("round", "status", "2025", "--format", "json", plan=tmp_path)
    assert result.code == 3
    assert [item["action"] for record in result.json for item in record["expected"]] == ["1"]
    assert "2.yaml" in result.err


def test_an_older_revision_says_how_it_was_then(nap: Nap, tmp_path: Path) -> None:
    write_plan(tmp_path, action("1"), plan=manifest(counts={"actions": 1, "sub_actions": 0}))
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "first")
    write_plan(tmp_path, action("1", updates=[update("2025-05-01", "in_progress")]))
    now = nap("round", "status", "2025", "--format", "json", plan=tmp_path).json
    then = nap("round", "status", "2025", "--format", "json", "--rev", "HEAD", plan=tmp_path).json
    assert [record["state"] for record in (*now, *then)] == ["all", "none"]


def test_what_a_text_of_the_plan_says_stays_a_text(nap: Nap, tmp_path: Path) -> None:
    bad = {"id": "een", "kind": "body", "name": "=1+1 | [x](javascript:y)\u202e\x1b[31m\nDienst"}
    write_plan(tmp_path, action("1"), who={"actors": [bad, {"id": "secretariaat", "kind": "body", "name": "S"}]})
    for form in ("table", "csv", "markdown", "json"):
        result = nap("round", "status", "2025", "--format", form, plan=tmp_path)
        assert result.code == 0
        assert "\x1b" not in result.out
        assert "\u202e" not in result.out
    assert nap("round", "status", "2025", "--format", "csv", plan=tmp_path).lines[1].startswith("een,'=1+1")


def test_the_functions_are_pure_and_agree(real: Plan) -> None:
    bodies = progress(real, 2026)
    assert progress(real, 2026) == bodies
    assert [item.government for item in by_government(real, bodies, 2026)][-1] is None
    assert total(bodies) == (0, sum(body.tally.asked for body in bodies))
    assert json.dumps([body.state for body in bodies]).count("none") == len(bodies)
