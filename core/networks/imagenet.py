"""The 1000 ImageNet classes, predicted by the bundled EfficientNet-Lite0."""

import json
from functools import cache

import numpy as np

from core.host import assets
from core.networks import efficientnet
from core.networks.classifier import Classifier, Prediction


@cache
def _classes() -> list[dict]:
    names = assets.verified("models/imagenet_classes.json")
    return json.loads(names.read_text(encoding="utf-8"))


def label(index: int, language: str = "en") -> str:
    """Return the name of a class; in English where there is none in the language."""
    names = _classes()[index]
    return names.get(language) or names["name"]


def labels(language: str = "en") -> tuple[str, ...]:
    """Return the names of all classes, in the order of the network's outputs."""
    return tuple(label(index, language) for index in range(len(_classes())))


@cache
def classifier() -> Classifier:
    """Return the bundled classifier, shared by all callers.

    Raises
    ------
    core.host.assets.AssetError
        When the bundled weights are missing or damaged.
    """
    return Classifier(
        network=efficientnet.build(),
        preprocess=efficientnet.preprocess,
        class_names=labels(),
        layers=efficientnet.LAYERS,
    )


def predict(image: np.ndarray, top: int = 5) -> list[Prediction]:
    """Return the most probable of the 1000 classes, best first.

    Parameters
    ----------
    image
        uint8, (H, W, 3) or (H, W), of any size and proportions; all of it is seen.
    """
    return classifier().top(image, top)
