"""Make a large plan out of a real one: the same shapes, other numbers and actors, and two updates an action.

Its titles stand in all languages, other texts in the plan's own: it does not grow when more of the real plan is
translated, and its files stay as large as those for which the goals were set. The same size gives the same bytes.
Run on its own: `python bench/make_plan.py 10000 FOLDER`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

BODIES = 300
_GOVERNMENTS = 6
_UNITS_FROM = 240
"""Bodies with a higher number are units of another."""

_PARENT = re.compile(r"^parent: .*\n", re.MULTILINE)
_ID = re.compile(r"^id: .*$", re.MULTILINE)
_UPDATES = re.compile(r"^updates:\n.*", re.MULTILINE | re.DOTALL)
_ONE_ACTOR = re.compile(r"^( *- actor: )([a-z0-9-]+)$", re.MULTILINE)
_ACTOR_LIST = re.compile(r"^( *actors: \[)([a-z0-9, -]+)(\])$", re.MULTILINE)
_TITLE = re.compile(r"^title:\n(?: .*\n)+", re.MULTILINE)
_TRANSLATION = re.compile(r"^( +)(?:fr|de|en):.*\n(?:\1 +.*\n)*", re.MULTILINE)
_MEASURE = re.compile(r'^  - id: "?([a-z]{1,2})"?$', re.MULTILINE)
_COORDINATOR = re.compile(r"^(coordinator:\n  actor: ).*$", re.MULTILINE)
_COUNTS = re.compile(r"^counts:\n(?:  .*\n)+", re.MULTILINE)

_STATUSES = ("not_started", "preparing", "in_progress", "in_progress", "completed", "stopped")

_FIRST_UPDATE = """\
updates:
  - date: 2024-12-31
    by: {by}
    status: {status}
    text:
      nl: >-
        De voorbereiding van dossier {number} is begonnen; het overleg met de betrokken diensten
        vond plaats in het najaar.
      fr: La préparation du dossier {number} a commencé.
    received: 2025-02-{day:02}
"""
_SECOND_UPDATE = """\
  - date: 2025-12-31
    by: {by}
    status: {status}
    text:
      nl: Een eerste verslag over dossier {number} is besproken in de werkgroep.
      fr: Le groupe de travail a examiné un premier rapport sur le dossier {number}.
    obstacles:
      nl: De afstemming vraagt meer tijd dan voorzien.
      fr: La concertation prend plus de temps que prévu.
    evidence:
      - url: https://example.org/dossier/{number}
"""


_FAULTS = (
    ("    status: preparing\n", "    status: prepairing\n"),
    ("    by: body-", "    by: bodi-"),
    ("  - date: 2024-12-31\n", "  - date: 2024-13-31\n"),
    ("  section: ", "  sectoin: "),
    ("La préparation du dossier", "La préparation  du dossier"),
)
"""What is written otherwise in a plan with faults: a word, an actor, a day, a key, a text."""


def make_plan(real: Path, folder: Path, size: int, *, faulty: bool = False) -> None:
    """Write a plan of `size` actions into a folder, made from the plan whose folder is `real`.

    A faulty one has one fault in the file of every action.
    """
    actions = folder / "data" / "actions"
    actions.mkdir(parents=True)
    templates = [
        (path.stem.partition("-")[2], path.read_text(encoding="utf-8"))
        for path in sorted((real / "data" / "actions").glob("*.yaml"))
    ]
    manifest = (real / "data" / "plan.yaml").read_text(encoding="utf-8")
    _write(folder / "data" / "plan.yaml", _manifest(manifest, size))
    _write(folder / "data" / "actors.yaml", _actors())
    for number in range(1, size + 1):
        slug, template = templates[number % len(templates)]
        text = _action(template, number)
        if faulty:
            text = text.replace(*_FAULTS[number % len(_FAULTS)], 1)
        _write(actions / f"{number:02}-{slug}.yaml", text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _manifest(text: str, size: int) -> str:
    text = _COORDINATOR.sub(rf"\g<1>{_body(1)}", text)
    return _COUNTS.sub(f"counts:\n  actions: {size}\n  sub_actions: 0\n", text)


def _body(number: int) -> str:
    return f"body-{number:03}"


def _actors() -> str:
    """Six governments and 300 bodies, the last ones as units of others."""
    entries = [_actor(f"government-{number}", "government", None, number) for number in range(1, _GOVERNMENTS + 1)]
    for number in range(1, BODIES + 1):
        unit = number > _UNITS_FROM
        parent = _body(number - _UNITS_FROM) if unit else f"government-{number % _GOVERNMENTS + 1}"
        entries.append(_actor(_body(number), "unit" if unit else "body", parent, number))
    return "actors:\n" + "".join(entries)


def _actor(actor_id: str, kind: str, parent: str | None, number: int) -> str:
    above = f"    parent: {parent}\n" if parent else ""
    acronym = f"    acronym: {{nl: DVV{number}, fr: SDN{number}}}\n" if number % 3 == 0 and kind != "government" else ""
    return (
        f"  - id: {actor_id}\n    kind: {kind}\n{above}{acronym}"
        f"    name:\n      nl: Dienst voor voorbeelden {number} ({kind})\n"
        f"      fr: Service des exemples {number} ({kind})\n"
        f"      de: Dienststelle für Beispiele {number} ({kind})\n      en: Service for examples {number} ({kind})\n"
        f"    aliases:\n      - Voorbeelddienst {number} ({kind})\n"
    )


def _action(template: str, number: int) -> str:
    """A real action with another number, other actors and two updates."""
    rename = _renamed(number)
    text = _untranslated(_UPDATES.sub("", _PARENT.sub("", template)))
    text = _ID.sub(f'id: "{number}"', text, count=1)
    text = _ONE_ACTOR.sub(lambda found: found[1] + rename(found[2]), text)
    text = _ACTOR_LIST.sub(lambda found: f"{found[1]}{', '.join(map(rename, found[2].split(', ')))}{found[3]}", text)
    by = _ONE_ACTOR.findall(text)
    speaker = by[number % len(by)][1] if by else _body(number % BODIES + 1)
    return text + _updates(number, speaker, _MEASURE.findall(text))


def _untranslated(text: str) -> str:
    """An action with the source language's texts only, but for its title."""
    title = _TITLE.search(text)
    if title is None:
        return text
    return text[: title.end()] + _TRANSLATION.sub("", text[title.end() :])


def _renamed(number: int) -> Callable[[str], str]:
    """Which body stands for which actor in an action: the same for the same actor, and another for each."""
    bodies: dict[str, str] = {}
    return lambda actor: bodies.setdefault(actor, _body((7 * number + len(bodies)) % BODIES + 1))


def _updates(number: int, by: str, measures: Sequence[str]) -> str:
    status = _STATUSES[number % len(_STATUSES)]
    first = _FIRST_UPDATE.format(by=by, status="preparing", number=number, day=number % 28 + 1)
    second = _SECOND_UPDATE.format(by=by, status=status, number=number)
    if not measures:
        return first + second
    states = ", ".join(f"{measure}: {status}" for measure in measures)
    return f"{first}{second}    measures: {{{states}}}\n"


if __name__ == "__main__":
    make_plan(Path(__file__).resolve().parent.parent, Path(sys.argv[2]), int(sys.argv[1]))
