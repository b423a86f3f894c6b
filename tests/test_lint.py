"""`nap lint` as its users run it: what is chosen, what is compared, what ends with which exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import Nap, git

PLAN = Path(__file__).resolve().parent / "lint" / "plan"
QUAYS = "data/actions/01-quays.yaml"
CRANES = "data/actions/02-cranes.yaml"
DAY = ("--on", "2026-11-22")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan without a fault, in a repository with one commit."""
    folder = tmp_path / "plan"
    shutil.copytree(PLAN, folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Een wijziging")


def edit(plan: Path, path: str, *changes: tuple[str, str]) -> None:
    file = plan / path
    text = file.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    file.write_text(text, encoding="utf-8")


def codes(nap: Nap, plan: Path, *options: str) -> list[str]:
    return [item["code"] for item in json.loads(nap("lint", *DAY, "--format", "json", *options, plan=plan).out)]


TWO_SPACES = ("Alle kades zijn", "Alle  kades zijn")
NO_CHAPTER = ("chapter: 1", "chapter: 9")

# -- choosing --------------------------------------------------------------------------------------------------


def test_warnings_end_well_unless_they_are_to_count(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, TWO_SPACES)
    assert nap("lint", *DAY, plan=plan).code == 0
    assert nap("lint", *DAY, "--strict", plan=plan).code == 1
    edit(plan, QUAYS, NO_CHAPTER)
    assert nap("lint", *DAY, plan=plan).code == 1


def test_a_path_restricts_what_is_reported_and_not_what_is_read(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, NO_CHAPTER)
    (plan / CRANES).rename(plan / "data/actions/02-kranen.yaml")
    edit(plan, "data/actions/02-kranen.yaml", ('id: "2"', 'id: "1"'))
    assert codes(nap, plan, str(plan / QUAYS)) == ["NAP305"]
    assert "NAP302" in codes(nap, plan, str(plan / "data" / "actions"))
    assert codes(nap, plan, str(plan / "data" / "actors.yaml")) == []
    assert nap("lint", *DAY, str(plan / "data" / "actors.yaml"), plan=plan).err == "nap: 1 file, no findings.\n"
    assert nap("lint", *DAY, str(plan / QUAYS), plan=plan).err == "nap: 1 error in 1 file.\n"


@pytest.mark.parametrize("path", ["README.md", "../elsewhere.yaml", "data/schema"])
def test_a_path_that_is_none_of_the_plans_is_refused(nap: Nap, plan: Path, path: str) -> None:
    (plan / "README.md").touch()
    (plan / "data" / "schema").mkdir()
    (plan.parent / "elsewhere.yaml").touch()
    result = nap("lint", str(plan / path), plan=plan)
    assert (result.code, result.out) == (2, "")
    assert "none of the plan's files" in result.err


def test_a_rule_that_does_not_exist_is_refused_with_the_closest(nap: Nap, plan: Path) -> None:
    result = nap("lint", "--select", "NAP6O5", plan=plan)
    assert result.code == 2
    assert "There is no rule NAP6O5." in result.err
    assert "NAP605" in result.err


def test_rules_are_chosen_by_code_or_by_the_start_of_one(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, TWO_SPACES, NO_CHAPTER)
    assert codes(nap, plan, "--select", "NAP8") == ["NAP803"]
    assert codes(nap, plan, "--ignore", "NAP8") == ["NAP305"]
    assert codes(nap, plan, "--select", "NAP803,NAP3", "--ignore", "NAP30") == ["NAP803"]
    assert codes(nap, plan, "--ignore", "NAP", "--select", "NAP305") == ["NAP305"]


def test_the_command_line_comes_before_the_settings_of_the_plan(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, TWO_SPACES, NO_CHAPTER)
    manifest = plan / "data" / "plan.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(f"{text}lint:\n  ignore: [NAP305]\n", encoding="utf-8")
    assert codes(nap, plan) == ["NAP803"]
    assert codes(nap, plan, "--select", "NAP3") == ["NAP305"]
    manifest.write_text(f"{text}lint:\n  select: [NAP305]\n", encoding="utf-8")
    assert codes(nap, plan) == ["NAP305"]
    assert codes(nap, plan, "--ignore", "NAP3") == []


def test_a_setting_that_names_no_rule_is_said_whatever_is_chosen(nap: Nap, plan: Path) -> None:
    manifest = plan / "data" / "plan.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "lint:\n  select: [NAP399]\n", encoding="utf-8")
    assert codes(nap, plan) == ["NAP003"]


@pytest.mark.parametrize("options", [("--ignore", "NAP1"), ("--select", "NAP6"), ("--ignore", "NAP")])
@pytest.mark.parametrize("path", [QUAYS, "data/plan.yaml", "data/actors.yaml"])
def test_a_file_that_cannot_be_read_never_passes(nap: Nap, plan: Path, path: str, options: tuple[str, ...]) -> None:
    (plan / path).write_text("title: [\n", encoding="utf-8")
    assert codes(nap, plan, *options) == ["NAP105"]


def test_what_makes_a_file_unreadable_cannot_be_ignored_in_it(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, ("kind: date", "kind: datum  # nap: ignore[NAP204] wij schrijven Nederlands"))
    assert codes(nap, plan) == ["NAP204"]


def test_findings_go_to_a_file_when_one_is_named(nap: Nap, plan: Path, tmp_path: Path) -> None:
    edit(plan, QUAYS, NO_CHAPTER)
    result = nap("lint", *DAY, "--format", "json", "--output", str(tmp_path / "findings.json"), plan=plan)
    assert (result.code, result.out) == (1, "")
    (found,) = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))
    assert (found["code"], found["action"], found["line"]) == ("NAP305", "1", 3)


# -- ignoring --------------------------------------------------------------------------------------------------


def test_an_ignore_is_unused_only_where_its_rule_has_looked(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, ("  nl: Herstel van de kades", "  nl: Herstel van de kades  # nap: ignore[NAP901] een proef"))
    assert codes(nap, plan) == []
    assert codes(nap, plan, "--base", "HEAD") == ["NAP001"]
    commit(plan)
    edit(plan, QUAYS, ("Herstel van de kades", "Herstel van alle kades"), ("Réparation des", "La réparation des"))
    assert codes(nap, plan, "--base", "HEAD") == []


def test_no_change_ignores_its_own_errors(nap: Nap, plan: Path) -> None:
    ignore = "  # nap: ignore[NAP901, NAP906] alleen een woord"
    edit(plan, QUAYS, ("  nl: Herstel van de kades", f"  nl: Herstel van alle kades{ignore}"))
    assert codes(nap, plan, "--base", "HEAD") == ["NAP901"]


def test_an_ignore_is_not_called_unused_in_a_file_that_cannot_be_read(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, ("chapter: 1", "chapter: 9  # nap: ignore[NAP305] komt nog"))
    assert codes(nap, plan) == []
    edit(plan, QUAYS, ("kind: date", "kind: datum"))
    assert codes(nap, plan) == ["NAP204"]


def test_codes_may_be_written_small(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, ("chapter: 1", "chapter: 9  # nap: ignore[nap305] komt nog"))
    assert codes(nap, plan) == []


# -- comparing -------------------------------------------------------------------------------------------------


def test_what_others_did_since_is_not_held_against_a_branch(nap: Nap, plan: Path) -> None:
    git(plan, "checkout", "--quiet", "-b", "mine")
    edit(plan, CRANES, ("      nl: De keuring is nog niet begonnen.", "      nl: De keuring is niet begonnen."))
    commit(plan)
    git(plan, "checkout", "--quiet", "main")
    edit(plan, QUAYS, ("due: 2025-12-31", "due: 2026-12-31"))
    commit(plan)
    git(plan, "checkout", "--quiet", "mine")
    result = nap("lint", *DAY, "--base", "main", "--select", "NAP9", "--format", "json", plan=plan)
    assert {item["path"] for item in result.json} == {CRANES}
    git(plan, "merge", "--quiet", "--no-edit", "main")
    result = nap("lint", *DAY, "--base", "main", "--select", "NAP9", "--format", "json", plan=plan)
    assert {item["path"] for item in result.json} == {CRANES}


def test_no_change_switches_off_what_it_is_checked_by(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, ("nl: Herstel van de kades", "nl: Verkoop van de kades"))
    edit(plan, "data/plan.yaml", ("counts:", "lint:\n  ignore: [NAP9]\ncounts:"))
    assert codes(nap, plan, "--base", "HEAD") == ["NAP901", "NAP906"]
    assert codes(nap, plan, "--base", "HEAD", "--ignore", "NAP9") == []


def test_the_end_of_the_plan_is_a_deadline_too(nap: Nap, plan: Path) -> None:
    edit(plan, "data/plan.yaml", ("end: 2028-12-31", "end: 2038-12-31"))
    found = json.loads(nap("lint", *DAY, "--format", "json", "--base", "HEAD", plan=plan).out)
    line = (plan / "data/plan.yaml").read_text().split("\n").index("  end: 2038-12-31") + 1
    assert [(item["code"], item["path"], item["line"]) for item in found] == [("NAP904", "data/plan.yaml", line)]
    assert found[0]["message"] == "The plan's term was 2028-12-31; it was overwritten."


def test_what_an_actor_reported_in_its_own_language_is_no_translation(nap: Nap, plan: Path) -> None:
    change = ("fr: Tous les quais sont réparés.", "fr: Les quais ne sont pas réparés.")
    edit(plan, QUAYS, change)
    assert codes(nap, plan, "--base", "HEAD") == []
    edit(plan, QUAYS, change[::-1])
    edit(plan, "data/actors.yaml", ("language: nl", "language: fr"))
    commit(plan)
    edit(plan, QUAYS, change)
    assert codes(nap, plan, "--base", "HEAD") == ["NAP903"]
    edit(plan, QUAYS, (f"      {change[1]}\n", ""))
    assert codes(nap, plan, "--base", "HEAD") == ["NAP701", "NAP903"]


def test_an_actor_that_a_change_misspelt_is_one_finding(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, ("actor: crane-service", "actor: crane-servise"))
    assert codes(nap, plan, "--base", "HEAD") == ["NAP401"]


def test_a_branch_that_was_merged_both_ways_is_not_compared_with_one_of_its_sides(nap: Nap, plan: Path) -> None:
    git(plan, "checkout", "--quiet", "-b", "mine")
    edit(plan, CRANES, ("fr: Le contrôle", "fr: L’inspection"))
    commit(plan)
    own = git(plan, "rev-parse", "HEAD").strip()
    git(plan, "checkout", "--quiet", "main")
    edit(plan, QUAYS, ("fr: Réparation des", "fr: La réparation des"))
    commit(plan)
    git(plan, "checkout", "--quiet", "mine")
    git(plan, "merge", "--quiet", "--no-edit", "main")
    git(plan, "checkout", "--quiet", "main")
    git(plan, "merge", "--quiet", "--no-edit", own)
    git(plan, "checkout", "--quiet", "mine")
    result = nap("lint", *DAY, "--base", "main", plan=plan)
    assert (result.code, "git merge main" in result.err) == (2, True)
    assert nap("diff", "main...mine", plan=plan).code == 2
    git(plan, "merge", "--quiet", "--no-edit", "main")
    assert codes(nap, plan, "--base", "main") == []


def test_of_one_day_the_last_report_holds(nap: Nap, plan: Path) -> None:
    file = plan / QUAYS
    start, first, second = file.read_text(encoding="utf-8").replace("2024-12-31", "2025-12-31").split("  - date: ")
    file.write_text(f"{start}  - date: {first}  - date: {second}", encoding="utf-8")
    commit(plan)
    file.write_text(f"{start}  - date: {second}  - date: {first}", encoding="utf-8")
    assert codes(nap, plan, "--base", "HEAD", "--select", "NAP9") == ["NAP903"]


def test_the_order_of_reports_of_different_days_says_nothing(nap: Nap, plan: Path) -> None:
    file = plan / QUAYS
    start, first, second = file.read_text(encoding="utf-8").split("  - date: ")
    file.write_text(f"{start}  - date: {second}  - date: {first}", encoding="utf-8")
    assert codes(nap, plan, "--base", "HEAD", "--select", "NAP9") == []


def test_of_one_day_the_last_decision_holds(nap: Nap, plan: Path) -> None:
    why = "reason: {nl: Zo, fr: Ainsi}\n      decided_by: {nl: Wij, fr: Nous}"
    one, other = (f"    - date: 2025-03-01\n      due: {day}\n      {why}\n" for day in ("2026-06-30", "2027-06-30"))
    edit(plan, QUAYS, ("  precision: year\n", f"  precision: year\n  revisions:\n{one}{other}"))
    commit(plan)
    edit(plan, QUAYS, (one + other, other + one))
    assert codes(nap, plan, "--base", "HEAD", "--select", "NAP9") == ["NAP907"]


def test_the_plan_names_its_actors_and_measures_in_an_order(nap: Nap, plan: Path) -> None:
    edit(
        plan,
        QUAYS,
        (
            "  - actor: harbour-office\n  - actor: crane-service\n",
            "  - actor: crane-service\n  - actor: harbour-office\n",
        ),
    )
    assert codes(nap, plan, "--base", "HEAD") == ["NAP901"]


def test_no_letter_of_a_measure_is_given_to_another(nap: Nap, plan: Path) -> None:
    gone = "  - id: a\n    text:\n      nl: De kades meten (oost en west).\n"
    edit(
        plan,
        QUAYS,
        (gone, ""),
        ("  - id: b\n    text:\n      nl: De oostkade", "  - id: a\n    text:\n      nl: De oostkade"),
    )
    edit(plan, QUAYS, ("a: completed, b: completed", "a: completed"))
    assert "NAP905" in codes(nap, plan, "--base", "HEAD")
    decided = "{date: 2026-03-01, kind: amendment, reason: {nl: Zo, fr: Ainsi}, decided_by: {nl: Wij, fr: Nous}}"
    edit(plan, QUAYS, ("updates:\n", f"amendments:\n  - {decided}\nupdates:\n"))
    assert "NAP905" in codes(nap, plan, "--base", "HEAD")


def test_a_change_of_an_actors_language_does_not_make_its_report_a_translation(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, ("nl: Alle kades zijn hersteld.", "nl: De kades zijn hersteld."))
    edit(plan, "data/actors.yaml", ("language: nl", "language: fr"))
    assert "NAP903" in codes(nap, plan, "--base", "HEAD")


def test_a_change_of_the_plans_language_does_not_make_its_text_a_translation(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, ("nl: Herstel van de kades", "nl: Sloop van de kades"))
    edit(plan, "data/plan.yaml", ("source_language: nl", "source_language: fr"))
    found = nap("lint", *DAY, "--base", "HEAD", "--select", "NAP901", "--format", "json", plan=plan).json
    assert [(item["code"], item["line"]) for item in found] == [("NAP901", 5)]


def test_a_note_on_the_plans_term_moves_no_deadline(nap: Nap, plan: Path) -> None:
    note = "  end: 2028-12-31\n  note: {nl: Op voorstel, fr: Sur proposition}\n"
    edit(plan, "data/plan.yaml", ("  end: 2028-12-31\n", note))
    assert codes(nap, plan, "--base", "HEAD") == []


def test_another_chapter_and_a_comma_make_no_other_action(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, ("chapter: 1", "chapter: 2"), ("nl: Herstel van de kades", "nl: Herstel, van de kades"))
    assert codes(nap, plan, "--base", "HEAD") == ["NAP901", "NAP901", "NAP906"]


def test_a_base_of_which_a_folder_is_lost_never_passes(nap: Nap, plan: Path) -> None:
    tree = git(plan, "rev-parse", "HEAD:data/actions").strip()
    edit(plan, QUAYS, ("nl: Herstel van de kades", "nl: Sloop van de kades"))
    commit(plan)
    (plan / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    result = nap("lint", *DAY, "--base", "HEAD~1", plan=plan)
    assert (result.code, "data/actions is damaged in, or missing from" in result.err) == (3, True)


def test_a_file_that_was_renamed_is_compared_with_what_it_was(nap: Nap, plan: Path) -> None:
    git(plan, "mv", CRANES, "data/actions/02-safe-cranes.yaml")
    assert codes(nap, plan, "--base", "HEAD") == []
    edit(plan, "data/actions/02-safe-cranes.yaml", ("  - actor: crane-service", "  - actor: labour-inspection"))
    assert "NAP901" in codes(nap, plan, "--base", "HEAD")


def test_translating_an_action_makes_it_no_other_action(nap: Nap, plan: Path) -> None:
    edit(
        plan,
        QUAYS,
        ("  fr: Réparation des quais", "  fr: La réparation des quais"),
        ("      nl: De kades meten (oost en west).", "      nl: De kades meten (oost en west).\n      fr: Mesurer."),
        ("      nl: De oostkade herstellen.", "      nl: De oostkade herstellen.\n      fr: Réparer."),
    )
    assert codes(nap, plan, "--base", "HEAD") == []


@pytest.mark.parametrize("kind", ["amendment", "erratum"])
def test_a_first_deadline_may_change_where_an_amendment_or_an_erratum_says_why(nap: Nap, plan: Path, kind: str) -> None:
    edit(plan, QUAYS, ('stated: "2025"', 'stated: "2026"'), ("  due: 2025-12-31", "  due: 2026-12-31"))
    assert codes(nap, plan, "--base", "HEAD") == ["NAP901", "NAP904"]
    decided = f"date: 2026-03-01\n    kind: {kind}\n    reason:\n      nl: Zo staat het er.\n      fr: Il en est ainsi."
    decided += "\n    decided_by:\n      nl: Gemeenteraad\n      fr: Conseil communal"
    edit(plan, QUAYS, ("updates:\n", f"amendments:\n  - {decided}\nupdates:\n"))
    assert codes(nap, plan, "--base", "HEAD") == []


@pytest.mark.parametrize("name", ["nowhere", "^HEAD"])
def test_a_base_that_does_not_exist_never_passes(nap: Nap, plan: Path, name: str) -> None:
    edit(plan, QUAYS, ("id:", "id:  "))
    before = (plan / QUAYS).read_bytes()
    result = nap("lint", "--fix", f"--base={name}", plan=plan)
    assert (result.code, result.out) == (2, "")
    assert "There is no revision" in result.err
    assert (plan / QUAYS).read_bytes() == before


def test_a_shallow_clone_says_what_to_fetch(nap: Nap, plan: Path, tmp_path: Path) -> None:
    git(plan, "checkout", "--quiet", "-b", "mine")
    commit(plan)
    commit(plan)
    git(plan, "checkout", "--quiet", "main")
    commit(plan)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{plan}", str(clone))
    result = nap("lint", "--base", "origin/mine", plan=clone)
    assert result.code == 2
    assert "git fetch --unshallow" in result.err
    result = nap("lint", "--base", "main~1", plan=clone)
    assert result.code == 2
    assert "git fetch --unshallow" in result.err


def test_a_base_that_cannot_be_read_never_passes(nap: Nap, plan: Path) -> None:
    edit(plan, "data/plan.yaml", ("source_language: nl", "source_language: 3"))
    commit(plan)
    edit(plan, "data/plan.yaml", ("source_language: 3", "source_language: nl"))
    result = nap("lint", *DAY, "--base", "HEAD", plan=plan)
    assert result.code == 3
    assert "nothing can be compared" in result.err


def test_an_action_that_cannot_be_read_in_the_base_is_named(nap: Nap, plan: Path) -> None:
    edit(plan, QUAYS, ("kind: date", "kind: datum"))
    commit(plan)
    edit(plan, QUAYS, ("kind: datum", "kind: date"))
    result = nap("lint", *DAY, "--base", "HEAD", plan=plan)
    assert result.code == 0
    assert "Action 1 cannot be read in the base" in result.err


def test_a_plan_that_is_new_is_compared_with_nothing_and_that_is_said(nap: Nap, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "Leeg")
    shutil.copytree(PLAN, tmp_path, dirs_exist_ok=True)
    result = nap("lint", *DAY, "--base", "HEAD", plan=tmp_path)
    assert result.code == 0
    assert "There is no plan in the base" in result.err


def test_a_file_that_is_gone_may_be_named_where_a_revision_is_looked_at(nap: Nap, plan: Path) -> None:
    (plan / CRANES).unlink()
    assert nap("lint", str(plan / CRANES), plan=plan).code == 2
    assert codes(nap, plan, "--base", "HEAD", str(plan / CRANES)) == ["NAP902"]
    assert codes(nap, plan, "--rev", "HEAD", str(plan / CRANES)) == []


def test_an_action_that_is_gone_is_one_finding_with_all_that_follows_from_it(nap: Nap, plan: Path) -> None:
    (plan / CRANES).unlink()
    assert codes(nap, plan, "--base", "HEAD") == ["NAP902"]


def test_a_change_of_an_actor_is_shown_at_that_actor_though_another_cannot_be_read(nap: Nap, plan: Path) -> None:
    edit(
        plan,
        "data/actors.yaml",
        ("    kind: government", "    knd: government"),
        ("      nl: Arbeidsinspectie", "      nl: Inspectie van arbeid"),
    )
    found = nap("lint", *DAY, "--base", "HEAD", "--select", "NAP906", "--format", "json", plan=plan).json
    (stale,) = (item for item in found if item["code"] == "NAP906")
    lines = (plan / "data" / "actors.yaml").read_text(encoding="utf-8").splitlines()
    assert "Inspectie van arbeid" in lines[stale["line"] - 1]


# -- mending ---------------------------------------------------------------------------------------------------


def test_fix_mends_the_layout_and_says_what_is_left(nap: Nap, plan: Path) -> None:
    canonical = (plan / QUAYS).read_bytes()
    edit(plan, QUAYS, ('id: "1"\nchapter: 1', "chapter:   1\nid: '1'"), TWO_SPACES)
    result = nap("lint", *DAY, "--fix", plan=plan)
    assert "NAP803" in result.out
    edit(plan, QUAYS, TWO_SPACES[::-1])
    assert (plan / QUAYS).read_bytes() == canonical


def test_fix_is_for_the_files_as_they_are(nap: Nap, plan: Path) -> None:
    result = nap("lint", "--fix", "--rev", "HEAD", plan=plan)
    assert result.code == 2
    assert "--fix" in result.err


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
def test_a_forge_is_told_the_path_from_the_root_of_the_repository(nap: Nap, tmp_path: Path, form: str) -> None:
    git(tmp_path, "init", "--quiet")
    shutil.copytree(PLAN, tmp_path / "plans" / "ports")
    edit(tmp_path / "plans" / "ports", QUAYS, NO_CHAPTER)
    result = nap("lint", *DAY, "--format", form, plan=tmp_path / "plans" / "ports")
    assert f"plans/ports/{QUAYS}" in result.out


# -- one mistake in many files ---------------------------------------------------------------------------------

OTHER_ID = ("- id: crane-service", "- id: cranes-service")


def test_what_is_said_once_of_many_files_is_said_for_each_of_them(nap: Nap, plan: Path) -> None:
    edit(plan, "data/actors.yaml", OTHER_ID)
    assert codes(nap, plan) == codes(nap, plan, str(plan / CRANES)) == ["NAP407"]


def test_where_it_is_not_said_each_file_says_it_itself(nap: Nap, plan: Path) -> None:
    edit(plan, "data/actors.yaml", OTHER_ID)
    assert codes(nap, plan, "--ignore", "NAP407") == ["NAP401"] * 5
    edit(plan, "data/actors.yaml", ("cranes-service", "cranes-service  # nap: ignore[NAP407] komt nog"))
    assert codes(nap, plan) == ["NAP401"] * 5


def test_an_actor_that_one_action_misspells_is_said_there(nap: Nap, plan: Path) -> None:
    edit(plan, CRANES, ("- actor: crane-service", "- actor: crane-servce"), ("by: crane-service", "by: crane-servce"))
    assert codes(nap, plan) == ["NAP401"] * 2
