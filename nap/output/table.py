"""What a command has to show, before a format is chosen: columns, rows, and the records for programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar, overload

from nap.i18n import translated

T = TypeVar("T")

# Control characters and the invisible ones that reorder text could make a terminal or a reviewer see
# something else than what the data says. Tabs and newlines become spaces, the rest goes.
# Most texts have none, so the patterns are compiled when one does.
_BREAKS = r"[\t\n\r\v\f\x85\u2028\u2029]+"
HIDDEN = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def one_line(text: str) -> str:
    """A text from the data on one line, without anything that a terminal could obey."""
    if text.isprintable():
        return text
    return re.sub(_BREAKS, " ", re.sub(HIDDEN, "", text))


class Screen(NamedTuple):
    """Where text goes: the width of the terminal (None when it is piped), and whether it shows colour."""

    width: int | None = None
    color: bool = False


class Column(NamedTuple):
    """One column of a table."""

    key: str
    """Its name for programs: the header in CSV."""
    heading: str = ""
    """Its name for people; "" for a column that only CSV has, and for one that needs none."""
    right: bool = False
    """Whether it is aligned to the right."""
    from_width: int | None = 0
    """The narrowest terminal that shows it; None for columns that only CSV has."""
    piped: bool = True
    """Whether a table that is piped or written as Markdown has it too."""
    csv: bool = True
    """Whether CSV has it; not for what is arranged for the eye, which CSV has in a plain column of its own."""
    grows: int = 0
    """Its share of the room that the other columns leave on a terminal; 0 for a column that never wraps."""


class Each(Sequence[T]):
    """What a function makes of each item, made when it is asked for: no format needs both rows and records."""

    def __init__(self, make: Callable[[Any], T], items: Sequence[Any]) -> None:
        self._make = make
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return Each(self._make, self._items[index])
        return self._make(self._items[index])


class Table(NamedTuple):
    """Rows for people and records for programs, about the same things in the same order."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    """One text for each column."""
    ids: Sequence[str]
    """What `--format ids` prints."""
    records: Sequence[Mapping[str, Any]]
    """What `--format json` prints; each command documents their shape."""

    def said_in(self, language: str) -> Table:
        """The same table with nap's own sentences, in headings and cells, said in a language.

        What is for programs stays as it is: the columns' keys, the ids and the records.
        """
        if language == "en":
            return self
        columns = [column._replace(heading=translated(column.heading, language)) for column in self.columns]
        rows = Each(lambda row: [translated(cell, language) for cell in row], self.rows)
        return self._replace(columns=columns, rows=rows)

    def shown(self, screen: Screen) -> list[int]:
        """The indices of the columns that a screen shows."""
        if screen.width is None:
            return [i for i, column in enumerate(self.columns) if column.piped and column.from_width is not None]
        width = screen.width
        return [
            i for i, column in enumerate(self.columns) if column.from_width is not None and column.from_width <= width
        ]
