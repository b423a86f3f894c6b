"""What docs/templates.md says of the fields of a report: their sort, their meaning, and an example of each.

Meanings are the docstrings in the code, examples are taken from reports on the plan in tests/plans/rounds.
"""

from __future__ import annotations

import ast
import datetime
import inspect
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from textwrap import fill
from types import ModuleType
from typing import Any, NamedTuple, get_args

from conftest import PLANS, loaded

from nap.model import words
from nap.query import Choice
from nap.views import action_pages, figures, pages
from nap.views.action_pages import Said
from nap.views.pages import Report
from nap.views.report import report
from nap.views.scope import over_period, over_year

YEAR = 2026
LANGUAGE = "en"
HOSTILE = "11"
"""The action of that plan whose texts try to be markup; no example is taken from it."""
SHOWN = 6
LONGEST = 60
PLACES = 3
WIDTH = 125

RECORDS: dict[str, type[Any]] = {
    name: record
    for module in (figures, action_pages, pages)
    for name, record in vars(module).items()
    if isinstance(record, type) and record.__module__ == module.__name__ and hasattr(record, "_fields")
}


class Field(NamedTuple):
    """One field of a record."""

    name: str
    sort: ast.expr
    meaning: str


class Table(NamedTuple):
    """One record."""

    name: str
    meaning: str
    fields: list[Field]


# -- what the code says ----------------------------------------------------------------------------------------


@cache
def tables() -> dict[str, Table]:
    """The records that a template can get at, `Report` first and each after the one that holds it."""
    known = dict(_read(figures) | _read(action_pages) | _read(pages))
    found: dict[str, Table] = {}
    waiting = ["Report"]
    while waiting:
        table = known[waiting.pop(0)]
        found[table.name] = table
        names = [name for field in table.fields for name in _names(field.sort)]
        waiting += [name for name in dict.fromkeys(names) if name in known and name not in (*found, *waiting)]
    return found


def _read(module: ModuleType) -> dict[str, Table]:
    """The records of a module, with the docstrings of their fields and of what is made of those."""
    return {
        node.name: Table(node.name, ast.get_docstring(node) or "", list(_fields(node)))
        for node in ast.parse(inspect.getsource(module)).body
        if isinstance(node, ast.ClassDef) and node.name in RECORDS
    }


def _fields(record: ast.ClassDef) -> Iterator[Field]:
    for node, after in zip(record.body, [*record.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield Field(node.target.id, node.annotation, _string(after))
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.returns is not None:
            yield Field(node.name, node.returns, ast.get_docstring(node) or "")


def _string(node: ast.stmt | None) -> str:
    """What a statement says that is only a text."""
    said = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node.value.value
    return said if isinstance(said, str) else ""


def _names(sort: ast.expr) -> list[str]:
    return [node.id for node in ast.walk(sort) if isinstance(node, ast.Name)]


# -- the words of which a field can have one -------------------------------------------------------------------


def vocabularies() -> dict[str, str]:
    """The closed lists of words that fields have, each with its docstring."""
    body = ast.parse(inspect.getsource(words)).body
    said = {
        node.targets[0].id: _string(after)
        for node, after in pairwise(body)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    used = {name for table in tables().values() for field in table.fields for name in _names(field.sort)}
    return {name: meaning for name, meaning in said.items() if name in used}


# -- examples --------------------------------------------------------------------------------------------------


@cache
def example_views() -> Mapping[str, Report]:
    """Reports from which examples are taken, the first first, each by what is said of it."""
    plan = loaded(PLANS / "rounds").whole()
    scope = over_year(plan.manifest.term, YEAR)
    part = Choice(actors=("Ministerie van Water",), chapters=("1",), governments=("Het Rijk",))
    return {
        "": report(plan, scope, LANGUAGE, revision="5f0c9e2b7d14a86333e1c07a9b52d4f8e6ab1970"),
        "of an extract": report(plan, scope, LANGUAGE, part),
        "made in the year itself": report(plan, scope, LANGUAGE, made=datetime.date(YEAR, 11, 23)),
        "with `--since round-2025`": report(plan, scope, LANGUAGE, since=("round-2025", plan)),
        "over 2024": report(plan, over_year(plan.manifest.term, 2024), LANGUAGE),
        "with `--from 2024 --to 2027`": report(plan, over_period(plan.manifest.term, 2024, 2027), LANGUAGE),
    }


@cache
def examples() -> dict[tuple[str, str], str]:
    """For each record and field an example; none for a field that is empty wherever it is looked for."""
    found = {}
    everything = {label: list(_records(view)) for label, view in example_views().items()}
    for name, table in tables().items():
        lists = {label: [item for item in items if type(item).__name__ == name] for label, items in everything.items()}
        for field in table.fields:
            chosen = _chosen(lists, field.name, [field.name for field in table.fields])
            if chosen is not None:
                found[name, field.name] = chosen
    return found


def _chosen(lists: Mapping[str, list[Any]], name: str, names: list[str]) -> str | None:
    """The value of the record that has most to tell, or else of the first that has one at all."""
    for empty in (False, True):
        for label, items in lists.items():
            fullest = sorted(items, key=lambda item: -sum(_says(getattr(item, other)) for other in names))
            for item in fullest:
                value = getattr(item, name)
                if _says(value) or (empty and isinstance(value, int)):
                    return f"`{shown(value)}`{f' ({label})' if label else ''}"
    return None


def _says(value: Any) -> bool:
    """Whether a value is worth being shown."""
    return bool(value.total if isinstance(value, figures.Figure) else value)


def _records(value: Any) -> Iterator[Any]:
    """A record and all that are in it."""
    if hasattr(value, "_fields") and getattr(value, "id", None) != HOSTILE:
        yield value
        for name in value._fields:
            yield from _records(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _records(item)


def shown(value: Any) -> str:
    """A value in a few words."""
    if hasattr(value, "_fields"):
        return _shown_record(value)
    if isinstance(value, tuple):
        return _listed(value)
    if value is None or isinstance(value, bool):
        return str(value).lower()
    return _short(str(value))


def _shown_record(value: Any) -> str:
    """A text in its words, a figure with its numbers, anything else by what it begins with."""
    if isinstance(value, Said):
        return _short(value.text) + (f" ({value.language})" if value.language != LANGUAGE else "")
    if isinstance(value, figures.Figure):
        return f"{value.actions} + {value.sub_actions}: {_listed(value.ids)}".removesuffix(": ")
    if isinstance(value, figures.Compared):
        return " and before ".join(shown(item).partition(":")[0] for item in (value.now, value.before))
    return shown(getattr(value, value._fields[0]))


def _listed(items: Iterable[Any]) -> str:
    parts = [f"({_listed(item)})" if type(item) is tuple else shown(item) for item in items]
    rest = f", … ({len(parts)} in all)" if len(parts) > SHOWN else ""
    return ", ".join(parts[:SHOWN]) + rest


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


# -- the page --------------------------------------------------------------------------------------------------


def fields_part() -> str:
    """What the page says of all records, as Markdown."""
    rows = [f"| {name} | {_values(name)} | {_cell(meaning)} |" for name, meaning in vocabularies().items()]
    return "\n\n".join(
        [
            *(_table(table) for table in tables().values()),
            "### Words",
            "Some fields have one word of a closed list.",
            "\n".join(["| list | words | meaning |", "|---|---|---|", *rows]),
        ]
    )


def _values(name: str) -> str:
    return ", ".join(f"`{value}`" for value in get_args(getattr(words, name)))


def _table(table: Table) -> str:
    rows = [
        f"| `{field.name}` | {sort(field.sort)} | {_cell(field.meaning)} | {examples().get((table.name, field.name))} |"
        for field in table.fields
    ]
    return "\n\n".join(
        [
            f"### {table.name}",
            fill(f"{_cell(table.meaning)}{_places(table.name)}", WIDTH, break_on_hyphens=False),
            "\n".join(["| field | what it is | meaning | for example |", "|---|---|---|---|", *rows]),
        ]
    )


def _places(name: str) -> str:
    """Where a record is found."""
    if name == "Report":
        return " A template has it as `report`."
    places = [
        f"{fields} of [{table.name}](#{table.name.lower()})"
        for table in tables().values()
        if (fields := ", ".join(f"`{field.name}`" for field in table.fields if name in _names(field.sort)))
    ]
    return f" Found in {'; '.join(places)}." if len(places) <= PLACES else " Found in many places."


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def sort(node: ast.expr) -> str:
    """What sort of thing a field is, in words."""
    if isinstance(node, ast.BinOp):
        return f"{sort(node.left)}, or none"
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
        inside = [item for item in node.slice.elts if not (isinstance(item, ast.Constant) and item.value is ...)]
        if len(inside) < len(node.slice.elts):
            return f"list of {sort(inside[0])}"
        return f"({'; '.join(sort(item) for item in inside)})"
    name = node.attr if isinstance(node, ast.Attribute) else ast.unparse(node)
    plain = {"str": "plain text", "int": "number", "bool": "yes or no", "date": "day", "Said": "[text](#said)"}
    if name in plain:
        return plain[name]
    return f"[{name}](#{name.lower() if name in RECORDS else 'words'})"
