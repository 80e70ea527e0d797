"""Lesson: story. From the cat's visual cortex to CNNs; the experiment with the bar, redone."""

import numpy as np
import streamlit as st

from core.channels import to_gray
from core.lessons import cell_puzzle, gabor, simple_cells
from core.photos import shrink
from ui.frame import code, frame, quiz
from ui.frame import next_puzzle as puzzles
from ui.kit import captioned
from ui.kit.colors import picture_of
from ui.lessons.story.in_keras import simple_cells as keras_simple_cells
from ui.lessons.story.timeline.timeline import timeline
from ui.lessons.story.tuning.tuning import Place, tuning, tuning_scene
from ui.photos.picker import current_photo, pick_photo
from ui.session.setting import Setting, restore, share
from ui.words import Words

SLUG = "story"
START = Place()
WIDTHS = (3, 9, 16)
LENGTHS = (10, 20, 41)
PHOTO_SIDE, PHOTO_FILTER = 240, 9  # pixels
SETTINGS = (
    Setting("story_width", WIDTHS, 9),
    Setting("story_length", LENGTHS, 41),
    Setting("story_kind", tuple(simple_cells.PHASES)),
    Setting("story_angle", range(len(simple_cells.ANGLES)), START.angle),
    Setting("story_offset", range(len(simple_cells.OFFSETS)), START.offset),
    Setting("story_cell", range(len(simple_cells.PREFERRED)), START.cell),
    puzzles.number_setting(SLUG),
)


def current_place() -> Place:
    """Return where the bar was left, and the chosen cell."""
    return Place(*(st.session_state[f"story_{name}"] for name in ("angle", "offset", "cell")))


def remember(place: Place) -> None:
    """Keep where the bar came to rest."""
    for name in ("angle", "offset", "cell"):
        st.session_state[f"story_{name}"] = getattr(place, name)


def choose(words: Words) -> tuple[int, int, int]:
    """Draw the controls; return the bar's width and length and the cells' phase."""

    def option(name: str, values: tuple, label_of=str):
        key, label = f"story_{name}", words(name)
        return st.segmented_control(label, values, format_func=label_of, key=key, required=True)

    width = option("width", WIDTHS)
    length = option("length", LENGTHS)
    kind = option("kind", tuple(simple_cells.PHASES), lambda name: words(f"kind.{name}"))
    st.caption(words(f"use.{kind}"))
    return width, length, simple_cells.PHASES[kind]


def draw_photo(words: Words, photo: np.ndarray, angle: int, phase: int) -> None:
    """Draw a photo beside what the cell that prefers `angle` answers everywhere on it."""
    gray = to_gray(shrink(photo, PHOTO_SIDE))
    answers = simple_cells.answers_on(gray, angle, PHOTO_FILTER, phase)
    before, after = st.columns(2, gap="medium")
    captioned.exact(before, gray, words("photo.before"))
    captioned.exact(after, picture_of(answers), words("photo.after", angle=angle))


def check(words: Words) -> None:
    """Ask the puzzle at hand."""
    number = st.session_state[puzzles.number_setting(SLUG).key]
    puzzle = cell_puzzle(number)
    values = {"angle": puzzle.angle, "answer": puzzle.answer}
    question = words("puzzle", number=number + 1, angle=puzzle.angle)
    because = words.section("because", away=puzzle.away, **values)
    quiz.check_number(words, SLUG, question, puzzle.answer, because)
    puzzles.next_puzzle(words, SLUG)


@frame.part
def body(words: Words) -> None:
    """Draw all that depends on the settings."""
    st.markdown(words.section("experiment"))
    controls, picture = st.columns([1, 3], gap="large")
    with controls:
        width, length, phase = choose(words)
    place = current_place()
    with picture:
        tuning(tuning_scene(width, length, phase, place, words), "story_tuning", remember)
    share(SLUG, SETTINGS)
    st.markdown(words.section("cells"))

    st.header(words("lesson.numbers"), anchor=False)
    angle, offset = simple_cells.ANGLES[place.angle], simple_cells.OFFSETS[place.offset]
    found = simple_cells.sums(angle, offset, width, length, phase)[place.cell]
    answer = simple_cells.responses(width, length, phase)[place.angle, place.offset, place.cell]
    sums = {"sum": 100 * found, "answer": 100 * answer}
    where = {"cell": simple_cells.PREFERRED[place.cell], "angle": angle, "offset": offset}
    st.markdown(words.section("numbers", **sums, **where))

    st.header(words("photo.title"), anchor=False)
    st.markdown(words.section("photo"))
    draw_photo(words, current_photo(), simple_cells.PREFERRED[place.cell], phase)
    pick_photo(words)

    st.header(words("timeline"), anchor=False)
    st.markdown(words.section("facts"))
    timeline(words)
    st.markdown(words.section("boom"))

    check(words)
    keras = keras_simple_cells(angle, offset, width, length, phase)
    code.show(words, keras, gabor, simple_cells.bar, simple_cells.responses)


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    body(words)
