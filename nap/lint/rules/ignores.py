"""NAP0: comments that ignore a finding."""

from __future__ import annotations

from nap.lint.rule import found_in_ignores

found_in_ignores(
    "NAP001",
    "unused-ignore",
    "A comment ignores a rule that finds nothing on its line.",
    why="A comment that is no longer needed hides the next mistake on that line.",
    wrong="chapter: 9  # nap: ignore[NAP305] the chapter follows",
    right="chapter: 9",
    mend="Remove the comment, or the code in it that is not needed.",
)
found_in_ignores(
    "NAP002",
    "unexplained-ignore",
    "A comment ignores a rule without naming it by its code, or without a reason.",
    why="Whoever reads the file later must be able to judge whether the reason still holds.",
    wrong="    status: completed  # nap: ignore[NAP605]",
    right="    status: completed  # nap: ignore[NAP605] the evidence is not public",
    mend="Write the code between brackets and the reason after them.",
)
found_in_ignores(
    "NAP003",
    "unknown-rule",
    "A comment, or `lint` in plan.yaml, names a rule that does not exist.",
    why="A misspelt code silences nothing, and nobody notices.",
    wrong="chapter: 9  # nap: ignore[NAP3O5] the chapter follows",
    right="chapter: 9  # nap: ignore[NAP305] the chapter follows",
    mend="`nap rules` lists the codes.",
)
