"""Stacks of layers to start from: LeNet-5, a small CNN, an MLP, the VGG networks."""

from dataclasses import dataclass

from core.architecture import vgg_table
from core.architecture.layers import (
    AveragePooling2D,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    MaxPooling2D,
    Shape,
)


@dataclass(frozen=True)
class Stack:
    """Layers and the shape of the image that goes in."""

    input_shape: Shape
    layers: tuple[Layer, ...]


def mlp(input_shape: Shape, hidden: int, classes: int) -> Stack:
    """Return a multilayer perceptron with one hidden layer."""
    return Stack(input_shape, (Flatten(), Dense(hidden), Dense(classes, "softmax")))


PRESETS: dict[str, Stack] = {
    # the outline of LeCun et al. 1998; its sparse C3 and its RBF output are a full one and softmax
    "lenet5": Stack(
        (32, 32, 1),
        (
            *(Conv2D(6, 5, 1, "valid", "tanh"), AveragePooling2D()),
            *(Conv2D(16, 5, 1, "valid", "tanh"), AveragePooling2D()),
            *(Flatten(), Dense(120, "tanh"), Dense(84, "tanh"), Dense(10, "softmax")),
        ),
    ),
    "small": Stack(
        (64, 64, 3),
        (
            *(Conv2D(16), MaxPooling2D(), Conv2D(32), MaxPooling2D(), Conv2D(64), MaxPooling2D()),
            *(Flatten(), Dropout(0.5), Dense(64), Dense(3, "softmax")),
        ),
    ),
    "mlp": mlp((28, 28, 1), hidden=128, classes=10),
    **{f"VGG {name}": Stack(vgg_table.INPUT_SHAPE, vgg_table.VGG[name]) for name in vgg_table.VGG},
}
