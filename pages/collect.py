"""Lesson: collect photos. Three animals from the web, from files, or with the program."""

import streamlit as st

from core.datasets import Dataset, from_folder
from ui.frame import code, frame, quiz
from ui.lessons.collect import SLUG, in_keras, lost, sharing, state, to_training
from ui.lessons.collect.getting import arriving, crawls
from ui.lessons.collect.getting.from_files import say_refused
from ui.lessons.collect.getting.ways import choose_way, draw_way
from ui.lessons.collect.looking_through.overview import look_through
from ui.photos import credits

with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    lost.let_go(words)
    way = choose_way(words)
    controls, picture = st.columns([1, 1.35], gap="large")
    with controls:
        draw_way(words, way)
        st.caption(words("private"))
    with picture:
        arriving.follow(words)
        say_refused(words)
    if state.collection().photos or crawls.live():
        look_through(words)
    if state.collection().photos:
        to_training.go_on(words)
        credits.show_credits(words, state.collection().photos)
        sharing.show(words)

    quiz.check(words, SLUG)
    code.show(words, in_keras.reading(), Dataset, from_folder, note=words.section("keras"))
