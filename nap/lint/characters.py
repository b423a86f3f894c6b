"""Characters that nobody sees, or that no longer say anything, and what is wrong with each."""

from __future__ import annotations

import re

from nap.sentence import Sentence, say

# Scripts other than those of Latin, Greek and Cyrillic need some of them to join letters or to turn directions.
_OTHER_SCRIPTS = "\u0590-\u1fff\u2c00-\ud7ff\uf900-\uffef\U00010000-\U0010ffff"
_TURNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_LOST = "\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd"
_INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f"
)

# What é, ’ and other letters and signs become where UTF-8 is taken for Windows-1252 or Latin-1. None of the plan's
# languages writes Ã.
_MIXED_UP = "Ã[\u0080-\u00bf€-™]|â€[^\\s\\w]"

HIDDEN = re.compile(f"[{_INVISIBLE}{_LOST}]|(?<![{_OTHER_SCRIPTS}])[\u061c\u200c-\u200f]|{_MIXED_UP}")
"""One such character, or several that were one."""

_TURN = re.compile(f"[{_TURNS}]")
_LOSS = re.compile(f"[{_LOST}]")


def what_it_is(character: str) -> tuple[Sentence, Sentence]:
    """What is wrong with such a character, and what to do about it."""
    if len(character) > 1:
        message = say("The characters {characters} stand for another one here.", characters=character)
        return message, say("Write the letter or sign that was meant; the file was opened in another encoding.")
    code = f"U+{ord(character):04X}"
    if character == "\u00ad":
        message = say("There is a hyphen in this word that is seen only at the end of a line.")
        return message, say("Remove it: the page itself decides where a word is broken.")
    if _TURN.match(character):
        message = say("A character that cannot be seen turns the direction of the text here ({code}).", code=code)
        return message, say("Remove it, or type the words anew.")
    if _LOSS.match(character):
        return say("A character was lost here ({code}).", code=code), say("Write the one that was meant.")
    message = say("There is a character here that cannot be seen ({code}).", code=code)
    return message, say("Remove it, or type the words anew.")
