"""What a run loads: nothing that it does not need, so that Tab and small questions answer at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PLANS, ROOT

# The last line on the error stream is everything that was imported.
RUN = """
import sys
from nap.cli.app import main
try:
    main()
except SystemExit as end:
    print(*sys.modules, sep=" ", file=sys.stderr)
    sys.exit(end.code)
print(*sys.modules, sep=" ", file=sys.stderr)
"""


def loaded_by(*arguments: str, **more: str) -> set[str]:
    """The modules that a run has imported when it ends, by their whole names."""
    surroundings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "NAP_PLAN": str(PLANS / "rounds"), **more}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments], capture_output=True, check=False, text=True, env=surroundings
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("list", "--help")], ids=" ".join)
def test_version_and_help_read_no_plan_and_load_nothing_that_could(arguments: tuple[str, ...]) -> None:
    modules = loaded_by(*arguments, NAP_PLAN="/nowhere")
    assert "nap.cli.app" in modules
    assert not modules & {"pydantic", "pydantic_core", "yaml", "ruamel", "jinja2", "nap.model.plan", "nap.store.load"}


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_piped_list_loads_the_plan_and_its_own_format_alone(form: str) -> None:
    modules = loaded_by("list", "--format", form)
    assert "nap.model.plan" in modules
    assert not modules & {"jinja2", "ruamel", "rich", "rich.table", "rich.console", "nap.views.report"}
    own = {"table": "nap.output.text", "json": "nap.output.as_json", "csv": "nap.output.as_csv"}
    assert not modules & (set(own.values()) - {own.get(form)})


def test_only_the_report_loads_templates() -> None:
    assert "jinja2" in loaded_by("report", "2025")
    assert "jinja2" not in loaded_by("show", "2")


@pytest.mark.parametrize("line", ["nap list --status un"])
def test_completing_fixed_words_reads_no_plan(line: str) -> None:
    count = str(len(line.split()) - 1)
    modules = loaded_by(_NAP_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=count)
    assert "nap.cli.app" in modules
    assert not modules & {"pydantic", "yaml", "ruamel", "jinja2", "nap.store.load"}


@pytest.mark.parametrize("arguments", [("report", "2025")], ids=" ".join)
def test_the_files_as_they_are_need_no_git(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert "nap.model.plan" in loaded_by(*arguments, PATH=str(tmp_path))
