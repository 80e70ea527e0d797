"""Lesson: padding and stride. What becomes of the border, and of the output's size."""

import streamlit as st

from core.convolution import output_size, padding_amounts
from core.lessons import border, examples
from ui.frame import code, frame, quiz
from ui.keras_code import conv2d
from ui.lessons.padding_stride import SLUG, size_puzzles
from ui.lessons.padding_stride.border_cells import draw_matrix, draw_usage
from ui.lessons.padding_stride.controls import SETTINGS, choose
from ui.lessons.padding_stride.output_sizes import draw_formula, draw_layers
from ui.session.setting import restore, share
from ui.words import Words


@frame.part
def body(words: Words) -> None:
    """Draw all that depends on the settings."""
    controls, picture = st.columns([1, 3.4], gap="medium")
    with controls:
        sliding = choose(words)
    share(SLUG, SETTINGS)
    with picture:
        draw_matrix(words, sliding)

    st.header(words("usage"), anchor=False)
    draw_usage(words, sliding)

    st.header(words("lesson.numbers"), anchor=False)
    draw_formula(words, **vars(sliding))

    st.header(words("layers"), anchor=False)
    st.markdown(words.section("layers"))
    draw_layers(words)

    size_puzzles.ask(words)

    image, kernel = examples.lecture_steps(sliding.size), examples.checkerboard(sliding.kernel_size)
    keras = conv2d.convolution(image, kernel, sliding.stride, sliding.padding, 0.0)
    code.show(words, keras, padding_amounts, output_size, border.coverage)


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    body(words)
