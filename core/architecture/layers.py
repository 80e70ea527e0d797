"""The layers of a CNN as records: what each does to a shape, learns and multiplies.

Nothing is checked here: `core.architecture.summary` refuses what cannot be, before it asks a layer.
Shapes are ``(height, width, channels)`` for feature maps and ``(length,)`` for a list of numbers.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import prod
from typing import ClassVar

from core.convolution import output_size, padding_amounts

Shape = tuple[int, ...]
ACTIVATIONS = ("linear", "relu", "tanh", "sigmoid", "softmax")
PADDINGS = ("valid", "same")


@dataclass(frozen=True)
class Count:
    """A number with the arithmetic that gives it; no arithmetic where there is nothing to count."""

    value: int = 0
    arithmetic: str = ""

    @classmethod
    def of(cls, value: int, product: str) -> "Count":
        """Return the count whose arithmetic is ``product = value``."""
        return cls(value, f"{product} = {value:,}")


@dataclass(frozen=True)
class Layer:
    """A layer that learns nothing, multiplies nothing and keeps the shape."""

    short_name: ClassVar[str]
    ranks: ClassVar[tuple[int, ...]] = (1, 3)  # of the shapes it takes

    def output_shape(self, shape: Shape) -> Shape:
        """Return the shape that comes out."""
        return shape

    def size_arithmetic(self, shape: Shape) -> str:
        """Return the arithmetic of the output's size, or nothing."""
        return ""

    def parameters(self, shape: Shape) -> Count:
        """Count the numbers that training sets, biases included."""
        return Count()

    def multiply_adds(self, shape: Shape) -> Count:
        """Count the products that are summed, for one image; biases are not counted."""
        return Count()


class Windowed(Layer, ABC):
    """A layer whose square window slides over a feature map by its `stride` and `padding`."""

    ranks: ClassVar[tuple[int, ...]] = (3,)
    stride: int  # these two are fields of the layers below, where they come after the window
    padding: str

    @property
    @abstractmethod
    def window(self) -> int:
        """Side of the window."""

    def padding_before(self, size: int) -> int:
        """Return the pixels added before the first one of an axis."""
        return padding_amounts(size, self.window, self.stride, self.padding)[0]

    def output_shape(self, shape: Shape) -> Shape:
        """Return the stops of the window down and across; channels stay."""
        height, width, channels = shape
        return self._stops(height), self._stops(width), channels

    def size_arithmetic(self, shape: Shape) -> str:
        """Return the arithmetic of the number of stops down the map."""
        height = shape[0]
        added = sum(padding_amounts(height, self.window, self.stride, self.padding))
        room = f"({height} + {added} − {self.window})" if added else f"({height} − {self.window})"
        return f"⌊{room} ÷ {self.stride}⌋ + 1 = {self._stops(height)}"

    def _stops(self, size: int) -> int:
        return output_size(size, self.window, self.stride, self.padding)


@dataclass(frozen=True)
class Conv2D(Windowed):
    """A convolution with a bias a filter."""

    short_name: ClassVar[str] = "conv"
    filters: int
    kernel_size: int = 3
    stride: int = 1
    padding: str = "same"
    activation: str = "relu"

    @property
    def window(self) -> int:
        """Side of the kernel."""
        return self.kernel_size

    def output_shape(self, shape: Shape) -> Shape:
        """Return a map a filter."""
        return (*super().output_shape(shape)[:2], self.filters)

    def parameters(self, shape: Shape) -> Count:
        """Count a kernel and a bias a filter."""
        side, channels = self.kernel_size, shape[-1]
        return Count.of(
            (side * side * channels + 1) * self.filters,
            f"({side}×{side}×{channels} + 1) × {self.filters:,}",
        )

    def multiply_adds(self, shape: Shape) -> Count:
        """Count a kernel's products at every stop of every filter."""
        side, channels = self.kernel_size, shape[-1]
        height, width, filters = self.output_shape(shape)
        return Count.of(
            height * width * filters * side * side * channels,
            f"{height}×{width}×{filters} × {side}×{side}×{channels}",
        )


@dataclass(frozen=True)
class MaxPooling2D(Windowed):
    """The largest value of each window, channel by channel."""

    short_name: ClassVar[str] = "pool"
    pool_size: int = 2
    stride: int = 2
    padding: str = "valid"

    @property
    def window(self) -> int:
        """Side of the window."""
        return self.pool_size


@dataclass(frozen=True)
class AveragePooling2D(MaxPooling2D):
    """The mean of each window, channel by channel."""


@dataclass(frozen=True)
class LocalResponseNormalization(Layer):
    """AlexNet's normalization over neighbouring channels, as VGG A-LRN has it."""

    short_name: ClassVar[str] = "lrn"
    ranks: ClassVar[tuple[int, ...]] = (3,)


@dataclass(frozen=True)
class Dropout(Layer):
    """In training, a share of the values is set to 0; in prediction nothing happens."""

    short_name: ClassVar[str] = "dropout"
    rate: float = 0.5


@dataclass(frozen=True)
class Flatten(Layer):
    """All numbers of a feature map in one list."""

    short_name: ClassVar[str] = "flatten"

    def output_shape(self, shape: Shape) -> Shape:
        """Return the length of the list."""
        return (prod(shape),)

    def size_arithmetic(self, shape: Shape) -> str:
        """Return the product of the sides."""
        return f"{'×'.join(map(str, shape))} = {prod(shape):,}"


@dataclass(frozen=True)
class GlobalAveragePooling2D(Layer):
    """The mean of each channel's map."""

    short_name: ClassVar[str] = "gap"
    ranks: ClassVar[tuple[int, ...]] = (3,)

    def output_shape(self, shape: Shape) -> Shape:
        """Return a number a channel."""
        return shape[-1:]


@dataclass(frozen=True)
class Dense(Layer):
    """Every unit sees every number of the list, and has a bias."""

    short_name: ClassVar[str] = "dense"
    ranks: ClassVar[tuple[int, ...]] = (1,)
    units: int
    activation: str = "relu"

    def output_shape(self, shape: Shape) -> Shape:
        """Return a number a unit."""
        return (self.units,)

    def parameters(self, shape: Shape) -> Count:
        """Count a weight an input and a bias, for each unit."""
        (length,) = shape
        return Count.of((length + 1) * self.units, f"({length:,} + 1) × {self.units:,}")

    def multiply_adds(self, shape: Shape) -> Count:
        """Count a product an input, for each unit."""
        (length,) = shape
        return Count.of(length * self.units, f"{length:,} × {self.units:,}")


KINDS: dict[str, type[Layer]] = {
    kind.__name__: kind
    for kind in (
        *(Conv2D, MaxPooling2D, AveragePooling2D, LocalResponseNormalization),
        *(Dropout, Flatten, GlobalAveragePooling2D, Dense),
    )
}
