"""Where letters go: contacts.yaml, which stands outside the plan's data and which git must not know.

The plan is public and has no addresses in it. This file is local: mailboxes of services, one for each body, and
another one for when nobody reads the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nap.errors import DataError, NapError, did_you_mean
from nap.lint.addresses import mail_addresses
from nap.lint.names import id_of
from nap.model.base import Line, Record
from nap.model.finding import Finding, finding_at
from nap.model.plan import Plan
from nap.query import folded, spellings
from nap.sentence import say
from nap.store import git
from nap.store.parsing import read_file, refused
from nap.store.positions import Positions, Refusal
from nap.store.shown import short, shown
from nap.store.tree import FolderTree
from nap.store.validate import validate
from nap.store.yaml import parse

FILE = "contacts.yaml"
"""Where it stands, beside the plan's data, unless another file is named."""

_MOST_SHOWN = 10
_LONGEST = 254
"""No address that can be written to is longer."""
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{{2,}}")
_PARTS = re.compile("[.+_-]")
_WORD = 3
"""A part of a name counts from so many letters on, so that initials are not taken for a service's acronym."""
_FOLLOWING = frozenset({"opvolging", "suivi", "nachverfolgung", "followup", "monitoring"})
"""What a mailbox for this work may be called, beside words of the plan's own title."""


class Contact(Record):
    """Where to write to one body."""

    main: Line
    """The mailbox that it reads."""
    alternate: Line | None = None
    """Another one, which gets a copy."""


def _as_contact(value: object) -> object:
    """A bare address is the main one."""
    return {"main": value} if isinstance(value, str) else value


class _File(Record):
    sender: Line | None = None
    """The mailbox that letters come from."""
    contacts: dict[Line, Any]
    """Where to write, by the id of an actor."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """What is known of addresses."""

    of: Mapping[str, Contact] = field(default_factory=dict)
    """By the id of the actor."""
    sender: str | None = None


def read_contacts(plan: Plan, path: Path, name: str) -> Contacts:
    """The contacts in a file, which messages call by this name.

    Raises `NapError` when it is not there or git keeps it, and `DataError`, with every place, when it is wrong.
    """
    if not path.exists():
        raise NapError(say("There is no file {name}.", name=name), say("Name the file with the addresses."))
    if git.is_tracked(path):
        raise NapError(
            say("git keeps {name}, and addresses have no place in a repository.", name=name),
            say("Take it out with `git rm --cached {name}`, and add it to .gitignore.", name=path.name),
        )
    content = read_file(FolderTree(path.parent), path.name)
    found = [content] if isinstance(content, Finding) else contacts_in(plan, content, name)
    if isinstance(found, Contacts):
        return found
    places = "\n".join(str(finding) for finding in found[:_MOST_SHOWN])
    more = len(found) - _MOST_SHOWN
    if more > 0:
        places += "\n" + say("and {count} more.", count=more)
    message = say("{name} cannot be read:\n{places}", name=name, places=places)
    raise DataError(message, say("Mend these places first; nothing was written."))


def contacts_in(plan: Plan, content: bytes, name: str) -> Contacts | list[Finding]:
    """The contacts that a file gives, or what is wrong in it and where."""
    try:
        value, positions = parse(content)
    except Refusal as refusal:
        return [refused(name, refusal)]
    file = validate(_File, value, name, lambda _: positions, plan.source_language)
    if isinstance(file, list):
        return file
    findings = list(_bad_address(name, positions, ("sender",), file.sender))
    found: dict[str, Contact] = {}
    for actor, entry in file.contacts.items():
        if actor not in plan.actors:
            findings.append(_unknown(plan, name, positions, actor))
        contact = _contact(plan, name, positions, actor, entry)
        if isinstance(contact, Contact):
            found[actor] = contact
        else:
            findings.extend(contact)
    return sorted(findings) or Contacts(found, file.sender)


def _contact(plan: Plan, name: str, positions: Positions, actor: str, entry: Any) -> Contact | list[Finding]:
    """Where to write to one actor."""
    place = ("contacts", actor)
    value = _as_contact(entry)
    contact = validate(Contact, value, name, lambda _: positions, plan.source_language, under=place)
    if isinstance(contact, list):
        return contact
    findings = [
        finding
        for key, address in (("main", contact.main), ("alternate", contact.alternate))
        for finding in _bad_address(name, positions, (*place, key), address)
    ]
    return findings or contact


def _bad_address(name: str, positions: Positions, place: tuple[str, ...], address: str | None) -> Iterator[Finding]:
    if address is not None and (len(address) > _LONGEST or not _ADDRESS.fullmatch(address)):
        message = say("{value} is not a mail address.", value=shown(address))
        hint = say("Write one address and nothing else, for example info@example.org.")
        yield finding_at("NAP205", name, positions.find(place), message, hint)


def _unknown(plan: Plan, name: str, positions: Positions, actor: str) -> Finding:
    """A contact of somebody that actors.yaml does not have."""
    called = id_of(plan, actor)
    hint = say("Write its id: {id}.", id=called) if called else did_you_mean(actor, plan.actors)
    place = positions.find(("contacts", actor), key=True)
    return finding_at("NAP401", name, place, say("There is no actor {name}.", name=short(actor)), hint)


def perhaps_personal(plan: Plan, contacts: Contacts) -> list[str]:
    """The addresses that may be somebody's own: not a service's by name, nor called after the body or the plan."""
    given = [(plan.manifest.coordinator.actor, contacts.sender)]
    given += [(actor, address) for actor, to in contacts.of.items() for address in (to.main, to.alternate)]
    doubted = [
        address
        for actor, address in given
        if address and any(mail_addresses(address)) and not _called_after(plan, actor, address)
    ]
    return list(dict.fromkeys(doubted))


def _called_after(plan: Plan, actor: str, address: str) -> bool:
    """Whether a word of an address is one by which an actor is called, or who stands above it, or the plan."""
    names = [name for each in (actor, *plan.above(actor)) for name in spellings(plan.actor(each))]
    names += [plan.manifest.id, *plan.manifest.title.values()]
    words = _FOLLOWING.union(*(folded(name).split() for name in names))
    local = address.rpartition("@")[0]
    parts = [part for part in map(folded, _PARTS.split(local)) if len(part) >= _WORD]
    return folded(local) in words or not words.isdisjoint(parts)
