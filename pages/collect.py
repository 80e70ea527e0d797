"""Lesson: collect photos. Three animals from the web, from files, or with the program."""

import streamlit as st

from core.datasets import Dataset, from_folder
from ui.frame import code, frame, quiz
from ui.lessons.collect import arriving as collected
from ui.lessons.collect import in_keras as keras_collect
from ui.lessons.collect import looking_through as cleaning
from ui.lessons.collect import sharing, to_training
from ui.lessons.collect import state as collecting
from ui.lessons.collect import ways as collect_ways
from ui.photos import credits
from ui.words import Words

SLUG = "collect"


def choose_way(words: Words) -> str:
    """Draw the ways in which photos come; return the chosen one."""
    return st.segmented_control(
        words("way"),
        collect_ways.WAYS,
        format_func=lambda way: words(f"way.{way}"),
        default=collect_ways.WAYS[0],
        key="collect_way",
        required=True,
        persist_state="session",
    )


def draw_way(words: Words, way: str) -> None:
    """Draw the controls of a way."""
    if way in ("crawl", "upload"):
        typed = collect_ways.name_classes(words, with_words=way == "crawl")
        take = collect_ways.from_web if way == "crawl" else collect_ways.from_files
        take(words, typed)
    elif way == "camera":
        collect_ways.from_camera(words, collect_ways.name_classes(words, with_words=False))
    elif way == "zip":
        collect_ways.upload_zip(words)
    else:
        st.markdown(words.section("bundled"))
        to_training.offer_bundled(words, "collect_bundled")


def go_on(words: Words) -> None:
    """Draw where the photos come from, and what may be done with them."""
    if collecting.collection().ready and st.button(
        words("train"), type="primary", icon=":material/arrow_forward:"
    ):
        collecting.offer()
        to_training.train_with("zip")
    credits.show_credits(words, collecting.collection().photos)
    sharing.show(words)


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    way = choose_way(words)
    controls, picture = st.columns([1, 1.35], gap="large")
    with controls:
        draw_way(words, way)
        st.caption(words("private"))
    with picture:
        collected.follow(words)
        collect_ways.say_refused(words)
    if collecting.collection().photos or collecting.live():
        cleaning.look_through(words)
    if collecting.collection().photos:
        go_on(words)

    quiz.check(words, SLUG)
    code.show(words, keras_collect.reading(), Dataset, from_folder, note=words.section("keras"))
