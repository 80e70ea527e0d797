"""Keras code of one convolution, with the reader's settings. It runs as pasted."""

import numpy as np

from core.convolution import Padding


def convolution(
    image: np.ndarray, kernel: np.ndarray, stride: int, padding: Padding, bias: float
) -> str:
    """Return code that convolves ``image`` (H, W) with ``kernel`` (kH, kW) by a Conv2D layer."""
    border = ""
    if isinstance(padding, int):  # Conv2D knows no numbers of pixels
        border, padding = f"x = keras.layers.ZeroPadding2D({padding})(x)\n", "valid"
    return f"""\
import keras
import numpy as np

image = np.array({_rows(image)}, "float32")
kernel = np.array({_rows(kernel)}, "float32")

x = image[None, :, :, None]  # (1, H, W, 1): one image, one channel
{border}layer = keras.layers.Conv2D(
    filters=1, kernel_size={kernel.shape}, strides={stride}, padding="{padding}"
)
layer.build(x.shape)
layer.set_weights([kernel[:, :, None, None], np.array([{bias:g}])])

print(np.array(layer(x))[0, :, :, 0])
"""


def _rows(values: np.ndarray) -> str:
    rows = ("[" + ", ".join(f"{value:.6g}" for value in row) + "]" for row in values)
    return "[\n    " + ",\n    ".join(rows) + ",\n]"
