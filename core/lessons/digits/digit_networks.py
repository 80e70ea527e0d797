"""Three small networks for digits, in NumPy: one pass answers for every shift of a digit.

Shifting a sheet under a network is sliding the network over a larger paper. Convolution is the
same at every place, so its maps are computed once for all shifts; pooling by 2 keeps every second
pixel, which ones depends on the shift, so the layers after it run on all pixels with their taps
2, then 4 apart (dilated convolution; Long, Shelhamer, Darrell: Fully Convolutional Networks,
2015, section 3.2). The result is what the networks say of each sheet alone, 50 times sooner.
"""

from functools import cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from safetensors.numpy import load_file
from scipy.special import softmax

from core.host import assets
from core.lessons.digits.digits import REACH, SHEET, DigitError, place

NETWORKS = ("mlp", "flatten", "gap")
TAUGHT = "mlp_shifted"  # the MLP once more, trained on digits that were shifted
TAUGHT_REACH = 4  # pixels
MARGIN = 12  # black pixels that both CNNs add around the sheet
POOL = 2
PERIOD = POOL**2  # pixels between neighbouring stops of the last convolution
FIELD = SHEET + 2 * REACH  # paper that holds every shifted sheet

Weights = dict[str, np.ndarray]


@cache
def weights(network: str) -> Weights:
    """Return the trained weights of a network, float32, in Keras' layouts.

    Raises
    ------
    core.host.assets.AssetError
        When the file is missing or damaged.
    """
    arrays = load_file(assets.verified("models/digit_networks.safetensors"))
    prefix = f"{network}/"
    return {
        name.removeprefix(prefix): array
        for name, array in arrays.items()
        if name.startswith(prefix)
    }


def answers_by_shift(digit: np.ndarray, scale: float = 1.0, turn: float = 0.0) -> np.ndarray:
    """Return what every network answers to a digit at every shift.

    Parameters
    ----------
    digit
        uint8 (28, 28).
    scale, turn
        See `core.lessons.digits.digits.place`.

    Returns
    -------
    np.ndarray
        Probabilities, float32 (networks, 21, 21, 10); row `10 + down`, column `10 + right`.
    """
    field = place(digit, scale=scale, turn=turn, side=FIELD)
    # the sheet that starts further down shows the digit further up
    return np.stack([answers(name, field)[::-1, ::-1] for name in NETWORKS])


def answers(network: str, paper: np.ndarray) -> np.ndarray:
    """Return what a network answers to every sheet that can be cut from `paper`.

    Parameters
    ----------
    network
        One of `NETWORKS`, or `TAUGHT`.
    paper
        uint8 (H, W), at least a sheet, 48 x 48.

    Returns
    -------
    np.ndarray
        Probabilities of the ten digits, float32 (H - 47, W - 47, 10), by the sheet's top left
        corner.

    Raises
    ------
    DigitError
        ``digit.paper`` when no sheet fits.
    """
    if paper.ndim != 2 or min(paper.shape) < SHEET:
        raise DigitError(
            "digit.paper",
            "a paper of {shape} holds no sheet of {side} x {side}",
            shape=paper.shape,
            side=SHEET,
        )
    scores = _SCORES[network](weights(network), paper.astype(np.float32) / 255)
    return softmax(scores, axis=-1)


def _mlp(trained: Weights, pixels: np.ndarray) -> np.ndarray:
    sheets = sliding_window_view(pixels, (SHEET, SHEET))
    flat = sheets.reshape(*sheets.shape[:2], -1)
    hidden = np.maximum(_dense(flat, trained, "dense_1"), 0)
    return _dense(hidden, trained, "dense_2")


def _flatten(trained: Weights, pixels: np.ndarray) -> np.ndarray:
    maps = np.moveaxis(_last_maps(trained, pixels), 2, -1)  # Keras flattens channels last
    return _dense(maps.reshape(*maps.shape[:2], -1), trained, "dense")


def _gap(trained: Weights, pixels: np.ndarray) -> np.ndarray:
    return _dense(_last_maps(trained, pixels).mean(axis=(-2, -1)), trained, "dense")


_SCORES = {"mlp": _mlp, "flatten": _flatten, "gap": _gap, TAUGHT: _mlp}


def _last_maps(trained: Weights, pixels: np.ndarray) -> np.ndarray:
    """Return the maps that each sheet's last layer gets, (sheets down, right, C, h, w)."""
    maps = features(trained, pixels)
    stops = maps.shape[0] - (pixels.shape[0] - SHEET)  # of one sheet, every pixel counted
    return sliding_window_view(maps, (stops, stops), axis=(0, 1))[..., ::PERIOD, ::PERIOD]


def features(trained: Weights, pixels: np.ndarray) -> np.ndarray:
    """Return the maps of the last convolution at every pixel, (h, w, C), for `pixels` in 0..1."""
    maps = np.pad(pixels, MARGIN)[..., None]
    maps = np.maximum(_convolve(maps, trained, "conv_1", 1), 0)
    maps = np.maximum(_convolve(_pool(maps, 1), trained, "conv_2", POOL), 0)
    return np.maximum(_convolve(_pool(maps, POOL), trained, "conv_3", PERIOD), 0)


def _convolve(maps: np.ndarray, trained: Weights, layer: str, dilation: int) -> np.ndarray:
    """Convolve (H, W, C) at every pixel, with the taps of the kernel `dilation` pixels apart."""
    kernel = trained[f"{layer}/kernel"]
    size, _, _, filters = kernel.shape
    span = dilation * (size - 1) + 1
    taps = sliding_window_view(maps, (span, span), axis=(0, 1))[..., ::dilation, ::dilation]
    height, width = taps.shape[:2]
    rows = np.moveaxis(taps, 2, -1).reshape(height * width, -1)  # one product does it all
    output = rows @ kernel.reshape(-1, filters) + trained[f"{layer}/bias"]
    return output.reshape(height, width, filters)


def _pool(maps: np.ndarray, dilation: int) -> np.ndarray:
    """Take the maximum over 2 x 2 pixels `dilation` apart, at every pixel."""
    tall = np.maximum(maps[:-dilation], maps[dilation:])
    return np.maximum(tall[:, :-dilation], tall[:, dilation:])


def _dense(vectors: np.ndarray, trained: Weights, layer: str) -> np.ndarray:
    return vectors @ trained[f"{layer}/kernel"] + trained[f"{layer}/bias"]
