"""Adam by hand and beside Keras."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.networks import Adam


def test_the_first_step_is_the_rate_whatever_the_slope():
    weights = [np.zeros(3), np.array([[1.0]])]
    optimizer = Adam(rate=0.5, epsilon=0.0)
    optimizer.update(weights, [np.array([1e-3, -4.0, 7.0]), np.array([[2.0]])])
    np.testing.assert_allclose(weights[0], [-0.5, 0.5, -0.5])
    np.testing.assert_allclose(weights[1], [[0.5]])
    assert optimizer.step == 1


def test_two_steps_by_hand():
    """Slopes 1 and 3: means 0.5 and 1.75, of squares 0.5 and 4.75; corrected by 3/4 both."""
    weights = [np.zeros(1)]
    optimizer = Adam(rate=1.0, decays=(0.5, 0.5), epsilon=0.0)
    for slope in (1.0, 3.0):
        optimizer.update(weights, [np.array([slope])])
    second = (1.75 / 0.75) / np.sqrt(4.75 / 0.75)
    np.testing.assert_allclose(weights[0], [-1 - second])
    np.testing.assert_allclose(optimizer.means[0], [1.75])
    np.testing.assert_allclose(optimizer.squares[0], [4.75])


def test_a_weight_without_a_slope_stays():
    weights = [np.array([3.0])]
    Adam(rate=0.1).update(weights, [np.zeros(1)])
    np.testing.assert_array_equal(weights[0], [3.0])


@settings(max_examples=15, deadline=None)
@given(
    st.integers(0, 2**16),
    st.floats(0.5, 0.95),
    st.floats(0.5, 0.999),
    st.sampled_from([1e-7, 1e-3]),
)
@pytest.mark.tensorflow
def test_steps_are_those_of_keras(seed, first, second, epsilon):
    keras = pytest.importorskip("keras")
    rng = np.random.default_rng(seed)
    ours = rng.normal(size=4).astype(np.float32)
    variable = keras.Variable(ours.copy())
    theirs = keras.optimizers.Adam(0.01, beta_1=first, beta_2=second, epsilon=epsilon)
    optimizer = Adam(0.01, (first, second), epsilon)
    for _ in range(4):
        slope = rng.normal(size=4).astype(np.float32)
        optimizer.update([ours], [slope])
        theirs.apply([keras.ops.convert_to_tensor(slope)], [variable])
    np.testing.assert_allclose(ours, np.asarray(variable), atol=1e-6)
