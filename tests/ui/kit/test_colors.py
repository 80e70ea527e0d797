import numpy as np

from ui.kit.colors import picture_of, picture_of_levels, scale_of


def test_levels_are_coloured_as_their_values():
    levels = np.random.default_rng(0).integers(0, 256, (9, 7), dtype=np.uint8)
    levels[0, 0] = 255
    np.testing.assert_array_equal(picture_of_levels(levels), picture_of(levels.astype(float)))


def test_colours_of_the_scale():
    strip = scale_of(10, width=3, height=1)[0].astype(int)
    negative, zero, positive = strip
    assert negative[2] > negative[0]  # blue
    assert positive[0] > positive[2]  # orange
    assert zero.max() < 40  # near black
    np.testing.assert_array_equal(picture_of(np.zeros((1, 1)))[0, 0], zero)
