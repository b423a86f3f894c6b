"""The real plan in data/ says what its document says: counts, deadlines to the letter, actors, languages."""

from __future__ import annotations

import datetime
import io
import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import DAY, ROOT, Nap
from ruamel.yaml import YAML

from nap.model.plan import Plan, count
from nap.query import find_actor, folded, spellings
from nap.status import standing

ONGOING = [
    "2",
    "4",
    "9",
    "10",
    "11",
    "13",
    "14",
    "15",
    "18",
    "18bis",
    "19",
    "21",
    "22",
    "22bis",
    "22ter",
    "31",
    "33",
    "34",
    "36",
    "38",
    "41",
    "42",
    "43",
    "44",
    "48",
    "49",
    "50",
    "52",
    "53",
    "54",
    "55",
    "58",
    "60",
    "66",
    "67",
]

# The third column of annex 1, to the letter, with its own dashes and typos.
STATED: dict[str, str | None] = {
    **dict.fromkeys(ONGOING, "Doorlopend"),
    **dict.fromkeys(["1", "3"], "Volgens de besprekingen op EU-niveau"),
    **dict.fromkeys(["24", "25", "26", "27", "29", "30"], "Looptijd van het actieplan"),
    **dict.fromkeys(["35", "37", "64"], "2024"),
    **dict.fromkeys(["7", "61"], "2023"),
    **dict.fromkeys(["39", "46", "47", "56", "57"], "2022 – 2024"),
    **dict.fromkeys(["32", "51"], "2023 – 2024"),
    **dict.fromkeys(["63", "64bis"], "2030"),
    "5": "2021-2023",
    "6": "2023-2024",
    "8": "2022-2024",
    "12": "Looptijd van het plan",
    "16": "Aanname van vernieuwd en geactualiseerd instrument in 2023",
    "17": None,
    "20": "2021 – 2024",
    "23": "Afhankelijk van het soort actie (eind 2024 of doorDoorlopend)",
    "28": "Looptijd van het initiatief",
    "40": "Voor 7 juni 2026",
    "45": "2022 – 2025",
    "59": "Fase 2: eind 2022 Fase 3: eind 2022 – begin 2023",
    "62": "Voor eind 2024",
    "65": "2029",
}
KINDS = {
    "date": "7 16 35 37 40 61 62 63 64 64bis 65",
    "period": "5 6 8 20 32 39 45 46 47 51 56 57",
    "phased": "23 59",
    "plan_term": "12 24 25 26 27 29 30",
    "initiative_term": "28",
    "ongoing": " ".join(ONGOING),
    "external": "1 3",
    "none": "17",
}
DUE = {
    **dict.fromkeys(["5", "7", "16", "61"], "2023-12-31"),
    **dict.fromkeys(
        ["6", "8", "20", "28", "32", "35", "37", "39", "46", "47", "51", "56", "57", "62", "64"], "2024-12-31"
    ),
    **dict.fromkeys(["63", "64bis"], "2030-12-31"),
    "40": "2026-06-06",
    "45": "2025-12-31",
    "65": "2029-12-31",
}
# How many actors annex 1 names, where a row is easily misread: brackets, line breaks, names with commas.
NAMED = {"1": 6, "3": 6, "4": 5, "7": 4, "12": 4, "15": 3, "16": 4, "17": 0, "18bis": 3, "22ter": 2, "23": 6, "38": 2}
NAMED |= {"41": 7, "42": 4, "45": 7, "53": 3, "59": 5, "61": 3, "63": 6, "65": 3, "66": 3, "67": 5}


def test_the_plan_has_67_actions_and_4_sub_actions_in_16_chapters(real: Plan) -> None:
    assert count(real.actions.values()) == (67, 4)
    assert (real.manifest.counts.actions, real.manifest.counts.sub_actions) == (67, 4)
    assert [chapter.number for chapter in real.manifest.chapters] == list(range(1, 17))
    numbered = [action.id for action in real.actions.values() if not action.parent]
    assert numbered == [str(number) for number in range(1, 68)]
    assert {a.id: a.parent for a in real.actions.values() if a.parent} == {
        "18bis": "18",
        "22bis": "22",
        "22ter": "22",
        "64bis": "64",
    }


def test_the_term_is_five_years_from_the_day_the_council_of_ministers_took_note(real: Plan) -> None:
    term = real.manifest.term
    assert (term.start, term.end) == (datetime.date(2024, 4, 5), datetime.date(2029, 4, 4))
    assert term.note
    assert real.manifest.coordinator.actor == "fido"
    assert {item.id for item in real.manifest.milestones} == {
        "yearly-follow-up",
        "national-baseline-assessment",
        "progress-report",
    }


def test_every_deadline_is_stated_to_the_letter(real: Plan) -> None:
    assert {action.id: action.deadline.stated for action in real.actions.values()} == STATED


def test_every_deadline_has_the_kind_that_its_words_mean(real: Plan) -> None:
    expected = {action: kind for kind, actions in KINDS.items() for action in actions.split()}
    assert {action.id: action.deadline.kind for action in real.actions.values()} == expected


def test_days_are_read_from_the_words(real: Plan) -> None:
    found = {a.id: a.deadline.due.isoformat() for a in real.actions.values() if a.deadline.due}
    assert found == DUE
    phases = {
        a.id: [(phase.due.isoformat() if phase.due else None) for phase in a.deadline.phases]
        for a in real.actions.values()
        if a.deadline.phases
    }
    assert phases == {"23": ["2024-12-31", None], "59": ["2022-12-31", "2023-03-31"]}


def test_a_period_starts_with_its_first_year(real: Plan) -> None:
    for action in real.actions.values():
        if action.deadline.kind == "period":
            first = re.match(r"\d{4}", action.deadline.stated or "")
            assert first
            assert action.deadline.start == datetime.date(int(first.group()), 1, 1)


@pytest.mark.parametrize(
    "action_id", ["1", "3", "5", "6", "7", "16", "23", "28", "40", "59", "61", "62", "63", "64bis", "65"]
)
def test_a_reading_that_a_reader_could_question_has_a_note(real: Plan, action_id: str) -> None:
    assert real.actions[action_id].deadline.note


def test_every_row_names_the_right_number_of_actors(real: Plan) -> None:
    assert {action_id: len(real.actions[action_id].actors) for action_id in NAMED} == NAMED


def test_roles_are_those_of_the_annex(real: Plan) -> None:
    roles = {
        (action.id, involved.actor): real.say(involved.role, "nl")
        for action in real.actions.values()
        for involved in action.actors
        if involved.role
    }
    assert roles["7", "fod-economie"] == "opmaak en omzetting"
    assert roles["7", "fod-justitie"] == "omzetting"
    assert roles["26", "fido"] == "in samenwerking met"
    assert {action for action, _ in roles} == {"3", "7", "18bis", "19", "20", "21", "26", "45", "47"}


def test_the_ministry_of_justice_has_16_actions(real: Plan, nap: Nap) -> None:
    assert find_actor(real, "FOD Justitie").id == "fod-justitie"
    assert len(nap("list", "--actor", "FOD Justitie", "--format", "ids").lines) == 16


def test_an_action_that_the_annex_gives_to_nobody_stays_empty_and_says_whom_the_text_names(real: Plan) -> None:
    action = real.actions["17"]
    assert action.actors == ()
    remarks = " ".join(real.say(remark, "nl") for remark in action.source.remarks)
    assert "hub.brussels" in remarks
    assert "staatssecretaris" in remarks.casefold()


def test_only_the_action_without_text_has_no_measures(real: Plan) -> None:
    assert [action.id for action in real.actions.values() if not action.measures] == ["11"]


def test_measures_are_lettered_without_a_gap(real: Plan) -> None:
    letters = [*"abcdefghijklmnopqrstuvwxyz", *(f"a{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")]
    for action in real.actions.values():
        ids = [measure.id for measure in action.measures]
        assert ids == letters[: len(ids)], action.id


def test_titles_names_and_chapters_are_in_four_languages(real: Plan) -> None:
    languages = {"nl", "fr", "de", "en"}
    assert set(real.manifest.languages) == languages
    for action in real.actions.values():
        assert set(action.title) == languages, action.id
    for actor in real.actors.values():
        assert set(actor.name) == languages, actor.id
    for chapter in real.manifest.chapters:
        assert set(chapter.title) == languages, chapter.number


def test_titles_are_in_sentence_case(real: Plan) -> None:
    for action in real.actions.values():
        title = action.title["nl"]
        assert not title.isupper()
        assert sum(word.isupper() and len(word) > 1 for word in title.split()) <= len(title.split()) / 2, title
        assert not title.endswith(".")
        assert "  " not in title


def test_a_title_that_the_annex_words_differently_in_substance_says_so(real: Plan) -> None:
    differing = {action.id for action in real.actions.values() if action.source.annex_title}
    assert {"1", "6", "19", "22", "28"} <= differing


def test_sub_actions_keep_the_number_of_the_annex(real: Plan) -> None:
    numbers = {a.id: a.source.annex_id for a in real.actions.values() if a.source.annex_id}
    assert numbers == {"18bis": "18.1", "22bis": "22.1", "22ter": "22.2", "64bis": "64.1"}


def test_every_actor_is_named_somewhere_or_stands_above_one_that_is(real: Plan) -> None:
    named = {actor for action in real.actions.values() for actor in action.actor_ids}
    above = {parent for actor in named for parent in real.above(actor)}
    assert set(real.actors) == named | above


def test_every_body_has_a_government_above_it(real: Plan) -> None:
    without = {actor.id for actor in real.actors.values() if real.government(actor.id) is None}
    assert without == {"gefedereerde-overheden", "idh", "the-shift", "ovb", "obfg"}
    assert len(real.governments) == 6


def test_no_two_actors_share_a_name(real: Plan) -> None:
    owners: dict[str, set[str]] = {}
    for actor in real.actors.values():
        for spelling in spellings(actor):
            owners.setdefault(folded(spelling), set()).add(actor.id)
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("spelling", "actor"),
    [
        ("Brusselse overheid", "brussels-hoofdstedelijk-gewest"),
        ("BHG", "brussels-hoofdstedelijk-gewest"),
        ("hub.russels", "hub-brussels"),
        ("Acitris", "actiris"),
        ("DkBUZA", "dkbuza"),
        ("MVO", "mvo-vlaanderen"),
        ("FOD Volksgezondheid, Veiligheid van de Voedselketen en Leefmilieu", "fod-volksgezondheid"),
        ("FOD Economie, K.M.O., Middenstand en Energie", "fod-economie"),
        ("Economie en Werkgelegenheid Brussel", "brussel-economie-en-werkgelegenheid"),
        ("Trade for Development Center", "trade-for-development-centre"),
        ("SPF Justice", "fod-justitie"),
        ("kanselarij", "kanselarij"),
    ],
)
def test_an_actor_is_found_by_every_spelling_of_the_plan(real: Plan, spelling: str, actor: str) -> None:
    assert find_actor(real, spelling).id == actor


def test_nobody_has_reported_and_nothing_is_invented(real: Plan) -> None:
    assert [action.id for action in real.actions.values() if action.updates] == []
    assert [action.id for action in real.actions.values() if action.deadline.revisions] == []
    assert {standing(real, action, DAY).status for action in real.actions.values()} == {"unreported"}


def test_the_acronyms_of_annex_2_are_there_and_those_it_forgot(real: Plan) -> None:
    acronyms = {item.acronym: item.annex for item in real.manifest.acronyms}
    assert Counter(acronyms.values())[True] == 64
    assert {"ABB", "ECOSOC", "SDG"} <= {name for name, annex in acronyms.items() if annex}
    forgotten = [
        "SG",
        "SIOD",
        "SPW",
        "TDC",
        "TSW",
        "UNGP",
        "UPR",
        "VHA",
        "VLAIO",
        "VMRI",
        "VN",
        "WBG",
        "WSE",
        "AD",
        "COL",
        "CSDDD",
        "MVI",
        "MVO",
    ]
    assert set(forgotten) <= {name for name, annex in acronyms.items() if not annex}
    assert len(acronyms) == len(real.manifest.acronyms)


def data_files() -> list[Path]:
    return sorted((ROOT / "data").rglob("*.yaml"))


def test_files_are_named_after_their_action(real: Plan) -> None:
    for action_id, path in real.paths.items():
        number = re.match(r"\d+", action_id)
        assert number
        padded = number.group().zfill(2) + action_id[number.end() :]
        assert re.fullmatch(rf"data/actions/{padded}-[a-z0-9]+(-[a-z0-9]+)*\.yaml", path), path


@pytest.mark.parametrize("path", data_files(), ids=lambda path: path.name)
def test_no_file_has_personal_data_or_untidy_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"[\w.+-]+@[\w-]+\.\w", text), "an e-mail address"
    assert not re.search(r"(?:\+32|\b0)[1-9][\d ./-]{7,}\d", text), "a telephone number"
    assert not re.search(r"[^\n ] {2,}\S", text), "two spaces"
    assert "\t" not in text
    assert "\r" not in text
    assert text.startswith("# yaml-language-server: $schema=")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_every_file_comes_back_byte_for_byte_from_the_writer_that_keeps_comments() -> None:
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.representer.add_representer(type(None), lambda own, _: own.represent_scalar("tag:yaml.org,2002:null", "null"))
    for path in data_files():
        text = path.read_text(encoding="utf-8")
        written = io.StringIO()
        yaml.dump(yaml.load(text), written)
        assert written.getvalue() == text, path.name


@pytest.mark.parametrize(
    ("actor", "label"),
    [
        ("dienst-gelijke-kansen-abb", "Dienst Gelijke Kansen van ABB"),
        ("dienst-gelijke-kansen-justitie", "Dienst Gelijke Kansen van de FOD Justitie"),
        ("dgd", "DGD (FOD Buitenlandse Zaken)"),
        ("dienst-marien-milieu", "Dienst Marien Milieu (FOD Volksgezondheid)"),
        ("fido", "FIDO"),
        ("fod-justitie", "FOD Justitie"),
    ],
)
def test_in_a_table_a_unit_is_named_with_its_body_unless_it_says_so_itself(real: Plan, actor: str, label: str) -> None:
    assert real.label(actor, "nl") == label
