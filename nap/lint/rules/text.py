"""NAP8: how texts are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from nap.lint.addresses import bad_links, is_web, mail_addresses
from nap.lint.pairs import may_lack_bracket, may_lack_quote, unpaired_bracket, unpaired_quote
from nap.lint.rule import rule
from nap.lint.telephone import has_many_digits, telephone_numbers
from nap.sentence import Sentence, say

T = TypeVar("T")
Wrong = Iterable[tuple[str, Sentence, Sentence]]
"""The parts of a text that are wrong, each with a message and a hint."""

_MOST = 5
_LONGEST_WORD = 60

# Those that hardly any text needs are compiled when one does.
_SPACE = re.compile(r"\s")
_SPACES = re.compile("(?<=\\S)[ \u00a0\u202f]{2,}(?=\\S)")
_TAG = (
    r"(?i)<!--|</[a-z][^<>]*>|<(?:a|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|iframe|img|ins|li|link"
    r"|meta|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|thead|tr|u|ul)"
    r"(?:\s[^<>]*|/)?>"
)
_COLON = re.compile(r":\S")
_ENTITY = r"(?i)&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});"


def _some(found: Iterable[T]) -> Iterable[T]:
    """The first few of the same fault in one text, each once: who mends these will see whether there are more."""
    return dict.fromkeys(islice(found, _MOST))


def _words_at(text: str, start: int, end: int) -> str:
    """The words in which a part of a text stands, with those before it where the same ones stand elsewhere too.

    Empty where that does not help: then the whole text is pointed at.
    """
    end += len(_SPACE.split(text[end : end + _LONGEST_WORD], maxsplit=1)[0])
    for _ in range(3):
        start -= len(_SPACE.split(text[max(0, start - _LONGEST_WORD) : start])[-1])
        words = text[start:end]
        if text.find(words) == start:
            return words
        start = max(0, start - 1)
    return ""


@rule(
    "NAP801",
    "unpaired-bracket",
    "warning",
    "text",
    why="Where a bracket is missing, part of the sentence is often missing too.",
    wrong="nl: De brochure (in het Duits en het Engels verspreiden.",
    right="nl: De brochure (in het Duits en het Engels) verspreiden.",
    mend="Write the other bracket, or remove this one. The letters of a list may stand with one: a) … b) …",
    suspect=lambda joined: may_lack_bracket(joined.rare),
)
def lone_bracket(text: str) -> Wrong:
    """A bracket is opened and not closed, or closed and not opened."""
    index = unpaired_bracket(text)
    if index is None:
        return ()
    message = say("The bracket {bracket} has no counterpart in this text.", bracket=text[index])
    hint = say("Write the other one of the pair, or remove this one.")
    return ((_words_at(text, index, index + 1), message, hint),)


@rule(
    "NAP802",
    "unpaired-quote",
    "warning",
    "text",
    why="Without the other quotation mark nobody can tell where the quoted words end.",
    wrong="nl: De brochure ‘Corruptie? Niet in ons bedrijf actualiseren.",
    right="nl: De brochure ‘Corruptie? Niet in ons bedrijf’ actualiseren.",
    mend="Write the other one. « », “ ”, „ “ and ‘ ’ are all good; an apostrophe is ’, also at the start of a word.",
    suspect=lambda joined: may_lack_quote(joined, joined.rare),
)
def lone_quote(text: str) -> Wrong:
    """A quotation mark is opened and not closed, or closed and not opened."""
    index = unpaired_quote(text)
    if index is None:
        return ()
    message = say("The quotation mark {mark} has no counterpart in this text.", mark=text[index])
    if text[index] == "‘":
        hint = say("Write the ’ that closes it; where an apostrophe is meant, write ’ here.")
    else:
        hint = say("Write the other one of the pair, or remove this one.")
    return ((_words_at(text, index, index + 1), message, hint),)


@rule(
    "NAP803",
    "double-space",
    "warning",
    "text",
    why="A double space is a slip of the keyboard that stays in every report.",
    wrong="nl: De wet is  goedgekeurd.",
    right="nl: De wet is goedgekeurd.",
    mend="Write one space; one that keeps two words on a line counts too.",
    suspect=lambda joined: b"  " in joined.encoded or "\u00a0" in joined.rare or "\u202f" in joined.rare,
)
def double_space(text: str) -> Wrong:
    """A text has two or more spaces in a row."""
    for words in _some(_words_at(text, *spaces.span()) for spaces in _SPACES.finditer(text)):
        yield words, say("There are two spaces here."), say("Write one.")


_MIXED_UP = ("\ufffd", "Ã", "â€")
"""What a lost character leaves behind, though it can be seen."""


def _may_have_hidden(text: str) -> bool:
    return not text.isprintable() or any(sign in text for sign in _MIXED_UP)


@rule(
    "NAP804",
    "hidden-character",
    "error",
    "text",
    why="Such a text cannot be found or compared, and may show a reader something else than it says.",
    wrong='nl: "kinder\\u00ADopvang"',
    right="nl: kinderopvang",
    mend="Remove the character, or type the words anew: such characters come along from a PDF or a text processor.",
    suspect=lambda joined: _may_have_hidden(joined.rare),
    explains=("NAP802",),
)
def hidden_character(text: str) -> Wrong:
    """A text has a character that cannot be seen, that turns the direction of the words, or that was lost."""
    if _may_have_hidden(text):
        from nap.lint.characters import HIDDEN, what_it_is  # noqa: PLC0415 - large patterns that hardly any text needs

        for words, character in _some((_words_at(text, *one.span()), one[0]) for one in HIDDEN.finditer(text)):
            yield words, *what_it_is(character)


@rule(
    "NAP805",
    "html",
    "error",
    "text",
    why="A plan's texts are shown as they are written: readers would see the codes.",
    wrong="nl: De <b>brochure</b> over R&amp;D",
    right="nl: De brochure over R&D",
    mend="Write plain text, with the characters themselves.",
    suspect=lambda joined: "<" in joined.rare or "&" in joined.rare,
)
def markup(text: str) -> Wrong:
    """A text has HTML: a tag such as <b>, a code such as &nbsp;, or a comment."""
    for tag in _some(found[0] for found in re.finditer(_TAG, text)) if "<" in text else ():
        yield tag, say("This is HTML; a text here is plain."), say("Remove it.")
    for code in _some(found[0] for found in re.finditer(_ENTITY, text)) if "&" in text else ():
        meant = _meant_by(code)
        if meant.isspace():
            yield code, say("This is a space as HTML writes it."), say("Write a space.")
        elif meant.isprintable() and meant:
            message = say("This is {character} as HTML writes it.", character=meant)
            yield code, message, say("Write {character} itself.", character=meant)
        elif meant:
            yield code, say("This is a character as HTML writes it."), say("Remove it.")


def _meant_by(code: str) -> str:
    """The character that HTML writes so; "" for none."""
    from html import unescape  # noqa: PLC0415 - a table of 2,000 names that hardly any plan needs

    meant = unescape(code)
    return "" if meant.endswith(";") else meant


@rule(
    "NAP806",
    "bad-link",
    "error",
    "text",
    why="Whoever wants to check what is said must be able to follow the link.",
    wrong="- url: www.example.org/report",
    right="- url: https://www.example.org/report",
    mend="Write the whole address, from https:// on. In a text, an address such as www.example.org may stand without.",
    suspect=lambda joined: (
        ("/" in joined.rare and ("//" in joined or ";/" in joined))
        or (":" in joined.rare and _COLON.search(joined) is not None)
    ),
)
def bad_link(text: str) -> Wrong:
    """A link does not start with https:// or http://, or is not written as a link."""
    for link in _some(bad_links(text)) if ":" in text or "//" in text or ";/" in text else ():
        if is_web(link):
            message = say("This link leads nowhere.")
            yield link, message, say("Write the whole address, such as https://www.example.org/report.")
        else:
            message = say("A link starts with https:// or http://; this one does not.")
            yield link, message, say("Write the address of a page, or the words alone.")


@rule(
    "NAP807",
    "telephone-number",
    "error",
    "text",
    why="The files are public and stay so: a number that is removed can still be found in older versions.",
    wrong="nl: Inlichtingen op het nummer 02 000 00 12.",
    right="nl: Inlichtingen bij de FOD Justitie.",
    mend="Name the service instead of its number. Numbers that anybody can call for free may stand.",
    suspect=lambda joined: has_many_digits(joined.encoded),
)
def telephone_number(text: str) -> Wrong:
    """A text has a telephone number."""
    for number in _some(telephone_numbers(text)) if has_many_digits(text.encode(errors="surrogatepass")) else ():
        yield number, say("This looks like a telephone number."), say("Name the service instead.")


@rule(
    "NAP808",
    "mail-address",
    "error",
    "text",
    why="The files are public and stay so: whose address is in them gets mail from everybody.",
    wrong="nl: Vragen aan jan.janssens@fod.example.",
    right="nl: Vragen aan info@fod.example.",
    mend="Name the service, or its mailbox: one that is called info, contact, secretariaat, press … may stand.",
    suspect=lambda joined: "@" in joined.rare,
)
def mail_address(text: str) -> Wrong:
    """A text has a mail address that may be a person's own."""
    for address in _some(mail_addresses(text)) if "@" in text else ():
        message = say("This may be the mail address of a person.")
        yield address, message, say("Name the service instead, or its mailbox, such as info@example.org.")
