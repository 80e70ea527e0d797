import numpy as np

from ui.kit.colors import picture_of, picture_of_levels


def test_levels_are_coloured_as_their_values():
    levels = np.random.default_rng(0).integers(0, 256, (9, 7), dtype=np.uint8)
    levels[0, 0] = 255
    np.testing.assert_array_equal(picture_of_levels(levels), picture_of(levels.astype(float)))
