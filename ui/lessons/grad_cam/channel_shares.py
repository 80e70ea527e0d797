"""The channels that add most to a map's brightest cell."""

import numpy as np
import streamlit as st

from core import inference
from core.grad_cam import ChannelShare
from core.networks import vgg16
from ui.kit import pictures
from ui.kit.ask import ask
from ui.kit.colors import picture_of
from ui.lessons.grad_cam.questions import Question
from ui.session import channel_link
from ui.words import Words

SIDE = 150  # pixels


def draw_channels(words: Words, photo: np.ndarray, question: Question) -> None:
    """Draw the channels, each with what it adds; those of VGG16 can be opened."""
    shares = ask(inference.channel_shares, image=photo, **vars(question))
    st.markdown(words.section("channels"))
    top = max((float(np.abs(share.map).max()) for share in shares), default=1.0)
    of_vgg16 = question.layer in vgg16.CONVOLUTIONS
    with st.container(horizontal=True):
        for share in shares:
            with st.container(width=SIDE, gap="xsmall"):
                picture = pictures.in_proportion(picture_of(share.map, top), photo, SIDE)
                said = _described(words, share, question.method)
                st.image(picture, caption=said, width=SIDE, output_format="PNG")
                if of_vgg16:
                    _offer_channel(words, question.layer, share.index)
    st.caption(words("channels.total", total=sum(share.share for share in shares)))
    if of_vgg16:
        st.caption(words("channels.as_taught"))


def _offer_channel(words: Words, layer: str, channel: int) -> None:
    """Draw the button that opens a channel of VGG16 in the lesson on feature maps."""
    if st.button(words("channels.open"), key=f"open_{channel}", icon=":material/search:"):
        channel_link.open_channel(layer, channel)
        st.switch_page(channel_link.PAGE)


def _described(words: Words, share: ChannelShare, method: str) -> str:
    """Return what a channel adds, as weight and activation where the method has such a weight."""
    if method == "eigen_cam":
        return words("channel", index=share.index, share=share.share)
    numbers = {"weight": share.weight, "activation": share.activation, "share": share.share}
    return words("channel.weighted", index=share.index, **numbers)
