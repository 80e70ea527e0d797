"""Gradient ascent on a channel: it climbs, and equal starts give equal pictures."""

import numpy as np
import pytest

from core.networks import vgg16
from core.networks.units import feature_visualisation as fv

LAYER = "block1_conv2"
CHANNELS = (3, 40)


def responses(layer, channels, images):
    """Return each image's mean of its own channel before the ReLU."""
    return np.asarray(fv.objective(layer)(np.asarray(images, np.float32), np.array(channels)))


@pytest.fixture(scope="module")
def climbed():
    return fv.climb(fv.begin(LAYER, CHANNELS), 8)


@pytest.mark.tensorflow
def test_the_pictures_drive_their_channels_up(climbed):
    before = fv.pictures(fv.begin(LAYER, CHANNELS)) / 255
    after = fv.pictures(climbed) / 255
    assert after.shape == (2, 64, 64, 3)
    gain = responses(LAYER, CHANNELS, after) - responses(LAYER, CHANNELS, before)
    assert (gain > 30).all()


@pytest.mark.tensorflow
def test_each_picture_is_for_its_own_channel(climbed):
    pictures = fv.pictures(climbed) / 255
    own = responses(LAYER, CHANNELS, pictures)
    crossed = responses(LAYER, CHANNELS[::-1], pictures)
    assert (own > crossed).all()


@pytest.mark.tensorflow
def test_steps_at_once_or_one_by_one_and_batched_or_alone_give_the_same(climbed):
    alone = fv.climb(fv.climb(fv.begin(LAYER, CHANNELS[1:]), 3), 5)
    assert alone.step == climbed.step
    difference = fv.pictures(alone)[0].astype(int) - fv.pictures(climbed)[1]
    assert np.abs(difference).mean() < 1


@pytest.mark.tensorflow
def test_climbing_leaves_the_start_as_it_was(climbed):
    start = fv.begin(LAYER, CHANNELS)
    before = start.coefficients.copy()
    further = fv.climb(climbed, 1)
    fv.climb(start, 1)
    np.testing.assert_array_equal(start.coefficients, before)
    assert (start.step, climbed.step, further.step) == (0, 8, 9)


@pytest.mark.tensorflow
def test_a_response_is_the_mean_of_the_network_s_map():
    photo = np.random.default_rng(0).integers(0, 256, (224, 224, 3), dtype=np.uint8)
    maps = vgg16.feature_maps(photo, [LAYER])[LAYER][1:-1, 1:-1]  # without the padded border
    response = responses(LAYER, [7], photo[np.newaxis] / 255)[0]
    negative = response - maps[..., 7].mean()  # of which a tenth counts
    assert -0.1 * maps[..., 7].max() < negative <= 1e-3


@pytest.mark.tensorflow
def test_faint_noise_is_the_start():
    start = fv.pictures(fv.begin(LAYER, (0,)))
    assert np.abs(start.astype(int) - 128).max() < 10
    np.testing.assert_array_equal(start, fv.pictures(fv.begin(LAYER, (0,))))


def test_a_move_turns_scales_and_shifts_about_the_middle():
    moves = fv.transforms(range(200), step=0, size=64)
    turn = moves[:, [0, 1, 3, 4]].reshape(-1, 2, 2)
    scale = np.sqrt(np.linalg.det(turn))
    angle = np.rad2deg(np.arctan2(turn[:, 1, 0], turn[:, 0, 0]))
    middle = turn @ np.full(2, 31.5) + moves[:, [2, 5]]
    assert np.abs(scale - 1).max() <= fv.SCALE + 1e-6
    assert 0.8 * fv.TURN < np.abs(angle).max() <= fv.TURN + 1e-4
    assert np.abs(middle - 31.5).max() <= fv.SHIFT * 64 + 1e-4
    assert (moves[:, 6:] == 0).all()


@pytest.mark.parametrize(
    ("layer", "channel", "reason"),
    [
        ("block1_pool", 0, "channel.no_convolution"),
        ("block1_conv1", 64, "channel.unknown"),
        ("block1_conv1", -1, "channel.unknown"),
    ],
)
def test_what_has_no_kernel_is_refused(layer, channel, reason):
    with pytest.raises(fv.ChannelError) as refusal:
        fv.begin(layer, [channel])
    assert refusal.value.reason == reason
