"""Pretrained weights: bundled as float16, verified, cast to float32 when a network is built."""

import numpy as np
from safetensors.numpy import load_file

from core.host import assets


def load(name: str) -> dict[str, np.ndarray]:
    """Return the float32 arrays of `assets/models/<name>_float16.safetensors` by their names.

    Nothing is kept: the networks hold their own copy.

    Raises
    ------
    core.host.assets.AssetError
        When the file is missing or its SHA-256 is not the one in the manifest.
    """
    arrays = load_file(assets.verified(f"models/{name}_float16.safetensors"))
    return {key: array.astype(np.float32) for key, array in arrays.items()}
