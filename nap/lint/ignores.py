"""Comments such as `# nap: ignore[NAP802] the quote is the plan's own`, which make a finding on their line pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from nap.lint.rule import names_a_rule, no_rule
from nap.model.finding import Finding, finding_at
from nap.model.manifest import Checks
from nap.sentence import say
from nap.store.positions import Positions
from nap.store.shown import short

if TYPE_CHECKING:
    from nap.store.comments import Comment

IGNORE = r"#\s*nap:\s*ignore\b\s*(?:\[(?P<codes>[^\]]*)\])?(?P<reason>.*)"
"""How such a comment is written."""

_MOST = 100

MARK = "nap:"
"""What every such comment has; a file without it need not be searched."""


class Ignore(NamedTuple):
    """One comment: which rules it silences on which line, and why."""

    line: int
    """The line on which it holds: its own, or for a comment that stands alone the line it stands above."""
    codes: tuple[str, ...]
    """The rules, by code or by the start of one."""
    reason: str
    place: tuple[int, int, int, int]
    """Where the comment stands."""
    text: str
    """The comment itself."""

    def covers(self, code: str) -> bool:
        """Whether it silences what this rule finds on its line."""
        return code.startswith(self.codes)


def ignores_in(comments: Iterable[Comment], text: str) -> list[Ignore]:
    """The comments of a file that silence a rule."""
    return list(_ignores(list(comments), text.split("\n")))


def _ignores(comments: Sequence[Comment], lines: Sequence[str]) -> Iterator[Ignore]:
    from nap.store.comments import lines_below  # noqa: PLC0415 - hardly any file has such a comment

    meant = lines_below(comments, lines)
    for comment in comments:
        found = re.match(IGNORE, comment.text)
        if not found:
            continue
        # A list may be made as long as a file; nobody names a hundred rules.
        codes = dict.fromkeys(code.strip().upper() for code in (found["codes"] or "").split(",", _MOST)[:_MOST])
        named = tuple(code for code in codes if code)
        place = (comment.line, comment.column, comment.line, comment.column + len(comment.text))
        line = meant.get(comment.line, comment.line)
        yield Ignore(line, named, found["reason"].strip(" -:—–"), place, comment.text)


def about_ignores(
    path: str,
    ignores: Iterable[Ignore],
    used: Collection[Ignore],
    known: Collection[str],
    checked: Callable[[str], bool],
) -> Iterator[Finding]:
    """What is wrong with the comments themselves. `known` are all codes; `checked` says which rules were asked for."""
    for ignore in ignores:
        if not ignore.codes:
            message = say("This comment ignores no rule by its code.")
            yield finding_at("NAP002", path, ignore.place, message, say("Write # nap: ignore[NAP605] and the reason."))
            continue
        unknown = [code for code in ignore.codes if not names_a_rule(code, known)]
        for code in unknown:
            yield finding_at("NAP003", path, ignore.place, *no_rule(code, known))
        codes = short(", ".join(ignore.codes))
        if not ignore.reason:
            message = say("This comment does not say why {codes} is ignored.", codes=codes)
            yield finding_at("NAP002", path, ignore.place, message, say("Write the reason after the bracket."))
        silenced = [rule for rule in known if ignore.covers(rule)]
        if not unknown and ignore not in used and all(checked(rule) for rule in silenced):
            message = say("Nothing on this line is found by {codes}.", codes=codes)
            yield finding_at("NAP001", path, ignore.place, message, say("Remove the comment."))


def about_settings(path: str, settings: Checks, positions: Positions, known: Collection[str]) -> Iterator[Finding]:
    """The rules that plan.yaml names and that there are not."""
    for field, codes in (("select", settings.select), ("ignore", settings.ignore)):
        for index, code in enumerate(codes[:_MOST]):
            if not names_a_rule(code, known):
                yield finding_at("NAP003", path, positions.find(("lint", field, index)), *no_rule(code, known))
