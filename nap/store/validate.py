"""From plain values to records, and from pydantic's complaints to findings an editor of the plan understands."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from nap.model.base import ACTION_ID, ACTOR_ID, LANGUAGE, MEASURE_ID, RULE_CODE, NotADay, Record
from nap.model.finding import Finding, finding_at
from nap.sentence import Sentence, say
from nap.store.hints import HOW_TEXTS_ARE_WRITTEN, day_hint, fields_hint, nearest, text_hint, words_hint
from nap.store.positions import Place, Positions
from nap.store.shown import short, shown

R = TypeVar("R", bound=Record)
Location = tuple[str | int, ...]
PositionsOf = Callable[[str], Positions]
"""Gives the positions in the file at a path."""
Called = Callable[[str], str | None]
"""Gives the id of the actor that is called so, if there is one."""

_TEXT = (say("a text"), HOW_TEXTS_ARE_WRITTEN)
_MAPPING = (say("a mapping"), say("Write `key: value` lines below it, indented."))
_LIST = (say("a list"), say("Write each item on a line that starts with `- `, or [] for an empty list."))
_NEEDED = {
    "string_type": _TEXT,
    "invalid_key": _TEXT,
    "int_type": (say("a whole number"), say("Write digits only, without quotes: 9.")),
    "bool_type": (say("true or false"), say("Write true or false, without quotes.")),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "tuple_type": _LIST,
}
_ABOUT_KEYS = {"extra_forbidden", "invalid_key"}
_MOST = 1000
_FIELD = re.compile("`([a-z_]+)")
"""The fields that the sentences of the model about a record name; the first is the one to look at."""


def validate(
    model: type[R],
    value: Any,
    path: str,
    positions_of: PositionsOf,
    language: str,
    under: Location = (),
    called: Called | None = None,
) -> R | list[Finding]:
    """A record made from the value of a file, or what is wrong with it and where.

    `positions_of` is asked for the positions in the file only when something is wrong; `language` is the
    plan's source language; `under` is where in the file the value stands; `called` helps who wrote the name of an
    actor where its id is needed.
    """
    try:
        return model.model_validate(value, context={"source_language": language})
    except ValidationError as error:
        positions = positions_of(path)
        if error.error_count() > _MOST:  # nobody would read them, and they would fill the memory
            message = say("There are {number} mistakes here.", number=error.error_count())
            hint = say("Look whether this is the right file: it has little in common with what nap expects here.")
            return [finding_at("NAP203", path, positions.find(under), message, hint)]
        findings: dict[Location, Finding] = {}
        problems = error.errors(include_url=False)
        homes: dict[str | int, Location] = {}
        for problem in problems:
            homes.update(dict.fromkeys(_fields_asked_for(problem), problem["loc"]))
            if problem["type"] == "missing":
                homes[problem["loc"][-1]] = problem["loc"][:-1]
        for problem in _without_echoes(model, problems):
            at_key = problem["type"] in _ABOUT_KEYS
            loc = problem["loc"]
            if not at_key and loc[-1:] == ("[key]",):  # how pydantic says that a key, not its value, is wrong
                loc, at_key = loc[:-1], True
            location = (*under, *loc)
            if location not in findings:
                place, name = positions.find(location, key=at_key), _name(location, is_key=at_key)
                finding = _finding(model, problem, path, positions, location, name, place, len(under))
                findings[location] = _with_home(_with_id(finding, problem, called), problem, homes)
        return list(findings.values())


def _without_echoes(model: type[Record], problems: list[Any]) -> list[Any]:
    """The problems without a field that is missing, or asked for beside another, only because its name is misspelt or
    because it stands somewhere else: one mistake, one finding.
    """
    misspelt, elsewhere = set(), set()
    for problem in problems:
        if problem["type"] == "extra_forbidden":
            *around, word = problem["loc"]
            misspelt |= {(*around, name) for name in nearest(str(word), _fields_at(model, tuple(around)))}
            elsewhere.add(word)
    return [
        problem
        for problem in problems
        if not (problem["type"] == "missing" and (problem["loc"] in misspelt or problem["loc"][-1] in elsewhere))
        and elsewhere.isdisjoint(_fields_asked_for(problem))
    ]


def _fields_asked_for(problem: Any) -> list[str]:
    """The fields that a sentence of the model about a record names."""
    return _FIELD.findall(problem["ctx"]["error"].args[0]) if problem["type"] == "value_error" else []


def _with_id(finding: Finding, problem: Any, called: Called | None) -> Finding:
    """The same finding; where an actor's name stands for its id, with the id."""
    if called is None or problem.get("ctx", {}).get("pattern") != ACTOR_ID:
        return finding
    actor_id = called(problem["input"])
    if actor_id:
        return finding._replace(hint=say("Write its id: {id}.", id=actor_id))
    return finding._replace(hint=say("Write the id of an actor; `nap actors` lists them."))


def _with_home(finding: Finding, problem: Any, homes: Mapping[str | int, Location]) -> Finding:
    """The same finding; of a field that is missing elsewhere, with where it belongs."""
    if problem["type"] != "extra_forbidden" or problem["loc"][-1] not in homes:
        return finding
    place = _name(homes[problem["loc"][-1]])
    return finding._replace(hint=say("It is missing in {place}: move it there.", place=place))


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
        code = "NAP504" if location[-3:-2] == ("revisions",) else "NAP202"
        message = say("The field {field} is missing.", field=name)
        hint = say("Add a line that starts with {field}.", field=f"`{location[-1]}:`")
        return finding_at(code, path, (line, column, line, column), message, hint)
    if kind == "extra_forbidden":
        message = say("There is no field {field} here.", field=name)
        return finding_at(
            "NAP201", path, place, message, fields_hint(str(location[-1]), _fields_at(model, location[skip:-1]))
        )
    if kind == "literal_error":
        words = [word.strip("' ") for word in context["expected"].replace(" or ", ", ").split(",")]
        if value is None:
            message = say("{field} is empty.", field=name)
            return finding_at("NAP208", path, place, message, say("Write one of: {words}.", words=", ".join(words)))
        message = say("{value} is not a word for {field}.", value=shown(value), field=name)
        return finding_at("NAP204", path, place, message, words_hint(str(value), words))
    if kind in _NEEDED:
        needed, hint = _NEEDED[kind]
        if value is None:
            message = say("{field} says nothing; {needed} is needed.", field=name, needed=needed)
            return finding_at("NAP208", path, place, message, _filling_hint(model, location[skip:], needed))
        message = say("{field} must be {needed}.", field=name, needed=needed)
        if needed is _MAPPING[0] and isinstance(value, str):
            return finding_at("NAP203", path, place, message, _mapping_hint(_record_at(model, location[skip:]), value))
        return finding_at("NAP203", path, place, message, text_hint(value) if needed is _TEXT[0] else hint)
    if kind in ("string_pattern_mismatch", "string_too_short"):
        return finding_at(*_pattern(path, place, name, shown(value), context.get("pattern", "")))
    if kind == "greater_than_equal":
        message = say("{field} must be {least} or more.", field=name, least=context["ge"])
        return finding_at("NAP205", path, place, message, say("Write a larger number."))
    if kind == "value_error":
        error = context["error"]
        message = say("{field}: {problem}.", field=name, problem=error.args[0])
        if isinstance(error, NotADay):
            return finding_at("NAP206", path, place, message, day_hint(value))
        hint = say("Add, change or remove the field that is named; docs/data.md says what each kind has.")
        named = _FIELD.search(error.args[0])
        if named:  # where it is not there, what should have it is
            place = positions.find((*location, named[1]), key=True)
        return finding_at("NAP207", path, place, message, hint)
    message = say("{field}: {problem}.", field=name, problem=problem["msg"])
    return finding_at("NAP203", path, place, message, say("docs/data.md says what may stand here."))


def _filling_hint(model: type[Record], location: Location, needed: str) -> Sentence:
    """What to write after a key that says nothing; only what may be left out can be removed."""
    record = _record_at(model, location[:-1])
    field = record.model_fields.get(str(location[-1])) if record and location else None
    if field is None or not field.is_required():
        return say("Fill it in, or remove the line.")
    if needed == _LIST[0]:
        return say("Fill it in, or write [] for an empty list.")
    return say("Fill it in.")


def _mapping_hint(record: type[Record] | None, value: str) -> str:
    """What to write instead of a bare value."""
    fields = record.model_fields.items() if record else ()
    required = [name for name, field in fields if field.is_required()]
    if len(required) != 1:
        return _MAPPING[1]
    meant = value.removeprefix(f"{required[0]}:").strip()  # the space after the colon was forgotten
    return say("Write `key: value` lines; here probably `{field}: {value}`.", field=required[0], value=short(meant))


def _name(location: Location, *, is_key: bool = False) -> str:
    """What stands at a place: a field by its name, an item of a list by its number, counted from 1."""
    if not location:
        return say("the file")
    if isinstance(location[-1], int) and not is_key:
        return say("item {number} of {list}", number=location[-1] + 1, list=_name(location[:-1]))
    step = str(location[-1])
    return f"`{short(step)}`" if step.isprintable() else shown(step)


def _pattern(path: str, place: Place, name: str, value: str, pattern: str) -> tuple[str, str, Place, str, str]:
    """What `finding_at` needs for a text that does not have the right form."""
    if pattern.startswith("^https?"):
        hint = (
            say("A link has no spaces: write %20 for each.")
            if "://" in value and " " in value
            else say("Write the whole address, starting with https://.")
        )
        return "NAP806", path, place, say("{value} is not a link.", value=value), hint
    if pattern in ("", r"\S"):
        return "NAP208", path, place, say("{field} is empty.", field=name), say("Write a text, or remove the line.")
    if pattern == LANGUAGE:
        hint = say("Write a language code, for example nl or fr.")
        return "NAP702", path, place, say("{value} is not a language.", value=value), hint
    if pattern == ACTION_ID:
        message = say("{value} is not the id of an action.", value=value)
        hint = say('Write the number with its suffix, for example "35" or "18bis".')
    elif pattern == MEASURE_ID:
        message = say("{value} is not the id of a measure.", value=value)
        hint = say("Write a letter: a, b, c … z, aa.")
    elif pattern == RULE_CODE:
        message = say("{value} is not the code of a rule, or the start of one.", value=value)
        hint = say("`nap rules` lists them; write for example NAP605, or NAP6 for all rules about updates.")
    else:
        message = say("{value} is not an id.", value=value)
        hint = say("Write lower-case words joined by hyphens, for example ministry-of-finance.")
    return "NAP205", path, place, message, hint


def _fields_at(model: type[Record], location: Location) -> list[str]:
    """The names of the fields that are allowed at a place inside a record."""
    record = _record_at(model, location)
    return list(record.model_fields) if record else []


def _record_at(model: type[Record], location: Location) -> type[Record] | None:
    """The type of the record at a place inside a record."""
    here: type[Record] | None = model
    for step in location:
        if isinstance(step, int) or here is None:
            continue
        found = here.model_fields.get(step)
        here = _record_in(found.annotation) if found else None
    return here


def _record_in(annotation: Any) -> type[Record] | None:
    """The record type inside an annotation such as `tuple[Measure, ...]` or `Text | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    for argument in typing.get_args(annotation):
        found = _record_in(argument)
        if found:
            return found
    return None
