"""The ways in which photos come: from the web, files, a camera, a zip, or with the program."""

import streamlit as st

from ui.lessons.collect import to_training
from ui.lessons.collect.getting import from_files, from_web
from ui.lessons.collect.getting.typed_names import name_classes
from ui.session import choices
from ui.words import Words

WAYS = ("crawl", "upload", "camera", "zip", "bundled")


def choose_way(words: Words) -> str:
    """Draw the ways; return the chosen one."""
    return choices.one(
        st.segmented_control,
        words,
        words("way"),
        WAYS,
        format_func=lambda way: words(f"way.{way}"),
        key="collect_way",
    )


def draw_way(words: Words, way: str) -> None:
    """Draw the controls of a way."""
    if way == "crawl":
        from_web.from_web(words, name_classes(words, with_words=True))
    elif way == "upload":
        from_files.from_files(words, name_classes(words, with_words=False))
    elif way == "camera":
        from_files.from_camera(words, name_classes(words, with_words=False))
    elif way == "zip":
        from_files.upload_zip(words)
    else:
        st.markdown(words.section("bundled"))
        to_training.offer_bundled(words, "collect_bundled")
