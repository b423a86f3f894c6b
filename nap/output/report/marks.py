"""How a template marks what Markdown alone cannot say: another language, a place to go to, a caption, a picture.

There are two ways. `Plain` Markdown is for people and for web pages that read Markdown: it says such things in
words, or not at all. `Rich` Markdown has attributes, from which HTML, Word, OpenDocument and PDF are laid out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from nap.i18n import language_name, long_day, number, translated
from nap.output.markdown import escape
from nap.output.table import one_line
from nap.output.template import Marked
from nap.output.words import KIND, STATUS
from nap.sentence import Sentence, say
from nap.views.action_pages import Said

# The two readers of attributes do not agree on what a backslash means in them.
_MEANING = str.maketrans({'"': "”", "{": "(", "}": ")", "\\": None})

_WORDS = re.compile(r"[A-Za-z0-9_-]+")

Drawing = Callable[[str], "Picture"]
"""Makes the picture of a name, with which its file is called."""


class Picture(Protocol):
    """A picture, and what is said of it."""

    @property
    def caption(self) -> str:
        """What stands under it."""

    @property
    def alternative(self) -> str:
        """What it shows, for who cannot see it."""


class Plain:
    """Markdown as every reader of it knows it."""

    def __init__(self, language: str, draw: Drawing | None = None, folder: str = "") -> None:
        self.language = language
        self.draw = draw
        self.folder = folder

    def said(self, text: Said) -> Marked:
        """A text from the data; one in another language is followed by that language's name."""
        return Marked(self._named(self.own(text), text.language))

    def quoted(self, text: Said) -> Marked:
        """A text from the data in quotation marks; one in another language is followed by that language's name."""
        words = translated(say("“{text}”", text=self.own(text)), self.language)
        return Marked(self._named(words, text.language))

    def own(self, text: Said) -> str:
        """A text from the data, marked if it is in another language, but without saying so in words."""
        words = escape(text.text)
        return words if text.language == self.language else self.foreign(words, text.language)

    def _named(self, words: str, language: str) -> str:
        """Words, followed by the name of the language that they are in, if that is another."""
        return words if language == self.language else f"{words} ({self.name_of(language)})"

    def name_of(self, language: str) -> str:
        """What a language is called in that of the report."""
        return escape(translated(language_name(language), self.language))

    def foreign(self, words: str, language: str) -> str:
        """Words in another language, without saying so."""
        del language
        return words

    def action(self, action_id: str) -> Marked:
        """The number of an action, which leads to where it is told of."""
        return Marked(escape(action_id))

    def link(self, address: object, title: object = None) -> Marked:
        """A link with its words, which may be a text from the data; only http(s) addresses become links."""
        url = one_line(str(address))
        if not url.startswith(("https://", "http://")):
            return self.said(title) if isinstance(title, Said) else Marked(escape(str(title or url)))
        safe = url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\\", "%5C").replace("|", "%7C")
        made = f"[{escape(str(title or url))}](<{safe}>)"
        if not isinstance(title, Said) or title.language == self.language:
            return Marked(made)
        # Around the link: inside it, markdown-it-py would no longer see one.
        return Marked(self._named(self.foreign(made, title.language), title.language))

    def anchor(self, name: str) -> Marked:
        """Before a heading: the name by which it is found."""
        del name
        return Marked("")

    def table(self, caption: str, widths: Sequence[int] = (), *, rows: bool = False) -> Marked:
        """Before a table: its caption, how wide its columns are beside each other, and whether its rows are headed."""
        del caption, widths, rows
        return Marked("")

    def style(self, name: str) -> Marked:
        """Before a paragraph or a list: what sort of thing it is."""
        del name
        return Marked("")

    def picture(self, name: str) -> Marked:
        """A picture by its name; nothing where pictures have no place."""
        if self.draw is None:
            return Marked("")
        return Marked(f"{_image(self.draw(name), self.folder + name)}\n")


class Rich(Plain):
    """Markdown with attributes."""

    def foreign(self, words: str, language: str) -> str:
        """Words in another language, marked with it."""
        return f"[{words}]{{lang={language}}}"

    def action(self, action_id: str) -> Marked:
        """The number of an action, as a link."""
        return Marked(f"[{escape(action_id)}](#action-{action_id})")

    def anchor(self, name: str) -> Marked:
        """The name of the heading that follows."""
        return Marked(f"{{#{_word(name)}}}")

    def table(self, caption: str, widths: Sequence[int] = (), *, rows: bool = False) -> Marked:
        """The attributes of the table that follows."""
        shares = f' widths="{" ".join(str(width) for width in widths)}"' if widths else ""
        return Marked(f'{{{".rows " if rows else ""}caption="{_quoted(caption)}"{shares}}}')

    def style(self, name: str) -> Marked:
        """The class of the paragraph or list that follows."""
        return Marked(f"{{.{_word(name)}}}")

    def picture(self, name: str) -> Marked:
        """A picture with its caption."""
        if self.draw is None:
            return Marked("")
        drawn = self.draw(name)
        return Marked(f'{{caption="{_quoted(drawn.caption)}"}}\n{_image(drawn, name)}\n')


def functions(marks: Plain) -> Mapping[str, Any]:
    """What templates can call for what stands around a text."""
    return {name: getattr(marks, name) for name in ("anchor", "table", "style", "picture")}


def filters(marks: Plain) -> Mapping[str, Any]:
    """What templates can put values through."""
    language = marks.language
    days: dict[Any, str] = {}

    def day(value: Any) -> str:
        if value not in days:
            # A number with a point before an ordinary space would begin a list, where it begins a line.
            days[value] = long_day(value, language).replace(". ", ".\u00a0")
        return days[value]

    return {
        "said": marks.said,
        "quoted": marks.quoted,
        "action": marks.action,
        "day": day,
        "number": lambda value: number(value, language),
        "status": lambda word: translated(_one_of(STATUS, word), language),
        "kind": lambda word: translated(_one_of(KIND, word), language),
        "link": marks.link,
    }


def _one_of(words: Mapping[Any, Sentence], word: object) -> Sentence:
    if word not in words:
        raise ValueError(f"{word!r} is not one of {', '.join(words)}")
    return words[word]


def _image(drawn: Picture, name: str) -> str:
    return f"![{escape(drawn.alternative)}](<{name}.svg>)"


def _word(name: str) -> str:
    """A name as one word of letters, digits and hyphens, whatever it was."""
    return "-".join(_WORDS.findall(name)) or "part"


def _quoted(text: str) -> str:
    """A text between the quotation marks of an attribute."""
    return one_line(text).translate(_MEANING)
