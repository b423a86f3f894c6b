"""What an answer makes of what is recorded already: nothing, a new update, or a correction of one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from nap.answers import end_of
from nap.model.action import Action, Update
from nap.model.base import Text
from nap.model.plan import Plan
from nap.output.words import STATUS
from nap.round.answers import Answer
from nap.round.cells import in_order
from nap.sentence import Sentence, say
from nap.status import holding


class Recording(NamedTuple):
    """What is to be done with an answer."""

    update: Mapping[str, Any] | None
    """The update to add, as it stands in a file; None for none."""
    refusal: tuple[Sentence, Sentence] | None = None
    """Why it is not recorded, and what can be done about that."""


KNOWN = Recording(None)
"""What the answer says is recorded already."""


def record(
    plan: Plan, year: int, answer: Answer, received: datetime.date, *, replace: bool, language: str
) -> Recording:
    """What an answer that came in on a day makes of what its actor reported in the round before.

    An answer without a day was true on the last of the round, or on the day it came in if that is earlier. What
    differs from what is recorded is refused unless it is to `replace` that; then it is recorded as a newer update, or
    as a correction of the one of the same day, which stays.
    """
    action = plan.actions[answer.action]
    there = _reported(action, answer.by, year)
    if there and _says(there[-1], answer.update, language):
        return KNOWN
    day = datetime.date.fromisoformat(answer.update["date"]) if "date" in answer.update else None
    new = dict(answer.update)
    if there:
        last = there[-1]
        values = {"name": plan.label(answer.by, language), "day": last.date, "status": STATUS[last.status]}
        if not replace:
            message = say("{name} has answered for this action already, otherwise: {status} on {day}.", **values)
            return Recording(None, (message, say("The secretariat can record the new answer with --replace.")))
        if day is not None and day < last.date:
            message = say("{name} has reported of a later day already: {status} on {day}.", **values)
            return Recording(None, (message, say("Write {day} or a later day of the round.", day=last.date)))
        if day is None or day == last.date:
            day = last.date
            new["corrects"] = {language: _why(received, language)}
    elif day is None:
        day = max(min(end_of(year), received), datetime.date(year, 1, 1), plan.manifest.term.start)
    return Recording(in_order(new | {"date": day.isoformat(), "received": received.isoformat()}))


def _why(received: datetime.date, language: str) -> str:
    """What a correction that came in with a form says of itself."""
    from nap.i18n import translated  # noqa: PLC0415 - read here only

    return translated(say("A corrected form came in on {day}.", day=received), language)


def _reported(action: Action, by: str, year: int) -> list[Update]:
    """What an actor reported about its own part in a round, oldest first."""
    own = (update for update in holding(action.updates) if (update.by, update.scope) == (by, "own"))
    return sorted((update for update in own if update.date.year == year), key=lambda update: update.date)


def _says(known: Update, answer: Mapping[str, Any], language: str) -> bool:
    """Whether an update says what an answer says; translations, and when it came in, make no difference."""

    def own(text: Text | None) -> str:
        return (text or {}).get(language, "") if text else ""

    def given(text: Mapping[str, str] | None) -> str:
        return (text or {}).get(language, "")

    links = [(item.url, own(item.title)) for item in known.evidence]
    answered = [(item["url"], given(item.get("title"))) for item in answer.get("evidence", ())]
    return (
        known.status == answer["status"]
        and own(known.text) == given(answer.get("text"))
        and own(known.obstacles) == given(answer.get("obstacles"))
        and links == answered
        and known.measures == answer.get("measures", {})
        and known.phases == answer.get("phases", {})
        and answer.get("date") in (None, known.date.isoformat())
    )
