"""YAML files as a plan's authors write them: what a value means, what is refused, and where things stand."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nap.store.positions import Refusal
from nap.store.yaml import MAX_DEPTH, parse


def value_of(text: str | bytes) -> Any:
    """The value of a file."""
    return parse(text.encode() if isinstance(text, str) else text)[0]


def refused(text: str | bytes) -> Refusal:
    """How a file is refused."""
    with pytest.raises(Refusal) as caught:
        value_of(text)
    return caught.value


def marked(text: str) -> tuple[str, tuple[int, int]]:
    """A text without its mark ‸, and the line and column where the mark stood."""
    before, _, after = text.partition("‸")
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))


# -- the core schema of YAML 1.2 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        # Words that YAML 1.1 reads as something else.
        ("no", "no"), ("No", "No"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("y", "y"), ("n", "n"),
        ("true", True), ("True", True), ("TRUE", True), ("tRUE", "tRUE"),
        ("false", False), ("False", False), ("FALSE", False), ("false!", "false!"),
        ("null", None), ("Null", None), ("NULL", None), ("~", None), ("", None), ("nUll", "nUll"), ("~~", "~~"),
        # Whole numbers.
        ("0", 0), ("10", 10), ("010", 10), ("08", 8), ("-3", -3), ("+3", 3), ("0o17", 15), ("0o18", "0o18"),
        ("0x1F", 31), ("0xg", "0xg"), ("-0x1F", "-0x1F"), ("0b1", "0b1"), ("1_000", "1_000"), ("1:30", "1:30"),
        ("1,5", "1,5"), ("٣", "٣"), ("+", "+"),
        # Numbers with a point.
        ("1.5", 1.5), ("1.", 1.0), (".5", 0.5), ("-.5", -0.5), ("1e3", 1000.0), ("1E-3", 0.001), ("1.5e+3", 1500.0),
        (".inf", math.inf), (".Inf", math.inf), ("+.INF", math.inf), ("-.inf", -math.inf), (".iNf", ".iNf"),
        (".", "."), ("1.2.3", "1.2.3"), ("e3", "e3"), ("1e", "1e"), ("-.nan", "-.nan"), ("inf", "inf"), ("nan", "nan"),
        # Days and times stay text until the model reads them.
        ("2024-12-31", "2024-12-31"), ("2024-13-01", "2024-13-01"), ("12:30:00", "12:30:00"),
        ("2024-12-31T12:00:00Z", "2024-12-31T12:00:00Z"),
        # Quotes and blocks are always text.
        ('"35"', "35"), ("'35'", "35"), ('"no"', "no"), ("''", ""), ('"~"', "~"), ('"caf\\u00e9"', "café"),
        ("|\n  12\n", "12\n"), (">-\n  12\n", "12"), (">-\n  een\n  twee", "een twee"),
        # What looks like markup, in the middle of a text.
        ("Research & Development", "Research & Development"), ("Klaar!", "Klaar!"), ("R&D", "R&D"), ("5 * 3", "5 * 3"),
        ("Dienst &Co", "Dienst &Co"), ("zie *nota*", "zie *nota*"), ("Let op !important", "Let op !important"),
        ("a [1] b {2}", "a [1] b {2}"), ("a #b", "a"), ("a#b", "a#b"), ("a:b", "a:b"), ("a -- b", "a -- b"),
    ],
)  # fmt: skip
def test_a_scalar_means_what_yaml_1_2_says(written: str, meant: object) -> None:
    found = value_of(f"key: {written}")["key"]
    assert (found, type(found)) == (meant, type(meant))


@pytest.mark.parametrize("written", [".nan", ".NaN", ".NAN"])
def test_not_a_number_is_a_float(written: str) -> None:
    found = value_of(f"key: {written}")["key"]
    assert isinstance(found, float)
    assert math.isnan(found)


def test_a_list_is_a_tuple_and_a_mapping_keeps_its_order() -> None:
    found = value_of("b: [1, [2], {c: 3}]\na:\n- x\n-\n- - y\nd: {}\ne: []\n")
    assert found == {"b": (1, (2,), {"c": 3}), "a": ("x", None, ("y",)), "d": {}, "e": ()}
    assert list(found) == ["b", "a", "d", "e"]


def test_a_file_may_start_with_three_dashes_and_end_with_three_dots() -> None:
    assert value_of("# comment\n---\na: 1\n...\n") == {"a": 1}


def test_lines_may_end_as_windows_ends_them() -> None:
    assert value_of("a: >-\r\n  een\r\n  twee\r\nb: 2\r\n") == {"a": "een twee", "b": 2}


def test_a_long_number_is_text_and_no_error() -> None:
    assert value_of("a: " + "9" * 5000) == {"a": "9" * 5000}


@pytest.mark.parametrize("digits", ["9" * 3999, "0x" + "F" * 3990, "0o" + "7" * 3990, "+" + "1" * 4299])
def test_whatever_number_is_read_can_be_shown(digits: str) -> None:
    shown = repr(value_of(f"a: {digits}")["a"])
    assert shown


def test_a_large_file_of_short_lists_and_mappings_is_not_taken_for_a_deep_one() -> None:
    actors = [{"id": f"body-{number}", "name": {"nl": "Naam"}, "aliases": ["B"]} for number in range(1500)]
    assert len(value_of(json.dumps({"actors": actors}))["actors"]) == 1500


@pytest.mark.parametrize("line", ["-" * 300, " " * 300 + "x", "[" * 1200, "{" * 1200])
def test_what_only_looks_deep_inside_a_text_is_text(line: str) -> None:
    assert line.strip() in value_of(f"a: |2\n  eerste regel\n  {line}\n")["a"]


# -- what is refused, and where --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # A key twice: the mark stands at the second.
        ("a: 1\n‸a: 2\n", "'a' stands here for the second time; the first is on line 1"),
        ("é: {b: 1, c: 2, ‸b: 3}\n", "'b' stands here for the second time"),
        ("a:\n  - b: 1\n    c: 2\n    ‸b: 3\n", "'b' stands here for the second time; the first is on line 2"),
        ("a: 1\nb: 2\n‸'a': 3\n", "'a' stands here for the second time; the first is on line 1"),
        ("a: {1: x, ‸0x1: y}\n", "1 stands here for the second time"),
        ("a: {~: x, ‸null: y}\n", "None stands here for the second time"),
        ("a: {true: x, ‸True: y}\n", "True stands here for the second time"),
        ("a: {1.5: x, ‸1.50: y}\n", "1.5 stands here for the second time"),
        ("a: 1\r\nb: 2\r\n‸a: 3\r\n", "the first is on line 1"),
        # A key that is no word.
        ("? ‸[a]\n: 1\n", "A key must be a word"),
        ("x:\n  ? ‸{a: 1}\n  : 1\n", "A key must be a word"),
        # Tags, anchors and aliases.
        ("a: ‸!!str 1\n", "is a tag"),
        ("a: ‸!!python/object/apply:os.system [ls]\n", "is a tag"),
        ("a: ‸!own 1\n", "is a tag"),
        ("a: ‸!<tag:yaml.org,2002:int> 1\n", "is a tag"),
        ("a: ‸! 1\n", "is a tag"),
        ("a:\n- ‸!\n  b: 1\n", "is a tag"),
        ("é: [1, ‸!!set {b}]\n", "is a tag"),
        ("a: ‸&x 1\n", "&x marks a part of the file"),
        ("a: {b: ‸&x {c: 1}}\n", "&x marks a part of the file"),
        ("a:\n- ‸&x\n  b: 1\n", "&x marks a part of the file"),
        ('{"a":‸&x 1}\n', "&x marks a part of the file"),
        ("a: ‸*x\n", "*x refers to another part of the file"),
        ("a: [‸*x]\n", "*x refers to another part of the file"),
        ("a: {b: 1,‸*x : 2}\n", "*x refers to another part of the file"),
        ("a: 1\n<<: ‸*x\n", "*x refers to another part of the file"),
        # More than one document, and directives.
        ("a: 1\n‸---\nb: 1\n", "second document"),
        ("a: 1\n...\n‸---\nb: 1\n", "second document"),
        ("a: 1\n‸---\n", "second document"),
        ("‸%YAML 1.2\n---\na: 1\n", "directive"),
        ("# één\n‸%YAML 1.1\n---\na: 1\n", "directive"),
        ("‸%TAG ! tag:example.org,2024:\n---\na: 1\n", "directive"),
        # Tabs, and other slips of indentation and quoting.
        ("a:\n‸\tb: 1\n", "not YAML"),
        ("a: 1\nb:\n  - 1\n‸\t- 2\n", "not YAML"),
        ("a: 1\n b‸: 2\n", "not YAML"),
        ("a: b‸: c\n", "not YAML"),
        ("é: ‸@x\n", "not YAML"),
        ("é: ‸`x`\n", "not YAML"),
        ("a: 1\n‸b\nc: 2\n", "not YAML"),
        ('a: "‸\\q"\n', "not YAML"),
        # Characters that cannot be seen.
        ("a: b‸\x07c\n", "cannot be seen"),
        ("a: ‸\x1b[31mrood\n", "cannot be seen"),
        ("a: b‸\x00\n", "cannot be seen"),
        ("a: b‸\x7f\n", "cannot be seen"),
        ("a: één\nb: drieëntwintig‸\x07\n", "cannot be seen"),
        ("a: 😀‸\x07\n", "cannot be seen"),
        # Nothing, or not a mapping.
        ("‸", "empty"),
        ("‸\n\n", "empty"),
        ("‸# only a comment\n", "empty"),
        ("‸---\n", "empty"),
        ("‸null\n", "empty"),
        ("‸- a\n- b\n", "`key: value`"),
        ("‸[]\n", "`key: value`"),
        ("‸35\n", "`key: value`"),
        ("‸''\n", "`key: value`"),
        ("‸een zin\n", "`key: value`"),
    ],
)  # fmt: skip
def test_what_is_not_a_plain_file_is_refused_where_it_stands(text: str, message: str) -> None:
    content, place = marked(text)
    refusal = refused(content)
    assert message in refusal.message
    assert refusal.place[:2] == place
    assert refusal.place[2:] >= refusal.place[:2]


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"\xef\xbb\xbfa: 1\n", (1, 1), "byte order mark"),
        (b"\xff\xfea\x00", (1, 1), "not UTF-8"),
        (b"a: 1\nb: caf\xe9\n", (2, 7), "not UTF-8"),
        ("a: é".encode() + b"\xff\n", (1, 5), "not UTF-8"),
        ("a: 1\nb: 😀é".encode() + b"\xc3", (2, 6), "not UTF-8"),
        (b"a: \xed\xa0\x80\n", (1, 4), "not UTF-8"),
    ],
)
def test_what_is_not_utf_8_is_refused_where_it_stands(content: bytes, place: tuple[int, int], message: str) -> None:
    refusal = refused(content)
    assert message in refusal.message
    assert refusal.place[:2] == place


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a: b: c\n", "quotes"),
        ("a:\n\tb: 1\n", "tabs"),
        ("a: 1\nb:\n  - 1\n\t- 2\n", "tabs"),
        ("a: 'x\n", "Close the quotes"),
        ('a: "x\nb: 1\n', "Close the quotes"),
        ("a: 1\nb\nc: 2\n", "indentation"),
        ("a: 1\na: 2\n", "Keep one"),
        ("a: *x\n", "quotes"),
        ("a: &x\n", "quotes"),
        ("a: !x\n", "quotes"),
        ("- a\n", "docs/data.md"),
    ],
)
def test_a_refusal_says_what_to_write_instead(text: str, hint: str) -> None:
    assert hint in refused(text).hint


def test_a_merge_key_without_an_alias_is_a_key_like_any_other() -> None:
    assert value_of("<<: {a: 1}\nb: 2\n") == {"<<": {"a": 1}, "b": 2}


def test_nesting_is_allowed_up_to_the_limit_and_refused_past_it() -> None:
    def nested(levels: int) -> str:
        return "a: " + "[" * (levels - 1) + "]" * (levels - 1)

    value_of(nested(MAX_DEPTH))
    refusal = refused(nested(MAX_DEPTH + 1))
    assert "nested" in refusal.message
    assert refusal.place[:2] == (1, 3 + MAX_DEPTH)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x:\n  " + "- " * 20 + "y\n", id="list"),
        pytest.param("x: " + "[" * 20 + "]" * 20, id="brackets"),
        pytest.param("x: " + "{a: " * 20 + "}" * 20, id="braces"),
        pytest.param("x: " + "[{a: " * 10 + "}]" * 10, id="brackets and braces"),
        pytest.param("\n".join(" " * level + "a:" for level in range(20)), id="indentation"),
        pytest.param("\n".join(" " * level + "a:\n" + " " * level + "-" for level in range(20)), id="both"),
    ],
)
def test_every_kind_of_nesting_counts(text: str) -> None:
    assert "nested" in refused(text).message


_DEEP = 200_000


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("- " * _DEEP, id="list"),
        pytest.param("a:\n  " + "- " * _DEEP, id="list in a mapping"),
        pytest.param("a:\n" + "-\t" * _DEEP, id="list with tabs"),
        pytest.param("? " * _DEEP, id="keys"),
        pytest.param("a:\r" + "- " * _DEEP, id="list after an old line end"),
        pytest.param("a:\u2028" + "- " * _DEEP, id="list after a line separator"),
        pytest.param("a:\n\ufeff" + "- " * _DEEP, id="list after an invisible mark"),
        pytest.param("a: " + "[" * _DEEP, id="brackets"),
        pytest.param("a: " + "{b: " * _DEEP, id="braces"),
        pytest.param("a: " + "[" * _DEEP + "]" * _DEEP, id="brackets that close"),
        pytest.param("a: " + "[{" * (_DEEP // 2), id="brackets and braces"),
        pytest.param("\n".join(" " * level + "a:" for level in range(1500)), id="indentation"),
    ],
)
def test_extreme_nesting_is_refused_and_does_not_bring_the_process_down(content: str) -> None:
    program = (
        "import sys\n"
        "from nap.store.positions import Refusal\n"
        "from nap.store.yaml import parse\n"
        "try:\n"
        "    parse(sys.stdin.buffer.read())\n"
        "except Refusal as refusal:\n"
        "    print('refused', refusal.place[0] >= 1)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=content.encode(), capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.split()) == (0, [b"refused", b"True"]), done.stderr


# -- rules -----------------------------------------------------------------------------------------------------

_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False)


def _nested(scalars: st.SearchStrategy[Any], keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[Any, Any]]:
    inner = st.recursive(
        scalars,
        lambda children: st.lists(children, max_size=4) | st.dictionaries(keys, children, max_size=4),
        max_leaves=12,
    )
    return st.dictionaries(keys, inner, min_size=1, max_size=5)


def _with_tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_with_tuples(item) for item in value)
    if isinstance(value, dict):
        return {key: _with_tuples(item) for key, item in value.items()}
    return value


# JSON escapes an astral character as two halves, which YAML does not allow.
_BMP = st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=20)
_FINITE = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)


@given(_nested(_FINITE | _BMP, _BMP), st.sampled_from([None, 1, 2]))
@settings(deadline=None, max_examples=150)
def test_what_is_written_as_json_comes_back_equal(value: dict[str, Any], indent: int | None) -> None:
    assert repr(value_of(json.dumps(value, indent=indent))) == repr(_with_tuples(value))


# A line end inside a text is folded or normalised by rules of its own; the blocks below leave those out.
_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20)


_TEXT = "tag:yaml.org,2002:str"


class _Quoting(yaml.SafeDumper):
    """Writes every text in a style that is asked for: YAML 1.1 leaves unquoted what YAML 1.2 reads as a number."""

    text_style: str | None = '"'

    def ignore_aliases(self, _data: Any) -> bool:
        return True


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar(_TEXT, text, dumper.text_style))


@given(
    _nested(_SCALARS | _LINE, _LINE | st.integers() | st.booleans() | st.none()),
    st.sampled_from(["'", '"', "|", ">"]),
    st.sampled_from([True, False, None]),
    st.booleans(),
)
@settings(deadline=None, max_examples=80)
def test_what_pyyaml_writes_comes_back_equal(
    value: dict[Any, Any], style: str, flow: bool | None, unescaped: bool
) -> None:
    dumper = type("Dumper", (_Quoting,), {"text_style": style})
    text = yaml.dump(value, Dumper=dumper, default_flow_style=flow, allow_unicode=unescaped, sort_keys=False)
    assert repr(value_of(text)) == repr(_with_tuples(value))


_PIECES = st.sampled_from(
    ["a", "b", ": ", "- ", "\n", "  ", "\t", "[", "]", "{", "}", ",", "'", '"', "|", ">", "&a ", "*a ", "!a ", "! ",
     "#", "%", "---", "...", "? ", "\r", "\u2028", "\ufeff", "\x00", "é", "1", "0x1", ".nan", "~", "<<", "\\",
     "%TAG ! x\n"]
)  # fmt: skip


@given(st.binary(max_size=200) | st.lists(_PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode()))
@settings(deadline=None, max_examples=1000)
def test_no_bytes_whatever_raise_anything_but_a_refusal_with_a_place_in_the_file(content: bytes) -> None:
    refusal = None
    try:
        assert isinstance(value_of(content), dict)
    except Refusal as caught:
        refusal = caught
    if refusal is not None:
        line, column, end_line, end_column = refusal.place
        assert 1 <= line <= len(content.decode("utf-8", "replace").splitlines()) + 1
        assert column >= 1
        assert (end_line, end_column) >= (line, column)
        assert refusal.message


# -- positions -------------------------------------------------------------------------------------------------


def _numbered(shape: Any, counter: Iterator[int]) -> Any:
    """The shape with every key and every leaf a word that stands only once in the file."""
    if isinstance(shape, list):
        return [_numbered(item, counter) for item in shape]
    if isinstance(shape, dict):
        return {f"sleutel-{next(counter)}-é": _numbered(item, counter) for item in shape.values()}
    return f"woord {next(counter)} ë😀"


def _locations(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every location in a value and what stands there."""
    yield at, value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _locations(item, (*at, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _locations(item, (*at, index))


def _between(text: str, place: tuple[int, int, int, int]) -> str:
    """The text from a place's start to its end."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    line, column, end_line, end_column = place
    return text[starts[line - 1] + column - 1 : starts[end_line - 1] + end_column - 1]


@given(
    _nested(st.none(), st.integers()),
    st.sampled_from([True, False, None]),
    st.sampled_from([None, "'"]),
)
@settings(deadline=None, max_examples=100)
def test_the_place_of_every_key_and_value_is_where_it_stands(
    shape: dict[Any, Any], flow: bool | None, style: str | None
) -> None:
    written = _numbered(shape, iter(range(10_000)))
    dumper = type("Dumper", (_Quoting,), {"text_style": style})
    text = "# één regel vooraf\n" + yaml.dump(
        written, Dumper=dumper, default_flow_style=flow, allow_unicode=True, sort_keys=False, width=10_000
    )
    value, positions = parse(text.encode())
    assert value == _with_tuples(written)
    for location, found in _locations(value):
        if location and isinstance(location[-1], str):
            assert _between(text, positions.find(location, key=True)).strip("'\"") == location[-1]
        if isinstance(found, str):
            assert _between(text, positions.find(location)).strip("'\"") == found
        elif found:
            first = (*location, 0 if isinstance(found, tuple) else next(iter(found)))
            assert positions.find(location)[:2] <= positions.find(first, key=True)[:2]


def test_the_place_of_what_is_not_there_is_that_of_the_nearest_thing_around_it() -> None:
    _, positions = parse(b"a: 1\nb:\n  c:\n    - d\n  e: f\n")
    assert positions.find(("b", "x")) == positions.find(("b",))
    assert positions.find(("b", "c", 5)) == positions.find(("b", "c"))
    assert positions.find(("b", "c", "x", "y")) == positions.find(("b", "c"))
    assert positions.find(("b", "x"), key=True) == positions.find(("b",))
    assert positions.find(("b", "e", "x"))[:2] in {positions.find(("b",))[:2], positions.find(("b", "e"))[:2]}
    assert positions.find(("x",)) == positions.place
    assert positions.find(()) == positions.place


def test_places_are_exact() -> None:
    _, positions = parse("één: 'drie'\nlijst:\n  - {a: b}\n  - tweede woord # met uitleg\n".encode())
    assert positions.find(("één",)) == (1, 6, 1, 12)
    assert positions.find(("één",), key=True) == (1, 1, 1, 4)
    assert positions.find(("lijst", 0))[:2] == (3, 5)
    assert positions.find(("lijst", 0, "a")) == (3, 9, 3, 10)
    assert positions.find(("lijst", 0, "a"), key=True) == (3, 6, 3, 7)
    assert positions.find(("lijst", 1)) == (4, 5, 4, 17)


def test_a_directive_after_an_old_line_end_is_refused() -> None:
    with pytest.raises(Refusal, match="directive") as refused:
        parse(b"# old line ends\r%YAML 1.2\r---\ra: 1\r")
    assert refused.value.place[:2] == (2, 1)
