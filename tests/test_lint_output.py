"""Findings in every format: each keeps its promises to its reader, whatever a file holds."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from gettext import NullTranslations
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote_to_bytes

import pytest
from conftest import Nap, action, update, write_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len

import nap.i18n
from nap.lint.reported import Report
from nap.lint.rules import all_rules
from nap.model.finding import Finding, Severity
from nap.output.findings import FORMATS, FindingFormat, render
from nap.output.findings.words import total
from nap.output.prose import as_markdown, code, wrapped
from nap.output.table import Screen
from nap.sentence import Sentence, say

SCHEMA = Path(__file__).resolve().parent / "data" / "sarif-2.1.0.schema.json"
SARIF = Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
KEYS = ["code", "severity", "message", "hint", "path", "line", "column", "end_line", "end_column", "action"]
FORMS: tuple[FindingFormat, ...] = get_args(FindingFormat)
STYLE = re.compile(r"\x1b\[[0-9;]*m")

NASTY = {
    "newlines": "one\ntwo\r\nthree\x85four\u2028five",
    "pipes": "a | b \\| c || d |",
    "backticks": "`a` ``b`` `c ``` ~~~",
    "percent": "100%0A%0D%25::error::no",
    "command": "::error file=x,line=1::no ##[error]no ::stop-commands::x",
    "quotes": "\"a\" 'b' \\\" \\n \\",
    "bidi": "a\u202eb\u2066c\u200fd\ufeffe\u200bf",
    "control": "a\x1b[31mb\x07c\x9b2Jd\x00e",
    "long": "word " * 4000,
    "longest": "x" * 20000,
    "non-BMP": "😀𝔘\U000e0001\U000e007f𠀀",
    "surrogate": "a\udcffb",
    "mentions": "@someone @org/team a@b.example #12 !7 org/repo#3 GH-4 ~label %15 &9 ^alert",
    "links": "https://a.example/?b=c&d=%20 www.a.example [a](https://b.example) ![i](//c) <https://d.example> ftp://e",
    "html": "<script>alert(1)</script> <!-- x --> &lt; &amp; </td>",
    "braces": "{0} {name} {{x}} {",
    "blocks": "# head",
    "list": "- item 1. item > quote --- ===",
    "empty": "",
    "space": "   ",
}  # fmt: skip


def finding(
    message: str = "Wrong.",
    hint: str = "Right.",
    path: str = "data/actions/01-quays.yaml",
    severity: Severity = "error",
    code: str = "NAP605",
    **more: Any,
) -> Finding:
    place = {"line": 3, "column": 5, "end_line": 3, "end_column": 9} | more
    return Finding(path=path, code=code, message=message, hint=hint, severity=severity, **place)


def report(*findings: Finding, files: int = 73) -> Report:
    return Report(tuple(sorted(findings)), tuple(map(str, range(files))))


def nasty(text: str) -> Report:
    """A report in which a text stands wherever data can come."""
    said = say("Here is {what}, which is wrong.", what=text)
    return report(
        finding(said, say("Write {what}.", what=text), f"data/actions/{text}.yaml", action=text),
        finding(Sentence("{x}", {"x": text}), Sentence("{x}", {"x": text}), severity="warning", code="NAP001"),
        finding(),
    )


# -- what every format promises --------------------------------------------------------------------------------


def test_the_registry_names_exactly_the_formats_that_can_be_asked_for() -> None:
    assert set(FORMATS) == set(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_every_format_says_nothing_of_nothing_in_its_own_way(form: FindingFormat) -> None:
    text = render(report(), form)
    if form == "sarif":
        assert json.loads(text)["runs"][0]["results"] == []
        return
    assert text == {"json": "[]\n", "gitlab": "[]\n", "markdown": "**73 files, no findings.**\n"}.get(form, "")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_every_format_stays_well_formed_whatever_the_data_says(form: FindingFormat, text: str) -> None:
    well_formed(form, nasty(text))


# Names of files that are no UTF-8 have such characters in Python.
anything = st.text(
    st.characters(codec="utf-8") | st.characters(min_codepoint=0xDC80, max_codepoint=0xDCFF), max_size=60
)


@given(text=anything, form=st.sampled_from(FORMS))
@settings(max_examples=200, deadline=None)
def test_every_format_stays_well_formed_for_any_text(text: str, form: FindingFormat) -> None:
    well_formed(form, nasty(text))


def well_formed(form: FindingFormat, shown: Report) -> None:
    written = render(shown, form, prefix="a plan/")
    written.encode()
    assert written.endswith("\n")
    assert [c for c in written if c != "\n" and unicodedata.category(c) in {"Cc", "Zl", "Zp", "Cs"}] == []
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\U000e0000-\U000e007f]", written)
    CHECKS[form](written, shown)


def check_text(written: str, shown: Report) -> None:
    lines = written.split("\n")[:-1]
    heads = [line for line in lines if not line.startswith("    ")]
    assert len(heads) == len(shown.findings)
    assert len(lines) == len(heads) + sum(bool(item.hint) for item in shown.findings)
    assert all(re.match(r".*:3:5: NAP(605|001) ", line) for line in heads)
    for columns in (40, 80, 200):
        for line in render(shown, "text", screen=Screen(columns, color=True)).splitlines():
            plain = STYLE.sub("", line)
            assert "\x1b" not in plain
            # What is wider than the screen is one word.
            assert cell_len(plain) <= columns or " " not in plain.strip() or plain.startswith(("data/", "  3:5"))


def check_json(written: str, shown: Report) -> None:
    for record, item in zip(json.loads(written), shown.findings, strict=True):
        assert list(record) == KEYS
        assert record["message"] == item.message
        assert record["hint"] == item.hint
        assert record["path"] == item.path


def check_github(written: str, shown: Report) -> None:
    lines = written.split("\n")[:-1]
    assert len(lines) == len(shown.findings)
    for line, item in zip(lines, shown.findings, strict=True):
        name, properties, message = as_the_runner_reads(line)
        assert name == item.severity
        assert list(properties) == ["file", "line", "endLine", "col", "endColumn", "title"]
        assert properties["file"].startswith("a plan/data/actions/")
        assert properties["title"] == f"{item.code} {all_rules()[item.code].name}"
        assert "\n" not in message


def as_the_runner_reads(line: str) -> tuple[str, dict[str, str], str]:
    """What GitHub's runner makes of a line, in the order in which it goes about it."""
    assert line.startswith("::")
    info, _, data = line[2:].partition("::")
    name, _, pairs = info.partition(" ")
    properties = {}
    for pair in pairs.split(","):
        key, _, value = pair.partition("=")
        for escaped, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(escaped, char)
        properties[key] = value
    for escaped, char in (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        data = data.replace(escaped, char)
    return name, properties, data


def check_gitlab(written: str, shown: Report) -> None:
    records = json.loads(written)
    assert len({record["fingerprint"] for record in records}) == len(shown.findings)
    for record, item in zip(records, shown.findings, strict=True):
        assert list(record) == ["description", "check_name", "fingerprint", "severity", "location"]
        assert record["check_name"] == item.code
        assert record["severity"] == {"error": "major", "warning": "minor"}[item.severity]
        assert record["location"] == {"path": f"a plan/{item.path}", "lines": {"begin": 3}}
        assert "\n" not in record["description"]


def check_sarif(written: str, shown: Report) -> None:
    log = json.loads(written)
    SARIF.validate(log)
    run = log["runs"][0]
    for result, item in zip(run["results"], shown.findings, strict=True):
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"] == item.code
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9_.~/%-]+", uri)
        assert "](" not in result["message"]["text"]
        assert "{" not in result["message"]["text"].replace("{{", "")


def check_markdown(written: str, shown: Report) -> None:
    assert len(written) < 60_000
    tokens = parsed(written)
    rows = sum(token.type == "tr_open" for token in tokens)
    tables = sum(token.type == "table_open" for token in tokens)
    assert rows - tables == len(shown.findings)
    assert sum(token.type in {"td_open", "th_open"} for token in tokens) == 4 * rows
    assert {token.type for token in tokens if token.type.endswith("_open")} <= {
        "paragraph_open", "heading_open", "strong_open",
        "table_open", "thead_open", "tbody_open", "tr_open", "th_open", "td_open",
    }  # fmt: skip
    assert not {token.type for token in tokens} & {"html_inline", "html_block", "image", "fence", "code_block"}
    said = [token.content for token in tokens if token.type == "text"]
    # What forges make links and mentions of, wherever it is not code.
    assert not [text for text in said if re.search(r"@\w|#\d|://|www\.", text)]


def parsed(text: str) -> list[Token]:
    """The blocks of a Markdown text and what stands in them."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [each for token in tokens for each in (token, *(token.children or ()))]


CHECKS = {
    "text": check_text,
    "json": check_json,
    "github": check_github,
    "gitlab": check_gitlab,
    "sarif": check_sarif,
    "markdown": check_markdown,
}


# -- totals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("errors", "warnings", "files", "said"),
    [
        (0, 0, 71, "71 files, no findings."),
        (0, 0, 1, "1 file, no findings."),
        (1, 0, 73, "1 error in 1 of 73 files."),
        (0, 1, 2, "1 warning in 1 of 2 files."),
        (0, 5, 2, "5 warnings in 2 of 2 files."),
        (3, 1, 73, "3 errors and 1 warning in 2 of 73 files."),
        (1, 2, 73, "1 error and 2 warnings in 2 of 73 files."),
        (2, 0, 1, "2 errors in 1 file."),
    ],
)
def test_findings_are_added_up_in_a_sentence(errors: int, warnings: int, files: int, said: str) -> None:
    paths = ["data/actors.yaml", "data/plan.yaml"][: min(files, 2)]
    severities: list[Severity] = [*["error"] * errors, *["warning"] * warnings]
    found = [
        finding(path=paths[number % len(paths)], severity=severity, line=number + 1)
        for number, severity in enumerate(severities)
    ]
    assert total(report(*found, files=files)) == said


# -- languages -------------------------------------------------------------------------------------------------

DUTCH = {
    "There is no actor {name}.": "Er is geen actor {name}.",
    "Write {name}.": "Schrijf {name}.",
    "warning: {message}": "opgelet: {message}",
    "warning": "opgelet",
    "{found} in {wrong} of {files}.": "{found} in {wrong} van de {files}.",
    "1 warning": "1 waarschuwing",
    "{count} files": "{count} bestanden",
    "{count} files, no findings.": "nooit",
    "{files}, no findings.": "{files}, niets te melden.",
    "Line": "Regel",
    "{code}, warning": "{code}, opgelet",
    "Action {id}, {file}": "Actie {id}, {file}",
}


class _Dutch(NullTranslations):
    def gettext(self, message: str) -> str:
        return DUTCH.get(message, message)


@pytest.fixture
def dutch(monkeypatch: pytest.MonkeyPatch) -> Report:
    """A report, and a catalogue in which its sentences stand."""
    monkeypatch.setattr(nap.i18n, "catalogue", lambda _language: _Dutch())
    said, hint = say("There is no actor {name}.", name="fod"), say("Write {name}.", name="fod-justitie")
    return report(finding(said, hint, severity="warning", action="1"))


@pytest.mark.parametrize("form", FORMS)
def test_every_format_speaks_the_language_asked_for(form: FindingFormat, dutch: Report) -> None:
    assert "Er is geen actor fod." in render(dutch, form, "nl")
    assert "There is no actor fod." in render(dutch, form, "en")


def test_a_comment_has_every_sentence_in_the_language_asked_for(dutch: Report) -> None:
    assert render(dutch, "markdown", "nl").splitlines() == [
        "**1 waarschuwing in 1 van de 73 bestanden.**",
        "",
        "#### Actie 1, `data/actions/01-quays.yaml`",
        "",
        "| Regel | What is wrong | What to write instead | Rule |",
        "| ---: | --- | --- | --- |",
        "| 3 | Er is geen actor fod. | Schrijf fod-justitie. | NAP605, opgelet |",
    ]
    assert render(report(), "markdown", "nl") == "**73 bestanden, niets te melden.**\n"


def test_a_fingerprint_is_the_same_in_every_language(dutch: Report) -> None:
    here, there = (json.loads(render(dutch, "gitlab", language)) for language in ("en", "nl"))
    assert here[0]["fingerprint"] == there[0]["fingerprint"]


def test_a_terminal_says_how_grave_a_finding_is_in_the_language_asked_for(dutch: Report) -> None:
    assert "  opgelet  Er is geen actor" in render(dutch, "text", "nl", screen=Screen(80))
    assert ": NAP605 opgelet: Er is geen actor" in render(dutch, "text", "nl")


# -- text ------------------------------------------------------------------------------------------------------

SOME = report(
    finding("This update says completed, and gives no evidence.", "Add `evidence` with a link.", line=37, action="1"),
    finding("There are two spaces here.", "Write one.", severity="warning", code="NAP001", line=112),
    finding("Something else that is wrong and takes more than a line to say in a narrow place.", "", "data/plan.yaml"),
)  # fmt: skip


def test_piped_text_has_a_line_for_each_finding_that_editors_and_grep_understand() -> None:
    assert render(SOME, "text").splitlines() == [
        "data/actions/01-quays.yaml:37:5: NAP605 This update says completed, and gives no evidence.",
        "    Add `evidence` with a link.",
        "data/actions/01-quays.yaml:112:5: NAP001 warning: There are two spaces here.",
        "    Write one.",
        "data/plan.yaml:3:5: NAP605 Something else that is wrong and takes more than a line to say in a narrow place.",
    ]


def test_a_terminal_shows_findings_file_by_file_in_columns() -> None:
    assert render(SOME, "text", screen=Screen(60)).splitlines() == [
        "data/actions/01-quays.yaml",
        "   37:5  error    This update says completed, and gives no",
        "                  evidence. NAP605",
        "                  Add `evidence` with a link.",
        "  112:5  warning  There are two spaces here. NAP001",
        "                  Write one.",
        "",
        "data/plan.yaml",
        "    3:5  error    Something else that is wrong and takes",
        "                  more than a line to say in a narrow place.",
        "                  NAP605",
    ]


def test_colour_is_sparing_and_changes_nothing_else() -> None:
    coloured = render(SOME, "text", screen=Screen(60, color=True))
    assert STYLE.sub("", coloured) == render(SOME, "text", screen=Screen(60))
    assert "\x1b[1mdata/plan.yaml\x1b[0m" in coloured
    assert "\x1b[31merror\x1b[0m  " in coloured
    assert "\x1b[33mwarning\x1b[0m" in coloured
    assert len(STYLE.findall(coloured)) == 2 * (2 + 3)


def test_wide_characters_are_wrapped_by_the_room_they_take() -> None:
    lines = wrapped("表表表 表表表 表表表 x", 9, "  ")
    assert lines == ["  表表表", "  表表表", "  表表表", "  x"]
    assert wrapped("a b", None, "  ") == ["  a b"]
    assert wrapped("aaa bbb ccc", 5, "", "  ") == ["aaa", "  bbb", "  ccc"]


# -- json ------------------------------------------------------------------------------------------------------


def test_json_has_exactly_the_keys_of_the_contract() -> None:
    records = json.loads(render(SOME, "json"))
    assert records[0] == {
        "code": "NAP605",
        "severity": "error",
        "message": "This update says completed, and gives no evidence.",
        "hint": "Add `evidence` with a link.",
        "path": "data/actions/01-quays.yaml",
        "line": 37,
        "column": 5,
        "end_line": 3,
        "end_column": 9,
        "action": "1",
    }
    assert records[1]["action"] is None


def test_json_is_documented_key_by_key() -> None:
    text = (Path(__file__).resolve().parent.parent / "docs" / "json.md").read_text(encoding="utf-8")
    section = text.partition("## Findings\n")[2].partition("\n## ")[0]
    documented = re.findall(r"`([a-z_]+)`", "".join(re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)))
    assert documented == KEYS


# -- forges ----------------------------------------------------------------------------------------------------


def test_github_gets_places_relative_to_the_repository() -> None:
    item = finding("100% wrong: a, b", "Write c.", "data/actions/35,a:b.yaml")
    assert render(report(item), "github", prefix="plans/nap/") == (
        "::error file=plans/nap/data/actions/35%2Ca%3Ab.yaml,line=3,endLine=3,col=5,endColumn=9,"
        "title=NAP605 completed-without-evidence::100%25 wrong: a, b Write c.\n"
    )


def test_github_gets_no_columns_for_what_takes_several_lines() -> None:
    _, properties, _ = as_the_runner_reads(render(report(finding(end_line=5)), "github").rstrip())
    assert properties == {
        "file": "data/actions/01-quays.yaml", "line": "3", "endLine": "5", "title": "NAP605 completed-without-evidence",
    }  # fmt: skip


def test_a_finding_of_an_unknown_rule_without_an_end_is_shown_all_the_same() -> None:
    item = Finding("data/plan.yaml", 1, 1, "NAP999", "Wrong.")
    _, properties, message = as_the_runner_reads(render(report(item), "github").rstrip())
    assert (properties["endLine"], properties["endColumn"], properties["title"]) == ("1", "1", "NAP999")
    assert message == "Wrong."
    log = json.loads(render(report(item), "sarif"))
    SARIF.validate(log)
    result = log["runs"][0]["results"][0]
    assert "ruleIndex" not in result
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1}


@pytest.mark.parametrize(("count", "more"), [(10, False), (11, True)])
def test_github_is_told_when_there_are_more_findings_than_it_shows(count: int, more: bool) -> None:
    lines = render(report(*(finding(line=line) for line in range(count)), finding(severity="warning")), "github")
    notices = [line for line in lines.splitlines() if line.startswith("::notice")]
    assert len(lines.splitlines()) == count + 1 + len(notices)
    said = f"GitHub shows only 10 errors and 10 warnings beside the files; `nap lint` shows all {count + 1}."
    assert notices == ([f"::notice title=nap lint::{said}"] if more else [])


def prints(form: FindingFormat, *findings: Finding, prefix: str = "") -> list[str]:
    found = json.loads(render(report(*findings), form, prefix=prefix))
    if form == "gitlab":
        return [item["fingerprint"] for item in found]
    return [item["partialFingerprints"]["napFinding/v1"] for item in found["runs"][0]["results"]]


@pytest.mark.parametrize("form", ["gitlab", "sarif"])
def test_fingerprints_know_a_finding_again_when_lines_move(form: FindingFormat) -> None:
    before = prints(form, finding(line=3), finding(line=8), finding("Other.", line=9))
    after = prints(form, finding(line=13, end_line=13), finding(line=18, column=1), finding("Other.", line=19))
    assert before == after
    assert len(set(before)) == 3


@pytest.mark.parametrize("form", ["gitlab", "sarif"])
@pytest.mark.parametrize(
    "other",
    [
        {"code": "NAP001"},
        {"path": "data/actions/02-cranes.yaml"},
        {"action": "2"},
        {"message": "Wrong, too."},
    ],
    ids=lambda other: next(iter(other)),
)
def test_fingerprints_tell_findings_apart(form: FindingFormat, other: dict[str, Any]) -> None:
    assert prints(form, finding(action="1")) != prints(form, finding(**({"action": "1"} | other)))
    assert prints(form, finding()) != prints(form, finding(), prefix="plans/nap/")


# -- sarif -----------------------------------------------------------------------------------------------------


def test_sarif_says_what_every_rule_is_for() -> None:
    driver = json.loads(render(report(), "sarif"))["runs"][0]["tool"]["driver"]
    assert driver["name"] == "nap"
    assert [rule["id"] for rule in driver["rules"]] == sorted(all_rules())
    for written in driver["rules"]:
        known = all_rules()[written["id"]]
        assert written["name"] == known.name
        assert written["shortDescription"]["text"] == known.what
        assert known.why in written["fullDescription"]["text"]
        assert written["defaultConfiguration"]["level"] == known.severity
        assert known.mend.split()[0] in written["help"]["text"]
        assert "How to mend it" in written["help"]["markdown"]


def test_sarif_places_are_what_editors_need() -> None:
    item = finding("Wrong.", "Right.", "data/actions/35-é b#c.yaml", end_line=4, end_column=2)
    run = json.loads(render(report(item), "sarif", prefix="plans/"))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"]
    result = run["results"][0]
    assert result["level"] == "error"
    assert result["message"] == {"text": "Wrong. Right."}
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endLine": 4, "endColumn": 2}
    assert place["artifactLocation"] == {"uri": "plans/data/actions/35-%C3%A9%20b%23c.yaml", "uriBaseId": "%SRCROOT%"}
    strange = json.loads(render(nasty("a\udcffb"), "sarif"))["runs"][0]["results"]
    uris = [entry["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for entry in strange]
    assert b"a\xffb.yaml" in b"".join(unquote_to_bytes(uri) for uri in uris)


# -- markdown --------------------------------------------------------------------------------------------------


def test_a_comment_reads_like_this() -> None:
    assert render(SOME, "markdown").splitlines() == [
        "**2 errors and 1 warning in 2 of 73 files.**",
        "",
        "#### Action 1, `data/actions/01-quays.yaml`",
        "",
        "| Line | What is wrong | What to write instead | Rule |",
        "| ---: | --- | --- | --- |",
        "| 37 | This update says completed, and gives no evidence. | Add `evidence` with a link. | NAP605, error |",
        "| 112 | There are two spaces here. | Write one. | NAP001, warning |",
        "",
        "#### `data/plan.yaml`",
        "",
        "| Line | What is wrong | What to write instead | Rule |",
        "| ---: | --- | --- | --- |",
        "| 3 | Something else that is wrong and takes more than a line to say in a narrow place. |  | NAP605, error |",
    ]


def many(count: int) -> list[Finding]:
    """Warnings in many files, and errors in the last of them."""
    return [
        finding(
            f"Number {number} is wrong. " + "More is said of it, as happens. " * 3,
            path=f"data/actions/{number // 4:04}-quays.yaml",
            severity="warning" if number < count - 5 else "error",
            line=number,
        )
        for number in range(count)
    ]


def test_a_comment_that_is_too_long_is_cut_and_says_how_much_is_missing() -> None:
    text = render(report(*many(2000)), "markdown")
    assert 50_000 < len(text) < 60_000
    rows = len(re.findall(r"^\| \d", text, re.MULTILINE))
    assert text.endswith(f"\n\n{2000 - rows} more findings do not fit here; `nap lint` shows them.\n")
    assert "5 errors and 1995 warnings" in text
    assert text.count("NAP605, error") == 5
    lines = [int(line) for line in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)]
    assert lines == sorted(lines)


def test_a_comment_that_lacks_one_finding_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nap.output.findings.markdown._LONGEST", 1000)
    texts = (render(report(*(finding(line=line) for line in range(count))), "markdown") for count in range(5, 50))
    cut = next(text for text in texts if "not fit" in text)
    assert cut.endswith(" |\n\n1 more finding does not fit here; `nap lint` shows it.\n")


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Add `evidence` here.", "Add `evidence` here."),
        ("One ` alone", "One \\` alone"),
        ("Ask @jan, see https://a.example.", "Ask `@jan`, see `https://a.example`."),
        ("a *b* _c_ | d", "a \\*b\\* \\_c\\_ \\| d"),
        ("`` is nothing", "\\`\\` is nothing"),
        ("`a|b`", "`a\\|b`"),
        ("R&D of 50% # 3", "R&D of 50% \\# 3"),
    ],
)
def test_our_sentences_keep_their_code_and_nothing_else_means_anything(text: str, markdown: str) -> None:
    assert as_markdown(text, in_table=True) == markdown


def test_code_is_fenced_by_more_backticks_than_it_has() -> None:
    assert code("a`b") == "``a`b``"
    assert code("`a") == "`` `a ``"
    assert code("") == "` `"


# -- the command -----------------------------------------------------------------------------------------------


def test_every_format_can_be_asked_for_and_written_to_a_file(nap: Nap, tmp_path: Path) -> None:
    plan = write_plan(tmp_path, action("1", updates=[update("2025-03-01", "completed")]))
    for form in FORMS:
        result = nap("lint", "--format", form, "--select", "NAP605", plan=plan)
        assert result.code == 1
        assert "NAP605" in result.out
        target = tmp_path / form
        assert nap("lint", "--format", form, "--select", "NAP605", "--output", str(target), plan=plan).out == ""
        assert target.read_text(encoding="utf-8") == result.out


def test_findings_go_where_they_are_asked_to_and_older_ones_stay_where_that_cannot_be(
    nap: Nap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = write_plan(tmp_path / "plan", action("1"))
    target = tmp_path / "new" / "findings.json"
    more = ("lint", "--format", "json", "--output", str(target))
    nap(*more, plan=plan)
    before = target.read_text(encoding="utf-8")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = nap(*more, plan=plan)
    assert result.code == 2
    assert f"nap: {target} cannot be written: No space left on device." in result.err
    assert target.read_text(encoding="utf-8") == before
    assert [path.name for path in target.parent.iterdir()] == ["findings.json"]
