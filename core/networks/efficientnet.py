"""EfficientNet-Lite0 with its 1000 ImageNet classes, in Keras.

Tan and Le, EfficientNet, 2019; the Lite variants (ReLU6, no squeeze-and-excitation) by
R. Liu, TensorFlow blog, 2020. Weights by Google, Apache-2.0, under their PyTorch names.
"""

from collections.abc import Iterator

import numpy as np

from core.networks import weights as pretrained
from core.photos import to_short_side

INPUT_SIZE = 224  # of the short side; being convolutional, the network takes any long side
STRIDE = 32  # of the last layer
# repeats, kernel size, stride of the first repeat, expansion, filters
STAGES = (
    (1, 3, 1, 1, 16),
    (2, 3, 2, 6, 24),
    (2, 5, 2, 6, 40),
    (3, 3, 2, 6, 80),
    (3, 5, 1, 6, 112),
    (4, 5, 2, 6, 192),
    (1, 3, 1, 6, 320),
)
STEM_FILTERS, HEAD_FILTERS, CLASSES = 32, 1280, 1000
BLOCK_COUNT = sum(stage[0] for stage in STAGES)
LAYERS = ("stem", *(f"block{n}" for n in range(1, BLOCK_COUNT + 1)), "head")


def preprocess(image: np.ndarray) -> np.ndarray:
    """Bring the whole photo to a short side of 224 pixels and scale it to -1..1.

    Seen whole and in proportion, photos are recognised better than squeezed into a square or
    cropped to one (`benchmarks/imagenet.py` measures it).

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).

    Returns
    -------
    float32 (1, h, w, 3), (x - 127) / 128; h and w are multiples of 32, 224..448.
    """
    pixels = to_short_side(image, INPUT_SIZE, STRIDE).astype(np.float32)
    return ((pixels - 127) / 128)[np.newaxis]


def build():
    """Return a new Keras model with the bundled weights, ending in softmax.

    `LAYERS` names the outputs of the stem, of each of the 16 blocks and of the head.

    Returns
    -------
    keras.Model, (n, h, w, 3) -> (n, 1000).

    Raises
    ------
    core.host.assets.AssetError
        When the bundled weights are missing or damaged.
    """
    model = _architecture()
    _assign(model, pretrained.load("efficientnet_lite0"))
    return model


def _architecture():
    import keras

    inputs = keras.Input((None, None, 3))
    x = _convolution(inputs, STEM_FILTERS, 3, 2, "stem")
    number = 1
    for repeats, kernel_size, stride, expansion, filters in STAGES:
        for repeat in range(repeats):
            first_stride = stride if repeat == 0 else 1
            x = _block(x, kernel_size, first_stride, expansion, filters, f"block{number}")
            number += 1
    x = _convolution(x, HEAD_FILTERS, 1, 1, "head")
    x = keras.layers.GlobalAveragePooling2D(name="pooling")(x)
    outputs = keras.layers.Dense(CLASSES, activation="softmax", name="classes")(x)
    return keras.Model(inputs, outputs, name="efficientnet_lite0")


def _block(x, kernel_size, stride, expansion, filters, name):
    """Expand by a 1x1 convolution, filter each channel, project back (inverted residual)."""
    import keras

    shortcut, channels = x, x.shape[-1]
    if expansion > 1:
        x = _convolution(x, channels * expansion, 1, 1, f"{name}_expand")
    x = _convolution(x, None, kernel_size, stride, f"{name}_depthwise")
    x = _convolution(x, filters, 1, 1, f"{name}_project", activation=None)
    if stride == 1 and channels == filters:
        return keras.layers.Add(name=name)([shortcut, x])
    return keras.layers.Identity(name=name)(x)


def _convolution(
    x,
    filters: int | None,
    kernel_size: int,
    stride: int,
    name: str,
    activation: str | None = "relu6",
):
    """Convolve (each channel by itself where `filters` is None), normalise, activate."""
    import keras

    options = {"padding": "same", "use_bias": False, "name": f"{name}_conv"}
    if filters is None:
        x = keras.layers.DepthwiseConv2D(kernel_size, stride, **options)(x)
    else:
        x = keras.layers.Conv2D(filters, kernel_size, stride, **options)(x)
    x = keras.layers.BatchNormalization(epsilon=1e-3, name=f"{name}_bn")(x)
    return keras.layers.Activation(activation, name=name)(x)


def _pytorch_names() -> Iterator[tuple[str, str, str]]:
    """Yield for each convolution its name here, its name there, its batch norm's name there."""
    yield "stem", "_conv_stem", "_bn0"
    for number in range(1, BLOCK_COUNT + 1):
        there = f"_blocks.{number - 1}"
        if number > 1:  # the first block has expansion 1
            yield f"block{number}_expand", f"{there}._expand_conv", f"{there}._bn0"
        yield f"block{number}_depthwise", f"{there}._depthwise_conv", f"{there}._bn1"
        yield f"block{number}_project", f"{there}._project_conv", f"{there}._bn2"
    yield "head", "_conv_head", "_bn1"


def _assign(model, arrays):
    for name, convolution, norm in _pytorch_names():
        kernel = arrays[f"{convolution}.weight"]  # (out, in, h, w); depthwise (channel, 1, h, w)
        order = (2, 3, 0, 1) if name.endswith("_depthwise") else (2, 3, 1, 0)
        model.get_layer(f"{name}_conv").set_weights([kernel.transpose(order)])
        statistics = ("weight", "bias", "running_mean", "running_var")
        model.get_layer(f"{name}_bn").set_weights([arrays[f"{norm}.{key}"] for key in statistics])
    model.get_layer("classes").set_weights([arrays["_fc.weight"].T, arrays["_fc.bias"]])
