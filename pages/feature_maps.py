"""Lesson: feature maps. One photo through VGG16, layer by layer, channel by channel."""

import numpy as np
import streamlit as st

from core import inference
from core.networks import vgg16
from core.networks.explaining import overlay
from core.networks.units import ChannelView, Weights, cell_account, feature_visualisation
from core.networks.units import known as known_channels
from ui.frame import code, frame, quiz
from ui.keras_code import conv2d as keras_code
from ui.kit import captioned, pictures
from ui.kit.ask import ask
from ui.lessons.feature_maps.cell_arithmetic import draw_arithmetic
from ui.lessons.feature_maps.channel_browser import LAYER, choose_channel, follow_address
from ui.lessons.feature_maps.network_row.network_row import described, network_row
from ui.lessons.feature_maps.second_photo import second_photo
from ui.lessons.feature_maps.seeking import (
    draw_driving_photos,
    draw_kernel,
    draw_kernels,
    draw_sought,
)
from ui.lessons.feature_maps.stage_strip import stage_strip
from ui.photos.picker import pick_photo
from ui.words import Words

SLUG = "feature_maps"
TRAINED, RANDOM = "imagenet", 1  # weights, see `core.networks.vgg16.build`
FIRST = vgg16.LAYERS[0]


def draw_channel(
    words: Words, photo: np.ndarray, layer: str, view: ChannelView, weights: Weights
) -> None:
    """Draw where in the photo a channel answers, and what it seeks."""
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
            draw_sought(words, known_channels.convolution_of(layer), view.index)
        else:
            st.caption(words("seeks.nothing"))


def draw_layer(words: Words, photo: np.ndarray, layer: str, weights: Weights) -> ChannelView:
    """Draw a layer's channels and the chosen one in full; return that one."""
    st.header(words("channels", layer=layer), anchor=False)
    st.markdown(words.section("channels"))
    view = choose_channel(words, photo, layer, weights)
    if layer == FIRST:
        draw_kernels(words, weights)

    st.header(words("one_channel", layer=layer, channel=view.index), anchor=False)
    draw_channel(words, photo, layer, view, weights)
    if weights == TRAINED:
        st.markdown(words.section("seeking"))
        draw_driving_photos(words, known_channels.convolution_of(layer), view.index)
    return view


@frame.part  # so that the photo and the stages above are not sent again
def network(words: Words, photo: np.ndarray, blocks: list[list[dict]], weights: Weights) -> None:
    """Draw the network, the chosen layer and channel, their numbers, the second photo, the code."""
    st.header(words("network"), anchor=False)
    st.markdown(words.section("layers"))
    layer = network_row(words("layer"), blocks, key=LAYER)
    view = draw_layer(words, photo, layer, weights)

    st.header(words("arithmetic"), anchor=False)
    draw_arithmetic(words, photo, layer, view, weights)

    st.header(words("lesson.numbers"), anchor=False)
    height, width = view.map.shape
    st.markdown(
        words.section(
            "numbers",
            layer=layer,
            height=height,
            width=width,
            count=vgg16.FILTERS[known_channels.convolution_of(layer)],
            channel=view.index,
            peak=view.peak_value,
            mean=view.response,
            row=view.peak[0],
            column=view.peak[1],
        )
    )

    st.header(words("two_photos"), anchor=False)
    st.markdown(words.section("two_photos"))
    second_photo(words, photo, layer, weights)

    quiz.check(words, SLUG)
    keras = keras_code.feature_maps(layer, view.index)
    code.show(
        words,
        keras,
        vgg16.preprocess,
        vgg16.build,
        cell_account.account,
        feature_visualisation.climb,
    )


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    follow_address()
    photo = pick_photo(words)
    given, story = st.columns([1, 2.4], gap="large")
    with given:
        st.image(photo, width="stretch", alt=words("photo.source"))
        random = st.toggle(words("random"), key="feature_maps_random")
        weights = RANDOM if random else TRAINED
    with story, st.spinner(words("computing")):
        layers = ask(inference.layer_overview, image=photo, weights=weights)
        if random:
            st.markdown(words.section("random"))
        else:
            stage_strip(words, photo)
    network(words, photo, described(layers), weights)
