"""What only a browser shows: a draw is chosen by a click, and the address follows the seed."""

import re

from playwright.sync_api import expect

from tests.support.browser import STILL

LONG = 60_000  # ms


def test_a_click_shows_how_a_draw_was_made(address, page):
    page.goto(f"{address}/augment")
    draws = page.get_by_role("radiogroup", name="Draw").get_by_role("radio")
    expect(draws).to_have_count(12, timeout=LONG)
    page.wait_for_selector(STILL, timeout=LONG)
    draws.nth(3).click()
    expect(page.get_by_text("#4, which you chose")).to_be_visible(timeout=LONG)
    before = draws.first.locator("img").get_attribute("src")
    page.get_by_role("button", name="Draw again").click()
    expect(draws.first.locator("img")).not_to_have_attribute("src", before, timeout=LONG)
    expect(page).to_have_url(re.compile("augment_seed=143"), timeout=LONG)
    expect(page.get_by_text("#4, which you chose")).to_be_visible()
    expect(page.locator(".strip figure")).not_to_have_count(0)
    assert page.evaluate(
        "[...document.querySelectorAll('.strip img')].every(i => i.complete && i.naturalWidth)"
    )
