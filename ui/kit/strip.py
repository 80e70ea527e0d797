"""Small pictures side by side with their captions, as many a row as there is room for."""

from collections.abc import Iterable
from html import escape

import numpy as np
import streamlit as st

from ui.kit import picture_addresses as addresses

_STYLE = """
<style>
.strip { display: flex; flex-wrap: wrap; gap: 0.75rem; }
.strip figure { margin: 0; width: var(--picture); }
.strip img { display: block; width: 100%; border-radius: 0.4rem; }
.strip figcaption { margin-top: 0.25rem; font-size: 0.8rem; line-height: 1.25; opacity: 0.75; }
</style>"""


def strip(pictures: Iterable[tuple[np.ndarray, str]], width: int) -> None:
    """Draw uint8 pictures `width` CSS pixels wide; those of twice that width stay sharp."""
    figures = "".join(_figure(picture, caption) for picture, caption in pictures)
    st.html(f'{_STYLE}<div class="strip" style="--picture: {width}px">{figures}</div>')


def _figure(picture: np.ndarray, caption: str) -> str:
    return (
        f'<figure><img alt="" src="{addresses.of_photo(picture)}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )
