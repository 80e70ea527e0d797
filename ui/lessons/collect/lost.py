"""Photos of a collection that are gone from the disk, or damaged there: they leave it."""

import streamlit as st

from core.photos import store as photo_store
from ui.lessons.collect import state
from ui.session.reader import folder
from ui.words import Words


def let_go(words: Words) -> None:
    """Take photos out that cannot be read any more, and say, once, how many they were."""
    photos = {photo.hash for photo in state.collection().photos}
    lost = {photo for photo in photos if not photo_store.is_whole(photo, folder())}
    if lost:
        state.keep(lambda now: now.remove(lost))
        st.warning(words("lost", count=len(lost)), icon=":material/image_not_supported:")
