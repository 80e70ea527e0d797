"""Keras code for a stack of layers. It runs as pasted."""

from collections.abc import Sequence

from core.architecture import (
    Conv2D,
    Dense,
    Dropout,
    Layer,
    LocalResponseNormalization,
    MaxPooling2D,
    Shape,
)

# AlexNet's constants: k = 2, n = 5 (a radius of 2), alpha = 1e-4, beta = 0.75
_NORMALIZATION = """\
def normalize(x):  # local response normalization, which Keras has no layer for
    return tf.nn.local_response_normalization(x, 2, bias=2, alpha=1e-4, beta=0.75)


"""


def to_keras_code(layers: Sequence[Layer], input_shape: Shape) -> str:
    """Return code that builds the stack and prints its summary."""
    normalizes = any(isinstance(layer, LocalResponseNormalization) for layer in layers)
    lines = [f"keras.Input({input_shape})", *map(_line, layers)]
    body = "\n".join(f"        {line}," for line in lines)
    return f"""\
import keras
{"import tensorflow as tf" + chr(10) if normalizes else ""}from keras import layers

{chr(10) + _NORMALIZATION if normalizes else ""}model = keras.Sequential(
    [
{body}
    ]
)
model.summary()
"""


def _line(layer: Layer) -> str:
    match layer:
        case Conv2D():
            options = f"{layer.filters}, {layer.kernel_size}"
            if layer.stride != 1:
                options += f", strides={layer.stride}"
            options += f', padding="{layer.padding}", activation="{layer.activation}"'
        case MaxPooling2D():  # and its subclass AveragePooling2D
            options = f"{layer.pool_size}, strides={layer.stride}"
            if layer.padding != "valid":
                options += f', padding="{layer.padding}"'
        case Dense():
            options = f'{layer.units}, activation="{layer.activation}"'
        case Dropout():
            options = f"{layer.rate:g}"
        case LocalResponseNormalization():
            return "layers.Lambda(normalize)"
        case _:
            options = ""
    return f"layers.{type(layer).__name__}({options})"
