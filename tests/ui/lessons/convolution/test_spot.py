import numpy as np
import pytest

from ui.kit.colors import picture_of, scale_of
from ui.lessons.convolution.spot.spot import read_place


def test_a_place_inside_is_taken():
    assert read_place([3, 4], most=(3, 9)) == (3, 4)


@pytest.mark.parametrize(
    "value", [None, "3,4", [3], [4, 0], [-1, 0], [0, 1.5], [True, 0], {"row": 1}, [0, 0, 0]]
)
def test_what_a_browser_may_not_send_is_none(value):
    assert read_place(value, most=(3, 9)) is None


def test_colours_of_the_scale():
    strip = scale_of(10, width=3, height=1)[0].astype(int)
    negative, zero, positive = strip
    assert negative[2] > negative[0]  # blue
    assert positive[0] > positive[2]  # orange
    assert zero.max() < 40  # near black
    np.testing.assert_array_equal(picture_of(np.zeros((1, 1)))[0, 0], zero)
