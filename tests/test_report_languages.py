"""A report is in one language: no sentence of another catalogue is in it; what the plan says in another is marked."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from babel.messages.pofile import read_po
from recount import Raw, files_in
from report_cases import ROUNDS, said_in

from nap.i18n import LANGUAGES, catalogue_path
from nap.output.publish.document import Document
from nap.output.report.compose import document

TOO_SHORT = 12
"""Up to so many letters, a word of one language can be one of another too: "formation", "status"."""

NAMES = ["rounds 2024", "rounds 2026", "rounds, the first three years", "rounds, a government", "real 2025"]
MARKED = re.compile(r"\[(\[(?:[^\[\]\\]|\\.)*\]\(<[^>]*>\)|(?:[^\[\]\\]|\\.)*)\]\{lang=(\w+)\}")
HOLE = re.compile(r"%\(\w+\)s|%\(\w+\)d|\{\w+\}|%%|\*\*|`[^`]*`|\n")


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@cache
def written(name: str, language: str) -> Document:
    return document(said_in(name, language))


def bare(text: str) -> str:
    """A text without what Markdown needs, on one line."""
    return " ".join(html.unescape(re.sub(r"\\([\W_])", r"\1", text)).split())


def own(name: str, language: str) -> str:
    """Everything that a report says in its own language: its text, its pictures, and what pages say around it."""
    said = written(name, language)
    around = [said.title, said.subject, *(getattr(said.words, word) for word in said.words.__slots__)]
    drawn = [re.sub(r"<[^>]+>", "\n", svg) for svg in said.pictures.values()]
    return bare("\n".join([MARKED.sub(" ", said.text), *around, *drawn]))


# -- nap's own words -------------------------------------------------------------------------------------------


@cache
def sentences(language: str) -> frozenset[str]:
    """All that nap says in a language, without the places for values."""
    found: set[str] = set()
    with catalogue_path("fr" if language == "en" else language).open("rb") as file:
        for message in read_po(file):
            said: Any = message.id if language == "en" else message.string
            for text in (said,) if isinstance(said, str) else said:
                found |= {part.strip(" .,;:()“”") for part in HOLE.split(text)}
    return frozenset(found - {""})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("other", LANGUAGES)
def test_no_sentence_of_one_language_stands_in_the_report_of_another(name: str, language: str, other: str) -> None:
    said = own(name, language)
    spoken = "\n".join(sentences(language))
    there = {part for part in sentences(other) if len(part) > TOO_SHORT and whole(part, said)}
    if language == other:
        assert len(there) > 40
    else:
        assert {part for part in there if part not in spoken} == set()


def whole(part: str, text: str) -> bool:
    """Whether words are in a text, and not only a part of longer words."""
    return part in text and re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None


# -- the plan's words ------------------------------------------------------------------------------------------


def texts(content: Any) -> Iterator[Raw]:
    """Every text of a file in all its languages; what is a plain string is in the source language."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key in TEXTS and isinstance(value, str | dict):
                yield value if isinstance(value, dict) else {"nl": value}
            elif key == "remarks":
                yield from (one if isinstance(one, dict) else {"nl": one} for one in value)
            else:
                yield from texts(value)
    elif isinstance(content, list):
        for one in content:
            yield from texts(one)


TEXTS = {
    *("title", "role", "stated", "label", "note", "reason", "decided_by", "text", "baseline", "obstacles", "corrects"),
    *("document", "meaning"),
}


def foreign(language: str) -> set[str]:
    """What the plan of the tests says, but not in this language."""
    files = files_in(ROUNDS)
    there = list(texts([files.plan, files.actions]))
    ours = {bare(text[language]) for text in there if language in text}
    return {
        bare(said)
        for text in there
        if language not in text
        for said in text.values()
        if len(said) > TOO_SHORT and bare(said) not in ours
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["rounds 2024", "rounds 2026", "rounds, the first three years"])
def test_what_the_plan_says_only_in_another_language_is_marked_with_it(name: str, language: str) -> None:
    said = own(name, language)
    marked = {bare(text) for text, other in MARKED.findall(written(name, language).text) if other != language}
    if language != "nl":
        assert len(foreign(language) & marked) > 20
    assert {text for text in foreign(language) if text in said} == set()
    assert {other for _, other in MARKED.findall(written(name, language).text)} <= {*LANGUAGES} - {language}
