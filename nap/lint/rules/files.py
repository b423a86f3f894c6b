"""NAP1: what every file must be before anything in it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nap.lint.rule import File, Problem, Whole, found_in_reading, rule
from nap.lint.rules.comments import scalars
from nap.sentence import Sentence, say
from nap.store.positions import Place, place_in, place_of
from nap.store.shown import short

_TABS = re.compile(r"\t+")
_CONFLICT = re.compile(r"(?<=\s)(?:<{7}|>{7})(?= |$).*", re.MULTILINE)

found_in_reading(
    "NAP101",
    "not-utf-8",
    "A file has bytes that are not UTF-8.",
    why="In another encoding é, ë and ’ become different characters on every computer that opens the file.",
    wrong="a file saved as Windows-1252",
    right="the same file saved as UTF-8",
    mend="Save the file as UTF-8; in most editors that is a choice under “Save as”.",
)
found_in_reading(
    "NAP102",
    "byte-order-mark",
    "A file starts with a byte order mark, three bytes that nobody sees.",
    why="Some programs take the mark for part of the first key, so that the key is not found.",
    wrong="a file saved as “UTF-8 with BOM”",
    right="the same file saved as “UTF-8”",
    mend="`nap fmt` takes the mark away; or save the file as UTF-8 without BOM.",
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
    start = file.text.index("\r")
    message = (
        say("This line ends as Windows ends lines (CR LF), not in LF alone.")
        if file.text.startswith("\r\n", start)
        else say("This line ends as old Macintosh computers ended lines (CR), not in LF.")
    )
    yield place_in(file.text, start), message, say("Run `nap fmt`, or set your editor to LF.")


found_in_reading(
    "NAP104",
    "tab-in-indentation",
    "A tab stands where only spaces may stand.",
    why="How far a tab reaches differs from editor to editor, so nobody could tell what belongs to what.",
    wrong="""
deadline:
→   stated: "2024"      # → is a tab
""",
    right="""
deadline:
  stated: "2024"
""",
    mend="Write spaces; most editors can be told to write them when you press the tab key.",
)
found_in_reading(
    "NAP105",
    "not-yaml",
    "A file cannot be read as YAML: quotes or brackets that are not closed, a missing colon, wrong indentation.",
    why="Nothing in the file is known: the action is missing from every list and report.",
    wrong="""
title:
  nl: Mensenrechten: wetgeving en ondersteuning
""",
    right="""
title:
  nl: "Mensenrechten: wetgeving en ondersteuning"
""",
    mend="Look at the place that is named and at the line above it; the hint says what is usually wrong there.",
)
found_in_reading(
    "NAP106",
    "second-document",
    "A second document starts in a file.",
    why="Most programs read the first and silently leave out the rest.",
    wrong="""
id: "35"
---
id: "36"
""",
    right="""
id: "35"
""",
    mend="Give each action a file of its own; remove the line `---`.",
)
found_in_reading(
    "NAP107",
    "yaml-directive",
    "A file has a YAML directive, a line that starts with %.",
    why="A directive can change what the rest of the file means.",
    wrong="""
%YAML 1.1
---
id: "35"
""",
    right="""
id: "35"
""",
    mend="Remove the directive and the line `---` below it.",
)
found_in_reading(
    "NAP108",
    "yaml-tag",
    "A value has a tag, a word that starts with an exclamation mark.",
    why="A tag tells a program what to make of a value; in some programs that runs code.",
    wrong="""
title:
  nl: !Dringend De bewustmakingstool
""",
    right="""
title:
  nl: "!Dringend De bewustmakingstool"
""",
    mend="Remove the tag, or put quotes around a text that starts with an exclamation mark.",
)
found_in_reading(
    "NAP109",
    "yaml-reference",
    "A value is marked with & for reuse, or refers with * to another part of the file.",
    why="Whoever changes the one place does not see that another changes with it.",
    wrong="""
- actor: fod-justitie
  role: &samen {nl: in samenwerking met}
- actor: fod-economie
  role: *samen
""",
    right="""
- actor: fod-justitie
  role: {nl: in samenwerking met}
- actor: fod-economie
  role: {nl: in samenwerking met}
""",
    mend="Write the value itself; put quotes around a text that starts with & or *.",
)
found_in_reading(
    "NAP110",
    "key-twice",
    "A key stands twice in the same place.",
    why="Most programs keep the last and silently forget the first.",
    wrong="""
status: in_progress
status: completed
""",
    right="""
status: completed
""",
    mend="Keep the one that is right.",
)
found_in_reading(
    "NAP111",
    "too-large",
    "A file is larger than 500 kB.",
    why="The file of an action is a few kilobytes; one that large is a mistake or an attack, and is not opened.",
    wrong="a scanned document saved as data/actions/35-corruption-awareness-tool.yaml",
    right="the document on a website, and a link to it under `evidence`",
    mend="Put long documents elsewhere and link to them.",
)
found_in_reading(
    "NAP112",
    "too-deep",
    "Something is nested more than 16 levels deep.",
    why="A plan nests five levels deep; anything more is a slip of the indentation, or an attack.",
    wrong="measures: [[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]",
    right="measures: []",
    mend="Check the indentation, and brackets that do not belong there.",
)
found_in_reading(
    "NAP113",
    "no-mapping",
    "A file is empty, or does not consist of `key: value` lines.",
    why="There is nothing in it that could be followed up.",
    wrong="""
- id: "35"
""",
    right="""
id: "35"
""",
    mend="Write what belongs there, or remove the file.",
)
found_in_reading(
    "NAP114",
    "no-file",
    "A file is not there, or cannot be opened.",
    why="Without plan.yaml and actors.yaml nothing can be said about the actions.",
    wrong="a plan without data/actors.yaml",
    right="a plan with data/actors.yaml",
    mend="Put the file back; git has its last version.",
)


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
        message = say("{path} is not the file of an action.", path=short(path))
        yield path, Problem((), message, say("Move it elsewhere, or give it a name that ends in .yaml."))


found_in_reading(
    "NAP116",
    "forbidden-character",
    "A file has a character that cannot be seen and has no place in a text.",
    why="Such characters come along with text copied from elsewhere; they can hide what a text really says.",
    wrong="a text copied from a PDF with a NUL in it",
    right="the same text, typed or pasted without formatting",
    mend="Remove the character; typing the few words around it anew takes it away.",
)


@rule(
    "NAP117",
    "tab",
    "warning",
    "file",
    why="A tab looks like spaces and is none: searching does not find the words on both sides of it.",
    wrong="""
nl: De wet→is goedgekeurd.      # → is a tab
""",
    right="""
nl: De wet is goedgekeurd.
""",
    mend="Write a space.",
    suspect=lambda text: "\t" in text or "\\t" in text,
)
def tab(file: File) -> Iterator[tuple[Place, Sentence, Sentence]]:
    """A line has a tab, in a text or between words."""
    for number, line in enumerate(file.text.split("\n"), start=1):
        found = _TABS.search(line)
        if found:
            place = (number, found.start() + 1, number, found.end() + 1)
            yield place, say("There is a tab here."), say("Write a space.")
    for node in scalars(file.positions.node) if "\\t" in file.text and "\t" not in file.text else ():
        if node.style == '"' and "\t" in node.value:
            yield place_of(node), say("There is a tab here."), say("Write a space.")


@rule(
    "NAP118",
    "conflict-in-text",
    "error",
    "file",
    why="Git wrote both versions of a text into it, and every list and report would show them with git's own marks.",
    wrong="""
nl: >-
  <<<<<<< HEAD
  De brochure is vertaald.
  =======
  De brochure is herwerkt.
  >>>>>>> main
""",
    right="""
nl: >-
  De brochure is vertaald.
""",
    mend="Keep what is right, and remove the three lines that git put there.",
    suspect=lambda text: ">>>>>>>" in text or ("<" in text and "<<<<<<<" in text),
)
def conflict_in_text(file: File) -> Iterator[tuple[Place, Sentence, Sentence]]:
    """Two versions of a text were put together, and nobody chose."""
    for found in _CONFLICT.finditer(file.text):
        line, column, *_ = place_in(file.text, found.start())
        message = say("Two versions of a text were put together here, and nobody chose.")
        hint = say("Keep what is right, and remove the lines that start with <<<<<<<, ======= and >>>>>>>.")
        yield (line, column, line, column + len(found[0])), message, hint
        return
