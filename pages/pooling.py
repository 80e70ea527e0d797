"""Lesson: pooling. One number stands for a window, and what that does to small shifts."""

from typing import Any

import numpy as np
import streamlit as st

from core.convolution import output_size, padding_amounts
from core.lessons import examples, pooling_puzzle, shift
from core.pooling import pool
from ui.components.matrix.matrix import View, labels, matrix, pooling_scene
from ui.frame import code, frame, quiz
from ui.frame import next_puzzle as puzzles
from ui.lessons.pooling import pooled_maps
from ui.lessons.pooling.in_keras import pooling as keras_pooling
from ui.photos.picker import pick_photo
from ui.session.setting import Setting, restore, share
from ui.words import Words

SLUG = "pooling"
MODES = ("max", "average")
SIZES = (2, 3, 4)
STRIDES = (1, 2, 3, 4)
PADDINGS = ("valid", "same")
SETTINGS = (
    Setting("pooling_image", tuple(examples.POOLING_IMAGES)),
    Setting("pooling_mode", MODES),
    Setting("pooling_size", SIZES),
    Setting("pooling_stride", STRIDES, 2),
    Setting("pooling_padding", PADDINGS),
    *pooled_maps.SETTINGS,
    puzzles.number_setting(SLUG),
)


def choose(words: Words) -> tuple[np.ndarray, str, dict[str, Any]]:
    """Draw the controls; return the image, the mode, and size, stride and padding."""

    def option(name: str, values: tuple, label_of=str):
        key, label = f"pooling_{name}", words(name)
        return st.segmented_control(label, values, format_func=label_of, key=key, required=True)

    image = st.selectbox(
        words("image"),
        examples.POOLING_IMAGES,
        format_func=lambda name: words(f"image.{name}"),
        key="pooling_image",
    )
    mode = option("mode", MODES, words)
    window = {
        "size": option("size", SIZES, lambda size: f"{size}×{size}"),
        "stride": option("stride", STRIDES),
        "padding": option("padding", PADDINGS),
    }
    return examples.POOLING_IMAGES[image], mode, window


@st.fragment  # its slider redraws these pictures alone
def pool_map(words: Words, plane: np.ndarray, window: dict[str, Any]) -> None:
    """Draw the map pooled several times."""
    pooled_maps.draw_pooled(words, plane, window)
    share(SLUG, SETTINGS)


@st.fragment
def shift_map(words: Words, plane: np.ndarray, mode: str, window: dict[str, Any]) -> None:
    """Draw the map moved and pooled."""
    pooled_maps.draw_shift(words, plane, mode, window)
    share(SLUG, SETTINGS)


def check(words: Words) -> None:
    """Ask the puzzle at hand."""
    number = st.session_state[puzzles.number_setting(SLUG).key]
    puzzle = pooling_puzzle(number)
    rows = r" \\ ".join(" & ".join(map(str, row)) for row in puzzle.image)
    question = words(
        "puzzle",
        number=number + 1,
        mode=words(puzzle.mode),
        row=puzzle.row + 1,
        column=puzzle.column + 1,
        matrix=rf"$\begin{{bmatrix}} {rows} \end{{bmatrix}}$",
    )
    cells = ", ".join(map(str, puzzle.window))
    because = words.section(f"because_{puzzle.mode}", window=cells, answer=f"{puzzle.answer:g}")
    quiz.check_number(words, SLUG, question, puzzle.answer, because)
    puzzles.next_puzzle(words, SLUG)


@frame.part
def body(words: Words) -> None:
    """Draw all that depends on the settings."""
    controls, picture = st.columns([1, 3], gap="large")
    with controls:
        image, mode, window = choose(words)
    share(SLUG, SETTINGS)
    size, stride, padding = window.values()

    with picture:
        scene = pooling_scene(image, mode=mode, **window, view=View(labels=labels(words)))
        matrix(scene, key="pooling_matrix")
        if scene["unused"]:
            st.markdown(words("unused", count=len(scene["unused"])))
        st.markdown(words.section("how"))

    st.header(words("map"), anchor=False)
    st.markdown(words.section("map", size=size, stride=stride))
    plane = pooled_maps.choose_map(words, pick_photo(words))
    pool_map(words, plane, window)
    st.markdown(words.section("kept"))

    st.header(words("shifted"), anchor=False)
    st.markdown(words.section("shift"))
    shift_map(words, plane, mode, window)
    st.markdown(words.section("tolerance"))

    st.header(words("lesson.numbers"), anchor=False)
    side = output_size(len(image), size, stride, padding)
    added = sum(padding_amounts(len(image), size, stride, padding))
    numbers = {"size": len(image), "padding": added, "window": size, "stride": stride}
    counts = {"output": side, "before": image.size, "after": side**2}
    st.markdown(words.section("numbers", **numbers, **counts))

    check(words)

    code.show(
        words,
        keras_pooling(image, mode=mode, **window),
        pool,
        shift.shifted_pair,
        shift.relative_change,
    )


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    body(words)
