"""Keras code for the pooling lesson, with the reader's settings. It runs as pasted."""

from typing import Literal

import numpy as np


def pooling(
    image: np.ndarray, size: int, stride: int, padding: str, mode: Literal["max", "average"]
) -> str:
    """Return code that pools ``image`` (H, W) by a layer of Keras."""
    layer = {"max": "MaxPooling2D", "average": "AveragePooling2D"}[mode]
    rows = ",\n    ".join("[" + ", ".join(f"{value:g}" for value in row) + "]" for row in image)
    return f"""\
import keras
import numpy as np

image = np.array([
    {rows},
], "float32")

x = image[None, :, :, None]  # (1, H, W, 1): one image, one channel
layer = keras.layers.{layer}(pool_size={size}, strides={stride}, padding="{padding}")

print(np.array(layer(x))[0, :, :, 0])
"""
