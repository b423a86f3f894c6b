"""The parts of a workbook that came back, taken out without harm.

What comes by mail can be anything. Nothing is taken out before it is known how much there is of it, and what is no form
is said to be what it is.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from itertools import pairwise
from struct import error as StructError  # noqa: N812 - it is a class

from nap.sentence import Sentence, say

MAX_FILE = 5_000_000
"""Bytes of a file. The largest form has 25 kB; there is room for a picture that somebody pasted into it."""
MAX_MEMBERS = 200
"""Files in a workbook. A form has about fifteen."""
MAX_PART = 2_000_000
"""Bytes of one XML part, taken out. The largest of a form, well filled in, has 100 kB."""
MAX_PARTS = 4_000_000
"""Bytes of all XML parts together. Those of the largest form, as LibreOffice saves it, have 200 kB."""


class Refused(Exception):
    """Nothing can be read from a file: why, and what to do about it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


_SAVE_AS = say("Open it, and save it as an Excel workbook (.xlsx).")
_SEND_THE_FORM = say("Send the workbook (.xlsx) that came as the form, filled in.")
_SEND_AGAIN = say("Open it to see whether it is whole, save it, and send it again.")


def damaged() -> Refused:
    """What is said of a file that nothing can be made of."""
    return Refused(say("The file is damaged, or only a part of it arrived."), _SEND_AGAIN)


def too_much() -> Refused:
    """What is said of a file that holds far more than a form."""
    message = say("The file holds far more than a form does.")
    return Refused(message, say("Copy the answers into a new form: only the cells to fill, not whole rows or columns."))


def _no_form(kind: Sentence, hint: str = _SEND_THE_FORM) -> Refused:
    return Refused(say("This is {kind}, and not a form.", kind=kind), hint)


_TEXT_DOCUMENT = say("a text document")
_PRESENTATION = say("a presentation")
_PICTURE = say("a picture")
_ODS = say("a workbook of LibreOffice (.ods)")
_XLS = say("a workbook in the old format of Excel (.xls)")

# How the content of a file begins. What is a workbook too need only be saved in the other format.
_BEGINNINGS: tuple[tuple[bytes, Sentence], ...] = (
    (b"%PDF-", say("a PDF file")),
    (b"{\\rtf", _TEXT_DOCUMENT),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", say("an archive")),
    (b"7z\xbc\xaf", say("an archive")),
    (b"Rar!", say("an archive")),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The names of what old files of Office hold, as they stand in them; the first that is found says what it is.
_IN_OLE2: tuple[tuple[str, Sentence, str], ...] = (
    ("__properties_version1.0", say("an e-mail"), say("Save the form that is attached to it, and send that.")),
    ("WordDocument", _TEXT_DOCUMENT, _SEND_THE_FORM),
    ("PowerPoint Document", _PRESENTATION, _SEND_THE_FORM),
    ("Workbook", _XLS, _SAVE_AS),
    ("Book", _XLS, _SAVE_AS),
)
# The beginning of the names of what files in a zip hold.
_IN_ZIP: tuple[tuple[str, Sentence, str], ...] = (
    ("word/", _TEXT_DOCUMENT, _SEND_THE_FORM),
    ("ppt/", _PRESENTATION, _SEND_THE_FORM),
    ("xl/workbook.bin", say("a binary workbook of Excel (.xlsb)"), _SAVE_AS),
    ("Index/", say("a document of Apple's programs"), _SAVE_AS),
)
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype|html|head|body|meta|table|style)\b", re.IGNORECASE)


def refuse_others(content: bytes) -> None:
    """Raise `Refused` for a file that is known to be something else than a workbook or a table in text."""
    if not content:
        raise Refused(say("The file is empty."), _SEND_AGAIN)
    if len(content) > MAX_FILE:
        raise too_much()
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            raise _no_form(kind)
    if content.startswith(_OLE2):
        raise _old_office(content)
    text = content[:1000].removeprefix(b"\xef\xbb\xbf")
    if _WEB_PAGE.match(text):
        raise _no_form(say("a web page"), _SAVE_AS)
    if text.startswith(b"<?xml"):
        raise _no_form(say("an XML file"), _SAVE_AS)


def is_packed(content: bytes) -> bool:
    """Whether a file is a zip, as workbooks are."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpack(content: bytes) -> dict[str, bytes]:
    """The XML parts of a workbook, by their names; raises `Refused`."""
    refuse_others(content)
    if not is_packed(content):
        raise Refused(say("This is not a workbook."), _SEND_THE_FORM)
    _refuse_open_document(content)
    # Each entry of the table of contents takes half a kilobyte once it is read.
    if content.count(b"PK\x01\x02") > MAX_MEMBERS:
        raise too_much()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _look_at(members)
            return {member.filename: _part(archive, member) for member in members if _is_xml(member)}
    except _BROKEN_ZIP:
        raise damaged() from None


_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    StructError,
    NotImplementedError,  # a version of zip that is not known
    ValueError,  # a name that is no text, a place before the beginning
    OSError,  # a place that is none
)
"""What zipfile raises for a broken file."""


def _old_office(content: bytes) -> Refused:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return _locked()
    for name, kind, hint in _IN_OLE2:
        if holds(name):
            return _no_form(kind, hint)
    return _no_form(say("a file in an old format of Office"), _SAVE_AS)


def _locked() -> Refused:
    return Refused(
        say("The file can be opened only with a password."), say("Save it without a password, and send it again.")
    )


def _refuse_open_document(content: bytes) -> None:
    """Say what a document of LibreOffice is: it begins with its kind, not compressed."""
    kind = re.match(rb"mimetypeapplication/vnd\.oasis\.opendocument\.([a-z]+)", content[30:130])
    if kind:
        raise _no_form(_ODS, _SAVE_AS) if kind[1] == b"spreadsheet" else _no_form(_TEXT_DOCUMENT)


_MACROS = re.compile("vbaproject|vbadata|macrosheets/", re.IGNORECASE)
_EXTERNAL = re.compile("externallinks/|xl/connections|querytables/", re.IGNORECASE)
_EMBEDDED = re.compile("embeddings/|activex/|ctrlprops/|oleobject", re.IGNORECASE)


def macros() -> Refused:
    """What is said of a workbook with macros."""
    return Refused(say("The workbook holds macros."), say("Save it as an Excel workbook without macros (.xlsx)."))


def external() -> Refused:
    """What is said of a workbook that takes values from elsewhere."""
    message = say("The workbook takes values from other files or programs.")
    return Refused(message, say("Break these links (in Excel: Data, Edit Links), save it, and send it again."))


def _embedded() -> Refused:
    message = say("The workbook holds another document, or a button or field of its own.")
    return Refused(message, say("Remove it; a link to a document can stand with the evidence."))


def _look_at(members: list[zipfile.ZipInfo]) -> None:
    """Raise `Refused` for what no form holds, by the names and sizes that the zip gives."""
    names = [member.filename for member in members]
    for beginning, kind, hint in _IN_ZIP:
        if any(name.startswith(beginning) for name in names):
            raise _no_form(kind, hint)
    if "[Content_Types].xml" not in names:
        raise _no_form(say("an archive (.zip)"))
    if any(member.flag_bits & 1 for member in members):
        raise _locked()
    for pattern, refused in ((_MACROS, macros), (_EXTERNAL, external), (_EMBEDDED, _embedded)):
        if any(pattern.search(name) for name in names):
            raise refused()
    parts = [member.file_size for member in members if _is_xml(member)]
    if len(members) > MAX_MEMBERS or max(parts) > MAX_PART or sum(parts) > MAX_PARTS:
        raise too_much()
    if len(set(names)) < len(names) or _overlap(members):
        raise damaged()
    if any(member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for member in members):
        raise damaged()


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Whether two members share bytes of the file: so small files are made to unpack to anything."""
    spans = sorted((m.header_offset, m.header_offset + 30 + len(m.filename) + m.compress_size) for m in members)
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels", ".vml"))


def _part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """What a member says; its check sum is compared.

    It is asked for the size that it gives, which was looked at. Asked for all there is, zipfile would unpack that too,
    and only then cut off what is more than the size.
    """
    with archive.open(member) as file:
        return file.read(member.file_size + 1)
