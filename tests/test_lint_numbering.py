"""Which numbers are missing: whatever is wrong with a file, its own action is not said to be missing, too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import Nap, action, manifest, write_plan
from hypothesis import given
from hypothesis import strategies as st

from nap.lint.numbering import Numbering, file_start, file_words
from nap.lint.rule import Facts
from nap.model.manifest import Manifest


def numbering(count: int, *facts: Facts, removed: tuple[str, ...] = (), strays: tuple[str, ...] = ()) -> Numbering:
    """The numbering of a plan that says it has so many actions."""
    decided = {"date": "2026-03-01", "kind": "amendment", "reason": "Zo beslist.", "decided_by": "De ministerraad"}
    content = manifest(counts={"actions": count}) | {
        "removed": tuple({"action": action_id} | decided for action_id in removed)
    }
    content |= {"languages": ("nl",), "chapters": ()}
    read = Manifest.model_validate(content, context={"source_language": "nl"})
    return Numbering(read, facts, strays)


def file(action_id: str, name: str = "", *, parent: str | None = None, readable: bool = True) -> Facts:
    """The file of an action."""
    path = f"data/actions/{name or f'{file_start(action_id)}-some-words.yaml'}"
    return Facts(path, action_id, parent, frozenset(), readable)


def missing(found: Numbering) -> set[int]:
    return {number for first, last in found.gaps for number in range(first, last + 1)}


@given(st.integers(0, 40), st.sets(st.integers(1, 45)), st.randoms())
def test_what_no_file_has_is_missing_and_nothing_else(count: int, there: set[int], order: Any) -> None:
    files = [file(str(number)) for number in there]
    order.shuffle(files)
    assert missing(numbering(count, *files)) == set(range(1, count + 1)) - there


@given(st.integers(1, 40), st.data())
def test_after_numbers_were_taken_out_and_the_count_was_lowered_nothing_is_missing(count: int, data: Any) -> None:
    numbers = range(1, count + 1)
    removed = data.draw(st.sets(st.sampled_from(numbers), max_size=count - 1))
    files = [file(str(number)) for number in numbers if number not in removed]
    found = numbering(len(files), *files, removed=tuple(map(str, removed)))
    assert found.gaps == []
    assert found.is_whole


@given(st.integers(1, 40), st.data())
def test_a_count_that_was_not_lowered_is_not_taken_for_missing_files(count: int, data: Any) -> None:
    removed = data.draw(st.sets(st.integers(1, count), min_size=1))
    files = [file(str(number)) for number in range(1, count + 1) if number not in removed]
    found = numbering(count, *files, removed=tuple(map(str, removed)))
    assert found.gaps == []
    assert not found.is_whole
    assert count not in found.actions


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param((file("2", readable=False),), id="cannot be read"),
        pytest.param(
            (file("nieuw", "nieuw.yaml", readable=False),), id="cannot be read, under a name that says nothing"
        ),
        pytest.param((file("1", "02-some-words.yaml"),), id="has the id of another"),
        pytest.param((file("20", "02-some-words.yaml"),), id="has an id of its own that is wrong"),
        pytest.param((file("1bis", "02-some-words.yaml"),), id="is taken for a sub-action"),
        pytest.param((file("3bis", parent="2"),), id="is named as the parent of another number"),
    ],
)
def test_a_file_that_is_wrong_in_another_way_is_not_missing(wrong: tuple[Facts, ...]) -> None:
    found = numbering(3, file("1"), file("3"), *wrong)
    assert found.gaps == []
    assert 3 in found.actions


def test_a_file_that_only_its_own_sub_action_names_is_missing() -> None:
    found = numbering(3, file("1"), file("2bis", parent="2"), file("3"))
    assert found.gaps == [(2, 2)]
    assert found.is_missing("2")
    assert not found.is_missing("3")


@pytest.mark.parametrize("stray", ["02-cranes.yaml.bak", "02-cranes.YAML", "2"])
def test_a_stray_file_is_not_missing_either(stray: str) -> None:
    found = numbering(3, file("1"), file("3"), strays=(f"data/actions/{stray}",))
    assert found.gaps == []
    assert 3 in found.actions


def test_an_absurd_count_takes_no_time() -> None:
    assert numbering(10**3000, file("2"), file("9" * 4000)).gaps == [(1, 1), (3, 10**3000)]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("35-corruption-tool.yaml", "corruption-tool"),
        ("35_Corruption Tool.yml", "corruption-tool"),
        ("18bis-world-cocoa.yaml.yaml", "world-cocoa"),
        ("Été – 2024.yaml", "ete-2024"),
        ("2cranes.yaml", ""),
        ("35.yaml", ""),
        ("18bis.yaml", ""),
        ("😀.yaml", ""),
    ],
)
def test_the_words_of_a_file_name_are_kept(name: str, words: str) -> None:
    assert file_words(f"data/actions/{name}") == words


def test_the_first_of_two_files_with_one_id_is_the_one_whose_name_goes_with_it(tmp_path: Path, nap: Nap) -> None:
    folder = write_plan(tmp_path)
    for name in ("00-oud.yaml", "01-een.yaml", "02-nieuw.yaml"):
        (folder / "data/actions" / name).write_text(str(action("1")).replace("'", '"'), encoding="utf-8")
    result = nap("lint", "--format", "json", "--select", "NAP3", plan=folder)
    assert [(item["path"], item["code"]) for item in result.json] == [
        ("data/actions/00-oud.yaml", "NAP302"),
        ("data/actions/02-nieuw.yaml", "NAP302"),
    ]
