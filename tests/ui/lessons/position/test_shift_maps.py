import base64
import json

import numpy as np
import pytest

from core.lessons.digits.digits import REACH, SHEET
from ui.lessons.position.digit_canvas.digit_canvas import read_drawing
from ui.lessons.position.shift_maps.shift_maps import Panel, read_shift, shift_scene
from ui.words import load


def scene():
    rng = np.random.default_rng(1)
    panels = [
        Panel(name, ("a", "b"), rng.random((21, 21, 10), np.float32), rng.random((21, 21)))
        for name in ("one", "two", "three")
    ]
    sheet = rng.integers(0, 256, (SHEET, SHEET), np.uint8)
    return sheet, panels, shift_scene(sheet, 7, panels, load("ko", "position"), (3, -2), 5)


def test_a_scene_is_json_with_every_number_in_order():
    sheet, panels, made = scene()
    made = json.loads(json.dumps(made, allow_nan=False))
    answers = np.frombuffer(base64.b64decode(made["answers"]), "<f4").reshape(3, 21, 21, 10)
    np.testing.assert_array_equal(answers, [panel.answers for panel in panels])
    accuracy = np.frombuffer(base64.b64decode(made["accuracy"]), "<f4").reshape(3, 21, 21)
    np.testing.assert_allclose(accuracy, [panel.accuracy for panel in panels], rtol=1e-6)
    assert base64.b64decode(made["digit"]) == sheet.tobytes()
    assert (made["shift"], made["revision"], made["reach"]) == ([3, -2], 5, REACH)


@pytest.mark.parametrize("value", [[0, 0], [-10, 10], [3, -2]])
def test_a_shift_within_reach_is_read(value):
    assert read_shift(value) == tuple(value)


@pytest.mark.parametrize(
    "value", [None, 3, "00", [], [1], [1, 2, 3], [11, 0], [0, -11], [1.0, 0], [True, 0], ["1", 0]]
)
def test_any_other_message_is_no_shift(value):
    assert read_shift(value) is None


def test_a_drawing_is_read_pixel_by_pixel():
    pixels = np.arange(784).astype(np.uint8)
    drawing = read_drawing(base64.b64encode(pixels.tobytes()).decode())
    np.testing.assert_array_equal(drawing.ravel(), pixels)


@pytest.mark.parametrize("value", [None, 7, "", "???", "AAAA", "A" * 785, "한" * 4, ["A"]])
def test_any_other_message_is_an_empty_sheet(value):
    assert not read_drawing(value).any()
