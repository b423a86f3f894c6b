"""The few questions that are put to git, always through its plumbing and never through a shell."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from nap.errors import DataError, NapError

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
        raise NapError(f"{root} is not in a git repository.", "Leave out --rev to read the files as they are.")
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


def is_shallow(root: Path) -> bool:
    """Whether this clone has only part of the history, so that nothing can be said of the past."""
    return _run(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def last_change(root: Path, folder: str, revision: str = "HEAD") -> str | None:
    """The commit that last changed a folder, as seen from a revision; None where the history does not tell."""
    if is_shallow(root):
        return None
    found = _run(root, "rev-list", "-1", "--end-of-options", revision, "--", folder)
    return found.stdout.decode().strip() or None if found.returncode == 0 else None


def has_changes(root: Path, folder: str) -> bool:
    """Whether files in a folder differ from the last commit."""
    found = _run(root, "status", "--porcelain", "--untracked-files=normal", "--", folder)
    return found.returncode == 0 and bool(found.stdout.strip())
