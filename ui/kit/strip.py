"""Small pictures side by side with their captions, as many a row as there is room for."""

from collections.abc import Iterable
from html import escape

import numpy as np
import streamlit as st

from ui.kit import picture_addresses
from ui.kit.stylesheet import stylesheet


def strip(pictures: Iterable[tuple[np.ndarray, str]], width: int) -> None:
    """Draw uint8 pictures `width` CSS pixels wide; those of twice that width stay sharp."""
    figures = "".join(_figure(picture, caption) for picture, caption in pictures)
    row = f'<div class="strip" style="--picture: {width}px">{figures}</div>'
    st.html(stylesheet(__file__) + row)


def _figure(picture: np.ndarray, caption: str) -> str:
    return (
        f'<figure><img alt="" src="{picture_addresses.of_photo(picture)}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )
