"""Keras code that asks a model about a photo file. It runs as pasted."""

from collections.abc import Sequence


def ask_own(file: str, names: Sequence[str], temperature: float) -> str:
    """Return code that asks a taken-home model: each class, its probability and confidence."""
    return f"""\
import keras
import numpy as np

model = keras.saving.load_model("{file}")
names = {list(names)!r}

photo = np.array(keras.utils.load_img("photo.jpg"))  # of any size: the network resizes it
probabilities = model.predict(photo[None])[0]

scores = np.log(np.maximum(probabilities, 1e-37)) / {temperature:.4g}  # the temperature
confidences = np.exp(scores) / np.exp(scores).sum()

for name, probability, confidence in zip(names, probabilities, confidences):
    print(f"{{name}}: {{probability:.1%}}, calibrated {{confidence:.1%}}")
"""


def ask_bundled() -> str:
    """Return code that asks a model which comes with Keras: what is in a photo file."""
    return """\
import keras
import numpy as np

model = keras.applications.MobileNetV2()
photo = keras.utils.load_img("photo.jpg", target_size=(224, 224))
x = keras.applications.mobilenet_v2.preprocess_input(np.array(photo, "float32")[None])

for _, name, probability in keras.applications.mobilenet_v2.decode_predictions(model.predict(x))[0]:
    print(f"{name}: {probability:.1%}")
"""
