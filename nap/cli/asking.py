"""Asking for what a command line left out: one thing after another at a terminal, else all at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import NamedTuple, Self

import typer

from nap.cli import options
from nap.errors import FOUND, NapError
from nap.i18n import translated
from nap.output.table import one_line
from nap.sentence import Sentence, say

_LONGEST = 4095
"""A terminal hands over no more bytes of a line than this, and drops the rest without a word."""

_NOT_UTF_8 = "\N{REPLACEMENT CHARACTER}"


class GivenUp(NapError):
    """Whoever was asked has thought better of it."""

    exit_code = FOUND


class Choice(NamedTuple):
    """One of several answers."""

    value: str
    """What is given on a command line."""
    label: str
    """What it is called, for people."""


Wrong = Callable[[str], str]
"""Says what is wrong with an answer; "" for nothing."""


def not_a_day(answer: str) -> str:
    """What is wrong with an answer that is to be a day; "" for nothing."""
    try:
        options.parse_day(answer)
    except typer.BadParameter as problem:
        return problem.message
    return ""


class Missing:
    """Asks for what was left out, in the language of the words, if somebody is there to answer.

    Else every answer is "", and `finish` says all that is missing. Ctrl-C ends it as a `GivenUp`, wherever it comes
    while this is entered.
    """

    def __init__(self, words: str) -> None:
        self._words = words
        self._missing: list[Sentence] = []
        self._asks = sys.stdin.isatty() and sys.stderr.isatty()
        if self._asks and isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            raise self._given_up() from None

    def text(self, option: str, question: Sentence, wrong: Wrong | None = None, *, needed: bool = True) -> str:
        """A text. What is not needed may be left empty, and is asked for at a terminal only."""
        if not self._asks:
            return self._note(option, question) if needed else ""
        if not needed:
            question = say("{question} (Enter for nothing)", question=question)
        while True:
            answer = self._answer(option, question)
            problem = wrong(answer) if wrong and answer else ""
            if answer and not problem:
                return answer
            if not answer and not needed:
                return ""
            self._say(problem or say("Something is needed here; Ctrl-C gives up."))

    def choice(
        self, option: str, question: Sentence, choices: Sequence[Choice], understood: Callable[[str], str | None]
    ) -> str:
        """One of several values: chosen by its number, or by a word that is `understood` to mean it."""
        values = tuple(choice.value for choice in choices)
        if not self._asks:
            listed = ", ".join(values)
            return self._note(option, say("{question} One of {values}.", question=question, values=listed))
        self._say(question)
        for number, choice in enumerate(choices, start=1):
            self._write(f"{number:>3}  {one_line(choice.label)}\n")
        numbered = {str(number): value for number, value in enumerate(values, start=1)}
        while True:
            answer = self._answer(option, say("Number:"))
            found = numbered.get(answer) or understood(answer)
            if found is not None and found in values:
                return found
            self._say(say("Type a number from 1 to {last}; Ctrl-C gives up.", last=len(values)))

    def finish(self) -> None:
        """Raise `NapError` for what is missing where nobody can be asked."""
        if self._missing:
            raise NapError("\n".join(translated(sentence, self._words) for sentence in self._missing))

    def _note(self, option: str, question: Sentence) -> str:
        self._missing.append(say("{option} is missing: {question}", option=option, question=question))
        return ""

    def _say(self, sentence: str) -> None:
        self._write(f"{one_line(translated(sentence, self._words))}\n")

    def _answer(self, option: str, question: Sentence) -> str:
        """One line typed at the terminal; raises `GivenUp` at Ctrl-D."""
        while True:
            self._write(f"{one_line(translated(question, self._words))} ")
            line = sys.stdin.readline()
            if not line:
                raise self._given_up()
            if _NOT_UTF_8 in line:
                self._say(say("That is not UTF-8; type it again."))
            elif len(line.encode()) > _LONGEST:
                self._say(
                    say(
                        "A terminal takes no line as long as that; shorten it, or give it with {option}.", option=option
                    )
                )
            else:
                return " ".join(line.split())

    def _given_up(self) -> GivenUp:
        self._write("\n")
        return GivenUp(translated(say("Given up: nothing was written."), self._words))

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
