"""Photos made here, their files and zips of them; some a training tells apart in a few steps."""

import io
import zipfile

import numpy as np
from PIL import Image

from core.datasets.collection import Collected, Collection
from core.datasets.dataset import Dataset, Photo
from core.photos import store as photo_store

COLOURS = {"blue": (30, 60, 220), "green": (40, 200, 60), "red": (220, 40, 30)}


def noise(seed, height=40, width=40):
    """Return a photo in which every value is drawn alone."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def noisy(colour, seed):
    """Return a photo of a colour, R, G, B, with a little noise."""
    faint = np.random.default_rng(seed).normal(0, 25, (40, 60, 3))
    return np.clip(faint + colour, 0, 255).astype(np.uint8)


def coloured_dataset(names, photos, store):
    """Return a data set with so many photos of each colour, put into the photo store."""
    hashes = [
        (label, photo_store.put(noisy(COLOURS[name], number), store))
        for label, name in enumerate(names)
        for number in range(photos)
    ]
    return Dataset(tuple(names), tuple(Photo(label, key, key) for label, key in hashes), store)


def coloured_collection(names, photos, manifest, store):
    """Return a collection with so many photos in each class, which all have one manifest."""
    collection = Collection()
    for name, colour in zip(names, COLOURS.values(), strict=False):
        for number in range(photos):
            photo = photo_store.put(noisy(colour, number), store)
            collection = collection.add(Collected(photo, name, manifest))
    return collection


def file_of(pixels, kind="PNG", **options):
    """Return the bytes of a picture's file, written by Pillow with its options."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind, **options)
    return file.getvalue()


def zipped(files, compression=zipfile.ZIP_DEFLATED):
    """Return the bytes of a zip of files by their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()
