"""The editor of action files: what is added stands where it belongs, and nothing else changes."""

from __future__ import annotations

import datetime
import difflib
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from conftest import action, update
from hypothesis import given, settings
from hypothesis import strategies as st
from test_layout import (
    FILES,
    LANGUAGES,
    by_language,
    comments_in,
    dice,
    nasty,
    prose,
    rewritten,
    same,
    sprinkled,
    value_of,
    value_or_none,
    with_lists_as_tuples,
)
from yaml.nodes import CollectionNode

from nap.errors import DataError
from nap.store.editor import add_amendment, add_revision, add_update
from nap.store.layout import layout
from nap.store.positions import Refusal
from nap.store.yaml import parse

PATH = "data/actions/35.yaml"
ACTIONS = {path: content for path, content in FILES.items() if path.startswith("data/actions/")}
LIST = {add_update: ("updates",), add_revision: ("deadline", "revisions"), add_amendment: ("amendments",)}
Add = Callable[[bytes, Mapping[str, Any], str, Sequence[str]], bytes]

UPDATE = update("2025-06-30", "in_progress", text={"nl": "Bezig.", "fr": "En cours."})
LINES = """\
  - date: 2025-06-30
    by: een
    status: in_progress
    text:
      nl: Bezig.
      fr: En cours.
"""
"""The update in the layout of the plan's files."""
REVISION = {"date": "2025-06-30", "due": "2026-12-31", "reason": {"nl": "Later."}, "decided_by": "De stuurgroep"}
AMENDMENT = {"date": "2025-06-30", "kind": "erratum", "reason": "Een fout.", "decided_by": "De stuurgroep"}
LONG = ("Een zin die lang genoeg is om niet op een regel te passen: ja, echt. " * 3).strip()


def added(text: str, item: Mapping[str, Any] = UPDATE, add: Add = add_update) -> str:
    """A file with something added, which must be possible and change nothing else."""
    result = add(text.encode(), item, PATH, LANGUAGES).decode()
    assert Counter(comments_in(result)) == Counter(comments_in(text))
    old, new = listed(value_of(text), add), listed(value_of(result), add)
    index = next(number for number, other in enumerate([*new]) if number == len(old) or not same(other, old[number]))
    assert same(new[:index] + new[index + 1 :], old)
    assert same(new[index], read(item))
    assert same(without(value_of(result), add), without(value_of(text), add))
    return result


def listed(value: Any, add: Add) -> tuple[Any, ...]:
    """What stands in the list to which something is added."""
    for key in LIST[add]:
        value = value.get(key)
    return value or ()


def without(value: Any, add: Add) -> Any:
    """All the rest."""
    first, *rest = LIST[add]
    less = {key: item for key, item in value.items() if key != first}
    return less | {first: {key: item for key, item in value[first].items() if key not in rest}} if rest else less


def read(value: Any) -> Any:
    """A value as it is read from a file."""
    return with_lists_as_tuples(json.loads(json.dumps(value, default=str)))


def lines_of(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def only_lines_added(old: str, new: str) -> bool:
    """Whether the new text is the old one with lines put in at one place."""
    before, after = old.splitlines(), new.splitlines()  # where the end of the last line was missing, it is added
    start = next(
        (index for index, pair in enumerate(zip(before, after, strict=False)) if len({*pair}) > 1), len(before)
    )
    rest = len(before) - start
    return len(after) > len(before) and before[start:] == after[len(after) - rest :]


# -- the real plan ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("add", "item"), [(add_update, UPDATE), (add_revision, REVISION), (add_amendment, AMENDMENT)])
def test_the_files_of_the_real_plan_get_lines_and_lose_none(add: Add, item: dict[str, Any]) -> None:
    """As `git diff` shows it: additions only, and what `nap fmt` would have written."""
    assert len(ACTIONS) == 71
    for path, content in ACTIONS.items():
        text = content.decode()
        once = added(text, item, add)
        again = added(once, {**item, "date": "2025-01-31"}, add)
        for before, after in ((text, once), (once, again)):
            difference = difflib.ndiff(lines_of(before), lines_of(after))
            assert {line[0] for line in difference} == {" ", "+"}
            assert layout(after.encode(), path, LANGUAGES).content == after.encode()
        there = [entry["date"] for entry in listed(value_of(text), add)]
        assert [entry["date"] for entry in listed(value_of(again), add)] == sorted(["2025-01-31", "2025-06-30", *there])


def test_a_whole_history_is_in_order_in_whatever_order_it_is_written() -> None:
    text = ACTIONS["data/actions/35-corruption-awareness-tool.yaml"].decode()
    days = [f"202{year}-0{month}-15" for year in range(4, 9) for month in (3, 6)]
    results = set()
    for seed in range(5):
        chance, result = dice(seed), text
        for day in chance.sample(days, len(days)):
            result = added(result, update(day, "preparing", text=f"Stand op {day}."))
        assert [entry["date"] for entry in value_of(result)["updates"]] == days
        results.add(result)
    assert len(results) == 1
    assert only_lines_added(text, results.pop())


# -- where it goes ---------------------------------------------------------------------------------------------

OLD = "  - date: 2024-12-31\n    by: een\n"
SAME_DAY = "  - date: 2025-06-30\n    by: twee\n"
NEW = "  - date: 2025-12-31\n    by: een\n"
PLACES = {
    "the key is missing": ("id: '1'\n", f"id: '1'\nupdates:\n{LINES}"),
    "after what is older": (f"updates:\n{OLD}", f"updates:\n{OLD}{LINES}"),
    "before what is newer": (f"updates:\n{NEW}", f"updates:\n{LINES}{NEW}"),
    "between the two": (f"updates:\n{OLD}{NEW}", f"updates:\n{OLD}{LINES}{NEW}"),
    "after those of the same day": (f"updates:\n{SAME_DAY * 2}{NEW}", f"updates:\n{SAME_DAY * 2}{LINES}{NEW}"),
    "after the last that is older, where they are in no order": (
        f"updates:\n{NEW}{OLD}{NEW}",
        f"updates:\n{NEW}{OLD}{LINES}{NEW}",
    ),
    "among items without a day": (
        f"updates:\n  - by: een\n  - date: 2024\n{NEW}  - x\n",
        f"updates:\n  - by: een\n  - date: 2024\n{LINES}{NEW}  - x\n",
    ),
    "at the end of a list without any day": ("updates:\n  - by: een\n", f"updates:\n  - by: een\n{LINES}"),
    "before other keys": (f"updates:\n{OLD}source: x\n", f"updates:\n{OLD}{LINES}source: x\n"),
    "into nothing": ("updates:\nsource: x\n", f"updates:\n{LINES}source: x\n"),
    "into null": ("updates: null  # yet\n", f"updates:  # yet\n{LINES}"),
    "into null in short": ("updates: ~\n", f"updates:\n{LINES}"),
    "into an empty list": (
        "updates: [ ]\n  # none yet\n# source\nsource: x\n",
        f"updates:\n  # none yet\n{LINES}# source\nsource: x\n",
    ),
    "below a remark on the key": ("updates: # yet\n", f"updates: # yet\n{LINES}"),
}


@pytest.mark.parametrize("where", PLACES)
def test_where_an_update_goes(where: str) -> None:
    before, after = PLACES[where]
    assert added(before) == after


def test_what_has_no_day_goes_below_all_others() -> None:
    assert added(f"updates:\n{NEW}", {"by": "een"}) == f"updates:\n{NEW}  - by: een\n"


def indented(lines: str, spaces: int) -> str:
    """Lines that are indented by two, indented otherwise."""
    return "".join(" " * spaces + line[2:] for line in lines_of(lines))


@pytest.mark.parametrize("spaces", [0, 1, 2, 4, 6])
def test_the_dash_stands_below_the_other_dashes(spaces: int) -> None:
    old, lines, new = (indented(text, spaces) for text in (OLD, LINES, NEW))
    assert added(f"updates:\n{old}{new}id: '1'\n") == f"updates:\n{old}{lines}{new}id: '1'\n"
    assert added(f"updates:\n{new}") == f"updates:\n{lines}{new}"


def test_a_file_that_is_indented_as_a_whole() -> None:
    lines = indented(LINES, 3)
    assert added(" id: '1'\n source: x\n") == f" id: '1'\n source: x\n updates:\n{lines}"
    assert added(" id: '1'\n updates: []\n") == f" id: '1'\n updates:\n{lines}"


def test_a_dash_on_a_line_of_its_own() -> None:
    assert added("updates:\n-\n  date: 2024-12-31\n-\n") == f"updates:\n-\n  date: 2024-12-31\n{indented(LINES, 0)}-\n"
    new = "updates:\n-   date: 2025-12-31\n    by: een\n"
    assert added(new) == new.replace("\n", f"\n{indented(LINES, 0)}", 1)


COMMENTS = {
    "beside and below an item, indented deeper than its dash: they stay with it": (
        f"updates:\n{OLD.rstrip()} # who\n    # to be asked\n\n   # again\n@{NEW}",
        None,
    ),
    "above an item: they stay there": (f"updates:\n{OLD}@  # the next\n  # one\n{NEW}", None),
    "above the first item": (f"updates: # all\n@  # the first\n{NEW}", None),
    "above the first item, and about the list": (f"updates:\n  # oldest first\n\n@{NEW}", None),
    "above the first item, and indented deeper: below it there may be a text that would take it in": (
        f"updates:\n  # no deeper\n   # deeper\n@{NEW}",
        None,
    ),
    "above the first item, further to the left": (f"updates:\n@# the first\n{NEW}", None),
    "below the list, no deeper than its dashes": (f"updates:\n{OLD}@  # that was all\nsource: x\n", None),
    "below the list, above another key": (f"updates:\n{OLD}@\n# where\nsource: x\n", None),
    "below the list, deeper only after one that is not": (f"updates:\n{OLD}@# no\n    # deeper\n", None),
    "below the list, its dashes below the key": ("updates:\n- date: 2024-12-31\n # mine\n@# not mine\n", 0),
    "at the end of the file": (f"updates:\n{OLD}    # mine\n@\n# vim: ts=2\n", None),
    "that is no comment": (f"updates:\n{OLD}    text: |\n      # a\n      b #c\n@\n  # d\n", None),
}


@pytest.mark.parametrize("where", COMMENTS)
def test_comments_stay_where_they_belong(where: str) -> None:
    shown, spaces = COMMENTS[where]
    lines = LINES if spaces is None else indented(LINES, spaces)
    assert added(shown.replace("@", "")) == shown.replace("@", lines)


KEYS = {
    "the last key is a text": ("source: x\n@", add_update),
    "comments below it that are indented": ("source:\n  section: x\n  # more\n # and more\n@# the end\n", add_update),
    "the end of the document is marked": ("source: x\n@...\n# really\n", add_update),
    "the start, too": ("--- # start\nsource: x\n@... # end\n", add_update),
    "a list whose dashes stand below its key": ("measures:\n- id: a\n@# the end\n", add_update),
    "an empty value": ("source:\n@", add_update),
    "a text with its empty lines": ("source: |+\n  x\n\n\n@", add_update),
    "a text with its empty lines, and a comment": ("source: >2+ # kept\n  x\n\n\n  # mine\n@# not\n", add_update),
    "a text without its empty lines": ("source: |\n  x\n@\n\n# the end\n", add_update),
    "a text that says nothing": ("source: |-\n@\n\n", add_update),
    "a text that ends in spaces": ("source: |\n  x\n     \n@\n", add_update),
    "a text of several lines": ("source: 'x\n\n\n  y' # z\n@", add_update),
    "a list in brackets over several lines": ("measures: [a,\n  b # x\n  ] # y\n@", add_update),
    "amendments without updates": ("source: x\n@", add_amendment),
    "amendments before updates": ("source: x\n@updates:\n  - date: 2024-12-31\n", add_amendment),
    "amendments before the comments of updates": ("id: 1\nsource: x # y\n@\n# reported\nupdates: []\n", add_amendment),
    "amendments above everything": ("# yaml-language-server: $schema=x\n@# y\nupdates: []\n", add_amendment),
    "a revision": ("deadline:\n  stated: x\n  note: >-\n    y\n@measures: []\n", add_revision),
    "a revision, and comments": ("deadline:\n  due: x # y\n   # z\n@  # the end\n# next\nid: '1'\n", add_revision),
    "a revision of what is indented by four": ("deadline: # x\n    stated: y\n@\nid: '1'\n", add_revision),
}


@pytest.mark.parametrize("where", KEYS)
def test_a_list_that_is_not_there_yet(where: str) -> None:
    shown, add = KEYS[where]
    item = {"date": "2025-06-30", "due": "2026-12-31"}
    column = (re.search(r"\n( +)", shown) or [""])[1] if add is add_revision else ""
    lines = [f"{LIST[add][-1]}:\n", "  - date: 2025-06-30\n", "    due: 2026-12-31\n"]
    text = "".join(f"{column}{line}" for line in lines)
    assert added(shown.replace("@", ""), item, add) == shown.replace("@", text)


# -- how it looks ----------------------------------------------------------------------------------------------


def test_where_updates_stand_apart_the_new_one_does_too() -> None:
    assert added(f"updates:\n{OLD}\n{OLD}\nid: '1'\n") == f"updates:\n{OLD}\n{OLD}\n{LINES}\nid: '1'\n"
    assert added(f"updates:\n{OLD}\n\n{NEW}") == f"updates:\n{OLD}\n{LINES}\n\n{NEW}"
    assert added(f"updates:\n{NEW}\n  # more\n{NEW}") == f"updates:\n{LINES}\n{NEW}\n  # more\n{NEW}"
    assert added(f"updates:\n{OLD}{OLD}\n{NEW}") == f"updates:\n{OLD}{OLD}{LINES}\n{NEW}"
    assert added("id: '1'\n\nsource: x\n") == f"id: '1'\n\nsource: x\n\nupdates:\n{LINES}"
    kept = f"updates:\n{OLD}\n{OLD}    text: |+\n      x\n\n"
    assert added(f"{kept}id: '1'\n") == f"{kept}{LINES}id: '1'\n"


def test_what_ends_the_lines_of_the_file_ends_those_that_are_added() -> None:
    long = UPDATE | {"text": LONG, "obstacles": f"{LONG}\n\n{LONG}"}
    for newline in ("\r\n", "\r"):
        old = f"updates:\n{OLD}\nsource: x\n".replace("\n", newline)
        new = added(old, long)
        assert new.replace(newline, "\n") == added(f"updates:\n{OLD}\nsource: x\n", long)
        assert "\n" not in new.replace(newline, "")
    assert added("source: x\r\n# a\n") == "source: x\r\nupdates:\r\n" + LINES.replace("\n", "\r\n") + "# a\n"


def test_a_file_whose_last_line_does_not_end() -> None:
    assert added("source: x") == f"source: x\nupdates:\n{LINES}"
    assert added("source: x # y") == f"source: x # y\nupdates:\n{LINES}"
    assert added("updates:") == f"updates:\n{LINES}"
    assert added("a: 1\r\nupdates: []") == "a: 1\r\nupdates:\r\n" + LINES.replace("\n", "\r\n")
    assert added(f"updates:\n{OLD.rstrip()}") == f"updates:\n{OLD}{LINES}"
    assert added("source: >-\n  x") == f"source: >-\n  x\nupdates:\n{LINES}"
    assert added(f"updates:\n{NEW}    text: |\n      x") == f"updates:\n{LINES}{NEW}    text: |\n      x"


def test_fields_and_languages_come_in_the_order_of_the_plan_and_days_may_be_dates() -> None:
    item = {
        "received": datetime.date(2026, 1, 15),
        "measures": {"n": "completed", "a": "stopped"},
        "evidence": [{"title": LONG, "url": "https://example.org/#x"}],
        "text": {"fr": "Un.", "nl": "Een."},
        "status": "completed",
        "by": "een",
        "date": datetime.date(2025, 12, 31),
    }
    assert added("source: x\n", item) == (
        "source: x\nupdates:\n  - date: 2025-12-31\n    by: een\n    status: completed\n"
        "    text:\n      nl: Een.\n      fr: Un.\n"
        "    evidence:\n      - url: https://example.org/#x\n        title: >-\n"
        "          Een zin die lang genoeg is om niet op een regel te passen: ja, echt. Een zin die lang\n"
        "          genoeg is om niet op een regel te passen: ja, echt. Een zin die lang genoeg is om niet\n"
        "          op een regel te passen: ja, echt.\n"
        '    measures: {"n": completed, a: stopped}\n    received: 2026-01-15\n'
    )
    french = add_update(b"source: x\n", item, PATH, ("fr", "nl"))
    assert b"      fr: Un.\n      nl: Een.\n" in french


TEXTS = [
    "=1+1", "no", "2024", "2024-12-31", "# x", ": ", "'", '"', "\\", "\U0001f600", " a ", "\t", "a\nb", "a\n\nb\n",
    "\n", "\na", "a\r\nb", "|", "- a", "a: b", "a #b", "&a", "*a", "!a", "{", "[", "%a", "@", "`", "---", "...",
    "\u2028", "a\u2028b", "\x85", "\x00", "\x07", "\x7f", "\ufeff", "\ufffe", "\u200b", "\u202e", "<<", "~", "null",
    "x" * 2000, "x " * 2000, f"{LONG}\n\n{LONG}\n", f"{LONG}\n  {LONG}", f"{LONG} \n{LONG}", "",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text)[:20])
def test_a_text_is_read_as_it_was_given_whatever_it_says(text: str) -> None:
    item = UPDATE | {"text": text, "phases": {text[:99]: "completed"}}
    for file in (f"updates:\n{OLD}{NEW}", "updates: []\n", '{"updates": []}', f"updates:\n{indented(OLD, 0)}# x\n"):
        texts = [entry.get("text") for entry in value_of(added(file, item))["updates"]]
        assert texts.count(text) == 1


# -- in brackets -----------------------------------------------------------------------------------------------

WORDS = "{date: 2025-06-30, by: een, status: in_progress, text: {nl: Bezig., fr: En cours.}}"
JSON = WORDS.replace("2025-06-30", '"2025-06-30"')
JSON = re.sub(r"\b(date|by|een|status|in_progress|text|nl|fr|Bezig\.|En cours\.)(?=[,:}])", r'"\1"', JSON)

BRACKETS = {
    "after the last": ("updates: [{date: 2024-12-31}@]", ", W"),
    "before the first": ("updates: [ @{date: 2025-12-31}]", "W, "),
    "between": ("updates: [{date: 2024-12-31}, @{date: 2025-12-31}]", "W, "),
    "after a comma at the end": ("updates: [{date: 2024-12-31} ,@ ]", " W"),
    "after a comma on the next line": ("updates: [{date: 2024-12-31} # x, y\n ,@ ]", " W"),
    "on a line of its own": ("updates: [\n  {date: 2024-12-31},@\n]", "\n  W"),
    "on a line of its own, below a comment": (
        "updates: [\n  {date: 2024-12-31}, # x, y\n  {date: 2025-12-31},\n]",
        "updates: [\n  {date: 2024-12-31}, # x, y\n  W,\n  {date: 2025-12-31},\n]",
    ),
    "a comma on one line, the rest on the next": (
        "updates: [\n  {date: 2024-12-31} # x, y\n  ] # z",
        "updates: [\n  {date: 2024-12-31}, # x, y\n  W\n  ] # z",
    ),
    "into an empty list with a comment in it": ("updates: [ # none\n  @]", "W"),
    "into an empty list on another line": ("updates:\n  [@]", "W"),
    "into a mapping in braces": ("{id: '1'@}", ", updates: [W]"),
    "into a mapping in braces without keys": ("{@}", "updates: [W]"),
    "into a list in a mapping in braces": ("{updates: [@], id: '1'}", "W"),
    "into nothing in a mapping in braces": ("{updates: , id: '1'}", "{updates: [W], id: '1'}"),
    "into null in a mapping in braces": ("{updates: ~, id: '1'}", "{updates: [W], id: '1'}"),
    "into JSON": ('{"updates": [{"date": "2024-12-31"}@]}', ", J"),
    "into a key that JSON has not": ('{"id": "1"@}', ', "updates": [J]'),
    "into null of JSON": ('{"updates": null}', '{"updates": [J]}'),
    "into JSON in lines": ('{\n\t"id": "1"@\n}\n', ',\n\t"updates": [J]'),
}


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("where", BRACKETS)
def test_in_brackets_the_smallest_edit_is_made(where: str, end: str) -> None:
    before, after = BRACKETS[where]
    expected = before.replace("@", after) if "@" in before else after
    expected = expected.replace("W", WORDS).replace("J", JSON)
    assert added(before.replace("@", "") + end) == expected + end


def test_the_other_lists_in_brackets() -> None:
    item = {"date": "2025-06-30", "due": "2026-12-31"}
    block = added("deadline: {due: 2025-12-31} # x\nid: '1'\n", item, add_revision)
    assert block == "deadline: {due: 2025-12-31, revisions: [{date: 2025-06-30, due: 2026-12-31}]} # x\nid: '1'\n"
    flow = added("{source: x, updates: []}\n", {"date": "2025-06-30"}, add_amendment)
    assert flow == "{source: x, amendments: [{date: 2025-06-30}], updates: []}\n"


@pytest.mark.parametrize("indent", [None, 0, 2, "\t"])
def test_json_stays_json(indent: int | str | None) -> None:
    file = action("1", updates=[update("2024-12-31", "preparing"), update("2025-12-31", "completed")])
    text = json.dumps(file, ensure_ascii=False, indent=indent)
    item = UPDATE | {"text": "\u2028 \x07 \U0001f600 “é”\n", "more": [None, True, 1, 2.5, {}, []]}
    for add, new in ((add_update, item), (add_revision, REVISION), (add_amendment, AMENDMENT)):
        result = added(text, new, add)
        assert same(with_lists_as_tuples(json.loads(result)), value_of(result))


# -- what is not done ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"id: '1'\nid: '2'\n", r"35\.yaml cannot be read \(line 2\): The key .id. stands here for the second time"),
        (b"\xef\xbb\xbfid: '1'\n", "byte order mark"),
        (b"# nothing\n", "The file is empty"),
        (b"- a\n", "does not consist of"),
        (b"updates: een\n", r"updates is not a list in .*35\.yaml"),
        (b"updates: {}\n", "updates is not a list"),
        (b"updates: ''\n", "updates is not a list"),
        (b"a: |\n  without an end to its line", "without changing how the rest of it is read"),
        (b"? updates\n: - date: 2026-01-01\n", "without changing how the rest of it is read"),
        (b"? updates\n", "without changing how the rest of it is read"),
        (b"? updates\n: ~\n", "without changing how the rest of it is read"),
        (b"{updates}\n", "without changing how the rest of it is read"),
        (b"a: " + b"x" * 499_950 + b"\n", "would become too large"),
    ],
)
def test_what_cannot_be_done_safely_is_not_done(content: bytes, says: str) -> None:
    with pytest.raises(DataError, match=says) as caught:
        add_update(content, UPDATE, PATH, LANGUAGES)
    assert caught.value.hint


@pytest.mark.parametrize("deadline", [b"id: '1'", b"deadline:", b"deadline: x", b"deadline: [a]", b"deadline: []"])
def test_a_revision_needs_a_deadline(deadline: bytes) -> None:
    with pytest.raises(DataError, match=r"deadline is missing in .*35\.yaml, or not written as"):
        add_revision(deadline + b"\n", REVISION, PATH, LANGUAGES)


@pytest.mark.parametrize("item", [{"text": "\ud800"}, {"phases": {"x" * 2000: "completed"}}])
def test_what_yaml_cannot_say_is_not_written(item: dict[str, Any]) -> None:
    with pytest.raises(DataError, match=r"35\.yaml"):
        add_update(b"id: '1'\n", UPDATE | item, PATH, LANGUAGES)


def test_an_explicit_key_leaves_room_below_it_and_in_brackets() -> None:
    assert added("? updates\n: - date: 2024-12-31\n") == f"? updates\n: - date: 2024-12-31\n{LINES}"
    assert added("? updates\n: []\n") == f"? updates\n: [{WORDS}]\n"


# -- whatever people write -------------------------------------------------------------------------------------

days = st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))
texts = nasty | prose | by_language
entries = st.fixed_dictionaries(
    {"date": days | days.map(str)},
    optional={
        "by": nasty,
        "due": days,
        "text": texts,
        "reason": texts,
        "evidence": st.lists(st.fixed_dictionaries({"url": nasty}, optional={"title": texts}), max_size=2),
        "measures": st.dictionaries(
            st.sampled_from(["a", "n", "no"]) | nasty.map(lambda key: key[:50]), nasty, max_size=3
        ),
    },
)
in_order = st.lists(entries, max_size=5).map(lambda found: sorted(found, key=lambda entry: str(entry["date"])))
lists = in_order | st.lists(entries, max_size=5) | st.none()
action_files = st.fixed_dictionaries(
    {
        "id": st.just("1"),
        "deadline": st.fixed_dictionaries({"stated": texts}, optional={"note": texts, "revisions": lists}),
    },
    optional={
        "source": texts | st.fixed_dictionaries({"section": texts, "remarks": st.lists(texts, max_size=2)}),
        "amendments": lists,
        "updates": lists,
        "more": st.lists(texts, max_size=2) | st.none(),
    },
)
additions = st.sampled_from([add_update, add_revision, add_amendment])


ENDS_OF_SOME = re.compile("[\x85\u2028\u2029]")
"""What ends a line for some programs only; a file that has one as it is cannot be read."""


def in_blank_lines(text: str, chance: random.Random) -> str:
    """A file with an empty line above every dash, or some."""
    every = chance.random() < 0.5
    lines = text.split("\n")
    for index in range(len(lines) - 1, 0, -1):
        if lines[index].lstrip().startswith("- ") and (every or chance.random() < 0.5):
            lines.insert(index, "")
    other = "\n".join(lines)
    try:
        return other if same(value_of(other), value_of(text)) else text
    except Refusal:
        return text


def in_another_hand(value: Any, chance: random.Random) -> str:
    """A file as somebody may have written it."""
    text = rewritten(read(value), chance, flow=chance.random() < 0.3)
    if chance.random() < 0.15 or ENDS_OF_SOME.search(text):
        text = json.dumps(value, default=str, ensure_ascii=False, indent=chance.choice((None, 0, 1, 4)))
        return ENDS_OF_SOME.sub(lambda end: f"\\u{ord(end[0]):04x}", text)
    if chance.random() < 0.3:
        text = in_blank_lines(text, chance)
    text, _ = sprinkled(text, chance)
    if chance.random() < 0.2:
        text = text.replace("\n", "\r\n")
    return text.rstrip("\r\n") if chance.random() < 0.1 else text


@given(action_files, entries, additions, st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_whatever_people_write_what_is_added_is_all_that_changes(
    value: Any, item: dict[str, Any], add: Add, chance: random.Random
) -> None:
    text = in_another_hand(value, chance)
    value_or_none(text)
    try:
        result = added(text, item, add)
    except DataError:
        assert may_be_left(text)
        return
    dates = [entry["date"] for entry in listed(value_of(text), add)]
    if dates == sorted(dates):
        after = [entry["date"] for entry in listed(value_of(result), add)]
        assert after == sorted(after)
    node = parse(text.encode())[1].node
    for key in LIST[add]:
        node = next((value for name, value in node.value if name.value == key), node)
    if isinstance(node, CollectionNode) and not node.flow_style:
        assert only_lines_added(text, result)


def may_be_left(text: str) -> bool:
    """Whether a file may be left as it is: for a tab before a comment, or a text that would get a line end."""
    has_tab = re.search(r"^ *\t", text, re.MULTILINE)
    has_block_at_end = not text.endswith(("\n", "\r")) and re.search(r"[|>][0-9+]*[ \t\r]*(#.*)?$", text, re.MULTILINE)
    return bool(has_tab or has_block_at_end)
