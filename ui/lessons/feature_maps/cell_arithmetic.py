"""How the strongest cell of a channel comes to its value, number by number."""

import numpy as np
import streamlit as st

from core import inference
from core.networks import vgg16
from core.networks.units import CellAccount, ChannelView, Weights
from ui.components.matrix.matrix import View, convolution_scene, labels, matrix, pooling_scene
from ui.kit import pictures
from ui.kit.ask import ask
from ui.kit.colors import picture_of_levels
from ui.words import Words

MAP_SIDE = 150  # pixels
COLOURS = ("B", "G", "R")  # the order of the first layer's inputs


def draw_arithmetic(
    words: Words, photo: np.ndarray, layer: str, view: ChannelView, weights: Weights
) -> None:
    """Draw the window, the kernel, the products and their sum; of a pooling, its four cells."""
    place = {"row": view.peak[0], "column": view.peak[1], "value": view.peak_value}
    question = {"image": photo, "layer": layer, "channel": view.index, "weights": weights}
    if vgg16.FILTERS[layer] is None:
        st.markdown(words.section("pooled", **place))
        renamed = labels(words) | {"position": words("place", **place)}
        scene = pooling_scene(ask(inference.pooled, **question), view=View(labels=renamed))
        matrix(scene, key="feature_maps_pooled")
        return
    account = ask(inference.cell_account, **question)
    first = layer == vgg16.LAYERS[0]
    st.markdown(
        words.section(
            "account_first" if first else "account",
            count=account.count,
            named=len(account.inputs),
            weights=account.weights,
            before=_before(layer),
            **place,
        )
    )
    matrix(_scene(words, account, first, place), key="feature_maps_account")
    st.markdown(_relu(words, account))
    if not first:
        _draw_inputs(words, photo, layer, account, weights)


def _scene(words: Words, account: CellAccount, first: bool, place: dict) -> dict:
    order = np.argsort(account.inputs)[::-1] if first else np.arange(len(account.inputs))
    names = [COLOURS[i] if first else f"#{i}" for i in np.array(account.inputs)[order]]
    renamed = {"position": words("place", **place)}
    if not first:
        renamed["bias"] = words("rest", count=account.unnamed)
    return convolution_scene(
        account.window[..., order],
        account.kernel[..., order],
        bias=account.others,
        view=View(labels=labels(words) | renamed, names=tuple(names)),
    )


def _relu(words: Words, account: CellAccount) -> str:
    return words(
        "relu",
        added=account.added,
        taken=account.taken,
        bias=account.bias,
        total=account.before_relu,
        value=account.value,
    )


def _draw_inputs(
    words: Words, photo: np.ndarray, layer: str, account: CellAccount, weights: Weights
) -> None:
    """Draw the maps of the input channels that add most."""
    before = _before(layer)
    maps = ask(
        inference.channel_view, image=photo, layer=before, channels=account.inputs, weights=weights
    )
    with st.container(horizontal=True):
        for view, added, share in zip(maps, account.contributions, account.shares, strict=True):
            picture = pictures.in_proportion(picture_of_levels(view.map), photo, MAP_SIDE)
            said = words("adds", layer=before, index=view.index, added=added, share=share)
            st.image(picture, caption=said, width=MAP_SIDE, output_format="PNG", alt=said)


def _before(layer: str) -> str:
    number = vgg16.LAYERS.index(layer)
    return vgg16.LAYERS[number - 1] if number else ""
