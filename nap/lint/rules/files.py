"""NAP1: what every file must be before anything in it can be read."""

from __future__ import annotations

from collections.abc import Iterator

from nap.lint.rule import File, Problem, Whole, found_in_reading, rule
from nap.sentence import Sentence, say
from nap.store.yaml import Place

found_in_reading(
    "NAP101",
    "not-utf-8",
    "A file has bytes that are not UTF-8.",
    why="In another encoding é, ë and ’ become different characters on every computer that opens the file.",
    wrong="a file saved as Windows-1252",
    right="the same file saved as UTF-8",
    mend="Save the file as UTF-8; in most editors that is a choice under “Save as”.",
)


@rule(
    "NAP103",
    "line-ends",
    "error",
    "file",
    why="With other line ends every line of the file counts as changed, and nobody can see what really was.",
    wrong="a file whose lines end in CR LF, as Windows writes them",
    right="the same file with lines that end in LF",
    mend="`nap fmt` mends it; set your editor to LF.",
    suspect=lambda text: "\r" in text,
)
def line_ends(file: File) -> Iterator[tuple[Place, Sentence, Sentence]]:
    """The lines of a file end in something else than LF."""
    before = file.text[: file.text.index("\r")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    yield (line, column, line, column + 1), say("This line does not end in LF alone."), say("Run `nap fmt`.")


@rule(
    "NAP115",
    "stray-file",
    "error",
    "plan",
    why="What is not read as an action is silently missing from every list and report.",
    wrong="data/actions/35-corruption-awareness-tool.yaml.bak",
    right="data/actions/35-corruption-awareness-tool.yaml",
    mend="Remove the file, or give it a name that ends in .yaml.",
)
def stray_file(whole: Whole) -> Iterator[tuple[str, Problem]]:
    """Something stands among the action files that is none."""
    for path in whole.strays:
        message = say("{path} is not the file of an action.", path=path)
        yield path, Problem((), message, say("Move it elsewhere, or give it a name that ends in .yaml."))
