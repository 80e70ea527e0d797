"""Pictures whose label a transform may make wrong: a 6 upside down is a 9."""

import numpy as np
import streamlit as st

from core.augmentation import Augmentation, apply, draws
from core.host import assets
from core.lessons import digits
from core.photos import decode, is_upside_down, resize
from ui.kit.strip import strip
from ui.lessons.augment.grid_of_draws import PICTURE_WIDTH
from ui.words import Words

DRAWS = 5
HORSE = "animals/hoofed/48e689e8b3ede2c6.jpg"
HORSE_COLUMNS = slice(15, 195)  # where the horse stands in its 320 pixels
SIX = 8  # of the bundled 6s: one that is a clear 9 upside down
SIDE = 180


def draw_labels(words: Words, augmentation: Augmentation, seed: int) -> None:
    """Draw the digit and the horse with the settings of the lesson, and what their labels say."""
    for name, picture in _pictures().items():
        transforms = draws(augmentation, picture.shape, DRAWS, seed)
        upside_down = sum(map(is_upside_down, transforms))
        st.markdown(words(f"label.{name}", count=DRAWS, upside_down=upside_down))
        drawn = [apply(picture, transform) for transform in transforms]
        strip([(shown, words(f"caption.{name}")) for shown in (picture, *drawn)], PICTURE_WIDTH)


@st.cache_data(show_spinner=False)
def _pictures() -> dict[str, np.ndarray]:
    six = resize(digits.held_out().of_class(6)[SIX], SIDE, SIDE)
    horse = decode(assets.path(HORSE).read_bytes())
    return {"six": six, "horse": horse[:, HORSE_COLUMNS]}
