"""Keras code for the position lesson, with the reader's settings. It runs as pasted."""


def position(down: int, right: int, scale: float, turn: float) -> str:
    """Return code that trains the three networks and tests them on digits that were moved.

    Parameters
    ----------
    down, right
        Pixels.
    scale, turn
        See `core.lessons.digits.digits.place`.
    """
    return f"""\
import keras
import numpy as np
from keras import layers

(train, train_labels), (test, test_labels) = keras.datasets.mnist.load_data()
train, train_labels = train[:9000], train_labels[:9000]


def on_sheet(digits):  # 48 x 48: a digit stays whole when it is shifted by up to 10 pixels
    return np.pad(digits, ((0, 0), (10, 10), (10, 10)))[..., None].astype("float32") / 255


def cnn(last):
    return keras.Sequential([
        keras.Input((48, 48, 1)),
        layers.ZeroPadding2D(12),
        layers.Conv2D(8, 5, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(60, 5, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(12, 5, activation="relu"),
        last,
        layers.Dense(10, activation="softmax"),
    ])


mlp = keras.Sequential([
    keras.Input((48, 48, 1)),
    layers.Flatten(),
    layers.Dense(16, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
networks = {{
    "MLP": (mlp, 20),
    "CNN + Flatten": (cnn(layers.Flatten()), 4),
    "CNN + GlobalAveragePooling2D": (cnn(layers.GlobalAveragePooling2D()), 12),
}}

scale, turn = {scale:g}, np.radians({turn})
cos, sin = np.cos(turn) / scale, np.sin(turn) / scale
transform = [cos, sin, 13.5 * (1 - cos - sin), -sin, cos, 13.5 * (1 + sin - cos), 0, 0]
turned = keras.ops.image.affine_transform(
    test[..., None].astype("float32"), np.array(transform, "float32")
)
middle = on_sheet(test)
moved = np.roll(on_sheet(np.array(turned)[..., 0]), ({down}, {right}), axis=(1, 2))

for name, (network, epochs) in networks.items():
    network.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    network.fit(on_sheet(train), train_labels, batch_size=64, epochs=epochs, verbose=0)
    for place, digits in {{"in the middle": middle, "moved": moved}}.items():
        accuracy = network.evaluate(digits, test_labels, verbose=0)[1]
        print(f"{{name}}, {{network.count_params()}} parameters, {{place}}: {{accuracy:.1%}}")
"""
