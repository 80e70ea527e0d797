"""What the inference worker does for the web pages: photos in, only what is drawn out."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from core import deletion, grad_cam, imagenet, occlusion, randomised, vgg16
from core.byte_cache import ByteCache
from core.channel_views import ChannelView, LayerChannels, view_layers
from core.classifier import Classifier, Prediction
from core.grad_cam import ChannelShare
from core.passes import passes_of

CACHE_BYTES = 256 * 2**20  # about 140 photos
OWN_RUNS = 4  # kept ready


@dataclass(frozen=True)
class LayerView:
    """One layer, its output shape (h, w, C), and its strongest channel's uint8 map."""

    name: str
    shape: tuple[int, int, int]
    channel: int
    map: np.ndarray


_photos = ByteCache(CACHE_BYTES)


def layer_overview(image: np.ndarray) -> list[LayerView]:
    """Return VGG16's 18 layers, first to last, each by its strongest channel for the photo.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    """
    views = []
    for name, layer in _view_layers(image).items():
        first = layer.channels[0]
        views.append(LayerView(name, layer.shape, first.index, first.map))
    return views


def strongest_channels(image: np.ndarray, layer: str, top: int = 12) -> list[ChannelView]:
    """Return the channels of a VGG16 layer with the largest mean activation, strongest first.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    layer
        One of `core.vgg16.LAYERS`.
    top
        How many, at most `core.channel_views.STRONGEST`.

    Raises
    ------
    core.vgg16.LayerError
        ``network.unknown_layer``.
    """
    vgg16.require_layers((layer,))
    return _view_layers(image)[layer].channels[:top]


def classify(image: np.ndarray, model_key: str = "imagenet", top: int = 5) -> list[Prediction]:
    """Return the most probable classes, best first.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    model_key
        ``"imagenet"`` (the bundled classifier), ``"vgg16"`` (downloaded on first use) or the
        name of a training run.

    Raises
    ------
    core.vgg16_imagenet.ModelError
        ``model.download_failed``, for ``"vgg16"`` where it cannot be downloaded.
    """
    classifier = _classifier(model_key)
    passed = passes_of(classifier).forward(classifier.preprocess(image))
    return classifier.ranked(passed.probabilities(), top)


def explain(
    image: np.ndarray,
    class_index: int,
    layer: str | None = None,
    model_key: str = "imagenet",
    method: str = "grad_cam",
) -> np.ndarray:
    """Return the activation map of a class, float32 (h, w) in 0..1.

    See `core.grad_cam.grad_cam` for its errors and `classify` for `model_key`.
    """
    return grad_cam.grad_cam(_classifier(model_key), image, class_index, layer, method)


def channel_shares(
    image: np.ndarray, class_index: int, layer: str, model_key: str, method: str
) -> list[ChannelShare]:
    """Return the five channels that add most to the map, see `core.grad_cam.channel_shares`."""
    return grad_cam.channel_shares(_classifier(model_key), image, class_index, layer, method)


def randomised_maps(
    image: np.ndarray, class_index: int, layer: str, model_key: str, method: str
) -> list[randomised.Stage]:
    """Return the map while layers lose what they learnt, see `core.randomised.cascade`."""
    return randomised.cascade(_classifier(model_key), image, class_index, layer, method)


def occlusion_map(image: np.ndarray, class_index: int, model_key: str) -> np.ndarray:
    """Return what covering each place takes from a class score, see `core.occlusion`."""
    return occlusion.occlusion_map(_classifier(model_key), image, class_index)


def changed_photo_curve(
    change: str, image: np.ndarray, class_index: int, heatmap: np.ndarray, model_key: str
) -> deletion.Curve:
    """Return the curve of ``"insertion"`` or ``"deletion"``, see `core.deletion`."""
    return deletion.CURVES[change](_classifier(model_key), image, class_index, heatmap)


def explainable_layers(model_key: str = "imagenet") -> tuple[str, ...]:
    """Return the names of the layers that `explain` takes for a model, first to last."""
    return _classifier(model_key).layers


def take_home(model_key: str, kind: str) -> Path:
    """Return a model file of a training run, see `core.take_home.model_file`."""
    from core.take_home import model_file

    return model_file(model_key, kind)


def warm() -> None:
    """Build and compile the bundled networks, so that nobody waits for it."""
    blank = np.zeros((vgg16.INPUT_SIZE, vgg16.INPUT_SIZE, 3), np.uint8)
    layer_overview(blank)
    classify(blank)
    explain(blank, class_index=0, layer=explainable_layers()[0])  # by way of all layers


def _view_layers(image: np.ndarray) -> dict[str, LayerChannels]:
    photo = hashlib.sha256(image.tobytes() + str(image.shape).encode()).digest()
    return _photos.get_or_make(
        photo,
        make=lambda: view_layers(image),
        size_of=lambda layers: sum(layer.nbytes for layer in layers.values()),
    )


def _classifier(model_key: str) -> Classifier:
    if model_key == "imagenet":
        return imagenet.classifier()
    if model_key == "vgg16":
        from core import vgg16_imagenet

        return vgg16_imagenet.classifier()
    return _own_run(model_key)


@lru_cache(maxsize=OWN_RUNS)  # a run's folder is named by its content, so it never changes
def _own_run(name: str) -> Classifier:
    from core import training

    return training.load_run(name)
