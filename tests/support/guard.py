"""A test that loads TensorFlow, here or in a process that it starts, must be marked so.

While the tests are collected and while one without a mark runs, the import is refused in this
process and in those that it starts (see `forbid/sitecustomize.py`), and the test fails with a
sentence.
"""

import os
import sys
import tempfile
from pathlib import Path

import pytest

from tests.support.forbid.sitecustomize import FORBIDDEN

MAY = ("tensorflow", "browser")  # the server of a browser test starts a worker
FOLDER = Path(__file__).with_name("forbid")
WANTED = Path(tempfile.mkstemp(prefix="convscope-wanted-")[1])
SAID = "it loads TensorFlow: ask for the fixture `tensorflow`, or mark it `tensorflow`"

os.environ["PYTHONPATH"] = os.pathsep.join(
    filter(None, (str(FOLDER), os.environ.get("PYTHONPATH")))
)


os.environ[FORBIDDEN] = str(WANTED)  # for the imports of the tests' modules already


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    if any(map(item.get_closest_marker, MAY)):
        _allow()
    else:
        os.environ[FORBIDDEN] = str(WANTED)
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    result = yield
    if wanted := WANTED.read_text(encoding="utf-8"):
        WANTED.write_text("")
        pytest.fail(f"{SAID}\n{wanted}", pytrace=False)
    return result


def pytest_unconfigure():
    WANTED.unlink(missing_ok=True)


def _allow():
    """Let TensorFlow in; the workers of tests before, which would go on refusing it, end."""
    if os.environ.pop(FORBIDDEN, None) and "core.jobs.workers" in sys.modules:
        sys.modules["core.jobs.workers"].shutdown()
