"""From simple shapes over parts to objects: one channel a stage, chosen by a photo."""

from dataclasses import dataclass

from core.networks import vgg16
from core.networks.units import known as known_channels
from core.networks.units.views import ChannelView, LayerAnswer, view

STAGES = {
    "simple": vgg16.CONVOLUTIONS[1:4],  # up to block2_conv2; the first layer knows single colours
    "part": vgg16.CONVOLUTIONS[4:10],  # blocks 3 and 4
    "object": vgg16.CONVOLUTIONS[10:],  # block 5
}


@dataclass(frozen=True)
class Stage:
    """The channel that stands for a stage.

    Attributes
    ----------
    name
        A key of `STAGES`.
    layer
        One of `core.networks.vgg16.CONVOLUTIONS`.
    view
        What to draw of the channel.
    ratio
        Its largest value, as a multiple of the usual largest value.
    """

    name: str
    layer: str
    view: ChannelView
    ratio: float


def stages(layers: dict[str, LayerAnswer]) -> list[Stage]:
    """Return, for each stage, the channel that this photo drives furthest above its usual.

    Among the channels with a bundled picture of the stage's convolutions: the one whose largest
    value is the largest multiple of its mean largest value over the bundled photos. Values of
    different layers could not be compared as they are.
    """
    return [_stage(name, layers) for name in STAGES]


def _stage(name: str, layers: dict[str, LayerAnswer]) -> Stage:
    ratio, layer, channel = max(
        (_ratio(layers, layer, channel), layer, channel)
        for layer in STAGES[name]
        for channel in known_channels.pictured(layer)
    )
    return Stage(name, layer, view(layers[layer], [channel])[0], ratio)


def _ratio(layers: dict[str, LayerAnswer], layer: str, channel: int) -> float:
    usual = float(known_channels.usual_peaks(layer)[channel])
    return float(layers[layer].peaks[channel]) / usual if usual > 0 else 0.0
