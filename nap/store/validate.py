"""From plain values to records, and from pydantic's complaints to findings an editor of the plan understands."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from pydantic import ValidationError

from nap.errors import closest
from nap.model.base import Record
from nap.model.finding import Finding, finding_at
from nap.store.yaml import Place, Positions

R = TypeVar("R", bound=Record)
Location = tuple[str | int, ...]
PositionsOf = Callable[[str], Positions]
"""Gives the positions in the file at a path."""

_NEEDED = {
    "string_type": ("a text", "Put it between quotes."),
    "invalid_key": ("a text", "Put it between quotes."),
    "int_type": ("a whole number", "Write it without quotes."),
    "bool_type": ("true or false", "Write true or false, without quotes."),
    "dict_type": ("a mapping", "Write `key: value` lines below it, indented."),
    "model_type": ("a mapping", "Write `key: value` lines below it, indented."),
    "model_attributes_type": ("a mapping", "Write `key: value` lines below it, indented."),
    "tuple_type": ("a list", "Write each item on a line that starts with `- `, or [] for an empty list."),
}
_ABOUT_KEYS = {"extra_forbidden", "invalid_key"}
_SHOWN = 80


def validate(
    model: type[R], value: Any, path: str, positions_of: PositionsOf, language: str, under: Location = ()
) -> R | list[Finding]:
    """A record made from the value of a file, or what is wrong with it and where.

    `positions_of` is asked for the positions in the file only when something is wrong; `language` is the
    plan's source language; `under` is where in the file the value stands.
    """
    try:
        return model.model_validate(value, context={"source_language": language})
    except ValidationError as error:
        positions = positions_of(path)
        findings: dict[Location, Finding] = {}
        for problem in _without_echoes(model, error.errors(include_url=False)):
            at_key = problem["type"] in _ABOUT_KEYS
            loc = problem["loc"]
            if not at_key and loc[-1:] == ("[key]",):  # how pydantic says that a key, not its value, is wrong
                loc, at_key = loc[:-1], True
            location = (*under, *loc)
            if location not in findings:
                place, name = positions.find(location, key=at_key), _name(location, is_key=at_key)
                findings[location] = _finding(model, problem, path, positions, location, name, place, len(under))
        return list(findings.values())


def _without_echoes(model: type[Record], problems: list[Any]) -> list[Any]:
    """The problems without a field that is missing only because its name is misspelt: one mistake, one finding."""
    misspelt = set()
    for problem in problems:
        if problem["type"] == "extra_forbidden":
            around = problem["loc"][:-1]
            misspelt |= {(*around, name) for name in _near(str(problem["loc"][-1]), _fields_at(model, around))}
    return [problem for problem in problems if problem["type"] != "missing" or problem["loc"] not in misspelt]


def _near(word: str, words: Iterable[str]) -> list[str]:
    """The word that was probably meant, if there is one."""
    return closest(word.lower(), words)[:1]


def _finding(
    model: type[Record],
    problem: Any,
    path: str,
    positions: Positions,
    location: Location,
    name: str,
    place: Place,
    skip: int,
) -> Finding:
    kind, context, value = problem["type"], problem.get("ctx", {}), problem["input"]
    if kind == "missing":
        # A missing field has no place of its own: point at the start of what should have it.
        line, column = positions.find(location[:-1])[:2]
        return Finding(path, line, column, f"The field {name} is missing.", "", line, column)
    if kind == "extra_forbidden":
        allowed = _fields_at(model, location[skip:-1])
        near = _near(str(location[-1]), allowed)
        hint = f"Did you mean `{near[0]}`? " if near else ""
        return finding_at(path, place, f"There is no field {name} here.", f"{hint}Fields here: {', '.join(allowed)}.")
    if kind == "literal_error":
        words = [word.strip("' ") for word in context["expected"].replace(" or ", ", ").split(",")]
        near = _near(str(value), words)
        hint = f"Did you mean {near[0]}? " if near else ""
        return finding_at(
            path, place, f"{_shown(value)} is not a word for {name}.", f"{hint}Write one of: {', '.join(words)}."
        )
    if kind in _NEEDED:
        needed, hint = _NEEDED[kind]
        if value is None:
            return finding_at(
                path, place, f"{name} says nothing; {needed} is needed.", "Fill it in, or remove the line."
            )
        return finding_at(path, place, f"{name} must be {needed}.", hint)
    if kind in ("string_pattern_mismatch", "string_too_short"):
        return finding_at(path, place, *_pattern(name, _shown(value), context.get("pattern", "")))
    if kind == "greater_than_equal":
        return finding_at(path, place, f"{name} must be {context['ge']} or more.")
    if kind == "value_error":
        return finding_at(path, place, f"{name}: {context['error']}.")
    return finding_at(path, place, f"{name}: {problem['msg']}.")


def _name(location: Location, *, is_key: bool = False) -> str:
    """What stands at a place: a field by its name, an item of a list by its number, counted from 1."""
    if not location:
        return "the file"
    if isinstance(location[-1], int) and not is_key:
        return f"item {location[-1] + 1} of {_name(location[:-1])}"
    step = str(location[-1])
    return f"`{step}`" if step.isprintable() else repr(step)


def _shown(value: object) -> str:
    """A value as a message quotes it: on one line, and not at length."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _pattern(name: str, value: str, pattern: str) -> tuple[str, str]:
    """Message and hint for a text that does not have the right form."""
    if pattern.startswith("^https?"):
        return f"{value} is not a link.", "Write the whole address, starting with https://."
    if pattern in ("", r"\S"):
        return f"{name} is empty.", "Write a text, or remove the line."
    if pattern.startswith("^[1-9]"):
        return (
            f"{value} is not the id of an action.",
            'Write the number with its suffix, for example "35" or "18bis".',
        )
    if pattern == "^[a-z]{2,3}$":
        return f"{value} is not a language.", "Write a language code, for example nl or fr."
    if pattern == "^[a-z]{1,2}$":
        return f"{value} is not the id of a measure.", "Write a letter: a, b, c … z, aa."
    return f"{value} is not an id.", "Write lower-case words joined by hyphens, for example ministry-of-finance."


def _fields_at(model: type[Record], location: Location) -> list[str]:
    """The names of the fields that are allowed at a place inside a record."""
    here: type[Record] | None = model
    for step in location:
        if isinstance(step, int) or here is None:
            continue
        found = here.model_fields.get(step)
        here = _record_in(found.annotation) if found else None
    return list(here.model_fields) if here else []


def _record_in(annotation: Any) -> type[Record] | None:
    """The record type inside an annotation such as `tuple[Measure, ...]` or `Text | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for argument in typing.get_args(annotation):
        found = _record_in(argument)
        if found:
            return found
    return None
