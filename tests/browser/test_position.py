"""The position lesson in a real browser: dragging, keys, maps, drawing, phone."""

import pytest
from playwright.sync_api import expect

from core.lessons.digits.digit_networks import answers_by_shift
from core.lessons.digits.digits import REACH, SEVEN, SHEET, held_out
from tests.support.browser import STILL

TABLE = answers_by_shift(held_out().of_class(7)[SEVEN])


def visit(page, address, query=""):
    page.goto(f"{address}/position{query}")
    page.wait_for_selector(".shift-maps .network")
    page.wait_for_selector(STILL)
    page.locator(".paper").scroll_into_view_if_needed()


def drag(page, box, down, right):
    """Drag from the middle of a square by some pixels of the sheet, without letting go."""
    pixel = box["width"] / SHEET
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right * pixel, y + down * pixel, steps=5)


def expect_answers(page, down, right):
    """Expect the shown answers to be those that core computes."""
    places = page.locator(".axis output").all_inner_texts()
    assert [text.replace("−", "-") for text in places] == [str(right), str(down)]
    found = TABLE[:, REACH + down, REACH + right]
    expect(page.locator(".verdict b")).to_have_text([str(row.argmax()) for row in found])
    bars = page.locator(".network").evaluate_all(
        "networks => networks.map(network => [...network.querySelectorAll('.bar i')]"
        ".map(bar => new DOMMatrix(getComputedStyle(bar).transform).a))"
    )
    for shown, row in zip(bars, found, strict=True):
        assert shown == pytest.approx(row.tolist(), abs=1e-4)


def test_dragging_answers_without_the_server_and_tells_it_when_let_go(page, address):
    visit(page, address)
    expect_answers(page, 0, 0)
    drag(page, page.locator(".paper").bounding_box(), -3, 5)
    expect_answers(page, -3, 5)
    assert "position_right=0" in page.url
    page.mouse.up()
    page.wait_for_url("**position_down=-3&position_right=5**")
    expect(page.locator(".spoken")).to_contain_text("MLP: 5")
    expect(page.get_by_text("(-3, 5), axis")).to_be_attached()
    expect_answers(page, -3, 5)


def test_keys_sliders_and_maps_move_the_digit_too(page, address):
    visit(page, address)
    paper = page.locator(".paper")
    paper.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        paper.press(key)
    expect_answers(page, -1, 2)
    page.get_by_role("slider", name="Down").fill("7")
    expect_answers(page, 7, 2)
    page.locator(".map").first.click(position={"x": 2, "y": 2})
    expect_answers(page, -10, -10)
    page.get_by_role("button", name="To the middle").click()
    expect_answers(page, 0, 0)
    drag(page, paper.bounding_box(), 30, -30)
    expect_answers(page, REACH, -REACH)  # and no farther


def test_a_preset_moves_the_digit_and_a_slider_leaves_it_there(page, address):
    visit(page, address)
    page.get_by_role("button", name="Moved 7").click()
    expect(page.locator(".verdict b")).to_have_text(["5", "2", "7"])
    expect_answers(page, -3, 5)
    page.get_by_role("slider", name="Turn").press("ArrowRight")
    expect(page.get_by_text("scale, turn = 1, np.radians(15)")).to_be_attached()
    assert page.locator(".axis output").all_inner_texts() == ["5", "−3"]


def test_a_drawn_digit_is_answered_and_can_be_cleared(page, address):
    visit(page, address, "?position_source=draw&position_label=1")
    expect(page.get_by_text("Until then, an example is shown")).to_be_visible()
    canvas = page.locator(".digit-canvas").get_by_role("application")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.1 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.6 * box["height"], steps=6)
    page.mouse.up()
    expect(page.get_by_text("Until then, an example is shown")).to_have_count(0)
    expect(page.locator(".verdict b")).to_have_text(["1", "1", "1"])
    page.locator(".stToggle label, .stCheckbox label").first.click()
    expect(page.locator(".verdict b").first).not_to_have_text("1")  # sent from the corner
    canvas.press("Delete")
    expect(page.get_by_text("Until then, an example is shown")).to_be_visible()


def test_a_phone_needs_no_sideways_scrolling(browser, address):
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    visit(page, address)
    overflow = page.locator(".shift-maps").evaluate("root => root.scrollWidth - root.clientWidth")
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()
    assert max(overflow, wide) <= 0
