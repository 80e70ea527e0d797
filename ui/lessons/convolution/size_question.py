"""How the output's size follows, and the question for that of a larger image."""

import streamlit as st

from core.convolution import output_size, padding_amounts
from ui.frame import quiz
from ui.lessons.convolution import SLUG
from ui.lessons.convolution.controls import Sliding
from ui.words import Words

LARGER = 5  # pixels, so that the answer is not the size on the screen


def draw_size(words: Words, size: int, sliding: Sliding) -> None:
    """Draw the formula with the numbers of an image of `size` pixels a side."""
    st.header(words("lesson.numbers"), anchor=False)
    st.markdown(words.section("size", **_numbers(size, sliding)))


def ask_size(words: Words, size: int, sliding: Sliding) -> None:
    """Ask for the output's size of an image larger than `size`."""
    numbers = _numbers(size + LARGER, sliding)
    padding = words(f"padding.{sliding.padding}")
    question = words("check", stride=sliding.stride, padding=padding, size=numbers["size"])
    because = words.section("because", **numbers)
    quiz.check_number(words, SLUG, question, numbers["output"], because)


def _numbers(size: int, sliding: Sliding) -> dict[str, int]:
    """Return what stands in the formula; `padding` is both sides together."""
    kernel, stride, padding = sliding.kernel.shape[0], sliding.stride, sliding.padding
    return {
        "size": size,
        "kernel": kernel,
        "stride": stride,
        "padding": sum(padding_amounts(size, kernel, stride, padding)),
        "output": output_size(size, kernel, stride, padding),
    }
