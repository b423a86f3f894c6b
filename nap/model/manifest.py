"""The file plan.yaml: what holds for the plan as a whole."""

from collections.abc import Collection, Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from nap.model.base import RULE_CODE, ActionId, ActorId, Day, LanguageCode, Line, Record, Slug, Text, Url
from nap.model.words import AmendmentKind
from nap.sentence import say

RuleCode = Annotated[str, StringConstraints(pattern=RULE_CODE)]
Count = Annotated[int, Field(ge=0)]


class Term(Record):
    """The years for which the plan was made."""

    start: Day
    """First day; silence is counted from here."""
    end: Day
    """Last day; deadlines of kind plan_term are on time until then."""
    note: Text | None = None
    """Where the two days come from."""


class Counts(Record):
    """How many actions the plan has: as its document says, less those that were removed since."""

    actions: Count
    """Actions with a number of their own."""
    sub_actions: Count = 0
    """Sub-actions, never added to the number of actions."""


class Coordinator(Record):
    """Who follows the plan up, and answers for collectives."""

    actor: ActorId
    """Its id in actors.yaml."""
    note: Text | None = None
    """In which setting it does so."""


class Document(Record):
    """The document that the plan's facts come from."""

    document: Text
    """Its title and form."""
    publisher: Text
    """Who published it."""
    url: Url | None = None
    """Where it is followed up in public."""
    data_licence: Line | None = None
    """The licence of these data files, as an SPDX identifier."""
    note: Text | None = None
    """What was taken from it and what was added."""


class Chapter(Record):
    """A chapter of the plan."""

    number: Annotated[int, Field(ge=1)]
    """Its number."""
    title: Text
    """The plan's own title in the source language; the others are unofficial translations."""
    note: Text | None = None
    """What a reader could ask about this chapter."""


class Recipient(Record):
    """Somebody who gets a report."""

    name: Text
    """Who it is."""
    note: Text | None = None
    """How they get it."""


class Milestone(Record):
    """A moment in the life of the plan itself, such as its mid-term evaluation."""

    id: Slug
    """Lower-case words joined by hyphens."""
    title: Text
    """What happens then."""
    every: Literal["year"] | None = None
    """For what comes back."""
    date: Day | None = None
    """For what happens once."""
    recipients: tuple[Recipient, ...] = ()
    """Who gets its result."""
    note: Text | None = None
    """How the day was read, or what goes with it."""


class Acronym(Record):
    """An acronym that the plan uses."""

    acronym: Line
    """As the plan writes it."""
    meaning: Text
    """What it stands for."""
    acronyms: Text | None = None
    """The acronym in other languages, where it differs."""
    annex: bool
    """Whether the plan's own list of acronyms has it."""
    note: Text | None = None
    """What a reader could ask about it."""


class RemovedAction(Record):
    """An action that the plan no longer has, and who decided on it."""

    action: ActionId
    """Its id, which no other action is ever given."""
    date: Day
    """The day on which it was decided."""
    kind: AmendmentKind
    """`amendment`: the plan itself was changed; `erratum`: the action should never have been in these files."""
    reason: Text
    """Why it was removed."""
    decided_by: Text
    """Who decided it."""


class Round(Record):
    """How the bodies are asked, every year, what has come of their actions."""

    languages: tuple[LanguageCode, ...] = ()
    """The languages in which what is reported is published: a text in one of them is needed in all."""


class Checks(Record):
    """How `nap lint` is set for this plan."""

    select: tuple[RuleCode, ...] = ()
    """The only rules to check, by code or by the start of one; all of them when empty."""
    ignore: tuple[RuleCode, ...] = ()
    """Rules that are not checked, by code or by the start of one."""


def _unknown(languages: Iterable[str], known: Collection[str]) -> str:
    """The languages that are not known, one after another; "" for none."""
    return ", ".join(language for language in languages if language not in known)


class Manifest(Record):
    """The plan as a whole: its titles, term, coordinator, chapters, milestones and acronyms."""

    id: Slug
    """A name for the plan that is safe in file names."""
    title: Text
    """The plan's title."""
    source_language: LanguageCode
    """The language of the plan's document; a plain string in any file is in this language."""
    languages: tuple[LanguageCode, ...]
    """The languages in which the plan is followed up, the source language among them."""
    unofficial: tuple[LanguageCode, ...] = ()
    """Those in which its titles, measures and remarks are unofficial translations; reports in them say so."""
    term: Term
    """The years for which it was made."""
    counts: Counts
    """How many actions the plan has: as its document says, less those that were removed since."""
    coordinator: Coordinator
    """Who follows it up."""
    source: Document
    """Where its facts come from."""
    chapters: tuple[Chapter, ...]
    """Its chapters, in order."""
    milestones: tuple[Milestone, ...] = ()
    """Moments in the life of the plan itself."""
    acronyms: tuple[Acronym, ...] = ()
    """The acronyms that the plan uses."""
    round: Round | None = None
    """How the yearly round goes."""
    lint: Checks | None = None
    """How `nap lint` is set."""
    removed: tuple[RemovedAction, ...] = ()
    """The actions that an amendment or an erratum took out of the plan; only ever appended to."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.source_language not in self.languages:
            raise ValueError(
                say("`source_language` is {language}, which is not among `languages`", language=self.source_language)
            )
        unknown = _unknown(self.unofficial, self.languages)
        if unknown:
            raise ValueError(say("`unofficial` has {languages}, not among `languages`", languages=unknown))
        unknown = _unknown(self.round.languages if self.round else (), self.languages)
        if unknown:
            raise ValueError(say("`round` has {languages}, not among `languages`", languages=unknown))
        if self.term.end < self.term.start:
            raise ValueError(say("`term` ends before it starts"))
        return self
