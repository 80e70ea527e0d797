"""Two-dimensional convolution as CNNs use the word: cross-correlation, the kernel is not flipped.

Padding and sizes follow TensorFlow (https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2).
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from core.errors import ConvScopeError

Padding = str | int
KERNELS: dict[str, np.ndarray] = {
    "diagonals": np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]], float),
    "identity": np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]], float),
    "edge": np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]], float),
    "sobel_x": np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], float),
    "sobel_y": np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], float),
    "laplacian": np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]], float),
    "blur": np.full((3, 3), 1 / 9),
    "gaussian": np.outer([1, 4, 6, 4, 1], [1, 4, 6, 4, 1]) / 256,
    "sharpen": np.array([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], float),
    "emboss": np.array([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]], float),
}


class ConvolutionError(ConvScopeError):
    """A kernel, stride or padding that the image cannot have."""


def output_size(size: int, kernel_size: int, stride: int = 1, padding: Padding = "valid") -> int:
    """Count the stops a kernel makes along one axis.

    ``floor((size + before + after - kernel_size) / stride) + 1``; with ``"same"`` this is
    ``ceil(size / stride)`` whatever the kernel.

    Raises
    ------
    ConvolutionError
        ``convolution.does_not_fit`` when the kernel is larger than the padded image, and those of
        `padding_amounts`.

    >>> output_size(7, kernel_size=3, stride=2)
    3
    """
    before, after = padding_amounts(size, kernel_size, stride, padding)
    padded = size + before + after
    if kernel_size > padded:
        raise ConvolutionError(
            "convolution.does_not_fit",
            "a kernel of {kernel_size} does not fit in {padded} pixels (padding included)",
            kernel_size=kernel_size,
            padded=padded,
        )
    return (padded - kernel_size) // stride + 1


def padding_amounts(
    size: int, kernel_size: int, stride: int = 1, padding: Padding = "valid"
) -> tuple[int, int]:
    """Return the pixels added before and after one axis.

    ``"same"`` adds what makes the output ``ceil(size / stride)``; an odd pixel goes *after*, as in
    TensorFlow, so the padding may be lopsided.

    Raises
    ------
    ConvolutionError
        ``convolution.not_whole`` or ``convolution.not_positive`` for a size or stride,
        ``convolution.padding``.

    >>> padding_amounts(4, kernel_size=2, padding="same")
    (0, 1)
    """
    _require_counts(size=size, kernel_size=kernel_size, stride=stride)
    if padding == "valid":
        return 0, 0
    if padding == "same":
        stops = -(-size // stride)
        total = max((stops - 1) * stride + kernel_size - size, 0)
        return total // 2, total - total // 2
    if isinstance(padding, int | np.integer) and not isinstance(padding, bool) and padding >= 0:
        return int(padding), int(padding)
    raise ConvolutionError(
        "convolution.padding",
        "padding must be 'valid', 'same' or a number of pixels from 0, got {padding!r}",
        padding=padding,
    )


def windows(
    image: np.ndarray,
    kernel_shape: tuple[int, int],
    stride: int = 1,
    padding: Padding = "valid",
) -> np.ndarray:
    """Return the patch under the kernel at every stop.

    Parameters
    ----------
    image
        ``(H, W)`` or ``(H, W, C)``.
    kernel_shape
        ``(kH, kW)``.

    Returns
    -------
    np.ndarray
        ``(oH, oW, kH, kW)`` or ``(oH, oW, kH, kW, C)``; a read-only view of the zero-padded image,
        so of its type.

    Raises
    ------
    ConvolutionError
        As `pad`.

    >>> windows(np.arange(9).reshape(3, 3), (2, 2))[1, 0]
    array([[3, 4],
           [6, 7]])
    """
    padded = pad(image, kernel_shape, stride, padding)
    patches = sliding_window_view(padded, kernel_shape, axis=(0, 1))[::stride, ::stride]
    return patches if padded.ndim == 2 else np.moveaxis(patches, 2, -1)


def pad(
    image: np.ndarray,
    kernel_shape: tuple[int, int],
    stride: int = 1,
    padding: Padding = "valid",
    value: float = 0,
) -> np.ndarray:
    """Return `image` with the border of `value` that `padding` asks for.

    Parameters
    ----------
    image
        ``(H, W)`` or ``(H, W, C)``; it keeps its type, and channels get no border.
    kernel_shape
        ``(kH, kW)``, on which ``"same"`` depends.

    Raises
    ------
    ConvolutionError
        ``convolution.image_shape``, and those of `output_size` for either axis.

    >>> pad(np.ones((1, 2)), (1, 3), padding="same")
    array([[0., 1., 1., 0.]])
    """
    _require_image(image)
    amounts = []
    for size, kernel_size in zip(image.shape[:2], kernel_shape, strict=True):
        output_size(size, kernel_size, stride, padding)  # refuses a kernel that does not fit
        amounts.append(padding_amounts(size, kernel_size, stride, padding))
    if not np.any(amounts):
        return image
    return np.pad(image, amounts + [(0, 0)] * (image.ndim - 2), constant_values=value)


def convolve(
    image: np.ndarray,
    kernel: np.ndarray,
    stride: int = 1,
    padding: Padding = "valid",
    bias: float | np.ndarray = 0.0,
) -> np.ndarray:
    """Slide `kernel` over `image` and sum the products at every stop.

    ``output[i, j] = bias + sum(window[i, j] * kernel)``

    Parameters
    ----------
    image
        ``(H, W)`` or ``(H, W, C)``, any numeric type.
    kernel
        ``(kH, kW)`` for a grey image, ``(kH, kW, C)`` for a colour image, or ``(kH, kW, C, F)``
        for F filters at once (the weight of a Keras ``Conv2D``).
    bias
        A number, or one a filter.

    Returns
    -------
    np.ndarray
        ``(oH, oW)``, or ``(oH, oW, F)`` for F filters; float32 for a float32 kernel, whatever the
        image, float64 for a kernel of float64 or of Python's whole numbers.

    Raises
    ------
    ConvolutionError
        ``convolution.kernel_shape`` when the kernel has other channels than the image,
        ``convolution.bias_shape`` when the bias is neither one number nor one a filter, and those
        of `pad`.

    >>> convolve(np.arange(9.0).reshape(3, 3), np.ones((2, 2)))
    array([[ 8., 12.],
           [20., 24.]])
    """
    filters = _with_axes(image, kernel)
    planes = image[..., np.newaxis] if image.ndim == 2 else image
    patches = windows(planes.astype(filters.dtype, copy=False), kernel.shape[:2], stride, padding)
    # Kernel cell by kernel cell: 9 passes over the image, instead of a copy of it 9 times as large.
    output = np.zeros((*patches.shape[:2], filters.shape[-1]), filters.dtype)
    for row, column in np.ndindex(kernel.shape[:2]):
        output += patches[:, :, row, column] @ filters[row, column]
    _require_bias(bias, filters.shape[-1])
    output += bias
    return output if kernel.ndim == 4 else output[..., 0]


def depthwise(
    image: np.ndarray, kernel: np.ndarray, stride: int = 1, padding: Padding = "valid"
) -> np.ndarray:
    """Convolve every channel of ``(H, W, C)`` with the same ``(kH, kW)`` kernel, unmixed.

    What a photo editor calls a filter, and the first half of a depthwise separable convolution.

    Returns
    -------
    np.ndarray
        ``(oH, oW, C)``, float as from `convolve`.

    Raises
    ------
    ConvolutionError
        ``convolution.no_channels`` when the image has none, and those of `convolve`.
    """
    if image.ndim != 3 or not image.shape[2]:
        raise ConvolutionError(
            "convolution.no_channels",
            "an image with channels is (H, W, C), got {shape}",
            shape=image.shape,
        )
    planes = np.moveaxis(image, -1, 0)
    return np.stack([convolve(plane, kernel, stride, padding) for plane in planes], axis=-1)


def _with_axes(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Return `kernel` as (kH, kW, C, F), float."""
    _require_image(image)
    if image.ndim == 2:
        channels, fits = 1, kernel.ndim == 2
    else:
        channels = image.shape[2]
        fits = kernel.ndim in (3, 4) and kernel.shape[2] == channels
    if not fits:
        raise ConvolutionError(
            "convolution.kernel_shape",
            "a kernel of shape {kernel} does not go with an image of shape {image}",
            kernel=kernel.shape,
            image=image.shape,
        )
    filters = kernel if kernel.ndim == 4 else kernel.reshape(*kernel.shape[:2], channels, 1)
    return filters.astype(np.result_type(kernel, np.float32), copy=False)


def _require_image(image: np.ndarray) -> None:
    if image.ndim not in (2, 3):
        raise ConvolutionError(
            "convolution.image_shape",
            "an image is (H, W) or (H, W, C), got {shape}",
            shape=image.shape,
        )


def _require_bias(bias: float | np.ndarray, filters: int) -> None:
    if np.shape(bias) not in ((), (filters,)):
        raise ConvolutionError(
            "convolution.bias_shape",
            "a bias is one number, or one for each of {filters} filters, got {shape}",
            filters=filters,
            shape=np.shape(bias),
        )


def _require_counts(**numbers: int) -> None:
    """Refuse what is no whole number from 1."""
    for name, number in numbers.items():
        if not isinstance(number, int | np.integer):
            raise ConvolutionError(
                "convolution.not_whole",
                "{name} must be a whole number, got {number!r}",
                name=name,
                number=number,
            )
        if number < 1:
            raise ConvolutionError(
                "convolution.not_positive",
                "{name} must be at least 1, got {number}",
                name=name,
                number=number,
            )
