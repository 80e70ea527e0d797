"""A digit to drag over its sheet, and what the networks say to it at every place.

The browser gets the answers at all shifts at once and looks them up, so that dragging waits for
nobody; ``shift_maps.js`` beside this module tells the server where the digit was let go.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.lessons.digits import REACH, SHEET
from ui.components import reading
from ui.components.component import component
from ui.components.scene import Scene
from ui.session.state import sent
from ui.words import Words

Shift = tuple[int, int]  # pixels (down, right)

LABELS = (
    *("sheet", "hint", "right", "down", "reset", "legend", "correct", "wrong"),
    *("answers", "accuracy"),  # titles of the maps; the first with {label}
    *("place", "says"),  # sentences for screen readers, with placeholders
)

_COMPONENT = component(__file__)


@dataclass(frozen=True)
class Panel:
    """A network's column: its name, lines about it, and its maps over all shifts.

    `answers` are probabilities (21, 21, 10), `accuracy` shares (21, 21).
    """

    name: str
    facts: tuple[str, ...]
    answers: np.ndarray
    accuracy: np.ndarray


def shift_scene(
    sheet: np.ndarray,
    label: int,
    panels: list[Panel],
    words: Words,
    shift: Shift = (0, 0),
    revision: int = 0,
) -> Scene:
    """Describe a digit, its true class, and the answers at every shift.

    Parameters
    ----------
    sheet
        uint8 (48, 48), the digit in the middle.
    shift
        Where the digit is at first, pixels (down, right).
    revision
        Another number moves the digit to `shift`; the same one leaves it where the reader has it.
    """
    return {
        "digit": _base64(sheet, np.uint8),
        "side": SHEET,
        "reach": REACH,
        "label": label,
        "networks": [{"name": panel.name, "facts": panel.facts} for panel in panels],
        "answers": _base64([panel.answers for panel in panels], "<f4"),
        "accuracy": _base64([panel.accuracy for panel in panels], "<f4"),
        "shift": shift,
        "revision": revision,
        "labels": {name: words(f"maps.{name}") for name in LABELS},
    }


def shift_maps(scene: Scene, key: str, on_shift: Callable[[Shift], None]) -> None:
    """Draw `scene`; `on_shift` is called before the rerun when the digit has come to rest."""

    def forward() -> None:
        shift = read_shift(sent(key, "shift"))
        if shift is not None:
            on_shift(shift)

    _COMPONENT(key=key, data=scene, on_shift_change=forward)


def read_shift(value: object) -> Shift | None:
    """Return the shift in a browser's message, or None; the browser is not to be trusted."""

    def pixels(number: object) -> int | None:
        return reading.whole(number, -REACH, REACH)

    return reading.pair(value, pixels, pixels)


def _base64(values: np.ndarray | list[np.ndarray], kind: str | type) -> str:
    return base64.b64encode(np.ascontiguousarray(values, kind).tobytes()).decode()
