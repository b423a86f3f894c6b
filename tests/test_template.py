"""Templates of the user's own: what they can do, what they cannot, and how they are told about a mistake."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import PLANS, ROOT, Nap

from nap.output.template import builtin_folder


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return tmp_path / "mine.md.j2"


def test_a_template_of_ones_own_replaces_the_report(nap: Nap, template: Path) -> None:
    template.write_text("# {{ report.title.text }}\n{{ report.year }}: {{ report.whole.actions }}\n", encoding="utf-8")
    result = nap("report", "2025", "--template", str(template))
    assert result.code == 0
    assert result.out == "# Nationaal Actieplan Ondernemingen en Mensenrechten 2.0\n2025: 67\n"


def test_it_may_use_what_stands_beside_it_and_the_built_in_words(nap: Nap, template: Path) -> None:
    (template.parent / "part.j2").write_text("Deel over {{ report.year }}\n", encoding="utf-8")
    template.write_text(
        '{% from "words.nl.j2" import status, day %}{% include "part.j2" %}{{ day(report.day) }} '
        '{{ status("stopped") }}\n',
        encoding="utf-8",
    )
    assert nap("report", "2025", "--template", str(template)).out == "Deel over 2025\n31 december 2025 stopgezet\n"


def test_whatever_it_prints_from_the_data_is_escaped(nap: Nap, template: Path) -> None:
    template.write_text(
        "{% macro say(t) %}<{{ t }}>{% endmacro %}"
        "{% for chapter in report.chapters %}{% for action in chapter.actions if action.id == '11' %}"
        "{{ action.title.text }}\n{{ action.title.text | upper }}\n{{ say(action.title.text) }}\n"
        "{{ 'x' ~ action.title.text }}\n"
        "{% endfor %}{% endfor %}",
        encoding="utf-8",
    )
    result = nap("report", "2025", "--template", str(template), plan=PLANS / "rounds")
    assert result.code == 0, result.err
    for line in result.lines:
        assert "<b>" not in line.casefold()
        assert "\\<" in line
        assert "\\\\" not in line, "escaped twice"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x", "[titel](<https://a.example/x>)"),
        ("javascript:alert(1)", "titel"),
        ("data:text/html,x", "titel"),
        ("https://a.example/> [x](y", "[titel](<https://a.example/%3E%20[x](y>)"),
    ],
)
def test_only_web_addresses_become_links(nap: Nap, template: Path, url: str, expected: str) -> None:
    template.write_text(f"{{{{ {url!r} | link('titel') }}}}\n", encoding="utf-8")
    assert nap("report", "2025", "--template", str(template)).out == expected + "\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("een\n{{ report.yeer }}\n", "line 2"),
        ("{{ nobody }}\n", "nobody"),
        ("{% for x in %}\n", "line 1"),
        ("\n\n{% if %}\n", "line 3"),
        ('{% include "nowhere.j2" %}', "nowhere.j2"),
        ("{{ report.year / 0 }}", "division"),
        ("{{ 'x' | nofilter }}", "nofilter"),
        ("{{ report.year + 'x' }}", "line 1"),
        ("{{ none | link | nofilter }}", "nofilter"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "without end"),
    ],
)
def test_a_mistake_is_named_with_template_and_line(nap: Nap, template: Path, text: str, said: str) -> None:
    template.write_text(text, encoding="utf-8")
    result = nap("report", "2025", "--template", str(template))
    assert result.code == 2
    assert result.out == ""
    assert said in result.err
    assert "mine.md.j2" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    "text",
    [
        "{{ report.__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ report.chapters.__class__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% do report.__setattr__('year', 1) %}",
        "{{ self.__init__.__globals__ }}",
    ],
)
def test_a_template_cannot_reach_out_of_its_sandbox(nap: Nap, template: Path, text: str) -> None:
    template.write_text(text, encoding="utf-8")
    result = nap("report", "2025", "--template", str(template))
    assert result.code == 2
    assert result.out == ""
    assert "Traceback" not in result.err


def test_a_template_cannot_read_files_elsewhere(nap: Nap, template: Path) -> None:
    (template.parent.parent / "secret.txt").write_text("geheim", encoding="utf-8")
    template.write_text('{% include "../secret.txt" %}', encoding="utf-8")
    result = nap("report", "2025", "--template", str(template))
    assert result.code == 2
    assert "geheim" not in result.out


def test_a_template_that_is_not_there_or_not_text_is_said(nap: Nap, template: Path) -> None:
    missing = nap("report", "2025", "--template", str(template))
    assert missing.code == 2
    assert "There is no template" in missing.err
    template.write_bytes(b"\xff\xfe\x00")
    unreadable = nap("report", "2025", "--template", str(template))
    assert unreadable.code == 2
    assert "Traceback" not in unreadable.err


def test_the_templates_are_found_in_a_checkout() -> None:
    assert builtin_folder() == ROOT / "templates"


@pytest.mark.parametrize(
    "expression", ["report.late", "[report.title.text]", "report", "report.chapters[0].actions[0]"]
)
def test_what_only_prints_as_text_is_escaped_too(nap: Nap, template: Path, expression: str) -> None:
    template.write_text(f"{{{{ {expression} }}}}", encoding="utf-8")
    result = nap("report", "2025", "--template", str(template), plan=PLANS / "rounds")
    assert result.code == 0
    assert not re.search(r"(?<!\\)[<*`|\[]", result.out)


def test_a_text_can_be_printed_as_it_is(nap: Nap, template: Path) -> None:
    template.write_text("{{ report.title }}", encoding="utf-8")
    assert (
        nap("report", "2025", "--template", str(template), plan=PLANS / "rounds").out == "Plan Helder Water 2024-2029"
    )


def test_a_link_carries_nothing_that_a_terminal_obeys(nap: Nap, template: Path) -> None:
    template.write_text("{{ 'https://a.example/\\x1b[31m\\u202ex' | link }}", encoding="utf-8")
    result = nap("report", "2025", "--template", str(template))
    assert result.code == 0
    assert "\x1b" not in result.out
    assert "\u202e" not in result.out


def test_a_block_that_is_taken_over_is_not_escaped_twice(nap: Nap, template: Path) -> None:
    (template.parent / "base.md.j2").write_text("{% block a %}# {{ report.year }} | x{% endblock %}", encoding="utf-8")
    template.write_text('{% extends "base.md.j2" %}{% block a %}{{ super() }}!{% endblock %}', encoding="utf-8")
    assert nap("report", "2025", "--template", str(template)).out == "# 2025 | x!"
