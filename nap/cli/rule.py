"""`nap rule`: everything about a rule of `nap lint`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from nap.cli import reading
from nap.errors import NapError

if TYPE_CHECKING:
    from nap.lint.rule import Rule

RuleFormat = Literal["text", "markdown", "json"]


def complete_rule(incomplete: str) -> list[tuple[str, str]]:
    """Codes of rules, with their names beside them; names once something else is typed."""
    codes = [(rule.code, rule.name) for rule in _known().values()]
    names = [(rule.name, rule.code) for rule in _known().values()]
    start = incomplete.lower()
    return [entry for entry in (*codes, *(names if start else ())) if entry[0].lower().startswith(start)]


def rule(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CODE]…", help="The code of a rule, or its name: NAP605.", autocompletion=complete_rule
        ),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All rules; as Markdown, their documentation.")] = False,
    form: Annotated[RuleFormat, typer.Option("--format", help="How to print it.")] = "text",
) -> None:
    """Explain rules of `nap lint`: what each finds wrong, why that matters, an example, and how to mend it."""
    from nap.output.rules import as_markdown, as_text, documentation, record

    known = _known()
    if not codes and not everything:
        raise NapError("Which rule?", "Name one by its code, as in nap rule NAP605, or all with --all.")
    chosen = list(known.values()) if everything else list(dict.fromkeys(_find(known, name) for name in codes or ()))
    if form == "json":
        from nap.output.as_json import written

        reading.out(written([record(found) for found in chosen]))
    elif form == "text":
        screen = reading.screen()
        reading.out("\n\n".join(as_text(found, screen) for found in chosen))
    elif everything:
        reading.out(documentation(chosen))
    else:
        reading.out("\n".join(as_markdown(found) for found in chosen))


def _known() -> dict[str, Rule]:
    """The rules by code, in the order of their codes."""
    from nap.lint.rules import all_rules

    return dict(sorted(all_rules().items()))


def _find(known: dict[str, Rule], name: str) -> Rule:
    """The rule with this code or name; raises `NapError` with the closest ones."""
    from nap.lint.rule import no_rule

    named = {found.name: found for found in known.values()}
    found = known.get(name.upper()) or named.get(name.lower())
    if found is None:
        raise NapError(*no_rule(name, known, named))
    return found
