"""A second photo: which of a layer's strongest channels both photos share."""

import numpy as np
import streamlit as st

from core import inference
from core.networks.units import LayerChannels, Weights, views
from ui.components.gallery.gallery import gallery
from ui.kit import pictures
from ui.kit.ask import ask
from ui.kit.colors import picture_of_levels
from ui.photos.picker import sample_named, sample_tiles
from ui.session.state import chosen
from ui.words import Words

SIDE = 128  # pixels, of each of the two maps
GAP = 6
START = "kitten"  # the second photo at first
KEY = "second"  # of the choice


def second_photo(words: Words, photo: np.ndarray, layer: str, weights: Weights) -> None:
    """Draw the choice of a second photo, and the channels that both share."""
    if not st.toggle(words("second"), key="feature_maps_second"):
        return
    chosen(KEY).fill(START)
    chooser, shown = st.columns([1, 2.2], gap="large")
    with chooser:
        tiles = sample_tiles(words.language)
        name = gallery(words("second.photo"), tiles, key=KEY, tile_width=74, photos=True)
    other = sample_named(name)
    first, second = (
        ask(inference.layer_channels, image=image, layer=layer, weights=weights)
        for image in (photo, other)
    )
    shared = views.shared_strongest(first, second)
    with shown:
        st.markdown(words("shared", count=len(shared), most=views.STRONGEST, layer=layer))
        if shared:
            st.caption(words("shared.sides"))
        with st.container(horizontal=True):
            for channel in shared:
                _draw(words, channel, first, second)


def _draw(words: Words, channel: int, first: LayerChannels, second: LayerChannels) -> None:
    pair = [
        next(view for view in layer.channels if view.index == channel) for layer in (first, second)
    ]
    maps = [pictures.in_square(picture_of_levels(view.map), SIDE) for view in pair]
    means = {"first": pair[0].response, "second": pair[1].response}
    said = words("shared.means", channel=channel, **means)
    gap = np.full((SIDE, GAP, 3), 128, np.uint8)
    st.image(
        np.hstack([maps[0], gap, maps[1]]),
        caption=said,
        width=2 * SIDE + GAP,
        output_format="PNG",
        alt=said,
    )
