"""Finding actors, chapters and actions by what people call them, and choosing actions by what is asked."""

from __future__ import annotations

import datetime
import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nap.errors import NapError
from nap.model.action import Action
from nap.model.actor import Actor
from nap.model.plan import Plan
from nap.status import Standing, standing

_SEPARATORS = re.compile(r"[^\w]+")

Sorting = Callable[[Standing], tuple[object, ...]]


def folded(text: str) -> str:
    """A text as it is compared: without case, accents or punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _SEPARATORS.sub(" ", bare).strip()


# -- actors --------------------------------------------------------------------------------------------------


def spellings(actor: Actor) -> Iterator[str]:
    """Everything an actor is called: id, names, long names, acronyms in every language, and aliases."""
    yield actor.id
    for text in (actor.name, actor.acronym, actor.long_name):
        yield from (text or {}).values()
    yield from actor.aliases


def find_actor(plan: Plan, name: str) -> Actor:
    """The actor that is called so; raises `NapError` with the closest names when nobody is."""
    wanted = folded(name)
    if name in plan.actors:
        return plan.actors[name]
    known: dict[str, Actor] = {}
    shown: dict[str, str] = {}
    for actor in plan.actors.values():
        for spelling in spellings(actor):
            known.setdefault(folded(spelling), actor)
            shown.setdefault(folded(spelling), spelling)
    if wanted in known:
        return known[wanted]
    raise NapError(f"No actor is called {name!r}.", _did_you_mean(wanted, shown))


def _did_you_mean(wanted: str, shown: Mapping[str, str]) -> str:
    """The closest of the known spellings, first those that contain what was asked."""
    inside = [folded_name for folded_name in shown if wanted and wanted in folded_name]
    near = [*inside[:3], *difflib.get_close_matches(wanted, shown, n=3, cutoff=0.6)]
    names = list(dict.fromkeys(shown[name] for name in near))[:3]
    return f"Did you mean {' or '.join(repr(name) for name in names)}?" if names else "`nap actors` lists them all."


# -- chapters and actions by name ------------------------------------------------------------------------------


def find_chapters(plan: Plan, words: str) -> frozenset[int]:
    """The chapters with this number, or with all these words in their title in any language."""
    numbers = frozenset(chapter.number for chapter in plan.manifest.chapters)
    if words.strip().isdecimal():
        if int(words) in numbers:
            return frozenset({int(words)})
        raise NapError(f"There is no chapter {words}.", f"The plan has chapters {min(numbers)} to {max(numbers)}.")
    wanted = folded(words).split()
    titles = {chapter.number: [folded(title) for title in chapter.title.values()] for chapter in plan.manifest.chapters}
    found = {
        number
        for number, in_languages in titles.items()
        if any(all(w in title for w in wanted) for title in in_languages)
    }
    if found and wanted:
        return frozenset(found)
    known = {word: word for in_languages in titles.values() for title in in_languages for word in title.split()}
    near = difflib.get_close_matches(wanted[0] if wanted else "", known, n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`nap chapters` lists them all."
    raise NapError(f"No chapter has {words!r} in its title.", hint)


def find_action(plan: Plan, name: str) -> Action:
    """The action with this id, or with this number in the plan's annex; leading zeros and case do not matter."""
    wanted = name.strip().lower().lstrip("0").replace(" ", "")
    if wanted in plan.actions:
        return plan.actions[wanted]
    for action in plan.actions.values():
        if action.source.annex_id == wanted:
            return action
    near = difflib.get_close_matches(wanted, plan.actions, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`nap list` shows them all."
    raise NapError(f"There is no action {name!r}.", hint)


def only_above(plan: Plan, actor: Actor) -> tuple[str, list[Action]] | None:
    """The government above an actor, and the actions that name that government but nobody of this actor's.

    None when there is no government above it or no such action. Whoever asks for a body must know that the
    plan also addresses it without naming it.
    """
    government = plan.government(actor.id)
    if government is None or government == actor.id:
        return None
    own = plan.under(actor.id)
    actions = [
        action
        for action in plan.actions.values()
        if government in action.actor_ids and not own.intersection(action.actor_ids)
    ]
    return (government, actions) if actions else None


# -- choosing actions ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """What was asked for. Values of one kind widen the choice, different kinds narrow it."""

    actors: tuple[str, ...] = ()
    exact: bool = False
    chapters: tuple[str, ...] = ()
    governments: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    due_before: datetime.date | None = None
    due_after: datetime.date | None = None
    due_years: tuple[int, ...] = ()
    overdue: bool = False
    texts: tuple[str, ...] = ()


def choose(plan: Plan, choice: Choice, day: datetime.date) -> list[Standing]:
    """The actions that fit, in the plan's order, with what the day makes of them.

    Raises `NapError` for an actor, government or chapter that does not exist.
    """
    actors = _actor_ids(plan, choice)
    governments = _government_ids(plan, choice.governments)
    chapters = {number for words in choice.chapters for number in find_chapters(plan, words)}
    texts = [folded(text) for text in choice.texts]

    def fits(action: Action) -> bool:
        if actors is not None and not actors.intersection(action.actor_ids):
            return False
        if governments and not any(plan.government(actor) in governments for actor in action.actor_ids):
            return False
        if chapters and action.chapter not in chapters:
            return False
        if choice.kinds and action.deadline.kind not in choice.kinds:
            return False
        if texts:
            said = folded(" \n ".join(_texts(action)))
            return all(text in said for text in texts)
        return True

    chosen = (standing(plan, action, day) for action in plan.actions.values() if fits(action))
    return [item for item in chosen if _fits_the_day(item, choice)]


def _actor_ids(plan: Plan, choice: Choice) -> frozenset[str] | None:
    if not choice.actors:
        return None
    found = [find_actor(plan, name).id for name in choice.actors]
    return frozenset(found) if choice.exact else frozenset().union(*(plan.under(actor) for actor in found))


def _government_ids(plan: Plan, names: Sequence[str]) -> frozenset[str]:
    found = set()
    for name in names:
        actor = find_actor(plan, name)
        if actor.kind != "government":
            governments = [plan.say(item.name, plan.source_language) for item in plan.governments]
            raise NapError(f"{name!r} is not a government.", f"Governments: {', '.join(governments)}.")
        found.add(actor.id)
    return frozenset(found)


def _fits_the_day(item: Standing, choice: Choice) -> bool:
    if choice.statuses and item.status not in choice.statuses:
        return False
    if choice.overdue and not item.late:
        return False
    if choice.due_before or choice.due_after or choice.due_years:
        return any(_fits_due(due.due, choice) for due in item.dues)
    return True


def _fits_due(due: datetime.date | None, choice: Choice) -> bool:
    if due is None:
        return False
    if choice.due_before and not due < choice.due_before:
        return False
    if choice.due_after and not due > choice.due_after:
        return False
    return not choice.due_years or due.year in choice.due_years


def _texts(action: Action) -> Iterator[str]:
    """Everything an action says, in every language."""
    source = action.source
    yield from action.title.values()
    for text in (action.baseline, action.deadline.note, *source.remarks, *(m.text for m in action.measures)):
        yield from (text or {}).values()
    yield from (said for said in (action.deadline.stated, source.annex_title) if said)
    for update in action.updates:
        for text in (update.text, update.obstacles, *(item.title for item in update.evidence)):
            yield from (text or {}).values()


# -- order -----------------------------------------------------------------------------------------------------

_FAR = datetime.date.max
_LONG_AGO = datetime.date.min
_PROGRESS = ("unreported", "not_started", "preparing", "in_progress", "stopped", "completed")

SORTS: dict[str, Sorting] = {
    "id": lambda item: item.action.order,
    "chapter": lambda item: (item.action.chapter, *item.action.order),
    "due": lambda item: (item.next_due or _FAR, *item.action.order),
    "late": lambda item: (-(item.days_late or -1), *item.action.order),
    "status": lambda item: (_PROGRESS.index(item.status), *item.action.order),
    "updated": lambda item: (item.state.last.date if item.state.last else _LONG_AGO, *item.action.order),
    "title": lambda item: (folded(next(iter(item.action.title.values()))), *item.action.order),
}
"""Ways to order a list; each ends in the plan's own order."""


def in_order(items: Iterable[Standing], sorts: Sequence[str], *, reverse: bool = False) -> list[Standing]:
    """The standings in the order asked for; later sorts decide between equals of earlier ones."""
    ordered = list(items)
    for sort in reversed(sorts):
        ordered.sort(key=SORTS[sort])
    return ordered[::-1] if reverse else ordered
