"""Values of the plan's files as messages quote them: on one line, and not at length."""

from __future__ import annotations

_MOST = 80


def shown(value: object) -> str:
    """A value with its quotes, as a message quotes it."""
    text = repr(value)
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def short(text: str) -> str:
    """A name or an id, as a message names it."""
    kept = text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
    return kept if kept.isprintable() else repr(kept)
