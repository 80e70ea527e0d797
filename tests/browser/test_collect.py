"""Three animals collected from the rig, cleaned, trained on, and predicted."""

import re

import pytest
from playwright.sync_api import expect

from core.host import assets

LONG = 60_000


@pytest.fixture(scope="module")
def address(serve, rig, tmp_path_factory):
    data = str(tmp_path_factory.mktemp("data"))
    environment = {"CONVSCOPE_MIRROR": rig.address, "CONVSCOPE_DATA": data}
    return serve("app.py", CONVSCOPE_WORKERS="1", **environment)  # one start of TensorFlow


def collect(page, address, *searches):
    page.goto(f"{address}/collect")
    ask_for(page, *searches)


def ask_for(page, *searches):
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


def test_collected_cleaned_trained_predicted(page, address):
    page.goto(f"{address}/train?epochs=10&seed=3")  # at the usual size: features are shared
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_visible(timeout=LONG)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Collect photos").click()
    ask_for(page, ("bird", "birds"), ("fish", "fishes"), ("horse", "herds"))
    for name, count in (("bird", 9), ("fish", 9), ("horse", 8)):
        expect(count_of(page, name, count)).to_be_visible(timeout=LONG)

    page.get_by_role("button", name="Check the labels").click(timeout=LONG)
    expect(page.get_by_text("Labels checked: 26 photos")).to_be_visible(timeout=2 * LONG)
    first, second = page.locator(".cases .case").nth(0), page.locator(".cases .case").nth(1)
    expect(first).to_contain_text("The same picture 2 times in bird")
    expect(first.get_by_role("img")).to_have_count(2)
    expect(second).to_contain_text("Is in fish, but the other photos speak for horse", timeout=LONG)
    expect(second).to_contain_text("A model of 1000 classes says: ibex")
    second.get_by_role("button", name="Move to horse").click()
    expect(count_of(page, "horse", 9)).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Keep only the largest").click()
    expect(count_of(page, "bird", 8)).to_be_visible(timeout=LONG)
    expect(page.get_by_role("row", name="fish 9 8")).to_be_visible()

    page.get_by_role("button", name="Train with these photos").click()
    expect(page.get_by_text("horse · 9 photos")).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Train", exact=True).click(timeout=LONG)
    expect(page.get_by_text("Test accuracy").first).to_be_visible(timeout=2 * LONG)
    page.get_by_role("link", name="Predict with this model").click(timeout=LONG)
    page.get_by_role("radio", name="Upload").click(timeout=LONG)
    photo = sorted((assets.animal_set() / "bird").glob("*.jpg"))[20]
    page.locator("input[type=file]").set_input_files(str(photo))
    answer = page.get_by_role("radio", name=re.compile("bird", re.IGNORECASE)).first
    expect(answer).to_be_visible(timeout=2 * LONG)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_marks_and_kept_photos_outlive_class_order_and_lesson(page, address):
    collect(page, address, ("fox", "red fox"), ("owl", "snowy owl"))
    for name in ("fox", "owl"):
        expect(count_of(page, name, 12)).to_be_visible(timeout=LONG)
    newest = page.locator(".arrived").first.get_by_role("img").first
    expect(newest).to_have_attribute("alt", "fox 12")
    wall, said = page.locator(".wall"), page.locator(".wall").get_by_role("status")
    order = page.get_by_role("radio", name="Small first")
    expect(order).to_be_visible(timeout=LONG)

    wall.get_by_role("button", name="fox 2 fox").click()
    wall.get_by_role("button", name="fox 4 fox").click()
    expect(said).to_have_text("2 marked")
    page.get_by_role("radio", name="owl", exact=True).click()
    expect(said).to_have_text("2 marked (2 of them not shown)", timeout=LONG)
    order.click()
    wall.get_by_role("button", name="owl 1", exact=True).click()
    wall.get_by_role("button", name="owl 2", exact=True).click(modifiers=["Shift"])
    expect(said).to_have_text("4 marked (2 of them not shown)")
    expect(wall).to_have_attribute("data-told", "4")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Data augmentation").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Data augmentation", timeout=LONG)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Collect photos").click()
    expect(said).to_contain_text("4 marked", timeout=LONG)

    wall.get_by_role("combobox").select_option("fox")
    expect(count_of(page, "fox", 14)).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Undo").click()
    expect(count_of(page, "owl", 12)).to_be_visible(timeout=LONG)
    page.get_by_role("radio", name="All animals").click()
    wall.get_by_role("button", name="owl 8 owl").click()
    wall.get_by_role("button", name="Keep as they are").click()
    expect(wall.get_by_text("owl, kept")).to_be_visible(timeout=LONG)
    wall.get_by_role("button", name="owl 8 owl").click()
    wall.get_by_role("button", name="Remove").click()
    expect(count_of(page, "owl", 11)).to_be_visible(timeout=LONG)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_stopping_acts_at_once_and_keeps_photos(page, address):
    collect(page, address, ("slow", "slow photos"), ("endless", "forever"))
    photo = page.get_by_role("img", name="slow")
    expect(photo.first).to_be_visible(timeout=LONG)
    stop = page.get_by_role("button", name="Stop collecting")
    stop.click()
    expect(stop).to_have_count(0, timeout=LONG)
    expect(photo.first).to_be_visible()
    expect(page.get_by_text("What has arrived is kept").first).to_be_visible()
