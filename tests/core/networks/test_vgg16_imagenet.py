import hashlib

import pytest

from core.networks import vgg16_imagenet
from core.networks.vgg16_imagenet import ModelError


@pytest.fixture
def target(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    return vgg16_imagenet.weights_path()


@pytest.fixture
def served(tmp_path, monkeypatch):
    """A file in the place of the 528 MB."""
    file = tmp_path / "weights.h5"
    file.write_bytes(b"weights")
    monkeypatch.setattr(vgg16_imagenet, "URL", file.as_uri())
    return file


def test_download_into_the_cache_of_keras(target, served, monkeypatch):
    monkeypatch.setattr(vgg16_imagenet, "MD5", hashlib.md5(b"weights").hexdigest())
    vgg16_imagenet.download(target)
    assert target.read_bytes() == b"weights"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.usefixtures("served")
def test_an_incomplete_download_leaves_nothing(target):
    with pytest.raises(ModelError) as caught:
        vgg16_imagenet.download(target)
    assert caught.value.reason == "model.download_failed"
    assert list(target.parent.iterdir()) == []


@pytest.mark.tensorflow
def test_offline_the_classifier_says_so(target, monkeypatch):
    monkeypatch.setattr(vgg16_imagenet, "URL", "http://127.0.0.1:9/nobody-listens-here")
    with pytest.raises(ModelError, match="528 MB"):
        vgg16_imagenet.classifier()
    assert not target.exists()


@pytest.mark.tensorflow
@pytest.mark.usefixtures("target")
def test_stored_weights_are_not_downloaded_again(monkeypatch):
    import keras

    vgg16_imagenet.weights_path().parent.mkdir(parents=True)
    vgg16_imagenet.weights_path().touch()
    asked = []
    monkeypatch.setattr(keras.applications, "VGG16", lambda weights: asked.append(weights))
    vgg16_imagenet.classifier.cache_clear()
    assert vgg16_imagenet.classifier().layers[-1] == "block5_conv3"
    assert asked == [str(vgg16_imagenet.weights_path())]
    vgg16_imagenet.classifier.cache_clear()
