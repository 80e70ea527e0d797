"""Lesson: feature maps. One photo through VGG16, layer by layer, channel by channel."""

import streamlit as st

from core import vgg16
from core.grad_cam import overlay
from ui import captioned, code, frame, keras_code, pictures, quiz
from ui.colors import picture_of
from ui.gallery import Tile, gallery
from ui.inference import ask
from ui.photos import pick_photo

with frame.lesson("feature_maps") as words:
    quiz.predict(words, "feature_maps")
    photo = pick_photo(words)
    photo_column, layer_column = st.columns([1, 2.6], gap="large")
    photo_column.image(photo, width="stretch", alt=words("photo.source"))

    with layer_column, st.spinner(words("computing")):
        layers = {layer.name: layer for layer in ask("layer_overview", image=photo)}
        st.markdown(words.section("layers"))
        name = gallery(
            words("layer"),
            [
                Tile(layer.name, picture_of(layer.map), layer.name, "×".join(map(str, layer.shape)))
                for layer in layers.values()
            ],
            key="layer",
            tile_width=84,
        )

    st.header(words("channels", layer=name), anchor=False)
    st.markdown(words.section("channels"))
    channels = {
        str(view.index): view for view in ask("strongest_channels", image=photo, layer=name)
    }
    chosen = gallery(
        words("channel"),
        [
            Tile(index, picture_of(view.map), f"#{index}", words("mean", value=view.response))
            for index, view in channels.items()
        ],
        key="channel",
        tile_width=120,
    )

    st.header(words("one_channel", layer=name, channel=chosen), anchor=False)
    view = channels[chosen]
    opacity = st.slider(words("opacity"), 0, 100, 60, 5, format="%d%%", key="map_opacity")
    where, over, patch = st.columns(3, gap="medium")
    captioned.photo(where, pictures.outlined(photo, view.receptive_field), words("where"))
    captioned.photo(over, overlay(photo, view.map / 255, opacity / 100), words("over"))
    captioned.photo(patch, pictures.cut(photo, view.receptive_field), words("patch"))

    st.header(words("lesson.numbers"), anchor=False)
    height, width, count = layers[name].shape
    st.markdown(
        words.section(
            "numbers",
            layer=name,
            height=height,
            width=width,
            count=count,
            channel=chosen,
            peak=view.peak_value,
            mean=view.response,
            row=view.peak[0],
            column=view.peak[1],
        )
    )

    quiz.check(words, "feature_maps")
    code.show(words, keras_code.feature_maps(name, int(chosen)), vgg16.preprocess, vgg16.build)
