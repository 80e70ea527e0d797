"""How like the photos that a network learnt from a photo is: the answer to "is it any of these?".

A softmax has no place for "none of these", and its confidence tells poorly: the network's own
description of the photo tells better. It is compared with the mean description of each class.

`benchmarks/none_of_these.py` measures it: on VGG16's features of the bundled animals, likeness puts
a photo of a class before another one 93 to 96 times of 100, confidence 78 to 82 times. The features
of a network trained from scratch are too poor for it: 64 times.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.networks import Classifier
from core.training.data.sets import CHECK_BATCH, Inputs, PhotoSets, as_they_are
from core.training.data.variants import Variant
from core.training.judging.calibration import threshold

if TYPE_CHECKING:
    import keras

    from core.networks import ForwardPass

FILE = "familiarity.npz"  # in a run's folder


@dataclass(frozen=True, eq=False)
class Familiarity:
    """What is known of the photos that a run learnt from.

    Attributes
    ----------
    means
        float32 (classes, features), the mean description of each class's training photos.
    threshold
        A likeness below it counts as none of the classes, -1..1.
    kept
        Of the right answers for validation photos, how many stay above the threshold.
    right
        How many answers for them were right.
    """

    means: np.ndarray
    threshold: float
    kept: int
    right: int

    @classmethod
    def of(
        cls, learnt: np.ndarray, labels: np.ndarray, validation: np.ndarray, right: np.ndarray
    ) -> "Familiarity":
        """Take the means of the photos learnt from, and the threshold from validation photos.

        Parameters
        ----------
        learnt, validation
            Descriptions, float (photos, features).
        labels
            int, of the first; every class has one.
        right
            bool, of the second: whether the network's answer was right.
        """
        means = np.stack([learnt[labels == label].mean(axis=0) for label in range(max(labels) + 1)])
        likenesses = cosines(validation[right], means).max(axis=1)
        limit = threshold(likenesses)
        kept = int((likenesses >= limit).sum())
        return cls(means.astype(np.float32), limit, kept, int(right.sum()))

    def likeness(self, description: np.ndarray) -> float:
        """Return the cosine with the mean of the class that is most like it, -1..1."""
        return float(cosines(description[np.newaxis], self.means).max())

    def save(self, folder: Path) -> None:
        """Write it into a run's folder."""
        np.savez(folder / FILE, **vars(self))

    @classmethod
    def load(cls, folder: Path) -> "Familiarity":
        """Read it from a run's folder."""
        with np.load(folder / FILE) as arrays:
            single = {name: arrays[name].item() for name in ("threshold", "kept", "right")}
            return cls(arrays["means"], **single)


def cosines(descriptions: np.ndarray, means: np.ndarray) -> np.ndarray:
    """Return the cosine of the angle between each two, (descriptions, means), -1..1.

    Something that is 0 throughout has 0 with everything.

    >>> cosines(np.array([[2.0, 0.0], [1.0, 1.0]]), np.array([[1.0, 0.0]])).round(3).tolist()
    [[1.0], [0.707]]
    """
    return _unit(descriptions) @ _unit(means).T


def measure(
    model: "keras.Model", sets: PhotoSets, inputs: Inputs, answers: np.ndarray
) -> Familiarity:
    """Return the familiarity of what was trained.

    Parameters
    ----------
    model
        See `core.training.methods.fitting.Trained`.
    inputs
        What it takes of variants of photos.
    answers
        Its probabilities for the validation photos, (photos, classes).
    """
    learnt = [variants[0] for variants in sets.learn]
    labels = np.array([photo.label for photo in sets.validation])
    return Familiarity.of(
        _descriptions(model, inputs, learnt),
        sets.learn_labels,
        _descriptions(model, inputs, as_they_are(sets.validation)),
        answers.argmax(axis=1) == labels,
    )


def describe(classifier: Classifier, passed: "ForwardPass") -> np.ndarray:
    """Return a photo's description, float (features,): the mean of each of the last maps."""
    maps = _to_last_maps(classifier)(passed.activations[classifier.layers[-1]])
    return np.asarray(maps)[0].mean(axis=(0, 1))


@lru_cache(maxsize=4)
def _to_last_maps(classifier: Classifier) -> "keras.Model":
    import keras

    network = classifier.network
    last = network.get_layer(classifier.layers[-1]).output
    return keras.Model(last, _poolings(network)[-1].output)


def _descriptions(model, inputs: Inputs, variants: Sequence[Variant]) -> np.ndarray:
    import keras

    poolings = _poolings(model)
    until = keras.Model(model.input, poolings[-1].output) if poolings else None
    found = []
    for start in range(0, len(variants), CHECK_BATCH):
        maps = inputs(variants[start : start + CHECK_BATCH])
        maps = np.asarray(until.predict_on_batch(maps) if until else maps, np.float32)
        found.append(maps.mean(axis=(1, 2)) if maps.ndim == 4 else maps)
    return np.concatenate(found)


def _poolings(model) -> list["keras.Layer"]:
    """Return the poolings; a head that goes on from VGG16's last one has none of its own."""
    import keras

    return [layer for layer in model.layers if isinstance(layer, keras.layers.MaxPooling2D)]


def _unit(vectors: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths > 0, lengths, 1)
