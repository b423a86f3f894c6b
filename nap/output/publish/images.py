"""Pictures for formats that cannot be trusted with SVG: Typst draws them as PNG, with the fonts it brings itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from nap.errors import NapError
from nap.extras import needs
from nap.output.publish.typst_text import quoted

_RESOLUTION = 200
"""In dots an inch: sharp on paper, and 1,500 dots over the width of a page."""

_TEXT_WIDTH = 16.0
"""In centimetres: what an A4 page leaves for the text."""

_WIDTH = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)(?:px)?"')
_CENTIMETRES = 2.54 / 96
"""The size of a pixel of CSS."""


class Image(NamedTuple):
    """A picture as PNG."""

    file: str
    """What it is called inside the file that shows it."""
    content: bytes
    width: str
    """How wide it is shown, as pandoc wants it."""


def drawn(pictures: Mapping[str, str]) -> dict[str, Image]:
    """The pictures as PNG, by their own names. Raises `NapError` if Typst is missing or cannot draw one."""
    if not pictures:
        return {}
    typst = needs("typst")
    pages = "#pagebreak()\n".join(f'#image(bytes({quoted(svg)}), format: "svg")\n' for svg in pictures.values())
    source = f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}"
    try:
        made = typst.compile(source.encode(), format="png", ppi=_RESOLUTION, ignore_system_fonts=True)
    except typst.TypstError as error:
        raise NapError(f"A picture of the report cannot be drawn: {error.message}.") from None
    contents = made if isinstance(made, list) else [made]
    return {
        name: Image(f"picture-{number}.png", content, f"{_width(svg):.2f}cm")
        for number, ((name, svg), content) in enumerate(zip(pictures.items(), contents, strict=True), start=1)
    }


def _width(svg: str) -> float:
    said = _WIDTH.search(svg)
    return min(float(said.group(1)) * _CENTIMETRES, _TEXT_WIDTH) if said else _TEXT_WIDTH
