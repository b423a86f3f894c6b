"""The texts of a file, wherever they stand, for the rules that look at nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nap.lint.rule import Location
from nap.model.base import LANGUAGE

_NO_TEXTS = frozenset({"url", "$schema"})
"""Keys whose values are no prose."""

_NO_LANGUAGES = frozenset({"measures", "phases"})
"""Keys under which short keys are letters of measures, or labels, but no languages."""

_FIELDS = frozenset({"by", "due", "end", "id", "url"})
"""Fields as short as a language code; a mapping that has one is an entry from which the rest is missing."""

_LANGUAGE = re.compile(LANGUAGE)


def texts(value: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text below a value that says something, with the keys and indices that lead to it."""
    if isinstance(value, dict):
        for key, item in value.items():
            if type(item) is str:
                if key not in _NO_TEXTS and not item.isspace():
                    yield (*location, key), item
            elif item is not None:
                yield from texts(item, (*location, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            if type(item) is str:
                if not item.isspace():
                    yield (*location, index), item
            elif item is not None:
                yield from texts(item, (*location, index))


def by_language(value: Any, location: Location = ()) -> Iterator[tuple[Location, Mapping[str, str]]]:
    """Every text below a value that stands in languages, with its location."""
    if isinstance(value, dict):
        if value and location and location[-1] not in _NO_LANGUAGES and _is_by_language(value):
            yield location, value
            return
        for key, item in value.items():
            if type(item) is dict or type(item) is tuple:
                yield from by_language(item, (*location, key))
    else:
        for index, item in enumerate(value):
            if type(item) is dict or type(item) is tuple:
                yield from by_language(item, (*location, index))


def _is_by_language(value: Mapping[Any, Any]) -> bool:
    for key, item in value.items():
        if type(item) is not str or type(key) is not str or not _LANGUAGE.match(key) or key in _FIELDS:
            return False
    return True
