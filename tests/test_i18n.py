"""The program's own sentences in other languages: nothing missing, nothing left over, and every name filled in."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import nap
from nap.i18n import LANGUAGES, catalogue_path, language_name, translated
from nap.sentence import Sentence, say

CODE = Path(nap.__file__).parent
TRANSLATED = [language for language in LANGUAGES if language != "en"]


def templates() -> dict[str, str]:
    """Every sentence that the code says, with the place where it does."""
    found = {}
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                template = node.args[0]
                where = f"{path.relative_to(CODE.parent)}:{node.lineno}"
                assert isinstance(template, ast.Constant), (
                    f"{where}: catalogues cannot take this sentence from the code"
                )
                found[template.value] = where
    return found


def catalogue(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_has_a_translation_and_no_translation_is_left_over(language: str) -> None:
    said = {message.id: message.string for message in catalogue(language) if message.id}
    wanted = templates()
    lacking = [f"{where}: {template}" for template, where in wanted.items() if not said.get(template)]
    assert not lacking, "run make catalogues, and translate"
    assert said.keys() - wanted.keys() == set(), "run make catalogues"


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_name_the_same_things(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            assert names(message.string) == names(message.id), message.id
            assert not message.fuzzy, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_the_english_sentence(language: str) -> None:
    same = [message.id for message in catalogue(language) if message.id and message.id == message.string]
    assert [text for text in same if " " in text] == []


def test_a_sentence_is_said_in_a_language_with_its_values() -> None:
    sentence = say("There is no actor {name}.", name="fod-justitie")
    assert sentence == "There is no actor fod-justitie."
    assert translated(sentence, "en") == sentence
    for language in TRANSLATED:
        said = translated(sentence, language)
        assert "fod-justitie" in said
        assert said != sentence


def test_a_sentence_inside_a_sentence_is_translated_too() -> None:
    sentence = say("{field} must be {needed}.", field="`id`", needed=say("a text"))
    assert sentence == "`id` must be a text."
    assert "a text" not in translated(sentence, "nl")


def test_what_is_no_sentence_of_the_program_stays_as_it_is() -> None:
    assert translated("De wet is goedgekeurd.", "fr") == "De wet is goedgekeurd."
    assert translated(Sentence("Nobody ever said {this}.", {"this": "that"}), "fr") == "Nobody ever said that."


def test_every_language_that_the_program_speaks_has_a_name_and_another_goes_by_its_code() -> None:
    assert [language_name(language) for language in LANGUAGES] == ["Dutch", "French", "German", "English"]
    assert translated(language_name("de"), "nl") == "Duits"
    assert language_name("lb") == "lb"
