"""The installed product: a wheel in a fresh environment, used as somebody who only wants to use nap."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import PLANS, ROOT, Nap
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from nap import __version__

PINNED = ROOT / "requirements" / "run.txt"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment with what run.txt pins and the wheel; its folder of programs."""
    folder = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "--disable-pip-version-check"]
    for what in (["--require-hashes", "-r", str(PINNED)], ["--no-deps", "--no-index", str(wheel)]):
        subprocess.run([*pip, "install", "--quiet", "--no-compile", *what], check=True, capture_output=True)
    return folder / "bin"


def run(program: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program with nothing of our surroundings."""
    return subprocess.run(
        [str(program), *arguments],
        cwd=cwd,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin"},
    )


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    shutil.copytree(PLANS / "rounds", tmp_path / "plan")
    return tmp_path / "plan"


def test_the_wheel_has_the_package_its_templates_and_its_licence_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    info = f"nap-{__version__}.dist-info/"
    ours = {name for name in names if not name.startswith(info)}
    assert f"{info}licenses/LICENSE" in names
    assert {name for name in ours if name.endswith(".py")} == {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "nap").rglob("*.py")
    }
    assert {name for name in ours if name.startswith("nap/templates/")} == {
        f"nap/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert all(name.startswith("nap/") for name in ours)


def test_an_installation_has_what_is_pinned_and_no_tool_of_ours(installed: Path) -> None:
    listing = "import importlib.metadata as m; print(*(f'{d.name}=={d.version}' for d in m.distributions()), sep='\\n')"
    done = run(installed / "python", "-c", listing, cwd=installed)
    found = {canonicalize_name(line.split("==")[0]): line.split("==")[1] for line in done.stdout.split()}
    lines = [line.removesuffix(" \\") for line in PINNED.read_text(encoding="utf-8").splitlines() if "==" in line]
    pinned = [Requirement(line) for line in lines]
    expected = {
        canonicalize_name(one.name): str(one.specifier).removeprefix("==")
        for one in pinned
        if one.marker is None or one.marker.evaluate()
    }
    assert found == expected | {"nap": __version__}
    assert not found.keys() & {"pytest", "hypothesis", "coverage", "mypy", "ruff", "import-linter", "nap-tests"}


def test_the_installed_program_says_its_version_anywhere(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "nap", "--version", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"nap {__version__}\n", "")
    assert run(installed / "python", "-m", "nap", "--version", cwd=tmp_path).stdout == done.stdout


@pytest.mark.parametrize("arguments", [("list", "--on", "2026-11-22"), ("report", "2025")], ids=" ".join)
def test_the_installed_program_says_what_the_checkout_says(
    nap: Nap, installed: Path, elsewhere: Path, arguments: tuple[str, ...]
) -> None:
    done = run(installed / "nap", *arguments, cwd=elsewhere / "data")
    here = nap(*arguments, plan=elsewhere)
    assert (done.returncode, done.stdout, done.stderr) == (0, here.out, here.err)
    assert done.stdout


def test_the_installed_program_reads_the_real_plan(nap: Nap, installed: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    done = run(installed / "nap", "list", "--format", "csv", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, nap("list", "--format", "csv", plan=tmp_path).out)
    assert run(installed / "nap", "schema", "--check", cwd=tmp_path).returncode == 0


def test_the_templates_are_those_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    where = "from nap.output.template import builtin_folder; print(builtin_folder())"
    folder = Path(run(installed / "python", "-c", where, cwd=tmp_path).stdout.strip())
    assert folder.is_relative_to(installed.parent)
    assert _names(folder) == _names(ROOT / "templates")


def test_an_installation_speaks_the_languages_of_the_checks(installed: Path, elsewhere: Path) -> None:
    (elsewhere / "data" / "actions" / "notes.txt").write_text("Een notitie.\n", encoding="utf-8")
    said = {
        language: run(installed / "nap", "lint", "--select", "NAP115", "--lang", language, cwd=elsewhere)
        for language in ("nl", "fr", "de", "en")
    }
    assert [result.returncode for result in said.values()] == [1, 1, 1, 1]
    assert len({result.stdout for result in said.values()}) == len(said)


def _names(folder: Path) -> set[str]:
    """What is in a folder, but what Python and Jinja keep compiled there."""
    return {path.name for path in folder.iterdir()} - {"__pycache__"}
