"""The stack editor and the VGG table in a real browser."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def lesson(page, address):
    page.goto(f"{address}/structure?stack=32x32x1-c6k5v-m2-f-d10x")
    page.locator(".stack .row").first.wait_for()
    return page


def names(page):
    return page.locator(".stack button.line .name")


def test_hover_opens_the_arithmetic_without_the_server(lesson):
    row = lesson.locator('.line[data-index="3"]')
    row.hover()
    detail = lesson.locator(".stack .detail")
    expect(detail).to_contain_text("(1,176 + 1) × 10 = 11,770")
    expect(lesson.locator('.box[data-index="3"]')).to_have_class(re.compile("here"))
    expect(detail.locator(".photo i")).to_have_attribute("style", re.compile("width: 100%"))


def test_layers_are_added_moved_changed_and_removed(lesson):
    lesson.locator('.line[data-index="1"]').click()
    lesson.get_by_role("button", name="+ Dropout").click()
    expect(names(lesson)).to_have_text(
        [
            *("Input", re.compile("Convolution"), re.compile("Max pooling")),
            *(re.compile("Dropout"), re.compile("Flatten"), re.compile("Dense")),
        ]
    )
    lesson.get_by_role("button", name="Move back").click()
    expect(names(lesson).nth(4)).to_have_text(re.compile("Dropout"))
    lesson.get_by_label("Share dropped").fill("0.25")
    lesson.get_by_label("Share dropped").press("Enter")
    expect(lesson.locator('.line[data-index="3"]')).to_contain_text("drops 25%")
    lesson.locator('.line[data-index="3"]').press("Delete")
    expect(names(lesson)).to_have_count(5)
    expect(lesson).to_have_url(re.compile("c6k5v-m2-f-d10x"))


def test_alt_and_an_arrow_that_is_held_carries_a_layer_to_its_place(lesson):
    row = lesson.locator('.line[data-index="0"]')
    expect(row).to_contain_text("Convolution")
    row.focus()
    lesson.keyboard.down("Alt")
    for _ in range(2):
        lesson.keyboard.down("ArrowDown")  # twice without an "up": key repeat
    expect(lesson).to_have_url(re.compile("32x32x1-m2-f-c6k5v-d10x"))
    lesson.keyboard.up("Alt")
    moved = lesson.locator('.line[data-index="2"]')
    expect(moved).to_contain_text("Convolution")
    expect(moved).to_be_focused()


def test_the_reason_stands_at_the_layer(lesson):
    lesson.locator('.line[data-index="2"]').click()
    lesson.get_by_role("button", name="+ Convolution").click()
    refused = lesson.locator(".row.refused")
    expect(refused).to_contain_text("needs a feature map")
    refused.get_by_role("button", name="Move forward").click()
    expect(lesson.locator(".row.refused")).to_have_count(0)


def test_a_column_of_the_table_opens_its_stack(lesson):
    lesson.locator(".vgg").get_by_role("button", name="C", exact=True).click()
    expect(names(lesson)).to_have_count(1 + 13 + 5 + 1 + 3)
    expect(lesson.locator(".stack .parts")).to_contain_text("123,642,856")
    expect(lesson.locator('.vgg th[data-column="C"]')).to_have_class(re.compile("chosen"))


def test_nothing_overflows_on_a_phone(lesson):
    lesson.set_viewport_size({"width": 390, "height": 844})
    lesson.locator('.line[data-index="0"]').click()
    expect(lesson.locator(".row.chosen .detail")).to_contain_text("(5×5×1 + 1) × 6 = 156")
    assert lesson.evaluate("document.documentElement.scrollWidth - innerWidth") <= 1
