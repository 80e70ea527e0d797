"""VGG16's convolutional part, trained on ImageNet, and its feature maps.

Simonyan and Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, 2014
(configuration D); weights of the authors, CC BY 4.0.
"""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from core.errors import ConvScopeError
from core.networks import weights as pretrained
from core.photos import to_square

BLOCKS = ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512))  # convolutions, filters
INPUT_SIZE = 224
BGR_MEANS = np.array([103.939, 116.779, 123.68], np.float32)  # of ImageNet, 0..255


class LayerError(ConvScopeError):
    """A layer that the network does not have."""


def _filters():
    for block, (convolutions, filters) in enumerate(BLOCKS, start=1):
        for number in range(1, convolutions + 1):
            yield f"block{block}_conv{number}", filters
        yield f"block{block}_pool", None


FILTERS: dict[str, int | None] = dict(_filters())  # None: a pooling layer has no filters
LAYERS: tuple[str, ...] = tuple(FILTERS)
CONVOLUTIONS: tuple[str, ...] = tuple(name for name, n in FILTERS.items() if n is not None)
GEOMETRY = tuple((2, 2, 0) if n is None else (3, 1, 1) for n in FILTERS.values())
"""Kernel size, stride and padding of each layer."""


def parameter_count() -> int:
    """Return the number of weights and biases of the 13 convolutions: 14,714,688."""
    filters = [n for n in FILTERS.values() if n is not None]
    return sum(9 * before * n + n for before, n in zip([3, *filters], filters, strict=False))


def preprocess(image: np.ndarray, size: int = INPUT_SIZE) -> np.ndarray:
    """Squeeze the whole photo to the input size, swap RGB to BGR and subtract ImageNet's means.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).

    Returns
    -------
    float32 (1, size, size, 3), about -124..151.
    """
    bgr = to_square(image, size)[..., ::-1]
    return (bgr.astype(np.float32) - BGR_MEANS)[np.newaxis]


def build(weights: str | int = "imagenet", input_size: int = INPUT_SIZE):
    """Return a new Keras model of the 13 convolutions and 5 poolings, named as Keras names them.

    Parameters
    ----------
    weights
        ``"imagenet"``, or a seed for random weights (He et al. 2015, which keep the scale of
        the activations through all layers).

    Returns
    -------
    keras.Model, (n, input_size, input_size, 3) -> (n, input_size / 32, input_size / 32, 512).

    Raises
    ------
    core.host.assets.AssetError
        When the bundled weights are missing or damaged.
    """
    import keras

    trained = weights == "imagenet"
    initializer = "zeros" if trained else _he_normal(weights)
    x = inputs = keras.Input((input_size, input_size, 3))
    for name, filters in FILTERS.items():
        if filters is None:
            layer = keras.layers.MaxPooling2D(2, name=name)
        else:
            layer = keras.layers.Conv2D(
                filters,
                3,
                padding="same",
                activation="relu",
                kernel_initializer=initializer,
                name=name,
            )
        x = layer(x)
    model = keras.Model(inputs, x, name="vgg16")
    if trained:
        _assign(model, pretrained.load("vgg16_conv"))
    return model


def _he_normal(seed):
    import keras

    return keras.initializers.HeNormal(keras.random.SeedGenerator(seed))


def _assign(model, arrays):
    for name in CONVOLUTIONS:
        model.get_layer(name).set_weights([arrays[f"{name}/kernel"], arrays[f"{name}/bias"]])


@lru_cache(maxsize=2)
def network(weights: str | int = "imagenet", input_size: int = INPUT_SIZE):
    """Return the model of `build`, shared by all callers: to train it, build one's own."""
    return build(weights, input_size)


def require_layers(layers: Iterable[str]) -> tuple[str, ...]:
    """Return `layers`, or raise LayerError for the first one that VGG16 does not have."""
    layers = tuple(layers)
    for name in layers:
        if name not in FILTERS:
            raise LayerError("network.unknown_layer", "VGG16 has no layer {layer}", layer=name)
    return layers


@lru_cache(maxsize=2)
def all_layers(weights: str | int = "imagenet"):
    """Return a TensorFlow function from preprocessed photos to the outputs of all `LAYERS`."""
    import keras
    import tensorflow as tf

    model = network(weights)
    outputs = [model.get_layer(name).output for name in LAYERS]
    return tf.function(keras.Model(model.input, outputs))  # predict_on_batch copies 60 MB more


def feature_maps(
    image: np.ndarray, layers: Iterable[str] = LAYERS, weights: str | int = "imagenet"
) -> dict[str, np.ndarray]:
    """Return what the layers make of a photo, by layer, from one forward pass.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W); squeezed to 224 x 224.
    layers
        Names out of `LAYERS`.
    weights
        As in `build`.

    Returns
    -------
    For each layer float32 (h, w, C), never negative (after ReLU), first row of the map at the
    top of the photo.

    Raises
    ------
    LayerError
        For a name that is not in `LAYERS`.
    """
    layers = require_layers(layers)
    maps = dict(zip(LAYERS, all_layers(weights)(preprocess(image)), strict=True))
    return {name: np.asarray(maps[name])[0] for name in layers}
