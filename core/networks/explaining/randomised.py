"""Does a map depend on what the network has learnt? The cascading randomisation test.

Adebayo et al., Sanity Checks for Saliency Maps, NeurIPS 2018.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from core.networks.classifier import Classifier
from core.networks.explaining.cam_methods import METHODS, heatmap
from core.networks.explaining.rank_correlation import rank_correlation
from core.networks.passes import logits

if TYPE_CHECKING:
    import keras


@dataclass(frozen=True)
class RandomisedStage:
    """The map when the network is trained up to a layer only.

    Attributes
    ----------
    layer
        The first layer with random weights, all after it included; ``"output"`` where only what
        follows the last of the classifier's layers is random.
    map
        float32 (h, w) in 0..1.
    rank_correlation
        With the map of the trained network, -1..1.
    """

    layer: str
    map: np.ndarray
    rank_correlation: float


OUTPUT = "output"
SEED = 0  # of the shuffling


@dataclass(frozen=True)
class Explained:
    """Of what a map is drawn: a class, at a layer, by a method, as `core.grad_cam` takes them."""

    class_index: int
    layer: str | None = None
    method: str = "grad_cam"


def cascade(
    classifier: Classifier, image: np.ndarray, explained: Explained, stages: int = 5
) -> list[RandomisedStage]:
    """Return the map while ever more layers lose what they learnt, from the output down to all.

    A layer's weights are shuffled, each array by itself, so that their sizes stay.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W).
    stages
        How many, evenly over the network.
    """
    x = classifier.preprocess(image)
    layer = explained.layer or classifier.layers[-1]
    asked = (x, explained.class_index, layer, explained.method)
    trained = _explain(classifier.network, *asked)
    found = []
    for name, network in _ever_more_random(classifier, stages):
        changed = _explain(network, *asked)
        found.append(RandomisedStage(name, changed, rank_correlation(trained, changed)))
    return found


def _ever_more_random(classifier: Classifier, stages: int) -> Iterator[tuple[str, "keras.Model"]]:
    """Yield the first layer with random weights, and the network: one copy, shuffled further."""
    import keras

    network = keras.models.clone_model(classifier.network)
    network.set_weights(classifier.network.get_weights())
    rng = np.random.default_rng(SEED)
    parts = list(reversed(_parts(network, classifier.layers).items()))
    start = 0
    for end in np.rint(np.linspace(1, len(parts), stages)).astype(int):
        for layer in chain.from_iterable(part for _, part in parts[start:end]):
            _shuffle(layer, rng)
        start = end
        yield parts[end - 1][0], network


def _parts(network: "keras.Model", layers: tuple[str, ...]) -> dict[str, list["keras.Layer"]]:
    """Return the network's layers, each with the first of `layers` at or after it."""
    parts, waiting = {}, []
    for layer in network.layers:
        waiting.append(layer)
        if layer.name in layers:
            parts[layer.name], waiting = waiting, []
    return parts | {OUTPUT: waiting}


def _shuffle(layer: "keras.Layer", rng: np.random.Generator) -> None:
    layer.set_weights(
        [rng.permuted(array.ravel()).reshape(array.shape) for array in layer.get_weights()]
    )


def _explain(network, x, class_index, layer, method):
    """Return a map, computed once: these weights do not come again."""
    import keras
    import tensorflow as tf

    last = network.layers[-1]
    split = keras.Model(network.input, [network.get_layer(layer).output, last.input])
    x = tf.constant(x)
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(x)
        activations, features = split(x, training=False)
        score = logits(last, features)[0, class_index]
    gradients = tape.gradient(score, activations)
    return heatmap(METHODS[method](np.asarray(activations)[0], np.asarray(gradients)[0]))
