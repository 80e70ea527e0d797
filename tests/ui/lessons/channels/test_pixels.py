"""What the pixel inspector sends and accepts."""

import base64

import numpy as np
import pytest

from core.channels import to_gray
from ui import words
from ui.components.matrix.matrix import View
from ui.lessons.channels.pixels.pixels import around, pixels_scene
from ui.lessons.channels.sum_scene import sum_scene

PHOTO = np.random.default_rng(1).integers(0, 256, (4, 5, 3), np.uint8)
SCENE = pixels_scene(PHOTO, (2, 2), words.load("en", "channels"))


def test_every_plane_is_sent_as_it_is():
    planes = np.frombuffer(base64.b64decode(SCENE["data"]), np.uint8).reshape(4, 4, 5)
    np.testing.assert_array_equal(np.moveaxis(planes[:3], 0, -1), PHOTO)
    np.testing.assert_array_equal(planes[3], to_gray(PHOTO))


def test_the_formula_has_the_weights_of_core():
    expected = "0.299×{red} + 0.587×{green} + 0.114×{blue} ≈ {gray}"
    assert SCENE["labels"]["formula"] == f"Grey = {expected}"


def test_maps_add_up_with_the_bias():
    maps = np.arange(12.0).reshape(2, 2, 3)
    scene = sum_scene(maps, -1.5, view=View(labels={}))
    assert scene["output"] == [[1.5, 10.5], [19.5, 28.5]]
    assert scene["sums"][1][0] == [6, 7, 8]
    assert scene["terms"][1][0] == [[[6]], [[7]], [[8]]]


@pytest.mark.parametrize(
    ("place", "first"), [((2, 2), (1, 1)), ((0, 0), (0, 0)), ((3, 4), (2, 3)), ((0, 4), (0, 3))]
)
def test_the_square_around_a_place_stays_inside(place, first):
    row, column = first
    expected = PHOTO[row : row + 2, column : column + 2]
    np.testing.assert_array_equal(around(PHOTO, place, 2), expected)
