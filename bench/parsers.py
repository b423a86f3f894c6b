"""Ways to parse the action files of a plan, side by side in one process: `python bench/parsers.py PLAN [ROUNDS]`.

Prints a JSON object: for each way the median number of milliseconds for 1,000 files, or null where the
library is not installed.
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from yaml import CSafeLoader
from yaml._yaml import CParser

from nap.store.scalars import plain
from nap.store.yaml import parse

Parser = Callable[[bytes], object]

_RUAMEL_MODULES = ("_ruamel_yaml", "_ruamel_yaml_clibz")


def events_only(content: bytes) -> None:
    """PyYAML's C parser, its events thrown away: the floor."""
    get_event = CParser(content.decode("utf-8")).get_event
    while get_event() is not None:
        pass


def nodes_only(content: bytes) -> object:
    """PyYAML's C composer, with PyYAML's own resolver of YAML 1.1."""
    return CSafeLoader(content.decode("utf-8")).get_single_node()


class _PlainLoader(CParser):
    """A composer that does not resolve scalars, since the one who reads its nodes does."""

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        return ""

    def descend_resolver(self, _parent: object, _index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def nodes_to_values(content: bytes) -> object:
    """PyYAML's C composer, then values and positions from the nodes, without any of nap's refusals."""
    return _value(_PlainLoader(content.decode("utf-8")).get_single_node())


def _place(node: yaml.Node) -> tuple[int, int, int, int]:
    start, end = node.start_mark, node.end_mark
    return (start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _value(node: yaml.Node | None) -> tuple[Any, Any]:
    if isinstance(node, yaml.ScalarNode):
        return (node.value if node.style else plain(node.value)), _place(node)
    if isinstance(node, yaml.SequenceNode):
        items = [_value(item) for item in node.value]
        return tuple(value for value, _ in items), [place for _, place in items]
    values, places = {}, {}
    for key, item in node.value if node else ():
        values[key.value], inside = _value(item)
        places[key.value] = (_place(key), inside)
    return values, places


def _ruamel() -> tuple[Parser | None, Parser | None]:
    """ruamel.yaml's C parser, if it is installed: its events, and its nodes."""
    for name in _RUAMEL_MODULES:
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        return _ruamel_events(module.CParser), _ruamel_nodes(module.CParser)
    return None, None


def _ruamel_events(parser_class: Any) -> Parser:
    def parse_events(content: bytes) -> None:
        get_event = parser_class(content.decode("utf-8")).get_event
        while get_event() is not None:
            pass

    return parse_events


def _ruamel_nodes(parser_class: Any) -> Parser:
    class Loader(parser_class):  # type: ignore[misc]
        """A composer that does not resolve scalars."""

        resolve = _PlainLoader.resolve
        descend_resolver = _PlainLoader.descend_resolver
        ascend_resolver = _PlainLoader.ascend_resolver

    def parse_nodes(content: bytes) -> object:
        loader = Loader(content.decode("utf-8"))
        loader._parser = loader._composer = loader  # noqa: SLF001 - ruamel's own loaders do the same
        return loader.get_single_node()

    return parse_nodes


def _time(parser: Parser, contents: Sequence[bytes]) -> float:
    """Milliseconds for 1,000 files, with Python's collector paused as in `nap.store.load`."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    for content in contents:
        parser(content)
    seconds = time.perf_counter() - start
    gc.enable()
    return seconds * 1000 * 1000 / len(contents)


def main() -> None:
    """Measure all ways in turns."""
    paths = sorted(Path(sys.argv[1], "data", "actions").glob("*.yaml"))
    contents = [path.read_bytes() for path in paths]
    rounds = int(sys.argv[2]) if sys.argv[2:] else 5
    ruamel_events, ruamel_nodes = _ruamel()
    ways: dict[str, Parser | None] = {
        "PyYAML C events, thrown away": events_only,
        "what nap does (`nap.store.yaml.parse`)": parse,
        "PyYAML C composer, nodes only": nodes_only,
        "PyYAML C composer without its resolver, then values and positions": nodes_to_values,
        "ruamel.yaml C events, thrown away": ruamel_events,
        "ruamel.yaml C composer, nodes only": ruamel_nodes,
    }
    for parser in filter(None, ways.values()):
        _time(parser, contents[:100])
    turns = [{name: _time(parser, contents) for name, parser in ways.items() if parser} for _ in range(rounds)]
    print(json.dumps({name: median(turn[name] for turn in turns) if ways[name] else None for name in ways}))


if __name__ == "__main__":
    main()
