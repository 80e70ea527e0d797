"""A bar that the reader turns before a bank of cells, and what the cells answer.

The browser gets the answers at every angle and place at once and looks them up, so that turning
waits for nobody; ``tuning.js`` beside this module tells the server where the bar came to rest.
"""

import base64
from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np

from core.lessons import simple_cells
from ui.components import reading
from ui.components.component import component
from ui.components.scene import Scene
from ui.kit import picture_addresses
from ui.kit.colors import picture_of
from ui.session.state import sent
from ui.words import Words

SPIKES = 40  # a second, drawn for the strongest answer
LABELS = (
    *("screen", "hint", "angle", "offset", "turn", "stop"),
    *("cell", "response", "spikes", "by_angle", "by_offset"),
    "preferred",  # with {angle}
)

_COMPONENT = component(__file__)


@dataclass(frozen=True)
class BarPlace:
    """Where the bar is, and which cell is looked at: indices of `ANGLES`, `OFFSETS`, `PREFERRED`.

    By default the first cell's own angle, through the middle.
    """

    angle: int = 0
    offset: int = len(simple_cells.OFFSETS) // 2
    cell: int = 0


def tuning_scene(width: int, length: int, phase: float, place: BarPlace, words: Words) -> Scene:
    """Describe the cells and their answers to a bar of `width` and `length` pixels."""
    filters = np.moveaxis(simple_cells.bank(phase), -1, 0)
    return {
        "field": simple_cells.FIELD,
        "bar": {"width": width, "length": length},
        "angles": simple_cells.ANGLES,
        "offsets": simple_cells.OFFSETS,
        "rate": SPIKES,
        "cells": [
            {"name": f"{angle}°", "picture": picture_addresses.of_map(picture_of(weights))}
            for angle, weights in zip(simple_cells.PREFERRED, filters, strict=True)
        ],
        "answers": base64.b64encode(
            simple_cells.responses(width, length, phase).astype("<f4").tobytes()
        ).decode(),
        "place": asdict(place),
        "labels": {name: words(f"tuning.{name}") for name in LABELS},
    }


def tuning(scene: Scene, key: str, on_move: Callable[[BarPlace], None]) -> None:
    """Draw `scene`; `on_move` is called before the rerun when the bar has come to rest."""

    def forward() -> None:
        place = read_place(sent(key, "place"))
        if place is not None:
            on_move(place)

    _COMPONENT(key=key, data=scene, on_place_change=forward)


def read_place(value: object) -> BarPlace | None:
    """Return the place in a browser's message, or None; the browser is not to be trusted."""
    most = {
        "angle": len(simple_cells.ANGLES),
        "offset": len(simple_cells.OFFSETS),
        "cell": len(simple_cells.PREFERRED),
    }
    told = reading.record(value)
    read = {name: reading.whole(told.get(name), 0, last - 1) for name, last in most.items()}
    place = {name: number for name, number in read.items() if number is not None}
    return BarPlace(**place) if len(place) == len(most) == len(told) else None
