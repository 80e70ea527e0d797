"""Lesson: Grad-CAM. Where a model looks when it holds a class likely."""

import streamlit as st

from core import imagenet
from core.grad_cam import overlay
from ui import frame, keras_code, pictures, quiz
from ui.colors import picture_of
from ui.inference import ask
from ui.photos import pick_photo

with frame.lesson("grad_cam") as words:
    quiz.predict(words, "grad_cam")
    photo = pick_photo(words)
    controls, picture = st.columns([1, 1.8], gap="large")

    with controls:
        with st.spinner(words("working")):
            answers = ask("classify", image=photo)
            layers = ask("explainable_layers")
        names = imagenet.labels(words.language)
        best = [answer.index for answer in answers]
        others = [index for index in range(len(names)) if index not in best]
        target = st.selectbox(
            words("class"), best + others, format_func=names.__getitem__, key="explained_class"
        )
        layer = st.select_slider(words("layer"), layers, layers[-1], key="explained_layer")
        opacity = st.slider(words("opacity"), 0, 100, 50, 5, format="%d%%", key="heat_opacity")

    with picture:
        heatmap = ask("explain", image=photo, class_index=target, layer=layer)
        st.image(overlay(photo, heatmap, opacity / 100), width="stretch")
        st.caption(words("shown", name=names[target], layer=layer))
        if not heatmap.any():
            st.info(words("nothing"))

    st.header(words("lesson.numbers"), anchor=False)
    raw, numbers = st.columns([1, 2], gap="large")
    raw.image(pictures.in_proportion(picture_of(heatmap), photo, 320), output_format="PNG")
    raw.caption(words("raw", height=heatmap.shape[0], width=heatmap.shape[1]))
    with numbers:
        for answer in answers:
            label = f"{names[answer.index]} · {answer.probability:.1%}"
            st.progress(answer.probability, text=label)
        st.markdown(words.section("numbers"))

    quiz.check(words, "grad_cam")
    st.header(words("lesson.keras"), anchor=False)
    st.markdown(words.section("keras"))
    st.code(keras_code.grad_cam(target), language="python")
