"""Lesson: Grad-CAM. Where a model looks when it holds a class likely, and how far to trust it."""

import streamlit as st

from core import inference
from core.networks.explaining import METHODS
from core.networks.explaining import heatmap as to_heatmap
from ui.frame import code, frame, quiz
from ui.kit.ask import ask
from ui.lessons.grad_cam import SLUG
from ui.lessons.grad_cam.channel_shares import draw_channels
from ui.lessons.grad_cam.class_maps import draw_maps, draw_numbers, heatmap
from ui.lessons.grad_cam.controls import BUNDLED, SETTINGS, choose_look, choose_model, class_names
from ui.lessons.grad_cam.in_keras import activation_map
from ui.lessons.grad_cam.photo_or_pair import pick
from ui.lessons.grad_cam.questions import choose_questions
from ui.lessons.grad_cam.trust_checks import trust_checks
from ui.session.setting import restore, share
from ui.words import plain

with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, SETTINGS)
    model_key = choose_model(words)
    names = class_names(words, model_key)
    with st.spinner(words("working")):
        photo, start = pick(words, model_key)
        answers = ask(inference.classify, image=photo, model_key=model_key)

    controls, picture = st.columns([1, 1.9], gap="large")
    with controls:
        questions = choose_questions(words, answers, names, model_key, start)
        look = choose_look(words)
    share(SLUG, SETTINGS)
    with picture:
        draw_maps(words, photo, questions, names, look)

    question = questions[0]
    st.header(words("lesson.numbers"), anchor=False)
    draw_numbers(words, photo, question, answers, names)
    draw_channels(words, photo, question)

    st.header(words("trust"), anchor=False)
    st.markdown(words.section("trust", name=plain(names[question.class_index])))
    trust_checks(words, photo, question, heatmap(photo, question), look)

    quiz.check(words, SLUG)
    keras = activation_map(question.class_index if model_key == BUNDLED else None, question.method)
    ran = (METHODS[question.method], to_heatmap)
    code.show(words, keras, *ran, note=words.section("keras"))
