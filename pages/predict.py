"""Lesson: predict. Photos in, a model's answers out, where it looked, and whether to believe it."""

import streamlit as st

from ui.frame import frame, quiz
from ui.lessons.predict import SLUG
from ui.lessons.predict.model_choice import choose_model, choose_others, class_names
from ui.lessons.predict.one_model import draw_answers, draw_verdict, show_code
from ui.lessons.predict.photo_choice import choose_photo
from ui.lessons.predict.side_by_side import side_by_side
from ui.lessons.predict.vgg16_download import require_vgg16
from ui.photos.picker import pick_photos
from ui.runs import own_runs

with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    model = choose_model(words)
    if model == "vgg16":
        require_vgg16(words)
    others = choose_others(words, model)
    names = class_names(words, model)
    if not own_runs.finished():
        st.caption(words("no_runs"))

    photos = pick_photos(words)
    if photos:
        photo = choose_photo(words, photos, model, names)
        st.header(words("why"), anchor=False)
        if others:
            side_by_side(words, photo.image, [model, *others])
            st.markdown(words.section("side_by_side"))
        else:
            draw_answers(words, photo.image, model, names)
        draw_verdict(words, photo.image, model, names)
    else:
        st.info(words("no_photos"), icon=":material/add_photo_alternate:")

    quiz.check(words, SLUG)
    show_code(words, model, names)
