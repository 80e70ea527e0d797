"""Keras code for the lesson on feature maps, with the reader's choice. It runs as pasted."""


def feature_maps(layer: str, channel: int) -> str:
    """Return code that takes one channel of one VGG16 layer from a photo file."""
    return f"""\
import keras
import numpy as np

vgg16 = keras.applications.VGG16(include_top=False, input_shape=(224, 224, 3))
until = keras.Model(vgg16.input, vgg16.get_layer("{layer}").output)

photo = keras.utils.load_img("photo.jpg", target_size=(224, 224), interpolation="bicubic")
x = keras.applications.vgg16.preprocess_input(np.array(photo, "float32")[None])
maps = np.array(until(x))[0]  # (h, w, channels)

print(maps.shape, maps[:, :, {channel}].max())
"""
