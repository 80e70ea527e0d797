"""What a reader sets about a whole stack of layers: where it starts, its input, the photo."""

from dataclasses import replace

import streamlit as st

from core.architecture import PRESETS
from ui.lessons.structure import state as stack_state
from ui.photos.picker import pick_photo
from ui.words import Words

OWN = "own"  # a stack that is none of the presets
SIDES = (28, 32, 64, 96, 128, 224)
CHANNELS = (1, 3)


def stack_controls(words: Words) -> str:
    """Draw the choice of preset, input and photo, and undo; return the preset that is shown."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        preset = _pick_preset(words)
        _pick_input(words)
        with st.popover(words("photo.change"), icon=":material/image:"):
            pick_photo(words)
        st.button(
            words("undo"),
            icon=":material/undo:",
            key="structure_undo",
            disabled=not stack_state.can_undo(),
            on_click=stack_state.undo,
        )
    return preset


def _pick_preset(words: Words) -> str:
    stack = stack_state.current()
    preset = next((name for name, known in PRESETS.items() if known == stack), OWN)
    st.session_state["structure_preset"] = preset

    def load() -> None:
        stack_state.load(PRESETS[st.session_state["structure_preset"]])

    st.selectbox(
        words("preset"),
        [*PRESETS, OWN] if preset == OWN else list(PRESETS),
        format_func=lambda name: words(f"preset.{name}"),
        key="structure_preset",
        on_change=load,
        width=220,
    )
    return preset


def _pick_input(words: Words) -> None:
    height, width, channels = stack_state.current().input_shape
    st.session_state["structure_size"] = (height, width)
    st.session_state["structure_channels"] = channels

    def resize() -> None:
        size, channels = st.session_state["structure_size"], st.session_state["structure_channels"]
        stack_state.change(replace(stack_state.current(), input_shape=(*size, channels)))

    st.selectbox(
        words("input.size"),
        sorted({*((side, side) for side in SIDES), (height, width)}),
        format_func=lambda size: f"{size[0]}×{size[1]}",
        key="structure_size",
        on_change=resize,
        width=130,
    )
    st.selectbox(
        words("input.channels"),
        sorted({*CHANNELS, channels}),
        format_func=lambda count: words(f"channels.{count}") if count in CHANNELS else str(count),
        key="structure_channels",
        on_change=resize,
        width=130,
    )
