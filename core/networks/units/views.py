"""What VGG16's channels make of a photo: kept as float16 from one pass, drawn as uint8."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from core.architecture import ReceptiveField
from core.networks import vgg16

STRONGEST = 12  # channels of a layer that are shown first
Weights = str | int  # as in `core.networks.vgg16.build`


@dataclass(frozen=True)
class LayerAnswer:
    """What a layer makes of a photo.

    Attributes
    ----------
    maps
        float16 (h, w, C), after the ReLU.
    responses
        float32 (C,): the mean of each map, by which channels are ranked.
    peaks
        float32 (C,): the largest value of each map.
    places
        int (C,): where that is, counted row by row.
    field
        What a cell sees of the photo.
    """

    maps: np.ndarray
    responses: np.ndarray
    peaks: np.ndarray
    places: np.ndarray
    field: ReceptiveField

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays."""
        return sum(a.nbytes for a in (self.maps, self.responses, self.peaks, self.places))

    @property
    def ranking(self) -> np.ndarray:
        """Channels by their response, strongest first, the lower number first among equals."""
        return np.argsort(-self.responses, kind="stable")

    def peak(self, channel: int) -> tuple[int, int]:
        """Return (row, column) of a channel's largest value."""
        row, column = divmod(int(self.places[channel]), self.maps.shape[1])
        return row, column


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
    """One layer as it is first shown.

    Attributes
    ----------
    shape
        (h, w, C) of the layer's output.
    ranking
        int (C,), all channels by their response, strongest first.
    responses
        float32 (C,), in the order of the channels.
    channels
        The strongest of them, strongest first.
    """

    shape: tuple[int, int, int]
    ranking: np.ndarray
    responses: np.ndarray
    channels: list[ChannelView]

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays."""
        maps = sum(channel.map.nbytes for channel in self.channels)
        return maps + self.ranking.nbytes + self.responses.nbytes


@dataclass(frozen=True)
class LayerView:
    """One layer, its output shape (h, w, C), and its strongest channel's uint8 map."""

    name: str
    shape: tuple[int, int, int]
    channel: int
    map: np.ndarray


def answer(image: np.ndarray, weights: Weights = "imagenet") -> dict[str, LayerAnswer]:
    """Return what each of VGG16's 18 layers makes of a photo, from one forward pass.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    weights
        As in `core.networks.vgg16.build`.

    Returns
    -------
    By layer; 30 MB in all, where float32 would take 60 MB.
    """
    outputs = _summarised(weights)(vgg16.preprocess(image))
    return {
        name: _layer_answer(name, *arrays)
        for name, arrays in zip(vgg16.LAYERS, outputs, strict=True)
    }


def _layer_answer(name: str, maps, responses, peaks, places) -> LayerAnswer:
    """Return what TensorFlow gave as NumPy's."""
    return LayerAnswer(
        maps=np.asarray(maps),
        responses=np.asarray(responses),
        peaks=np.asarray(peaks),
        places=np.asarray(places),
        field=vgg16.receptive_field(name),
    )


@lru_cache(maxsize=2)
def _summarised(weights: Weights):
    import tensorflow as tf

    all_layers = vgg16.all_layers(weights)

    @tf.function  # NumPy's cast to float16 alone would take longer than the network
    def summarised(x):
        return [summary(maps[0]) for maps in all_layers(x)]

    def summary(maps):
        cells = tf.reshape(maps, (-1, maps.shape[-1]))
        return (
            tf.cast(maps, tf.float16),
            tf.reduce_mean(cells, axis=0),
            tf.reduce_max(cells, axis=0),
            tf.argmax(cells, axis=0, output_type=tf.int32),
        )

    return summarised


def first_view(layers: dict[str, LayerAnswer]) -> dict[str, LayerChannels]:
    """Return what is shown first of each layer: 1.9 MB in all."""
    return {name: _first_view(layer) for name, layer in layers.items()}


def _first_view(layer: LayerAnswer) -> LayerChannels:
    ranking = layer.ranking
    return LayerChannels(
        shape=layer.maps.shape,
        ranking=ranking,
        responses=layer.responses,
        channels=view(layer, ranking[:STRONGEST].tolist()),
    )


def view(layer: LayerAnswer, channels: Sequence[int]) -> list[ChannelView]:
    """Return what to draw of some channels of a layer, in the order asked for."""
    return [_view(layer, int(channel)) for channel in channels]


def _view(layer: LayerAnswer, channel: int) -> ChannelView:
    peak_value = float(layer.peaks[channel])
    scale = 255 / peak_value if peak_value > 0 else 0.0
    row, column = layer.peak(channel)
    plane = layer.maps[..., channel].astype(np.float32)
    return ChannelView(
        index=channel,
        response=float(layer.responses[channel]),
        map=np.rint(np.minimum(plane * scale, 255)).astype(np.uint8),
        peak=(row, column),
        peak_value=peak_value,
        receptive_field=layer.field.window(row, column, vgg16.INPUT_SIZE),
    )


def shared_strongest(first: LayerChannels, second: LayerChannels) -> list[int]:
    """Return the channels that two photos share among their strongest, in the first one's order."""
    others = {channel.index for channel in second.channels}
    return [channel.index for channel in first.channels if channel.index in others]
