"""A grid of pictures from which the reader chooses one."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import streamlit as st

from core import images
from ui.component import choose, component

_COMPONENT = component("gallery", "choosing", "gallery")


@dataclass(frozen=True)
class Tile:
    """One picture to choose: `value` is what choosing it returns, and unique."""

    value: str
    picture: np.ndarray
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
        Send JPEG; maps go as PNG with their pixels visible.
    """
    data = {
        "label": label,
        "tiles": [_described(tile, photos) for tile in tiles],
        "tileWidth": tile_width,
        "pixelated": not photos,
    }
    return choose(_COMPONENT, key, [tile.value for tile in tiles], data)


def _described(tile: Tile, photo: bool) -> dict[str, str]:
    source = picture_address(tile.picture, photo=photo)
    return {"value": tile.value, "source": source, "title": tile.title, "note": tile.note}


@st.cache_data(max_entries=1000, show_spinner=False)
def picture_address(picture: np.ndarray, *, photo: bool) -> str:
    """Return `picture` as an address with its bytes: JPEG for a photo, lossless PNG for a map."""
    data = images.encode_jpeg(picture, 85) if photo else images.encode_png(picture)
    return f"data:image/{'jpeg' if photo else 'png'};base64,{base64.b64encode(data).decode()}"
