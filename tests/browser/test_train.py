"""What only a browser shows: a cell of the confusion matrix opens its photos by click and key."""

import re

import pytest
from playwright.sync_api import expect

from core.datasets import dataset
from core.training.config import TrainingConfig
from tests.support.stored_runs import store

LONG = 120_000  # ms; the first visit loads the app


@pytest.fixture(scope="module")
def address(address, data):
    """Return the address of a finished run of the bundled animals."""
    key = store(data / "runs", TrainingConfig(), dataset.bundled(data / "bundled"))
    return f"{address}/train?run={key}"


def photos_of(page):
    return page.get_by_role("radiogroup", name="Photos and their answers").get_by_role("radio")


def test_a_cell_opens_its_photos(address, page):
    page.goto(address)
    right = page.get_by_role("button", name=re.compile("^True Fish, predicted Fish:"))
    expect(right).to_be_visible(timeout=LONG)
    count = int(right.inner_text())
    right.click()
    expect(page.get_by_text(f"Fish, predicted as Fish · {count}")).to_be_visible(timeout=LONG)
    expect(photos_of(page)).to_have_count(min(count, 12))
    expect(right).to_have_attribute("aria-pressed", "true")

    wrong = page.locator(".confusion .wrong button:not(:disabled)").first
    wrong.press("Enter")
    true, predicted = re.match(
        r"True (.+), predicted (.+):", wrong.get_attribute("aria-label")
    ).groups()
    expect(page.get_by_text(f"{true}, predicted as {predicted} · ")).to_be_visible(timeout=LONG)
    expect(photos_of(page)).to_have_count(int(wrong.inner_text()))
    page.get_by_role("button", name="Back to the most wrong").click()
    expect(page.get_by_text("The most wrong first")).to_be_visible(timeout=LONG)
    expect(page.get_by_test_id("stException")).to_have_count(0)
