"""What is bundled about VGG16's channels: pictures of what they seek, photos that drive them.

Made by `scripts/make_channel_pictures.py`.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from core.host import assets
from core.networks import vgg16
from core.photos import decode

COLUMNS = 6  # pictures in a row of a layer's mosaic


@dataclass(frozen=True)
class DrivingPhoto:
    """A bundled photo that drives a channel; `box` is what the strongest cell sees of it."""

    path: Path
    box: tuple[float, float, float, float]


def pictured(layer: str) -> tuple[int, ...]:
    """Return the channels of a convolution whose picture is bundled."""
    return tuple(_index()["channels"][layer])


def sought(layer: str, channel: int) -> np.ndarray | None:
    """Return the bundled picture of what a channel seeks, uint8 (size, size, 3), if there is one.

    Raises
    ------
    core.host.assets.AssetError
        When the pictures are missing or damaged.
    """
    if channel not in pictured(layer):
        return None
    mosaic = _mosaic(layer)
    side = mosaic.shape[1] // COLUMNS
    row, column = divmod(pictured(layer).index(channel), COLUMNS)
    return mosaic[row * side : (row + 1) * side, column * side : (column + 1) * side]


def driving_photos(layer: str, channel: int) -> list[DrivingPhoto]:
    """Return the bundled photos in which a convolution's channel gets largest, largest first."""
    field = vgg16.receptive_field(layer)
    found = _firing()[f"{layer}/photos"][channel].tolist()
    return [
        DrivingPhoto(
            path=assets.path(_index()["photos"][photo]),
            box=field.window(row, column, vgg16.INPUT_SIZE),
        )
        for photo, row, column in found
    ]


def usual_peaks(layer: str) -> np.ndarray:
    """Return float32 (C,): the mean, over the bundled photos, of each channel's largest value."""
    return _firing()[f"{layer}/usual"]


def photo_count() -> int:
    """Return how many bundled photos were looked at."""
    return len(_index()["photos"])


def convolution_of(layer: str) -> str:
    """Return the layer itself, or of a pooling layer the convolution whose channels it keeps."""
    vgg16.require_layers((layer,))
    if vgg16.FILTERS[layer] is None:
        return vgg16.LAYERS[vgg16.LAYERS.index(layer) - 1]
    return layer


@cache
def _index() -> dict:
    return json.loads(assets.verified("channels/index.json").read_text(encoding="utf-8"))


@cache
def _firing() -> dict[str, np.ndarray]:
    return load_file(assets.verified("channels/firing.safetensors"))


@cache
def _mosaic(layer: str) -> np.ndarray:
    return decode(assets.verified(f"channels/{layer}.jpg").read_bytes())
