"""A feature map of the photo, pooled again and again, and moved by a few pixels."""

import numpy as np
import streamlit as st

from core import inference
from core.lessons import border, shift
from core.pooling import Mode, pool_again
from ui.components.gallery.gallery import Tile, gallery
from ui.kit import captioned, picture_addresses
from ui.kit.ask import ask
from ui.kit.colors import picture_of
from ui.lessons.pooling import SLUG
from ui.lessons.pooling.controls import (
    LAYER,
    MODES,
    MOST_SHIFT,
    MOST_TIMES,
    SETTINGS,
    SHIFT,
    TIMES,
    PoolingWindow,
)
from ui.lessons.pooling.figures import change_bars
from ui.session import choices
from ui.session.setting import share
from ui.words import Words

_CHANNELS = 6
_PICTURE_SIDE = 336  # pixels at most, about what a column is wide


def choose_map(words: Words, photo: np.ndarray) -> np.ndarray:
    """Draw the choice of a VGG16 layer and channel; return its map, uint8 (h, w)."""
    choices.one(st.segmented_control, words, words("layer"), LAYER.values, key=LAYER.key)
    with st.spinner(words("computing")):
        views = ask(inference.strongest_channels, image=photo, layer=LAYER.get())[:_CHANNELS]
    maps = {str(view.index): view.map for view in views}
    tiles = [
        Tile(index, picture_addresses.of_map(picture_of(plane)), f"#{index}")
        for index, plane in maps.items()
    ]
    return maps[gallery(words("channel"), tiles, key="pooling_channel", tile_width=84)]


@st.fragment  # its slider redraws these pictures alone
def draw_pooled(words: Words, plane: np.ndarray, window: PoolingWindow) -> None:
    """Draw a map, and what is left of it after pooling it again and again."""
    shape = (window.size, MOST_TIMES, window.stride, window.padding)
    most = len(border.layer_sizes(min(plane.shape), *shape)) - 1
    TIMES.set(min(TIMES.get(), most))
    times = st.columns(3)[0].slider(words("times"), 1, most, key=TIMES.key)
    planes = {"before": plane} | {
        mode: pool_again(plane, times, mode=mode, **vars(window)) for mode in MODES
    }
    for column, (name, values) in zip(st.columns(3, gap="medium"), planes.items(), strict=True):
        height, width = values.shape
        largest, mean = float(values.max()), float(values.mean())
        caption = words("caption", height=height, width=width, largest=largest, mean=mean)
        captioned.exact(column, _picture(values), f"**{words(name)}** · {caption}")
    share(SLUG, SETTINGS)


@st.fragment
def draw_shift(words: Words, plane: np.ndarray, mode: Mode, window: PoolingWindow) -> None:
    """Draw what a shift of the map changes in the pooled map, and after other operations."""
    pixels = st.columns(3)[0].slider(words("shift"), 0, MOST_SHIFT, key=SHIFT.key)
    found = shift.pooled_pair(plane, pixels, mode=mode, **vars(window))
    drawn = dict(zip(("pooled", "pooled_shifted", "difference"), found, strict=True))
    for column, (name, values) in zip(st.columns(3, gap="medium"), drawn.items(), strict=True):
        said = words(name, pixels=pixels, mode=words(mode))
        captioned.exact(column, _picture(values), said)
    _draw_changes(words, shift.changes(plane, pixels, window.size, window.stride), window.stride)
    share(SLUG, SETTINGS)


def _draw_changes(words: Words, changes: dict[str, float], stride: int) -> None:
    named = {words(f"change.{name}", stride=stride): change for name, change in changes.items()}
    figure = change_bars(named, words("change"))
    said = ", ".join(f"{name} {change:.0%}" for name, change in named.items())
    st.plotly_chart(figure, key="pooling_changes", config={"displayModeBar": False}, alt=said)


def _picture(values: np.ndarray) -> np.ndarray:
    """Return a map's picture with its pixels visible; 255, the map's largest, is the brightest."""
    times = max(1, _PICTURE_SIDE // max(values.shape))
    return picture_of(values, top=255).repeat(times, axis=0).repeat(times, axis=1)
