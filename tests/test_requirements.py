"""Every package that the code imports is named in the requirements, not only found by chance."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OWN = {"app", "benchmarks", "core", "pages", "scripts", "tests", "ui"}
RUN = ("app.py", "core", "pages", "ui")
TRY = ("tests", "benchmarks")


def required(file):
    """Return the names of the distributions in a requirements file and in those it includes."""
    names = set()
    for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            names |= required(line.removeprefix("-r ").strip())
        elif found := re.match(r"[A-Za-z0-9_.-]+", line):
            names.add(plain(found[0]))
    return names


def plain(distribution):
    return re.sub(r"[-_.]+", "-", distribution).lower()


def imported(places):
    """Return the packages of others that files import, each with a file that does."""
    found = {}
    for place in places:
        path = ROOT / place
        for file in [path] if path.is_file() else path.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                for name in names_of(node):
                    found[name.split(".")[0]] = file
    return {name: file for name, file in found.items() if name not in OWN | sys.stdlib_module_names}


def names_of(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [node.module]
    return []


@pytest.mark.parametrize(
    ("places", "file"), [(RUN, "requirements.txt"), (TRY, "requirements-dev.txt")]
)
def test_what_is_imported_is_required(places, file):
    named, homes = required(file), packages_distributions()
    for name, where in imported(places).items():
        assert {plain(home) for home in homes[name]} & named, f"{name}, imported by {where}"
