"""How one cell of a VGG16 layer comes to its value: the kernel's window, product by product."""

from dataclasses import dataclass

import numpy as np

NAMED = 3  # input channels that are shown one by one


@dataclass(frozen=True)
class CellAccount:
    """A convolution at one cell.

    Attributes
    ----------
    inputs
        Channels of the layer before that add most, most first.
    window, kernel
        float32 (3, 3, k): what the cell sees of these channels, and the kernel's weights for them.
    contributions
        float32 (k,): sum of the products of each.
    shares
        float32 (k,): that as a share of all that is added by channels which add.
    added, taken
        Sums over all channels that add, and that take away (not positive).
    bias
        Of the kernel.
    value
        The cell after the ReLU, as the network has it.
    count
        Input channels in all.
    """

    inputs: tuple[int, ...]
    window: np.ndarray
    kernel: np.ndarray
    contributions: np.ndarray
    shares: np.ndarray
    added: float
    taken: float
    bias: float
    value: float
    count: int

    @property
    def weights(self) -> int:
        """Return how many weights the whole kernel has."""
        return self.window.shape[0] * self.window.shape[1] * self.count

    @property
    def unnamed(self) -> int:
        """Return how many input channels are not named."""
        return self.count - len(self.inputs)

    @property
    def before_relu(self) -> float:
        """Return the sum that the ReLU gets."""
        return self.added + self.taken + self.bias

    @property
    def others(self) -> float:
        """Return what the channels that are not named add, together with the bias."""
        return self.before_relu - float(self.contributions.sum())


def account(
    inputs: np.ndarray,
    kernel: np.ndarray,
    bias: float,
    place: tuple[int, int],
    value: float,
    named: int = NAMED,
) -> CellAccount:
    """Take a cell of a 3x3 convolution (stride 1, zeros around the border) apart.

    Parameters
    ----------
    inputs
        (h, w, C), what the layer before gave.
    kernel
        (3, 3, C), of the cell's channel.
    place
        (row, column) of the cell.
    value
        The cell after the ReLU. A positive one is taken as the exact sum, so that what `inputs`
        lost by rounding falls to the channels that are not named.
    """
    window = window_at(inputs, place)
    sums = (window * kernel).sum(axis=(0, 1), dtype=np.float64)
    chosen = np.argsort(-sums, kind="stable")[:named]
    added = float(sums[sums > 0].sum())
    taken = float(sums[sums <= 0].sum())
    if value > 0:
        taken = min(value - bias - added, 0.0)
    return CellAccount(
        inputs=tuple(int(channel) for channel in chosen),
        window=window[..., chosen],
        kernel=kernel[..., chosen],
        contributions=sums[chosen].astype(np.float32),
        shares=(np.maximum(sums[chosen], 0) / (added or 1.0)).astype(np.float32),
        added=added,
        taken=taken,
        bias=float(bias),
        value=float(value),
        count=sums.size,
    )


def window_at(inputs: np.ndarray, place: tuple[int, int]) -> np.ndarray:
    """Return the 3x3 window (3, 3, C) around a cell as float32, zeros where it leaves the map."""
    padded = np.zeros((3, 3, inputs.shape[2]), np.float32)
    row, column = place
    for y in range(3):
        for x in range(3):
            here = row + y - 1, column + x - 1
            if 0 <= here[0] < inputs.shape[0] and 0 <= here[1] < inputs.shape[1]:
                padded[y, x] = inputs[here]
    return padded


def pooled_cells(
    inputs: np.ndarray, channel: int, place: tuple[int, int], value: float
) -> np.ndarray:
    """Return the float32 (2, 2) cells of a channel from which pooling took the largest, `value`."""
    row, column = (2 * at for at in place)
    cells = inputs[row : row + 2, column : column + 2, channel].astype(np.float32)
    cells.flat[cells.argmax()] = value  # what `inputs` lost by rounding
    return cells
