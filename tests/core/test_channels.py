"""Planes and grey: by hand, and what has no three channels is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image

from core.channels import ColorError, split, to_gray

photos = arrays.arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 9), st.just(3)))


def test_planes_by_hand():
    image = np.array([[[1, 2, 3], [4, 5, 6]]])
    np.testing.assert_array_equal(split(image), [[[1, 4]], [[2, 5]], [[3, 6]]])


@given(photos)
def test_planes_put_together_are_the_photo(photo):
    assert split(photo).dtype == np.uint8
    np.testing.assert_array_equal(np.stack(list(split(photo)), axis=-1), photo)


@given(photos)
def test_grey_is_that_of_pillow(photo):
    gray = to_gray(photo)
    assert gray.dtype == np.uint8
    pillow = np.asarray(Image.fromarray(photo).convert("L")).astype(int)
    assert np.abs(gray - pillow).max() <= 1  # its table of sixteen bits rounds otherwise


def test_grey_comes_back_as_it_is():
    gray = np.array([[0, 7], [255, 3]], np.uint8)
    assert to_gray(gray) is gray


@pytest.mark.parametrize("shape", [(4,), (4, 4, 1), (4, 4, 4), (2, 4, 4, 3)])
@pytest.mark.parametrize("function", [split, to_gray])
def test_what_has_no_three_channels_is_refused(function, shape):
    with pytest.raises(ColorError) as refused:
        function(np.zeros(shape))
    assert refused.value.reason == "color.not_rgb"
    assert refused.value.values == {"shape": shape}


def test_a_grey_image_has_no_planes():
    with pytest.raises(ColorError):
        split(np.zeros((4, 4)))
