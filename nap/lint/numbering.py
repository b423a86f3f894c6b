"""Which actions there are, by the ids and the names of their files, and which of those can be trusted.

One mistake must be said once: a file that cannot be read, or that has the id of another action, does not make its own
action a missing one, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from nap.lint.rule import Facts
from nap.model.action import LETTERS, plan_order
from nap.model.manifest import Manifest
from nap.store.parsing import guessed_id

_FILE_NAME = re.compile(r"(?P<start>[0-9]{2,}[a-z]*)(?:-[a-z0-9]+)+\.yaml")
_START = re.compile(r"^[0-9]+(?:[a-z]*(?=[-_ .]|$))?")
_ENDINGS = re.compile(r"(?:\.ya?ml)+$")
_ID = re.compile(r"[1-9][0-9]*[a-z]*")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def file_start(action_id: str) -> str:
    """What the name of an action's file starts with."""
    number = number_of(action_id)
    return number.zfill(2) + action_id[len(number) :]


def file_words(path: str) -> str:
    """The words of the name that a file has, as they would stand in a right one; "" for none."""
    stem = _ENDINGS.sub("", _name(path).lower())
    decomposed = unicodedata.normalize("NFKD", _START.sub("", stem, count=1))
    return _NO_WORD.sub("-", "".join(part for part in decomposed if not unicodedata.combining(part))).strip("-")


def is_file_name(path: str) -> bool:
    """Whether a file has the name of an action's file, be it that of another action."""
    return _FILE_NAME.fullmatch(_name(path)) is not None


def is_named_well(facts: Facts) -> bool:
    """Whether the name of a file goes with the id of the action in it."""
    found = _FILE_NAME.fullmatch(_name(facts.path))
    return found is not None and found["start"] == file_start(facts.id)


def number_of(action_id: str) -> str:
    """The number of an action; of a sub-action, that of the action it belongs to."""
    return action_id.rstrip(LETTERS)


def is_sub(action_id: str) -> bool:
    """Whether an id is that of a sub-action: a number with a suffix."""
    return number_of(action_id) != action_id


def _name(path: str) -> str:
    return path.rpartition("/")[2]


class Numbering:
    """The actions of a plan by their numbers."""

    def __init__(self, manifest: Manifest, facts: Sequence[Facts], strays: Sequence[str] = ()) -> None:
        self.counts = manifest.counts
        self.facts = facts
        self.strays = strays
        self.owners: dict[str, Facts] = {}
        """The file of each action that can be read: of two with one id, the one whose name goes with it."""
        for item in facts:
            if item.readable:
                known = self.owners.get(item.id)
                if known is None or (is_named_well(item) and not is_named_well(known)):
                    self.owners[item.id] = item
        self.doubles = [item for item in facts if item.readable and self.owners[item.id] is not item]
        """The files whose id is that of another file."""
        self.removed = [item.action for item in manifest.removed]

    @cached_property
    def misnamed(self) -> list[Facts]:
        """The files whose name does not go with the id in them."""
        return [facts for facts in self.facts if not is_named_well(facts)]

    @cached_property
    def known(self) -> frozenset[str]:
        """The ids of all actions that have a file, be it one that is wrong in another way."""
        wrong = (*self.misnamed, *(facts for facts in self.facts if not facts.readable))
        guessed = {guessed_id(path) for path in (*(facts.path for facts in wrong), *self.strays)}
        return frozenset({facts.id for facts in self.facts} | {name for name in guessed if _ID.fullmatch(name)})

    @cached_property
    def _parents(self) -> set[str]:
        """The ids that sub-actions give as their parent's."""
        return {facts.parent for facts in self.owners.values() if facts.parent}

    @cached_property
    def _doubtful_parents(self) -> set[str]:
        """Those of them that the number of the sub-action itself does not bear out."""
        return {facts.parent for facts in self.owners.values() if facts.parent and facts.parent != number_of(facts.id)}

    def is_missing(self, action_id: str) -> bool:
        """Whether the number of an action is one that no file has, so that it is said there."""
        return not is_sub(action_id) and any(first <= _number(action_id) <= last for first, last in self.gaps)

    @cached_property
    def is_uncertain(self) -> bool:
        """Whether there is a file of which nobody can say which action is in it."""
        return any(not facts.readable and not _ID.fullmatch(facts.id) for facts in self.facts)

    @cached_property
    def gaps(self) -> list[tuple[int, int]]:
        """The first and last of each row of numbers that no file has, of as many as the plan has actions.

        A number that only a sub-action of another number names as its parent is not one: that is said there.
        """
        if self.is_uncertain:
            return []
        removed = sorted(_number(action_id) for action_id in self.removed if not is_sub(action_id))
        there = {_number(action_id) for action_id in self.known | self._doubtful_parents if not is_sub(action_id)}
        last = _last_of(self.counts.actions, removed)
        gaps = list(_between(sorted(there.union(removed) - {0}), last))
        # As many as were taken out are missing at the end: then `counts` was not lowered, and no file is missing.
        return [] if removed and gaps == [(last - len(removed) + 1, last)] else gaps

    @cached_property
    def is_whole(self) -> bool:
        """Whether all files can be read, and are as many as plan.yaml says."""
        counts = self.counts
        return (
            all(facts.readable for facts in self.facts)
            and not self.gaps
            and self.actions == range(counts.actions, counts.actions + 1)
            and self.sub_actions == range(counts.sub_actions, counts.sub_actions + 1)
        )

    @property
    def actions(self) -> range:
        """How many actions there are, without sub-actions; several numbers where some files can be either."""
        return self._counted[0]

    @property
    def sub_actions(self) -> range:
        """How many sub-actions there are; several numbers where some files can be actions, too."""
        return self._counted[1]

    @cached_property
    def _counted(self) -> tuple[range, range]:
        ids = [facts.id for facts in self.facts if _ID.fullmatch(facts.id)]
        unsure = len(self.doubles) + len(self.facts) - len(ids)
        sure = set(ids)
        possible = (self.known | self._parents) - sure
        sure_subs, possible_subs = sum(map(is_sub, sure)), sum(map(is_sub, possible))
        least, more = len(sure) - sure_subs, len(possible) - possible_subs
        return range(least, least + more + unsure + 1), range(sure_subs, sure_subs + possible_subs + unsure + 1)


def _number(action_id: str) -> int:
    return plan_order(action_id)[0]


def _last_of(count: int, removed: Sequence[int]) -> int:
    """The number of the last of so many actions, where some numbers, which are in order, are no longer in use."""
    last = count
    for number in removed:
        if 0 < number <= last:
            last += 1
    return last


def _between(numbers: Iterable[int], last: int) -> Iterator[tuple[int, int]]:
    """The rows of numbers from 1 to the last that are not among those given, which are in order."""
    expected = 1
    for number in numbers:
        if number > last:
            break
        if number > expected:
            yield expected, number - 1
        expected = number + 1
    if expected <= last:
        yield expected, last
