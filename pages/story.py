"""Lesson: story. From the cat's visual cortex to CNNs; the experiment with the bar, redone."""

import streamlit as st

from core.lessons import gabor, simple_cells
from ui.frame import code, frame, quiz
from ui.lessons.story import SLUG, cell_puzzles, in_keras
from ui.lessons.story.controls import SETTINGS, choose, remember
from ui.lessons.story.one_cell import draw_photo, draw_sum
from ui.lessons.story.timeline.timeline import timeline
from ui.lessons.story.tuning.tuning import tuning, tuning_scene
from ui.photos.picker import current_photo, pick_photo
from ui.session.setting import restore, share
from ui.words import Words


@frame.part
def body(words: Words) -> None:
    """Draw all that depends on the settings."""
    st.markdown(words.section("experiment"))
    controls, picture = st.columns([1, 3], gap="large")
    with controls:
        bar = choose(words)
    with picture:
        scene = tuning_scene(bar.width, bar.length, bar.phase, bar.place, words)
        tuning(scene, "story_tuning", remember)
    share(SLUG, SETTINGS)
    st.markdown(words.section("cells"))

    st.header(words("lesson.numbers"), anchor=False)
    draw_sum(words, bar)

    st.header(words("photo.title"), anchor=False)
    st.markdown(words.section("photo"))
    draw_photo(words, current_photo(), bar)
    pick_photo(words)

    st.header(words("timeline"), anchor=False)
    st.markdown(words.section("facts"))
    timeline(words)
    st.markdown(words.section("boom"))

    cell_puzzles.ask(words)
    keras = in_keras.simple_cells(bar.angle, bar.offset, bar.width, bar.length, bar.phase)
    code.show(words, keras, gabor, simple_cells.bar, simple_cells.responses)


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    body(words)
