"""`nap diff`: what changed, in words, between two states of a plan in git."""

from __future__ import annotations

import datetime
import json
import os
import re
from pathlib import Path
from typing import Any, get_origin

import pytest
from conftest import DAY, Nap, action, actors, git, manifest, update, write_plan
from hypothesis import assume, given
from markdown_it import MarkdownIt
from memory import plan_of
from test_changes import AMENDMENT, DATE, PHASED, REVISION, RICH, edited, plan_from

from nap.changes import records
from nap.changes.compare import changes
from nap.errors import NapError
from nap.model.base import Record
from nap.model.manifest import Manifest
from nap.model.plan import Plan
from nap.output.changes import names, sentences, telling, whole
from nap.output.changes.as_json import objects
from nap.output.changes.markdown import MOST, as_markdown
from nap.output.changes.telling import Line, Telling, parted
from nap.output.changes.text import as_text, sections
from nap.output.table import Screen
from nap.sentence import Sentence
from nap.store.git import merge_base


@pytest.fixture(autouse=True)
def _only_these_repositories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the configuration, or of a repository, around the tests."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def commit(folder: Path, message: str = "Een wijziging") -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message, "--allow-empty")
    return git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with a plan of two actions in one commit."""
    folder = write_plan(tmp_path / "plan", action("1"), action("2"))
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def words(before: dict[str, Any], after: dict[str, Any], **files: Any) -> list[str]:
    """What is said of two versions of one action, line by line, without the totals and the title."""
    old, new = plan_of(before, **files), plan_of(after, **files)
    text = as_text(Telling(old, new, "nl", "en"), changes(old, new, DAY), Screen())
    return [line.strip() for line in text.splitlines()[3:]]


def totals(old: Plan, new: Plan) -> str:
    return as_text(Telling(old, new, "nl", "en"), changes(old, new, DAY), Screen()).splitlines()[0]


# -- which states are compared ---------------------------------------------------------------------------------


def test_what_was_not_committed_yet_is_told_by_default(repo: Path, nap: Nap) -> None:
    assert nap("diff", plan=repo).out == "Nothing changes.\n"
    write_plan(repo, action("1", updates=[update("2025-01-01", "preparing", text="De nota ligt klaar.")]))
    done = nap("diff", "--on", "2026-01-01", plan=repo)
    assert done.code == 0
    assert done.err == ""
    assert done.lines == [
        "1 action reported on; nothing else changes.",
        "",
        "1  Actie nummer 1",
        "  Dienst Een reports for the first time: preparing on 2025-01-01.",
        "    “De nota ligt klaar.”",
        "  As a whole it goes from unreported to preparing.",
    ]


def test_revisions_are_compared_as_git_writes_them(repo: Path, nap: Nap) -> None:
    git(repo, "checkout", "--quiet", "-b", "tak")
    write_plan(repo, action("1", title="Op de tak"))
    commit(repo)
    git(repo, "checkout", "--quiet", "main")
    write_plan(repo, action("2", title="Op main"))
    commit(repo)
    write_plan(repo, action("3", title="Op schijf"))

    def named(*revisions: str) -> list[str]:
        return [entry["action"] for entry in nap("diff", *revisions, "--format", "json", plan=repo).json]

    assert set(named()) == {"3"}
    assert set(named("HEAD~1")) == {"2", "3"}
    assert set(named("tak")) == {"1", "2", "3"}
    assert set(named("main..tak")) == {"1", "2"}
    assert set(named("main...tak")) == {"1"}
    assert set(named("...tak")) == {"1"}
    assert set(named("tak...")) == {"2"}
    assert set(named("HEAD~1..")) == {"2"}
    assert named("..main") == []


def test_a_plan_in_a_folder_of_the_repository_is_found_in_its_past(tmp_path: Path, nap: Nap) -> None:
    folder = write_plan(tmp_path / "repo" / "plannen" / "nap", action("1"))
    git(tmp_path / "repo", "init", "--quiet", "--initial-branch=main")
    commit(tmp_path / "repo")
    write_plan(folder, action("1", chapter=2))
    done = nap("diff", plan=None, cwd=folder / "data")
    assert "It moves from chapter 1 to chapter 2." in done.out


@pytest.mark.parametrize(
    "revisions", ["nergens", "nergens..HEAD", "HEAD..nergens", "HEAD...nergens", "HEAD..HEAD..HEAD"]
)
def test_a_revision_that_is_not_there_is_refused(repo: Path, nap: Nap, revisions: str) -> None:
    done = nap("diff", revisions, plan=repo)
    assert (done.code, done.out) == (2, "")
    assert "There is no revision" in done.err


def test_without_git_nothing_is_known_of_the_past(tmp_path: Path, nap: Nap) -> None:
    folder = write_plan(tmp_path / "plan", action("1"))
    done = nap("diff", plan=folder)
    assert done.code == 2
    assert "is not in a git repository" in done.err
    git(folder, "init", "--quiet")
    done = nap("diff", plan=folder)
    assert done.code == 2
    assert "Nothing was committed here yet." in done.err


def test_the_merge_base_is_where_two_revisions_parted(repo: Path) -> None:
    base = git(repo, "rev-parse", "HEAD").strip()
    git(repo, "checkout", "--quiet", "-b", "tak")
    commit(repo, "Op de tak")
    git(repo, "checkout", "--quiet", "main")
    first = commit(repo, "Op main")
    commit(repo, "Nog een op main")
    assert merge_base(repo, "main", "tak") == base
    assert merge_base(repo, first[:10], "main") == first


def test_revisions_without_a_common_commit_have_no_merge_base(repo: Path) -> None:
    git(repo, "checkout", "--quiet", "--orphan", "los")
    commit(repo, "Los")
    with pytest.raises(NapError) as caught:
        merge_base(repo, "main", "los")
    assert "no commit in common" in caught.value.message
    assert "--unshallow" not in caught.value.hint


def test_a_shallow_clone_says_what_to_fetch(repo: Path, tmp_path: Path, nap: Nap) -> None:
    git(repo, "checkout", "--quiet", "-b", "tak")
    write_plan(repo, action("3"))
    commit(repo)
    git(repo, "checkout", "--quiet", "main")
    write_plan(repo, action("4"))
    commit(repo)
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", repo.as_uri(), "ondiep")
    done = nap("diff", "origin/main...origin/tak", plan=tmp_path / "ondiep")
    assert done.code == 2
    assert "git fetch --unshallow" in done.err
    assert nap("diff", "origin/main..origin/tak", plan=tmp_path / "ondiep").code == 0


# -- what cannot be read ---------------------------------------------------------------------------------------


def test_what_cannot_be_read_on_one_side_is_neither_new_nor_gone(repo: Path, nap: Nap) -> None:
    broken = repo / "data/actions/2.yaml"
    good = broken.read_text()
    broken.write_text('id: "2"\ntitle: [')
    write_plan(repo, action("1", chapter=2))
    done = nap("diff", plan=repo)
    assert done.code == 3
    assert [entry["action"] for entry in nap("diff", "--format", "json", plan=repo).json] == ["1"]
    assert "Left out, because it cannot be read before or after: 2." in done.lines
    assert "laid out" not in done.out
    assert re.search(r"nap: data/actions/2\.yaml:\d+:\d+: ", done.err)
    assert "HEAD" not in done.err
    commit(repo)
    broken.write_text(good)
    done = nap("diff", plan=repo)
    assert done.code == 3
    assert done.lines == ["Nothing changes.", "Left out, because it cannot be read before or after: 2."]
    assert re.search(r"nap: HEAD: data/actions/2\.yaml:\d+:\d+: ", done.err)


def test_actors_that_cannot_be_read_are_neither_new_nor_gone(repo: Path, nap: Nap) -> None:
    path = repo / "data/actors.yaml"
    good = path.read_text()
    for bad in ("actors: [", good.replace('"kind": "unit"', '"kind": "eenheid"')):
        path.write_text(bad)
        done = nap("diff", plan=repo)
        assert done.code == 3
        assert "Actors" not in done.out
        assert "actor" not in done.lines[0]


def test_a_plan_that_cannot_be_read_at_all_is_not_compared(repo: Path, nap: Nap) -> None:
    (repo / "data/plan.yaml").write_text("id: [")
    done = nap("diff", plan=repo)
    assert (done.code, done.out) == (3, "")
    assert "plan.yaml cannot be read" in done.err
    git(repo, "rm", "--quiet", "--cached", "data/plan.yaml")
    git(repo, "commit", "--quiet", "--message", "Weg")
    git(repo, "checkout", "--quiet", "HEAD~1", "--", "data/plan.yaml")
    done = nap("diff", plan=repo)
    assert (done.code, done.out) == (3, "")
    assert "HEAD: data/plan.yaml" in done.err


# -- layout ----------------------------------------------------------------------------------------------------


def test_layout_alone_is_said_in_one_line(repo: Path, nap: Nap) -> None:
    for number in ("1", "2"):
        path = repo / f"data/actions/{number}.yaml"
        path.write_text("# Anders opgemaakt.\n" + json.dumps(json.loads(path.read_text()), indent=4))
        count = "1 file is laid out otherwise and says the same." if number == "1" else "2 files are laid out"
        done = nap("diff", "--exit-code", plan=repo)
        assert (done.code, len(done.lines)) == (0, 2)
        assert done.lines[0] == "Nothing changes."
        assert done.lines[1].startswith(count)
    write_plan(repo, action("1", chapter=2))
    assert nap("diff", plan=repo).lines[1] == "1 file is laid out otherwise and says the same."


def test_the_exit_code_says_whether_anything_changes(repo: Path, nap: Nap) -> None:
    assert nap("diff", "--exit-code", plan=repo).code == 0
    write_plan(repo, action("1", chapter=2))
    assert nap("diff", plan=repo).code == 0
    assert nap("diff", "--exit-code", plan=repo).code == 1
    assert nap("diff", "--exit-code", "--action", "2", plan=repo).code == 0


# -- which actions ---------------------------------------------------------------------------------------------


def test_only_the_actions_asked_for_are_told(tmp_path: Path, nap: Nap) -> None:
    folder = write_plan(tmp_path, action("1"), action("2", chapter=2), action("3", actors=[{"actor": "twee"}]))
    git(folder, "init", "--quiet")
    commit(folder)
    write_plan(folder, *(action(n, title=f"Anders {n}", actors=[{"actor": "een-a"}]) for n in "12"),
               plan=manifest(title="Anders"))  # fmt: skip
    (folder / "data/actions/3.yaml").unlink()

    def named(*options: str) -> list[str]:
        done = nap("diff", *options, "--format", "json", plan=folder)
        assert "as a whole, is left out" in done.err
        return sorted({entry["action"] for entry in done.json})

    assert named("--action", "1") == ["1"]
    assert named("--action", "1", "--action", "3") == ["1", "3"]
    write_plan(folder, action("1", title="Anders 1"), action("4"), plan=manifest(title="Anders"))
    assert named("--action", "3", "--action", "4") == ["3", "4"]
    (folder / "data/actions/4.yaml").unlink()
    assert named("--actor", "Dienst Een") == ["1", "2"]
    assert named("--actor", "Tweede dienst") == ["3"]
    assert named("--chapter", "2") == ["2"]
    assert named("--chapter", "1", "--actor", "Dienst Een") == ["1", "2"]
    done = nap("diff", "--action", "9", plan=folder)
    assert done.code == 2
    assert "There is no action '9'." in done.err


# -- formats ---------------------------------------------------------------------------------------------------


def test_json_gives_every_change_with_its_place(repo: Path, nap: Nap) -> None:
    who = actors({"id": "nieuw", "kind": "body", "name": "Nieuw"})
    changed = action("1", deadline=DATE | {"revisions": [REVISION]}, updates=[update("2025-01-01", "preparing")])
    write_plan(repo, changed, plan=manifest(title="Anders"), who=who)
    told = nap("diff", "--format", "json", "--on", "2026-01-01", plan=repo).json
    assert [(entry["kind"], entry["action"], entry["actor"], entry["location"]) for entry in told] == [
        ("moved", "1", None, ["deadline", "revisions", 0]),
        ("reported", "1", None, ["updates", 0]),
        ("actor_added", None, "nieuw", []),
        ("plan_changed", None, None, ["title"]),
    ]
    moved, reported, *_ = told
    assert (moved["before"], moved["revision"]["due"]) == ("2024-12-31", "2025-12-31")
    assert (reported["status_before"], reported["status_after"]) == ("unreported", "preparing")
    assert nap("diff", "HEAD..HEAD", "--format", "json", plan=repo).json == []


def test_a_status_that_changes_from_outside_is_an_object_too() -> None:
    who = actors()
    who["actors"][2]["successor"] = "twee"
    news = action(updates=[update("2025-01-01", "preparing", by="twee")])
    old, new = plan_of(news), plan_of(news, who=who)
    first = next(objects(changes(old, new, DAY)))
    assert (first["kind"], first["action"], first["status_after"]) == ("status_changed", "1", "preparing")
    text = as_text(Telling(old, new, "nl", "en"), changes(old, new, DAY), Screen())
    assert text.startswith("1 action with another status, 1 actor changed; nothing else changes.")
    assert "As a whole it goes from unreported to preparing." in text


def test_markdown_has_a_heading_for_each_action_and_shows_texts_as_they_are(repo: Path, nap: Nap) -> None:
    title = "<b>Vet</b> *en* | [link](https://example.org) # @iemand"
    write_plan(repo, action("1", title=title), action("2", chapter=2))
    text = nap("diff", "--format", "markdown", plan=repo).out
    tokens = MarkdownIt().enable("table").parse(text)
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h3", "h3"]
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special", "code_inline", "strong_open", "strong_close"}
    assert {child.content for child in inline if child.type == "code_inline"} == {
        "[link](https://example.org)",
        "@iemand",
        "@iemand”",
    }
    assert "".join(child.content for child in inline).count(title) == 2
    assert text.startswith(
        "**2 actions changed without an amendment, 1 translation changed; nothing else changes.**\n\n"
    )


def many(count: int, size: int = 40) -> tuple[Plan, Plan]:
    """Two states of a plan in which so many actions get a report."""
    numbers = [str(number) for number in range(1, count + 1)]
    text = "woord <i>&amp; " * size
    news = [update("2025-01-01", "preparing", text=text)]
    return plan_of(*map(action, numbers)), plan_of(*(action(number, updates=news) for number in numbers))


def test_long_markdown_is_folded_under_its_headings() -> None:
    old, new = many(20)
    text = as_markdown(Telling(old, new, "nl", "en"), changes(old, new, DAY))
    assert text.count("<details><summary>1 action reported on</summary>") == text.count("</details>") == 20
    assert text.count("### ") == 20
    few = as_markdown(Telling(*many(2), "nl", "en"), changes(*many(2), DAY))
    assert "<details>" not in few


@pytest.mark.parametrize(("count", "size"), [(400, 40), (3, 20_000), (1, 20_000)])
def test_markdown_fits_a_comment_and_says_what_it_left_out(count: int, size: int) -> None:
    old, new = many(count, size)
    text = as_markdown(Telling(old, new, "nl", "en"), changes(old, new, DAY))
    assert len(text) < 65_536
    if count == 400:
        shown = text.count("### ")
        assert text.endswith(f"There is no room here for {400 - shown} more headings; `nap diff` shows them.\n")
        assert len(text) > MOST * 0.9
    else:
        assert "…" in text
    assert text.count("<details>") == text.count("</details>")


def test_one_action_with_too_much_to_say_is_cut_between_two_things() -> None:
    measures = [{"id": f"{a}{b}", "text": "woord " * 40} for a in "abcdefghij" for b in "abcdefghijklmnopqrst"]
    old, new = plan_of(action(measures=[])), plan_of(action(measures=measures))
    text = as_markdown(Telling(old, new, "nl", "en"), changes(old, new, DAY))
    assert re.search(r"\n- There is no room here for the rest \(\d+\)\.\n\n</details>\n$", text)
    assert len(text) < 40_000


def test_text_fits_the_terminal_and_is_whole_when_piped() -> None:
    old, new = many(1, 20)
    found = changes(old, new, DAY)
    tell = Telling(old, new, "nl", "en")
    assert max(map(len, as_text(tell, found, Screen(60)).splitlines())) <= 60
    piped = as_text(tell, found, Screen())
    assert as_text(tell, found, Screen(60)).split() == piped.split()
    assert "\x1b[1m1  Actie nummer 1\x1b[0m" in as_text(tell, found, Screen(60, color=True))


def test_nothing_from_the_data_is_obeyed_by_a_terminal() -> None:
    old, new = plan_of(action()), plan_of(action(baseline="Rood \x1b[31m en \u202eomgekeerd\nop twee regels"))
    text = as_text(Telling(old, new, "nl", "en"), changes(old, new, DAY), Screen())
    assert "Rood [31m en omgekeerd op twee regels" in text


def test_files_are_named_only_when_asked(repo: Path, nap: Nap) -> None:
    write_plan(repo, action("1", chapter=2))
    (repo / "data/actions/2.yaml").rename(repo / "data/actions/02-twee.yaml")
    plain, named = nap("diff", plan=repo).out, nap("diff", "--files", plan=repo).out
    assert "data/" not in plain
    assert "Its file has another name." in plain
    assert "File: data/actions/1.yaml" in named
    assert "File: data/actions/02-twee.yaml, before data/actions/2.yaml" in named


# -- languages -------------------------------------------------------------------------------------------------


def test_texts_are_in_the_language_asked_for(repo: Path, nap: Nap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "translated", lambda sentence, language: f"{language}:{sentence}")
    write_plan(repo, action("1", chapter=2))
    french = nap("diff", "--lang", "fr", plan=repo)
    assert "1  Action numéro 1" in french.out
    assert "fr:It moves from chapter 1 to chapter 2." in french.out
    assert "en:It moves" in nap("diff", plan=repo).out
    done = nap("diff", "--lang", "xx", plan=repo)
    assert done.code == 2
    assert "not followed up in 'xx'" in done.err


def test_a_language_that_nap_does_not_speak_is_one_of_texts_only(tmp_path: Path, nap: Nap) -> None:
    spanish = manifest(languages=["nl", "es"])
    folder = write_plan(tmp_path, action("1", title={"nl": "Titel", "es": "Título"}), plan=spanish)
    git(folder, "init", "--quiet")
    commit(folder)
    write_plan(folder, action("1", title={"nl": "Titel", "es": "Título"}, chapter=2), plan=spanish)
    assert nap("diff", "--lang", "es", plan=folder).lines[2:] == [
        "1  Título",
        "  It moves from chapter 1 to chapter 2.",
        "  The plan's own text changes, and no amendment or erratum says why.",
    ]


# -- words -----------------------------------------------------------------------------------------------------

SAID: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({}, {"updates": [update("2025-01-01", "stopped", obstacles="Geen geld.", received="2025-02-01")]},
     "Obstacles: “Geen geld.”"),
    ({}, {"updates": [update("2025-01-01", "stopped", obstacles="Geen geld.", received="2025-02-01")]},
     "Received on 2025-02-01."),
    ({}, {"updates": [update("2025-01-01", "preparing", measures={"a": "completed"})]}, "Measures: a completed"),
    ({}, {"updates": [update("2025-01-01", "preparing", evidence=[{"url": "https://example.org/1", "title": "Nota"}])]},
     "Evidence: Nota https://example.org/1"),
    ({}, {"updates": [update("2025-01-01", "preparing", by="staat")]},
     "This actor answers for none of those that are responsible, so no status changes."),
    ({}, {"updates": [update("2025-01-01", "preparing", by="secretariaat", scope="action")]},
     "SEC reports on the whole action: preparing on 2025-01-01."),
    ({"updates": [update("2025-01-01", "preparing")]},
     {"updates": [update("2025-01-01", "preparing"), update("2025-06-01", "preparing")]},
     "Dienst Een reports again: still preparing on 2025-06-01."),
    ({"updates": [update("2025-01-01", "preparing")]},
     {"updates": [update("2025-01-01", "preparing"), update("2025-06-01", "in_progress")]},
     "Dienst Een reports: in progress on 2025-06-01; before that preparing."),
    ({"updates": [update("2025-01-01", "preparing")]},
     {"updates": [update("2024-06-01", "not_started", obstacles="x"), update("2025-01-01", "preparing")]},
     "It was put before reports that were there already."),
    ({"updates": [update("2025-01-01", "preparing")]}, {},
     "What Dienst Een reported on 2025-01-01 was removed (preparing)."),
    ({"updates": [update("2025-01-01", "preparing")]}, {"updates": [update("2025-01-01", "in_progress")]},
     "Status: preparing becomes in progress"),
    ({"updates": [update("2025-01-01", "preparing")]},
     {"updates": [update("2025-01-01", "preparing", by="twee", scope="action", measures={"a": "completed"})]},
     "Who reports: Dienst Een becomes Dienst Twee"),
    ({"updates": [update("2025-01-01", "preparing")]},
     {"updates": [update("2025-01-01", "preparing", measures={"a": "completed"})]}, "Measures, new: a completed"),
    ({"updates": [update("2025-01-01", "preparing", evidence=[{"url": "https://example.org/1"}])]},
     {"updates": [update("2025-01-01", "preparing")]}, "Evidence, removed: https://example.org/1"),
    ({"updates": [update("2025-01-01", "preparing")]},
     {"updates": [update("2025-01-01", "preparing", evidence=[{"url": "https://example.org/1"}])]},
     "A link was added to what Dienst Een reported on 2025-01-01."),
    ({}, {"deadline": DATE | {"revisions": [REVISION]}},
     "The deadline moves from 2024-12-31 to 2025-12-31; decided by De regering on 2025-01-10."),
    ({}, {"deadline": DATE | {"revisions": [REVISION]}}, "Reason: “Vertraging.”"),
    ({"deadline": {"stated": "x", "kind": "external"}},
     {"deadline": {"stated": "x", "kind": "external", "revisions": [REVISION]}},
     "The action gets a deadline: 2025-12-31; decided by De regering on 2025-01-10."),
    ({"deadline": PHASED}, {"deadline": PHASED | {"revisions": [REVISION | {"phase": "Fase 1"}]}},
     "The deadline of “Fase 1” moves from 2024-12-31 to 2025-12-31; decided by De regering on 2025-01-10."),
    ({"deadline": PHASED}, {"deadline": PHASED | {"revisions": [REVISION | {"phase": "Later"}]}},
     "“Later” gets a deadline: 2025-12-31; decided by De regering on 2025-01-10."),
    ({"updates": [update("2025-01-01", "preparing")]},
     {"updates": [update("2025-01-01", "preparing"),
                  update("2025-06-01", "completed", by="secretariaat", scope="action",
                         evidence=[{"url": "https://example.org/1"}])]},
     "SEC reports on the whole action: completed on 2025-06-01; before that preparing."),
    ({"deadline": DATE | {"revisions": [REVISION]}},
     {"deadline": DATE | {"revisions": [REVISION | {"reason": {"nl": "Vertraging.", "fr": "Retard."}}]}},
     "Move of the deadline to 2025-12-31: “Retard.”"),
    ({"deadline": DATE | {"note": "Zo."}}, {"deadline": DATE | {"note": {"nl": "Zo.", "fr": "Ainsi."}}},
     "Note on the deadline: “Ainsi.”"),
    ({"deadline": PHASED},
     {"deadline": PHASED | {"phases": [PHASED["phases"][0] | {"label": {"nl": "Fase 1", "fr": "Phase 1"}},
                                       *PHASED["phases"][1:]]}},
     "Name of phase 1: “Phase 1”"),
    ({"amendments": [AMENDMENT]}, {"amendments": [AMENDMENT | {"reason": {"nl": "Nieuw besluit.", "fr": "Décision."}}]},
     "Decision of 2025-05-05: “Décision.”"),
    ({"amendments": [AMENDMENT]}, {"amendments": [AMENDMENT | {"reason": "Anders."}]},
     "What was decided on 2025-05-05 about the plan's text was rewritten:"),
    ({"actors": [{"actor": "een", "role": "met"}]}, {"actors": [{"actor": "een", "role": {"nl": "met", "fr": "avec"}}]},
     "Role of Dienst Een: “avec”"),
    ({"baseline": "Al iets."}, {"baseline": {"nl": "Al iets.", "fr": "Déjà."}},
     "What was already so when the plan appeared: “Déjà.”"),
    ({"source": {"section": "x", "remarks": ["Let op."]}},
     {"source": {"section": "x", "remarks": [{"nl": "Let op.", "fr": "Attention."}]}}, "Remark 1: “Attention.”"),
    ({"updates": [update("2025-01-01", "preparing", text="Zo.")]},
     {"updates": [update("2025-01-01", "preparing", text={"nl": "Zo.", "fr": "Ainsi."})]},
     "Report of Dienst Een on 2025-01-01: “Ainsi.”"),
    ({}, {"measures": [{"id": "a", "text": {"nl": "Iets doen.", "fr": "Faire."}}]}, "Measure a: “Faire.”"),
    ({"deadline": DATE | {"revisions": [REVISION]}}, {}, "That the deadline moved to 2025-12-31 was removed."),
    ({"deadline": DATE | {"revisions": [REVISION]}},
     {"deadline": DATE | {"revisions": [REVISION | {"reason": "Anders."}]}},
     "Reason: “Vertraging.” becomes “Anders.”"),
    ({"deadline": PHASED},
     {"deadline": PHASED | {"phases": [PHASED["phases"][0] | {"due": "2024-11-30"}, *PHASED["phases"][1:]]}},
     "Last day of “Fase 1”: 2024-12-31 becomes 2024-11-30"),
    ({"deadline": PHASED},
     {"deadline": PHASED | {"phases": [PHASED["phases"][0], PHASED["phases"][1] | {"start": "2025-02-01"},
                                       PHASED["phases"][2]]}},
     "First day of “Fase 2”: 2025-01-01 becomes 2025-02-01"),
    ({"deadline": PHASED},
     {"deadline": PHASED | {"phases": [PHASED["phases"][0] | {"label": "Eerste fase"}, *PHASED["phases"][1:]]}},
     "Name of a phase: “Fase 1” becomes “Eerste fase”"),
    ({"deadline": DATE | {"kind": "period", "start": "2024-01-01"}},
     {"deadline": DATE | {"kind": "period", "start": "2024-02-01"}},
     "First day of the deadline: 2024-01-01 becomes 2024-02-01"),
    ({}, {"measures": [{"id": "a", "text": "Anders.", "due": "2024-06-01"}]},
     "Measure a changes:"),
    ({}, {"deadline": DATE | {"due": "2025-12-31"}}, "Last day of the deadline: 2024-12-31 becomes 2025-12-31"),
    ({}, {"deadline": DATE | {"due": "2025-12-31"}},
     "The first deadline is overwritten, and nothing says why; a deadline that moves keeps the first one."),
    ({}, {"deadline": DATE | {"stated": "Eind 2024"}}, "Deadline in the plan's words: “2024” becomes “Eind 2024”"),
    ({}, {"deadline": {"stated": "2024", "kind": "external"}},
     "How the deadline is read: a date becomes depends on others"),
    ({}, {"deadline": {"stated": "2024", "kind": "external"}}, "Last day of the deadline, removed: 2024-12-31"),
    ({}, {"deadline": DATE | {"precision": "month"}}, "What the words of the deadline fix: the year becomes the month"),
    ({}, {"deadline": DATE | {"note": "Zo."}}, "Note on the deadline, new: “Zo.”"),
    ({"deadline": PHASED}, {"deadline": PHASED | {"phases": PHASED["phases"][:2]}},
     "Phase of the deadline, removed: “Later”"),
    ({}, {"title": {"nl": "Anders", "fr": "Action numéro 1"}}, "Title: “Actie nummer 1” becomes “Anders”"),
    ({}, {"title": {"nl": "Anders", "fr": "Action numéro 1"}},
     "Title: the text changed, and what it says in French did not."),
    ({}, {"title": "Anders"}, "The plan's own text changes, and no amendment or erratum says why."),
    ({}, {"title": "Anders", "amendments": [AMENDMENT]},
     "Amendment of 2025-05-05, decided by De regering: Nieuw besluit."),
    ({}, {"amendments": [AMENDMENT | {"kind": "erratum"}]},
     "Erratum of 2025-05-05, decided by De regering: Nieuw besluit."),
    ({"amendments": [AMENDMENT]}, {}, "What was decided on 2025-05-05 about the plan's text was removed."),
    ({}, {"chapter": 2}, "It moves from chapter 1 to chapter 2."),
    ({}, {"actors": [{"actor": "een"}, {"actor": "twee"}]}, "Dienst Twee becomes responsible."),
    ({}, {"actors": [{"actor": "een"}, {"actor": "twee", "role": "met"}]}, "Dienst Twee becomes responsible (met)."),
    ({}, {"actors": []}, "Dienst Een is no longer responsible."),
    ({}, {"actors": [{"actor": "een", "role": "met"}]}, "Role of Dienst Een, new: “met”"),
    ({}, {"measures": []}, "Measure a, removed: “Iets doen.”"),
    ({}, {"measures": [{"id": "b", "text": "Iets doen."}]}, "Measure a is now measure b."),
    ({}, {"measures": [{"id": "a", "text": "Iets doen.", "actors": ["een"]}]}, "Who does measure a, new: Dienst Een"),
    ({}, {"measures": [{"id": "a", "text": "Iets.", "due": "2024-06-01"}]}, "Deadline of measure a, new: 2024-06-01"),
    ({}, {"baseline": "Al iets."}, "What was already so when the plan appeared, new: “Al iets.”"),
    ({}, {"source": {"section": "Actie 1", "remarks": ["Let op."]}}, "Remark, new: “Let op.”"),
    ({}, {"title": {"nl": "Actie nummer 1"}}, "No longer translated into French:"),
    ({}, {"title": {"nl": "Actie nummer 1", "fr": "Autre"}}, "Title: “Action numéro 1” becomes “Autre”"),
    ({}, {"title": {"nl": "Actie nummer 1", "fr": "Action numéro 1", "es": "x"}}, "Translated into es:"),
    ({"updates": [update("2025-01-01", "preparing", text={"fr": "On rédige."})]},
     {"updates": [update("2025-01-01", "preparing", text={"nl": "De nota is klaar.", "fr": "C’est prêt."})]},
     "Text: “On rédige.” becomes “C’est prêt.”"),
    ({"updates": [update("2025-01-01", "completed", evidence=[{"url": "https://x.be", "title": "De nota"}])]},
     {"updates": [update("2025-01-01", "completed", evidence=[{"url": "https://x.be", "title": "Het besluit"}])]},
     "What the link https://x.be is called: “De nota” becomes “Het besluit”"),
    ({"baseline": "Al « iets »."}, {"baseline": "Al «\u00a0iets\u00a0»."},
     "What was already so when the plan appeared: only its spacing changes."),
    ({"updates": [update("2025-01-01", "preparing")]},
     {"updates": [update("2024-06-01", "not_started"), update("2025-01-01", "preparing")]},
     "An earlier report of Dienst Een: not started on 2024-06-01."),
    ({"deadline": DATE | {"revisions": [REVISION]}},
     {"deadline": DATE | {"revisions": [REVISION | {"date": "2024-12-01", "due": "2025-06-30"}, REVISION]}},
     "It was put before decisions that were there already; the last of them says 2025-12-31."),
    ({"deadline": PHASED},
     {"deadline": PHASED | {"phases": [PHASED["phases"][0] | {"label": {"nl": "Fase 1", "fr": "Phase 1"}},
                                       *PHASED["phases"][1:]]},
      "updates": [update("2025-01-01", "preparing", phases={"Fase 1": "completed"})]}, "Phases: Fase 1 completed"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "line"), SAID)
def test_what_is_said(before: dict[str, Any], after: dict[str, Any], line: str) -> None:
    assert line in words(action(**before), action(**after))


def test_of_what_was_amended_it_is_not_said_that_nothing_says_why() -> None:
    change = {"title": "Anders", "deadline": DATE | {"due": "2025-12-31"}, "amendments": [AMENDMENT]}
    assert not [line for line in words(action(), action(**change)) if "says why" in line]


def test_what_is_said_of_actions_that_come_and_go() -> None:
    one = plan_of(action())
    two = plan_of(action(), action("2bis", parent="2", title="Nieuw", actors=[], measures=[]), action("2"))
    text = as_text(Telling(one, two, "nl", "en"), changes(one, two, DAY), Screen())
    assert "2  Actie nummer 2\n  The action is added, in chapter 1.\n    Responsible: Dienst Een\n" in text
    assert "2bis  Nieuw\n  The sub-action of 2 is added, in chapter 1.\n    Nobody is named as responsible.\n" in text
    back = as_text(Telling(two, one, "nl", "en"), changes(two, one, DAY), Screen())
    assert "2bis  Nieuw\n  This action is no longer there.\n    Nothing says who decided on that, or why.\n" in back
    removal = AMENDMENT | {"action": "2"}
    decided = plan_of(action(), plan=manifest(removed=[removal]))
    two = plan_of(action(), action("2"))
    text = as_text(Telling(two, decided, "nl", "en"), changes(two, decided, DAY), Screen())
    assert "    Amendment of 2025-05-05, decided by De regering: Nieuw besluit.\n" in text


def test_of_a_new_action_all_is_told_that_it_promises_and_that_was_reported() -> None:
    one = plan_of(action())
    two = plan_of(action(), action("2", updates=[update("2025-01-01", "preparing", text="De nota ligt klaar.")]))
    assert as_text(Telling(one, two, "nl", "en"), changes(one, two, DAY), Screen()).endswith(
        "    1 measure\n"
        "      Measure a: “Iets doen.”\n"
        "    1 report\n"
        "      Report of Dienst Een on 2025-01-01: preparing\n"
        "        “De nota ligt klaar.”\n"
    )


def test_what_is_said_of_actors_and_of_the_plan() -> None:
    who = actors({"id": "nieuw", "kind": "body", "parent": "staat", "name": "Nieuw"})
    who["actors"][3] |= {"parent": "secretariaat", "successor": "een", "aliases": []}
    del who["actors"][5]
    chapters = [{"number": 1, "title": "Begin"}, {"number": 2, "title": "Tweede hoofdstuk"}]
    new = plan_of(action(), who=who, plan=manifest(chapters=chapters, coordinator={"actor": "een"}, languages=["nl"]))
    old = plan_of(action())
    text = as_text(Telling(old, new, "nl", "en"), changes(old, new, DAY), Screen())
    assert text == (
        "3 actors changed, 3 changes of the plan as a whole; nothing else changes.\n\n"
        "Actors\n"
        "  Dienst Twee\n"
        "    Part of: De Staat becomes SEC\n"
        "    Other spelling, removed: Tweede dienst\n"
        "    Who answers for it now, new: Dienst Een\n"
        "  Nieuw\n"
        "    A new actor: a body, part of De Staat.\n"
        "  De overige diensten\n"
        "    This actor is no longer there.\n\n"
        "The plan as a whole\n"
        "  Language of the follow-up, removed: French\n"
        "  Coordinator: SEC becomes Dienst Een\n"
        "  Title of chapter 1: “Eerste hoofdstuk” becomes “Begin”\n"
    )


REMOVAL = AMENDMENT | {"action": "9"}


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ({}, {"title": {"nl": "Een plan", "fr": "Un plan"}}, "Title of the plan: “Un plan”"),
        ({"title": {"nl": "Een plan", "fr": "Un plan"}}, {"title": {"nl": "Plan", "fr": "Un plan"}},
         "Title of the plan: the text changed, and what it says in French did not."),
        ({}, {"chapters": [{"number": 1, "title": {"nl": "Eerste hoofdstuk", "fr": "Premier"}},
                           {"number": 2, "title": "Tweede hoofdstuk", "note": "Zo."}]},
         "Note on chapter 2, new: “Zo.”"),
        ({}, {"chapters": [{"number": 1, "title": {"nl": "Eerste hoofdstuk", "fr": "Premier"}},
                           {"number": 2, "title": "Tweede hoofdstuk"}]}, "Title of chapter 1: “Premier”"),
        ({}, {"chapters": [{"number": 1, "title": "Eerste hoofdstuk"}, {"number": 3, "title": "Tweede hoofdstuk"}]},
         "Number of chapter 2: 2 becomes 3"),
        ({}, {"chapters": [{"number": 1, "title": "Eerste hoofdstuk"}]}, "Chapter 2, removed: “Tweede hoofdstuk”"),
        ({}, {"chapters": [{"number": 2, "title": "Tweede hoofdstuk"}, {"number": 1, "title": "Eerste hoofdstuk"}]},
         "In another order: chapters."),
        ({}, {"milestones": [{"id": "midden", "title": "Halfweg"}]}, "Milestone, new: “Halfweg”"),
        ({"milestones": [{"id": "midden", "title": "Halfweg"}]},
         {"milestones": [{"id": "midden", "title": {"nl": "Halfweg", "fr": "À mi-chemin"}}]},
         "Title of the milestone “Halfweg”: “À mi-chemin”"),
        ({"acronyms": [{"acronym": "X", "meaning": "Iks", "annex": True}]},
         {"acronyms": [{"acronym": "X", "meaning": "Iks", "annex": False}]},
         "Whether X is in the plan's own list: yes becomes no"),
        ({"acronyms": [{"acronym": "X", "meaning": "Iks", "annex": True}]},
         {"acronyms": [{"acronym": "X", "meaning": {"nl": "Iks", "fr": "Ix"}, "annex": True}]},
         "What X stands for: “Ix”"),
        ({}, {"round": {"languages": ["nl", "fr"]}}, "Languages of the reports, new: nl, fr"),
        ({}, {"lint": {"ignore": ["NAP6"]}}, "Settings of the check, new: Rules that are not checked: NAP6"),
        ({}, {"unofficial": ["fr"]}, "Language of unofficial translations, new: French"),
        ({"unofficial": ["fr", "nl"]}, {"unofficial": ["nl", "fr"]},
         "In another order: languages of unofficial translations."),
        ({"milestones": [{"id": "midden", "title": "x"}]},
         {"milestones": [{"id": "midden", "title": "x", "every": "year"}]},
         "How often the milestone “x” comes back, new: every year"),
        ({}, {"source_language": "fr", "title": {"nl": "Een plan"}},
         "Language of the plan's document: Dutch becomes French"),
        ({}, {"removed": [REMOVAL]},
         "It is recorded that action 9 was removed:"),
        ({"removed": [REMOVAL]}, {}, "Why action 9 was removed is no longer said."),
        ({"removed": [REMOVAL]}, {"removed": [REMOVAL | {"kind": "erratum"}]},
         "What it is: an amendment becomes an erratum"),
        ({"removed": [REMOVAL]}, {"removed": [REMOVAL | {"reason": {"nl": "Nieuw besluit.", "fr": "Décision."}}]},
         "Removal of action 9: “Décision.”"),
    ],
)  # fmt: skip
def test_what_is_said_of_the_plan_as_a_whole(before: dict[str, Any], after: dict[str, Any], line: str) -> None:
    old, new = plan_of(action(), plan=manifest(**before)), plan_of(action(), plan=manifest(**after))
    text = as_text(Telling(old, new, "nl", "en"), changes(old, new, DAY), Screen())
    assert line in [said.strip() for said in text.splitlines()]


def test_every_part_of_the_plan_file_has_a_name() -> None:
    listed = {name for name, field in Manifest.model_fields.items() if get_origin(field.annotation) is tuple}
    assert listed <= names.LIST.keys()
    for name, field in Manifest.model_fields.items():
        record = field.annotation
        parts = record.model_fields if isinstance(record, type) and issubclass(record, Record) else {}
        assert all(whole._plan_name(location, "1") for location in ([(name, part) for part in parts] or [(name,)]))


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"kind": "external", "parent": None}, "What it is: a body becomes a third party"),
        ({"language": "fr"}, "Language to write in, new: French"),
        ({"long_name": "Tweede dienst van de Staat"}, "Full name, new: “Tweede dienst van de Staat”"),
        ({"name": {"nl": "Dienst Twee", "fr": "Service Deux"}}, "Name: “Service Deux”"),
    ],
)
def test_what_is_said_of_one_actor(change: dict[str, Any], line: str) -> None:
    who = actors()
    who["actors"][3] |= change
    old, new = plan_of(action()), plan_of(action(), who=who)
    text = as_text(Telling(old, new, "nl", "en"), changes(old, new, DAY), Screen())
    assert "Actors\n  Dienst Twee\n" in text
    assert line in [said.strip() for said in text.splitlines()]


def test_actors_in_another_order_are_said_to_be() -> None:
    who = actors({"id": "los", "kind": "external", "name": "Los"})
    who["actors"][2:4] = reversed(who["actors"][2:4])
    old, new = plan_of(action()), plan_of(action(), who=who)
    text = as_text(Telling(old, new, "nl", "en"), changes(old, new, DAY), Screen())
    assert text.endswith("Actors\n  Los\n    A new actor: a third party.\n  In another order: actors.\n")


def test_the_totals_count_each_kind_and_say_whether_that_is_all() -> None:
    old = plan_of(action("1"), action("2"), action("3"))
    news = {"updates": [update("2025-01-01", "preparing")]}
    moved = {"deadline": DATE | {"revisions": [REVISION]}}
    assert totals(old, old) == "Nothing changes."
    assert totals(old, plan_of(action("1", **news), action("2", **news), action("3", **moved))) == (
        "2 actions reported on, 1 deadline moved; nothing else changes."
    )
    amended = plan_of(action("1", title={"nl": "Anders", "fr": "Action numéro 1"}, amendments=[AMENDMENT], **news),
                      action("2", baseline="x"), action("3", deadline=DATE | {"note": "x"}))  # fmt: skip
    assert totals(old, amended) == "1 action reported on, 1 action amended, and 2 other changes."
    assert totals(old, plan_of(action("1"), action("2"), action("3", baseline="x"))) == "1 change."


def test_a_decision_that_is_recorded_is_counted_beside_other_news() -> None:
    erratum = AMENDMENT | {"kind": "erratum"}
    old = plan_of(action("1"))
    new = plan_of(action("1", updates=[update("2025-01-01", "preparing")], amendments=[erratum]))
    assert totals(old, new) == "1 action reported on, 1 action with a new amendment or erratum; nothing else changes."


def test_a_decision_that_is_put_before_others_moves_no_deadline() -> None:
    earlier = REVISION | {"date": "2024-12-01", "due": "2025-06-30"}
    old = plan_of(action("1", deadline=DATE | {"revisions": [REVISION]}))
    new = plan_of(action("1", deadline=DATE | {"revisions": [earlier, REVISION]}))
    assert totals(old, new) == "1 earlier move of a deadline recorded; nothing else changes."


def test_phases_are_called_as_in_the_language_of_the_rest() -> None:
    phases = [PHASED["phases"][0] | {"label": {"nl": "Fase 1", "fr": "Phase 1"}}, *PHASED["phases"][1:]]
    before = action("1", deadline=PHASED | {"phases": phases})
    old = plan_of(before)
    new = plan_of(before | {"updates": [update("2025-01-01", "preparing", phases={"Fase 1": "completed"})]})
    text = as_text(Telling(old, new, "fr", "en"), changes(old, new, DAY), Screen())
    assert "Phases: Phase 1 completed" in text


def test_a_remark_is_known_by_its_translations_too() -> None:
    old = {"section": "x", "remarks": [{"nl": "Let op.", "fr": "Attention."}]}
    new = {"section": "x", "remarks": ["Nieuw.", {"nl": "Pas op.", "fr": "Attention."}]}
    said = words(action(source=old), action(source=new))
    assert "Remark, new: “Nieuw.”" in said
    assert "Remark: “Let op.” becomes “Pas op.”" in said
    assert "Remark 2: the text changed, and what it says in French did not." in said


def test_of_long_texts_only_what_differs_is_shown() -> None:
    before, after = "Aan het begin. " * 20 + "het oude woord" + " Aan het einde." * 20, ""
    after = before.replace("oude", "nieuwe")
    old, new = parted(before, after)
    assert old == "… begin. Aan het begin. het oude woord Aan het einde. Aan het …".replace("… begin", "… het begin")
    assert new == old.replace("oude", "nieuwe")
    assert parted("een twee drie", "een drie") == ("een twee drie", "een drie")
    line = words(action(baseline=before), action(baseline=after))
    assert line[0] == "What was already so when the plan appeared, in other words:"
    assert line[1].startswith("before: “… ")


def test_every_kind_of_change_has_words() -> None:
    kinds = {
        value
        for value in vars(records).values()
        if isinstance(value, type) and issubclass(value, records.Change) and value is not records.Change
    }
    elsewhere = {
        records.Translated, records.Stale, records.ActorAdded, records.ActorRemoved, records.ActorChanged,
        records.PlanChanged,
    }  # fmt: skip
    assert set(sentences._SAID) == kinds - elsewhere


def all_lines(lines: list[Line]) -> list[Line]:
    return [found for line in lines for found in (line, *all_lines(list(line.inner)))]


@given(edited())
def test_whatever_changes_is_told_without_the_words_of_the_files(edit: tuple[str, dict[str, Any]]) -> None:
    old, new = plan_from(RICH), plan_from(edit[1])
    assume(new is not None)
    assert old is not None
    assert new is not None
    found = changes(old, new, datetime.date.max)
    tell = Telling(old, new, "nl", "en")
    text = as_text(tell, found, Screen())
    assert (text == "Nothing changes.\n") == (not found)
    assert not re.search(r"[a-z]_[a-z]|\{|data/|None", text)
    assert "  \n" not in text
    told = [section for section in sections(tell, found) if section.title != "Actors"]
    assert all(isinstance(line.text, Sentence) for section in told for line in all_lines(list(section.lines)))
    assert all(section.lines for section in told)
    assert as_markdown(tell, found).count("### ") == len(list(sections(tell, found)))
    assert len(list(objects(found))) >= len(list(found))
    json.dumps(list(objects(found)))
