"""A feature map of the photo, pooled again and again, and moved by a few pixels."""

from typing import Any

import numpy as np
import streamlit as st

from core import inference
from core.lessons import border, shift
from core.pooling import pool
from ui.components.gallery.gallery import Tile, gallery
from ui.kit import captioned
from ui.kit import picture_addresses as addresses
from ui.kit.ask import ask
from ui.kit.colors import picture_of
from ui.lessons.pooling.figures import change_bars
from ui.session.setting import Setting
from ui.words import Words

LAYERS = ("block1_conv2", "block2_conv2", "block3_conv3", "block4_conv3")  # VGG16 pools these
MOST_TIMES = 5
MOST_SHIFT = 8
SETTINGS = (
    Setting("pooling_layer", LAYERS, LAYERS[1]),
    Setting("pooling_times", range(1, MOST_TIMES + 1)),
    Setting("pooling_shift", range(MOST_SHIFT + 1), 1),
)

_CHANNELS = 6
_PICTURE_SIDE = 336  # pixels at most, about what a column is wide

Window = dict[str, Any]  # size, stride and padding of `core.pooling.pool`


def choose_map(words: Words, photo: np.ndarray) -> np.ndarray:
    """Draw the choice of a VGG16 layer and channel; return its map, uint8 (h, w)."""
    layer = st.segmented_control(words("layer"), LAYERS, key="pooling_layer", required=True)
    with st.spinner(words("computing")):
        views = ask(inference.strongest_channels, image=photo, layer=layer)[:_CHANNELS]
    maps = {str(view.index): view.map for view in views}
    tiles = [
        Tile(index, addresses.of_map(picture_of(plane)), f"#{index}")
        for index, plane in maps.items()
    ]
    return maps[gallery(words("channel"), tiles, key="pooling_channel", tile_width=84)]


def draw_pooled(words: Words, plane: np.ndarray, window: Window) -> None:
    """Draw a map, and what is left of it after pooling it again and again."""
    size, stride, padding = window["size"], window["stride"], window["padding"]
    most = len(border.layer_sizes(min(plane.shape), size, MOST_TIMES, stride, padding)) - 1
    st.session_state["pooling_times"] = min(st.session_state["pooling_times"], most)
    times = st.columns(3)[0].slider(words("times"), 1, most, key="pooling_times")
    planes = {"before": plane}
    planes |= {mode: _pooled(plane, times, mode, window) for mode in ("max", "average")}
    for column, (name, values) in zip(st.columns(3, gap="medium"), planes.items(), strict=True):
        height, width = values.shape
        largest, mean = float(values.max()), float(values.mean())
        caption = words("caption", height=height, width=width, largest=largest, mean=mean)
        captioned.exact(column, _picture(values), f"**{words(name)}** · {caption}")


def draw_shift(words: Words, plane: np.ndarray, mode: str, window: Window) -> None:
    """Draw what a shift of the map changes in the pooled map, and after other operations."""
    pixels = st.columns(3)[0].slider(words("shift"), 0, MOST_SHIFT, key="pooling_shift")
    pair = shift.shifted_pair(plane, pixels)
    before, after = (pool(half, mode=mode, **window) for half in pair)
    drawn = {"pooled": before, "pooled_shifted": after, "difference": after - before}
    for column, (name, values) in zip(st.columns(3, gap="medium"), drawn.items(), strict=True):
        said = words(name, pixels=pixels, mode=words(mode))
        captioned.exact(column, _picture(values), said)
    changes = shift.changes(plane, pixels, window["size"], window["stride"])
    named = {
        words(f"change.{name}", stride=window["stride"]): change for name, change in changes.items()
    }
    figure = change_bars(named, words("change"))
    said = ", ".join(f"{name} {change:.0%}" for name, change in named.items())
    st.plotly_chart(figure, key="pooling_changes", config={"displayModeBar": False}, alt=said)


def _pooled(plane: np.ndarray, times: int, mode: str, window: Window) -> np.ndarray:
    for _ in range(times):
        plane = pool(plane, mode=mode, **window)
    return plane


def _picture(values: np.ndarray) -> np.ndarray:
    """Return a map's picture with its pixels visible; 255, the map's largest, is the brightest."""
    times = max(1, _PICTURE_SIDE // max(values.shape))
    return picture_of(values, top=255).repeat(times, axis=0).repeat(times, axis=1)
