"""Keras code for the channels lesson: several filters over a colour image. It runs as pasted."""

from collections.abc import Sequence

import numpy as np


def color_convolution(image: np.ndarray, kernels: Sequence[np.ndarray], bias: float) -> str:
    """Return code that convolves ``image`` (H, W, C) with F kernels (kH, kW, C) by one Conv2D."""
    height, width, channels = kernels[0].shape
    stacked = "\n".join(f"    {_planes(kernel)}," for kernel in kernels)
    return f"""\
import keras
import numpy as np

# one matrix a channel, then channels last: (H, W, C)
image = np.array({_planes(image)}, "float32").transpose(1, 2, 0)

# one block a filter, one matrix a channel, then (kH, kW, C, F)
weights = np.array([
{stacked}
], "float32").transpose(2, 3, 1, 0)

layer = keras.layers.Conv2D(filters={len(kernels)}, kernel_size=({height}, {width}))
layer.build((None, None, None, {channels}))
layer.set_weights([weights, np.full({len(kernels)}, {bias:g})])

print(layer.kernel.shape)
print(np.array(layer(image[None]))[0].transpose(2, 0, 1))  # one map a filter
"""


def _planes(array: np.ndarray) -> str:
    matrices = (
        "[" + ", ".join(f"[{', '.join(f'{x:.9g}' for x in row)}]" for row in plane) + "]"
        for plane in np.moveaxis(array, -1, 0)
    )
    return "[\n    " + ",\n    ".join(matrices) + ",\n]"
