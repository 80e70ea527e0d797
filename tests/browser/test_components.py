"""What all components share, in a real browser: focus over reruns, held keys, lost pointers."""

import re

import pytest
from playwright.sync_api import expect


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


@pytest.mark.parametrize(
    ("component", "button"),
    [
        ("photo_wall", re.compile("^the first photo")),
        ("photo_cases", "Drop two"),
        ("confusion", re.compile("^True dog, predicted cat")),
        ("vgg_columns", "D"),
    ],
)
def test_the_focus_stays_when_a_rerun_draws_other_things(visit, component, button):
    page = visit(component)
    button = page.get_by_role("button", name=button, exact=True)
    button.focus()
    page.wait_for_function("button => !button.isConnected", arg=button.element_handle())
    expect(button).to_be_focused()


def test_the_focus_goes_to_what_stands_where_the_focused_was(visit):
    page = visit("photo_cases")
    page.get_by_role("button", name="Drop two").press("Enter")
    expect(page.get_by_role("button", name="Drop two")).to_have_count(0)
    expect(page.get_by_role("button", name="Drop three")).to_be_focused()


def test_arrow_keys_in_a_choice_ask_once_they_rest(visit):
    page = visit("gallery")
    page.get_by_role("radio", name="tile 0").focus()
    for _ in range(6):
        page.keyboard.down("ArrowRight")
    expect(page.get_by_role("radio", name="tile 6")).to_be_checked()
    expect(page.get_by_text("chosen: 6")).to_be_visible()
    page.keyboard.up("ArrowRight")
    wait_for_reruns(page)
    expect(page.get_by_text("asked: 1")).to_be_visible()
    expect(page.get_by_role("radio", name="tile 6")).to_be_focused()
    page.get_by_role("radio", name="tile 2").click()
    expect(page.get_by_text("chosen: 2")).to_be_visible()


def test_an_arrow_key_that_is_held_moves_the_square_and_asks_once(visit):
    page = visit("spot")
    square = page.get_by_role("slider", name="Look here")
    square.focus()
    for _ in range(12):
        page.keyboard.down("ArrowRight")  # again and again without an "up": key repeat
    expect(page.get_by_text("asked: 1")).to_be_visible()
    page.keyboard.up("ArrowRight")
    expect(page.get_by_text("row, column: (30, 42)")).to_be_visible()
    wait_for_reruns(page)
    expect(page.get_by_text("asked: 1")).to_be_visible()
    expect(square).to_be_focused()
    expect(square).to_have_attribute("aria-valuetext", "row 31, column 43")


def test_a_pointer_that_is_taken_away_lets_go(visit):
    page = visit("spot")
    square = page.get_by_role("slider", name="Look here")
    box = square.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    square.dispatch_event("pointercancel", {"pointerId": 1})
    expect(page.get_by_text("row, column: (25, 25)")).to_be_visible()
    page.mouse.move(box["x"] + 1, box["y"] + 1)
    wait_for_reruns(page)
    expect(page.get_by_text("row, column: (25, 25)")).to_be_visible()
    expect(page.get_by_text("asked: 1")).to_be_visible()
