"""Lesson: Grad-CAM. Where a model looks when it holds a class likely."""

import streamlit as st

from core import imagenet
from ui import frame, keras_code, pictures, quiz
from ui.colors import picture_of
from ui.explanation import bars, explain
from ui.photos import pick_photo

with frame.lesson("grad_cam") as words:
    quiz.predict(words, "grad_cam")
    photo = pick_photo(words)
    names = imagenet.labels(words.language)
    answers, heatmap = explain(words, photo, "imagenet", names, key="grad_cam")

    st.header(words("lesson.numbers"), anchor=False)
    raw, numbers = st.columns([1, 2], gap="large")
    raw.image(pictures.in_proportion(picture_of(heatmap), photo, 320), output_format="PNG")
    raw.caption(words("raw", height=heatmap.shape[0], width=heatmap.shape[1]))
    with numbers:
        bars(answers, names)
        st.markdown(words.section("numbers"))

    quiz.check(words, "grad_cam")
    st.header(words("lesson.keras"), anchor=False)
    st.markdown(words.section("keras"))
    st.code(keras_code.grad_cam(answers[0].index), language="python")
