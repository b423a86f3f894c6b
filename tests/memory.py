"""Plans that exist in memory only, for tests that make many of them."""

from __future__ import annotations

import json
from typing import Any

from conftest import actors, manifest

from nap.model.plan import Plan
from nap.store.load import load


class MemoryTree:
    """Files of a plan that were never written."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def names(self, folder: str) -> list[str]:
        return sorted(path.removeprefix(f"{folder}/") for path in self.files if path.startswith(f"{folder}/"))

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)


def plan_of(*actions: dict[str, Any], plan: dict[str, Any] | None = None, who: dict[str, Any] | None = None) -> Plan:
    """The plan with these action files (see conftest for their builders), read as nap reads any plan."""
    files = {"data/plan.yaml": plan or manifest(), "data/actors.yaml": who or actors()}
    files |= {f"data/actions/{content['id']}.yaml": content for content in actions}
    return load(MemoryTree({path: json.dumps(content).encode() for path, content in files.items()})).whole()
