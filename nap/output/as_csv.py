"""CSV with all columns, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

from nap.output.table import Screen, Table, one_line

_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Some spreadsheets read the wide forms of East Asian keyboards as the plain ones."""


def render(table: Table, _screen: Screen) -> str:
    """A header line with the columns' keys, then the rows."""
    columns = [i for i, column in enumerate(table.columns) if column.piped and column.csv]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([table.columns[i].key for i in columns])
    for row in table.rows:
        writer.writerow([cell(row[i]) for i in columns])
    return text.getvalue()


def cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula; a negative number stays a number."""
    line = one_line(text)
    if line.lstrip().startswith(_FORMULA_STARTS) and not line.removeprefix("-").isdecimal():
        return f"'{line}"
    return line
