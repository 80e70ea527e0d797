"""A colour convolution is the sum of its channels' maps: by hand, by property, by TensorFlow."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels import to_gray
from core.convolution import convolve
from core.lessons.channel_maps import partial_maps, sum_of_maps
from core.lessons.examples import COLOR_IMAGES, COLOR_KERNELS


def test_by_hand():
    image = np.zeros((3, 3, 3))
    image[1, 1] = 1, 2, 3
    kernel = np.full((3, 3, 3), (10.0, 100.0, 1000.0))
    np.testing.assert_array_equal(partial_maps(image, kernel), [[[10, 200, 3000]]])


@given(seed=st.integers(0, 2**32 - 1))
def test_the_maps_sum_to_the_convolution(seed):
    rng = np.random.default_rng(seed)
    image, kernel = rng.normal(size=(6, 7, 3)), rng.normal(size=(3, 2, 3))
    np.testing.assert_allclose(partial_maps(image, kernel).sum(-1), convolve(image, kernel))


@pytest.mark.parametrize("image", COLOR_IMAGES)
def test_several_filters_are_what_tensorflow_computes(tensorflow, image):
    weights = np.stack(list(COLOR_KERNELS.values()), axis=-1)
    theirs = tensorflow.nn.conv2d(COLOR_IMAGES[image][None], weights, 1, "VALID")[0]
    np.testing.assert_allclose(convolve(COLOR_IMAGES[image], weights), theirs, atol=1e-9)


def test_the_grey_filter_gives_the_grey_image():
    photo = np.random.default_rng(0).integers(0, 256, (9, 8, 3), np.uint8)
    gray = convolve(photo, COLOR_KERNELS["gray"])
    np.testing.assert_allclose(gray, to_gray(photo)[1:-1, 1:-1], atol=0.5)


@pytest.mark.parametrize(
    ("kernel", "image", "answers"),
    [("red_green_edge", "red_green", True), ("red_green_edge", "white_black", False),
     ("edge_x", "red_green", False), ("edge_x", "white_black", True)],
)  # fmt: skip
def test_the_edge_filters_do_what_the_lesson_says(kernel, image, answers):
    assert convolve(COLOR_IMAGES[image], COLOR_KERNELS[kernel]).any() == answers


@pytest.mark.parametrize("name", ["red", "blue"])
def test_white_and_grey_are_nothing_to_the_colour_filters(name):
    np.testing.assert_allclose(
        convolve(np.full((4, 4, 3), 200.0), COLOR_KERNELS[name]), 0, atol=1e-9
    )


def test_maps_and_a_bias_add_up_by_hand():
    maps = np.array([[[10.0, 200.0, 3000.0], [1.0, -1.0, 4.0]]])
    np.testing.assert_array_equal(sum_of_maps(maps, bias=-0.5), [[3209.5, 3.5]])
