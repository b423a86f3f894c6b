"""Where a report goes: which format, to standard output or into files, and what may not be written over."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nap.cli import files, reading
from nap.errors import NapError
from nap.output.publish.formats import BINARY, REPORT_FORMATS, ReportFormat

if TYPE_CHECKING:
    from nap.views.pages import Report


_MANY_ACTIONS = 500
"""A report on more takes a second and longer in every format."""


def format_of(form: ReportFormat | None, output: Path | None) -> ReportFormat:
    """The format asked for, or the one that the name of the file says; refused where nobody could read it."""
    named = next((known for known in REPORT_FORMATS if output and output.suffix.lower() == f".{known}"), None)
    found = form or named
    if found is None and output is not None:
        raise NapError(
            f"The name {output.name} does not say which format is wanted.",
            f"End it in .{', .'.join(REPORT_FORMATS)}, or add --format.",
        )
    found = found or "md"
    if found in BINARY and output is None and sys.stdout.isatty():
        raise NapError(f"A terminal cannot show {found}.", f"Name a file: --output report.{found}")
    return found


def spare(output: Path | None, template: Path | None) -> None:
    """Refuse to write over a folder, or over what a report of the user's own is laid out with."""
    from nap.output.template import builtin_folder

    if output is None:
        return
    if output.is_dir() or not output.name:
        raise NapError(f"{output} is a folder.", "Name a file in it.")
    own = {path.name for path in builtin_folder().iterdir()}
    for folder in (builtin_folder(), *([template.parent] if template else [])):
        if output.resolve().parent == folder.resolve() and output.name in own:
            raise NapError(f"{output} is what reports are laid out with.", "Name another file, or another folder.")


def write(views: Sequence[Report], form: ReportFormat, output: Path | None, template: Path | None) -> None:
    """Write the report in each language: to standard output, or to a file for each."""
    if output is None and len(views) > 1:
        raise NapError("Several languages cannot all go to standard output.", f"Name a file: --output report.{form}")
    made: dict[Path | None, bytes] = {}
    pictured: dict[Path, bytes] = {}
    is_slow = form in BINARY or views[0].whole.total > _MANY_ACTIONS
    with reading.progress("Laying out", 1 if is_slow else _MANY_ACTIONS) as told:
        for number, view in enumerate(views):
            if told is not None:
                told(number, len(views))
            path = output and (output if len(views) == 1 else output.with_suffix(f".{view.language}{output.suffix}"))
            made[path], pictures = _made(view, form, path, template)
            pictured |= pictures
    for path, content in made.items():
        if path is not None:
            files.put_anywhere(path, content)
            reading.warn(f"{path} is written.")
        elif form == "md":
            reading.out(content.decode())
        else:
            reading.out_bytes(content)
    for path, content in pictured.items():
        files.put_anywhere(path, content)


def _made(
    view: Report, form: ReportFormat, path: Path | None, template: Path | None
) -> tuple[bytes, dict[Path, bytes]]:
    """The report in one language, and the pictures that must stand beside it: those of Markdown in a file."""
    from nap.output.report.compose import document, markdown

    if form == "md":
        folder = path.with_name(f"{path.stem}-pictures") if path and not files.is_stream(path) else None
        text, pictures = markdown(view, template, folder.name if folder else None)
        return text.encode(), {folder / name: svg.encode() for name, svg in pictures.items()} if folder else {}
    from nap.output.publish.formats import lay_out
    from nap.output.report.text import folders_of

    return lay_out(document(view, template), form, folders_of(template)), {}


def eject(folder: Path) -> None:
    """Write the built-in templates of the report to a folder; none of what is there is overwritten."""
    from nap.output.template import builtin_folder

    source = builtin_folder()
    paths = [path for path in (*source.glob("report.*"), *source.glob("report/*.j2")) if path.is_file()]
    targets = {folder / path.relative_to(source): path.read_bytes() for path in sorted(paths)}
    taken = [path for path in targets if path.exists()]
    if taken:
        raise NapError(f"{taken[0]} is there already.", "Name another folder; nothing was written.")
    for path, content in targets.items():
        files.put_anywhere(path, content)
    reading.warn(
        f"{len(targets)} files are written. Change them, and then: nap report 2025 --template {folder / 'report.md.j2'}"
    )
