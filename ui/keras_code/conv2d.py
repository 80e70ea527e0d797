"""Keras code for what a lesson shows, with the reader's settings. It runs as pasted."""

import numpy as np

from core.convolution import Padding


def convolution(
    image: np.ndarray, kernel: np.ndarray, stride: int, padding: Padding, bias: float
) -> str:
    """Return code that convolves ``image`` (H, W) with ``kernel`` (kH, kW) by a Conv2D layer."""
    border = ""
    if isinstance(padding, int):  # Conv2D knows no numbers of pixels
        border, padding = f"x = keras.layers.ZeroPadding2D({padding})(x)\n", "valid"
    return f"""\
import keras
import numpy as np

image = np.array({_rows(image)}, "float32")
kernel = np.array({_rows(kernel)}, "float32")

x = image[None, :, :, None]  # (1, H, W, 1): one image, one channel
{border}layer = keras.layers.Conv2D(
    filters=1, kernel_size={kernel.shape}, strides={stride}, padding="{padding}"
)
layer.build(x.shape)
layer.set_weights([kernel[:, :, None, None], np.array([{bias:g}])])

print(np.array(layer(x))[0, :, :, 0])
"""


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


def predict() -> str:
    """Return code that names what is in a photo file."""
    return """\
import keras
import numpy as np

model = keras.applications.MobileNetV2()
photo = keras.utils.load_img("photo.jpg", target_size=(224, 224))
x = keras.applications.mobilenet_v2.preprocess_input(np.array(photo, "float32")[None])

for _, name, probability in keras.applications.mobilenet_v2.decode_predictions(model.predict(x))[0]:
    print(f"{name}: {probability:.1%}")
"""


def _rows(values: np.ndarray) -> str:
    rows = ("[" + ", ".join(f"{value:.6g}" for value in row) + "]" for row in values)
    return "[\n    " + ",\n    ".join(rows) + ",\n]"
