"""A server of its own for the browser tests, and Debian's Chromium driven by Playwright."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
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


def _wait_until_healthy(address, server, limit=60):
    end = time.monotonic() + limit
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health").close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the Streamlit server did not start")
