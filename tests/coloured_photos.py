"""Noisy photos of one colour a class: what a training can tell apart in a few steps."""

import numpy as np

from core.datasets.dataset import Dataset, Photo
from core.photos import store as photo_store

COLOURS = {"blue": (30, 60, 220), "green": (40, 200, 60), "red": (220, 40, 30)}


def coloured(name, seed):
    """Return a photo of the colour."""
    noise = np.random.default_rng(seed).normal(0, 25, (40, 60, 3))
    return np.clip(noise + COLOURS[name], 0, 255).astype(np.uint8)


def coloured_dataset(names, photos, store):
    """Return a data set with so many photos of each colour, put into the photo store."""
    hashes = [
        (label, photo_store.put(coloured(name, number), store))
        for label, name in enumerate(names)
        for number in range(photos)
    ]
    return Dataset(tuple(names), tuple(Photo(label, key, key) for label, key in hashes), store)
