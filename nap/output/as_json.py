"""Records as JSON: an array of objects, in the characters that people read."""

from __future__ import annotations

import json
import re

from nap.output.table import HIDDEN, Screen, Table

_UNSEEN = re.compile(f"{HIDDEN.pattern}|[\x85\u2028\u2029]")


def render(table: Table, _screen: Screen) -> str:
    """The table's records as a JSON array."""
    text = json.dumps(list(table.records), ensure_ascii=False, indent=2) + "\n"
    # A terminal could obey these; written as \u009b they are the same to a program.
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
