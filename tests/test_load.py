"""Reading a plan's files: one mistake is one finding, in its place, and hides nothing else."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Nap, action, actors, loaded, manifest, update, write_plan

from nap.errors import DataError
from nap.model.finding import Finding
from nap.store.load import load
from nap.store.tree import MAX_FILE_BYTES, FolderTree

ACTION = """\
# Een actie
id: "1"
chapter: 1
title:
  nl: Actie nummer één
actors:
  - actor: een
deadline:
  stated: "2024"
  kind: date
  due: 2024-12-31
  precision: year
measures:
  - id: a
    text: Iets doen.
    actors: [een]
source:
  section: Actie 1
updates:
  - date: 2025-12-31
    by: een
    status: in_progress
    text: {nl: Bezig.}
    evidence:
      - url: https://example.org/
    measures: {a: preparing}
"""

ACTORS = """\
actors:
  - id: staat
    kind: government
    name: De Staat
  - id: secretariaat
    kind: body
    parent: staat
    name: {nl: Secretariaat}
  - id: een
    kind: body
    parent: staat
    name: Dienst Een
"""

PLAN = """\
id: test-plan
title: Een plan
source_language: nl
languages: [nl, fr]
term:
  start: 2024-04-05
  end: 2029-04-04
counts: {actions: 1}
coordinator:
  actor: secretariaat
source:
  document: Het document
  publisher: De uitgever
chapters:
  - number: 1
    title: Eerste hoofdstuk
"""


def written(folder: Path, **changed: str) -> Path:
    """A plan in the words an author writes; `plan`, `actors` and `action` replace a file."""
    (folder / "data" / "actions").mkdir(parents=True)
    for path, text in {
        "data/plan.yaml": changed.get("plan", PLAN),
        "data/actors.yaml": changed.get("actors", ACTORS),
        "data/actions/01-een.yaml": changed.get("action", ACTION),
    }.items():
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def findings(folder: Path) -> tuple[Finding, ...]:
    return loaded(folder).findings


def only(found: tuple[Finding, ...]) -> Finding:
    """The one finding there is."""
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def swapped(text: str, old: str, new: str) -> tuple[str, int, int]:
    """The text with one piece replaced, and the line and column of the mark ‸ in the new piece."""
    assert text.count(old) == 1
    text = text.replace(old, new)
    before, _, after = text.partition("‸")
    return before + after, before.count("\n") + 1, len(before) - before.rfind("\n")


def test_a_plan_without_mistakes_is_read_whole(tmp_path: Path) -> None:
    result = loaded(written(tmp_path))
    assert result.findings == ()
    plan = result.whole()
    assert plan is result.plan
    assert plan.actions["1"].title == {"nl": "Actie nummer één"}
    assert plan.actors["een"].name == {"nl": "Dienst Een"}
    assert plan.paths == {"1": "data/actions/01-een.yaml"}


def test_actions_are_in_the_order_of_the_plan_and_not_of_their_files(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, *(action(name) for name in ("10", "9", "2bis", "2", "1")))
    assert list(loaded(folder).whole().actions) == ["1", "2", "2bis", "9", "10"]


# -- mistakes in a file ----------------------------------------------------------------------------------------

DEADLINE = ACTION[ACTION.index("stated:") : ACTION.index("measures:\n  -")]
WORDS = "Write one of: not_started, preparing, in_progress, completed, stopped."


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        # Fields.
        ("title:\n", "‸titel:\n", "no field `titel`", "Did you mean `title`?"),
        ("  section: Actie 1", "  ‸Section: Actie 1", "no field `Section`", "Did you mean `section`?"),
        ("  stated:", "  ‸sttated:", "no field `sttated`", "Did you mean `stated`?"),
        ("    by: een\n", "    by: een\n    ‸door: een\n", "no field `door`", "Fields here: date, by, scope"),
        ("- url:", "- url: https://example.org/1\n        ‸link:", "no field `link`", "Fields here: url, title."),
        ("# Een actie\n", "‸1: x\n", "`1` must be a text", "quotes"),
        ("# Een actie\n", '‸"[key]": x\n', "no field `[key]`", "Fields here: id"),
        ("# Een actie\n", '‸"twee\\nregels": x\n', "no field 'twee\\nregels'", "Fields here: id"),
        ("# Een actie\n", "‸<<: {id: x}\n", "no field `<<`", "Fields here: id"),
        ('id: "1"\nchapter: 1\n', '‸id: "1"\n', "`chapter` is missing", ""),
        ('stated: "2024"\n  kind: date\n', '‸stated: "2024"\n', "`kind` is missing", ""),
        ("id: a\n    text: Iets doen.\n", "‸id: a\n", "`text` is missing", ""),
        # Values of another type.
        ('id: "1"', "id: ‸1", "`id` must be a text", "between quotes"),
        ("chapter: 1", 'chapter: ‸"1"', "`chapter` must be a whole number", "without quotes"),
        ("chapter: 1", "chapter: ‸0", "`chapter` must be 1 or more", ""),
        ("chapter: 1", "chapter: ‸één", "`chapter` must be a whole number", ""),
        ('  stated: "2024"', "  stated: ‸2024", "`stated` must be a text", "between quotes"),
        ("  nl: Actie nummer één", "  nl: ‸2024", "`nl` must be a text", "between quotes"),
        ("title:\n  nl: Actie nummer één", "title: ‸2024", "`title` must be a text", "between quotes"),
        ("title:\n  nl: Actie nummer één", "title:‸", "`title` says nothing", "Fill it in"),
        ("title:\n  nl: Actie nummer één", 'title: ‸""', "`title` is empty", "Write a text"),
        ("title:\n  nl: Actie nummer één", "title: ‸{}", "`title` is empty", "Write a text"),
        ("  nl: Actie nummer één", "  nl:‸", "`nl` says nothing", "Fill it in"),
        ("  nl: Actie nummer één", '  nl: ‸" "', "`nl` is empty", "Write a text"),
        ("  nl: Actie nummer één", "  ‸Nederlands: x", "'Nederlands' is not a language", "for example nl or fr"),
        ("actors:\n  - actor: een\nd", "actors: ‸een\nd", "`actors` must be a list", "`- `"),
        ("actors:\n  - actor: een\nd", "actors:\n  - ‸een\nd", "item 1 of `actors` must be a mapping", "`key: value`"),
        ("actors: [een]", "actors: [een, ‸5]", "item 2 of `actors` must be a text", "quotes"),
        ("{a: preparing}", "‸[a]", "`measures` must be a mapping", "`key: value`"),
        ("source:\n  section: Actie 1", "source: ‸x", "`source` must be a mapping", "`key: value`"),
        # Words of a closed vocabulary.
        ("  kind: date", "  kind: ‸dat", "'dat' is not a word for `kind`", "Did you mean date? Write one of: date, "),
        ("in_progress", "‸in progress", "'in progress' is not a word for `status`", "Did you mean in_progress?"),
        ("in_progress", "‸bezig", "'bezig' is not a word for `status`", WORDS),
        ("in_progress", "‸[]", "is not a word for `status`", WORDS),
        ("preparing", "‸preparingg", "not a word for `a`", "Did you mean preparing?"),
        ("in_progress", "‸" + "x" * 5000, "…", WORDS),
        # Days.
        ("  due: 2024-12-31", "  due: ‸31-12-2024", "a day is written as YYYY-MM-DD", ""),
        ("  due: 2024-12-31", "  due: ‸2024-13-01", "2024-13-01 is not a day of the calendar", ""),
        ("  due: 2024-12-31", "  due: ‸2024", "a day is written as YYYY-MM-DD", ""),
        # Forms.
        ('id: "1"', 'id: ‸"01"', "'01' is not the id of an action", '"18bis"'),
        ("  - id: a", '  - id: ‸"1"', "'1' is not the id of a measure", "Write a letter"),
        ("{a: preparing}", "{‸1a: preparing}", "'1a' is not the id of a measure", "Write a letter"),
        ("{a: preparing}", "{‸1a: klaar}", "'1a' is not the id of a measure", "Write a letter"),
        ("{a: preparing}", "{‸1: preparing}", "`1` must be a text", "quotes"),
        ("  - actor: een", "  - actor: ‸Dienst Een", "'Dienst Een' is not an id", "joined by hyphens"),
        ("https://example.org/", "‸www.example.org", "'www.example.org' is not a link", "https://"),
        # What a deadline needs.
        (DEADLINE, '‸stated: "2024"\n  kind: date\n', "a deadline of kind date needs `due`", ""),
        (DEADLINE, 'stated: "2024"\n  kind: date\n  ‸due: 2024-12-31\n', "`due` and `precision` go together", ""),
        (DEADLINE, "stated: null\n  ‸kind: ongoing\n", "`kind: none` and `stated: null` go together", ""),
        (DEADLINE, 'stated: "2024"\n  kind: date\n  ‸due:\n', "a deadline of kind date needs `due`", ""),
        # References.
        ("chapter: 1", "chapter: ‸7", "no chapter 7", ""),
        ("chapter: 1", "chapter: 1\nparent: ‸\"11\"", "no action 11", "Did you mean 1?"),
        ("  - actor: een", "  - actor: ‸eenn", "no actor eenn", "Did you mean een?"),
        ("[een]", "[een, ‸secretariat]", "no actor secretariat", "Did you mean secretariaat or staat?"),
        ("    by: een", "    by: ‸staatt", "no actor staatt", "Did you mean staat"),
        ("    by: een", "    by: ‸qqq", "no actor qqq", ""),
        # The YAML itself.
        ("Iets doen.", "Iets doen‸: dit", "not YAML", "quotes"),
        ("    text: Iets", "‸\ttext: Iets", "not YAML", ""),
        ("chapter: 1\n", "chapter: 1\n‸chapter: 2\n", "'chapter' stands here for the second time", "Keep one"),
    ],
)  # fmt: skip
def test_one_mistake_in_an_action_gives_one_finding_in_its_place(
    tmp_path: Path, old: str, new: str, message: str, hint: str
) -> None:
    text, line, column = swapped(ACTION, old, new)
    finding = only(findings(written(tmp_path, action=text)))
    assert message in finding.message
    assert hint in finding.hint
    assert (finding.path, finding.line, finding.column) == ("data/actions/01-een.yaml", line, column)
    assert finding.message.isprintable()
    assert len(finding.message) < 200


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("    name: De Staat", "    ‸naam: De Staat", "no field `naam`", "Did you mean `name`?"),
        ("kind: government", "kind: ‸goverment", "'goverment' is not a word for `kind`", "Did you mean government?"),
        ("- id: een\n", "- id: ‸Een\n", "'Een' is not an id", "joined by hyphens"),
        ("- id: een\n", "- id: ‸staat\n", "two actors staat", "another id"),
        ("    parent: staat\n    name: Dienst", "    parent: ‸staet\n    name: Dienst", "no actor staet", "mean staat"),
        ("name: Dienst Een", "name: Dienst Een\n    successor: ‸twee", "no actor twee", ""),
        ("name: De Staat", "name: De Staat\n    parent: ‸een", "staat stands above itself", "Correct its parent"),
        ("name: De Staat", "name: De Staat\n    parent: ‸staat", "staat stands above itself", "Correct its parent"),
        ("  - id: staat\n", "  - ‸een zin\n  - id: staat\n", "must be a mapping", "`key: value`"),
        ("actors:\n", "‸actors: []\nother:\n", "must have one key, `actors`", "docs/data.md"),
        ("actors:\n", "‸actor:\n", "must have one key, `actors`", "docs/data.md"),
    ],
)
def test_one_mistake_among_the_actors_gives_one_finding_in_its_place(
    tmp_path: Path, old: str, new: str, message: str, hint: str
) -> None:
    text, line, column = swapped(ACTORS, old, new)
    # No action refers to an actor here: what those say of an unreadable actor is tested below.
    plan = PLAN if "- id: secretariaat" in text else PLAN.replace("secretariaat", "een")
    folder = written(tmp_path, actors=text, plan=plan)
    (folder / "data/actions/01-een.yaml").unlink()
    finding = only(findings(folder))
    assert message in finding.message
    assert hint in finding.hint
    assert (finding.path, finding.line, finding.column) == ("data/actors.yaml", line, column)


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("title: Een plan", "‸titles: Een plan", "no field `titles`", "Did you mean `title`?"),
        ("source_language: nl", "source_language: ‸Nederlands", "'Nederlands' is not a language", "language code"),
        ("  end: 2029-04-04", "  end: ‸2029", "a day is written as YYYY-MM-DD", ""),
        ("{actions: 1}", "{actions: ‸-1}", "`actions` must be 0 or more", ""),
        ("  - number: 1", '  - number: ‸"1"', "`number` must be a whole number", "without quotes"),
        ("    title: Eerste", "    title: Eerste\n    ‸titel: Eerste", "no field `titel`", "Did you mean `title`?"),
        (
            "chapters:\n",
            "acronyms:\n  - {acronym: X, meaning: Y, annex: ‸yes}\nchapters:\n",
            "`annex` must be true or false",
            "without quotes",
        ),
        ("  actor: secretariaat", "  actor: ‸secretariat", "no actor secretariat", "Did you mean secretariaat"),
    ],
)
def test_one_mistake_in_the_plan_gives_one_finding_in_its_place(
    tmp_path: Path, old: str, new: str, message: str, hint: str
) -> None:
    text, line, column = swapped(PLAN, old, new)
    finding = only(findings(written(tmp_path, plan=text)))
    assert message in finding.message
    assert hint in finding.hint
    assert (finding.path, finding.line, finding.column) == ("data/plan.yaml", line, column)


def test_several_mistakes_are_all_found_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        plan=PLAN.replace("title: Een plan", "title: 5"),
        actors=ACTORS.replace("kind: government", "kind: x").replace("name: Dienst Een", "name: 5"),
        action=ACTION.replace("chapter: 1", "chapter: x").replace("in_progress", "x").replace("2025-12-31", "2025"),
    )
    places = [(item.path, item.line) for item in findings(folder) if "no actor" not in item.message]
    assert places == [
        ("data/actions/01-een.yaml", 3),
        ("data/actions/01-een.yaml", 20),
        ("data/actions/01-een.yaml", 22),
        ("data/actors.yaml", 3),
        ("data/actors.yaml", 12),
        ("data/plan.yaml", 2),
    ]


def test_a_finding_reads_as_a_place_a_problem_and_what_to_do(tmp_path: Path) -> None:
    finding = only(findings(written(tmp_path, action=ACTION.replace("chapter: 1", "chapter: x"))))
    assert str(finding) == (
        "data/actions/01-een.yaml:3:10: `chapter` must be a whole number. Write digits only, without quotes: 9."
    )
    assert (finding.end_line, finding.end_column) == (3, 11)
    assert str(Finding("data/plan.yaml", 1, 2, "NAP105", "Fout.")) == "data/plan.yaml:1:2: Fout."


# -- references that follow from another mistake ---------------------------------------------------------------


def test_an_actor_with_a_mistake_is_one_finding_however_often_it_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path, actors=ACTORS.replace("name: Dienst Een", "name: Dienst Een\n    nmae: x"))
    assert "no field `nmae`" in only(findings(folder)).message


def test_a_government_with_a_mistake_is_one_finding_and_its_bodies_are_still_read(tmp_path: Path) -> None:
    folder = written(tmp_path, actors=ACTORS.replace("kind: government", "kind: goverment"))
    assert "goverment" in only(findings(folder)).message


def test_an_action_with_a_mistake_is_one_finding_although_its_sub_action_names_it(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, action("18", chapter="x"), action("18bis", parent="18"))
    assert "`chapter`" in only(findings(folder)).message


def test_unreadable_actors_are_one_finding_and_the_actions_are_still_read(tmp_path: Path) -> None:
    result = loaded(written(tmp_path, actors="actors: [\n"))
    assert only(result.findings).path == "data/actors.yaml"
    assert result.plan is not None
    assert list(result.plan.actions) == ["1"]
    assert result.plan.name("een", "nl") == "een"


def test_an_unreadable_plan_is_one_finding_and_the_rest_is_still_checked(tmp_path: Path) -> None:
    wrong = ACTION.replace("by: een", "by: eenn")
    result = loaded(written(tmp_path, plan=PLAN.replace("chapters:", "chapterss:"), action=wrong))
    assert result.plan is None
    assert [(item.path, item.line) for item in result.findings] == [
        ("data/actions/01-een.yaml", 21),
        ("data/plan.yaml", 14),
    ]


def test_with_an_unreadable_plan_plain_strings_are_still_texts(tmp_path: Path) -> None:
    assert only(findings(written(tmp_path, plan="titel: [\n"))).path == "data/plan.yaml"


@pytest.mark.parametrize("language", ["5", "[nl]", "null", '"N L"'])
def test_a_wrong_source_language_is_one_finding(tmp_path: Path, language: str) -> None:
    text = PLAN.replace("source_language: nl", f"source_language: {language}")
    assert only(findings(written(tmp_path, plan=text))).line == 3


@pytest.mark.parametrize(("name", "line"), [("plan", 1), ("actors", 1)])
def test_a_missing_file_is_one_finding(tmp_path: Path, name: str, line: int) -> None:
    folder = written(tmp_path)
    (folder / f"data/{name}.yaml").unlink()
    finding = only(findings(folder))
    assert (finding.path, finding.line, finding.message) == (f"data/{name}.yaml", line, "There is no such file.")


def test_an_empty_folder_misses_its_plan_and_its_actors(tmp_path: Path) -> None:
    assert [item.path for item in findings(tmp_path)] == ["data/actors.yaml", "data/plan.yaml"]


def test_a_plan_may_have_no_actions_yet(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "data/actions/01-een.yaml").unlink()
    assert loaded(folder).whole().actions == {}
    (folder / "data/actions").rmdir()
    assert loaded(folder).whole().actions == {}


# -- ids -------------------------------------------------------------------------------------------------------


def test_an_id_in_two_files_is_found_in_the_second_and_the_first_is_kept(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, action("1", title="De eerste"), action("2"))
    (folder / "data/actions/3.yaml").write_text(json.dumps(action("1", title="De tweede")))
    result = loaded(folder)
    finding = only(result.findings)
    assert (finding.path, finding.line, finding.column) == ("data/actions/3.yaml", 1, 8)
    assert "Action 1 already stands in data/actions/1.yaml" in finding.message
    assert result.plan is not None
    assert result.plan.actions["1"].title == {"nl": "De eerste"}
    assert list(result.plan.actions) == ["1", "2"]


def test_the_first_of_two_actors_with_one_id_is_kept(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, action(), who=actors({"id": "een", "kind": "body", "name": "Dubbel"}))
    result = loaded(folder)
    only(result.findings)
    assert result.plan is not None
    assert result.plan.name("een", "nl") == "Dienst Een"


@pytest.mark.parametrize(
    ("parents", "circles"),
    [
        ({"a": "a"}, 1),
        ({"a": "b", "b": "a"}, 1),
        ({"a": "b", "b": "c", "c": "a"}, 1),
        ({"a": "b", "b": "a", "c": "a", "d": "c"}, 1),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, 2),
    ],
)
def test_a_circle_of_actors_is_one_finding_and_can_still_be_walked(
    tmp_path: Path, parents: dict[str, str], circles: int
) -> None:
    more = [{"id": name, "kind": "body", "parent": above, "name": name} for name, above in parents.items()]
    result = loaded(write_plan(tmp_path, action(), who=actors(*more)))
    assert len(result.findings) == circles
    assert all("stands above itself" in finding.message for finding in result.findings)
    assert result.plan is not None
    for name in parents:
        assert name not in list(result.plan.above(name))
        assert name in result.plan.under(name)


def test_an_actor_under_an_unknown_one_is_kept_at_the_top(tmp_path: Path) -> None:
    who = actors({"id": "nieuw", "kind": "body", "parent": "staaat", "name": "Nieuw", "successor": "eeen"})
    result = loaded(write_plan(tmp_path, action(), who=who))
    assert [item.message for item in result.findings] == ["There is no actor staaat.", "There is no actor eeen."]
    assert result.plan is not None
    assert (result.plan.actors["nieuw"].parent, result.plan.actors["nieuw"].successor) == (None, None)


def test_a_wrong_reference_leaves_its_action_in_the_plan(tmp_path: Path) -> None:
    result = loaded(write_plan(tmp_path, action(chapter=9, updates=[update("2025-01-01", "preparing", by="weg")])))
    assert len(result.findings) == 2
    assert result.plan is not None
    assert list(result.plan.actions) == ["1"]


@pytest.mark.parametrize("changes", [{"id": "1" * 5000}, {"chapter": 10**100}, {"chapter": 10**3998}])
def test_an_absurd_number_is_a_finding_or_nothing_at_all(tmp_path: Path, changes: dict[str, Any]) -> None:
    folder = write_plan(tmp_path)
    (folder / "data/actions/1.yaml").write_text(json.dumps(action() | changes))
    result = loaded(folder)
    assert result.plan is not None
    assert len(result.plan.actions) == 1
    assert len(result.findings) == ("chapter" in changes)


@pytest.mark.parametrize("field", ["chapter", "id", "source", "parent"])
def test_an_absurd_hexadecimal_number_is_a_finding(tmp_path: Path, field: str) -> None:
    folder = write_plan(tmp_path)
    content = {key: value for key, value in action().items() if key != field}
    text = f"{json.dumps(content)[:-1]}, {field}: 0x{'F' * 3990}}}"
    (folder / "data/actions/1.yaml").write_text(text)
    assert only(findings(folder)).path == "data/actions/1.yaml"


# -- files that are no files -----------------------------------------------------------------------------------


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        here = Path.cwd()
        os.chdir(path.parent)  # the name of a socket may not be long
        try:
            bound.bind(path.name)
        finally:
            os.chdir(here)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(lambda path: path.write_bytes(b"\xff"), "not UTF-8", id="not UTF-8"),
        pytest.param(lambda path: path.write_bytes(b""), "empty", id="empty"),
        pytest.param(lambda path: path.write_text("- a"), "`key: value`", id="a list"),
        pytest.param(lambda path: path.write_text("@"), "not YAML", id="not YAML"),
        pytest.param(lambda path: path.write_bytes(b"#" * (MAX_FILE_BYTES + 1)), "too large (500 kB", id="too large"),
        pytest.param(os.mkfifo, "not a regular file", id="a pipe"),
        pytest.param(_socket, "data/actions/5.yaml", id="a socket"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "not a regular file", id="a device"),
        pytest.param(
            lambda path: path.symlink_to("nowhere"), "a link to a file that is not there", id="a link to nowhere"
        ),
        pytest.param(lambda path: path.symlink_to(path.name), "cannot be opened", id="a link to itself"),
    ],
)
def test_one_unreadable_file_never_hides_the_others(tmp_path: Path, make: Any, message: str) -> None:
    folder = write_plan(tmp_path, action("1"), action("9"))
    make(folder / "data/actions/5.yaml")
    result = loaded(folder)
    finding = only(result.findings)
    assert (finding.path, finding.line, finding.column) == ("data/actions/5.yaml", 1, 1)
    assert message in str(finding)
    assert result.plan is not None
    assert list(result.plan.actions) == ["1", "9"]


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    folder = written(tmp_path)
    path = folder / "data/actions/01-een.yaml"
    text = path.read_text()
    path.write_text(text + "#" * (MAX_FILE_BYTES - len(text.encode())))
    assert loaded(folder).whole().actions["1"].id == "1"


def test_what_is_no_yaml_file_of_the_actions_is_left_alone(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, action("1"))
    inside = folder / "data/actions"
    (inside / "README.md").write_text("Uitleg.")
    (inside / "1.yaml~").write_text("- oud")
    (inside / "1.yaml.orig").write_text("- oud")
    (inside / "map").mkdir()
    (inside / "map" / "2.yaml").write_text("- x")
    (inside / "map.yaml").mkdir()
    assert list(loaded(folder).whole().actions) == ["1"]


def test_a_link_to_a_file_is_read_as_the_file(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, action("1"))
    (tmp_path / "elders.yaml").write_text(json.dumps(action("2")))
    (folder / "data/actions/2.yaml").symlink_to(tmp_path / "elders.yaml")
    assert list(loaded(folder).whole().actions) == ["1", "2"]


def test_a_folder_in_the_place_of_a_file_is_a_finding(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "data/actors.yaml").unlink()
    (folder / "data/actors.yaml").mkdir()
    finding = only(findings(folder))
    assert (finding.path, finding.message) == ("data/actors.yaml", "data/actors.yaml is not a regular file.")


def test_a_file_in_the_place_of_the_actions_leaves_a_plan_without_them(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    (folder / "data/actions").rmdir()
    (folder / "data/actions").write_text("x")
    assert loaded(folder).whole().actions == {}


def test_a_folder_of_actions_that_cannot_be_opened_stops_the_reading(tmp_path: Path) -> None:
    folder = write_plan(tmp_path)
    (folder / "data/actions").rmdir()
    (folder / "data/actions").symlink_to("actions")
    with pytest.raises(DataError, match="data/actions cannot be opened"):
        loaded(folder)


@pytest.mark.parametrize(
    "name",
    ["35 met spaties.yaml", "35-één-actie.yaml", "35-e\u0301e\u0301n.yaml", "35-😀.yml", "-35.yaml", "35\nregel.yaml",
     "'35'.yaml", "35#1.yaml", os.fsdecode(b"35-caf\xe9.yaml")],
)  # fmt: skip
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    folder = write_plan(tmp_path)
    (folder / "data/actions" / name).write_text(json.dumps(action("35")))
    assert loaded(folder).whole().paths == {"35": f"data/actions/{name}"}
    (folder / "data/actions" / name).write_text("x: [")
    assert only(findings(folder)).path == f"data/actions/{name}"


def test_a_plan_may_stand_in_a_folder_with_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "één plan\nop twee regels"
    folder.mkdir()
    assert list(loaded(write_plan(folder, action())).whole().actions) == ["1"]


# -- whole, fingerprint, progress ------------------------------------------------------------------------------


def test_a_plan_with_a_mistake_is_not_whole_and_the_refusal_names_the_first_ten(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, *(action(str(number), chapter="x") for number in range(10, 22)))
    result = loaded(folder)
    assert result.plan is not None
    with pytest.raises(DataError) as caught:
        result.whole()
    lines = caught.value.message.splitlines()[1:]
    assert lines == [str(finding) for finding in result.findings[:10]]
    assert len(result.findings) == 12


def test_without_plan_yaml_nothing_is_whole(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"data/plan\.yaml"):
        loaded(tmp_path).whole()


def test_the_fingerprint_stands_for_content_and_nothing_else(tmp_path: Path) -> None:
    def fingerprint(folder: Path) -> str:
        plan = loaded(folder).plan
        assert plan is not None
        return plan.fingerprint

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = (write_plan(tmp_path / name, action("1"), action("2")) for name in "ab")
    before = fingerprint(first)
    assert before == fingerprint(second)
    path = first / "data/actions/1.yaml"
    os.utime(path, (1, 1))
    path.chmod(0o600)
    (first / "data/actions/README.md").write_text("Uitleg.")
    assert fingerprint(first) == before
    path.write_text(path.read_text() + "# een opmerking\n")
    changed = fingerprint(first)
    assert changed != before
    path.write_text("x: [")
    assert fingerprint(first) not in {before, changed}
    for name in ("plan", "actors"):
        other = second / f"data/{name}.yaml"
        kept = other.read_text()
        other.write_text(kept + "\n")
        assert fingerprint(second) != before
        other.write_text(kept)
    assert fingerprint(second) == before


def test_many_files_are_read_as_few_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_plan(tmp_path, *(action(str(number)) for number in range(1, 620)))
    for number, text in ((7, "x: ["), (300, json.dumps(action("300", chapter="x"))), (301, "")):
        (folder / f"data/actions/{number}.yaml").write_text(text)
    told: list[tuple[int, int]] = []
    at_once = load(FolderTree(folder), lambda done, of: told.append((done, of)))
    assert told == [(number, 619) for number in range(1, 620)]
    monkeypatch.setattr("nap.store.workers.MANY_FILES", 10_000)
    in_turn = loaded(folder)
    assert at_once == in_turn
    assert [finding.path for finding in in_turn.findings] == [f"data/actions/{n}.yaml" for n in (300, 301, 7)]


def test_progress_is_told_after_every_file(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, action("1"), action("2"), action("3", chapter="x"))
    told: list[tuple[int, int]] = []
    load(FolderTree(folder), lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


# -- on the command line ---------------------------------------------------------------------------------------


def test_what_could_be_read_is_shown_with_a_warning_and_exit_code_3(tmp_path: Path, nap: Nap) -> None:
    folder = write_plan(tmp_path, action("1"), action("2", chapter="x"))
    done = nap("list", "--format", "ids", plan=folder)
    assert (done.code, done.lines) == (3, ["1"])
    assert "data/actions/2.yaml:1:24: `chapter` must be a whole number." in done.err


def test_a_file_name_that_is_not_utf_8_is_no_traceback(tmp_path: Path, nap: Nap) -> None:
    folder = write_plan(tmp_path)
    (folder / "data/actions" / os.fsdecode(b"caf\xe9.yaml")).write_text("x: [")
    done = nap("list", plan=folder)
    assert done.code == 3
    assert "This is not YAML" in done.err


def test_the_real_plan_has_no_findings() -> None:
    assert findings(ROOT) == ()


@pytest.mark.parametrize(
    ("changes", "message", "hint"),
    [
        (
            {"updates": [update("2025-01-01", "preparing", measures={"z": "completed"})]},
            "no measure z in action 1",
            "Its measures: a.",
        ),
        (
            {"updates": [update("2025-01-01", "preparing", phases={"Fase1": "completed"})]},
            "No phase of action 1 is labelled 'Fase1'",
            "Did you mean Fase 1?",
        ),
        (
            {"measures": [{"id": "a", "text": "Eén."}, {"id": "a", "text": "Twee."}]},
            "two measures a",
            "another letter",
        ),
    ],
)
def test_what_an_action_says_of_its_own_parts_must_be_there(
    tmp_path: Path, changes: dict[str, Any], message: str, hint: str
) -> None:
    phases = [{"label": "Fase 1", "due": "2024-12-31", "precision": "year"}]
    deadline = {"stated": "In fasen", "kind": "phased", "phases": phases}
    result = loaded(write_plan(tmp_path, action(deadline=deadline, **changes)))
    found = only(result.findings)
    assert message in found.message
    assert hint in found.hint
    assert result.plan is not None
    assert list(result.plan.actions) == ["1"]


def test_two_chapters_of_one_number_are_a_finding(tmp_path: Path) -> None:
    chapters = [{"number": 1, "title": "Eén"}, {"number": 1, "title": "Ook één"}]
    result = loaded(write_plan(tmp_path, action(), plan=manifest(chapters=chapters)))
    assert only(result.findings).message == "There are two chapters 1."


@pytest.mark.parametrize("name", [".#1.yaml", "._1.yaml"])
def test_what_an_editor_or_a_system_leaves_beside_the_files_is_not_read(tmp_path: Path, name: str) -> None:
    folder = write_plan(tmp_path, action())
    (folder / "data/actions" / name).write_bytes(b"\x00\xff")
    assert loaded(folder).findings == ()
