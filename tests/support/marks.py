"""Marks that follow from what a test uses, the order of the tests, and who runs them.

======================  ===========================================================
mark                    a test that
======================  ===========================================================
`tensorflow`            asks for the fixture `tensorflow`, or says so itself because it asks a
                        worker; `guard` fails every other test that loads TensorFlow
`browser`               asks for the fixture `browser`, if only through `page` or `serve`
`server`                asks for the fixture `serve`
======================  ===========================================================

Tests without a mark come first: a process that has Keras is slow for them (Streamlit clears
Keras' session after every rerun) and hides who loads it.
"""

import functools
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BY_FIXTURE = {"tensorflow": "tensorflow", "browser": "browser", "serve": "server"}
ORDER = ("browser", "tensorflow")


def pytest_collection_modifyitems(items):
    for item in items:
        for fixture in BY_FIXTURE.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(BY_FIXTURE[fixture])
    items.sort(key=_place)


def _place(item):
    """Return where an item stands: unmarked, browser, pages of workers, Keras in this process."""
    mark = next((name for name in ORDER if item.get_closest_marker(name)), None)
    marked = ORDER.index(mark) + 1 if mark else 0
    return marked, "tensorflow" in getattr(item, "fixturenames", ())


@functools.cache
def group(file):
    """Return the name of those files that one process runs: `file` itself, or what it shares.

    The process that deals out the tests has collected none: it can tell by their files alone.
    """
    if file.startswith("tests/browser/"):
        return "browser"
    wants = re.search(r"\b(tensorflow|keras)\b", (ROOT / file).read_text(encoding="utf-8"))
    return "tensorflow" if wants and file.startswith("tests/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Keep the files together that start something dear: a browser, TensorFlow."""
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group(nodeid.split("::")[0])

    return ByGroup(config, log) if config.getoption("dist") == "loadfile" else None
