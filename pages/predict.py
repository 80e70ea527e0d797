"""Lesson: predict. Photos in, a model's answers out, and where it looked."""

import streamlit as st

from core import imagenet, vgg16_imagenet
from core.classifier import Classifier
from ui import code, frame, keras_code, quiz, runs
from ui.explanation import bars, explain
from ui.gallery import Tile, gallery
from ui.inference import ask
from ui.photos import pick_photos
from ui.pictures import square
from ui.words import Words

SLUG = "predict"
THUMBNAIL = 160


def choose_model(words: Words) -> str:
    """Draw the choice of a model, the reader's own runs first; return its key."""
    named = {key: _run_name(words, key) for key in runs.finished()}
    named |= {key: words(f"model.{key}") for key in ("imagenet", "vgg16")}
    return st.selectbox(words("model"), named, format_func=lambda key: named[key], key="model")


def _run_name(words: Words, key: str) -> str:
    names = ", ".join(runs.class_names(key, words.language))
    return words("model.run", names=names, accuracy=runs.result(key)["validation"]["accuracy"])


def class_names(words: Words, model: str) -> list[str]:
    """Return the classes of a model in the reader's language."""
    if model in ("imagenet", "vgg16"):
        return imagenet.labels(words.language)
    return runs.class_names(model, words.language)


def require_vgg16(words: Words) -> None:
    """Offer the download of VGG16's own weights where they are not yet; end the page if so."""
    if vgg16_imagenet.weights_path().exists():
        return
    st.info(words("vgg16.absent"), icon=":material/download:")
    if st.button(words("vgg16.download")):
        with frame.refusals(words), st.spinner(words("vgg16.downloading")):
            vgg16_imagenet.download(vgg16_imagenet.weights_path())
        st.rerun()
    raise frame.RefusedError


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    model = choose_model(words)
    if model == "vgg16":
        require_vgg16(words)
    names = class_names(words, model)
    if not runs.finished():
        st.caption(words("no_runs"))

    photos = {photo.key: photo for photo in pick_photos(words)}
    if photos:
        with st.spinner(words("working")):
            best = {
                key: ask("classify", image=photo.image, model_key=model, top=1)[0]
                for key, photo in photos.items()
            }
        chosen = gallery(
            words("photos"),
            [
                Tile(
                    key,
                    square(photo.image, THUMBNAIL),
                    names[best[key].index],
                    f"{best[key].probability:.0%}",
                )
                for key, photo in photos.items()
            ],
            key="predicted",
            tile_width=110,
            photos=True,
        )
        st.header(words("why"), anchor=False)
        answers, _ = explain(words, photos[chosen].image, model, names, key=f"predict_{model[:8]}")
        st.header(words("lesson.numbers"), anchor=False)
        bars(answers, names)
        st.markdown(words.section("numbers"))
    else:
        st.info(words("no_photos"), icon=":material/add_photo_alternate:")

    quiz.check(words, SLUG)
    code.show(words, keras_code.predict(), Classifier.predict, note=words.section("keras"))
