"""docs/round.md is true: its screens are what nap prints, its commands and options exist, in both languages alike.

The screens show a made-up round (tests/round_screens.py); `--golden-update` rewrites them in the page.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import round_screens
from conftest import ROOT, Nap
from round_screens import SCREENS

from nap.cli import app, reading
from nap.i18n import translated
from nap.output.table import Screen
from nap.output.words import STATUS
from nap.round.form import COLUMNS, COVER, SHEET

PAGE = ROOT / "docs" / "round.md"
TEXT = PAGE.read_text(encoding="utf-8")
_HALF = TEXT.index("\n## Français")
HALVES = {"nl": TEXT[TEXT.index("\n## Nederlands") : _HALF], "fr": TEXT[_HALF:]}
SHOWN = re.compile(r"<!-- screen: ([a-z-]+) -->\n+```text\n(.*?)```\n", re.DOTALL)
LANGUAGES = sorted(HALVES)


# -- screens ---------------------------------------------------------------------------------------------------


def play(nap: Nap, folder: Path, on: Callable[[datetime.date], None]) -> Iterator[tuple[str, Sequence[str], str]]:
    """Play the round of the page: each of its screens by name, the command it is of, and what that prints.

    `on` makes it a day.
    """
    plan = round_screens.begin(folder)

    def run(*words: str, err: bool = False) -> tuple[Sequence[str], str]:
        result = nap(*words, plan=None, cwd=folder)
        return words, result.out + (result.err if err else "")

    year = str(round_screens.YEAR)
    for language, screens in SCREENS.items():
        command = ("round", "form", year, "--reply-by", str(round_screens.REPLY_BY))
        on(round_screens.SENT)
        yield f"form-{language}", *run(*command, err=True)
        on(round_screens.DAY)
        back = folder / screens.folder
        back.mkdir()
        for what, example in (("errors", screens.bad), ("good", screens.good)):
            name, content = round_screens.filled(plan, example)
            (back / name).write_bytes(content)
            _, said = run("round", "read", f"{screens.folder}/{name}", "--dry-run", "--lang", language)
            yield f"{what}-{language}", ("round", "read", screens.folder, "--dry-run", "--lang", language), said
            if what == "errors":
                (back / name).unlink()
        run("round", "read", screens.folder)
    round_screens.answer(folder, plan)
    round_screens.keep(folder, "The answers")
    for language, screens in SCREENS.items():
        lang = ("--lang", language)
        yield f"government-{language}", *run("round", "status", year, "--by", "government", *lang, err=True)
        command = ("round", "status", year, "--missing", "--government", screens.government, *lang)
        yield f"missing-{language}", *run(*command, err=True)
        yield f"close-{language}", *run("round", "close", year, screens.folder, *lang)


def test_the_page_shows_what_nap_prints(
    nap: Nap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(reading, "screen", lambda: Screen(100))

    def on(day: datetime.date) -> None:
        monkeypatch.setattr(reading, "today", lambda: day)

    printed, commands = {}, {}
    for name, command, said in play(nap, tmp_path, on):
        printed[name], commands[name] = said.strip("\n") + "\n", command
    if request.config.getoption("--golden-update"):
        written = SHOWN.sub(lambda found: f"<!-- screen: {found[1]} -->\n```text\n{printed[found[1]]}```\n", TEXT)
        PAGE.write_text(written, encoding="utf-8")
        return
    assert dict(SHOWN.findall(TEXT)) == printed
    for name, command in commands.items():
        quoted = ("nap", *(f'"{word}"' if " " in word else word for word in command))
        assert " ".join(quoted) in HALVES[name[-2:]], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_cells_and_statuses_as_the_form_does(language: str) -> None:
    words = [column.heading for column in COLUMNS if column.to_fill]
    words += [*STATUS.values(), COVER, SHEET]
    said = re.sub("[ \n]+", " ", HALVES[language])
    assert [word for word in words if translated(word, language) not in said] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_made_up_is_said_to_be(language: str) -> None:
    said = {"nl": "verzonnen", "fr": "invent"}[language]
    for name in ("good", "errors", "government", "missing", "close"):
        after = HALVES[language].partition(f"<!-- screen: {name}-{language} -->")[2].split("```", 2)[2]
        assert said in after.lstrip().split("\n\n")[0], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pictures_are_there_and_small(language: str) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\((pictures/[^)]+)\)", HALVES[language])
    assert pictures == [f"pictures/form-{what}-{language}.png" for what in ("cover", "sheet")]
    for picture in pictures:
        assert (PAGE.parent / picture).stat().st_size < 150_000


# -- commands --------------------------------------------------------------------------------------------------


def commands(half: str) -> list[list[str]]:
    """The commands of nap that a half of the page names, each in words: in its blocks, and between backquotes."""
    blocks = "\n".join(re.findall(r"```sh\n(.*?)```", half, re.DOTALL)).replace("\\\n", " ")
    prose = re.sub(r"```.*?```", "", half, flags=re.DOTALL)
    lines = re.findall(r"^\s*nap (.*)$", blocks, re.MULTILINE) + re.findall(r"`nap ([^`]+)`", prose)
    return [re.sub(r'"[^"]*"', "…", line).split() for line in lines]


def called(words: Sequence[str]) -> str:
    """The command of a command line: its first word, or its first two in a group."""
    return " ".join(words[: 2 if words[0] in app.GROUPS else 1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commands_and_options_of_the_page_exist(nap: Nap, language: str) -> None:
    helps = {name: nap(*name.split(), "--help", plan=None).out for name in app.COMMANDS}
    for words in commands(HALVES[language]):
        assert called(words) in helps, words
        for option in (word for word in words if word.startswith("--")):
            assert option in helps[called(words)], words
    for option in re.findall(r"`(--[a-z-]+)", HALVES[language]):
        assert option == "--help" or any(option in said for said in helps.values()), option


def test_both_languages_name_the_same_commands() -> None:
    dutch, french = ({called(words) for words in commands(HALVES[language])} for language in ("nl", "fr"))
    assert dutch == french
    assert {"round form", "round read", "round letters", "round status", "round close"} <= dutch
    headings = [re.findall(r"^(#{2,4}) ", half, re.MULTILINE) for half in HALVES.values()]
    assert headings[0] == headings[1]


def test_links_within_the_page_lead_to_a_heading() -> None:
    headings = re.findall(r"^#{1,6} (.*)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert len(anchors) == len(headings)
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors
