"""Where what a file says stands in it, and how a file is refused at one place in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, ScalarNode

from nap.store.scalars import plain

Place = tuple[int, int, int, int]
"""Line, column, end line and end column, counted from 1; the end is just after the last character."""

START: Place = (1, 1, 1, 1)
"""The first character of a file, for what is wrong with the whole of it."""

_FEW_ENTRIES = 50
"""Up to here, looking at every entry of a mapping is quicker than remembering where each is."""


class Refusal(Exception):
    """A file that is not the YAML a plan is written in: by which rule, where, what, and what to write instead."""

    def __init__(self, code: str, place: Place, message: str, hint: str = "") -> None:
        super().__init__(code, place, message, hint)
        self.code = code
        self.place = place
        self.message = message
        self.hint = hint


class Positions:
    """Where the values of a file stand: its nodes, asked by location."""

    __slots__ = ("_compose", "_entries", "_node", "text")

    def __init__(self, node: Any = None, text: str = "", compose: Callable[[], Any] | None = None) -> None:
        """The node at the top, or what makes it when it is first asked for; neither for no file."""
        self.text = text
        """The file as it is written; "" for no file."""
        self._node = node
        self._compose = compose
        self._entries: dict[Any, dict[Any, tuple[Any, Any]]] = {}

    @property
    def node(self) -> Any:
        """The node at the top, for who must know how a file is written; None for no file."""
        if self._compose is not None:
            self._node, self._compose = self._compose(), None
        return self._node

    @property
    def place(self) -> Place:
        """Where the whole stands."""
        return place_of(self.node)

    def find(self, location: tuple[str | int, ...], *, key: bool = False) -> Place:
        """The place of the value at a location, or of its key; of the nearest thing around it if it is not there."""
        node = self.node
        for depth, step in enumerate(location):
            pair = self._child(node, step)
            if pair is None:
                break
            if key and depth == len(location) - 1 and pair[0] is not None:
                return place_of(pair[0])
            node = pair[1]
        return place_of(node)

    def _child(self, node: Any, step: str | int) -> tuple[Any, Any] | None:
        """The key and the value of an entry of a mapping; in a list, no key."""
        if isinstance(node, MappingNode):
            if len(node.value) <= _FEW_ENTRIES:
                return next((pair for pair in node.value if scalar(pair[0]) == step), None)
            if node not in self._entries:
                self._entries[node] = {scalar(pair[0]): pair for pair in node.value}
            return self._entries[node].get(step)
        if isinstance(node, ScalarNode) or node is None or not isinstance(step, int) or step >= len(node.value):
            return None
        return None, node.value[step]


def place_of(node: Any) -> Place:
    """Where a node or an event stands; the start of the file for none."""
    if node is None:
        return START
    start, end = node.start_mark, last(node).end_mark
    return (start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def place_in(text: str, index: int) -> Place:
    """Where one character of a text stands."""
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    return (line, column, line, column + 1)


def place_of_mark(mark: Any) -> Place:
    """Where libyaml points to, which is between two characters; the start of the file for nowhere."""
    return (mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 1) if mark else START


def last(node: Any) -> Any:
    """What a node ends with. A mapping or list without brackets has for its end the start of whatever follows it."""
    while isinstance(node, CollectionNode) and node.value and not node.flow_style:
        entry = node.value[-1]
        node = entry[1] if isinstance(entry, tuple) else entry
    return node


def scalar(node: Any) -> Any:
    """The value of a scalar."""
    return node.value if node.style else plain(node.value)
