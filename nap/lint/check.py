"""The check of one file, with everything that can be said of it without looking at other actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache, partial
from typing import Any, NamedTuple

from nap.lint.ignores import MARK, Ignore, ignores_in
from nap.lint.names import id_of
from nap.lint.rule import About, ActionFile, Facts, File, Problem, Rule, Surroundings
from nap.lint.selection import Active
from nap.lint.texts import InLanguages, Together, by_language, empty_fields, said, texts
from nap.model.action import Action
from nap.model.finding import Finding, finding_at
from nap.sentence import say
from nap.store.links import Known, mistakes_within, unknown_in
from nap.store.parsing import Parse, guessed_id, refused
from nap.store.positions import Place, Positions, Refusal
from nap.store.shown import short
from nap.store.validate import validate
from nap.store.yaml import parse

Found = tuple[Finding, int]
"""A finding, and the line on which what is wrong begins, where a comment can say to ignore it."""


class Checked(NamedTuple):
    """What checking one file gave."""

    findings: tuple[Finding, ...]
    ignores: tuple[Ignore, ...] = ()
    used: frozenset[Ignore] = frozenset()
    """The ignores that silenced something here."""
    facts: Facts | None = None
    """For a file of an action."""
    action: str = ""
    """The id that a file gives its action, even if the rest cannot be read."""


class _Anything:
    """Ids that are not known yet, so that none is missing."""

    def __contains__(self, _id: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


_ANYTHING = _Anything()


def check_action(
    path: str, content: bytes, around: Surroundings | None, active: Active, language: str, how: Parse = parse
) -> Checked:
    """Everything that is wrong in the file of one action, as far as that can be seen in it alone.

    Without surroundings, because plan.yaml cannot be read, only what needs none is checked.
    """
    try:
        value, positions = how(content)
    except Refusal as refusal:
        return unread(path, refused(path, refusal))
    found: list[Found] = []
    called = partial(id_of, around.plan) if around else None
    action = validate(Action, value, path, lambda _path: positions, language, called=called)
    action_id = value.get("id")
    unreadable: Sequence[Finding] = ()
    if isinstance(action, list):
        unreadable = action
        named = action_id if isinstance(action_id, str) else guessed_id(path)
        facts = Facts(path, named, None, frozenset(), readable=False)
    else:
        facts = Facts(path, action.id, action.parent, action.named, readable=True)
        found += _in_action(ActionFile(path, action, around), facts.named, positions, active) if around else ()
    found += in_texts(path, value, positions, around, active, readable=not unreadable)
    return finished(found, positions, facts, unreadable, action_id if isinstance(action_id, str) else "")


def unread(path: str, finding: Finding) -> Checked:
    """What is known of the file of an action that cannot be read: why, and that it is there."""
    return Checked((finding,), facts=Facts(path, guessed_id(path), None, frozenset(), readable=False))


def _in_action(item: ActionFile, named: AbstractSet[str], positions: Positions, active: Active) -> Iterator[Found]:
    """What the rules about actions find; `named` are the actors that the action names."""
    known = Known(item.around.actor_ids, _ANYTHING, item.around.chapters)
    for key, mistakes in ((True, mistakes_within(item.action)), (False, unknown_in(item.action, named, known))):
        for mistake in mistakes:
            if active.selection.has(mistake.code):
                place = positions.find(mistake.location, key=key)
                yield finding_at(mistake.code, item.path, place, mistake.message, mistake.hint), place[0]
    for rule in active.about("action"):
        for problem in rule.found(item):
            yield found_at(rule, item.path, problem, positions)


def in_texts(
    path: str, value: Any, positions: Positions, around: Surroundings | None, active: Active, *, readable: bool
) -> Iterator[Found]:
    """What the rules about files and their texts find, also in a file that is no action's.

    Of a file that cannot be read, it has been said what is empty.
    """
    for rule in _suspected("file", positions.text, active):
        for place, message, hint in rule.found(File(path, value, positions)):
            yield finding_of(rule, path, place, message, hint), place[0]
    whole = said(value)
    for location in empty_fields(value) if whole.empty and readable and active.selection.has("NAP208") else ():
        place = positions.find(location, key=True)
        message = say("{field} is empty.", field=f"`{short(str(location[-1]))}`")
        yield finding_at("NAP208", path, place, message, say("Fill it in, or remove the line.")), place[0]
    # Where something is, is only asked when something is wrong: hardly any file has a fault, and it takes longer.
    suspected = _suspected("text", Together(whole.texts), active)
    rules = [rule for rule in suspected if any(True for one in whole.texts for _ in rule.found(one))]
    for location, one in texts(value) if rules else ():
        for rule in rules:
            for near, message, hint in rule.found(one):
                yield found_at(rule, path, Problem(location, message, hint, near), positions)
    if around is None:
        return
    suspected = _suspected("texts", InLanguages(whole.by_language, around), active)
    for location, languages in by_language(value) if suspected else ():
        for rule in suspected:
            for problem in rule.found(location, languages, around):
                yield found_at(rule, path, problem, positions)


def _suspected(about: About, looked_at: str | InLanguages, active: Active) -> Sequence[Rule]:
    """The rules that may find something in a file, or in all its texts together."""
    return [rule for rule in active.about(about) if rule.suspect is None or rule.suspect(looked_at)]


def found_at(rule: Rule, path: str, problem: Problem, positions: Positions) -> Found:
    """The finding for a problem, with its place looked up in the file."""
    place = positions.find(problem.location, key=problem.key)
    pointed = _near(problem.near, place, positions.text) if problem.near else None
    return finding_of(rule, path, pointed or place, problem.message, problem.hint), place[0]


def finding_of(rule: Rule, path: str, place: Place, message: str, hint: str) -> Finding:
    """A finding of a rule."""
    return finding_at(rule.code, path, place, message, hint)._replace(severity=rule.severity)


def _near(part: str, place: Place, text: str) -> Place | None:
    """Where a part of a text stands in a place of a file; None where it is written in another way."""
    first, column, last, end = place
    for number, line in enumerate(_lines(text)[first - 1 : last], start=first):
        start = line.find(part, column - 1 if number == first else 0, end - 1 if number == last else len(line))
        if start >= 0:
            return (number, start + 1, number, start + 1 + len(part))
    return None


@lru_cache(1)
def _lines(text: str) -> list[str]:
    """The lines of a file, of which many a finding may ask."""
    return text.split("\n")


def finished(
    found: Iterable[Found],
    positions: Positions,
    facts: Facts | None = None,
    unreadable: Sequence[Finding] = (),
    action: str = "",
) -> Checked:
    """What is left when the comments that ignore findings have been heard.

    What makes a file `unreadable` cannot be ignored: all else would be silently unchecked.
    """
    ignores: tuple[Ignore, ...] = ()
    if MARK in positions.text:
        from nap.store.comments import comments  # noqa: PLC0415 - hardly any file has one

        ignores = tuple(ignores_in(comments(positions.text, positions.node), positions.text))
    kept, used = silenced(found, ignores)
    kept += unreadable
    if action:
        kept = [finding._replace(action=action) for finding in kept]
    return Checked(tuple(kept), ignores, used, facts, action)


def silenced(found: Iterable[Found], ignores: Iterable[Ignore]) -> tuple[list[Finding], frozenset[Ignore]]:
    """The findings that no comment ignores, and the comments that ignored one."""
    kept, used = [], set()
    by_line: dict[int, list[Ignore]] = {}
    for ignore in ignores:
        by_line.setdefault(ignore.line, []).append(ignore)

    @cache
    def heard(line: int, code: str) -> bool:
        """Whether a comment covers this rule on this line; thousands of either may stand on one."""
        covering = [ignore for ignore in by_line.get(line, ()) if ignore.covers(code)]
        used.update(covering)
        return bool(covering)

    for finding, line in found:
        silent = [heard(number, finding.code) for number in {finding.line, line}]
        if not any(silent):
            kept.append(finding)
    return kept, frozenset(used)
