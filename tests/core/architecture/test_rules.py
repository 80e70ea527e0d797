"""What a stack may be, at its limits and one step beyond."""

import pytest

from core.architecture import (
    AveragePooling2D,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    MaxPooling2D,
    rules,
    summarize,
)
from tests.support.refusals import reason

LIMITS = {  # a field: what makes a layer of a value, smallest, largest, a step
    "filters": (lambda value: Conv2D(value, 1), 1, 1024, 1),
    "kernel_size": (lambda value: Conv2D(1, value), 1, 11, 1),
    "stride": (lambda value: Conv2D(1, 1, value), 1, 8, 1),
    "pool_size": (lambda value: MaxPooling2D(value), 1, 16, 1),
    "rate": (lambda value: Dropout(value), 0.0, 0.9, 0.01),
    "units": (lambda value: Dense(value), 1, 8192, 1),
}


@pytest.mark.parametrize("field", LIMITS)
def test_numbers_at_their_limits_and_beyond(field):
    assert LIMITS.keys() == rules.RANGES.keys()
    make, low, high, step = LIMITS[field]
    for value in (low, high):
        rules.require_numbers(1, make(value))
    for value in (low - step, high + step, str(low), None, True, float("nan")):
        assert reason(rules.require_numbers, 1, make(value)) == "architecture.number"


@pytest.mark.parametrize(
    "layer", [Conv2D(1.0), Conv2D(1, 3.0), MaxPooling2D(2.0), Dense(3.5), Dropout(0)]
)
def test_a_count_is_whole_and_a_rate_is_not(layer):
    assert reason(rules.require_numbers, 1, layer) == "architecture.number"


@pytest.mark.parametrize(
    "layer",
    [Conv2D(1, padding="full"), AveragePooling2D(padding=1), Dense(1, activation="swish")],
)
def test_choices_are_named(layer):
    assert reason(rules.require_numbers, 1, layer) == "architecture.choice"


@pytest.mark.parametrize("shape", [(1, 1, 1), (512, 512, 64)])
def test_inputs_at_their_limits(shape):
    rules.require_input(shape)


@pytest.mark.parametrize(
    "shape", [(0, 1, 1), (1, 0, 1), (1, 1, 0), (513, 1, 1), (1, 513, 1), (1, 1, 65), (8, 8), ()]
)
def test_inputs_beyond_them(shape):
    assert reason(rules.require_input, shape) == "architecture.input"


def test_as_many_layers_as_are_drawn():
    assert len(summarize([Dropout()] * 40, (1, 1, 1))) == 40
    assert reason(summarize, [Dropout()] * 41, (1, 1, 1)) == "architecture.too_deep"


def test_as_many_parameters_as_fit_into_memory():
    rules.require_affordable(1, 1_000_000_000)
    assert reason(rules.require_affordable, 1, 1_000_000_001) == "architecture.too_large"


def test_a_window_as_large_as_the_map_fits():
    assert summarize([Conv2D(1, 5, padding="valid")], (5, 9, 1))[0].output_shape == (1, 5, 1)
    assert reason(summarize, [Conv2D(1, 5, padding="valid")], (4, 9, 1)) == (
        "architecture.does_not_fit"
    )
    assert summarize([Conv2D(1, 5)], (4, 9, 1))[0].output_shape == (4, 9, 1)


def test_a_layer_after_one_it_cannot_follow():
    assert reason(summarize, [Dense(1)], (2, 2, 1)) == "architecture.needs_list"
    assert reason(summarize, [Flatten(), MaxPooling2D()], (2, 2, 1)) == "architecture.needs_map"
