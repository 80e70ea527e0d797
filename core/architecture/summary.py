"""What comes out of a stack of layers, and what it costs: shapes, parameters, multiply-adds.

Sizes follow TensorFlow, counts follow Keras' ``count_params``; receptive fields follow Araujo,
Norris and Sim, Computing Receptive Fields of Convolutional Neural Networks, Distill 2019.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.architecture.layers import (
    Count,
    Dense,
    Flatten,
    GlobalAveragePooling2D,
    Layer,
    Shape,
    Windowed,
)
from core.architecture.receptive_field import ReceptiveField
from core.architecture.rules import (
    ArchitectureError,
    require_affordable,
    require_depth,
    require_input,
    require_numbers,
    require_possible,
)
from core.architecture.vgg_table import VGG

__all__ = ["VGG", "ArchitectureError", "LayerSummary", "classifier_start", "summarize"]


@dataclass(frozen=True)
class LayerSummary:
    """What one layer of a stack does.

    Attributes
    ----------
    name
        Unique in the stack, such as ``"conv2"``.
    input_shape, output_shape
        ``(height, width, channels)`` or ``(length,)``.
    size_arithmetic
        How the output's size comes about, such as ``"⌊(32 − 5) ÷ 1⌋ + 1 = 28"``; may be empty.
    parameter_count, mac_count
        Learnt numbers, and multiply-adds for one image, with their arithmetic.
    receptive_field
        Down and across: of a map's first cell, or of any number of a list after a dense layer or
        a global pooling, which have gathered all cells.
    grid
        Cells ``(height, width)`` that differ in what they see.
    """

    name: str
    layer: Layer
    input_shape: Shape
    output_shape: Shape
    size_arithmetic: str
    parameter_count: Count
    mac_count: Count
    receptive_field: tuple[ReceptiveField, ReceptiveField]
    grid: tuple[int, int]

    @property
    def parameters(self) -> int:
        """Numbers that training sets."""
        return self.parameter_count.value

    @property
    def macs(self) -> int:
        """Multiply-adds for one image."""
        return self.mac_count.value

    def middle_window(self, input_shape: Shape) -> tuple[float, float, float, float]:
        """Return what the middle cell sees: (top, left, bottom, right) as fractions 0..1."""
        down, across = self.receptive_field
        row, column = (cells // 2 for cells in self.grid)
        top, _, bottom, _ = down.window(row, 0, input_shape[0])
        _, left, _, right = across.window(0, column, input_shape[1])
        return top, left, bottom, right


@dataclass(frozen=True)
class _View:
    """What the cells of a grid see of the input, along both axes."""

    grid: tuple[int, int]
    fields: tuple[ReceptiveField, ReceptiveField] = (ReceptiveField(), ReceptiveField())

    def through(self, layer: Layer, output_shape: Shape) -> "_View":
        """Return the view one layer later."""
        (down, across), (rows, columns) = self.fields, self.grid
        if isinstance(layer, Windowed):
            moved = (
                down.after(layer.window, layer.stride, layer.padding_before(rows)),
                across.after(layer.window, layer.stride, layer.padding_before(columns)),
            )
            return _View((output_shape[0], output_shape[1]), moved)
        if isinstance(layer, GlobalAveragePooling2D | Dense):
            return _View((1, 1), (down.after(rows, 1, 0), across.after(columns, 1, 0)))
        return self


def summarize(layers: Sequence[Layer], input_shape: Shape) -> list[LayerSummary]:
    """Follow a shape through a stack of layers.

    Parameters
    ----------
    layers
        From the input to the output; see `core.architecture.layers`.
    input_shape
        ``(height, width, channels)`` of one image.

    Returns
    -------
    list[LayerSummary]
        One a layer.

    Raises
    ------
    ArchitectureError
        ``architecture.needs_map`` or ``.needs_list`` (a layer after one it cannot follow),
        ``.does_not_fit`` (a window larger than the map), ``.number``, ``.choice``, ``.input``,
        ``.too_deep`` or ``.too_large`` (over the limits of `core.architecture.rules`).

    >>> from core.architecture.layers import Conv2D
    >>> summarize([Conv2D(128)], (56, 56, 64))[0].parameter_count.arithmetic
    '(3×3×64 + 1) × 128 = 73,856'
    """
    require_input(input_shape)
    require_depth(layers)
    summaries: list[LayerSummary] = []
    shape, view, names = input_shape, _View((input_shape[0], input_shape[1])), _names(layers)
    for position, (name, layer) in enumerate(zip(names, layers, strict=True), 1):
        require_numbers(position, layer)
        require_possible(position, layer, shape)
        output = layer.output_shape(shape)
        view = view.through(layer, output)
        summaries.append(
            LayerSummary(
                name=name,
                layer=layer,
                input_shape=shape,
                output_shape=output,
                size_arithmetic=layer.size_arithmetic(shape),
                parameter_count=layer.parameters(shape),
                mac_count=layer.multiply_adds(shape),
                receptive_field=view.fields,
                grid=view.grid,
            )
        )
        require_affordable(position, sum(summary.parameters for summary in summaries))
        shape = output
    return summaries


def classifier_start(layers: Sequence[Layer]) -> int:
    """Return the index of the first layer of the classifier, where maps become a list.

    The layers before it are the feature extractor. Without such a layer there is no classifier,
    and the number of layers is returned.
    """
    ends = (Flatten, GlobalAveragePooling2D, Dense)
    return next(
        (index for index, layer in enumerate(layers) if isinstance(layer, ends)), len(layers)
    )


def _names(layers: Sequence[Layer]) -> list[str]:
    """Return each layer's short name with its number among those of that name."""
    shorts = [layer.short_name for layer in layers]
    return [f"{short}{shorts[: index + 1].count(short)}" for index, short in enumerate(shorts)]
