"""A layer's channels, and the chosen one in full: where it answers, and what it seeks."""

import numpy as np
import streamlit as st

from core import inference
from core.networks import vgg16
from core.networks.explaining import overlay
from core.networks.units import ChannelView, Weights, known
from ui.kit import captioned, pictures
from ui.kit.ask import ask
from ui.lessons.feature_maps.channel_browser import choose_channel, count_of
from ui.lessons.feature_maps.seeking import (
    draw_driving_photos,
    draw_kernel,
    draw_kernels,
    draw_sought,
)
from ui.words import Words

TRAINED = "imagenet"  # weights, see `core.networks.vgg16.build`
FIRST = vgg16.LAYERS[0]


def draw_layer(words: Words, photo: np.ndarray, layer: str, weights: Weights) -> ChannelView:
    """Draw a layer's channels and the chosen one in full; return that one."""
    st.header(words("channels", layer=layer), anchor=False)
    st.markdown(words.section("channels"))
    view = choose_channel(words, photo, layer, weights)
    if layer == FIRST:
        draw_kernels(words, weights)

    st.header(words("one_channel", layer=layer, channel=view.index), anchor=False)
    _draw_channel(words, photo, layer, view, weights)
    if weights == TRAINED:
        st.markdown(words.section("seeking"))
        draw_driving_photos(words, known.convolution_of(layer), view.index)
    return view


def draw_numbers(words: Words, layer: str, view: ChannelView) -> None:
    """Say how large the map is, and where it is largest."""
    height, width = view.map.shape
    st.markdown(
        words.section(
            "numbers",
            layer=layer,
            height=height,
            width=width,
            count=count_of(layer),
            channel=view.index,
            peak=view.peak_value,
            mean=view.response,
            row=view.peak[0],
            column=view.peak[1],
        )
    )


def _draw_channel(
    words: Words, photo: np.ndarray, layer: str, view: ChannelView, weights: Weights
) -> None:
    where, over, patch, seeking = st.columns(4, gap="medium")
    captioned.photo(where, pictures.outlined(photo, view.receptive_field), words("where"))
    picture = over.container()
    opacity = over.slider(words("opacity"), 0, 100, 60, 5, format="%d%%", key="map_opacity")
    captioned.photo(picture, overlay(photo, view.map / 255, opacity / 100), words("over"))
    seen = pictures.cut(photo, view.receptive_field)
    captioned.photo(patch, pictures.in_width(seen, photo.shape[1]), words("patch"))
    with seeking:
        if layer == FIRST:
            draw_kernel(words, ask(inference.first_kernels, weights=weights)[..., view.index])
        if weights == TRAINED:
            draw_sought(words, known.convolution_of(layer), view.index)
        else:
            st.caption(words("seeks.nothing"))
