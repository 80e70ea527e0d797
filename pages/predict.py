"""Lesson: predict. Photos in, a model's answers out, where it looked, and whether to believe it."""

import streamlit as st

from core import inference
from core.networks import Classifier
from core.training.judging import Familiarity, Judge, soften
from ui.components.gallery.gallery import Tile, gallery
from ui.frame import code, frame, quiz
from ui.keras_code import conv2d as keras_code
from ui.kit import picture_addresses as addresses
from ui.kit.ask import ask
from ui.kit.pictures import square
from ui.lessons.predict import in_keras as keras_predict
from ui.lessons.predict import verdicts
from ui.lessons.predict.model_choice import choose_model, choose_others, class_names, require_vgg16
from ui.lessons.predict.side_by_side import side_by_side
from ui.photos.picker import PickedPhoto, pick_photos
from ui.runs import downloads, own_runs
from ui.runs.explanation import bars, explain
from ui.words import Words

SLUG = "predict"
THUMBNAIL = 160


def choose_photo(
    words: Words, photos: list[PickedPhoto], model: str, names: list[str]
) -> PickedPhoto:
    """Draw all photos with the model's answers; return the chosen one."""
    with st.spinner(words("working")):
        said = [verdicts.short(words, photo.image, model, names) for photo in photos]
    tiles = [
        Tile(photo.key, addresses.of_photo(square(photo.image, THUMBNAIL)), answer, sure)
        for photo, (answer, sure) in zip(photos, said, strict=True)
    ]
    chosen = gallery(words("photos"), tiles, key="predicted", tile_width=110, photos=True)
    return next(photo for photo in photos if photo.key == chosen)


def explain_one(words: Words, photo: PickedPhoto, model: str, names: list[str]) -> None:
    """Draw where one model looked, and its answers."""
    answers, _ = explain(words, photo.image, model, names, key=f"predict_{model[:8]}")
    st.header(words("lesson.numbers"), anchor=False)
    numbers, meaning = st.columns(2, gap="large")
    with numbers:
        bars(answers, names)
    meaning.markdown(words.section("numbers"))


def explain_verdict(words: Words, photo: PickedPhoto, model: str, names: list[str]) -> None:
    """Draw whether the photo is any of the classes, and by which limits."""
    st.header(words("none"), anchor=False)
    judge = verdicts.judge(model)
    if judge is None:
        st.markdown(words.section("none_bundled"))
        return
    found = judge.verdict(*ask(inference.describe, image=photo.image, model_key=model))
    measured, meaning = st.columns(2, gap="large")
    with measured:
        verdicts.say(words, found, names)
        verdicts.meters(words, found, judge)
    meaning.markdown(words.section("none"))


def show_code(words: Words, model: str, names: list[str]) -> None:
    """Draw code for a taken-home run, or for a model that comes with Keras."""
    judge = verdicts.judge(model)
    if judge is None:
        code.show(words, keras_code.predict(), Classifier.top, note=words.section("keras"))
        return
    file = f"{downloads.file_name(model)}.keras"
    keras = keras_predict.predict(file, names, judge.calibration.temperature)
    note = words.section("keras_own")
    code.show(words, keras, Judge.verdict, Familiarity.likeness, soften, note=note)


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
            explain_one(words, photo, model, names)
        explain_verdict(words, photo, model, names)
    else:
        st.info(words("no_photos"), icon=":material/add_photo_alternate:")

    quiz.check(words, SLUG)
    show_code(words, model, names)
