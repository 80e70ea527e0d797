import numpy as np

from core.resizing import to_square


def test_a_photo_of_the_size_passes_untouched():
    photo = np.zeros((8, 8, 3), np.uint8)
    assert to_square(photo, 8) is photo


def test_the_whole_photo_is_seen():
    """Left half black, right half white, whatever the proportions."""
    photo = np.zeros((10, 40), np.uint8)
    photo[:, 20:] = 255
    square = to_square(photo, 8)
    assert square.shape == (8, 8, 3)
    assert square[:, :3].max() < 20
    assert square[:, 5:].min() > 235
