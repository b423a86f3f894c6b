"""The report as a Word file: pandoc writes it in the styles of templates/report.docx, and what it leaves out is added.

That is: rows that stay whole, numbers of captions that count on, styles for the text in tables, the words at
the foot of the pages, and properties that tell nothing of where or when the file was made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from nap.output.publish.document import Document
from nap.output.publish.files import found, packed, unpacked
from nap.output.publish.images import drawn
from nap.output.publish.pandoc import write
from nap.output.publish.word import HARD_SPACE, Sort, filled, properties, short_tables, styled

REFERENCE = "report.docx"

_TEXT = "word/document.xml"
_DOCX = Sort(
    raw="openxml",
    entry="toc {level}",
    start='<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
    "</w:docPartObj></w:sdtPr><w:sdtContent>",
    heading="TOC Heading",
    before_entries='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
    ' TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    after_entries='<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    end="</w:sdtContent></w:sdt>",
    new_page='<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
    alternative="",
)
_CONTENTS = re.compile(
    r"(<w:sdtContent>\s*<w:p><w:pPr><w:pStyle [^>]*>)(.*?</w:sdt>\s*(?:<w:bookmark(?:Start|End) [^>]*>\s*)*"
    r"<w:p><w:pPr><w:pStyle [^>]*>)",
    re.DOTALL,
)
"""A table of contents up to the style of the chapter that follows it at once."""

_CAPTION = re.compile(
    r'(?<=<w:pStyle w:val=")((?:Table|Image)Caption" /></w:pPr>)'
    rf'<w:r><w:t xml:space="preserve">([^<]*){HARD_SPACE}(\d+)(\.[^<]*)</w:t></w:r>'
)
_COLUMN = re.compile(r'<w:gridCol w:w="(\d+)" />')
_CELL = re.compile("<w:tcPr />")
_FIXED = '<w:tblLayout w:type="fixed" />'
"""What pandoc says of a table whose widths were given."""
_PAGE = re.compile(r"<w:pg(?:Sz|Mar)\b[^>]*>")
_A4_WIDTH = 9070
_NO_MARGIN = '<wp:inline distB="0" distL="0" distR="0" distT="0">'
"""Without it LibreOffice leaves some room beside a picture, and shows it over the edge of the text."""

_AFTER_TABLE = re.compile(r'(</w:tbl>\s*<w:p><w:pPr><w:pStyle w:val=")BodyText(?=")')
_PICTURE_NAME = re.compile(r'(<pic:cNvPr )descr="data:[^"]*"')
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<cp:coreProperties'
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    "<dc:subject>{subject}</dc:subject><dc:creator>{author}</dc:creator><dc:language>{language}</dc:language>"
    "<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>'
)


def lay_out(document: Document, folders: Sequence[Path]) -> bytes:
    """A document as a Word file, its pictures as PNG.

    `folders` are where report.docx is looked for, the first first: a file whose styles, page and footer are
    taken over. In its headers and footers the texts {title}, {author}, {page} and {of}, each alone in a run of
    text, are filled in. Raises `NapError` if pandoc or Typst is missing, and for a picture without alternative text.
    """
    reference = found(REFERENCE, folders)
    blocks = styled(document, _DOCX, drawn(document.pictures))
    files = unpacked(write(blocks, "docx", document.language, reference))
    files[_TEXT] = _text(files[_TEXT].decode(), short_tables(blocks)).encode()
    said = properties(document)
    files["docProps/core.xml"] = _PROPERTIES.format_map(said).encode()
    for name in files:
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            files[name] = filled(files[name].decode(), "w:t", said).encode()
    return packed(files, document.day)


def _text(xml: str, short: Sequence[bool]) -> str:
    """The body of the document with what pandoc leaves out; `short` are the tables to keep on one page."""
    counted = _CAPTION.sub(
        rf'\1<w:r><w:t xml:space="preserve">\2{HARD_SPACE}</w:t></w:r>'
        r'<w:fldSimple w:instr=" SEQ \2 \\* ARABIC "><w:r><w:t>\3</w:t></w:r></w:fldSimple>'
        r'<w:r><w:t xml:space="preserve">\4</w:t></w:r>',
        _PICTURE_NAME.sub(r"\1", xml),
    )
    spaced = _AFTER_TABLE.sub(r"\1FirstParagraph", counted.replace("<wp:inline>", _NO_MARGIN))
    paged = _CONTENTS.sub(r"\1<w:pageBreakBefore />\2<w:pageBreakBefore />", spaced, count=1)
    width, kept = _text_width(xml), iter(short)
    return re.sub(r"<w:tbl>.*?</w:tbl>", lambda it: _table(it.group(), width, next(kept)), paged, flags=re.DOTALL)


def _table(xml: str, width: int, short: bool) -> str:
    """A table whose rows are not split over pages, its text in styles of its own, as wide as the text is."""
    given = [int(column) for column in _COLUMN.findall(xml)]
    columns = [column * width // sum(given) for column in given] if _FIXED in xml else []
    grid = iter(columns)
    xml = _COLUMN.sub(lambda column: f'<w:gridCol w:w="{next(grid, column[1])}" />', xml)
    head, *rows = re.split("(?=<w:tr>)", xml)
    kept = [short] * (len(rows) - 1) + [False]
    return head + "".join(_row(row, columns, keep) for row, keep in zip(rows, kept, strict=True))


def _row(xml: str, columns: Sequence[int], kept: bool) -> str:
    """A row, kept on a page with the next one if it is `kept`."""
    if "<w:trPr>" in xml:
        style, xml = "TableHeading", xml.replace("<w:trPr>", "<w:trPr><w:cantSplit />", 1)
    else:
        style, xml = "TableText", xml.replace("<w:tr>", "<w:tr><w:trPr><w:cantSplit /></w:trPr>", 1)
    next_row = "<w:keepNext />" if kept else ""
    xml = xml.replace('<w:pStyle w:val="Compact" />', f'<w:pStyle w:val="{style}" />{next_row}')
    widths = iter(columns)
    return _CELL.sub(lambda _: f'<w:tcPr><w:tcW w:type="dxa" w:w="{next(widths)}" /></w:tcPr>', xml) if columns else xml


def _text_width(xml: str) -> int:
    """How wide the text is on a page, in twentieths of a point; on A4, if the reference does not say."""
    page = {name: int(value) for name, value in re.findall(r'w:(w|left|right)="(\d+)"', "".join(_PAGE.findall(xml)))}
    return page["w"] - page["left"] - page["right"] if len(page) == len(("w", "left", "right")) else _A4_WIDTH
