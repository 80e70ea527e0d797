"""A test that loads TensorFlow without the mark fails, here and in a process that it starts."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.marks import group

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow

LOADED = "import tensorflow\n"
STARTED = f"import subprocess\nsubprocess.run([{sys.executable!r}, '-c', 'import tensorflow'])\n"
SWALLOWED = "try:\n    import keras\nexcept ImportError:\n    pass\n"
TESTS = """
import pytest

from tests.support.marks import group

def test_in_a_body(): {body}

@pytest.mark.tensorflow
def test_marked(): {body}

def test_by_fixture(tensorflow): {body}

def test_of_something_else(): pass
"""


@pytest.fixture
def project(tmp_path):
    """Return a project with the two plugins, and with packages that only bear the names."""
    (tmp_path / "conftest.py").write_text(
        'pytest_plugins = ["tests.support.marks", "tests.support.guard"]\n'
        "import pytest\n\n@pytest.fixture\ndef tensorflow(): pass\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers =\n    tensorflow: loads it\n")
    for name in ("tensorflow", "keras"):
        (tmp_path / f"{name}.py").touch()
    return tmp_path


def outcomes(project):
    path = os.pathsep.join(map(str, (project, ROOT)))
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(
        command, cwd=project, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True
    )
    return re.findall(r"::(\w+) (\w+)", done.stdout.split("= short")[0]), done.stdout


@pytest.mark.parametrize("code", [LOADED, STARTED, SWALLOWED])
def test_only_the_unmarked_test_fails(project, code):
    body = "\n    " + code.replace("\n", "\n    ")
    (project / "test_one.py").write_text(TESTS.format(body=body))
    found, printed = outcomes(project)
    passed = ["test_of_something_else", "test_marked", "test_by_fixture"]
    assert {name for name, outcome in found if outcome in ("FAILED", "ERROR")} == {"test_in_a_body"}
    assert {name for name, outcome in found if outcome == "PASSED"} >= set(passed)
    assert "ask for the fixture `tensorflow`, or mark it `tensorflow`" in printed


def test_a_module_that_loads_it_cannot_be_collected(project):
    (project / "test_one.py").write_text(LOADED + "\n\ndef test(): pass\n")
    found, printed = outcomes(project)
    assert not found
    assert "a test without the mark `tensorflow` wants tensorflow" in printed


def test_files_that_share_something_dear_are_run_by_one_process():
    assert group("tests/browser/test_story.py") == group("tests/browser/test_road.py") == "browser"
    assert group("tests/core/test_pooling.py") == group("tests/pages/test_predict.py")
    assert group("core/pooling.py") == "core/pooling.py"
    assert group("tests/core/crawling/test_desk.py") == "tests/core/crawling/test_desk.py"
