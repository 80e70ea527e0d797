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
Keras' session after every rerun) and hides who loads it. With ``-n`` each of the two groups that
start something dear stays in one process, and so does each file of the others.
"""

import pytest

BY_FIXTURE = {"tensorflow": "tensorflow", "browser": "browser", "serve": "server"}
GROUPS = ("browser", "tensorflow")  # in the order in which they run


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items):
    for item in items:
        for fixture in BY_FIXTURE.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(BY_FIXTURE[fixture])
        if group := _group(item):
            item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=_place)
    return (yield)


def _group(item):
    return next((name for name in GROUPS if item.get_closest_marker(name)), None)


def _place(item):
    """Return where an item stands: unmarked, browser, pages of workers, Keras in this process."""
    group = _group(item)
    marked = GROUPS.index(group) + 1 if group else 0
    return marked, "tensorflow" in getattr(item, "fixturenames", ())


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Keep groups together, and the files of what has none."""
    from xdist.scheduler import LoadGroupScheduling

    class ByGroupOrFile(LoadGroupScheduling):
        def _split_scope(self, nodeid):
            return super()._split_scope(nodeid).split("::")[0]

    return ByGroupOrFile(config, log) if config.getoption("dist") == "loadgroup" else None
