"""What the values of a plan are called when it is said that they changed: never by the keys of its files."""

from __future__ import annotations

from collections.abc import Mapping

from nap.changes.records import AppendOnly
from nap.model.words import ActorKind, AmendmentKind, Scope
from nap.sentence import Sentence, say

SCOPE: Mapping[Scope, Sentence] = {"own": say("its own part"), "action": say("the whole action")}

ACTOR_KIND: Mapping[ActorKind, Sentence] = {
    "government": say("a government"),
    "body": say("a body"),
    "unit": say("a unit of a body"),
    "collective": say("a wording that names nobody in particular"),
    "external": say("a third party"),
}

DECISION: Mapping[AmendmentKind, Sentence] = {"amendment": say("an amendment"), "erratum": say("an erratum")}

ENTRY: Mapping[tuple[AppendOnly, str], Sentence] = {
    ("updates", "date"): say("Date"),
    ("updates", "by"): say("Who reports"),
    ("updates", "scope"): say("About"),
    ("updates", "status"): say("Status"),
    ("updates", "text"): say("Text"),
    ("updates", "obstacles"): say("Obstacles"),
    ("updates", "evidence"): say("Evidence"),
    ("updates", "measures"): say("Measures"),
    ("updates", "phases"): say("Phases"),
    ("updates", "corrects"): say("What it corrects"),
    ("updates", "received"): say("Received"),
    ("revisions", "date"): say("Decided on"),
    ("revisions", "due"): say("New deadline"),
    ("revisions", "phase"): say("Phase"),
    ("revisions", "reason"): say("Reason"),
    ("revisions", "decided_by"): say("Decided by"),
    ("amendments", "date"): say("Decided on"),
    ("amendments", "kind"): say("What it is"),
    ("amendments", "reason"): say("Reason"),
    ("amendments", "decided_by"): say("Decided by"),
    ("removed", "date"): say("Decided on"),
    ("removed", "kind"): say("What it is"),
    ("removed", "reason"): say("Reason"),
    ("removed", "decided_by"): say("Decided by"),
}
"""The parts of what is only ever appended to."""

LIST: Mapping[str, Sentence] = {
    "actors": say("actors"),
    "measures": say("measures"),
    "phases": say("phases"),
    "revisions": say("moves of the deadline"),
    "updates": say("reports"),
    "evidence": say("links"),
    "amendments": say("amendments"),
    "remarks": say("remarks"),
    "chapters": say("chapters"),
    "milestones": say("milestones"),
    "recipients": say("recipients"),
    "acronyms": say("acronyms"),
    "aliases": say("other spellings"),
    "languages": say("languages"),
    "unofficial": say("languages of unofficial translations"),
    "select": say("rules that are checked"),
    "ignore": say("rules that are not checked"),
    "removed": say("actions that were removed"),
}
"""What a list is of, where its order changed."""

SOURCE: Mapping[str, Sentence] = {
    "section": say("Heading in the document"),
    "annex_id": say("Number in the annex"),
    "annex_title": say("Title in the annex"),
    "remarks": say("Remark"),
}
"""Where an action stands in the plan's document."""

ACTOR: Mapping[str, Sentence] = {
    "kind": say("What it is"),
    "parent": say("Part of"),
    "acronym": say("Acronym"),
    "name": say("Name"),
    "long_name": say("Full name"),
    "aliases": say("Other spelling"),
    "language": say("Language to write in"),
    "successor": say("Who answers for it now"),
    "note": say("Note"),
}

PLAN: Mapping[tuple[str, ...], Sentence] = {
    ("id",): say("Name of the plan's files"),
    ("title",): say("Title of the plan"),
    ("source_language",): say("Language of the plan's document"),
    ("languages",): say("Language of the follow-up"),
    ("unofficial",): say("Language of unofficial translations"),
    ("term", "start"): say("First day of the plan"),
    ("term", "end"): say("Last day of the plan"),
    ("term", "note"): say("Note on the plan's term"),
    ("counts", "actions"): say("Number of actions"),
    ("counts", "sub_actions"): say("Number of sub-actions"),
    ("coordinator", "actor"): say("Coordinator"),
    ("coordinator", "note"): say("Note on the coordinator"),
    ("source", "document"): say("Document of the plan"),
    ("source", "publisher"): say("Publisher"),
    ("source", "url"): say("Web address"),
    ("source", "data_licence"): say("Licence of the data"),
    ("source", "note"): say("Note on the document"),
    ("round",): say("Languages of the reports"),
    ("lint",): say("Settings of the check"),
    ("lint", "select"): say("The only rules that are checked"),
    ("lint", "ignore"): say("Rules that are not checked"),
}
"""The parts of plan.yaml that are no list; the longest beginning of a location that is here names it."""


def chapter(field: str, number: str) -> Sentence:
    """What a part of a chapter is called, or ("") the chapter itself."""
    match field:
        case "title":
            return say("Title of chapter {number}", number=number)
        case "note":
            return say("Note on chapter {number}", number=number)
        case "number":
            return say("Number of chapter {number}", number=number)
    return say("Chapter {number}", number=number)


def milestone(field: str, title: str) -> Sentence:
    """What a part of a milestone is called, or ("") the milestone itself."""
    parts = {
        "id": say("Short name of the milestone “{title}”", title=title),
        "title": say("Title of the milestone “{title}”", title=title),
        "every": say("How often the milestone “{title}” comes back", title=title),
        "date": say("Day of the milestone “{title}”", title=title),
        "recipients": say("Who gets the result of the milestone “{title}”", title=title),
        "note": say("Note on the milestone “{title}”", title=title),
    }
    return parts.get(field, say("Milestone"))


def acronym(field: str, acronym: str) -> Sentence:
    """What a part of an acronym is called, or ("") the acronym itself."""
    match field:
        case "meaning":
            return say("What {acronym} stands for", acronym=acronym)
        case "acronyms":
            return say("{acronym} in another language", acronym=acronym)
        case "annex":
            return say("Whether {acronym} is in the plan's own list", acronym=acronym)
        case "note":
            return say("Note on {acronym}", acronym=acronym)
    return say("Acronym {name}", name=acronym)


def measure(field: str, letter: str) -> Sentence:
    """What a part of a measure is called."""
    match field:
        case "actors":
            return say("Who does measure {letter}", letter=letter)
        case "due":
            return say("Deadline of measure {letter}", letter=letter)
    return say("Measure {letter}", letter=letter)
