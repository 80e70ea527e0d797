import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.signal import correlate2d

from core.convolution import (
    KERNELS,
    ConvolutionError,
    convolve,
    depthwise,
    output_size,
    pad,
    padding_amounts,
    windows,
)

LECTURE = np.array([[1, 0, 1, 0], [1, 0, 1, 0], [1, 1, 1, 1], [0, 0, 1, 0]])
paddings = st.one_of(st.sampled_from(["valid", "same"]), st.integers(0, 3))


def random_case(seed, height, width, channels, kernel_height, kernel_width, filters):
    rng = np.random.default_rng(seed)
    image = rng.normal(size=(height, width, channels)).astype(np.float32)
    kernel = rng.normal(size=(kernel_height, kernel_width, channels, filters)).astype(np.float32)
    return image, kernel


def test_by_hand():
    kernel = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
    # Four corners and the middle. Top left: 1 + 1 + 1 + 1 + 0; bottom right: 0 + 0 + 0 + 0 + 1.
    np.testing.assert_array_equal(convolve(LECTURE, kernel), [[4, 3], [4, 1]])
    np.testing.assert_array_equal(convolve(LECTURE, kernel, bias=-1), [[3, 2], [3, 0]])


def test_the_kernel_is_not_flipped():
    image = np.zeros((3, 3))
    image[1, 1] = 1
    kernel = np.arange(9.0).reshape(3, 3)
    np.testing.assert_array_equal(convolve(image, kernel, padding="same"), kernel[::-1, ::-1])


@settings(max_examples=150)
@given(
    seed=st.integers(0, 2**16),
    sizes=st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 3)),
    kernel=st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(1, 3)),
    stride=st.integers(1, 3),
    padding=paddings,
)
def test_equals_tensorflow(tensorflow, seed, sizes, kernel, stride, padding):
    image, weight = random_case(seed, *sizes, *kernel)
    if isinstance(padding, int):
        reference = [[0, 0], [padding, padding], [padding, padding], [0, 0]]
        fits = all(s + 2 * padding >= k for s, k in zip(sizes[:2], kernel[:2], strict=True))
    else:
        reference = padding.upper()
        fits = padding == "same" or all(s >= k for s, k in zip(sizes[:2], kernel[:2], strict=True))
    if not fits:
        with pytest.raises(ConvolutionError, match="does not fit"):
            convolve(image, weight, stride, padding)
        return
    expected = tensorflow.nn.conv2d(image[None], weight, stride, reference)[0]
    output = convolve(image, weight, stride, padding)
    assert output.shape == expected.shape
    np.testing.assert_allclose(output, expected, atol=1e-4)


@pytest.mark.parametrize("padding", ["valid", "same"])
def test_depthwise_equals_tensorflow(tensorflow, padding):
    image, kernel = random_case(1, 9, 8, 3, 3, 3, 1)
    same_kernel = kernel[:, :, :1, :].repeat(3, axis=2)
    expected = tensorflow.nn.depthwise_conv2d(
        image[None], same_kernel, [1, 2, 2, 1], padding.upper()
    )
    output = depthwise(image, kernel[:, :, 0, 0], stride=2, padding=padding)
    np.testing.assert_allclose(output, expected[0], atol=1e-5)


@given(st.integers(0, 2**16), st.integers(1, 3), st.integers(0, 2))
def test_equals_scipy(seed, stride, padding):
    image, kernel = random_case(seed, 7, 6, 1, 3, 3, 1)
    expected = correlate2d(np.pad(image[..., 0], padding), kernel[..., 0, 0], "valid")
    np.testing.assert_allclose(
        convolve(image[..., 0], kernel[..., 0, 0], stride, padding),
        expected[::stride, ::stride],
        atol=1e-5,
    )


@given(st.integers(0, 2**16), paddings)
def test_is_linear_in_the_kernel(seed, padding):
    image, pair = random_case(seed, 6, 7, 2, 3, 3, 2)
    first, second = pair[..., 0], pair[..., 1]
    np.testing.assert_allclose(
        convolve(image, first + second, 1, padding),
        convolve(image, first, 1, padding) + convolve(image, second, 1, padding),
        atol=1e-4,
    )


@given(
    size=st.integers(1, 40), kernel=st.integers(1, 7), stride=st.integers(1, 4), padding=paddings
)
def test_sizes_agree_with_the_windows(size, kernel, stride, padding):
    image = np.zeros((size, size))
    try:
        expected = output_size(size, kernel, stride, padding)
    except ConvolutionError:
        with pytest.raises(ConvolutionError):
            windows(image, (kernel, kernel), stride, padding)
    else:
        patches = windows(image, (kernel, kernel), stride, padding)
        assert patches.shape == (expected, expected, kernel, kernel)


@given(size=st.integers(1, 60), kernel=st.integers(1, 9), stride=st.integers(1, 5))
def test_same_keeps_one_output_a_stride(size, kernel, stride):
    assert output_size(size, kernel, stride, "same") == -(-size // stride)
    before, after = padding_amounts(size, kernel, stride, "same")
    assert 0 <= after - before <= 1


def test_windows_of_a_colour_image_keep_the_channel_last():
    image = np.arange(4 * 4 * 3).reshape(4, 4, 3)
    np.testing.assert_array_equal(windows(image, (2, 2), stride=2)[1, 0], image[2:4, 0:2])


@pytest.mark.parametrize("name", KERNELS)
def test_named_kernels_on_a_flat_image(name):
    """What a kernel does to an even surface: its sum; edges give nothing, blurs keep the value."""
    kernel = KERNELS[name]
    flat = convolve(np.full((7, 7), 10.0), kernel)
    np.testing.assert_allclose(flat, 10 * kernel.sum())
    assert round(kernel.sum(), 9) in ((5,) if name == "diagonals" else (0, 1))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"size": 3, "kernel_size": 5}, "convolution.does_not_fit"),
        ({"size": 0, "kernel_size": 3, "padding": 5}, "convolution.not_positive"),
        ({"size": 3, "kernel_size": 0}, "convolution.not_positive"),
        ({"size": 3, "kernel_size": 3, "stride": 0}, "convolution.not_positive"),
        ({"size": 3, "kernel_size": 3, "stride": 1.5}, "convolution.not_whole"),
        ({"size": 3, "kernel_size": 2.0}, "convolution.not_whole"),
        ({"size": "3", "kernel_size": 3}, "convolution.not_whole"),
        ({"size": 3, "kernel_size": 3, "padding": -1}, "convolution.padding"),
        ({"size": 3, "kernel_size": 3, "padding": "full"}, "convolution.padding"),
        ({"size": 3, "kernel_size": 3, "padding": True}, "convolution.padding"),
    ],
)
def test_refusals_of_sizes(arguments, reason):
    with pytest.raises(ConvolutionError) as refusal:
        output_size(**arguments)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("image", "kernel", "reason"),
    [
        ((5, 5), (3, 3, 3), "convolution.kernel_shape"),
        ((5, 5, 3), (3, 3), "convolution.kernel_shape"),
        ((5, 5, 3), (3, 3, 2), "convolution.kernel_shape"),
        ((5, 5, 3), (3, 3, 1, 2), "convolution.kernel_shape"),
        ((5, 5, 3), (3,), "convolution.kernel_shape"),
        ((5, 5), (3,), "convolution.kernel_shape"),
        ((5, 5, 3), (3, 3, 3, 2, 1), "convolution.kernel_shape"),
        ((5, 5, 3, 1), (3, 3, 3), "convolution.image_shape"),
        ((5,), (3, 3), "convolution.image_shape"),
        ((5, 5), (0, 3), "convolution.not_positive"),
        ((0, 5), (3, 3), "convolution.not_positive"),
        ((5, 5, 3), (0, 0, 3), "convolution.not_positive"),
    ],
)
def test_refusals_of_shapes(image, kernel, reason):
    with pytest.raises(ConvolutionError) as refusal:
        convolve(np.zeros(image), np.zeros(kernel))
    assert refusal.value.reason == reason


def test_the_smallest_that_there_is():
    assert output_size(1, 1) == 1
    assert padding_amounts(1, 1, np.int64(1), np.int64(2)) == (2, 2)


@pytest.mark.parametrize("function", [windows, pad])
def test_windows_and_borders_refuse_what_has_no_rows_and_columns(function):
    for shape, kernel, options, reason in (
        ((5,), (3, 3), {}, "convolution.image_shape"),
        ((5, 5), (6, 3), {}, "convolution.does_not_fit"),
        ((5, 5), (3, 3), {"stride": 1.5}, "convolution.not_whole"),
        ((5, 5), (3, 3), {"padding": "full"}, "convolution.padding"),
    ):
        with pytest.raises(ConvolutionError) as refusal:
            function(np.zeros(shape), kernel, **options)
        assert refusal.value.reason == reason


@pytest.mark.parametrize("shape", [(5, 5), (5,), (5, 5, 0), (1, 5, 5, 3)])
def test_a_filter_a_channel_needs_channels(shape):
    with pytest.raises(ConvolutionError) as refusal:
        depthwise(np.zeros(shape), np.ones((3, 3)))
    assert refusal.value.reason == "convolution.no_channels"
    assert refusal.value.values == {"shape": shape}


def test_a_bias_is_one_number_or_one_a_filter():
    image, filters = np.zeros((3, 3, 2)), np.zeros((3, 3, 2, 4))
    np.testing.assert_array_equal(convolve(image, filters, bias=np.arange(4.0)), [[[0, 1, 2, 3]]])
    for bias in (np.zeros(3), np.zeros((1, 4))):
        with pytest.raises(ConvolutionError) as refusal:
            convolve(image, filters, bias=bias)
        assert refusal.value.reason == "convolution.bias_shape"
        assert refusal.value.values == {"filters": 4, "shape": bias.shape}


@pytest.mark.parametrize("image", [np.uint8, np.float32, np.float64])
@pytest.mark.parametrize(
    ("kernel", "output"),
    [(np.float32, np.float32), (np.float64, np.float64), (np.int64, np.float64)],
)
def test_the_output_has_the_precision_of_the_kernel(image, kernel, output):
    photo, weights = np.ones((4, 4, 3), image), np.ones((3, 3, 3), kernel)
    assert convolve(photo, weights).dtype == output
    assert depthwise(photo, weights[..., 0]).dtype == output


def test_the_relief_is_lit_from_below_right():
    """Emboss adds what is below and right of a pixel and takes what is above and left of it."""
    image = np.zeros((3, 3))
    for cell, weight in np.ndenumerate([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]):
        image[cell] = 1
        assert convolve(image, KERNELS["emboss"]) == [[weight]]
        image[cell] = 0


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("diagonals", [1, 0, 1, 0, 1, 0, 1, 0, 1]),
        ("identity", [0, 0, 0, 0, 1, 0, 0, 0, 0]),
        ("edge", [-1, -1, -1, -1, 8, -1, -1, -1, -1]),
        ("sobel_x", [-1, 0, 1, -2, 0, 2, -1, 0, 1]),
        ("sobel_y", [-1, -2, -1, 0, 0, 0, 1, 2, 1]),
        ("laplacian", [0, 1, 0, 1, -4, 1, 0, 1, 0]),
        ("sharpen", [0, -1, 0, -1, 5, -1, 0, -1, 0]),
    ],
)
def test_kernels_are_those_of_the_books(name, numbers):
    assert KERNELS[name].ravel().tolist() == numbers


def test_the_gaussian_is_that_of_binomial_numbers():
    assert KERNELS["gaussian"].shape == (5, 5)
    assert (256 * KERNELS["gaussian"][0]).tolist() == [1, 4, 6, 4, 1]
    assert (256 * KERNELS["gaussian"][2]).tolist() == [6, 24, 36, 24, 6]
