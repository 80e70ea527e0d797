"""Keras code for the augmentation lesson, with the reader's settings. It runs as pasted."""

from core.augmentation import Augmentation
from ui.keras_code.random_layers import layer_lines


def augment(augmentation: Augmentation) -> str:
    """Return code that augments a photo file twelve times by today's layers."""
    lines = "".join(f"    {line}\n" for line in layer_lines(augmentation))
    return f"""\
import keras
import numpy as np
from keras import layers

augment = keras.Sequential([
{lines}])

photo = keras.utils.load_img("photo.jpg", target_size=(224, 224))
photos = np.repeat(np.array(photo, "float32")[None], 12, axis=0)
draws = augment(photos, training=True)  # without training=True nothing changes

for number, draw in enumerate(np.array(draws), start=1):
    keras.utils.save_img(f"draw_{{number}}.jpg", draw)
"""
