"""The report as a Word file and as an OpenDocument text: read back from their XML, and from LibreOffice.

LibreOffice's part is skipped, with the reason, where it is not installed; with NAP_NEEDS_LIBREOFFICE set, that is a
failure.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import struct
import subprocess
import time
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring, parse
from rich_sample import ACTORS, ALTERNATIVES, DAY, FOREIGN, LONG_TITLE, MANY_ROWS, MARKS, WORDS, sample

from nap.errors import NapError
from nap.output.publish import docx, odt
from nap.output.publish.columns import fitted
from nap.output.template import builtin_folder

FOLDERS = [builtin_folder()]
BOTH = pytest.mark.parametrize("form", [docx, odt], ids=["docx", "odt"])
TITLE = "Nationaal Actieplan Ondernemingen en Mensenrechten: opvolgingsverslag over 2026"
CHAPTER = (
    "Hoofdstuk 9. Sensibilisering, vorming en ondersteuning van ondernemingen en organisaties aangaande mensenrechten"
)
HEADINGS = [
    (1, "Kerncijfers"),
    (1, "Termijnen"),
    (1, "Per hoofdstuk"),
    (2, CHAPTER),
    (3, "Actie 35. De bewustmakingstool inzake corruptie"),
    (3, f"Actie 61. {LONG_TITLE}"),
    (1, "Bijlage 1 van het plan, met de stand"),
]
CAPTIONS = [
    "Tabel 1. Stand van de acties",
    "Figuur 1. Stand per hoofdstuk",
    "Figuur 2. Termijnen van 2024 tot en met 2029",
    "Tabel 2. Te laat op 31 december 2026",
    "Tabel 3. Alle acties",
]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"


def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def part(content: bytes, name: str) -> Element:
    return fromstring(files(content)[name])


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def word() -> bytes:
    return docx.lay_out(sample(), FOLDERS)


@pytest.fixture(scope="module")
def body(word: bytes) -> Element:
    return part(word, "word/document.xml")


@pytest.fixture(scope="module")
def open_document() -> bytes:
    return odt.lay_out(sample(), FOLDERS)


@pytest.fixture(scope="module")
def content(open_document: bytes) -> Element:
    return part(open_document, "content.xml")


# ---- reading Word


def said(element: Element) -> str:
    return one_line("".join(text.text or "" for text in element.iter(f"{W}t")))


def paragraphs(element: Element, style: str) -> list[Element]:
    """The paragraphs in a style."""
    named = ((paragraph, paragraph.find(f"{W}pPr/{W}pStyle")) for paragraph in element.iter(f"{W}p"))
    return [
        paragraph for paragraph, found in named if found is not None and re.fullmatch(style, found.attrib[f"{W}val"])
    ]


def style_of(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    assert found is not None
    return found.attrib[f"{W}val"]


# ---- Word


def test_word_has_a_title_and_headings_in_order(body: Element) -> None:
    assert [said(paragraph) for paragraph in paragraphs(body, "Title")] == [TITLE]
    assert [said(paragraph) for paragraph in paragraphs(body, "Author")] == [sample().author]
    found = [(int(style_of(heading)[-1]), said(heading)) for heading in paragraphs(body, r"Heading\d")]
    assert found == HEADINGS


def test_words_table_of_contents_is_a_field_that_is_filled_in_and_asks_nothing(word: bytes, body: Element) -> None:
    contents = next(body.iter(f"{W}sdt"))
    assert said(paragraphs(contents, "TOCHeading")[0]) == "Inhoud"
    entries = paragraphs(contents, r"TOC\d")
    assert [(int(style_of(entry)[-1]), said(entry)) for entry in entries] == [
        (level, text) for level, text in HEADINGS if level < 3
    ]
    kinds = [field.attrib[f"{W}fldCharType"] for field in contents.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert "".join(field.text or "" for field in contents.iter(f"{W}instrText")).strip() == r'TOC \o "1-2" \h \z \u'
    marks = {mark.attrib[f"{W}name"] for mark in body.iter(f"{W}bookmarkStart")}
    targets = {link.attrib[f"{W}anchor"] for link in body.iter(f"{W}hyperlink") if f"{W}anchor" in link.attrib}
    assert targets
    assert targets <= marks
    everything = b"".join(files(word).values())
    assert b"w:dirty" not in everything
    assert b"updateFields" not in everything


def test_words_tables_repeat_their_heading_row_and_keep_rows_whole(body: Element) -> None:
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == 5
    for table in tables:
        rows = list(table.iter(f"{W}tr"))
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert {style_of(paragraph) for paragraph in rows[0].iter(f"{W}p")} == {"TableHeading"}
        assert {style_of(paragraph) for row in rows[1:] for paragraph in row.iter(f"{W}p")} == {"TableText"}
    assert len(list(tables[-1].iter(f"{W}tr"))) == MANY_ROWS + 1


def test_words_columns_have_the_widths_that_the_text_gives(body: Element) -> None:
    figures = next(body.iter(f"{W}tbl"))
    grid = [int(column.attrib[f"{W}w"]) for column in figures.iter(f"{W}gridCol")]
    assert 9060 <= sum(grid) <= 9070
    assert [round(100 * column / sum(grid)) for column in grid] == [40, 15, 15, 30]
    for row in figures.iter(f"{W}tr"):
        assert [int(width.attrib[f"{W}w"]) for width in row.iter(f"{W}tcW")] == grid


def test_words_captions_count_on(body: Element) -> None:
    captions = paragraphs(body, "TableCaption|ImageCaption")
    assert [said(caption) for caption in captions] == CAPTIONS
    fields = [field.attrib[f"{W}instr"].split() for caption in captions for field in caption.iter(f"{W}fldSimple")]
    assert fields == [["SEQ", caption.split()[0], r"\*", "ARABIC"] for caption in CAPTIONS]
    order = [element for element in body[0] if element.tag in (f"{W}p", f"{W}tbl")]
    for caption in paragraphs(body, "TableCaption"):
        assert order[order.index(caption) + 1].tag == f"{W}tbl"
    for caption in paragraphs(body, "ImageCaption"):
        assert next(order[order.index(caption) - 1].iter(f"{W}drawing")) is not None


def test_words_pictures_are_png_and_say_what_they_show(word: bytes, body: Element) -> None:
    assert [picture.attrib["descr"] for picture in body.iter(f"{WP}docPr")] == list(ALTERNATIVES)
    media = [content for name, content in files(word).items() if name.startswith("word/media/")]
    assert len(media) == 2
    for content in media:
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", content[16:24])
        assert width == 1500
        assert height in (292, 188)
    widths = [int(extent.attrib["cx"]) for extent in body.iter(f"{WP}extent")]
    assert widths == [pytest.approx(16 * 360_000, rel=0.01)] * 2
    assert {inline.attrib["distL"] for inline in body.iter(f"{WP}inline")} == {"0"}
    assert b"base64" not in files(word)["word/document.xml"]


def test_words_language_and_foreign_text_are_marked(word: bytes, body: Element) -> None:
    styles = part(word, "word/styles.xml")
    assert [tag.attrib[f"{W}val"] for tag in styles.iter(f"{W}lang")] == ["nl"]
    foreign: dict[str, str] = {}
    for paragraph in body.iter(f"{W}p"):
        for run in paragraph.iter(f"{W}r"):
            tag = run.find(f"{W}rPr/{W}lang")
            if tag is not None:
                language = tag.attrib[f"{W}val"]
                foreign[language] = foreign.get(language, "") + said(run) + " "
    assert foreign["fr"].count("corruption") == 3
    assert one_line(foreign["fr"]).startswith(FOREIGN)
    assert one_line(foreign["de"]) == "Die Broschüre ins Deutsche übersetzen."
    assert set(foreign) == {"fr", "de"}


@pytest.mark.parametrize("language", WORDS)
def test_words_pages_are_a4_and_numbered_in_words_of_the_language(language: str) -> None:
    made = docx.lay_out(sample(language), FOLDERS)
    section = next(part(made, "word/document.xml").iter(f"{W}sectPr"))
    size = next(section.iter(f"{W}pgSz"))
    assert (size.attrib[f"{W}w"], size.attrib[f"{W}h"]) == ("11906", "16838")
    assert section.find(f"{W}footerReference") is not None
    footer = part(made, "word/footer1.xml")
    words = WORDS[language]
    assert said(footer) == f"{sample().author}{words.page} 1 {words.of} 1"
    assert [field.text.strip() for field in footer.iter(f"{W}instrText") if field.text] == ["PAGE", "NUMPAGES"]


def test_words_properties_say_what_it_is_and_nothing_of_where_it_was_made(word: bytes) -> None:
    properties = part(word, "docProps/core.xml")
    document = sample()
    assert properties.findtext(f"{DC}title") == document.title
    assert properties.findtext(f"{DC}subject") == document.subject
    assert properties.findtext(f"{DC}creator") == document.author
    assert properties.findtext(f"{DC}language") == "nl"
    day = f"{DAY.isoformat()}T00:00:00Z"
    assert properties.findtext(f"{TERMS}created") == properties.findtext(f"{TERMS}modified") == day


def test_words_table_of_contents_has_a_page_of_its_own_after_the_first_chapter(body: Element) -> None:
    order = list(body[0])
    place = order.index(next(body.iter(f"{W}sdt")))
    chapters = [heading for heading in paragraphs(body, "Heading1") if heading in order]
    assert order.index(chapters[0]) < place < order.index(chapters[1])
    breaks = [
        said(paragraph) for paragraph in body.iter(f"{W}p") if paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert breaks == ["Inhoud", HEADINGS[1][1]]
    assert not list(body.iter(f"{W}br"))


def test_words_short_tables_stay_on_one_page(body: Element) -> None:
    for table in body.iter(f"{W}tbl"):
        *others, last = table.iter(f"{W}tr")
        kept = {paragraph.find(f"{W}pPr/{W}keepNext") is not None for row in others for paragraph in row.iter(f"{W}p")}
        assert kept == {len(others) <= 8}
        assert last.find(f".//{W}keepNext") is None


def test_words_headings_follow_the_typeface_of_normal_and_only_tables_are_hyphenated(word: bytes) -> None:
    styles = {style.attrib[f"{W}styleId"]: style for style in part(word, "word/styles.xml").iter(f"{W}style")}
    for name in ("Title", "Heading1", "Heading2", "Heading3", "TOCHeading", "TableHeading", "TableText", "Footer"):
        assert styles[name].find(f".//{W}rFonts") is None, name

    def hyphens(name: str) -> bool:
        found = styles[name].find(f"{W}pPr/{W}suppressAutoHyphens")
        based = styles[name].find(f"{W}basedOn")
        if found is None:
            return based is None or hyphens(based.attrib[f"{W}val"])
        return found.attrib.get(f"{W}val") == "0"

    assert part(word, "word/settings.xml").find(f"{W}autoHyphenation") is not None
    assert {name: hyphens(name) for name in ("BodyText", "Heading1", "TableText", "TableHeading")} == {
        "BodyText": False, "Heading1": False, "TableText": True, "TableHeading": True
    }  # fmt: skip


# ---- OpenDocument


def text_of(element: Element) -> str:
    return one_line("".join(element.itertext()))


def styled(element: Element, style: str) -> list[Element]:
    return [
        paragraph
        for paragraph in element.iter(f"{TEXT}p")
        if re.fullmatch(style, paragraph.attrib.get(f"{TEXT}style-name", ""))
    ]


def headings(element: Element) -> list[tuple[int, str]]:
    return [
        (int(heading.attrib[f"{TEXT}outline-level"]), text_of(heading)) for heading in element.iter(f"{TEXT}h")
    ]  # fmt: skip


def test_opendocument_has_a_title_and_headings_in_order(content: Element) -> None:
    assert [text_of(paragraph) for paragraph in styled(content, "Title")] == [TITLE]
    assert headings(content) == HEADINGS


def test_opendocuments_table_of_contents_is_filled_in(content: Element) -> None:
    index = next(content.iter(f"{TEXT}index-body"))
    assert text_of(styled(index, "Contents_20_page")[0]) == "Inhoud"
    entries = styled(index, r"Contents_20_\d")
    assert [(int(entry.attrib[f"{TEXT}style-name"][-1]), text_of(entry)) for entry in entries] == [
        (level, text) for level, text in HEADINGS if level < 3
    ]
    marks = {mark.attrib[f"{TEXT}name"] for mark in content.iter(f"{TEXT}bookmark-start")}
    marks |= {mark.attrib[f"{TEXT}name"] for mark in content.iter(f"{TEXT}bookmark")}
    targets = {link.attrib[f"{XLINK}href"] for entry in entries for link in entry.iter(f"{TEXT}a")}
    assert len(targets) == len(entries)
    assert targets <= {f"#{mark}" for mark in marks}


def test_opendocuments_table_of_contents_has_a_page_of_its_own_after_the_first_chapter(
    open_document: bytes, content: Element
) -> None:
    order = list(next(content.iter(f"{OFFICE}text")))
    place = order.index(next(content.iter(f"{TEXT}table-of-content")))
    first, second = [element for element in order if element.attrib.get(f"{TEXT}outline-level") == "1"][:2]
    assert order.index(first) < place < order.index(second)
    everywhere = [*part(open_document, "styles.xml").iter(f"{STYLE}style"), *content.iter(f"{STYLE}style")]
    breaking = {
        style.attrib[f"{STYLE}name"]: style.attrib[f"{STYLE}parent-style-name"]
        for style in everywhere
        for properties in style.iter(f"{STYLE}paragraph-properties")
        if properties.attrib.get(f"{FO}break-before") == "page"
    }
    heading = next(content.iter(f"{TEXT}index-title"))[0].attrib[f"{TEXT}style-name"]
    template = next(content.iter(f"{TEXT}index-title-template")).attrib[f"{TEXT}style-name"]
    assert breaking == {heading: "Contents_20_Heading", second.attrib[f"{TEXT}style-name"]: "Heading_20_1"}
    assert template == heading


def test_opendocuments_short_tables_stay_on_one_page(content: Element) -> None:
    whole = {
        style.attrib[f"{STYLE}name"]
        for style in content.iter(f"{STYLE}style")
        for properties in style.iter(f"{STYLE}table-properties")
        if properties.attrib.get(f"{STYLE}may-break-between-rows") == "false"
    }
    tables = {
        table.attrib[f"{TABLE}style-name"]: len(table.findall(f"{TABLE}table-row"))
        for table in content.iter(f"{TABLE}table")
    }
    assert whole == {name for name, rows in tables.items() if rows <= 8} != set(tables)


def test_opendocument_hyphenates_tables_and_nothing_else(open_document: bytes) -> None:
    hyphens = {
        style.attrib[f"{STYLE}name"]: properties.attrib[f"{FO}hyphenate"]
        for style in part(open_document, "styles.xml").iter(f"{STYLE}style")
        for properties in style.iter(f"{STYLE}text-properties")
        if f"{FO}hyphenate" in properties.attrib
    }
    assert hyphens == {"Standard": "false", "Table_20_Contents": "true"}


def test_opendocuments_tables_repeat_their_heading_row_and_keep_rows_whole(content: Element) -> None:
    tables = list(content.iter(f"{TABLE}table"))
    assert len(tables) == 5
    whole = {
        style.attrib[f"{STYLE}name"]
        for style in content.iter(f"{STYLE}style")
        for row in style.iter(f"{STYLE}table-row-properties")
        if row.attrib[f"{FO}keep-together"] == "always"
    }
    for table in tables:
        head = table.findall(f"{TABLE}table-header-rows/{TABLE}table-row")
        assert len(head) == 1
        assert all(text_of(cell) for cell in head[0])
        assert {row.attrib[f"{TABLE}style-name"] for row in table.iter(f"{TABLE}table-row")} <= whole


def test_opendocuments_pictures_say_what_they_show_and_captions_count_on(
    open_document: bytes, content: Element
) -> None:
    frames = list(content.iter(f"{DRAW}frame"))
    assert [frame.findtext(f"{SVG}title") for frame in frames] == list(ALTERNATIVES)
    for frame in frames:
        name = next(frame.iter(f"{DRAW}image")).attrib[f"{XLINK}href"]
        assert files(open_document)[name].startswith(b"\x89PNG")
    captions = styled(content, "TableCaption|FigureCaption")
    assert [text_of(caption) for caption in captions] == CAPTIONS
    counted = [number for caption in captions for number in caption.iter(f"{TEXT}sequence")]
    assert [number.text for number in counted] == ["1", "1", "2", "2", "3"]
    declared = {sequence.attrib[f"{TEXT}name"] for sequence in content.iter(f"{TEXT}sequence-decl")}
    assert {number.attrib[f"{TEXT}name"] for number in counted} == declared == {"Table", "Figure"}


def test_opendocuments_language_and_foreign_text_are_marked(open_document: bytes, content: Element) -> None:
    styles = part(open_document, "styles.xml")
    default = next(
        style for style in styles.iter(f"{STYLE}default-style") if style.attrib[f"{STYLE}family"] == "paragraph"
    )
    assert next(default.iter(f"{STYLE}text-properties")).attrib[f"{FO}language"] == "nl"
    spoken = {
        style.attrib[f"{STYLE}name"]: tag
        for style in content.iter(f"{STYLE}style")
        for properties in style.iter(f"{STYLE}text-properties")
        if (tag := properties.attrib.get(f"{FO}language"))
    }
    foreign = [
        (spoken[name], text_of(span))
        for span in content.iter(f"{TEXT}span")
        if (name := span.attrib[f"{TEXT}style-name"]) in spoken
    ]
    german = ("de", "Die Broschüre ins Deutsche übersetzen.")
    assert foreign == [("fr", FOREIGN), ("fr", FOREIGN), german, ("fr", FOREIGN)]


def test_opendocuments_pages_are_a4_and_numbered_and_its_properties_are_the_documents(open_document: bytes) -> None:
    styles = part(open_document, "styles.xml")
    layout = next(styles.iter(f"{STYLE}page-layout-properties"))
    assert (layout.attrib[f"{FO}page-width"], layout.attrib[f"{FO}page-height"]) == ("21.001cm", "29.7cm")
    footer = next(styles.iter(f"{STYLE}footer"))
    assert text_of(footer) == f"{sample().author}Pagina 1 van 1"
    assert next(footer.iter(f"{TEXT}page-number")) is not None
    assert next(footer.iter(f"{TEXT}page-count")) is not None
    meta = part(open_document, "meta.xml")[0]
    document = sample()
    assert {child.tag.rpartition("}")[2]: child.text for child in meta} == {
        "title": document.title,
        "subject": document.subject,
        "language": "nl",
        "initial-creator": document.author,
        "creator": document.author,
        "creation-date": f"{DAY.isoformat()}T00:00:00",
        "date": f"{DAY.isoformat()}T00:00:00",
    }


def test_an_opendocument_says_first_and_uncompressed_what_it_is(open_document: bytes) -> None:
    assert open_document[30:77] == b"mimetypeapplication/vnd.oasis.opendocument.text"


# ---- both


@BOTH
def test_it_is_the_same_bytes_wherever_and_whenever_it_is_made(
    form: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = form.lay_out(sample(), FOLDERS)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setenv("HOME", str(tmp_path))
    time.tzset()
    monkeypatch.chdir(tmp_path)
    try:
        assert form.lay_out(sample(), FOLDERS) == made
    finally:
        monkeypatch.undo()
        time.tzset()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        days = {entry.date_time for entry in archive.infolist()}
    assert days == {(DAY.year, DAY.month, DAY.day, 0, 0, 0)}


@BOTH
def test_characters_that_mean_something_stay_characters(form: ModuleType) -> None:
    made = form.lay_out(sample(), FOLDERS)
    name = "word/document.xml" if form is docx else "content.xml"
    text = re.sub(r"\s+", " ", "".join(part(made, name).itertext()))
    assert MARKS in text
    assert ACTORS in text


@BOTH
def test_what_a_document_says_of_itself_may_hold_anything(form: ModuleType) -> None:
    odd = '<b> & "x" {page} {0} \\1 \''
    words = WORDS["nl"]._replace(contents=odd, figure=odd, table=odd, page=odd, of=odd)
    document = sample()._replace(title=odd, subject=odd, author=odd, words=words)
    made = form.lay_out(document, FOLDERS)
    for name, file in files(made).items():
        if name.endswith(".xml"):
            fromstring(file)
    text = "".join("".join(fromstring(file).itertext()) for name, file in files(made).items() if name.endswith("xml"))
    assert text.count(odd) > 5


@BOTH
def test_without_pictures_tables_or_headings_it_is_a_report_still(form: ModuleType) -> None:
    made = form.lay_out(sample()._replace(text="Alleen\x07 tekst.\n", pictures={}), FOLDERS)
    name = "word/document.xml" if form is docx else "content.xml"
    assert text_of(part(made, name)).endswith("Alleen tekst.")


@BOTH
def test_a_reference_of_ones_own_comes_first(form: ModuleType, tmp_path: Path) -> None:
    changed = {
        name: content.replace(b"1F3864", b"A1B2C3").replace(b"#1f3864", b"#a1b2c3")
        for name, content in files((builtin_folder() / form.REFERENCE).read_bytes()).items()
    }
    with zipfile.ZipFile(tmp_path / form.REFERENCE, "w") as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    made = files(form.lay_out(sample(), [tmp_path, *FOLDERS]))
    styles = made["word/styles.xml" if form is docx else "styles.xml"]
    assert (b"A1B2C3" if form is docx else b"#a1b2c3") in styles
    assert (b"1F3864" if form is docx else b"#1f3864") not in styles


@BOTH
def test_the_built_in_reference_tells_nothing_of_who_made_it(form: ModuleType) -> None:
    reference = builtin_folder() / form.REFERENCE
    with zipfile.ZipFile(reference) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert not any(entry.extra or entry.comment for entry in archive.infolist())
    inside = files(reference.read_bytes())
    properties = fromstring(inside["docProps/core.xml" if form is docx else "meta.xml"])
    texts = [element.text for element in properties.iter() if element.text and element.text.strip()]
    assert all(text.startswith("2026-01-01T00:00:00") for text in texts)
    assert not any(b"rsid" in content for content in inside.values())


@BOTH
def test_a_picture_or_reference_that_cannot_be_read_is_an_error_that_says_so(form: ModuleType, tmp_path: Path) -> None:
    broken = sample()._replace(pictures={**sample().pictures, "timeline.svg": "<svg"})
    with pytest.raises(NapError, match=r"^A picture of the report cannot be drawn: "):
        form.lay_out(broken, FOLDERS)
    (tmp_path / form.REFERENCE).write_bytes(b"no archive")
    with pytest.raises(NapError, match=r"^pandoc could not lay the report out: "):
        form.lay_out(sample(), [tmp_path])


@BOTH
@pytest.mark.parametrize("chapter", ["", "## Een\n\n"])
def test_a_text_without_several_chapters_has_its_table_of_contents_after_the_title(
    form: ModuleType, chapter: str
) -> None:
    text = f"# Titel\n\nOpening.\n\n{chapter}### Deel\n\nTekst.\n"
    made = form.lay_out(sample()._replace(text=text, pictures={}), FOLDERS)
    said = text_of(part(made, "word/document.xml" if form is docx else "content.xml"))
    assert said.index("Titel") < said.index("Inhoud") < said.index("Opening.")


def test_columns_are_widened_for_their_longest_word_by_what_the_widest_can_spare() -> None:
    given, narrow = [0.1, 0.3, 0.6], [["gerapporteerde"], ["een twee"], ["veel korte woorden"]]
    first, second, third = fitted(given, narrow)
    assert first > 0.12
    assert second == pytest.approx(0.3)
    assert first + second + third == pytest.approx(1)
    assert fitted(given, [["a"], ["b"], ["c"]]) == given


def test_where_not_every_word_can_be_whole_only_the_longest_is_not() -> None:
    given, texts = [0.4, 0.2, 0.2, 0.2], [["n" * 45], ["n" * 25], ["n" * 25], ["https://example.org/" + "a" * 80]]
    first, second, third, fourth = fitted(given, texts)
    assert first < 0.45
    assert second == third > 0.2
    assert first + second + third + fourth == pytest.approx(1)


@BOTH
def test_widths_that_do_not_fit_a_table_are_left_out(form: ModuleType) -> None:
    table = "| A | B |\n| --- | --- |\n| x | y |\n"
    plain = form.lay_out(sample()._replace(text=f"# T\n\n{table}"), FOLDERS)
    for widths in ("50", "20 30 50", "a b", "0 100", "-1 2", "nan 1", "inf 1", ""):
        text = f'# T\n\n{{widths="{widths}"}}\n{table}'
        assert form.lay_out(sample()._replace(text=text), FOLDERS) == plain, widths


# ---- LibreOffice


@pytest.fixture(scope="module")
def reopened(tmp_path_factory: pytest.TempPathFactory, word: bytes, open_document: bytes) -> dict[str, Element]:
    """Both files as LibreOffice understands them."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    needed = bool(os.environ.get("NAP_NEEDS_LIBREOFFICE"))
    if program is None:
        (pytest.fail if needed else pytest.skip)("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("report")
    (folder / "word.docx").write_bytes(word)
    (folder / "open.odt").write_bytes(open_document)
    subprocess.run(
        [
            program, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", "fodt", "--outdir", str(folder / "saved"), str(folder / "word.docx"),
            str(folder / "open.odt"),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    saved = {path.stem: path for path in (folder / "saved").glob("*.fodt")}
    if not saved:
        (pytest.fail if needed else pytest.skip)("LibreOffice is installed without Writer")
    return {name: parse(path).getroot() for name, path in saved.items()}


OPENED = pytest.mark.parametrize("name", ["word", "open"])


@OPENED
def test_libreoffice_sees_title_headings_and_the_table_of_contents(reopened: dict[str, Any], name: str) -> None:
    document = reopened[name]
    assert headings(document) == HEADINGS
    assert TITLE in [text_of(paragraph) for paragraph in document.iter(f"{TEXT}p")]
    index = next(document.iter(f"{TEXT}index-body"))
    said = [text_of(paragraph) for paragraph in index.iter(f"{TEXT}p")]
    assert [text for text in said if text] == ["Inhoud", *(text for level, text in HEADINGS if level < 3)]


@OPENED
def test_libreoffice_sees_heading_rows_captions_and_alternative_texts(reopened: dict[str, Any], name: str) -> None:
    document = reopened[name]
    tables = list(document.iter(f"{TABLE}table"))
    assert len(tables) == 5
    assert all(len(table.findall(f"{TABLE}table-header-rows/{TABLE}table-row")) == 1 for table in tables)
    frames = document.iter(f"{DRAW}frame")
    assert [frame.findtext(f"{SVG}title") or frame.findtext(f"{SVG}desc") for frame in frames] == list(ALTERNATIVES)
    captions = [
        text_of(paragraph)
        for paragraph in document.iter(f"{TEXT}p")
        if paragraph.find(f".//{TEXT}sequence") is not None
    ]
    assert captions == CAPTIONS


@OPENED
def test_libreoffice_sees_the_languages_the_page_and_its_foot(reopened: dict[str, Any], name: str) -> None:
    document = reopened[name]
    default = next(
        style for style in document.iter(f"{STYLE}default-style") if style.attrib[f"{STYLE}family"] == "paragraph"
    )
    assert next(default.iter(f"{STYLE}text-properties")).attrib[f"{FO}language"] == "nl"
    languages = {
        properties.attrib[f"{FO}language"]
        for properties in document.iter(f"{STYLE}text-properties")
        if f"{FO}language" in properties.attrib
    }
    assert {"nl", "fr", "de"} <= languages
    widths = {
        layout.attrib.get(f"{FO}page-width") for layout in document.iter(f"{STYLE}page-layout-properties")
    }  # fmt: skip
    assert widths & {"21.001cm", "8.2681in", "21cm"}
    footer = next(footer for footer in document.iter(f"{STYLE}footer") if text_of(footer))
    assert re.fullmatch(rf"{sample().author} ?Pagina ?\d+ ?van ?\d+", text_of(footer))
