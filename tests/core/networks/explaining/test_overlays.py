import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.networks.explaining.overlays import (
    COLOUR_MAPS,
    OverlayError,
    above,
    colour_bar,
    enlarged,
    outlined_above,
    overlay,
)


def test_overlay_between_photo_and_colours():
    photo = np.full((6, 8, 3), 100, np.uint8)
    hot = np.ones((2, 2), np.float32)
    np.testing.assert_array_equal(overlay(photo, hot, opacity=0), photo)
    yellow = cv2.applyColorMap(np.full((1, 1), 255, np.uint8), cv2.COLORMAP_INFERNO)[0, 0, ::-1]
    assert yellow[0] > yellow[2]  # red above blue: RGB order
    np.testing.assert_array_equal(overlay(photo, hot, opacity=1)[0, 0], yellow)
    assert overlay(photo, hot, opacity=0.5)[0, 0] == pytest.approx((yellow + 100.0) / 2, abs=0.5)


def test_overlay_lies_on_the_whole_photo():
    """One hot cell in the top left corner of a 7 x 7 map colours the top left seventh."""
    heatmap = np.zeros((7, 7), np.float32)
    heatmap[0, 0] = 1
    photo = np.zeros((70, 140), np.uint8)
    coloured = overlay(photo, heatmap, opacity=1).astype(int).sum(axis=-1)
    assert coloured.shape == (70, 140)
    assert np.all(coloured[:5, :10] == coloured.max())  # up to the middle of the cell
    assert np.all(coloured[20:, 40:] == coloured.min())


def test_a_cell_stands_at_its_middle(tensorflow):
    """TensorFlow's half-pixel bilinear resize is the oracle."""
    heatmap = np.random.default_rng(0).random((7, 9), np.float32)
    expected = tensorflow.image.resize(heatmap[..., None], (60, 50))[..., 0]
    np.testing.assert_allclose(enlarged(heatmap, (60, 50)), expected, atol=1e-5)


@pytest.mark.parametrize("name", COLOUR_MAPS)
def test_colour_maps_grow_lighter_evenly(name):
    bar = colour_bar(name, width=64, height=1)
    lightness = cv2.cvtColor(bar.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[0, :, 0]
    steps = np.diff(lightness)
    assert np.all(steps > 0)
    assert steps.std() < 0.4 * steps.mean()


@given(st.floats(0.05, 0.95))
def test_the_area_above_a_threshold(threshold):
    heatmap = np.linspace(0, 1, 100, dtype=np.float32)[np.newaxis]
    area = above(heatmap, (1, 100), threshold)
    assert area.sum() == (heatmap >= threshold).sum()


def test_an_empty_map_has_no_area_and_no_outline():
    heatmap = np.zeros((3, 3), np.float32)
    photo = np.full((30, 30, 3), 90, np.uint8)
    assert not above(heatmap, (30, 30), 0.5).any()
    np.testing.assert_array_equal(outlined_above(photo, heatmap, 0.5), photo)


def test_the_outline_runs_around_the_area():
    heatmap = np.zeros((3, 3), np.float32)
    heatmap[1, 1] = 1
    photo = np.full((90, 90, 3), 90, np.uint8)
    drawn = outlined_above(photo, heatmap, 0.5)
    changed = np.any(drawn != photo, axis=-1)
    assert drawn.max() == 255
    assert not changed[45, 45]  # inside the outline the picture is as it was
    assert changed[45].any()
    assert not changed[:20].any()


@pytest.mark.parametrize("opacity", [-0.01, 1.01, 2, float("nan")])
def test_an_opacity_beyond_0_and_1_is_refused(opacity):
    with pytest.raises(OverlayError) as refused:
        overlay(np.zeros((2, 2, 3), np.uint8), np.zeros((1, 1)), opacity)
    assert refused.value.reason == "overlay.opacity"


def test_an_unknown_colour_map_is_refused():
    for function in (
        lambda name: overlay(np.zeros((2, 2, 3), np.uint8), np.zeros((1, 1)), colour_map=name),
        colour_bar,
    ):
        with pytest.raises(OverlayError) as refused:
            function("jet")
        assert refused.value.reason == "overlay.colour_map"
        assert "viridis" in refused.value.values["known"]
