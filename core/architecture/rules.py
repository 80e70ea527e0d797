"""What a stack of layers cannot be: a layer after one it cannot follow, a number out of range."""

from collections.abc import Sequence
from dataclasses import fields

from core.architecture.layers import ACTIVATIONS, PADDINGS, Layer, Shape, Windowed
from core.errors import ConvScopeError

MOST_LAYERS = 40
MOST_PARAMETERS = 1_000_000_000  # 4 GB of memory in float32
RANGES: dict[str, tuple[float, float]] = {  # field of a layer: smallest and largest value
    "filters": (1, 1024),
    "kernel_size": (1, 11),
    "stride": (1, 8),
    "pool_size": (1, 16),
    "rate": (0.0, 0.9),
    "units": (1, 8192),
}
CHOICES: dict[str, tuple[str, ...]] = {"padding": PADDINGS, "activation": ACTIVATIONS}
INPUT_RANGE = {"height": (1, 512), "width": (1, 512), "channels": (1, 64)}


class ArchitectureError(ConvScopeError):
    """A stack that cannot be; ``values["position"]`` is the layer concerned, from 1."""


_WRONG_RANK = {  # rank of the shape that came: what to say
    1: (
        "architecture.needs_map",
        "{layer} needs a feature map, but the layers before made a list of numbers",
    ),
    3: (
        "architecture.needs_list",
        "{layer} needs a list of numbers: put Flatten or GlobalAveragePooling2D before it",
    ),
}


def require_input(shape: Shape) -> None:
    """Refuse an input that is no image of a size that is drawn here."""
    ranges = INPUT_RANGE.values()
    inside = len(shape) == len(ranges) and all(
        low <= size <= high for size, (low, high) in zip(shape, ranges, strict=True)
    )
    if not inside:
        raise ArchitectureError(
            "architecture.input",
            "an input is 1 to 512 pixels a side with 1 to 64 channels, not {shape}",
            position=0,
            shape="×".join(map(str, shape)),
        )


def require_depth(layers: Sequence[Layer]) -> None:
    """Refuse a stack with more layers than are drawn."""
    if len(layers) > MOST_LAYERS:
        raise ArchitectureError(
            "architecture.too_deep",
            "at most {limit} layers are drawn, this stack has {count}",
            position=MOST_LAYERS + 1,
            limit=MOST_LAYERS,
            count=len(layers),
        )


def require_numbers(position: int, layer: Layer) -> None:
    """Refuse a layer with a field out of range."""
    for field in fields(layer):
        value = getattr(layer, field.name)
        said = {"position": position, "field": field.name, "layer": type(layer).__name__}
        if field.name in CHOICES:
            _require_choice(value, CHOICES[field.name], said)
        else:
            _require_number(value, RANGES[field.name], said)


def require_possible(position: int, layer: Layer, shape: Shape) -> None:
    """Refuse a layer that cannot take `shape`."""
    if len(shape) not in layer.ranks:
        reason, sentence = _WRONG_RANK[len(shape)]
        raise ArchitectureError(reason, sentence, position=position, layer=type(layer).__name__)
    if isinstance(layer, Windowed) and layer.padding == "valid" and layer.window > min(shape[:2]):
        raise ArchitectureError(
            "architecture.does_not_fit",
            "a window of {window}×{window} does not fit into the {height}×{width} that are left",
            position=position,
            window=layer.window,
            height=shape[0],
            width=shape[1],
        )


def require_affordable(position: int, parameters: int) -> None:
    """Refuse a stack that has too many parameters up to the layer at `position`."""
    if parameters > MOST_PARAMETERS:
        raise ArchitectureError(
            "architecture.too_large",
            "up to this layer there are {count:,} parameters, the limit here is {limit:,}",
            position=position,
            count=parameters,
            limit=MOST_PARAMETERS,
        )


def _require_choice(value: object, options: tuple[str, ...], said: dict) -> None:
    if value not in options:
        raise ArchitectureError(
            "architecture.choice",
            "{field} of {layer} is one of {options}, not {value}",
            options=", ".join(options),
            value=value,
            **said,
        )


def _require_number(value: object, limits: tuple[float, float], said: dict) -> None:
    low, high = limits
    kind = int if isinstance(low, int) else float
    if not isinstance(value, kind) or isinstance(value, bool) or not low <= value <= high:
        raise ArchitectureError(
            "architecture.number",
            "{field} of {layer} is a number from {low} to {high}, not {value}",
            low=low,
            high=high,
            value=value,
            **said,
        )
