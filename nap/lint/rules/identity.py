"""NAP3: that every action, measure and chapter is there, and is there once."""

from __future__ import annotations

from collections.abc import Iterator

from nap.errors import did_you_mean
from nap.lint.numbering import file_start, file_words, is_file_name, is_sub, number_of
from nap.lint.rule import Facts, Problem, Whole, found_in_reading, rule
from nap.sentence import Sentence, say
from nap.store.parsing import MANIFEST
from nap.store.shown import short

Found = Iterator[tuple[str, Problem]]


@rule(
    "NAP301",
    "file-name",
    "error",
    "plan",
    why="Who looks for action 35 looks for a file that starts with 35-; who reviews a change sees file names first.",
    wrong='data/actions/53-corruption-awareness-tool.yaml, with `id: "35"` in it',
    right='data/actions/35-corruption-awareness-tool.yaml, with `id: "35"` in it',
    mend="Rename the file: the id in two digits or more, a few lower-case words with hyphens, and .yaml.",
)
def file_name(whole: Whole) -> Found:
    """The name of a file does not go with the id of the action in it."""
    numbering = whole.numbering
    for facts in numbering.misnamed:
        if numbering.owners.get(facts.id) is facts:
            name = facts.path.rpartition("/")[2]
            message = say("The file of action {id} cannot be called {name}.", id=short(facts.id), name=short(name))
            yield facts.path, Problem(("id",), message, _right_name(facts))


def _right_name(facts: Facts) -> Sentence:
    start, words = file_start(facts.id), file_words(facts.path)
    if not words:
        return say("Rename it to {start}-, a few lower-case words with hyphens, and .yaml.", start=short(start))
    name = short(f"{start}-{words}.yaml")
    if is_file_name(facts.path):
        return say("Rename it to {name}; or correct the id here, if the name is right.", name=name)
    return say("Rename it to {name}.", name=name)


@rule(
    "NAP302",
    "action-twice",
    "error",
    "plan",
    why="Of two files with one id every list shows only one, and which one is an accident.",
    wrong="""
# data/actions/36-follow-up-and-evaluation.yaml
id: "35"
""",
    right="""
# data/actions/36-follow-up-and-evaluation.yaml
id: "36"
""",
    mend="Give each action its own id; remove a copy that was left behind.",
)
def action_twice(whole: Whole) -> Found:
    """Two files have the same id."""
    numbering = whole.numbering
    for facts in numbering.doubles:
        path = numbering.owners[facts.id].path
        message = say("Action {id} already stands in {path}.", id=short(facts.id), path=short(path))
        yield facts.path, Problem(("id",), message, say("Give it its own id, or remove one of the two files."))


@rule(
    "NAP303",
    "missing-action",
    "error",
    "plan",
    why="An action whose file is gone is late without anybody seeing it, and every figure is too low.",
    wrong="67 actions according to plan.yaml, and no file of action 35",
    right="67 actions according to plan.yaml, and files of the actions 1 to 67",
    mend="Put the file back. If the plan lost the action, record that under `removed` and lower `counts`.",
)
def missing_action(whole: Whole) -> Found:
    """The numbers of the actions have a gap."""
    for first, last in whole.numbering.gaps:
        message = (
            say("There is no file of action {number}.", number=first)
            if first == last
            else say("There are no files of the actions {first} to {last}.", first=first, last=short(str(last)))
        )
        hint = (
            say("Put back in data/actions what is missing, or correct `counts`.")
            if last >= whole.plan.manifest.counts.actions
            else say(
                "Put back in data/actions what is missing. If it was taken out of the plan, record that under "
                "`removed` in plan.yaml, and lower `counts`."
            )
        )
        yield MANIFEST, Problem(("counts", "actions"), message, hint)


@rule(
    "NAP304",
    "unknown-parent",
    "error",
    "plan",
    why="A sub-action is read beside the action that it belongs to.",
    wrong="""
id: "18bis"
parent: "81"
""",
    right="""
id: "18bis"
parent: "18"
""",
    mend="Write the number of the action that it belongs to, or put back the file of that action.",
)
def unknown_parent(whole: Whole) -> Found:
    """A sub-action names an action that is not there as its parent."""
    numbering = whole.numbering
    for facts in numbering.owners.values():
        if facts.parent is None or facts.parent in numbering.known or numbering.is_uncertain:
            continue
        if numbering.is_missing(facts.parent):
            continue
        number = number_of(facts.id)
        if is_sub(facts.id) and facts.parent != number:
            hint: str = say('Write parent: "{number}".', number=short(number))
        else:
            hint = did_you_mean(facts.parent, numbering.known - {facts.id}) or say(
                "Put its file in data/actions, or correct `parent`."
            )
        yield facts.path, Problem(("parent",), say("There is no action {name}.", name=short(facts.parent)), hint)


found_in_reading(
    "NAP305",
    "unknown-chapter",
    "An action stands in a chapter that plan.yaml does not have.",
    why="The report goes chapter by chapter; the action would have no place in it.",
    wrong="chapter: 19      # of a plan with 16 chapters",
    right="chapter: 9",
    mend="Write the number of a chapter of plan.yaml; `nap chapters` lists them.",
)


@rule(
    "NAP306",
    "wrong-count",
    "error",
    "plan",
    why="`counts` is how a missing file is noticed, and a report refuses to be written when it is not right.",
    wrong="""
counts:
  actions: 67
  sub_actions: 4         # with files of 18bis, 22bis and 22ter only
""",
    right="""
counts:
  actions: 67
  sub_actions: 4         # with files of 18bis, 22bis, 22ter and 64bis
""",
    mend="Look for the file that is missing or too many. `counts` says how many actions the plan has now: raise it "
    "when an amendment adds one, lower it when one is taken out and stands under `removed`.",
)
def wrong_count(whole: Whole) -> Found:
    """There are more or fewer actions, or sub-actions, than plan.yaml says."""
    numbering = whole.numbering
    counts = whole.plan.manifest.counts
    if not numbering.known.isdisjoint(numbering.removed):
        return
    there = numbering.actions
    if not numbering.gaps and counts.actions not in there:
        message = say(
            "`actions` is {stated} here; going by the files it is {there}.",
            stated=short(str(counts.actions)),
            there=there.start,
        )
        yield MANIFEST, Problem(("counts", "actions"), message, _count_hint(counts.actions, there))
    there = numbering.sub_actions
    if counts.sub_actions not in there:
        message = say(
            "`sub_actions` is {stated} here; going by the files it is {there}.",
            stated=short(str(counts.sub_actions)),
            there=there.start,
        )
        yield MANIFEST, Problem(("counts", "sub_actions"), message, _count_hint(counts.sub_actions, there))


def _count_hint(stated: int, there: range) -> Sentence:
    if stated < there.start:
        return say("Write {there}, or remove the file that is one too many.", there=there.start)
    return say("Put back the file that is missing, or write {there}.", there=there.start)


found_in_reading(
    "NAP307",
    "measure-twice",
    "Two measures of an action have the same letter.",
    why="What is reported about measure b would be about two undertakings at once.",
    wrong="""
- id: a
  text:
    nl: De brochure actualiseren.
- id: a
  text:
    nl: De brochure vertalen.
""",
    right="""
- id: a
  text:
    nl: De brochure actualiseren.
- id: b
  text:
    nl: De brochure vertalen.
""",
    mend="Give the second the next letter that is free; never one that another measure had before.",
)
found_in_reading(
    "NAP308",
    "chapter-twice",
    "Two chapters of plan.yaml have the same number.",
    why="Nobody could say which of the two an action stands in.",
    wrong="""
- number: 9
  title:
    nl: Sensibilisering en vorming
- number: 9
  title:
    nl: Opvolging van mensenrechten in België
""",
    right="""
- number: 9
  title:
    nl: Sensibilisering en vorming
- number: 10
  title:
    nl: Opvolging van mensenrechten in België
""",
    mend="Give each chapter the number that it has in the plan.",
)


@rule(
    "NAP309",
    "sub-action",
    "error",
    "plan",
    why="Totals say “67 actions and 4 sub-actions”, and count by `parent`.",
    wrong="""
id: "18bis"
chapter: 6
""",
    right="""
id: "18bis"
chapter: 6
parent: "18"
""",
    mend="Give a sub-action the number of its action as `parent`; an action without a suffix has no parent.",
)
def sub_action(whole: Whole) -> Found:
    """The id of an action and its parent do not go together."""
    numbering = whole.numbering
    for facts in numbering.owners.values():
        if facts.parent is None and not is_sub(facts.id):
            continue
        number = number_of(facts.id)
        shown = {"id": short(facts.id), "number": short(number), "parent": short(facts.parent or "")}
        if facts.parent is None:
            message = say("Action {id} is a sub-action by its id, and does not say of which action.", **shown)
            yield facts.path, Problem(("id",), message, say('Add the line parent: "{number}".', **shown))
        elif facts.parent not in numbering.known:
            continue
        elif not is_sub(facts.id):
            message = say("Action {id} is no sub-action by its id, and has a parent.", **shown)
            hint = say("Remove the line, or give it the number of its parent with a suffix: {parent}bis.", **shown)
            yield facts.path, Problem(("parent",), message, hint)
        elif facts.parent != number:
            message = say("By its id action {id} belongs to {number}, and here to {parent}.", **shown)
            yield facts.path, Problem(("parent",), message, say('Write parent: "{number}".', **shown))


@rule(
    "NAP310",
    "removed-action",
    "error",
    "plan",
    why="An action is part of the plan or was taken out of it; lists and reports would still show this one.",
    wrong="`removed` in plan.yaml names action 35, and data/actions/35-corruption-awareness-tool.yaml is still there",
    right="`removed` in plan.yaml names action 35, and no file of it is left",
    mend="Remove the file of the action; git keeps what it said. A number that was in use is never given again.",
)
def removed_action(whole: Whole) -> Found:
    """An action that plan.yaml says was taken out of the plan still has a file."""
    numbering = whole.numbering
    for index, action_id in enumerate(numbering.removed):
        if action_id in numbering.owners:
            path = numbering.owners[action_id].path
            message = say("Action {id} was taken out, and stands in {path}.", id=short(action_id), path=short(path))
            hint = say("Remove that file, or this entry if the action is still part of the plan.")
            yield MANIFEST, Problem(("removed", index, "action"), message, hint)
