"""The packages that only forms need: who reads or checks a plan can do without them."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import ModuleType

from nap.errors import NapError
from nap.sentence import say

_PACKAGES: Mapping[str, str] = {"xlsxwriter": "XlsxWriter"}
"""What a package is called, where that is not the name of its module."""


def needs(module: str) -> ModuleType:
    """A module of the extra `forms`, or how to install it."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] != module.partition(".")[0]:
            raise
    package = _PACKAGES.get(module, module)
    raise NapError(
        say("Making and reading forms needs {package}, which is not installed.", package=package),
        say("Install it: pip install 'nap[forms]'"),
    )
