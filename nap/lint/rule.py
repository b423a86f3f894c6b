"""What a rule is, and the one registry of them all."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from nap.errors import did_you_mean
from nap.model.action import Action
from nap.model.finding import Severity
from nap.model.plan import Plan
from nap.sentence import Sentence, say
from nap.store.shown import short

if TYPE_CHECKING:
    from nap.changes.records import ActionChanges, Change, Changes
    from nap.lint.numbering import Numbering
    from nap.store.positions import Positions

Location = tuple[str | int, ...]

About = Literal["reading", "file", "action", "text", "texts", "plan", "change", "ignores"]
"""What a rule looks at, and so what its function gets:

- `reading`: what reading a file refuses anyway; such a rule has no function, the reader finds it;
- `file`: a `File`; it gives triples of a place, a message and a hint;
- `action`: an `ActionFile`; it gives problems;
- `text`: one text of a file, in one language; it gives triples of the part of it that is wrong, a message and a hint;
- `texts`: the location of a text, the text by language, and the `Surroundings`; it gives problems;
- `plan`: the `Whole` plan, as far as it could be read; it gives pairs of a path and a problem;
- `change`: the `Comparison` of two states of the plan; it gives pairs of a path and a problem;
- `ignores`: what is ignored in the files; the runner itself finds it.
"""


class Problem(NamedTuple):
    """What a rule found wrong: where, in plain words, and what to do about it."""

    location: Location
    """The keys and indices that lead to the value."""
    message: str
    hint: str
    near: str = ""
    """A part of the text to point at, where the value is a text and only this part of it is wrong."""
    key: bool = False
    """Whether to point at the key and not at its value."""
    echo: tuple[str, str] | None = None
    """The rule and the message of what the same mistake makes other rules find, in whatever file: it is not said."""


class Surroundings(NamedTuple):
    """What an action is checked against: the plan without its actions, and the day."""

    plan: Plan
    """Its manifest and actors; it has no actions."""
    day: datetime.date
    """The day of the check."""
    actor_ids: frozenset[str] | None
    """The ids of all actors, also those whose entry cannot be read; None where the file cannot be read."""
    chapters: frozenset[str]
    """The numbers of all chapters."""

    @property
    def language(self) -> str:
        """The language of the plan's document."""
        return self.plan.source_language

    def called(self, actor_id: str) -> str:
        """What an actor is called in a message."""
        return short(self.plan.label(actor_id, self.language))


class File(NamedTuple):
    """A file as it is written."""

    path: str
    value: Mapping[Any, Any]
    """What it says."""
    positions: Positions

    @property
    def text(self) -> str:
        """All of it."""
        return self.positions.text


class ActionFile(NamedTuple):
    """An action, where it is written, and what it is checked against."""

    path: str
    action: Action
    around: Surroundings


class Facts(NamedTuple):
    """What the rules about the whole plan need to know of one action's file."""

    path: str
    id: str
    parent: str | None
    named: frozenset[str]
    """The actors that it names, in whatever way."""
    readable: bool
    """Whether the action could be read; of one that could not, the id is a guess and nothing else is known."""


class Whole(NamedTuple):
    """The plan as a whole, as far as it could be read."""

    plan: Plan
    """Its manifest and actors."""
    facts: tuple[Facts, ...]
    strays: tuple[str, ...]
    """The paths of files and folders among the action files that are none."""
    actor_places: Mapping[str, int] | None
    """Which entry of actors.yaml each id is in, also those that cannot be read; None where the file cannot be."""
    numbering: Numbering
    """Which actions there are: what many rules ask is found out once."""


Check = Callable[..., Iterable[Any]]
"""Finds what is wrong; what it gets and gives depends on what its rule is about."""

Suspect = Callable[[Any], object]
"""Tells whether something may be wrong anywhere in a file, which it is asked before the file is looked at closely.

It gets what the file says or, for a rule about `text`, the `Together` of all; for one about `texts`, an `InLanguages`.
"""


def _nothing(*_looked_at: object) -> Iterable[Any]:
    return ()


class Comparison(NamedTuple):
    """What a change does to a plan."""

    changes: Changes
    old: Plan
    new: Plan
    manifest: str
    """The path of plan.yaml."""
    actors: str
    """The path of actors.yaml."""
    actor_places: Mapping[str, int]
    """Which entry of actors.yaml each actor is."""

    @property
    def paths(self) -> Mapping[str, str]:
        """The path of each action's file, as it is now."""
        return self.new.paths

    def path_of(self, change: Change) -> str:
        """The file that a change is to be shown in."""
        if change.action:
            return self.paths.get(change.action, self.manifest)
        return self.actors if change.actor else self.manifest

    def location_of(self, change: Change) -> Location:
        """Where in that file the change is; in actors.yaml its own location starts inside the actor's entry."""
        if not change.actor:
            return change.location
        return ("actors", self.actor_places[change.actor], *change.location)

    def versions(self, action_id: str) -> tuple[Action, Action] | None:
        """An action as it was and as it is; None for one that was not there, or is not any more, under this number."""
        was, now = self.old.actions.get(action_id), self.new.actions.get(action_id)
        return (was, now) if was and now else None

    def in_actions(self) -> Iterator[tuple[ActionChanges, Change]]:
        """Every change in an action, with all that changes in the same action."""
        for entry in self.changes.actions:
            for change in entry.changes:
                yield entry, change

    def in_its_language(self, location: Location, value: object) -> Location:
        """Where a text says what it says in the plan's own language; any other value is where it is."""
        return (*location, self.old.source_language) if isinstance(value, dict) else location


FoundInChange = Iterator[tuple[str, Problem]]
"""What a rule about a change finds: in which file, and what is wrong there."""


class Rule(NamedTuple):
    """A rule: what it is called, how grave it is, what it says, and how it is checked."""

    code: str
    name: str
    severity: Severity
    about: About
    what: str
    """What is wrong, in a sentence."""
    why: str
    """Why it matters to those who follow the plan up."""
    wrong: str
    """An example of it."""
    right: str
    """The same, mended."""
    mend: str
    """How to mend it."""
    found: Check = _nothing
    """Finds it; nothing where reading finds it."""
    suspect: Suspect | None = None
    """Whether a file may have it at all, asked first because it is quick."""
    explains: tuple[str, ...] = ()
    """Rules that the same mistake breaks too. What they find in the same file is not said beside this; beside what
    a change did to plan.yaml, nothing that they find anywhere."""


RULES: dict[str, Rule] = {}
"""All rules by code; `nap.lint.rules` fills it."""


def names_a_rule(code: str, known: Iterable[str]) -> bool:
    """Whether this is the code of one of the known rules, or the beginning of one."""
    return any(rule.startswith(code) for rule in known)


def no_rule(asked: str, known: Iterable[str], names: Iterable[str] = ()) -> tuple[Sentence, str]:
    """What to say of something that names no rule, and which code was meant, or which name where names are taken."""
    near = did_you_mean(asked.upper(), known) or did_you_mean(asked.lower(), names)
    return say("There is no rule {code}.", code=short(asked)), near or say("`nap rules` lists them all.")


def rule(  # noqa: PLR0913 - they document a rule
    code: str,
    name: str,
    severity: Severity,
    about: About,
    *,
    why: str,
    wrong: str,
    right: str,
    mend: str,
    suspect: Suspect | None = None,
    explains: tuple[str, ...] = (),
) -> Callable[[Check], Check]:
    """Make a function a rule. Its docstring is what the rule says; the rest documents it."""

    def register(check: Check) -> Check:
        what = " ".join((check.__doc__ or "").split())
        _add(Rule(code, name, severity, about, what, why, wrong, right, mend, check, suspect, explains))
        return check

    return register


def found_in_reading(
    code: str,
    name: str,
    what: str,
    *,
    why: str,
    wrong: str,
    right: str,
    mend: str,
    explains: tuple[str, ...] = (),
) -> None:
    """Document a rule that reading a file enforces: no command goes on with such a file."""
    _add(Rule(code, name, "error", "reading", what, why, wrong, right, mend, explains=explains))


def found_in_ignores(code: str, name: str, what: str, *, why: str, wrong: str, right: str, mend: str) -> None:
    """Document a rule about the comments that ignore findings, which the runner finds when all else is done."""
    _add(Rule(code, name, "warning", "ignores", what, why, wrong, right, mend))


def _add(new: Rule) -> None:
    if new.code in RULES:
        raise ValueError(f"two rules are called {new.code}")
    RULES[new.code] = new
