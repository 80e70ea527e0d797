import pytest

from core import inference
from core.networks import vgg16_imagenet
from core.networks.published_file import PublishedFile
from core.networks.vgg16_imagenet import ModelError


@pytest.fixture
def weights(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    vgg16_imagenet.classifier.cache_clear()
    yield vgg16_imagenet.weights()
    vgg16_imagenet.classifier.cache_clear()


def test_they_lie_where_keras_looks_for_them(weights, tmp_path):
    assert weights.path.parent == tmp_path / "keras" / "models"
    assert weights.url.endswith(weights.path.name)
    assert not weights.is_there()


def test_without_them_an_answer_is_refused_in_words_and_nothing_is_downloaded(weights, monkeypatch):
    monkeypatch.setattr(PublishedFile, "fetch", lambda self: pytest.fail("it downloads"))
    with pytest.raises(ModelError) as refusal:
        inference.explainable_layers("vgg16")
    assert refusal.value.reason == "model.absent"
    assert not weights.path.parent.exists()


@pytest.mark.tensorflow
def test_keras_reads_them_from_there(weights, monkeypatch):
    import keras

    asked = []
    monkeypatch.setattr(PublishedFile, "is_there", lambda self: True)
    monkeypatch.setattr(keras.applications, "VGG16", lambda weights: asked.append(weights))
    assert vgg16_imagenet.classifier().layers[-1] == "block5_conv3"
    assert asked == [str(weights.path)]
