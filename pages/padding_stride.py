"""Lesson: padding and stride. What becomes of the border, and of the output's size."""

import streamlit as st

from core.convolution import Padding, output_size, padding_amounts
from core.lessons import border, examples, size_puzzle
from ui.components.matrix.matrix import View, convolution_scene, labels, matrix, plain_scene
from ui.frame import code, frame, quiz
from ui.frame import next_puzzle as puzzles
from ui.keras_code import conv2d as keras_code
from ui.lessons.padding_stride import output_sizes
from ui.session.setting import Setting, restore, share
from ui.words import Words

SLUG = "padding_stride"
KERNEL_SIZES = (2, 3, 4, 5)
PADDINGS = ("valid", "same", 1)
SETTINGS = (
    Setting("padding_stride_size", range(5, 11), 7),
    Setting("padding_stride_kernel", KERNEL_SIZES, 3),
    Setting("padding_stride_stride", output_sizes.STRIDES, 2),
    Setting("padding_stride_padding", PADDINGS),
    output_sizes.START,
    puzzles.number_setting(SLUG),
)


def choose(words: Words) -> tuple[int, int, int, Padding]:
    """Draw the controls; return image size, kernel size, stride and padding."""
    size = st.slider(words("size"), 5, 10, key="padding_stride_size")
    kernel_size = st.segmented_control(
        words("kernel_size"),
        KERNEL_SIZES,
        key="padding_stride_kernel",
        required=True,
    )
    stride = st.segmented_control(
        words("stride"), output_sizes.STRIDES, key="padding_stride_stride", required=True
    )
    padding = st.selectbox(
        words("padding"),
        PADDINGS,
        format_func=lambda value: words(f"padding.{value}"),
        key="padding_stride_padding",
    )
    return size, kernel_size, stride, padding


def draw_usage(words: Words, size: int, kernel_size: int, stride: int, padding: Padding) -> None:
    """Draw how many windows include each cell."""
    uses = border.coverage((size, size), (kernel_size, kernel_size), stride, padding)
    grid, text = st.columns([1, 1.6], gap="large", vertical_alignment="center")
    with grid:
        view = View(labels=labels(words) | {"input": words("uses")})
        matrix(plain_scene(uses, view=view), key="padding_stride_uses")
    middle, never = uses[size // 2, size // 2], int((uses == 0).sum())
    numbers = {"corner": uses[0, 0], "middle": middle, "never": never, "cells": uses.size}
    text.markdown(words.section("usage", **numbers))


def check(words: Words) -> None:
    """Ask the puzzle at hand."""
    number = st.session_state[puzzles.number_setting(SLUG).key]
    puzzle = size_puzzle(number)
    (before, after), padding = puzzle.added, puzzle.padding
    name = words("pixels", count=padding) if isinstance(padding, int) else padding
    given = {"size": puzzle.size, "kernel": puzzle.kernel_size, "stride": puzzle.stride}
    worked = words.section(
        "worked",
        before=before,
        after=after,
        padded=puzzle.padded,
        room=puzzle.room,
        steps=puzzle.answer - 1,
        answer=puzzle.answer,
        left_over=puzzle.left_over,
        **given,
    )
    question = words("puzzle", number=number + 1, padding=name, **given)
    quiz.check_number(words, SLUG, question, puzzle.answer, worked)
    puzzles.next_puzzle(words, SLUG)


@frame.part
def body(words: Words) -> None:
    """Draw all that depends on the settings."""
    controls, picture = st.columns([1, 3.4], gap="medium")
    with controls:
        size, kernel_size, stride, padding = choose(words)
    share(SLUG, SETTINGS)
    image, kernel = examples.lecture_steps(size), examples.checkerboard(kernel_size)
    before, after = padding_amounts(size, kernel_size, stride, padding)
    side = output_size(size, kernel_size, stride, padding)

    with picture:
        scene = convolution_scene(image, kernel, stride, padding, view=View(labels=labels(words)))
        matrix(scene, key="padding_stride_matrix")
        if scene["unused"]:
            st.markdown(words("unused", count=len(scene["unused"])))
        st.markdown(words.section("how"))

    st.header(words("usage"), anchor=False)
    draw_usage(words, size, kernel_size, stride, padding)

    st.header(words("lesson.numbers"), anchor=False)
    numbers = {"size": size, "kernel": kernel_size, "stride": stride, "output": side}
    st.markdown(words.section("formula", padding=before + after, **numbers))
    st.markdown(output_sizes.padding_in_words(words, before, after))
    st.markdown(output_sizes.stride_table(words, size, kernel_size, padding))
    st.markdown(words.section("stride"))

    st.header(words("layers"), anchor=False)
    st.markdown(words.section("layers"))
    output_sizes.draw_layers(words)

    check(words)

    keras = keras_code.convolution(image, kernel, stride, padding, 0.0)
    code.show(words, keras, padding_amounts, output_size, border.coverage)


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    body(words)
