"""`nap defer` and `nap amend`: what was decided about an action since the plan appeared is added to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import conversation
import pytest
from conftest import PLANS, Nap, Result, action, loaded, write_plan
from conversation import CTRL_C, CTRL_D, added, new_lines, talk

from nap.model.plan import Plan

A35 = "data/actions/35-corruption-awareness-tool.yaml"
WHY = ("--reason", "De vertaling is later geleverd.", "--decided-by", "Ministerraad van 1 maart 2026")
NEXT_YEAR = ("--due", "2027-06-30")
ERRATUM = ("--kind", "erratum", "--reason", "De titel was fout.", "--decided-by", "FIDO")


on_the_day = conversation.on_the_day
repo = conversation.repo


@pytest.fixture
def plan(tmp_path: Path) -> Callable[..., Path]:
    """Make a plan of one action with this deadline, or with other fields."""

    def make(deadline: dict[str, Any] | None = None, **more: Any) -> Path:
        changes = {"deadline": deadline} if deadline else {}
        return write_plan(tmp_path / "plan", action(**changes, **more))

    return make


def moves(folder: Path, action_id: str = "1") -> list[dict[str, Any]]:
    """The revisions of an action's deadline, as they can be read."""
    read = loaded(folder).whole().actions[action_id].deadline.revisions
    return [json.loads(item.model_dump_json(exclude_defaults=True)) for item in read]


def amendments(folder: Path, action_id: str = "1") -> list[dict[str, Any]]:
    """The amendments of an action, as they can be read."""
    read = loaded(folder).whole().actions[action_id].amendments
    return [json.loads(item.model_dump_json(exclude_defaults=True)) for item in read]


# -- a deadline moves ------------------------------------------------------------------------------------------


def test_a_deadline_that_moves_is_told_in_words_and_added_to_the_deadline(nap: Nap, repo: Path) -> None:
    result = nap("defer", "35", *NEXT_YEAR, *WHY, "--date", "2026-03-01", plan=repo)
    assert result.code == 0
    assert result.lines == [
        "1 deadline moved; nothing else changes.",
        "",
        "35  De bewustmakingstool inzake corruptie",
        "  The deadline moves from 2024-12-31 to 2027-06-30; decided by Ministerraad van 1 maart 2026 on 2026-03-01.",
        "    Reason: “De vertaling is later geleverd.”",
    ]
    assert result.err.splitlines()[-1] == f"nap: Written in {A35}."
    assert added(repo) == {A35: 7}
    assert new_lines(repo) == [
        "  revisions:",
        "    - date: 2026-03-01",
        "      due: 2027-06-30",
        "      reason:",
        "        nl: De vertaling is later geleverd.",
        "      decided_by:",
        "        nl: Ministerraad van 1 maart 2026",
    ]
    assert nap("lint", "--base", "HEAD", plan=repo).code == 0
    assert nap("fmt", "--check", plan=repo).code == 0
    assert "due in" in nap("show", "35", "--on", "2026-11-22", plan=repo).out


def test_the_deadline_of_every_action_moves_or_has_no_day(nap: Nap, repo: Path, real: Plan) -> None:
    chosen = [*list(real.actions)[::6], "1", "12", "17", "23", "28", "59"]
    written = {}
    for number, action_id in enumerate(dict.fromkeys(chosen)):
        deadline = real.actions[action_id].deadline
        phase = ("--phase", real.say(deadline.phases[0].label, "nl")) if deadline.phases else ()
        due = f"2028-01-{number + 1:02}"
        result = nap(
            "defer", action_id, "--due", due, *phase, "--reason", "Uitstel.", "--decided-by", "FIDO", plan=repo
        )
        if deadline.kind in ("ongoing", "none"):
            assert (result.code, result.out) == (2, "")
            assert "has no day by which it must be done, so none can move." in result.err
        else:
            assert result.code == 0, result.err
            written[real.paths[action_id]] = 8 if phase else 7
    assert added(repo) == written
    assert len(written) > 5
    linted = nap("lint", "--base", "HEAD", "--strict", plan=repo)
    assert (linted.code, linted.out) == (0, "")


def test_a_trial_of_a_move_writes_nothing(nap: Nap, repo: Path) -> None:
    trial = nap("defer", "35", *NEXT_YEAR, *WHY, "--dry-run", plan=repo)
    assert trial.code == 0
    assert trial.err.splitlines()[-1] == "nap: Nothing was written: this was a dry run."
    assert added(repo) == {}
    assert nap("defer", "35", *NEXT_YEAR, *WHY, plan=repo).out == trial.out


def test_a_deadline_moves_again_but_not_to_where_it_is(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan()
    assert nap("defer", "1", *NEXT_YEAR, *WHY, "--date", "2026-03-01", plan=folder).code == 0
    for again in (WHY, (), (*WHY, "--date", "2026-03-01")):
        result = nap("defer", "1", *NEXT_YEAR, *again, plan=folder)
        assert (result.code, result.out) == (0, "")
        assert result.err == "nap: This is recorded already in data/actions/1.yaml; nothing was written.\n"
    for other in (("--reason", "Iets anders."), (*WHY, "--date", "2026-04-01")):
        result = nap("defer", "1", *NEXT_YEAR, *other, plan=folder)
        assert (result.code, result.out) == (2, "")
        assert "The deadline is 2027-06-30 already, so this moves nothing." in result.err
    assert nap("defer", "1", "--due", "2027-12-31", *WHY, plan=folder).code == 0
    assert nap("defer", "1", *NEXT_YEAR, *WHY, plan=folder).code == 0  # and back
    assert [move["due"] for move in moves(folder)] == ["2027-06-30", "2027-12-31", "2027-06-30"]
    assert [move["date"] for move in moves(folder)] == ["2026-03-01", "2026-11-22", "2026-11-22"]


LATER = ("--due", "2028-06-30", *WHY, "--date", "2026-03-01")


def test_an_earlier_decision_is_recorded_above_the_later_one_which_still_holds(
    nap: Nap, plan: Callable[..., Path]
) -> None:
    folder = plan()
    assert nap("defer", "1", *LATER, plan=folder).code == 0
    earlier = ("defer", "1", *NEXT_YEAR, *WHY, "--date", "2025-06-01")
    holds = "A later decision, of 2026-03-01, still holds: on time until 2028-06-30."
    trial = nap(*earlier, "--dry-run", plan=folder)
    result = nap(*earlier, plan=folder)
    counted = "1 earlier move of a deadline recorded; nothing else changes."
    assert (result.code, result.lines[:2]) == (0, [counted, holds])
    assert trial.out == result.out
    assert [(move["date"], move["due"]) for move in moves(folder)] == [
        ("2025-06-01", "2027-06-30"),
        ("2026-03-01", "2028-06-30"),
    ]
    assert "2028-06-30" in nap("list", "--format", "csv", plan=folder).out
    again = nap(*earlier, plan=folder)
    assert (again.code, again.out) == (0, "")
    assert again.err == "nap: This is recorded already in data/actions/1.yaml; nothing was written.\n"
    assert "still holds" not in nap("defer", "1", "--due", "2028-12-31", *WHY, plan=folder).out


def test_that_a_later_decision_holds_is_said_in_every_format(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan()
    assert nap("defer", "1", *LATER, plan=folder).code == 0
    earlier = ("defer", "1", *NEXT_YEAR, *WHY, "--date", "2025-06-01", "--dry-run")
    assert "still holds" in nap(*earlier, "--format", "markdown", plan=folder).out
    as_json = nap(*earlier, "--format", "json", plan=folder)
    assert [change["kind"] for change in as_json.json] == ["moved"]
    assert "still holds" in as_json.err


def test_the_day_that_held_is_the_one_decided_last_wherever_it_stands(nap: Nap, plan: Callable[..., Path]) -> None:
    def decision(date: str, due: str) -> dict[str, str]:
        return {"date": date, "due": due, "reason": "Uitstel.", "decided_by": "FIDO"}

    first = {"stated": "2024", "kind": "date", "due": "2024-12-31", "precision": "year"}
    latest_first = [decision("2026-03-01", "2028-06-30"), decision("2025-06-01", "2027-06-30")]
    folder = plan(first | {"revisions": latest_first})
    held = nap("defer", "1", "--due", "2028-06-30", *WHY, plan=folder)
    assert (held.code, "The deadline is 2028-06-30 already" in held.err) == (2, True)
    again = nap("defer", "1", "--due", "2027-12-31", *WHY, "--dry-run", plan=folder)
    assert (again.code, "still holds" in again.out) == (0, False)


def test_an_earlier_decision_that_makes_a_later_one_idle_is_refused(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan()
    assert nap("defer", "1", *LATER, plan=folder).code == 0
    result = nap("defer", "1", *LATER[:-1], "2025-06-01", plan=folder)
    assert (result.code, result.out) == (2, "")
    assert "The later decision of 2026-03-01 moves the deadline to 2028-06-30 too" in result.err
    assert len(moves(folder)) == 1


def test_an_earlier_decision_that_moved_nothing_then_is_refused(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan()
    assert nap("defer", "1", *LATER, plan=folder).code == 0
    result = nap("defer", "1", "--due", "2024-12-31", *WHY, "--date", "2025-06-01", plan=folder)
    assert (result.code, result.out) == (2, "")
    assert "The deadline already was 2024-12-31; this moves nothing." in result.err


def test_a_later_decision_about_another_phase_holds_nothing(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan(PHASES)
    assert nap("defer", "1", *LATER, "--phase", "Fase 3", plan=folder).code == 0
    earlier = (*NEXT_YEAR, *WHY, "--date", "2025-06-01", "--dry-run")
    assert "still holds" not in nap("defer", "1", *earlier, "--phase", "Fase 2", plan=folder).out
    assert "still holds" in nap("defer", "1", *earlier, "--phase", "Fase 3", plan=folder).out


@pytest.mark.parametrize(
    ("deadline", "held"),
    [
        ({"stated": "2024", "kind": "date", "due": "2024-12-31", "precision": "year"}, "2024-12-31"),
        ({"stated": "Looptijd van het actieplan", "kind": "plan_term"}, "2029-04-04"),
    ],
)
def test_the_first_day_is_one_that_holds_too(
    nap: Nap, plan: Callable[..., Path], deadline: dict[str, Any], held: str
) -> None:
    folder = plan(deadline)
    result = nap("defer", "1", "--due", held, *WHY, plan=folder)
    assert (result.code, moves(folder)) == (2, [])
    assert f"The deadline is {held} already" in result.err


def test_what_depends_on_others_gets_its_first_day(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan({"stated": "Volgens de besprekingen op EU-niveau", "kind": "external"})
    result = nap("defer", "1", *NEXT_YEAR, *WHY, plan=folder)
    assert result.code == 0
    assert "The action gets a deadline: 2027-06-30" in result.out


PHASES = {
    "stated": "In fasen",
    "kind": "phased",
    "phases": [
        {"label": {"nl": "Fase 2", "fr": "Phase 2"}, "due": "2024-12-31", "precision": "year"},
        {"label": "Fase 3: invoering"},
    ],
}


@pytest.mark.parametrize("named", ["Fase 2", "fase 2", "Phase 2"])
def test_a_phase_moves_by_what_it_is_called(nap: Nap, plan: Callable[..., Path], named: str) -> None:
    folder = plan(PHASES)
    result = nap("defer", "1", *NEXT_YEAR, *WHY, "--phase", named, plan=folder)
    assert result.code == 0
    assert "The deadline of “Fase 2” moves from 2024-12-31 to 2027-06-30" in result.out
    assert nap("defer", "1", *NEXT_YEAR, *WHY, "--phase", named, plan=folder).err.startswith("nap: This is recorded")
    assert nap("defer", "1", *NEXT_YEAR, *WHY, "--phase", "Fase 3", plan=folder).code == 0
    assert [move["phase"] for move in moves(folder)] == ["Fase 2", "Fase 3: invoering"]


@pytest.mark.parametrize("named", ["Fase", "Fase 4", ""])
def test_a_phase_that_nobody_can_make_out_is_refused_with_all_labels(
    nap: Nap, plan: Callable[..., Path], named: str
) -> None:
    folder = plan(PHASES)
    result = nap("defer", "1", *NEXT_YEAR, *WHY, "--phase", named, plan=folder)
    assert (result.code, moves(folder)) == (2, [])
    assert "Its phases are “Fase 2”, “Fase 3: invoering”." in result.err


def test_the_only_phase_need_not_be_named(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan({**PHASES, "phases": PHASES["phases"][:1]})
    assert nap("defer", "1", *NEXT_YEAR, *WHY, plan=folder).code == 0
    assert moves(folder)[0]["phase"] == "Fase 2"


def test_all_that_is_missing_of_a_move_is_said_at_once(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan(PHASES)
    result = nap("defer", "1", plan=folder)
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines() == [
        "nap: --phase is missing: Which phase moves? One of Fase 2, Fase 3: invoering.",
        "nap: --due is missing: Until which day is it on time now, as YYYY-MM-DD?",
        "nap: --reason is missing: Why does it move?",
        "nap: --decided-by is missing: Who decided on it?",
    ]
    assert moves(folder) == []


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ((*NEXT_YEAR, *WHY, "--phase", "Fase 1"), 2, "The deadline of action 1 has no phases."),
        ((*NEXT_YEAR, *WHY, "--date", "2026-11-23"), 2, "2026-11-23 has not come yet."),
        (("--due", "2023-12-31", *WHY), 1, "NAP501 This is before the first day, 2024-01-01."),
        (("--due", "30-06-2027", *WHY), 2, "is not a day"),
        ((*NEXT_YEAR, "--reason", " ", *WHY[2:]), 2, "--reason says nothing."),
        ((*NEXT_YEAR, "--reason", "TODO", *WHY[2:]), 1, "NAP704"),
    ],
)
def test_a_move_that_a_check_would_refuse_is_not_written(
    nap: Nap, plan: Callable[..., Path], given: tuple[str, ...], code: int, said: str
) -> None:
    period = {"stated": "2024", "kind": "period", "start": "2024-01-01", "due": "2024-12-31", "precision": "year"}
    folder = plan(period)
    result = nap("defer", "1", *given, plan=folder)
    assert (result.code, result.out, moves(folder)) == (code, "", [])
    assert said in result.err


def test_a_day_after_the_term_is_warned_about(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan()
    result = nap("defer", "1", "--due", "2031-12-31", *WHY, plan=folder)
    assert result.code == 0
    assert "NAP503 warning: The plan's term ends before this day, on 2029-04-04. If it is meant" in result.err
    assert len(moves(folder)) == 1


def test_a_move_is_recorded_in_the_language_that_is_named(nap: Nap, repo: Path) -> None:
    why = ("--reason", "La traduction a pris du retard.", "--decided-by", "Conseil des ministres", "--lang", "fr")
    result = nap("defer", "35", *NEXT_YEAR, *why, plan=repo)
    assert result.code == 0
    assert "L’échéance passe du 2024-12-31 au 2027-06-30" in result.out
    assert moves(repo, "35")[0]["reason"] == {"fr": "La traduction a pris du retard."}


def test_at_a_terminal_a_move_asks_for_what_is_missing(repo: Path) -> None:
    answers = [
        ("Which phase moves?", "3"),
        ("a number from 1 to 2", "fase 3"),
        ("Until which day", "30/06/2027"),
        ("is not a day", "2027-06-30"),
        ("Why does it move?", "De wet is later."),
        ("Who decided on it?", "Ministerraad"),
    ]
    spoken = talk("defer", "59", plan=repo, answers=answers)
    assert spoken.code == 0, spoken.terminal
    assert spoken.out.startswith("1 deadline moved; nothing else changes.\n")
    (move,) = moves(repo, "59")
    assert (move["phase"], move["due"], move["reason"]) == ("Fase 3", "2027-06-30", {"nl": "De wet is later."})


def test_at_a_terminal_the_day_that_holds_is_refused_before_more_is_asked(repo: Path) -> None:
    spoken = talk("defer", "35", plan=repo, answers=[("Until which day", "2024-12-31")])
    assert spoken.code == 2
    assert "The deadline is 2024-12-31 already" in spoken.terminal
    assert "Why does it move?" not in spoken.terminal


# -- the plan itself changes -----------------------------------------------------------------------------------


def test_an_amendment_is_told_in_words_and_put_before_the_updates(nap: Nap, repo: Path) -> None:
    nap("update", "35", "--by", "fod-justitie", "--status", "preparing", plan=repo)
    result = nap("amend", "35", *ERRATUM, "--date", "2026-03-01", plan=repo)
    assert result.code == 0
    assert result.lines == [
        "1 action with a new amendment or erratum; nothing else changes.",
        "",
        "35  De bewustmakingstool inzake corruptie",
        "  Erratum of 2026-03-01, decided by FIDO: De titel was fout.",
    ]
    assert "Now change the plan's text by hand" in result.err.splitlines()[-1]
    assert added(repo) == {A35: 11}
    assert new_lines(repo)[:9] == [
        "amendments:",
        "  - date: 2026-03-01",
        "    kind: erratum",
        "    reason:",
        "      nl: De titel was fout.",
        "    decided_by:",
        "      nl: FIDO",
        "updates:",
        "  - date: 2026-11-22",
    ]
    assert nap("fmt", "--check", plan=repo).code == 0


def test_with_an_amendment_the_plans_text_may_change(nap: Nap, repo: Path) -> None:
    def retitle(before: str, after: str) -> None:
        path = repo / A35
        path.write_bytes(path.read_bytes().replace(before.encode(), after.encode(), 1))

    retitle("De bewustmakingstool inzake corruptie", "De tool over corruptie")
    assert nap("lint", "--base", "HEAD", "--select", "NAP901", plan=repo).code == 1
    assert nap("amend", "35", *ERRATUM, plan=repo).code == 0
    assert nap("lint", "--base", "HEAD", "--select", "NAP901", plan=repo).code == 0
    assert "De tool over corruptie" in (repo / A35).read_text(encoding="utf-8")


def test_an_amendment_is_recorded_once(nap: Nap, plan: Callable[..., Path]) -> None:
    folder = plan()
    assert nap("amend", "1", *ERRATUM, "--date", "2026-03-01", "--dry-run", plan=folder).code == 0
    assert amendments(folder) == []
    assert nap("amend", "1", *ERRATUM, "--date", "2026-03-01", plan=folder).code == 0
    again = nap("amend", "1", *ERRATUM, plan=folder)
    assert (again.code, again.out) == (0, "")
    assert "recorded already" in again.err
    assert nap("amend", "1", *ERRATUM, "--date", "2026-04-01", plan=folder).code == 0
    assert nap("amend", "1", "--kind", "amendment", *ERRATUM[2:], "--date", "2026-02-01", plan=folder).code == 0
    assert [(item["date"], item["kind"]) for item in amendments(folder)] == [
        ("2026-02-01", "amendment"),
        ("2026-03-01", "erratum"),
        ("2026-04-01", "erratum"),
    ]


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        ((), 2, "--kind is missing: What is it? One of amendment, erratum."),
        ((), 2, "--reason is missing: What changes, and why?"),
        ((), 2, "--decided-by is missing: Who decided on it?"),
        (("--kind", "mistake", *ERRATUM[2:]), 2, "mistake"),
        ((*ERRATUM, "--date", "2026-11-23"), 2, "2026-11-23 has not come yet."),
        ((*ERRATUM[:3], "TBD", *ERRATUM[4:]), 1, "NAP704"),
    ],
)
def test_an_amendment_that_cannot_be_taken_is_not_written(
    nap: Nap, plan: Callable[..., Path], given: tuple[str, ...], code: int, said: str
) -> None:
    folder = plan()
    result = nap("amend", "1", *given, plan=folder)
    assert (result.code, result.out, amendments(folder)) == (code, "", [])
    assert said in result.err


def test_at_a_terminal_an_amendment_asks_for_what_is_missing(repo: Path) -> None:
    answers = [("erratum: these files", "2"), ("What changes, and why?", "De titel."), ("Who decided on it?", "FIDO")]
    spoken = talk("amend", "35", plan=repo, answers=answers)
    assert spoken.code == 0, spoken.terminal
    assert [(item["kind"], item["reason"]) for item in amendments(repo, "35")] == [("erratum", {"nl": "De titel."})]
    assert list(added(repo)) == [A35]


def test_its_help_says_what_is_left_to_do_by_hand(nap: Nap) -> None:
    said = " ".join(nap("amend", "--help", plan=None).out.split())
    assert "by hand in the action's file, in the same pull request; `nap lint --base` then accepts it" in said


# -- both ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["defer", "amend"])
@pytest.mark.parametrize("way", [CTRL_C, CTRL_D], ids=["Ctrl-C", "Ctrl-D"])
def test_whoever_gives_up_leaves_everything_as_it_was(repo: Path, command: str, way: str) -> None:
    question = {"defer": "Until which day", "amend": "Number:"}[command]
    spoken = talk(command, "35", plan=repo, answers=[(question, way)])
    assert (spoken.code, spoken.out) == (1, "")
    assert spoken.terminal.endswith("\nnap: Given up: nothing was written.\n")
    assert added(repo) == {}


@pytest.mark.parametrize("words", [("defer", *NEXT_YEAR, *WHY), ("amend", *ERRATUM)], ids=lambda words: words[0])
def test_json_and_markdown_say_what_changes(nap: Nap, plan: Callable[..., Path], words: tuple[str, ...]) -> None:
    folder = plan()
    command, *rest = words
    (change,) = nap(command, "1", *rest, "--dry-run", "--format", "json", plan=folder).json
    assert change["kind"] == {"defer": "moved", "amend": "amendment_added"}[command]
    page = nap(command, "1", *rest, "--dry-run", "--format", "markdown", plan=folder).out
    assert "Actie nummer 1" in page
    assert nap(command, "1", *rest, "--format", "json", plan=folder).code == 0
    assert nap(command, "1", *rest, "--format", "json", plan=folder).json == []


@pytest.mark.parametrize("command", ["defer", "amend"])
def test_an_action_that_is_not_there_is_said(nap: Nap, plan: Callable[..., Path], command: str) -> None:
    result = nap(command, "11", plan=plan())
    assert (result.code, result.out) == (2, "")
    assert "There is no action '11'." in result.err


@pytest.mark.parametrize("command", ["defer", "amend"])
def test_tab_offers_actions(nap: Nap, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setenv("_NAP_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", f"nap {command} 2")
    monkeypatch.setenv("COMP_CWORD", "2")
    monkeypatch.setenv("NAP_PLAN", str(PLANS / "rounds"))
    result: Result = nap(plan=None)
    assert (result.code, result.out.split()) == (0, ["2", "2bis"])
