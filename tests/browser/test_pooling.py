"""What only a browser shows: the shift redraws its pictures alone, and the address follows."""

import re

from playwright.sync_api import expect

from tests.support.browser import STILL

LONG = 120_000  # ms; the first visit starts the worker


def test_the_shift_slider_redraws_its_bars_and_the_address(address, page):
    page.goto(f"{address}/pooling")
    bars = page.locator(".js-plotly-plot .bartext")
    expect(bars).to_have_count(6, timeout=LONG)
    page.wait_for_selector(STILL, timeout=LONG)
    page.get_by_role("slider", name="Shift to the right (pixels of the map)").press("ArrowLeft")
    expect(bars).to_have_text(["0.0%"] * 6, timeout=LONG)  # shifted by 0
    expect(page).to_have_url(re.compile("pooling_shift=0"))
    page.get_by_role("slider", name="How many times").press("ArrowRight")
    expect(page.get_by_text("28×28, largest").first).to_be_visible(timeout=LONG)
    expect(page).to_have_url(re.compile("pooling_shift=0.*pooling_times=2|times=2.*shift=0"))
    expect(page.get_by_test_id("stException")).to_have_count(0)
