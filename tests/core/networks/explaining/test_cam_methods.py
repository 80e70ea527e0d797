"""Each method beside a second computation, written with loops or another decomposition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.networks.explaining.cam_methods import METHODS, heatmap

HEIGHT, WIDTH, CHANNELS = 4, 3, 5


def by_loops(activations, gradients, weight_of):
    """Sum weight times activation, cell by cell and channel by channel."""
    height, width, channels = activations.shape
    result = np.zeros((height, width))
    for row in range(height):
        for column in range(width):
            for channel in range(channels):
                weight = weight_of(activations[..., channel], gradients[..., channel], row, column)
                result[row, column] += weight * activations[row, column, channel]
    return result


def plus_plus(a, g, row, column):
    """Equations 5 and 19 of Grad-CAM++ as they stand, g² and g³ included."""
    weight = 0.0
    for slope in g.ravel():
        if slope > 0:
            weight += slope * slope**2 / (2 * slope**2 + a.sum() * slope**3)
    return weight


WEIGHTS = {
    "grad_cam": lambda a, g, row, column: sum(g.ravel()) / g.size,
    "grad_cam_plus_plus": plus_plus,
    "hires_cam": lambda a, g, row, column: g[row, column],
    "layer_cam": lambda a, g, row, column: max(g[row, column], 0),
}


@pytest.mark.parametrize("method", WEIGHTS)
@pytest.mark.parametrize("seed", range(3))
def test_equals_explicit_loops(method, seed):
    rng = np.random.default_rng(seed)
    activations = np.maximum(rng.normal(size=(HEIGHT, WIDTH, CHANNELS)), 0)
    gradients = rng.normal(size=activations.shape)
    ours = METHODS[method](activations, gradients).sum(axis=-1)
    np.testing.assert_allclose(ours, by_loops(activations, gradients, WEIGHTS[method]), atol=1e-10)


@pytest.mark.parametrize("seed", range(3))
def test_eigen_cam_follows_the_covariance(seed):
    activations = np.random.default_rng(seed).normal(size=(HEIGHT, WIDTH, CHANNELS))
    flat = activations.reshape(-1, CHANNELS)
    _, vectors = np.linalg.eigh(np.cov(flat.T))
    expected = ((flat - flat.mean(axis=0)) @ vectors[:, -1]).reshape(HEIGHT, WIDTH)
    expected = -expected if -expected.min() > expected.max() else expected
    ours = METHODS["eigen_cam"](activations, np.zeros_like(activations)).sum(axis=-1)
    np.testing.assert_allclose(ours, expected, atol=1e-10)


def test_constant_gradients_make_hires_cam_grad_cam():
    """So it is in front of global average pooling."""
    rng = np.random.default_rng(0)
    activations = rng.random((HEIGHT, WIDTH, CHANNELS))
    gradients = np.broadcast_to(rng.normal(size=CHANNELS), activations.shape)
    np.testing.assert_allclose(
        METHODS["hires_cam"](activations, gradients), METHODS["grad_cam"](activations, gradients)
    )


@pytest.mark.parametrize("method", METHODS)
@given(
    pair=st.tuples(
        arrays(np.float32, (3, 3, 4), elements=st.floats(0, 100, width=32)),
        arrays(np.float32, (3, 3, 4), elements=st.floats(-100, 100, width=32)),
    )
)
def test_a_map_stays_between_zero_and_one(method, pair):
    result = heatmap(METHODS[method](*pair))
    assert result.dtype == np.float32
    assert result.shape == (3, 3)
    assert result.max() in (0, 1)
    assert result.min() >= 0
