"""One warp of a photo, by hand and beside Keras' old generator, SciPy and Keras' layers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from core.augmentation import LECTURE, AugmentationError, draw
from core.photos.transform import (
    BORDERS,
    Transform,
    apply,
    filled_share,
    is_upside_down,
    sampling_matrix,
)

NUMBERS = np.arange(1, 10, dtype=np.uint8).reshape(3, 3)
images = st.tuples(
    st.integers(1, 12), st.integers(1, 12), st.booleans(), st.integers(0, 2**16)
).map(
    lambda drawn: np.random.default_rng(drawn[3]).integers(
        0, 256, drawn[:2] + (3,) * drawn[2], dtype=np.uint8
    )
)


def smooth(height, width):
    """Return a photo without sharp edges, on which interpolations agree."""
    noise = np.random.default_rng(0).uniform(0, 255, (height, width, 3))
    blurred = ndimage.gaussian_filter(noise, (3, 3, 0), mode="wrap")
    low, high = blurred.min(), blurred.max()
    return np.uint8((blurred - low) / (high - low) * 255)


def keras_parameters(transform):
    """Return Keras' names; its first axis is x here, see `sampling_matrix`."""
    return {
        "theta": transform.rotation,
        "tx": -transform.shift_right,
        "ty": -transform.shift_down,
        "shear": transform.shear,
        "zx": transform.zoom_width,
        "zy": transform.zoom_height,
        "flip_horizontal": transform.flip_horizontal,
        "flip_vertical": transform.flip_vertical,
        "brightness": transform.brightness if transform.brightness != 1 else None,
    }


def test_a_quarter_turn_counter_clockwise():
    turned = apply(NUMBERS, Transform(rotation=90))
    np.testing.assert_array_equal(turned, [[3, 6, 9], [2, 5, 8], [1, 4, 7]])
    np.testing.assert_array_equal(turned, np.rot90(NUMBERS))


def test_shifts_and_fill_modes():
    assert apply(NUMBERS, Transform(shift_down=1)).tolist() == [[1, 2, 3], [1, 2, 3], [4, 5, 6]]
    right = {
        "nearest": [1, 1, 1],
        "reflect": [2, 1, 1],
        "wrap": [2, 3, 1],
        "constant": [9, 9, 1],
    }
    assert right.keys() == BORDERS.keys()
    for mode, row in right.items():
        moved = apply(NUMBERS, Transform(shift_right=2, fill_mode=mode, cval=9))
        assert moved[0].tolist() == row, mode


def test_flips_and_brightness():
    both = Transform(flip_horizontal=True, flip_vertical=True)
    np.testing.assert_array_equal(apply(NUMBERS, both), NUMBERS[::-1, ::-1])
    upended = apply(NUMBERS, Transform(flip_vertical=True))
    np.testing.assert_array_equal(upended, NUMBERS[::-1])
    bright = apply(np.uint8([[0, 100, 200]]), Transform(brightness=1.5))
    np.testing.assert_array_equal(bright, [[0, 150, 255]])


def test_zoom_is_the_share_that_is_seen():
    row = np.uint8([[0, 10, 20, 30, 40]])
    assert apply(row, Transform(zoom_width=0.5)).tolist() == [[10, 15, 20, 25, 30]]
    shrunk = apply(row, Transform(zoom_width=2, fill_mode="constant", cval=99))
    assert shrunk.tolist() == [[99, 0, 20, 40, 99]]


def test_shear_pushes_the_lower_part_right():
    column = np.zeros((9, 9), np.uint8)
    column[:, 4] = 255
    sheared = apply(column, Transform(shear=30))
    assert [int(row.argmax()) for row in sheared[::2]] == [2, 3, 4, 5, 6]  # sin 30° = 1/2


@pytest.mark.tensorflow
@pytest.mark.parametrize("fill_mode", ["nearest", "reflect", "constant"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_draws_equal_those_of_the_old_keras_generator(fill_mode):
    legacy = pytest.importorskip("keras.src.legacy.preprocessing.image")
    generator = legacy.ImageDataGenerator(fill_mode=fill_mode, cval=40)
    photo, rng = smooth(48, 48), np.random.default_rng(1)
    for brightness in (1.0, 0.7, 1.0, 1.3, 1.0):
        transform = replace(
            draw(LECTURE, photo.shape, rng), fill_mode=fill_mode, cval=40, brightness=brightness
        )
        theirs = generator.apply_transform(photo.astype(float), keras_parameters(transform))
        difference = np.abs(apply(photo, transform) - theirs)
        # constant: SciPy does not blend the last pixel with what is outside
        assert np.quantile(difference, 0.9 if fill_mode == "constant" else 1) <= 2


@pytest.mark.parametrize(("fill_mode", "scipy_mode"), [("wrap", "grid-wrap"), ("reflect", None)])
def test_photos_that_are_not_square_turn_about_their_centre(fill_mode, scipy_mode):
    photo, rng = smooth(30, 52), np.random.default_rng(2)
    for _ in range(5):
        transform = replace(draw(LECTURE, photo.shape, rng), fill_mode=fill_mode)
        matrix = sampling_matrix(transform, photo.shape)[::-1][:, [1, 0, 2]]  # rows first
        theirs = [
            ndimage.affine_transform(
                plane.astype(float),
                matrix[:, :2],
                matrix[:, 2],
                order=1,
                mode=scipy_mode or fill_mode,
            )
            for plane in np.moveaxis(photo, -1, 0)
        ]
        assert np.abs(apply(photo, transform) - np.stack(theirs, -1)).max() <= 2
        middle = np.array([25.5, 14.5])
        still = replace(transform, shift_right=0, shift_down=0)
        np.testing.assert_allclose(sampling_matrix(still, photo.shape) @ [*middle, 1], middle)


@given(images)
def test_the_identity_returns_the_image(image):
    np.testing.assert_array_equal(apply(image, Transform()), image)
    assert filled_share(Transform(), image.shape) == 0


@given(images, st.integers(0, 2**16), st.sampled_from(sorted(BORDERS)))
def test_shape_and_type_are_kept(image, seed, fill_mode):
    transform = replace(
        draw(LECTURE, image.shape, np.random.default_rng(seed)), fill_mode=fill_mode
    )
    before = image.copy()
    result = apply(image, transform)
    assert (result.shape, result.dtype) == (image.shape, np.uint8)
    np.testing.assert_array_equal(image, before)
    assert 0 <= filled_share(transform, image.shape) <= 1


def test_steps_lead_to_the_whole():
    transform = replace(draw(LECTURE, (20, 20), np.random.default_rng(0)), brightness=1.2)
    steps = transform.steps()
    assert list(steps) == ["rotation", "shift", "shear", "zoom", "flip", "brightness"]
    assert steps["rotation"] == Transform(rotation=transform.rotation)
    assert steps["brightness"] == transform


def test_the_made_up_share():
    assert filled_share(Transform(shift_right=1), (3, 4)) == pytest.approx(1 / 4)
    assert filled_share(Transform(zoom_width=2, zoom_height=2), (100, 100)) == pytest.approx(3 / 4)


@pytest.mark.parametrize(
    ("upside_down", "values"),
    [
        (False, {"rotation": 100}),
        (True, {"rotation": 180}),
        (True, {"rotation": -200, "flip_horizontal": True}),
        (True, {"flip_vertical": True, "shear": 25}),
        (False, {"flip_vertical": True, "rotation": 180}),
        (False, {"rotation": 355, "zoom_width": 0.7}),
    ],
)
def test_what_stands_on_its_head(upside_down, values):
    assert is_upside_down(Transform(**values)) is upside_down


@pytest.mark.parametrize(
    "image",
    [np.zeros((3, 3)), *(np.zeros(shape, np.uint8) for shape in [(3, 3, 1), (3,), (0, 3)])],
)
def test_what_is_no_photo_is_refused(image):
    with pytest.raises(AugmentationError) as refusal:
        apply(image, Transform())
    assert refusal.value.reason == "augmentation.image"
