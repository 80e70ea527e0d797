"""Ranges and draws: what is refused, what is drawn, the lecture's seven parameters."""

import math
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.augmentation import LECTURE, Augmentation, AugmentationError, draws
from core.photos import BORDERS

SHAPE = (40, 60, 3)


def values(transforms, name):
    return np.array([getattr(transform, name) for transform in transforms])


def test_the_lecture_has_seven_parameters():
    assert math.radians(LECTURE.shear_range) == pytest.approx(0.5)
    assert LECTURE.zoom_range == pytest.approx((0.7, 1.3))
    given_ = asdict(LECTURE)
    given_.update(shear_range=round(LECTURE.shear_range, 4), zoom_range=0.3)
    assert given_ == asdict(Augmentation()) | {
        "rotation_range": 360,
        "width_shift_range": 0.1,
        "height_shift_range": 0.1,
        "shear_range": 28.6479,
        "zoom_range": 0.3,
        "horizontal_flip": True,
        "vertical_flip": True,
    }


def test_draws_fill_their_ranges():
    drawn = draws(LECTURE, SHAPE, 400, seed=0)
    limits = {
        "rotation": (-360, 360),
        "shift_right": (-6, 6),
        "shift_down": (-4, 4),
        "shear": (-28.65, 28.65),
        "zoom_width": (0.7, 1.3),
        "zoom_height": (0.7, 1.3),
    }
    for name, (low, high) in limits.items():
        found = values(drawn, name)
        assert low <= found.min() < low + 0.03 * (high - low), name
        assert high - 0.03 * (high - low) < found.max() <= high, name
        assert found.mean() == pytest.approx((low + high) / 2, abs=0.1 * (high - low)), name


def test_axes_and_flips_are_drawn_on_their_own():
    drawn = draws(LECTURE, SHAPE, 4000, seed=0)
    correlation = np.corrcoef(values(drawn, "zoom_width"), values(drawn, "zoom_height"))[0, 1]
    assert abs(correlation) < 0.06
    flips = values(drawn, "flip_horizontal") + 2 * values(drawn, "flip_vertical")
    shares = np.bincount(flips, minlength=4) / len(drawn)
    np.testing.assert_allclose(shares, 0.25, atol=0.03)


def test_a_shift_of_whole_pixels_stays_below_its_range():
    shifts = values(draws(Augmentation(width_shift_range=3), SHAPE, 400, seed=0), "shift_right")
    assert set(shifts) == {-2, -1, 0, 1, 2}
    shifts = values(draws(Augmentation(width_shift_range=3.0), SHAPE, 400, seed=0), "shift_right")
    assert np.abs(shifts).max() > 2.5


def test_brightness_is_a_factor():
    light = values(
        draws(Augmentation(brightness_range=(0.5, 1.5)), SHAPE, 400, seed=0), "brightness"
    )
    assert light.min() < 0.55
    assert light.max() > 1.45
    assert set(values(draws(LECTURE, SHAPE, 400, seed=0), "brightness")) == {1}


def test_nothing_is_drawn_from_nothing():
    (nothing,) = set(draws(Augmentation(), SHAPE, 50, seed=0))
    assert (nothing.rotation, nothing.zoom_width, nothing.brightness) == (0, 1, 1)
    assert not nothing.flip_horizontal


@given(st.integers(0, 2**32 - 1))
def test_equal_seeds_draw_equal_transforms_however_many(seed):
    assert draws(LECTURE, SHAPE, 3, seed) == draws(LECTURE, SHAPE, 5, seed)[:3]


def test_a_range_changes_its_own_values_only():
    wide = draws(LECTURE, SHAPE, 20, seed=0)
    narrow = draws(Augmentation(**asdict(LECTURE) | {"rotation_range": 36}), SHAPE, 20, seed=0)
    np.testing.assert_allclose(values(narrow, "rotation") * 10, values(wide, "rotation"))
    np.testing.assert_array_equal(values(narrow, "shear"), values(wide, "shear"))
    np.testing.assert_array_equal(values(narrow, "zoom_width"), values(wide, "zoom_width"))


@pytest.mark.parametrize(
    ("reason", "settings"),
    [
        ("out_of_range", {"rotation_range": -1}),
        ("out_of_range", {"rotation_range": 361}),
        ("out_of_range", {"width_shift_range": float("nan")}),
        ("out_of_range", {"height_shift_range": "0.1"}),
        ("out_of_range", {"shear_range": 90}),
        ("out_of_range", {"zoom_range": 1}),
        ("out_of_range", {"zoom_range": (1.2, 0.8)}),
        ("out_of_range", {"cval": 256}),
        ("out_of_range", {"brightness_range": (-0.1, 1)}),
        ("pair", {"zoom_range": (0.5, 1, 2)}),
        ("pair", {"brightness_range": 0.3}),
        ("fill_mode", {"fill_mode": "mirror"}),
    ],
)
def test_impossible_settings_are_refused_by_name(reason, settings):
    with pytest.raises(AugmentationError) as refusal:
        Augmentation(**settings)
    assert refusal.value.reason == f"augmentation.{reason}"


def test_settings_survive_a_dictionary():
    assert Augmentation(**asdict(LECTURE)) == LECTURE
    assert Augmentation(zoom_range=[0.5, 1.5]) == Augmentation(zoom_range=0.5)


@pytest.mark.parametrize("fill_mode", BORDERS)
def test_what_fills_the_border_is_what_was_asked_for(fill_mode):
    (found,) = draws(Augmentation(fill_mode=fill_mode, cval=77), SHAPE, 1, seed=0)
    assert (found.fill_mode, found.cval) == (fill_mode, 77)


NOT_USUAL = {
    "rotation_range": 90,
    "width_shift_range": 0.3,
    "height_shift_range": 0.3,
    "shear_range": 20,
    "zoom_range": 0.5,
    "horizontal_flip": True,
    "vertical_flip": True,
    "fill_mode": "wrap",
    "cval": 9,
    "brightness_range": (0.2, 0.9),
}


@pytest.mark.parametrize("name", NOT_USUAL)
def test_every_setting_reaches_the_transforms(name):
    """Each one alone changes what is drawn from the same seed, and nothing but its own values."""
    assert NOT_USUAL.keys() == asdict(Augmentation()).keys()
    own = {
        "rotation_range": {"rotation"},
        "width_shift_range": {"shift_right"},
        "height_shift_range": {"shift_down"},
        "shear_range": {"shear"},
        "zoom_range": {"zoom_width", "zoom_height"},
        "horizontal_flip": {"flip_horizontal"},
        "vertical_flip": {"flip_vertical"},
        "brightness_range": {"brightness"},
    }
    usual, changed = (
        [asdict(transform) for transform in draws(augmentation, SHAPE, 10, seed=0)]
        for augmentation in (Augmentation(), Augmentation(**{name: NOT_USUAL[name]}))
    )
    different = {
        key
        for before, after in zip(usual, changed, strict=True)
        for key in before
        if before[key] != after[key]
    }
    assert different == own.get(name, {name})


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("rotation_range", 0, 360),
        ("width_shift_range", 0, 4096),
        ("height_shift_range", 0, 4096),
        ("shear_range", 0, 85),
        ("cval", 0, 255),
        ("zoom_range", 0.05, 20),
        ("brightness_range", 0, 10),
    ],
)
def test_limits_belong_to_their_ranges(name, low, high):
    pair = name in ("zoom_range", "brightness_range")
    for value in (low, high):
        Augmentation(**{name: (value, value) if pair else value})
    for value in (low - 0.01, high + 0.01):
        with pytest.raises(AugmentationError) as refusal:
            Augmentation(**{name: (value, value) if pair else value})
        assert refusal.value.reason == "augmentation.out_of_range"


def test_a_zoom_is_a_pair_whatever_was_given():
    assert Augmentation(zoom_range=0.5).zoom == (0.5, 1.5)
    assert Augmentation(zoom_range=(0.8, 2)).zoom == (0.8, 2)
    assert Augmentation(zoom_range=np.float32(0.5)) == Augmentation(zoom_range=0.5)
