"""Drawing and applying the lecture's augmentation, a photo at a time, beside Keras.

Usage: python -m benchmarks.augmentation

Three ways of Keras 3: its old generator, and today's layers as they are and compiled.
"""

import statistics
import time

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from keras.src.legacy.preprocessing.image import ImageDataGenerator

from core.augmentation import LECTURE, apply, draw

ROUNDS = 30
SIDES = (96, 224)  # pixels of a photo


def main():
    ways = {
        "core.augmentation": ours(),
        "ImageDataGenerator": generator().random_transform,
        "layers": eager(keras_layers()),
        "layers, compiled": compiled(keras_layers()),
    }
    for side in SIDES:
        photo = np.random.default_rng(0).integers(0, 256, (side, side, 3), dtype=np.uint8)
        times = interleaved(ways, photo)
        for name, seconds in times.items():
            ratio = seconds / times["core.augmentation"]
            print(f"{side} x {side}  {name:20} {1e3 * seconds:8.3f} ms {ratio:7.1f} x ours")


def ours():
    rng = np.random.default_rng(0)
    return lambda photo: apply(photo, draw(LECTURE, photo.shape, rng))


def generator():
    return ImageDataGenerator(
        rotation_range=LECTURE.rotation_range,
        width_shift_range=LECTURE.width_shift_range,
        height_shift_range=LECTURE.height_shift_range,
        shear_range=LECTURE.shear_range,
        zoom_range=LECTURE.zoom_range,
        horizontal_flip=LECTURE.horizontal_flip,
        vertical_flip=LECTURE.vertical_flip,
    )


def keras_layers():
    shear = float(np.sin(np.deg2rad(LECTURE.shear_range)))
    return keras.Sequential(
        [
            layers.RandomRotation(1.0, fill_mode="nearest"),
            layers.RandomTranslation(0.1, 0.1, fill_mode="nearest"),
            layers.RandomShear(shear, fill_mode="nearest"),
            layers.RandomZoom(0.3, 0.3, fill_mode="nearest"),
            layers.RandomFlip("horizontal"),
            layers.RandomFlip("vertical"),
        ]
    )


def eager(augment):
    return lambda photo: np.asarray(augment(photo[np.newaxis], training=True))


def compiled(augment):
    graph = tf.function(lambda photos: augment(photos, training=True))
    return lambda photo: graph(photo[np.newaxis].astype(np.float32)).numpy()


def interleaved(ways, photo):
    """Return the median seconds of each way, called in turn so that they share any noise."""
    seconds = {name: [] for name in ways}
    for _ in range(ROUNDS + 1):
        for name, way in ways.items():
            start = time.perf_counter()
            way(photo)
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(values[1:]) for name, values in seconds.items()}


if __name__ == "__main__":
    main()
