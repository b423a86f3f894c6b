"""The program's own sentences in other languages: nothing missing, nothing left over, and every name filled in."""

from __future__ import annotations

import ast
import datetime
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

import nap
from nap.i18n import LANGUAGES, catalogue_path, language_name, long_day, number, translated
from nap.i18n import catalogue as gettext_of
from nap.sentence import Sentence, say

CODE = Path(nap.__file__).parent
OPEN = re.compile(r"%\(\w+\)s|\{\w+\}")
TEMPLATES = CODE.parent / "templates"
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


def in_templates() -> dict[str | tuple[str, str], str]:
    """Every message of the templates, with the place where it stands; a pair for one with a plural."""
    found: dict[str | tuple[str, str], str] = {}
    for path in sorted(TEMPLATES.rglob("*.j2")):
        with path.open("rb") as file:
            options = {"trimmed": "true", "extensions": "jinja2.ext.i18n,jinja2.ext.do"}
            for line, _, message, _ in babel_extract(file, ["_", "gettext", "ngettext"], [], options):
                one, more = message[:2] if isinstance(message, tuple) else (message, None)
                found[(one, more) if more else one] = f"{path.name}:{line}"
    return found


def catalogue(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def names(template: str) -> set[str]:
    """What a sentence leaves open: `{name}` in the code, `%(name)s` in templates."""
    if opened := set(re.findall(r"%\((\w+)\)s", template)):
        return opened
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def forms(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_has_a_translation_and_no_translation_is_left_over(language: str) -> None:
    said = {message.id: message.string for message in catalogue(language) if message.id}
    wanted = templates() | in_templates()
    lacking = [f"{where}: {template}" for template, where in wanted.items() if not all(forms(said.get(template, "")))]
    assert not lacking, "run make catalogues, and translate"
    assert said.keys() - wanted.keys() == set(), "run make catalogues"


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_name_the_same_things(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            for wanted, given in zip(forms(message.id), forms(message.string), strict=True):
                assert names(given) == names(wanted), message.id
            assert not message.fuzzy, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_read_says_what_translators_edit(language: str) -> None:
    read = gettext_of(language)
    for message in catalogue(language):
        if isinstance(message.id, tuple):
            one, more = message.id
            assert tuple(read.ngettext(one, more, number) for number in (1, 2)) == message.string, "run make catalogues"
        elif message.id:
            assert read.gettext(message.id) == message.string, "run make catalogues"


@pytest.mark.parametrize(
    ("language", "first", "other"),
    [
        ("nl", "1 maart 2024", "31 december 2025"),
        ("fr", "1er mars 2024", "31 décembre 2025"),
        ("de", "1. März 2024", "31. Dezember 2025"),
        ("en", "1 March 2024", "31 December 2025"),
        ("lb", "1 March 2024", "31 December 2025"),
    ],
)
def test_days_are_written_as_each_language_does(language: str, first: str, other: str) -> None:
    assert long_day(datetime.date(2024, 3, 1), language) == first
    assert long_day(datetime.date(2025, 12, 31), language) == other


def test_numbers_are_written_as_each_language_does() -> None:
    written = {language: number(12345, language) for language in LANGUAGES}
    assert written == {"nl": "12.345", "fr": "12\u202f345", "de": "12.345", "en": "12,345"}


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_the_english_sentence(language: str) -> None:
    same = [message.id for message in catalogue(language) if message.id and message.id == message.string]
    assert [text for text in same if len(re.findall(r"[^\W\d_]{2,}", OPEN.sub("", text))) > 1] == []


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
