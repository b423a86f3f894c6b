"""The rules of `nap lint`, explained: as a table, as a page for each, and as the documentation of them all."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from nap.lint.rule import Rule
from nap.output.prose import as_markdown as prose
from nap.output.prose import bold, wrapped
from nap.output.table import Column, Each, Screen, Table

TOPICS = {
    "NAP0": "Comments that ignore findings",
    "NAP1": "Files",
    "NAP2": "Shape",
    "NAP3": "Identity",
    "NAP4": "Actors",
    "NAP5": "Deadlines",
    "NAP6": "Updates",
    "NAP7": "Languages",
    "NAP8": "Text",
    "NAP9": "Pull requests",
}
"""What rules are about, by the beginning of their codes."""

_COLUMNS = (
    Column("code", "Code"),
    Column("name", "Name", from_width=60),
    Column("severity", "Severity"),
    Column("topic", "Topic", from_width=140),
    Column("what", "What is wrong", grows=1),
)

_REGENERATE = "nap rule --all --format markdown > docs/rules.md"
_INTRODUCTION = f"""\
<!-- Made by `{_REGENERATE}`; change the rules in nap/lint/rules/ instead. -->

# The rules of `nap lint`

An error makes lists, reports or trust wrong and must be mended; a warning is for a person to look at.
`nap rule NAP605` prints what stands here about one rule, `nap rules` the list of them all.

To accept a finding in one place, write a comment on its line, with the code and the reason:
`# nap: ignore[NAP605] the evidence is not public`. A file that cannot be read at all stays an error.
`nap lint --select` and `--ignore` choose rules for one run, by a code or by the beginning of one.
"""


def topic_of(rule: Rule) -> str:
    """What a rule is about, in a word or two."""
    return TOPICS[rule.code[:4]]


# -- tables and records ----------------------------------------------------------------------------------------


def rules_table(rules: Sequence[Rule]) -> Table:
    """Rules, one a row."""
    return Table(
        columns=_COLUMNS,
        rows=[(rule.code, rule.name, rule.severity, topic_of(rule), rule.what) for rule in rules],
        ids=[rule.code for rule in rules],
        records=Each(record, rules),
    )


def record(rule: Rule) -> dict[str, str]:
    """A rule for programs; docs/json.md describes it."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "topic": topic_of(rule),
        "what": rule.what,
        "why": rule.why,
        "wrong": _example(rule.wrong),
        "right": _example(rule.right),
        "mend": rule.mend,
    }


# -- one rule --------------------------------------------------------------------------------------------------


def as_text(rule: Rule, screen: Screen) -> str:
    """Everything about a rule, for a terminal or piped; examples are never wrapped."""
    title = f"{rule.code}  {rule.name}  ({rule.severity})"
    lines = [bold(title, screen), "", *wrapped(rule.what, screen.width)]
    sections = (
        ("Why it matters", wrapped(rule.why, screen.width, "  ")),
        ("Wrong", _shown(rule.wrong, screen)),
        ("Right", _shown(rule.right, screen)),
        ("How to mend it", wrapped(rule.mend, screen.width, "  ")),
    )
    for heading, said in sections:
        lines += ["", bold(heading, screen), *said]
    return "\n".join(lines) + "\n"


def _shown(example: str, screen: Screen) -> list[str]:
    """An example, indented; YAML as it is written, a sentence wrapped."""
    text = _example(example)
    if not _is_yaml(text):
        return wrapped(text, screen.width, "  ")
    return textwrap.indent(text, "  ").split("\n")


def as_markdown(rule: Rule, level: int = 1) -> str:
    """Everything about a rule as Markdown, under a heading of some level."""
    return f"{'#' * level} {_heading(rule)}\n\n{body(rule)}"


def _heading(rule: Rule) -> str:
    return f"{rule.code} {rule.name}"


def body(rule: Rule) -> str:
    """Everything about a rule as Markdown, without a heading."""
    parts = (
        f"**{rule.severity.capitalize()}.** {prose(rule.what)} {prose(rule.why)}",
        _marked("Wrong", rule.wrong),
        _marked("Right", rule.right),
        f"How to mend it: {prose(rule.mend)}",
    )
    return "\n\n".join(parts) + "\n"


def _marked(heading: str, example: str) -> str:
    text = _example(example)
    return f"{heading}:\n\n```yaml\n{text}\n```" if _is_yaml(text) else f"{heading}: {prose(text)}"


def _example(text: str) -> str:
    return textwrap.dedent(text).strip("\n")


def _is_yaml(example: str) -> bool:
    """Whether an example shows a file, and not in words what cannot be shown."""
    return "\n" in example or ": " in example or example.startswith(("- ", "#")) or example.endswith(":")


# -- all of them -----------------------------------------------------------------------------------------------


def documentation(rules: Iterable[Rule]) -> str:
    """The documentation of rules by topic, with a table of contents."""
    topics = [
        (TOPICS[start], start, list(group))
        for start, group in groupby(sorted(rules, key=lambda rule: rule.code), key=lambda rule: rule.code[:4])
    ]
    contents = "".join(line for topic in topics for line in _contents(*topic))
    chapters = (
        "\n".join((f"## {start}: {title}\n", *(as_markdown(rule, 3) for rule in group)))
        for title, start, group in topics
    )
    return "\n".join((_INTRODUCTION, contents, *chapters))


def _contents(title: str, start: str, rules: Sequence[Rule]) -> Iterator[str]:
    yield f"- [{start}: {title}](#{anchor(f'{start}: {title}')})\n"
    for rule in rules:
        yield f"  - [{_heading(rule)}](#{anchor(_heading(rule))})\n"


def anchor(heading: str) -> str:
    """The name that forges give a heading of a page: small letters, spaces as hyphens, no other signs."""
    return "".join(c for c in heading.lower().replace(" ", "-") if c.isalnum() or c in "-_")
