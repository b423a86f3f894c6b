"""What is given to `nap update`: who reports, how far what is, and where it can be checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import typer

from nap.cli.recording import Opened, cleaned
from nap.errors import NapError, closest
from nap.model.words import REPORTED, ReportedStatus, Scope
from nap.sentence import say

# -- statuses --------------------------------------------------------------------------------------------------


def status_meant(word: str) -> ReportedStatus | None:
    """The status that a word means: a code, or what nap calls it in any of its languages, or another word for it."""
    from nap.query import folded
    from nap.round.cells import known_statuses
    from nap.store.synonyms import meant_by

    code = folded(word.replace("_", " ")).replace(" ", "_")
    meant = code if code in REPORTED else meant_by(word.strip(), REPORTED)
    return next((status for status in REPORTED if status == meant), None) or known_statuses().get(folded(word))


def parse_status(word: str) -> str:
    """The status that a word on the command line means."""
    found = status_meant(word)
    if found is None:
        near = closest(word.lower(), REPORTED)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise typer.BadParameter(f"{word!r} is none of {', '.join(REPORTED)}.{hint}")
    return found


def complete_status(incomplete: str) -> list[str]:
    """What Tab offers for a status."""
    return [status for status in REPORTED if status.startswith(incomplete)]


# -- who reports -----------------------------------------------------------------------------------------------


def reporter(opened: Opened, name: str, scope: Scope) -> str:
    """The id of the actor that is called so; raises `NapError` for one that cannot report on the action."""
    from nap.query import find_actor

    plan, named = opened.plan, opened.action.actor_ids
    try:
        found = find_actor(plan, name).id
    except NapError as error:
        raise opened.not_found(error) from None
    if not named or not all(actor in plan.actors for actor in named):
        return found  # whoever comes forward; or nobody can tell who answers for whom
    if found in plan.answering(named):
        return found
    is_coordinator = found == plan.manifest.coordinator.actor
    if is_coordinator and scope == "action":
        return found
    message = say("{name} is not an actor of this action.", name=plan.label(found, opened.language))
    above = next((actor for actor in plan.above(found) if actor in named), None)
    if above is not None:
        hint = say("If it speaks for {name}, give --by {id}.", name=plan.label(above, opened.language), id=above)
    elif is_coordinator:
        hint = say("If it speaks for the whole action, add --scope action.")
    else:
        hint = say("These can report: {names}.", names=", ".join(reporters(opened, scope)))
    raise NapError(message, hint)


def reporters(opened: Opened, scope: Scope) -> list[str]:
    """In whose names can be reported on the action, in the plan's order."""
    from nap.round.form import who_answers

    plan = opened.plan
    names = [who_answers(plan, actor)[1] for actor in opened.action.actor_ids]
    if names and scope == "action":
        names.append(plan.manifest.coordinator.actor)
    return list(dict.fromkeys(names))


# -- measures, phases, links -----------------------------------------------------------------------------------


def parts(option: str, given: Sequence[str], called: Callable[[str], str]) -> dict[str, str]:
    """What is said of each measure or phase; `called` finds what each is called in a file."""
    from nap.store.shown import shown

    parts: dict[str, str] = {}
    for said in given:
        name, found, word = said.rpartition("=")
        if not found:
            message = say("{option} {said} names no status.", option=option, said=shown(said))
            raise NapError(message, say("Write it as in {example}.", example=f"{option} a=completed"))
        part, status = called(name.strip()), status_meant(word)
        if status is None:
            message = say("{word} is none of the statuses.", word=shown(word))
            raise NapError(message, say("Write one of: {words}.", words=", ".join(REPORTED)))
        if part in parts:
            raise NapError(say("{option} says two things of {name}.", option=option, name=part), say("Give one."))
        parts[part] = status
    return parts


def measure(opened: Opened, name: str) -> str:
    """The letter of a measure of the action."""
    from nap.store.shown import shown

    letters = [measure.id for measure in opened.action.measures]
    if name.lower() in letters:
        return name.lower()
    message = say("Action {id} has no measure {name}.", id=opened.action.id, name=shown(name))
    if not letters:
        raise NapError(message, say("It has no measures at all; leave out --measure."))
    raise NapError(message, say("Its measures are {letters}.", letters=", ".join(letters)))


def links(urls: Sequence[str], titles: Sequence[str]) -> list[tuple[str, str]]:
    """Each link with its title."""
    if len(titles) > len(urls):
        message = say("There are more titles ({titles}) than links ({links}).", titles=len(titles), links=len(urls))
        raise NapError(message, say("Give an --evidence for each --evidence-title, in the same order."))
    cleaned_titles = [cleaned("--evidence-title", title) if title.strip() else "" for title in titles]
    rest = [""] * (len(urls) - len(titles))
    return list(zip((cleaned("--evidence", url) for url in urls), [*cleaned_titles, *rest], strict=True))
