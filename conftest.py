"""Shared by all tests: a data folder of their own, and a server process that does not warm up."""

import os
import tempfile

import pytest
from hypothesis import settings

pytest_plugins = ["tests.support.marks", "tests.support.guard"]
collect_ignore_glob = ["tests/browser/apps/*", "tests/support/*"]  # no doctests there

_DATA = tempfile.TemporaryDirectory(prefix="convscope-tests-")  # one a process, under xdist too
os.environ["CONVSCOPE_DATA"] = _DATA.name
os.environ["CONVSCOPE_WARM"] = "0"
os.environ["CONVSCOPE_DEV"] = "1"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small products are slower on two threads
if "PYTEST_XDIST_WORKER" in os.environ:  # the other cores are the other processes'
    os.environ.setdefault("TF_NUM_INTRAOP_THREADS", "1")
settings.register_profile("convscope", deadline=None)  # no test on absolute time
settings.load_profile("convscope")


@pytest.fixture(scope="session")
def tensorflow():
    """TensorFlow, the oracle; imported late so that other tests start at once."""
    import tensorflow

    return tensorflow


@pytest.fixture(scope="session")
def keras(tensorflow):
    """Keras, which runs on TensorFlow."""
    import keras

    return keras


@pytest.fixture(scope="session")
def postgres():
    """Start PostgreSQL for the tests alone; the value is its address, without a database."""
    from tests.support.postgres import SERVERS, server

    if not SERVERS:
        if os.environ.get("CONVSCOPE_REQUIRE_ALL") == "1":
            pytest.fail("PostgreSQL is required here and is not installed")
        pytest.skip("PostgreSQL is not installed")
    with server() as address:
        yield address


@pytest.fixture
def own_state(tmp_path, monkeypatch):
    """Give the test a data folder of its own, in which there is nothing; the value is its path."""
    from core.host import state

    monkeypatch.setenv("CONVSCOPE_DATA", str(tmp_path))
    state.close()
    yield tmp_path
    state.close()


@pytest.fixture(scope="session")
def rig():
    """Serve search results and photos, good and bad: it stands for the internet."""
    from tests.core.crawling.rig import Rig

    rig = Rig()
    yield rig
    assert rig.secret.asked == []  # whatever the tests tried
    rig.close()


@pytest.fixture
def publisher():
    """Serve one file, well or badly: it stands for who publishes weights."""
    from tests.core.networks.file_server import publishing

    with publishing() as publisher:
        yield publisher
