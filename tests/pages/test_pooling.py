"""The pooling lesson: settings, how often a map can be pooled, puzzles."""

import pytest

from core.lessons.puzzles import pooling_puzzle
from tests.support.pages import choice

pytestmark = pytest.mark.tensorflow  # its page asks a worker

SLUG = "pooling"


def test_pooling_stops_where_no_window_fits(open_page):
    page = open_page(SLUG, "en")
    assert page.slider(key="pooling_times").max == 5  # 112, 56, 28, 14, 7, 3
    page.slider(key="pooling_times").set_value(5).run()
    choice(page, "pooling_layer").set_value("block4_conv3").run()
    choice(page, "pooling_size").set_value(4).run()
    choice(page, "pooling_stride").set_value(4).run()
    assert not page.exception
    assert page.slider(key="pooling_times").value == 2  # 28, 7, 1


def test_a_shift_of_nothing_changes_nothing(open_page):
    page = open_page(SLUG, "en")
    page.slider(key="pooling_shift").set_value(0).run()
    assert not page.exception
    assert not page.error


def test_the_last_row_of_the_lecture_matrix_is_lost_without_padding(open_page):
    page = open_page(SLUG, "en")
    choice(page, "pooling_image").select("lecture").run()
    lost = [element.value for element in page.markdown if "Hatched" in element.value]
    assert lost
    assert "13" in lost[0]
    choice(page, "pooling_padding").set_value("same").run()
    assert not [element for element in page.markdown if "Hatched" in element.value]
    assert 'MaxPooling2D(pool_size=2, strides=2, padding="same")' in page.code[0].value


def test_puzzles_are_answered_and_follow_one_another(open_page):
    page = open_page(SLUG, "en")
    page.number_input(key="pooling_check").set_value(pooling_puzzle(0).answer).run()
    assert SLUG in page.session_state["done"]
    page.button(key="pooling_next").click().run()
    assert page.number_input(key="pooling_check").value is None
    rows = page.number_input(key="pooling_check").label
    assert " & ".join(map(str, pooling_puzzle(1).image[0])) in rows
