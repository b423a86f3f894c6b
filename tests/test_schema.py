"""JSON Schema for editors: up to date, in agreement with what nap itself reads, and with help in every field."""

from __future__ import annotations

import ast
import copy
import inspect
import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Nap, action, actors, manifest, update, write_plan
from jsonschema import Draft202012Validator

from nap.model import action as action_module
from nap.model import actor as actor_module
from nap.model import manifest as manifest_module
from nap.model.base import Record
from nap.store.schema import FOLDER, schemas
from nap.store.yaml import parse

ACTION, ACTORS, PLAN = "action.schema.json", "actors.schema.json", "plan.schema.json"
FILES = {
    **dict.fromkeys(sorted((ROOT / "data/actions").glob("*.yaml")), ACTION),
    ROOT / "data/actors.yaml": ACTORS,
    ROOT / "data/plan.yaml": PLAN,
}


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    return {name: Draft202012Validator(json.loads(text)) for name, text in schemas().items()}


def with_lists(value: Any) -> Any:
    """A value as JSON has it: lists for tuples."""
    if isinstance(value, tuple):
        return [with_lists(item) for item in value]
    if isinstance(value, dict):
        return {key: with_lists(item) for key, item in value.items()}
    return value


def content(path: Path) -> Any:
    return with_lists(parse(path.read_bytes())[0])


def mappings(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where there are mappings in a value."""
    if isinstance(value, dict):
        yield at
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from mappings(item, (*at, key))


# -- the command -----------------------------------------------------------------------------------------------


def test_the_schemas_of_the_real_plan_are_up_to_date(nap: Nap) -> None:
    done = nap("schema", "--check")
    assert (done.code, done.out) == (0, "")
    assert "up to date" in done.err


def test_a_stale_schema_is_told_and_left_alone_by_a_check_and_written_without_one(tmp_path: Path, nap: Nap) -> None:
    folder = write_plan(tmp_path, action())
    shutil.copytree(ROOT / FOLDER, folder / FOLDER)
    stale = folder / FOLDER / ACTION
    stale.write_text(stale.read_text().replace("How far it is.", "How far."))
    (folder / FOLDER / PLAN).unlink()
    before = stale.read_text()

    done = nap("schema", "--check", plan=folder)
    assert done.code == 1
    assert done.lines == [f"{FOLDER}/{name} is stale: run nap schema" for name in (ACTION, PLAN)]
    assert stale.read_text() == before
    assert not (folder / FOLDER / PLAN).exists()

    done = nap("schema", plan=folder)
    assert (done.code, done.lines) == (0, [f"{FOLDER}/{name} written" for name in (ACTION, PLAN)])
    assert nap("schema", "--check", plan=folder).code == 0
    for name in (ACTION, ACTORS, PLAN):
        assert (folder / FOLDER / name).read_bytes() == (ROOT / FOLDER / name).read_bytes()


def test_a_plan_without_schemas_gets_them(tmp_path: Path, nap: Nap) -> None:
    folder = write_plan(tmp_path, action())
    assert nap("schema", "--check", plan=folder).code == 1
    assert not (folder / FOLDER).exists()
    assert nap("schema", plan=folder).code == 0
    assert sorted(path.name for path in (folder / FOLDER).iterdir()) == [ACTION, ACTORS, PLAN]


def test_outside_a_plan_there_is_nothing_to_write(tmp_path: Path, nap: Nap) -> None:
    assert nap("schema", plan=tmp_path).code == 2
    assert list(tmp_path.iterdir()) == []


# -- agreement with the files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [ACTION, ACTORS, PLAN])
def test_a_schema_is_a_valid_schema_and_ends_with_a_line_end(name: str) -> None:
    text = (ROOT / FOLDER / name).read_text(encoding="utf-8")
    schema = json.loads(text)
    Draft202012Validator.check_schema(schema)
    assert (schema["$schema"], schema["$id"]) == ("https://json-schema.org/draft/2020-12/schema", name)
    assert text.endswith("}\n")


def test_there_are_71_actions_to_check() -> None:
    assert len(FILES) == 73


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_real_file_is_accepted(path: Path, validators: dict[str, Draft202012Validator]) -> None:
    assert [error.message for error in validators[FILES[path]].iter_errors(content(path))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_real_file_names_its_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == ROOT / FOLDER / FILES[path]


FULL = {
    ACTION: action(
        "18bis",
        parent="18",
        title="Titel",
        actors=[{"actor": "een", "role": "trekker"}],
        deadline={
            "stated": "Fase 1: eind 2024",
            "kind": "phased",
            "phases": [{"label": "Fase 1", "start": "2024-01-01", "due": "2024-12-31", "precision": "year"}],
            "note": "Uitleg.",
            "revisions": [{"date": "2025-01-01", "due": "2026-12-31", "reason": "Later.", "decided_by": "De regering"}],
        },
        measures=[{"id": "a", "text": "Iets", "actors": ["een"], "due": "2024-12-31"}],
        baseline={"nl": "Al zo."},
        source={"section": "Actie 18", "annex_id": "18.1", "annex_title": "Titel", "remarks": ["Iets"]},
        updates=[
            update(
                "2025-12-31", "completed", scope="action", text="Klaar.", obstacles={"nl": "Geen."},
                evidence=[{"url": "https://example.org/", "title": "Bewijs"}], measures={"a": "completed"},
                phases={"Fase 1": "completed"}, received="2026-02-10",
            )
        ],
    ),
    ACTORS: actors(
        {
            "id": "a", "kind": "external", "parent": "staat", "acronym": "A", "name": "A", "long_name": {"nl": "Aa"},
            "aliases": ["AA"], "language": "fr", "successor": "een", "note": "Uitleg.",
        }
    ),
    PLAN: manifest(
        milestones=[{"id": "halfweg", "title": "Halfweg", "date": "2026-10-05", "recipients": [{"name": "Parlement"}]}],
        acronyms=[{"acronym": "NAP", "meaning": "Plan", "acronyms": {"fr": "PAN"}, "annex": True}],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FULL)
def test_a_file_with_every_field_is_accepted(name: str, validators: dict[str, Draft202012Validator]) -> None:
    assert [error.message for error in validators[name].iter_errors(FULL[name])] == []


@pytest.mark.parametrize(("name", "at"), [(name, at) for name in FULL for at in mappings(FULL[name])])
def test_an_unknown_key_is_refused_wherever_it_stands(
    name: str, at: tuple[str | int, ...], validators: dict[str, Draft202012Validator]
) -> None:
    changed = copy.deepcopy(FULL[name])
    here: Any = changed
    for step in at:
        here = here[step]
    here["Onbekend veld"] = "x"
    refusals = [list(error.absolute_path) for error in validators[name].iter_errors(changed)]
    if at[-1:] == ("phases",):  # by label: any text
        assert refusals[0] == [*at, "Onbekend veld"]
    else:
        assert refusals == [list(at)]


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"id": 35}, ["id"]),
        ({"id": "035"}, ["id"]),
        ({"chapter": "1"}, ["chapter"]),
        ({"chapter": 0}, ["chapter"]),
        ({"title": ""}, ["title"]),
        ({"title": {}}, ["title"]),
        ({"title": 5}, ["title"]),
        ({"actors": [{"actor": "Dienst Een"}]}, ["actors", 0, "actor"]),
        ({"deadline": {"stated": "2024", "kind": "dat"}}, ["deadline", "kind"]),
        ({"deadline": {"kind": "ongoing"}}, ["deadline"]),
        ({"measures": [{"id": "1", "text": "x"}]}, ["measures", 0, "id"]),
        ({"measures": [{"id": "a", "text": "x", "due": "31-12-2024"}]}, ["measures", 0, "due"]),
        ({"updates": [update("2025-01-01", "done")]}, ["updates", 0, "status"]),
        ({"updates": [update("2025-01-01", "completed", evidence=[{"url": "www.x.be"}])]},
         ["updates", 0, "evidence", 0, "url"]),
        ({"updates": [update("2025-01-01", "completed", measures={"a": "klaar"})]}, ["updates", 0, "measures", "a"]),
    ],
)  # fmt: skip
def test_an_editor_sees_the_mistakes_that_nap_finds(
    changes: dict[str, Any], where: list[str | int], validators: dict[str, Draft202012Validator]
) -> None:
    refusals = list(validators[ACTION].iter_errors(action() | changes))
    assert [list(error.absolute_path) for error in refusals] == [where]


# -- help in every field ---------------------------------------------------------------------------------------


def explained(module: Any) -> dict[str, dict[str, str]]:
    """The words under each field of each record of a module, as its source has them."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if not isinstance(node, ast.ClassDef):
            continue
        for field, words in zip(node.body, [*node.body[1:], None], strict=True):
            if isinstance(field, ast.AnnAssign):
                text = ast.literal_eval(words.value) if isinstance(words, ast.Expr) else ""
                found.setdefault(node.name, {})[field.target.id] = " ".join(text.split())  # type: ignore[union-attr]
    return found


WORDS = {
    record: fields
    for module in (action_module, actor_module, manifest_module)
    for record, fields in explained(module).items()
}


@cache
def described() -> dict[str, tuple[dict[str, Any], str]]:
    """The schema of each record, and what it is called there."""
    found = {}
    for name, top in ((ACTION, "Action"), (ACTORS, "ActorsFile"), (PLAN, "Manifest")):
        schema = json.loads(schemas()[name])
        found[top] = schema, name
        found |= {record: (part, name) for record, part in schema["$defs"].items()}
    return found


def test_every_record_is_described_in_a_schema() -> None:
    records = {record.__name__ for record in Record.__subclasses__() if record.__module__.startswith("nap.model.")}
    assert records == set(described()) == set(WORDS)


@pytest.mark.parametrize(("record", "field"), [(record, field) for record in WORDS for field in WORDS[record]])
def test_every_field_is_explained_by_the_words_under_it(record: str, field: str) -> None:
    schema, _ = described()[record]
    assert WORDS[record][field]
    assert schema["properties"][field]["description"] == WORDS[record][field]


@pytest.mark.parametrize("record", WORDS)
def test_every_record_is_explained_and_closed(record: str) -> None:
    schema, _ = described()[record]
    assert schema["description"]
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == set(WORDS[record])


def test_every_field_has_a_title_and_a_description_for_editors() -> None:
    for name, text in schemas().items():
        schema = json.loads(text)
        for record in (schema, *schema["$defs"].values()):
            for field, described in record.get("properties", {}).items():
                assert described["title"], f"{name}: {field}"
                assert described["description"], f"{name}: {field}"
