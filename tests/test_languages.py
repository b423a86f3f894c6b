"""Tables, `nap show`, `nap diff` and `nap log` in other languages: every word of nap's own is in the one asked for.

The catalogues may lack a sentence for a while; what is held here is that each command asks them for every one.
"""

from __future__ import annotations

import csv
import io
import json
import re
import string
from pathlib import Path
from typing import Any

import pytest
from conftest import Nap, git, manifest, write_plan

from nap import i18n
from nap.i18n import LANGUAGES, translated
from nap.sentence import say

TRANSLATED = [language for language in LANGUAGES if language != "en"]
DAYS = ("2024-12-30", "2024-12-31", "2025-01-01", "2025-12-31", "2026-06-30")

# -- a plan of which every text is Greek -----------------------------------------------------------------------

WHO = {
    "actors": [
        {"id": "1", "kind": "government", "name": "Κράτος"},
        {"id": "2", "kind": "body", "parent": "1", "name": "Γραμματεία", "acronym": "Γ"},
        {"id": "3", "kind": "body", "parent": "1", "name": "Υπηρεσία"},
        {"id": "4", "kind": "unit", "parent": "3", "name": "Τμήμα"},
        {"id": "5", "kind": "body", "parent": "1", "name": "Παλαιά υπηρεσία", "successor": "3"},
        {"id": "6", "kind": "collective", "parent": "1", "name": "Οι υπόλοιπες υπηρεσίες"},
        {"id": "7", "kind": "external", "name": "Πανεπιστήμιο"},
    ]
}


def plan(**more: Any) -> dict[str, Any]:
    return manifest(
        id="7",
        title="Σχέδιο",
        source_language="el",
        languages=["el", "nl", "fr", "de", "en", "lb"],
        counts={"actions": 9, "sub_actions": 1},
        coordinator={"actor": "2"},
        source={"document": "Έγγραφο", "publisher": "Εκδότης"},
        chapters=[{"number": 1, "title": "Πρώτο"}, {"number": 2, "title": "Δεύτερο"}],
        **more,
    )


def action(number: str, deadline: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "chapter": 1,
        "title": {"el": f"Δράση {number.removesuffix('bis')}"},
        "actors": [{"actor": "3"}],
        "deadline": deadline,
        "measures": [],
        "source": {"section": f"Δράση {number.removesuffix('bis')}"},
    } | more


def update(date: str, by: str, status: str, **more: Any) -> dict[str, Any]:
    return {"date": date, "by": by, "status": status} | more


DUE = {"stated": "Τέλος", "kind": "date", "due": "2024-12-31", "precision": "year"}
MOVED = {"date": "2025-02-01", "due": "2025-12-31", "reason": "Καθυστέρηση", "decided_by": "Κυβέρνηση"}
EVIDENCE = [{"url": "https://1.example", "title": "Φυλλάδιο"}, {"url": "https://2.example"}]
ACTIONS = [
    action(
        "1",
        DUE | {"note": "Σημείωση", "revisions": [MOVED]},
        actors=[{"actor": "2", "role": "Επικεφαλής"}, {"actor": "3"}, {"actor": "5"}, {"actor": "7"}],
        measures=[
            {"id": "a", "text": "Πρώτο μέτρο", "actors": ["3"], "due": "2024-11-30"},
            {"id": "b", "text": "Δεύτερο μέτρο", "due": "2027-01-01"},
            {"id": "c", "text": "Τρίτο μέτρο"},
        ],
        baseline="Ήδη έτσι",
        source={"section": "Δράση", "annex_id": "1.1", "annex_title": "Άλλος τίτλος", "remarks": ["Παρατήρηση"]},
        updates=[
            update("2024-06-01", "2", "not_started", obstacles="Χρήματα"),
            update("2024-07-01", "3", "preparing", text="Κείμενο", measures={"a": "completed", "b": "preparing"}),
            update("2024-07-01", "3", "in_progress", corrects="Λάθος"),
            update("2025-03-01", "2", "in_progress", scope="action", text="Όλα", evidence=EVIDENCE),
            update("2025-04-01", "3", "in_progress", scope="action"),
        ],
    ),
    action("2", {"stated": None, "kind": "none"}, actors=[], chapter=2),
    action("2bis", {"stated": "Διάρκεια", "kind": "plan_term"}, parent="2", chapter=2, actors=[{"actor": "4"}]),
    action(
        "3",
        {
            "stated": "Φάσεις",
            "kind": "phased",
            "phases": [
                {"label": "Φάση 1", "due": "2024-12-31", "precision": "month"},
                {"label": "Φάση 2", "due": "2025-06-30", "precision": "day"},
                {"label": "Φάση 3"},
            ],
            "revisions": [MOVED | {"phase": "Φάση 2"}],
        },
        actors=[{"actor": "3"}, {"actor": "6"}],
        updates=[update("2024-08-01", "3", "in_progress", phases={"Φάση 1": "completed", "Φάση 2": "not_started"})],
    ),
    action("4", DUE | {"kind": "period", "start": "2024-06-01", "precision": "day"}, actors=[{"actor": "1"}]),
    action("5", {"stated": "Πάντα", "kind": "ongoing"}, updates=[update("2024-05-01", "3", "in_progress")]),
    action("6", {"stated": "Αλλού", "kind": "external"}, actors=[{"actor": "7"}]),
    action("7", DUE | {"kind": "initiative_term", "precision": "month"}, actors=[{"actor": "6"}]),
    action(
        "8",
        DUE,
        updates=[update("2024-12-15", "3", "completed", text="Τέλος", evidence=EVIDENCE[:1])],
    ),
    action("9", DUE, updates=[update("2024-12-20", "3", "stopped", obstacles="Τέλος")]),
]


@pytest.fixture
def greek(tmp_path: Path) -> Path:
    """The plan in a git repository, in which much was changed after the first commit."""
    before = [a | {"updates": a["updates"][:-1]} if "updates" in a else a for a in ACTIONS]
    before[0] = before[0] | {"deadline": DUE, "baseline": "Άλλο", "chapter": 2, "actors": [{"actor": "2"}]}
    who = {"actors": [*WHO["actors"], {"id": "8", "kind": "body", "name": "Άλλος"}]}
    who["actors"][3] = WHO["actors"][3] | {"kind": "body", "name": "Άλλο", "language": "fr", "parent": "1"}
    old = plan(milestones=[{"id": "1", "title": "Έκθεση"}], lint={"ignore": ["NAP6"]})
    folder = write_plan(tmp_path, *before[:-1], action("10", DUE), plan=old, who=who)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "Πρώτο")
    (folder / "data/actions/10.yaml").unlink()
    more = plan(
        round={"languages": ["el"]},
        milestones=[{"id": "1", "title": "Έκθεση", "every": "year"}],
        acronyms=[{"acronym": "Γ", "meaning": "Γραμματεία", "annex": True}],
    )
    return write_plan(folder, *ACTIONS, plan=more, who=WHO)


# -- a catalogue that marks what it says -----------------------------------------------------------------------


class Marking:
    """A catalogue in which every sentence is its English one, with every word between marks."""

    def gettext(self, template: str) -> str:
        """The template, its own words between marks and the names for what stands in it outside them."""
        parts = string.Formatter().parse(template)
        return "".join(_marked(words) + ("" if name is None else f"{{{name}}}") for words, name, _, _ in parts)


def _marked(words: str) -> str:
    return "⟦" + words.replace("{", "{{").replace("}", "}}") + "⟧" if words else ""


MARKED = re.compile("⟦[^⟦⟧]*⟧")
CODES = re.compile(
    r"""
    ^nap:\ | data/\S+ | https://\S+
    | \b2bis\b | \b[abc]\b | ^\ *none\b | ^\|\ none\   # the letters of measures; the id of who has no government
    | `[a-z_.]+` | NAP6 | \bel\b                       # fields, rules and languages of the plan's files
    | HEAD | Tester
    """,
    re.MULTILINE | re.VERBOSE,
)
"""What is the same in every language: the program's name, files and addresses, ids and codes, what git says."""


def unsaid(text: str) -> list[str]:
    """The words of a text that no catalogue was asked for, and that are neither data nor codes."""
    return re.findall("[A-Za-z]+", CODES.sub("", MARKED.sub(" ", text)))


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say every sentence between marks, in every language but English."""
    monkeypatch.setattr(i18n, "catalogue", lambda _language: Marking())


def test_the_marks_show_what_was_not_said_in_the_language(marking: None) -> None:
    assert translated(say("{name}: last reported {status}", name="Γ", status=say("completed")), "fr") == (
        "Γ⟦: last reported ⟧⟦completed⟧"
    )
    assert unsaid(f"nap: {translated(say('{name}: no report', name='overdue'), 'fr')} data/1.yaml") == ["overdue"]


# -- every word is said in the language ------------------------------------------------------------------------

COMMANDS: dict[str, list[str]] = {
    "list": ["list"],
    "list in Markdown": ["list", "--format", "markdown"],
    "list of one body": ["list", "--actor", "3"],
    "overdue": ["overdue", "--within", "90", "--silent"],
    "overdue of one body": ["overdue", "--actor", "3"],
    "nothing overdue": ["overdue", "--actor", "7"],
    "show": ["show", *(a["id"] for a in ACTIONS)],
    "show in Markdown": ["show", *(a["id"] for a in ACTIONS), "--format", "markdown"],
    "actors": ["actors"],
    "one actor": ["actors", "--actor", "7"],
    "chapters": ["chapters"],
    "stats": ["stats"],
    "round status": ["round", "status", "2025"],
    "round status by government": ["round", "status", "2025", "--by", "government"],
    "diff": ["diff", "HEAD", "--files"],
    "diff in Markdown": ["diff", "HEAD", "--files", "--format", "markdown"],
    "diff of one action": ["diff", "HEAD", "--action", "3"],
}


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("name", COMMANDS)
def test_no_word_of_naps_own_is_left_in_english(nap: Nap, greek: Path, marking: None, name: str, language: str) -> None:
    for day in DAYS:
        result = nap(*COMMANDS[name], "--on", day, "--lang", language, plan=greek)
        assert result.code == 0
        assert "⟦" in result.out + result.err
        assert unsaid(result.out) == []
        assert unsaid(result.err) == []


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_nor_in_the_life_of_an_action(nap: Nap, greek: Path, marking: None, form: str, language: str) -> None:
    for number in ("1", "3", "10"):
        result = nap("log", number, "--format", form, "--lang", language, plan=greek)
        assert result.code == 0
        assert "⟦" in result.out
        assert unsaid(result.out + result.err) == []


@pytest.mark.parametrize("command", [["list"], ["show", "2"], ["diff", "HEAD"], ["log", "2"], ["stats"]], ids=" ".join)
def test_nor_in_what_is_said_of_files_that_cannot_be_read(
    nap: Nap, greek: Path, marking: None, command: list[str]
) -> None:
    for number in range(20, 32):
        (greek / f"data/actions/{number}.yaml").write_text(json.dumps(action(str(number), DUE) | {"chapter": []}))
    result = nap(*command, "--lang", "fr", plan=greek)
    assert result.code == 3
    assert len(result.err.splitlines()) >= 12
    assert unsaid(result.err) == []
    again = nap("list", "--rev", "HEAD", "--lang", "fr", plan=greek)
    assert unsaid(again.err) == []


def test_a_file_of_an_older_revision_that_cannot_be_read_is_told_of_in_the_language(
    nap: Nap, greek: Path, marking: None
) -> None:
    (greek / "data/actions/9.yaml").write_text(json.dumps(action("9", DUE) | {"chapter": []}))
    git(greek, "add", ".")
    git(greek, "commit", "--quiet", "--message", "Λάθος")
    result = nap("list", "--rev", "HEAD", "--lang", "nl", plan=greek)
    assert result.code == 3
    assert "⟦A revision may have been written for another version of nap.⟧" in result.err
    assert unsaid(result.err) == []


# -- what stays as it is ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_without_a_language_nothing_is_asked_of_a_catalogue(
    nap: Nap, greek: Path, marking: None, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NAP_LANG", raising=False)
    result = nap(*COMMANDS[name], "--on", DAYS[-1], plan=greek)
    assert "⟦" not in result.out + result.err
    assert result.out == nap(*COMMANDS[name], "--on", DAYS[-1], "--lang", "en", plan=greek).out


PROGRAMS = [
    ["list"],
    ["overdue", "--silent"],
    ["show", "1", "3"],
    ["actors"],
    ["chapters"],
    ["stats"],
    ["round", "status", "2025"],
    ["round", "status", "2025", "--by", "government"],
]


@pytest.mark.parametrize("command", PROGRAMS, ids=" ".join)
@pytest.mark.parametrize("form", ["json", "ids"])
def test_what_is_for_programs_is_the_same_in_every_language(
    nap: Nap, greek: Path, marking: None, command: list[str], form: str
) -> None:
    given = [*command, "--on", DAYS[-1], "--format", form]
    english = nap(*given, plan=greek)
    assert english.out
    for language in TRANSLATED:
        assert nap(*given, "--lang", language, plan=greek).out == english.out


@pytest.mark.parametrize("command", PROGRAMS, ids=" ".join)
def test_csv_keeps_its_keys_and_codes_and_says_its_sentences(
    nap: Nap, greek: Path, marking: None, command: list[str]
) -> None:
    given = [*command, "--on", DAYS[-1], "--format", "csv"]
    english, french = nap(*given, plan=greek), nap(*given, "--lang", "fr", plan=greek)
    assert french.lines[0] == english.lines[0]
    plain = re.sub("[⟦⟧]", "", french.out)
    assert plain == english.out
    codes = {"kind", "precision", "by", "key", "state", "id", "actor", "government", "path"}
    rows = list(csv.DictReader(io.StringIO(french.out)))
    assert rows
    assert all("⟦" not in row[key] for row in rows for key in codes & row.keys() if key != "government")


@pytest.mark.parametrize("command", [["list"], ["show", "1", "8"]], ids=" ".join)
def test_a_status_in_csv_is_said_in_the_language(nap: Nap, greek: Path, marking: None, command: list[str]) -> None:
    result = nap(*command, "--on", DAYS[-1], "--format", "csv", "--lang", "de", plan=greek)
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(result.out))}
    assert rows["8"]["status"] == "⟦completed⟧"
    assert rows["8"]["kind"] == "date"


# -- the sentences ---------------------------------------------------------------------------------------------


LATE_PHASE = (
    "On 2026-01-01: Φάση 2: on time until 2025-12-31; overdue by 1 day: last reported in progress on 2024-08-01; "
    "1 of 2 actors reported"
)


@pytest.mark.parametrize(
    ("day", "number", "line"),
    [
        ("2024-12-30", "4", "On 2024-12-30: due in 1 day"),
        ("2024-12-29", "4", "On 2024-12-29: due in 2 days"),
        ("2024-12-31", "4", "On 2024-12-31: due today"),
        ("2025-01-01", "4", "On 2025-01-01: overdue by 1 day: no report at all"),
        ("2025-01-02", "4", "On 2025-01-02: overdue by 2 days: no report at all"),
        ("2025-01-02", "8", "On 2025-01-02: completed, nothing is late"),
        ("2025-01-02", "5", "On 2025-01-02: no day on which it could be late"),
        ("2025-01-02", "2bis", "On 2025-01-02: on time until 2029-04-04; due in 1553 days"),
        ("2025-03-01", "3", "On 2025-03-01: Φάση 2: on time until 2025-12-31; due in 305 days"),
        ("2025-03-01", "3", "On 2025-03-01: Φάση 3: no day on which it could be late"),
        ("2026-01-01", "3", LATE_PHASE),
        ("2025-03-01", "3", "Φάση 2: moved to 2025-12-31 on 2025-02-01 by Κυβέρνηση: Καθυστέρηση"),
        ("2025-03-01", "1", "Moved to 2025-12-31 on 2025-02-01 by Κυβέρνηση: Καθυστέρηση"),
        ("2025-03-01", "4", "Read as: a period, 2024-06-01 to 2024-12-31 (the plan fixes the day)"),
        ("2025-03-01", "7",
         "Read as: as long as the initiative runs, on time until 2024-12-31 (the plan fixes the month)"),
        ("2025-03-01", "5", "Read as: ongoing"),
        ("2025-03-01", "2", "Stated: nothing is printed"),
        ("2025-03-01", "2", "Sub-actions: 2bis"),
        ("2025-03-01", "2bis", "Sub-action of 2: Δράση 2"),
        ("2025-03-01", "2", "The plan names nobody."),
        ("2025-03-01", "2", "unreported"),
        ("2025-05-01", "2", "unreported; silent since 2024-04-05"),
        ("2025-12-31", "1", "in progress (4 of 4 actors reported)"),
        ("2026-06-30", "1", "in progress (4 of 4 actors reported); silent since 2025-04-01"),
        ("2024-12-31", "1", "Γ [Επικεφαλής]: not started on 2024-06-01"),
        ("2024-12-31", "1", "Πανεπιστήμιο: no report"),
        ("2024-12-31", "1", "Παλαιά υπηρεσία: in progress on 2024-07-01 (answered for by Υπηρεσία)"),
        ("2024-06-15", "1", "Παλαιά υπηρεσία: no report (answered for by Υπηρεσία)"),
        ("2024-12-31", "1", "a. Πρώτο μέτρο [Υπηρεσία; was due 2024-11-30]"),
        ("2024-12-31", "1", "b. Δεύτερο μέτρο [due 2027-01-01]"),
        ("2024-12-31", "1", "c. Τρίτο μέτρο"),
        ("2025-12-31", "1", "2025-03-01, Γ for the whole action: in progress. Όλα"),
        ("2025-12-31", "1", "2025-04-01, Υπηρεσία for the whole action: in progress."),
        ("2025-12-31", "1", "Evidence: Φυλλάδιο, https://1.example"),
        ("2025-12-31", "1", "Evidence: https://2.example"),
        ("2025-12-31", "1", "In place of an earlier report of the same day: Λάθος"),
        ("2025-12-31", "3", "By part: Φάση 1 completed, Φάση 2 not started"),
        ("2025-12-31", "2", "None: the plan's text has no undertaking."),
        ("2025-12-31", "2", "None."),
    ],
)  # fmt: skip
def test_sentences_are_whole_and_say_what_they_said(nap: Nap, greek: Path, day: str, number: str, line: str) -> None:
    shown = nap("show", number, "--on", day, "--lang", "en", plan=greek)
    assert line in [said.strip() for said in shown.lines]


def test_a_phase_is_called_as_in_the_language_of_the_texts(nap: Nap, tmp_path: Path) -> None:
    phases = [{"label": {"el": "Φάση 1", "fr": "Première phase"}, "due": "2024-12-31", "precision": "day"}]
    told = update("2024-08-01", "3", "in_progress", phases={"Φάση 1": "completed"})
    deadline = {
        "stated": "Φάσεις", "kind": "phased", "phases": phases, "revisions": [MOVED | {"phase": "Φάση 1"}],
    }  # fmt: skip
    folder = write_plan(tmp_path, action("1", deadline, updates=[told]), plan=plan(), who=WHO)
    french = nap("show", "1", "--on", "2025-06-01", "--lang", "fr", plan=folder).out
    assert french.count("Première phase") == 3
    assert "Φάση 1" not in french
    assert nap("show", "1", "--on", "2025-06-01", plan=folder).out.count("Φάση 1") == 3


# -- which language --------------------------------------------------------------------------------------------

READING = [*PROGRAMS, ["diff", "HEAD"], ["log", "1"]]


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_the_environment_gives_the_language_and_the_option_goes_before_it(
    nap: Nap, greek: Path, marking: None, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("NAP_LANG", "fr")
    french = nap(*command, plan=greek)
    assert french.code == 0
    assert "⟦" in french.out + french.err
    assert french == nap(*command, "--lang", "nl", plan=greek)
    assert "⟦" not in nap(*command, "--lang", "en", plan=greek).out
    monkeypatch.setenv("NAP_LANG", "")
    assert "⟦" not in nap(*command, plan=greek).out


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_language_that_is_not_the_plans_is_refused_when_asked_for_and_passed_over_where_it_was_set_for_all(
    nap: Nap, greek: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    plain, french = nap(*command, plan=greek), nap(*command, "--lang", "fr", plan=greek)
    by_option = nap(*command, "--lang", "it", plan=greek)
    assert by_option.code == 2
    assert by_option.out == ""
    assert "nap: The plan is not followed up in 'it'.\nnap: Languages: el, nl, fr, de, en, lb.\n" in by_option.err
    monkeypatch.setenv("NAP_LANG", "it")
    assert nap(*command, plan=greek) == plain
    monkeypatch.setenv("NAP_LANG", "it,fr")
    assert nap(*command, plan=greek) == french


@pytest.mark.parametrize(("set_for_all", "same_as"), [("fr,nl", "fr"), ("pt, de", "de"), ("pt", "en"), ("", "en")])
def test_the_check_speaks_the_first_language_set_for_all_that_it_knows(
    nap: Nap, greek: Path, monkeypatch: pytest.MonkeyPatch, set_for_all: str, same_as: str
) -> None:
    (greek / "data" / "actions" / "stray.txt").write_text("not an action", encoding="utf-8")
    told = nap("lint", "--lang", same_as, plan=greek)
    assert told.code == 1
    monkeypatch.setenv("NAP_LANG", set_for_all)
    assert nap("lint", plan=greek) == told
    assert nap("lint", "--lang", "nl", plan=greek) != told


def test_a_language_of_the_plan_that_nap_does_not_speak_is_for_texts_alone(
    nap: Nap, greek: Path, marking: None
) -> None:
    path = greek / "data/actions/4.yaml"
    path.write_text(json.dumps(ACTIONS[5] | {"id": "4", "title": {"el": "Δράση", "lb": "Eng Aktioun"}}))
    for command in READING:
        assert nap(*command, "--lang", "lb", plan=greek).err == nap(*command, plan=greek).err
    listed = nap("list", "--lang", "lb", plan=greek)
    assert listed.lines[0].split()[:4] == ["Id", "Ch.", "Due", "Status"]
    assert "Eng Aktioun" in listed.out
    assert "Δράση 2" in listed.out


def test_who_is_addressed_only_above_is_said_for_one_action_and_for_more(nap: Nap, greek: Path) -> None:
    result = nap("list", "--actor", "3", plan=greek)
    assert result.err.splitlines()[1:] == [
        "nap: 1 action more names Κράτος itself: nap list --actor 1 --exact",
    ]
    (greek / "data/actions/20.yaml").write_text(json.dumps(action("20", DUE, actors=[{"actor": "1"}])))
    result = nap("list", "--actor", "3", plan=greek)
    assert result.err.splitlines()[1:] == [
        "nap: 2 actions and 0 sub-actions more name Κράτος itself: nap list --actor 1 --exact",
    ]


def test_totals_are_said_of_one_and_of_more(nap: Nap, greek: Path) -> None:
    assert nap("actors", "--actor", "7", plan=greek).err == "nap: 1 actor.\n"
    assert nap("actors", plan=greek).err == "nap: 7 actors.\n"
    assert nap("list", plan=greek).err == "nap: 9 actions and 1 sub-action.\n"
    assert nap("list", "--actor", "7", plan=greek).err == (
        "nap: 2 actions and 0 sub-actions of 9 actions and 1 sub-action.\n"
    )
    assert nap("overdue", "--on", "2024-06-01", plan=greek).err == "nap: Nothing.\n"
