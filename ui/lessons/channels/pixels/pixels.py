"""A photo whose pixels the reader looks up: place, R, G, B and grey, and the four planes.

The browser gets the planes as bytes, so that no picture format changes a number.
"""

import base64
from collections.abc import Callable

import numpy as np

from core.channels import LUMA, split, to_gray
from ui.components.component import component
from ui.components.scene import Place, Scene, read_place
from ui.session.state import sent
from ui.words import Words

LABELS = ("photo", "tints", "tinted", "gray", "place")  # the last with {row}, {column}

_COMPONENT = component(__file__)


def pixels_scene(photo: np.ndarray, place: Place, words: Words) -> Scene:
    """Describe `photo`, uint8 RGB ``(H, W, 3)``, with a pixel to look at first.

    `data` holds the planes R, G, B and grey one after another, row by row.
    """
    height, width = photo.shape[:2]
    planes = [*split(photo), to_gray(photo)]
    red, green, blue = LUMA
    formula = f"{red:g}×{{red}} + {green:g}×{{green}} + {blue:g}×{{blue}} ≈ {{gray}}"
    return {
        "height": height,
        "width": width,
        "data": base64.b64encode(np.ascontiguousarray(planes).tobytes()).decode(),
        "place": place,
        "names": ["R", "G", "B", words("pixels.luma")],
        "labels": {
            **{name: words(f"pixels.{name}") for name in LABELS},
            "formula": f"{words('pixels.luma')} = {formula}",
        },
    }


def pixels(scene: Scene, key: str, on_choose: Callable[[Place], None]) -> None:
    """Draw `scene`; `on_choose` is called before the rerun when a pixel is clicked."""

    def forward() -> None:
        place = read_place(sent(key, "place"), (scene["height"], scene["width"]))
        if place is not None:
            on_choose(place)

    _COMPONENT(key=key, data=scene, on_place_change=forward)


def around(photo: np.ndarray, place: Place, side: int) -> np.ndarray:
    """Return the square of `side` pixels around a place, moved inwards at the border, as float."""
    starts = [
        max(min(at - side // 2, size - side), 0)
        for at, size in zip(place, photo.shape[:2], strict=True)
    ]
    rows, columns = (slice(start, start + side) for start in starts)
    return photo[rows, columns].astype(float)
