"""VGG16's layers in a row, as boxes to scale with a map on their fronts; one is chosen."""

from collections.abc import Sequence
from itertools import groupby

from core.networks.units import LayerView
from core.photos import shrink
from ui.components.component import choose, component
from ui.kit import picture_addresses
from ui.kit.boxes import boxes
from ui.kit.colors import picture_of_levels

FRONT, DEPTH = 0.62, 0.3  # of the drawing's pixels, so that a block fits a phone
THUMBNAIL = 150  # pixels, for screens of double density

_COMPONENT = component(__file__)


def network_row(label: str, blocks: list[list[dict]], key: str) -> str:
    """Draw layers as `described` and return the name of the chosen one, at first the first.

    The side of a front stands for the side of the layer's maps, the depth for its channels. The
    choice stays in the session under ``<key>_chosen``.
    """
    names = [layer["value"] for block in blocks for layer in block]
    return choose(_COMPONENT, key, names, {"label": label, "blocks": blocks})


def described(layers: Sequence[LayerView]) -> list[list[dict]]:
    """Return what the browser draws, layers by block."""
    sizes = boxes([layer.shape for layer in layers])
    drawn = [
        {
            "value": layer.name,
            "name": layer.name.partition("_")[2],
            "shape": "×".join(map(str, layer.shape)),
            "front": round(FRONT * size["height"], 1),
            "depth": round(DEPTH * size["depth"], 1),
            "source": picture_addresses.of_map(picture_of_levels(shrink(layer.map, THUMBNAIL))),
        }
        for layer, size in zip(layers, sizes, strict=True)
    ]
    blocks = groupby(drawn, key=lambda layer: layer["value"].partition("_")[0])
    return [list(block) for _, block in blocks]
