"""Compare two states of a plan: `changes(old, new, day)`."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator

from nap.changes.action import action_changes
from nap.changes.records import ActionAdded, ActionChanges, ActionRemoved, Change, Changes
from nap.changes.walk import Walk, own_language
from nap.changes.whole import actor_changes, plan_changes
from nap.model.action import Action, plan_order
from nap.model.plan import Plan
from nap.model.words import Status
from nap.status import status_at


def changes(
    old: Plan,
    new: Plan,
    day: datetime.date,
    *,
    unread_actions: Collection[str] = (),
    unread_actors: Collection[str] = (),
) -> Changes:
    """What changed from one state of a plan to another; statuses are those on the day.

    What could not be read on either side is left out by its id: nothing can be said of it.
    """
    walk = Walk(old.source_language)  # what counts as rewritten is not up to what rewrites it
    actors = tuple(actor_changes(walk, old, new, frozenset(unread_actors)))
    plan = tuple(plan_changes(walk, old, new))
    actions = _actions(walk, old, new, day, frozenset(unread_actions))
    return Changes(day, tuple(sorted(actions, key=lambda entry: plan_order(entry.action))), actors, plan)


def _actions(walk: Walk, old: Plan, new: Plan, day: datetime.date, unread: frozenset[str]) -> Iterator[ActionChanges]:
    gone = [action for action in old.actions.values() if action.id not in new.actions and action.id not in unread]
    come = [action for action in new.actions.values() if action.id not in old.actions and action.id not in unread]
    renumbered = _renumbered(walk, gone, come)
    same_status = old.actors == new.actors and old.manifest.coordinator == new.manifest.coordinator
    for action in new.actions.values():
        before = old.actions.get(renumbered.get(action.id, action.id))
        if action.id in unread:
            continue
        if before is None:
            found: tuple[Change, ...] = (_added(old, new, action),)
        else:
            found = tuple(action_changes(walk, old, new, before, action))
            if not found and same_status:
                continue
        entry = ActionChanges(action.id, _status(old, before, day), _status(new, action, day), found)
        if found or entry.before != entry.after:
            yield entry
    for action in gone:
        if action.id not in renumbered.values():
            yield ActionChanges(action.id, _status(old, action, day), None, (_removed(new, action),))


def _status(plan: Plan, action: Action | None, day: datetime.date) -> Status | None:
    return status_at(plan, action, day).status if action else None


def _renumbered(walk: Walk, gone: list[Action], come: list[Action]) -> dict[str, str]:
    """For each new id of an action that only got another one, the id it had: its title is the same."""
    titled: dict[str, list[str]] = {}
    for action in gone:
        titled.setdefault(action.title[own_language(action.title, walk.source_language)], []).append(action.id)
    found = {}
    for action in come:
        same = titled.get(action.title[own_language(action.title, walk.source_language)])
        if same:
            found[action.id] = same.pop(0)
    return found


def _added(old: Plan, new: Plan, action: Action) -> ActionAdded:
    removed = {entry.action for entry in (*old.manifest.removed, *new.manifest.removed)}
    return ActionAdded(action=action.id, new=action, id_was_removed=action.id in removed)


def _removed(new: Plan, action: Action) -> ActionRemoved:
    for index, entry in enumerate(new.manifest.removed):
        if entry.action == action.id:
            return ActionRemoved(action=action.id, location=("removed", index), old=action, removal=entry)
    return ActionRemoved(action=action.id, location=("removed",), old=action, removal=None)
