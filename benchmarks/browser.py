"""A server and a real Chromium, for the benchmarks that need them."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from typing import IO

from playwright.sync_api import Browser, Page, sync_playwright

STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
LONG = 120_000  # ms


@contextlib.contextmanager
def app_in_chromium() -> Iterator[tuple[subprocess.Popen, str, Browser]]:
    """Serve the app; give its process, its address and a browser."""
    with app() as (server, address), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        yield server, address, browser
        browser.close()


@contextlib.contextmanager
def app(
    data: str = "", log: IO | int = subprocess.DEVNULL
) -> Iterator[tuple[subprocess.Popen, str]]:
    """Serve the app; give its process and its address. Its data folder is an empty one."""
    with tempfile.TemporaryDirectory() as empty:
        server, address = _serve(data or empty, log)
        try:
            yield server, address
        finally:
            server.terminate()
            server.wait()


def visit(page: Page, address: str) -> None:
    """Open a page and wait until it is drawn to its end."""
    page.goto(address)
    page.get_by_test_id("stCode").first.wait_for(timeout=LONG)
    page.wait_for_selector(STILL, timeout=LONG)


def _serve(data: str, log: IO | int) -> tuple[subprocess.Popen, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(
        [*command, "--server.headless", "true"],
        env=os.environ | {"CONVSCOPE_DATA": data},
        stdout=subprocess.DEVNULL,
        stderr=log,
    )
    address = f"http://127.0.0.1:{port}"
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health").close()
            return server, address
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")
