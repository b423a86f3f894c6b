"""`nap schema`: the JSON Schema files that editors use."""

from __future__ import annotations

from typing import Annotated

import typer

from nap.cli import options, reading
from nap.errors import FOUND


def schema(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; end with 1 if a file is stale.")] = False,
    plan_dir: options.PlanDir = None,
) -> None:
    """Write the JSON Schema files of the plan's data, which give editors completion and help."""
    from nap.store.schema import FOLDER, schemas

    root = reading.find_root(plan_dir)
    stale = []
    for name, text in schemas().items():
        path = root / FOLDER / name
        if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    for name in stale:
        reading.out(f"{FOLDER}/{name} {'is stale: run nap schema' if check else 'written'}\n")
    if not stale:
        reading.warn(f"The files in {FOLDER} are up to date.")
    if check and stale:
        raise typer.Exit(FOUND)
