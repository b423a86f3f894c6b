"""What an unquoted scalar means: the core schema of YAML 1.2, in which `no` is a word and `010` is ten."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_INTEGER = re.compile(r"[-+]?[0-9]+")
_OTHER_INTEGER = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_SPECIAL_FLOAT = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_WORD_STARTS = frozenset("~nNtTfF")
_NUMBER_STARTS = frozenset("+-.0123456789")
STARTS = _WORD_STARTS | _NUMBER_STARTS
"""What a scalar starts with that may be something else than a text."""
_LONGEST_NUMBER = 4000  # Python does not read much longer ones, nor show them; such a number is a mistake anyway.


def plain(value: str) -> Any:
    """What an unquoted scalar means in the core schema of YAML 1.2."""
    if value in _WORDS:
        return _WORDS[value]
    return _number(value) if value[0] in _NUMBER_STARTS and len(value) < _LONGEST_NUMBER else value


@lru_cache(maxsize=1000)
def _number(value: str) -> Any:
    """What starts as a number does. Remembered: most are days, which come back in many files."""
    if _INTEGER.fullmatch(value):
        return int(value)
    if _FLOAT.fullmatch(value) or _SPECIAL_FLOAT.fullmatch(value):
        return float(value.lower().replace(".inf", "inf").replace(".nan", "nan"))
    if len(value) < _LONGEST_NUMBER // 2 and _OTHER_INTEGER.fullmatch(value):
        return int(value, 0)
    return value
