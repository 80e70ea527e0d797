"""The Keras code of the augmentation lesson runs, and its layers do what the lesson says."""

import numpy as np
import pytest
from PIL import Image

from core.augmentation import LECTURE, Augmentation
from ui.lessons.augment.in_keras import augment

FULL = Augmentation(
    rotation_range=90,
    width_shift_range=0.25,
    shear_range=10,
    zoom_range=0.2,
    horizontal_flip=True,
    fill_mode="reflect",
    brightness_range=(0.7, 1.3),
)


@pytest.mark.usefixtures("keras")
@pytest.mark.parametrize("augmentation", [LECTURE, FULL, Augmentation()])
def test_the_code_runs(monkeypatch, tmp_path, augmentation):
    monkeypatch.chdir(tmp_path)
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8)).save(
        "photo.jpg"
    )
    names = {}
    exec(compile(augment(augmentation), "<lesson>", "exec"), names)
    assert len(list(tmp_path.glob("draw_*.jpg"))) == 12
    draws = np.array(names["draws"])
    assert draws.shape == (12, 224, 224, 3)
    assert np.array_equal(draws[0], draws[1]) == (augmentation == Augmentation())


def test_the_code_has_the_settings():
    code = augment(FULL)
    for line in (
        'layers.RandomRotation(0.25, fill_mode="reflect"),  # 90 / 360',
        'layers.RandomTranslation(0, 0.25, fill_mode="reflect"),',
        'layers.RandomShear(0.174, fill_mode="reflect"),  # sin 10°',
        'layers.RandomZoom(0.2, 0.2, fill_mode="reflect"),',
        'layers.RandomFlip("horizontal"),',
        "layers.RandomBrightness(0.3),",
    ):
        assert line in code
    assert "vertical" not in code


def test_one_layer_flips_both_ways_together(keras):
    """The lesson gives two layers for this reason."""
    numbers = np.arange(4.0).reshape(2, 2, 1)
    flip = keras.layers.RandomFlip(seed=0)
    seen = {tuple(np.array(flip(numbers, training=True)).ravel()) for _ in range(40)}
    assert seen == {(0, 1, 2, 3), (3, 2, 1, 0)}


def test_a_zoom_above_1_shrinks_as_in_the_generator(keras):
    white = np.full((8, 8, 1), 255, "float32")
    zoom = keras.layers.RandomZoom((0.5, 0.5), (0.5, 0.5), fill_mode="constant")
    assert np.array(zoom(white, training=True)).mean() < 150


def test_layers_shear_about_the_corner(keras):
    numbers = np.arange(25.0).reshape(5, 5, 1)
    sheared = np.array(keras.layers.RandomShear((0.5, 0.5))(numbers, training=True))
    np.testing.assert_array_equal(sheared[0], numbers[0])  # the top row stays
    assert sheared[4, 2] != numbers[4, 2]
