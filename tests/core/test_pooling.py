import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.convolution import ConvolutionError
from core.pooling import pool, pool_again


def test_by_hand():
    image = np.array([[1, 2, 3, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 3, 0, 1]])
    np.testing.assert_array_equal(pool(image), [[2, 3], [3, 2]])
    np.testing.assert_array_equal(pool(image, mode="average"), [[1, 2], [2, 1]])


def test_padding_does_not_count():
    image = np.full((3, 3), -4.0)
    np.testing.assert_array_equal(pool(image, padding="same"), np.full((2, 2), -4.0))
    np.testing.assert_array_equal(pool(image, padding="same", mode="average"), np.full((2, 2), -4))


@settings(max_examples=120)
@given(
    seed=st.integers(0, 2**16),
    shape=st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 3)),
    size=st.integers(1, 4),
    stride=st.one_of(st.none(), st.integers(1, 3)),
    padding=st.sampled_from(["valid", "same"]),
    mode=st.sampled_from(["max", "average"]),
)
def test_equals_tensorflow(tensorflow, seed, shape, size, stride, padding, mode):
    image = np.random.default_rng(seed).normal(size=shape).astype(np.float32)
    if padding == "valid" and min(shape[:2]) < size:
        with pytest.raises(ConvolutionError):
            pool(image, size, stride, padding, mode)
        return
    reference = tensorflow.nn.max_pool2d if mode == "max" else tensorflow.nn.avg_pool2d
    expected = reference(image[None], size, stride or size, padding.upper())[0]
    output = pool(image, size, stride, padding, mode)
    assert output.shape == expected.shape
    np.testing.assert_allclose(output, expected, atol=1e-4)


@given(st.integers(0, 2**16), st.integers(1, 3), st.integers(1, 3))
def test_a_numbered_padding_equals_pooling_of_what_is_there(seed, size, stride):
    image = np.random.default_rng(seed).integers(-9, 9, (5, 6))
    for padding in range(size):
        padded = np.pad(image.astype(float), padding, constant_values=np.nan)
        output = pool(image, size, stride, padding)
        for row, column in np.ndindex(output.shape):
            top, left = row * stride, column * stride
            window = padded[top : top + size, left : left + size]
            assert output[row, column] == np.nanmax(window)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"mode": "median"}, "pooling.mode"),
        ({"padding": 2}, "pooling.padding"),
        ({"size": 9}, "convolution.does_not_fit"),
    ],
)
def test_refusals(options, reason):
    with pytest.raises(ConvolutionError) as refusal:
        pool(np.zeros((4, 4)), **options)
    assert refusal.value.reason == reason


def test_pooling_again_and_again_by_hand():
    image = np.arange(64.0).reshape(8, 8)
    np.testing.assert_array_equal(pool_again(image, 0), image)
    np.testing.assert_array_equal(pool_again(image, 2), [[27, 31], [59, 63]])
    assert pool_again(image, 3, mode="average") == [[31.5]]
    assert pool_again(image, 2, size=3, stride=1, padding="same").max() == 63
