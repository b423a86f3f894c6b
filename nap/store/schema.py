"""JSON Schema files, made from the model, that give editors completion and help while an action is edited."""

from __future__ import annotations

import ast
import inspect
import json
import sys
from functools import cache
from typing import Any

from nap.model.action import Action
from nap.model.actor import ActorsFile
from nap.model.base import Record
from nap.model.manifest import Manifest

FOLDER = "data/schema"

_FILES: dict[str, type[Record]] = {
    "action.schema.json": Action,
    "actors.schema.json": ActorsFile,
    "plan.schema.json": Manifest,
}


def schemas() -> dict[str, str]:
    """The schema files by name, each as the text it must hold."""
    return {name: _text(name, model) for name, model in _FILES.items()}


def _text(name: str, model: type[Record]) -> str:
    schema = model.model_json_schema()
    _describe(schema, model)
    definitions = schema.get("$defs", {})
    for record in Record.__subclasses__():
        if record.__name__ in definitions:
            _describe(definitions[record.__name__], record)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name, **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _describe(schema: dict[str, Any], record: type[Record]) -> None:
    """Put the names of a record's fields, and the docstrings under them, into its schema, where editors show them."""
    meanings = _docstrings(record)
    for field, described in schema.get("properties", {}).items():
        described["title"] = field.replace("_", " ").capitalize()
        if "patternProperties" in described:  # the keys have a form, and nap refuses all others
            described["additionalProperties"] = False
        if field in meanings:
            described["description"] = meanings[field]


@cache
def _docstrings(record: type[Record]) -> dict[str, str]:
    """The docstring under each field of a record, read from its source."""
    tree = ast.parse(inspect.getsource(sys.modules[record.__module__]))
    found: dict[str, str] = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef) or node.name != record.__name__:
            continue
        for field, after in zip(node.body, node.body[1:], strict=False):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(after, ast.Expr)
                and isinstance(after.value, ast.Constant)
                and isinstance(after.value.value, str)
            ):
                found[field.target.id] = " ".join(after.value.value.split())
    return found
