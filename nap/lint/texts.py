"""The texts of a file, wherever they stand, for the rules that look at nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, Self

from nap.lint.rule import Location, Surroundings
from nap.model.base import LANGUAGE

_NO_TEXTS = frozenset(
    {
        *("$schema", "url", "id", "parent", "successor", "actor", "by", "kind", "status", "scope", "precision"),
        *("date", "due", "start", "end", "received"),
    }
)
"""Keys whose values are ids, words, days or links, which the reader checks, and no prose."""

_STATUSES = frozenset({"measures", "phases"})
"""Keys under which a mapping says the status of each measure, or of each phase: no text, and no languages."""

_MAY_BE_NULL = "stated"
"""The only field that says something by saying nothing: the plan prints no deadline."""

_IDS = frozenset({"actors"})
"""Keys under which a list has ids of actors."""

_FIELDS = frozenset({"by", "due", "end", "id", "url"})
"""Fields as short as a language code; a mapping that has one is an entry from which the rest is missing."""

_LANGUAGE = re.compile(LANGUAGE)

_BETWEEN = " ¶ "
"""What stands between texts that are joined: nothing that any rule looks for."""


_COMMON = b"abcdefghijklmnopqrstuvwxyz0123456789 ,.'-"
"""What stands in all texts, and makes none of them suspect by being there."""


class Together(str):
    """Several texts, joined to be looked at all at once."""

    __slots__ = ("encoded", "rare", "texts")

    texts: Sequence[str]
    """The texts one by one."""
    encoded: bytes
    """The same in UTF-8: what can be counted or left out byte by byte is quicker to find in that."""
    rare: str
    """What is left of them without small letters of ASCII, digits and the commonest signs: little, and quick to look
    through for what a rule looks for. What stood apart may stand side by side here."""

    def __new__(cls, texts: Sequence[str]) -> Self:
        """Join texts."""
        joined = super().__new__(cls, _BETWEEN.join(texts))
        joined.texts = texts
        joined.encoded = joined.encode(errors="surrogatepass")
        joined.rare = joined.encoded.translate(None, _COMMON).decode(errors="surrogatepass")
        return joined


class Said(NamedTuple):
    """What a file says, without where it says it: quick to gather, and enough to know whether anything is wrong."""

    texts: list[str]
    """What `texts` finds."""
    by_language: list[Mapping[str, str]]
    """What `by_language` finds."""
    empty: list[Any]
    """The keys of fields that say nothing."""


class InLanguages(NamedTuple):
    """All texts of a file that stand in languages, and what they are checked against."""

    texts: Sequence[Mapping[str, str]]
    around: Surroundings


def said(value: Any) -> Said:
    """All that is said below a value."""
    found = Said([], [], [])
    (_gather if type(value) is dict else _gather_items)(value, _TOP, *found)
    return found


def _gather(
    value: Mapping[Any, Any], key: object, texts: list[str], by_language: list[Mapping[str, str]], empty: list[Any]
) -> None:
    """What a mapping below a key says."""
    if key in _STATUSES:
        return
    only_texts = True
    for name, item in value.items():
        if type(item) is str:
            if name not in _NO_TEXTS and not item.isspace():
                texts.append(item)
        else:
            only_texts = False
            if type(item) is dict:
                _gather(item, name, texts, by_language, empty)
            elif type(item) is tuple:
                _gather_items(item, name, texts, by_language, empty)
            elif item is None and name != _MAY_BE_NULL:
                empty.append(name)
    if only_texts and value and key is not _TOP and _may_be_languages(tuple(value)):
        by_language.append(value)


def _gather_items(
    value: Sequence[Any], key: object, texts: list[str], by_language: list[Mapping[str, str]], empty: list[Any]
) -> None:
    """What a list below a key says."""
    for item in value:
        if type(item) is str:
            if key not in _IDS and not item.isspace():
                texts.append(item)
        elif type(item) is dict:
            _gather(item, _ITEM, texts, by_language, empty)
        elif type(item) is tuple:
            _gather_items(item, _ITEM, texts, by_language, empty)


_ITEM, _TOP = object(), object()
"""What stands for a key where the value is an entry of a list, and where it is the whole."""


def texts(value: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text below a value that says something, with the keys and indices that lead to it."""
    here = location[-1] if location else None
    if isinstance(value, dict):
        for key, item in value.items() if here not in _STATUSES else ():
            if type(item) is str:
                if key not in _NO_TEXTS and not item.isspace():
                    yield (*location, key), item
            elif item is not None:
                yield from texts(item, (*location, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            if type(item) is str:
                if here not in _IDS and not item.isspace():
                    yield (*location, index), item
            elif item is not None:
                yield from texts(item, (*location, index))


def empty_fields(value: Any, location: Location = ()) -> Iterator[Location]:
    """Every field below a value that says nothing."""
    if isinstance(value, dict):
        for key, item in value.items():
            if item is None and key != _MAY_BE_NULL:
                yield (*location, key)
            else:
                yield from empty_fields(item, (*location, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from empty_fields(item, (*location, index))


def by_language(value: Any, location: Location = ()) -> Iterator[tuple[Location, Mapping[str, str]]]:
    """Every text below a value that stands in languages, with its location."""
    if isinstance(value, dict):
        if location and location[-1] in _STATUSES:
            return
        if value and location and _is_by_language(value):
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
    return _may_be_languages(tuple(value)) and all(type(item) is str for item in value.values())


@lru_cache(maxsize=100)
def _may_be_languages(keys: tuple[Any, ...]) -> bool:
    """Whether all keys of a mapping may be languages; the same few stand in all files."""
    return all(type(key) is str and _LANGUAGE.fullmatch(key) is not None and key not in _FIELDS for key in keys)
