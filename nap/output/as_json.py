"""Records as JSON: an array of objects, in the characters that people read."""

from __future__ import annotations

import json
import re
from typing import Any

from nap.output.table import HIDDEN, Screen, Table

_UNSEEN = re.compile(f"{HIDDEN}|[\x85\u2028\u2029\ud800-\udfff]")


def render(table: Table, _screen: Screen) -> str:
    """The table's records as a JSON array."""
    return written(list(table.records))


def written(value: Any) -> str:
    """A value as JSON. What nobody sees, or a terminal would obey, is escaped; it is the same to a program."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return _UNSEEN.sub(lambda found: json.dumps(found.group())[1:-1], text)
