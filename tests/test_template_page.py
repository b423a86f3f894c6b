"""docs/templates.md is true: its templates work, its lists are complete, every field has a meaning and an example.

What its templates make, and what it says of the fields, is written by `make pages` and compared here.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Nap
from field_page import HOSTILE, LANGUAGE, RECORDS, YEAR, example_views, examples, fields_part, tables

from nap.errors import NapError
from nap.output.publish.document import Document, Words
from nap.output.publish.formats import lay_out
from nap.output.report.compose import document
from nap.output.report.drawings import Drawings
from nap.output.report.marks import Plain, filters, functions
from nap.output.report.text import folders_of, report_text
from nap.output.template import builtin_folder

PAGE = ROOT / "docs" / "templates.md"
TEXT = PAGE.read_text(encoding="utf-8")
BEGIN, END = "<!-- begin: written by make pages -->", "<!-- end: written by make pages -->"
FENCED = re.compile(r"(```jinja\n(.*?)```\n)(\n```text\n(.*?)```\n)?", re.DOTALL)
TEMPLATES = [(template, made) for _, template, _, made in FENCED.findall(TEXT)]
VIEW = example_views()[""]

Run = Callable[[str], str]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """What a template makes, or what is said of its mistake."""

    def made(template: str) -> str:
        path = tmp_path / "my-report.md.j2"
        path.write_text(template, encoding="utf-8")
        try:
            return report_text(VIEW, Plain(LANGUAGE), path)
        except NapError as error:
            return f"nap: {error.message}\nnap: {error.hint}\n"

    return made


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, or under a text, without its own headings."""
    table = re.search(rf"{re.escape(heading)}(?s:.*?)\n((?:\|.*\n)+)", TEXT)
    assert table, heading
    lines = table[1].splitlines()[2:]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def names(heading: str) -> list[str]:
    """What the first column of that table names: the first word of each `…`."""
    return [re.split(r"\W", name)[0] for row in rows(heading) for name in re.findall("`([^`]+)`", row[0])]


# -- what is written ---------------------------------------------------------------------------------------------


def test_the_page_says_what_its_templates_make_and_what_each_field_is(request: pytest.FixtureRequest, run: Run) -> None:
    def with_result(found: re.Match[str]) -> str:
        return f"{found[1]}\n```text\n{run(found[2])}```\n" if found[3] else found[1]

    before, rest = TEXT.split(BEGIN)
    after = rest.split(END)[1]
    page = f"{FENCED.sub(with_result, before)}{BEGIN}\n\n{fields_part()}\n\n{END}{after}"
    if request.config.getoption("--golden-update"):
        PAGE.write_text(page, encoding="utf-8")
    assert page == PAGE.read_text(encoding="utf-8"), "if it should differ, run make pages"


@pytest.mark.parametrize("record", tables())
def test_every_field_has_a_meaning_and_an_example(record: str) -> None:
    table = tables()[record]
    assert table.meaning
    assert [field.name for field in table.fields if not field.meaning] == []
    assert [field.name for field in table.fields if (record, field.name) not in examples()] == []


def test_every_record_of_a_report_is_in_the_page() -> None:
    assert set(tables()) == set(RECORDS)
    for name, table in tables().items():
        fields = set(RECORDS[name]._fields)
        made = {key for key, value in vars(RECORDS[name]).items() if isinstance(value, property)}
        assert [field.name for field in table.fields if field.name not in fields | made] == []
        assert len(table.fields) == len(fields | made)


def test_the_page_names_the_plan_of_its_examples() -> None:
    assert f"over {YEAR} in English" in TEXT
    assert "`tests/plans/rounds`" in TEXT
    assert HOSTILE in VIEW.whole.ids


# -- templates ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("template", "made"), TEMPLATES, ids=lambda text: text[:30].strip())
def test_a_template_of_the_page_works(run: Run, tmp_path: Path, template: str, made: str) -> None:
    result = run(template)
    if made.startswith("nap: "):
        assert result == made
        return
    assert not result.startswith("nap: "), result
    assert result.strip()
    page = lay_out(document(VIEW, tmp_path / "my-report.md.j2"), "html", folders_of(tmp_path / "my-report.md.j2"))
    assert b"</html>" in page
    assert b"{caption=" not in page


def test_the_mistake_of_the_page_is_told_with_template_line_and_closest_name() -> None:
    (said,) = [made for _, made in TEMPLATES if made.startswith("nap: ")]
    assert "my-report.md.j2, line 2" in said
    assert "'days_late'" in said


def test_the_page_begins_with_commands_that_work(nap: Nap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    first, last, elsewhere = re.findall(r"`(nap report [^`]+)`", TEXT)[:3]
    assert nap(*first.split()[1:], plan=None).code == 0
    again = nap(*first.split()[1:], plan=None)
    assert again.code == 2
    assert "nothing was written" in again.err
    assert nap(*last.split()[1:]).out == nap("report", "2025").out
    assert nap(*elsewhere.replace("pdf", "html").split()[1:]).code == 0
    assert '<html lang="fr">' in Path("report.html").read_text(encoding="utf-8")


def test_a_folder_with_one_changed_file_is_enough(nap: Nap, tmp_path: Path) -> None:
    template = tmp_path / "report.md.j2"
    template.write_bytes((builtin_folder() / "report.md.j2").read_bytes())
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "opening.md.j2").write_text("# {{ heading }}, in other words\n", encoding="utf-8")
    own = nap("report", "2025", "--lang", "en", "--template", str(template)).lines
    assert (
        own[0] == "# National Action Plan on Business and Human Rights 2.0: Monitoring report for 2025, in other words"
    )
    built_in = nap("report", "2025", "--lang", "en").lines
    begin = next(i for i, line in enumerate(built_in) if line.startswith("## What has changed"))
    assert own[2:] == built_in[begin:]


# -- lists that are complete -------------------------------------------------------------------------------------


def test_every_file_that_is_ejected_is_in_the_page(nap: Nap, tmp_path: Path) -> None:
    assert nap("report", "--eject", str(tmp_path / "new"), plan=None).code == 0
    ejected = {path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*.*")}
    named = [re.findall("`([^`]+)`", row[0])[0] for row in (*rows("**The text,"), *rows("**The looks.**"))]
    assert set(named) == ejected
    assert len(named) == len(ejected)


def test_every_function_filter_and_picture_is_in_the_page() -> None:
    assert names("### Functions") == list(functions(Plain(LANGUAGE)))
    assert sorted(names("### Filters")) == sorted([*filters(Plain(LANGUAGE)), "apart", "count"])
    with pytest.raises(NapError) as said:
        Drawings(VIEW)("nothing")
    pictures = [re.findall("`([^`]+)`", row[0])[0] for row in rows("### Pictures")]
    assert said.value.hint == f"There are {', '.join(pictures)}."


def test_every_picture_of_the_page_and_of_the_templates_can_be_drawn() -> None:
    governments = [f"answers-{one.id}" if one.id else "answers" for one in VIEW.governments]
    named = [name for row in rows("### Pictures") for name in re.findall("`([a-z0-9-]+)`", row[0])]
    used = [
        name
        for path in (builtin_folder() / "report").glob("*.j2")
        for name in re.findall(r'picture\("(\w+)"\)', path.read_text(encoding="utf-8"))
    ]
    assert set(used) <= set(named)
    assert len(governments) == 3
    for name in (*named, *governments):
        assert Drawings(VIEW)(name).svg.startswith("<svg")


def test_the_examples_of_filters_give_what_the_page_says(run: Run) -> None:
    for _, _, example, gives in rows("### Filters"):
        assert run(example.strip("`")).strip() == gives.strip("`")


def test_every_function_and_filter_that_the_built_in_templates_use_is_in_the_page() -> None:
    known = {*names("### Functions"), *names("### Filters"), "join", "length", "list", "map", "selectattr", "unique"}
    for path in (builtin_folder() / "report").glob("*.j2"):
        text = path.read_text(encoding="utf-8")
        own = set(re.findall(r"macro (\w+)", text)) | set(re.findall(r"import ([\w, ]+)", text))
        macros = {name.strip() for names_ in own for name in names_.split(",")}
        for inside in re.findall(r"\{[{%](.*?)[%}]\}", re.sub(r'"[^"]*"', '""', text)):
            for called in (*re.findall(r"(?<![\w.])([a-z]\w*)\(", inside), *re.findall(r"\| (\w+)", inside)):
                assert called in known | macros, f"{path.name}: {called}"


def test_what_the_web_page_gets_is_in_the_page() -> None:
    section = TEXT.partition("### The web page")[2].partition("\n### ")[0]
    given = {name for record in (Document, Words) for name in record._fields}
    for name in (given - {"text", "pictures"}) | {"document", "text", "heading", "contents", "body", "style", "day"}:
        assert f"`{name}`" in section, name


def test_every_style_of_the_word_file_is_in_the_page() -> None:
    with zipfile.ZipFile(builtin_folder() / "report.docx") as file:
        xml = file.read("word/styles.xml").decode()
    styles = {name.lower() for name in re.findall(r'<w:name w:val="([^"]+)"', xml)}
    named = {name.lower() for row in rows("### Word and LibreOffice") for name in re.findall("`([^`]+)`", row[1])}
    assert named <= styles
    unused = {"default paragraph font", "normal table", "block text", "body text char", "verbatim char", "heading 4"}
    assert styles - named <= unused


def test_every_style_of_the_page_is_in_the_libreoffice_file() -> None:
    with zipfile.ZipFile(builtin_folder() / "report.odt") as file:
        xml = file.read("styles.xml").decode()
    styles = {name.replace("_20_", " ") for name in re.findall(r'<style:style style:name="([^"]+)"', xml)}
    named = {name for row in rows("### Word and LibreOffice") for name in re.findall("`([^`]+)`", row[2])}
    assert named <= styles
