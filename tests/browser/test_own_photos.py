"""Photos uploaded in the lesson on predicting outlive its page and a reload, but no “Forget me”."""

import os

import numpy as np
from playwright.sync_api import expect

from core.photos import images
from tests.support.browser import STILL
from tests.support.waiting import wait_until

LONG = 120_000  # ms; the model is loaded


def photos_in(data):
    """Return the photos of all readers; folders may go meanwhile."""
    return [name for _, _, names in os.walk(data / "readers") for name in names if ".jpg" in name]


def file(seed):
    pixels = np.random.default_rng(seed).integers(0, 256, (60, 80, 3), np.uint8)
    return {"name": f"{seed}.png", "mimeType": "image/png", "buffer": images.encode_png(pixels)}


def photos_of(page):
    return page.get_by_role("radiogroup", name="Photos").get_by_role("radio")


def test_they_stay_until_the_reader_says_otherwise(serve, page, tmp_path):
    address = serve("app.py", CONVSCOPE_DATA=str(tmp_path), CONVSCOPE_WORKERS="1")
    page.goto(f"{address}/predict")
    page.get_by_role("radio", name="Upload").click(timeout=LONG)
    page.locator("input[type=file]").set_input_files([file(1), file(2)], timeout=LONG)
    expect(photos_of(page)).to_have_count(2, timeout=LONG)
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_role("link", name="Convolution").click()
    expect(page.get_by_role("heading", name="Convolution", exact=True)).to_be_visible(timeout=LONG)
    sidebar.get_by_role("link", name="Predict").click()
    expect(photos_of(page)).to_have_count(2, timeout=LONG)
    page.reload()
    page.get_by_role("radio", name="Upload").click(timeout=LONG)
    expect(photos_of(page)).to_have_count(2, timeout=LONG)

    page.wait_for_selector(STILL, timeout=LONG)
    sidebar.get_by_role("link", name="Course map").click()
    page.get_by_role("button", name="Forget me").click(timeout=LONG)
    assert photos_in(tmp_path)
    page.get_by_role("button", name="Remove it all").click()
    wait_until(lambda: not photos_in(tmp_path))
    page.goto(f"{address}/predict")
    page.get_by_role("radio", name="Upload").click(timeout=LONG)
    expect(page.get_by_text("Upload or take photos, and")).to_be_visible(timeout=LONG)
    expect(photos_of(page)).to_have_count(0)
