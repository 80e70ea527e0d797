"""Pictures as addresses with their bytes in them, for the browser components."""

import base64
import hashlib
from collections.abc import Callable, Hashable

import numpy as np
import streamlit as st

from core.host import ByteCache
from core.photos import encode_jpeg, encode_png
from ui.session.state import Kept

KEPT_BYTES = 8 * 2**20  # of photos in a session: about 2000 thumbnails

_KEPT = Kept[ByteCache]("picture_addresses", lambda: ByteCache(KEPT_BYTES))


def of_photo(picture: np.ndarray) -> str:
    """Return a photo as an address: JPEG."""
    content = hashlib.sha256(picture.tobytes()).digest()
    return kept(
        ("photo", picture.shape, content), lambda: _address("jpeg", encode_jpeg(picture, 85))
    )


def kept(key: Hashable, make: Callable[[], str]) -> str:
    """Return the address of a photo that `make` gives, made once as long as the session keeps it.

    The reader's photos are in no cache of all sessions: “Forget me” takes them along.
    """
    return _KEPT.get().get_or_make(key, make, len)


@st.cache_data(max_entries=1000, show_spinner=False)
def of_map(picture: np.ndarray) -> str:
    """Return a map as an address: PNG, without loss."""
    return _address("png", encode_png(picture))


def _address(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
