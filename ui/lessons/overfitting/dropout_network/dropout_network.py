"""A small network whose hidden units drop out, drawn by a browser component.

`core.lessons.dropout` computes every number; ``dropout_network.js`` looks them up.
"""

import numpy as np

from core.lessons import dropout
from ui.components.component import component
from ui.components.scene import Scene
from ui.words import Words

LABELS = (
    *("training", "prediction", "mode", "play", "pause", "back", "forward"),
    *("inputs", "hidden", "outputs", "unit", "value", "factor", "weight", "product", "sum"),
    *("drawing", "choose"),
    *("step", "mean", "all", "spoken"),  # with placeholders that the browser fills
)
DECIMALS = 6  # of a number sent to the browser, which shows two or three

_COMPONENT = component(__file__)


def dropout_scene(rate: float, words: Words) -> Scene:
    """Describe training steps at a dropout `rate` 0..1, and the prediction."""
    steps = dropout.training_steps(rate)
    return {
        "rate": rate,
        "inputs": dropout.INPUTS.tolist(),
        "hidden": _numbers(dropout.hidden_values()),
        "weights": dropout.TO_OUTPUT.tolist(),
        "steps": [
            _described(step) | {"means": _numbers(means)}
            for step, means in zip(steps, dropout.mean_sums(steps), strict=True)
        ],
        "prediction": _described(dropout.prediction()),
        "labels": {name: words(f"dropout.{name}") for name in LABELS},
    }


def dropout_network(scene: Scene, key: str) -> None:
    """Draw `scene`; nothing comes back to the server."""
    _COMPONENT(key=key, data=scene)


def _described(step: dropout.Step) -> Scene:
    return {
        "factors": _numbers(step.factors),
        "scaled": _numbers(step.scaled),
        "products": _numbers(step.products),
        "sums": _numbers(step.sums),
    }


def _numbers(array: np.ndarray) -> list:
    return np.round(np.asarray(array, float), DECIMALS).tolist()
