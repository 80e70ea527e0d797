"""The position lesson: the three 7s, settings, drawing, address, check."""

import numpy as np
import pytest

from core.lessons.digits.digit_networks import answers_by_shift
from core.lessons.digits.digits import REACH, SEVEN, SEVENS, held_out
from core.lessons.digits.records import records
from core.lessons.puzzles import step_puzzle
from tests.support.pages import choice
from ui import words

SAID = {"middle": [7, 7, 7], "moved": [5, 2, 7], "small": [1, 1, 7]}


@pytest.mark.parametrize("name", SEVENS)
def test_the_7s_are_answered_as_the_words_say(name):
    down, right, scale = SEVENS[name]
    table = answers_by_shift(held_out().of_class(7)[SEVEN], scale / 100)
    assert table[:, REACH + down, REACH + right].argmax(-1).tolist() == SAID[name]


def test_the_prediction_names_the_measured_number():
    quiz = words.load("en", "position").quizzes["predict"]
    said = int(quiz["options"][quiz["answer"]].split()[-1])
    assert said == pytest.approx(200 * records()["mlp"].by_distance[4], abs=12)


def test_a_preset_sets_digit_place_and_size(open_page):
    page = open_page("position", "en")
    page.slider(key="position_turn").set_value(90).run()
    page.button(key="preset_moved").click().run()
    assert not page.exception
    assert page.slider(key="position_turn").value == 0
    assert page.query_params["position_right"] == "5"
    assert "(-3, 5), axis=(1, 2)" in page.code[0].value
    page.button(key="preset_small").click().run()
    assert page.slider(key="position_scale").value == 60
    assert "scale, turn = 0.6, np.radians(0)" in page.code[0].value


def test_settings_come_from_the_address(open_page):
    page = open_page()
    for key, value in {"label": "3", "scale": "80", "down": "-7", "right": "99"}.items():
        page.query_params[f"position_{key}"] = value
    page.switch_page("pages/position.py").run()
    assert choice(page, "position_label").value == 3
    assert "(-7, 0), axis=(1, 2)" in page.code[0].value


@pytest.mark.parametrize("fit", [True, False])
def test_a_drawing_takes_the_place_of_the_example(open_page, fit):
    drawing = np.zeros((28, 28), np.uint8)
    state = {"position_source": "draw", "position_fit": fit}
    page = open_page("position", "en", **state, position_canvas_drawing=drawing)
    assert any("Draw on the black sheet" in caption.value for caption in page.caption)
    drawing[2:12, 20] = 255
    page = open_page("position", "en", **state, position_canvas_drawing=drawing)
    assert not page.exception
    assert not page.error
    assert not any("Draw on the black sheet" in caption.value for caption in page.caption)


def test_the_check_takes_the_product_of_the_strides(open_page):
    page = open_page("position", "en")
    answer = float(step_puzzle(0).answer)
    page.number_input(key="position_check").set_value(answer + 1).run()
    assert "position" not in page.session_state["done"]
    page.number_input(key="position_check").set_value(answer).run()
    assert "position" in page.session_state["done"]
