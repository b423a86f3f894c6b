"""The actors of a plan: governments, their bodies and units, collectives and third parties."""

from nap.model.base import ActorId, LanguageCode, Line, Record, Text
from nap.model.words import ActorKind


class Actor(Record):
    """Somebody that the plan holds responsible."""

    id: ActorId
    """Lower-case words joined by hyphens; never changes."""
    kind: ActorKind
    """government, body, unit (of a body), collective (names nobody in particular) or external."""
    parent: ActorId | None = None
    """The actor above it in the tree."""
    acronym: Text | None = None
    """The acronym in use, per language."""
    name: Text
    """The name in daily use."""
    long_name: Text | None = None
    """The official long form, where it differs."""
    aliases: tuple[Line, ...] = ()
    """Every other spelling that the plan uses."""
    language: LanguageCode | None = None
    """The language to write to it in; by default the one of its government."""
    successor: ActorId | None = None
    """The actor that answers now for a body that no longer exists."""
    note: Text | None = None
    """What a reader could ask about this entry."""


class ActorsFile(Record):
    """The file actors.yaml."""

    actors: tuple[Actor, ...]
    """All actors, parents before the actors under them."""
