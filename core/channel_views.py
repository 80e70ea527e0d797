"""What can be drawn of a photo's way through VGG16: each layer's strongest channels as uint8.

1.9 MB a photo, where the activations themselves are 60 MB.
"""

from dataclasses import dataclass

import numpy as np

from core import vgg16
from core.receptive_field import ReceptiveField, receptive_fields

STRONGEST = 12  # channels of each layer


@dataclass(frozen=True)
class ChannelView:
    """One channel's answer to a photo.

    Attributes
    ----------
    index
        Of the channel in its layer.
    response
        Mean activation over the photo, by which channels are ranked.
    map
        uint8 (h, w): the activation, 255 at its largest.
    peak
        (row, column) of the largest activation.
    peak_value
        The largest activation.
    receptive_field
        (top, left, bottom, right) of what the peak sees, in fractions 0..1 of the photo.
    """

    index: int
    response: float
    map: np.ndarray
    peak: tuple[int, int]
    peak_value: float
    receptive_field: tuple[float, float, float, float]


@dataclass(frozen=True)
class LayerChannels:
    """One layer's output shape (h, w, C) and its strongest channels, strongest first."""

    shape: tuple[int, int, int]
    channels: list[ChannelView]

    @property
    def nbytes(self) -> int:
        """Bytes of the maps."""
        return sum(channel.map.nbytes for channel in self.channels)


def view_layers(image: np.ndarray) -> dict[str, LayerChannels]:
    """Return what to draw of each of VGG16's 18 layers, from one forward pass.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    """
    maps = vgg16.feature_maps(image)
    fields = receptive_fields(vgg16.GEOMETRY)
    return {
        name: LayerChannels(activations.shape, strongest(activations, field))
        for (name, activations), field in zip(maps.items(), fields, strict=True)
    }


def strongest(
    activations: np.ndarray, field: ReceptiveField, count: int = STRONGEST
) -> list[ChannelView]:
    """Return the channels of (h, w, C) activations with the largest mean, strongest first."""
    responses = activations.mean(axis=(0, 1))
    indices = np.argsort(-responses, kind="stable")[:count]
    planes = np.ascontiguousarray(np.take(activations, indices, axis=2).transpose(2, 0, 1))
    return [
        _view(int(index), float(responses[index]), plane, field)
        for index, plane in zip(indices, planes, strict=True)
    ]


def _view(index: int, response: float, plane: np.ndarray, field: ReceptiveField) -> ChannelView:
    row, column = (int(i) for i in np.unravel_index(plane.argmax(), plane.shape))
    peak_value = float(plane[row, column])
    scale = 255 / peak_value if peak_value > 0 else 0.0
    return ChannelView(
        index=index,
        response=response,
        map=np.rint(plane * scale).astype(np.uint8),
        peak=(row, column),
        peak_value=peak_value,
        receptive_field=field.window(row, column, vgg16.INPUT_SIZE),
    )
