"""Telephone numbers in texts, told from all the other numbers that a plan is full of.

Amounts, years, days, laws, dossiers and companies have digits in groups too. A telephone number starts with 0 or with
the + of a country, and its groups are as long as a country writes them; any other number is one only after a word that
says so. The words stand in one table by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

WORDS: Mapping[str, tuple[str, ...]] = {
    "nl": ("tel", "telefoon", "telefoonnr", "telefoonnummer", "gsm", "gsm-nummer", "fax"),
    "fr": ("tél", "téléphone", "n° de téléphone", "numéro de téléphone", "gsm", "fax"),
    "de": ("tel", "tel.-nr", "telefon", "telefonnummer", "handynummer", "fax"),
    "en": ("tel", "telephone", "telephone number", "phone", "phone number", "fax"),
}
"""What is written before a telephone number."""

_BETWEEN_DIGITS = " ./()-\u00a0\u202f".encode()
_WITH_ZEROS = bytes(
    ord("0") if sign in b"0123456789" else ord(" ") if sign in _BETWEEN_DIGITS else ord("x") for sign in range(256)
)
_SIX_DIGITS = re.compile(rb"0(?<!00)(?=(?: {0,9}0){5})")
"""In a text whose digits are zeros: where a number begins that may be long enough. It may follow a sign or a word."""
_A_YEAR = rb"(?:19|20)[0-9]{2}(?![0-9])"
_PLUS = rb"[+][0-9]"
_BETWEEN = "(?: ?/ ?|[ .\u00a0\u202f-])"


def _alone(start: str) -> str:
    """The start of a number that is not part of another; what stands before it is looked at last, which is quicker."""
    return f"{start}(?<![\\w+/.,=-]{start})(?<![0-9][ \u00a0\u202f]{start})"


# (?=(…))\1 takes all it can and gives nothing back. What Python 3.11 has for that, *+, is wrong before 3.11.5.
# These are compiled when they are first needed: hardly any text has so many digits.
_NATIONAL = rf"{_alone('0[1-9]')}[0-9]{{0,2}}(?:\) ?|{_BETWEEN})(?=([0-9]{{2,8}}(?:{_BETWEEN}[0-9]{{2,8}})*))\1(?!\w)"
_SHAPES = frozenset(
    {
        *((2, 3, 2, 2), (3, 2, 2, 2), (4, 2, 2, 2), (4, 3, 3), (2, 7), (3, 6), (4, 6), (2, 3, 4), (3, 3, 3)),  # Belgium
        *((2, 2, 2, 2, 2), (3, 7), (2, 8), (2, 4, 4), (3, 3, 4), (3, 3, 2, 2), (4, 7), (3, 8), (3, 4, 4)),  # around it
    }
)
"""How long the groups are in which countries write their numbers."""

_COUNTRY = rf"(?:{_alone('[+][1-9]')}|{_alone('00[1-9]')})(?=((?:[ ./\u00a0\u202f-]?\(?[0-9]\)?)*))\1(?!\w)"
_COUNTRY_DIGITS = range(9, 16)

_LIKELY = "[+(]?[0-9](?=((?:[ ./\u00a0\u202f-]?[()]?[0-9]){5,14}))\\1(?!\\w)"
_WORD_BEFORE = (
    rf"(?i)\b(?:{'|'.join(sorted({re.escape(word) for words in WORDS.values() for word in words}))})[.:]{{0,2}}\s?\Z"
)
_LONGEST_WORD = 30

_GROUP = re.compile("[0-9]+")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_SPACE = re.compile(r"\s")
_LONGEST_LINK = 300


def has_many_digits(encoded: bytes) -> bool:
    """Whether a text in UTF-8 may have a telephone number: quick to ask, and false for most texts and for periods."""
    # Byte by byte, and from digit to digit: the pattern itself would take five times as long to look for.
    numbers = _SIX_DIGITS.finditer(encoded.translate(_WITH_ZEROS))
    if any(re.match(_A_YEAR, encoded[number.start() : number.start() + len("2024 ")]) is None for number in numbers):
        return True
    return b"+" in encoded and re.search(_PLUS, encoded) is not None


def telephone_numbers(text: str) -> Iterator[str]:
    """The telephone numbers in a text, as they are written; those that anybody can call for free are left out."""
    has_zero = re.search("(?<![0-9])0[0-9]", text) is not None
    ways = (
        (has_zero, _NATIONAL, _is_national),
        (has_zero or "+" in text, _COUNTRY, _is_with_country),
        (_has_word(text), _LIKELY, _is_after_word),
    )
    for may_have, pattern, is_one in ways:
        for found in re.finditer(pattern, text) if may_have else ():
            if is_one(found) and not _in_link(text, found.start()):
                yield found[0]


def _has_word(text: str) -> bool:
    folded = text.casefold()
    return any(word in folded for words in WORDS.values() for word in words)


def _is_national(found: re.Match[str]) -> bool:
    number = found[0]
    groups = _GROUP.findall(number)
    lengths = tuple(map(len, groups))
    between = set(re.findall("[^0-9()]+", number))
    if lengths not in _SHAPES or _is_free(number):
        return False
    if lengths in {(4, 3, 3), (3, 3, 3)}:
        return between != {"."}  # a company is 0123.456.789
    if lengths == (2, 2, 2, 2, 2):
        return len(between) == 1
    return not _are_years(group[:4] for group in groups[1:] if len(group) in {4, 8})


def _is_with_country(found: re.Match[str]) -> bool:
    groups = _GROUP.findall(found[0])
    digits = "".join(groups).removeprefix("00")
    # 0012345678 is rather a dossier.
    return len(digits) in _COUNTRY_DIGITS and not _is_amount(groups) and not found[0].isdigit()


def _is_after_word(found: re.Match[str]) -> bool:
    groups = _GROUP.findall(found[0])
    if _is_free(groups[0]) or _is_amount(groups) or _are_years(groups[:1]):
        return False
    before = re.compile(_WORD_BEFORE).search(found.string, max(0, found.start() - _LONGEST_WORD), found.start())
    return before is not None


def _is_free(number: str) -> bool:
    return number.startswith("080")


def _is_amount(groups: Sequence[str]) -> bool:
    """Whether digits are rather those of +100.000.000."""
    return groups[-1].endswith("000") and all(len(group) == len("000") for group in groups[1:])


def _are_years(groups: Iterable[str]) -> bool:
    years = [_YEAR.fullmatch(group) for group in groups]
    return bool(years) and all(years)


def _in_link(text: str, index: int) -> bool:
    """Whether what stands here is part of a link."""
    word = _SPACE.split(text[max(0, index - _LONGEST_LINK) : index])[-1]
    return "://" in word or "www." in word
