"""All 18 VGG16 layers of a photo beside one bare forward pass; another layer in real Chromium.

Usage: python -m benchmarks.feature_maps
"""

import statistics
import time

import numpy as np

from benchmarks.browser import STILL, app_in_chromium, visit
from core import inference
from core.networks import vgg16
from core.networks.units import views as channel_views

ROUNDS = 15
CLOCK = """(button, expected) => new Promise(done => {
  const start = performance.now()
  const heads = () => [...document.querySelectorAll('h2')].some(h => h.textContent === expected)
  const look = () => heads() ? done(performance.now() - start) : requestAnimationFrame(look)
  button.click()
  look()
})"""
LAYERS = ("block2_conv1", "block5_conv3", "block3_pool", "block1_conv2")


def main():
    in_the_worker()
    in_chromium()


def in_chromium():
    """Print the time from a click on a layer or channel to its headline, photo unchanged."""
    with app_in_chromium() as (_, address, browser):
        page = browser.new_page(locale="en-US")
        visit(page, f"{address}/feature_maps")
        times = {"another layer": [], "another channel": []}
        for layer in LAYERS * 3:
            expected = f"The channels of {layer}, strongest first"
            box = page.locator(f'.network button[data-value="{layer}"]')
            times["another layer"].append(box.evaluate(CLOCK, expected))
            page.wait_for_selector(STILL)
            channel = page.locator(".gallery").nth(1).locator("button").nth(3)
            expected = f"{layer} · channel {channel.get_attribute('data-value')}"
            times["another channel"].append(channel.evaluate(CLOCK, expected))
            page.wait_for_selector(STILL)
    for name, milliseconds in times.items():
        median = statistics.median(milliseconds)
        print(f"{name:24} {median:8.0f} ms in Chromium, largest {max(milliseconds):.0f} ms")


def in_the_worker():
    """Print what the worker takes, beside the network alone."""
    photo = np.random.default_rng(0).integers(0, 256, (384, 512, 3), dtype=np.uint8)
    network = vgg16.network()
    prepared = vgg16.preprocess(photo)
    inference.strongest_channels(photo, "block1_conv1")
    times = interleaved(
        {
            "bare forward pass": lambda: network.predict_on_batch(prepared),
            "vgg16.feature_maps": lambda: vgg16.feature_maps(photo),
            "first view of a photo": lambda: channel_views.first_view(channel_views.answer(photo)),
            "another layer of it": lambda: inference.strongest_channels(photo, "block3_conv2"),
            "any 12 channels of it": lambda: inference.channel_view(
                photo, "block2_conv2", range(40, 52)
            ),
            "a cell taken apart": lambda: inference.cell_account(photo, "block5_conv3", 3),
        }
    )
    bare = times["bare forward pass"]
    for name, seconds in times.items():
        print(f"{name:24} {1e3 * seconds:8.2f} ms {seconds / bare:6.2f} x")


def interleaved(functions):
    """Return the median seconds of each function, called in turn so that they share any noise."""
    seconds = {name: [] for name in functions}
    for _ in range(ROUNDS + 1):
        for name, function in functions.items():
            start = time.perf_counter()
            function()
            seconds[name].append(time.perf_counter() - start)
    return {name: float(np.median(values[1:])) for name, values in seconds.items()}


if __name__ == "__main__":
    main()
