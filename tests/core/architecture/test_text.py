"""Stacks as text: there and back, and nothing else is taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.architecture.layers import Conv2D, Dense, Flatten, GlobalAveragePooling2D
from core.architecture.presets import PRESETS, Stack
from core.architecture.summary import ArchitectureError
from core.architecture.text import LONGEST, decode, encode
from tests.core.architecture.stack_strategies import STACK


@given(STACK)
def test_there_and_back(stack):
    assert decode(encode(stack)) == stack


@pytest.mark.parametrize("name", PRESETS)
def test_presets_there_and_back(name):
    text = encode(PRESETS[name])
    assert decode(text) == PRESETS[name]
    assert len(text) < 200


def test_by_hand():
    layers = (Conv2D(8, 5, 2, "valid", "linear"), GlobalAveragePooling2D(), Dense(3, "softmax"))
    assert encode(Stack((28, 28, 1), layers)) == "28x28x1-c8k5s2vl-g-d3x"
    assert decode("8x8x3-f") == Stack((8, 8, 3), (Flatten(),))


@pytest.mark.parametrize(
    "text",
    [
        *("", "8x8", "8x8x3-", "8x8x3-z", "8x8x3-c", "8x8x3-f4", "8x8x3-d4k3", "8x8x3-m2t"),
        *("8x8x3-c8;import os", "8x8x3-C8", "8x8x3-c-8", "8x8x3-c٣", "9" * LONGEST + "x1x1"),
        *("0x8x3", "8x8x3-c0", "8x8x3-c9999", "8x8x3-o99", "8x8x3-" + "-".join(["f"] * 41)),
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ArchitectureError):
        decode(text)


@given(st.text(alphabet="0123456789x-cmanofgdksvelrti .%", max_size=60))
def test_no_text_breaks_it(text):
    try:
        stack = decode(text)
    except ArchitectureError:
        return
    assert decode(encode(stack)) == stack
