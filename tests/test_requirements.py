"""Every package that the code imports is required, and locked at a version that is allowed."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
OWN = {"app", "benchmarks", "cover", "core", "pages", "scripts", "tests", "ui"}
RUN = ("app.py", "cover.py", "core", "pages", "ui")
TRY = ("tests", "benchmarks")
FOR_CHECKERS = {"_typeshed"}  # a stub that type checkers bring; imported while they look only


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
    found, known = {}, OWN | FOR_CHECKERS | sys.stdlib_module_names
    for place in places:
        path = ROOT / place
        for file in [path] if path.is_file() else path.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                for name in names_of(node):
                    found[name.split(".")[0]] = file
    return {name: file for name, file in found.items() if name not in known}


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


def lines(file):
    """Return the requirements of a file and of those it includes."""
    for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            yield from lines(line.removeprefix("-r ").strip())
        elif found := re.match(r"[^#\s][^#]*", line):
            yield Requirement(found[0])


def locked(file):
    """Return the pinned versions of each package; a system or a Python may have one of its own."""
    versions = {}
    for pin in lines(file):
        (only,) = pin.specifier
        assert only.operator == "=="
        versions.setdefault(canonicalize_name(pin.name), set()).add(only.version)
    return versions


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_lock_has_an_allowed_version_of_everything_required(name):
    versions = locked(f"{name}.lock")
    for wanted in lines(f"{name}.txt"):
        found = versions[canonicalize_name(wanted.name)]
        assert all(wanted.specifier.contains(version) for version in found), wanted


def test_developers_run_what_users_run():
    developers = locked("requirements-dev.lock")
    for name, versions in locked("requirements.lock").items():
        assert developers[name] == versions, name


@pytest.mark.parametrize("file", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_address(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not re.search(r"://|^-|^ *--| @ ", text, re.MULTILINE)
