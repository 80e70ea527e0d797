import numpy as np
import pytest

from core.architecture.receptive_field import ReceptiveField
from core.networks.units import views as channel_views
from core.networks.units.views import LayerAnswer, first_view, shared_strongest, view

FIELD = ReceptiveField(size=32, jump=32, start=16.0)  # 7 x 7 cells of a 224 pixel input


def answer_of(activations):
    cells = activations.reshape(-1, activations.shape[-1])
    return LayerAnswer(
        maps=activations.astype(np.float16),
        responses=cells.mean(axis=0),
        peaks=cells.max(axis=0),
        places=cells.argmax(axis=0),
        field=FIELD,
    )


def strongest(activations):
    return first_view({"layer": answer_of(activations)})["layer"].channels


@pytest.fixture
def activations():
    cells = np.zeros((7, 7, 3), np.float32)
    cells[2, 3, 0] = 8.0
    cells[..., 1] = 1.0
    return cells


def test_ranked_by_mean_activation(activations):
    views = strongest(activations)
    assert [view.index for view in views] == [1, 0, 2]
    assert [view.response for view in views] == pytest.approx([1.0, 8 / 49, 0.0])


def test_peak_and_what_it_sees(activations):
    view = strongest(activations)[1]
    assert view.peak == (2, 3)
    assert view.peak_value == 8.0
    assert view.receptive_field == pytest.approx((2 / 7, 3 / 7, 3 / 7, 4 / 7))


def test_maps_reach_255_and_a_silent_channel_stays_black(activations):
    always, once, silent = strongest(activations)
    assert once.map.dtype == np.uint8
    assert np.all(always.map == 255)
    assert once.map[2, 3] == 255
    assert once.map.sum() == 255
    assert not silent.map.any()


def test_first_the_twelve_strongest_then_any_other():
    activations = np.random.default_rng(0).random((7, 7, 20)).astype(np.float32)
    layer = answer_of(activations)
    first = first_view({"layer": layer})["layer"]
    means = activations.mean(axis=(0, 1))
    np.testing.assert_array_equal(first.ranking, np.argsort(-means))
    assert [channel.index for channel in first.channels] == first.ranking[:12].tolist()
    assert [channel.index for channel in view(layer, [19, 4])] == [19, 4]


def test_equal_channels_keep_their_order():
    assert answer_of(np.ones((2, 2, 5), np.float32)).ranking.tolist() == [0, 1, 2, 3, 4]


def test_channels_that_two_photos_share_among_their_strongest():
    one = np.zeros((1, 1, 14), np.float32)
    other = one.copy()
    one[0, 0, :12] = np.arange(12, 0, -1)  # 0 to 11, the first strongest
    other[0, 0, 9:] = 1  # 9 to 13, then 0 to 6 among equals
    views = [first_view({"layer": answer_of(maps)})["layer"] for maps in (one, other)]
    assert shared_strongest(*views) == [0, 1, 2, 3, 4, 5, 6, 9, 10, 11]


@pytest.fixture(scope="module")
def photo():
    return np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)


@pytest.mark.tensorflow
def test_an_answer_is_what_the_network_gives(photo):
    from core.networks import vgg16

    maps = vgg16.feature_maps(photo)
    answer = channel_views.answer(photo)
    assert tuple(answer) == vgg16.LAYERS
    assert sum(layer.nbytes for layer in answer.values()) < 31 * 2**20
    for name, layer in answer.items():
        np.testing.assert_allclose(layer.maps, maps[name], rtol=1e-3, atol=1e-3, err_msg=name)
        cells = maps[name].reshape(-1, maps[name].shape[-1])
        np.testing.assert_allclose(layer.responses, cells.mean(axis=0), rtol=1e-3, atol=1e-5)
        np.testing.assert_allclose(layer.peaks, cells.max(axis=0), rtol=1e-5)
        row, column = layer.peak(3)
        assert maps[name][row, column, 3] == pytest.approx(layer.peaks[3], rel=1e-5)


@pytest.mark.tensorflow
def test_random_weights_answer_otherwise(photo):
    trained, random = (channel_views.answer(photo, weights) for weights in ("imagenet", 1))
    assert not np.array_equal(trained["block1_conv1"].ranking, random["block1_conv1"].ranking)
