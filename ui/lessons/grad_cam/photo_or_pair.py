"""The photo that is explained: one, or the halves of two animals side by side."""

import numpy as np
import streamlit as st

from core import inference
from ui.kit.ask import ask
from ui.kit.pictures import square
from ui.lessons.grad_cam.controls import PAIR
from ui.photos.picker import pick_photo, sample_named
from ui.words import Words

COMPANIONS = ("dog", "chelsea")  # samples; the first that is not the photo itself
SIDE = 320  # pixels of each half


def pick(words: Words, model_key: str) -> tuple[np.ndarray, list[int]]:
    """Draw the choice of the photo; return it and the classes to start from."""
    photo = pick_photo(words)
    if not st.toggle(words("pair"), key=PAIR.key):
        return photo, [_best_class(photo, model_key)]
    halves = _halves(photo)
    return np.hstack(halves), [_best_class(half, model_key) for half in halves]


def _best_class(photo: np.ndarray, model_key: str) -> int:
    """Return the class that the model holds most probable."""
    return ask(inference.classify, image=photo, model_key=model_key)[0].index


def _halves(photo: np.ndarray) -> list[np.ndarray]:
    """Return the middles of a photo and of a sample of another animal, equally large."""
    others = (sample_named(name) for name in COMPANIONS)
    other = next(other for other in others if not np.array_equal(other, photo))
    return [square(photo, SIDE), square(other, SIDE)]
