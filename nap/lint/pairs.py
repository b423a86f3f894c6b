"""Brackets and quotation marks, and the first in a text that has no counterpart.

Texts in several languages stand side by side, so every way of quoting counts as good: « », „ “, “ ”, ‘ ’ and " ".
What could be an apostrophe, an inch or the letter of a list ("a) … b) …") is not held against a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_BRACKET = re.compile(r"[()\[\]{}]")
_OPENING = {")": "(", "]": "[", "}": "{"}

# "a)", "12)", "iv)", "2.1)" or "1°)", with nothing before it on which it could hang.
_ITEM = r"(?<![^\s,;:/–-])(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{2,5})(?:\.[0-9a-z]{1,2})?[.°]?\Z"
_LONGEST_ITEM = 10

_GUILLEMETS = re.compile("[«»]")
_SMALL_GUILLEMETS = re.compile("[‹›]")
_DOUBLE = re.compile("[“”„]")
_SINGLE = re.compile("[‘’‚]")

# In several texts at once, with ¶ between them: the pairs that have nothing but words inside, by what opens them.
# A pattern that starts with one known character skips to it; one that starts with any of several tries every place.
# They are compiled when they are first needed.
_PLAIN_BRACKETS = {
    "(": r"\([^()\[\]{}¶]*\)",
    "[": r"\[[^()\[\]{}¶]*\]",
}
_PLAIN_QUOTES = {  # „ before “, which closes a „ that stands before it
    "„": '„[^"«»‹›“”„‘‚¶]*[“”]',
    "“": '“[^"«»‹›“”„‘‚¶]*”',
    "«": '«[^"«»‹›“”„‘‚¶]*»',
}
_PLAIN_SINGLE = '[^"«»‹›“”„‘‚’¶]*’(?!\\w)'  # after its ‘; an apostrophe is told by the letter after it
_MARK = re.compile('["«»‹›“”„‘‚]')


def has_bracket(text: str) -> bool:
    """Whether there is any bracket."""
    # Most texts have none; asking for each is quicker than looking for all at once.
    return "(" in text or ")" in text or "[" in text or "]" in text or "{" in text or "}" in text


def may_lack_bracket(rare: str) -> bool:
    """Whether one of several texts may have an unpaired bracket; false where all stand in plain pairs.

    The rare signs of the texts are enough to tell.
    """
    return has_bracket(rare) and has_bracket(_without(_PLAIN_BRACKETS, rare))


def may_lack_quote(joined: str, rare: str) -> bool:
    """Whether one of several texts may have an unpaired quotation mark; false where all stand in plain pairs.

    But for ‘ and ’ the rare signs of the texts are enough to tell.
    """
    if not _MARK.search(rare):
        return False
    if "‘" in rare:
        single = re.compile(_PLAIN_SINGLE)
        if not all(map(single.match, joined.split("‘")[1:])):
            return True
        rare = rare.replace("‘", "")
    return _MARK.search(_without(_PLAIN_QUOTES, rare)) is not None


def _without(pairs: Mapping[str, str], rare: str) -> str:
    """The rare signs of several texts without their plain pairs."""
    for opening, pair in pairs.items():
        if opening in rare:
            rare = re.sub(pair, "", rare)
    return rare


def unpaired_bracket(text: str) -> int | None:
    """Where the first bracket stands that is not closed, or closes nothing; None when all have their counterpart."""
    if not has_bracket(text):
        return None
    opened: dict[str, list[int]] = {"(": [], "[": [], "{": []}
    wrong: list[int] = []
    items = 0
    for found in _BRACKET.finditer(text):
        bracket, index = found[0], found.start()
        if bracket in opened:
            opened[bracket].append(index)
            continue
        is_item = bracket == ")" and _is_item(text, index)
        if opened[_OPENING[bracket]]:
            opened[_OPENING[bracket]].pop()
            items += is_item
        elif bracket == ")" and items and not is_item:
            items -= 1  # in "(first a) one, then b) two)" it was the letter that seemed to close
        elif not is_item:
            wrong.append(index)
    return min((places[0] for places in (wrong, *opened.values()) if places), default=None)


def _is_item(text: str, index: int) -> bool:
    """Whether the bracket here follows the letter or the number of an item."""
    return re.compile(_ITEM).search(text, max(0, index - _LONGEST_ITEM), index) is not None


def unpaired_quote(text: str) -> int | None:
    """Where the first quotation mark stands that is not closed, or closes nothing; None when all are in pairs."""
    straight = _unpaired_straight(text) if '"' in text else None
    if text.isascii():
        return straight
    # Most texts have none of these; asking for each is quicker than looking for all at once.
    wrong = (
        straight,
        _unpaired_guillemet(text, _GUILLEMETS) if "«" in text or "»" in text else None,
        _unpaired_guillemet(text, _SMALL_GUILLEMETS) if "‹" in text or "›" in text else None,
        _unpaired_double(text) if "“" in text or "”" in text or "„" in text else None,
        _unpaired_single(text) if "‘" in text or "‚" in text else None,
    )
    return min((index for index in wrong if index is not None), default=None)


def _unpaired_guillemet(text: str, marks: re.Pattern[str]) -> int | None:
    """« so », as in French and Dutch, or »so«, as in some German."""
    opened: list[int] = []
    for found in marks.finditer(text):
        if opened and text[opened[-1]] != found[0]:
            opened.pop()
        else:
            opened.append(found.start())
    return opened[0] if opened else None


def _unpaired_double(text: str) -> int | None:
    """“So”, „so“ or „so”: the same mark opens in one language and closes in another."""
    opened: list[int] = []
    for found in _DOUBLE.finditer(text):
        mark, index = found[0], found.start()
        if mark == "„" or (mark == "“" and not (opened and text[opened[-1]] == "„")):
            opened.append(index)
        elif opened:
            opened.pop()
        elif not text[index - 1 : index].isdigit():  # 24” is an inch
            return index
    return opened[0] if opened else None


def _unpaired_single(text: str) -> int | None:
    """‘So’ or ‚so‘. A ’ that closes nothing is an apostrophe."""
    opened: list[int] = []
    for found in _SINGLE.finditer(text):
        mark, index = found[0], found.start()
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        if mark == "’":
            is_apostrophe = after.isalpha() or (after.isdigit() and not before.strip())
            if opened and not is_apostrophe:
                opened.pop()
        elif mark == "‘" and opened and text[opened[-1]] == "‚":
            opened.pop()
        elif not (before.isalnum() and after.isalnum()):
            opened.append(index)
    return opened[0] if opened else None


def _unpaired_straight(text: str) -> int | None:
    """The last of an odd number of straight ones; after a digit, one of them may be an inch."""
    if text.count('"') % 2 == 0 or re.search(r'[0-9]"', text):
        return None
    return text.rindex('"')
