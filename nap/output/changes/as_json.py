"""Changes for programs: an array of objects, one for each change; docs/json.md is the contract."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from pydantic_core import to_jsonable_python

from nap.changes.records import Change, Changes
from nap.output import as_json
from nap.output.table import Screen, Table

_CAPITAL = re.compile("(?<!^)(?=[A-Z])")


def render(objects: Iterable[dict[str, Any]]) -> str:
    """Objects as a JSON array."""
    return as_json.render(Table(columns=(), rows=(), ids=(), records=list(objects)), Screen())


def objects(changes: Changes) -> Iterator[dict[str, Any]]:
    """Each change as an object, in the order in which they are told."""
    for entry in changes.actions:
        status = {"status_before": entry.before, "status_after": entry.after}
        if not entry.changes:
            yield {"kind": "status_changed", "action": entry.action, "actor": None, "location": []} | status
        for change in entry.changes:
            yield _object(change, status)
    for change in (*changes.actors, *changes.plan):
        yield _object(change, {"status_before": None, "status_after": None})


def _object(change: Change, status: dict[str, Any]) -> dict[str, Any]:
    """The kind of a change, its place, and everything that its record says."""
    base = {
        "kind": _CAPITAL.sub("_", type(change).__name__).lower(),
        "action": change.action or None,
        "actor": change.actor or None,
        "location": list(change.location),
    }
    own = {field.name: getattr(change, field.name) for field in fields(change) if field.name not in base}
    return base | status | {name: to_jsonable_python(value) for name, value in own.items()}
