"""What all components share, in a real browser: focus over reruns, held keys, lost pointers."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(serve):
    return serve("tests/browser/apps/components_app.py")


@pytest.fixture
def visit(page, address):
    """Return a function that opens the page of a component."""

    def visit(component):
        page.goto(f"{address}/?component={component}")
        page.wait_for_selector(".cs")
        return page

    return visit


def ticks(page):
    return int(re.search(r"tick: (\d+)", page.get_by_text("tick:").inner_text())[1])


def wait_for_reruns(page, count=2):
    """Wait until the page has been redrawn `count` times."""
    end = ticks(page) + count
    page.wait_for_function(
        "end => Number(document.body.innerText.match(/tick: (\\d+)/)?.[1]) >= end", arg=end
    )


def test_an_arrow_key_that_is_held_asks_once(visit):
    page = visit("spot")
    square = page.get_by_role("application", name="Look here")
    square.focus()
    for _ in range(12):
        page.keyboard.down("ArrowRight")  # again and again without an "up": key repeat
    expect(page.get_by_text("asked: 1")).to_be_visible()
    page.keyboard.up("ArrowRight")
    expect(page.get_by_text("row, column: (30, 42)")).to_be_visible()
    wait_for_reruns(page)
    expect(page.get_by_text("asked: 1")).to_be_visible()
    expect(square).to_be_focused()


def test_a_pointer_that_is_taken_away_lets_go(visit):
    page = visit("spot")
    square = page.get_by_role("application", name="Look here")
    box = square.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    square.dispatch_event("pointercancel", {"pointerId": 1})
    expect(page.get_by_text("row, column: (25, 25)")).to_be_visible()
    page.mouse.move(box["x"] + 1, box["y"] + 1)
    wait_for_reruns(page)
    expect(page.get_by_text("row, column: (25, 25)")).to_be_visible()
    expect(page.get_by_text("asked: 1")).to_be_visible()
