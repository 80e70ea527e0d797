"""One component a page, redrawn several times a second: ?component=photo_wall."""

import numpy as np
import streamlit as st

from ui.lessons.convolution.spot.spot import spot

GRAY = np.full((60, 60, 3), 128, np.uint8)


def spot_on_a_photo(tick: int) -> None:
    spot("Look here", GRAY, 10, "spot", count)
    st.text(f"row, column: {st.session_state.get('spot_place')}")


def count() -> None:
    """Count what the browser asks for."""
    st.session_state["asked"] = st.session_state.get("asked", 0) + 1


COMPONENTS = {"spot": spot_on_a_photo}


@st.fragment(run_every=0.5)
def draw() -> None:
    tick = st.session_state["tick"] = st.session_state.get("tick", 0) + 1
    COMPONENTS[st.query_params["component"]](tick)
    st.text(f"tick: {tick}, asked: {st.session_state.get('asked', 0)}")


draw()
