"""A server of its own for the browser tests, and Debian's Chromium driven by Playwright."""

import os
import shutil
from contextlib import ExitStack

import pytest
from playwright.sync_api import sync_playwright

from tests.support.serving import served

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
    said = []
    context.on("console", lambda message: said.append(message.text))
    yield context.new_page()
    context.close()
    assert [text for text in said if "Content Security Policy" in text] == []


@pytest.fixture(scope="session")
def serve(browser):
    """Return a function that serves a Streamlit script and returns its address."""
    with ExitStack() as servers:

        def serve(script, *options, **environment):
            _, address = servers.enter_context(served(script, *options, **environment))
            return address

        yield serve


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    """Return the data folder of the server at `address`."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def address(serve, data):
    """Return where the app is served, for all tests that ask for nothing else."""
    return serve("app.py", CONVSCOPE_DATA=str(data))
