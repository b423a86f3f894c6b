"""Pictures in HTML: SVG that is part of the page, so that it needs no request and follows light and dark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from nap.errors import NapError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_SHAPES = frozenset({
    "svg", "g", "title", "desc", "defs", "symbol", "use", "pattern", "marker", "clipPath", "linearGradient",
    "radialGradient", "stop", "rect", "line", "path", "circle", "ellipse", "polygon", "polyline", "text", "tspan",
})  # fmt: skip
"""The elements a picture may consist of: nothing that runs, embeds, moves or fetches."""

_TEXTS = frozenset(("title", "desc"))

_DECLARATION = re.compile(r"<!(?!--|\[CDATA\[)|<\?(?!xml\s)")
"""A document type, which could define entities, or an instruction to a program."""
_REFERENCE = re.compile(r"url\(#([\w.:-]+)\)")
"""A reference to something in the same picture."""
_FUNCTION = re.compile(r"([\w\\-]*)\(")
_FUNCTIONS = frozenset(["translate", "scale", "rotate", "matrix", "skewX", "skewY", "rgb", "rgba", "hsl", "hsla"])


def inline(name: str, svg: str, alternative: str, prefix: str) -> str:
    """A picture as a part of a page.

    `name` is its file name, for messages. Every identifier in it starts with `prefix`, so that pictures on
    one page do not get into each other's way. It is called what its own title says, or else `alternative`.
    Raises `NapError` for a picture that has neither, that is not SVG, or that could run or fetch something.
    """
    root = _safe(name, svg)
    title, description = root.find("title"), root.find("desc")
    if title is None or not _text(title):
        if not alternative.strip():
            raise NapError(f"The picture {name} has no title.", "Who cannot see it must be told what it shows.")
        title = _first(root, "title", alternative.strip())
    _prefix_identifiers(root, prefix)
    title.set("id", f"{prefix}-title")
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title")
    root.attrib.pop("aria-describedby", None)
    if description is not None and _text(description):
        description.set("id", f"{prefix}-desc")
        root.set("aria-describedby", f"{prefix}-desc")
    return ET.tostring(root, encoding="unicode")


def _text(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()


def _first(root: ET.Element, tag: str, text: str) -> ET.Element:
    """A new first child."""
    element = ET.Element(tag)
    element.text = text
    root.insert(0, element)
    return element


def _safe(name: str, svg: str) -> ET.Element:
    """The picture as a tree in HTML's names, when there is nothing in it but shapes and text."""
    if _DECLARATION.search(svg):
        raise _refusal(name, "a document type or an instruction")
    try:
        root = ET.fromstring(svg)  # noqa: S314 - entities need a document type, which was refused
    except ET.ParseError as error:
        raise NapError(f"The picture {name} is not SVG: {error}.") from None
    if root.tag != f"{_SVG}svg":
        raise NapError(f"The picture {name} is not SVG.")
    for element in root.iter():
        tag = element.tag.removeprefix(_SVG)
        if tag not in _SHAPES:
            raise _refusal(name, f"<{tag.rpartition('}')[2]}>")
        if tag in _TEXTS and len(element):
            raise _refusal(name, f"elements inside <{tag}>")
        element.tag = tag
        element.attrib = {_attribute(name, key, value): value for key, value in element.attrib.items()}
    return root


def _attribute(name: str, key: str, value: str) -> str:
    """An attribute in HTML's names; refuses one that could run or fetch something."""
    plain = "lang" if key == _LANGUAGE else key.removeprefix(_XLINK)
    if plain.startswith("{") or plain.lower().startswith("on") or plain.lower() in {"style", "src"}:
        raise _refusal(name, f"the attribute {plain.rpartition('}')[2]}")
    if plain == "href" and not value.startswith("#"):
        raise _refusal(name, f"a reference to {value}")
    # Colours and such may name addresses, in more ways than one; only what is known to be harmless is let through.
    if not plain.startswith("aria-") and set(_FUNCTION.findall(_REFERENCE.sub("", value))) - _FUNCTIONS:
        raise _refusal(name, f"“{value}” as {plain}")
    return plain


def _refusal(name: str, what: str) -> NapError:
    return NapError(f"The picture {name} has {what}, which no picture may have.", "Use shapes and text only.")


def _prefix_identifiers(root: ET.Element, prefix: str) -> None:
    """Make the identifiers in a picture, and what refers to them, its own."""
    own: Mapping[str, str] = {
        element.attrib["id"]: f"{prefix}-{element.attrib['id']}" for element in root.iter() if "id" in element.attrib
    }
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, own[value])
            elif key in {"aria-labelledby", "aria-describedby"}:
                element.set(key, " ".join(own.get(word, word) for word in value.split()))
            elif key == "href":
                element.set(key, f"#{own.get(value[1:], value[1:])}")
            elif "url(" in value:
                element.set(key, _REFERENCE.sub(lambda found: f"url(#{own.get(found[1], found[1])})", value))
