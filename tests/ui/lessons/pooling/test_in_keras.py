"""The Keras code of the pooling lesson runs, and says what the app says."""

import numpy as np
import pytest

from core.lessons.examples import POOLING_IMAGES
from core.pooling import pool
from ui.lessons.pooling.in_keras import pooling


@pytest.mark.usefixtures("keras")
@pytest.mark.parametrize("mode", ["max", "average"])
@pytest.mark.parametrize(("size", "stride", "padding"), [(2, 2, "valid"), (3, 2, "same")])
def test_the_code_prints_our_output(capsys, mode, size, stride, padding):
    image = POOLING_IMAGES["lecture"]
    exec(compile(pooling(image, size, stride, padding, mode), "<lesson>", "exec"), {})
    text = capsys.readouterr().out.replace("[", " ").replace("]", " ")
    expected = pool(image, size, stride, padding, mode)
    np.testing.assert_allclose(np.array(text.split(), float), expected.ravel(), rtol=1e-4)
