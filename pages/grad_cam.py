"""Lesson: Grad-CAM. Where a model looks when it holds a class likely, and how far to trust it."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from core import inference
from core.grad_cam import ChannelShare
from core.networks import vgg16
from core.networks.explaining import METHODS, colour_bar
from core.networks.explaining import heatmap as to_heatmap
from ui.frame import code, frame, quiz
from ui.kit import pictures
from ui.kit.ask import ask
from ui.kit.colors import picture_of
from ui.lessons.feature_maps.channel_browser import open_channel
from ui.lessons.grad_cam import controls as grad_cam_controls
from ui.lessons.grad_cam.controls import BUNDLED, Question
from ui.lessons.grad_cam.in_keras import activation_map
from ui.lessons.grad_cam.trust_checks import trust_checks
from ui.photos.picker import pick_photo
from ui.runs.explanation import HeatmapStyle, bars, draw_map
from ui.session.setting import restore, share
from ui.words import Words, plain

SLUG = "grad_cam"
WIDE = 1.6  # times its height
MAP_SIDE = 320  # pixels
CHANNEL_SIDE = 150


def pick(words: Words, model_key: str) -> tuple[np.ndarray, list[int]]:
    """Draw the choice of the photo; return it and the classes to start from."""
    photo = pick_photo(words)
    if not st.toggle(words("pair"), key="grad_cam_pair"):
        return photo, [best_class(photo, model_key)]
    halves = grad_cam_controls.halves(photo)
    return np.hstack(halves), [best_class(half, model_key) for half in halves]


def best_class(photo: np.ndarray, model_key: str) -> int:
    """Return the class that the model holds most probable."""
    return ask(inference.classify, image=photo, model_key=model_key)[0].index


def draw_maps(
    words: Words,
    photo: np.ndarray,
    questions: Sequence[Question],
    names: Sequence[str],
    look: HeatmapStyle,
) -> None:
    """Draw the photo under the map of each class, wide photos below each other, and the scale."""
    wide = photo.shape[1] > WIDE * photo.shape[0]
    places = [st.container() for _ in questions] if wide else st.columns(len(questions))
    models = {question.model_key for question in questions}
    for place, question in zip(places, questions, strict=True):
        with place:
            if len(models) > 1:
                grad_cam_controls.say_model(words, photo, question)
            heatmap = grad_cam_controls.heatmap(photo, question)
            draw_map(words, photo, heatmap, look, names[question.class_index], question.layer)
    st.image(colour_bar(look.colour_map), width="stretch")
    st.caption(words("scale"))


def draw_channels(words: Words, photo: np.ndarray, question: Question) -> None:
    """Draw the channels that add most to the map's brightest cell."""
    shares = ask(inference.channel_shares, image=photo, **vars(question))
    st.markdown(words.section("channels"))
    top = max((float(np.abs(share.map).max()) for share in shares), default=1.0)
    of_vgg16 = question.layer in vgg16.CONVOLUTIONS
    with st.container(horizontal=True):
        for share in shares:
            with st.container(width=CHANNEL_SIDE, gap="xsmall"):
                picture = pictures.in_proportion(picture_of(share.map, top), photo, CHANNEL_SIDE)
                said = describe_share(words, share, question.method)
                st.image(picture, caption=said, width=CHANNEL_SIDE, output_format="PNG")
                if of_vgg16:
                    offer_channel(words, question.layer, share.index)
    st.caption(words("channels.total", total=sum(share.share for share in shares)))
    if of_vgg16:
        st.caption(words("channels.as_taught"))


def offer_channel(words: Words, layer: str, channel: int) -> None:
    """Draw the button that opens a channel of VGG16 in the lesson on feature maps."""
    if st.button(words("channels.open"), key=f"open_{channel}", icon=":material/search:"):
        open_channel(layer, channel)
        st.switch_page("pages/feature_maps.py")


def describe_share(words: Words, share: ChannelShare, method: str) -> str:
    """Return what a channel adds, as weight and activation where the method has such a weight."""
    if method == "eigen_cam":
        return words("channel", index=share.index, share=share.share)
    numbers = {"weight": share.weight, "activation": share.activation, "share": share.share}
    return words("channel.weighted", index=share.index, **numbers)


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    restore(SLUG, grad_cam_controls.SETTINGS)
    model_key = grad_cam_controls.choose_model(words)
    names = grad_cam_controls.class_names(words, model_key)
    with st.spinner(words("working")):
        photo, start = pick(words, model_key)
        answers = ask(inference.classify, image=photo, model_key=model_key)

    controls, picture = st.columns([1, 1.9], gap="large")
    with controls:
        questions = grad_cam_controls.choose_questions(words, answers, names, model_key, start)
        look = grad_cam_controls.choose_look(words)
    share(SLUG, grad_cam_controls.SETTINGS)
    with picture:
        draw_maps(words, photo, questions, names, look)
    question = questions[0]
    heatmap = grad_cam_controls.heatmap(photo, question)
    name = plain(names[question.class_index])

    st.header(words("lesson.numbers"), anchor=False)
    raw, numbers = st.columns([1, 2], gap="large")
    shown = pictures.in_proportion(picture_of(heatmap), photo, MAP_SIDE)
    raw.image(shown, output_format="PNG", width="stretch")
    raw.caption(words("raw", height=heatmap.shape[0], width=heatmap.shape[1], name=name))
    with numbers:
        bars(answers, names)
        st.markdown(words.section("numbers"))
        st.markdown(words.section(f"formula_{question.method}"))
    draw_channels(words, photo, question)

    st.header(words("trust"), anchor=False)
    st.markdown(words.section("trust", name=name))
    trust_checks(words, photo, question, heatmap, look)

    quiz.check(words, SLUG)
    keras_class = question.class_index if model_key == BUNDLED else None
    code.show(
        words,
        activation_map(keras_class, question.method),
        METHODS[question.method],
        to_heatmap,
        note=words.section("keras"),
    )
