"""What changed between two states of a plan: each kind of change by itself, and that none is ever silent."""

from __future__ import annotations

import copy
import datetime
import json
from typing import Any

import pytest
from conftest import DAY, action, actors, manifest, update
from hypothesis import assume, given
from hypothesis import strategies as st
from memory import MemoryTree, plan_of

from nap.changes import records as r
from nap.changes.compare import changes
from nap.changes.records import Change, Changes
from nap.model.action import Measure
from nap.model.plan import Plan
from nap.store.load import load

AMENDMENT = {"date": "2025-05-05", "kind": "amendment", "reason": "Nieuw besluit.", "decided_by": "De regering"}
REVISION = {"date": "2025-01-10", "due": "2025-12-31", "reason": "Vertraging.", "decided_by": "De regering"}
DATE = {"stated": "2024", "kind": "date", "due": "2024-12-31", "precision": "year"}
PHASED = {
    "stated": "Fase 1 in 2024, fase 2 in 2025, dan verder",
    "kind": "phased",
    "phases": [
        {"label": "Fase 1", "due": "2024-12-31", "precision": "year"},
        {"label": "Fase 2", "start": "2025-01-01", "due": "2025-12-31", "precision": "year"},
        {"label": "Later"},
    ],
}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def between(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    """What changed between two versions of one action."""
    found = changes(plan_of(before), plan_of(after), DAY)
    assert not found.actors
    assert not found.plan
    return tuple(found)


def one(before: dict[str, Any], after: dict[str, Any]) -> Any:
    """The only thing that changed between two versions of one action."""
    (found,) = between(before, after)
    assert found.action == "1"
    return found


# -- reports ---------------------------------------------------------------------------------------------------


def test_an_update_is_told_with_what_was_known_before() -> None:
    first, second = update("2025-01-01", "preparing"), update("2025-06-01", "completed")
    found = one(action(updates=[first]), action(updates=[first, second]))
    assert isinstance(found, r.Reported)
    assert (found.before, found.after, found.update.by, found.update.date) == (
        "preparing",
        "completed",
        "een",
        day("2025-06-01"),
    )
    assert found.location == ("updates", 1)
    assert found.appended


def test_the_status_of_the_whole_is_that_of_the_day() -> None:
    who = [{"actor": "een"}, {"actor": "twee"}]
    first = update("2025-01-01", "completed")
    found = changes(
        plan_of(action(actors=who, updates=[first])),
        plan_of(action(actors=who, updates=[first, update("2025-06-01", "completed", by="twee")])),
        DAY,
    )
    (entry,) = found.actions
    assert (entry.before, entry.after) == ("in_progress", "completed")
    early = changes(plan_of(action()), plan_of(action(updates=[first])), day("2024-12-31"))
    assert (early.actions[0].before, early.actions[0].after) == ("unreported", "unreported")
    assert isinstance(early.actions[0].changes[0], r.Reported)


def test_several_updates_of_one_actor_each_start_where_the_one_before_ended() -> None:
    told = between(action(), action(updates=[update("2024-12-31", "preparing"), update("2025-12-31", "in_progress")]))
    assert [(item.before, item.after) for item in told if isinstance(item, r.Reported)] == [
        ("unreported", "preparing"),
        ("preparing", "in_progress"),
    ]


def test_a_word_about_the_whole_starts_from_the_whole() -> None:
    who = [{"actor": "een"}, {"actor": "twee"}]
    first = update("2025-01-01", "in_progress")
    whole = update("2025-06-01", "completed", by="secretariaat", scope="action")
    found = one(action(actors=who, updates=[first]), action(actors=who, updates=[first, whole]))
    assert (found.before, found.after) == ("in_progress", "completed")


def test_whoever_answers_for_another_starts_from_what_that_one_said() -> None:
    who = [{"actor": "overige"}]
    first = update("2025-01-01", "preparing", by="overige")
    second = update("2025-06-01", "in_progress", by="secretariaat")
    found = one(action(actors=who, updates=[first]), action(actors=who, updates=[first, second]))
    assert found.before == "preparing"


def test_an_update_put_between_others_is_not_appended() -> None:
    first, last = update("2025-01-01", "preparing"), update("2025-06-01", "completed")
    found = one(action(updates=[first, last]), action(updates=[first, update("2025-03-01", "in_progress"), last]))
    assert (found.before, found.appended, found.location) == ("preparing", False, ("updates", 1))


def test_an_update_that_was_removed_is_placed_at_the_list() -> None:
    first, second = update("2025-01-01", "preparing"), update("2025-06-01", "in_progress")
    found = one(action(updates=[first, second]), action(updates=[second]))
    assert isinstance(found, r.Erased)
    assert (found.part, found.location, found.before.date) == ("updates", ("updates",), day("2025-01-01"))


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"status": "completed"}, ("status",)),
        ({"date": "2025-07-01"}, ("date",)),
        ({"by": "twee"}, ("by",)),
        ({"text": "Anders."}, ("text",)),
        ({"scope": "action", "received": "2025-08-01"}, ("scope", "received")),
        ({"measures": {"a": "completed"}}, ("measures",)),
        ({"obstacles": "Geen geld."}, ("obstacles",)),
        ({"evidence": []}, ("evidence",)),
        ({"text": "Anders.", "date": "2026-01-01", "status": "completed"}, ("date", "status", "text")),
    ],
)
def test_an_update_that_says_something_else_is_rewritten(change: dict[str, Any], fields: tuple[str, ...]) -> None:
    link = [{"url": "https://example.org/"}]
    first, second = update("2024-01-01", "preparing"), update("2025-06-01", "in_progress", text="Zo.", evidence=link)
    found = one(action(updates=[first, second]), action(updates=[first, second | change]))
    assert isinstance(found, r.Rewritten)
    assert (found.part, found.location, found.fields) == ("updates", ("updates", 1), fields)


def test_a_link_that_is_added_rewrites_nothing() -> None:
    first = update("2025-01-01", "preparing", evidence=[{"url": "https://example.org/1"}])
    more = first | {"evidence": [*first["evidence"], {"url": "https://example.org/2"}]}
    found = one(action(updates=[first]), action(updates=[more]))
    assert isinstance(found, r.EvidenceAdded)
    assert (found.evidence.url, found.location) == ("https://example.org/2", ("updates", 0, "evidence", 1))


def test_updates_in_another_order_are_neither_new_nor_gone() -> None:
    first, second = update("2025-01-01", "preparing"), update("2025-06-01", "in_progress")
    found = one(action(updates=[first, second]), action(updates=[second, first]))
    assert found == r.Reordered(action="1", location=("updates",))


def test_two_equal_updates_of_which_one_goes_leave_one() -> None:
    first = update("2025-01-01", "preparing")
    assert isinstance(one(action(updates=[first, first]), action(updates=[first])), r.Erased)


# -- deadlines -------------------------------------------------------------------------------------------------


def test_a_deadline_that_moves_says_from_when_to_when() -> None:
    again = REVISION | {"date": "2025-11-01", "due": "2026-06-30"}
    before = action(deadline=DATE | {"revisions": [REVISION]})
    found = one(before, action(deadline=DATE | {"revisions": [REVISION, again]}))
    assert isinstance(found, r.Moved)
    assert (found.before, found.revision.due) == (day("2025-12-31"), day("2026-06-30"))
    assert found.location == ("deadline", "revisions", 1)
    assert found.appended
    assert one(action(), before).before == day("2024-12-31")


def test_a_deadline_of_the_plans_term_moves_from_the_end_of_the_term() -> None:
    term = {"stated": "Looptijd", "kind": "plan_term"}
    found = one(action(deadline=term), action(deadline=term | {"revisions": [REVISION]}))
    assert found.before == day("2029-04-04")


def test_a_phase_moves_by_itself() -> None:
    moved = [REVISION | {"phase": "Fase 1"}, REVISION | {"phase": "Fase 2", "due": "2026-12-31"}]
    first = PHASED | {"revisions": moved[:1]}
    found = one(action(deadline=first), action(deadline=PHASED | {"revisions": moved}))
    assert found.phase.label == {"nl": "Fase 2"}
    assert found.before == day("2025-12-31")


@pytest.mark.parametrize(
    ("deadline", "part", "location"),
    [
        (DATE | {"due": "2025-12-31"}, "due", ("deadline", "due")),
        ({"stated": "2024", "kind": "external"}, "due", ("deadline", "due")),
    ],
)
def test_a_deadline_that_is_overwritten_is_not_moved(
    deadline: dict[str, Any], part: str, location: tuple[str, ...]
) -> None:
    found = [item for item in between(action(), action(deadline=deadline)) if isinstance(item, r.Overwritten)]
    assert [(item.part, item.location, item.before) for item in found] == [(part, location, day("2024-12-31"))]
    assert found[0].amendments == ()


def test_an_overwritten_deadline_says_what_was_amended_with_it() -> None:
    found = between(action(), action(deadline=DATE | {"stated": "2025", "due": "2025-12-31"}, amendments=[AMENDMENT]))
    overwritten = next(item for item in found if isinstance(item, r.Overwritten))
    stated = next(item for item in found if isinstance(item, r.Amended))
    assert (stated.part, stated.before, stated.after, stated.plan_text) == ("stated", "2024", "2025", True)
    assert [item.decided_by for item in overwritten.amendments] == [{"nl": "De regering"}]
    assert overwritten.amendments == stated.amendments


def phases(*entries: dict[str, Any]) -> dict[str, Any]:
    return action(deadline=PHASED | {"phases": list(entries)})


def test_what_changes_in_a_phase_is_told_with_the_phase() -> None:
    first, second, later = PHASED["phases"]
    found = one(phases(first, second, later), phases(first, second | {"due": "2026-12-31"}, later))
    assert (found.part, found.phase.label, found.after) == ("due", {"nl": "Fase 2"}, day("2026-12-31"))
    found = one(phases(first, second, later), phases(first, second | {"start": "2025-02-01"}, later))
    assert (found.part, found.location) == ("start", ("deadline", "phases", 1, "start"))
    found = one(phases(first, second, later), phases(first, second | {"label": "Tweede fase"}, later))
    assert (found.part, found.before, found.after) == ("label", {"nl": "Fase 2"}, {"nl": "Tweede fase"})
    found = one(phases(first, second, later), phases(first, later))
    assert (found.part, found.phase.label, found.after) == ("phase", {"nl": "Fase 2"}, None)
    found = one(phases(first, later), phases(first, second, later))
    assert (found.part, found.before, found.location) == ("phase", None, ("deadline", "phases", 1))
    found = one(phases(first, second, later), phases(first, second | {"precision": "month"}, later))
    assert isinstance(found, r.Reread)
    assert (found.part, found.before, found.after) == ("precision", "year", "month")


def test_another_reading_of_the_deadline_changes_nothing_that_the_plan_says() -> None:
    found = one(action(), action(deadline=DATE | {"note": "Gelezen als einde jaar."}))
    assert isinstance(found, r.Reread)
    assert (found.part, found.before, found.location) == ("note", None, ("deadline", "note"))
    kind = one(action(deadline=DATE), action(deadline=DATE | {"kind": "initiative_term"}))
    assert (kind.part, kind.before, kind.after) == ("kind", "date", "initiative_term")


def test_a_revision_that_is_touched_is_rewritten_or_erased() -> None:
    before = action(deadline=DATE | {"revisions": [REVISION]})
    found = one(before, action(deadline=DATE | {"revisions": [REVISION | {"due": "2026-12-31"}]}))
    assert (found.part, found.location, found.fields) == ("revisions", ("deadline", "revisions", 0), ("due",))
    found = one(before, action())
    assert isinstance(found, r.Erased)
    assert (found.part, found.location) == ("revisions", ("deadline", "revisions"))


# -- the plan's text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "part", "location", "plan_text"),
    [
        ({"title": "Een andere titel"}, "title", ("title",), True),
        ({"chapter": 2}, "chapter", ("chapter",), True),
        ({"parent": "2"}, "parent", ("parent",), True),
        ({"baseline": "Er was al iets."}, "baseline", ("baseline",), False),
        ({"source": {"section": "Elders"}}, "source", ("source", "section"), False),
        ({"source": {"section": "Actie 1", "remarks": ["Let op."]}}, "source", ("source", "remarks", 0), False),
        ({"measures": []}, "measures", ("measures",), True),
        ({"measures": [{"id": "a", "text": "Iets anders doen."}]}, "measures", ("measures", 0), True),
        ({"measures": [{"id": "a", "text": "Iets doen.", "actors": ["een"]}]}, "measures", ("measures", 0), True),
        ({"measures": [{"id": "b", "text": "Iets doen."}]}, "measures", ("measures", 0), True),
        ({"actors": [{"actor": "een", "role": "trekker"}]}, "actors", ("actors", 0), True),
        ({"actors": []}, "actors", ("actors",), True),
    ],
)
def test_every_part_of_the_plans_text_is_told_apart(
    change: dict[str, Any], part: str, location: tuple[str, ...], *, plan_text: bool
) -> None:
    title = {"title": {"nl": "Actie nummer 1"}}
    old = plan_of(action(**title), action("2"))
    found = tuple(changes(old, plan_of(action(**title | change), action("2")), DAY))
    assert [(item.part, item.location, item.plan_text) for item in found if isinstance(item, r.Amended)] == [
        (part, location, plan_text)
    ]
    assert len(found) == 1


def test_a_measure_is_told_whole() -> None:
    after = [{"id": "a", "text": "Iets doen.", "due": "2024-06-30"}, {"id": "b", "text": "Nog iets."}]
    reworded, added = between(action(), action(measures=after))
    assert isinstance(reworded, r.Amended)
    assert isinstance(added, r.Amended)
    assert isinstance(reworded.after, Measure)
    assert reworded.after.due == day("2024-06-30")
    assert (added.before, added.location) == (None, ("measures", 1))


def test_an_amendment_goes_with_what_it_changes_and_stands_alone_too() -> None:
    title, amendment = between(action(title="Actie nummer 1"), action(title="Actie nummer een", amendments=[AMENDMENT]))
    assert isinstance(title, r.Amended)
    assert isinstance(amendment, r.AmendmentAdded)
    assert title.amendments == (amendment.amendment,)
    later = one(action(), action(amendments=[AMENDMENT]))
    assert (later.location, later.appended) == (("amendments", 0), True)


def test_an_amendment_that_is_touched_is_rewritten_or_erased() -> None:
    before = action(amendments=[AMENDMENT])
    found = one(before, action(amendments=[AMENDMENT | {"kind": "erratum"}]))
    assert (found.part, found.fields) == ("amendments", ("kind",))
    assert one(before, action()).part == "amendments"


# -- translations ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"), [(None, "Le titre"), ("Le titre", "Un titre"), ("Le titre", None)], ids=repr
)
def test_translations_come_change_and_go(before: str | None, after: str | None) -> None:
    def titled(french: str | None) -> dict[str, Any]:
        return action(title={"nl": "De titel"} | ({"fr": french} if french else {}))

    found = one(titled(before), titled(after))
    assert found == r.Translated(action="1", location=("title", "fr"), language="fr", before=before, after=after)


def test_a_translation_of_something_that_changed_and_that_stayed_is_stale() -> None:
    before = {"nl": "Een", "fr": "Un", "de": "Ein", "en": "One"}
    found = between(action(title=before), action(title=before | {"nl": "Twee", "de": "Zwei"}))
    assert [type(item) for item in found] == [r.Amended, r.Translated, r.Stale]
    stale = found[2]
    assert isinstance(stale, r.Stale)
    assert stale.languages == ("fr", "en")
    assert stale.location == ("title",)


def test_a_new_text_is_not_stale_and_its_translations_are_part_of_it() -> None:
    found = one(action(), action(baseline={"nl": "Er was al iets.", "fr": "Il y avait déjà quelque chose."}))
    assert found.after == {"nl": "Er was al iets.", "fr": "Il y avait déjà quelque chose."}


def test_a_translation_of_what_an_actor_reported_rewrites_nothing() -> None:
    french = update("2025-01-01", "preparing", text={"fr": "C’est prêt."})
    found = one(action(updates=[french]), action(updates=[french | {"text": {"fr": "C’est prêt.", "nl": "Klaar."}}]))
    assert isinstance(found, r.Translated)
    assert (found.language, found.location) == ("nl", ("updates", 0, "text", "nl"))


def test_languages_in_another_order_are_no_change() -> None:
    assert between(action(title={"nl": "A", "fr": "B"}), action(title={"fr": "B", "nl": "A"})) == ()


# -- actions as such -------------------------------------------------------------------------------------------


def test_actions_come_and_go_in_the_plans_order() -> None:
    found = changes(plan_of(action("2"), action("9")), plan_of(action("10"), action("2"), action("3")), DAY)
    assert [(entry.action, type(entry.changes[0])) for entry in found.actions] == [
        ("3", r.ActionAdded),
        ("9", r.ActionRemoved),
        ("10", r.ActionAdded),
    ]
    assert [(entry.before, entry.after) for entry in found.actions] == [
        (None, "unreported"),
        ("unreported", None),
        (None, "unreported"),
    ]


def test_a_removed_action_says_who_decided_and_where_that_stands() -> None:
    removal = {"action": "2", "date": "2026-01-01", "kind": "amendment", "reason": "Weg.", "decided_by": "De regering"}
    old = plan_of(action(), action("2"))
    found = changes(old, plan_of(action(), plan=manifest(removed=[removal])), DAY)
    ((_, _, _, (gone,)),) = found.actions
    assert isinstance(gone, r.ActionRemoved)
    assert gone.removal is not None
    assert (gone.location, gone.old.id) == (("removed", 0), "2")
    ((_, _, _, (silent,)),) = changes(old, plan_of(action()), DAY).actions
    assert isinstance(silent, r.ActionRemoved)
    assert silent.removal is None
    back = changes(plan_of(action(), plan=manifest(removed=[removal])), plan_of(action(), action("2")), DAY)
    assert [item.id_was_removed for item in back if isinstance(item, r.ActionAdded)] == [True]


def test_an_action_that_gets_another_number_is_neither_new_nor_gone() -> None:
    titled = {"title": "Dezelfde titel", "source": {"section": "Hier"}}
    found = changes(plan_of(action("4", **titled)), plan_of(action("5", **titled)), DAY)
    ((number, _, _, told),) = found.actions
    assert number == "5"
    assert [(type(item), getattr(item, "before", None)) for item in told] == [
        (r.Amended, "4"),
        (r.Renamed, "data/actions/4.yaml"),
    ]


def test_what_could_not_be_read_is_neither_new_nor_gone() -> None:
    old, new = plan_of(action("1"), action("2")), plan_of(action("1"), action("3"))
    assert not changes(old, new, DAY, unread_actions={"2", "3"})
    who = actors({"id": "drie", "kind": "body", "name": "Drie"})
    assert changes(plan_of(action()), plan_of(action(), who=who), DAY)
    assert not changes(plan_of(action()), plan_of(action(), who=who), DAY, unread_actors={"drie"})


def test_a_status_that_changes_through_what_actors_say_is_told() -> None:
    who = actors()
    who["actors"][2]["successor"] = "twee"
    news = action(updates=[update("2025-01-01", "completed", by="twee", evidence=[{"url": "https://example.org"}])])
    found = changes(plan_of(news), plan_of(news, who=who), DAY)
    assert found.actions == (r.ActionChanges("1", "unreported", "completed", ()),)
    assert [item.actor for item in found.actors] == ["een"]


# -- actors and the plan as a whole ----------------------------------------------------------------------------


def test_actors_come_go_move_and_are_renamed() -> None:
    who = actors({"id": "nieuw", "kind": "body", "parent": "staat", "name": "Nieuw"})
    entries = who["actors"]
    entries[2] = entries[2] | {"name": {"nl": "Dienst 1", "fr": "Service Un"}}
    entries[4] = entries[4] | {"parent": "twee"}
    entries[3] = entries[3] | {"aliases": ["Tweede dienst", "Dienst II"]}
    old_who = actors({"id": "oud", "kind": "body", "parent": "staat", "name": "Oud"})
    found = changes(plan_of(action(), who=old_who), plan_of(action(), who=who), DAY).actors
    assert [(type(item), item.actor, item.location) for item in found] == [
        (r.ActorChanged, "een", ("name",)),
        (r.Stale, "een", ("name",)),
        (r.ActorChanged, "twee", ("aliases", 1)),
        (r.ActorChanged, "een-a", ("parent",)),
        (r.ActorAdded, "nieuw", ()),
        (r.ActorRemoved, "oud", ()),
    ]


def test_the_order_of_actors_is_told_too() -> None:
    who = actors()
    who["actors"][2:4] = reversed(who["actors"][2:4])
    found = changes(plan_of(action()), plan_of(action(), who=who), DAY)
    assert list(found) == [r.Reordered(location=("actors",))]


@pytest.mark.parametrize(
    ("change", "part", "name", "location"),
    [
        ({"id": "ander-plan"}, "id", "", ("id",)),
        ({"title": {"nl": "Een ander plan"}}, "title", "", ("title",)),
        ({"languages": ["nl", "fr", "de"]}, "languages", "", ("languages", 2)),
        ({"term": {"start": "2024-04-05", "end": "2030-04-04"}}, "term", "", ("term", "end")),
        ({"counts": {"actions": 2, "sub_actions": 0}}, "counts", "", ("counts", "actions")),
        ({"coordinator": {"actor": "een"}}, "coordinator", "", ("coordinator", "actor")),
        ({"source": {"document": "Het document", "publisher": "Een ander"}}, "source", "", ("source", "publisher")),
        ({"round": {"languages": ["nl"]}}, "round", "", ("round",)),
        ({"lint": {"ignore": ["NAP6"]}}, "lint", "", ("lint",)),
        (
            {"chapters": [{"number": 1, "title": "Anders"}, {"number": 2, "title": "Tweede hoofdstuk"}]},
            "chapters", "1", ("chapters", 0, "title"),
        ),
        ({"chapters": [{"number": 1, "title": "Eerste hoofdstuk"}]}, "chapters", "2", ("chapters",)),
        ({"milestones": [{"id": "midden", "title": "Halfweg"}]}, "milestones", "midden", ("milestones", 0)),
        ({"acronyms": [{"acronym": "X", "meaning": "Iks", "annex": True}]}, "acronyms", "X", ("acronyms", 0)),
    ],
)  # fmt: skip
def test_what_changes_in_the_plan_as_a_whole(
    change: dict[str, Any], part: str, name: str, location: tuple[Any, ...]
) -> None:
    found = changes(plan_of(action()), plan_of(action(), plan=manifest(**change)), DAY).plan
    assert [(item.part, item.name, item.location) for item in found if isinstance(item, r.PlanChanged)] == [
        (part, name, location)
    ]


def test_removals_are_only_ever_appended() -> None:
    removal = {"action": "2", "date": "2026-01-01", "kind": "amendment", "reason": "Weg.", "decided_by": "De regering"}
    old = plan_of(action(), plan=manifest(removed=[removal]))
    new = plan_of(action(), plan=manifest(removed=[removal | {"kind": "erratum", "date": "2026-01-02"}]))
    (found,) = changes(old, new, DAY).plan
    assert isinstance(found, r.Rewritten)
    assert (found.part, found.location, found.fields) == ("removed", ("removed", 0), ("date", "kind"))
    (gone,) = changes(old, plan_of(action()), DAY).plan
    assert isinstance(gone, r.Erased)
    (added,) = changes(plan_of(action()), old, DAY).plan
    assert isinstance(added, r.PlanChanged)
    assert added.name == "2"


# -- nothing is silent -----------------------------------------------------------------------------------------

RICH = {
    "data/plan.yaml": manifest(
        title={"nl": "Een plan", "fr": "Un plan"},
        term={"start": "2024-04-05", "end": "2029-04-04", "note": "Zo gelezen."},
        milestones=[{"id": "midden", "title": "Halfweg", "date": "2027-01-01", "recipients": [{"name": "Kamer"}]}],
        acronyms=[{"acronym": "SEC", "meaning": "Secretariaat", "annex": True, "note": "Zo."}],
        round={"languages": ["nl", "fr"]},
        lint={"ignore": ["NAP601"]},
        removed=[AMENDMENT | {"action": "9"}],
    ),
    "data/actors.yaml": actors({"id": "drie", "kind": "body", "parent": "staat", "name": "Drie", "note": "Zo."}),
    "data/actions/1.yaml": action(
        "1",
        actors=[{"actor": "een", "role": {"nl": "trekker", "fr": "pilote"}}, {"actor": "twee"}],
        deadline=PHASED | {"note": "Zo.", "revisions": [REVISION | {"phase": "Fase 1"}]},
        measures=[{"id": "a", "text": {"nl": "Iets.", "fr": "Qc."}, "actors": ["een"], "due": "2024-06-01"},
                  {"id": "b", "text": "Nog iets."}],
        baseline={"nl": "Al iets.", "fr": "Déjà."},
        source={"section": "Actie 1", "annex_id": "1.1", "annex_title": "Zo", "remarks": ["Een.", {"nl": "Twee."}]},
        amendments=[AMENDMENT, AMENDMENT | {"kind": "erratum"}],
        updates=[
            update("2025-01-01", "preparing", text={"nl": "Zo.", "fr": "Voilà."}, measures={"a": "completed"}),
            update("2025-06-01", "stopped", by="twee", obstacles="Geld.", phases={"Fase 1": "completed"},
                   received="2025-07-01", scope="action", evidence=[{"url": "https://example.org", "title": "Daar"}]),
        ],
    ),
    "data/actions/2.yaml": action("2", parent="1"),
}  # fmt: skip


def plan_from(files: dict[str, Any]) -> Plan | None:
    loaded = load(MemoryTree({path: json.dumps(content).encode() for path, content in files.items()}))
    return None if loaded.findings else loaded.plan


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a file at which an edit is possible."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inside for place in places(item, (*path, key)))]


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """The rich plan with one random edit in one file."""
    files = copy.deepcopy(RICH)
    name = draw(st.sampled_from(sorted(files)))
    path = draw(st.sampled_from(places(files[name])[1:]))
    holder = files[name]
    for step in path[:-1]:
        holder = holder[step]
    value = holder[path[-1]]
    edits = ["remove"]
    if isinstance(value, str):
        edits += ["write", "day"] if value[:4].isdecimal() else ["write", "word"]
    if isinstance(value, list) and value:
        edits += ["turn around", "repeat"]
    if isinstance(value, int):
        edits += ["count"]
    match draw(st.sampled_from(edits)):
        case "remove":
            del holder[path[-1]]
        case "write":
            holder[path[-1]] = value + draw(st.sampled_from(["x", "bis", ", anders"]))
        case "day":
            holder[path[-1]] = draw(st.dates(day("2020-01-01"), day("2030-01-01"))).isoformat()
        case "word":
            words = ["own", "action", "date", "ongoing", "month", "erratum", "completed", "een", "twee", "nl", "unit"]
            holder[path[-1]] = draw(st.sampled_from(words))
        case "turn around":
            value.reverse()
        case "repeat":
            value.append(copy.deepcopy(value[0]))
        case "count":
            holder[path[-1]] = value + 1
    return name, files


@given(edited())
def test_no_edit_is_silent_and_nothing_else_is_named(edit: tuple[str, dict[str, Any]]) -> None:
    name, files = edit
    old, new = plan_from(RICH), plan_from(files)
    assume(new is not None)
    assert old is not None
    assert new is not None
    found = changes(old, new, DAY)
    if name.startswith("data/actions/"):
        number = name.removeprefix("data/actions/").removesuffix(".yaml")
        number = number if number in new.actions else next(iter(new.actions.keys() - old.actions.keys()))
        assert bool(list(found)) == (old.actions != new.actions)
        assert {item.action for item in found} <= {number}
        assert not found.plan
        assert not found.actors
    elif name == "data/actors.yaml":
        assert bool(found.actors) == (list(old.actors.values()) != list(new.actors.values()))
        assert not found.plan
    else:
        assert bool(found.plan) == (old.manifest != new.manifest)
        # Another source language makes every plain text one in that language.
        assert bool(found.actors) == (old.actors != new.actors)
    check_places(found, files, new)


def check_places(found: Changes, files: dict[str, Any], new: Plan) -> None:
    """Every location leads to something in the new file, or to what stands around a key that is gone."""
    for item in found:
        if isinstance(item, r.ActionRemoved) or item.actor or item.location == ("actors",):
            continue
        value: Any = files[new.paths[item.action] if item.action else "data/plan.yaml"]
        for step in item.location:
            if isinstance(value, str) or (isinstance(step, str) and step not in value):
                break
            assert isinstance(step, str) or step < len(value)
            value = value[step]


def test_the_same_plan_has_no_changes(real: Plan) -> None:
    found = changes(real, real, DAY)
    assert not found
    assert list(found) == []


def test_two_readings_of_the_same_changes_are_equal() -> None:
    old, new = plan_of(action()), plan_of(action(updates=[update("2025-01-01", "preparing")]), action("2"))
    assert changes(old, new, DAY) == changes(old, new, DAY)
