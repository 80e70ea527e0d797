"""The Keras code of the channels lesson runs, and prints our shape and our maps."""

import numpy as np
import pytest

from core.convolution import convolve
from core.lessons.examples import COLOR_IMAGES, COLOR_KERNELS
from ui.lessons.channels.in_keras import color_convolution


@pytest.mark.usefixtures("keras")
@pytest.mark.parametrize(
    ("image", "names", "bias"),
    [("noise", ["edge_x"], -2.0), ("red_green", ["gray", "red", "red_green_edge"], 0.0)],
)
def test_the_code_prints_the_shape_and_the_maps(capsys, image, names, bias):
    kernels = [COLOR_KERNELS[name] for name in names]
    exec(compile(color_convolution(COLOR_IMAGES[image], kernels, bias), "<lesson>", "exec"), {})
    shape, maps = capsys.readouterr().out.split("\n", 1)
    assert shape == str((3, 3, 3, len(names)))
    numbers = np.array(maps.replace("[", " ").replace("]", " ").split(), float)
    weights = np.stack(kernels, axis=-1)
    expected = np.moveaxis(convolve(COLOR_IMAGES[image], weights, bias=bias), -1, 0)
    np.testing.assert_allclose(numbers, expected.ravel(), rtol=1e-4, atol=1e-4)
