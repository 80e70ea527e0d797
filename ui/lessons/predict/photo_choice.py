"""All photos with a model's answers, of which one is chosen."""

from collections.abc import Sequence

import streamlit as st

from ui.components.gallery.gallery import Tile, gallery
from ui.kit import picture_addresses
from ui.kit.pictures import square
from ui.lessons.predict import verdicts
from ui.photos.picker import PickedPhoto
from ui.words import Words

THUMBNAIL = 160  # pixels


def choose_photo(
    words: Words, photos: Sequence[PickedPhoto], model: str, names: Sequence[str]
) -> PickedPhoto:
    """Draw the photos and return the chosen one."""
    with st.spinner(words("working")):
        said = [verdicts.short(words, photo.image, model, names) for photo in photos]
    tiles = [
        Tile(photo.key, picture_addresses.of_photo(square(photo.image, THUMBNAIL)), answer, sure)
        for photo, (answer, sure) in zip(photos, said, strict=True)
    ]
    chosen = gallery(words("photos"), tiles, key="predicted", tile_width=110, photos=True)
    return next(photo for photo in photos if photo.key == chosen)
