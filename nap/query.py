"""Finding actors, chapters and actions by what people call them, and choosing actions by what is asked."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from nap.errors import NapError, closest
from nap.model.action import LETTERS, Action
from nap.model.actor import Actor
from nap.model.plan import Plan
from nap.status import Standing, revisions_until, standing, updates_until

# Everything but letters and digits; letters that are really apostrophes separate too.
_SEPARATORS = re.compile(r"[\W_\u02b0-\u02ff]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})

Sorting = Callable[[Standing], Any]


def folded(text: str) -> str:
    """A text as it is compared: without case, accents or punctuation."""
    if text.isascii():
        return _SEPARATORS.sub(" ", text.casefold()).strip()
    # Twice, because letters such as ™ have capitals inside, and some small letters come apart in turn.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_LIGATURES)
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
    near = [*inside[:3], *closest(wanted, shown)]
    names = list(dict.fromkeys(shown[name] for name in near))[:3]
    return f"Did you mean {' or '.join(repr(name) for name in names)}?" if names else "`nap actors` lists them all."


# -- chapters and actions by name ------------------------------------------------------------------------------


def find_chapters(plan: Plan, words: str) -> frozenset[int]:
    """The chapters with this number, or with all these words in their title in any language."""
    numbers = {str(chapter.number): chapter.number for chapter in plan.manifest.chapters}
    if words.strip().isdecimal():
        number = numbers.get(words.strip().lstrip("0"))
        if number is not None:
            return frozenset({number})
        there = f"chapters {min(numbers.values())} to {max(numbers.values())}" if numbers else "no chapters"
        raise NapError(f"There is no chapter {words}.", f"The plan has {there}.")
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
    near = closest(wanted[0] if wanted else "", known)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`nap chapters` lists them all."
    raise NapError(f"No chapter has {words!r} in its title.", hint)


def find_action(plan: Plan, name: str) -> Action:
    """The action with this id, or with this number in the plan's annex; leading zeros and case do not matter."""
    wanted = _bare_id(name)
    if wanted in plan.actions:
        return plan.actions[wanted]
    for action in plan.actions.values():
        if wanted and _bare_id(action.source.annex_id or "") == wanted:
            return action
    number = wanted.rstrip(LETTERS)
    near = [action_id for action_id in plan.actions if number and action_id.rstrip(LETTERS) == number]
    near += closest(wanted, plan.actions)
    hint = f"Did you mean {' or '.join(list(dict.fromkeys(near))[:3])}?" if near else "`nap list` shows them all."
    raise NapError(f"There is no action {name!r}.", hint)


def _bare_id(name: str) -> str:
    return name.lower().replace(" ", "").lstrip("0")


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


class Choice(NamedTuple):
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
    governments = government_ids(plan, choice.governments)
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
            said = "\n".join(folded(text) for text in _texts(action, day))
            return all(text in said for text in texts)
        return True

    chosen = (standing(plan, action, day) for action in plan.actions.values() if fits(action))
    return [item for item in chosen if _fits_the_day(item, choice)]


def _actor_ids(plan: Plan, choice: Choice) -> frozenset[str] | None:
    if not choice.actors:
        return None
    found = [find_actor(plan, name).id for name in choice.actors]
    return frozenset(found) if choice.exact else frozenset().union(*(plan.under(actor) for actor in found))


def government_ids(plan: Plan, names: Sequence[str]) -> frozenset[str]:
    """The governments that are called so; raises `NapError` for a name that is no government's."""
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


def _texts(action: Action, day: datetime.date) -> Iterator[str]:
    """Everything an action says on a day, in every language."""
    source, deadline = action.source, action.deadline
    yield from (said for said in (deadline.stated, source.annex_title) if said)
    texts = [action.title, action.baseline, deadline.note, *source.remarks]
    texts += [part.role for part in action.actors]
    texts += [phase.label for phase in deadline.phases]
    texts += [measure.text for measure in action.measures]
    for revision in revisions_until(action, day):
        texts += [revision.reason, revision.decided_by]
    for update in updates_until(action, day):
        texts += [update.text, update.obstacles, *(item.title for item in update.evidence)]
    for text in texts:
        yield from (text or {}).values()


# -- order -----------------------------------------------------------------------------------------------------

_FAR = datetime.date.max
_LONG_AGO = datetime.date.min
_PROGRESS = ("unreported", "not_started", "preparing", "in_progress", "stopped", "completed")


def _sortings(plan: Plan, language: str) -> dict[str, Sorting]:
    """Ways to order a list."""
    return {
        "id": lambda item: item.action.order,
        "chapter": lambda item: item.action.chapter,
        "due": lambda item: item.next_due or _FAR,
        "late": lambda item: -(item.days_late or 0),
        "status": lambda item: _PROGRESS.index(item.status),
        "updated": lambda item: item.state.last.date if item.state.last else _LONG_AGO,
        "title": lambda item: folded(plan.say(item.action.title, language)),
    }


def in_order(
    plan: Plan, items: Iterable[Standing], sorts: Sequence[str], language: str, *, reverse: bool = False
) -> list[Standing]:
    """The standings in the order asked for; later sorts decide between equals of earlier ones, and last of all
    the plan's own order. Titles are ordered in the language that they are shown in.
    """
    sortings = _sortings(plan, language)
    keys = [sortings[sort] for sort in (*sorts, "id")]
    return sorted(items, key=lambda item: [key(item) for key in keys], reverse=reverse)
