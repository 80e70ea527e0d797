"""Pictures of stored photos as addresses with their bytes: no photo is reachable by a URL."""

from pathlib import Path

import streamlit as st

from core import images, photo_store
from ui.gallery import picture_address
from ui.pictures import square

SIDE, LARGE = 80, 240  # pixels


@st.cache_data(max_entries=3000, show_spinner=False)
def thumbnail(photo: str, store: Path) -> str:
    """Return the middle of a photo as a square."""
    return picture_address(square(photo_store.get(photo, store), SIDE), photo=True)


@st.cache_data(max_entries=500, show_spinner=False)
def whole(photo: str, store: Path) -> str:
    """Return all of a photo."""
    return picture_address(images.shrink(photo_store.get(photo, store), LARGE), photo=True)
