"""What a reader sets about a whole stack of layers: where it starts, its input, the photo."""

from dataclasses import replace

import streamlit as st

from core.architecture import PRESETS
from ui.lessons.structure import state
from ui.lessons.structure.beside_mlp import HIDDEN
from ui.lessons.structure.parameter_puzzles import NUMBER
from ui.photos.picker import pick_photo
from ui.session import choices
from ui.session.state import Maybe
from ui.words import Words

OWN = "own"  # a stack that is none of the presets
SIDES = (28, 32, 64, 96, 128, 224)
CHANNELS = (1, 3)
SETTINGS = (HIDDEN, NUMBER)

_PRESET = Maybe[str]("structure_preset")  # the widgets show what the stack is
_SIZE = Maybe[tuple[int, int]]("structure_size")
_CHANNELS = Maybe[int]("structure_channels")


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
            disabled=not state.can_undo(),
            on_click=state.undo,
        )
    return preset


def _pick_preset(words: Words) -> str:
    stack = state.current()
    preset = next((name for name, known in PRESETS.items() if known == stack), OWN)
    _PRESET.set(preset)

    def load() -> None:
        state.load(PRESETS[_PRESET.get() or preset])

    choices.one(
        st.selectbox,
        words,
        words("preset"),
        [*PRESETS, OWN] if preset == OWN else list(PRESETS),
        format_func=lambda name: words(f"preset.{name}"),
        key=_PRESET.key,
        on_change=load,
        width=220,
    )
    return preset


def _pick_input(words: Words) -> None:
    height, width, channels = state.current().input_shape
    _SIZE.set((height, width))
    _CHANNELS.set(channels)

    def resize() -> None:
        shape = (*(_SIZE.get() or (height, width)), _CHANNELS.get() or channels)
        state.change(replace(state.current(), input_shape=shape))

    choices.one(
        st.selectbox,
        words,
        words("input.size"),
        sorted({*((side, side) for side in SIDES), (height, width)}),
        format_func=lambda size: f"{size[0]}×{size[1]}",
        key=_SIZE.key,
        on_change=resize,
        width=130,
    )
    choices.one(
        st.selectbox,
        words,
        words("input.channels"),
        sorted({*CHANNELS, channels}),
        format_func=lambda count: words(f"channels.{count}") if count in CHANNELS else str(count),
        key=_CHANNELS.key,
        on_change=resize,
        width=130,
    )
