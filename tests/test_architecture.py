"""Who may use whom: the floors of `core` and `ui`, the doors of packages, and what stays light."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# package of core: what it may import of core, besides itself; what it names lies below it
MAY = {
    "errors": "",
    "host": "errors",
    "convolution": "errors",
    "channels": "errors",
    "pooling": "convolution errors",
    "photos": "errors host",
    "jobs": "errors host",
    "architecture": "convolution errors",
    "augmentation": "errors photos",
    "networks": "architecture channels errors host jobs photos",
    "crawling": "errors host jobs photos",
    "grad_cam": "errors networks",
    "datasets": "errors host photos",
    "training": "architecture augmentation datasets errors host jobs networks photos",
    "inference": "datasets errors grad_cam host networks photos training",
    "lessons": "architecture augmentation channels convolution errors host networks photos pooling "
    "training",
}
# floors of ui, from the ground up: a room uses its own floor's row only itself, and those below
FLOORS = (
    ("words", "course"),
    ("session", "keras_code"),
    ("kit",),
    ("components",),
    ("frame",),
    ("photos",),
    ("runs",),
    ("lessons", "server"),
)
SPEAKS_NO_STREAMLIT = (
    "core/**/*.py",
    "ui/kit/pictures.py",
    "ui/kit/colors.py",
    "ui/kit/boxes.py",
    "ui/keras_code/*.py",
    "ui/lessons/*/figures.py",
    "ui/lessons/*/in_keras.py",
)
DEEP_LEARNING = {"tensorflow", "keras"}
NEVER = {  # place: packages that it never imports, at any depth of its code
    "core": {"streamlit", "plotly", "ui", "pages", "app"},
    "ui": {"pages", "app", *DEEP_LEARNING},
    "pages": {"pages", "app", "plotly", *DEEP_LEARNING},
    "app.py": {"pages", "plotly", *DEEP_LEARNING},
    "cover.py": {"pages", "plotly", *DEEP_LEARNING},
}
HEAVY = {*DEEP_LEARNING, "streamlit", "plotly", "pandas", "icrawler", "bs4", "scipy.stats"}
LOADS = {  # heavy package: the modules that load it when they are imported, others inside functions
    "streamlit": ("ui/**/*.py", "pages/*.py", "app.py", "cover.py"),
    "plotly": ("ui/lessons/*/figures.py",),
    "icrawler": ("core/crawling/engine.py",),
}
AT_THE_ROOT = ("app.py", "cover.py", "conftest.py")
MOST = 12  # entries in a folder, so that one look takes it in
LONGER = {"core", "ui/lessons"}  # the brief's names stand on top; a folder a lesson
ROLES = {"controls", "figures", "in_keras", "state", "result"}  # what a lesson's files are called


def python_files(*places):
    paths = [ROOT / place for place in places]
    files = [[path] if path.is_file() else sorted(path.rglob("*.py")) for path in paths]
    return [path for group in files for path in group]


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(nodes):
    """Return the dotted names that nodes import, ``core.photos.decode`` of a `from` import."""
    names = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def imports_of(path):
    return imported(ast.walk(tree_of(path)))


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


def part(dotted, place):
    """Return the `place`-th part of a dotted name, counted from 0, or None."""
    parts = dotted.split(".")
    return parts[place] if place < len(parts) else None


def room(path, place=1):
    """Return the part of a path below the root: of core/training/run.py ``training``."""
    return path.relative_to(ROOT).with_suffix("").parts[place]


def used(path, top, place=1):
    """Return what a file uses below `top`, as a package of it by its name."""
    names = {part(name, place) for name in imports_of(path) if part(name, 0) == top}
    return {name for name in names if name and not name.startswith("__")}


# Names


def test_no_module_imports_relatively():
    """The tests below read whole names: a relative import would be one that they do not see."""
    for path in python_files("core", "ui", "pages", "tests", "benchmarks", "scripts", *AT_THE_ROOT):
        assert not relative(tree_of(path)), path


@pytest.mark.parametrize(
    "line", ["from . import a", "from ..train import a", "def f(): from .a import b"]
)
def test_a_relative_import_is_found(line):
    assert relative(ast.parse(line))


def relative(tree):
    """Return the imports of a module that begin at its own place."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return [ast.unparse(node) for node in nodes if node.level]


# Floors


def test_the_table_lists_every_package_of_core_and_has_no_circle():
    there = {path.stem for path in (ROOT / "core").iterdir()} - {"__init__", "__pycache__"}
    assert there == MAY.keys()
    below = set()
    for package, may in MAY.items():  # in an order in which all that is used comes before
        assert set(may.split()) <= below, package
        below.add(package)


@pytest.mark.parametrize("package", MAY)
def test_a_package_of_core_uses_only_those_below(package):
    single = ROOT / "core" / f"{package}.py"
    for path in [single] if single.exists() else python_files(f"core/{package}"):
        assert used(path, "core") <= {package, *MAY[package].split()}, path


def test_a_room_of_ui_uses_only_those_below():
    floor = {name: number for number, names in enumerate(FLOORS) for name in names}
    there = {path.stem for path in (ROOT / "ui").iterdir()} - {"__init__", "__pycache__"}
    assert there == floor.keys()
    for path in python_files("ui"):
        if path.parent != ROOT / "ui" or path.stem != "__init__":
            own = room(path)
            for other in used(path, "ui") - {own}:
                assert floor[other] < floor[own], (path, other)


def test_no_lesson_uses_another():
    for path in python_files("ui/lessons"):
        if path.parent != ROOT / "ui" / "lessons":
            lessons = {part(name, 2) for name in imports_of(path) if name.startswith("ui.lessons.")}
            assert lessons <= {room(path, 2)}, path


def test_a_page_uses_its_own_lesson_and_no_page():
    pages = {path.stem for path in python_files("pages")}
    for path in python_files("pages"):
        names = imports_of(path)
        assert {part(n, 2) for n in names if n.startswith("ui.lessons.")} <= {path.stem}, path
        assert not {part(name, 0) for name in names} & pages, path


# Doors


def test_only_what_stands_at_the_door_of_a_package_is_used_from_outside():
    for path in python_files("core", "ui", "pages", "app.py", "cover.py", "benchmarks", "scripts"):
        assert not past_the_door(path, tree_of(path)), path


@pytest.mark.parametrize(
    "line",
    [
        "from core.jobs.registry import Registry",
        "from core.jobs import registry",
        "import core.jobs.registry",
        "import core.jobs.registry as lines",
        "import core.jobs\ncore.jobs.registry.Registry()",
        "import core.jobs as lines\nlines.registry.Registry()",
        "from core import jobs\njobs.registry.Registry()",
        "from core.host import state\nstate.tables.JOBS",
    ],
)
def test_whoever_reaches_past_a_door_is_found(line):
    assert past_the_door(ROOT / "pages" / "train.py", ast.parse(line))


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("pages/train.py", "import core.jobs\ncore.jobs.submit()"),
        ("pages/train.py", "from core.host.state import readers\nreaders.keep()"),
        ("pages/train.py", "import core.convolution\ncore.convolution.convolve()"),
        ("core/jobs/registry.py", "import core.jobs.folder"),
    ],
)
def test_whoever_comes_by_the_door_or_lives_there_is_not(place, line):
    assert not past_the_door(ROOT / place, ast.parse(line))


def past_the_door(path, tree):
    """Return what a module uses of packages of core that is not at their doors."""
    found = set()
    for name in _reached(tree):
        parts = name.split(".")
        doors = [n for n in range(2, len(parts) + 1) if (ROOT.joinpath(*parts[:n])).is_dir()]
        if parts[0] == "core" and doors and not path.is_relative_to(ROOT.joinpath(*parts[:2])):
            package = ROOT.joinpath(*parts[: doors[-1]])
            if not set(parts[doors[-1] : doors[-1] + 1]) <= _shown(package):
                found.add(name)
    return found


def _reached(tree):
    """Return the dotted names that a module imports, and those it reaches through them."""
    bound, names = {}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names.add(alias.name)
                first = part(alias.name, 0)
                bound[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                bound[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    for node in ast.walk(tree):
        chain = ast.unparse(node) if isinstance(node, ast.Attribute) else ""
        if re.fullmatch(r"[\w.]+", chain):
            root, *attributes = chain.split(".")
            if root in bound:
                names.add(".".join([bound[root], *attributes]))
    return names | set(bound.values())


def _shown(package):
    shown = set()
    for node in tree_of(package / "__init__.py").body:
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        if isinstance(targets[0], ast.Name) and targets[0].id == "__all__":
            shown |= set(ast.literal_eval(node.value))
    return shown


# Choices

WITH_LABELS = {"selectbox", "segmented_control", "pills", "radio", "select_slider", "multiselect"}
DRAW_LABELS = {"ui/session/choices.py", "ui/frame/frame.py"}  # a switch of the language stays one


def test_only_one_place_draws_widgets_that_send_labels():
    """A label of another language is no value: `ui.session.choices` knows how to tell."""
    for path in python_files("ui", "pages", "cover.py"):
        if path.relative_to(ROOT).as_posix() not in DRAW_LABELS:
            assert not labels_drawn(tree_of(path)), path


@pytest.mark.parametrize("line", ["st.selectbox('a', [1])", "column.radio('a', [1])"])
def test_a_widget_that_sends_labels_is_found(line):
    assert labels_drawn(ast.parse(line))
    assert not labels_drawn(ast.parse("choices.one(st.selectbox, words, 'a', [1], key='b')"))


def labels_drawn(tree):
    """Return what is called of the widgets that send the label of what is chosen."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return WITH_LABELS & {call.attr for call in calls if isinstance(call, ast.Attribute)}


# What stays light


@pytest.mark.parametrize("place", NEVER)
def test_what_a_place_never_imports(place):
    for path in python_files(place):
        assert not {part(name, 0) for name in imports_of(path)} & NEVER[place], path


@pytest.mark.parametrize("pattern", SPEAKS_NO_STREAMLIT)
def test_what_only_computes_or_writes_code_never_imports_streamlit(pattern):
    paths = sorted(ROOT.glob(pattern))
    assert paths
    for path in paths:
        assert "streamlit" not in {part(name, 0) for name in imports_of(path)}, path


def test_what_is_heavy_is_loaded_where_it_is_needed():
    may = {
        package: {path for place in places for path in ROOT.glob(place)}
        for package, places in LOADS.items()
    }
    for path in python_files("core", "ui", "pages", "app.py", "cover.py"):
        heavy = {package for package in HEAVY if path not in may.get(package, ())}
        assert not loaded(tree_of(path), heavy), path


@pytest.mark.parametrize(
    "line",
    [
        "import pandas as pd",
        "from scipy import stats",
        "import scipy.stats",
        "class A:\n    import keras",
        "try:\n    from plotly import graph_objects\nexcept ImportError:\n    pass",
    ],
)
def test_what_loads_something_heavy_on_import_is_found(line):
    assert loaded(ast.parse(line), HEAVY)


@pytest.mark.parametrize(
    "line", ["def f():\n    import pandas", "if TYPE_CHECKING:\n    import keras", "import scipy"]
)
def test_what_loads_it_later_or_never_is_not(line):
    assert not loaded(ast.parse(line), HEAVY)


def loaded(tree, packages):
    """Return which of some packages a module loads when it is imported."""
    names = imported(run_on_import(tree))
    return {each for each in packages if any(f"{name}.".startswith(f"{each}.") for name in names)}


def test_the_doors_of_core_load_nothing_heavy():
    doors = [
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in python_files("core")
        if path.name == "__init__.py"
    ]
    code = (
        f"import sys, importlib\nfor name in {doors}: importlib.import_module(name)\n"
        f"loaded = {HEAVY} & sys.modules.keys()\nassert not loaded, loaded"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_importing_all_of_core_and_ui_leaves_tensorflow_out():
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in python_files("core", "ui")
    ]
    code = (
        f"import sys, importlib\nfor name in {modules}: importlib.import_module(name)\n"
        f"assert not {DEEP_LEARNING} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


# What is easy to find


def test_no_folder_is_too_long_to_take_in():
    longer = {ROOT / place for place in LONGER}
    for folder in {ROOT / "core", ROOT / "ui", *ROOT.glob("core/**/"), *ROOT.glob("ui/**/")}:
        if folder not in longer and folder.name != "__pycache__":
            entries = {entry.name for entry in folder.iterdir()} - {"__init__.py", "__pycache__"}
            assert len(entries) <= MOST, (folder, len(entries))


def test_no_two_modules_have_one_name():
    modules = [path for path in python_files("core", "ui") if path.stem not in ROLES]
    count = Counter(path.stem for path in modules if path.stem != "__init__")
    assert [name for name, number in count.items() if number > 1] == []


def test_no_two_classes_have_one_name():
    count = Counter(
        name for path in python_files("core", "ui", "pages") for name in classes(tree_of(path))
    )
    assert [name for name, number in count.items() if number > 1] == []


def test_classes_in_classes_and_functions_have_names_too():
    tree = ast.parse("class A:\n    class B: pass\ndef f():\n    class C: pass")
    assert sorted(classes(tree)) == ["A", "B", "C"]


def classes(tree):
    """Return the names of the classes of a module, wherever in it they stand."""
    return [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def test_what_is_public_says_what_it_is():
    for path in python_files("core", "ui", "pages"):
        assert ast.get_docstring(tree_of(path)), path
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), (path, node.name)
