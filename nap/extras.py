"""The packages that only forms, Word files and PDF need: who reads or checks a plan can do without them."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import ModuleType

from nap.errors import NapError
from nap.sentence import say

_PACKAGES: Mapping[str, tuple[str, str]] = {
    "openpyxl": ("openpyxl", "forms"),
    "xlsxwriter": ("XlsxWriter", "forms"),
    "pypandoc": ("pypandoc_binary", "publish"),
    "typst": ("typst", "publish"),
}
"""In which package a module comes, and which extra brings it."""


def needs(module: str) -> ModuleType:
    """A module of an extra. Raises `NapError`, saying how to install it, where it is missing."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as absent:
        if absent.name is None or absent.name.partition(".")[0] != module.partition(".")[0]:
            raise
    raise missing(module)


def missing(module: str) -> NapError:
    """The error that says that a module of an extra is missing, and how to install it."""
    package, extra = _PACKAGES[module.partition(".")[0]]
    if extra == "forms":
        message = say("Making and reading forms needs {package}, which is not installed.", package=package)
    else:
        message = say(
            "Making Word, OpenDocument and PDF files needs {package}, which is not installed.", package=package
        )
    return NapError(message, say('Install it: pip install "nap[{extra}]"', extra=extra))
