"""How tests look at a page in Chromium: what it asks for, what it says, how it fits, and what axe-core finds in it.

Chromium is the machine's own; nothing is downloaded. axe-core comes with the package axe-playwright-python.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest

PHONE, DESKTOP = 390, 1280

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
"""The rules of axe-core that a page must pass."""

_RUN = """async rules => {
    const asked = {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations', 'incomplete']};
    const {violations, incomplete} = await axe.run(document, asked);
    return {violations, incomplete};
}"""
"""Without what passes, which is most of the page, and takes most of the time to be told."""

Scheme = Literal["light", "dark"]


@dataclass
class Opened:
    """A page in the browser, and what it did while it was opened."""

    page: Any
    requests: list[str] = field(default_factory=list)
    """The addresses it asked for, but its own."""
    said: list[str] = field(default_factory=list)
    """What came on the console, and every error."""

    def violations(self) -> list[str]:
        """What axe-core finds wrong, and the texts whose contrast it should tell and cannot: the rule, and where."""
        self.page.evaluate(_axe())
        found = self.page.evaluate(_RUN, RULES)
        unsure = [
            {**result, "nodes": [node for node in result["nodes"] if not _excused(node)]}
            for result in found["incomplete"]
            if result["id"] == "color-contrast"
        ]
        return [
            f"{result['id']}: {node['html'][:200]} {node.get('failureSummary', '')}"
            for result in [*found["violations"], *unsure]
            for node in result["nodes"][:5]
        ]


def _excused(node: dict[str, Any]) -> bool:
    """Whether a text is drawn, is a single sign, or lies where its frame must be scrolled to see it."""
    keys = {(check["data"] or {}).get("messageKey") for check in node["any"]}
    return bool(keys & {"shortTextContent", "elmPartiallyObscured"}) or node["html"].startswith(("<text", "<tspan"))


class Browser:
    """A running Chromium."""

    def __init__(self, running: Any) -> None:
        self._running = running

    @contextmanager
    def open(
        self, file: Path, *, width: int = DESKTOP, scheme: Scheme = "light", script: bool = True
    ) -> Iterator[Opened]:
        """Open a file in a window of its own."""
        context = self._running.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme, java_script_enabled=script, offline=True
        )
        opened = Opened(context.new_page())
        own = file.as_uri()

        def watch(route: Any) -> None:
            if route.request.url.partition("#")[0] == own:
                route.continue_()
            else:
                opened.requests.append(route.request.url)
                route.abort()

        context.route("**/*", watch)
        opened.page.on("console", lambda message: opened.said.append(message.text))
        opened.page.on("pageerror", lambda error: opened.said.append(str(error)))
        opened.page.goto(own)
        try:
            yield opened
        finally:
            context.close()


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium, started once; where it is not installed the test is skipped, or fails with NAP_NEEDS_CHROMIUM set."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        if os.environ.get("NAP_NEEDS_CHROMIUM"):
            pytest.fail("Chromium is needed here, and is not installed")
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    # Its sandbox refuses to run for root, which is what a container often has.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=[*quiet, *sandbox])
        try:
            yield Browser(running)
        finally:
            running.close()
