"""The story lesson: settings, the numbers behind a place, puzzles."""

from core.lessons.puzzles import cell_puzzle
from core.lessons.simple_cells import ANGLES, OFFSETS, responses
from tests.support.pages import choice, said

SLUG = "story"


def test_the_numbers_are_those_of_the_bar_that_was_left(open_page):
    place = {"story_angle": ANGLES.index(20), "story_offset": OFFSETS.index(3), "story_cell": 1}
    page = open_page(SLUG, "en", **place)
    assert not page.exception
    answer = responses(9, 41, 0)[ANGLES.index(20), OFFSETS.index(3), 1]
    assert "angle 20° and place 3" in said(page)
    assert f"= {100 * answer:.1f}$$" in said(page)
    assert "along, across = axes(20)" in page.code[0].value


def test_a_cell_below_zero_is_said_to_be_silent(open_page):
    page = open_page(SLUG, "en", story_offset=OFFSETS.index(9))
    assert "percent: **-" in said(page)
    assert "= 0.0$$" in said(page)


def test_settings_come_from_the_address(open_page):
    page = open_page()
    page.query_params["story_kind"] = "edge"
    page.query_params["story_angle"] = "900"
    page.switch_page("pages/story.py").run()
    assert choice(page, "story_kind").value == "edge"
    assert page.session_state["story_angle"] == 0
    assert "gabor(angle, 90)" in page.code[0].value


def test_puzzles_are_answered_and_follow_one_another(open_page):
    page = open_page(SLUG, "en")
    answer = cell_puzzle(0).answer
    page.number_input(key="story_check").set_value(float(answer + 30)).run()
    assert SLUG not in page.session_state["done"]
    page.number_input(key="story_check").set_value(float(answer)).run()
    assert SLUG in page.session_state["done"]
    page.button(key="story_next").click().run()
    assert page.number_input(key="story_check").value is None
