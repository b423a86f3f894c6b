"""The one comment under a pull request (GitHub) or merge request (GitLab) that says in words what changes.

Written once, changed afterwards, taken away when nothing is left to say. On GitHub this runs with a token that
may comment, after a run that may have come from anybody's fork: whose pull request it was is asked of GitHub and
never read from what that run left behind, and its text is cut to size and made harmless. It needs nothing but
Python, so that nothing is installed where that token is.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import unicodedata
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

MARKER = "<!-- nap: what changes in the plan -->"
"""Stands unseen at the head of the comment, so that it is found again."""

ARTIFACT, MEMBER = "comment", "comment.md"
MAX_TEXT = 60_000
"""GitHub refuses a comment of 65,536 characters."""
MAX_ARTIFACT = 2_000_000
"""No more bytes than this are taken from an artifact, packed or unpacked."""
MAX_ANSWER = 20_000_000
"""A hundred of the longest comments are well below this."""
PAGE = 100
"""The longest page that either forge gives."""

_UNSEEN = "\u200b"
_LINK_OR_SIGN = re.compile(r"https?://[^\s)>]+|[@#!](?=\w)")


class Refused(Exception):
    """There is no way to comment; the message says why."""


@dataclass(frozen=True)
class Api:
    """A forge's API: where it is, and the header that opens it."""

    url: str
    header: tuple[str, str]

    def call(self, method: str, path: str, body: dict[str, Any] | None = None) -> bytes:
        """What the forge answers, at most `MAX_ANSWER` bytes of it."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/{path}", data, {"User-Agent": "nap"}, method=method)
        if data is not None:
            request.add_header("Content-Type", "application/json")
        request.add_unredirected_header(*self.header)  # a redirect leads to other machines, which must not get it
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                content: bytes = answer.read(MAX_ANSWER + 1)
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(f"{method} {path}: {error.code} {error.reason}") from None
        except OSError as error:
            raise Refused(f"{method} {path}: {error}") from None
        if len(content) > MAX_ANSWER:
            raise Refused(f"{method} {path}: the answer is too large")
        return content

    def read(self, path: str, **query: str | int) -> Any:
        """What stands at a path."""
        return json.loads(self.call("GET", f"{path}?{urlencode(query)}" if query else path))

    def pages(self, path: str) -> list[dict[str, Any]]:
        """All of a list that comes in pages."""
        found: list[dict[str, Any]] = []
        while len(page := self.read(path, per_page=PAGE, page=len(found) // PAGE + 1)) == PAGE:
            found += page
        return [*found, *page]


# -- what is said ----------------------------------------------------------------------------------------------


def harmless(text: str) -> str:
    """A text that calls nobody, refers to nothing, commands nothing and hides nothing."""
    seen = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cf"})

    def apart(found: re.Match[str]) -> str:
        return found[0].replace("@", "%40") if len(found[0]) > 1 else f"{found[0]}{_UNSEEN}"

    quiet = _LINK_OR_SIGN.sub(apart, seen.replace("<!--", "&lt;!--"))
    return re.sub(r"^([ \t>]*)/(?=\w)", rf"\1{_UNSEEN}/", quiet, flags=re.MULTILINE)  # GitLab obeys such lines


def comment(text: str, run: str) -> str:
    """The whole comment: the text, cut after a line where it is too long, and the run that it comes from."""
    said = harmless(text).strip()
    if len(said) > MAX_TEXT:
        end = said.rfind("\n", 0, MAX_TEXT)
        said = said[: end if end > 0 else MAX_TEXT] + "\n\n…"
    return f"{MARKER}\n{said}\n\n<sub>{run}</sub>\n" if said else ""


def put(api: Api, path: str, item: str, change: str, body: str, mine: Callable[[dict[str, Any]], bool]) -> str:
    """Make a list of comments hold exactly this one of ours, or none where there is nothing to say.

    `item` is where a single comment stands and `change` the method that changes one. Gives back what was done.
    """
    ours = [one for one in api.pages(path) if mine(one) and str(one["body"]).startswith(MARKER)]
    for one in ours[1:] if body else ours:
        api.call("DELETE", f"{item}/{one['id']}")
    if not body:
        return "taken away" if ours else "nothing to say"
    if not ours:
        api.call("POST", path, {"body": body})
        return "written"
    if ours[0]["body"].strip() == body.strip():
        return "as it was"
    api.call(change, f"{item}/{ours[0]['id']}", {"body": body})
    return "changed"


# -- GitHub ----------------------------------------------------------------------------------------------------


def pull_request(api: Api, repository: str, run: dict[str, Any], base: str) -> int | None:
    """The open pull request whose newest commit a run has checked; None where that has moved on or is closed."""
    head = run["head_repository"]["full_name"]
    asked = {"state": "open", "base": base, "head": f"{run['head_repository']['owner']['login']}:{run['head_branch']}"}
    for pull in api.read(f"repos/{repository}/pulls", **asked, per_page=PAGE):
        origin = pull["head"]["repo"] or {}
        if pull["head"]["sha"] == run["head_sha"] and origin.get("full_name") == head and pull["base"]["ref"] == base:
            return int(pull["number"])
    return None


def left_by(api: Api, repository: str, run: int) -> str | None:
    """The text that a run left behind; None where there is none."""
    listed = api.read(f"repos/{repository}/actions/runs/{run}/artifacts", name=ARTIFACT, per_page=PAGE)["artifacts"]
    found = [one for one in listed if one["name"] == ARTIFACT and not one["expired"]]
    if not found:
        return None
    newest = max(found, key=lambda one: int(one["id"]))
    if newest["size_in_bytes"] > MAX_ARTIFACT:
        raise Refused("The text is too large.")
    packed = api.call("GET", f"repos/{repository}/actions/artifacts/{newest['id']}/zip")
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive, archive.open(MEMBER) as member:
            return member.read(MAX_ARTIFACT).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, NotImplementedError) as error:
        raise Refused(f"The text cannot be unpacked: {error}") from None


def github() -> str:
    """Comment on the pull request that the run was for which this run follows."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    run, repository = event["workflow_run"], os.environ["GITHUB_REPOSITORY"]
    api = Api(os.environ["GITHUB_API_URL"], ("Authorization", f"Bearer {os.environ['GITHUB_TOKEN']}"))
    number = pull_request(api, repository, run, event["repository"]["default_branch"])
    if number is None:
        return "no open pull request ends with the commit that was checked"
    text = left_by(api, repository, int(run["id"]))
    if text is None:
        return "the run left no text behind"
    body = comment(text, f"[{run['name']} {run['run_number']}]({run['html_url']})")
    place = f"repos/{repository}/issues"
    return put(
        api, f"{place}/{number}/comments", f"{place}/comments", "PATCH", body,
        lambda one: one["user"]["login"] == "github-actions[bot]",
    )  # fmt: skip


# -- GitLab ----------------------------------------------------------------------------------------------------


def gitlab(path: str) -> str:
    """Comment on the merge request that this pipeline is for, with the text of a file."""
    if not Path(path).is_file():
        return "the run left no text behind"
    api = Api(os.environ["CI_API_V4_URL"], ("PRIVATE-TOKEN", os.environ["PLAN_NOTE_TOKEN"]))
    project = quote(os.environ["CI_MERGE_REQUEST_PROJECT_ID"], safe="")
    notes = f"projects/{project}/merge_requests/{int(os.environ['CI_MERGE_REQUEST_IID'])}/notes"
    run = f"[Pipeline {os.environ['CI_PIPELINE_ID']}]({os.environ['CI_PIPELINE_URL']})"
    me = api.read("user")["id"]
    body = comment(Path(path).read_text(encoding="utf-8"), run)
    return put(api, notes, notes, "PUT", body, lambda one: one["author"]["id"] == me)


def main(*arguments: str) -> int:
    """Comment, and say what was done."""
    try:
        match arguments:
            case ("github",):
                done = github()
            case ("gitlab", path):
                done = gitlab(path)
            case _:
                print("usage: comment.py github | comment.py gitlab FILE", file=sys.stderr)
                return 2
    except Refused as refused:
        print(f"No comment: {refused}", file=sys.stderr)
        return 1
    print(f"Comment: {done}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
