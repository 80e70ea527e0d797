"""A small sheet on which the reader draws a digit."""

import base64

import numpy as np

from core.lessons.digits import SIDE
from ui.components import reading
from ui.components.component import component
from ui.session.state import Kept, sent

_COMPONENT = component(__file__)


def digit_canvas(label: str, clear: str, key: str) -> np.ndarray:
    """Draw the canvas and return what is on it, uint8 (28, 28), white on black.

    Parameters
    ----------
    label, clear
        What the canvas is, for screen readers, and the words on the button that clears it.
    key
        The drawing stays in the session under ``<key>_drawing``, also when the page is left.
    """
    kept = Kept[np.ndarray](f"{key}_drawing", lambda: read_drawing(None))

    def keep() -> None:
        kept.set(read_drawing(sent(key, "drawing")))

    drawing = kept.get()
    data = {
        "side": SIDE,
        "drawing": base64.b64encode(drawing.tobytes()).decode(),
        "labels": {"canvas": label, "clear": clear},
    }
    _COMPONENT(key=key, data=data, on_drawing_change=keep)
    return drawing


def read_drawing(value: object) -> np.ndarray:
    """Return the drawing in a browser's message; anything else is an empty sheet."""
    empty = np.zeros((SIDE, SIDE), np.uint8)
    told = reading.text(value, 2 * SIDE**2)  # base64 needs 4 characters for 3 bytes
    try:
        pixels = base64.b64decode(told or "", validate=True)
    except ValueError:  # the browser is not to be trusted
        return empty
    return np.frombuffer(pixels, np.uint8).reshape(SIDE, SIDE) if len(pixels) == SIDE**2 else empty
