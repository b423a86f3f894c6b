"""The one comment under a pull request: by whom, where, how often, and nothing that the text could do with it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import ROOT

SCRIPT = ROOT / ".ci" / "comment.py"
MARKER = "<!-- nap: what changes in the plan -->"
TOKEN, BOT, HEAD = "geheim", "github-actions[bot]", "a" * 40
TEXT = "### Actie 35\n\nDe stand is nu **afgerond**.\n"


def packed(text: str, name: str = "comment.md") -> bytes:
    """A text as an artifact holds it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text)
    return content.getvalue()


def pull(number: int = 7, sha: str = HEAD, origin: str | None = "iemand/fork", base: str = "main") -> dict[str, Any]:
    return {
        "number": number,
        "head": {"sha": sha, "repo": origin and {"full_name": origin}},
        "base": {"ref": base},
    }


@dataclass
class Forge:
    """A forge that keeps its comments in memory, and remembers what it was asked."""

    url: str = ""
    pulls: list[dict[str, Any]] = field(default_factory=lambda: [pull()])
    artifact: bytes | None = field(default_factory=lambda: packed(TEXT))
    comments: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, list[str]]]] = field(default_factory=list)
    tokens_at_the_store: list[str | None] = field(default_factory=list)

    def add(self, body: str, author: str = BOT) -> None:
        number = len(self.comments) + 1
        who = {"login": author, "id": 5 if author == BOT else 6}
        self.comments.append({"id": number, "body": body, "user": who, "author": who})

    @property
    def bodies(self) -> list[str]:
        return [one["body"] for one in self.comments]

    @property
    def changes(self) -> list[tuple[str, str]]:
        return [(method, path) for method, path, _ in self.asked if method != "GET"]

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> Any:
        self.asked.append((method, path, query))
        if method == "POST":
            assert path in {"/repos/over/heid/issues/7/comments", "/projects/12/merge_requests/7/notes"}
            return self.add(body["body"])
        if method != "GET":
            (one,) = (one for one in self.comments if path.endswith(f"/{one['id']}"))
            return self.comments.remove(one) if method == "DELETE" else one.update(body)
        start = 100 * (int(query.get("page", ["1"])[0]) - 1)
        artifact = {"id": 3, "name": "comment", "expired": False, "size_in_bytes": len(self.artifact or b"")}
        return {
            "/repos/over/heid/pulls": self.pulls,
            "/repos/over/heid/actions/runs/99/artifacts": {
                "artifacts": [artifact] if self.artifact is not None else []
            },
            "/repos/over/heid/issues/7/comments": self.comments[start : start + 100],
            "/projects/12/merge_requests/7/notes": self.comments[start : start + 100],
            "/user": {"id": 5},
        }[path]


@pytest.fixture
def forge() -> Iterator[Forge]:
    """A forge that listens on this machine."""
    ours = Forge()

    class Quiet(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def reply(self) -> None:
            where = urlsplit(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            if where.path == "/store":
                ours.tokens_at_the_store.append(self.headers["Authorization"])
                return self.give(200, ours.artifact or b"")
            if self.headers["Authorization"] != f"Bearer {TOKEN}" and self.headers["PRIVATE-TOKEN"] != TOKEN:
                return self.give(401, b"{}")
            if where.path.endswith("/actions/artifacts/3/zip"):
                return self.give(302, b"", f"{ours.url.replace('127.0.0.1', 'localhost')}/store")
            found = ours.answer(self.command, where.path, parse_qs(where.query), json.loads(body or b"null"))
            return self.give(200, json.dumps(found).encode())

        def give(self, code: int, content: bytes, location: str = "") -> None:
            self.send_response(code)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    methods = {f"do_{method}": Quiet.reply for method in ("GET", "POST", "PATCH", "PUT", "DELETE")}
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Quiet,), methods)) as server:
        ours.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield ours
        server.shutdown()
        thread.join()


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        env=plain | environment, check=False, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


@pytest.fixture
def github(forge: Forge, tmp_path: Path) -> Any:
    """Comment as the workflow does, after a run of a pull request from a fork."""
    event = tmp_path / "event.json"
    event.write_text(json.dumps({
        "repository": {"default_branch": "main"},
        "workflow_run": {
            "id": 99, "name": "Plan", "run_number": 4, "html_url": "https://github.com/over/heid/actions/runs/99",
            "head_sha": HEAD, "head_branch": "nieuws&co",
            "head_repository": {"full_name": "iemand/fork", "owner": {"login": "iemand"}},
        },
    }))  # fmt: skip

    def comment(key: str = TOKEN) -> subprocess.CompletedProcess[str]:
        return run(
            "github", GITHUB_EVENT_PATH=str(event), GITHUB_API_URL=forge.url,
            GITHUB_REPOSITORY="over/heid", GITHUB_TOKEN=key,
        )  # fmt: skip

    return comment


@pytest.fixture
def gitlab(forge: Forge, tmp_path: Path) -> Any:
    """Comment as the job does."""
    path = tmp_path / "comment.md"

    def comment(text: str | None) -> subprocess.CompletedProcess[str]:
        if text is not None:
            path.write_text(text, encoding="utf-8")
        return run(
            "gitlab", str(path), CI_API_V4_URL=forge.url, PLAN_NOTE_TOKEN=TOKEN, CI_MERGE_REQUEST_PROJECT_ID="12",
            CI_MERGE_REQUEST_IID="7", CI_PIPELINE_ID="99", CI_PIPELINE_URL="https://gitlab.example/pipelines/99",
        )  # fmt: skip

    return comment


# -- how often -------------------------------------------------------------------------------------------------


def test_the_first_run_writes_a_comment_the_next_changes_it_and_the_last_takes_it_away(
    forge: Forge, github: Any
) -> None:
    forge.add("Dank u.", "iemand")
    done = github()
    assert (done.returncode, done.stdout, done.stderr) == (0, "Comment: written.\n", "")
    assert forge.bodies[1] == (
        f"{MARKER}\n{TEXT.strip()}\n\n<sub>[Plan 4](https://github.com/over/heid/actions/runs/99)</sub>\n"
    )

    assert github().stdout == "Comment: as it was.\n"
    assert len(forge.changes) == 1

    forge.artifact = packed("Anders.")
    assert github().stdout == "Comment: changed.\n"
    assert [re.findall("Anders", body) for body in forge.bodies] == [[], ["Anders"]]

    forge.artifact = packed("")
    assert github().stdout == "Comment: taken away.\n"
    assert forge.bodies == ["Dank u."]
    assert github().stdout == "Comment: nothing to say.\n"


def test_on_gitlab_too(forge: Forge, gitlab: Any) -> None:
    forge.add("Dank u.", "iemand")
    assert gitlab(TEXT).stdout == "Comment: written.\n"
    assert (
        forge.bodies[1]
        == f"{MARKER}\n{TEXT.strip()}\n\n<sub>[Pipeline 99](https://gitlab.example/pipelines/99)</sub>\n"
    )
    assert gitlab("Anders.").stdout == "Comment: changed.\n"
    assert gitlab("Anders.").stdout == "Comment: as it was.\n"
    assert gitlab("").stdout == "Comment: taken away.\n"
    assert forge.bodies == ["Dank u."]


def test_a_job_that_left_no_text_is_no_failure(forge: Forge, gitlab: Any) -> None:
    done = gitlab(None)
    assert (done.returncode, done.stdout) == (0, "Comment: the run left no text behind.\n")
    assert forge.asked == []


def test_our_comment_is_found_behind_a_hundred_others_and_a_second_one_goes(forge: Forge, github: Any) -> None:
    for number in range(130):
        forge.add(f"Nummer {number}", "iemand")
    forge.add(f"{MARKER}\nOud.")
    forge.add(f"{MARKER}\nDubbel.")
    assert github().stdout == "Comment: changed.\n"
    assert [body for body in forge.bodies if body.startswith(MARKER)] == [forge.bodies[130]]
    assert "afgerond" in forge.bodies[130]


def test_somebody_elses_comment_with_our_mark_is_left_alone(forge: Forge, github: Any) -> None:
    forge.add(f"{MARKER}\nVan mij.", "iemand")
    forge.add(f"Ik citeer: {MARKER}")
    assert github().stdout == "Comment: written.\n"
    assert forge.bodies[:2] == [f"{MARKER}\nVan mij.", f"Ik citeer: {MARKER}"]


# -- which pull request ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other",
    [
        pull(sha="b" * 40),
        pull(origin="iemand/anders"),
        pull(origin=None),
        pull(base="oud"),
    ],
    ids=["it has moved on", "of another fork", "its fork is gone", "into another branch"],
)
def test_only_the_pull_request_whose_commit_was_checked_gets_the_comment(
    forge: Forge, github: Any, other: dict[str, Any]
) -> None:
    forge.pulls = [other]
    done = github()
    assert (done.returncode, done.stdout) == (
        0,
        "Comment: no open pull request ends with the commit that was checked.\n",
    )
    assert forge.changes == []
    forge.pulls = [other | {"number": 8}, pull(7)]
    assert github().returncode == 0
    assert forge.changes == [("POST", "/repos/over/heid/issues/7/comments")]


def test_the_pull_request_is_asked_of_github_by_its_branch(forge: Forge, github: Any) -> None:
    github()
    assert forge.asked[0][1:] == (
        "/repos/over/heid/pulls",
        {"state": ["open"], "base": ["main"], "head": ["iemand:nieuws&co"], "per_page": ["100"]},
    )


# -- a text that cannot be trusted -----------------------------------------------------------------------------


def test_a_run_that_left_nothing_is_no_failure(forge: Forge, github: Any) -> None:
    forge.artifact = None
    done = github()
    assert (done.returncode, done.stdout) == (0, "Comment: the run left no text behind.\n")


@pytest.mark.parametrize(
    ("artifact", "why"),
    [
        (b"geen zip", "cannot be unpacked"),
        (packed("x", name="../comment.md"), "cannot be unpacked"),
        (packed(TEXT)[:40], "cannot be unpacked"),
        (b"x" * 2_000_001, "is too large"),
    ],
    ids=["no archive", "another name", "cut off", "too large"],
)
def test_an_artifact_that_is_not_ours_is_refused(forge: Forge, github: Any, artifact: bytes, why: str) -> None:
    forge.artifact = artifact
    done = github()
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"No comment: The text {why}")
    assert len(done.stderr.splitlines()) == 1
    assert forge.changes == []


def test_a_long_text_is_cut_after_a_line(forge: Forge, github: Any) -> None:
    forge.artifact = packed("Een regel.\n" * 500_000)
    assert github().returncode == 0
    (body,) = forge.bodies
    assert 59_000 < len(body) < 65_536
    assert body.count("Een regel.\n") > 5_000
    assert "Een regel.\n\n…\n\n<sub>[Plan 4]" in body


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dag @iemand en @org/team", "Dag @\u200biemand en @\u200borg/team"),
        ("Zie #12, over/heid#3 en !4", "Zie #\u200b12, over/heid#\u200b3 en !\u200b4"),
        ("# Kop\n\nJa!", "# Kop\n\nJa!"),
        ("[bewijs](https://example.org/@x/a#page=3)", "[bewijs](https://example.org/%40x/a#page=3)"),
        ("/merge\n> /close\n a/b", "\u200b/merge\n> \u200b/close\n a/b"),
        (f"{MARKER} weg <!-- niets -->", "&lt;!-- nap: what changes in the plan --> weg &lt;!-- niets -->"),
        ("a\u202eb\x1b[31m\r\nc\u200bd", "ab[31m\ncd"),
    ],
)
def test_the_text_calls_nobody_commands_nothing_and_hides_nothing(
    forge: Forge, github: Any, text: str, said: str
) -> None:
    forge.artifact = packed(text)
    assert github().returncode == 0
    assert forge.bodies[0].split("\n", 1)[1].split("\n\n<sub>")[0] == said


def test_the_token_goes_to_the_forge_only(forge: Forge, github: Any) -> None:
    done = github()
    assert forge.tokens_at_the_store == [None]
    assert TOKEN not in done.stdout + done.stderr


def test_a_refusal_of_the_forge_is_said_in_a_sentence(github: Any) -> None:
    done = github(key="verkeerd")
    assert done.returncode == 1
    assert done.stderr.startswith("No comment: GET repos/over/heid/pulls?")
    assert done.stderr.endswith("401 Unauthorized\n")


def test_without_a_forge_the_script_says_how_it_is_used() -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: ")
