"""What came of the forms that came back, told to the secretariat, and to each body what it must mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from nap.answers import end_of
from nap.changes.compare import changes
from nap.changes.records import Changes
from nap.i18n import translated
from nap.output.changes.as_json import objects
from nap.output.changes.markdown import markdown_lines
from nap.output.changes.telling import Telling
from nap.output.changes.text import indented, sections, text_lines
from nap.output.prose import as_markdown, bold
from nap.output.table import Screen, one_line
from nap.round.intake import Taken
from nap.round.returned import Wrong
from nap.sentence import Sentence, say


def headline(taken: Taken, language: str, *, dry_run: bool) -> Sentence:
    """What came of a form, in a sentence, with the name of the body in a language."""
    who = taken.old.name(taken.actor, language) if taken.actor else taken.form.name
    count, known, wrong = len(taken.recorded), taken.known, len(taken.wrong)
    if wrong and not count:
        return say("{who}: nothing is taken from this form; to mend: {wrong}.", who=who, wrong=wrong)
    if not (count or known):
        return say("{who}: nothing is filled in.", who=who)
    values = {"who": who, "count": count, "known": known, "wrong": wrong}
    if dry_run and wrong:
        return say("{who}: answers to record: {count}; known already: {known}; to mend: {wrong}.", **values)
    if dry_run:
        return say("{who}: answers to record: {count}; known already: {known}.", **values)
    if wrong:
        return say("{who}: answers recorded: {count}; known already: {known}; to mend: {wrong}.", **values)
    return say("{who}: answers recorded: {count}; known already: {known}.", **values)


def total(forms: Sequence[Taken], year: int, files: int, *, dry_run: bool) -> Sentence:
    """What all forms together came to."""
    values = {
        "year": year,
        "forms": len(forms),
        "wrong": sum(bool(taken.wrong) for taken in forms),
        "answers": sum(len(taken.recorded) for taken in forms),
        "known": sum(taken.known for taken in forms),
        "files": files,
    }
    if dry_run:
        return say(
            "Round {year}. Forms: {forms}, with something to mend: {wrong}. Answers that would be recorded: "
            "{answers}; known already: {known}; files: {files}. Nothing was written: this was a dry run.",
            **values,
        )
    return say(
        "Round {year}. Forms: {forms}, with something to mend: {wrong}. Answers recorded: {answers}; "
        "known already: {known}; files written: {files}.",
        **values,
    )


def changes_of(taken: Taken, year: int) -> Changes:
    """What a form changes in the plan."""
    return changes(taken.old, taken.new, end_of(year))


def told(wrong: Wrong, language: str) -> str:
    """What is wrong, where, and what to do, in a language."""
    where = f"{wrong.sheet}!{wrong.cell}" if wrong.sheet and wrong.cell else wrong.sheet or wrong.cell
    said = f"{translated(wrong.message, language)} {translated(wrong.hint, language)}".strip()
    return f"{where}: {said}" if where else said


def _to_mend(taken: Taken) -> Iterator[tuple[Sentence, Sequence[str]]]:
    """What is wrong and what is to be known, each under its heading, in the language of the form."""
    language = taken.language
    if taken.wrong:
        yield say("To mend:"), [told(item, language) for item in taken.wrong]
    if taken.notes:
        yield say("To know:"), [told(item, language) for item in taken.notes]


def as_text(taken: Taken, year: int, words: str, screen: Screen, *, dry_run: bool) -> str:
    """A form as text: the file, what its body reported in words, and what is wrong."""
    heading = translated(headline(taken, words, dry_run=dry_run), words)
    lines = [bold(indented(one_line(taken.form.name), screen), screen), indented(heading, screen, "  ")]
    tell = Telling(taken.old, taken.new, taken.language, words)
    for section in sections(tell, changes_of(taken, year)):
        lines += [
            indented(f"{section.number}  {section.title}", screen, "  "),
            *text_lines(tell, section.lines, screen, 2),
        ]
    for title, items in _to_mend(taken):
        lines.append(indented(translated(title, taken.language), screen, "  "))
        lines += [indented(item, screen, "    ") for item in items]
    return "\n".join(lines) + "\n"


def as_page(taken: Taken, year: int, words: str, *, dry_run: bool) -> str:
    """The same as Markdown."""
    lines = [
        f"## {as_markdown(taken.form.name)}",
        "",
        as_markdown(translated(headline(taken, words, dry_run=dry_run), words)),
        "",
    ]
    tell = Telling(taken.old, taken.new, taken.language, words)
    for section in sections(tell, changes_of(taken, year)):
        lines += [f"### {section.number}. {as_markdown(section.title)}", "", *markdown_lines(tell, section.lines), ""]
    for title, items in _to_mend(taken):
        lines += [as_markdown(translated(title, taken.language)), "", *(f"- {as_markdown(item)}" for item in items), ""]
    return "\n".join(lines)


def as_objects(forms: Iterable[Taken], year: int) -> Iterator[dict[str, Any]]:
    """The forms for programs; docs/json.md is the contract."""
    for taken in forms:
        language = taken.language
        yield {
            "form": taken.form.name,
            "actor": taken.actor or None,
            "round": year,
            "language": language,
            "recorded": [{"action": answer.action, "by": answer.by} for answer in taken.recorded],
            "known": taken.known,
            "changes": list(objects(changes_of(taken, year))),
            "wrong": [_object(item, language) for item in taken.wrong],
            "notes": [_object(item, language) for item in taken.notes],
        }


def _object(wrong: Wrong, language: str) -> dict[str, Any]:
    return {
        "sheet": wrong.sheet or None,
        "cell": wrong.cell or None,
        "message": translated(wrong.message, language),
        "hint": translated(wrong.hint, language),
    }
