"""A page with nothing but matrices, for the browser tests: ?scene=convolution&language=ko."""

import numpy as np
import streamlit as st

from core.convolution import KERNELS
from ui.components.matrix import matrix
from ui.components.matrix.matrix import Edit, View
from ui.words import load

LECTURE = np.array([[1, 0, 1, 0], [1, 0, 1, 0], [1, 1, 1, 1], [0, 0, 1, 0]])
CROSS = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])


def store(edit: Edit) -> None:
    """Keep an edit for the rerun that it causes."""
    st.session_state[edit.target] = edit.applied_to(st.session_state[edit.target])


def convolution(labels: dict[str, str]) -> matrix.Scene:
    image = st.session_state.setdefault("input", LECTURE)
    kernel = st.session_state.setdefault("kernel", CROSS)
    view = View(labels, editable=("input", "kernel"))
    return matrix.convolution_scene(image, kernel, view=view)


def padded(labels: dict[str, str]) -> matrix.Scene:
    image = np.random.default_rng(1).integers(-3, 9, (7, 7))
    kernel = st.session_state.setdefault("kernel", KERNELS["sobel_x"])
    view = View(labels, editable=("kernel",))
    return matrix.convolution_scene(image, kernel, 2, "same", 1, view=view)


def large(labels: dict[str, str]) -> matrix.Scene:
    image = np.random.default_rng(2).integers(0, 256, (12, 12), np.uint8)
    kernel = st.session_state.setdefault("kernel", KERNELS["gaussian"])
    view = View(labels, editable=("kernel",), gray=True)
    return matrix.convolution_scene(image, kernel, view=view)


def channels(labels: dict[str, str]) -> matrix.Scene:
    rng = np.random.default_rng(3)
    image, kernel = rng.integers(0, 4, (5, 5, 3)), rng.integers(-1, 2, (3, 3, 3))
    view = View(labels, names=("R", "G", "B"))
    return matrix.convolution_scene(image, kernel, bias=1, view=view)


def pooling(labels: dict[str, str]) -> matrix.Scene:
    image = np.random.default_rng(4).integers(0, 10, (5, 5))
    mode = st.query_params.get("mode", "max")
    return matrix.pooling_scene(image, padding="same", mode=mode, view=View(labels))


def plain(labels: dict[str, str]) -> matrix.Scene:
    image = np.random.default_rng(5).integers(0, 256, (8, 8, 3), np.uint8)
    return matrix.plain_scene(image, view=View(labels, names=("R", "G", "B"), gray=True))


SCENES = {scene.__name__: scene for scene in (convolution, padded, large, channels, pooling, plain)}

st.session_state["runs"] = st.session_state.get("runs", 0) + 1
scene = SCENES[st.query_params.get("scene", "convolution")]
labels = matrix.labels(load(st.query_params.get("language", "en")))
matrix.matrix(scene(labels), key="scene", on_edit=store)
st.text(f"runs: {st.session_state['runs']}")
