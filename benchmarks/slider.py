"""A setting of the convolution lesson in real Chromium, alone and while a training runs.

Usage: python -m benchmarks.slider
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import psutil
from playwright.sync_api import sync_playwright

ROUNDS = 30
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
CLOCK = """([label, expected]) => new Promise(done => {
  const start = performance.now()
  const code = () => document.querySelector('[data-testid="stCode"]').textContent
  const look = () => code().includes(expected) ? done(performance.now() - start)
                                               : requestAnimationFrame(look)
  const buttons = [...document.querySelectorAll('.st-key-stride [role=radio]')]
  buttons.find(button => button.textContent.trim() === label).click()
  look()
})"""


def main():
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server, address = serve(data)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(locale="en-US")
        visit(page, f"{address}/feature_maps")  # the worker is warm after this
        page.get_by_role("radio", name="block1_conv1").wait_for(timeout=120_000)
        alone = settings_changed(browser, address)
        visit(page, f"{address}/train")
        page.get_by_role("button", name="Train", exact=True).click()
        page.get_by_text("VGG16 features").wait_for(timeout=120_000)
        beside = settings_changed(browser, address)
        still_training = page.get_by_text("VGG16 features").is_visible()
        report("alone", alone)
        report("while training", beside)
        print(f"ratio {statistics.median(beside) / statistics.median(alone):.2f} x")
        print(f"the training outlasted the measurement: {still_training}")
        print(f"web process {psutil.Process(server.pid).memory_info().rss / 2**20:.0f} MiB")
        browser.close()
        server.terminate()
        server.wait()


def settings_changed(browser, address):
    """Return the milliseconds from a click on a stride to the lesson drawn with it."""
    page = browser.new_page(locale="en-US")
    visit(page, f"{address}/convolution?image=noise")
    page.get_by_test_id("stCode").wait_for()
    times = []
    for round_number in range(ROUNDS):
        stride = 2 + round_number % 2
        times.append(page.evaluate(CLOCK, [str(stride), f"strides={stride}"]))
        page.wait_for_selector(STILL)
    page.close()
    return times


def serve(data):
    """Start a server with its data in a folder; return its process and address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(
        [*command, "--server.headless", "true"],
        env=os.environ | {"CONVSCOPE_DATA": data},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    while server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health").close()
            return server, address
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def visit(page, address):
    page.goto(address)
    page.wait_for_selector(STILL, timeout=120_000)


def report(name, times):
    ordered = sorted(times)
    p95 = ordered[int(0.95 * len(ordered))]
    print(f"{name:16} median {statistics.median(times):6.1f} ms   95th percentile {p95:6.1f} ms")


if __name__ == "__main__":
    main()
