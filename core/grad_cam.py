"""Where a network looks for a class: class activation maps of any convolution, any method.

See `core.networks.explaining.METHODS` for the methods and their papers.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.errors import ConvScopeError
from core.networks import Classifier, passes_of
from core.networks.explaining import METHODS, heatmap, overlay

if TYPE_CHECKING:
    import keras

__all__ = [
    "METHODS",
    "ChannelShare",
    "GradCamError",
    "activations_and_gradients",
    "channel_shares",
    "grad_cam",
    "overlay",
]


class GradCamError(ConvScopeError):
    """A class, layer or method that there is not."""


@dataclass(frozen=True)
class ChannelShare:
    """What one channel adds to a map.

    Attributes
    ----------
    index
        Of the channel in its layer.
    activation, contribution
        At the map's brightest cell; the contributions of all channels add up to that cell's
        value before the map is scaled to 1.
    share
        Of the channel in that cell's value; more than 1 where others take away.
    map
        float32 (h, w): the channel's contributions, negative ones included.
    """

    index: int
    activation: float
    contribution: float
    share: float
    map: np.ndarray

    @property
    def weight(self) -> float:
        """What the method multiplied the activation by."""
        return self.contribution / self.activation


def grad_cam(
    model: "Classifier | keras.Model",
    image: np.ndarray,
    class_index: int,
    layer: str | None = None,
    method: str = "grad_cam",
) -> np.ndarray:
    """Return where a network looks for a class.

    The score explained is the one before softmax: after it, evidence against the other classes
    would count as evidence for this one.

    Parameters
    ----------
    model
        A classifier, or a functional Keras model that takes pixels 0..255 and ends in softmax
        or in a dense layer.
    image
        uint8, (H, W, 3) or (H, W), of any size.
    class_index
        Which output of the network.
    layer
        One of the model's layers; the last convolution by default.
    method
        A key of `METHODS`.

    Returns
    -------
    float32 (h, w) in 0..1, at the layer's resolution, spanning the whole image; the largest value
    is 1, and all are 0 where nothing speaks for the class.

    Raises
    ------
    GradCamError
        For an unknown class, layer or method.
    """
    _require("method", method, METHODS)
    activations, gradients = activations_and_gradients(model, image, class_index, layer)
    return heatmap(METHODS[method](activations, gradients))


def channel_shares(
    model: "Classifier | keras.Model",
    image: np.ndarray,
    class_index: int,
    layer: str | None = None,
    method: str = "grad_cam",
    top: int = 5,
) -> list[ChannelShare]:
    """Return the channels that add most to the brightest cell of `grad_cam`, largest first.

    The parameters and errors are those of `grad_cam`; `top` is how many channels. An empty list
    where the map is all zeros.
    """
    _require("method", method, METHODS)
    activations, gradients = activations_and_gradients(model, image, class_index, layer)
    contributions = METHODS[method](activations, gradients)
    total = contributions.sum(axis=-1)
    row, column = np.unravel_index(total.argmax(), total.shape)
    if total[row, column] <= 0:
        return []
    strongest = np.argsort(-contributions[row, column], kind="stable")[:top]
    return [
        ChannelShare(
            index=int(channel),
            activation=float(activations[row, column, channel]),
            contribution=float(contributions[row, column, channel]),
            share=float(contributions[row, column, channel] / total[row, column]),
            map=contributions[..., channel].astype(np.float32),
        )
        for channel in strongest
        if contributions[row, column, channel] > 0
    ]


def activations_and_gradients(
    model: "Classifier | keras.Model",
    image: np.ndarray,
    class_index: int,
    layer: str | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return a layer's activations, and the derivatives of the class score by them.

    The parameters and errors are those of `grad_cam`.

    Returns
    -------
    Two arrays, float32 (h, w, C).
    """
    classifier = model if isinstance(model, Classifier) else Classifier.of(model)
    layer = classifier.layers[-1] if layer is None else layer
    _require("layer", layer, classifier.layers)
    _require("class", class_index, range(len(classifier.class_names)))
    passes = passes_of(classifier)
    passed = passes.forward(classifier.preprocess(image))
    gradient = passes.gradient(passed, class_index, layer)
    return np.asarray(passed.activations[layer])[0], np.asarray(gradient)[0]


def _require(what, value, known):
    if value not in known:
        raise GradCamError(
            f"grad_cam.unknown_{what}", f"there is no {what} {{value}} to explain", value=value
        )
