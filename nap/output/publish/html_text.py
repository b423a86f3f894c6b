"""The text of a document as HTML: what stands between the header and the footer of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from nap.errors import NapError
from nap.output.publish.document import Document
from nap.output.publish.html_links import OWN, Entry, checked, contents, name_headings, plain, without_links
from nap.output.publish.html_picture import inline
from nap.output.publish.html_table import column_styles, table
from nap.output.template import Marked

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_STYLES = frozenset(("summary", "note"))
"""The classes that a text may give to a paragraph or a list."""


class Text(NamedTuple):
    """A text as HTML."""

    heading: Marked
    """What its first heading says, without the tag."""
    contents: tuple[Entry, ...]
    body: Marked
    """All of it but its first heading."""
    styles: str
    """The style sheet of what only this text has: how its tables divide their width."""


@dataclass(slots=True)
class _State:
    """What is counted and collected while a text is gone through."""

    document: Document
    regions: dict[str, int] = field(default_factory=dict)
    """How many frames that scroll have been called by the same words."""
    heading: Token | None = None
    """Where the last heading begins."""
    words: str = ""
    """What it says, as plain text."""
    tables: int = 0
    pictures: int = 0
    shares: set[float] = field(default_factory=set)
    widths: set[int] = field(default_factory=set)

    def label(self) -> str:
        """The attribute that names a frame without a caption: by the heading it stands under, no two alike."""
        words = self.words or self.document.title
        number = self.regions[words] = self.regions.get(words, 0) + 1
        if number == 1 and self.heading is not None:
            return f'aria-labelledby="{escape(str(self.heading.attrs["id"]))}"'
        return f'aria-label="{escape(words if number == 1 else f"{words} ({number})")}"'


def as_html(document: Document) -> Text:
    """The text of a document as HTML, with its pictures in it.

    Raises `NapError` for a text that cannot be laid out: a picture that is not there or not safe, a
    table whose widths are not those of its columns, more than one heading of the first level.
    """
    parser = _parser()

    def rendered(tokens: Sequence[Token]) -> Marked:
        # The parser escapes whatever is text, and nothing else comes in.
        return Marked(parser.renderer.render(tokens, parser.options, {}))

    tokens = parser.parse(document.text)
    title, rest = _title(tokens)
    ids = name_headings(rest)
    for token in tokens:
        if token.children:
            token.children = list(checked(token.children, ids))
    state = _State(document)
    made = list(_arranged(rest, state))
    return Text(
        heading=rendered(without_links(title.children or ())) if title else Marked(escape(document.title)),
        contents=contents(made, rendered),
        body=rendered(made),
        styles=column_styles(state.shares, state.widths),
    )


def _parser() -> MarkdownIt:
    """The Markdown that docs/templates.md describes, without HTML."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only for who writes HTML
    from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin  # noqa: PLC0415 - as above

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.use(attrs_plugin, spans=True, allowed=("lang",))
    parser.use(attrs_block_plugin, allowed=("id", "class", "caption", "widths"))
    parser.add_render_rule("image", _refuse_picture)
    parser.add_render_rule("made", lambda _renderer, tokens, index, _options, _env: tokens[index].content)
    return parser


def _made(content: str) -> Token:
    from markdown_it.token import Token  # noqa: PLC0415 - as above

    return Token("made", "", 0, content=content, block=True)


def _refuse_picture(_renderer: object, tokens: Sequence[Token], index: int, *_: object) -> str:
    picture = tokens[index]
    raise NapError(
        f"The picture {picture.attrs['src']} stands among other things.", "Put it in a paragraph of its own."
    )


def _title(tokens: list[Token]) -> tuple[Token | None, list[Token]]:
    """What the first heading of the first level says, and the text without it."""
    places = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h1"]
    if len(places) > 1:
        second = plain(tokens[places[1] + 1])
        raise NapError(
            f"The text has a second heading of the first level, “{second}”.",
            "Write ## before it: a page has one title.",
        )
    if not places:
        return None, tokens
    at = places[0]
    return tokens[at + 1], [*tokens[:at], *tokens[at + 3 :]]


def _arranged(tokens: Sequence[Token], state: _State) -> Iterator[Token]:
    """The text with its tables and pictures made, and no attributes but those that mean something."""
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.type == "heading_open":
            state.heading, state.words = token, plain(tokens[i + 1])
        if token.type == "table_open":
            end = next(j for j in range(i, len(tokens)) if tokens[j].type == "table_close")
            yield from _table(tokens[i : end + 1], state)
            i = end + 1
        elif token.type == "paragraph_open" and (picture := _picture(tokens[i + 1])):
            yield _made(_figure(token, picture, state))
            i += 3
        else:
            if token.attrs and token.type != "heading_open":
                _style(token)
            yield token
            i += 1


def _style(token: Token) -> None:
    """Keep of a block's attributes what docs/templates.md names."""
    classes = [word for word in str(token.attrs.get("class", "")).split() if word in _STYLES]
    token.attrs = {key: value for key, value in token.attrs.items() if key == "start"}
    if classes:
        token.attrs["class"] = " ".join(classes)


def _caption(token: Token) -> str:
    """The caption that an attribute gives; a backslash only protects the sign after it."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", str(token.attrs.get("caption", ""))).strip()


def _table(tokens: Sequence[Token], state: _State) -> Iterator[Token]:
    """One table in what lets it scroll."""
    caption = _caption(tokens[0])
    if caption:
        state.tables += 1
        name = f"{OWN}table-{state.tables}"
        words = f"{state.document.words.table} {state.tables}. {caption}"
        head = f'<caption id="{name}"><span>{escape(words)}</span></caption>\n'
        made = table(tokens, head, f'aria-labelledby="{name}"', called=caption)
    else:
        made = table(tokens, "", state.label(), called=state.words)
    state.shares.update(made.shares)
    state.widths.add(made.width)
    yield _made(made.opening)
    yield from made.rows
    yield _made(made.closing)


def _picture(paragraph: Token) -> Token | None:
    """The picture that a paragraph consists of."""
    children = paragraph.children or []
    return children[0] if len(children) == 1 and children[0].type == "image" else None


def _figure(paragraph: Token, picture: Token, state: _State) -> str:
    """One picture with its caption."""
    name = unquote(str(picture.attrs["src"]))
    if name not in state.document.pictures:
        raise NapError(f"The text shows the picture {name}, which is not there.")
    state.pictures += 1
    prefix = f"{OWN}picture-{state.pictures}"
    drawn = inline(name, state.document.pictures[name], plain(picture), prefix)
    caption = _caption(paragraph)
    label, shown = state.label() if not caption else f'aria-labelledby="{prefix}"', ""
    if caption:
        words = f"{state.document.words.figure} {state.pictures}. {caption}"
        shown = f'<figcaption id="{prefix}">{escape(words)}</figcaption>\n'
    return f'<figure>\n<div class="scroll" role="region" tabindex="0" {label}>\n{drawn}\n</div>\n{shown}</figure>\n'
