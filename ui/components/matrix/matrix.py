"""Every grid of numbers in the app: scenes made from `core` results, drawn by one component.

A scene holds all numbers that the browser shows; ``matrix.js`` looks them up.
"""

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Literal

import numpy as np

from core import convolution, pooling
from core.lessons import stops
from ui.components import reading
from ui.components.component import component
from ui.components.scene import Scene
from ui.session.state import sent
from ui.words import Words

Target = Literal["input", "kernel"]

LABELS = (
    *("input", "kernel", "products", "window", "output", "bias"),
    *("play", "pause", "back", "forward", "progress"),
    *("position", "feeds"),  # sentences with {row}, {column}; the second with {count} too
    *("edit", "invalid"),
)
LARGEST = 99  # a value typed in a cell lies in -LARGEST..LARGEST
DECIMALS = 6  # of a number sent to the browser, which shows two

_COMPONENT = component(__file__)


@dataclass(frozen=True)
class View:
    """How a scene is shown and what may be typed in it.

    Parameters
    ----------
    labels
        The words in the reader's language, see `labels`.
    names
        One a channel, such as ``"R", "G", "B"``.
    editable
        Which matrices accept numbers.
    gray
        Draw the input as grey values, 0 black, instead of on the diverging scale.
    revision
        Another number drops edits under way: raise it when a preset replaces the numbers.
    """

    labels: dict[str, str]
    names: tuple[str, ...] = ()
    editable: tuple[Target, ...] = ()
    gray: bool = False
    revision: int = 0


@dataclass(frozen=True)
class Edit:
    """A number typed in a cell; `row` and `column` count without padding."""

    target: Target
    plane: int
    row: int
    column: int
    value: float

    def applied_to(self, array: np.ndarray) -> np.ndarray:
        """Return a float copy of an image or kernel, (H, W) or (H, W, C), with the new number."""
        edited = np.array(array, float)
        edited[(self.row, self.column, self.plane)[: edited.ndim]] = self.value
        return edited


def labels(words: Words) -> dict[str, str]:
    """Return the words of a matrix; the browser fills those that have placeholders."""
    return {name: words(f"matrix.{name}") for name in LABELS}


def convolution_scene(
    image: np.ndarray,
    kernel: np.ndarray,
    stride: int = 1,
    padding: convolution.Padding = "valid",
    bias: float = 0.0,
    *,
    view: View,
) -> Scene:
    """Describe a convolution: input, kernel, the products at every stop, output.

    Parameters
    ----------
    image
        ``(H, W)`` or ``(H, W, C)``, up to about 32 x 32; one plane is drawn a channel.
    kernel
        ``(kH, kW)`` or ``(kH, kW, C)``.
    """
    found = stops.convolution_stops(image, kernel, stride, padding, bias)
    scene = plain_scene(image, view=view) | {
        "combine": "sum",
        "kernels": _planes(kernel),
        "sums": _numbers(found.sums),
        "bias": float(bias),
    }
    scene["shapes"]["kernel"] = _planes_shape(kernel)
    scene["limits"] |= {
        "kernel": _limit(kernel),
        "terms": _limit(found.terms),
        "output": _limit(found.output),
    }
    return scene | _geometry(found, kernel.shape[:2], stride)


def pooling_scene(
    image: np.ndarray,
    size: int = 2,
    stride: int | None = None,
    padding: convolution.Padding = "valid",
    mode: pooling.Mode = "max",
    *,
    view: View,
) -> Scene:
    """Describe the pooling of one plane ``(H, W)``: input, the window at every stop, output.

    Padding cells are empty, since they never count.
    """
    scene = plain_scene(image, view=view)
    limit = scene["limits"]["input"]
    scene |= {
        "combine": mode,
        "limits": {"input": limit, "terms": limit, "output": limit},
        "gray": ["input", "terms", "output"] if view.gray else [],
    }
    found = stops.pooling_stops(image, size, stride, padding, mode)
    return scene | _geometry(found, (size, size), size if stride is None else stride)


def plain_scene(image: np.ndarray, *, view: View) -> Scene:
    """Describe numbers without an operation, one matrix a channel of ``(H, W[, C])``."""
    return {
        "combine": None,
        "planes": _planes(image),
        "pad": [0, 0, 0, 0],
        "kernels": None,
        "terms": None,
        "sums": None,
        "bias": None,
        "output": None,
        "size": [1, 1],
        "stride": 1,
        "unused": [],
        "shapes": {"input": _planes_shape(image)},
        "limits": {"input": _gray_limit(image) if view.gray else _limit(image)},
        **asdict(view),
        "gray": ["input"] if view.gray else [],
    }


def matrix(scene: Scene, key: str, on_edit: Callable[[Edit], None] | None = None) -> None:
    """Draw `scene`; `on_edit` is called before the rerun that a typed number causes."""

    def forward_edits() -> None:
        if on_edit is None:
            return
        for edit in read_edits(sent(key, "edit"), scene):
            on_edit(edit)

    _COMPONENT(key=key, data=scene, on_edit_change=forward_edits)


def read_edits(value: object, scene: Scene) -> list[Edit]:
    """Return those edits of a browser's message that `scene` allows; the browser is not trusted."""
    most = sum(math.prod(shape) for shape in scene["shapes"].values())
    return reading.several(value, most, lambda item: read_edit(item, scene))


def read_edit(value: object, scene: Scene) -> Edit | None:
    """Return the edit that `value` describes, or None when `scene` does not allow it."""
    told = reading.record(value)
    target = next((name for name in scene["editable"] if name == told.get("target")), None)
    number = reading.real(told.get("value"), LARGEST)
    if target is None or number is None:
        return None
    planes, rows, columns = scene["shapes"][target]
    plane = reading.whole(told.get("plane"), 0, planes - 1)
    row = reading.whole(told.get("row"), 0, rows - 1)
    column = reading.whole(told.get("column"), 0, columns - 1)
    if plane is None or row is None or column is None:
        return None
    return Edit(target, plane, row, column, number)


def _geometry(found: stops.Stops, size: tuple[int, ...], stride: int) -> Scene:
    """Return where the windows lie and what they hold; `pad` is (top, bottom, left, right)."""
    return {
        "planes": _planes(found.padded),
        "pad": found.added,
        "size": size,
        "stride": stride,
        "terms": _numbers(found.terms),
        "output": _numbers(found.output),
        "unused": list(found.unused),
    }


def _with_channels(array: np.ndarray) -> np.ndarray:
    return array.reshape(*array.shape[:2], -1)


def _planes(array: np.ndarray) -> list:
    return _numbers(np.moveaxis(_with_channels(array), -1, 0))


def _planes_shape(array: np.ndarray) -> list[int]:
    height, width, channels = _with_channels(array).shape
    return [channels, height, width]


def _numbers(array: np.ndarray) -> list:
    """Return nested lists that JSON can hold; None where there is no number."""
    numbers = np.round(np.asarray(array, float), DECIMALS).astype(object)
    numbers[np.isnan(array)] = None
    return numbers.tolist()


def _limit(array: np.ndarray) -> float:
    """Return the size of the number that gets the full colour."""
    return float(np.abs(np.asarray(array, float)).max()) or 1.0


def _gray_limit(image: np.ndarray) -> int:
    return 1 if np.max(image) <= 1 else 255
