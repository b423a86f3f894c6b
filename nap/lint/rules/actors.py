"""NAP4: who is responsible, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from nap.errors import closest
from nap.lint.names import shared
from nap.lint.rule import ActionFile, File, Location, Problem, Whole, found_in_reading, rule
from nap.sentence import Sentence, say
from nap.store.links import no_such_actor
from nap.store.parsing import ACTORS
from nap.store.positions import Place
from nap.store.shown import short

found_in_reading(
    "NAP401",
    "unknown-actor",
    "Something refers to an actor that actors.yaml does not have.",
    why="Nobody would be asked, and the action is in no actor's list.",
    wrong="by: fod-ecomonie",
    right="by: fod-economie",
    mend="Write the id of an actor of actors.yaml, or add the actor there first; `nap actors` lists them.",
    # Of an actor that was misspelt by a change, it is not said beside this that one was removed and another added.
    explains=("NAP901",),
)


@rule(
    "NAP402",
    "actor-twice",
    "error",
    "action",
    why="“3 of 8 actors reported” counts an actor that stands there twice as two.",
    wrong="""
actors:
  - actor: fod-justitie
  - actor: fod-economie
  - actor: fod-justitie
""",
    right="""
actors:
  - actor: fod-justitie
  - actor: fod-economie
""",
    mend="Keep one of the two; if the plan gives it two roles, write both in `role`.",
)
def actor_twice(item: ActionFile) -> Iterator[Problem]:
    """An action, or one of its measures, names the same actor twice."""
    action = item.action
    if len(set(action.actor_ids)) < len(action.actor_ids):
        yield from _twice(action.actor_ids, ("actors",), ("actor",), item)
    for index, measure in enumerate(action.measures):
        if len(set(measure.actors)) < len(measure.actors):
            yield from _twice(measure.actors, ("measures", index, "actors"), (), item)


def _twice(actor_ids: tuple[str, ...], before: Location, after: Location, item: ActionFile) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, actor_id in enumerate(actor_ids):
        if actor_id in seen:
            message = say("{name} stands in this list for the second time.", name=item.around.called(actor_id))
            yield Problem((*before, index, *after), message, say("Keep one of the two."))
        seen.add(actor_id)


@rule(
    "NAP403",
    "unused-actor",
    "warning",
    "plan",
    why="An actor that nothing names is often one whose id was changed, or misspelt, somewhere else.",
    wrong="""
- id: fod-ruimtevaart      # no action, measure or update names it, nor does another actor
  kind: body
  parent: federale-overheid
  name:
    nl: FOD Ruimtevaart
""",
    right="the same list of actors without that entry",
    mend="Remove the entry, or name the actor where it belongs.",
)
def unused_actor(whole: Whole) -> Iterator[tuple[str, Problem]]:
    """Neither an action, a measure or an update names an actor, nor does an actor that is named itself."""
    actors = whole.plan.actors
    used = {whole.plan.manifest.coordinator.actor}.union(*(facts.named for facts in whole.facts))
    # What is missing, misspelt, or cannot be read may be what names an actor. It is mended first.
    if not used.issubset(actors) or not whole.numbering.is_whole:
        return
    waiting = list(used)
    while waiting:
        actor = actors[waiting.pop()]
        found = {other for other in (actor.parent, actor.successor) if other is not None} - used
        used |= found
        waiting.extend(found)
    for index, actor_id in enumerate(actors):
        if actor_id not in used:
            name = short(whole.plan.label(actor_id, whole.plan.source_language))
            message = say("Nothing names the actor {name}.", name=name)
            hint = say("Remove it, or write {id} where it belongs.", id=short(actor_id))
            yield ACTORS, Problem(("actors", index, "id"), message, hint)


found_in_reading(
    "NAP404",
    "circle",
    "An actor stands above itself.",
    why="The actors form a tree, from a government down; in a circle nobody belongs to a government.",
    wrong="""
- id: fod-economie
  parent: ad-energie
- id: ad-energie
  parent: fod-economie
""",
    right="""
- id: fod-economie
  parent: federale-overheid
- id: ad-energie
  parent: fod-economie
""",
    mend="Write for each actor the one directly above it.",
)


@rule(
    "NAP405",
    "shared-name",
    "error",
    "file",
    why="`nap list --actor DGE` shows the actions of only one of two actors that are called so, and does not tell.",
    wrong="""
- id: dg-energie
  acronym: DGE
- id: dg-economie
  acronym: DGE
""",
    right="""
- id: dg-energie
  acronym: DG Energie
- id: dg-economie
  acronym: DGE
""",
    mend="Make one of the two more exact, for example with the body above it; remove an alias that means both.",
)
def shared_name(file: File) -> Iterator[tuple[Place, Sentence, Sentence]]:
    """Two actors share a name, an acronym or an alias, by which neither can be found for certain."""
    if file.path != ACTORS:
        return
    entries = file.value.get("actors")
    for spelling, other in shared(entries if isinstance(entries, tuple) else ()):
        names = {"name": short(spelling.text), "other": short(other)}
        message = say("{other} is called {name}, too.", **names)
        yield (
            file.positions.find(spelling.location),
            message,
            say("Write here what only this actor is called, or remove it."),
        )


found_in_reading(
    "NAP406",
    "actor-id-twice",
    "Two actors have the same id.",
    why="An action that names this id would belong to one of the two, and which one is an accident.",
    wrong="""
- id: fod-justitie
  kind: body
- id: fod-justitie
  kind: unit
""",
    right="""
- id: fod-justitie
  kind: body
- id: dienst-gelijke-kansen-justitie
  kind: unit
""",
    mend="Give each actor its own id; remove an entry that stands there twice.",
)


_MOST_NAMED = 5
_MOST_LOST = 20


@rule(
    "NAP407",
    "lost-actor",
    "error",
    "plan",
    why="An id that changes in actors.yaml leaves every action that names it without that actor.",
    wrong="""
- id: fod-justice            # it was fod-justitie, and fifteen actions name it so
  kind: body
  parent: federale-overheid
  name:
    nl: FOD Justitie
""",
    right="""
- id: fod-justitie
  kind: body
  parent: federale-overheid
  name:
    nl: FOD Justitie
""",
    mend="Write the id as it was, or put the entry back; an id stays the same when the name changes.",
    explains=("NAP403",),
)
def lost_actor(whole: Whole) -> Iterator[tuple[str, Problem]]:
    """Several actions name an actor that actors.yaml does not have, and it has none that could be meant."""
    places = whole.actor_places
    if places is None:
        return
    used = {other for actor in whole.plan.actors.values() for other in (actor.parent, actor.successor)}
    missing: dict[str, list[str]] = {}
    for facts in whole.facts:
        used |= facts.named
        for actor_id in facts.named - places.keys():
            missing.setdefault(actor_id, []).append(facts.id)
    several = ((actor_id, ids) for actor_id, ids in missing.items() if len(ids) > 1)
    for actor_id, ids in islice(several, _MOST_LOST):
        near = closest(actor_id, places)[:1]
        if not used.isdisjoint(near):
            continue  # it is misspelt where it is named
        listed = ", ".join(short(one) for one in ids[:_MOST_NAMED]) + (", …" if len(ids) > _MOST_NAMED else "")
        values = {"number": len(ids), "ids": listed, "name": short(actor_id)}
        echo = ("NAP401", no_such_actor(actor_id))
        if near:
            message = say(
                "{number} actions ({ids}) name {name}, which is not here; nothing names {other}.",
                **values,
                other=short(near[0]),
            )
            hint = say("Write {name} here again: an id never changes.", name=short(actor_id))
            yield ACTORS, Problem(("actors", places[near[0]], "id"), message, hint, echo=echo)
        else:
            message = say("{number} actions ({ids}) name {name}, which is not here.", **values)
            hint = say("Put its entry back, or write another id in those actions.")
            yield ACTORS, Problem(("actors",), message, hint, key=True, echo=echo)
