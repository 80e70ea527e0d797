import re

import numpy as np
import pytest

from core.lessons.digits.digit_networks import NETWORKS
from core.lessons.digits.digits import held_out, place
from core.lessons.digits.records import records
from ui.lessons.position.in_keras import position


@pytest.fixture
def few_digits(keras, monkeypatch):
    """Let Keras' MNIST be a few bundled digits, and training one step: neither is the point."""
    digits = held_out()
    few = digits.images[::25], digits.labels[::25]
    monkeypatch.setattr(keras.datasets.mnist, "load_data", lambda: (few, few))
    fit = keras.Sequential.fit
    once = {"epochs": 1, "steps_per_epoch": 1}
    monkeypatch.setattr(
        keras.Sequential, "fit", lambda self, *args, **options: fit(self, *args, **options | once)
    )
    return few[0]


@pytest.mark.parametrize(("down", "right", "scale", "turn"), [(-3, 5, 1.0, 0), (10, -10, 0.6, 45)])
def test_the_code_runs_and_moves_digits_as_the_lesson_does(
    capsys, few_digits, down, right, scale, turn
):
    names = {}
    exec(compile(position(down, right, scale, turn), "<lesson>", "exec"), names)
    expected = np.stack([place(image, (down, right), scale, turn) for image in few_digits])
    difference = np.abs(names["moved"][..., 0] * 255 - expected)
    assert difference.max() <= (0.01 if (scale, turn) == (1, 0) else 9)  # OpenCV rounds to 1/32 px
    text = capsys.readouterr().out
    counts = [int(count) for count in re.findall(r"(\d+) parameters", text)]
    ours = [records()[name].parameters for name in NETWORKS]
    assert counts == [count for count in ours for _ in range(2)]
