"""The maps of single channels and their sum, as a scene of the matrix component."""

import numpy as np

from core.lessons import sum_of_maps
from ui.components.matrix.matrix import DECIMALS, View, plain_scene
from ui.components.scene import Scene


def sum_scene(maps: np.ndarray, bias: float, *, view: View) -> Scene:
    """Describe how `maps` ``(H, W, C)`` add up, cell by cell, with `bias` to one map.

    `view` names the channels; its label ``window`` heads the one number that a map gives.
    """
    output = sum_of_maps(maps, bias)
    limit = float(np.abs([maps.min(), maps.max(), output.min(), output.max()]).max()) or 1.0
    numbers = np.round(maps, DECIMALS)
    return plain_scene(maps, view=view) | {
        "combine": "sum",
        "terms": numbers[..., None, None].tolist(),
        "sums": numbers.tolist(),
        "bias": float(bias),
        "output": np.round(output, DECIMALS).tolist(),
        "limits": {"input": limit, "terms": limit, "output": limit},
    }
