"""Insertion and deletion: whether the model needs what a map calls important.

Petsiuk, Das and Saenko, RISE: Randomized Input Sampling for Explanation, BMVC 2018.
"""

from dataclasses import dataclass
from types import MappingProxyType

import cv2
import numpy as np
from scipy.special import softmax

from core.networks.classifier import Classifier
from core.networks.explaining.occlusion import class_scores
from core.networks.explaining.overlays import enlarged
from core.photos import to_rgb

STEPS = 12
BLUR = 1 / 12  # standard deviation, as a share of the photo's longer side


@dataclass(frozen=True)
class Curve:
    """The probability of a class while a photo changes.

    Attributes
    ----------
    shares
        Of the pixels that have changed, from 0 to 1.
    probabilities
        Of the class, 0..1, at each of them.
    """

    shares: np.ndarray
    probabilities: np.ndarray

    @property
    def area(self) -> float:
        """Area under the curve, 0..1, by the trapezoidal rule."""
        return float(np.trapezoid(self.probabilities, self.shares))


def deletion(
    classifier: Classifier, image: np.ndarray, class_index: int, heatmap: np.ndarray
) -> Curve:
    """Replace a photo's pixels by its mean colour, those first where the map is largest.

    The lower the area, the better the map found what the model needs.
    """
    photo = to_rgb(image)
    blank = np.broadcast_to(photo.mean(axis=(0, 1)).round().astype(np.uint8), photo.shape)
    return _curve(classifier, photo, blank, class_index, heatmap)


def insertion(
    classifier: Classifier, image: np.ndarray, class_index: int, heatmap: np.ndarray
) -> Curve:
    """Make a blurred photo sharp, where the map is largest first.

    The higher the area, the better the map found what is enough for the model.
    """
    photo = to_rgb(image)
    by_sigma = (0, 0)  # the size of the kernel
    blurred = cv2.GaussianBlur(photo, by_sigma, sigmaX=BLUR * max(photo.shape[:2]))
    return _curve(classifier, blurred, photo, class_index, heatmap)


CURVES = MappingProxyType({"insertion": insertion, "deletion": deletion})


def random_map(shape: tuple[int, int], seed: int = 0) -> np.ndarray:
    """Return a map of the same coarseness that knows nothing, to compare with."""
    return np.random.default_rng(seed).random(shape, np.float32)


def replaced(photo: np.ndarray, other: np.ndarray, heatmap: np.ndarray, share: float) -> np.ndarray:
    """Return `photo` with the share of its pixels where the map is largest taken from `other`."""
    values = enlarged(heatmap, photo.shape[:2]).ravel()
    count = round(share * values.size)
    changed = photo.copy().reshape(-1, 3)
    first = np.argsort(-values, kind="stable")[:count]
    changed[first] = other.reshape(-1, 3)[first]
    return changed.reshape(photo.shape)


def _curve(classifier, photo, other, class_index, heatmap):
    shares = np.linspace(0, 1, STEPS + 1)
    scores = class_scores(classifier, [replaced(photo, other, heatmap, s) for s in shares])
    return Curve(shares, softmax(scores, axis=1)[:, class_index])
