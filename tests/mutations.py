"""The faults that `nap lint` must find: each is put into a copy of the real plan, and found in its place.

The mark ‸ says where. `tests/faults.py` has the ways to put a fault into a file, `docs/mutations.md` lists them.
"""

# ruff: noqa: E501 - a table, with one fault a line

from __future__ import annotations

from dataclasses import replace

from faults import (
    NOTHING,
    Also,
    Fault,
    Files,
    Folder,
    Link,
    Pipe,
    append,
    bytes_in,
    copied,
    cut,
    edit,
    encoded,
    gone,
    moved,
    placed,
    real_files,
    replaced,
    text_of,
    whole,
)

from nap.store.tree import MAX_FILE_BYTES
from nap.store.yaml import MAX_DEPTH

PLAN = "data/plan.yaml"
ACTORS = "data/actors.yaml"
A8 = "data/actions/08-sustainability-report-awards.yaml"
A17 = "data/actions/17-human-rights-in-brussels-foreign-missions.yaml"
A18BIS = "data/actions/18bis-world-cocoa-conference.yaml"
A30 = "data/actions/30-human-rights-instruments.yaml"
A35 = "data/actions/35-corruption-awareness-tool.yaml"
A40 = "data/actions/40-pay-transparency-directive.yaml"
A59 = "data/actions/59-mental-well-being-at-work.yaml"
A62 = "data/actions/62-bbnj-treaty.yaml"


DAY = "2026-11-23"
"""The day of the check."""

# -- the plan that the faults are put into -----------------------------------------------------------------------

_REVISION_8 = """\
  revisions:
    - date: 2024-11-15
      due: 2026-12-31
      reason:
        nl: De uitreiking is een jaar uitgesteld.
        fr: La remise des prix est reportée d’un an.
      decided_by:
        nl: Werkgroep Maatschappelijke Verantwoordelijkheid
        fr: Groupe de travail Responsabilité sociétale
"""
_AMENDMENT_40 = """\
amendments:
  - date: 2025-03-14
    kind: erratum
    reason:
      nl: De titel was fout overgenomen.
      fr: Le titre était mal repris.
    decided_by:
      nl: Federaal Instituut voor Duurzame Ontwikkeling
      fr: Institut fédéral pour le Développement durable
"""
_REVISION_59 = """\
  revisions:
    - date: 2024-06-14
      due: 2025-06-30
      phase: Fase 3
      reason:
        nl: De bevraging van de sectoren duurde langer.
        fr: L’enquête auprès des secteurs a duré plus longtemps.
      decided_by:
        nl: Federale ministerraad
        fr: Conseil des ministres fédéral
"""
_UPDATES_59 = """\
updates:
  - date: 2025-12-31
    by: bosa
    status: in_progress
    text:
      nl: De eerste reeks maatregelen loopt.
      fr: La première série de mesures est en cours.
    phases: {Fase 2: completed, Fase 3: in_progress}
"""
_UPDATES_62 = """\
updates:
  - date: 2024-12-31
    by: fod-volksgezondheid
    status: in_progress
    text:
      nl: Het wetsontwerp ligt voor advies voor.
      fr: L’avant-projet de loi est soumis pour avis.
    measures: {a: preparing, b: completed}
    received: 2025-02-10
  - date: 2025-12-31
    by: fod-volksgezondheid
    status: completed
    text:
      nl: Het verdrag is geratificeerd en bekendgemaakt.
      fr: Le traité est ratifié et publié.
    evidence:
      - url: https://example.org/verdrag
    measures: {a: completed, b: completed}
    received: 2026-02-03
  - date: 2025-12-31
    by: fod-buitenlandse-zaken
    status: not_started
    obstacles:
      nl: De neerlegging wacht op de bekendmaking.
      fr: Le dépôt attend la publication.
"""


def files() -> Files:
    """The real plan, to which a few bodies have reported: fictional, so that reports can be wrong, too."""
    found = dict(real_files())
    for path, before, added in (
        (A8, "measures:\n  - id: a", _REVISION_8),
        (A59, "measures:\n  - id: a", _REVISION_59),
        (A40, "", _AMENDMENT_40),
        (A59, "", _UPDATES_59),
        (A62, "", _UPDATES_62),
    ):
        text = text_of(found, path)
        found[path] = (replaced(text, before, added + before) if before else text + added).encode()
    return found


def reporting(path: str, name: str, code: str, *lines: str, also: Also = NOTHING) -> Fault:
    """An action that nobody had reported on gets an update, given as its fields."""
    first, *rest = lines
    text = "".join(["updates:\n", f"  - {first}\n", *(f"    {line}\n" for line in rest)])
    return append(path, name, code, text, also)


_B = "nl: De brochure vertalen in het Duits, Engels en Spaans."
"""A measure of action 35, on one line."""
_END_OF_B = "en: Translate the brochure into German, English and Spanish."
"""Its last line."""
_PHASE_2 = "label:\n        nl: Fase 2\n        fr: Phase 2\n        de: Phase 2\n        en: Phase 2\n"
_PHASE_3 = _PHASE_2.replace("2", "3")
"""The names of the phases of action 59."""

_NAMED = Also(("NAP401",), "an action names this actor by the id that it had")
_FRENCH = Also(("NAP906",), "the French still says the old one")
_TAGS = Also(("NAP805",), "each of the two tags is to be taken away")

_GONE = "the measures and the source are gone"

_REMOVAL = """\
removed:
  - action: ‸"35"
    date: 2025-03-14
    kind: amendment
    reason: Opgegaan in actie 36.
    decided_by: Federale ministerraad
"""

# -- what stands in a field --------------------------------------------------------------------------------------

TYPES = [
    edit(A35, "an id without quotes", "NAP203", ('id: "35"', "id: ‸35")),
    edit(A35, "the number of a chapter between quotes", "NAP203", ("chapter: 9", 'chapter: ‸"9"')),
    edit(A35, "true for a chapter", "NAP203", ("chapter: 9", "chapter: ‸true")),
    edit(A35, "two chapters", "NAP203", ("chapter: 9", "chapter: ‸[9, 10]")),
    edit(A35, "a list for a title", "NAP203", ("title:⋯actors:", "title:\n  ‸- De bewustmakingstool\nactors:")),
    edit(A35, "a number for a translation", "NAP203", ("en: The corruption awareness tool", "en: ‸35")),
    edit(A35, "one actor without a dash", "NAP203", ("  - actor: fod-justitie⋯deadline:", "  ‸actor: bosa\ndeadline:")),
    edit(A35, "an actor without the word actor", "NAP203", ("- actor: fod-economie", "- ‸fod-economie")),
    edit(A35, "a number for an actor", "NAP203", ("- actor: fod-economie", "- actor: ‸35")),
    edit(A35, "a day for the whole deadline", "NAP203", ("deadline:⋯measures:", "deadline: ‸2024-12-31\nmeasures:")),
    edit(A35, "a stated year without quotes", "NAP203", ('stated: "2024"', "stated: ‸2024")),
    edit(A35, "measures as one text", "NAP203", ("measures:⋯baseline:", "measures: ‸De brochure\nbaseline:")),
    edit(A35, "a measure that is a text", "NAP203", ("  - id: a⋯  - id: b", "  - ‸De brochure\n  - id: b")),
    edit(A18BIS, "one body of a measure without brackets", "NAP203", ("[brusselse-regering]", "‸brusselse-regering")),
    edit(A35, "a text for the source", "NAP203", ("source:⋯", "source: ‸Actie 35\n")),
    edit(A35, "one remark without a dash", "NAP203", ("  remarks:⋯", "  remarks: ‸Een opmerking.\n")),
    edit(A62, "an update without a dash", "NAP203", ("updates:⋯", "updates:\n  ‸date: 2025-12-31\n")),
    edit(A62, "a list of measures in an update", "NAP203", ("{a: preparing, b: completed}", "‸[a, b]")),
    edit(A62, "a link without the word url", "NAP203", ("- url: https://example.org/verdrag", "- ‸https://example.org/verdrag")),
    edit(A59, "a phase that is a text", "NAP203", ("    - label:\n        nl: Fase 3⋯  note:", "    - ‸Fase 3\n  note:")),
    edit(A35, "a number for a field", "NAP203", ("chapter: 9", "chapter: 9\n‸35: De bewustmakingstool")),
    edit(PLAN, "a count between quotes", "NAP203", ("  actions: 67", '  actions: ‸"67"')),
    edit(PLAN, "one language without brackets", "NAP203", ("\nlanguages: [nl, fr, de, en]", "\nlanguages: ‸nl")),
    edit(PLAN, "the number of a chapter in words", "NAP203", ("- number: 3\n", "- number: ‸drie\n")),
    edit(PLAN, "a term as a text", "NAP203", ("term:⋯counts:", "term: ‸2024-2029\ncounts:")),
    edit(PLAN, "yes for true", "NAP203", ("      en: Agency for Home Affairs\n    annex: true", "      en: Agency for Home Affairs\n    annex: ‸yes")),
    edit(PLAN, "languages of the round without their key", "NAP203", ("round:\n  languages: [nl, fr]", "round: ‸[nl, fr]")),
    edit(ACTORS, "an alias without a dash", "NAP203", ("    aliases:\n      - Federaal\n      - federale regering", "    aliases: ‸Federaal")),
    edit(ACTORS, "actors without dashes", "NAP203", ("actors:\n  - id: federale-overheid⋯", "‸actors:\n  federale-overheid: De federale overheid\n")),
]  # fmt: skip

EMPTY = [
    edit(A35, "a title that says nothing", "NAP208", ("title:⋯actors:", 'title: ‸""\nactors:')),
    edit(A35, "a translation that says nothing", "NAP208", ("en: The corruption awareness tool", "en: ‸")),
    edit(A35, "a translation of spaces", "NAP208", ("en: The corruption awareness tool", 'en: ‸"   "')),
    edit(A35, "no day after due of a measure", "NAP208", ("- id: b\n", "- id: b\n    ‸due:\n")),
    edit(A35, "no text after role", "NAP208", ("- actor: fod-economie", "- actor: fod-economie\n    ‸role:")),
    edit(
        A62,
        "nothing after corrects",
        "NAP208",
        ("    by: fod-buitenlandse-zaken\n", "    by: fod-buitenlandse-zaken\n    ‸corrects:\n"),
    ),
    edit(ACTORS, "nothing after parent", "NAP208", ("    parent: fod-economie", "    ‸parent:")),
    edit(A35, "no number after chapter", "NAP208", ("chapter: 9", "chapter:‸")),
    edit(A35, "no list after actors", "NAP208", ("actors:⋯deadline:", "actors:‸\ndeadline:")),
    edit(A35, "a dash and nothing after it", "NAP208", ("- actor: fod-economie", "-‸")),
    edit(A35, "nothing after deadline", "NAP208", ("deadline:⋯measures:", "deadline:‸\nmeasures:")),
    edit(A35, "the section of the source empty", "NAP208", ("section: Actie 35", 'section: ‸""')),
    edit(A35, "what is stated between empty quotes", "NAP208", ('stated: "2024"', 'stated: ‸""')),
    edit(A62, "nothing after by", "NAP208", ("by: fod-buitenlandse-zaken", "by:‸")),
    edit(PLAN, "nothing after counts", "NAP208", ("counts:\n  actions: 67\n  sub_actions: 4", "counts:‸")),
    edit(
        ACTORS,
        "an actor without a name after name",
        "NAP208",
        (
            "  - id: the-shift\n    kind: external\n    name:⋯  - id: ovb",
            "  - id: the-shift\n    kind: external\n    name:‸\n  - id: ovb",
        ),
    ),
]

FIELDS = [
    edit(A35, "no id", "NAP202", ('id: "35"\nchapter', "‸chapter")),
    edit(A35, "no title", "NAP202", ('id: "35"', '‸id: "35"'), ("title:⋯actors:", "actors:")),
    edit(A35, "no list of actors", "NAP202", ('id: "35"', '‸id: "35"'), ("actors:⋯deadline:", "deadline:")),
    edit(A35, "no deadline", "NAP202", ('id: "35"', '‸id: "35"'), ("deadline:⋯measures:", "measures:")),
    edit(A35, "no source", "NAP202", ('id: "35"', '‸id: "35"'), ("source:⋯", "")),
    edit(A35, "no stated deadline", "NAP202", ('  stated: "2024"\n  kind', "  ‸kind")),
    edit(A35, "no kind of deadline", "NAP202", ('  stated: "2024"\n  kind: date', '  ‸stated: "2024"')),
    edit(A35, "a measure without a letter", "NAP202", ("- id: b\n    text", "- ‸text")),
    edit(A35, "a measure without a text", "NAP202", ("  - id: b⋯  - id: c", "  - ‸id: b\n  - id: c")),
    edit(A59, "a phase without a label", "NAP202", (f"- {_PHASE_3}      start", "- ‸start")),
    edit(A62, "an update by nobody", "NAP202", ("- date: 2024-12-31\n    by: fod-volksgezondheid", "- ‸date: 2024-12-31")),
    edit(A62, "an update without a status", "NAP202", ("- date: 2024-12-31\n    by: fod-volksgezondheid\n    status: in_progress", "- ‸date: 2024-12-31\n    by: fod-volksgezondheid")),
    edit(A62, "a link that is only a title", "NAP202", ("- url: https://example.org/verdrag", "- ‸title: Het verdrag")),
    edit(A8, "a deadline that moved without a reason", "NAP504", ("    - date: 2024-11-15", "    - ‸date: 2024-11-15"), ("      reason:⋯      decided_by:", "      decided_by:")),
    edit(A8, "a deadline that moved by nobody’s decision", "NAP504", ("    - date: 2024-11-15", "    - ‸date: 2024-11-15"), ("      decided_by:⋯measures:", "measures:")),
    edit(A40, "an erratum without its kind", "NAP202", ("- date: 2025-03-14\n    kind: erratum", "- ‸date: 2025-03-14")),
    edit(PLAN, "a plan without an end", "NAP202", ("  start: 2024-04-05\n  end: 2029-04-04", "  ‸start: 2024-04-05")),
    edit(PLAN, "a plan without a source language", "NAP202", ("id: be-nap-bhr-2", "‸id: be-nap-bhr-2"), ("source_language: nl\n", "")),
    edit(ACTORS, "an actor without a kind", "NAP202", ("  - id: the-shift\n    kind: external", "  - ‸id: the-shift")),
    edit(ACTORS, "an actor without an id", "NAP202", ("  - id: ovb\n    kind", "  - ‸kind"), also=_NAMED),
    edit(A35, "a misspelt field", "NAP201", ("chapter: 9", "‸chaptre: 9")),
    edit(A35, "a field with a capital letter", "NAP201", ("chapter: 9", "‸Chapter: 9")),
    edit(A35, "a field in Dutch", "NAP201", ("baseline:", "‸nulmeting:")),
    edit(A35, "a field that no action has", "NAP201", ("chapter: 9", "chapter: 9\n‸owner: FOD Justitie")),
    edit(A35, "a misspelt field of the deadline", "NAP201", ("  precision: year", "  ‸precison: year")),
    edit(A35, "an indentation that moves a field into another", "NAP201", ("  precision: year", "‸precision: year")),
    edit(A62, "a misspelt field of an update", "NAP201", ("    received: 2025-02-10", "    ‸recieved: 2025-02-10")),
    edit(A62, "a field of the plan in an update", "NAP201", ("    received: 2025-02-10", "    ‸chapter: 15")),
    edit(PLAN, "a misspelt field of the plan", "NAP201", ("coordinator:", "‸coördinator:")),
    edit(PLAN, "a field that no plan has", "NAP201", ("source_language: nl", "source_language: nl\n‸budget: 1000000")),
    edit(ACTORS, "a misspelt field of an actor", "NAP201", ("    aliases:\n      - Federaal\n", "    ‸alias:\n      - Federaal\n")),
]  # fmt: skip

WORDS = [
    edit(A35, "a Dutch word for the kind of deadline", "NAP204", ("kind: date", "kind: ‸datum")),
    edit(A35, "a capital letter in the kind of deadline", "NAP204", ("kind: date", "kind: ‸Date")),
    edit(A35, "a precision that nobody knows", "NAP204", ("precision: year", "precision: ‸quarter")),
    edit(A62, "a misspelt status", "NAP204", ("status: completed", "status: ‸complete")),
    edit(A62, "a status in Dutch", "NAP204", ("status: completed", "status: ‸voltooid")),
    edit(A62, "a status with a hyphen", "NAP204", ("status: not_started", "status: ‸not-started")),
    edit(A62, "a status that only nap gives", "NAP204", ("status: in_progress", "status: ‸unreported")),
    edit(A62, "a status of a measure that there is not", "NAP204", ("{a: preparing, b: completed}", "{a: preparing, b: ‸done}")),
    edit(A62, "an update for the whole plan", "NAP204", ("    status: in_progress", "    scope: ‸plan\n    status: in_progress")),
    edit(A59, "a status of a phase that there is not", "NAP204", ("{Fase 2: completed,", "{Fase 2: ‸klaar,")),
    edit(ACTORS, "an actor of an unknown kind", "NAP204", ("  - id: the-shift\n    kind: external", "  - id: the-shift\n    kind: ‸ngo")),
    edit(PLAN, "a milestone every quarter", "NAP204", ("every: year", "every: ‸quarter")),
]  # fmt: skip

FORMS = [
    edit(A35, "an id with a zero before it", "NAP205", ('id: "35"', 'id: ‸"035"')),
    edit(A35, "an id with a point", "NAP205", ('id: "35"', 'id: ‸"35.1"')),
    edit(A35, "an id with a line end after it", "NAP205", ('id: "35"', 'id: ‸"35\\n"')),
    edit(A18BIS, "a suffix in capital letters", "NAP205", ('id: "18bis"', 'id: ‸"18BIS"')),
    edit(A35, "a capital letter for a measure", "NAP205", ("- id: b", "- id: ‸B")),
    edit(A35, "chapter 0", "NAP205", ("chapter: 9", "chapter: ‸0")),
    edit(A35, "an actor by name instead of id", "NAP205", ("- actor: fod-economie", "- actor: ‸FOD Economie")),
    edit(A62, "an update by a name instead of an id", "NAP205", ("by: fod-buitenlandse-zaken", "by: ‸FOD Buitenlandse Zaken")),
    edit(A62, "a measure of an update by a capital letter", "NAP205", ("{a: preparing, b: completed}", "{‸A: preparing, b: completed}")),
    edit(PLAN, "fewer than no actions", "NAP205", ("  actions: 67", "  actions: ‸-67")),
    edit(ACTORS, "the language of an actor by its name", "NAP702", ("    language: de", "    language: ‸Duits")),
    edit(ACTORS, "an actor’s id with a space", "NAP205", ("- id: the-shift", "- id: ‸the shift"), also=_NAMED),
]  # fmt: skip

DAYS = [
    edit(A35, "a 13th month", "NAP206", ("due: 2024-12-31", "due: ‸2024-13-31")),
    edit(A35, "a 30th of February", "NAP206", ("due: 2024-12-31", "due: ‸2024-02-30")),
    edit(A35, "a 29th of February in a year that has none", "NAP206", ("due: 2024-12-31", "due: ‸2025-02-29")),
    edit(A35, "a year 0", "NAP206", ("due: 2024-12-31", "due: ‸0000-12-31")),
    edit(A35, "a day without its zeros", "NAP206", ("due: 2024-12-31", "due: ‸2026-1-5")),
    edit(A35, "a day as people write it", "NAP206", ("due: 2024-12-31", "due: ‸31/12/2024")),
    edit(A35, "a day in words", "NAP206", ("due: 2024-12-31", "due: ‸31 december 2024")),
    edit(A35, "a year for a day", "NAP206", ("due: 2024-12-31", "due: ‸2024")),
    edit(A35, "a time of day", "NAP206", ("due: 2024-12-31", "due: ‸2024-12-31T00:00:00")),
    edit(A35, "a week of the year", "NAP206", ("due: 2024-12-31", "due: ‸2024-W52-7")),
    edit(A35, "digits of another script", "NAP206", ("due: 2024-12-31", "due: ‸٢٠٢٤-١٢-٣١")),
    edit(A35, "hyphens that are dashes", "NAP206", ("due: 2024-12-31", "due: ‸2024–12–31")),
    edit(A59, "a phase due in a 13th month", "NAP206", ("      due: 2023-03-31\n      precision", "      due: ‸2023-13-31\n      precision")),
    edit(A62, "an update on a 31st of November", "NAP206", ("- date: 2024-12-31", "- date: ‸2024-11-31")),
    edit(A62, "an update on no day", "NAP206", ("- date: 2024-12-31", "- date:‸")),
    edit(A62, "an update received in February", "NAP206", ("received: 2025-02-10", "received: ‸februari 2025")),
    edit(A8, "a deadline that moved to a year", "NAP206", ("due: 2026-12-31", "due: ‸2026")),
    edit(PLAN, "a term that ends on a 31st of April", "NAP206", ("  end: 2029-04-04", "  end: ‸2029-04-31")),
    edit(PLAN, "a milestone some day in 2027", "NAP206", ("date: 2027-04-05", "date: ‸2027")),
]  # fmt: skip

DEADLINES = [
    edit(PLAN, "a language of the plan that it is not followed up in", "NAP207", ("source_language: nl", "‸source_language: ln")),
    edit(PLAN, "a language of the round that it is not followed up in", "NAP207", ("round:\n  languages: [nl, fr]", "‸round:\n  languages: [nl, xx]")),
    edit(PLAN, "a term that ends before it starts", "NAP207", ("term:\n  start: 2024", "‸term:\n  start: 2034")),
    edit(A35, "a date without a day", "NAP207", ('stated: "2024"', '‸stated: "2024"'), ("  due: 2024-12-31\n  precision: year\n", "")),
    edit(A35, "a day without its precision", "NAP207", ("  due: 2024-12-31\n  precision: year\n", "  ‸due: 2024-12-31\n")),
    edit(A8, "a period without its start", "NAP207", ('stated: "2022-2024"', '‸stated: "2022-2024"'), ("  start: 2022-01-01\n", "")),
    edit(A59, "phases without a list of them", "NAP207", ("  stated:", "  ‸stated:"), ("\n  phases:⋯  note:", "\n  note:")),
    edit(A35, "phases of a date", "NAP207", ("  precision: year", "  precision: year\n  ‸phases:\n    - label: Fase 1")),
    edit(A30, "a day for what lasts as long as the plan", "NAP207", ("kind: plan_term", "kind: plan_term\n  ‸due: 2029-04-04\n  precision: day")),
    edit(A18BIS, "a day for what is ongoing", "NAP207", ("kind: ongoing", "kind: ongoing\n  ‸due: 2029-04-04\n  precision: day")),
    edit(A18BIS, "a deadline that moved for what is ongoing", "NAP207", ("kind: ongoing", "kind: ongoing\n" + _REVISION_8.rstrip().replace("revisions", "‸revisions"))),
    edit(A17, "no stated deadline, and yet a kind", "NAP207", ("kind: none", "‸kind: ongoing")),
    edit(A35, "a stated deadline of kind none", "NAP207", ('stated: "2024"\n  kind: date\n  due: 2024-12-31\n  precision: year', 'stated: "2024"\n  ‸kind: none')),
    edit(A59, "two phases of one name", "NAP207", ("  stated:", "  ‸stated:"), (_PHASE_2, _PHASE_3)),
    edit(A59, "a deadline that moved for an unknown phase", "NAP207", ("  stated:", "  ‸stated:"), ("      phase: Fase 3", "      phase: Fase 4")),
    edit(A8, "a deadline that moved for a phase where there is none", "NAP207", ("  stated:", "  ‸stated:"), ("      due: 2026-12-31", "      due: 2026-12-31\n      phase: Fase 1")),
    edit(A8, "a period that starts after its end", "NAP501", ("start: 2022-01-01\n  due: 2024-12-31", "start: 2025-01-01\n  due: ‸2024-12-31")),
    edit(A59, "a phase that starts after its end", "NAP501", ("start: 2022-12-31\n      due: 2023-03-31", "start: 2023-12-31\n      due: ‸2023-03-31")),
    edit(A35, "another year than is stated", "NAP502", ("due: 2024-12-31", "due: ‸2025-12-31")),
    edit(A35, "another day of the stated year", "NAP502", ("due: 2024-12-31", "due: ‸2024-06-30")),
    edit(A35, "a stated year read as ongoing", "NAP502", ("kind: date\n  due: 2024-12-31\n  precision: year", "kind: ‸ongoing")),
    edit(A18BIS, "ongoing read as the term of the plan", "NAP502", ("kind: ongoing", "kind: ‸plan_term")),
    edit(A35, "due after the plan’s term", "NAP503", ('stated: "2024"', 'stated: "2030"'), ("due: 2024-12-31", "due: ‸2030-12-31")),
    edit(A30, "a measure due after the plan’s term", "NAP503", ("due: 2024-12-31", "due: ‸2034-12-31")),
    edit(A35, "moved to a day after the plan’s term", "NAP503", ("precision: year\n", "precision: year\n" + _REVISION_8.replace("due: 2026", "due: ‸2036"))),
    edit(A35, "a measure due after the action", "NAP506", (_END_OF_B, f"{_END_OF_B}\n    due: ‸2025-06-30")),
    edit(A8, "a deadline that moved to where it was", "NAP505", ("due: 2026-12-31", "due: ‸2024-12-31")),
    edit(A8, "a deadline that is to be moved in forty years", "NAP507", ("- date: 2024-11-15", "- date: ‸2064-11-15")),
    edit(A8, "a deadline that moved before there was a plan", "NAP507", ("- date: 2024-11-15", "- date: ‸2014-11-15")),
]  # fmt: skip

# -- what refers to something else -------------------------------------------------------------------------------

BODIES = [
    edit(A35, "an actor that nobody knows", "NAP401", ("- actor: fod-economie", "- actor: ‸fod-ruimtevaart")),
    edit(A35, "a misspelt actor", "NAP401", ("- actor: fod-economie", "- actor: ‸fod-ecomonie")),
    edit(A18BIS, "a measure by an actor that nobody knows", "NAP401", ("[brusselse-regering]", "[‸brusselse-raad]")),
    edit(A62, "an update by an actor that nobody knows", "NAP401", ("by: fod-buitenlandse-zaken", "by: ‸fod-buitenland")),
    edit(A35, "an actor twice in an action", "NAP402", ("- actor: fod-buitenlandse-zaken", "- actor: ‸fod-justitie")),
    edit(A18BIS, "an actor twice in a measure", "NAP402", ("[brusselse-regering]", "[brusselse-regering, ‸brusselse-regering]")),
    edit(PLAN, "a coordinator that nobody knows", "NAP401", ("  actor: fido", "  actor: ‸fidoo")),
    edit(ACTORS, "under an actor that nobody knows", "NAP401", ("    parent: fod-economie", "    parent: ‸fod-ecomonie")),
    edit(ACTORS, "succeeded by an actor that nobody knows", "NAP401", ("  - id: fsma\n", "  - id: fsma\n    successor: ‸fsma-2\n")),
    edit(ACTORS, "another id for an actor that many actions name", "NAP407", ("  - id: fod-justitie\n", "  - id: ‸fod-justice\n")),
    edit(ACTORS, "an actor that stands under itself", "NAP404", ("    parent: fod-economie", "    parent: ‸ad-energie")),
    edit(ACTORS, "two actors that stand under each other", "NAP404", ("  - id: fod-economie\n    kind: body\n    parent: federale-overheid", "  - id: fod-economie\n    kind: body\n    parent: ‸ad-energie")),
    edit(ACTORS, "two actors of one id", "NAP406", ("  - id: the-shift", "  - id: ‸idh\n    kind: external\n    name: Nog een\n  - id: the-shift")),
    edit(ACTORS, "an actor that nothing names", "NAP403", ("  - id: the-shift", "  - id: ‸nooit-genoemd\n    kind: external\n    name: Nooit genoemd\n  - id: the-shift")),
    edit(ACTORS, "two actors of one name", "NAP405", ("nl: Ordre des barreaux francophones et germanophone", "nl: ‸Orde van Vlaamse balies")),
    edit(ACTORS, "an alias that is another actor’s name", "NAP405", ("      - federale regering", "      - ‸Fod justitie")),
]  # fmt: skip

NUMBERS = [
    copied(A35, "data/actions/68-corruption-awareness-tool.yaml", "a copy of an action under another number", "NAP302", ('id: "35"', '‸id: "35"')),
    edit(A35, "the id of another action", "NAP302", ('id: "35"', 'id: ‸"34"')),
    edit(PLAN, "an action that is there although it was taken out", "NAP310", ("round:\n", _REMOVAL + "round:\n")),
    edit(A35, "a measure twice", "NAP307", ("  - id: b", "  - ‸id: a")),
    edit(PLAN, "a chapter twice", "NAP308", ("  - number: 4\n", "  - ‸number: 3\n    title: Nog een hoofdstuk\n  - number: 4\n")),
    edit(A35, "a chapter that the plan does not have", "NAP305", ("chapter: 9", "chapter: ‸17")),
    edit(A18BIS, "a sub-action of an action that is not there", "NAP304", ('parent: "18"', 'parent: ‸"81"')),
    edit(A18BIS, "a sub-action of another action than its number says", "NAP309", ('parent: "18"', 'parent: ‸"19"')),
    edit(A18BIS, "a sub-action that does not say of what", "NAP309", ('parent: "18"\n', ""), ('id: "18bis"', 'id: ‸"18bis"')),
    edit(A62, "news about a measure that there is not", "NAP608", ("{a: preparing, b: completed}", "{a: preparing, ‸z: completed}")),
    edit(A59, "news about a phase by its French name", "NAP613", ("{Fase 2: completed,", "{‸Phase 2: completed,")),
    edit(A59, "news about a phase that there is not", "NAP610", ("{Fase 2: completed,", "{‸Fase 1: completed,")),
    gone(A35, "an action’s file taken away", "NAP303", PLAN, "  actions: 67"),
    gone("data/actions/67-optional-protocol-convention-against-torture.yaml", "the last action’s file taken away", "NAP303", PLAN, "  actions: 67"),
    gone(A18BIS, "a sub-action’s file taken away", "NAP306", PLAN, "  sub_actions: 4"),
    edit(PLAN, "one action more than there are", "NAP303", ("  actions: 67", "  actions: ‸68")),
    edit(PLAN, "one action fewer than there are", "NAP306", ("  actions: 67", "  actions: ‸66")),
    edit(PLAN, "one sub-action more than there are", "NAP306", ("  sub_actions: 4", "  sub_actions: ‸5")),
]  # fmt: skip

# -- files and what they are made of -----------------------------------------------------------------------------

NAMES = [
    moved(A35, "data/actions/36-corruption-awareness-tool.yaml", "a file under the number of another action", "NAP301", "data/actions/36-corruption-awareness-tool.yaml", "id:"),
    moved(A8, "data/actions/8-sustainability-report-awards.yaml", "a file name without its zero", "NAP301", "data/actions/8-sustainability-report-awards.yaml", "id:"),
    moved(A35, "data/actions/35.yaml", "a file name without words", "NAP301", "data/actions/35.yaml", "id:"),
    moved(A35, "data/actions/corruption-awareness-tool.yaml", "a file name without a number", "NAP301", "data/actions/corruption-awareness-tool.yaml", "id:"),
    moved(A35, "data/actions/35-Corruption-Awareness-Tool.yaml", "capital letters in a file name", "NAP301", "data/actions/35-Corruption-Awareness-Tool.yaml", "id:"),
    moved(A35, "data/actions/35_corruption_awareness_tool.yaml", "underscores in a file name", "NAP301", "data/actions/35_corruption_awareness_tool.yaml", "id:"),
    moved(A35, "data/actions/35-corruption-awareness-tool.yml", "a file name that ends in .yml", "NAP301", "data/actions/35-corruption-awareness-tool.yml", "id:"),
    moved(A18BIS, "data/actions/18-bis-world-cocoa-conference.yaml", "a hyphen before the suffix in a file name", "NAP301", "data/actions/18-bis-world-cocoa-conference.yaml", "id:"),
    moved(A35, "data/actions/35-corruption-awareness-tool.YAML", "a file name that ends in .YAML", "NAP115", "data/actions/35-corruption-awareness-tool.YAML"),
    moved(A35, "data/actions/35-corruption-awareness-tool.yaml.bak", "a file name with .bak after it", "NAP115", "data/actions/35-corruption-awareness-tool.yaml.bak"),
    placed("data/actions/notes.txt", b"Nog doen.", "a note among the actions", "NAP115"),
    placed("data/actions/35-corruption-awareness-tool.yaml~", b"id", "an editor’s copy among the actions", "NAP115"),
    placed("data/actions/chapter-9", Folder(), "a folder among the actions", "NAP115"),
    placed("data/actions/35-x.yaml", Folder(), "a folder that is called as a file", "NAP115"),
    placed("data/actions/notes", Pipe(), "a pipe among the actions", "NAP115"),
    placed(A35, Folder(), "a folder in the place of an action’s file", "NAP115"),
    placed(A35, Pipe(), "a pipe in the place of an action’s file", "NAP114"),
    placed(A35, Link("nowhere.yaml"), "a link to a file that is not there", "NAP114"),
    placed(A35, Link("35-corruption-awareness-tool.yaml"), "a link to itself", "NAP114"),
    placed(A35, Link("."), "a link to a folder", "NAP115"),
    placed(A35, Link("/dev/zero"), "a link to a device", "NAP114"),
    placed(A35, Link("../../elsewhere.txt"), "a link to a file outside the plan", "NAP113"),
    gone(ACTORS, "actors.yaml taken away", "NAP114", ACTORS),
    placed(ACTORS, Folder(), "a folder in the place of actors.yaml", "NAP114"),
    placed(ACTORS, Pipe(), "a pipe in the place of actors.yaml", "NAP114"),
]  # fmt: skip

_SMALL = 'id: "35"\nchapter: 9\n'

BYTES = [
    encoded(A35, "saved as Latin-1", "NAP101", lambda text: text.encode("latin-1", "replace"), "à"),
    encoded(A35, "saved as Windows-1252", "NAP101", lambda text: text.encode("cp1252", "replace"), "’"),
    encoded(A35, "saved as UTF-16", "NAP101", lambda text: text.encode("utf-16"), "#"),
    encoded(A35, "saved as UTF-16 without its mark", "NAP101", lambda text: text.encode("utf-16-le"), "à"),
    placed(A35, 'id: "35"\n'.encode("utf-16-le"), "a file in English saved as UTF-16", "NAP116"),
    edit(A35, "a line end that only some programs see", "NAP116", ("nl: De bewustmakingstool inzake", "nl: De bewustmakingstool‸\u2028inzake")),
    encoded(A35, "saved as UTF-32", "NAP101", lambda text: text.encode("utf-32"), "#"),
    encoded(A35, "saved as UTF-8 with a byte order mark", "NAP102", lambda text: text.encode("utf-8-sig"), "#"),
    encoded(A35, "saved with the line ends of Windows", "NAP103", lambda text: text.replace("\n", "\r\n").encode(), "#"),
    encoded(A35, "saved with the line ends of old Macs", "NAP103", lambda text: text.replace("\n", "\r").encode(), "#"),
    encoded(ACTORS, "actors.yaml saved as Latin-1", "NAP101", lambda text: text.encode("latin-1", "replace"), "é"),
    encoded(PLAN, "plan.yaml saved as UTF-8 with a byte order mark", "NAP102", lambda text: text.encode("utf-8-sig"), "#"),
    bytes_in(A35, "one line end of Windows", "NAP103", "chapter: 9\n", b"chapter: 9\r\n"),
    bytes_in(A35, "a NUL byte", "NAP116", "De bewustmakingstool inzake", b"De bewustmakingstool\0inzake"),
    bytes_in(A35, "an escape sequence of a terminal", "NAP116", "De bewustmakingstool inzake", b"De \x1b[31mtool\x1b[0m inzake"),
    bytes_in(A35, "half a surrogate pair", "NAP101", "De bewustmakingstool inzake", b"De tool \xed\xa0\x80 inzake"),
    bytes_in(A35, "a slash in two bytes", "NAP101", "De bewustmakingstool inzake", b"De tool \xc0\xaf inzake"),
    bytes_in(A35, "half a letter", "NAP101", "De bewustmakingstool inzake", b"De tool \xc3 inzake"),
    placed(A35, b"", "a file without a byte", "NAP113"),
    placed(A35, b"\n\n\n", "only empty lines", "NAP113"),
    placed(A35, b"# yaml-language-server: $schema=../schema/action.schema.json\n", "only a comment", "NAP113"),
    placed(A35, b'- id: "35"\n- chapter: 9\n', "a list instead of fields", "NAP113"),
    placed(A35, b"De bewustmakingstool inzake corruptie\n", "a sentence instead of fields", "NAP113"),
    placed(A35, b"PK\x03\x04\xff\xfe", "a Word file with the name of an action", "NAP101"),
    placed(PLAN, b"", "plan.yaml without a byte", "NAP113"),
    placed(ACTORS, b"# nobody\n", "actors.yaml with only a comment", "NAP113"),
    placed(A35, b"#" * (MAX_FILE_BYTES + 1_000_000), "a file of a megabyte and more", "NAP111"),
]  # fmt: skip

ENDS = [
    cut(A35, "cut off inside a letter", "NAP101", "L’outil de la sensibilisation"[:2], "L’outil", more=-1),
    cut(A35, "cut off inside a field’s name", "NAP105", "\ntit", ""),
    cut(A35, "cut off inside quotes", "NAP105", 'stated: "20', 'stated: "20'),
    cut(A35, "cut off after the deadline", "NAP202", "precision: year\n", 'id: "35"', also=Also(("NAP202",), _GONE)),
    cut(A35, "cut off inside a day", "NAP206", "due: 2024-1", "due: 2024-1", also=Also(("NAP202", "NAP202"), _GONE)),
    cut(A35, "cut off inside a word", "NAP204", "kind: da", "kind: da", also=Also(("NAP202", "NAP202"), _GONE)),
    cut(A35, "cut off before the source", "NAP202", "Nationaal Contactpunt (NCP).\n", 'id: "35"'),
    cut(A35, "cut off inside the name of the last field", "NAP105", "\nsour", ""),
    cut(A35, "cut off after the name of the last field", "NAP208", "\nsource:", "source:"),
    cut(A62, "cut off inside the last update", "NAP606", "status: not_started\n", "status: not_started"),
    cut(A62, "cut off inside a list in brackets", "NAP105", "{a: preparing, b", "{a: preparing, b"),
    cut(PLAN, "plan.yaml cut off inside a chapter", "NAP105", "  - number: 3\n    titl", ""),
    cut(ACTORS, "actors.yaml cut off inside the last actor", "NAP202", "  - id: obfg\n", "  - id: obfg", also=Also(("NAP202",), "its kind and its name are gone")),
]  # fmt: skip

_DEEP = "".join(f"{'  ' * depth}a:\n" for depth in range(MAX_DEPTH))

YAML = [
    edit(A35, "a tab for an indentation", "NAP104", ("  - actor: fod-economie", "‸\t- actor: fod-economie")),
    edit(A35, "a tab before a text", "NAP117", ("chapter: 9", "chapter:‸\t9")),
    edit(A35, "a tab inside a text", "NAP117", ("bewustmakingstool inzake", "bewustmakingstool‸\tinzake")),
    edit(A35, "a colon in a text without quotes", "NAP105", ("nl: De bewustmakingstool inzake", "nl: De bewustmakingstool‸: inzake")),
    edit(A35, "a quote that is not closed", "NAP105", ('stated: "2024"', 'stated: ‸"2024')),
    edit(A35, "a bracket that is not closed", "NAP105", ("actors:⋯deadline:", "actors: ‸[fod-justitie\ndeadline:")),
    edit(A35, "a first field without a colon", "NAP105", ('\nid: "35"', '\n‸id "35"')),
    edit(A35, "a first field of an item without a colon", "NAP105", ("  - id: a\n", "  - ‸id a\n")),
    edit(A35, "a first language without a space after its colon", "NAP105", ("  nl: De bewust", "  ‸nl:De bewust")),
    edit(A35, "a first field of the deadline without a space after its colon", "NAP105", ('  stated: "2024"', '  ‸stated:"2024"')),
    edit(A35, "a first language of a measure without a colon", "NAP105", ("      nl: De brochure vertalen", "      ‸nl De brochure vertalen")),
    edit(A35, "a field without a colon", "NAP105", ("\nchapter: 9\n", "\n‸chapter 9\n")),
    edit(A35, "a field without a space after its colon", "NAP105", ("\nchapter: 9\n", "\n‸chapter:9\n")),
    edit(A35, "a line indented by one space too few", "NAP105", ("  kind: date", " ‸kind: date")),
    edit(A35, "a line that is not indented", "NAP105", ("  kind: date", "‸kind: date")),
    edit(A35, "a language that is not indented", "NAP105", ("  nl: De bewustmakingstool", "‸nl: De bewustmakingstool")),
    edit(A35, "a quoted text that is not indented", "NAP105", ('  stated: "2024"', '‸stated: "2024"')),
    edit(A35, "a field of a measure that is not indented", "NAP105", ("    text:\n      nl: De brochure vertalen", "‸text:\n      nl: De brochure vertalen")),
    edit(A35, "a line indented by one space too many", "NAP105", ("  kind: date", "   kind‸: date")),
    edit(A35, "a text that starts with an at sign", "NAP105", ("en: The corruption", "en: ‸@The corruption")),
    edit(A35, "the marks of a conflict in git", "NAP105", ("chapter: 9\n", "‸<<<<<<< HEAD\nchapter: 9\n=======\nchapter: 10\n>>>>>>> main\n")),
    edit(A35, "a list for a key", "NAP105", ("chapter: 9", "chapter: 9\n? ‸[a, b]\n: c")),
    append(A35, "a second document", "NAP106", '‸---\nid: "36"\n'),
    edit(A35, "a directive", "NAP107", ("# yaml-language-server: $schema=../schema/action.schema.json", "‸%YAML 1.1\n---")),
    edit(A35, "a tag", "NAP108", ("chapter: 9", "chapter: ‸!!int 9")),
    edit(A35, "an anchor", "NAP109", ("chapter: 9", "chapter: ‸&nine 9")),
    edit(A35, "an alias", "NAP109", ("chapter: 9", "chapter: ‸*nine")),
    edit(A35, "a merge key", "NAP109", ("chapter: 9", "<<: ‸*common\nchapter: 9")),
    whole(A35, "a billion laughs", "NAP109", "a: ‸&a [ha, ha, ha]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefghij", "bcdefghijk", strict=True))),
    edit(A35, "a field twice", "NAP110", ("chapter: 9", "chapter: 9\n‸chapter: 9")),
    edit(A35, "a translation twice", "NAP110", ("  de: Das", "  ‸fr: Das")),
    edit(A62, "a measure of an update twice", "NAP110", ("{a: preparing, b: completed}", "{a: preparing, ‸a: completed}")),
    edit(PLAN, "a field of the plan twice", "NAP110", ("source_language: nl", "source_language: nl\n‸source_language: fr")),
    edit(ACTORS, "a field of an actor twice", "NAP110", ("    parent: fod-economie", "    parent: fod-economie\n    ‸parent: fod-justitie")),
    edit(A35, "brackets nested too deep", "NAP112", ("chapter: 9", "chapter: ‸" + "[" * 50 + "]" * 50)),
    whole(A35, "lines nested too deep", "NAP112", _DEEP + "  " * MAX_DEPTH + "‸a: 1\n"),
    whole(A35, "a hundred thousand brackets", "NAP112", "a: ‸" + "[" * 100_000),
    whole(A35, "a hundred thousand dashes on one line", "NAP112", "a:\n  ‸" + "- " * 100_000 + "x\n"),
]  # fmt: skip

# -- what is said ------------------------------------------------------------------------------------------------


def said(name: str, code: str, text: str, also: Also = NOTHING) -> Fault:
    """A measure says something else."""
    return edit(A35, name, code, (_B, f"nl: {text}"), also=also)


TEXTS = [
    said("a bracket that opens and does not close", "NAP801", "De brochure ‸(in het Duits vertalen."),
    said("a bracket that closes and did not open", "NAP801", "De brochure in het Duits‸) vertalen."),
    said("a bracket that another one closes", "NAP801", "De brochure ‸(in het Duits] vertalen."),
    edit(A35, "a bracket on the third line of a text", "NAP801", ("richtlijnen promoten, met inbegrip", "richtlijnen promoten, ‸(met inbegrip")),
    said("a quotation mark that opens and does not close", "NAP802", "De brochure ‸‘Corruptie vertalen."),
    said("a straight quotation mark alone", "NAP802", 'De brochure ‸"Corruptie vertalen.'),
    edit(A35, "a French quotation that is not closed", "NAP802", ("fr: L’outil de sensibilisation", "fr: L’outil ‸« de sensibilisation")),
    edit(A35, "a German quotation that is not closed", "NAP802", ("de: Das Sensibilisierungsinstrument", "de: Das ‸„Sensibilisierungsinstrument")),
    edit(A35, "a tab between double quotes", "NAP117", (_B, 'nl: ‸"De brochure\\tvertalen."')),
    edit(A35, "a word with a number sign on a line of its own", "NAP809", (_B, "nl: De brochure\n        ‸#vertalen in het Duits.")),
    said("two spaces", "NAP803", "De brochure‸  vertalen in het Duits."),
    edit(A35, "two spaces on the second line of a text", "NAP803", ("Ze staat gratis online", "Ze staat‸  gratis online")),
    edit(PLAN, "two spaces in the title of a chapter", "NAP803", ("nl: Ondernemingen en kinderrechten", "nl: Ondernemingen‸  en kinderrechten")),
    edit(ACTORS, "two spaces in the name of an actor", "NAP803", ("nl: The Shift", "nl: The‸  Shift")),
    edit(A35, "two spaces a hundred thousand characters into a line", "NAP803", (_B, f"nl: {'Vertalen. ' * 10_000}En ‸ dan.")),
    said("a lost character", "NAP804", "De offici‸\ufffdle brochure vertalen."),
    said("a letter opened in another encoding", "NAP804", "De offici‸Ã«le brochure vertalen."),
    said("an apostrophe opened in another encoding", "NAP804", "De brochure vertalen voor België‸â€™s posten."),
    said("a character of no width", "NAP804", "De bro‸\u200bchure vertalen."),
    said("a mark that turns the direction of reading", "NAP804", "De brochure ‸\u202eneltrev."),
    said("a soft hyphen", "NAP804", "De bro‸\u00adchure vertalen."),
    said("a byte order mark in the middle", "NAP804", "De bro‸\ufeffchure vertalen."),
    said("bold letters in HTML", "NAP805", "De brochure ‸<b>vertalen</b>.", also=_TAGS),
    said("a script", "NAP805", "De brochure ‸<script>alert(1)</script> vertalen.", also=_TAGS),
    said("an entity of HTML", "NAP805", "De brochure ‸&eacute;n de folder vertalen."),
    said("a link that runs a script", "NAP806", "Zie ‸javascript:alert(1) voor de brochure."),
    said("a link with one slash", "NAP806", "Zie ‸https:/example.org voor de brochure."),
    edit(A62, "evidence that is no link", "NAP806", ("url: https://example.org/verdrag", "url: ‸verdrag.pdf")),
    edit(A62, "evidence without https", "NAP806", ("url: https://example.org/verdrag", "url: ‸www.example.org/verdrag")),
    edit(A62, "evidence at an e-mail address", "NAP806", ("url: https://example.org/verdrag", "url: ‸mailto:verdrag@example.org")),
    edit(PLAN, "a source that is no link", "NAP806", ("url: https://www.duurzameontwikkeling.be/nl", "url: ‸duurzameontwikkeling.be")),
    said("a telephone number", "NAP807", "De brochure vertalen (bel ‸02 123 45 67)."),
    said("a telephone number with its country", "NAP807", "De brochure vertalen (bel ‸+32 470 12 34 56)."),
    said("a personal e-mail address", "NAP808", "De brochure vertalen (‸jan.peeters@example.org)."),
    said("a text cut off by a number sign", "NAP809", "De brochure‸ #2 vertalen in het Duits."),
    edit(A35, "a comment that became part of a text", "NAP810", ("Ze staat gratis online", "Ze staat ‸# nap: ignore[NAP803] zo staat het er\n    gratis online")),
    edit(A35, "a merge in the middle of a text", "NAP118", (" Ze staat gratis online", "\n    ‸<<<<<<< HEAD\n    Ze staat gratis online\n    =======\n    Ze staat online\n    >>>>>>> main\n   ")),
    edit(A35, "a title in translations only", "NAP705", ("title:\n  nl: De bewustmakingstool inzake corruptie\n", "‸title:\n")),
    said("a text that has still to be written", "NAP704", "‸TODO"),
    said("a text that is to be filled in", "NAP704", "‸Nog in te vullen."),
    said("a text of a printer", "NAP704", "‸Lorem ipsum dolor sit amet."),
]  # fmt: skip

LANGUAGES = [
    edit(A35, "a language that the plan does not have", "NAP702", ("  en: The corruption", "  ‸es: The corruption")),
    edit(A35, "a language by its name", "NAP702", ("  en: The corruption", "  ‸english: The corruption")),
    edit(A35, "a language in capital letters", "NAP702", ("  en: The corruption", "  ‸EN: The corruption")),
    edit(A62, "the same text as Dutch and as French", "NAP703", ("fr: L’avant-projet de loi est soumis pour avis.", "fr: ‸Het wetsontwerp ligt voor advies voor.")),
    edit(A62, "an update in one of two languages", "NAP701", ("      fr: L’avant-projet de loi est soumis pour avis.\n", ""), ("    text:\n      nl: Het wetsontwerp", "    ‸text:\n      nl: Het wetsontwerp")),
    edit(A62, "obstacles in one of two languages", "NAP701", ("obstacles:\n      nl: De neerlegging wacht op de bekendmaking.\n", "‸obstacles:\n")),
    edit(PLAN, "a chapter in a language that the plan does not have", "NAP702", ("      en: Business and children’s rights", "      ‸es: Business and children’s rights")),
    edit(ACTORS, "a language of letters that the plan does not have", "NAP702", ("      de: The Shift", "      ‸it: La Shift")),
]  # fmt: skip

# -- what is reported --------------------------------------------------------------------------------------------

_LINK = ("evidence:", "  - url: https://example.org/bewijs")
_TEXT = ("text:", "  nl: De brochure is klaar.", "  fr: La brochure est prête.")

UPDATES = [
    reporting(A35, "news of next year", "NAP601", "date: ‸2027-12-31", "by: fod-justitie", "status: in_progress"),
    reporting(A35, "news of tomorrow", "NAP601", "date: ‸2026-11-24", "by: fod-justitie", "status: in_progress"),
    reporting(A35, "news from before the plan", "NAP602", "date: ‸2023-12-31", "by: fod-justitie", "status: in_progress"),
    append(A62, "two updates by one body on one day", "NAP603", "  - date: ‸2025-12-31\n    by: fod-buitenlandse-zaken\n    status: preparing\n"),
    reporting(A35, "news from a body that is not in the action", "NAP604", "date: 2025-12-31", "by: ‸douane", "status: in_progress"),
    reporting(A35, "completed, and no evidence", "NAP605", "date: 2025-12-31", "by: fod-justitie", "status: ‸completed", *_TEXT),
    reporting(A35, "not started, and no obstacles", "NAP606", "date: 2025-12-31", "by: fod-justitie", "status: ‸not_started", *_TEXT),
    append(A62, "back from completed without a word", "NAP607", "  - date: 2026-06-30\n    by: fod-volksgezondheid\n    status: ‸in_progress\n"),
    edit(A62, "completed, but not all of its measures", "NAP609", ("{a: completed, b: completed}", "{a: ‸in_progress, b: completed}")),
    edit(A62, "not started, but a measure is completed", "NAP609", ("    status: not_started", "    status: not_started\n    measures: {a: ‸completed}")),
    append(A62, "an older update after newer ones", "NAP611", "  - date: ‸2025-06-30\n    by: fod-buitenlandse-zaken\n    status: preparing\n"),
    append(A62, "a correction of nothing", "NAP614", "  - date: 2026-06-30\n    by: fod-volksgezondheid\n    status: completed\n    evidence:\n      - url: https://example.org/bewijs\n    ‸corrects:\n      nl: Nu klaar.\n      fr: Prêt.\n"),
    edit(A62, "received before it was true", "NAP612", ("received: 2026-02-03", "received: ‸2025-02-03")),
    edit(A62, "received tomorrow", "NAP612", ("received: 2026-02-03", "received: ‸2026-11-24")),
]  # fmt: skip

IGNORES = [
    edit(A35, "an ignore that nothing needs", "NAP001", ("chapter: 9", "chapter: 9  ‸# nap: ignore[NAP305] het hoofdstuk komt nog")),
    edit(A35, "an ignore above a line that does not need it", "NAP001", ("chapter: 9", "‸# nap: ignore[NAP305] het hoofdstuk komt nog\nchapter: 9")),
    edit(A35, "an ignore without a reason", "NAP002", ("chapter: 9", "chapter: 17  ‸# nap: ignore[NAP305]")),
    edit(A35, "an ignore without a rule", "NAP002", ("chapter: 9", "chapter: 9  ‸# nap: ignore het hoofdstuk komt nog")),
    edit(A35, "an ignore of a rule that there is not", "NAP003", ("chapter: 9", "chapter: 9  ‸# nap: ignore[NAP999] het hoofdstuk komt nog")),
    edit(A35, "an ignore of another rule than is broken", "NAP305", ("chapter: 9", "chapter: ‸17  # nap: ignore[NAP205] het hoofdstuk komt nog"), also=Also(("NAP001",), "the comment ignores nothing")),
    edit(PLAN, "a rule in the settings that there is not", "NAP003", ("round:\n", "lint:\n  ignore: [‸NAP999]\nround:\n")),
    edit(PLAN, "a rule in the settings that is no code", "NAP205", ("round:\n", "lint:\n  ignore: [‸dubbele-spatie]\nround:\n")),
]  # fmt: skip

# -- what a change may not do ------------------------------------------------------------------------------------

CHANGES = [
    edit(A35, "another title", "NAP901", ("nl: De bewustmakingstool inzake corruptie", "nl: ‸De bewustmakingstool inzake omkoping"), also=Also(("NAP906",), "the translations still say the old one")),
    edit(A35, "other words for the deadline", "NAP901", ('stated: "2024"', 'stated: ‸"Eind 2024"')),
    edit(A35, "an actor less", "NAP901", ("actors:\n  - actor: fod-justitie\n", "actors:\n  ‸- actor: fod-economie\n"), ("  - actor: fod-economie\n  - actor: fod-buit", "  - actor: fod-buit")),
    edit(A35, "an actor more", "NAP901", ("  - actor: fod-buitenlandse-zaken", "  - actor: fod-buitenlandse-zaken\n  - ‸actor: bosa")),
    edit(A35, "a measure less", "NAP901", ("measures:\n  - id: a", "measures:\n  ‸- id: a"), ("  - id: c⋯  - id: d", "  - id: d")),
    edit(A35, "a measure more", "NAP901", ("baseline:", "  - ‸id: e\n    text:\n      nl: Een tweede brochure maken.\nbaseline:")),
    edit(A35, "a measure in other words", "NAP901", ("- id: b", "- ‸id: b"), (_B, "nl: De brochure vertalen in het Duits."), also=_FRENCH),
    edit(A18BIS, "a sub-action of nothing", "NAP901", ('parent: "18"', 'parent: ‸"19"'), also=Also(("NAP309",), "its number says of what it is a part")),
    edit(A35, "another action under the same number", "NAP905", ('id: "35"\nchapter: 9', 'id: ‸"35"\nchapter: 10'), ("title:⋯actors:", "title:\n  nl: Een nieuw register\n  fr: Un nouveau registre\nactors:")),
    gone(A35, "an action’s file taken away", "NAP902", PLAN, "id:"),
    edit(A62, "an update with another status", "NAP903", ("- date: 2024-12-31", "- ‸date: 2024-12-31"), ("status: in_progress", "status: preparing")),
    edit(A62, "an update with another text", "NAP903", ("- date: 2024-12-31", "- ‸date: 2024-12-31"), ("nl: Het wetsontwerp ligt voor advies voor.", "nl: Het wetsontwerp is klaar."), also=_FRENCH),
    edit(A62, "an update on another day", "NAP903", ("- date: 2024-12-31", "- date: ‸2025-01-31")),
    edit(A62, "an update taken away", "NAP903", ("updates:\n  - date: 2024-12-31⋯  - date: 2025-12-31\n    by: fod-volksgezondheid", "updates:\n  ‸- date: 2025-12-31\n    by: fod-volksgezondheid")),
    edit(A59, "the only update taken away", "NAP903", ('id: "59"', '‸id: "59"'), ("updates:⋯", "")),
    edit(A40, "a deadline that was overwritten", "NAP904", ("due: 2026-06-06", "due: ‸2026-12-31")),
    edit(A59, "the deadline of a phase that was overwritten", "NAP904", ("      due: 2023-03-31\n      precision", "      due: ‸2024-03-31\n      precision")),
    edit(A59, "another name for a phase", "NAP904", ("- label:\n        nl: Fase 2\n", "- label:\n        ‸nl: Fase II\n"), ("{Fase 2:", "{Fase II:"), also=Also(("NAP903", "NAP906"), "the update that names the phase must follow, and the translations")),
    edit(A40, "another kind of deadline", "NAP904", ("kind: date", "kind: ‸external")),
    edit(A8, "a deadline’s later day rewritten", "NAP907", ("- date: 2024-11-15", "- ‸date: 2024-11-15"), ("due: 2026-12-31", "due: 2027-12-31")),
    edit(A8, "a decision on a deadline taken away", "NAP907", ("  stated:", "  ‸stated:"), ("  revisions:⋯measures:", "measures:")),
    edit(A40, "another reason for an erratum", "NAP907", ("- date: 2025-03-14", "- ‸date: 2025-03-14"), ("nl: De titel was fout overgenomen.", "nl: De titel was onvolledig."), also=_FRENCH),
    edit(PLAN, "the title of a chapter, and none of its translations", "NAP906", ("nl: Ondernemingen en kinderrechten", "nl: ‸Ondernemingen en de rechten van het kind")),
]  # fmt: skip

_TOPICS = {
    "A value of the wrong type": TYPES,
    "A field that says nothing": EMPTY,
    "Fields that are missing, or that there are not": FIELDS,
    "Words that there are not": WORDS,
    "Ids and names of the wrong form": FORMS,
    "Days": DAYS,
    "Deadlines": DEADLINES,
    "Who does it": BODIES,
    "Numbers, letters and counts": NUMBERS,
    "Files": NAMES,
    "Bytes": BYTES,
    "Files that were cut off": ENDS,
    "YAML": YAML,
    "Texts": TEXTS,
    "Languages": LANGUAGES,
    "Reports": UPDATES,
    "Comments and settings that ignore a rule": IGNORES,
    "Changes since an earlier revision": CHANGES,
}

FAULTS = [
    replace(fault, topic=topic, against_base=found is CHANGES) for topic, found in _TOPICS.items() for fault in found
]
"""All faults, by topic."""
