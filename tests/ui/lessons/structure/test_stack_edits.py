"""Edits from the browser: what they do, and what is not taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.architecture.layers import Conv2D, Dense, Dropout, Flatten, MaxPooling2D
from core.architecture.presets import Stack
from core.architecture.rules import require_numbers
from ui.lessons.structure.stack_edits import edited

LAYERS = (Conv2D(8), Dropout(0.5), Flatten(), Dense(10, "softmax"))
STACK = Stack((28, 28, 1), LAYERS)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
MESSAGE = st.fixed_dictionaries(
    {"action": st.sampled_from(("add", "remove", "move", "change")) | ANYTHING},
    optional={
        "index": st.integers(-1, 5) | ANYTHING,
        "to": st.integers(-1, 5) | ANYTHING,
        "kind": st.sampled_from(("Conv2D", "Layer", "Dense")) | ANYTHING,
        "field": st.sampled_from(("filters", "rate", "padding", "short_name")) | ANYTHING,
        "value": ANYTHING,
    },
)


@pytest.mark.parametrize(
    ("message", "layers"),
    [
        (
            {"action": "add", "index": 1, "kind": "MaxPooling2D"},
            (LAYERS[0], MaxPooling2D(), *LAYERS[1:]),
        ),
        ({"action": "add", "index": 4, "kind": "Flatten"}, (*LAYERS, Flatten())),
        ({"action": "remove", "index": 0}, LAYERS[1:]),
        ({"action": "move", "index": 0, "to": 3}, (*LAYERS[1:], LAYERS[0])),
        (
            {"action": "change", "index": 0, "field": "filters", "value": 64},
            (Conv2D(64), *LAYERS[1:]),
        ),
        (
            {"action": "change", "index": 0, "field": "padding", "value": "valid"},
            (Conv2D(8, padding="valid"), *LAYERS[1:]),
        ),
        (
            {"action": "change", "index": 1, "field": "rate", "value": 0},
            (LAYERS[0], Dropout(0.0), *LAYERS[2:]),
        ),
    ],
)
def test_edits(message, layers):
    assert edited(STACK, message).layers == layers


@pytest.mark.parametrize(
    "message",
    [
        *(None, [], "remove", {}, {"action": "remove"}, {"action": "remove", "index": 4}),
        *({"action": "remove", "index": True}, {"action": "remove", "index": -1}),
        *({"action": "remove", "index": 0.0}, {"action": "format_disk", "index": 0}),
        {"action": "add", "index": 0, "kind": "Layer"},
        {"action": "move", "index": 0, "to": 4},
        {"action": "change", "index": 0, "field": "filters", "value": 10**9},
        {"action": "change", "index": 0, "field": "filters", "value": "64"},
        {"action": "change", "index": 0, "field": "units", "value": 64},
        {"action": "change", "index": 0, "field": "padding", "value": ["same"]},
        *(
            {"action": "change", "index": 1, "field": "rate", "value": value}
            for value in (float("nan"), "abc", "0.1", None, [1], True, 10**400, -0.1)
        ),
    ],
)
def test_what_cannot_be_changes_nothing(message):
    assert edited(STACK, message) == STACK


@given(MESSAGE)
def test_any_message_leaves_layers_in_their_ranges(message):
    for position, layer in enumerate(edited(STACK, message).layers, 1):
        require_numbers(position, layer)
