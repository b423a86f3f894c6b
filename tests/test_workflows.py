"""Where the checks run: GitHub's workflows, GitLab's pipeline and the hooks, safe and doing what they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, git

from nap.store.yaml import parse

BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
NOWHERE = "0" * 40
ACTION = "data/actions/35-corruption-awareness-tool.yaml"
UPDATE = """updates:
  - date: 2025-12-31
    by: fod-justitie
    status: in_progress
    text:
      nl: De brochure wordt herwerkt.
"""


def workflow(name: str) -> Any:
    return parse((ROOT / ".github" / "workflows" / name).read_bytes())[0]


def steps(name: str) -> list[Any]:
    return [step for job in workflow(name)["jobs"].values() for step in job["steps"]]


def script(name: str) -> str:
    """What a step of plan.yml runs."""
    (found,) = (step["run"] for step in steps("plan.yml") if step.get("name") == name)
    return str(found)


# -- safety ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path: Path) -> None:
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert len(uses) == sum("uses" in step for step in steps(path.name)) > 0
    for one in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one


def test_an_action_is_the_same_everywhere() -> None:
    uses = {use for path in WORKFLOWS for use in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))}
    assert len({use.split("@")[0] for use in uses}) == len(uses)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_rights_but_those_that_a_job_asks(path: Path) -> None:
    rights = {"plan.yml": {"contents": "read"}, "tests.yml": {"contents": "read"}} | {
        "comment.yml": {"actions": "read", "contents": "read", "pull-requests": "write"}
    }
    assert workflow(path.name)["permissions"] == {}
    for job in workflow(path.name)["jobs"].values():
        assert job["permissions"] == rights[path.name]
        assert job["timeout-minutes"] <= 30


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_of_a_pull_request_is_pasted_into_a_script_or_runs_with_secrets(path: Path) -> None:
    assert "pull_request_target" not in workflow(path.name)["on"]
    assert "secrets." not in path.read_text(encoding="utf-8")
    for step in steps(path.name):
        assert "${{" not in step.get("run", "")
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
            assert "github.event.workflow_run" not in str(step["with"])


def test_the_workflow_that_may_comment_runs_only_the_script_of_the_default_branch() -> None:
    assert set(workflow("comment.yml")["on"]) == {"workflow_run"}
    checkout, comment = steps("comment.yml")
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert comment["run"] == "python3 .ci/comment.py github"
    assert comment["env"] == {"GITHUB_TOKEN": "${{ github.token }}"}
    source = (ROOT / ".ci" / "comment.py").read_text(encoding="utf-8")
    assert set(re.findall(r"^(?:import|from) (\w+)", source, re.MULTILINE)) <= sys.stdlib_module_names
    assert workflow("comment.yml")["on"]["workflow_run"]["workflows"] == (workflow("plan.yml")["name"],)


@pytest.mark.parametrize("name", ["plan.yml", "tests.yml"])
def test_a_required_check_always_starts_and_runs_again_when_the_base_branch_moves(name: str) -> None:
    starts = workflow(name)["on"]
    assert set(starts) == {"pull_request", "merge_group", "push"}
    assert not {"paths", "paths-ignore"} & set(starts["pull_request"])
    assert starts["pull_request"]["branches"] == starts["push"]["branches"] == ("main",)


def test_the_tests_are_the_commands_of_the_documentation_on_the_oldest_and_a_new_python() -> None:
    (job,) = workflow("tests.yml")["jobs"].values()
    libreoffice, *commands = [step for step in job["steps"] if "run" in step]
    assert "apt-get install" in libreoffice["run"]
    assert [step["run"] for step in commands] == ["make lint", "make test"]
    assert commands[-1]["env"] == {"NAP_NEEDS_CHROMIUM": "1", "NAP_NEEDS_LIBREOFFICE": "1"}
    oldest, newer = job["strategy"]["matrix"]["python"]
    assert f'requires-python = ">={oldest}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert newer == "3.13"


# -- GitLab ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pipeline() -> Any:
    return yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))


def test_gitlab_sees_all_history_and_keeps_the_report_of_a_failed_check(pipeline: Any) -> None:
    assert pipeline["variables"]["GIT_DEPTH"] == "0"
    assert pipeline["plan"]["artifacts"]["when"] == "always"
    assert pipeline["plan"]["artifacts"]["reports"] == {"codequality": "codequality.json"}
    assert pipeline["tests"]["script"] == ["make lint", "make test"]


def test_gitlab_comments_only_with_a_token_and_only_for_its_own_branches(pipeline: Any) -> None:
    (rule,) = pipeline["comment"]["rules"]
    assert rule["if"].split(" && ") == [
        "$PLAN_NOTE_TOKEN",
        "$CI_MERGE_REQUEST_IID",
        "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID",
    ]
    assert rule["when"] == "always"


def test_the_scripts_of_gitlab_are_sound(pipeline: Any) -> None:
    text = "\n".join(pipeline["plan"]["script"])
    done = subprocess.run(
        [BIN / "shellcheck", "--shell=bash", "-"], input=text, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")


# -- the steps, run as a runner runs them ----------------------------------------------------------------------


def commit(folder: Path, message: str = "Een wijziging") -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD").strip()


def edit(folder: Path, old: str, new: str, path: str = ACTION) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def report(folder: Path) -> None:
    """Add what a body reports."""
    with (folder / ACTION).open("a", encoding="utf-8") as file:
        file.write(UPDATE)


@pytest.fixture(scope="module")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "--quiet", "--initial-branch=main")
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / ".gitignore").write_text(".venv\n")
    commit(folder)
    return folder


@pytest.fixture
def repo(_made_once: Path, tmp_path: Path) -> Path:
    """A repository with the real plan, where nap has been set up."""
    folder = shutil.copytree(_made_once, tmp_path / "repo", symlinks=True)
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "bin" / "nap").symlink_to(BIN / "nap")
    return folder


def runner(folder: Path, text: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as the runner does, with its files beside the repository."""
    files = {
        "GITHUB_OUTPUT": str(folder.parent / "output"),
        "GITHUB_STEP_SUMMARY": str(folder.parent / "summary.md"),
        "COMMENT": str(folder.parent / "comment.md"),
        "PLAN_LANGUAGE": "nl",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text],
        cwd=folder, env=os.environ | files | environment, check=False, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def merged(folder: Path) -> tuple[str, str]:
    """What GitHub checks out for a pull request: its branch, `HEAD`, merged into main, which has moved on.

    Gives back where main is, and where it was when the branch left it.
    """
    git(folder, "checkout", "--quiet", "-b", "nieuws")
    commit(folder, "Nieuws")
    git(folder, "checkout", "--quiet", "main")
    before = git(folder, "rev-parse", "HEAD").strip()
    (folder / "LEESMIJ").write_text("Ondertussen.")
    now = commit(folder, "Ondertussen")
    git(folder, "checkout", "--quiet", "--detach")
    git(folder, "merge", "--quiet", "--no-ff", "--no-edit", "nieuws")
    return now, before


def test_a_pull_request_is_compared_with_the_base_branch_it_was_merged_into(repo: Path) -> None:
    now, before = merged(repo)
    done = runner(repo, script("Find what to compare with"), GITHUB_EVENT_NAME="pull_request")
    assert (done.returncode, (repo.parent / "output").read_text()) == (0, f"base={now}\n")
    assert now != before


@pytest.mark.parametrize(
    ("environment", "base"),
    [
        ({"GITHUB_EVENT_NAME": "push", "PUSHED_FROM": "1" * 40}, "1" * 40),
        ({"GITHUB_EVENT_NAME": "push", "PUSHED_FROM": NOWHERE}, ""),
        ({"GITHUB_EVENT_NAME": "merge_group", "QUEUED_FROM": "2" * 40, "PUSHED_FROM": ""}, "2" * 40),
    ],
    ids=["a push", "a first push", "a merge queue"],
)
def test_a_push_is_compared_with_what_was_there_before(repo: Path, environment: dict[str, str], base: str) -> None:
    done = runner(repo, script("Find what to compare with"), **environment)
    assert (done.returncode, (repo.parent / "output").read_text()) == (0, f"base={base}\n")
    assert done.stdout.startswith("::notice::") == (not base)


@pytest.mark.parametrize("event", ["pull_request", "merge_group", "push"])
def test_without_a_base_the_check_fails_instead_of_passing(repo: Path, event: str) -> None:
    commit(repo, "Geen samenvoeging")
    done = runner(repo, script("Find what to compare with"), GITHUB_EVENT_NAME=event, QUEUED_FROM="", PUSHED_FROM="")
    assert done.returncode != 0
    assert not (repo.parent / "output").exists()


def test_a_base_that_is_not_in_the_clone_fails_every_step(repo: Path) -> None:
    assert runner(repo, script("Check the plan"), BASE="1" * 40).returncode == 2
    assert runner(repo, script("Say what changes"), BASE="1" * 40).returncode != 0


def test_a_good_change_passes_and_is_said_in_words(repo: Path) -> None:
    report(repo)
    base, _ = merged(repo)
    done = runner(repo, script("Check the plan"), BASE=base)
    assert (done.returncode, "::error" in done.stdout, "::notice" in done.stdout) == (0, False, False), done.stdout

    done = runner(repo, script("Say what changes"), BASE=base)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    comment = (repo.parent / "comment.md").read_text(encoding="utf-8")
    assert "De bewustmakingstool inzake corruptie" in comment
    assert "FOD Justitie" in comment
    assert "LEESMIJ" not in comment
    assert (repo.parent / "summary.md").read_text(encoding="utf-8") == comment


def test_a_promise_that_is_rewritten_is_found_by_comparing_and_shown_on_its_line(repo: Path) -> None:
    edit(repo, 'stated: "2024"', 'stated: "2026"')
    edit(repo, "due: 2024-12-31", "due: 2026-12-31")
    base, _ = merged(repo)
    assert runner(repo, script("Check the plan"), BASE="").returncode == 0
    done = runner(repo, script("Check the plan"), BASE=base)
    assert done.returncode == 1
    assert re.search(rf"^::error file={ACTION},line=\d+", done.stdout, re.MULTILINE)
    assert runner(repo, script("Say what changes"), BASE=base).returncode == 0
    comment = (repo.parent / "comment.md").read_text(encoding="utf-8")
    assert ACTION in comment
    assert "2026" in comment


def test_what_others_changed_in_the_base_branch_is_not_said_of_a_pull_request(repo: Path) -> None:
    git(repo, "checkout", "--quiet", "-b", "oud")
    report(repo)
    git(repo, "checkout", "--quiet", "-b", "main-is-verder")
    commit(repo)
    git(repo, "branch", "--force", "main", "HEAD")
    git(repo, "checkout", "--quiet", "main")
    (repo / "code.txt").write_text("Alleen de code.")
    base, _ = merged(repo)
    done = runner(repo, script("Say what changes"), BASE=base)
    assert done.returncode == 0, done.stderr
    assert (repo.parent / "comment.md").read_text() == ""
    assert (repo.parent / "summary.md").read_text(encoding="utf-8").strip()


def test_a_file_that_cannot_be_read_fails_the_check_and_is_told(repo: Path) -> None:
    edit(repo, "chapter: 9", "chapter: [9")
    base, _ = merged(repo)
    assert runner(repo, script("Check the plan"), BASE=base).returncode in {1, 3}
    assert runner(repo, script("Say what changes"), BASE=base).returncode == 0
    assert ACTION in (repo.parent / "comment.md").read_text(encoding="utf-8")


def test_a_checker_that_breaks_is_not_taken_for_one_that_finds_nothing(repo: Path) -> None:
    base, _ = merged(repo)
    nap = repo / ".venv" / "bin" / "nap"
    nap.unlink()
    nap.write_text("#!/bin/sh\nexit 1\n")
    nap.chmod(0o755)
    assert runner(repo, script("Check the plan"), BASE=base).returncode == 1
    assert runner(repo, script("Say what changes"), BASE=base).returncode != 0


def test_a_pull_request_that_changes_the_checker_says_so(repo: Path) -> None:
    (repo / "nap").mkdir()
    (repo / "nap" / "lint.py").write_text("")
    base, _ = merged(repo)
    done = runner(repo, script("Check the plan"), BASE=base)
    assert done.returncode == 0
    assert done.stdout.startswith("::notice::The checker itself changes")


def test_a_first_push_is_checked_without_a_base(repo: Path) -> None:
    assert runner(repo, script("Check the plan"), BASE="").returncode == 0
    assert runner(repo, script("Say what changes"), BASE="").returncode == 0
    assert (repo.parent / "summary.md").read_text(encoding="utf-8").strip()


# -- the job of GitLab -----------------------------------------------------------------------------------------


@pytest.fixture
def job(pipeline: Any, repo: Path) -> Any:
    """Run what the job does after nap was set up."""
    install, text = pipeline["plan"]["script"]
    assert install == "make install"
    nothing = {
        "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": "",
        "CI_COMMIT_BEFORE_SHA": "",
    }
    return lambda **environment: runner(repo, text, **nothing | environment)


def test_a_merge_request_that_rewrites_a_promise_fails_with_a_report(repo: Path, job: Any) -> None:
    base = git(repo, "rev-parse", "HEAD").strip()
    edit(repo, 'stated: "2024"', 'stated: "2026"')
    commit(repo)
    done = job(CI_PIPELINE_SOURCE="merge_request_event", CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert done.returncode == 1
    assert ACTION in done.stdout
    quality = json.loads((repo / "codequality.json").read_text(encoding="utf-8"))
    assert ACTION in {one["location"]["path"] for one in quality}
    assert ACTION in (repo / "plan.md").read_text(encoding="utf-8")
    assert (repo / "plan.md").read_bytes() == (repo / "comment.md").read_bytes()


def test_a_merged_result_is_compared_with_what_it_was_merged_into(repo: Path, job: Any) -> None:
    before = git(repo, "rev-parse", "HEAD").strip()
    report(repo)
    base = commit(repo)
    (repo / "code.txt").write_text("Alleen de code.")
    commit(repo)
    done = job(
        CI_PIPELINE_SOURCE="merge_request_event",
        CI_MERGE_REQUEST_TARGET_BRANCH_SHA=base,
        CI_MERGE_REQUEST_DIFF_BASE_SHA=before,
    )
    assert (done.returncode, (repo / "comment.md").read_text()) == (0, "")
    done = job(CI_PIPELINE_SOURCE="push", CI_COMMIT_BEFORE_SHA=before)
    assert done.returncode == 0
    assert "De bewustmakingstool inzake corruptie" in (repo / "comment.md").read_text(encoding="utf-8")


def test_on_gitlab_too_only_a_first_push_passes_without_a_base(job: Any) -> None:
    assert job(CI_PIPELINE_SOURCE="merge_request_event", CI_COMMIT_BEFORE_SHA=NOWHERE).returncode != 0
    assert job(CI_PIPELINE_SOURCE="push").returncode != 0
    assert job(CI_PIPELINE_SOURCE="push", CI_COMMIT_BEFORE_SHA="1" * 40).returncode != 0
    assert job(CI_PIPELINE_SOURCE="push", CI_COMMIT_BEFORE_SHA=NOWHERE).returncode == 0


# -- before a commit -------------------------------------------------------------------------------------------

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


@pytest.fixture
def hooked(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository with the hooks, as pre-commit sets them up; only the installation of nap is left out."""
    monkeypatch.setenv("PATH", f"{BIN}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    hooks = [hook | {"language": "system"} for hook in HOOKS.values()]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (repo / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    commit(repo)
    subprocess.run([BIN / "pre-commit", "install"], cwd=repo, check=True, capture_output=True)
    return repo


def refused(folder: Path) -> str:
    """What is said when git refuses to commit what was staged."""
    before = git(folder, "rev-parse", "HEAD")
    with pytest.raises(subprocess.CalledProcessError) as error:
        git(folder, "commit", "--message", "Een wijziging")
    assert git(folder, "rev-parse", "HEAD") == before
    return str(error.value.stderr)


def test_a_good_change_is_committed(hooked: Path) -> None:
    report(hooked)
    before = git(hooked, "rev-parse", "HEAD")
    assert commit(hooked) != before.strip()
    assert git(hooked, "status", "--porcelain") == ""


def test_taking_away_a_file_that_another_needs_is_refused(hooked: Path) -> None:
    (parent,) = (hooked / "data" / "actions").glob("18-*.yaml")
    git(hooked, "rm", "--quiet", str(parent))
    assert "There is no file of action 18." in refused(hooked)


def test_only_what_is_committed_is_checked(hooked: Path) -> None:
    report(hooked)
    git(hooked, "add", "--all")
    edit(hooked, "chapter: 9", "chapter: 99")
    git(hooked, "commit", "--message", "Een wijziging")
    assert "chapter: 99" in (hooked / ACTION).read_text(encoding="utf-8")
    git(hooked, "add", "--all")
    assert ACTION in refused(hooked)


def test_a_file_out_of_order_is_laid_out_and_can_then_be_committed(hooked: Path) -> None:
    neat = (hooked / ACTION).read_text(encoding="utf-8")
    report(hooked)
    laid_out = (hooked / ACTION).read_text(encoding="utf-8")
    edit(hooked, 'id: "35"\nchapter: 9\n', 'chapter: 9\nid: "35"\n')
    git(hooked, "add", "--all")
    assert "nap-fmt" in refused(hooked)
    assert (hooked / ACTION).read_text(encoding="utf-8") == laid_out != neat
    commit(hooked)
    assert git(hooked, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("path", "of_the_plan"),
    [
        (ACTION, True),
        ("data/actors.yaml", True),
        ("data/plan.yml", True),
        ("plannen/zuid/data/plan.yaml", True),
        ("data/schema/plan.schema.json", False),
        ("data/actions/oud/1.yaml", False),
        ("metadata/plan.yaml", False),
        (".github/workflows/plan.yml", False),
    ],
)
def test_the_files_of_a_plan_are_known_wherever_it_lies(path: str, of_the_plan: bool) -> None:
    assert bool(re.search(HOOKS["nap-fmt"]["files"], path)) is of_the_plan


def test_the_check_before_a_commit_reads_all_always() -> None:
    assert HOOKS["nap-lint"]["always_run"] is True
    assert HOOKS["nap-lint"]["pass_filenames"] is False
