"""Whose form it is that came back, of which plan and round, and in which language it was filled in."""

from __future__ import annotations

from collections.abc import Iterator

from nap.i18n import spoken
from nap.model.plan import Plan
from nap.round.form import key_from
from nap.round.returned import Returned, Wrong
from nap.sentence import say


def of_another(plan: Plan, year: int, form: Returned) -> Iterator[Wrong]:
    """What makes a form one that does not belong here: another plan, another round, nobody's."""
    keys = [key for row in form.rows if (key := key_from(row.key))]
    said = [(key.plan, key.round, key.actor) for key in keys]
    if form.header:
        said.append((form.header["plan"], form.header["round"], form.header["actor"]))
    plans, rounds, actors = (sorted(set(each)) for each in zip(*said, strict=True)) if said else ([], [], [])
    if not said:
        message = say("This is none of the forms that nap made: no row says what it is about.")
        yield Wrong(form.sheet, "", message, say("Ask for a new form, and fill in that one."))
        return
    if plans != [plan.manifest.id]:
        others = ", ".join(other for other in plans if other != plan.manifest.id)
        message = say("This form belongs to another plan: {plans}.", plans=others)
        yield Wrong("", "", message, say("Look for the form of {plan}.", plan=plan.manifest.id))
    elif rounds != [str(year)]:
        others = ", ".join(other for other in rounds if other != str(year))
        message = say("This form belongs to another round: {rounds}.", rounds=others)
        yield Wrong("", "", message, say("Look for the form of {year}.", year=year))
    elif len(actors) > 1:
        message = say("Rows of several forms stand together here: {actors}.", actors=", ".join(actors))
        yield Wrong(form.sheet, "", message, say("Send each form back by itself."))
    elif actors[0] not in plan.actors:
        message = say("This form was made for {actor}, which the plan does not know.", actor=actors[0])
        yield Wrong("", "", message, say("Ask for a new form, and fill in that one."))


def language_of(plan: Plan, form: Returned) -> str:
    """The language in which a form was filled in, one of the plan's.

    A form says so itself. Of a CSV file the headings tell it, unless nap does not speak the language of its body, so
    that they are in English.
    """
    actor = next((key.actor for row in form.rows if (key := key_from(row.key))), "")
    own = plan.language_of(actor) if actor in plan.actors else plan.source_language
    said = form.header.get("language", "") or (own if spoken(own) == form.language else form.language)
    return said if said in plan.manifest.languages else plan.source_language
