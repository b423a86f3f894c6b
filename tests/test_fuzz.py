"""Whatever stands in a plan's files, nap says what is wrong with it and never breaks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Nap
from faults import laid, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import A35, A59, A62, ACTORS, DAY, PLAN, files

from nap.model.words import KINDS, STATUSES
from nap.store.yaml import parse

PATHS = [A62, PLAN, ACTORS]
BEFORE = {path: content for path, content in files().items() if path in {A35, A59, A62, PLAN, ACTORS}}
FORMATS = ["text", "json", "github", "gitlab", "sarif", "markdown"]

fuzzed = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few files of the real plan, to some of which fictional reports were added."""
    folder = tmp_path_factory.mktemp("fuzz")
    write(BEFORE, folder)
    return folder


def check(nap: Nap, plan: Path, path: str, content: bytes, form: str) -> None:
    """Check and list a plan in which one file says something else."""
    with laid(BEFORE, {**BEFORE, path: content}, plan):
        checked = nap("lint", "--on", DAY, "--format", form, plan=plan)
        listed = nap("list", "--on", DAY, plan=plan)
    assert checked.code in {0, 1}
    assert listed.code in {0, 3}
    assert "Traceback" not in checked.err + listed.err
    if form in {"json", "gitlab", "sarif"}:
        json.loads(checked.out)
    # What cannot be read for a list is an error for a check.
    assert checked.code == 1 or listed.code == 0


# -- bytes, tokens, structures ---------------------------------------------------------------------------------


@fuzzed
@given(st.sampled_from(PATHS), st.binary(max_size=200), st.sampled_from(FORMATS))
def test_any_bytes(nap: Nap, plan: Path, path: str, content: bytes, form: str) -> None:
    check(nap, plan, path, content, form)


_TOKENS = [
    *("\n", "\n  ", "\n    ", "\n- ", "\n  - ", ": ", ":", " ", "- ", "? ", ", ", "\t", "\r", "\r\n"),
    *('"', "'", "[", "]", "{", "}", "|", ">-\n    ", "# ", " # nap: ignore[NAP8] ", "---\n", "...\n", "%YAML 1.2\n"),
    *("&a ", "*a", "<<: ", "!!str ", "!x ", "~", "null", "true", "1", "-1", "1e999", "0x1", ".nan", "2024-12-31"),
    *("id", "chapter", "title", "actors", "deadline", "measures", "updates", "source", "nl", "fr", "by", "status"),
    *("\x00", "\x07", "\x85", "\u2028", "\ufeff", "\u200b", "\u202e", "é", "\U0001f600", "\ud800"),
    *("fod-justitie", "completed", "(", ")", "«", "“", "‘", "<b>", "&amp;", "http:/x", "02 123 45 67", "a@b.be"),
]  # fmt: skip


@fuzzed
@given(st.sampled_from(PATHS), st.lists(st.sampled_from(_TOKENS), max_size=40).map("".join), st.sampled_from(FORMATS))
def test_anything_that_looks_like_yaml(nap: Nap, plan: Path, path: str, text: str, form: str) -> None:
    check(nap, plan, path, text.encode(errors="surrogatepass"), form)


_DAYS = st.dates().map(str) | st.sampled_from(["2024-02-30", "9999-12-31", "0001-01-01", "2026-11-23"])
_SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | _DAYS
    | st.sampled_from([*STATUSES, *KINDS, "fido", "bosa", "a", "35", "Fase 2", "nl", "", " ", "…", "(", "x" * 3000])
)  # fmt: skip


def _structures(keys: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.recursive(
        _SCALARS,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6),
        max_leaves=15,
    )


def _steps(value: Any, location: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to everything in a structure."""
    yield location
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in inner:
        yield from _steps(item, (*location, step))


def _plain(path: str) -> Any:
    """What a file says, as lists and dictionaries."""
    content = BEFORE[path]
    assert isinstance(content, bytes)
    return json.loads(json.dumps(parse(content)[0]))


VALUES = {path: _plain(path) for path in PATHS}
STEPS = {path: list(_steps(value)) for path, value in VALUES.items()}
KEYS = sorted({str(step) for steps in STEPS.values() for location in steps for step in location})


def _with(value: Any, location: tuple[Any, ...], new: Any) -> Any:
    """A structure with something else in one place."""
    if not location:
        return new
    first, *rest = location
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[first] = _with(value[first], tuple(rest), new) if rest else new
    return copy


@pytest.mark.parametrize(
    ("path", "location", "new"),
    [
        (ACTORS, ("actors", 51, "id"), {}),
        (ACTORS, ("actors", 51, "successor"), []),
        (PLAN, ("chapters", 1, "number"), []),
    ],
)
def test_what_once_broke(nap: Nap, plan: Path, path: str, location: tuple[Any, ...], new: Any) -> None:
    check(nap, plan, path, json.dumps(_with(VALUES[path], location, new)).encode(), "json")


@fuzzed
@given(st.data(), st.sampled_from(PATHS), st.sampled_from(FORMATS))
def test_anything_in_the_place_of_anything(nap: Nap, plan: Path, data: st.DataObject, path: str, form: str) -> None:
    location = data.draw(st.sampled_from(STEPS[path]))
    new = data.draw(_structures(st.sampled_from(KEYS) | st.text(max_size=5)))
    content = json.dumps(_with(VALUES[path], location, new), ensure_ascii=data.draw(st.booleans()))
    check(nap, plan, path, content.encode(errors="surrogatepass"), form)


@fuzzed
@given(st.data(), st.sampled_from(PATHS), st.sampled_from(FORMATS))
def test_anything_moved_to_another_place(nap: Nap, plan: Path, data: st.DataObject, path: str, form: str) -> None:
    value = VALUES[path]
    for _ in range(data.draw(st.integers(1, 4))):
        steps = list(_steps(value))
        new = value
        for step in data.draw(st.sampled_from(steps)):
            new = new[step]
        value = _with(value, data.draw(st.sampled_from(steps)), new)
        if len(json.dumps(value)) > 200_000:
            break
    check(nap, plan, path, json.dumps(value).encode(), form)


# -- real files, damaged ---------------------------------------------------------------------------------------


def _inserted(content: bytes, start: int, _end: int, new: bytes) -> bytes:
    return content[:start] + new + content[start:]


def _deleted(content: bytes, start: int, end: int, _new: bytes) -> bytes:
    return content[:start] + content[end:]


def _flipped(content: bytes, start: int, _end: int, new: bytes) -> bytes:
    return (
        content[:start]
        + bytes(byte ^ (other or 1) for byte, other in zip(content[start:], new, strict=False))
        + content[start + len(new) :]
    )


def _doubled(content: bytes, start: int, end: int, _new: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    first, last = content.count(b"\n", 0, start), content.count(b"\n", 0, end)
    return b"".join([*lines[:last], *lines[first:]])


def _cut_off(content: bytes, start: int, _end: int, _new: bytes) -> bytes:
    return content[:start]


def _indented(content: bytes, start: int, _end: int, new: bytes) -> bytes:
    line = content.rfind(b"\n", 0, start) + 1
    return content[:line] + b" " * len(new) + content[line:]


DAMAGES: list[Callable[[bytes, int, int, bytes], bytes]] = [
    *(_inserted, _deleted, _flipped, _doubled, _cut_off, _indented)
]


@settings(fuzzed, max_examples=100)
@given(st.data(), st.sampled_from([*PATHS, A35, A59]), st.sampled_from(FORMATS))
def test_real_files_with_bytes_changed(nap: Nap, plan: Path, data: st.DataObject, path: str, form: str) -> None:
    content = BEFORE[path]
    assert isinstance(content, bytes)
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 300)))
        new = data.draw(
            st.binary(max_size=3) | st.sampled_from([token.encode(errors="surrogatepass") for token in _TOKENS])
        )
        content = data.draw(st.sampled_from(DAMAGES))(content, start, end, new)
    check(nap, plan, path, content, form)
