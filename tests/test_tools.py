"""What scripts and benchmarks, which no other test runs, take from the app exists."""

import ast
import importlib
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = {"core", "ui", "scripts", "benchmarks", "tests"}
TOOLS = sorted([*ROOT.glob("scripts/*.py"), *ROOT.glob("benchmarks/*.py")])


def taken(path):
    """Yield module and name of what a file imports from the project, in functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in OURS:
            for alias in node.names:
                yield node.module, alias.name


def exists(module, name):
    if find_spec(module).submodule_search_locations and find_spec(f"{module}.{name}"):
        return True
    return hasattr(importlib.import_module(module), name)


@pytest.mark.parametrize("path", TOOLS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_a_tool_imports_is_there(path):
    assert [place for place in taken(path) if not exists(*place)] == []
