"""The documentation is true: its commands run, its output is what nap prints, its names exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from conftest import ROOT, Nap

from nap.cli import app, reading
from nap.output.table import Screen

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.findall(r"```console\n\$ (nap .*)\n((?:.*\n)*?)```", README)
COMMANDS = sorted(app.COMMANDS)


@pytest.mark.parametrize(("command", "output"), CONSOLE, ids=[command for command, _ in CONSOLE])
def test_the_readme_shows_what_nap_prints_on_a_terminal_of_80_columns(
    nap: Nap, monkeypatch: pytest.MonkeyPatch, command: str, output: str
) -> None:
    monkeypatch.setattr(reading, "screen", lambda: Screen(80))
    words = shlex.split(command)[1:]
    result = nap(*words, plan=ROOT if "--plan" in nap(words[0], "--help", plan=None).out else None)
    assert result.code == 0
    expected, elided, _ = output.partition("…\n") if output.endswith("…\n") else (output, "", "")
    if elided:
        assert result.out.startswith(expected)
    else:
        assert result.out == expected


def test_the_readmes_excerpt_of_the_report_is_what_the_report_says(nap: Nap) -> None:
    report = nap("report", "2025").lines
    quoted = [line.removeprefix(">").strip() for line in README.splitlines() if line.startswith(">")]
    excerpt = [re.sub(r"^#+ ", "", line) for line in quoted if line and line != "…"]
    assert len(excerpt) > 20
    plain = {re.sub(r"^#+ ", "", line) for line in report}
    assert [line for line in excerpt if line not in plain] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme_and_explains_itself(nap: Nap, command: str) -> None:
    if command != "schema":
        assert f"nap {command}" in README
    result = nap(*command.split(), "--help", plan=None)
    assert result.code == 0
    assert "Usage" in result.out


def test_every_option_in_the_documentation_exists(nap: Nap) -> None:
    names = [*COMMANDS, *app.GROUPS]
    help_of = {name: nap(*name.split(), "--help", plan=None).out for name in names}
    known = "".join(help_of.values()) + nap("--help", plan=None).out
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for first, arguments in re.findall(r"`nap ([a-z]+)([^`]*)`", page.read_text(encoding="utf-8")):
            second = re.match(r" [a-z]+", arguments) if first in app.GROUPS else None
            command = first + (second[0] if second else "")
            assert command in help_of, f"{page.name}: nap {command}"
            for option in re.findall(r"(?<!\S)--[a-z-]+", arguments):
                assert option in help_of[command], f"{page.name}: nap {command} {option}"
    for option in re.findall(r"`(--[a-z-]+)", README):
        assert option in known, option


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_make_target_of_the_documentation_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in PAGES:
        for target in re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE):
            assert target in targets, f"{page.name}: make {target}"
