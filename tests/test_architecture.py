"""Who may import whom, as one table, and the words that both languages must have."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DEEP_LEARNING = {"tensorflow", "keras"}

# place: packages it never imports, at any depth of its code
NEVER = {
    "core": {"streamlit", "plotly", "ui", "pages", "app"},
    "ui": {"pages", "app", *DEEP_LEARNING},
    "ui/lessons/train/figures.py": {"streamlit"},
    "ui/kit/pictures.py": {"streamlit", "plotly"},
    "ui/kit/colors.py": {"streamlit", "plotly"},
    "ui/keras_code/conv2d.py": {"streamlit", *DEEP_LEARNING},
    "pages": {"pages", "app", "plotly", *DEEP_LEARNING},
    "app.py": {"pages", "plotly", *DEEP_LEARNING},
}


def python_files(place):
    path = ROOT / place
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imported(nodes):
    names = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.split(".")[0] for name in names}


def run_on_import(tree):
    """Return the nodes outside functions and outside ``if TYPE_CHECKING``."""
    waiting, seen = [tree], []
    while waiting:
        node = waiting.pop()
        checking = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) or checking:
            continue
        seen.append(node)
        waiting.extend(ast.iter_child_nodes(node))
    return seen


@pytest.mark.parametrize("place", [place for place in NEVER if (ROOT / place).exists()])
def test_imports_point_inwards(place):
    for path in python_files(place):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not imported(ast.walk(tree)) & NEVER[place], path


def test_core_imports_tensorflow_only_inside_functions():
    for path in python_files("core"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not imported(run_on_import(tree)) & DEEP_LEARNING, path


def test_importing_all_of_core_and_ui_leaves_tensorflow_out():
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in python_files("core") + python_files("ui")
    ]
    code = (
        f"import sys, importlib\nfor name in {modules}: importlib.import_module(name)\n"
        "assert not {'tensorflow', 'keras'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_pages_import_no_page():
    pages = {path.stem for path in python_files("pages")}
    for path in python_files("pages"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not imported(ast.walk(tree)) & pages, path
