"""`nap log`: the life of one action, from the commits that touched its file."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import Nap, action, git, manifest, update, write_plan
from markdown_it import MarkdownIt
from test_changes import DATE, REVISION

from nap.output.changes import telling
from nap.output.changes.telling import Telling
from nap.output.history import Event, Life, as_text
from nap.output.table import Screen
from nap.store.git import commits
from nap.store.history import history_of


@pytest.fixture(autouse=True)
def _only_these_repositories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the configuration, or of a repository, around the tests."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def commit(folder: Path, message: str, author: str = "Ann Peeters", day: str = "2026-01-05") -> str:
    git(folder, "add", "--all")
    who, when = f"{author} <iemand@example.org>", f"{day}T23:30:00+0100"
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message, "--author", who, "--date", when)
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with a plan of two actions in one commit."""
    folder = write_plan(tmp_path / "plan", action("1"), action("2"))
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "Het plan")
    return folder


def write(folder: Path, name: str, **changes: Any) -> Path:
    """Write action 1 to a file of some name."""
    path = folder / "data/actions" / name
    path.write_text(json.dumps(action("1", **changes), ensure_ascii=False), encoding="utf-8")
    return path


def told(nap: Nap, folder: Path, *arguments: str) -> list[tuple[str | None, list[str]]]:
    """The subject of each commit, and the kinds of what changed."""
    done = nap("log", *(arguments or ("1",)), "--format", "json", plan=folder)
    assert done.code == 0
    return [(event["subject"], [change["kind"] for change in event["changes"]]) for event in done.json]


PREPARING = update("2025-12-31", "preparing", text="De nota ligt klaar.")
DONE = update("2026-06-30", "completed", evidence=[{"url": "https://example.org/nota"}])


# -- what is told ----------------------------------------------------------------------------------------------


def test_the_life_of_an_action_is_told_newest_first(repo: Path, nap: Nap) -> None:
    write(repo, "1.yaml", updates=[PREPARING])
    commit(repo, "Antwoord", "Jan Janssens", "2026-01-20")
    write_plan(repo, action("2", chapter=2))
    commit(repo, "Iets anders")
    write(repo, "1.yaml", updates=[PREPARING, DONE])
    done = nap("log", "1", plan=repo)
    assert done.code == 0
    assert done.err == ""
    assert done.lines == [
        "1  Actie nummer 1",
        "",
        "Not committed yet",
        "  Dienst Een reports: completed on 2026-06-30; before that preparing.",
        "    Evidence: https://example.org/nota",
        "  As a whole it goes from preparing to completed.",
        "",
        "2026-01-20, Jan Janssens",
        "  Dienst Een reports for the first time: preparing on 2025-12-31.",
        "    “De nota ligt klaar.”",
        "  As a whole it goes from unreported to preparing.",
        "",
        "2026-01-05, Ann Peeters",
        "  The action is added, in chapter 1.",
        "    Responsible: Dienst Een",
        "    Deadline: “2024”",
        "    1 measure",
        "      Measure a: “Iets doen.”",
    ]
    assert "@" not in done.out


def test_reverse_begins_with_the_oldest(repo: Path, nap: Nap) -> None:
    write(repo, "1.yaml", chapter=2)
    commit(repo, "Verhuisd")
    write(repo, "1.yaml", chapter=1)
    expected = [("Het plan", ["action_added"]), ("Verhuisd", ["amended"]), (None, ["amended"])]
    assert told(nap, repo) == expected[::-1]
    assert told(nap, repo, "1", "--reverse") == expected


def test_commits_are_named_only_when_asked(repo: Path, nap: Nap) -> None:
    head = git(repo, "rev-parse", "--short=10", "HEAD").strip()
    assert "Het plan" not in nap("log", "1", plan=repo).out
    assert f"  {head}  Het plan" in nap("log", "1", "--verbose", plan=repo).lines
    assert f"{head}  Het plan" in nap("log", "1", "-v", "--format", "markdown", plan=repo).lines


def test_json_gives_each_event_with_its_changes(repo: Path, nap: Nap) -> None:
    write(repo, "1.yaml", deadline=DATE | {"revisions": [REVISION]})
    head = commit(repo, "Verschoven", "Jan Janssens", "2026-02-01")
    event = nap("log", "1", "--format", "json", plan=repo).json[0]
    assert {key: event[key] for key in ("commit", "date", "author", "subject", "readable")} == {
        "commit": head, "date": "2026-02-01", "author": "Jan Janssens", "subject": "Verschoven", "readable": True,
    }  # fmt: skip
    assert [(change["kind"], change["before"]) for change in event["changes"]] == [("moved", "2024-12-31")]


def test_markdown_has_a_heading_for_each_event_and_shows_names_as_they_are(repo: Path, nap: Nap) -> None:
    write(repo, "1.yaml", chapter=2)
    commit(repo, "Verhuisd", "*Jan* [x](y)")
    text = nap("log", "1", "--format", "markdown", plan=repo).out
    tokens = MarkdownIt().parse(text)
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2", "h2"]
    assert "2026-01-05, *Jan* [x](y)" in ["".join(c.content for c in t.children or ()) for t in tokens]


def test_layout_alone_is_said_in_one_line(repo: Path, nap: Nap) -> None:
    path = repo / "data/actions/1.yaml"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=4))
    commit(repo, "Opgemaakt", day="2026-03-01")
    assert nap("log", "1", plan=repo).lines[2:4] == [
        "2026-03-01, Ann Peeters",
        "  Nothing that it says changes, only its layout.",
    ]


def test_a_version_that_cannot_be_read_is_told_as_such(repo: Path, nap: Nap) -> None:
    path = repo / "data/actions/1.yaml"
    good = path.read_text()
    for number, bad in enumerate((b'id: "1"\nkapot: [', b'id: "1"\noud: ja\n', b"\xff", b"#" * 2_000_001)):
        path.write_bytes(bad)
        commit(repo, f"Kapot {number}")
    path.write_text(good)
    commit(repo, "Hersteld")
    events = nap("log", "1", "--format", "json", plan=repo).json
    assert [event["readable"] for event in events] == [False] * 5 + [True]
    assert "  What changed cannot be told: the file as it was then cannot be read." in nap("log", "1", plan=repo).lines


def test_what_cannot_be_read_now_still_has_a_past(repo: Path, nap: Nap) -> None:
    (repo / "data/actions/1.yaml").write_text('id: "1"\nkapot: [')
    done = nap("log", "1", plan=repo)
    assert done.code == 3
    assert "data/actions/1.yaml" in done.err
    assert done.lines[0] == "1  Actie nummer 1"
    assert "2026-01-05, Ann Peeters" in done.lines


def test_texts_and_words_are_in_the_language_asked_for(repo: Path, nap: Nap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "translated", lambda sentence, language: f"{language}:{sentence}")
    lines = nap("log", "1", "--lang", "fr", plan=repo).lines
    assert lines[0] == "1  Action numéro 1"
    assert "fr:2026-01-05, Ann Peeters" in lines
    assert "  fr:The action is added, in chapter 1." in lines


def test_text_fits_the_terminal_and_carries_nothing_that_it_obeys(real: Any) -> None:
    tell = Telling(real, real, "nl", "en")
    subject = "Een \x1b[31mrode\x1b[0m kop " * 10
    event = Event(tell, None, "0" * 40, None, "Jan \u202eneP", subject)
    lines = as_text(Life("1", "Titel " * 30, [event], None), tell, Screen(50, color=True), verbose=True).splitlines()
    bare = [line.removeprefix("\x1b[1m").removeprefix("\x1b[2m").removesuffix("\x1b[0m") for line in lines]
    assert max(map(len, bare)) <= 50
    assert not any("\x1b" in line or "\u202e" in line for line in bare)


# -- which file it is ------------------------------------------------------------------------------------------


def test_a_file_is_followed_through_its_names(repo: Path, nap: Nap) -> None:
    actions = repo / "data/actions"
    (actions / "1.yaml").rename(actions / "01-een.yaml")
    commit(repo, "Naam")
    (actions / "01-een.yaml").rename(actions / "zonder-nummer.yaml")
    write(repo, "zonder-nummer.yaml", chapter=2)
    commit(repo, "Nog een naam")
    (actions / "zonder-nummer.yaml").rename(actions / "001.yml")
    commit(repo, "Derde naam")
    assert told(nap, repo) == [
        ("Derde naam", ["renamed"]),
        ("Nog een naam", ["amended", "renamed"]),
        ("Naam", ["renamed"]),
        ("Het plan", ["action_added"]),
    ]


def test_an_action_that_got_another_number_keeps_its_past(repo: Path, nap: Nap) -> None:
    write(repo, "1.yaml", updates=[PREPARING])
    commit(repo, "Antwoord")
    titled = {"title": {"nl": "Actie nummer 1", "fr": "Action numéro 1"}, "source": {"section": "Actie 1"}}
    (repo / "data/actions/1.yaml").unlink()
    path = repo / "data/actions/7.yaml"
    path.write_text(json.dumps(action("7", updates=[PREPARING], **titled), ensure_ascii=False))
    commit(repo, "Hernummerd")
    assert told(nap, repo, "7") == [
        ("Hernummerd", ["amended", "renamed"]),
        ("Antwoord", ["reported"]),
        ("Het plan", ["action_added"]),
    ]


def test_a_file_that_only_looks_like_another_has_no_part_in_its_past(repo: Path, nap: Nap) -> None:
    write_plan(repo, action("2", baseline="Dezelfde lange tekst. " * 50))
    commit(repo, "Tekst")
    (repo / "data/actions/2.yaml").unlink()
    write_plan(repo, action("3", baseline="Dezelfde lange tekst. " * 50))
    commit(repo, "2 weg, 3 erbij")
    assert commits(repo, "data/actions")[0].files == (("data/actions/2.yaml", "data/actions/3.yaml"),)
    assert told(nap, repo, "3") == [("2 weg, 3 erbij", ["action_added"])]
    assert told(nap, repo, "2")[0] == ("2 weg, 3 erbij", ["action_removed"])
    assert len(told(nap, repo, "2")) == 3


def test_an_action_that_is_gone_can_be_asked_for(repo: Path, nap: Nap) -> None:
    (repo / "data/actions/2.yaml").unlink()
    removal = {"action": "2", "date": "2026-02-01", "kind": "amendment", "reason": "Weg.", "decided_by": "De regering"}
    write_plan(repo, plan=manifest(removed=[removal]))
    commit(repo, "2 weg", day="2026-02-02")
    lines = nap("log", "02", plan=repo).lines
    assert lines[:5] == [
        "2  Actie nummer 2",
        "",
        "2026-02-02, Ann Peeters",
        "  This action is no longer there.",
        "    Amendment of 2026-02-01, decided by De regering: Weg.",
    ]


@pytest.mark.parametrize("name", ["9", "nergens", "--", "1/../2"])
def test_an_action_that_never_was_is_refused(repo: Path, nap: Nap, name: str) -> None:
    done = nap("log", name, plan=repo)
    assert (done.code, done.out) == (2, "")


def test_an_action_that_is_not_committed_has_a_life_already(repo: Path, nap: Nap) -> None:
    write_plan(repo, action("3"))
    assert told(nap, repo, "3") == [(None, ["action_added"])]


# -- shapes of history -----------------------------------------------------------------------------------------


def test_what_a_branch_did_is_told_once(repo: Path, nap: Nap) -> None:
    git(repo, "checkout", "--quiet", "-b", "tak")
    write(repo, "1.yaml", chapter=2)
    commit(repo, "Op de tak")
    git(repo, "checkout", "--quiet", "main")
    write_plan(repo, action("2", chapter=2))
    commit(repo, "Op main")
    git(repo, "merge", "--quiet", "--no-ff", "--message", "Samen", "tak")
    assert [subject for subject, _ in told(nap, repo)] == ["Op de tak", "Het plan"]


def merged(folder: Path, on_main: dict[str, Any], together: dict[str, Any]) -> None:
    """A branch that moves action 1 to chapter 2, something else on main, and a merge that makes of it what it likes."""
    git(folder, "checkout", "--quiet", "-b", "tak")
    write(folder, "1.yaml", chapter=2)
    commit(folder, "Op de tak", day="2026-04-01")
    git(folder, "checkout", "--quiet", "main")
    write(folder, "1.yaml", **on_main)
    commit(folder, "Op main", day="2026-03-01")
    git(folder, "merge", "--quiet", "--no-ff", "--no-commit", "--strategy=ours", "tak")
    write(folder, "1.yaml", chapter=2, **together)
    commit(folder, "Samen", day="2026-05-01")


def test_of_a_merge_only_what_neither_side_had_is_told(repo: Path, nap: Nap) -> None:
    merged(repo, {"baseline": "Al iets."}, {"baseline": "Al iets.", "updates": [PREPARING]})
    life = told(nap, repo)
    assert life[0] == ("Samen", ["reported"])
    assert dict(life[1:]) == {"Op main": ["amended"], "Op de tak": ["amended"], "Het plan": ["action_added"]}


def test_what_a_merge_drops_is_told(repo: Path, nap: Nap) -> None:
    merged(repo, {"updates": [PREPARING]}, {})
    life = told(nap, repo)
    assert life[0] == ("Samen", ["erased"])
    assert dict(life[1:]) == {"Op main": ["reported"], "Op de tak": ["amended"], "Het plan": ["action_added"]}


def test_a_merge_that_adds_nothing_of_its_own_is_not_told(repo: Path, nap: Nap) -> None:
    merged(repo, {"baseline": "Al iets."}, {"baseline": "Al iets."})
    assert {subject for subject, _ in told(nap, repo)} == {"Op main", "Op de tak", "Het plan"}


def test_a_clone_that_is_cut_in_several_places_says_the_last(repo: Path, tmp_path: Path, nap: Nap) -> None:
    merged(repo, {"baseline": "Al iets."}, {"baseline": "Al iets.", "updates": [PREPARING]})
    git(tmp_path, "clone", "--quiet", "--depth=2", repo.as_uri(), "ondiep")
    assert "What happened until 2026-04-01 is not in this clone" in nap("log", "1", plan=tmp_path / "ondiep").err


def test_a_plan_in_a_folder_of_the_repository_has_its_own_past(tmp_path: Path, nap: Nap) -> None:
    folder = write_plan(tmp_path / "repo" / "plannen" / "één", action("1"))
    other = write_plan(tmp_path / "repo" / "plannen" / "twee", action("1"))
    git(tmp_path / "repo", "init", "--quiet", "--initial-branch=main")
    commit(tmp_path / "repo", "Beide")
    write(other, "1.yaml", chapter=2)
    commit(tmp_path / "repo", "Twee")
    write(folder, "1.yaml", chapter=2)
    commit(tmp_path / "repo", "Een")
    (folder / "data/actions/1.yaml").rename(folder / "data/actions/zonder-nummer.yaml")
    commit(tmp_path / "repo", "Naam")
    assert told(nap, folder) == [("Naam", ["renamed"]), ("Een", ["amended"]), ("Beide", ["action_added"])]


def test_a_shallow_clone_says_that_the_rest_is_not_there(repo: Path, tmp_path: Path, nap: Nap) -> None:
    write(repo, "1.yaml", chapter=2)
    commit(repo, "Verhuisd", day="2026-04-01")
    write(repo, "1.yaml", chapter=1)
    commit(repo, "Terug", day="2026-05-01")
    git(tmp_path, "clone", "--quiet", "--depth=2", repo.as_uri(), "ondiep")
    done = nap("log", "1", "--format", "json", plan=tmp_path / "ondiep")
    assert [event["subject"] for event in done.json] == ["Terug"]
    assert "What happened until 2026-04-01 is not in this clone" in done.err
    assert "git fetch --unshallow" in done.err
    write_plan(repo, action("3"))
    commit(repo, "Nieuw")
    git(tmp_path, "clone", "--quiet", "--depth=2", repo.as_uri(), "ondiep2")
    done = nap("log", "3", plan=tmp_path / "ondiep2")
    assert "not in this clone" not in done.err
    assert "The action is added" in done.out


def test_without_a_repository_or_a_commit_there_is_no_past(tmp_path: Path, nap: Nap) -> None:
    folder = write_plan(tmp_path / "plan", action("1"))
    done = nap("log", "1", plan=folder)
    assert done.code == 2
    assert "is not in a git repository" in done.err
    git(folder, "init", "--quiet")
    done = nap("log", "1", plan=folder)
    assert done.code == 2
    assert "Nothing was committed here yet." in done.err


def test_settings_of_the_reader_change_nothing(repo: Path, nap: Nap) -> None:
    actions = repo / "data/actions"
    (actions / "1.yaml").rename(actions / "01-een.yaml")
    commit(repo, "Naam")
    before = told(nap, repo)
    for setting in ("log.follow=true", "log.showSignature=true", "diff.renames=false", "log.date=relative",
                    "color.ui=always", "format.pretty=oneline", "core.quotepath=true", "diff.noprefix=true",
                    "i18n.logOutputEncoding=latin1", "log.diffMerges=off",
                    "log.showRoot=false"):  # fmt: skip
        git(repo, "config", *setting.split("="))
    assert told(nap, repo) == before


def test_odd_authors_subjects_days_and_names_of_files_are_read_as_they_are(repo: Path) -> None:
    (repo / "data/actions/é \x01M\t2.yaml").write_text("{}")
    commit(repo, "\x1fEen \x1f kop", author="Ān \x1f Ð")
    git(repo, "commit", "--quiet", "--allow-empty", "--message", "Later", "--date", "@999999999999 +0000")
    write(repo, "1.yaml", chapter=2)
    git(repo, "commit", "--quiet", "--all", "--message", "Ver weg", "--date", "@999999999999 +0000")
    latest, odd, first = commits(repo, "data/actions")
    assert odd.files == (("", "data/actions/é \x01M\t2.yaml"),)
    assert latest.subject == "Ver weg"
    assert first.files == (("", "data/actions/1.yaml"), ("", "data/actions/2.yaml"))
    assert [step.commit and step.commit.subject for step in history_of(repo, "1").steps] == ["Ver weg", "Het plan"]
