import numpy as np
import pytest

from core.photos.resizing import to_short_side, to_square


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


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ((224, 224), (224, 224)),
        ((300, 400), (224, 288)),  # 224 * 4 / 3 = 298.7, nine times 32
        ((1000, 100), (448, 224)),  # longer than twice as long: squeezed
        ((1, 1), (224, 224)),
    ],
)
def test_short_side(shape, expected):
    assert to_short_side(np.zeros(shape, np.uint8), 224, 32).shape == (*expected, 3)


def test_a_photo_of_the_short_side_passes_untouched():
    photo = np.zeros((224, 256, 3), np.uint8)
    assert to_short_side(photo, 224, 32) is photo
