import pickle

import numpy as np
import pytest

from core import inference
from core.networks import imagenet, vgg16
from core.networks.units import known as known_channels
from core.networks.units import views as channel_views

pytestmark = pytest.mark.tensorflow


@pytest.fixture
def photo():
    return np.random.default_rng(7).integers(0, 256, (60, 80, 3), dtype=np.uint8)


@pytest.fixture
def at_hand(monkeypatch):
    """What a new worker has at hand: nothing yet."""
    at_hand = inference.AtHand()
    monkeypatch.setattr(inference, "at_hand", at_hand)
    return at_hand


@pytest.fixture
def forward_passes(monkeypatch):
    passes = []
    preprocess = vgg16.preprocess

    def counted(image):
        passes.append(image)
        return preprocess(image)

    monkeypatch.setattr(channel_views.vgg16, "preprocess", counted)
    return passes


def test_overview_has_all_layers(photo):
    views = inference.layer_overview(photo)
    assert tuple(view.name for view in views) == vgg16.LAYERS
    for view in views:
        assert view.map.shape == view.shape[:2]
        assert view.map.max() == 255


def test_channels_are_those_of_the_network(photo):
    maps = vgg16.feature_maps(photo)["block4_conv2"]
    views = inference.strongest_channels(photo, "block4_conv2")
    means = maps.mean(axis=(0, 1))
    assert len(views) == 12
    assert [view.index for view in views] == list(np.argsort(-means, kind="stable")[:12])
    for view in views:
        assert view.peak_value == pytest.approx(maps[..., view.index].max(), rel=1e-5)
        np.testing.assert_allclose(
            view.map / 255, maps[..., view.index] / view.peak_value, atol=0.5 / 255 + 1e-3
        )


def test_a_photo_runs_through_the_network_once(forward_passes):
    photo = np.random.default_rng(8).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    inference.layer_overview(photo)
    for layer in vgg16.LAYERS:
        inference.strongest_channels(photo.copy(), layer, top=3)
        inference.layer_channels(photo.copy(), layer)
        inference.channel_view(photo.copy(), layer, [63, 1])
    for layer in vgg16.CONVOLUTIONS[1:]:
        inference.cell_account(photo.copy(), layer, 5)
    inference.pooled(photo, "block3_pool", 5)
    inference.photo_stages(photo)
    assert len(forward_passes) == 1


def test_what_a_worker_keeps_of_photos_is_bounded(monkeypatch):
    one = sum(layer.nbytes for layer in channel_views.answer(np.zeros((9, 9), np.uint8)).values())
    at_hand = inference.AtHand(answer_bytes=one)
    monkeypatch.setattr(inference, "at_hand", at_hand)
    for seed in range(2):
        photo = np.random.default_rng(seed).integers(0, 256, (9, 9, 3), dtype=np.uint8)
        inference.channel_view(photo, "block5_conv3", [0])
    assert at_hand.answers.size == one
    assert 8 * one <= inference.ANSWER_BYTES


def test_any_channel_is_the_network_s(photo):
    maps = vgg16.feature_maps(photo)["block3_conv1"]
    last, first = inference.channel_view(photo, "block3_conv1", [255, 0])
    assert (last.index, first.index) == (255, 0)
    assert last.peak_value == pytest.approx(maps[..., 255].max(), rel=1e-5)
    assert maps[..., 255][last.peak] == pytest.approx(last.peak_value, rel=1e-5)


@pytest.mark.parametrize("weights", ["imagenet", 1])
@pytest.mark.parametrize("layer", ["block1_conv1", "block1_conv2", "block2_conv1", "block5_conv3"])
def test_an_account_adds_up_to_the_map_s_value(photo, layer, weights):
    strongest = inference.layer_channels(photo, layer, weights).channels[0]
    account = inference.cell_account(photo, layer, strongest.index, weights)
    assert account.value == strongest.peak_value
    total = account.contributions.sum() + account.others
    assert total == pytest.approx(account.value, rel=1e-4)
    summed = (account.window * account.kernel).sum(axis=(0, 1))
    np.testing.assert_allclose(summed, account.contributions, rtol=1e-4, atol=1e-4)


def test_an_account_of_a_deep_cell_is_that_of_the_whole_convolution(photo):
    from core.convolution import convolve

    layer = "block5_conv2"
    view = inference.layer_channels(photo, layer).channels[0]
    account = inference.cell_account(photo, layer, view.index)
    before = vgg16.feature_maps(photo)["block5_conv1"]
    kernel, bias = vgg16.network().get_layer(layer).get_weights()
    kernel = kernel[..., view.index]
    parts = np.array(
        [convolve(before[..., c], kernel[..., c], padding=1)[view.peak] for c in range(512)]
    )
    assert parts.sum() + bias[view.index] == pytest.approx(view.peak_value, rel=1e-4)
    assert account.added == pytest.approx(parts[parts > 0].sum(), rel=2e-3)
    assert account.taken == pytest.approx(parts[parts < 0].sum(), rel=2e-2)
    assert list(account.inputs) == np.argsort(-parts)[:3].tolist()
    np.testing.assert_allclose(account.shares, np.sort(parts)[:-4:-1] / account.added, rtol=5e-3)


def test_pooling_takes_the_largest_of_the_four_cells(photo):
    strongest = inference.layer_channels(photo, "block4_pool").channels[0]
    cells = inference.pooled(photo, "block4_pool", strongest.index)
    assert cells.shape == (2, 2)
    assert cells.max() == strongest.peak_value


def test_a_channel_s_picture_grows_step_by_step_and_is_kept_for_all(monkeypatch, at_hand):
    layer = "block1_conv2"
    channel = next(c for c in range(64) if c not in known_channels.pictured(layer))
    shares = []
    while not shares or shares[-1] < 1:
        found = inference.visualise_channel(layer, channel)
        shares.append(found.done)
    assert shares == pytest.approx(np.arange(1, 11) / 10)
    assert not at_hand.ascents
    monkeypatch.setattr(inference.feature_visualisation, "climb", None)  # not needed again
    again = inference.visualise_channel(layer, channel)
    assert again.done == 1
    assert np.abs(again.picture.astype(int) - found.picture).mean() < 10  # but for JPEG


def test_unfinished_pictures_are_bounded(monkeypatch, at_hand):
    monkeypatch.setattr(inference, "UNFINISHED", 2)
    monkeypatch.setattr(inference, "CLIMB", 1)
    channels = [c for c in range(64) if c not in known_channels.pictured("block1_conv1")][:3]
    for channel in channels:
        inference.visualise_channel("block1_conv1", channel)
    assert [channel for _, channel in at_hand.ascents] == channels[1:]


def test_photos_of_equal_bytes_and_other_shape_differ(forward_passes):
    photo = np.random.default_rng(9).integers(0, 256, (40, 20, 3), dtype=np.uint8)
    inference.layer_overview(photo)
    inference.layer_overview(photo.reshape(20, 40, 3))
    assert len(forward_passes) == 2


def test_only_what_is_drawn_crosses(photo):
    crossing = pickle.dumps((inference.layer_overview(photo),))
    assert len(crossing) < 250_000
    assert len(pickle.dumps(inference.strongest_channels(photo, "block1_conv1"))) < 650_000


def test_an_unknown_layer_is_refused_before_the_network_runs(photo, forward_passes):
    with pytest.raises(vgg16.LayerError):
        inference.strongest_channels(photo, "fc1")
    assert not forward_passes


def test_classify_and_explain_with_the_bundled_classifier(photo):
    best = inference.classify(photo)[0]
    expected = imagenet.predict(photo)[0]
    assert (best.index, best.label) == (expected.index, expected.label)
    assert best.probability == pytest.approx(expected.probability, rel=1e-4)
    heatmap = inference.explain(photo, best.index)
    assert heatmap.shape == (7, 9)  # 60 x 80 pixels, in proportion
    assert heatmap.max() == 1
    assert inference.explain(photo, best.index, layer="block5").shape == (28, 36)
    assert inference.explainable_layers()[-1] == "head"


def test_any_other_key_is_a_training_run_and_loaded_once(photo, monkeypatch):
    loaded = []

    def load_run(key):
        loaded.append(key)
        return imagenet.classifier()

    monkeypatch.setattr(inference, "load_run", load_run)
    monkeypatch.setattr(inference, "at_hand", inference.AtHand())
    assert inference.classify(photo, "0a1b", top=1) == inference.classify(photo, top=1)
    inference.explain(photo, 0, model_key="0a1b")
    assert loaded == ["0a1b"]


def test_warm_runs():
    inference.warm()
