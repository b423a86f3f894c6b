"""Files that a format looks up, and those that are archives of files."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from nap.errors import NapError


def found(name: str, folders: Sequence[Path]) -> Path:
    """A file in the first of some folders that has it. Raises `NapError` if none has."""
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise NapError(f"There is no {name} in {', '.join(map(str, folders))}.")


def unpacked(archive: bytes) -> dict[str, bytes]:
    """The files in a zip archive by their names, in its order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(files: Mapping[str, bytes], day: datetime.date, stored: Sequence[str] = ()) -> bytes:
    """A zip archive of files, in their order and all dated on a day; those in `stored` are not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            # Where it was made would otherwise be told, and differ.
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return target.getvalue()
