"""What is said about a draw: only what has a range, in the reader's words."""

import numpy as np

from core.augmentation import LECTURE, Augmentation, Transform
from ui import words
from ui.kit import strip
from ui.lessons.augment import draws

SHAPE = (100, 200, 3)
TRANSFORM = Transform(
    rotation=-143.4,
    shift_right=-16,
    shift_down=8,
    shear=12.2,
    zoom_width=0.812,
    zoom_height=1.2,
    flip_vertical=True,
)


def described(language, augmentation):
    text = draws.describe(words.load(language, "augment"), TRANSFORM, augmentation, SHAPE)
    return text.replace(draws.TOGETHER, " ")


def test_all_values_are_said():
    expected = "turn −143° shift ←8% ↓8% shear 12° seen 0.81×1.20 flip ↕"
    assert described("en", LECTURE) == expected
    assert described("ko", LECTURE) == "회전 −143° 이동 ←8% ↓8% 전단 12° 범위 0.81×1.20 뒤집기 ↕"


def test_what_has_no_range_is_not_said():
    assert described("en", Augmentation()) == ""
    assert described("en", Augmentation(width_shift_range=0.2)) == "shift ←8%"
    assert described("en", Augmentation(brightness_range=(0.5, 1.5))) == "light ×1.00"


def test_the_formula_has_the_six_numbers():
    text = draws.formula(np.array([[1, 0.5, -3], [0, -1, 20.25]]))
    assert r"\begin{bmatrix} 1.00 & 0.50 \\ 0.00 & -1.00 \end{bmatrix}" in text
    assert r"\begin{bmatrix} -3.0 \\ 20.2 \end{bmatrix}" in text


def test_captions_are_no_html(monkeypatch):
    shown = []
    monkeypatch.setattr(strip.st, "html", shown.append)
    strip.strip([(np.zeros((4, 4), np.uint8), "<b> & co")], 50)
    assert "&lt;b&gt; &amp; co" in shown[0]
    assert "data:image/jpeg;base64," in shown[0]
