import pickle
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from core import channel_views, imagenet, inference, vgg16


@pytest.fixture
def photo():
    return np.random.default_rng(7).integers(0, 256, (60, 80, 3), dtype=np.uint8)


@pytest.fixture
def forward_passes(monkeypatch):
    passes = []
    feature_maps = vgg16.feature_maps

    def counted(image):
        passes.append(image)
        return feature_maps(image)

    monkeypatch.setattr(channel_views.vgg16, "feature_maps", counted)
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
        assert view.peak_value == maps[..., view.index].max()
        np.testing.assert_allclose(
            view.map / 255, maps[..., view.index] / view.peak_value, atol=0.5 / 255 + 1e-6
        )


def test_a_photo_runs_through_the_network_once(forward_passes):
    photo = np.random.default_rng(8).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    inference.layer_overview(photo)
    for layer in vgg16.LAYERS:
        inference.strongest_channels(photo.copy(), layer, top=3)
    assert len(forward_passes) == 1


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


def test_any_other_key_is_a_training_run(photo, monkeypatch):
    loaded = []

    def load_run(key):
        loaded.append(key)
        return imagenet.classifier()

    monkeypatch.setitem(sys.modules, "core.training", SimpleNamespace(load_run=load_run))
    monkeypatch.setattr("core.training", sys.modules["core.training"], raising=False)
    inference._own_run.cache_clear()
    assert inference.classify(photo, "0a1b", top=1) == inference.classify(photo, top=1)
    inference.explain(photo, 0, model_key="0a1b")
    assert loaded == ["0a1b"]
    inference._own_run.cache_clear()


def test_warm_runs():
    inference.warm()
