"""The check of a whole plan: every file on its own, in several processes where there are many, then all together."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from typing import NamedTuple

from nap.errors import DataError
from nap.lint.check import Checked, Found, check_action, finished, found_at, in_texts, silenced, unread
from nap.lint.ignores import Ignore, about_ignores, about_settings
from nap.lint.numbering import Numbering
from nap.lint.reported import Report, without_echoes
from nap.lint.rule import RULES, Comparison, Problem, Rule, Surroundings, Whole
from nap.lint.rules import all_rules
from nap.lint.selection import Active, Selection, active
from nap.model.finding import Finding
from nap.model.manifest import Manifest
from nap.model.plan import Plan
from nap.sentence import say
from nap.store.links import checked_manifest
from nap.store.load import Progress, Reader, load
from nap.store.parsing import ACTIONS, ACTORS, MANIFEST, Parse, action_paths, read_file
from nap.store.positions import Positions, Refusal
from nap.store.tree import FolderTree, Tree
from nap.store.workers import pays_off, shared
from nap.store.yaml import parse


class _Job(NamedTuple):
    """What a process needs to check files."""

    tree: Tree
    around: Surroundings | None
    active: Active
    language: str
    how: Parse

    def check(self, path: str) -> Checked:
        """Read and check the file of one action."""
        content = read_file(self.tree, path)
        if isinstance(content, Finding):
            return unread(path, content)
        return check_action(path, content, self.around, self.active, self.language, self.how)


def lint(
    tree: Tree,
    day: datetime.date,
    selection: Selection,
    progress: Progress | None = None,
    base: Tree | None = None,
    how: Parse = parse,
) -> Report:
    """Check a plan on a day; with a base, also what changed since that.

    `how` parses the files of the plan.
    """
    # plan.yaml and actors.yaml are looked at several times.
    reader = Reader(tree, lru_cache(maxsize=2)(how))
    manifest, language = reader.manifest()
    actors = reader.actors(language)
    if base is not None:
        all_rules()
    asked = active(_with_settings(selection, manifest))
    around = None
    settings: list[Finding] = []
    if manifest is not None:
        reader.findings += checked_manifest(MANIFEST, manifest, reader.actor_ids, reader.positions)
        ids = None if reader.actor_ids is None else frozenset(reader.actor_ids)
        chapters = frozenset(str(chapter.number) for chapter in manifest.chapters)
        around = Surroundings(Plan(manifest, actors or {}, {}), day, ids, chapters)
        if manifest.lint is not None:
            wrong = about_settings(MANIFEST, manifest.lint, reader.positions(MANIFEST), all_rules())
            settings = [_graded(finding) for finding in wrong]
    paths = action_paths(tree)
    checking = _checked(_Job(tree, around, asked, language, how), paths, progress)
    others = {path: _check_other(reader, path, around, asked) for path in (MANIFEST, ACTORS)}
    strays = _strays(tree, paths)
    checked = dict(checking) | others
    notes: list[str] = []
    found: list[_Unplaced] = []
    if around is not None:
        facts = tuple(item.facts for item in checked.values() if item.facts is not None)
        places = reader.actor_places if reader.actor_ids is not None else None
        whole = Whole(around.plan, facts, strays, places, Numbering(around.plan.manifest, facts, strays))
        found += _in_whole(whole, asked)
        if base is not None:
            found += _in_change(tree, base, day, selection, reader, notes)
        for path, more in _placed(tree, found):
            before = checked.get(path, Checked(()))
            checked[path] = _with_more(before, more, _from_base(before.ignores, path, base))
    findings = [finding for item in checked.values() for finding in item.findings] + settings
    for path, item in checked.items():
        if item.ignores:
            ran = partial(_ran, asked=asked, compared=base is not None, readable=around is not None and _is_read(item))
            about = about_ignores(path, item.ignores, item.used, all_rules(), ran)
            wrong = (_graded(finding)._replace(action=item.action) for finding in about)
            findings += (finding for finding in wrong if asked.selection.has(finding.code))
    said = without_echoes(findings, ((rule, problem) for rule, _, problem in found))
    return Report(tuple(sorted(said)), tuple(checked), tuple(notes))


def _is_read(item: Checked) -> bool:
    return item.facts is None or item.facts.readable


def _ran(code: str, *, asked: Active, compared: bool, readable: bool) -> bool:
    """Whether a rule was asked for and could look at a file, so that what it did not find there is not there."""
    return readable and asked.selection.has(code) and (compared or all_rules()[code].about != "change")


def _with_settings(selection: Selection, manifest: Manifest | None) -> Selection:
    """The selection of this run; what it does not speak of is as plan.yaml says."""
    settings = manifest.lint if manifest else None
    if settings is None:
        return selection
    above = Selection(tuple(dict.fromkeys(settings.select)), tuple(dict.fromkeys(settings.ignore)))
    return selection._replace(above=above)


def _graded(finding: Finding) -> Finding:
    return finding._replace(severity=all_rules()[finding.code].severity)


# -- action files ----------------------------------------------------------------------------------------------

_job: _Job | None = None
"""What the processes that help are to do. They are copies of this one, and find it here."""


def _checked(job: _Job, paths: Sequence[str], progress: Progress | None) -> Iterator[tuple[str, Checked]]:
    """Every path with what checking its file gave. Where other processes help, they are at work from now on."""
    global _job  # noqa: PLW0603 - a plan of thousands of actors is not sent to each process file by file
    if isinstance(job.tree, FolderTree) and sys.platform == "linux" and pays_off(len(paths)):
        _job = job
        return _one_by_one(shared(_check_portion, paths), len(paths), progress)
    return _one_by_one((((path,), (job.check(path),)) for path in paths), len(paths), progress)


def _one_by_one(
    portions: Iterable[tuple[Sequence[str], Sequence[Checked]]], count: int, progress: Progress | None
) -> Iterator[tuple[str, Checked]]:
    done = 0
    for portion, answers in portions:
        yield from zip(portion, answers, strict=True)
        done += len(portion)
        if progress is not None:
            progress(done, count)


def _check_portion(paths: Sequence[str]) -> list[Checked]:
    """Check some files, in another process."""
    if _job is None:
        raise RuntimeError("this process was not started by the one that knows what is to be done")
    return [_job.check(path) for path in paths]


# -- everything else -------------------------------------------------------------------------------------------


_LINKS = frozenset({"NAP308", "NAP401", "NAP404", "NAP406"})
"""What reading plan.yaml and actors.yaml finds wrong in files that can be read; all else leaves something unread."""


def _check_other(reader: Reader, path: str, around: Surroundings | None, asked: Active) -> Checked:
    """plan.yaml or actors.yaml, of which reading has already found what is wrong with its shape."""
    here = [finding for finding in reader.findings if finding.path == path]
    unreadable = [finding for finding in here if finding.code not in _LINKS]
    links = [
        (finding, finding.line) for finding in here if finding.code in _LINKS and asked.selection.has(finding.code)
    ]
    content = read_file(reader.tree, path)
    if isinstance(content, Finding):
        return Checked(tuple(unreadable))
    try:
        value, positions = reader.how(content)
    except Refusal:
        return Checked(tuple(unreadable))
    found = [*links, *in_texts(path, value, positions, around, asked, readable=not unreadable)]
    return finished(found, positions, unreadable=unreadable)


def _strays(tree: Tree, paths: Sequence[str]) -> tuple[str, ...]:
    """What stands among the action files and is none; what starts with a dot is a system's own."""
    known = set(paths)
    files = [f"{ACTIONS}/{name}" for name in tree.names(ACTIONS)]
    folders = [f"{ACTIONS}/{name}" for name in tree.folders(ACTIONS)]
    return tuple(path for path in (*files, *folders) if path not in known and "/." not in path)


_Unplaced = tuple[Rule, str, Problem]
"""What a rule found in a file that was checked before."""


def _in_whole(whole: Whole, asked: Active) -> Iterator[_Unplaced]:
    """What the rules about the whole plan find."""
    for rule in asked.about("plan"):
        for path, problem in rule.found(whole):
            yield rule, path, problem


def _in_change(
    tree: Tree, base: Tree, day: datetime.date, selection: Selection, reader: Reader, notes: list[str]
) -> Iterator[_Unplaced]:
    """What the rules about changes find; what cannot be compared is noted.

    Which of them are asked for is as the plan.yaml of the base says: no change switches off what it is checked by.

    Raises `DataError` when the base has a plan that cannot be read: nothing is to pass because it was not compared.
    """
    from nap.changes.compare import changes  # noqa: PLC0415 - most runs compare nothing

    old, new = load(base), load(tree)
    if base.read(MANIFEST) is None:
        notes.append(say("There is no plan in the base, so nothing was compared with it."))
        return
    if old.plan is None:
        raise DataError(
            say("The plan cannot be read as it stood in the base, so nothing can be compared with it."),
            say("Name another revision with --base."),
        )
    if new.plan is None:
        return
    notes += (
        say("Action {id} cannot be read in the base, so it was not compared.", id=action)
        for action in sorted(old.unread_actions)
    )
    changed = changes(
        old.plan,
        new.plan,
        day,
        unread_actions=old.unread_actions | new.unread_actions,
        unread_actors=old.unread_actors | new.unread_actors,
    )
    comparison = Comparison(changed, old.plan, new.plan, MANIFEST, ACTORS, reader.actor_places)
    for rule in active(_with_settings(selection, old.plan.manifest)).about("change"):
        for path, problem in rule.found(comparison):
            yield rule, path, problem


def _placed(tree: Tree, found: Iterable[_Unplaced]) -> Iterator[tuple[str, list[Found]]]:
    """The findings by file, each of which is read again for the places.

    A problem without a location is about the file as such, which may be no YAML at all.
    """
    grouped: dict[str, list[tuple[Rule, Problem]]] = {}
    for rule, path, problem in found:
        grouped.setdefault(path, []).append((rule, problem))
    for path, problems in grouped.items():
        positions = _read_again(tree, path)
        places = {True: positions, False: Positions()}
        yield path, [found_at(rule, path, item, places[bool(item.location)]) for rule, item in problems]


def _read_again(tree: Tree, path: str) -> Positions:
    """The positions in a file, as far as it can be read."""
    content = read_file(tree, path)
    if isinstance(content, bytes):
        with suppress(Refusal):
            return parse(content)[1]
    return Positions()


def _from_base(ignores: Sequence[Ignore], path: str, base: Tree | None) -> Sequence[Ignore]:
    """The comments that ignore findings in a file and stood there in the base, too."""
    content = read_file(base, path) if base is not None and ignores else None
    text = content.decode(errors="replace") if isinstance(content, bytes) else ""
    return [ignore for ignore in ignores if ignore.text in text]


def _is_error_of_change(finding: Finding) -> bool:
    return RULES[finding.code].about == "change" and finding.severity == "error"


def _with_more(checked: Checked, found: Sequence[Found], from_base: Sequence[Ignore]) -> Checked:
    """What checking a file gave, and what the rules about the whole plan and its changes found in it.

    No change makes its own errors pass: a comment that it adds ignores none of them.
    """
    errors = [(finding, line) for finding, line in found if _is_error_of_change(finding)]
    others = [(finding, line) for finding, line in found if not _is_error_of_change(finding)]
    kept, used = silenced(others, checked.ignores)
    kept += silenced(errors, from_base)[0]
    used |= silenced(errors, checked.ignores)[1]
    if checked.action:
        kept = [finding._replace(action=checked.action) for finding in kept]
    return checked._replace(findings=(*checked.findings, *kept), used=checked.used | used)
