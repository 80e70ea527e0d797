"""Three animals collected from the rig, looked through, and taken to training."""

import re

import pytest
from playwright.sync_api import expect

from tests.core.crawling.rig import Rig

LONG = 60_000


@pytest.fixture(scope="module")
def rig():
    rig = Rig()
    yield rig
    rig.close()


@pytest.fixture(scope="module")
def address(serve, rig, tmp_path_factory):
    data = str(tmp_path_factory.mktemp("data"))
    return serve("app.py", CONVSCOPE_MIRROR=rig.address, CONVSCOPE_DATA=data)


def collect(page, address, *searches):
    page.goto(f"{address}/collect")
    for row, (name, words) in enumerate(searches):
        fill(page, page.get_by_label(f"Animal {row + 1}", exact=True), name)
        fill(page, page.get_by_label("Search words (optional)", exact=True).nth(row), words)
    page.locator("label").filter(has_text="Openverse").first.click()
    page.get_by_role("button", name="Collect photos").click()


def fill(page, box, text):
    box.fill(text, timeout=LONG)
    box.press("Enter")
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=LONG)


def count_of(page, name, count):
    return page.get_by_text(re.compile(rf"^{name} · photos: {count}$"))


def test_from_names_to_training(page, address):
    searches = [("fox", "red fox"), ("owl", "snowy owl"), ("spoonbill", "저어새")]
    collect(page, address, *searches)
    for name, _ in searches:
        expect(count_of(page, name, 12)).to_be_visible(timeout=LONG)
    train = page.get_by_role("button", name="Train with these photos")
    expect(train).to_be_visible(timeout=LONG)

    wall = page.locator(".wall").first
    wall.get_by_role("button", name="fox 2", exact=True).click()
    wall.get_by_role("button", name="fox 4", exact=True).click(modifiers=["Shift"])
    expect(wall.get_by_role("status")).to_have_text("3 marked")
    wall.get_by_role("button", name="Remove").click()
    expect(count_of(page, "fox", 9)).to_be_visible(timeout=LONG)
    wall.get_by_role("button", name="fox 1", exact=True).click()
    wall.get_by_role("combobox").select_option("owl")
    expect(count_of(page, "owl", 13)).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Undo").click()
    expect(count_of(page, "owl", 12)).to_be_visible(timeout=LONG)

    train.click()
    expect(page.get_by_text("fox · 9 photos")).to_be_visible(timeout=LONG)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_stopping_acts_at_once_and_keeps_photos(page, address):
    collect(page, address, ("slow", "slow photos"), ("endless", "forever"))
    expect(page.get_by_role("button", name="slow 1", exact=True)).to_be_visible(timeout=LONG)
    stop = page.get_by_role("button", name="Stop collecting")
    stop.click()
    expect(stop).to_have_count(0, timeout=LONG)
    expect(page.get_by_role("button", name="slow 1", exact=True)).to_be_visible()
    expect(page.get_by_text("What has arrived is kept").first).to_be_visible()
