"""The Keras code of the story lesson runs, and says what the cells say."""

import numpy as np
import pytest

from core.lessons.simple_cells import ANGLES, OFFSETS, responses
from ui.lessons.story.in_keras import simple_cells


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    ("angle", "offset", "width", "length", "phase"),
    [(0, 0, 9, 41, 0), (32, -4, 3, 20, 0), (150, 5, 16, 41, 90)],
)
def test_the_code_prints_the_answers(capsys, angle, offset, width, length, phase):
    exec(compile(simple_cells(angle, offset, width, length, phase), "<lesson>", "exec"), {})
    printed = np.array(capsys.readouterr().out.strip(" []\n").split(), float)
    answers = responses(width, length, phase)[ANGLES.index(angle), OFFSETS.index(offset)]
    np.testing.assert_allclose(printed, answers, atol=1e-5)
