"""The file of one action, read by itself: what is known of it when the rest of the plan is known already."""

from __future__ import annotations

from nap.errors import DataError
from nap.model.action import Action
from nap.sentence import say
from nap.store.positions import Refusal
from nap.store.validate import validate
from nap.store.yaml import parse


def action_in(content: bytes, path: str, language: str) -> Action:
    """The action that a file says; raises `DataError` for one that cannot be read.

    `language` is the plan's source language.
    """
    try:
        value, positions = parse(content)
    except Refusal as refusal:
        message = say("{path} cannot be read: {problem}", path=path, problem=refusal.message)
        raise DataError(message, refusal.hint) from None
    action = validate(Action, value, path, lambda _path: positions, language)
    if isinstance(action, list):
        raise DataError(str(action[0]), say("Mend it first."))
    return action
