"""The Keras code of the lessons runs, and says what the app says."""

import numpy as np
import pytest

from core.convolution import KERNELS, convolve
from core.lessons.examples import IMAGES
from ui.keras_code import conv2d


@pytest.mark.usefixtures("keras")
@pytest.mark.parametrize("kernel", ["edge", "gaussian", "blur"])
@pytest.mark.parametrize(("stride", "padding"), [(1, "valid"), (2, "same"), (1, 2), (3, 1)])
def test_convolution_code_prints_our_output(printed, kernel, stride, padding):
    image, weights = IMAGES["noise"], KERNELS[kernel]
    text = printed(conv2d.convolution(image, weights, stride, padding, 1.0))
    numbers = np.array(text.replace("[", " ").replace("]", " ").split(), float)
    expected = convolve(image, weights, stride, padding, 1.0)
    np.testing.assert_allclose(numbers, expected.ravel(), rtol=1e-4, atol=1e-4)
