"""Dropout: as Keras scales it, and the numbers of the drawn network."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.lessons.dropout import (
    INPUTS,
    STEPS,
    TO_HIDDEN,
    TO_OUTPUT,
    DropoutError,
    draw_factors,
    hidden_values,
    kept_factor,
    mean_sums,
    prediction,
    training_steps,
)


@given(st.floats(0, 0.9), st.integers(0, 1000))
def test_a_factor_is_zero_or_makes_up_for_the_dropped(rate, seed):
    factors = draw_factors((20, 50), rate, np.random.default_rng(seed))
    kept = factors[factors > 0]
    np.testing.assert_allclose(kept, 1 / (1 - rate), rtol=1e-6)
    assert (factors == 0).mean() == pytest.approx(rate, abs=0.09)


@pytest.mark.tensorflow
@pytest.mark.parametrize("rate", [0.2, 0.5, 0.8])
def test_values_are_those_of_keras(rate):
    keras = pytest.importorskip("keras")
    values = np.full((100, 100), 0.6, np.float32)
    layer = keras.layers.Dropout(rate, seed=1)
    theirs = np.unique(np.array(layer(values, training=True)))
    ours = np.unique(values * draw_factors(values.shape, rate, np.random.default_rng(1)))
    np.testing.assert_allclose(ours, theirs, rtol=1e-6)
    np.testing.assert_array_equal(layer(values, training=False), values)


def test_prediction_has_every_unit_unscaled():
    np.testing.assert_array_equal(prediction().factors, 1)
    np.testing.assert_allclose(prediction().sums, np.maximum(INPUTS @ TO_HIDDEN, 0) @ TO_OUTPUT)
    assert (hidden_values() > 0).all()  # so that only dropout makes a drawn unit 0


@pytest.mark.parametrize("rate", [0.2, 0.5, 0.8])
def test_the_numbers_of_a_step_add_up(rate):
    steps = training_steps(rate)
    assert len({step.factors.tobytes() for step in steps}) > 5
    for step in steps:
        np.testing.assert_allclose(step.sums, (hidden_values() * step.factors) @ TO_OUTPUT)
    sums = np.array([step.sums for step in steps])
    assert mean_sums(steps).shape == (STEPS, 3)
    np.testing.assert_allclose(mean_sums(steps)[-1], sums.mean(axis=0))
    error = sums.std(axis=0) / np.sqrt(STEPS)
    assert (np.abs(sums.mean(axis=0) - prediction().sums) < 4 * error).all()


def test_what_is_kept_is_made_up_for():
    assert kept_factor(0) == 1
    assert kept_factor(0.75) == 4
    factors = draw_factors((1000,), 0.75, np.random.default_rng(0))
    assert set(factors.tolist()) == {0.0, 4.0}


@pytest.mark.parametrize("rate", [1, -0.1, 1.5, float("nan")])
def test_a_rate_that_leaves_nothing_is_refused(rate):
    for function in (kept_factor, lambda rate: draw_factors((2,), rate, np.random.default_rng(0))):
        with pytest.raises(DropoutError) as refused:
            function(rate)
        assert refused.value.reason == "dropout.rate"
