"""The shape of a layer's weights, and the question for that of the layer that follows."""

import numpy as np
import streamlit as st

from core.architecture import Conv2D
from ui.frame import quiz
from ui.lessons.channels import SLUG
from ui.words import Words

NEXT = {"height": 5, "width": 5, "next": 8}  # kernel and filters of the layer that is asked about


def draw_shape(words: Words, weights: np.ndarray) -> None:
    """Say how many parameters a layer with weights (kH, kW, C, F) has."""
    height, width, channels, count = weights.shape
    shape = {"height": height, "width": width, "channels": channels, "count": count}
    total = Conv2D(count, height).parameters((height, width, channels)).value
    st.markdown(words.section("numbers", weights=weights.size, total=total, **shape))


def ask_shape(words: Words, count: int) -> None:
    """Ask for the shape of the weights of a layer that follows one of `count` filters."""
    asked = NEXT | {"count": count}
    answer = (NEXT["height"], NEXT["width"], count, NEXT["next"])
    because = words.section("because", **asked)
    quiz.check_shape(words, SLUG, words("check", **asked), answer, because)
