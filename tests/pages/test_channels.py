"""The channels lesson: filters, edits, the photo's pixels, the shape of a weight."""

from tests.support.pages import choice, said
from ui.components.matrix.matrix import Edit

SLUG = "channels"


def test_the_shape_follows_the_filters(open_page):
    page = open_page(SLUG, "en")
    assert "(3, 3, 3, 2)" in said(page)
    choice(page, "channels_filters").set_value(["red", "gray", "blue"]).run()
    assert not page.exception
    assert "(3, 3, 3, 3)" in said(page)
    assert "81 + 3 = **84** parameters" in said(page)
    assert choice(page, "channels_shown").value == "red"


def test_no_filter_counts_as_the_first(open_page):
    page = open_page(SLUG, "en")
    choice(page, "channels_filters").set_value([]).run()
    assert not page.exception
    assert "(3, 3, 3, 1)" in said(page)


def test_the_check_wants_a_slice_for_every_map(open_page):
    page = open_page(SLUG, "en")
    page.text_input(key="channels_check").input("5 5 3 8").run()
    assert SLUG not in page.session_state["done"]
    page.text_input(key="channels_check").input("(5, 5, 2, 8)").run()
    assert SLUG in page.session_state["done"]


def test_settings_come_from_the_address(open_page):
    page = open_page()
    page.query_params["channels_filters"] = "['blue', 'gray']"
    page.query_params["channels_shown"] = "edge_y"  # not among the filters
    page.switch_page("pages/channels.py").run()
    assert choice(page, "channels_filters").value == ["blue", "gray"]
    assert choice(page, "channels_shown").value == "blue"


def test_typed_numbers_reach_the_code_and_can_be_undone(open_page):
    edits = {("kernel", "red_green_edge"): [Edit("kernel", 2, 0, 0, 7.5)]}
    page = open_page(SLUG, "en", channels_edits=edits)
    assert "7.5" in page.code[0].value
    page.button(key="channels_reset").click().run()
    assert "7.5" not in page.code[0].value


def test_the_pixels_around_a_corner_are_inside_the_photo(open_page):
    page = open_page(SLUG, "en", channels_image="photo", channels_place=(0, 10_000))
    assert not page.exception
    assert not page.error
