"""One form for every classifier: a bundled one, a downloaded one, a participant's own run."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.photos import to_square

if TYPE_CHECKING:
    import keras


@dataclass(frozen=True)
class Prediction:
    """A class and how probable the network holds it, 0..1."""

    index: int
    label: str
    probability: float


@dataclass(frozen=True, eq=False)  # equal only to itself, so that it can key a cache
class Classifier:
    """A network with what is needed to ask it about a photo.

    Attributes
    ----------
    network
        Functional Keras model, (n, h, w, 3) -> (n, classes), that ends in softmax.
    preprocess
        uint8 photo (H, W[, 3]) of any size -> the network's input, float32 (1, h, w, 3). It must
        take in the whole photo, so that a map of the network lies on the whole photo.
    class_names
        One a class, in the order of the outputs.
    layers
        Names of the layers that can be explained, first to last.
    """

    network: "keras.Model"
    preprocess: Callable[[np.ndarray], np.ndarray]
    class_names: tuple[str, ...]
    layers: tuple[str, ...]

    @classmethod
    def of(cls, network: "keras.Model") -> "Classifier":
        """Return a classifier of any functional Keras model that takes pixels 0..255."""
        import keras

        size = network.input_shape[1]
        convolutions = (keras.layers.Conv2D, keras.layers.DepthwiseConv2D)
        return cls(
            network=network,
            preprocess=lambda image: to_square(image, size).astype(np.float32)[np.newaxis],
            class_names=tuple(str(index) for index in range(network.output_shape[-1])),
            layers=tuple(layer.name for layer in network.layers if isinstance(layer, convolutions)),
        )

    def predict(self, image: np.ndarray) -> np.ndarray:
        """Return the probability of every class, float64 (classes,), sum 1."""
        outputs = self.network.predict_on_batch(self.preprocess(image))
        probabilities = np.asarray(outputs, np.float64)[0]
        return probabilities / probabilities.sum()

    def top(self, image: np.ndarray, count: int = 5) -> list[Prediction]:
        """Return the most probable classes, best first."""
        return self.ranked(self.predict(image), count)

    def ranked(self, probabilities: np.ndarray, count: int) -> list[Prediction]:
        """Return the `count` most probable classes, best first; `probabilities` is (classes,)."""
        best = np.argsort(-probabilities, kind="stable")[:count]
        return [Prediction(int(i), self.class_names[i], float(probabilities[i])) for i in best]
