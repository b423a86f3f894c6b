"""Formats: what each of them promises, and that a text from the data stays a text in all of them."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from typing import get_args

import pytest
from conftest import DAY, PLANS, loaded
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from nap.i18n import LANGUAGES
from nap.model.plan import Plan
from nap.output import table as table_module
from nap.output.as_csv import cell
from nap.output.as_json import written
from nap.output.formats import FORMATS, Format, render
from nap.output.lateness import late_table
from nap.output.listing import actions_table
from nap.output.markdown import escape
from nap.output.overview import actors_table, chapters_table, stats_table
from nap.output.show import as_markdown, as_text
from nap.output.table import Column, Screen, Table, one_line
from nap.output.text import shorten
from nap.status import standings

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HOSTILE = "a\x1b[31mred\x07 \u202etxt\u2066\x9b2J [bold red]x[/] | *b* <i>c</i>\u200b\r\nnew\x85line\u2028end\x00"
COLUMNS = (
    Column("id", "Id"),
    Column("count", "How many", right=True),
    Column("title", "Title", grows=2),
    Column("wide", "Only wide", from_width=100, grows=1),
    Column("note", "Note", from_width=None),
    Column("drawn", "Drawn", piped=False),
)
FORMS = list(FORMATS)
SCREENS = {"piped": Screen(), "narrow": Screen(40), "wide": Screen(180), "colour": Screen(100, color=True)}

# Texts as they may stand in data, with more than their share of what some format gives a meaning to.
MARKS = "\\`*_[](){}<>|~#+-=.!&;:'\"/@^$%?,0123456789"
texts = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from(MARKS), st.sampled_from(" \t\n\r\x1b\x9b\x00" + BIDI)),
    max_size=40,
) | st.lists(
    st.sampled_from(
        ["#", "##", "-", "+", "*", "_", "**", "1.", "2)", "=", "---", ">", "<b>", "</b>", "&amp;", "&#42;", "&", "`",
         "``", "~~", "|", ":-", "[a]", "(b)", "![", "]:", "\\", "\\|", "    ", " ", "https://a.example", "<a@b.c>",
         "[bold]", "[/]", "word", "è", "表"]
    ),
    max_size=8,
).map("".join)  # fmt: skip
quick = settings(deadline=None, max_examples=80)


def table_of(*rows: tuple[str, str]) -> Table:
    """A table of ids and titles, the title also standing in every other column that is text."""
    return Table(
        columns=COLUMNS,
        rows=[(found, "-7", title, title, title, "▉▉") for found, title in rows],
        ids=[found for found, _ in rows],
        records=[{"id": found, "title": title} for found, title in rows],
    )


def unruly(text: str) -> list[str]:
    """The characters of an output that a terminal or a reader could be misled by."""
    return [c for c in text if c != "\n" and (unicodedata.category(c) in ("Cc", "Zl", "Zp") or c in BIDI)]


def without_style(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


# -- what every format promises --------------------------------------------------------------------------------


def test_the_registry_names_exactly_the_formats_that_can_be_asked_for() -> None:
    assert set(FORMATS) == set(get_args(Format))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_every_format_is_text_that_ends_in_one_newline(form: Format, screen: Screen) -> None:
    text = render(table_of(("1", "First"), ("18bis", HOSTILE)), form, screen)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "18bis" in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_every_format_says_nothing_of_nothing_in_its_own_way(form: Format, screen: Screen) -> None:
    expected = {"json": "[]\n", "csv": "id,count,title,wide,note\n"}
    assert render(table_of(), form, screen) == expected.get(form, "")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_no_format_lets_control_characters_of_the_data_through(form: Format, screen: Screen) -> None:
    text = render(table_of((HOSTILE, HOSTILE)), form, screen)
    assert unruly(without_style(text) if screen.color else text) == []


@given(found=texts, title=texts, form=st.sampled_from(FORMS), width=st.none() | st.integers(40, 220))
@quick
def test_no_text_whatever_reaches_an_output_with_control_characters(
    found: str, title: str, form: Format, width: int | None
) -> None:
    assert unruly(render(table_of((found, title)), form, Screen(width))) == []


@pytest.mark.parametrize("form", ["table", "csv", "ids"])
@pytest.mark.parametrize("screen", [Screen(), Screen(120), Screen(120, color=True)])
def test_rich_markup_in_the_data_is_shown_as_it_is_written(form: Format, screen: Screen) -> None:
    markup = "[bold red]x[/bold red]"
    assert markup in without_style(render(table_of((markup, "t")), form, screen))


@pytest.mark.parametrize("emoji", [":smile:", ":warning:"])
def test_emoji_codes_in_the_data_are_not_replaced(emoji: str) -> None:
    assert emoji in render(table_of(("1", emoji)), "table", Screen(80))


def test_rows_and_records_made_when_asked_for_are_sequences_like_any_other(real: Plan) -> None:
    items = standings(real, DAY)
    table = actions_table(real, items, "nl")
    for made in (table.rows, table.records):
        assert len(made) == len(list(made)) == len(items)
        assert list(made[1:3]) == list(made)[1:3]
        assert made[-1] == list(made)[-1]


# -- table -----------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
@quick
def test_a_piped_table_is_one_line_a_row_with_every_text_whole(rows: list[tuple[str, str]]) -> None:
    lines = render(table_of(*rows), "table", Screen()).split("\n")
    assert len(lines) == 1 + len(rows) + 1
    for line, (found, title) in zip(lines[1:], rows, strict=False):
        assert line.startswith(one_line(found).rstrip())
        assert one_line(title).strip() in line


def test_a_piped_table_is_aligned_though_one_text_is_very_long() -> None:
    lines = render(table_of(("1", "x" * 300), ("2", "short"), ("3", "")), "table", Screen()).splitlines()
    assert "x" * 300 in lines[1]
    assert lines[0].index("Title") == lines[1].index("x") == lines[2].index("short")
    assert lines[0].index("Only wide") == lines[2].rindex("short")


def test_a_piped_table_counts_wide_and_combining_characters_as_a_terminal_shows_them() -> None:
    lines = render(table_of(("表表", "a"), ("e\u0301e\u0301", "b"), ("xx", "c")), "table", Screen()).splitlines()
    assert len({cell_len(line.split("  ")[0]) + line.index("-7") - len(line.split("  ")[0]) for line in lines[1:]}) == 1


@given(rows=st.lists(st.tuples(texts, texts), min_size=1, max_size=4), width=st.integers(40, 220))
@example(rows=[("x" * 300, "y" * 300)], width=40)
@example(rows=[("1", "表" * 300)], width=41)
@quick
def test_a_fitted_table_is_never_wider_than_the_screen(rows: list[tuple[str, str]], width: int) -> None:
    for line in render(table_of(*rows), "table", Screen(width)).split("\n"):
        assert cell_len(line) <= width


@pytest.mark.parametrize("width", [40, 49, 50, 60, 72, 80, 100, 120, 160, 220])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_of_nap_fits_with_its_ids_days_and_names_readable(real: Plan, width: int, language: str) -> None:
    items = standings(real, DAY)
    made = {
        "list": actions_table(real, items, "nl"),
        "overdue": late_table(real, items, "nl", 365, silent=True),
        "actors": actors_table(real, items, "nl"),
        "chapters": chapters_table(real, items, "nl"),
        "stats": stats_table(real, items, "nl"),
    }
    tables = {name: table.said_in(language) for name, table in made.items()}
    for name, table in tables.items():
        shown = render(table, "table", Screen(width))
        lines = shown.splitlines()
        assert all(cell_len(line) <= width for line in lines), name
        assert "…" not in lines[0], f"{name}: a heading is cut"
        assert not re.search(r"\b\d{4}-[\d-]*…", shown), f"{name}: a day is cut"
        indices = table.shown(Screen(width))
        assert all(table.columns[i].heading in lines[0] for i in indices), name
        first = next(table.rows[0][i] for i in indices if table.columns[i].grows)
        if language == "en" or width >= 72:  # other languages have longer words, and a narrow screen breaks a title's
            assert first.split()[0] in shown, name
        if name in ("list", "overdue"):
            assert set(table.ids) <= {line.split(" ")[0] for line in lines}
    assert "Federale overheid" in render(tables["actors"], "table", Screen(width))


def test_a_line_does_not_end_between_a_word_and_the_sign_that_belongs_with_it() -> None:
    title = "Une suite de mots « entre guillemets » : et une suite ; puis une fin".replace(" »", "\u00a0»")
    title = title.replace("« ", "«\u00a0").replace(" :", "\u00a0:").replace(" ;", "\u00a0;")
    for width in range(40, 80):
        lines = [line.strip(" ") for line in render(table_of(("1", title)), "table", Screen(width)).splitlines()]
        assert not any(line.startswith(("»", ":", ";", "\u00a0")) or line.endswith(("«", "\u00a0")) for line in lines)
        assert "\ue000" not in "".join(lines)


def test_a_table_is_said_in_a_language_without_what_is_for_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_module, "translated", lambda text, language: f"{language}:{text}")
    table = table_of(("1", "First"))
    said = table.said_in("fr")
    assert [column.heading for column in said.columns] == [f"fr:{column.heading}" for column in table.columns]
    assert [column.key for column in said.columns] == [column.key for column in table.columns]
    assert list(said.rows) == [[f"fr:{cell}" for cell in table.rows[0]]]
    assert (said.ids, said.records) == (table.ids, table.records)
    assert table.said_in("en") is table


def test_a_wider_terminal_shows_more_columns() -> None:
    narrow, wide = (render(table_of(("1", "t")), "table", Screen(width)).splitlines()[0] for width in (99, 100))
    assert "Only wide" not in narrow
    assert "Only wide" in wide
    assert "Note" not in wide


def test_only_a_terminal_that_shows_colour_gets_escape_codes() -> None:
    assert "\x1b" in render(table_of(("1", "t")), "table", Screen(80, color=True))
    assert "\x1b" not in render(table_of(("1", "t")), "table", Screen(80))
    assert "\x1b" not in render(table_of(("1", "t")), "table", Screen())


@given(text=texts, most=st.integers(2, 40))
@quick
def test_a_shortened_text_is_no_longer_than_asked_and_says_that_it_was_cut(text: str, most: int) -> None:
    short = shorten(text, most)
    assert short == text if len(text) <= most else short.endswith(" …")
    assert len(short) <= most


# -- csv -------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(texts, texts), max_size=4))
@quick
def test_csv_reads_back_as_the_same_texts_on_one_line_each(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(render(table_of(*rows), "csv", Screen()), newline="")))
    assert read[0] == ["id", "count", "title", "wide", "note"]
    assert len(read) == 1 + len(rows)
    for row, (found, title) in zip(read[1:], rows, strict=True):
        assert [text.removeprefix("'") for text in row] == [
            one_line(text).removeprefix("'") for text in (found, "-7", title, title, title)
        ]


@given(texts | texts.map(lambda text: f" \t={text}"))
@quick
def test_a_csv_cell_never_starts_a_formula(text: str) -> None:
    written = cell(text)
    assert not re.match(r"\s*[=+\-@＝＋－＠]", written) or re.fullmatch(r"-\d+", written)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+32 2 000 00 00", "'+32 2 000 00 00"),
        ("-1+1", "'-1+1"),
        ("- een streepje", "'- een streepje"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "' =1+1"),
        ("\r\n=1+1", "' =1+1"),
        ("  =1+1", "'  =1+1"),
        ("\x00=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("-12", "-12"),
        ("12", "12"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_a_cell_that_a_spreadsheet_would_compute_is_marked_as_text(text: str, written: str) -> None:
    assert cell(text) == written


@pytest.mark.parametrize("plan_name", ["rounds"])
def test_csv_has_each_fact_in_a_plain_column_of_its_own(plan_name: str) -> None:
    plan = loaded(PLANS / plan_name).whole()
    items = standings(plan, DAY)

    def records(table: Table) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(render(table, "csv", Screen()), newline="")))

    actors = records(actors_table(plan, items, "nl"))
    assert [row["name"] for row in actors] == [plan.name(actor, "nl") for actor in plan.actors]
    stats = records(stats_table(plan, items, "nl"))
    assert {row["by"] for row in stats} == {"chapter", "government", "status", "deadline"}
    assert [row["by"] for row in stats] == [row["by"] for row in stats_table(plan, items, "nl").records]
    late = records(late_table(plan, items, "nl", None, silent=False))
    phases = [row for row in late if row["phase"]]
    assert phases
    assert all(row["title"] == plan.say(plan.actions[row["id"]].title, "nl") for row in late)


# -- json and ids ----------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(texts, texts), max_size=4))
@quick
def test_json_gives_programs_the_texts_exactly(rows: list[tuple[str, str]]) -> None:
    table = table_of(*rows)
    assert json.loads(render(table, "json", Screen())) == table.records


def test_json_is_written_in_the_characters_that_people_read() -> None:
    assert '"title": "België – für ’t plan"' in render(table_of(("1", "België – für ’t plan")), "json", Screen())


def test_ids_are_one_a_line_each_once_in_the_order_of_the_table() -> None:
    table = table_of(("59", "a"), ("18bis", "b"), ("59", "c"), ("5", "d"))
    assert render(table, "ids", Screen()) == "59\n18bis\n5\n"


# -- markdown --------------------------------------------------------------------------------------------------

markdown = MarkdownIt("commonmark").enable("table")

PLACES = {
    "paragraph": "{}\n",
    "table cell": "| A | B |\n| --- | --- |\n| x | {} |\n",
    "first cell of a table": "| A | B |\n| --- | --- |\n| {} | x |\n",
    "heading": "## {}\n",
    "list item": "- {}\n",
    "second line of a paragraph": "x\n{}\n",
}


def rendered(place: str, text: str) -> tuple[list[str], list[str]]:
    """The elements that a place becomes with this text in it, and the texts that are read there."""
    tokens = markdown.parse(PLACES[place].format(text))
    children = [child for token in tokens for child in token.children or ()]
    elements = [token.type for token in tokens] + [child.type for child in children if child.type != "text"]
    return elements, [child.content for child in children if child.type == "text"]


@pytest.mark.parametrize("place", PLACES)
@given(text=texts.filter(lambda text: one_line(text).strip()))
@example("===").via("underlines the line above")
@example("---").via("underlines the line above, or a rule")
@example("    code")
@example("C #")
@example("a ##")
@example("#")
@example("1. one")
@example("12) twelve")
@example("[a]: https://a.example")
@example("<https://a.example>")
@example("![a](b)")
@example("&copy; &#169; &amp;")
@example("a\\")
@example("a\\|b")
@example("``|``")
@example("<!-- -->")
@example("+ a")
@example(":-- | --:")
@example("~~~")
@settings(deadline=None, max_examples=60)
def test_an_escaped_text_is_read_as_exactly_that_text_and_nothing_else(place: str, text: str) -> None:
    plain_elements, plain_texts = rendered(place, "word")
    elements, read = rendered(place, escape(text))
    expected = one_line(text).strip()
    assert elements == plain_elements
    assert read == [expected if word == "word" else word for word in plain_texts]


@pytest.mark.parametrize("text", ["", " ", "\n", "\u202e"])
def test_an_empty_text_escapes_to_nothing(text: str) -> None:
    assert escape(text) == ""


@pytest.mark.parametrize(
    "text", ["Actie 35", "18bis", "FOD’s – 2022 – 2024", "a - b", "a + b = c", "3.5", "#35", "AT&T"]
)
def test_ordinary_texts_are_left_as_they_are(text: str) -> None:
    assert escape(text) == text


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=4))
@settings(deadline=None, max_examples=80)
def test_a_markdown_table_has_the_rows_and_the_cells_of_the_table(rows: list[tuple[str, str]]) -> None:
    tokens = markdown.parse(render(table_of(*rows), "markdown", Screen()))
    cells = [token.content for token in tokens if token.type == "inline"]
    assert tokens[0].type == "table_open"
    assert tokens[-1].type == "table_close"
    assert sum(token.type == "tr_open" for token in tokens) == 1 + len(rows)
    assert cells[:4] == ["Id", "How many", "Title", "Only wide"]
    assert len(cells) == 4 * (1 + len(rows))


# -- show ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80, 200])
def test_everything_about_an_action_fits_the_screen_except_words_wider_than_it(real: Plan, width: int) -> None:
    for plan in (real, loaded(PLANS / "rounds").whole()):
        for item in standings(plan, DAY):
            for line in as_text(plan, item, "nl", Screen(width)).splitlines():
                assert cell_len(line) <= width or " " not in line.strip(), item.action.id


def test_nothing_is_lost_or_wrapped_when_it_is_piped(real: Plan) -> None:
    for item in standings(real, DAY):
        piped = as_text(real, item, "nl", Screen())
        assert all(real.say(measure.text, "nl") in piped for measure in item.action.measures)
        assert as_text(real, item, "nl", Screen(60)).split() == piped.split()


def test_addresses_are_never_broken_in_two() -> None:
    plan = loaded(PLANS / "rounds").whole()
    addresses = [e.url for action in plan.actions.values() for u in action.updates for e in u.evidence]
    shown = "".join(as_text(plan, item, "nl", Screen(40)) for item in standings(plan, DAY))
    assert addresses
    assert all(address in shown for address in addresses)


def test_headings_are_bold_on_a_terminal_that_shows_it_and_every_line_ends_plain(real: Plan) -> None:
    item = standings(real, DAY)[0]
    shown = as_text(real, item, "nl", Screen(40, color=True))
    assert all(line.endswith("\x1b[0m") for line in shown.splitlines() if "\x1b[1m" in line)
    assert without_style(shown) == as_text(real, item, "nl", Screen(40))


def test_an_action_in_markdown_is_headings_and_lists_alone() -> None:
    plan = loaded(PLANS / "rounds").whole()
    for item in standings(plan, DAY):
        kinds = {token.type for token in markdown.parse(as_markdown(plan, item, "nl"))}
        opened = {kind.removesuffix("_open").removesuffix("_close") for kind in kinds}
        assert opened == {"heading", "bullet_list", "list_item", "paragraph", "inline"}, item.action.id


def test_json_says_the_same_with_characters_that_nobody_sees() -> None:
    hidden = "a\U000e0001b\u202ec\x85d\u200be"
    text = written([hidden])
    assert json.loads(text) == [hidden]
    assert text.isascii()
