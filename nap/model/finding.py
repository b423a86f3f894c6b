"""A problem in the data, with the place where it stands and what to write instead."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]
"""An error must be mended; a warning is for somebody to look at."""


class Finding(NamedTuple):
    """What is wrong in one place of one file.

    Lines and columns count from 1; the end is the place just after the last character. `path` is relative
    to the plan's folder, with forward slashes. `code` is that of the rule, which `nap rule CODE` explains;
    `action` is the id of the action that the file holds, "" where it holds none or it cannot be made out.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    end_line: int = 0
    end_column: int = 0
    severity: Severity = "error"
    action: str = ""

    def __str__(self) -> str:
        hint = f" {self.hint}" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.message}{hint}"


def finding_at(code: str, path: str, place: tuple[int, int, int, int], message: str, hint: str = "") -> Finding:
    """A finding for a place in a file: line, column, end line and end column."""
    line, column, end_line, end_column = place
    return Finding(path, line, column, code, message, hint, end_line, end_column)
