"""Reading a plan as it stood in a git revision, and what git is asked about it."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path

import pytest
from conftest import Nap, action, actors, git, loaded, manifest, write_plan

from nap.errors import NapError
from nap.store.git import has_changes, last_change, locate
from nap.store.load import Loaded, load
from nap.store.tree import MAX_FILE_BYTES, FolderTree, TooLarge, open_git_tree


@pytest.fixture(autouse=True)
def _only_these_repositories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the configuration, or of a repository, around the tests."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


def commit(folder: Path) -> str:
    """Commit all there is and give the id."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Een wijziging", "--allow-empty")
    return git(folder, "rev-parse", "HEAD").strip()


def repository(folder: Path, *options: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main", *options)
    return folder


@pytest.fixture(scope="module")
def _made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = repository(tmp_path_factory.mktemp("repository"))
    commit(write_plan(folder, action("1"), action("2")))
    return folder


@pytest.fixture
def repo(_made_once: Path, tmp_path: Path) -> Path:
    """A repository with a plan of two actions in one commit."""
    return shutil.copytree(_made_once, tmp_path / "plan")


def read(folder: Path, revision: str) -> Loaded:
    """What reading a revision gives."""
    with open_git_tree(folder, revision) as tree:
        return load(tree)


def refused(folder: Path, revision: str) -> NapError:
    """How reading a revision is refused."""
    with pytest.raises(NapError) as caught:
        read(folder, revision)
    return caught.value


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder, with its time and content."""
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# -- what a revision says --------------------------------------------------------------------------------------


def test_a_revision_says_what_the_files_said_at_the_time(repo: Path) -> None:
    states = {}
    for number, files in enumerate(([action("3")], [action("1", title="Anders")], [action("18bis", parent="1")])):
        write_plan(repo, *files, plan=manifest(title=f"Plan {number}"))
        states[commit(repo)] = loaded(repo)
    (repo / "data/actions/2.yaml").unlink()
    (repo / "data/actions/5.yaml").write_text("x: [")
    states[commit(repo)] = loaded(repo)
    for revision, then in states.items():
        assert read(repo, revision) == then
    assert len({then.plan.fingerprint for then in states.values() if then.plan}) == 4


def test_changes_that_are_not_committed_are_not_seen(repo: Path) -> None:
    before = loaded(repo)
    write_plan(repo, action("1", title="Anders"), action("3"))
    (repo / "data/actors.yaml").unlink()
    git(repo, "add", "--all")
    assert read(repo, "HEAD") == before


def test_a_plan_may_stand_in_a_subfolder_of_its_repository(tmp_path: Path) -> None:
    outer = repository(tmp_path / "outer")
    inner = outer / "een map" / "één plan"
    write_plan(outer, action("1", title="Het buitenste"))
    write_plan(inner, action("1", title="Het binnenste"), action("2"))
    commit(outer)
    assert read(inner, "HEAD") == loaded(inner)
    assert read(outer, "HEAD") == loaded(outer)
    assert locate(inner, "HEAD")[0] == "een map/één plan/"
    assert locate(outer, "HEAD")[0] == ""


def test_a_folder_with_a_name_that_is_not_utf_8_is_read(tmp_path: Path) -> None:
    outer = repository(tmp_path / "outer")
    inner = outer / os.fsdecode(b"caf\xe9")
    write_plan(inner, action("1"))
    commit(outer)
    assert read(inner, "HEAD") == loaded(inner)


def test_file_names_with_spaces_accents_and_other_bytes_are_read(repo: Path) -> None:
    names = ["10 met spaties.yaml", "11-één.yaml", "12\nregel.yaml", "13-😀.yml", os.fsdecode(b"14-caf\xe9.yaml")]
    for name in names:
        (repo / "data/actions" / name).write_text(json.dumps(action(name[:2])))
    commit(repo)
    plan = read(repo, "HEAD").whole()
    assert plan == loaded(repo).whole()
    assert [plan.paths[name[:2]] for name in names] == [f"data/actions/{name}" for name in names]


def test_subfolders_are_left_alone_in_a_revision_too(repo: Path) -> None:
    for name in ("map", "map.yaml"):
        (repo / "data/actions" / name).mkdir()
        (repo / "data/actions" / name / "3.yaml").write_text(json.dumps(action("3")))
    (repo / "data/actions/README.md").write_text("Uitleg.")
    commit(repo)
    assert read(repo, "HEAD") == loaded(repo)
    assert list(read(repo, "HEAD").whole().actions) == ["1", "2"]


def test_a_repository_inside_the_actions_is_left_alone(repo: Path) -> None:
    head = git(repo, "rev-parse", "HEAD").strip()
    git(repo, "update-index", "--add", "--cacheinfo", f"160000,{head},data/actions/ander.yaml")
    git(repo, "commit", "--quiet", "--message", "Een module")
    assert list(read(repo, "HEAD").whole().actions) == ["1", "2"]


def test_a_link_is_a_finding_because_a_revision_cannot_follow_it(repo: Path) -> None:
    (repo / "data/actions/3.yaml").symlink_to("1.yaml")
    commit(repo)
    result = read(repo, "HEAD")
    assert [(item.path, item.message) for item in result.findings] == [
        ("data/actions/3.yaml", "data/actions/3.yaml is not a regular file.")
    ]
    assert result.plan is not None
    assert list(result.plan.actions) == ["1", "2"]


def test_a_file_that_may_be_executed_is_a_file(repo: Path) -> None:
    (repo / "data/actions/1.yaml").chmod(0o755)
    commit(repo)
    assert list(read(repo, "HEAD").whole().actions) == ["1", "2"]


def test_a_revision_without_a_plan_misses_its_files(repo: Path) -> None:
    first = git(repo, "rev-parse", "HEAD").strip()
    shutil.rmtree(repo / "data")
    (repo / "README.md").write_text("Leeg.")
    (repo / "data").write_text("geen map")
    second = commit(repo)
    assert [item.path for item in read(repo, second).findings] == ["data/actors.yaml", "data/plan.yaml"]
    assert read(repo, second).plan is None
    assert read(repo, first).findings == ()


def test_a_file_too_large_is_a_finding_and_the_files_after_it_are_read(repo: Path) -> None:
    (repo / "data/actions/10.yaml").write_bytes(b"#" * (MAX_FILE_BYTES + 1))
    (repo / "data/actions/11.yaml").write_bytes(b"#" * (5 * MAX_FILE_BYTES))
    commit(repo)
    result = read(repo, "HEAD")
    assert [(item.path, item.message) for item in result.findings] == [
        ("data/actions/10.yaml", "The file is too large (500 kB; at most 500 kB)."),
        ("data/actions/11.yaml", "The file is too large (2500 kB; at most 500 kB)."),
    ]
    assert result.plan is not None
    assert list(result.plan.actions) == ["1", "2"]
    assert loaded(repo).findings == result.findings


def test_both_trees_answer_the_same_questions_in_the_same_way(repo: Path) -> None:
    (repo / "data/leeg.yaml").touch()
    (repo / "data/groot.yaml").write_bytes(b"#" * (MAX_FILE_BYTES + 1))
    (repo / "boven.yaml").write_bytes(b"\x00\n\xff")
    commit(repo)
    with open_git_tree(repo, "HEAD") as revision:
        for tree in (FolderTree(repo), revision):
            assert tree.names("data/actions") == ["1.yaml", "2.yaml"]
            assert tree.names("data") == ["actors.yaml", "groot.yaml", "leeg.yaml", "plan.yaml"]
            assert tree.names("nergens") == tree.names("data/plan.yaml") == []
            assert tree.read("data/actions/1.yaml") == json.dumps(action("1"), ensure_ascii=False).encode()
            assert tree.read("data/leeg.yaml") == b""
            assert tree.read("boven.yaml") == b"\x00\n\xff"
            assert tree.read("data/nergens.yaml") is tree.read("nergens/1.yaml") is None
            assert tree.read("data/plan.yaml/1.yaml") is None
            with pytest.raises(TooLarge) as caught:
                tree.read("data/groot.yaml")
            assert caught.value.size == MAX_FILE_BYTES + 1


def test_a_repository_with_sha_256_is_read_too(tmp_path: Path) -> None:
    folder = repository(tmp_path / "plan", "--object-format=sha256")
    head = commit(write_plan(folder, action("1"), action("2")))
    assert len(head) == 64
    assert read(folder, "HEAD") == read(folder, head[:10]) == loaded(folder)


def test_a_packed_repository_is_read_as_a_loose_one(repo: Path) -> None:
    before = loaded(repo)
    write_plan(repo, action("1", title="Anders"))
    commit(repo)
    git(repo, "gc", "--quiet", "--aggressive")
    assert read(repo, "HEAD~1") == before


def test_a_replaced_object_does_not_change_what_was_said(repo: Path) -> None:
    before = loaded(repo)
    first = git(repo, "rev-parse", "HEAD").strip()
    write_plan(repo, action("1", title="Vervalst"))
    git(repo, "replace", first, commit(repo))
    assert read(repo, first) == before


# -- names of revisions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["HEAD~1", "@^", "v1", "v1-uitleg", "refs/tags/v1", "een/tak", "één", "heads/een/tak", "main~1", "HEAD^{/Een}"],
)
def test_a_revision_may_be_named_as_git_names_it(repo: Path, name: str) -> None:
    before = loaded(repo)
    git(repo, "tag", "v1")
    git(repo, "tag", "--annotate", "--message", "Uitleg", "v1-uitleg")
    for branch in ("een/tak", "één"):
        git(repo, "branch", branch)
    write_plan(repo, action("3"))
    git(repo, "add", "--all")
    git(repo, "commit", "--quiet", "--message", "Anders")
    assert read(repo, name) == before


def test_a_revision_may_be_named_by_a_shortened_id(repo: Path) -> None:
    head = git(repo, "rev-parse", "HEAD").strip()
    assert read(repo, head[:7]) == read(repo, head) == loaded(repo)


@pytest.mark.parametrize(
    "name",
    ["onbekend", "", " ", "HEAD~5", "0" * 40, "--help", "--all", "-h", "--output=x", "--git-dir=/", "^HEAD",
     "HEAD..HEAD", "HEAD...HEAD", "HEAD^@", "HEAD^!", "HEAD HEAD", "HEAD\nHEAD", "HEAD:data",
     "HEAD:data/plan.yaml", "HEAD^{tree}", ":data/plan.yaml", "$(touch x)", "; touch x", "één"],
)  # fmt: skip
def test_what_names_no_commit_is_an_unknown_revision(repo: Path, name: str) -> None:
    before = everything(repo)
    error = refused(repo, name)
    assert error.message == f"There is no revision {name!r} here."
    assert "`git log`" in error.hint
    assert error.exit_code == 2
    assert everything(repo) == before


def test_an_unknown_revision_in_a_shallow_clone_asks_for_the_rest_of_the_history(repo: Path, tmp_path: Path) -> None:
    first = git(repo, "rev-parse", "HEAD").strip()
    write_plan(repo, action("3"))
    commit(repo)
    git(tmp_path, "clone", "--quiet", "--depth=1", repo.as_uri(), "ondiep")
    shallow = tmp_path / "ondiep"
    assert "git fetch --unshallow" in refused(shallow, first).hint
    assert "git fetch --unshallow" in refused(shallow, "HEAD~1").hint
    assert read(shallow, "HEAD") == loaded(repo)


def test_a_repository_without_commits_has_no_revisions(tmp_path: Path) -> None:
    folder = write_plan(repository(tmp_path / "plan"), action())
    assert refused(folder, "HEAD").message == "There is no revision 'HEAD' here."
    assert last_change(folder, "data") is None
    assert has_changes(folder, "data")


# -- surroundings ----------------------------------------------------------------------------------------------


def test_a_folder_outside_any_repository_has_no_revisions(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", action())
    error = refused(folder, "HEAD")
    assert "is not in a git repository" in error.message
    assert "--rev" in error.hint
    assert last_change(folder, "data") is None
    assert not has_changes(folder, "data")


@pytest.mark.parametrize("executable", [False, True], ids=["absent", "not a program"])
def test_without_git_a_revision_cannot_be_read(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, executable: bool
) -> None:
    if executable:
        (tmp_path / "git").write_text("geen programma")
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refused(repo, "HEAD")
    assert error.message == "git was not found."
    assert "Install git" in error.hint


def test_the_repository_of_a_surrounding_hook_is_not_taken_for_that_of_the_plan(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = repository(tmp_path / "ander")
    commit(write_plan(other, action("9")))
    head = git(repo, "rev-parse", "HEAD").strip()
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    assert list(read(repo, "HEAD").whole().actions) == ["1", "2"]
    assert last_change(repo, "data") == head
    assert not has_changes(repo, "data")


def test_a_repository_that_git_does_not_trust_is_not_said_to_be_none(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    error = refused(repo, "HEAD")
    assert "belongs to another user" in error.message
    assert "safe.directory" in error.hint


def test_a_damaged_repository_is_no_empty_plan(repo: Path, nap: Nap) -> None:
    for path in sorted(repo.glob(".git/objects/??/*")):
        name = path.parent.name + path.name
        if git(repo, "cat-file", "-t", name).strip() == "blob":
            path.chmod(0o644)
            path.write_bytes(b"beschadigd")
    done = nap("list", "--rev", "HEAD", plan=repo)
    assert done.code == 3
    assert "data/plan.yaml:1:1: data/plan.yaml is damaged in, or missing from, the repository." in done.err
    assert "git fsck" in done.err


def before_git(folder: Path, monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    """Put a program before git that runs these lines of shell first."""
    real = shutil.which("git")
    shim = folder / "bin" / "git"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\n{lines}\nexec "{real}" "$@"\n')
    shim.chmod(shim.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(shim.parent), prepend=os.pathsep)


def test_one_process_reads_all_files_and_nothing_is_checked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = repository(tmp_path / "plan")
    first = commit(write_plan(folder, *(action(str(number)) for number in range(1, 40))))
    shutil.rmtree(folder / "data")
    write_plan(folder, action("99"))
    commit(folder)
    before = everything(folder)
    asked = tmp_path / "asked"
    before_git(tmp_path, monkeypatch, f'echo "$*" >> "{asked}"')
    assert len(read(folder, first).whole().actions) == 39
    lines = asked.read_text().splitlines()
    assert sum("cat-file" in line for line in lines) == 1
    assert sum(line.endswith("cat-file --batch") for line in lines) == 1
    assert len(lines) <= 3
    assert everything(folder) == before


def test_the_process_ends_with_the_reading(repo: Path) -> None:
    with open_git_tree(repo, "HEAD") as tree:
        process = tree._process
        assert process.poll() is None
    assert process.returncode == 0


def test_the_process_ends_when_the_reading_fails(repo: Path) -> None:
    seen = []

    def interrupted() -> None:
        with open_git_tree(repo, "HEAD") as tree:
            seen.append(tree._process)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert seen[0].returncode == 0


@pytest.mark.parametrize("first", ["read line; ", ""], ids=["after a question", "at once"])
def test_a_git_that_stops_halfway_is_said_and_not_taken_for_an_empty_plan(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nap: Nap, first: str
) -> None:
    before_git(tmp_path, monkeypatch, f'case "$*" in *cat-file*) {first}exit 1;; esac')
    done = nap("list", "--rev", "HEAD", plan=repo)
    assert done.code == 3
    assert "git stopped while the files of a revision were read." in done.err
    assert "git fsck" in done.err


# -- what changed ----------------------------------------------------------------------------------------------


def test_the_last_change_of_a_folder_is_the_commit_that_touched_it(repo: Path) -> None:
    first = git(repo, "rev-parse", "HEAD").strip()
    (repo / "README.md").write_text("Uitleg.")
    second = commit(repo)
    assert last_change(repo, "data") == last_change(repo, "data", second) == first
    write_plan(repo, action("1", title="Anders"))
    third = commit(repo)
    assert last_change(repo, "data") == third
    assert last_change(repo, "data", second) == last_change(repo, "data", "HEAD~1") == first
    assert last_change(repo, "nergens") is None
    assert last_change(repo, "data", "onbekend") is None
    assert last_change(repo, "data", "--all") is None


def test_the_last_change_is_known_in_a_shallow_clone_that_has_the_commit_before_it(repo: Path, tmp_path: Path) -> None:
    write_plan(repo, action("1", title="Anders"))
    last = commit(repo)
    (repo / "README.md").write_text("Uitleg.")
    commit(repo)
    for depth, known in (("1", None), ("2", None), ("3", last)):
        git(tmp_path, "clone", "--quiet", "--depth", depth, f"file://{repo}", depth)
        assert last_change(tmp_path / depth, "data") == known


def test_the_last_change_of_a_plan_in_a_subfolder_is_that_of_its_own_files(tmp_path: Path) -> None:
    outer = repository(tmp_path / "outer")
    write_plan(outer / "plan", action())
    first = commit(outer)
    write_plan(outer, action())
    commit(outer)
    assert last_change(outer / "plan", "data") == first
    (outer / "data/plan.yaml").write_text("")
    assert has_changes(outer, "data")
    assert not has_changes(outer / "plan", "data")


@pytest.mark.parametrize("staged", [False, True])
@pytest.mark.parametrize("untracked", ["all", "no"])
def test_a_change_of_any_sort_is_noticed(repo: Path, untracked: str, *, staged: bool) -> None:
    git(repo, "config", "status.showUntrackedFiles", untracked)
    path = repo / "data/actions/1.yaml"
    kept = path.read_text()

    def changed() -> bool:
        if staged:
            git(repo, "add", "--all")
        return has_changes(repo, "data")

    assert not changed()
    (repo / "README.md").write_text("Uitleg.")
    assert not changed()
    path.write_text(kept + "# een opmerking\n")
    assert changed()
    path.write_text(kept)
    assert not changed()
    path.unlink()
    assert changed()
    path.write_text(kept)
    (repo / "data/actions/3.yaml").write_text("nieuw: ja")
    assert changed()


# -- on the command line ---------------------------------------------------------------------------------------


def test_rev_shows_the_plan_as_it_was(repo: Path, nap: Nap) -> None:
    write_plan(repo, action("3"), who=actors({"id": "nieuw", "kind": "body", "name": "Nieuw"}))
    commit(repo)
    assert nap("list", "--format", "ids", plan=repo).lines == ["1", "2", "3"]
    assert nap("list", "--format", "ids", "--rev", "HEAD~1", plan=repo).lines == ["1", "2"]


@pytest.mark.parametrize("name", ["onbekend", "--help", "^HEAD"])
def test_an_unknown_revision_is_a_sentence_and_exit_code_2(repo: Path, nap: Nap, name: str) -> None:
    done = nap("list", f"--rev={name}", plan=repo)
    assert (done.code, done.out) == (2, "")
    assert f"There is no revision {name!r} here." in done.err


@pytest.mark.parametrize(
    "arguments", [("list",), ("show", "1"), ("report", "2025"), ("lint",), ("overdue",), ("stats",)]
)
def test_a_revision_of_an_older_shape_gives_findings_and_no_traceback(
    tmp_path: Path, nap: Nap, arguments: tuple[str, ...]
) -> None:
    """A plan from before `deadline` was a mapping and `actors` a list of mappings, and with an older plan.yaml."""
    folder = repository(tmp_path / "old")
    older = action("1", deadline="2025", actors=["een"], owner="een")
    write_plan(folder, older, plan=manifest(coordinators=["een"]))
    old = commit(folder)
    write_plan(folder, action("1"))
    commit(folder)
    result = nap(*arguments, "--rev", old, plan=folder)
    assert result.code == (1 if arguments == ("lint",) else 3)
    said = result.out if arguments == ("lint",) else result.err
    assert "data/plan.yaml" in said
    assert "coordinators" in said
    assert "Traceback" not in result.err
    assert arguments in (("lint",), ("report", "2025")) or "another version of nap" in result.err
    assert nap(*arguments, plan=folder).code in ((0,) if arguments != ("lint",) else (0, 1))
