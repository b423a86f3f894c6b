"""The rules explained: the list, each one's page, and the documentation of them all."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from conftest import ROOT, Nap
from markdown_it import MarkdownIt
from rich.cells import cell_len

from nap.cli import reading
from nap.cli.rule import complete_rule
from nap.lint.rule import Rule
from nap.lint.rules import all_rules
from nap.output.prose import wrapped
from nap.output.rules import TOPICS, anchor, as_markdown, as_text, documentation
from nap.output.table import Screen

PAGE = ROOT / "docs" / "rules.md"
KEYS = ["code", "name", "severity", "topic", "what", "why", "wrong", "right", "mend"]
CODES = sorted(all_rules())
EVERY = [all_rules()[code] for code in CODES]


def made_up(**fields: str) -> Rule:
    """A rule in the form that a test needs."""
    said = {"what": "It is wrong.", "why": "It matters.", "wrong": "a: b", "right": "a: c", "mend": "Write c."} | fields
    return Rule("NAP599", "made-up", "warning", "action", **said)


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: rule.code)
def test_every_rule_can_be_shown(rule: Rule) -> None:
    assert rule.code[:4] in TOPICS
    for said in (rule.what, rule.why, rule.mend):
        assert said.strip() == said
        assert said.endswith((".", "?", "…"))
        assert said.count("`") % 2 == 0
    assert rule.wrong.strip()
    assert rule.right.strip()
    for width in (80, 200):
        text = as_text(rule, Screen(width))
        assert max(cell_len(line) for line in text.splitlines()) <= max(width, 120)


# -- nap rules -------------------------------------------------------------------------------------------------


def test_the_list_needs_no_plan_and_has_every_rule(nap: Nap, tmp_path: Path) -> None:
    result = nap("rules", plan=None, cwd=tmp_path)
    assert result.code == 0
    assert [line.split()[0] for line in result.lines[1:]] == CODES
    assert result.err == f"nap: {len(CODES)} rules; `nap rule CODE` explains one.\n"


def test_the_list_fits_a_terminal_of_80_columns(nap: Nap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "screen", lambda: Screen(80))
    lines = nap("rules", plan=None).lines
    assert max(cell_len(line) for line in lines) <= 80
    assert lines[0].split() == ["Code", "Name", "Severity", "What", "is", "wrong"]


def test_the_list_comes_in_every_format(nap: Nap) -> None:
    assert nap("rules", "--format", "ids", plan=None).lines == CODES
    rows = list(csv.DictReader(io.StringIO(nap("rules", "--format", "csv", plan=None).out)))
    assert [row["code"] for row in rows] == CODES
    assert list(rows[0]) == ["code", "name", "severity", "topic", "what"]
    records = nap("rules", "--format", "json", plan=None).json
    assert [record["code"] for record in records] == CODES
    assert all(list(record) == KEYS for record in records)
    assert nap("rules", "--format", "markdown", plan=None).lines[0].startswith("| Code | Name |")


# -- nap rule --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["NAP605", "nap605", "completed-without-evidence", "Completed-Without-Evidence"])
def test_a_rule_is_found_by_its_code_or_its_name(nap: Nap, tmp_path: Path, name: str) -> None:
    result = nap("rule", name, plan=None, cwd=tmp_path)
    assert result.code == 0
    assert result.out == as_text(all_rules()["NAP605"], Screen())


def test_a_page_says_everything() -> None:
    assert as_text(made_up(wrong="\na: b\nc: d\n", right="a file without c"), Screen()).splitlines() == [
        "NAP599  made-up  (warning)",
        "",
        "It is wrong.",
        "",
        "Why it matters",
        "  It matters.",
        "",
        "Wrong",
        "  a: b",
        "  c: d",
        "",
        "Right",
        "  a file without c",
        "",
        "How to mend it",
        "  Write c.",
    ]


def test_sentences_are_wrapped_and_examples_are_not() -> None:
    long = "word " * 20
    text = as_text(made_up(why=long, wrong=f"a: {long}", right=long.strip()), Screen(40, color=True))
    plain = re.sub(r"\x1b\[\d+m", "", text).splitlines()
    assert [line for line in plain if len(line) > 40] == [f"  a: {long}"]
    assert "\x1b[1mHow to mend it\x1b[0m" in text


def test_several_rules_are_shown_in_the_order_asked_for_and_once(nap: Nap) -> None:
    result = nap("rule", "NAP605", "NAP001", "nap605", "--format", "json", plan=None)
    assert [record["code"] for record in result.json] == ["NAP605", "NAP001"]
    assert all(list(record) == KEYS for record in result.json)
    text = nap("rule", "NAP605", "NAP001", plan=None)
    assert [line for line in text.lines if line.startswith("NAP")] == [
        "NAP605  completed-without-evidence  (error)",
        "NAP001  unused-ignore  (warning)",
    ]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("NAP6055", "NAP605"),
        ("nap-605", "NAP605"),
        ("complete-without-evidence", "completed-without-evidence"),
        ("?", "`nap rules` lists them all."),
    ],
)
def test_an_unknown_rule_gets_the_closest_ones(nap: Nap, name: str, hint: str) -> None:
    result = nap("rule", name, plan=None)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith(f"nap: There is no rule {name}.\n")
    assert hint in result.err


def test_without_a_rule_nothing_is_explained(nap: Nap) -> None:
    result = nap("rule", plan=None)
    assert (result.code, result.out) == (2, "")
    assert "NAP605" in result.err


def test_a_rule_as_markdown_has_a_heading_and_its_examples_as_code(nap: Nap) -> None:
    text = nap("rule", "NAP605", "--format", "markdown", plan=None).out
    tokens = MarkdownIt().parse(text)
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1"]
    assert [token.info for token in tokens if token.type == "fence"] == ["yaml", "yaml"]
    assert text.startswith("# NAP605 completed-without-evidence\n\n**Error.** An update says")


def test_nothing_in_a_rule_is_taken_for_markdown_but_its_code() -> None:
    rule = made_up(mend="Write `a_b` for *this* <b>.", wrong="a file | that is *wrong*")
    text = as_markdown(rule)
    assert "How to mend it: Write `a_b` for \\*this\\* \\<b\\>.\n" in text
    assert "Wrong: a file \\| that is \\*wrong\\*\n" in text


def test_codes_and_names_are_completed() -> None:
    assert complete_rule("nap60") == [(code, all_rules()[code].name) for code in CODES if code.startswith("NAP60")]
    assert ("completed-without-evidence", "NAP605") in complete_rule("completed-w")
    assert [code for code, _ in complete_rule("")] == CODES


# -- docs/rules.md ---------------------------------------------------------------------------------------------


def test_the_documentation_is_what_the_rules_say(nap: Nap) -> None:
    made = nap("rule", "--all", "--format", "markdown", plan=None).out
    assert PAGE.read_text(encoding="utf-8") == made, "run: nap rule --all --format markdown > docs/rules.md"


def test_the_table_of_contents_leads_to_every_rule() -> None:
    text = documentation(reversed(EVERY))
    headings = [anchor(heading) for heading in re.findall(r"^#{2,3} (.*)$", text, re.MULTILINE)]
    links = re.findall(r"^ *- \[.*\]\(#(.*)\)$", text, re.MULTILINE)
    assert links == headings
    assert len(set(links)) == len(links)
    assert [link[:6].upper() for link in links if not re.match(r"nap\d-", link)] == CODES


def test_all_rules_come_in_every_format(nap: Nap) -> None:
    assert [record["code"] for record in nap("rule", "--all", "--format", "json", plan=None).json] == CODES
    text = nap("rule", "--all", plan=None).out
    assert re.findall(r"^NAP\d{3}", text, re.MULTILINE) == CODES


def test_a_no_break_space_keeps_words_together() -> None:
    assert wrapped("Écrivez\u00a0: «\u00a0oui\u00a0»", 12) == ["Écrivez\u00a0:", "«\u00a0oui\u00a0»"]
