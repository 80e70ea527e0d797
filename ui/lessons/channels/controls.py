"""What a reader sets in the lesson on channels: an image, and the filters of a layer."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
import streamlit as st

from core.lessons import examples
from ui.components.matrix.edits import Edits
from ui.components.matrix.matrix import Edit
from ui.lessons.channels import SLUG
from ui.session import choices
from ui.session.setting import Setting
from ui.words import Words

PHOTO = "photo"  # the one image that is no preset
MOST = 4  # filters at once
NAMES = tuple(examples.COLOR_KERNELS)
CHOICES = [list(names) for n in range(1, MOST + 1) for names in permutations(NAMES, n)]

IMAGE = Setting("channels_image", (*examples.COLOR_IMAGES, PHOTO))
FILTERS = Setting("channels_filters", CHOICES, ["red_green_edge", "edge_x"])
SHOWN = Setting("channels_shown", NAMES, "red_green_edge")
BIAS = Setting("channels_bias", range(-5, 6), 0)
SETTINGS = (IMAGE, FILTERS, SHOWN, BIAS)
EDITS = Edits(SLUG)


@dataclass(frozen=True)
class ColorFilters:
    """A layer: names of its filters, of which one is `shown`, their kernels (kH, kW, 3), a bias."""

    names: Sequence[str]
    kernels: Sequence[np.ndarray]
    shown: str
    bias: float

    @property
    def weights(self) -> np.ndarray:
        """All kernels in one array (kH, kW, 3, F)."""
        return np.stack(self.kernels, axis=-1)

    @property
    def shown_kernel(self) -> np.ndarray:
        """The kernel that is drawn in numbers."""
        return self.kernels[self.names.index(self.shown)]


def choose(words: Words) -> ColorFilters:
    """Draw the controls; return the layer, with what was typed in its kernels."""
    choices.one(
        st.selectbox,
        words,
        words("image"),
        IMAGE.values,
        format_func=lambda name: words(f"image.{name}"),
        key=IMAGE.key,
    )
    names = _choose_filters(words)
    if SHOWN.get() not in names:
        SHOWN.set(names[0])
    choices.one(
        st.selectbox,
        words,
        words("shown"),
        names,
        format_func=lambda name: words(f"filter.{name}"),
        key=SHOWN.key,
    )
    st.caption(words(f"use.{SHOWN.get()}"))
    bias = st.slider(words("bias"), -5, 5, key=BIAS.key)
    if EDITS:
        st.button(
            words("reset"), icon=":material/undo:", on_click=EDITS.clear, key="channels_reset"
        )
    kernels = [EDITS.applied_to("kernel", name, examples.COLOR_KERNELS[name]) for name in names]
    return ColorFilters(names, kernels, SHOWN.get(), float(bias))


def remember(edit: Edit) -> None:
    """Keep a typed number."""
    EDITS.remember((IMAGE if edit.target == "input" else SHOWN).get(), edit)


def _choose_filters(words: Words) -> list[str]:
    """Draw the choice of filters; none counts as the first."""
    chosen = choices.several(
        words,
        words("filters", most=MOST),
        NAMES,
        format_func=lambda name: words(f"filter.{name}"),
        max_selections=MOST,
        wrap=True,
        key=FILTERS.key,
    )
    return chosen or [NAMES[0]]
