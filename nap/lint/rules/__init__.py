"""The rules, one module a topic. Importing this package fills the registry.

The rules about changes come only with `all_rules`: comparing two states of a plan is much to import, and most
runs compare nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from nap.lint.rule import RULES, Rule
from nap.lint.rules import (  # noqa: F401
    actors,
    comments,
    days,
    deadlines,
    files,
    identity,
    ignores,
    languages,
    shape,
    text,
    updates,
)


def all_rules() -> Mapping[str, Rule]:
    """Every rule by its code, also those about changes."""
    from nap.lint.rules import change, recorded  # noqa: F401, PLC0415

    return RULES
