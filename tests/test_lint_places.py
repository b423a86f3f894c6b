"""Where findings point when one text, file or line has much in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Nap, Result, action, manifest, write_plan

from nap.store.yaml import parse

Lint = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def lint(nap: Nap, tmp_path: Path) -> Lint:
    """What a check finds in a plan with one action, whose file says something."""

    def run(text: str, *options: str, **plan: Any) -> list[dict[str, Any]]:
        write_plan(tmp_path, plan=manifest(**plan))
        (tmp_path / "data/actions/01-iets.yaml").write_text(text, encoding="utf-8", newline="")
        result: Result = nap("lint", "--format", "json", *options, plan=tmp_path)
        found: list[dict[str, Any]] = result.json
        return found

    return run


def written(title: str) -> str:
    """An action whose title is written so, at its end."""
    rest = {key: value for key, value in action("1").items() if key != "title"}
    lines = [f"{key}: {json.dumps(value)}" for key, value in rest.items()]
    return "\n".join([*lines, f"title: {title}"]) + "\n"


def test_two_like_mistakes_in_one_text_are_pointed_at_apart(lint: Lint) -> None:
    found = lint(written("De  kade en De  kade"), "--select", "NAP803")
    assert [item["end_column"] for item in found] == [16, 28]


def test_a_mistake_is_pointed_at_on_its_line_of_a_text(lint: Lint) -> None:
    text = written(">-\n    Eerst de wal\n    en  dan\n    de kade")
    line = text.split("\n").index("    en  dan") + 1
    found = lint(text, "--select", "NAP803")
    assert [(item["line"], item["column"]) for item in found] == [(line, 5)]


def test_what_is_written_otherwise_is_pointed_at_as_a_whole(lint: Lint) -> None:
    found = lint(written(r'"De\x20\x20kade"'), "--select", "NAP803")
    assert [(item["column"], item["end_column"]) for item in found] == [(8, 24)]


def test_entries_of_a_large_mapping_are_found_where_they_stand() -> None:
    _, positions = parse("".join(f"k{number}: {number}\n" for number in range(200)).encode())
    for number in (0, 50, 199):
        assert positions.find((f"k{number}",), key=True)[:2] == (number + 1, 1)
        assert positions.find((f"k{number}",))[:2] == (number + 1, len(f"k{number}: ") + 1)
    assert positions.find(("k200",)) == positions.place


def test_a_thousand_mistakes_in_the_shape_of_a_file_are_one_finding(lint: Lint) -> None:
    found = lint(written("Iets") + "".join(f"k{number}: 1\n" for number in range(1001)))
    wrong = [item for item in found if item["path"].endswith("iets.yaml")]
    assert [item["code"] for item in wrong] == ["NAP203"]
    assert "1001" in wrong[0]["message"]


def test_comments_above_one_another_hold_for_the_line_below_them_all(lint: Lint) -> None:
    comments = "# nap: ignore[NAP803] zo gedrukt\n\n# een woord daarover\n\n"
    assert lint(written("De  kade").replace("title:", f"{comments}title:"), "--select", "NAP803,NAP0") == []


def test_a_comment_above_another_line_ignores_nothing(lint: Lint) -> None:
    text = "# nap: ignore[NAP803] zo gedrukt\n" + written("De  kade")
    assert {item["code"] for item in lint(text, "--select", "NAP803,NAP0")} == {"NAP803", "NAP001"}


def test_a_rule_that_the_settings_name_and_that_there_is_not_is_pointed_at(lint: Lint) -> None:
    found = lint(written("Iets"), "--select", "NAP0", lint={"ignore": ["NAP803", "NAP999", "NAP"]})
    assert [(item["path"], item["code"], item["severity"]) for item in found] == [
        ("data/plan.yaml", "NAP003", "warning")
    ]
    assert "NAP999" in found[0]["message"]


def test_a_mistake_is_not_pointed_at_in_what_stands_beside_its_text(lint: Lint) -> None:
    found = lint(written(r'{nl: "De TO\x44O", fr: "Le TODO"}'), "--select", "NAP704")
    assert [(item["column"], item["end_column"]) for item in found] == [(13, 25), (35, 39)]
    found = lint(written(r'"De TO\x44O x" # TODO'), "--select", "NAP704")
    assert [(item["column"], item["end_column"]) for item in found] == [(8, 22)]


def test_not_a_number_is_a_key_that_can_stand_twice(lint: Lint) -> None:
    lines = written("De kade").count("\n")
    found = lint(written("De kade") + ".nan: a\n.nan: b\n")
    assert [(item["code"], item["line"]) for item in found] == [("NAP110", lines + 2)]
    assert f"the first is on line {lines + 1}." in found[0]["message"]


def test_a_language_is_a_code_to_its_last_character(lint: Lint) -> None:
    assert [item["code"] for item in lint(written(r'{nl: De kade, "fr\n": Le quai}'))] == ["NAP702"]
