"""The one layout of a plan's files: nothing is lost in it, nothing changes in meaning, and it is always the same."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest
import yaml
from conftest import ROOT
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from nap.store.comments import comments
from nap.store.layout import languages_in, layout
from nap.store.positions import Positions, Refusal
from nap.store.yaml import parse

LANGUAGES = ("nl", "fr", "de", "en")
ACTION, ACTORS, MANIFEST = "data/actions/35.yaml", "data/actors.yaml", "data/plan.yaml"
FILES = {
    path.relative_to(ROOT).as_posix(): path.read_bytes()
    for path in (*sorted((ROOT / "data/actions").glob("*.yaml")), ROOT / ACTORS, ROOT / MANIFEST)
}


def laid(text: str | bytes, path: str = ACTION) -> str:
    """A file as it is laid out, which must be possible."""
    done = layout(text.encode() if isinstance(text, str) else text, path, LANGUAGES)
    assert done.problem == ""
    return done.content.decode()


def value_of(text: str | bytes) -> Any:
    return parse(text.encode() if isinstance(text, str) else text)[0]


def comments_in(text: str) -> list[str]:
    return [comment.text for comment in comments(text, parse(text.encode())[1].node)]


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same, also in the types that Python takes for equal; order of keys aside."""
    if isinstance(one, dict):
        return isinstance(other, dict) and one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple):
        return isinstance(other, tuple) and len(one) == len(other) and all(map(same, one, other))
    return repr(one) == repr(other)


# -- the real plan ---------------------------------------------------------------------------------------------


def test_the_files_of_the_real_plan_are_laid_out_already() -> None:
    assert len(FILES) == 73
    assert [path for path, content in FILES.items() if layout(content, path, LANGUAGES).content != content] == []


QUOTES = (None, "'", '"', "|", ">")


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - no secret


def rewritten(value: Any, chance: random.Random, *, flow: bool, moved: bool = True) -> str:
    """A file with a value as another hand could have written it: keys in any order, any quotes, any width."""

    def node_of(value: Any) -> Any:
        if isinstance(value, dict):
            entries = [(node_of(key), node_of(item)) for key, item in value.items()]
            if moved:
                chance.shuffle(entries)
            return MappingNode("tag:yaml.org,2002:map", entries, flow_style=flow and chance.random() < 0.4)
        if isinstance(value, tuple):
            in_flow = flow and chance.random() < 0.4
            return SequenceNode("tag:yaml.org,2002:seq", [node_of(item) for item in value], flow_style=in_flow)
        if isinstance(value, str):
            return ScalarNode("tag:yaml.org,2002:str", value, style=chance.choice(QUOTES))
        kind = {type(None): "null", bool: "bool", int: "int", float: "float"}[type(value)]
        return ScalarNode(f"tag:yaml.org,2002:{kind}", "null" if value is None else str(value).lower())

    return str(
        yaml.serialize(
            node_of(value),
            Dumper=yaml.CSafeDumper,
            allow_unicode=chance.random() < 0.8,
            indent=chance.choice((2, 3, 4, 6)),
            width=chance.choice((20, 50, 98, 1000)),
            explicit_start=chance.random() < 0.2,
        )
    )


def as_windows_saves_it(text: str) -> bytes:
    return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("path", [*list(FILES)[:71:6], ACTORS, MANIFEST])
def test_a_file_in_another_hand_comes_back_as_it_is_in_the_plan(path: str, seed: int) -> None:
    content, chance = FILES[path], dice(seed)
    head = content[: content.index(b"\n") + 1].decode()
    other = head + rewritten(value_of(content), chance, flow=True)
    assert other.encode() != content
    assert laid(other, path).encode() == content
    assert laid(as_windows_saves_it(other), path).encode() == content


def with_named_comments(text: str, chance: random.Random) -> tuple[str, list[str]]:
    """A file in blocks, with comments on and above many of its lines that say the key they are about."""
    lines = text.split("\n")
    added: list[tuple[int, str, str]] = []

    def add(key: Any, value: Any, name: str, *, above: bool) -> None:
        line, last = key.start_mark.line, value.end_mark.line
        if above and chance.random() < 0.3:
            added.append((line, "above", f"# above {name}"))
        if not isinstance(value, ScalarNode) or value.style in ("|", ">"):
            last = line  # on the line of the key
        if chance.random() < 0.3 and (isinstance(value, ScalarNode) or not value.flow_style):
            added.append((last, "beside", f"#beside {name}"))

    def walk(node: Any, name: str, *, is_item: bool) -> None:
        for index, entry in enumerate(node.value):
            key, value = entry if isinstance(entry, tuple) else (None, entry)
            inner = f"{name}/{key.value if key else index}"
            if key is not None:
                add(key, value, inner, above=not is_item or index > 0)  # above a dash it is about the item
            if not isinstance(value, ScalarNode):
                walk(value, inner, is_item=key is None)

    walk(parse(text.encode())[1].node, "", is_item=False)
    for line, where, words in sorted(added, reverse=True):
        if where == "beside":
            lines[line] += f"\t{words}  "
        else:
            indent = len(lines[line]) - len(lines[line].lstrip(" -"))
            lines.insert(line, " " * indent + words)
    return "\n".join(lines), [words for _, _, words in added]


def line_of(node: Any, name: str) -> int:
    """The line on which a key stands, counted from 0."""
    line = 0
    for step in name.split("/")[1:]:
        if isinstance(node, MappingNode):
            line, node = next((key.start_mark.line, value) for key, value in node.value if key.value == step)
        else:
            node = node.value[int(step)]
    return line


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("path", [*list(FILES)[:71:8], ACTORS, MANIFEST])
def test_comments_go_where_their_keys_go(path: str, seed: int) -> None:
    chance = dice(seed)
    other, added = with_named_comments(rewritten(value_of(FILES[path]), chance, flow=False), chance)
    assert Counter(comments_in(other)) == Counter(added)
    result = laid(other, path)
    assert Counter(comments_in(result)) == Counter(added)
    assert same(value_of(result), value_of(other))
    assert laid(result, path) == result
    lines, node = result.split("\n"), parse(result.encode())[1].node
    for words in added:
        where, _, name = words.partition(" ")
        key_line = line_of(node, name)
        if where == "#beside":
            assert lines[key_line].endswith(f" {words}")  # one space where it may be the end of a text
        else:
            above = [line.strip() for line in lines[:key_line] if line.strip()]
            while above[-1] != words:
                assert above.pop().startswith("#"), f"{words} does not stand above its key"
    without = [line.split(" #beside ")[0].rstrip() for line in lines if not line.lstrip().startswith("# above ")]
    head = FILES[path].index(b"\n") + 1
    assert "\n".join(without).encode() == FILES[path][head:]


# -- where comments go -----------------------------------------------------------------------------------------

PLACES = {
    "above and beside a key that moves": (
        'chapter: 1 # which\n# the number\nid: "1"   #  which one\n',
        '# the number\nid: "1"  #  which one\nchapter: 1  # which\n',
    ),
    "the first line stays first": (
        '# yaml-language-server: $schema=x\n# about the chapter\nchapter: 1\nid: "1"\n',
        '# yaml-language-server: $schema=x\nid: "1"\n# about the chapter\nchapter: 1\n',
    ),
    "what an empty line parts from the first key is about the file": (
        '# who may use this\n\n# about the chapter\nchapter: 1\nid: "1"\n',
        '# who may use this\n\nid: "1"\n# about the chapter\nchapter: 1\n',
    ),
    "at the end of a block, and above what follows it": (
        "title:\n    nl: een\n    # fr is still to come\n# who\nactors:\n- actor: een\n# what\nmeasures: []\n",
        "title:\n  nl: een\n  # fr is still to come\n# who\nactors:\n  - actor: een\n# what\nmeasures: []\n",
    ),
    "at the end of nested blocks": (
        "measures:\n- id: a\n  text: x\n  # end of a\n # end of measures\nupdates: []\n# end of all\n",
        "measures:\n  - id: a\n    text: x\n    # end of a\n  # end of measures\nupdates: []\n# end of all\n",
    ),
    "on the line of a key whose value is below it": (
        "title: # in words\n  nl: # Dutch\n    een\n",
        "title:  # in words\n  nl: een  # Dutch\n",
    ),
    "between a key and its value": (
        "title:\n  nl:\n    # Dutch\n    een\n  fr:\n    # French\n    [a]\n",
        "title:\n  # Dutch\n  nl: een\n  # French\n  fr:\n    - a\n",
    ),
    "on the first line of a text in a block, and right after it": (
        "title: >- # folded\n  een # is text\n  # too\n\n# after it\nid: '1' # end\n",
        '# after it\nid: "1"  # end\ntitle: "een # is text # too"  # folded\n',
    ),
    "inside brackets, which then become lines": (
        "measures:\n- actors: [een, # first\n    # second\n    twee] # both\n",
        "measures:\n  - actors:  # both\n      - een  # first\n      # second\n      - twee\n",
    ),
    "at both brackets": (
        "measures: [ # opened\n {id: a}\n # end\n ] # closed\n",
        "measures:  # opened\n  - id: a\n  # end\n  # closed\n",
    ),
    "in empty brackets": (
        "actors: [\n # nobody\n]\nmeasures: [ # none\n] # at all\nupdates: {} # yet\n",
        "# nobody\nactors: []\n# none\nmeasures: []  # at all\nupdates: {}  # yet\n",
    ),
    "between a dash and its item": (
        "measures:\n- # the first\n  # of two\n  text: x\n  # its letter\n  id: a\n-\n  id: b # the second\n",
        "measures:\n  # the first\n  # of two\n  # its letter\n  - id: a\n    text: x\n  - id: b  # the second\n",
    ),
    "beside an item in brackets": (
        "source:\n  remarks:\n  - {nl: een, fr: un} # check this\n  - twee # and this\n",
        "source:\n  remarks:\n    # check this\n    - nl: een\n      fr: un\n    - twee  # and this\n",
    ),
    "beside nothing": (
        "actors: # nobody\nupdates:\n- # null\n-\n",
        "actors: null  # nobody\nupdates:\n  - null  # null\n  - null\n",
    ),
    "around a file in braces": (
        '{ # top\n"id": "1", # id\n# chapter\n"chapter": 1\n# inside\n} # end\n',
        '# top\nid: "1"  # id\n# chapter\nchapter: 1\n# inside\n# end\n',
    ),
    "with the marks of a document": (
        "# top\n--- # start\nid: '1'\n... # end\n  # very end\n",
        '# top\n# start\nid: "1"\n# end\n# very end\n',
    ),
    "with explicit keys": ("? id # key\n: '1' # value\n", '# key\nid: "1"  # value\n'),
    "lists in lists": (
        "more:\n- - a # one\n  # end\n- # two\n  - b\n",
        "more:\n  - - a  # one\n    # end\n  # two\n  - - b\n",
    ),
    "an empty file of braces": ("# above\n{} # beside\n# below\n", "# above\n# beside\n# below\n{}\n"),
    "that ignore a finding": (
        "chapter: 9 # nap: ignore[NAP305] it follows\ntitle: # nap: ignore[NAP701] only Dutch\n    nl: 'no'\n",
        'chapter: 9  # nap: ignore[NAP305] it follows\ntitle:  # nap: ignore[NAP701] only Dutch\n  nl: "no"\n',
    ),
}

LEFT = {
    "it would be about the first line only": "title: {nl: 'no'} # nap: ignore[NAP701] only Dutch\n",
    "it would be about more": "updates:\n  - measures: # nap: ignore[NAP608] z follows\n      a: completed\n",
    "it would stand above another key": "updates:\n  # nap: ignore[NAP604] so it is\n  - by: x\n    date: 2025-12-31\n",
    "it is part of a text that would stand on one line": "title: >-\n  De wet. # nap: ignore[NAP803] zo staat het\n",
}


@pytest.mark.parametrize("why", LEFT)
def test_a_file_is_left_where_a_comment_would_ignore_something_else(why: str) -> None:
    done = layout(LEFT[why].encode(), ACTION, LANGUAGES)
    assert done.content == LEFT[why].encode()
    assert "would ignore something else" in done.problem


@pytest.mark.parametrize("where", PLACES)
def test_where_comments_go(where: str) -> None:
    before, after = PLACES[where]
    assert laid(before) == after
    assert laid(after) == after
    assert Counter(comments_in(before)) == Counter(comments_in(after))


def test_a_comment_on_a_long_text_stands_on_the_line_of_its_key() -> None:
    words = "woord " * 30
    assert laid(f"title: '{words}einde' # long\n").startswith("title: >-  # long\n  woord woord")


def test_empty_lines_stay_where_they_part_something_and_one_is_enough() -> None:
    before = (
        '\n\n# top\n\n\nid: "1"\n\n\nchapter: 1\ntitle:\n\n  nl: een\n\n  fr: un\n \n  # about German\n  de: ein\n'
        "actors:\n\n  - actor: een\n\n\n  - actor: twee\n\n# the end\n\n"
    )
    after = (
        '# top\n\nid: "1"\n\nchapter: 1\ntitle:\n  nl: een\n  fr: un\n\n  # about German\n  de: ein\n'
        "actors:\n  - actor: een\n\n  - actor: twee\n\n# the end\n"
    )
    assert laid(before) == after
    assert laid(after) == after


# -- whatever people write -------------------------------------------------------------------------------------

PIECES = (
    "a", "é", "woord", "lange zin met woorden ", "# ", "#", " #", ": ", ":", "'", '"', "- ", "-", "?", "!", "&x", "*y",
    "%", "@", "`", "|", ">", "[", "]", "{", "}", ",", "  ", " ", "\n", "\n\n", "\u00a0", "\u2028", "\x85", "\t", "\\",
    "x" * 120, "no", "~", "null", "12", "1.5", "2024-12-31", "…", "\U0001f600", "---", "...", "<<", "\ufeff", "\x07",
    "\r", "https://x.example/#part", "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien ",
)  # fmt: skip
nasty = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"]), max_size=8).map("".join)
prose = st.lists(st.sampled_from(["woord", "été", "zin", "lang", "# x", "a:", "b"]), max_size=60).map(" ".join)
scalars = nasty | prose | st.none() | st.booleans() | st.integers(-9, 2030) | st.sampled_from([22.1, 1e300])
by_language = nasty | st.dictionaries(st.sampled_from(["nl", "fr", "en", "es", "no"]), nasty | prose, max_size=4)
ids = st.lists(st.sampled_from(["een", "twee-drie", "35", "n", "een-dienst-met-een-lange-naam"]), max_size=5)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(nasty, inner, max_size=3), max_leaves=6
)
files = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["1", "18bis"]) | scalars,
        "title": by_language,
        "actors": st.lists(st.fixed_dictionaries({"actor": nasty}, optional={"role": by_language}), max_size=3) | ids,
        "deadline": st.fixed_dictionaries({"kind": nasty, "stated": scalars}, optional={"note": by_language}),
        "measures": st.lists(st.fixed_dictionaries({"text": by_language, "actors": ids, "id": nasty}), max_size=3),
        "source": st.fixed_dictionaries({"remarks": st.lists(by_language, max_size=3), "section": prose}),
        "updates": st.lists(
            st.fixed_dictionaries({"measures": st.dictionaries(nasty, nasty, max_size=3), "date": nasty}), max_size=2
        ),
        "more": anything,
        "no": anything,
    },
).filter(bool)


def with_lists_as_tuples(value: Any) -> Any:
    """A value as nap reads it."""
    if isinstance(value, dict):
        return {key: with_lists_as_tuples(item) for key, item in value.items()}
    return tuple(map(with_lists_as_tuples, value)) if isinstance(value, list) else value


def sprinkled(text: str, chance: random.Random) -> tuple[str, list[str]]:
    """A file with comments, empty lines and spaces wherever they change no value, and the comments."""
    value, added = value_of(text), list[str]()
    for number in range(chance.randint(0, 12)):
        lines, kind = text.split("\n"), chance.random()
        index, words = chance.randrange(len(lines)), ""
        if kind < 0.8:
            more = chance.choice(("", " # more", " nap: ignore[X] y", " [{ : - "))
            words = f"#{chance.choice(('', ' '))}<{number}>{more}"
        if kind < 0.4:
            lines.insert(index, " " * chance.choice((0, 0, 1, 2, 3, 4, 6)) + words)
        elif kind < 0.9:
            if words and any(comment in lines[index] for comment in added):
                continue
            lines[index] += chance.choice((" ", "  ", "\t")) + words
        else:
            lines.insert(index, chance.choice(("", "  ")))
        with_more = "\n".join(lines)
        try:
            if not same(value_of(with_more), value):
                continue
        except Refusal:
            continue
        text = with_more
        added += [words.strip()] if words else []
    return text, added


@given(files, st.randoms(use_true_random=False), st.sampled_from([ACTION, ACTORS, MANIFEST]))
@settings(max_examples=200)
def test_no_value_changes_no_comment_is_lost_and_once_is_enough(value: Any, chance: random.Random, path: str) -> None:
    source = rewritten(with_lists_as_tuples(value), chance, flow=True)
    meant = value_or_none(source)
    text, added = sprinkled(source, chance)
    assert Counter(comments_in(text)) == Counter(added)
    result = laid(text, path)
    assert same(value_of(result), meant)
    assert Counter(comments_in(result)) == Counter(added)
    assert laid(result, path) == result
    assert not [line for line in result.split("\n") if line != line.rstrip()]
    assert result.endswith("\n")
    assert not result.endswith("\n\n")
    assert "\r" not in result
    assert "\t" not in "\n".join(line for line in result.split("\n") if "#" not in line)


@given(files, st.randoms(use_true_random=False))
def test_however_a_value_is_written_it_is_laid_out_the_same(value: Any, chance: random.Random) -> None:
    written = rewritten(with_lists_as_tuples(value), dice(0), flow=False)
    meant = value_or_none(written)
    other = rewritten(meant, chance, flow=True, moved=False)
    assume(same(value_or_none(other), meant))
    result = laid(other)
    assert result == laid(written)
    assert_read_alike(meant, yaml.load(result, yaml.CSafeLoader))


def value_or_none(text: str) -> Any:
    """The value of a file; of one that says more than a plan's file may, there is nothing to ask."""
    try:
        return value_of(text)
    except Refusal:
        reject()


def assert_read_alike(value: Any, read: Any) -> None:
    """What a reader of YAML 1.1 must take for the same: everything that is a text, but for days."""
    if isinstance(value, dict):
        by_key = {str(key): item for key, item in read.items()}
        assert by_key.keys() == set(map(str, value))
        for key, item in value.items():
            assert_read_alike(item, by_key[str(key)])
    elif isinstance(value, tuple):
        for item, read_item in zip(value, read, strict=True):
            assert_read_alike(item, read_item)
    elif isinstance(value, str):
        assert str(read) == value


# -- finding comments ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b", []),
        ("a: b#c", []),
        ("a: b # c", [(1, 6, "# c", False)]),
        ("# é\n  #d  \na: b", [(1, 1, "# é", True), (2, 3, "#d", True)]),
        ("a: 'x # y'\t# z", [(1, 12, "# z", False)]),
        ('a: "x\n  # y" # z', [(2, 8, "# z", False)]),
        ("a: x\n  y # z\n# w", [(2, 5, "# z", False), (3, 1, "# w", True)]),
        ("a: |\n  # x\n  y # z\n# w", [(4, 1, "# w", True)]),
        ("a: >- # h # i\n  # x\n\n  y\n # w\nb: c", [(1, 7, "# h # i", False), (5, 2, "# w", True)]),
        ("a: |+ # h\n  x\n\n# w\nb: |\n\n# v", [(1, 7, "# h", False), (4, 1, "# w", True), (7, 1, "# v", True)]),
        ("a: [x, # y\n  'z#', # w\n]", [(1, 8, "# y", False), (2, 9, "# w", False)]),
        ("'a # b': c # d", [(1, 12, "# d", False)]),
        ("a: https://x.example/#y # z", [(1, 25, "# z", False)]),
        ("a: b # c\r\n# d\r\ne: f", [(1, 6, "# c", False), (2, 1, "# d", True)]),
        ("a: b # c\r# d\re: f", [(1, 6, "# c", False), (2, 1, "# d", True)]),
        ("# 1\n# 2 # 3\na:\n- # 4\n  b: c\n#", [
            (1, 1, "# 1", True), (2, 1, "# 2 # 3", True), (4, 3, "# 4", False), (6, 1, "#", True),
        ]),
    ],
)  # fmt: skip
def test_comments_are_found_where_they_stand(text: str, expected: list[tuple[int, int, str, bool]]) -> None:
    found = comments(text, parse(text.encode())[1].node)
    assert [(comment.line, comment.column, comment.text, comment.alone) for comment in found] == expected
    assert all(text[comment.start :].startswith(comment.text) for comment in found)


def test_a_file_that_was_not_read_has_no_comments_but_those_outside_all_values() -> None:
    assert comments("", Positions().node) == []


# -- how things are written ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("een woord", "een woord"), ("l’été à 10 %", "l’été à 10 %"), ("a: b", '"a: b"'), ("a:b", "a:b"),
        ("a #b", '"a #b"'), ("a#b", "a#b"), ("a:", '"a:"'), ("", '""'), (" a", '" a"'), ("a ", '"a "'),
        ("a  b", "a  b"),
        ("- a", '"- a"'), ("-a", '"-a"'), ("?", '"?"'), ("'a'", "\"'a'\""), ('"a" b', '"\\"a\\" b"'),
        ("a \\ b", "a \\ b"),
        (": \\", '": \\\\"'), ("[a]", '"[a]"'), ("a [b], {c}", "a [b], {c}"), ("*a", '"*a"'), ("&a", '"&a"'),
        ("no", '"no"'), ("Yes", '"Yes"'), ("n", '"n"'), ("null", '"null"'), ("~", '"~"'), ("true", '"true"'),
        ("35", '"35"'), ("1.5", '"1.5"'), ("1_000", '"1_000"'), ("12:30", '"12:30"'), ("0x1F", '"0x1F"'),
        ("0o17", '"0o17"'), ("1e3", '"1e3"'), ("1.2.3", '"1.2.3"'), ("2024-06", '"2024-06"'), ("=", '"="'),
        ("<<", '"<<"'),
        ("2024-12-31", "2024-12-31"), ("2024-12-31 10:00:00", '"2024-12-31 10:00:00"'), ("18bis", "18bis"),
        ("2022 – 2024", "2022 – 2024"), ("a\tb", '"a\\tb"'), ("a\u2028b", '"a\\u2028b"'), ("\x07", '"\\u0007"'),
        ("\U000f0000\U0001f600", "\U000f0000\U0001f600"), ("\u00a0a", '"\u00a0a"'), ("\ufeff", '"\\uFEFF"'),
        ("a\nb", "|-\n  a\n  b"), ("a\n\n - b\n", "|\n  a\n\n   - b"), ("a\n\n", '"a\\n\\n"'), ("\na", '"\\na"'),
        ("a \nb", '"a \\nb"'), ("een\n" + "lang " * 30 + "\nb", None), ("x" * 200, "x" * 200),
    ],
)  # fmt: skip
def test_texts_are_written_as_plainly_as_no_reader_misunderstands(value: str, written: str | None) -> None:
    source = yaml.safe_dump({"zz": value}, default_style='"', width=10_000)
    result = laid(source)
    assert value_of(result) == {"zz": value}
    assert_read_alike({"zz": value}, yaml.load(result, yaml.CSafeLoader))
    if written is not None:
        assert result == f"zz: {written}\n"


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("~", "null"), ("", "null"), ("True", "true"), ("FALSE", "false"), ("010", "010"), ("22.10", "22.10"),
        ("0x1F", "0x1F"), (".inf", ".inf"), ("+3", "+3"), ("[]", "[]"), ("{}", "{}"), ("[a, b]", "\n  - a\n  - b"),
    ],
)  # fmt: skip
def test_what_is_no_text_keeps_the_digits_that_its_author_wrote(source: str, written: str) -> None:
    assert laid(f"zz: {source}\n") == f"zz:{'' if written.startswith(chr(10)) else ' '}{written}\n"


def test_ids_and_the_words_of_the_plan_stand_in_quotes_always() -> None:
    before = "id: 18bis\nparent: '18'\ndeadline: {stated: Doorlopend, kind: ongoing}\nsource: {annex_id: x}\n"
    after = 'id: "18bis"\nparent: "18"\ndeadline:\n  stated: "Doorlopend"\n  kind: ongoing\nsource:\n  annex_id: "x"\n'
    assert laid(before) == after
    assert laid("actors:\n- {parent: 'b', id: 'a'}\n", ACTORS) == "actors:\n  - id: a\n    parent: b\n"
    assert laid("removed:\n- {action: 18bis}\n", MANIFEST) == 'removed:\n  - action: "18bis"\n'
    number = "deadline:\n  stated: 2024\n"
    assert laid(number) == number


def test_ids_stand_in_brackets_where_they_fit_and_unknown_keys_last() -> None:
    many = [f"een-dienst-met-een-lange-naam-{number}" for number in range(4)]
    before = {
        "zeta": 1,
        "alpha": 2,
        "updates": [
            {"measures": {"b": "completed", "n": "stopped"}, "date": "2025-01-01", "phases": {"Fase 1": "completed"}}
        ],
        "measures": [{"actors": ["een", "35"], "id": "a"}, {"actors": many}],
        "title": {"zh": "z", "es": "s", "en": "e", "nl": "n"},
    }
    after = """\
title:
  nl: "n"
  en: e
  zh: z
  es: s
measures:
  - id: a
    actors: [een, "35"]
  - actors:
      - een-dienst-met-een-lange-naam-0
      - een-dienst-met-een-lange-naam-1
      - een-dienst-met-een-lange-naam-2
      - een-dienst-met-een-lange-naam-3
updates:
  - date: 2025-01-01
    measures: {b: completed, "n": stopped}
    phases: {Fase 1: completed}
zeta: 1
alpha: 2
"""
    assert laid(yaml.safe_dump(before, sort_keys=False)) == after


def test_a_long_text_is_folded_and_keeps_its_line_ends() -> None:
    words = ("Dit is een zin. " * 12).strip()
    for text in (
        words,
        f"{words}\n",
        f"{words}\n\nKort.\n  - {words}",
        f"{words}\n\n\n{words}\nKort.",
        f"a  {words}  b",
    ):
        result = laid(yaml.safe_dump({"baseline": {"nl": text}}))
        assert value_of(result) == {"baseline": {"nl": text}}
        assert "\n    Dit is een zin." in result or text.startswith("a")
        assert all(len(line) <= 98 for line in result.split("\n")) or "  - " in text
    assert laid(yaml.safe_dump({"baseline": {"nl": f"{words}\n\nKort."}})).split("\n")[1] == "  nl: >-"


def test_empty_lines_inside_a_text_are_its_own() -> None:
    assert laid("title: |+\n  een\n\nbaseline: x\n") == 'title: "een\\n\\n"\nbaseline: x\n'
    assert laid("title: >-\n  een\n\nbaseline: x\n") == "title: een\n\nbaseline: x\n"
    assert laid("more:\n- |-\n  \u00a0\n- x\n") == 'more:\n  - "\u00a0"\n  - x\n'


def test_languages_come_in_the_order_of_the_plan() -> None:
    before = b"title: {en: e, fr: f, nl: x}\n"
    assert layout(before, ACTION, ("fr", "nl")).content == b"title:\n  fr: f\n  nl: x\n  en: e\n"
    assert languages_in(b"\xef\xbb\xbflanguages: [fr, nl]\n") == ("fr", "nl")
    assert languages_in(b"languages: fr\n") == languages_in(b"a: [\n") == languages_in(b"a: b\n") == ()


# -- what is left ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"id: '1'\ntitle: 'x\n", 2, "not YAML"),
        (b"id: '1'\nid: '2'\n", 2, "second time"),
        (b"a: &x b\n", 1, "may not"),
        (b"id: '\xff'\n", 1, "not UTF-8"),
        (b"# nothing\n", 1, "empty"),
        (b"\xef\xbb\xbfa: [\r\n", 2, "not YAML"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_and_said(content: bytes, line: int, says: str) -> None:
    done = layout(content, ACTION, LANGUAGES)
    assert done.content == content
    assert says in done.problem
    assert done.finding is not None
    assert (done.finding.path, done.finding.line) == (ACTION, line)


def test_a_file_that_would_not_say_the_same_is_left_and_said() -> None:
    content = f"? {'x' * 2000}  # no key is that long without its question mark\n: y\n".encode()
    done = layout(content, ACTION, LANGUAGES)
    assert done.content == content
    assert "without changing what it says" in done.problem


def test_a_comment_that_may_be_the_end_of_a_text_stays_one_space_away() -> None:
    """Two spaces would hide from `nap lint` (NAP809) that the text was cut off by its #."""
    file = b"baseline:\n  nl: De campagne #kinderrechten voeren.\n  fr: Besluit # 12 van 2024\nchapter: 1 # a remark\n"
    laid = layout(file, "data/actions/01-x.yaml", ("nl",))
    assert b"De campagne #kinderrechten" in laid.content
    assert b"Besluit # 12" in laid.content
    assert b"chapter: 1  # a remark" in laid.content
