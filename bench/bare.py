"""The floor for `nap list`: read, parse and validate a plan's files with the same libraries, and do nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from nap.model.action import Action
from nap.model.actor import Actor
from nap.model.manifest import Manifest
from nap.store.yaml import parse


def main() -> None:
    """Say how many actions a plan has."""
    data = Path(sys.argv[1], "data")
    manifest, _ = parse((data / "plan.yaml").read_bytes())
    context = {"source_language": manifest["source_language"]}
    Manifest.model_validate(manifest, context=context)
    for actor in parse((data / "actors.yaml").read_bytes())[0]["actors"]:
        Actor.model_validate(actor, context=context)
    paths = sorted((data / "actions").glob("*.yaml"))
    actions = [Action.model_validate(parse(path.read_bytes())[0], context=context) for path in paths]
    print(len(actions), "actions, typer", typer.__version__)


if __name__ == "__main__":
    main()
