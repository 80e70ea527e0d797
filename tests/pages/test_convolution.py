"""The convolution lesson: settings, refusals, edits, address."""

import numpy as np

from core.lessons.examples import IMAGES
from tests.support.pages import choice
from ui.components.matrix.matrix import Edit


def test_an_impossible_setting_is_refused_in_words(open_page):
    page = open_page("convolution", "ko")
    choice(page, "kernel").select("gaussian").run()
    assert not page.exception
    assert len(page.error) == 1
    assert "5" in page.error[0].value
    choice(page, "padding").select("same").run()
    assert not page.error


def test_settings_come_from_the_address_and_stay(open_page):
    page = open_page("convolution")
    choice(page, "stride").set_value(2).run()
    assert "2" in page.query_params["stride"]
    page.switch_page("pages/padding_stride.py").run()
    page.switch_page("pages/convolution.py").run()
    assert choice(page, "stride").value == 2


def test_a_wrong_address_counts_as_none(open_page):
    page = open_page()
    page.query_params["stride"] = "../../etc"
    page.query_params["kernel"] = "<script>"
    page.switch_page("pages/convolution.py").run()
    assert not page.exception
    assert choice(page, "stride").value == 1


def test_typed_numbers_reach_the_code(open_page):
    edits = {("input", "lecture"): [Edit("input", 0, 0, 0, -7.0)]}
    page = open_page("convolution", "en", convolution_edits=edits)
    assert "[-7, 0, 1, 0]" in page.code[0].value
    assert IMAGES["lecture"][0, 0] == 1  # the preset itself is untouched
    page.button[0].click().run()
    assert "[1, 0, 1, 0]" in page.code[0].value


def test_the_check_takes_the_right_size_alone(open_page):
    page = open_page("convolution", "en")
    page.number_input(key="convolution_check").set_value(4.0).run()
    assert "convolution" not in page.session_state["done"]
    page.number_input(key="convolution_check").set_value(7.0).run()  # 9 - 3 + 1
    assert "convolution" in page.session_state["done"]


def test_own_photo_in_numbers(open_page):
    page = open_page("convolution", "en")
    choice(page, "image").select("photo").run()
    assert not page.exception
    rows = [line for line in page.code[0].value.splitlines() if line.startswith("    [")]
    assert len(rows) == 12 + 3
    assert all(0 <= float(n) <= 255 for n in rows[0].strip(" [],").split(","))
    assert np.isfinite(page.slider(key="bias").value)


def test_a_gabor_kernel_has_a_direction(open_page):
    page = open_page("convolution", "en", convolution_settings={"kernel": "gabor", "padding": 1})
    before = page.code[0].value
    page.slider(key="gabor_angle").set_value(90).run()
    assert not page.error
    assert page.code[0].value != before
    assert "90" in page.query_params["gabor_angle"]
