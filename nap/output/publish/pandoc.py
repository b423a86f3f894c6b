"""Running pandoc, which reads a report's text and writes it as Word or OpenDocument.

The pandoc that is run is the one inside the package `pypandoc_binary`. It runs without a shell and in its
sandbox: it can read no file but those it is given, and reach no network.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nap.errors import NapError
from nap.extras import missing

_SOURCE = "commonmark+pipe_tables+attributes+bracketed_spans"
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])
"""Characters that XML cannot hold and fonts cannot show."""

_KEPT = ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
"""What pandoc sees of the environment: nothing that could change what it makes."""


def read(text: str) -> list[Any]:
    """The blocks of a text in Markdown with attributes, as pandoc's own tree; `tree.py` says what that is.

    Control characters are left out.
    Raises `NapError` if pandoc is missing.
    """
    blocks: list[Any] = json.loads(_run([f"--from={_SOURCE}", "--to=json"], text.translate(_CONTROL)))["blocks"]
    return blocks


def write(blocks: Sequence[Any], to: str, language: str, reference: Path) -> bytes:
    """A file made of blocks: `to` is `docx` or `odt`, and `reference` a file of that sort that says how it looks.

    Raises `NapError` if pandoc is missing or cannot read the reference.
    """
    meta = {"lang": {"t": "MetaString", "c": language}}
    tree = {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": blocks}
    return _run(["--from=json", f"--to={to}", f"--reference-doc={reference.resolve()}"], json.dumps(tree))


def _program() -> Path:
    """The pandoc that comes inside the package `pypandoc_binary`, and no other.

    pypandoc itself would take whichever is newest of this one, one on PATH and some other places, or the one
    that PYPANDOC_PANDOC names: the same text would then not give the same bytes on every machine. Raises
    `NapError` where it is missing, also where `pypandoc` was installed without a pandoc in it.
    """
    found = importlib.util.find_spec("pypandoc")
    if found is None or found.origin is None:
        raise missing("pypandoc")
    program = Path(found.origin).parent / "files" / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
    if not program.is_file():
        raise missing("pypandoc")
    return program


def _run(options: Sequence[str], source: str) -> bytes:
    done = subprocess.run(
        [str(_program()), "--sandbox", f"--data-dir={Path(__file__).resolve().parent}", *options, "--output=-"],
        input=source.encode(),
        capture_output=True,
        check=False,
        env={name: os.environ[name] for name in _KEPT if name in os.environ} | {"LC_ALL": "C.UTF-8"},
    )
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())
        raise NapError(f"pandoc could not lay the report out: {said}")
    return done.stdout
