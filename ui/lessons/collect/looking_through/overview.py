"""Looking through what has been collected: numbers, what is suggested, and all photos."""

import streamlit as st

from core.photos import stored_look
from ui.lessons.collect import state
from ui.lessons.collect.getting import crawls
from ui.lessons.collect.looking_through import doubts, set_table, suggested, wall
from ui.session.reader import folder
from ui.words import Words


def look_through(words: Words) -> None:
    """Draw it; while photos still arrive, without suggestions."""
    collection, live = state.collection(), crawls.live()
    st.header(words("look"), anchor=False)
    looks = {photo.hash: stored_look(photo.hash, folder()) for photo in collection.photos}
    verdicts = {}
    if live:
        st.caption(words("look.later"))
    else:
        numbers, checking = st.columns([1.35, 1], gap="large")
        with numbers:
            set_table.show(words)
        with checking:
            set_table.say_balance(words)
            verdicts = doubts.check(words, state.dataset())
        suggested.show(words, looks, verdicts)
    wall.show(words, looks, verdicts, live=live)
