"""`nap rules`: the rules that `nap lint` checks."""

from __future__ import annotations

from nap.cli import options, reading


def rules(form: options.Form = "table") -> None:
    """List the rules of `nap lint`: what each finds wrong, and how grave that is."""
    from nap.lint.rules import all_rules
    from nap.output.rules import rules_table

    known = sorted(all_rules().values(), key=lambda rule: rule.code)
    reading.show(rules_table(known), form, f"{len(known)} rules; `nap rule CODE` explains one.")
