"""The report as PDF: read back from its structure tree, its properties and the text of its pages."""

from __future__ import annotations

import importlib.util
import io
import itertools
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich_sample import (
    ACTORS,
    ALTERNATIVES,
    DAY,
    FOREIGN,
    LONG_ADDRESS,
    LONG_TITLE,
    LONG_WORD,
    MANY_ROWS,
    MARKS,
    WORDS,
    sample,
)  # fmt: skip

from nap.errors import NapError
from nap.output.publish import docx, odt, pdf
from nap.output.publish.document import Document
from nap.output.publish.tree import node, words
from nap.output.publish.typst_text import blocks
from nap.output.template import builtin_folder

FOLDERS = [builtin_folder()]
TITLE = "Nationaal Actieplan Ondernemingen en Mensenrechten: opvolgingsverslag over 2026"
CHAPTER = (
    "Hoofdstuk 9. Sensibilisering, vorming en ondersteuning van ondernemingen en organisaties aangaande mensenrechten"
)
HEADINGS = [
    (2, "Kerncijfers"),
    (2, "Termijnen"),
    (2, "Per hoofdstuk"),
    (3, CHAPTER),
    (4, "Actie 35. De bewustmakingstool inzake corruptie"),
    (4, f"Actie 61. {LONG_TITLE}"),
    (2, "Bijlage 1 van het plan, met de stand"),
]
A4 = (595.28, 841.89)

# What a text may hold that means something to Typst.
MARKUP = "\\`*_[](){}<>|~#+-=.!&;:'\"/@^$%?,0123456789\u200b\u00a0"
texts = st.text(st.one_of(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), st.sampled_from(MARKUP)))
marks = st.lists(
    st.sampled_from(
        ["=", "==", "-", "+", "/ a: b", "1.", "//", "/*", "*/", "https://a.example", "@a", "<a>", "#a", "#{", "$x$",
         "--", "---", "...", "-?", "~", "\\", '"', "'", "`", "```", "]", "[", "))", "];", "a"]
    ),
    max_size=6,
).map(" ".join)  # fmt: skip


def laid_out(**changes: Any) -> bytes:
    return pdf.lay_out(sample()._replace(**changes), FOLDERS)


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf.lay_out(sample(), FOLDERS)


@pytest.fixture(scope="module")
def opened(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as file:
        yield file


# ---- reading a PDF


def kids(element: Any) -> list[Any]:
    inside = element.get("/K", [])
    return list(inside) if isinstance(inside, pikepdf.Array) else [inside]


def elements(element: Any) -> Iterator[Any]:
    """The elements of a structure tree in the order in which they are read aloud, from an element on."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def structure(file: pikepdf.Pdf, *kinds: str) -> list[Any]:
    return [element for element in elements(file.Root.StructTreeRoot) if not kinds or str(element.S) in kinds]


def parents(tree: Any) -> Iterator[tuple[int, Any]]:
    """What the numbers in a tree of numbers stand for."""
    for part in tree.get("/Kids", []):
        yield from parents(part)
    numbers = list(tree.get("/Nums", []))
    yield from zip(map(int, numbers[::2]), numbers[1::2], strict=True)


class Texts:
    """The text of the pages, by what is marked in them."""

    def __init__(self, file: pikepdf.Pdf) -> None:
        self.marked: dict[tuple[int, int], str] = {}
        self.languages: dict[str, str] = {}
        self.pages: list[str] = []
        for page in file.pages:
            self._read(page)

    def _read(self, page: pikepdf.Page) -> None:
        fonts = {name: unicode_of(font) for name, font in page.resources.get("/Font", {}).items()}
        text: list[str] = []
        inside: list[tuple[int | None, str | None, int]] = []
        letters: dict[str, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "Tf":
                    letters = fonts[str(operands[0])]
                case "Tj" | "TJ":
                    strings = operands[0] if str(operator) == "TJ" else operands
                    codes = b"".join(bytes(part) for part in strings if isinstance(part, pikepdf.String))
                    text += [letters[codes[at : at + 2].hex()] for at in range(0, len(codes), 2)]
                case "BDC":
                    tag = operands[1] if isinstance(operands[1], pikepdf.Dictionary) else {}
                    mark, language = tag.get("/MCID"), tag.get("/Lang")
                    inside.append((None if mark is None else int(mark), language and str(language), len(text)))
                case "BMC":
                    inside.append((None, None, len(text)))
                case "EMC":
                    mark, language, start = inside.pop()
                    shown = "".join(text[start:])
                    if mark is not None:
                        self.marked[page.objgen[0], mark] = shown
                    if language:
                        self.languages[shown.strip()] = language
        self.pages.append("".join(text))

    def of(self, element: Any, page: Any = None) -> str:
        """The text of an element of the structure tree."""
        page = element.get("/Pg", page)
        shown = []
        for kid in kids(element):
            if isinstance(kid, int):
                shown.append(self.marked[page.objgen[0], kid])
            elif kid.get("/Type") == "/MCR":
                shown.append(self.marked[kid.get("/Pg", page).objgen[0], int(kid.MCID)])
            elif "/S" in kid:
                shown.append(self.of(kid, page))
        return "".join(shown)

    def numbers(self, element: Any) -> set[int]:
        """The pages that an element is on, by the numbers of their objects."""
        found = set()
        for part in [element, *elements(element)]:
            for kid in kids(part):
                if isinstance(kid, int):
                    found.add(part.Pg.objgen[0])
                elif kid.get("/Type") == "/MCR":
                    found.add(kid.get("/Pg", part.get("/Pg")).objgen[0])
        return found


def unicode_of(font: Any) -> dict[str, str]:
    """What the codes of a font stand for."""
    mapping: dict[str, str] = {}
    table = bytes(font.ToUnicode.read_bytes()).decode()
    for section in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", section):
            mapping[code.lower()] = bytes.fromhex(text).decode("utf-16-be")
    assert "beginbfrange" not in table
    return mapping


@pytest.fixture(scope="module")
def shown(opened: pikepdf.Pdf) -> Texts:
    return Texts(opened)


# ---- what it says it is


def test_it_says_that_it_is_for_archives_and_accessible(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as said:
        assert said["pdfaid:part"] == "2"
        assert said["pdfaid:conformance"] == "A"
        assert said["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert opened.Root.MarkInfo.Marked
    assert opened.Root.OutputIntents


def test_it_says_what_it_is_called_and_shows_that_as_its_title(opened: pikepdf.Pdf) -> None:
    document = sample()
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert str(opened.docinfo.Title) == document.title
    assert str(opened.docinfo.Author) == document.author
    assert str(opened.docinfo.Subject) == document.subject
    with opened.open_metadata() as said:
        assert said["dc:title"] == document.title
        assert said["dc:creator"] == [document.author]


def test_the_only_date_in_it_is_the_documents_day(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as said:
        assert said["xmp:CreateDate"] == said["xmp:ModifyDate"] == f"{DAY.isoformat()}T00:00:00Z"
    assert str(opened.docinfo.CreationDate).startswith(f"D:{DAY:%Y%m%d}000000")


@pytest.mark.parametrize(("tag", "said"), [("nl", "nl"), ("fr", "fr"), ("de", "de"), ("en", "en"), ("nl-be", "nl-BE")])
def test_it_says_its_language(tag: str, said: str) -> None:
    with pikepdf.open(io.BytesIO(laid_out(language=tag, text="# Titel\n\nTekst.\n"))) as file:
        assert str(file.Root.Lang) == said


def test_it_is_the_same_bytes_wherever_and_whenever_it_is_made(
    content: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("LANG", "fr_BE.UTF-8")
    time.tzset()
    monkeypatch.chdir(tmp_path)
    try:
        assert pdf.lay_out(sample(), FOLDERS) == content
    finally:
        monkeypatch.undo()
        time.tzset()


def test_it_brings_its_fonts_and_they_are_not_the_machines(opened: pikepdf.Pdf) -> None:
    names = {
        str(font.BaseFont)
        for page in opened.pages
        for font in page.resources.get("/Font", {}).values()
    }  # fmt: skip
    assert names
    assert all("+LibertinusSerif" in name for name in names), names


# ---- how it can be read


def test_headings_come_in_order_and_none_is_skipped(opened: pikepdf.Pdf, shown: Texts) -> None:
    headings = structure(opened, *(f"/H{level}" for level in range(1, 7)))
    said = [(int(str(heading.S)[2:]), " ".join(shown.of(heading).split())) for heading in headings]
    assert said == [(1, TITLE), HEADINGS[0], (2, "Inhoud"), *HEADINGS[1:]]
    levels = [level for level, _ in said]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_bookmarks_are_the_headings(opened: pikepdf.Pdf) -> None:
    def marks(items: Any, level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, item.title
            yield from marks(item.children, level + 1)

    with opened.open_outline() as outline:
        assert list(marks(outline.root, 2)) == HEADINGS


def test_the_table_of_contents_gives_the_page_of_each_heading(opened: pikepdf.Pdf, shown: Texts) -> None:
    pages = [page.objgen[0] for page in opened.pages]
    where = {
        " ".join(shown.of(heading).split()): pages.index(min(shown.numbers(heading))) + 1
        for heading in structure(opened, "/H2", "/H3")
    }
    entries = [" ".join(shown.of(entry).split()) for entry in structure(opened, "/TOCI")]
    expected = [f"{text}{where[text]}" for level, text in HEADINGS if level < 4]
    assert [re.sub(r"[ .]*(\d+)$", r"\1", entry) for entry in entries] == expected


def test_every_picture_says_what_it_shows(opened: pikepdf.Pdf) -> None:
    assert [str(figure.Alt) for figure in structure(opened, "/Figure")] == list(ALTERNATIVES)


def test_every_table_has_headings_that_its_cells_refer_to(opened: pikepdf.Pdf, shown: Texts) -> None:
    tables = structure(opened, "/Table")
    assert len(tables) == 5
    for table in tables:
        head, *rows = [element for element in elements(table) if str(element.S) == "/TR"]
        assert {str(cell.S) for cell in kids(head)} == {"/TH"}
        assert all(shown.of(cell) for cell in kids(head))
        names = [str(cell.ID) for cell in kids(head)]
        assert all(any(part.get("/Scope") == "/Column" for part in cell.A) for cell in kids(head))
        for row in rows:
            assert [[str(name) for part in cell.A for name in part.get("/Headers", [])] for cell in kids(row)] == [
                [name] for name in names
            ]


def test_captions_are_numbered_in_words_of_the_language(opened: pikepdf.Pdf, shown: Texts) -> None:
    assert [" ".join(shown.of(caption).split()) for caption in structure(opened, "/Caption")] == [
        "Tabel 1. Stand van de acties",
        "Figuur 1. Stand per hoofdstuk",
        "Figuur 2. Termijnen van 2024 tot en met 2029",
        "Tabel 2. Te laat op 31 december 2026",
        "Tabel 3. Alle acties",
    ]


def test_text_in_another_language_says_so(opened: pikepdf.Pdf, shown: Texts) -> None:
    spoken = dict(shown.languages)
    for element in structure(opened):
        if "/Lang" in element:
            spoken[shown.of(element).strip()] = str(element.Lang)
    foreign = {text for text, language in spoken.items() if language == "fr"}
    pieces = " ".join(foreign)
    assert sum(" ".join(text.split()) == FOREIGN for text in foreign) >= 1
    assert all(word in pieces for word in FOREIGN.split())
    assert [text for text, language in spoken.items() if language == "de"] == ["Die Broschüre ins Deutsche übersetzen."]


def test_links_are_tagged_lead_somewhere_and_say_where(opened: pikepdf.Pdf) -> None:
    links = [link for page in opened.pages for link in page.get("/Annots", [])]
    tagged = dict(parents(opened.Root.StructTreeRoot.ParentTree))
    assert links
    assert {str(tagged[int(link.StructParent)].S) for link in links} == {"/Link"}
    assert all(str(link.Contents).strip() for link in links)
    addresses = {str(link.A.URI) for link in links if "/A" in link}
    assert addresses == {LONG_ADDRESS, "https://example.org/a%20b?x=1&y=2#deel"}
    names = [str(name) for name in opened.Root.Names.Dests.Names][::2]
    inside = {str(link.Dest) for link in links if "/Dest" in link and isinstance(link.Dest, pikepdf.String)}
    assert {"action-35", "action-61"} <= inside <= set(names)


# ---- how its pages look


def test_every_page_is_a4_and_says_which_of_how_many_it_is(opened: pikepdf.Pdf, shown: Texts) -> None:
    assert len(opened.pages) == 7
    for number, (page, text) in enumerate(zip(opened.pages, shown.pages, strict=True), start=1):
        assert tuple(map(float, page.mediabox[2:])) == pytest.approx(A4, abs=0.1)
        assert f"Pagina {number} van 7" in text


@pytest.mark.parametrize("language", WORDS)
def test_what_pages_say_around_the_text_is_in_the_documents_language(language: str) -> None:
    with pikepdf.open(io.BytesIO(pdf.lay_out(sample(language), FOLDERS))) as file:
        text = "".join(Texts(file).pages)
    said = WORDS[language]
    for part in (said.contents, f"{said.figure}\u00a01", f"{said.table}\u00a03", f"{said.page} 2 {said.of} 7"):
        assert part in text


def test_something_of_the_text_is_on_every_page(shown: Texts) -> None:
    for text, word in zip(
        shown.pages,
        [
            "Kerncijfers",
            "Inhoud",
            "Termijnen",
            "Alle acties",
            "Actie nummer 40",
            "Actie nummer 60",
            f"Actie nummer {MANY_ROWS}",
        ],
        strict=True,
    ):
        assert word in text


def test_characters_that_mean_something_stay_characters(shown: Texts) -> None:
    text = "".join(shown.pages).replace("\u200b", "")
    assert MARKS in text


def test_a_row_is_on_one_page_and_the_heading_row_on_every_page(opened: pikepdf.Pdf, shown: Texts) -> None:
    table = structure(opened, "/Table")[-1]
    head, *rows = [element for element in elements(table) if str(element.S) == "/TR"]
    assert len(rows) == MANY_ROWS
    pages = [shown.numbers(row) for row in rows]
    assert all(len(numbers) == 1 for numbers in pages)
    assert len(set.union(*pages)) == 4
    assert [text.count("Betrokken actoren") for text in shown.pages] == [0, 0, 0, 1, 1, 1, 1]
    assert shown.of(head).replace(" ", "") == "Nr.ActieBetrokkenactorenStand"


def test_words_are_whole_unless_a_column_is_too_narrow_for_them(opened: pikepdf.Pdf, shown: Texts) -> None:
    late, annex = structure(opened, "/Table")[2], structure(opened, "/Table")[-1]
    for cell in [element for element in elements(annex) if str(element.S) == "/TD"]:
        assert "\u00ad" not in shown.of(cell)
        assert not re.search(r"[a-z]-[a-z]", shown.of(cell))
    said = shown.of(late).replace(" ", "")
    assert ACTORS.replace(" ", "") in said
    assert LONG_WORD not in said
    assert LONG_WORD in said.replace("-", "").replace("\u00ad", "")


def test_the_table_of_contents_has_a_page_of_its_own_after_the_first_chapter(shown: Texts) -> None:
    first, contents, after = shown.pages[:3]
    assert "Kerncijfers" in first
    assert MARKS[-20:] in first
    assert "Inhoud" not in first
    assert [chapter in contents for chapter in ("Inhoud", "Kerncijfers", "Bijlage 1")] == [True, True, True]
    assert "Tabel" not in contents
    assert "Termijnen" in after


@pytest.mark.parametrize("chapter", ["", "## Een\n\n"])
def test_a_text_without_several_chapters_has_its_table_of_contents_after_the_title(chapter: str) -> None:
    with pikepdf.open(io.BytesIO(laid_out(text=f"# Titel\n\nOpening.\n\n{chapter}### Deel\n\nTekst.\n"))) as file:
        first, second = Texts(file).pages
    assert "Titel" in first
    assert "Inhoud" in first
    assert "Opening." in second


def table_of(rows: int) -> str:
    return '{caption="Lijst"}\n| Kop | B |\n| --- | --- |\n' + "".join(f"| rij {row} | x |\n" for row in range(rows))


@pytest.mark.parametrize("before", range(25, 41, 3))
def test_a_short_table_is_not_broken_and_nothing_that_leads_to_rows_stands_alone(before: int) -> None:
    fill = "\n\n".join(["Alinea."] * before)
    text = f"# Titel\n\n{fill}\n\n### Tussenkop\n\n{table_of(8)}\n{fill}\n\n### Vervolg\n\n{table_of(12)}"
    with pikepdf.open(io.BytesIO(laid_out(text=text))) as file:
        pages = Texts(file).pages
    *_, short = (page for page in pages if "Tussenkop" in page)
    *_, long = (page for page in pages if "Vervolg" in page)
    assert all(f"rij {row}" in short.partition("Tussenkop")[2] for row in range(8))
    assert "rij 0" in long.partition("Vervolg")[2]


def test_a_row_that_is_longer_than_a_page_goes_on_over_pages() -> None:
    text = f'# Titel\n\n{{widths="10 90"}}\n| A | B |\n| --- | --- |\n| x | {"woord " * 4000}einde |\n'
    with pikepdf.open(io.BytesIO(laid_out(text=text))) as file:
        pages = Texts(file).pages
    assert len(pages) > 3
    assert "".join(pages).count("woord") == 4000
    assert "einde" in pages[-1]


def test_columns_have_the_widths_that_the_text_gives() -> None:
    table = [
        "Table",
        [["", [], []], [None, []],
         [[{"t": "AlignLeft"}, node("ColWidth", 0.25)], [{"t": "AlignRight"}, node("ColWidth", 0.75)]],
         [["", [], []], []], [], [["", [], []], []]],
    ]  # fmt: skip
    assert "columns: (25fr, 75fr, ),\nalign: (left, right, )" in blocks([node(*table)])


def test_without_pictures_tables_or_headings_it_is_a_report_still() -> None:
    with pikepdf.open(io.BytesIO(laid_out(text="Alleen tekst.\n", pictures={}))) as file:
        assert "Alleen tekst." in Texts(file).pages[0]
        assert str(file.Root.Lang) == "nl"


def test_what_a_template_of_ones_own_may_use_besides_is_laid_out_too() -> None:
    text = (
        "# Titel\n\n> Een citaat\n\n1. Eerste\n2. Tweede\n\n    een = code\n\n***\n\n"
        "Een *nadruk*, `code` en  \nregel ![A](timeline.svg).\n\n"
        "{.note}\nNoot bij [woord]{.x}.\n\n{#a}\n## Een\n\n| `code` | B |\n| --- | --- |\n\n{#a}\n## Twee\n"
    )
    with pikepdf.open(io.BytesIO(laid_out(text=text))) as file:
        said = "".join(Texts(file).pages)
        kinds = {str(element.S) for element in structure(file)}
    for part in ("Een citaat", "1.Eerste", "een = code", "Een nadruk, code en", "Noot bij woord.", "Twee"):
        assert part in said
    assert {"/BlockQuote", "/Code", "/Em", "/Figure", "/L"} <= kinds


# ---- text is text


PLAIN = """#let plain(it) = {
  if type(it) == str { it }
  else if it.func() == [ ].func() { " " }
  else if it.has("text") { it.text }
  else if it.has("children") { it.children.map(plain).join("") }
  else { panic(repr(it.func())) }
}
"""


@settings(deadline=None, max_examples=25)
@given(st.lists(texts | marks, min_size=1, max_size=30))
@example(["= a", "- a", "1. a", "/ a: b", 'a "b" \\', "#panic()", "a -- b ... c", "//a", "https://a.b/c_d", "a" * 200])
def test_no_text_means_anything_to_typst(said: list[str]) -> None:
    source = PLAIN + "".join(
        f"#metadata(plain([{blocks([node('Plain', words(text))])}]))<said>\n" for text in said if text.strip(" ")
    )
    heard = [item["value"] or "" for item in json.loads(typst.query(source.encode(), "<said>"))]
    expected = [re.sub("[ \t\r\n]+", " ", text).strip(" ") for text in said if text.strip(" ")]
    assert [text.replace("\u200b", "") for text in heard] == [text.replace("\u200b", "") for text in expected]


# ---- what is refused


@pytest.mark.parametrize("form", [pdf, docx, odt], ids=["pdf", "docx", "odt"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('# T\n\n{caption="C"}\n![](timeline.svg)\n', "The picture timeline.svg has no alternative text."),
        ("# T\n\n![ ](timeline.svg)\n", "The picture timeline.svg has no alternative text."),
        ("# T\n\nIn een zin ![](timeline.svg) staat hij.\n", "The picture timeline.svg has no alternative text."),
        ("# T\n\n![a](other.svg)\n", "The text shows a picture other.svg, which the report does not have."),
        ("# T\n\n![a](https://a.example/b.png)\n", "The text shows a picture https://a.example/b.png, which"),
        ("# T\n\n![a](/etc/hostname)\n", "The text shows a picture /etc/hostname, which the report does not have."),
    ],
)
def test_a_picture_without_alternative_text_or_of_elsewhere_is_refused(form: Any, text: str, message: str) -> None:
    with pytest.raises(NapError, match=f"^{re.escape(message)}"):
        form.lay_out(sample()._replace(text=text), FOLDERS)


def test_a_character_that_no_font_has_is_named_with_what_to_do() -> None:
    with pytest.raises(NapError) as refused:
        laid_out(text="# T\n\n{#a}\n## Actie 1\n\nTekst.\n\n## Actie 2\n\nDe naam is 表.\n\n## Actie 3\n")
    assert refused.value.message == "No font has “表”, which stands under “Actie 2”."
    assert "fonts beside a report.typ" in refused.value.hint
    with pytest.raises(NapError) as refused:
        laid_out(text="# T\n\n## Actie 1\n\n## Actie 2. [Over 表]{lang=nl} \\[nu\\] (neerlandais)\n\n## Actie 3\n")
    assert refused.value.message == "No font has “表”, which stands under “Actie 2. Over 表 [nu] (neerlandais)”."
    with pytest.raises(NapError, match=r"^No font has “表”\.$"):
        laid_out(author="表")


def test_links_that_lead_nowhere_are_text() -> None:
    text = "# T\n\n{#a}\n## A\n\n[een](#a) [twee](#b) [drie](javascript:x) [vier](file:///etc/passwd) <b>vijf</b>\n"
    with pikepdf.open(io.BytesIO(laid_out(text=text))) as file:
        said = Texts(file).pages[1]
        links = list(file.pages[1].get("/Annots", []))
    assert "een twee drie vier <b>vijf</b>" in said
    assert [str(link.Dest) for link in links] == ["a"]


# ---- a template of the user's own


def own(folder: Path, before: str, after: str) -> list[Path]:
    template = (builtin_folder() / pdf.TEMPLATE).read_text(encoding="utf-8")
    assert before in template
    (folder / pdf.TEMPLATE).write_text(template.replace(before, after), encoding="utf-8")
    return [folder, builtin_folder()]


def test_a_template_of_ones_own_comes_first_and_may_use_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "name.txt").write_text("Eigen huisstijl", encoding="utf-8")
    folders = own(tmp_path, "#author #h(1fr)", '#read("name.txt") #h(1fr)')
    with pikepdf.open(io.BytesIO(pdf.lay_out(sample(), folders))) as file:
        assert all("Eigen huisstijl" in page for page in Texts(file).pages)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("show figure: set", "show figur: set", r"^report\.typ, line \d+: unknown variable: figur\.$"),
        (
            "#let note(",
            "#let noot(",
            r"^report\.typ does not define all of report, publisher, contents, summary, note, whole\.$",
        ),
        ("#author #h(1fr)", '#read("/../x")', r"^report\.typ, line \d+: "),
    ],
)
def test_a_template_that_does_not_work_is_named_with_the_line(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    with pytest.raises(NapError, match=message):
        pdf.lay_out(sample(), own(tmp_path, before, after))


def test_a_folder_without_a_template_is_passed_over(tmp_path: Path, content: bytes) -> None:
    assert pdf.lay_out(sample(), [tmp_path, *FOLDERS]) == content
    with pytest.raises(NapError, match=r"^There is no report\.typ in "):
        pdf.lay_out(sample(), [tmp_path])


# ---- what must be installed


@pytest.fixture
def document() -> Document:
    return sample()


@pytest.mark.parametrize("form", [pdf, docx, odt], ids=["pdf", "docx", "odt"])
def test_without_typst_the_error_says_what_to_install(
    form: Any, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NapError, match="needs typst, which is not installed") as refused:
        form.lay_out(document, FOLDERS)
    assert 'pip install "nap[publish]"' in refused.value.hint


def test_a_fault_inside_a_package_is_not_taken_for_its_absence(
    document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "typst.py").write_text("import a_module_that_is_nowhere\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "typst")
    with pytest.raises(ModuleNotFoundError, match="a_module_that_is_nowhere"):
        pdf.lay_out(document, FOLDERS)


@pytest.mark.parametrize("form", [pdf, docx, odt], ids=["pdf", "docx", "odt"])
def test_without_pypandoc_the_error_says_what_to_install(
    form: Any, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(NapError, match="needs pypandoc_binary, which is not installed"):
        form.lay_out(document, FOLDERS)


@pytest.mark.parametrize("form", [pdf, docx, odt], ids=["pdf", "docx", "odt"])
def test_without_the_pandoc_of_its_package_the_error_says_what_to_install(
    form: Any, document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pypandoc").mkdir()
    (tmp_path / "pypandoc" / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "pypandoc", raising=False)
    with pytest.raises(NapError, match="needs pypandoc_binary, which is not installed") as refused:
        form.lay_out(document, FOLDERS)
    assert 'pip install "nap[publish]"' in refused.value.hint


def test_no_other_pandoc_is_run_than_that_of_the_package(
    content: bytes, document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "pandoc"
    other.write_text("#!/bin/sh\nexit 9\n", encoding="utf-8")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYPANDOC_PANDOC", str(other))
    assert pdf.lay_out(document, FOLDERS) == content
