"""What only a browser shows: two classes by searching, another layer, the checks with their bar."""

import re

from playwright.sync_api import expect

from tests.support.browser import STILL

LONG = 120_000  # ms; the first visit starts the worker


def test_a_searched_class_another_layer_and_the_checks(address, page):
    page.goto(f"{address}/grad_cam")
    expect(page.get_by_text("Where there is evidence for “Egyptian cat”")).to_be_visible(
        timeout=LONG
    )
    page.wait_for_selector(STILL, timeout=LONG)

    second = page.get_by_role("combobox", name=re.compile("Compare with"))
    second.fill("german shep")
    page.get_by_role("option", name="German shepherd").click()
    expect(page.get_by_text("Where there is evidence for “German shepherd”")).to_be_visible(
        timeout=LONG
    )

    page.get_by_role("slider", name="Convolution layer").press("ArrowLeft")
    expect(page.get_by_text("(layer: block16)")).to_have_count(2, timeout=LONG)

    page.get_by_role("button", name="Run the three checks").click()
    steps = re.compile("(Shuffling weights|Covering|Making|Erasing).* of 6")
    expect(page.get_by_text(steps)).to_be_visible(timeout=LONG)
    expect(page.locator(".js-plotly-plot")).to_have_count(2, timeout=LONG)
    expect(page.get_by_text(re.compile("Random from stem on: correlation"))).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
