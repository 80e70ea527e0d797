"""VGG16's convolutional part, trained on ImageNet, and its feature maps.

Simonyan and Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, 2014
(configuration D); weights of the authors, CC BY 4.0.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from core.architecture import (
    VGG,
    Conv2D,
    LayerSummary,
    MaxPooling2D,
    ReceptiveField,
    summarize,
)
from core.errors import ConvScopeError
from core.networks import weights as pretrained
from core.photos import to_square

EXTRACTOR: tuple[Conv2D | MaxPooling2D, ...] = tuple(
    layer for layer in VGG["D"] if isinstance(layer, Conv2D | MaxPooling2D)
)  # 13 convolutions, 5 poolings
INPUT_SIZE = 224
BGR_MEANS = np.array([103.939, 116.779, 123.68], np.float32)  # of ImageNet, 0..255


class LayerError(ConvScopeError):
    """A layer that the network does not have."""


def _names() -> Iterator[str]:
    """Yield what Keras calls each layer: ``block1_conv1``, ``block1_conv2``, ``block1_pool``."""
    block, convolution = 1, 0
    for layer in EXTRACTOR:
        if isinstance(layer, Conv2D):
            convolution += 1
            yield f"block{block}_conv{convolution}"
        else:
            yield f"block{block}_pool"
            block, convolution = block + 1, 0


LAYERS: tuple[str, ...] = tuple(_names())
FILTERS: dict[str, int | None] = {  # None: a pooling layer has no filters
    name: layer.filters if isinstance(layer, Conv2D) else None
    for name, layer in zip(LAYERS, EXTRACTOR, strict=True)
}
CONVOLUTIONS: tuple[str, ...] = tuple(name for name, n in FILTERS.items() if n is not None)


def block_of(layer: str) -> int:
    """Return the number of the block that a layer is in, 1..5.

    Raises
    ------
    LayerError
        For a name that is not in `LAYERS`.
    """
    require_layers((layer,))
    return int(layer.removeprefix("block").partition("_")[0])


@lru_cache
def summaries(input_size: int = INPUT_SIZE) -> Mapping[str, LayerSummary]:
    """Return shapes, parameters, multiply-adds and receptive field of each layer, by its name.

    Parameters
    ----------
    input_size
        Side of the photo, pixels.
    """
    found = summarize(EXTRACTOR, (input_size, input_size, 3))
    return MappingProxyType(dict(zip(LAYERS, found, strict=True)))


def receptive_field(layer: str) -> ReceptiveField:
    """Return what a cell of a layer sees of the photo, down as across.

    Raises
    ------
    LayerError
        For a name that is not in `LAYERS`.
    """
    require_layers((layer,))
    return summaries()[layer].receptive_field[0]


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
    for name, layer in zip(LAYERS, EXTRACTOR, strict=True):
        x = _in_keras(layer, name, initializer)(x)
    model = keras.Model(inputs, x, name="vgg16")
    if trained:
        _assign(model, pretrained.load("vgg16_conv"))
    return model


def _in_keras(layer: Conv2D | MaxPooling2D, name: str, initializer):
    """Return the Keras layer that a record of `EXTRACTOR` stands for."""
    import keras

    if isinstance(layer, Conv2D):
        return keras.layers.Conv2D(
            layer.filters,
            layer.kernel_size,
            padding=layer.padding,
            activation=layer.activation,
            kernel_initializer=initializer,
            name=name,
        )
    return keras.layers.MaxPooling2D(layer.window, name=name)


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
