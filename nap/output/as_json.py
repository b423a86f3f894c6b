"""Records as JSON: an array of objects, in the characters that people read."""

from __future__ import annotations

import json

from nap.output.table import Screen, Table


def render(table: Table, _screen: Screen) -> str:
    """The table's records as a JSON array."""
    return json.dumps(list(table.records), ensure_ascii=False, indent=2) + "\n"
