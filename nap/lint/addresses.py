"""Mail addresses and links in texts: those that may be somebody's own, and those that nobody can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

MAILBOXES: Mapping[str, tuple[str, ...]] = {
    "nl": ("info", "contact", "secretariaat", "onthaal", "meldpunt", "klachten", "pers", "communicatie", "dienst"),
    "fr": ("info", "contact", "secretariat", "accueil", "plaintes", "presse", "communication", "service"),
    "de": ("info", "kontakt", "sekretariat", "empfang", "beschwerden", "presse", "kommunikation", "poststelle"),
    "en": ("info", "contact", "secretariat", "office", "helpdesk", "complaints", "press", "communications"),
}
"""What a mailbox that is nobody's own is called, or a part of its name, by language."""

_SHARED = frozenset(word for words in MAILBOXES.values() for word in words)

# Patterns are compiled when they are first needed: hardly any plan has such a text.
_DOMAIN = r"@[^\W_][\w-]*(?:\.[\w-]+)+"
_LOCAL = r"[\w.+'’-]+\Z"
_LONGEST_LOCAL = 64
_PARTS = "[.+_-]"
_LINK = r"""(?ix)(?<![a-z0-9])(?:
      https?(?: :[/\\\w]\S* | ;/\S* | //\S* )              # also what was meant to be one
    | (?:javascript|vbscript):\S+ | data:[a-z]+/\S+ | mailto:\S+
    | [a-z][a-z0-9+.-]{1,14}://\S*
    )"""
_WEB = r"(?i)https?[:;]?[/\\]?"
_GOOD = r"(?i)https?://[\w-]+(?:\.[\w-]+)+"
_MAIL = "mailto:"


def mail_addresses(text: str) -> Iterator[str]:
    """The mail addresses in a text, except those that are a service's by their name: info@, press-office@."""
    for domain in re.finditer(_DOMAIN, text):
        local = re.search(_LOCAL, text[max(0, domain.start() - _LONGEST_LOCAL) : domain.start()])
        if local is not None and _SHARED.isdisjoint(re.split(_PARTS, local[0].casefold())):
            yield local[0] + domain[0]


def bad_links(text: str) -> Iterator[str]:
    """What is written as a link and is none that a reader can follow; an address without https:// is prose."""
    for found in re.finditer(_LINK, text):
        link = found[0]
        # A mail address that is somebody's own is the worse fault, and one fault is enough.
        is_personal = link[: len(_MAIL)].casefold() == _MAIL and any(mail_addresses(link))
        if not re.match(_GOOD, link) and not is_personal:
            yield link.rstrip(".,;:!?)]»”’\"'")


def is_web(link: str) -> bool:
    """Whether a bad link was meant to lead to a page."""
    return re.match(_WEB, link) is not None
