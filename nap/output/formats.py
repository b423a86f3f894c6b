"""The formats in which a table can be asked for.

Each format is one module with `render(table, screen) -> str`; a line here makes it known to `--format`, to
the help, and to the test that holds every format to the same contract. Modules are imported when used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Literal

from nap.output.table import Screen, Table

Format = Literal["table", "json", "csv", "markdown", "ids"]

FORMATS: dict[Format, str] = {
    "table": "nap.output.text",
    "json": "nap.output.as_json",
    "csv": "nap.output.as_csv",
    "markdown": "nap.output.markdown",
    "ids": "nap.output.as_ids",
}


def render(table: Table, form: Format, screen: Screen) -> str:
    """A table in a format, ending in a newline unless it is empty."""
    text: str = import_module(FORMATS[form]).render(table, screen)
    return text
