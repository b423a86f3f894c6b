"""What the formats for programs share: fingerprints that know a finding again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from nap.model.finding import Finding


def fingerprinted(findings: Iterable[Finding], prefix: str) -> Iterator[tuple[Finding, str]]:
    """Every finding with a fingerprint that no other has and that stays the same when lines move.

    Where a file has several that say the same, they are told apart by their order. The language in which they are
    shown does not count.
    """
    seen: dict[tuple[str, ...], int] = {}
    for finding in findings:
        same = (finding.code, prefix + finding.path, finding.action, str(finding.message))
        seen[same] = seen.get(same, 0) + 1
        yield finding, hashlib.sha256(json.dumps([*same, seen[same]]).encode()).hexdigest()
