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
        '{% from "report/words.md.j2" import ids %}{% include "part.j2" %}{{ report.day | day }} '
        '{{ "stopped" | status }}: {{ ids(["1", "2bis"]) }}\n',
        encoding="utf-8",
    )
    assert (
        nap("report", "2025", "--template", str(template)).out
        == "Deel over 2025\n31 december 2025 stopgezet: 1, 2bis\n"
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "31 december 2025 stopgezet, een datum: 1.234 | 12 acties en 2 subacties"),
        ("fr", "31 décembre 2025 arrêté, une date: 1 234 | 12 actions et 2 sous-actions"),
        ("de", "31. Dezember 2025 eingestellt, ein Datum: 1.234 | 12 Aktionen und 2 Unteraktionen"),
        ("en", "31 December 2025 stopped, a date: 1,234 | 12 actions and 2 sub-actions"),
    ],
)
def test_days_numbers_and_words_are_those_of_the_reports_language(
    nap: Nap, template: Path, language: str, expected: str
) -> None:
    template.write_text(
        '{{ report.day | day }} {{ "stopped" | status }}, {{ "date" | kind }}: {{ 1234 | number }} | '
        "{{ report.whole | count }}\n",
        encoding="utf-8",
    )
    result = nap("report", "2025", "--template", str(template), "--lang", language, plan=PLANS / "rounds")
    assert result.out.split() == expected.split(), "but for spaces that do not break"


def test_a_sentence_of_ones_own_is_filled_in_counted_and_escaped(nap: Nap, template: Path) -> None:
    template.write_text(
        "{% for n in [1, 2] %}\n"
        "{% trans num=n, of=[n] %}{{ num }} boat of {{ of }} *here*{% pluralize %}"
        "{{ num }} boats of {{ of }}{% endtrans %}, "
        "{{ ngettext('one', '%(num)s and 100%% more', n) }}{% if n > 1 %}, {{ _('%(a)s', a='*b*') }}{% endif %}\n\n"
        "{% endfor %}",
        encoding="utf-8",
    )
    result = nap("report", "2025", "--template", str(template), "--lang", "en")
    assert result.out == (r"1 boat of \[1\] *here*, one" + "\n" + r"2 boats of \[2\], 2 and 100% more, \*b\*" + "\n")


def test_a_built_in_sentence_is_said_in_the_reports_language_by_templates_of_ones_own_too(
    nap: Nap, template: Path
) -> None:
    template.write_text('{{ _("are late") }} / {{ _("not in any catalogue") }}\n', encoding="utf-8")
    result = nap("report", "2025", "--template", str(template), "--lang", "en")
    assert result.out == "are late / not in any catalogue\n"
    translated = nap("report", "2025", "--template", str(template), "--lang", "fr").out
    assert translated != result.out
    assert translated.endswith(" / not in any catalogue\n")


def test_a_chapter_of_ones_own_stands_in_for_the_built_in_one(nap: Nap, template: Path) -> None:
    (template.parent / "report").mkdir()
    (template.parent / "report" / "changes.md.j2").write_text("## Wat de minister zegt\n", encoding="utf-8")
    template.write_text('{% include "report.md.j2" %}', encoding="utf-8")
    own = nap("report", "2025", "--template", str(template)).lines
    built_in = nap("report", "2025").lines
    assert "## Wat de minister zegt" in own
    assert [line for line in own if line.startswith("#### ")] == [line for line in built_in if line.startswith("#### ")]
    headings = [line for line in built_in if line.startswith("## ")]
    assert headings[1] not in own
    assert [line for line in own if line.startswith("## ")] == [headings[0], "## Wat de minister zegt", *headings[2:]]


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
    ("language", "expected"),
    [
        ("nl", "[Plan Helder Water, met één bijlage](<https://a.example>)"),
        ("fr", "[Plan Eau claire, avec une annexe](<https://a.example>)"),
        ("de", "[Plan Helder Water, met één bijlage](<https://a.example>) (Niederländisch)"),
    ],
)
def test_a_link_whose_words_are_in_another_language_says_so(
    nap: Nap, template: Path, language: str, expected: str
) -> None:
    template.write_text("{{ 'https://a.example' | link(report.source) }}", encoding="utf-8")
    result = nap("report", "2025", "--template", str(template), "--lang", language, plan=PLANS / "rounds")
    assert result.out == expected + "\n"


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
        ('{% from "report/words.md.j2" import nothing %}{{ nothing() }}', "nothing"),
        ("{{ 'sideways' | status }}", "sideways"),
        ("{{ 'sideways' | kind }}", "sideways"),
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
    ("text", "place", "named", "meant"),
    [
        ("{{ report.yeer }}", "line 1", "yeer", "year"),
        ("een\n\n{{ report.whole.action }}", "line 3", "action", "actions"),
        ("{{ report.completed.nouw.ids }}", "line 1", "nouw", "now"),
        ("\n{{ report.chapters[0].titel }}", "line 2", "titel", "title"),
        ("{% for page in report.chapters[0].actions %}\n{{ page.actor }}{% endfor %}", "line 2", "actor", "actors"),
        ("{{ report.governments[0].bodies[0].owed }}", "line 1", "owed", "owes"),
        ("{{ report.rounds[0].mising }}", "line 1", "mising", "missing"),
        ("{{ report.title.txt }}", "line 1", "txt", "text"),
        ("{% for line in report.late %}{{ line.dayslate }}{% endfor %}", "line 1", "dayslate", "days_late"),
        ("{{ reprot.year }}", "line 1", "reprot", "report"),
        ("{{ anchr('x') }}", "line 1", "anchr", "anchor"),
        ("{{ report.day | dya }}", "line 1", "dya", "day"),
    ],
)
def test_a_name_that_does_not_exist_is_told_with_template_line_and_the_closest_there_is(
    nap: Nap, template: Path, text: str, place: str, named: str, meant: str
) -> None:
    template.write_text(text, encoding="utf-8")
    result = nap("report", "2025", "--template", str(template), plan=PLANS / "rounds")
    assert (result.code, result.out) == (2, "")
    assert f"mine.md.j2, {place}" in result.err
    assert f"{named!r}" in result.err
    assert f"did you mean {meant!r}?" in result.err


def test_a_mistake_in_a_part_is_named_with_that_part(nap: Nap, template: Path) -> None:
    (template.parent / "report").mkdir()
    (template.parent / "report" / "annex.md.j2").write_text("een\n{{ report.chaptres }}\n", encoding="utf-8")
    template.write_text('\n\n\n{% include "report.md.j2" %}', encoding="utf-8")
    result = nap("report", "2025", "--template", str(template))
    assert (result.code, result.out) == (2, "")
    assert "annex.md.j2, line 2" in result.err
    assert "did you mean 'chapters'?" in result.err


def test_a_picture_that_does_not_exist_is_told_with_those_that_do(nap: Nap, template: Path, tmp_path: Path) -> None:
    template.write_text("{{ picture('yeers') }}", encoding="utf-8")
    target = tmp_path / "report.md"
    result = nap("report", "2025", "--template", str(template), "--output", str(target))
    assert result.code == 2
    assert "'yeers'" in result.err
    assert "years, chapters, governments, timeline" in result.err
    assert not target.exists()


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
        nap("report", "2025", "--template", str(template), plan=PLANS / "rounds").out == "Plan Helder Water 2024-2029\n"
    )


def test_a_link_carries_nothing_that_a_terminal_obeys(nap: Nap, template: Path) -> None:
    template.write_text("{{ 'https://a.example/\\x1b[31m\\u202ex' | link }}", encoding="utf-8")
    result = nap("report", "2025", "--template", str(template))
    assert result.code == 0
    assert "\x1b" not in result.out
    assert "\u202e" not in result.out


def test_what_was_set_aside_is_escaped_once(nap: Nap, template: Path) -> None:
    template.write_text(
        "{% set aside %}{{ '*a* [b]' }}{% endset %}{{ aside }} / {{ aside ~ '*' }}\n"
        "{% macro said() %}{{ '*c*' }}{% endmacro %}{% set kept = said() %}{{ kept }}\n",
        encoding="utf-8",
    )
    out = nap("report", "2025", "--template", str(template)).out
    assert out.splitlines() == [r"\*a\* \[b\] / " + r"\\\*a\\\* \\\[b\\\]\*", r"\*c\*"]


def test_a_block_that_is_taken_over_is_not_escaped_twice(nap: Nap, template: Path) -> None:
    (template.parent / "base.md.j2").write_text("{% block a %}# {{ report.year }} | x{% endblock %}", encoding="utf-8")
    template.write_text('{% extends "base.md.j2" %}{% block a %}{{ super() }}!{% endblock %}', encoding="utf-8")
    assert nap("report", "2025", "--template", str(template)).out == "# 2025 | x!\n"
