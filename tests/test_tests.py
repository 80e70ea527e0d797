"""Tests go in by the front door: no private name of what they test. No helper is written twice."""

import ast
import copy
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(path for place in ("tests", "benchmarks") for path in (ROOT / place).rglob("*.py"))
BY_NAME = {"setattr", "getattr", "delattr", "hasattr", "patch", "object", "attrgetter"}
FOREIGN = {"_exit", "_inbound_nodes"}  # of `os` and of Keras
OWN = {"self", "cls"}
LINES = 3  # from which a function may not be there twice


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


# Private names


def test_no_test_reaches_for_a_private_name():
    found = {path: private_names(tree_of(path)) for path in FILES}
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "memory._cookie()",
        "Passes(network)._forward",
        "from core.inference import _answers",
        "import core._hidden",
        "monkeypatch.setattr(memory, '_cookie', None)",
        "monkeypatch.setattr('ui.session.memory._cookie', None)",
        "getattr(memory, '_cookie')",
        "mock.patch.object(memory, '_cookie')",
        "run('import ui\\nmemory._cookie = None')",
    ],
)
def test_a_private_name_is_found(planted):
    assert private_names(ast.parse(planted))


@pytest.mark.parametrize(
    "harmless", ["self._left = 3", "memory.__name__", "name.startswith('_')", "os._exit(1)"]
)
def test_what_is_none_is_not(harmless):
    assert not private_names(ast.parse(harmless))


def private_names(tree):
    """Return the private names that code uses: as attributes, imported, by strings, in scripts."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if is_private(node.attr) and ast.unparse(node.value) not in OWN:
                found.add(ast.unparse(node))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found |= {alias.name for alias in node.names if is_private(alias.name)}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in BY_NAME:
            found |= {name for name in texts(node.args) if is_private(name)}
    for text in texts(ast.walk(tree)):
        found |= private_names(script(text))
    return found


def is_private(name):
    last = name.split(".")[-1]
    return last.startswith("_") and not last.startswith("__") and last not in FOREIGN


def texts(nodes):
    """Return the strings among nodes."""
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def script(text):
    """Return the code that a string of several lines is; none when it is something else."""
    try:
        return ast.parse(text if "\n" in text else "")
    except SyntaxError:
        return ast.parse("")


# Helpers


def test_no_helper_is_written_twice():
    places = defaultdict(list)
    for path in FILES:
        for name, doing in what_functions_do(tree_of(path)):
            places[doing].append(f"{path.relative_to(ROOT)}: {name}")
    assert [twins for twins in places.values() if len(twins) > 1] == []


TWINS = """
def first(x):
    y = read(x)
    tell(y)
    return y

def second(u: int):
    '''Say so.'''
    v = read(u)
    tell(v)
    return v

def third(x):
    y = read(x)
    ask(y)
    return y
"""


def test_functions_that_differ_in_names_alone_are_found():
    first, second, third = (doing for _, doing in what_functions_do(ast.parse(TWINS)))
    assert first == second != third


def what_functions_do(tree):
    """Yield the name and the code of each function that is long enough, its own names numbered."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            doing = ast.unparse(without_names(function).body)
            if len(doing.splitlines()) >= LINES:
                yield function.name, doing


def without_names(function):
    """Return a copy of a function without its docstring, in which its own names are numbered."""
    copied = copy.deepcopy(function)
    nodes = list(ast.walk(copied))
    arguments = [node for node in nodes if isinstance(node, ast.arg)]
    names = [node for node in nodes if isinstance(node, ast.Name)]
    own = {node.arg for node in arguments}
    own |= {node.id for node in names if isinstance(node.ctx, ast.Store)}
    numbers = {}
    for node in arguments:
        node.arg, node.annotation = f"own{numbers.setdefault(node.arg, len(numbers))}", None
    for node in names:
        if node.id in own:
            node.id = f"own{numbers.setdefault(node.id, len(numbers))}"
    copied.body = copied.body[ast.get_docstring(copied) is not None :]
    return copied
