"""NAP6: what has been reported."""

from __future__ import annotations

from collections.abc import Iterator

from nap.lint.rule import ActionFile, Problem, rule
from nap.sentence import say


@rule(
    "NAP605",
    "completed-without-evidence",
    "error",
    "action",
    why="Who reads that something is completed must be able to check it.",
    wrong="""
- date: 2026-03-01
  by: fod-justitie
  status: completed
""",
    right="""
- date: 2026-03-01
  by: fod-justitie
  status: completed
  evidence:
    - url: https://www.ejustice.just.fgov.be/eli/wet/2026/02/12/2026001234/justel
""",
    mend="Add `evidence` with at least one link, or report another status.",
)
def completed_without_evidence(item: ActionFile) -> Iterator[Problem]:
    """An update says that something is completed and gives no evidence."""
    for index, update in enumerate(item.action.updates):
        if update.status == "completed" and not update.evidence:
            message = say("This update says completed, and gives no evidence.")
            hint = say("Add `evidence` with a link where it can be checked.")
            yield Problem(("updates", index, "status"), message, hint)
