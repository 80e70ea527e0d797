"""A trained classifier as one file that needs nothing of this program.

Preprocessing is part of the network, in layers that plain Keras knows: a photo goes in as it is.
"""

import contextlib
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.networks import Classifier

if TYPE_CHECKING:
    import keras

FAST = 1  # deflate level: the higher ones take six times as long for a twentieth of the bytes
CHUNK = 2**20


def whole(classifier: Classifier) -> "keras.Model":
    """Return a network from photos to class probabilities.

    It resizes as `core.photos.images.resize` does, bicubic and antialiased, but in floats: a pixel
    differs by the rounding to whole numbers, 0.3 grey levels in the mean and 5 at most, and a
    photo of the training size by nothing. On 137 photos and two runs of three classes that moved
    a probability by 0.001 in the mean, by 0.06 at most, and no answer. Rounding in the file as
    well would not be nearer: Pillow rounds twice, after each direction.

    Parameters
    ----------
    classifier
        Its network must be a chain of layers, as the ones of training runs are.

    Returns
    -------
    keras.Model, (n, H, W, 3) with RGB values 0..255 of any size -> (n, classes).
    """
    import keras
    from keras import layers

    size = classifier.network.input_shape[1]
    photos = keras.Input((None, None, 3), name="photos")
    x = layers.Resizing(size, size, "bicubic", antialias=True, name="resize")(photos)
    x = layers.ReLU(max_value=255, name="clip")(x)  # bicubic overshoots at edges
    return keras.Model(photos, _answers(classifier, x), name="classifier")


def of_training_size(classifier: Classifier) -> "keras.Model":
    """Return a network as `whole` does, for one photo that already has the training size."""
    import keras

    photo = keras.Input(classifier.network.input_shape[1:], batch_size=1, name="photo")
    return keras.Model(photo, _answers(classifier, photo), name="classifier")


def colours(classifier: Classifier) -> tuple[np.ndarray, np.ndarray]:
    """Return how a classifier turns RGB into what its network takes: kernel (3, 3), bias (3,).

    Found by asking it about black, red, green and blue: ``pixel @ kernel + bias``.
    """
    size = classifier.network.input_shape[1]
    plain = [np.full((size, size, 3), colour, np.uint8) for colour in 255 * np.eye(4, 3, -1)]
    black, *primaries = (classifier.preprocess(picture)[0, 0, 0] for picture in plain)
    return (np.stack(primaries) - black) / 255, black


def save_keras(model: "keras.Model", target: Path) -> None:
    """Write a `.keras` file, deflated: VGG16's float16 weights fill half of their float32."""
    raw = target.with_suffix(".raw.keras")
    try:
        model.save(raw)
        _deflate(raw, target)
    finally:
        raw.unlink(missing_ok=True)


def to_tflite(model: "keras.Model") -> bytes:
    """Return a TensorFlow Lite model with float16 weights, in which VGG16's own lose nothing."""
    import tensorflow as tf

    converter = tf.lite.TFLiteConverter.from_keras_model(model)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.target_spec.supported_types = [tf.float16]
    with contextlib.redirect_stdout(io.StringIO()):  # it lists all weights
        return converter.convert()


def _answers(classifier: Classifier, x):
    """Return the classifier's output for RGB values 0..255 of its size, by layers of its own."""
    from keras import layers

    kernel, bias = colours(classifier)
    mix = layers.Conv2D(3, 1, name="colours", trainable=False)
    x = mix(x)
    mix.set_weights([kernel[np.newaxis, np.newaxis], bias])
    for layer in classifier.network.layers[1:]:
        copy = type(layer).from_config(layer.get_config())
        x = copy(x)
        copy.set_weights(layer.get_weights())
    return x


def _deflate(source: Path, target: Path) -> None:
    deflated = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST)
    with zipfile.ZipFile(source) as stored, deflated as smaller:
        for name in stored.namelist():
            with stored.open(name) as data, smaller.open(name, "w") as written:
                while chunk := data.read(CHUNK):
                    written.write(chunk)
