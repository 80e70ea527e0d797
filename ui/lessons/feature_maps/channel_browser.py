"""A layer's channels by their response, twelve at a time; any of them by its number."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from core import inference
from core.networks import vgg16
from core.networks.units import ChannelView, LayerChannels, Weights
from core.networks.units import known as known_channels
from core.networks.units import views as channel_views
from core.photos import shrink
from ui.components.gallery.gallery import Tile, gallery
from ui.kit import picture_addresses as addresses
from ui.kit.ask import ask
from ui.kit.colors import picture_of_levels
from ui.words import Words

LAYER = "layer"  # key of the choice of a layer
CHANNEL = "channel"  # key of the choice of a channel
THUMBNAIL = 150  # pixels
_START = "channels_start"  # how many channels are stronger than the first one shown
_OF = "channels_of"  # the layer that this counts in
_WANTED = "channels_wanted"  # a channel that is to be shown next
_TOLD = "channels_told"  # layer and channel as they stand in the address


def follow_address() -> None:
    """Open the channel that the page's address names, as a host shares it or another page links it.

    What an address says is not to be trusted: anything else than a channel of VGG16 is passed over.
    """
    named = st.query_params.get(LAYER), st.query_params.get(CHANNEL)
    if named == st.session_state.get(_TOLD) or not all(named):
        return
    st.session_state[_TOLD] = named
    layer, channel = named
    known = layer in vgg16.LAYERS and channel.isascii() and channel.isdecimal()
    if known and int(channel) < vgg16.FILTERS[known_channels.convolution_of(layer)]:
        open_channel(layer, int(channel))


def _tell_address(layer: str, channel: str) -> None:
    st.session_state[_TOLD] = layer, channel
    st.query_params.update({LAYER: layer, CHANNEL: channel})


def open_channel(layer: str, channel: int) -> None:
    """Choose a channel of any layer; call it before the layers are drawn, as in a callback."""
    st.session_state[f"{LAYER}_chosen"] = layer
    st.session_state[_WANTED] = channel


def choose_channel(words: Words, photo: np.ndarray, layer: str, weights: Weights) -> ChannelView:
    """Draw a layer's channels, strongest first, and return the chosen one."""
    ranked = ask(inference.layer_channels, image=photo, layer=layer, weights=weights)
    start = _start(layer, ranked)
    controls, picture = st.columns([1, 3.6], gap="large")
    with controls:
        _turn_pages(words, start, ranked.ranking.size)
        _find(words, layer, ranked.ranking.size)
    views = _views(photo, layer, weights, ranked, start)
    with picture:
        chosen = gallery(words("channel"), _tiles(words, views), key=CHANNEL, tile_width=88)
    _tell_address(layer, chosen)
    return next(view for view in views if str(view.index) == chosen)


def _start(layer: str, ranked: LayerChannels) -> int:
    """Return the rank of the first channel to show; another layer starts at its strongest."""
    state = st.session_state
    wanted = state.pop(_WANTED, None)
    if state.get(_OF) != layer:
        state[_OF], state[_START] = layer, 0
        state.pop(f"{CHANNEL}_chosen", None)
    if wanted is not None:
        rank = int(np.flatnonzero(ranked.ranking == wanted)[0])
        state[_START] = rank - rank % channel_views.STRONGEST
        state[f"{CHANNEL}_chosen"] = str(wanted)
    return state[_START]


def _views(
    photo: np.ndarray, layer: str, weights: Weights, ranked: LayerChannels, start: int
) -> Sequence[ChannelView]:
    if start == 0:
        return ranked.channels
    channels = tuple(ranked.ranking[start : start + channel_views.STRONGEST].tolist())
    return ask(inference.channel_view, image=photo, layer=layer, channels=channels, weights=weights)


def _turn_pages(words: Words, start: int, count: int) -> None:
    def turn(step: int) -> None:
        st.session_state[_START] = start + step

    st.markdown(
        words(
            "shown", first=start + 1, last=min(start + channel_views.STRONGEST, count), count=count
        )
    )
    with st.container(horizontal=True):
        st.button(
            words("stronger"),
            icon=":material/arrow_back:",
            on_click=turn,
            args=(-channel_views.STRONGEST,),
            disabled=start == 0,
            key="channels_stronger",
        )
        st.button(
            words("weaker"),
            icon=":material/arrow_forward:",
            on_click=turn,
            args=(channel_views.STRONGEST,),
            disabled=start + channel_views.STRONGEST >= count,
            key="channels_weaker",
        )


def _find(words: Words, layer: str, count: int) -> None:
    key = f"channels_find_{layer}"

    def find() -> None:
        if st.session_state[key] is not None:
            st.session_state[_WANTED] = int(st.session_state[key])

    st.number_input(
        words("find", last=count - 1),
        0,
        count - 1,
        value=None,
        step=1,
        key=key,
        placeholder="?",
        on_change=find,
    )


def _tiles(words: Words, views: Sequence[ChannelView]) -> list[Tile]:
    return [
        Tile(
            str(view.index),
            addresses.of_map(picture_of_levels(shrink(view.map, THUMBNAIL))),
            f"#{view.index}",
            words("mean", value=view.response),
        )
        for view in views
    ]
