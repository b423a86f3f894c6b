"""What an answer makes of what is recorded already: nothing, a new update, or a correction of one."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from nap.answers import end_of
from nap.i18n import translated
from nap.model.action import Update
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
    differs from what is recorded is refused unless it is to `replace` that; then it is recorded as news of a later day,
    or as a correction of the update of the same day, which stays. What was said before and was replaced since stays so.
    """
    action = plan.actions[answer.action]
    own = sorted((item for item in action.updates if _is_own(item, answer.by, year)), key=lambda item: item.date)
    if any(_says(update, answer.update, language) for update in own):
        return KNOWN
    given = datetime.date.fromisoformat(answer.update["date"]) if "date" in answer.update else None
    first, last = max(datetime.date(year, 1, 1), plan.manifest.term.start), min(end_of(year), received)
    day = given or max(first, last)
    new = dict(answer.update)
    there = holding(own)
    if there:
        latest = there[-1]
        values = {"name": plan.label(answer.by, language), "day": latest.date, "status": STATUS[latest.status]}
        if not replace:
            message = say("{name} has answered for this action already, otherwise: {status} on {day}.", **values)
            return Recording(None, (message, say("If this answer is to take its place, tell the secretariat so.")))
        if given is not None and given < latest.date:
            message = say("{name} has reported of a later day already: {status} on {day}.", **values)
            return Recording(None, (message, say("Write {day} or a later day of the round.", day=latest.date)))
        if day <= latest.date:
            day = latest.date
            new["corrects"] = {language: _why(received, language)}
            # A row that was left empty unsays nothing.
            for field, known in (("measures", latest.measures), ("phases", latest.phases)):
                if known:
                    new[field] = known | new.get(field, {})
    return Recording(in_order(new | {"date": day.isoformat(), "received": received.isoformat()}))


def _why(received: datetime.date, language: str) -> str:
    """What a correction that came in with a form says of itself."""
    return translated(say("A corrected form came in on {day}.", day=received), language)


def _is_own(update: Update, by: str, year: int) -> bool:
    """Whether an update is what an actor reported about its own part in a round."""
    return (update.by, update.scope, update.date.year) == (by, "own", year)


def _says(known: Update, answer: Mapping[str, Any], language: str) -> bool:
    """Whether an update says what an answer says; more about measures, translations, and when it came in, make no
    difference.
    """

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
        and answer.get("measures", {}).items() <= known.measures.items()
        and answer.get("phases", {}).items() <= known.phases.items()
        and answer.get("date") in (None, known.date.isoformat())
    )
