"""Lesson: data augmentation. One photo, twelve random transforms, and what they do to a label."""

import numpy as np
import streamlit as st

from core.augmentation import Augmentation, apply, draw
from core.host import assets
from core.lessons import digits
from core.photos import Transform, decode, filled_share, is_upside_down, resize, sampling_matrix
from ui.components.gallery.gallery import Tile, gallery
from ui.frame import code, frame, quiz
from ui.keras_code.random_layers import augment as keras_augment
from ui.kit import captioned, pictures
from ui.kit import picture_addresses as addresses
from ui.kit.strip import strip
from ui.lessons.augment import controls as augment_controls
from ui.lessons.augment import draws as augmented
from ui.photos.picker import pick_photo
from ui.session.setting import restore, share
from ui.words import Words

SLUG = "augment"
DRAWS = 12
SIDE = 192  # of a draw, pixels
LABELLED = 5  # draws of the digit and of the horse
HORSE = "animals/hoofed/48e689e8b3ede2c6.jpg"
HORSE_COLUMNS = slice(15, 195)  # where the horse stands in its 320 pixels
SIX = 8  # of the bundled 6s: one that is a clear 9 upside down
LABELLED_SIDE = 180
PICTURE_WIDTH = 104  # so that three stand side by side on a phone


@st.cache_data(show_spinner=False)
def labelled_pictures() -> dict[str, np.ndarray]:
    """Return a picture a label whose meaning a transform may change."""
    six = resize(digits.held_out().of_class(6)[SIX], LABELLED_SIDE, LABELLED_SIDE)
    horse = decode(assets.path(HORSE).read_bytes())
    return {"six": six, "horse": horse[:, HORSE_COLUMNS]}


def show_draws(
    words: Words, photo: np.ndarray, augmentation: Augmentation, seed: int
) -> tuple[int, Transform]:
    """Draw the grid of draws and return the chosen one with its number."""
    transforms = augmented.draws(augmentation, photo.shape, DRAWS, seed)
    tiles = [
        Tile(
            str(number),
            addresses.of_photo(apply(photo, transform)),
            f"#{number + 1}",
            augmented.describe(words, transform, augmentation, photo.shape),
        )
        for number, transform in enumerate(transforms)
    ]
    chosen = gallery(words("draw"), tiles, key="augment_draw", tile_width=130, photos=True)
    made_up = np.mean([filled_share(transform, photo.shape) for transform in transforms])
    st.caption(words("made_up", share=made_up))
    return int(chosen), transforms[int(chosen)]


def show_labels(words: Words, augmentation: Augmentation, seed: int) -> None:
    """Draw the digit and the horse with the settings of the lesson, and what their labels say."""
    for name, picture in labelled_pictures().items():
        transforms = augmented.draws(augmentation, picture.shape, LABELLED, seed)
        upside_down = sum(map(is_upside_down, transforms))
        st.markdown(words(f"label.{name}", count=LABELLED, upside_down=upside_down))
        drawn = [apply(picture, transform) for transform in transforms]
        strip([(shown, words(f"caption.{name}")) for shown in (picture, *drawn)], PICTURE_WIDTH)


def show_numbers(words: Words, photo: np.ndarray, number: int, transform: Transform) -> None:
    """Draw how the chosen draw came about: step by step, and as one matrix."""
    st.markdown(words.section("steps", number=number + 1))
    strip(augmented.stages(words, photo, transform), PICTURE_WIDTH)
    st.markdown(words.section("matrix"))
    matrix = sampling_matrix(transform, photo.shape)
    st.latex(augmented.formula(matrix))
    x, y = matrix[:, 2]
    inside = 0 <= x <= SIDE - 1 and 0 <= y <= SIDE - 1
    st.markdown(words("inside" if inside else "outside", x=x, y=y))


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, augment_controls.SETTINGS)
    photo = pictures.square(pick_photo(words), SIDE)
    controls, picture = st.columns([1, 2.6], gap="large")
    with controls:
        augmentation = augment_controls.choose(words)

    with picture:
        with st.container(horizontal=True, gap="medium"):
            captioned.photo(st.container(width=150, gap="xsmall"), photo, words("original"))
            with st.container():
                augment_controls.draw_presets(words)
                seed = augment_controls.draw_seed(words)
        number, transform = show_draws(words, photo, augmentation, seed)
        st.markdown(words.section("how"))
    share(SLUG, augment_controls.SETTINGS)

    st.header(words("labels"), anchor=False)
    st.markdown(words.section("labels"))
    show_labels(words, augmentation, seed)
    st.markdown(words.section("hurts"))

    st.header(words("lesson.numbers"), anchor=False)
    show_numbers(words, photo, number, transform)

    quiz.check(words, SLUG)

    code.show(words, keras_augment(augmentation), draw, apply, note=words.section("keras"))
    st.markdown(words.section("differences"))
