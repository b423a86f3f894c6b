"""What libyaml complains about, in words for people who have never heard of a token or a scalar.

libyaml says where it gave up, which is often not where the mistake is: quotes that nobody closed end at the next
ones, lines further down. So what is said here also looks at the text around.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError
from yaml.tokens import ScalarToken

from nap.sentence import Sentence, say
from nap.store.positions import Place, Refusal, place_in, place_of_mark

if TYPE_CHECKING:
    from pydantic import BaseModel

_NO_START = frozenset(",[]{}&*!|>%@`?:")
"""What a text without quotes cannot start with."""

_DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)

_IN_THE_FILE = {
    "directive": (
        "NAP107",
        say("This is not YAML: the file has a YAML directive."),
        say("Remove the line that starts with %."),
    ),
    "incompatible YAML": (
        "NAP107",
        say("This is not YAML: the file is said to be of another version."),
        say("Remove the line that starts with %."),
    ),
    "<document start>": (
        "NAP106",
        say("This is not YAML: the file ended above, and goes on here."),
        say("Keep one document a file: remove the line with three dots, or what follows it."),
    ),
}
_ON_A_LINE = {
    "expected key": (
        say("This is not YAML: this line is indented otherwise than what it belongs with."),
        say("Give it as many spaces as the line above that it stands beside; look there for a missing dash, too."),
    ),
    "'-' indicator": (
        say("This is not YAML: the next item of a list should start here, with a dash."),
        say("Start the line with `- `, or give it the indentation of the lines of the item above it."),
    ),
    "sequence entries": (
        say("This is not YAML: a list cannot start on the line of its key."),
        say("Start it on the next line, or put quotes around a text that starts with a dash."),
    ),
    "comment or line break": (
        say("This is not YAML: after > or | a text starts on the next line."),
        say("Start it there, indented; or put quotes around a text that starts with > or |."),
    ),
}
_AFTER_QUOTES = (
    say("This is not YAML: the quotes close before this, and the line goes on."),
    say("Write ‘ ’ or “ ” for quotes inside a text between quotes."),
)
_AFTER_BRACKETS = (
    say("This is not YAML: the brackets close before this, and the line goes on."),
    say("Put quotes around a text that starts with a bracket."),
)
_COLON_IN_TEXT = (
    say("This is not YAML: a text without quotes has a colon followed by a space here."),
    say("Put straight quotes, \" or ', around a text that contains a colon followed by a space."),
)
_COLON_AFTER_TEXT = (
    say("This is not YAML: by its indentation this line goes on with the text above, and it has a colon."),
    say(
        "If it starts a new key, give it the indentation of the keys beside it, and look above for a missing colon; "
        "if it is text, put quotes around all of it."
    ),
)
_NO_COLON = (
    say("This is not YAML: this line has no colon after its key, and continues no text."),
    say("Write `key: value`, with a space after the colon, or mend its indentation."),
)
_BACKSLASH = (
    say("This is not YAML: between double quotes, a backslash and what follows it mean something else."),
    say("Write two backslashes for one, or put the text between single quotes."),
)
_OPEN_QUOTES = say("This is not YAML: the quotes that open here are never closed.")
_APOSTROPHE = re.compile(r"'(?:[a-z]|ns|ie|em|er) ", re.IGNORECASE)
"""What a Dutch text may start with: ’s avonds, ’t, ’n."""
_FIELD = re.compile(r"(\w+):(?!\S)")
_WORD = re.compile(r"\w+")
_COLON = re.compile(r":(?:\s|\Z)")
_NO_SPACE = re.compile("^[ -]*(?:[\\w$]+:)?[ ]*[\u00a0\u2007\u202f]", re.MULTILINE)
"""The start of a line, with a space that is none to YAML where it needs one."""


def refusal_for(error: MarkedYAMLError, text: str) -> Refusal:  # noqa: PLR0911 - each complaint has its own answer
    """Why a file cannot be read, where, and what to write instead."""
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        message = say("This is not YAML: two versions of the file were put together here, and nobody chose.")
        hint = say("Keep what is right, and remove the lines that start with <<<<<<<, ======= and >>>>>>>.")
        return Refusal("NAP105", _line_of(conflict), message, hint)
    complaint = f"{error.context or ''} {error.problem or ''}"
    began: Any = error.context_mark
    mark: Any = error.problem_mark or began
    if "tab" in complaint or (mark and text[mark.index : mark.index + 1] == "\t"):
        message = say("This is not YAML: there is a tab here where only spaces may stand.")
        return Refusal("NAP104", place_of_mark(mark), message, say("Indent with spaces, not with tabs."))
    spaces = _NO_SPACE.search(text, text.rfind("\n", 0, (began or mark).index) + 1, mark.index + 1) if mark else None
    if spaces is not None:
        line, column, *_ = place_in(text, spaces.end() - 1)
        message = say("This is not YAML: what looks like a space here is another character.")
        return Refusal("NAP105", (line, column, line, column + 1), message, say("Type a space over it."))
    directive = _DIRECTIVE.search(text, 0, mark.index) if "<document start>" in complaint else None
    if directive is not None:
        _, message, hint = _IN_THE_FILE["directive"]
        return Refusal("NAP107", _line_of(directive), message, hint)
    for part, (code, message, hint) in _IN_THE_FILE.items():
        if part in complaint:
            return Refusal(code, place_of_mark(mark), message, hint)
    if "quoted scalar" in complaint and "unexpected" in complaint:
        return Refusal(
            "NAP105", place_of_mark(began), _OPEN_QUOTES, _how_to_close(began, text, say("Close the quotes."))
        )
    if "',' or" in complaint and began.line != mark.line:
        opening = text[began.index : began.index + 1]
        message = say("This is not YAML: the bracket {bracket} that opens here is not closed.", bracket=opening)
        hint = say("Close it with {bracket}.", bracket="]" if opening == "[" else "}")
        return Refusal("NAP105", place_of_mark(began), message, hint)
    opened = _open_above(mark, text) if "expected key" in complaint else None
    if opened is not None:
        message = say("This is not YAML: the quotes that open here close on line {line}.", line=mark.line + 1)
        hint = _how_to_close(opened, text, say("Close the quotes where the text ends."))
        return Refusal("NAP105", place_of_mark(opened), message, hint)
    first = _first_without_colon(mark, text) if "mapping values" in complaint else None
    if first is not None:
        return Refusal("NAP105", first, *_NO_COLON)
    outdented = _outdented(mark, text) if "mapping values" in complaint or "expected key" in complaint else None
    if outdented is not None:
        return Refusal("NAP105", outdented, *_ON_A_LINE["expected key"])
    if "expected ':'" in complaint:  # which libyaml notices only when the next line begins
        return Refusal("NAP105", place_of_mark(began), *_NO_COLON)
    return Refusal("NAP105", place_of_mark(mark), *_on_its_line(complaint, mark, text))


def _how_to_close(mark: Any, text: str, hint: Sentence) -> Sentence:
    """What to do about quotes that open; what opens a word such as ’s was no quotation mark."""
    if _APOSTROPHE.match(text, mark.index):
        return say("Write ’ for an apostrophe; or close the quotes.")
    return hint


def _open_above(mark: Any, text: str) -> Any:
    """Where the quotes open that close just before a mark, if that is on a line above it."""
    if text[mark.index - 1 : mark.index].strip(" ") not in {"", "'", '"'}:
        return None
    get_token = CParser(text).get_token
    token: Any = get_token()
    last = None
    while token is not None and token.start_mark.index < mark.index:
        if type(token) is ScalarToken:
            last = token
        token = get_token()
    if last is None or last.plain or last.style in {"|", ">"} or last.end_mark.line != mark.line:
        return None
    return last.start_mark if last.start_mark.line < mark.line else None


def _first_without_colon(mark: Any, text: str) -> Place | None:
    """Where the first field of a mapping stands that has no colon, or no space after it.

    libyaml takes it for a text, which the line of the second field goes on with.
    """
    *above, line = text[: mark.index].split("\n")
    said = [(number, one) for number, one in enumerate(above, start=1) if one.strip() and one.strip()[0] != "#"]
    if not said:
        return None
    number, first = said[-1]
    column = len(first) - len(first.lstrip(" -"))
    word = _WORD.match(first, column)
    if column != len(line) - len(line.lstrip(" ")) or word is None or _COLON.search(first):
        return None
    if len(said) > 1 and not _is_field(word[0]):
        return None
    begins = len(said) == 1 or "-" in first[:column] or said[-2][1].rstrip().endswith(":")
    return (number, column + 1, number, column + 1) if begins else None


def _is_field(word: str) -> bool:
    """Whether a word is a field of some record, or may be a language."""
    from nap.model.base import LANGUAGE, Record  # noqa: PLC0415 - reading a file needs no model

    _files()
    fields = (record.model_fields for record in Record.__subclasses__())
    return re.match(LANGUAGE, word) is not None or any(word in names for names in fields)


def _outdented(mark: Any, text: str) -> Place | None:
    """Where a field stands at the start of a line that is none at the top of any file, and so belongs further in.

    It is the nearest line above with less indentation: what follows it is what libyaml has no place for.
    """
    lines = text[: mark.index].split("\n")
    indent = len(lines[-1]) - len(lines[-1].lstrip(" "))
    at_top = {field for record in _files() for field in record.model_fields}
    for number in range(len(lines) - 1, 0, -1):
        line = lines[number - 1]
        if line.strip() and not line.startswith(" " * indent) and not line.lstrip().startswith("#"):
            field = _FIELD.match(line)
            outside = field is not None and field[1] not in at_top and _is_field(field[1])
            return (number, 1, number, 1) if outside else None
    return None


def _files() -> tuple[type[BaseModel], ...]:
    """What the files of a plan hold."""
    from nap.model.action import Action  # noqa: PLC0415 - reading a file needs no model
    from nap.model.actor import ActorsFile  # noqa: PLC0415
    from nap.model.manifest import Manifest  # noqa: PLC0415

    return Action, Manifest, ActorsFile


def _on_its_line(complaint: str, mark: Any, text: str) -> tuple[str, str]:  # noqa: PLR0911 - as above
    """What is wrong with a line from some point on, and what to write instead."""
    before = text[text.rfind("\n", 0, mark.index) + 1 : mark.index].rstrip() if mark else ""
    if "mapping values" in complaint:
        return _COLON_IN_TEXT if ":" in before else _COLON_AFTER_TEXT
    if "quoted scalar" in complaint:
        return _BACKSLASH
    if "expected key" in complaint and before[-1:] in {"'", '"'}:
        return _AFTER_QUOTES
    if "expected key" in complaint and before[-1:] in {"]", "}"}:
        return _AFTER_BRACKETS
    if "',' or" in complaint:
        message = say("This is not YAML: between brackets, a comma or a closing bracket must stand here.")
        return message, say("Put commas between entries, and quotes around a text that has brackets or quotes in it.")
    for part, said in _ON_A_LINE.items():
        if part in complaint:
            return said
    start = before[-1:] if "alphabetic" in complaint else text[mark.index : mark.index + 1]
    if start in _NO_START:
        message = say("This is not YAML: a text without quotes cannot start with {character}.", character=start)
        return message, say("Put quotes around the text, or remove what should not stand here.")
    if "flow" in complaint and not start:
        message = say("This is not YAML: the file ends before a bracket is closed.")
        return message, say("Close the bracket.")
    message = say("This is not YAML: it cannot be read from here ({problem}).", problem=complaint.strip())
    return message, say("Look at this line and the one above: quotes, colons, brackets, and the spaces at the start.")


def _line_of(found: re.Match[str]) -> Place:
    """The place of something found at the start of a line."""
    line = found.string.count("\n", 0, found.start()) + 1
    return (line, 1, line, 1 + len(found[0]))
