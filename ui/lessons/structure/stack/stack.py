"""The editor of a stack of layers: a drawn network, a row a layer, and what a layer sees."""

from collections.abc import Callable

import numpy as np

from core.architecture import Shape
from core.channels import to_gray
from core.photos import resize
from ui.components.component import component
from ui.components.scene import Scene
from ui.kit import picture_addresses
from ui.kit.pictures import square
from ui.session.state import sent

PIXELATED_BELOW = 128  # pixels a side, where the pixels are what is to be seen

_COMPONENT = component(__file__)


def stack_editor(
    scene: Scene,
    photo: np.ndarray,
    key: str,
    *,
    revision: int,
    on_edit: Callable[[object], None],
) -> None:
    """Draw a stack that can be edited.

    Parameters
    ----------
    photo
        What goes into the network, see `as_input`.
    revision
        Another number chooses the first layer again: raise it when a stack is loaded.
    on_edit
        Called before the rerun with what the browser sent; see
        `ui.lessons.structure.stack_edits.edited`.
    """

    def forward() -> None:
        on_edit(sent(key, "edit"))

    pixelated = max(photo.shape[:2]) < PIXELATED_BELOW
    data = scene | {
        "photo": picture_addresses.of_map(photo)
        if pixelated
        else picture_addresses.of_photo(photo),
        "pixelated": pixelated,
        "revision": revision,
    }
    _COMPONENT(key=key, data=data, on_edit_change=forward)


def as_input(photo: np.ndarray, shape: Shape) -> np.ndarray:
    """Return the photo as a network with an input of `shape` gets it: cut, resized, maybe grey."""
    height, width, channels = shape
    resized = resize(square(photo, max(height, width)), height, width)
    return to_gray(resized) if channels == 1 else resized
