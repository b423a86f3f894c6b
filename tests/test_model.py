"""Records of a plan: strict, frozen, and clear about what each kind of deadline needs."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pytest
from conftest import action, actors, manifest, update
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from nap.model.action import Action, Deadline, Evidence, Measure, Phase, Revision, Update, plan_order
from nap.model.actor import Actor
from nap.model.base import Record
from nap.model.manifest import Chapter, Manifest
from nap.model.plan import Plan, count


def tuples(value: Any) -> Any:
    """The value with tuples for lists, as reading a file gives it."""
    if isinstance(value, list):
        return tuple(tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: tuples(item) for key, item in value.items()}
    return value


def read(model: type[Record], value: Any, language: str = "nl") -> Any:
    return model.model_validate(tuples(value), context={"source_language": language})


def wrong(model: type[Record], value: Any) -> list[tuple[Any, ...]]:
    """Where a value is not what the record needs."""
    with pytest.raises(ValidationError) as caught:
        read(model, value)
    return [problem["loc"] for problem in caught.value.errors()]


def records(of: type[Record] = Record) -> list[type[Record]]:
    return [found for record in of.__subclasses__() for found in (record, *records(record))]


# -- strict and frozen -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_every_record_is_strict_frozen_and_refuses_unknown_keys(record: type[Record]) -> None:
    config = record.model_config
    assert (config["strict"], config["frozen"], config["extra"]) == (True, True, "forbid")


def test_a_record_cannot_be_changed() -> None:
    read_action = read(Action, action())
    with pytest.raises(ValidationError, match="frozen"):
        read_action.chapter = 2
    with pytest.raises(ValidationError, match="frozen"):
        read_action.deadline.due = datetime.date(2030, 1, 1)


def test_what_a_file_leaves_out_is_empty_and_not_shared() -> None:
    first, second = read(Update, update("2025-01-01", "preparing")), read(Update, update("2025-01-01", "preparing"))
    assert (first.scope, first.text, first.evidence, first.measures, first.received) == ("own", None, (), {}, None)
    assert first.measures is not second.measures


@pytest.mark.parametrize(
    ("model", "value", "where"),
    [
        (Action, action(titel="x"), ("titel",)),
        (Action, action(deadline={"stated": None, "kind": "none", "eind": 1}), ("deadline", "eind")),
        (Action, action(updates=[update("2025-01-01", "preparing", door="een")]), ("updates", 0, "door")),
        (Actor, {"id": "a", "kind": "body", "name": "A", "mail": "a@example.org"}, ("mail",)),
        (Manifest, manifest(term={"start": "2024-04-05", "end": "2029-04-04", "years": 5}), ("term", "years")),
        (Action, {key: value for key, value in action().items() if key != "measures"}, ("measures",)),
        (Action, action(id=35), ("id",)),
        (Action, action(id="035"), ("id",)),
        (Action, action(id="18 bis"), ("id",)),
        (Action, action(id="18\n"), ("id",)),
        (Action, action(chapter="1"), ("chapter",)),
        (Action, action(chapter=1.0), ("chapter",)),
        (Action, action(chapter=True), ("chapter",)),
        (Action, action(chapter=0), ("chapter",)),
        (Action, action(actors="een"), ("actors",)),
        (Action, action(actors=[{"actor": "Dienst Een"}]), ("actors", 0, "actor")),
        (Action, action(actors=[{"actor": "een--twee"}]), ("actors", 0, "actor")),
        (Action, action(title={}), ("title",)),
        (Action, action(title=""), ("title",)),
        (Action, action(title=" \n "), ("title",)),
        (Action, action(title=None), ("title",)),
        (Action, action(title=2024), ("title",)),
        (Action, action(title=["x"]), ("title",)),
        (Action, action(title={"nl": ""}), ("title", "nl")),
        (Action, action(title={"nl": 2024}), ("title", "nl")),
        (Action, action(title={"Nederlands": "x"}), ("title", "Nederlands", "[key]")),
        (Action, action(measures=[{"id": "1", "text": "x"}]), ("measures", 0, "id")),
        (Action, action(measures=[{"id": "abc", "text": "x"}]), ("measures", 0, "id")),
        (Update, update("2025-01-01", "done"), ("status",)),
        (Update, update("2025-01-01", "unreported"), ("status",)),
        (Update, update("2025-01-01", "preparing", scope="all"), ("scope",)),
        (Update, update("2025-01-01", "completed", measures={"a": "klaar"}), ("measures", "a")),
        (Evidence, {"url": "www.example.org"}, ("url",)),
        (Evidence, {"url": "ftp://example.org"}, ("url",)),
        (Evidence, {"url": "javascript:alert(1)"}, ("url",)),
        (Evidence, {"url": "https://example.org/a b"}, ("url",)),
        (Evidence, {"url": 'https://example.org/"onclick'}, ("url",)),
        (Evidence, {"url": "https://example.org\n"}, ("url",)),
        (Actor, {"id": "a", "kind": "ministry", "name": "A"}, ("kind",)),
        (Manifest, manifest(counts={"actions": -1}), ("counts", "actions")),
        (Manifest, manifest(languages=["NL"]), ("languages", 0)),
        (Manifest, manifest(chapters=[{"number": "1", "title": "Een"}]), ("chapters", 0, "number")),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_converted(
    model: type[Record], value: dict[str, Any], where: tuple[Any, ...]
) -> None:
    assert wrong(model, value) == [where]


def test_a_plain_string_is_a_text_in_the_source_language() -> None:
    value = action(title="Iets", measures=[{"id": "a", "text": {"fr": "Quelque chose"}}], baseline="Niets")
    dutch, french = read(Action, value, "nl"), read(Action, value, "fr")
    assert (dutch.title, dutch.baseline) == ({"nl": "Iets"}, {"nl": "Niets"})
    assert french.title == {"fr": "Iets"}
    assert dutch.measures[0].text == french.measures[0].text == {"fr": "Quelque chose"}


def test_a_text_without_a_known_source_language_is_undetermined() -> None:
    assert Chapter.model_validate({"number": 1, "title": "Iets"}).title == {"und": "Iets"}


# -- days ------------------------------------------------------------------------------------------------------


@given(st.dates())
@settings(deadline=None)
def test_every_day_of_the_calendar_is_read(day: datetime.date) -> None:
    assert read(Measure, {"id": "a", "text": "x", "due": day.isoformat()}).due == day
    assert Measure(id="a", text={"nl": "x"}, due=day).due == day


@pytest.mark.parametrize(
    "written",
    ["2024", "2024-12", "31-12-2024", "2024/12/31", "20241231", "2024-W01-1", "2024-1-1", " 2024-12-31", "2024-12-31\n",
     "2024-12-31T00:00:00", "2024-13-01", "2024-02-30", "2023-02-29", "0000-01-01", "２０２４-12-31", "", 20241231,
     2024, 1.5, True, ("2024-12-31",), {}],
)  # fmt: skip
def test_what_is_not_a_day_is_refused(written: object) -> None:
    assert wrong(Measure, {"id": "a", "text": "x", "due": written}) == [("due",)]


# -- deadlines -------------------------------------------------------------------------------------------------

DUE = {"due": "2024-12-31", "precision": "year"}
PHASES = {"phases": [{"label": "Fase 1"}]}


@pytest.mark.parametrize(
    "deadline",
    [
        {"kind": "date", **DUE},
        {"kind": "date", **DUE, "start": "2024-01-01"},
        {"kind": "period", **DUE, "start": "2022-01-01"},
        {"kind": "phased", **PHASES},
        {"kind": "phased", "phases": [{"label": "Fase 1", **DUE}, {"label": "Fase 2", "start": "2025-01-01"}]},
        {"kind": "plan_term"},
        {"kind": "initiative_term"},
        {"kind": "initiative_term", **DUE},
        {"kind": "ongoing"},
        {"kind": "external"},
        {"kind": "external", **DUE},
        {"kind": "none", "stated": None},
        {"kind": "none", "stated": None, "note": "Bijlage 1 drukt er geen af."},
    ],
)
def test_each_kind_of_deadline_is_accepted_with_what_it_needs(deadline: dict[str, Any]) -> None:
    assert read(Deadline, {"stated": "Woorden"} | deadline).kind == deadline["kind"]


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ({"kind": "date"}, "date needs `due`"),
        ({"kind": "date", "due": "2024-12-31"}, "`due` and `precision` go together"),
        ({"kind": "date", **DUE, **PHASES}, "has no `phases`"),
        ({"kind": "date", **DUE, "stated": None}, "go together"),
        ({"kind": "period", "start": "2022-01-01"}, "period needs `due`"),
        ({"kind": "period", **DUE}, "period needs `start`"),
        ({"kind": "phased"}, "needs `phases`"),
        ({"kind": "phased", "phases": []}, "needs `phases`"),
        ({"kind": "phased", **PHASES, **DUE}, "has no `due`"),
        ({"kind": "plan_term", **DUE}, "has no `due`"),
        ({"kind": "plan_term", "precision": "day"}, "`due` and `precision` go together"),
        ({"kind": "plan_term", **PHASES}, "has no `phases`"),
        ({"kind": "initiative_term", "due": "2024-12-31"}, "`due` and `precision` go together"),
        ({"kind": "ongoing", **DUE}, "has no `due`"),
        ({"kind": "external", **PHASES}, "has no `phases`"),
        ({"kind": "none"}, "`kind: none` and `stated: null` go together"),
        ({"kind": "none", "stated": None, **DUE}, "has no `due`"),
    ],
)
def test_each_kind_of_deadline_says_what_it_lacks_or_cannot_have(deadline: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(Deadline, {"stated": "Woorden"} | deadline)
    assert said in str(caught.value)


def test_the_words_of_the_plan_may_not_be_left_out_of_a_deadline() -> None:
    assert wrong(Deadline, {"kind": "ongoing"}) == [("stated",)]


@pytest.mark.parametrize("kind", ["dates", "Date", "", None, 1])
def test_an_unknown_kind_of_deadline_is_refused(kind: object) -> None:
    assert wrong(Deadline, {"stated": "Woorden", "kind": kind}) == [("kind",)]


def test_a_moved_deadline_says_when_why_and_by_whom() -> None:
    revision = {"date": "2025-01-01", "due": "2026-12-31", "reason": "Later.", "decided_by": "De regering"}
    moved = read(Deadline, {"stated": "2024", "kind": "date", **DUE, "revisions": [revision]})
    assert [item.due for item in moved.revisions] == [datetime.date(2026, 12, 31)]
    for field in revision:
        assert wrong(Revision, {key: value for key, value in revision.items() if key != field}) == [(field,)]


def test_a_phase_may_be_ongoing() -> None:
    assert read(Phase, {"label": "Daarna"}).due is None


# -- the order of ids ------------------------------------------------------------------------------------------

IN_ORDER = ["1", "2", "9", "10", "18", "18bis", "18ter", "19", "22", "22bis", "22ter", "22quater", "22decies",
            "22undecies", "23", "64", "64bis", "65", "100"]  # fmt: skip


@given(st.randoms(use_true_random=False))
@settings(deadline=None)
def test_ids_sort_as_the_plan_numbers_them(shuffler: random.Random) -> None:
    shuffled = IN_ORDER.copy()
    shuffler.shuffle(shuffled)
    assert sorted(shuffled, key=plan_order) == IN_ORDER


def test_an_action_sorts_by_its_id() -> None:
    assert read(Action, action("22ter")).order == plan_order("22ter")


@given(st.lists(st.text(max_size=12), max_size=6))
@settings(deadline=None)
def test_any_words_sort_in_one_order_however_they_came(words: list[str]) -> None:
    backwards = words[::-1]
    assert sorted(backwards, key=plan_order) == sorted(words, key=plan_order)


@pytest.mark.parametrize("word", ["", "bis", "x1", "1" * 5000, "1" * 5000 + "bis", "١٨"])
def test_no_id_is_too_strange_to_sort(word: str) -> None:
    assert plan_order(word)[2] == word


# -- a plan as a whole -----------------------------------------------------------------------------------------


@pytest.fixture
def plan() -> Plan:
    """A plan in memory: a body that has a successor, a third party, a unit of a unit."""
    more = (
        {"id": "oud", "kind": "body", "parent": "staat", "name": "Oude dienst", "successor": "twee"},
        {"id": "derde", "kind": "external", "name": "Derde"},
        {"id": "een-a-1", "kind": "unit", "parent": "een-a", "name": "Cel 1", "acronym": {"fr": "C1"}},
        {"id": "een-b", "kind": "unit", "parent": "een", "name": "Secretariaat van Dienst Een"},
        {"id": "los", "kind": "unit", "name": "Losse cel"},
        {"id": "kring-a", "kind": "body", "name": "Kring A", "successor": "kring-b"},
        {"id": "kring-b", "kind": "body", "name": "Kring B", "successor": "kring-a"},
    )
    who = [read(Actor, entry) for entry in actors(*more)["actors"]]
    what = [
        read(Action, action("1")),
        read(Action, action("1bis", parent="1")),
        read(Action, action("2", chapter=2)),
    ]
    return Plan(
        manifest=read(Manifest, manifest()),
        actors={actor.id: actor for actor in who},
        actions={item.id: item for item in what},
    )


def test_a_text_is_said_in_the_language_asked_or_else_the_source_language_or_else_any(plan: Plan) -> None:
    assert plan.say({"nl": "een", "fr": "un"}, "fr") == "un"
    assert plan.say({"nl": "een", "fr": "un"}, "de") == "een"
    assert plan.say({"fr": "un"}, "de") == "un"
    assert plan.say(None, "nl") == plan.say({}, "nl") == ""


def test_an_actor_is_labelled_by_acronym_or_name_and_a_unit_with_its_body(plan: Plan) -> None:
    labels = {actor: plan.label(actor, "nl") for actor in ("secretariaat", "een", "een-a", "een-a-1", "een-b", "los")}
    assert labels == {
        "secretariaat": "SEC",
        "een": "Dienst Een",
        "een-a": "Afdeling A (Dienst Een)",
        "een-a-1": "C1 (Dienst Een)",
        "een-b": "Secretariaat van Dienst Een",
        "los": "Losse cel",
    }
    assert plan.label("een", "fr") == "Service Un"


def test_actors_form_a_tree(plan: Plan) -> None:
    assert list(plan.above("een-a-1")) == ["een-a", "een", "staat"]
    assert plan.under("een") == {"een", "een-a", "een-a-1", "een-b"}
    assert [child.id for child in plan.children("een")] == ["een-a", "een-b"]
    assert [top.id for top in plan.children(None)] == ["staat", "derde", "los", "kring-a", "kring-b"]
    assert plan.government("een-a-1") == plan.government("staat") == "staat"
    assert plan.government("derde") is None
    assert [actor.id for actor in plan.governments] == ["staat"]


def test_who_can_answer_for_an_actor(plan: Plan) -> None:
    assert plan.respondents("een") == {"een"}
    assert plan.respondents("oud") == {"oud", "twee"}
    assert plan.respondents("overige") == {"overige", "secretariaat"}
    assert plan.respondents("kring-a") == {"kring-a", "kring-b"}


def test_an_actor_or_chapter_that_the_files_lack_is_shown_by_its_id(plan: Plan) -> None:
    assert plan.name("onbekend", "fr") == plan.label("onbekend", "nl") == "onbekend"
    assert plan.respondents("onbekend") == plan.under("onbekend") == {"onbekend"}
    assert plan.government("onbekend") is None
    assert plan.say(plan.chapter(9).title, "nl") == "9"


def test_chapters_hold_their_actions_and_sub_actions_are_never_added_up(plan: Plan) -> None:
    assert plan.chapter(2).title == {"nl": "Tweede hoofdstuk"}
    assert count(plan.actions.values()) == (2, 1)
    assert count([]) == (0, 0)


def test_the_real_plan_has_67_actions_and_4_sub_actions_in_16_chapters(real: Plan) -> None:
    assert count(real.actions.values()) == (67, 4)
    assert [chapter.number for chapter in real.manifest.chapters] == list(range(1, 17))
    assert list(real.actions) == sorted(real.actions, key=plan_order)


@pytest.mark.parametrize(
    ("kind", "phase", "said"),
    [
        ("date", "Fase 1", "only then"),
        ("phased", None, "only then"),
        ("phased", "Fase 9", "no phase is labelled 'Fase 9'"),
    ],
)
def test_a_revision_names_its_phase_where_there_are_phases_and_only_there(
    kind: str, phase: str | None, said: str
) -> None:
    revision = {"date": "2025-01-01", "due": "2026-01-01", "reason": "Daarom.", "decided_by": "Wij", "phase": phase}
    deadline: dict[str, Any] = {"stated": "Ooit", "kind": kind, "revisions": (revision,)}
    if kind == "date":
        deadline |= {"due": "2024-12-31", "precision": "year"}
    else:
        deadline |= {"phases": ({"label": "Fase 1"},)}
    with pytest.raises(ValidationError, match=said):
        Deadline.model_validate(deadline, context={"source_language": "nl"})


def test_a_record_takes_no_room_for_which_fields_were_given() -> None:
    record = Measure.model_validate({"id": "a", "text": "Iets."}, context={"source_language": "nl"})
    assert record.model_fields_set == set()
    assert record == record.model_copy()
    assert record.model_copy(update={"id": "b"}).id == "b"
    assert record.model_dump(exclude_defaults=True) == {"id": "a", "text": {"nl": "Iets."}}
