"""Sentences of the program's own: said in English, and able to be said in another language.

A sentence is an ordinary string. It also remembers the template and the values it was made of, so that an
official can be told the same in her own language; `nap.i18n` does that.
"""

from __future__ import annotations

from typing import Any, Self


class Sentence(str):
    """An English sentence that remembers how it was made."""

    __slots__ = ("template", "values")

    template: str
    """The English sentence with names in braces, which catalogues translate."""
    values: dict[str, Any]
    """What stands for the names; a value may be a sentence itself."""

    def __new__(cls, template: str, values: dict[str, Any]) -> Self:
        """Fill the template in."""
        sentence = super().__new__(cls, template.format(**values) if values else template)
        sentence.template = template
        sentence.values = values
        return sentence

    def __reduce__(self) -> tuple[type[Sentence], tuple[str, dict[str, Any]]]:
        return Sentence, (self.template, self.values)


def say(template: str, /, **values: Any) -> Sentence:
    """A sentence from a template with names in braces, such as `say("There is no actor {name}.", name=…)`.

    The template must be written out where this is called: that is where the catalogues take it from.
    """
    return Sentence(template, values)
