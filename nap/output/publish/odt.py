"""The report as an OpenDocument text: pandoc writes it in the styles of templates/report.odt, and nap adds the rest.

That is: alternative texts, rows that stay whole, rules in tables, numbers of captions that count on, the words
at the foot of the pages, and properties that tell nothing of where or when the file was made.
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

REFERENCE = "report.odt"

_ENTRY = (
    '<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">'
    "<text:index-entry-link-start/><text:index-entry-text/>"
    '<text:index-entry-tab-stop style:type="right" style:leader-char="."/>'
    "<text:index-entry-page-number/><text:index-entry-link-end/></text:table-of-content-entry-template>"
)
_ODT = Sort(
    raw="opendocument",
    entry="Contents_20_{level}",
    start='<text:table-of-content text:name="contents" text:protected="true">'
    '<text:table-of-content-source text:outline-level="2">'
    '<text:index-title-template text:style-name="Contents_20_Heading">{contents}</text:index-title-template>'
    f"{_ENTRY.format(level=1)}{_ENTRY.format(level=2)}</text:table-of-content-source><text:index-body>"
    '<text:index-title text:name="contents_Head"><text:p text:style-name="Contents_20_Heading">{contents}</text:p>'
    "</text:index-title>",
    heading=None,
    before_entries="",
    after_entries="",
    end="</text:index-body></text:table-of-content>",
    new_page='<text:p text:style-name="Page_20_break"/>',
    alternative="<svg:title>{alternative}</svg:title>",
)
_CONTENTS = re.compile(
    r"(<text:table-of-content .*?)(Contents_20_Heading)(.*?)\2"
    r'(.*?</text:table-of-content>\s*<text:h [^>]*?style-name=")(\w+)(?=")',
    re.DOTALL,
)
"""A table of contents, with its heading twice, up to the style of the chapter that follows it at once."""

_NEW_PAGE = (
    '<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}">'
    '<style:paragraph-properties fo:break-before="page" /></style:style>'
)
_CONTENTS_PAGE = "Contents_20_page"
"""The style of its heading there: a common one, so that it stays when the contents are updated."""

_WHOLE = 'style:may-break-between-rows="false" '
_TABLE = re.compile(r'(<style:style style:name="Table\d+" style:family="table">\s*<style:table-properties )')
_CAPTION = re.compile(rf'(<text:p text:style-name="(Table|Figure)Caption">[^<]*{HARD_SPACE})(\d+)(?=\.)')
_ALTERNATIVE = re.compile(r"</draw:frame>\s*(<svg:title>[^<]*</svg:title>)")
_ANCHOR_STYLE = 'text:style-name="Definition"'
"""What pandoc gives links inside the document."""

_SEQUENCES = (
    "<text:sequence-decls>"
    '<text:sequence-decl text:display-outline-level="0" text:name="Table"/>'
    '<text:sequence-decl text:display-outline-level="0" text:name="Figure"/>'
    "</text:sequence-decls>"
)
_NO_BORDER = '<style:table-cell-properties fo:border="none" />'
_CELL = (
    '<style:table-cell-properties{ground} fo:padding-left="0.12cm" fo:padding-right="0.12cm" fo:padding-top="0.03cm"'
    ' fo:padding-bottom="0.03cm" fo:border-left="none" fo:border-right="none" fo:border-top="none"'
    ' fo:border-bottom="{rule}" />'
)
_HEADING_CELL = _CELL.format(ground=' fo:background-color="#e6ecf5"', rule="1pt solid #1f3864")
_OTHER_CELL = _CELL.format(ground="", rule="0.5pt solid #a6b1c2")
_ROW = (
    '<style:style style:name="WholeRow" style:family="table-row">'
    '<style:table-row-properties fo:keep-together="always" /></style:style></office:automatic-styles>'
)
_META = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' office:version="1.3"><office:meta><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>'
    "<dc:language>{language}</dc:language><meta:initial-creator>{author}</meta:initial-creator>"
    "<dc:creator>{author}</dc:creator><meta:creation-date>{day}T00:00:00</meta:creation-date>"
    "<dc:date>{day}T00:00:00</dc:date></office:meta></office:document-meta>"
)


def lay_out(document: Document, folders: Sequence[Path]) -> bytes:
    """A document as an OpenDocument text, its pictures as PNG.

    `folders` are where report.odt is looked for, the first first: a file whose styles, page and footer are
    taken over. In its headers and footers the texts {title}, {author}, {page} and {of}, each alone in a span,
    are filled in. Raises `NapError` if pandoc or Typst is missing, and for a picture without alternative text.
    """
    reference = found(REFERENCE, folders)
    blocks = styled(document, _ODT, drawn(document.pictures))
    files = unpacked(write(blocks, "odt", document.language, reference))
    said = properties(document)
    files["content.xml"] = _text(files["content.xml"].decode(), short_tables(blocks)).encode()
    files["styles.xml"] = _styles(filled(files["styles.xml"].decode(), "text:span", said)).encode()
    files["meta.xml"] = _META.format_map(said).encode()
    return packed(files, document.day, stored=["mimetype"])


def _styles(xml: str) -> str:
    """The styles with what pandoc gets wrong, and the one that a page for the table of contents needs."""
    page = _NEW_PAGE.format(name=_CONTENTS_PAGE, parent="Contents_20_Heading")
    known = f'style:name="{_CONTENTS_PAGE}"' in xml
    xml = xml if known else xml.replace("</office:styles>", f"{page}</office:styles>", 1)
    return xml.replace('fo:country=""', 'fo:country="none"')


def _text(xml: str, short: Sequence[bool]) -> str:
    """The body of the document with what pandoc leaves out; `short` are the tables to keep on one page."""
    xml = _ALTERNATIVE.sub(r"\1</draw:frame>", xml)
    xml = _CAPTION.sub(
        r'\1<text:sequence text:ref-name="ref\2\3" text:name="\2" text:formula="ooow:\2+1" style:num-format="1">'
        r"\3</text:sequence>",
        xml,
    )
    xml = xml.replace(_NO_BORDER, _HEADING_CELL, 1).replace(_NO_BORDER, _OTHER_CELL)
    kept = iter(short)
    xml = _TABLE.sub(lambda table: f'{table[1]}{_WHOLE if next(kept) else ""}fo:margin-bottom="0.3cm" ', xml)
    xml = xml.replace(_ANCHOR_STYLE, 'text:style-name="Internet_20_link"')
    xml = xml.replace("<table:table-row>", '<table:table-row table:style-name="WholeRow">')
    contents = _CONTENTS.search(xml)
    if contents:
        xml = _CONTENTS.sub(rf"\1{_CONTENTS_PAGE}\3{_CONTENTS_PAGE}\4NewPage", xml, count=1)
        page = _NEW_PAGE.format(name="NewPage", parent=contents[5])
        xml = xml.replace("</office:automatic-styles>", f"{page}</office:automatic-styles>", 1)
    xml = xml.replace("</office:automatic-styles>", _ROW, 1)
    return xml.replace("<office:text>", f"<office:text>{_SEQUENCES}", 1)
