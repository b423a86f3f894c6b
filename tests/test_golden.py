"""The report as a page: what it says on the real plan and on a plan of three rounds, held word for word.

A golden file changes only with `make golden`; whoever does that looks at the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import PLANS, ROOT, Nap, loaded
from markdown_it import MarkdownIt

from nap.i18n import LANGUAGES
from nap.model.plan import Plan
from nap.output.report.compose import markdown
from nap.views.report import report
from nap.views.scope import over_year

GOLDEN = Path(__file__).resolve().parent / "golden"


@pytest.fixture(scope="session")
def rounds() -> Plan:
    """The fictional plan of three rounds."""
    return loaded(PLANS / "rounds").whole()


def written(plan: Plan, year: int, language: str | None = None) -> str:
    scope = over_year(plan.manifest.term, year)
    return markdown(report(plan, scope, language or plan.source_language))[0]


def compare(request: pytest.FixtureRequest, name: str, text: str) -> None:
    path = GOLDEN / name
    if request.config.getoption("--golden-update"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"{name} differs; if it should, run make golden"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_on_the_real_plan(request: pytest.FixtureRequest, real: Plan, language: str) -> None:
    compare(request, f"report-2025.{language}.md", written(real, 2025, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_report_on_a_plan_of_three_rounds(
    request: pytest.FixtureRequest, rounds: Plan, year: int, language: str
) -> None:
    compare(request, f"rounds-{year}.{language}.md", written(rounds, year, language))


def test_every_golden_report_is_held_by_a_test() -> None:
    reports = {f"report-2025.{language}.md" for language in LANGUAGES}
    reports |= {f"rounds-{year}.{language}.md" for year in (2024, 2025, 2026) for language in LANGUAGES}
    assert {path.name for path in GOLDEN.glob("re*-2*.md")} | {
        path.name for path in GOLDEN.glob("ro*-2*.md")
    } == reports


@pytest.mark.parametrize("command", ["list", "overdue", "actors", "chapters", "stats"])
def test_tables_on_a_plan_of_three_rounds(request: pytest.FixtureRequest, nap: Nap, command: str) -> None:
    result = nap(command, "--on", "2026-01-15", "--format", "markdown", plan=PLANS / "rounds")
    compare(request, f"rounds-{command}.md", result.out)


def test_everything_about_each_action_of_three_rounds(request: pytest.FixtureRequest, nap: Nap, rounds: Plan) -> None:
    result = nap("show", *rounds.actions, "--on", "2026-06-30", plan=PLANS / "rounds")
    compare(request, "rounds-show.txt", result.out)


def test_with_no_updates_the_report_says_that_nobody_has_reported(real: Plan) -> None:
    text = written(real, 2025)
    assert "**Nog niemand heeft iets gerapporteerd.**" in text
    assert "| niet gerapporteerd | 67 + 4 | 67 + 4 | alle |" in text
    assert "| ontvangen antwoorden | 0 | 0 |" in text
    assert "Dit verslag gaat over 67 acties en 4 subacties." in text


def test_two_runs_give_the_same_bytes(nap: Nap) -> None:
    first, second = nap("report", "2025"), nap("report", "2025")
    assert first.code == second.code == 0
    assert first.out == second.out


@pytest.mark.parametrize(
    ("plan", "year", "language"),
    [(ROOT, 2025, "nl"), *((PLANS / "rounds", 2023 + number, each) for number, each in enumerate(LANGUAGES, 1))],
)
def test_every_table_is_whole(plan: Path, year: int, language: str) -> None:
    text = written(loaded(plan).whole(), year, language)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    tables = sum(token.type == "table_open" for token in tokens)
    assert tables == sum(set(line) <= set("|-: ") and "---" in line for line in text.splitlines())
    outside = [token.content for token in tokens if token.type == "inline" and token.content.startswith("|")]
    assert outside == []
    for line, following in zip(text.splitlines(), text.splitlines()[1:], strict=False):
        if line.startswith("|") and following.startswith("|"):
            assert cells(line) == cells(following), following


def cells(line: str) -> int:
    return line.replace("\\|", "").count("|")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_from_the_data_becomes_markup(rounds: Plan, language: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(written(rounds, 2025, language))
    assert "<script" not in html
    assert "<b>" not in html
    assert 'href="javascript' not in html
    assert "\x1b" not in html
    assert "\u202e" not in html


@pytest.mark.parametrize("year", [2024, 2025, 2026])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_layout_is_tidy(rounds: Plan, year: int, language: str) -> None:
    text = written(rounds, year, language)
    assert "\n\n\n" not in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
