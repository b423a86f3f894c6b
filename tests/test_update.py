"""`nap update`: one actor reports about one action, and nothing else in the files changes."""

from __future__ import annotations

import json
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import conversation
import pytest
from conftest import PLANS, Nap, Result, action, actors, loaded, update, write_plan
from conversation import CTRL_C, CTRL_D, Talk, added, new_lines, talk

from nap.cli.recording import open_action
from nap.cli.reporting import reporters
from nap.errors import DataError
from nap.model.plan import Plan
from nap.store.one_action import action_in

A35 = "data/actions/35-corruption-awareness-tool.yaml"
LINK = ("--evidence", "https://example.org/brochure")
DONE = ("--by", "FOD Justitie", "--status", "completed", *LINK, "--text", "De brochure is vertaald.")


on_the_day = conversation.on_the_day
repo = conversation.repo


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., Path]:
    """Make a plan of these action files."""

    def make(*files: object, **more: object) -> Path:
        return write_plan(tmp_path / "plan", *files, **more)  # type: ignore[arg-type]

    return make


def reports(folder: Path, action_id: str = "1") -> list[dict[str, object]]:
    """The updates of an action, as they can be read."""
    read = loaded(folder).whole().actions[action_id].updates
    return [json.loads(item.model_dump_json(exclude_defaults=True)) for item in read]


# -- what is written -------------------------------------------------------------------------------------------


def test_an_update_is_told_in_words_and_written_below_what_was_there(nap: Nap, repo: Path) -> None:
    result = nap("update", "35", *DONE, "--evidence-title", "De brochure", "--measure", "a=completed", plan=repo)
    assert result.code == 0
    assert result.lines == [
        "1 action reported on; nothing else changes.",
        "",
        "35  De bewustmakingstool inzake corruptie",
        "  FOD Justitie reports for the first time: completed on 2026-11-22.",
        "    “De brochure is vertaald.”",
        "    Evidence: De brochure https://example.org/brochure",
        "    Measures: a completed",
        "  As a whole it goes from unreported to in progress.",
    ]
    assert result.err.splitlines()[-1] == f"nap: Written in {A35}."
    assert added(repo) == {A35: 11}
    assert new_lines(repo) == [
        "updates:",
        "  - date: 2026-11-22",
        "    by: fod-justitie",
        "    status: completed",
        "    text:",
        "      nl: De brochure is vertaald.",
        "    evidence:",
        "      - url: https://example.org/brochure",
        "        title:",
        "          nl: De brochure",
        "    measures: {a: completed}",
    ]
    assert nap("diff", plan=repo).out == result.out


def test_any_action_can_be_reported_on_and_the_plan_stays_clean(nap: Nap, repo: Path, real: Plan) -> None:
    chosen = [*list(real.actions)[::7], "17", "18bis", "23", "59", "64bis"]
    for action_id in chosen:
        who = (reporters(open_action(repo, action_id, None), "own") or ["fido"])[0]
        result = nap("update", action_id, "--by", who, "--status", "preparing", plan=repo)
        assert (result.code, result.err) == (0, f"nap: Written in {real.paths[action_id]}.\n"), result.err
    assert added(repo) == {real.paths[action_id]: 4 for action_id in chosen}
    linted = nap("lint", "--base", "HEAD", "--strict", plan=repo)
    assert (linted.code, linted.out) == (0, "")
    assert nap("fmt", "--check", plan=repo).code == 0


def test_a_trial_says_the_same_and_writes_nothing(nap: Nap, repo: Path) -> None:
    trial = nap("update", "35", *DONE, "--dry-run", plan=repo)
    assert trial.code == 0
    assert trial.err.splitlines()[-1] == "nap: Nothing was written: this was a dry run."
    assert added(repo) == {}
    assert nap("update", "35", *DONE, plan=repo).out == trial.out


def test_what_is_recorded_already_is_not_recorded_twice(nap: Nap, repo: Path) -> None:
    assert nap("update", "35", *DONE, "--received", "2026-11-22", plan=repo).code == 0
    before = (repo / A35).read_bytes()
    for again in (DONE, (*DONE, "--received", "2026-11-22"), DONE[:-2], (*DONE[:4], *LINK)):
        result = nap("update", "35", *again, plan=repo)
        assert (result.code, result.out) == (0, "")
        assert result.err == f"nap: This is recorded already in {A35}; nothing was written.\n"
    assert nap("update", "35", *DONE, "--format", "json", plan=repo).json == []
    assert (repo / A35).read_bytes() == before
    assert nap("update", "35", *DONE, "--date", "2026-11-23", plan=repo).code == 1  # another day is another report
    assert nap("update", "35", *DONE, "--date", "2026-11-21", plan=repo).code == 0
    assert nap("update", "35", *DONE, "--scope", "action", plan=repo).code == 0


def test_another_word_of_the_same_day_is_a_correction_or_nothing(nap: Nap, repo: Path) -> None:
    nap("update", "35", *DONE, plan=repo)
    other = ("update", "35", "--by", "fod-justitie", "--status", "stopped", "--obstacles", "Geen geld.")
    refused = nap(*other, plan=repo)
    assert (refused.code, refused.out) == (1, "")
    first, *_, last = refused.err.splitlines()
    assert first.startswith("nap: NAP603 FOD Justitie has an update of 2026-11-22 already. Say with --corrects why")
    assert last == "nap: Nothing was written."
    assert added(repo) == {A35: 8}
    corrected = nap(*other, "--corrects", "De vertaling is niet klaar.", plan=repo)
    assert corrected.code == 0
    assert "As a whole it goes from in progress to preparing." in corrected.out
    assert "It takes the place of an earlier report of the same day: “De vertaling is niet klaar.”" in corrected.out
    assert nap(*other, "--corrects", "Nog eens.", plan=repo).err.startswith("nap: This is recorded already")
    assert [item["status"] for item in reports(repo, "35")] == ["completed", "stopped"]
    nothing = nap(*other, "--date", "2026-11-01", "--corrects", "Zomaar.", plan=repo)
    assert (nothing.code, nothing.err[:11]) == (1, "nap: NAP614")


def test_a_correction_can_take_back_what_was_said(nap: Nap, repo: Path) -> None:
    said = (*DONE, "--evidence-title", "De brochure", "--measure", "a=completed", "--measure", "b=completed")
    assert nap("update", "35", *said, plan=repo).code == 0
    for less in (said[:-2], (*DONE, "--evidence-title", "De brochure"), DONE, DONE[:-2]):
        correction = ("update", "35", *less, "--corrects", "Er stond te veel.")
        written = nap(*correction, "--received", "2026-11-22", plan=repo)
        assert written.err.endswith(f"nap: Written in {A35}.\n")
        for again in (correction, (*correction, "--received", "2026-11-22")):
            result = nap(*again, plan=repo)
            assert (result.code, result.out) == (0, "")
            assert result.err == f"nap: This is recorded already in {A35}; nothing was written.\n"
    assert nap("update", "35", *DONE, "--corrects", "Toch wel.", plan=repo).code == 0
    assert [sorted(item.get("measures", {})) for item in reports(repo, "35")] == [["a", "b"], ["a"], [], [], [], []]
    assert ["text" in item for item in reports(repo, "35")] == [True, True, True, True, False, True]
    assert nap("lint", "--base", "HEAD", plan=repo).code == 0


def test_an_older_report_stands_above_newer_ones(nap: Nap, repo: Path) -> None:
    for date in ("2026-11-01", "2025-12-31", "2026-03-01"):
        assert nap("update", "35", *DONE, "--date", date, plan=repo).code == 0
    assert [item["date"] for item in reports(repo, "35")] == ["2025-12-31", "2026-03-01", "2026-11-01"]
    assert added(repo)[A35] == 22


def test_texts_are_in_the_language_that_is_named_and_so_is_what_is_said(nap: Nap, repo: Path) -> None:
    given = (*DONE[:-1], "La brochure est traduite.", "--lang", "fr", "--obstacles", "Aucun.")
    result = nap("update", "35", *given, "--evidence-title", "Brochure", plan=repo)
    assert result.code == 0
    assert result.lines[0].startswith("1 action avec communication")
    (report,) = reports(repo, "35")
    assert report["text"] == {"fr": "La brochure est traduite."}
    assert report["obstacles"] == {"fr": "Aucun."}
    assert report["evidence"] == [{"url": LINK[1], "title": {"fr": "Brochure"}}]
    assert nap("update", "35", *DONE, "--lang", "es", plan=repo).code == 2


def test_a_long_text_with_paragraphs_stays_what_it_is(nap: Nap, repo: Path) -> None:
    text = "  De brochure: “#1” is   af. \r\n\r\n\r\n\r\n - ja\t\n" + "Zeer lang " * 50
    assert nap("update", "35", "--by", "fod-justitie", "--status", "bezig", "--text", text, plan=repo).code == 0
    (report,) = reports(repo, "35")
    assert report["text"] == {"nl": "De brochure: “#1” is af.\n\n- ja\n" + ("Zeer lang " * 50).strip()}
    assert list(added(repo)) == [A35]


def test_links_and_titles_go_together_in_their_order(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan(action())
    urls = ("--evidence", "https://example.org/1", "--evidence", "https://example.org/2")
    titles = ("--evidence-title", "", "--evidence-title", "Twee")
    assert nap("update", "1", "--status", "voltooid", *urls, *titles, plan=folder).code == 0
    (report,) = reports(folder)
    assert report["evidence"] == [{"url": urls[1]}, {"url": urls[3], "title": {"nl": "Twee"}}]
    refused = nap("update", "1", "--status", "voltooid", *urls[:2], *titles, plan=folder)
    assert refused.code == 2
    assert "more titles (2) than links (1)" in refused.err


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("in_progress", "in_progress"),
        ("IN-PROGRESS", "in_progress"),
        ("in progress", "in_progress"),
        ("Voltooid", "completed"),
        ("afgerond", "completed"),
        ("En cours", "in_progress"),
        ("achevé", "completed"),
        ("in Vorbereitung", "preparing"),
        ("stopgezet", "stopped"),
        ("niet begonnen", "not_started"),
    ],
)
def test_a_status_may_be_said_in_any_language(nap: Nap, plan: Callable[..., Path], word: str, status: str) -> None:
    folder = plan(action())
    rest = (*LINK, "--obstacles", "Geen.")
    assert nap("update", "1", "--status", word, "--measure", f"a={word}", *rest, plan=folder).code == 0
    (report,) = reports(folder)
    assert report["status"] == status
    assert report["measures"] == {"a": status}


def test_measures_and_phases_are_found_by_what_they_are_called(nap: Nap, plan: Callable[..., Path]) -> None:
    phases = [
        {"label": {"nl": "Fase 1: de wet", "fr": "Phase 1 : la loi"}, "due": "2026-12-31", "precision": "year"},
        {"label": "Fase 2: het geld"},
    ]
    folder = plan(action(deadline={"stated": "In fasen", "kind": "phased", "phases": phases}))
    said = ("--phase", "phase 1 la loi=bezig", "--phase", "fase 2=in voorbereiding", "--measure", "A = bezig")
    assert nap("update", "1", "--status", "bezig", *said, plan=folder).code == 0
    (report,) = reports(folder)
    assert report["phases"] == {"Fase 1: de wet": "in_progress", "Fase 2: het geld": "preparing"}
    assert report["measures"] == {"a": "in_progress"}


def test_json_and_markdown_say_the_same(nap: Nap, repo: Path) -> None:
    (change,) = nap("update", "35", *DONE, "--dry-run", "--format", "json", plan=repo).json
    assert (change["kind"], change["action"], change["status_after"]) == ("reported", "35", "in_progress")
    assert change["update"]["text"] == {"nl": "De brochure is vertaald."}
    page = nap("update", "35", *DONE, "--dry-run", "--format", "markdown", plan=repo).out
    assert "FOD Justitie reports for the first time: completed on 2026-11-22." in page
    assert added(repo) == {}


# -- who reports -----------------------------------------------------------------------------------------------

SUCCESSION = actors(
    {"id": "drie", "kind": "body", "parent": "staat", "name": "Dienst Drie", "successor": "twee"},
)


@pytest.mark.parametrize(
    ("named", "by", "scope", "recorded"),
    [
        (["een"], None, "own", "een"),
        (["een"], "Service Un", "own", "een"),
        (["een", "twee"], "Tweede dienst", "own", "twee"),
        (["drie"], None, "own", "twee"),
        (["drie"], "drie", "own", "drie"),
        (["overige"], None, "own", "overige"),
        (["overige"], "SEC", "own", "secretariaat"),
        (["een"], "SEC", "action", "secretariaat"),
        (["een", "twee"], "twee", "action", "twee"),
        (["secretariaat"], None, "action", "secretariaat"),
        ([], "een-a", "own", "een-a"),
    ],
)
def test_who_answers_for_an_action_can_report_on_it(
    nap: Nap, plan: Callable[..., Path], named: list[str], by: str | None, scope: str, recorded: str
) -> None:
    folder = plan(action(actors=[{"actor": name} for name in named]), who=SUCCESSION)
    said = () if by is None else ("--by", by)
    result = nap("update", "1", *said, "--status", "bezig", "--scope", scope, plan=folder)
    assert result.code == 0, result.err
    (report,) = reports(folder)
    assert (report["by"], report.get("scope", "own")) == (recorded, scope)


@pytest.mark.parametrize(
    ("by", "hint"),
    [
        ("een-a", "If it speaks for Dienst Een, give --by een."),
        ("SEC", "If it speaks for the whole action, add --scope action."),
        ("twee", "These can report: een, overige."),
        ("Dienst Eeen", "Did you mean 'Dienst Een' or 'Dienst Twee'?"),
    ],
)
def test_anybody_else_is_told_who_could(nap: Nap, plan: Callable[..., Path], by: str, hint: str) -> None:
    named = ["een"] if by == "SEC" else ["een", "overige"]  # the coordinator answers for a collective
    folder = plan(action(actors=[{"actor": name} for name in named]))
    result = nap("update", "1", "--by", by, "--status", "bezig", plan=folder)
    assert (result.code, result.out) == (2, "")
    assert hint in result.err
    assert reports(folder) == []


# -- what is refused -------------------------------------------------------------------------------------------


def test_without_a_terminal_all_that_is_missing_is_said_at_once(nap: Nap, repo: Path) -> None:
    result = nap("update", "35", plan=repo)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        "nap: --by is missing: Who reports? One of fod-justitie, fod-economie, fod-buitenlandse-zaken.",
        "nap: --status is missing: How far is it? One of not_started, preparing, in_progress, completed, stopped.",
    ]
    for status, option in (("stopped", "--obstacles"), ("not_started", "--obstacles"), ("completed", "--evidence")):
        result = nap("update", "35", "--status", status, plan=repo)
        assert [line.split()[1] for line in result.err.splitlines()] == ["--by", option]
    assert added(repo) == {}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("nl", ["--by ontbreekt: Wie ", "--status ontbreekt: Hoe "]),
        ("fr", ["Il manque --by\N{NO-BREAK SPACE}: Qui ", "Il manque --status\N{NO-BREAK SPACE}: Quel "]),
        ("de", ["--by fehlt: Wer ", "--status fehlt: Wie "]),
    ],
)
def test_what_is_missing_is_said_in_the_language_that_is_named(
    nap: Nap, repo: Path, lang: str, said: list[str]
) -> None:
    result = nap("update", "35", "--lang", lang, plan=repo)
    assert result.code == 2
    for line, words in zip(result.err.splitlines(), said, strict=True):
        assert line.removeprefix("nap: ").startswith(words)


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ("--status klaarr", 2, "'klaarr' is none of"),
        ("--status completed", 2, "--evidence is missing"),
        ("--status stopped", 2, "--obstacles is missing"),
        ("--status completed --evidence example.org", 1, "NAP806"),
        ("--status bezig --date 2026-11-23", 1, "NAP601 2026-11-23 has not come yet. Give --date"),
        ("--status bezig --date 2020-01-01", 1, "NAP602 On 2020-01-01 the plan was not there yet"),
        ("--status bezig --date 2026-02-30", 2, "is not a day"),
        ("--status bezig --date 2026-03-02 --received 2026-03-01", 1, "NAP612"),
        ("--status bezig --corrects Zo", 1, "NAP614"),
        ("--status completed --evidence https://example.org --measure a=bezig", 1, "NAP609"),
        ("--status bezig --text TODO", 1, "NAP704"),
        ("--status bezig --text jan.peeters@example.org", 1, "NAP808"),
        ("--status bezig --text=", 2, "--text says nothing."),
        ("--status bezig --text \udcff", 2, "--text is not UTF-8."),
        ("--status bezig --measure a", 2, "--measure 'a' names no status."),
        ("--status bezig --measure =bezig", 2, "Its measures are a."),
        ("--status bezig --measure z=bezig", 2, "Action 1 has no measure 'z'."),
        ("--status bezig --measure a=bezigg", 2, "'bezigg' is none of the statuses."),
        ("--status bezig --measure a=bezig --measure A=klaar", 2, "--measure says two things of a."),
        ("--status bezig --phase 1=bezig", 2, "The deadline of action 1 has no phases."),
        ("--status bezig --scope part", 2, "part"),
        ("--status bezig --evidence-title Iets", 2, "There are more titles (1) than links (0)."),
    ],
)
def test_what_a_check_would_refuse_is_not_written(
    nap: Nap, plan: Callable[..., Path], given: str, code: int, said: str
) -> None:
    folder = plan(action())
    before = (folder / "data/actions/1.yaml").read_bytes()
    result = nap("update", "1", *given.split(" "), plan=folder)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert (code == 1) is result.err.endswith("nap: Nothing was written.\n")
    assert (folder / "data/actions/1.yaml").read_bytes() == before
    assert sorted(path.name for path in (folder / "data").iterdir()) == ["actions", "actors.yaml", "plan.yaml"]


def test_an_action_without_measures_says_so(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan(action(measures=[]))
    assert "It has no measures at all" in nap("update", "1", "--measure", "a=klaar", plan=folder).err


def test_a_warning_is_shown_and_stops_nobody(nap: Nap, plan: Callable[..., Path]) -> None:
    there = update("2026-01-01", "completed", evidence=[{"url": "https://example.org"}])
    folder = plan(action(updates=[there]))
    result = nap("update", "1", "--status", "bezig", plan=folder)
    assert result.code == 0
    assert "NAP607 warning: On 2026-01-01 Dienst Een reported completed; now in_progress, and not why." in result.err
    assert "Say with --text why it goes on." in result.err
    assert len(reports(folder)) == 2


def test_a_warning_is_said_once_and_in_the_language_that_is_named(nap: Nap, repo: Path) -> None:
    more = ("--evidence-title", "De brochure", "--obstacles", "De vertalers zijn er nog niet.", "--dry-run")
    result = nap("update", "35", *DONE, *more, "--lang", "nl", plan=repo)
    assert sum("NAP701" in line for line in result.err.splitlines()) == 1
    assert "NAP701 waarschuwing: " in result.err


def test_what_was_wrong_before_is_not_held_against_a_new_update(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan(action(updates=[update("2030-01-01", "completed")]))
    assert nap("lint", plan=folder).code == 1
    result = nap("update", "1", "--status", "bezig", plan=folder)
    assert (result.code, result.err) == (0, "nap: Written in data/actions/1.yaml.\n")


@pytest.mark.parametrize("words", [("update", "99", "--status", "bezig"), ("update",)], ids=" ".join)
def test_an_action_that_is_not_there_is_said(nap: Nap, plan: Callable[..., Path], words: tuple[str, ...]) -> None:
    assert nap(*words, plan=plan(action())).code == 2


# -- a plan of which not all can be read -----------------------------------------------------------------------


def test_a_mistake_in_another_file_is_said_and_stops_nobody(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan(action("1"), action("2", chapter="nine"))
    result = nap("update", "1", "--status", "bezig", plan=folder)
    assert result.code == 0
    assert result.err.startswith("nap: data/actions/2.yaml:1:")
    assert "Action 1 can be read, so that this is not in the way." in result.err
    assert len(json.loads((folder / "data/actions/1.yaml").read_text(encoding="utf-8"))["updates"]) == 1


def test_an_action_that_cannot_be_read_is_not_added_to(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan(action("1"), action("2", chapter="nine"))
    result = nap("update", "2", "--status", "bezig", plan=folder)
    assert (result.code, result.out) == (3, "")
    assert "It may stand in a file that cannot be read; mend that first." in result.err


@pytest.mark.parametrize(
    ("content", "said", "hint"),
    [
        (b"id: [\n", "1.yaml cannot be read: This is not YAML", "Close the bracket."),
        (b'id: "1"\n', "1.yaml:1:1: The field `chapter` is missing.", "Mend it first."),
    ],
)
def test_an_action_that_cannot_be_read_by_itself_says_why(content: bytes, said: str, hint: str) -> None:
    with pytest.raises(DataError) as refused:
        action_in(content, "1.yaml", "nl")
    assert refused.value.message.startswith(said)
    assert hint in refused.value.hint


def test_an_actor_that_cannot_be_read_is_not_called_unknown(nap: Nap, plan: Callable[..., Path]) -> None:
    broken = {"id": "vier", "kind": "dienst", "name": "Dienst Vier"}
    folder = plan(action(), who=actors(broken))
    result = nap("update", "1", "--by", "Dienst Vier", "--status", "bezig", plan=folder)
    assert result.code == 3
    assert "It may stand in a file that cannot be read; mend that first." in result.err


def test_without_plan_yaml_nothing_can_be_recorded(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan(action())
    (folder / "data" / "plan.yaml").write_text("id: [\n", encoding="utf-8")
    assert nap("update", "1", "--status", "bezig", plan=folder).code == 3


def test_a_file_that_may_not_be_written_is_said(nap: Nap, plan: Callable[..., Path], tmp_path: Path) -> None:
    folder = plan(action())
    elsewhere = (folder / "data/actions/1.yaml").rename(tmp_path / "1.yaml")
    (folder / "data/actions/1.yaml").symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    assert nap("update", "1", "--status", "bezig", plan=folder).code == 3
    assert elsewhere.read_bytes() == before


# -- at a terminal ---------------------------------------------------------------------------------------------


def test_at_a_terminal_it_asks_for_what_is_missing(repo: Path) -> None:
    spoken = talk(
        "update",
        "35",
        plan=repo,
        answers=[
            ("Number:", "9"),
            ("a number from 1 to 3", "fod economie"),
            ("How far is it?", ""),
            ("a number from 1 to 5", "voltooid"),
            ("What happened? (Enter for nothing)", "De  brochure is vertaald – in het Spaans."),
            ("On which page can it be checked?", "example.org"),
            ("write it whole", ""),
            ("Something is needed here", "https://example.org/é"),
            ("What is found there? (Enter for nothing)", ""),
        ],
    )
    assert spoken.code == 0, spoken.terminal
    assert "Who reports?\n  1  FOD Justitie\n  2  FOD Economie\n" in spoken.terminal
    assert "  4  completed\n" in spoken.terminal
    assert spoken.out.startswith("1 action reported on; nothing else changes.\n")
    assert reports(repo, "35") == [
        {
            "date": "2026-11-22",
            "by": "fod-economie",
            "status": "completed",
            "text": {"nl": "De brochure is vertaald – in het Spaans."},
            "evidence": [{"url": "https://example.org/é"}],
        }
    ]
    assert list(added(repo)) == [A35]


def test_at_a_terminal_it_asks_in_the_language_that_is_named_and_for_nothing_that_is_given(repo: Path) -> None:
    given = ("--by", "fod-justitie", "--text", "Rien.", "--lang", "fr")
    spoken = talk("update", "35", *given, plan=repo, answers=[(":", "1"), ("\n", "Faute de moyens.")])
    assert spoken.code == 0, spoken.terminal
    assert "  4  achevé\n" in spoken.terminal
    (report,) = reports(repo, "35")
    assert (report["status"], report["obstacles"]) == ("not_started", {"fr": "Faute de moyens."})


def test_at_a_terminal_an_action_that_names_nobody_asks_who_reports(repo: Path) -> None:
    answers = [("Who reports?", "niemand"), ("No actor is called so", "FIDO"), ("What happened?", "")]
    spoken = talk("update", "17", "--status", "bezig", plan=repo, answers=answers)
    assert spoken.code == 0, spoken.terminal
    assert reports(repo, "17") == [{"date": "2026-11-22", "by": "fido", "status": "in_progress"}]


def test_giving_up_is_said_in_the_language_that_was_asked_in(repo: Path) -> None:
    spoken = talk("update", "35", "--lang", "nl", plan=repo, answers=[("Nummer:", CTRL_D)])
    assert (spoken.code, spoken.out) == (1, "")
    assert spoken.terminal.endswith("\nnap: Afgebroken: er is niets geschreven.\n")


@pytest.mark.parametrize("way", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_whoever_gives_up_leaves_everything_as_it_was(repo: Path, way: str) -> None:
    spoken = talk("update", "35", plan=repo, answers=[("Number:", "1"), ("How far is it?", ""), ("Number:", way)])
    assert (spoken.code, spoken.out) == (1, "")
    assert spoken.terminal.endswith("\nnap: Given up: nothing was written.\n")
    assert added(repo) == {}


def test_a_line_that_a_terminal_would_cut_is_asked_for_again(repo: Path) -> None:
    answers = [("What happened?", "x" * 5000), ("no line as long as that", "Kort.")]
    spoken = talk("update", "35", "--by", "fod-justitie", "--status", "bezig", plan=repo, answers=answers)
    assert spoken.code == 0, spoken.terminal
    assert reports(repo, "35")[0]["text"] == {"nl": "Kort."}


# -- in an editor ----------------------------------------------------------------------------------------------


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Make a shell script the user's editor, which gets the file as $2 (after an option); give the file it noted."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.delenv("VISUAL", raising=False)

    def make(script: str) -> Path:
        path, seen = tmp_path / "my editor", tmp_path / "seen"
        path.write_text(f'#!/bin/sh\ntest "$1" = -w || exit 9\ncp "$2" "{seen}"\n{script}\n', encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("EDITOR", f"'{path}' -w")
        return seen

    return make


def left(tmp_path: Path) -> list[Path]:
    """What is left in the folder for temporary files."""
    return list((tmp_path / "temporary").iterdir())


BUSY = ("update", "35", "--by", "fod-justitie", "--status", "bezig", "--editor")
STOPPED = ("update", "35", "--by", "fod-justitie", "--status", "stopped", "--editor")


def test_a_long_text_is_written_in_an_editor(
    nap: Nap, repo: Path, tmp_path: Path, editor: Callable[[str], Path]
) -> None:
    seen = editor("printf 'Eerste alinea.\\n\\nTweede alinea. \\n' >> \"$2\"")
    assert nap(*BUSY, plan=repo).code == 0
    assert reports(repo, "35")[0]["text"] == {"nl": "Eerste alinea.\n\nTweede alinea."}
    assert left(tmp_path) == []
    assert seen.read_text(encoding="utf-8").splitlines() == [
        "# Action 35: De bewustmakingstool inzake corruptie",
        "# FOD Justitie, 2026-11-22: in progress",
        "#",
        "# Write below each heading; a long text may have paragraphs, with an empty line between them.",
        "# Lines that start with # are left out. If there is nothing else, nothing is recorded.",
        "",
        "#= What happened?",
        "",
        "",
    ]


def test_obstacles_are_written_in_the_editor_too_and_what_was_given_stands_there(
    nap: Nap, repo: Path, editor: Callable[[str], Path]
) -> None:
    seen = editor('sed -i -e "s/Oud/Nieuw/" -e "/stands in the way/a Geen geld." "$2"')
    assert nap(*STOPPED, "--text", "Oude tekst.", plan=repo).code == 0
    assert "Oude tekst." in seen.read_text(encoding="utf-8")
    (report,) = reports(repo, "35")
    assert report["text"] == {"nl": "Nieuwe tekst."}
    assert report["obstacles"] == {"nl": "Geen geld."}


@pytest.mark.parametrize("script", ["true", ': > "$2"', 'rm "$2"', "echo '# niets' >> \"$2\""])
def test_whoever_writes_nothing_in_the_editor_gives_up(
    nap: Nap, repo: Path, tmp_path: Path, editor: Callable[[str], Path], script: str
) -> None:
    editor(script)
    result = nap(*STOPPED, plan=repo)
    assert (result.code, result.out) == (1, "")
    assert result.err == "nap: Nothing was written in the editor, so nothing is recorded.\n"
    assert left(tmp_path) == []
    assert added(repo) == {}


@pytest.mark.parametrize(
    ("script", "code", "said"),
    [
        ("echo 'Alles goed.' >> \"$2\"; exit 3", 2, "ended with an error (3)."),
        ("echo 'Alles goed.' > \"$2\"", 2, "A heading is missing"),
        ("printf '\\351' >> \"$2\"", 2, "What the editor wrote is not UTF-8."),
        ("echo 'TODO' >> \"$2\"", 1, "NAP704"),
    ],
)
def test_what_was_written_is_never_lost(
    nap: Nap, repo: Path, tmp_path: Path, editor: Callable[[str], Path], script: str, code: int, said: str
) -> None:
    editor(script)
    result = nap(*STOPPED, plan=repo)
    assert (result.code, result.out) == (code, "")
    (kept,) = left(tmp_path)
    assert said in result.err
    assert f"nap: What you wrote is kept in {kept}.\n" in result.err
    assert added(repo) == {}


def test_a_trial_keeps_what_was_written(nap: Nap, repo: Path, tmp_path: Path, editor: Callable[[str], Path]) -> None:
    editor("echo 'Een tekst.' >> \"$2\"")
    result = nap(*BUSY, "--dry-run", plan=repo)
    (kept,) = left(tmp_path)
    assert (result.code, result.err.splitlines()[-1]) == (0, f"nap: What you wrote is kept in {kept}.")
    assert added(repo) == {}


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "neither VISUAL nor EDITOR is set."),
        ("/nowhere/editor -w", "The editor /nowhere/editor cannot be started: No such file or directory."),
        ("'unclosed", "EDITOR is no command: 'unclosed"),
    ],
)
def test_an_editor_that_is_not_there_is_said(
    nap: Nap,
    repo: Path,
    tmp_path: Path,
    editor: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    said: str,
) -> None:
    editor("true")
    monkeypatch.setenv("EDITOR", command)
    result = nap(*BUSY, plan=repo)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert left(tmp_path) == []


def test_what_is_missing_is_said_before_the_editor_opens(nap: Nap, repo: Path, editor: Callable[[str], Path]) -> None:
    seen = editor("echo 'Een tekst.' >> \"$2\"")
    result = nap("update", "35", "--status", "completed", "--editor", plan=repo)
    assert (result.code, len(result.err.splitlines())) == (2, 2)
    assert not seen.exists()


def test_an_editor_that_draws_on_its_output_spoils_no_result(repo: Path, editor: Callable[[str], Path]) -> None:
    editor("echo drawn; echo 'Een tekst.' >> \"$2\"")
    spoken: Talk = talk(*BUSY, "--format", "json", plan=repo, answers=[])
    assert spoken.code == 0
    assert json.loads(spoken.out)[0]["kind"] == "reported"
    assert "drawn" in spoken.terminal


# -- after Tab -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("nap update 2", ["2", "2bis"]),
        ("nap update 2 --by ministerie-", ["ministerie-water", "ministerie-financien"]),
        ("nap update 2 --status c", ["completed"]),
        ("nap update 2 --scope a", ["action"]),
    ],
)
def test_tab_offers_actions_actors_and_statuses(
    nap: Nap, monkeypatch: pytest.MonkeyPatch, line: str, offered: list[str]
) -> None:
    monkeypatch.setenv("_NAP_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
    monkeypatch.setenv("NAP_PLAN", str(PLANS / "rounds"))
    result: Result = nap(plan=None)
    assert (result.code, result.out.split()) == (0, offered)
