"""Pictures as addresses with their bytes in them, for the browser components."""

import base64

import numpy as np
import streamlit as st

from core.photos import encode_jpeg, encode_png


@st.cache_data(max_entries=1000, show_spinner=False)
def of_photo(picture: np.ndarray) -> str:
    """Return a photo as an address: JPEG."""
    return _address("jpeg", encode_jpeg(picture, 85))


@st.cache_data(max_entries=1000, show_spinner=False)
def of_map(picture: np.ndarray) -> str:
    """Return a map as an address: PNG, without loss."""
    return _address("png", encode_png(picture))


def _address(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
