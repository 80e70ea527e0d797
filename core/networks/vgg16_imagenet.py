"""VGG16 with its own 1000 classes: 528 MB that are downloaded on first use, not bundled."""

import hashlib
import os
import urllib.request
from functools import cache
from pathlib import Path

from core.errors import ConvScopeError
from core.networks import imagenet, vgg16
from core.networks.classifier import Classifier

FILE = "vgg16_weights_tf_dim_ordering_tf_kernels.h5"  # of keras.applications, as are the next two
URL = f"https://storage.googleapis.com/tensorflow/keras-applications/vgg16/{FILE}"
MD5 = "64373286793e3c8b2b4e3219cbf3544b"
TIMEOUT = 5.0  # seconds without an answer, then the network counts as absent


class ModelError(ConvScopeError):
    """A model that cannot be had."""


@cache
def classifier() -> Classifier:
    """Return VGG16 with its 1000 ImageNet classes, shared by all callers.

    Raises
    ------
    ModelError
        ``model.download_failed`` where the weights are neither in Keras' cache nor reachable.
    """
    import keras

    weights = weights_path()
    if not weights.exists():
        download(weights)
    return Classifier(
        network=keras.applications.VGG16(weights=str(weights)),
        preprocess=vgg16.preprocess,
        class_names=imagenet.labels(),
        layers=vgg16.CONVOLUTIONS,
    )


def weights_path() -> Path:
    """Return where Keras itself keeps the weights, so that no machine downloads them twice."""
    home = Path(os.environ.get("KERAS_HOME", "~/.keras")).expanduser()
    return home / "models" / FILE


def download(target: Path) -> None:
    """Download the weights to `target`, which appears only when complete and checked.

    Raises
    ------
    ModelError
        ``model.download_failed``.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        if _fetch(partial) != MD5:
            raise ConnectionError(f"{URL} came incomplete")
        partial.replace(target)
    except OSError as error:
        raise ModelError(
            "model.download_failed",
            "the weights of VGG16 (528 MB) could not be downloaded from {host}",
            host="storage.googleapis.com",
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def _fetch(target: Path) -> str:
    """Write the file and return its MD5, the hash that Keras publishes."""
    digest = hashlib.md5(usedforsecurity=False)
    with urllib.request.urlopen(URL, timeout=TIMEOUT) as response, target.open("wb") as file:
        while chunk := response.read(2**20):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()
