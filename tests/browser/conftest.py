"""A server of its own for the browser tests, and Debian's Chromium driven by Playwright."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.support.waiting import wait_until

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        if os.environ.get("CONVSCOPE_REQUIRE_ALL") == "1":
            pytest.fail("Chromium is required here and is not installed")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-US")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def serve(browser):
    """Return a function that serves a Streamlit script and returns its address."""
    servers = []

    def serve(script, *options, **environment):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
        server = subprocess.Popen(
            [*command, "--server.headless", "true", "--server.fileWatcherType", "none", *options],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        servers.append(server)
        address = f"http://127.0.0.1:{port}"
        _wait_until_healthy(address, server)
        return address

    yield serve
    for server in servers:
        server.terminate()
        server.wait()


def _wait_until_healthy(address, server):
    def answers():
        assert server.poll() is None, "the Streamlit server has ended"
        with suppress(OSError):
            urllib.request.urlopen(f"{address}/_stcore/health").close()
            return True
        return False

    wait_until(answers, every=0.1)


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    """Return the data folder of the server at `address`."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def address(serve, data):
    """Return where the app is served, for all tests that ask for nothing else."""
    return serve("app.py", CONVSCOPE_DATA=str(data))
