"""The rules, one module a topic. Importing this package fills the registry, in the order of the codes.

The rules about changes come only with `all_rules`: comparing two states of a plan is much to import, and most
runs compare nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from nap.lint.rule import RULES, Rule
from nap.lint.rules import actors, deadlines, files, identity, ignores, languages, shape, text, updates  # noqa: F401


def all_rules() -> Mapping[str, Rule]:
    """Every rule by its code, also those about changes."""
    import nap.lint.rules.change  # noqa: F401, PLC0415

    return RULES
