"""A layer's channels by their response, twelve at a time; any of them by its number."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from core import inference
from core.networks import vgg16
from core.networks.units import ChannelView, LayerChannels, Weights, known, views
from core.photos import shrink
from ui.components.gallery.gallery import Tile, gallery
from ui.kit import picture_addresses
from ui.kit.ask import ask
from ui.kit.colors import picture_of_levels
from ui.session.channel_link import CHANNEL, LAYER, WANTED, open_channel
from ui.session.state import Kept, Maybe, chosen
from ui.words import Words

THUMBNAIL = 150  # pixels

_START = Kept[int]("channels_start", int)  # how many channels are stronger than the first shown
_OF = Maybe[str]("channels_of")  # the layer that this counts in
_TOLD = Maybe[tuple[str, str]]("channels_told")  # layer and channel as they stand in the address


def follow_address() -> None:
    """Open the channel that the page's address names, as a host shares it or another page links it.

    What an address says is not to be trusted: anything else than a channel of VGG16 is passed over.
    """
    layer, channel = st.query_params.get(LAYER, ""), st.query_params.get(CHANNEL, "")
    if (layer, channel) == _TOLD.get() or not layer or not channel:
        return
    _TOLD.set((layer, channel))
    named = layer in vgg16.LAYERS and channel.isascii() and channel.isdecimal()
    if named and int(channel) < count_of(layer):
        open_channel(layer, int(channel))


def _tell_address(layer: str, channel: str) -> None:
    _TOLD.set((layer, channel))
    st.query_params.update({LAYER: layer, CHANNEL: channel})


def count_of(layer: str) -> int:
    """Return how many channels a layer of VGG16 has; a pooling has those of what it pools."""
    return vgg16.FILTERS[known.convolution_of(layer)] or 0


def choose_channel(words: Words, photo: np.ndarray, layer: str, weights: Weights) -> ChannelView:
    """Draw a layer's channels, strongest first, and return the chosen one."""
    ranked = ask(inference.layer_channels, image=photo, layer=layer, weights=weights)
    start = _start(layer, ranked)
    controls, picture = st.columns([1, 3.6], gap="large")
    with controls:
        _turn_pages(words, start, ranked.ranking.size)
        _find(words, layer, ranked.ranking.size)
    shown = _views(photo, layer, weights, ranked, start)
    with picture:
        picked = gallery(words("channel"), _tiles(words, shown), key=CHANNEL, tile_width=88)
    _tell_address(layer, picked)
    return next(view for view in shown if str(view.index) == picked)


def _start(layer: str, ranked: LayerChannels) -> int:
    """Return the rank of the first channel to show; another layer starts at its strongest."""
    wanted = WANTED.take()
    if _OF.get() != layer:
        _OF.set(layer)
        _START.set(0)
        chosen(CHANNEL).take()
    if wanted is not None:
        rank = int(np.flatnonzero(ranked.ranking == wanted)[0])
        _START.set(rank - rank % views.STRONGEST)
        chosen(CHANNEL).set(str(wanted))
    return _START.get()


def _views(
    photo: np.ndarray, layer: str, weights: Weights, ranked: LayerChannels, start: int
) -> Sequence[ChannelView]:
    if start == 0:
        return ranked.channels
    channels = tuple(ranked.ranking[start : start + views.STRONGEST].tolist())
    return ask(inference.channel_view, image=photo, layer=layer, channels=channels, weights=weights)


def _turn_pages(words: Words, start: int, count: int) -> None:
    def turn(step: int) -> None:
        _START.set(start + step)

    st.markdown(
        words("shown", first=start + 1, last=min(start + views.STRONGEST, count), count=count)
    )
    with st.container(horizontal=True):
        st.button(
            words("stronger"),
            icon=":material/arrow_back:",
            on_click=turn,
            args=(-views.STRONGEST,),
            disabled=start == 0,
            key="channels_stronger",
        )
        st.button(
            words("weaker"),
            icon=":material/arrow_forward:",
            on_click=turn,
            args=(views.STRONGEST,),
            disabled=start + views.STRONGEST >= count,
            key="channels_weaker",
        )


def _find(words: Words, layer: str, count: int) -> None:
    number = Maybe[int](f"channels_find_{layer}")

    def find() -> None:
        found = number.get()
        if found is not None:
            WANTED.set(found)

    st.number_input(
        words("find", last=count - 1),
        0,
        count - 1,
        value=None,
        step=1,
        key=number.key,
        placeholder="?",
        on_change=find,
    )


def _tiles(words: Words, shown: Sequence[ChannelView]) -> list[Tile]:
    return [
        Tile(
            str(view.index),
            picture_addresses.of_map(picture_of_levels(shrink(view.map, THUMBNAIL))),
            f"#{view.index}",
            words("mean", value=view.response),
        )
        for view in shown
    ]
