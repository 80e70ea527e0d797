"""A grid of pictures from which the reader chooses one."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from ui.components.component import choose, component

_COMPONENT = component(__file__)


@dataclass(frozen=True)
class Tile:
    """One picture to choose, as an address (see `ui.kit.picture_addresses`).

    `value` is what choosing it returns, and unique.
    """

    value: str
    source: str
    title: str
    note: str = ""


def gallery(
    label: str,
    tiles: Sequence[Tile],
    key: str,
    *,
    tile_width: int = 96,
    photos: bool = False,
) -> str:
    """Draw `tiles` and return the value of the chosen one, at first the first.

    Parameters
    ----------
    label
        What is chosen, for screen readers.
    key
        The choice stays in the session under ``<key>_chosen``, also when the page is left.
    tile_width
        Least width of a tile in pixels.
    photos
        Draw them smoothly; the pixels of maps are visible.
    """
    data = {
        "label": label,
        "tiles": [asdict(tile) for tile in tiles],
        "tileWidth": tile_width,
        "pixelated": not photos,
    }
    return choose(_COMPONENT, key, [tile.value for tile in tiles], data)
