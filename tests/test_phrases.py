"""The plan's words for deadlines: what each of them means, what is not guessed, and where a file says otherwise."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from nap.lint import vocabulary
from nap.lint.phrases import Reading, contradictions, read_phrase
from nap.lint.vocabulary import VOCABULARIES, Vocabulary
from nap.model.action import Deadline
from nap.model.plan import Plan
from nap.sentence import Sentence
from nap.store.load import load
from nap.store.tree import FolderTree

NL = VOCABULARIES["nl"]
MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"]
MONTHS += ["november", "december"]
YEARS = st.integers(1000, 2998)
DAYS = st.dates(datetime.date(1000, 1, 2), datetime.date(2998, 12, 31))


def shown(reading: Reading | None) -> str | None:
    """A reading in one line: its kind, then start–due and precision of the whole or of each phase."""
    if reading is None:
        return None

    def days(part: Any) -> str:
        start = f"{part.start} – " if part.start else ""
        return f"{start}{part.due} ({part.precision})" if part.due else ""

    parts = [f"{phase.label}: {days(phase)}".strip(": ") for phase in reading.phases] or [days(reading)]
    return f"{reading.kind} {'; '.join(parts)}".strip()


def meaning(stated: str) -> str | None:
    return shown(read_phrase(stated, "nl"))


def deadline(stated: str | None, kind: str, **fields: Any) -> Deadline:
    values = {"stated": stated, "kind": kind} | fields
    return Deadline.model_validate(values, context={"source_language": "nl"})


def due_on(stated: str, due: str, precision: str = "year", **fields: Any) -> Deadline:
    return deadline(stated, "date", due=due, precision=precision, **fields)


def differences(found: Deadline) -> dict[tuple[str | int, ...], str]:
    return dict(contradictions(found, "nl"))


# -- the real plan -----------------------------------------------------------------------------------------------

REAL = {
    "2021-2023": "period 2021-01-01 – 2023-12-31 (year)",
    "2021 – 2024": "period 2021-01-01 – 2024-12-31 (year)",
    "2022-2024": "period 2022-01-01 – 2024-12-31 (year)",
    "2022 – 2024": "period 2022-01-01 – 2024-12-31 (year)",
    "2022 – 2025": "period 2022-01-01 – 2025-12-31 (year)",
    "2023": "date 2023-12-31 (year)",
    "2023-2024": "period 2023-01-01 – 2024-12-31 (year)",
    "2023 – 2024": "period 2023-01-01 – 2024-12-31 (year)",
    "2024": "date 2024-12-31 (year)",
    "2029": "date 2029-12-31 (year)",
    "2030": "date 2030-12-31 (year)",
    "Aanname van vernieuwd en geactualiseerd instrument in 2023": None,
    "Afhankelijk van het soort actie (eind 2024 of doorDoorlopend)": "phased 2024-12-31 (year);",
    "Doorlopend": "ongoing",
    "Fase 2: eind 2022 Fase 3: eind 2022 – begin 2023": (
        "phased Fase 2: 2022-12-31 (year); Fase 3: 2022-12-31 – 2023-03-31 (year)"
    ),
    "Looptijd van het actieplan": "plan_term",
    "Looptijd van het initiatief": "initiative_term",
    "Looptijd van het plan": "plan_term",
    "Volgens de besprekingen op EU-niveau": "external",
    "Voor 7 juni 2026": "date 2026-06-06 (day)",
    "Voor eind 2024": "date 2024-12-31 (year)",
}


def test_every_phrase_of_the_real_plan_means_what_it_should(real: Plan) -> None:
    stated = {action.deadline.stated for action in real.actions.values()} - {None}
    assert {phrase: meaning(phrase) for phrase in stated if phrase} == REAL


def test_the_real_plan_is_read_as_its_words_say_even_without_its_notes(real: Plan) -> None:
    found = {}
    for action in real.actions.values():
        without_note = action.deadline.model_copy(update={"note": None})
        assert without_note.kind == action.deadline.kind
        found[action.id] = contradictions(without_note, real.source_language)
    assert len(found) == 71
    assert {action: differs for action, differs in found.items() if differs} == {}


def test_what_is_not_understood_in_the_real_plan_has_a_note(real: Plan) -> None:
    deadlines = {action.id: action.deadline for action in real.actions.values() if action.deadline.stated}
    unread = {key: found for key, found in deadlines.items() if read_phrase(found.stated or "", "nl") is None}
    assert list(unread) == ["16"]
    assert all(found.note for found in unread.values())


def test_the_days_that_the_documentation_gives_are_the_days_here() -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    table = text.partition("How the words become a day")[2].partition("`precision` is")[0]
    words = {phrase for row in table.splitlines() for phrase in re.findall(r'"([^"]+)"', row.rpartition("| ")[0])}
    assert words == {
        "eind 2022", "begin 2023", "voor 7 juni 2026", "voor eind 2024",
        "in de loop van 2024", "in 2024", "in april 2024", "tegen april 2022",
    }  # fmt: skip
    assert {phrase: meaning(phrase) for phrase in words} == {
        "eind 2022": "date 2022-12-31 (year)",
        "begin 2023": "date 2023-03-31 (year)",
        "voor 7 juni 2026": "date 2026-06-06 (day)",
        "voor eind 2024": "date 2024-12-31 (year)",
        "in de loop van 2024": "date 2024-12-31 (year)",
        "in 2024": "date 2024-12-31 (year)",
        "in april 2024": "date 2024-04-30 (month)",
        "tegen april 2022": "date 2022-04-30 (month)",
    }


# -- what else is understood -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        # up to and including
        ("Tegen 7 juni 2026", "date 2026-06-07 (day)"),
        ("Uiterlijk op 7 juni 2026", "date 2026-06-07 (day)"),
        ("Ten laatste op 1 mei 2025", "date 2025-05-01 (day)"),
        ("Niet later dan eind 2025", "date 2025-12-31 (year)"),
        ("t.e.m. 2024", "date 2024-12-31 (year)"),
        ("Tot en met 7 juni 2026", "date 2026-06-07 (day)"),
        ("Op 31/12/2024", "date 2024-12-31 (day)"),
        ("Uiterlijk 1.3.2025", "date 2025-03-01 (day)"),
        ("2024-12-31", "date 2024-12-31 (day)"),
        # up to, and not including
        ("Vóór 1 januari 2025", "date 2024-12-31 (day)"),
        ("Voor 2025", "date 2024-12-31 (year)"),
        ("Voor juni 2025", "date 2025-05-31 (month)"),
        ("Voor het tweede kwartaal van 2025", "date 2025-03-31 (month)"),
        # the end of something is its last day, also before it or until it
        ("Eind 2024", "date 2024-12-31 (year)"),
        ("Tegen het einde van het jaar 2024", "date 2024-12-31 (year)"),
        ("Tot eind juni 2025", "date 2025-06-30 (month)"),
        ("Voor het einde van het eerste kwartaal van 2025", "date 2025-03-31 (month)"),
        # months and parts of a year
        ("februari 2024", "date 2024-02-29 (month)"),
        ("dec. 2025", "date 2025-12-31 (month)"),
        ("eerste kwartaal 2025", "date 2025-03-31 (month)"),
        ("In de loop van het 2de semester van 2025", "date 2025-12-31 (month)"),
        ("Q3 2025", "date 2025-09-30 (month)"),
        ("tweede helft van 2025", "date 2025-12-31 (month)"),
        # periods
        ("van 2022 tot 2024", "period 2022-01-01 – 2024-12-31 (year)"),
        ("vanaf 2022 t/m 2024", "period 2022-01-01 – 2024-12-31 (year)"),
        ("In de periode 2022—2024", "period 2022-01-01 – 2024-12-31 (year)"),
        ("2024 – juni 2025", "period 2024-01-01 – 2025-06-30 (month)"),
        ("maart – juni 2025", "period 2025-03-01 – 2025-06-30 (month)"),
        ("begin 2023 - eind 2024", "period 2023-01-01 – 2024-12-31 (year)"),
        ("1 januari 2024 – 30 juni 2025", "period 2024-01-01 – 2025-06-30 (day)"),
        ("1 maart tot en met 30 juni 2025", "period 2025-03-01 – 2025-06-30 (day)"),
        # phases
        ("Fase 1: 2024; Fase II: doorlopend.", "phased Fase 1: 2024-12-31 (year); Fase II"),
        ("Stap 1 – voor 7 juni 2026, stap 2: 2027", "phased Stap 1: 2026-06-06 (day); stap 2: 2027-12-31 (year)"),
        # no day
        ("DOORLOPEND", "ongoing"),
        ("Doorlopende actie", "ongoing"),
        ("Gedurende de looptijd van het plan", "plan_term"),
        ("Looptijd van het project", "initiative_term"),
        ("Volgens de internationale besprekingen", "external"),
        ("Volgens de Europese kalender", "external"),
    ],
)
def test_a_phrase_means(stated: str, expected: str) -> None:
    assert meaning(stated) == expected


@pytest.mark.parametrize(
    "stated",
    [
        "", " ", "–", "2024 –", "– 2024", "eind", "eind eind 2024", "begin", "in", "tot", "fase 1", "Fase 1:",
        # words left over
        "Niet voor 2025", "vanaf 2024", "2024 (jaarlijks)", "jaarlijks vanaf 2024", "Doorlopend vanaf 2024",
        "Volgens de besprekingen in 2025", "Volgens de minister", "Looptijd van het mandaat", "na 2024", "2024?",
        "Fase 1: 2024 Fase 2: 2025; daarna onderhoud", "Eerst fase 1: 2024", "Fase 1: looptijd van het actieplan",
        "Afhankelijk van het soort actie", "Afhankelijk van het soort actie (2024)",
        "Afhankelijk van het soort actie (2024 of later)", "Afhankelijk van de minister (2024 of 2025)",
        # no reading that everybody shares
        "tot 2024", "tot 7 juni 2026", "1 januari tot 31 december 2025", "midden 2024", "begin juni 2025",
        "zomer 2025", "2022/2023", "2022-23", "1 juni", "begin 7 juni 2025", "voor eind 7 juni 2025",
        # no day of the calendar
        "31 juni 2025", "29 februari 2023", "32/12/2024", "2024-13-01", "vijfde kwartaal 2025", "derde semester 2025",
        "2024 – 2022", "0000", "0999", "20244", "２０２４x",
    ],
)  # fmt: skip
def test_what_could_mean_something_else_means_nothing(stated: str) -> None:
    assert meaning(stated) is None


def test_accents_may_be_written_in_two_ways() -> None:
    assert meaning("vo\u0301o\u0301r 7 juni 2026") == meaning("v\u00f3\u00f3r 7 juni 2026") == "date 2026-06-06 (day)"


# -- another language --------------------------------------------------------------------------------------------

FR = Vocabulary(
    fillers=frozenset({"l", "'", "le", "la", "du", "de", "d", "annee"}),
    kinds={"en continu": "ongoing", "duree plan": "plan_term"},
    outside=re.compile(r"selon discussions europeennes"),
    phases=frozenset({"phase", "etape"}),
    depending=frozenset({"selon type action"}),
    either="ou",
    months={"juin": 6, "decembre": 12},
    parts={"trimestre": 3, "semestre": 6},
    ordinals={"premier": 1, "1er": 1, "2e": 2},
    beginnings=frozenset({"debut"}),
    ends=frozenset({"fin"}),
    bounds={"avant": "before", "jusqu a": "until", "ici": "through", "ici a": "through"},
    openings=frozenset({"periode"}),
    joiners={"-": "through", "a": "through"},
)


def test_a_language_without_a_vocabulary_is_not_read() -> None:
    assert read_phrase("2024", "fr") is None
    assert contradictions(due_on("2024", "2025-12-31"), "fr") == []


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("D'ici à la fin de l'année 2024", "date 2024-12-31 (year)"),
        ("Avant le 7 juin 2026", "date 2026-06-06 (day)"),
        ("décembre 2025", "date 2025-12-31 (month)"),
        ("1er trimestre 2025", "date 2025-03-31 (month)"),
        ("De 2022 à 2024", "period 2022-01-01 – 2024-12-31 (year)"),
        ("Étape 1 : début 2025 Étape 2 : en continu", "phased Étape 1: 2025-03-31 (year); Étape 2"),
        ("Durée du plan", "plan_term"),
    ],
)
def test_another_language_is_one_more_vocabulary(monkeypatch: pytest.MonkeyPatch, stated: str, expected: str) -> None:
    monkeypatch.setitem(vocabulary.VOCABULARIES, "fr", FR)
    assert shown(read_phrase(stated, "fr")) == expected


@pytest.mark.parametrize("kind", sorted(NL.kinds))
def test_every_whole_phrase_of_the_vocabulary_can_be_met(kind: str) -> None:
    assert meaning(kind) == NL.kinds[kind]


@pytest.mark.parametrize(
    "stated",
    [
        *(f"{words} eind 2024" for words in sorted(NL.bounds)),
        *(f"{words} 2024" for words in sorted(NL.ends)),
    ],
)
def test_every_word_before_the_end_of_a_year_can_be_met(stated: str) -> None:
    assert meaning(stated) == "date 2024-12-31 (year)"


@pytest.mark.parametrize(
    "stated",
    [
        *(f"{opening} 2022 – 2024" for opening in sorted(NL.openings)),
        *(f"2022 {joiner} 2024" for joiner in sorted(NL.joiners)),
    ],
)
def test_every_word_of_a_period_can_be_met(stated: str) -> None:
    assert meaning(stated) == "period 2022-01-01 – 2024-12-31 (year)"


@pytest.mark.parametrize(
    "stated",
    [
        *(f"{month} 2025" for month in NL.months),
        *(
            f"{ordinal} {part} 2025"
            for part in NL.parts
            for ordinal, n in NL.ordinals.items()
            if n * NL.parts[part] < 13
        ),
        *(f"{beginning} 2025" for beginning in sorted(NL.beginnings)),
        *(f"{phase} 1: 2025" for phase in sorted(NL.phases)),
        *(f"{words} (2025 of 2026)" for words in sorted(NL.depending)),
    ],
)
def test_every_other_word_of_the_vocabulary_can_be_met(stated: str) -> None:
    assert meaning(stated) is not None


# -- for any day -------------------------------------------------------------------------------------------------


@given(YEARS)
def test_any_year_is_its_last_day(year: int) -> None:
    last, first = f"{year}-12-31 (year)", f"{year}-01-01"
    for words in (f"{year}", f"eind {year}", f"voor eind {year}", f"tegen {year}", f"Voor {year + 1}"):
        assert meaning(words) == f"date {last}"
    assert meaning(f"begin {year}") == f"date {year}-03-31 (year)"
    for dash in ("-", " - ", "–", " — ", " tot ", " t/m ", "\u2011", "\u00a0–\n"):
        assert meaning(f"{year}{dash}{year}") == f"period {first} – {last}"
        assert meaning(f"{year}{dash}{year + 1}") == f"period {first} – {year + 1}-12-31 (year)"
        assert meaning(f"{year + 1}{dash}{year}") is None


@given(YEARS, st.integers(1, 12))
def test_any_month_is_its_last_day(year: int, month: int) -> None:
    last = datetime.date(year, month, calendar.monthrange(year, month)[1])
    name = MONTHS[month - 1]
    for words in (
        f"{name} {year}",
        f"eind {name} {year}",
        f"Uiterlijk {name.upper()} {year}",
        f"in {name} {year}",
    ):
        assert meaning(words) == f"date {last} (month)"
    assert meaning(f"januari – {name} {year}") == f"period {year}-01-01 – {last} (month)"


@given(DAYS)
def test_any_day_is_itself_and_before_it_is_the_day_before(day: datetime.date) -> None:
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    numeric = (f"{day.day}/{day.month}/{day.year}", f"{day.day:02}-{day.month:02}-{day.year}", day.isoformat())
    for spelling in (words, *numeric):
        for opening in ("", "Op ", "Tegen ", "Uiterlijk ", "Tot en met "):
            assert meaning(f"{opening}{spelling}") == f"date {day} (day)"
        assert meaning(f"Voor {spelling}") == f"date {day - datetime.timedelta(days=1)} (day)"


@given(YEARS, st.sampled_from([("kwartaal", 3, 4), ("semester", 6, 2)]), st.data())
def test_any_part_of_a_year_is_its_last_month(year: int, part: tuple[str, int, int], data: st.DataObject) -> None:
    word, length, most = part
    number = data.draw(st.integers(1, most))
    month = number * length
    last = datetime.date(year, month, calendar.monthrange(year, month)[1])
    for ordinal in (f"{number}", f"{number}e", ["eerste", "tweede", "derde", "vierde"][number - 1]):
        assert meaning(f"{ordinal} {word} van {year}") == f"date {last} (month)"
    assert meaning(f"Voor {number}e {word} {year}") == (
        f"date {datetime.date(year, month - length + 1, 1) - datetime.timedelta(days=1)} (month)"
    )


WORDS = st.sampled_from(
    [
        *NL.bounds, *NL.openings, *NL.joiners, *NL.kinds, *NL.months, *NL.ordinals, *NL.parts, *NL.fillers, *NL.ends,
        *NL.beginnings, *NL.depending, "fase 1", "fase 2", ":", ";", "–", "(", ")", "of", "2023", "2024", "2025",
        "7", "31/12/2024", "2024-12-31", "iets", "7 juni 2026", "eind 2024", "volgens de besprekingen",
    ]
)  # fmt: skip
EDGES = st.sampled_from(["", *NL.ends, *NL.beginnings])
MOMENTS = st.tuples(
    st.sampled_from(["", *NL.bounds]),
    EDGES,
    st.sampled_from(["2023", "2024", "juni 2024", "7 juni 2026", "2e semester 2025", "2024-12-31", "31/12/2023"]),
).map(" ".join)
PERIODS = st.tuples(MOMENTS, st.sampled_from(sorted(NL.joiners)), MOMENTS).map(" ".join)
SPANS = st.one_of(MOMENTS, PERIODS, st.just("doorlopend"))
PHASES = st.lists(SPANS, min_size=1, max_size=3).map(
    lambda spans: " ".join(f"Fase {i}: {s}" for i, s in enumerate(spans))
)
CHOICES = st.lists(SPANS, min_size=1, max_size=3).map(
    lambda spans: f"Naargelang van het soort actie ({' of '.join(spans)})"
)
PHRASES = st.one_of(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), SPANS, PHASES, CHOICES)


@given(st.one_of(PHRASES, st.text(), st.sampled_from([*REAL, "Fase 1: 2024 Fase 2: 7 juni 2026"])))
def test_whatever_is_read_can_be_written_and_then_agrees_with_its_words(stated: str) -> None:
    reading = read_phrase(stated, "nl")
    if reading is None:
        return
    spans: list[Any] = [reading, *reading.phases]
    assert all(span.start is None or span.start <= span.due for span in spans)
    fields: dict[str, Any] = {"start": reading.start, "due": reading.due, "precision": reading.precision}
    if reading.phases:
        fields["phases"] = tuple(
            {"label": f"{phase.label} {i}", "start": phase.start, "due": phase.due, "precision": phase.precision}
            for i, phase in enumerate(reading.phases)
        )
    assert contradictions(deadline(stated, reading.kind, **fields), "nl") == []


@given(PHRASES, st.sampled_from([str.upper, str.title, str.split]))
def test_case_and_spaces_change_nothing(stated: str, change: Callable[[str], Any]) -> None:
    changed = change(stated)
    other = changed if isinstance(changed, str) else " \u00a0\n".join(changed)
    before, after = read_phrase(stated, "nl"), read_phrase(f" {other} ", "nl")
    assert (before and before.kind) == (after and after.kind)
    assert (before and (before.start, before.due)) == (after and (after.start, after.due))


@given(
    st.sampled_from(sorted(phrase for phrase, read in REAL.items() if read)), st.sampled_from(["niet", "circa", "+"])
)
def test_one_word_left_over_and_nothing_is_read(stated: str, word: str) -> None:
    assert meaning(f"{stated} {word}") is None
    assert meaning(f"{word} {stated}") is None


@pytest.mark.parametrize(
    "endless",
    [
        "2024 – ",
        "fase 1 ",
        "eind ",
        "tot ",
        "a",
        "9",
        " ",
        "-",
        "e\u0301\u0327",
        "\u0301\u0327",
        "\ufdfa",
        "afhankelijk (",
        " of ",
    ],
)
def test_a_text_without_end_is_not_read(endless: str) -> None:
    assert read_phrase(endless * 200_000, "nl") is None
    assert read_phrase((endless * 1000)[:1000], "nl") is None
    assert read_phrase("2024" + " " * 1000 + endless, "nl") is None


# -- where a file says otherwise ---------------------------------------------------------------------------------


def test_another_day_than_the_words_mean_is_told() -> None:
    ((location, message),) = contradictions(due_on("2024", "2025-12-31"), "nl")
    assert location == ("due",)
    assert message == "“2024” means 2024-12-31; here stands 2025-12-31."
    assert isinstance(message, Sentence)
    assert message.template == "“{words}” means {day}; here stands {found}."


@given(DAYS, DAYS)
def test_any_other_day_is_told_and_the_same_day_is_not(day: datetime.date, found: datetime.date) -> None:
    stated = f"Uiterlijk {day.day} {MONTHS[day.month - 1]} {day.year}"
    told = differences(due_on(stated, found.isoformat(), "day"))
    assert told == ({} if day == found else {("due",): f"“{stated}” means {day}; here stands {found}."})


def test_the_day_itself_is_too_late_for_before_it() -> None:
    told = differences(due_on("Voor 7 juni 2026", "2026-06-07", "day"))
    assert told == {("due",): "“Voor 7 juni 2026” means 2026-06-06; here stands 2026-06-07."}


def test_a_note_explains_any_reading() -> None:
    assert contradictions(due_on("2024", "2025-06-30", "day", note="Zo afgesproken."), "nl") == []


def test_words_that_are_not_understood_are_not_compared() -> None:
    assert contradictions(due_on("Aanname van een instrument in 2023", "2031-01-01", "day"), "nl") == []
    assert contradictions(deadline(None, "none"), "nl") == []


def test_another_kind_is_told_once() -> None:
    period = {"start": "2022-01-01", "due": "2024-12-31", "precision": "year"}
    assert differences(deadline("2024", "period", **period)) == {
        ("kind",): "“2024” means kind date; here stands period."
    }
    assert differences(deadline("Doorlopend", "plan_term")) == {
        ("kind",): "“Doorlopend” means kind ongoing; here stands plan_term."
    }


def test_every_field_of_a_period_is_compared() -> None:
    wrong = deadline("2022 – 2024", "period", start="2021-01-01", due="2024-06-30", precision="month")
    assert differences(wrong) == {
        ("start",): "“2022 – 2024” starts on 2022-01-01; here stands 2021-01-01.",
        ("due",): "“2022 – 2024” means 2024-12-31; here stands 2024-06-30.",
        ("precision",): "“2022 – 2024” has the precision year; here stands month.",
    }


def test_a_first_day_that_the_words_do_not_give_is_told() -> None:
    assert differences(due_on("2024", "2024-12-31", start="2023-01-01")) == {
        ("start",): "“2024” gives no first day; here stands 2023-01-01."
    }


@pytest.mark.parametrize("stated", ["Looptijd van het initiatief", "Volgens de besprekingen op EU-niveau"])
def test_a_day_that_comes_from_elsewhere_is_not_compared(stated: str) -> None:
    reading = read_phrase(stated, "nl")
    assert reading is not None
    assert contradictions(deadline(stated, reading.kind, due="2027-03-01", precision="day"), "nl") == []


TWO_PHASES = "Fase 2: eind 2022 Fase 3: eind 2022 – begin 2023"
SECOND = {"label": "Fase 2", "due": "2022-12-31", "precision": "year"}
THIRD = {"label": "Fase 3", "start": "2022-12-31", "due": "2023-03-31", "precision": "year"}


def phased(*phases: dict[str, Any], stated: str = TWO_PHASES) -> dict[tuple[str | int, ...], str]:
    return differences(deadline(stated, "phased", phases=phases))


def test_phases_are_compared_one_by_one() -> None:
    assert phased(SECOND, THIRD) == {}
    late = THIRD | {"due": "2023-06-30", "precision": "month"}
    assert phased(SECOND | {"due": "2023-12-31"}, late) == {
        ("phases", 0, "due"): "“eind 2022” means 2022-12-31; here stands 2023-12-31.",
        ("phases", 1, "due"): "“eind 2022 – begin 2023” means 2023-03-31; here stands 2023-06-30.",
        ("phases", 1, "precision"): "“eind 2022 – begin 2023” has the precision year; here stands month.",
    }


def test_a_phase_without_a_day_that_its_words_give_is_told() -> None:
    assert phased({"label": "Fase 2"}, {"label": "Fase 3"}) == {
        ("phases", 0, "due"): "“eind 2022” means 2022-12-31; no `due` stands here.",
        ("phases", 1, "start"): "“eind 2022 – begin 2023” starts on 2022-12-31; no `start` stands here.",
        ("phases", 1, "due"): "“eind 2022 – begin 2023” means 2023-03-31; no `due` stands here.",
    }


def test_a_phase_with_a_day_that_its_words_do_not_give_is_told() -> None:
    stated = "Fase 1: doorlopend Fase 2: 2024"
    dated = {"due": "2024-12-31", "precision": "year"}
    assert phased({"label": "Fase 1"} | dated, {"label": "Fase 2"} | dated, stated=stated) == {
        ("phases", 0, "due"): "“doorlopend” gives no last day; here stands 2024-12-31."
    }


def test_phases_come_in_the_order_of_the_words() -> None:
    assert phased(THIRD, SECOND) == {
        ("phases", 0, "label"): "The plan's words have “Fase 2” here; the file has “Fase 3”.",
        ("phases", 1, "label"): "The plan's words have “Fase 3” here; the file has “Fase 2”.",
    }


def test_a_label_may_say_more_than_the_words_and_be_in_several_languages() -> None:
    assert phased(SECOND | {"label": {"nl": "FASE 2 (ontwerp)", "fr": "Phase 2"}}, THIRD) == {}
    assert phased(SECOND | {"label": {"fr": "Étude"}}, THIRD) == {}
    assert list(phased(SECOND | {"label": "Fase 21"}, THIRD)) == [("phases", 0, "label")]


def test_as_many_phases_as_the_words_give() -> None:
    assert phased(SECOND) == {("phases",): f"The number of phases in “{TWO_PHASES}” is 2; here it is 1."}


def test_parts_without_a_name_may_be_called_anything() -> None:
    stated = "Afhankelijk van het soort actie (eind 2024 of doorDoorlopend)"
    first = {"label": "Acties met termijn", "due": "2024-12-31", "precision": "year"}
    assert phased(first, {"label": "De andere"}, stated=stated) == {}
    assert list(phased(first | {"due": "2025-12-31"}, {"label": "De andere"}, stated=stated)) == [("phases", 0, "due")]


def test_the_plan_of_the_tests_is_read_as_its_words_say() -> None:
    plan = load(FolderTree(ROOT / "tests" / "plans" / "rounds")).whole()
    assert [action.id for action in plan.actions.values() if contradictions(action.deadline, "nl")] == []
