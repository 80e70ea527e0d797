"""What only a browser shows: the bar turns at once, the server hears of it when it rests."""

import re

from playwright.sync_api import expect

from core.lessons.simple_cells import ANGLES, OFFSETS, responses
from tests.support.browser import STILL

LONG = 60_000  # ms
MIDDLE = OFFSETS.index(0)


def shown(angle):
    """Return what the six cells say to the lesson's first bar at `angle`."""
    answers = responses(9, 41)[ANGLES.index(angle), MIDDLE]
    return [str(int(100 * answer + 0.5)) for answer in answers]


def test_turning_the_bar_changes_every_cell_and_then_the_address(address, page):
    page.goto(f"{address}/story")
    values = page.locator(".cell b")
    expect(values).to_have_text(shown(0), timeout=LONG)
    page.wait_for_selector(STILL, timeout=LONG)
    screen = page.locator(".screen")
    box = screen.bounding_box()
    middle = box["x"] + box["width"] / 2
    page.mouse.click(middle, box["y"] + 10)  # the bar points straight up
    expect(values).to_have_text(shown(90))
    expect(page).to_have_url(re.compile("story_angle=45"), timeout=LONG)
    screen.focus()
    page.keyboard.press("ArrowLeft")
    expect(values).to_have_text(shown(92))
    page.get_by_role("radio", name="90°").click()
    expect(page.locator(".note").first).to_have_text("prefers 90°")
    expect(page.get_by_text("angle 92° and place 0")).to_be_visible(timeout=LONG)
    spikes = page.locator(".cell .spikes").nth(3).get_attribute("d").count("M")
    assert spikes == round(40 * responses(9, 41)[ANGLES.index(92), MIDDLE, 3])
