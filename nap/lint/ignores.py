"""Comments such as `# nap: ignore[NAP802] the quote is the plan's own`, which make a finding on their line pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nap.errors import did_you_mean
from nap.model.finding import Finding, finding_at
from nap.sentence import say

if TYPE_CHECKING:
    from nap.store.comments import Comment

_IGNORE = re.compile(r"#\s*nap:\s*ignore\b\s*(?:\[(?P<codes>[^\]]*)\])?(?P<reason>.*)", re.IGNORECASE)

MARK = "nap:"
"""What every such comment has; a file without it need not be searched."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """One comment: which rules it silences on which line, and why."""

    line: int
    """The line on which it holds: its own, or for a comment that stands alone the line it stands above."""
    codes: tuple[str, ...]
    """The rules, by code or by the start of one."""
    reason: str
    place: tuple[int, int, int, int]
    """Where the comment stands."""

    def covers(self, code: str, lines: Collection[int]) -> bool:
        """Whether it silences a finding by this rule that has to do with these lines."""
        return self.line in lines and any(code.startswith(start) for start in self.codes)


def ignores_in(comments: Iterable[Comment], text: str) -> list[Ignore]:
    """The comments of a file that silence a rule."""
    return list(_ignores(list(comments), text.split("\n")))


def _ignores(comments: Sequence[Comment], lines: Sequence[str]) -> Iterator[Ignore]:
    alone = {comment.line for comment in comments if comment.alone}
    for comment in comments:
        found = _IGNORE.match(comment.text)
        if not found:
            continue
        line = comment.line
        while line in alone or (comment.alone and line <= len(lines) and not lines[line - 1].strip()):
            line += 1
        codes = tuple(code.strip() for code in (found["codes"] or "").split(",") if code.strip())
        place = (comment.line, comment.column, comment.line, comment.column + len(comment.text))
        yield Ignore(line, codes, found["reason"].strip(" -:—–"), place)


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
        unknown = [code for code in ignore.codes if not any(rule.startswith(code) for rule in known)]
        for code in unknown:
            message = say("There is no rule {code}.", code=code)
            yield finding_at("NAP003", path, ignore.place, message, did_you_mean(code, known))
        if not ignore.reason:
            message = say("This comment does not say why {codes} is ignored.", codes=", ".join(ignore.codes))
            yield finding_at("NAP002", path, ignore.place, message, say("Write the reason after the bracket."))
        silenced = [rule for rule in known if any(rule.startswith(code) for code in ignore.codes)]
        if not unknown and ignore not in used and all(checked(rule) for rule in silenced):
            message = say("Nothing on this line is found by {codes}.", codes=", ".join(ignore.codes))
            yield finding_at("NAP001", path, ignore.place, message, say("Remove the comment."))
