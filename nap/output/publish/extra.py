"""The packages that only Word, OpenDocument and PDF need: who reads or checks a plan can do without them."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from nap.errors import NapError

_PACKAGES: Mapping[str, str] = {"pypandoc": "pypandoc_binary"}
"""What a package is called, where that is not the name of its module."""


def needs(module: str) -> ModuleType:
    """A module of the extra `publish`. Raises `NapError`, saying how to install it, where it is missing."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] != module.partition(".")[0]:
            raise
    raise _missing(module)


def pandoc() -> Path:
    """The pandoc that comes inside the package `pypandoc_binary`, and no other.

    pypandoc itself would take whichever is newest of this one, one on PATH and some other places, or the one
    that PYPANDOC_PANDOC names: the same text would then not give the same bytes on every machine. Raises
    `NapError` where it is missing, also where `pypandoc` was installed without a pandoc in it.
    """
    found = importlib.util.find_spec("pypandoc")
    if found is None or found.origin is None:
        raise _missing("pypandoc")
    program = Path(found.origin).parent / "files" / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
    if not program.is_file():
        raise _missing("pypandoc")
    return program


def _missing(module: str) -> NapError:
    package = _PACKAGES.get(module, module)
    return NapError(
        f"Making Word, OpenDocument and PDF files needs {package}, which is not installed.",
        'Install it: pip install "nap[publish]"',
    )
