"""Keras code that asks a taken-home model about a photo file. It runs as pasted."""

from collections.abc import Sequence


def predict(file: str, names: Sequence[str], temperature: float) -> str:
    """Return code that prints the probability of each class and the calibrated confidence."""
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
