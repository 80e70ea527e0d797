"""What only a browser shows: layers by keyboard, and a picture that grows while one waits."""

import re

from playwright.sync_api import expect

from core.networks.units import known as known_channels
from tests.support.browser import STILL

LONG = 120_000  # ms; the first visit starts the worker


def test_a_layer_by_keyboard_and_a_picture_on_demand(address, page):
    pictured = known_channels.pictured("block1_conv2")
    unknown = max(set(range(64)) - set(pictured))  # other tests keep pictures of the lowest
    page.goto(f"{address}/feature_maps")
    first = page.get_by_role("radio", name="block1_conv1")
    expect(first).to_be_visible(timeout=LONG)
    page.wait_for_selector(STILL, timeout=LONG)
    expect(page.get_by_role("radio", name=re.compile(r"^block\d_"))).to_have_count(18)
    first.press("ArrowRight")
    expect(page.get_by_role("heading", name="The channels of block1_conv2")).to_be_visible(
        timeout=LONG
    )
    page.wait_for_selector(STILL, timeout=LONG)

    number = page.get_by_label("Go to channel")
    number.fill(str(unknown))
    number.press("Enter")
    heading = page.get_by_role("heading", name=f"block1_conv2 · channel {unknown}", exact=True)
    expect(heading).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Compute it now").click()
    expect(page.get_by_text("What this channel seeks: a picture")).to_be_visible(timeout=LONG)
    expect(page.get_by_test_id("stException")).to_have_count(0)
