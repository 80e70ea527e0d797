"""What a reader sets in the lesson Grad-CAM: model, classes, layer, method, and how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from core import inference
from core.datasets import MAX_CLASSES
from core.grad_cam import METHODS
from core.host import assets
from core.networks import Prediction, imagenet
from core.networks.explaining import COLOUR_MAPS
from core.photos import decode, shrink
from ui.kit.ask import ask
from ui.kit.pictures import square
from ui.photos.picker import SIDE
from ui.runs import own_runs
from ui.runs.explanation import HeatmapStyle, choose_class, choose_layer, probable_first
from ui.session.setting import Setting
from ui.words import Words, plain

BUNDLED = "imagenet"
OUTLINES = (0, 25, 50, 75)  # percent of the largest value; 0 for none
COMPANIONS = ("dog", "chelsea")  # samples; the first that is not the photo itself
PAIR_SIDE = 320  # pixels
SETTINGS = (
    Setting("grad_cam_method", tuple(METHODS)),
    Setting("grad_cam_opacity", range(0, 101, 5), 50),
    Setting("grad_cam_colours", tuple(COLOUR_MAPS)),
    Setting("grad_cam_outline", OUTLINES),
    Setting("grad_cam_pair", (False, True)),
)


@dataclass(frozen=True)
class Question:
    """What is asked of a photo: the arguments of `core.inference.explain` beside it."""

    class_index: int
    layer: str
    model_key: str
    method: str


def choose_model(words: Words) -> str:
    """Draw the choice of a model where the reader has trained one; return its key."""
    own = own_runs.finished()
    if not own:
        return BUNDLED

    def label(key: str) -> str:
        return words("model.bundled") if key == BUNDLED else _describe(words, key)

    return st.selectbox(words("model"), [BUNDLED, *own], format_func=label, key="grad_cam_model")


def _describe(words: Words, key: str) -> str:
    names = ", ".join(own_runs.class_names(key, words.language))
    return words("model.own", names=names, run=own_runs.name(words, key))


def class_names(words: Words, model_key: str) -> Sequence[str]:
    """Return the classes of a model in the reader's language."""
    if model_key == BUNDLED:
        return imagenet.labels(words.language)
    return own_runs.class_names(model_key, words.language)


def halves(photo: np.ndarray) -> list[np.ndarray]:
    """Return the middles of a photo and of a sample of another animal, equally large."""
    others = (_sample(name) for name in COMPANIONS)
    other = next(other for other in others if not np.array_equal(other, photo))
    return [square(photo, PAIR_SIDE), square(other, PAIR_SIDE)]


@st.cache_data(show_spinner=False)
def _sample(name: str) -> np.ndarray:
    path = next(sample.path for sample in assets.samples() if sample.name == name)
    return shrink(decode(path.read_bytes()), SIDE)


def choose_questions(
    words: Words,
    answers: Sequence[Prediction],
    names: Sequence[str],
    model_key: str,
    start: Sequence[int],
) -> list[Question]:
    """Draw the choice of one or two classes, a layer and a method.

    Parameters
    ----------
    start
        One or two classes to start from.

    Returns
    -------
    One question, or two to see beside each other: another class, or the same one put to another
    model.
    """
    key = f"grad_cam_{model_key[:8]}"
    ranked = sorted(answers, key=lambda answer: answer.index not in start[:1])
    first = choose_class(words("explain.class"), ranked, names, key=f"{key}_class")
    other = _choose_other_model(words, model_key, key)
    second = _choose_second(words, answers, names, start, key) if other is None else None
    layer = choose_layer(words, model_key, key=f"{key}_layer")
    method = st.selectbox(
        words("method"),
        METHODS,
        format_func=lambda method: words(f"method.{method}"),
        key="grad_cam_method",
    )
    st.caption(words(f"about.{method}"))
    question = Question(first, layer, model_key, method)
    if other is not None:
        return [question, replace(question, model_key=other, layer=_same_layer(layer, other))]
    if second is None or second == first:
        return [question]
    return [question, replace(question, class_index=second)]


def _choose_other_model(words: Words, model_key: str, key: str) -> str | None:
    """Draw the choice of a second run with the same classes, where the reader has one."""
    if model_key == BUNDLED:
        return None
    others = own_runs.with_classes_of(model_key)
    if not others:
        return None
    return st.selectbox(
        words("other"),
        [None, *others],
        format_func=lambda run: words("other.none") if run is None else own_runs.name(words, run),
        key=f"{key}_other",
    )


def _same_layer(layer: str, model_key: str) -> str:
    """Return the layer in another model, or the last one where it has none of this name."""
    layers = ask(inference.explainable_layers, model_key=model_key)
    return layer if layer in layers else layers[-1]


def _choose_second(words, answers, names, start, key):
    options = [None, *probable_first(answers, len(names))]
    return st.selectbox(
        words("second"),
        options,
        index=options.index(start[1]) if len(start) > 1 else 0,
        format_func=lambda index: words("second.none") if index is None else names[index],
        key=f"{key}_second_{'_'.join(map(str, start))}",
    )


def choose_look(words: Words) -> HeatmapStyle:
    """Draw what is set once: opacity, colours, outline."""
    with st.popover(words("look"), icon=":material/palette:"):
        opacity = st.slider(
            words("explain.opacity"), 0, 100, step=5, format="%d%%", key="grad_cam_opacity"
        )
        colour_map = st.segmented_control(
            words("colours"), COLOUR_MAPS, key="grad_cam_colours", required=True
        )
        st.caption(words("colours.why"))
        outline = st.segmented_control(
            words("outline"),
            OUTLINES,
            format_func=lambda percent: f"{percent}%" if percent else words("outline.none"),
            key="grad_cam_outline",
            required=True,
        )
    return HeatmapStyle(opacity / 100, colour_map, outline / 100)


def heatmap(photo: np.ndarray, question: Question) -> np.ndarray:
    """Return the map that answers a question."""
    return ask(inference.explain, image=photo, **vars(question))


def say_model(words: Words, photo: np.ndarray, question: Question) -> None:
    """Write which of the reader's models answers, and how probable it holds the class."""
    answers = ask(inference.classify, image=photo, model_key=question.model_key, top=MAX_CLASSES)
    found = next(answer for answer in answers if answer.index == question.class_index)
    model = own_runs.name(words, question.model_key)
    st.markdown(words("answer.of", model=plain(model), probability=found.probability))
