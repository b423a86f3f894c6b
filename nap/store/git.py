"""The few questions that are put to git, always through its plumbing and never through a shell."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from nap.errors import DataError, NapError
from nap.sentence import say

# What git reads from its surroundings must not change what an old revision says: no replaced objects, no
# prompts, no optional locks, no repository named by an environment variable of a surrounding hook.
_GIT = (
    "git",
    "--no-replace-objects",
    "--no-optional-locks",
    "-c",
    "core.quotepath=false",
    "-c",
    "core.fsmonitor=false",
)
_OF_A_HOOK = {"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"}
_COMMIT_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return kept | {"GIT_TERMINAL_PROMPT": "0"}


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [*_GIT, "-C", str(root), *arguments], capture_output=True, check=False, env=_environment()
        )
    except OSError:
        raise DataError(
            "git was not found.", "Install git, or leave out --rev to read the files as they are."
        ) from None


def start(root: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A git process that stays open for questions on its standard input."""
    return subprocess.Popen(
        [*_GIT, "-C", str(root), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )


def locate(root: Path, revision: str) -> tuple[str, str]:
    """Where the plan's folder stands in its repository ("" or "some/folder/"), and the full id of a commit.

    Raises `NapError` when the folder is in no repository or the revision does not exist there.
    """
    prefix = _run(root, "rev-parse", "--show-prefix")
    if prefix.returncode:
        if b"safe.directory" in prefix.stderr:
            raise DataError(
                f"git does not read {root}, because the folder belongs to another user.",
                "If you trust it, tell git so: git config --global --add safe.directory FOLDER.",
            )
        raise NapError(
            f"{root} is not in a git repository.", "Leave out --rev, or --base, to look at the files as they are."
        )
    commit = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit_id = commit.stdout.decode().strip()
    if commit.returncode or not _COMMIT_ID.fullmatch(commit_id):  # "^main" is found, but is no commit
        shallow = is_shallow(root)
        hint = (
            "This clone has only part of the history: run `git fetch --unshallow` first."
            if shallow
            else "Write a commit, branch or tag that `git log` knows."
        )
        raise NapError(f"There is no revision {revision!r} here.", hint)
    return os.fsdecode(prefix.stdout.removesuffix(b"\n")), commit_id


def prefix(root: Path) -> str:
    """Where a folder stands in its repository ("some/folder/"); "" at the top, and where there is no repository."""
    try:
        found = _run(root, "rev-parse", "--show-prefix")
    except DataError:  # without git there is no repository either
        return ""
    return "" if found.returncode else os.fsdecode(found.stdout.removesuffix(b"\n"))


def is_shallow(root: Path) -> bool:
    """Whether this clone has only part of the history, so that nothing can be said of the past."""
    return _run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def last_change(root: Path, folder: str, revision: str = "HEAD") -> str | None:
    """The commit that last changed a folder, as seen from a revision; None where the history does not tell."""
    found = _run(root, "rev-list", "-1", "--format=%H %P", "--end-of-options", revision, "--", folder)
    if found.returncode != 0 or not found.stdout:
        return None
    commit, *parents = found.stdout.decode().splitlines()[1].split()
    # Where a history is cut off, everything seems to begin.
    return commit if parents or not is_shallow(root) else None


def has_changes(root: Path, folder: str) -> bool:
    """Whether files in a folder differ from the last commit."""
    found = _run(root, "status", "--porcelain", "--untracked-files=normal", "--", folder)
    return found.returncode == 0 and bool(found.stdout.strip())


def has_tag(root: Path, name: str) -> bool:
    """Whether the repository has a tag of this name."""
    return _run(root, "show-ref", "--verify", "--quiet", f"refs/tags/{name}").returncode == 0


def is_tracked(path: Path) -> bool:
    """Whether git keeps a file; not where there is no repository, or no git."""
    return _knows(path, "--literal-pathspecs", "ls-files", "--error-unmatch")


def is_ignored(path: Path) -> bool:
    """Whether a file can never get into a repository by mistake: git ignores it, or it stands in none."""
    try:
        inside = _run(path.resolve().parent, "rev-parse", "--is-inside-work-tree").stdout.strip() == b"true"
    except DataError:
        return True
    return not inside or _knows(path, "check-ignore", "--quiet")


def _knows(path: Path, *question: str) -> bool:
    """Whether git says yes to a question about a file; a link is asked about as what it leads to."""
    path = path.resolve()
    try:
        return _run(path.parent, *question, "--", f"./{path.name}").returncode == 0
    except DataError:  # without git
        return False


def require_history(root: Path) -> None:
    """Raise `NapError` unless a folder is in a git repository in which something was committed."""
    if _run(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").returncode == 0:
        return
    found = _run(root, "rev-parse", "--show-prefix")
    if found.returncode == 0:
        raise NapError(say("Nothing was committed here yet."), say("Commit the plan first; then changes can be told."))
    if b"safe.directory" in found.stderr:
        locate(root, "HEAD")
    raise NapError(
        say("{root} is not in a git repository, so nothing is known of its past.", root=root),
        say("Go to a clone of the plan's repository, or name it with --plan DIR."),
    )


def merge_base(root: Path, one: str, other: str) -> str:
    """The commit at which two revisions parted.

    Raises `NapError` when one of them does not exist, or when they have no such commit that is here, or several.
    """
    commits = [locate(root, revision)[1] for revision in (one, other)]
    found = _partings(root, *commits)
    if found:
        if len(found) > 1:  # compared with any of them, the work of one side would count as that of the other
            message = say("{one} and {other} were merged into each other.", one=repr(one), other=repr(other))
            raise NapError(message, say("Merge {one} once more (`git merge {one}`), and try again.", one=one))
        return found[0]
    message = say("{one} and {other} have no commit in common here.", one=repr(one), other=repr(other))
    if is_shallow(root):
        fetch = say(
            "This clone has only part of the history: run `git fetch --unshallow`, or `git fetch --deepen=N` with a "
            "number of commits that reaches back to where they parted."
        )
        raise NapError(message, fetch)
    raise NapError(message, say("Name a revision from which the other one grew."))


def parted(root: Path, one: str, other: str) -> str | None:
    """The commit at which two commits parted; None where that is not one, or not here."""
    found = _partings(root, one, other)
    return found[0] if len(found) == 1 else None


def _partings(root: Path, one: str, other: str) -> list[str]:
    """The commits at which two commits parted: several where they were merged into each other."""
    return _run(root, "merge-base", "--all", one, other).stdout.decode().split()


class Commit(NamedTuple):
    """A commit, and which files of a folder it touched."""

    id: str
    parents: tuple[str, ...]
    """Its parents; none for the first commit of all, and for the oldest one that a shallow clone has."""
    day: datetime.date
    """The day on which its author made it, where the author was."""
    author: str
    """The author's name."""
    subject: str
    """The first line of its message."""
    files: tuple[tuple[str, str], ...]
    """The files as they were and are called, relative to the folder above; one of the two is "" for a file that
    came or went.
    """


def commits(root: Path, folder: str) -> list[Commit]:
    """The commits that touched a folder, newest first, up to the present one; each compared with its first parent.

    Raises `NapError` when the folder is in no repository or nothing was committed yet.
    """
    _, head = locate(root, "HEAD")
    done = _run(
        root,
        *("-c", "log.follow=false", "-c", "log.showSignature=false", "-c", "log.showRoot=true", "log", "-z"),
        *(
            "--format=%x01%H%x1f%P%x1f%aI%x1f%an%x1f%s",
            "--encoding=UTF-8",
            "--no-color",
            "--no-ext-diff",
            "--topo-order",
        ),
        *("--diff-merges=first-parent", "--name-status", "--find-renames=70%", "--relative", head, "--", folder),
    )
    if done.returncode:
        raise DataError(say("git could not read the history."), say("Run `git fsck` to see what is wrong with it."))
    return list(_parsed([os.fsdecode(word) for word in done.stdout.split(b"\0")]))


def _parsed(words: Sequence[str]) -> Iterator[Commit]:
    """The commits in what `git log` says: for each a line of facts, then the status and the name or names of files."""
    facts: list[str] = []
    files: list[tuple[str, str]] = []
    left = iter(words)
    for word in left:
        if word.startswith("\x01"):
            if facts:
                yield _commit(facts, files)
            facts, files = word[1:].split("\x1f", 4), []
        elif status := word.strip():
            first = next(left)
            second = next(left) if status[0] in "RC" else first
            files.append(("" if status[0] in "AC" else first, "" if status[0] == "D" else second))
    if facts:
        yield _commit(facts, files)


def _commit(facts: Sequence[str], files: Sequence[tuple[str, str]]) -> Commit:
    commit, parents, day, author, subject = facts
    try:
        date = datetime.date.fromisoformat(day[:10])
    except ValueError:  # after the year 9999
        date = datetime.date.max
    return Commit(commit, tuple(parents.split()), date, author, subject, tuple(files))
