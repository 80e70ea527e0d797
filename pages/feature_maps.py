"""Lesson: feature maps. One photo through VGG16, layer by layer, channel by channel."""

import numpy as np
import streamlit as st

from core import inference
from core.networks import vgg16
from core.networks.units import Weights, cell_account, feature_visualisation
from ui.frame import code, frame, quiz
from ui.kit.ask import ask
from ui.lessons.feature_maps import SLUG, in_keras
from ui.lessons.feature_maps.cell_arithmetic import draw_arithmetic
from ui.lessons.feature_maps.channel_browser import follow_address
from ui.lessons.feature_maps.network_row.network_row import described, network_row
from ui.lessons.feature_maps.one_channel import TRAINED, draw_layer, draw_numbers
from ui.lessons.feature_maps.second_photo import second_photo
from ui.lessons.feature_maps.stage_strip import stage_strip
from ui.photos.picker import pick_photo
from ui.session.channel_link import LAYER
from ui.words import Words

RANDOM = 1  # weights, see `core.networks.vgg16.build`


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
    draw_numbers(words, layer, view)

    st.header(words("two_photos"), anchor=False)
    st.markdown(words.section("two_photos"))
    second_photo(words, photo, layer, weights)

    quiz.check(words, SLUG)
    keras = in_keras.feature_maps(layer, view.index)
    ran = (vgg16.preprocess, vgg16.build, cell_account.account, feature_visualisation.climb)
    code.show(words, keras, *ran)


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
