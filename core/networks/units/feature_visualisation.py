"""What a channel of VGG16 seeks: the picture that drives it up, found by gradient ascent.

Olah, Mordvintsev and Schubert, Feature Visualization, Distill 2017: the picture is held as its
Fourier coefficients in decorrelated colours, so that no frequency is easier to reach than in a
photo, and it is turned, scaled and shifted a little at every step, so that it does not live from
single pixels. The aim is the channel before its ReLU, which has a slope also where the channel is
silent.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from core.errors import ConvScopeError
from core.networks import vgg16
from core.networks.adam import Adam

VERSION = 1  # raise it when a change gives other pictures
RATE = 0.1
LEAK = 0.1  # share of a negative value that counts
DECAYS = (0.9, 0.99)  # of Adam's two means
EPSILON = 1e-12  # nothing beside any slope: channels answer by very different amounts
START = 0.01  # standard deviation of the first coefficients
TURN, SCALE, SHIFT = 8.0, 0.1, 0.06  # at most: degrees, share of the scale, share of the side
COLOUR = np.array([[0.26, 0.09, 0.02], [0.27, 0.00, -0.05], [0.27, -0.09, 0.03]], np.float32)
"""Square root of ImageNet's colour covariance, from the library lucid (Apache-2.0)."""


@dataclass(frozen=True)
class Recipe:
    """How a picture is made.

    Attributes
    ----------
    side
        Of the picture in pixels while it climbs.
    margin
        Pixels cut off on each side: a small kernel answers to the seams that turning makes.
    steps
        Taken in all.
    """

    side: int
    margin: int
    steps: int


SHALLOW, MIDDLE, DEEP = Recipe(88, 12, 40), Recipe(96, 0, 32), Recipe(128, 0, 32)
RECIPES = {1: SHALLOW, 2: SHALLOW, 3: MIDDLE, 4: DEEP, 5: DEEP}  # by block


class ChannelError(ConvScopeError):
    """A layer without channels of its own, or a channel that the layer does not have."""


@dataclass(frozen=True)
class Ascent:
    """A batch of pictures on their way up, each for its own channel of one layer.

    Attributes
    ----------
    layer
        One of `core.networks.vgg16.CONVOLUTIONS`.
    channels
        One a picture.
    coefficients
        float32 (n, 3, size, size // 2 + 1, 2): real and imaginary parts, by decorrelated colour.
    optimizer
        Takes the next steps.
    """

    layer: str
    channels: tuple[int, ...]
    coefficients: np.ndarray
    optimizer: Adam

    @property
    def step(self) -> int:
        """Steps taken."""
        return self.optimizer.step


def recipe_of(layer: str) -> Recipe:
    """Return how the pictures of a convolution are made."""
    return RECIPES[vgg16.block_of(layer)]


def require_channel(layer: str, channel: int) -> None:
    """Raise ChannelError unless the convolution `layer` has the channel.

    Raises
    ------
    ChannelError
        ``channel.no_convolution`` or ``channel.unknown``.
    core.networks.vgg16.LayerError
        ``network.unknown_layer``.
    """
    vgg16.require_layers((layer,))
    count = vgg16.FILTERS[layer]
    if count is None:
        raise ChannelError("channel.no_convolution", "{layer} has no kernels", layer=layer)
    if not 0 <= channel < count:
        raise ChannelError(
            "channel.unknown",
            "{layer} has channels 0 to {last}, not {channel}",
            layer=layer,
            last=count - 1,
            channel=channel,
        )


def begin(layer: str, channels: Sequence[int]) -> Ascent:
    """Return pictures of faint noise; a channel begins the same whatever it is batched with."""
    for channel in channels:
        require_channel(layer, channel)
    side = recipe_of(layer).side
    shape = (3, side, side // 2 + 1, 2)
    noise = [np.random.default_rng((c, 0)).normal(0, START, shape) for c in channels]
    first = np.stack(noise).astype(np.float32)
    return Ascent(layer, tuple(channels), first, Adam(RATE, DECAYS, EPSILON))


def climb(ascent: Ascent, steps: int) -> Ascent:
    """Return the pictures `steps` steps later."""
    climbed = replace(
        ascent, coefficients=ascent.coefficients.copy(), optimizer=deepcopy(ascent.optimizer)
    )
    for _ in range(steps):
        downwards = -_slope(climbed)  # which an optimizer goes against
        climbed.optimizer.update([climbed.coefficients], [downwards])
    return climbed


def pictures(ascent: Ascent) -> np.ndarray:
    """Return the pictures as uint8 RGB (n, size, size, 3), their margin cut off."""
    recipe = recipe_of(ascent.layer)
    values = np.asarray(_painter(recipe.side)(ascent.coefficients))
    inner = slice(recipe.margin, recipe.side - recipe.margin)
    return np.rint(255 * values[:, inner, inner]).astype(np.uint8)


def transforms(channels: Sequence[int], step: int, size: int) -> np.ndarray:
    """Return how a step turns, scales and shifts each picture: float32 (n, 8).

    ``x_in = a0 x + a1 y + a2, y_in = a3 x + a4 y + a5`` for a pixel (x, y) of the result, by a
    draw of its own for each channel and step.
    """
    return np.stack([_transform(np.random.default_rng((c, 1 + step)), size) for c in channels])


def _transform(rng: np.random.Generator, size: int) -> np.ndarray:
    angle = np.deg2rad(rng.uniform(-TURN, TURN))
    scale = 1 + rng.uniform(-SCALE, SCALE)
    shift = size * rng.uniform(-SHIFT, SHIFT, 2)
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    centre = np.full(2, (size - 1) / 2)
    offset = centre + shift - turn @ centre
    return np.array([*turn[0], offset[0], *turn[1], offset[1], 0, 0], np.float32)


def _slope(ascent: Ascent) -> np.ndarray:
    moves = transforms(ascent.channels, ascent.step, ascent.coefficients.shape[2])
    channels = np.array(ascent.channels)
    return np.asarray(_gradient(ascent.layer)(ascent.coefficients, moves, channels))


@lru_cache(maxsize=4)
def _painter(size: int):
    """Return a function from coefficients to pictures (n, size, size, 3) in 0..1."""
    import tensorflow as tf

    across, down = np.fft.rfftfreq(size), np.fft.fftfreq(size)
    frequency = np.hypot(across[None, :], down[:, None])
    scale = size / np.maximum(frequency, 1 / size) / 4
    longest = np.linalg.norm(COLOUR, axis=0).max()

    def paint(coefficients):
        spectrum = tf.complex(coefficients[..., 0], coefficients[..., 1])
        planes = tf.signal.irfft2d(spectrum * scale.astype(np.complex64), (size, size))
        decorrelated = tf.transpose(planes, (0, 2, 3, 1))
        return tf.sigmoid(decorrelated @ (COLOUR.T / longest))

    return paint


@lru_cache(maxsize=len(vgg16.CONVOLUTIONS))
def objective(layer: str):
    """Return the function that an ascent climbs: (images, channels) -> (n,).

    It takes RGB images (n, size, size, 3) in 0..1 and a channel for each, and gives each image's
    mean of its channel before the ReLU, with a share `LEAK` of what is negative.
    """
    import tensorflow as tf

    network = vgg16.network()
    below = vgg16.LAYERS[: vgg16.LAYERS.index(layer)]

    def mean_of_channel(images, channels):
        x = 255 * images[..., ::-1] - vgg16.BGR_MEANS
        for name in below:
            x = network.get_layer(name)(x)
        kernel, bias = (tf.convert_to_tensor(w) for w in network.get_layer(layer).weights)
        # one kernel a picture: the others would be wasted
        maps = tf.nn.conv2d(x, tf.gather(kernel, channels, axis=3), 1, "VALID")
        maps = tf.nn.leaky_relu(maps + tf.gather(bias, channels), LEAK)
        return tf.linalg.diag_part(tf.reduce_mean(maps, axis=(1, 2)))

    return mean_of_channel


@lru_cache(maxsize=len(vgg16.CONVOLUTIONS))
def _gradient(layer: str):
    import tensorflow as tf

    paint, climbed = _painter(recipe_of(layer).side), objective(layer)

    @tf.function
    def gradient(coefficients, moves, channels):
        with tf.GradientTape() as tape:
            tape.watch(coefficients)
            images = paint(coefficients)
            moved = tf.raw_ops.ImageProjectiveTransformV3(
                images=images,
                transforms=moves,
                output_shape=tf.shape(images)[1:3],
                fill_value=0.0,
                interpolation="BILINEAR",
                fill_mode="WRAP",  # as a picture of Fourier coefficients goes on
            )
            value = tf.reduce_sum(climbed(moved, channels))
        return tape.gradient(value, coefficients)

    return gradient
