"""What `make` promises a developer; nothing is installed here."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


def make(*arguments, **environment):
    """Run make as from a shell, not as from the make that runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *arguments], cwd=ROOT, env=kept | environment, capture_output=True, text=True
    )


@pytest.mark.parametrize("said", ["echo 3.14", "echo 3.10", "exit 127"])
def test_a_wrong_python_is_said_in_one_sentence_and_nothing_is_made(tmp_path, said):
    fake = tmp_path / "bin" / "python3"
    fake.parent.mkdir()
    fake.write_text(f"#!/bin/sh\n{said}\n")
    fake.chmod(0o755)
    path = f"{fake.parent}{os.pathsep}{os.environ['PATH']}"
    done = make("run", f"VENV={tmp_path / 'venv'}", PATH=path)
    assert done.returncode == 2
    version = said.split()[1] if "echo" in said else "missing"
    sentence, *rest = done.stderr.splitlines()
    assert sentence.startswith(
        f"ConvScope needs Python 3.11, 3.12 or 3.13, and python3 is {version}"
    )
    assert all(line.startswith("make: ***") for line in rest)
    assert not (tmp_path / "venv").exists()


def test_the_pythons_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    allowed = SpecifierSet(project["requires-python"])
    named = re.search(r"^PYTHONS := ([\d. ]+)", (ROOT / "Makefile").read_text(), re.M)[1].split()
    assert named == [f"3.{minor}" for minor in range(30) if f"3.{minor}" in allowed]


def test_a_part_of_the_tests_can_be_run():
    printed = make("--dry-run", "test", "ARGS=-k pooling").stdout
    assert re.search(r"python -m pytest .*-k pooling$", printed, re.M)


def test_every_benchmark_is_run():
    printed = make("--dry-run", "bench").stdout
    here = {
        path.stem
        for path in (ROOT / "benchmarks").glob("*.py")
        if "__main__" in path.read_text(encoding="utf-8")
    }
    assert set(re.search(r"for name in ([\w ]+);", printed)[1].split()) == here
    assert len(here) > 10


@pytest.mark.parametrize(("required", "code"), [("", 0), ("1", 1)])
@pytest.mark.parametrize("broken", ["node", "npm"])
def test_without_node_a_check_is_skipped_aloud_or_fails_where_it_is_required(
    tmp_path, broken, required, code
):
    for name in ("node", "npm", "pretend"):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {int(name == broken)}\n")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", ROOT / "scripts" / "with_node.sh", "The code", "npm install", "pretend"],
        env=os.environ | {"PATH": path, "CONVSCOPE_REQUIRE_ALL": required},
        capture_output=True,
        text=True,
    )
    assert done.returncode == code
    assert done.stdout.startswith("SKIPPED: The code: not checked, because ")
