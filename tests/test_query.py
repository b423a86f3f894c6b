"""Finding actors, chapters and actions by what people call them; choosing actions and ordering them."""

from __future__ import annotations

import datetime
import unicodedata
from typing import Any

import pytest
from conftest import PLANS, action, manifest, update
from hypothesis import given, settings
from hypothesis import strategies as st
from memory import plan_of

from nap.cli.list import _SORTS
from nap.errors import NapError
from nap.model.plan import Plan, count
from nap.model.words import KINDS, STATUSES
from nap.query import Choice, choose, find_action, find_actor, find_chapters, folded, in_order, only_above, spellings
from nap.status import standings
from nap.store.load import load
from nap.store.tree import FolderTree

END_2024, END_2025 = datetime.date(2024, 12, 31), datetime.date(2025, 12, 31)
IN_2026 = datetime.date(2026, 11, 22)


@pytest.fixture(scope="module")
def rounds() -> Plan:
    """The fictional plan with two rounds of updates."""
    return load(FolderTree(PLANS / "rounds")).whole()


# -- how names are compared ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FOD Économie", "fod economie"),
        ("Straße", "STRASSE"),
        ("Mise en œuvre", "mise en oeuvre"),
        ("CURRICULUM VITÆ", "curriculum vitae"),
        ("fod-justitie", "FOD  Justitie "),
        ("K.M.O., Middenstand", "k m o middenstand"),
        ("E\u0301conomie", "\u00e9conomie"),  # an accent of its own, or one with its letter
        ("\ufb01nanci\u00ebn", "financien"),
        ("snake_case", "snake case"),
        ("İzmir", "izmir"),
        ("Merk™", "merktm"),
    ],
)
def test_case_accents_and_punctuation_do_not_matter(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "´", "`", "ʼ", "′", "＇", " "])
def test_every_kind_of_apostrophe_is_the_same(rounds: Plan, apostrophe: str) -> None:
    assert find_actor(rounds, f"Ministère de l{apostrophe}Eau").id == "ministerie-water"


@given(text=st.text(max_size=30))
@settings(deadline=None)
def test_the_ways_in_which_unicode_can_write_a_text_do_not_matter(text: str) -> None:
    once = folded(text)
    assert folded(once) == once
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert folded(unicodedata.normalize(form, text)) == once


# -- actors ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("ministerie-water", "ministerie-water"),
        ("MINISTERIE-WATER", "ministerie-water"),
        ("Ministerie van Water", "ministerie-water"),
        ("ministere de l'eau", "ministerie-water"),
        ("Ministerium für Wasser", "ministerie-water"),
        ("Ministry of Water", "ministerie-water"),
        ("mw", "ministerie-water"),
        ("ME", "ministerie-water"),
        ("ministerie van water dijken en baggerwerken", "ministerie-water"),
        ("Ministère de l’Eau, des Digues et du Dragage", "ministerie-water"),
        ("Ministerie van Financien", "ministerie-financien"),
        ("Sluiswachters", "dienst-sluizen"),
        ("service des ecluses", "dienst-sluizen"),
        ("L'etat", "rijk"),
        ("SEK", "secretariaat-water"),
        ("de vrije vissers", "vrij-water"),
        ("vereniging vrij water vvw", "vrij-water"),
    ],
)
def test_an_actor_is_found_by_whatever_it_is_called(rounds: Plan, name: str, actor: str) -> None:
    assert find_actor(rounds, name).id == actor


def test_every_actor_is_found_by_everything_it_is_called(rounds: Plan) -> None:
    for actor in rounds.actors.values():
        for spelling in spellings(actor):
            assert find_actor(rounds, spelling.upper()).id == actor.id, spelling


def test_no_two_actors_of_the_real_plan_are_called_the_same(real: Plan) -> None:
    called = {(folded(spelling), actor.id) for actor in real.actors.values() for spelling in spellings(actor)}
    assert len({spelling for spelling, _ in called}) == len(called)


def test_an_id_wins_from_another_ones_name() -> None:
    who: dict[str, Any] = {
        "actors": [
            {"id": "secretariaat", "kind": "body", "name": "Dienst"},
            {"id": "dienst", "kind": "body", "name": "Andere"},
        ]
    }
    assert find_actor(plan_of(who=who), "dienst").id == "dienst"


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("ministeri van watr", "'Ministerie van Water'"),
        ("havenautoritiet", "'havenautoriteit'"),
        ("financien", "'Ministerie van Financiën'"),
        ("côte-nord", "'Région de la Côte-Nord'"),
        ("xyzzy", "`nap actors` lists them all."),
        ("", "`nap actors` lists them all."),
        ("!?", "`nap actors` lists them all."),
    ],
)
def test_an_unknown_actor_gets_the_closest_names(rounds: Plan, name: str, suggested: str) -> None:
    with pytest.raises(NapError) as caught:
        find_actor(rounds, name)
    assert caught.value.message == f"No actor is called {name!r}."
    assert suggested in caught.value.hint
    assert caught.value.hint.count(" or ") <= 2


# -- chapters and actions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "chapters"),
    [
        ("1", {1}),
        (" 02 ", {2}),
        ("rivieren", {1}),
        ("CANAUX", {1}),
        ("kanalen rivieren", {1}),
        ("flusse", {1}),
        ("ecluses navigation", {2}),
        ("’t varen", {2}),
        ("meten weten zeggen", {3}),
        ("informing", {3}),
        ("en", {1, 2, 3}),
    ],
)
def test_a_chapter_is_found_by_number_or_by_words_of_one_of_its_titles(
    rounds: Plan, words: str, chapters: set[int]
) -> None:
    assert find_chapters(rounds, words) == chapters


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        ("4", "There is no chapter 4.", "The plan has chapters 1 to 3."),
        ("0", "There is no chapter 0.", "The plan has chapters 1 to 3."),
        ("9" * 5000, "There is no chapter 999", "The plan has chapters 1 to 3."),
        ("havns", "No chapter has 'havns' in its title.", "Did you mean havens"),
        ("rivieren écluses", "No chapter has", "rivieren"),
        ("xyzzy", "No chapter has", "`nap chapters` lists them all."),
        ("  ", "No chapter has", "`nap chapters` lists them all."),
        ("!", "No chapter has", "`nap chapters` lists them all."),
    ],
)
def test_an_unknown_chapter_says_what_there_is(rounds: Plan, words: str, message: str, hint: str) -> None:
    with pytest.raises(NapError) as caught:
        find_chapters(rounds, words)
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize("words", ["1", "rivieren"])
def test_a_plan_without_chapters_has_no_such_chapter(words: str) -> None:
    with pytest.raises(NapError):
        find_chapters(plan_of(plan=manifest(chapters=[])), words)


@pytest.mark.parametrize(
    ("name", "action_id"),
    [
        ("2", "2"),
        ("02", "2"),
        (" 0002 ", "2"),
        ("2bis", "2bis"),
        ("2BIS", "2bis"),
        ("02 Bis", "2bis"),
        ("2.1", "2bis"),
        ("02.1", "2bis"),
        ("9.1", "9bis"),
        ("10", "10"),
    ],
)
def test_an_action_is_found_by_its_id_or_the_number_in_the_annex(rounds: Plan, name: str, action_id: str) -> None:
    assert find_action(rounds, name).id == action_id


@pytest.mark.parametrize(
    ("name", "action_id"), [("18.1", "18bis"), ("22.1", "22bis"), ("22.2", "22ter"), ("64.1", "64bis")]
)
def test_the_annex_numbers_of_the_real_plan_are_known(real: Plan, name: str, action_id: str) -> None:
    assert find_action(real, name).id == action_id


def test_an_annex_number_is_compared_like_an_id() -> None:
    plan = plan_of(action("1", source={"section": "A", "annex_id": "A 7"}))
    assert find_action(plan, "a7").id == "1"
    assert find_action(plan, "A 7").id == "1"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("9ter", "Did you mean 9 or 9bis?"),
        ("2bs", "Did you mean 2 or 2bis"),
        ("13", "Did you mean 3 or 1?"),
        ("xyz", "`nap list` shows them all."),
        ("0", "`nap list` shows them all."),
        ("", "`nap list` shows them all."),
    ],
)
def test_an_unknown_action_gets_the_closest_ids(rounds: Plan, name: str, hint: str) -> None:
    with pytest.raises(NapError, match="There is no action") as caught:
        find_action(rounds, name)
    assert hint in caught.value.hint


# -- what addresses a body without naming it -------------------------------------------------------------------


def test_fod_justitie_has_sixteen_actions_and_six_more_name_only_the_federal_government(real: Plan) -> None:
    chosen = choose(real, Choice(actors=("FOD Justitie",)), IN_2026)
    assert count(item.action for item in chosen) == (16, 0)
    above = only_above(real, find_actor(real, "FOD Justitie"))
    assert above is not None
    government, actions = above
    assert government == "federale-overheid"
    assert [item.id for item in actions] == ["2", "12", "32", "33", "38", "60"]


def test_a_government_has_nothing_above_it_and_neither_has_a_third_party(rounds: Plan) -> None:
    for actor in ("rijk", "universiteit-delta"):
        assert only_above(rounds, rounds.actors[actor]) is None


def test_only_actions_that_name_the_government_and_nobody_below_the_body_count() -> None:
    plan = plan_of(
        action("1", actors=[{"actor": "staat"}]),
        action("2", actors=[{"actor": "staat"}, {"actor": "een-a"}]),
        action("3", actors=[{"actor": "staat"}, {"actor": "twee"}]),
        action("4", actors=[{"actor": "een"}]),
    )
    for body, expected in {"een": ["1", "3"], "een-a": ["1", "3"], "twee": ["1", "2"]}.items():
        above = only_above(plan, plan.actors[body])
        assert above is not None
        assert (above[0], [item.id for item in above[1]]) == ("staat", expected)
    assert only_above(plan_of(action("4")), plan.actors["twee"]) is None


# -- choosing --------------------------------------------------------------------------------------------------


def ids(plan: Plan, day: datetime.date = END_2025, **asked: Any) -> str:
    return " ".join(item.action.id for item in choose(plan, Choice(**asked), day))


def test_who_asks_nothing_gets_everything_in_the_order_of_the_plan(rounds: Plan) -> None:
    assert ids(rounds) == "1 2 2bis 3 4 5 6 7 8 9 9bis 10 11 12"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"actors": ("MW",)}, "1 2 3 4 6 9bis 11"),
        ({"actors": ("MW",), "exact": True}, "1 2 3 4 9bis 11"),
        ({"actors": ("Dienst Sluizen",)}, "6"),
        ({"actors": ("Gewest Noordkust",)}, "2bis 3 4 6 7 9 12"),
        ({"actors": ("gewest-noordkust",), "exact": True}, "7"),
        ({"actors": ("BNK", "Havenautoriteit")}, "2bis 3 4 5 6 8 9 12"),
        ({"actors": ("Havendienst",)}, "2 8"),
        ({"chapters": ("3",)}, "10 11 12"),
        ({"chapters": ("rivers", "3")}, "1 2 2bis 3 4 10 11 12"),
        ({"governments": ("North Coast Region",)}, "2bis 3 4 6 7 9 12"),
        ({"governments": ("L'État",)}, "1 2 3 4 5 6 7 8 9 9bis 11"),
        ({"governments": ("rijk", "gewest-noordkust")}, "1 2 2bis 3 4 5 6 7 8 9 9bis 11 12"),
        ({"statuses": ("unreported",)}, "9"),
        ({"statuses": ("completed", "stopped")}, "1 5"),
        ({"kinds": ("phased",)}, "3"),
        ({"kinds": ("none", "ongoing", "external")}, "6 7 8 9bis"),
        ({"due_before": datetime.date(2025, 6, 30)}, "1 3 10"),
        ({"due_before": datetime.date(2025, 7, 1)}, "1 2 3 10"),
        ({"due_after": datetime.date(2026, 6, 6)}, "2bis 4"),
        ({"due_after": datetime.date(2026, 6, 5)}, "2bis 4 9"),
        ({"due_after": datetime.date(2025, 1, 1), "due_before": datetime.date(2026, 1, 1)}, "2 3 5 10 11"),
        ({"due_years": (2026,)}, "2bis 9 9bis"),
        ({"due_years": (2024, 2029)}, "1 3 4"),
        ({"due_years": (2025,), "due_before": datetime.date(2025, 6, 30)}, "10"),
        ({"overdue": True}, "2 10"),
        ({"texts": ("rivieren",)}, "1"),
        ({"texts": ("RIVIERES",)}, "1"),
        ({"texts": ("de", "kaart")}, "1"),
        ({"texts": ("geen middelen",)}, "12"),
    ],
)
def test_each_question_by_itself(rounds: Plan, asked: dict[str, Any], expected: str) -> None:
    assert ids(rounds, **asked) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"actors": ("MW",), "chapters": ("1",)}, "1 2 3 4"),
        ({"actors": ("MW",), "chapters": ("1",), "statuses": ("in_progress",)}, "2 3 4"),
        ({"actors": ("MW",), "chapters": ("1",), "statuses": ("in_progress",), "overdue": True}, "2"),
        ({"governments": ("gewest-noordkust",), "kinds": ("date",)}, "2bis 9"),
        ({"governments": ("gewest-noordkust",), "kinds": ("date",), "due_years": (2026,)}, "2bis 9"),
        ({"governments": ("gewest-noordkust",), "texts": ("motoren",)}, "9"),
        ({"overdue": True, "chapters": ("3",)}, "10"),
        ({"statuses": ("completed",), "overdue": True}, ""),
        ({"kinds": ("ongoing",), "due_years": (2025,)}, ""),
    ],
)
def test_different_questions_narrow_each_other(rounds: Plan, asked: dict[str, Any], expected: str) -> None:
    assert ids(rounds, **asked) == expected


def test_answers_are_those_of_the_day(rounds: Plan) -> None:
    assert ids(rounds, END_2024, statuses=("completed",)) == "1"
    assert ids(rounds, IN_2026, statuses=("completed",)) == "1 12"
    assert ids(rounds, END_2024, due_years=(2024,)) == "1 2bis 3"
    assert ids(rounds, IN_2026, due_years=(2027,)) == "2bis"
    assert ids(rounds, IN_2026, overdue=True) == "2 3 9 9bis 10 11"


FIELDS = {
    "actors": st.sampled_from([(), ("MW",), ("rijk",), ("BNK", "SEC")]),
    "exact": st.booleans(),
    "chapters": st.sampled_from([(), ("1",), ("2", "informing")]),
    "governments": st.sampled_from([(), ("rijk",), ("gewest-noordkust",)]),
    "statuses": st.sampled_from([(), *((status,) for status in STATUSES), ("preparing", "in_progress")]),
    "kinds": st.sampled_from([(), *((kind,) for kind in KINDS), ("date", "period")]),
    "due_before": st.sampled_from([None, datetime.date(2025, 7, 1)]),
    "due_after": st.sampled_from([None, datetime.date(2024, 12, 30)]),
    "due_years": st.sampled_from([(), (2025,), (2026, 2029)]),
    "overdue": st.booleans(),
    "texts": st.sampled_from([(), ("de",), ("a", "van")]),
}


@given(asked=st.fixed_dictionaries(FIELDS), on=st.sampled_from([END_2024, END_2025, IN_2026]))
@settings(deadline=None, max_examples=100)
def test_all_questions_together_give_what_each_gives(rounds: Plan, asked: dict[str, Any], on: datetime.date) -> None:
    every = set(ids(rounds, on).split())
    together = set(ids(rounds, on, **asked).split())
    # Whether only the actor itself is meant goes with the actor; all words on the due day speak of one deadline.
    groups = [("actors", "exact"), ("chapters",), ("governments",), ("statuses",), ("kinds",), ("overdue",), ("texts",)]
    groups.append(("due_before", "due_after", "due_years"))
    for group in groups:
        every &= set(ids(rounds, on, **{field: asked[field] for field in group}).split())
    assert together == every


@pytest.mark.parametrize("field", ["actors", "chapters", "governments"])
def test_what_does_not_exist_is_refused(rounds: Plan, field: str) -> None:
    with pytest.raises(NapError):
        ids(rounds, **{field: ("xyzzy",)})


def test_only_a_government_is_a_government(rounds: Plan) -> None:
    with pytest.raises(NapError, match="'MW' is not a government") as caught:
        ids(rounds, governments=("MW",))
    assert caught.value.hint == "Governments: Het Rijk, Gewest Noordkust."


# -- words in the texts ----------------------------------------------------------------------------------------

EVERYWHERE = action(
    title={"nl": "In de titel", "fr": "Dans le titre"},
    actors=[{"actor": "een", "role": {"nl": "rolwoord", "fr": "motrole"}}],
    deadline={
        "stated": "Gestelde termijn",
        "kind": "phased",
        "phases": [{"label": {"nl": "Fasewoord", "fr": "Motphase"}}],
        "note": {"nl": "lezingswoord", "fr": "motlecture"},
    },
    measures=[{"id": "a", "text": {"nl": "maatregelwoord", "fr": "motmesure"}}],
    baseline={"nl": "basiswoord", "fr": "motbase"},
    source={"section": "Sectiewoord", "annex_title": "bijlagewoord", "remarks": [{"nl": "opmerkingswoord"}]},
    updates=[
        update(
            "2024-06-01",
            "stopped",
            text={"fr": "motnouvelle"},
            obstacles="hinderwoord",
            evidence=[{"url": "https://example.org/linkwoord", "title": "bewijswoord"}],
        )
    ],
)
MOVED = action(
    "2",
    deadline={
        "stated": "2024",
        "kind": "date",
        "due": "2024-12-31",
        "precision": "year",
        "revisions": [
            {"date": "2025-06-01", "due": "2026-01-31", "reason": {"fr": "motraison"}, "decided_by": "beslisserswoord"}
        ],
    },
    updates=[update("2025-06-01", "preparing", text="later nieuws")],
)
SAID = [
    "in de titel",
    "dans le titre",
    "rolwoord",
    "motrole",
    "Gestelde",
    "fasewoord",
    "motphase",
    "lezingswoord",
    "motlecture",
    "maatregelwoord",
    "motmesure",
    "basiswoord",
    "motbase",
    "bijlagewoord",
    "opmerkingswoord",
    "motnouvelle",
    "hinderwoord",
    "bewijswoord",
]


@pytest.mark.parametrize("words", SAID)
def test_words_are_found_wherever_they_stand_in_whatever_language(words: str) -> None:
    assert ids(plan_of(EVERYWHERE, MOVED), texts=(words,)) == "1"


@pytest.mark.parametrize("words", ["motraison", "beslisserswoord", "later nieuws"])
def test_what_was_said_later_is_not_found_before(words: str) -> None:
    plan = plan_of(EVERYWHERE, MOVED)
    assert ids(plan, datetime.date(2025, 6, 1), texts=(words,)) == "2"
    assert ids(plan, datetime.date(2025, 5, 31), texts=(words,)) == ""


def test_words_are_not_found_across_two_texts() -> None:
    assert ids(plan_of(EVERYWHERE), texts=("titel dans",)) == ""
    assert ids(plan_of(EVERYWHERE), texts=("titel", "dans")) == "1"


def test_a_french_text_with_a_ligature_is_found_without_it(real: Plan) -> None:
    titles = {item.id for item in real.actions.values() if "œuvre" in item.title["fr"]}
    assert titles
    assert titles <= set(ids(real, texts=("oeuvre",)).split())
    assert ids(real, texts=("oeuvre",)) == ids(real, texts=("œuvre",))


# -- order -----------------------------------------------------------------------------------------------------


def ordered(plan: Plan, *sorts: str, on: datetime.date = END_2025, language: str = "nl", reverse: bool = False) -> str:
    items = in_order(plan, standings(plan, on), sorts, language, reverse=reverse)
    return " ".join(item.action.id for item in items)


ORDERS = {
    "id": "1 2 2bis 3 4 5 6 7 8 9 9bis 10 11 12",
    "chapter": "1 2 2bis 3 4 5 6 7 8 9 9bis 10 11 12",
    "due": "1 10 2 5 3 11 9bis 9 2bis 4 6 7 8 12",
    "late": "10 2 1 2bis 3 4 5 6 7 8 9 9bis 11 12",
    "status": "9 7 2bis 9bis 2 3 4 6 8 10 11 12 5 1",
    "updated": "9 8 1 12 5 2bis 9bis 6 2 3 4 7 10 11",
    "title": "2 2bis 1 9bis 4 7 10 3 8 5 11 9 6 12",
}


@pytest.mark.parametrize("sort", _SORTS)
def test_each_order_and_its_reverse(rounds: Plan, sort: str) -> None:
    assert ordered(rounds, sort) == ORDERS[sort]
    assert ordered(rounds, sort, reverse=True).split() == ORDERS[sort].split()[::-1]


def test_titles_are_ordered_in_the_language_they_are_shown_in(rounds: Plan) -> None:
    titles = [rounds.say(rounds.actions[item].title, "fr") for item in ordered(rounds, "title", language="fr").split()]
    assert titles == sorted(titles, key=folded)


def test_later_orders_decide_between_equals_of_earlier_ones(rounds: Plan) -> None:
    assert ordered(rounds, "chapter", "due") == "1 2 3 2bis 4 5 9bis 9 6 7 8 10 11 12"
    assert ordered(rounds, "status", "updated") == "9 7 2bis 9bis 8 12 6 2 3 4 10 11 5 1"
    assert ordered(rounds, "status", "late") == "9 7 2bis 9bis 10 2 3 4 6 8 11 12 5 1"


@given(sorts=st.lists(st.sampled_from(_SORTS), max_size=3), on=st.sampled_from([END_2024, END_2025, IN_2026]))
@settings(deadline=None, max_examples=60)
def test_an_order_loses_nothing_and_ends_in_that_of_the_plan(rounds: Plan, sorts: list[str], on: datetime.date) -> None:
    there = ordered(rounds, *sorts, on=on).split()
    assert sorted(there) == sorted(rounds.actions)
    items = standings(rounds, on)
    again = in_order(rounds, items[::-1], sorts, "nl")
    assert [item.action.id for item in again] == there
