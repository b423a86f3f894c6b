"""`nap report` as it is used: over which days, beside what, of what, in which format, language and file."""

from __future__ import annotations

import datetime
import os
import pty
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import PLANS, Nap, Result, action, git, manifest, update, write_plan
from report_page import Page, page
from test_terminal import command, environment

from nap.cli import reading
from nap.output.publish import formats
from nap.output.publish.document import Document
from nap.output.template import builtin_folder

ROUNDS = PLANS / "rounds"
TODAY = datetime.date(2030, 1, 1)
TWO = manifest(counts={"actions": 2, "sub_actions": 0}, languages=["nl", "fr", "en"])
OPEN = action("2", deadline={"stated": None, "kind": "none"})
FORMATS = {"html": b"<!doctype html", "docx": b"docx", "odt": b"odt", "pdf": b"pdf"}


@pytest.fixture(autouse=True)
def long_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every round be over."""
    monkeypatch.setattr(reading, "today", lambda: TODAY)


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Document]]:
    """What was given to the formats that need more than nap itself; each makes a file with its own name in it."""
    seen: list[tuple[str, Document]] = []
    real = formats.lay_out

    def lay_out(document: Document, form: formats.ReportFormat, folders: list[Path]) -> bytes:
        seen.append((form, document))
        return real(document, form, folders) if form == "html" else form.encode()

    monkeypatch.setattr(formats, "lay_out", lay_out)
    return seen


def read(nap: Nap, *arguments: str, plan: Path = ROUNDS) -> Page:
    """A report in English, read."""
    result = nap("report", *arguments, "--lang", "en", plan=plan)
    assert (result.code, result.err) == (0, "")
    return page(result.out)


def refused(result: Result, *said: str) -> None:
    assert (result.code, result.out) == (2, "")
    assert "Traceback" not in result.err
    words = re.sub(r"\x1b\[[0-9;]*m|[│\n]", "", result.err)
    for text in said:
        assert text in re.sub(r" {2,}", " ", words)


def opening(said: Page) -> list[str]:
    """The days of the opening: the heading, then those of the columns of its table."""
    return [
        said.parts[0].heading.removeprefix("Clear Water Plan 2024-2029: "),
        *[*said.part("In short").tables[0][0]][1:3],
    ]


# -- over which days -------------------------------------------------------------------------------------------


def test_a_year_beside_the_one_before_it(nap: Nap) -> None:
    said = read(nap, "2026")
    assert opening(said) == ["Monitoring report for 2026", "31 December 2026", "31 December 2025"]
    assert said.part("What has changed").heading == "What has changed since 31 December 2025"


def test_a_year_beside_an_earlier_one_tells_all_that_came_since(nap: Nap) -> None:
    said = read(nap, "2026", "--compare", "2024")
    assert opening(said) == ["Monitoring report for 2026", "31 December 2026", "31 December 2024"]
    assert [*said.part("In short").tables[1][0]] == ["Answers", "2024", "2025", "2026"]
    alone = read(nap, "2026").part("What has changed").tables[0]
    together = said.part("What has changed").tables[0]
    assert len(alone) < len(together)
    assert {row["Action"] for row in alone} < {row["Action"] for row in together}


def test_a_year_beside_the_one_before_it_is_the_default(nap: Nap) -> None:
    assert nap("report", "2026", "--compare", "2025", plan=ROUNDS) == nap("report", "2026", plan=ROUNDS)


@pytest.mark.parametrize(
    "days", [("2024", "2027"), ("2024-03-01", "2027-02-28"), ("2024", "2027-02-28"), ("2024-03-01", "2027")]
)
def test_the_mid_term_view_goes_over_the_plans_first_three_years(nap: Nap, days: tuple[str, str]) -> None:
    start, end = days
    said = read(nap, "--from", start, "--to", end)
    assert opening(said)[0] == "Monitoring report from 1 March 2024 to 28 February 2027"
    assert [*said.part("In short").tables[1][0]] == ["Answers", "2024", "2025", "2026"]
    assert said.part("What has happened since the plan began").tables


def test_a_period_in_the_middle_is_compared_with_the_day_before_it(nap: Nap) -> None:
    said = read(nap, "--from", "2025-07-01", "--to", "2026-06-30")
    assert opening(said) == [
        "Monitoring report from 1 July 2025 to 30 June 2026",
        "30 June 2026",
        "30 June 2025",
    ]


def test_a_report_on_days_that_are_not_over_says_so_beside_it(nap: Nap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "today", lambda: datetime.date(2026, 12, 31))
    year = nap("report", "2026", plan=ROUNDS)
    assert year.err == "nap: 2026 is not over: what is reported until 2026-12-31 can still change this report.\n"
    period = nap("report", "--from", "2024", "--to", "2027", plan=ROUNDS)
    assert "2027-02-28 is not over" in period.err
    assert nap("report", "2025", plan=ROUNDS).err == ""
    monkeypatch.setattr(reading, "today", lambda: TODAY)
    assert "**Voorlopig**: opgemaakt op 31 december 2026" in year.out
    assert "Voorlopig" not in nap("report", "2026", plan=ROUNDS).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("", ["Over which year?", "nap report 2025", "--from and --to"]),
        ("--compare 2024", ["Over which year?"]),
        ("last", ["'last'"]),
        ("1899", ["1899"]),
        ("2023", ["there is nothing to report on 2023", "Ask for 2024 or later."]),
        ("2026 --compare 2026", ["2026 cannot be compared with 2026", "Name a year before 2026."]),
        ("2026 --compare 2027", ["2026 cannot be compared with 2027"]),
        ("2026 --compare last", ["'last'"]),
        ("2026 --from 2024", ["over a year or over a period", "Leave out the year and --compare, or --from and --to."]),
        ("2026 --from 2024 --to 2027", ["over a year or over a period"]),
        ("--from 2024 --to 2027 --compare 2024", ["over a year or over a period"]),
        ("--from 2024", ["A period has a first and a last day.", "Give both --from and --to."]),
        ("--to 2027", ["A period has a first and a last day.", "Give both --from and --to."]),
        ("--from 2027 --to 2024", ["ends before it begins", "Name a later --to."]),
        ("--from 2020 --to 2023", ["there is nothing to report until 2023-02-28", "End after 2024-03-01."]),
        ("--from 24 --to 2027", ["'24' is neither a year nor a day", "2027-04-04"]),
        ("--from 2024-02-30 --to 2027", ["'2024-02-30' is neither a year nor a day"]),
        ("--from 2024 --to 31/12/2026", ["'31/12/2026' is neither a year nor a day"]),
        ("--from ２０２４ --to 2027", ["is neither a year nor a day"]),
        ("--from 0000 --to 2027", ["cannot begin or end in 0", "Name years from 1900 to 9998."]),
        ("--from 0001 --to 2027", ["cannot begin or end in 1."]),
        ("--from 0001-01-01 --to 2027", ["0001-01-01"]),
        ("--from 2024 --to 9999", ["9999"]),
        ("--from 2024 --to 9999-12-31", ["9999-12-31"]),
    ],
)
def test_days_that_cannot_be_are_refused_each_with_its_sentence(nap: Nap, arguments: str, said: list[str]) -> None:
    refused(nap("report", *arguments.split(), plan=ROUNDS), *said)


# -- since a revision ------------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A plan whose report over 2024 was made, and tagged, before one of its bodies answered over 2024 after all."""
    early = action("1", updates=[update("2024-06-01", "preparing")])
    folder = write_plan(tmp_path / "plan", early, OPEN, plan=TWO)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "The first report")
    git(folder, "tag", "v2024")
    late = update("2024-12-31", "completed", received="2025-02-01", text="Net te laat.")
    write_plan(folder, early | {"updates": [*early["updates"], late]}, plan=TWO)
    commit(folder, "A late answer")
    return folder


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def test_what_was_recorded_after_a_tag_but_is_dated_before_is_news_since_that_tag(nap: Nap, repository: Path) -> None:
    alone, beside = (nap("report", "2025", *since, plan=repository).out for since in ((), ("--since", "v2024")))
    assert "Net te laat." not in alone
    assert "Net te laat." in beside
    said = read(nap, "2025", "--since", "v2024", plan=repository)
    changes = said.part("What has changed").tables[0]
    assert [(row["Action"][:2], row["Before"], row["Now"]) for row in changes] == [("1.", "preparing", "*completed*")]
    assert said.part("Completed and stopped").lines == ["Newly completed: 1", "Newly stopped: –"]
    assert any("v2024" in line for line in said.parts[0].lines)


def test_without_a_revision_the_files_as_they_are_say_how_it_was(nap: Nap, repository: Path) -> None:
    said = read(nap, "2025", plan=repository)
    assert said.part("What has changed").tables == []
    (row,) = (row for row in said.part("The plan in figures").tables[0] if row["Status"] == "completed")
    assert [*row.values()][1:3] == ["1", "1"]


def test_what_is_not_committed_yet_is_news_since_the_last_commit(nap: Nap, repository: Path) -> None:
    late = OPEN | {"updates": [update("2024-11-01", "stopped", obstacles="Geen geld.")]}
    write_plan(repository, late, plan=TWO)
    said = read(nap, "2025", "--since", "HEAD", plan=repository)
    assert [row["Action"][:2] for row in said.part("What has changed").tables[0]] == ["2."]
    assert any("Some files differ from that revision." in line for line in said.part("How").lines)


def test_a_revision_can_be_read_beside_an_older_one(nap: Nap, repository: Path) -> None:
    git(repository, "tag", "v2025")
    write_plan(repository, action("1"), plan=TWO)
    commit(repository, "All is lost")
    said = read(nap, "2025", "--rev", "v2025", "--since", "v2024", plan=repository)
    assert said.part("Completed and stopped").lines[0] == "Newly completed: 1"
    assert read(nap, "2024", "--rev", "v2024", "--since", "v2024", plan=repository).part("What has").tables


def test_a_revision_goes_with_a_period_and_with_another_year_to_compare(nap: Nap, repository: Path) -> None:
    for days in (("--from", "2025", "--to", "2026"), ("2026", "--compare", "2024")):
        said = read(nap, *days, "--since", "v2024", plan=repository)
        assert said.part("Completed and stopped").lines[0] == "Newly completed: 1"


def test_a_revision_that_is_not_there_is_refused(nap: Nap, repository: Path, tmp_path: Path) -> None:
    refused(nap("report", "2025", "--since", "v2023", plan=repository), "v2023")
    outside = write_plan(tmp_path / "outside", action())
    os.environ["GIT_CEILING_DIRECTORIES"] = str(tmp_path)
    try:
        refused(nap("report", "2025", "--since", "HEAD", plan=outside), "git")
    finally:
        del os.environ["GIT_CEILING_DIRECTORIES"]


def test_a_revision_that_cannot_be_read_whole_is_no_report(nap: Nap, repository: Path) -> None:
    spoiled = repository / "data" / "actions" / "1.yaml"
    good = spoiled.read_text(encoding="utf-8")
    spoiled.write_text("id: [", encoding="utf-8")
    commit(repository, "Spoiled")
    git(repository, "tag", "spoiled")
    spoiled.write_text(good, encoding="utf-8")
    result = nap("report", "2025", "--since", "spoiled", plan=repository)
    assert (result.code, result.out) == (3, "")
    assert "spoiled" in result.err
    assert "Traceback" not in result.err


# -- extracts --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "ids", "named"),
    [
        (["--actor", "Ministère de l’Eau"], "1 2 3 4 6 9bis 11", "Ministry of Water"),
        (["--actor", "havendienst", "--actor", "vvw"], "2 4 8 11", "Ports Service"),
        (["--chapter", "2"], "5 6 7 8 9 9bis", "Ports, locks and shipping"),
        (["--chapter", "häfen"], "5 6 7 8 9 9bis", "Ports, locks and shipping"),
        (["--chapter", "1", "--chapter", "3"], "1 2 2bis 3 4 10 11 12", "Rivers and canals"),
        (["--government", "Gewest Noordkust"], "2bis 3 4 6 7 9 12", "North Coast Region"),
        (["--government", "rijk", "--chapter", "3"], "11", "The State"),
    ],
)
def test_an_extract_tells_of_what_was_chosen_and_says_so(nap: Nap, choice: list[str], ids: str, named: str) -> None:
    said = read(nap, "2026", *choice)
    assert [*said.actions] == ids.split()
    told = "\n".join(said.parts[0].lines)
    assert "This is an extract." in told
    assert named in told


def test_the_whole_report_is_no_extract(nap: Nap) -> None:
    assert "extract" not in "\n".join(read(nap, "2026").parts[0].lines)


def test_an_extract_of_which_no_action_is_left_is_refused(nap: Nap) -> None:
    choice = ("--government", "gewest-noordkust", "--chapter", "3", "--actor", "vrij-water")
    refused(nap("report", "2026", *choice, plan=ROUNDS), "No action fits all of these")


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (["--actor", "Ministerie van Watr"], ["No actor is called 'Ministerie van Watr'", "Ministerie van Water"]),
        (["--chapter", "4"], ["There is no chapter 4", "chapters 1 to 3"]),
        (["--chapter", "rivvieren"], ["'rivvieren'", "rivieren"]),
        (["--government", "MW"], ["'MW' is not a government", "Het Rijk"]),
    ],
)
def test_an_extract_of_what_does_not_exist_names_the_closest(nap: Nap, choice: list[str], said: list[str]) -> None:
    refused(nap("report", "2026", *choice, plan=ROUNDS), *said)


# -- formats and files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("extension", ["md", "html", "docx", "odt", "pdf", "HTML"])
def test_the_name_of_the_output_says_which_format_is_wanted(
    nap: Nap, tmp_path: Path, laid_out: list[tuple[str, Document]], extension: str
) -> None:
    target = tmp_path / f"verslag 2026.{extension}"
    result = nap("report", "2026", "--output", str(target), plan=ROUNDS)
    assert (result.code, result.out, result.err) == (0, "", f"nap: {target} is written.\n")
    form = extension.lower()
    expected = FORMATS.get(form, b"# ")
    assert target.read_bytes()[: len(expected)].lower() == expected
    assert [seen for seen, _ in laid_out] == ([form] if form != "md" else [])


@pytest.mark.parametrize("form", FORMATS)
def test_the_format_asked_for_wins_over_the_name_of_the_output(
    nap: Nap, tmp_path: Path, laid_out: list[tuple[str, Document]], form: str
) -> None:
    target = tmp_path / "verslag.md"
    assert nap("report", "2026", "--format", form, "-o", str(target), plan=ROUNDS).code == 0
    assert [seen for seen, _ in laid_out] == [form]
    assert target.read_bytes()[:14].lower().startswith(FORMATS[form])


@pytest.mark.parametrize("form", FORMATS)
def test_any_format_can_be_piped(nap: Nap, laid_out: list[tuple[str, Document]], form: str) -> None:
    result = nap("report", "2026", "--format", form, plan=ROUNDS)
    assert (result.code, result.err) == (0, "")
    assert result.out.encode()[:14].lower().startswith(FORMATS[form])


def test_what_is_laid_out_is_the_report_in_its_language_with_its_day(
    nap: Nap, tmp_path: Path, laid_out: list[tuple[str, Document]]
) -> None:
    nap("report", "2026", "--lang", "fr", "--output", str(tmp_path / "x.pdf"), plan=ROUNDS)
    ((_, document),) = laid_out
    assert (document.language, document.day) == ("fr", datetime.date(2026, 12, 31))
    assert document.author == "Secrétariat Eau claire"
    assert document.title.startswith("Plan Eau claire 2024-2029")
    assert document.text.startswith("# ")
    named = set(re.findall(r"!\[.*?\]\(<(.+?)>\)", document.text))
    assert named
    assert named == set(document.pictures)


@pytest.mark.parametrize("name", ["verslag", "verslag.txt", "verslag.doc", ".md"])
def test_a_name_that_says_no_format_is_refused_with_those_there_are(nap: Nap, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    result = nap("report", "2026", "--output", str(target), plan=ROUNDS)
    refused(result, name, "End it in .md, .html, .docx, .odt, .pdf, or add --format.")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_refused_with_those_there_are(nap: Nap) -> None:
    refused(nap("report", "2026", "--format", "doc", plan=ROUNDS), "'doc'", "md", "html", "docx", "odt", "pdf")


def test_markdown_in_a_file_has_its_pictures_in_a_folder_beside_it(nap: Nap, tmp_path: Path) -> None:
    target = tmp_path / "op" / "verslag.md"
    assert nap("report", "2026", "--output", str(target), plan=ROUNDS).code == 0
    text = target.read_text(encoding="utf-8")
    named = re.findall(r"!\[.*?\]\(<(.+?)>\)", text)
    assert len(named) > 5
    assert len(set(named)) == len(named)
    written = {path.relative_to(target.parent).as_posix() for path in target.parent.rglob("*") if path.is_file()}
    assert written == {"verslag.md", *named}
    assert all((target.parent / name).read_text(encoding="utf-8").startswith("<svg") for name in named)


def test_markdown_on_standard_output_has_no_pictures_and_is_otherwise_the_same(nap: Nap, tmp_path: Path) -> None:
    target = tmp_path / "verslag.md"
    nap("report", "2026", "--output", str(target), plan=ROUNDS)
    piped = nap("report", "2026", plan=ROUNDS).out
    assert "![" not in piped
    without = re.sub(r"!\[.*?\]\(<.+?>\)\n\n?", "", target.read_text(encoding="utf-8"))
    assert [line for line in without.splitlines() if line] == [line for line in piped.splitlines() if line]


def test_two_runs_write_the_same_bytes(nap: Nap, tmp_path: Path) -> None:
    files = []
    for folder in ("a", "b"):
        for name in ("x.md", "x.html"):
            assert nap("report", "2026", "--output", str(tmp_path / folder / name), plan=ROUNDS).code == 0
        written = sorted(path for path in (tmp_path / folder).rglob("*") if path.is_file())
        files.append({path.relative_to(tmp_path / folder): path.read_bytes() for path in written})
    assert files[0] == files[1]


def test_a_report_takes_the_place_of_an_older_one(nap: Nap, tmp_path: Path) -> None:
    target = tmp_path / "x.html"
    target.write_text("Het oude", encoding="utf-8")
    assert nap("report", "2026", "-o", str(target), plan=ROUNDS).code == 0
    assert "Het oude" not in target.read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["x.html"]


@pytest.mark.parametrize("name", ["x.html", "x.md"])
def test_an_older_report_stays_whole_when_the_new_one_cannot_be_written(
    nap: Nap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    target = tmp_path / name
    target.write_text("Het oude", encoding="utf-8")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = nap("report", "2026", "--output", str(target), plan=ROUNDS)
    refused(result, "cannot be written: No space left on device")
    assert target.read_text(encoding="utf-8") == "Het oude"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [name]


def test_a_folder_in_the_place_of_the_file_is_said(nap: Nap, tmp_path: Path) -> None:
    (tmp_path / "x.html").mkdir()
    (tmp_path / "x.html" / "mine").touch()
    refused(nap("report", "2026", "--output", str(tmp_path / "x.html"), plan=ROUNDS), "is a folder")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["mine", "x.html"]


def test_what_stands_there_and_is_no_file_is_written_to_and_not_replaced(nap: Nap, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        result = nap("report", "2026", "--format", "html", "--output", str(pipe), plan=ROUNDS)
        still_there = pipe.is_fifo()
        if not still_there:
            reader.kill()  # nobody will ever write to it
        said = reader.stdout.read()
    assert result.code == 0
    assert still_there
    assert said.lower().startswith(b"<!doctype html")


# -- a terminal ------------------------------------------------------------------------------------------------


def on_a_terminal(*arguments: str) -> tuple[int, str, str]:
    """A run whose standard output is a terminal: its exit code, and what it wrote to that and to the error stream."""
    terminal, end = pty.openpty()
    with subprocess.Popen(
        command(*arguments, plan=ROUNDS), stdin=end, stdout=end, stderr=subprocess.PIPE, env=environment()
    ) as process:
        os.close(end)
        assert process.stderr is not None
        shown = bytearray()
        try:
            while said := os.read(terminal, 1 << 16):
                shown += said
        except OSError:  # how Linux says that nobody writes to a terminal any more
            pass
        err = process.stderr.read().decode()
    os.close(terminal)
    return process.returncode, shown.decode(), err


@pytest.mark.parametrize("form", ["docx", "odt", "pdf"])
def test_what_is_no_text_is_not_written_to_a_terminal(form: str) -> None:
    code, shown, err = on_a_terminal("report", "2025", "--format", form)
    assert (code, shown) == (2, "")
    assert err == f"nap: A terminal cannot show {form}.\nnap: Name a file: --output report.{form}\n"


@pytest.mark.parametrize(("form", "begins"), [("md", "# "), ("html", "<!doctype html")])
def test_what_is_text_is(form: str, begins: str) -> None:
    code, shown, err = on_a_terminal("report", "2025", "--format", form)
    assert (code, err) == (0, "")
    assert shown.lower().startswith(begins)


# -- languages -------------------------------------------------------------------------------------------------


def test_several_languages_at_once_are_several_files(nap: Nap, tmp_path: Path) -> None:
    result = nap("report", "2026", "--lang", "nl,fr", "--output", str(tmp_path / "x.html"), plan=ROUNDS)
    assert (result.code, result.out) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.fr.html", "x.nl.html"]
    for language in ("nl", "fr"):
        path = tmp_path / f"x.{language}.html"
        assert f"nap: {path} is written.\n" in result.err
        alone = tmp_path / "alone" / "x.html"
        nap("report", "2026", "--lang", language, "--output", str(alone), plan=ROUNDS)
        assert path.read_bytes() == alone.read_bytes()
        assert f'<html lang="{language}"' in path.read_text(encoding="utf-8")


def test_each_language_has_its_own_pictures(nap: Nap, tmp_path: Path) -> None:
    target = tmp_path / "verslag.2026.md"
    assert nap("report", "2026", "--lang", "de, en,de", "--output", str(target), plan=ROUNDS).code == 0
    there = {path.name for path in tmp_path.iterdir()}
    assert there == {"verslag.2026.de.md", "verslag.2026.de-pictures", "verslag.2026.en.md", "verslag.2026.en-pictures"}
    (years,) = (path.read_text(encoding="utf-8") for path in (tmp_path / "verslag.2026.en-pictures").glob("years.svg"))
    assert "31 December 2026" in years


def test_a_file_without_an_extension_has_the_language_as_one(
    nap: Nap, tmp_path: Path, laid_out: list[tuple[str, Document]]
) -> None:
    assert nap("report", "2026", "--lang", "nl,fr", "--format", "pdf", "-o", str(tmp_path / "x"), plan=ROUNDS).code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.fr", "x.nl"]


def test_one_language_asked_for_twice_is_one_file(nap: Nap, tmp_path: Path) -> None:
    assert nap("report", "2026", "--lang", "fr, fr", "-o", str(tmp_path / "x.html"), plan=ROUNDS).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["x.html"]


@pytest.mark.parametrize("form", ["md", "pdf"])
def test_several_languages_need_a_file(nap: Nap, form: str) -> None:
    result = nap("report", "2026", "--lang", "nl,fr", "--format", form, plan=ROUNDS)
    refused(result, "Several languages cannot all go to standard output.", f"Name a file: --output report.{form}")


@pytest.mark.parametrize("languages", ["it", "nl,it", "NL"])
def test_a_language_that_the_plan_is_not_followed_up_in_is_refused(nap: Nap, tmp_path: Path, languages: str) -> None:
    result = nap("report", "2026", "--lang", languages, "-o", str(tmp_path / "x.html"), plan=ROUNDS)
    refused(result, languages.rpartition(",")[2], "Languages: nl, fr, de, en.")
    assert list(tmp_path.iterdir()) == []


def test_the_language_may_come_from_the_environment(nap: Nap, monkeypatch: pytest.MonkeyPatch) -> None:
    in_french = nap("report", "2026", "--lang", "fr", plan=ROUNDS).out
    assert nap("report", "2026", plan=ROUNDS).out == nap("report", "2026", "--lang", "nl", plan=ROUNDS).out
    monkeypatch.setenv("NAP_LANG", "fr")
    assert nap("report", "2026", plan=ROUNDS).out == in_french


# -- ejected templates -----------------------------------------------------------------------------------------


def test_ejected_templates_are_all_that_a_report_is_made_of_and_give_the_same_report(nap: Nap, tmp_path: Path) -> None:
    folder = tmp_path / "mijn sjablonen"
    result = nap("report", "--eject", str(folder), plan=None)
    assert (result.code, result.out) == (0, "")
    assert str(folder / "report.md.j2") in result.err
    built_in = builtin_folder()
    there = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    assert there == {
        path.relative_to(built_in)
        for path in (*built_in.glob("report*"), *built_in.glob("report/*"))
        if path.is_file() and not path.name.startswith(".")
    }
    assert all((folder / name).read_bytes() == (built_in / name).read_bytes() for name in there)
    for name in ("x.md", "x.html"):
        mine, own = tmp_path / "mine" / name, tmp_path / "own" / name
        template = str(folder / "report.md.j2")
        assert nap("report", "2026", "-o", str(mine), "--template", template, plan=ROUNDS).code == 0
        assert nap("report", "2026", "-o", str(own), plan=ROUNDS).code == 0
        assert mine.read_bytes() == own.read_bytes()


def test_a_change_of_an_ejected_part_shows(nap: Nap, tmp_path: Path) -> None:
    nap("report", "--eject", str(tmp_path), plan=None)
    opening = tmp_path / "report" / "opening.md.j2"
    opening.write_text("# Van ons\n\n" + opening.read_text(encoding="utf-8"), encoding="utf-8")
    result = nap("report", "2026", "--template", str(tmp_path / "report.md.j2"), plan=ROUNDS)
    assert result.out.startswith("# Van ons\n")


def test_ejecting_overwrites_nothing(nap: Nap, tmp_path: Path) -> None:
    (tmp_path / "report").mkdir()
    mine = tmp_path / "report" / "words.md.j2"
    mine.write_text("Van mij", encoding="utf-8")
    result = nap("report", "--eject", str(tmp_path), plan=None)
    refused(result, "words.md.j2 is there already", "Name another folder; nothing was written.")
    assert mine.read_text(encoding="utf-8") == "Van mij"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [mine]


def test_ejecting_needs_no_plan_and_no_year(nap: Nap, tmp_path: Path) -> None:
    assert nap("report", "--eject", str(tmp_path / "new"), plan=None, cwd=tmp_path).code == 0
    assert nap("report", "2026", "--eject", str(tmp_path / "newer"), plan=None, cwd=tmp_path).code == 0


def test_a_copy_of_the_plan_gives_the_same_report_wherever_it_stands(nap: Nap, tmp_path: Path) -> None:
    copied = tmp_path / "elders"
    shutil.copytree(ROUNDS, copied)
    here, there = (
        re.sub(r"^.*fingerprint.*$", "", nap("report", "2026", plan=folder).out, flags=re.MULTILINE | re.IGNORECASE)
        for folder in (ROUNDS, copied)
    )
    assert [line for line in here.splitlines() if line not in there.splitlines()] == [
        line for line in here.splitlines() if "git" in line
    ]
