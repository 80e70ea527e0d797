"""VGG16 with its own 1000 classes: 528 MB that are downloaded when asked for, not bundled."""

import os
from functools import cache
from pathlib import Path

from core.errors import ConvScopeError
from core.networks import imagenet, vgg16
from core.networks.classifier import Classifier
from core.networks.published_file import PublishedFile

FILE = "vgg16_weights_tf_dim_ordering_tf_kernels.h5"  # of keras.applications, as are the next three
URL = f"https://storage.googleapis.com/tensorflow/keras-applications/vgg16/{FILE}"
MD5 = "64373286793e3c8b2b4e3219cbf3544b"
SIZE = 553_467_096  # bytes


class ModelError(ConvScopeError):
    """A model that is not on this machine (``model.absent``)."""


@cache
def classifier() -> Classifier:
    """Return VGG16 with its 1000 ImageNet classes, shared by all callers.

    Raises
    ------
    ModelError
        ``model.absent`` where its weights are not; see `core.networks.shared_download`.
    """
    if not weights().is_there():
        raise ModelError("model.absent", "VGG16's classifier has not been downloaded yet")
    import keras

    return Classifier(
        network=keras.applications.VGG16(weights=str(weights().path)),
        preprocess=vgg16.preprocess,
        class_names=imagenet.labels(),
        layers=vgg16.CONVOLUTIONS,
    )


def weights() -> PublishedFile:
    """Return the weights, where Keras itself keeps them: no machine downloads them twice."""
    home = Path(os.environ.get("KERAS_HOME", "~/.keras")).expanduser()
    return PublishedFile(URL, SIZE, MD5, home / "models" / FILE)
