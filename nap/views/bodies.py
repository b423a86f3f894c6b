"""By government and by body: what they promised, what they answered, what they owe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nap.answers import Asked
from nap.model.actor import Actor
from nap.status import Standing
from nap.views.figures import by_status, figure
from nap.views.ground import Ground
from nap.views.pages import BodyLine, GovernmentPage


def governments(ground: Ground) -> Iterator[GovernmentPage]:
    """Each government that an action names or whose body one names, and last the third parties."""
    asked = [item for items in ground.rounds.values() for item in items]
    for government in (*ground.plan.governments, None):
        own = [actor for actor in _actors(ground) if ground.plan.government(actor.id) == (government and government.id)]
        ids = {actor.id for actor in own}
        named = [item for item in ground.now if ids.intersection(item.action.actor_ids)]
        if not named:
            continue
        questions = [item for item in asked if item.actor in ids]
        yield GovernmentPage(
            id=government.id if government else None,
            name=ground.said(government.name) if government else None,
            figure=figure(named),
            statuses=by_status(named),
            late=figure(item for item in named if item.late),
            asked=len(questions),
            answered=_answered(questions),
            bodies=tuple(line for actor in own if (line := _body(ground, actor, questions))),
        )


def _actors(ground: Ground) -> list[Actor]:
    """The actors of which is told, in the order of actors.yaml."""
    return [actor for actor in ground.plan.actors.values() if ground.actors is None or actor.id in ground.actors]


def _body(ground: Ground, actor: Actor, questions: Sequence[Asked]) -> BodyLine | None:
    """One actor; None for one that no action names."""
    named = [item for item in ground.now if actor.id in item.action.actor_ids]
    if not named:
        return None
    own = [item for item in questions if item.actor == actor.id]
    language = ground.language
    return BodyLine(
        id=actor.id,
        name=ground.plan.label(actor.id, language),
        long_name=ground.plan.say(actor.long_name or actor.name, language),
        kind=actor.kind,
        answered_by=tuple(ground.plan.label(other, language) for other in _others(ground, actor, named)),
        promised=figure(named),
        completed=figure(item for item in named if item.status == "completed"),
        late=figure(item for item in named if item.late),
        asked=len(own),
        answered=_answered(own),
        owes=tuple(item.action.id for item in ground.last_round if item.actor == actor.id and not item.answer),
    )


def _others(ground: Ground, actor: Actor, named: Sequence[Standing]) -> list[str]:
    """Who else answers for an actor in one of its actions, in the order of actors.yaml."""
    voices = frozenset().union(*(ground.plan.respondents(actor.id, item.action.actor_ids) for item in named))
    return [other for other in ground.plan.actors if other in voices and other != actor.id]


def _answered(questions: Sequence[Asked]) -> int:
    return sum(item.answer is not None for item in questions)
