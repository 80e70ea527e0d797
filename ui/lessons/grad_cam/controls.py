"""What a reader sets once in the lesson Grad-CAM: the model, the method, and how a map looks."""

from collections.abc import Sequence

import streamlit as st

from core.grad_cam import METHODS
from core.networks import imagenet
from core.networks.explaining import COLOUR_MAPS
from ui.runs import own_runs
from ui.runs.explanation import HeatmapStyle
from ui.session import choices
from ui.session.setting import Setting
from ui.words import Words

BUNDLED = "imagenet"

METHOD = Setting("grad_cam_method", tuple(METHODS))
OPACITY = Setting("grad_cam_opacity", range(0, 101, 5), 50)
COLOURS = Setting("grad_cam_colours", tuple(COLOUR_MAPS))
OUTLINE = Setting("grad_cam_outline", (0, 25, 50, 75))  # % of the largest value; 0 for none
PAIR = Setting("grad_cam_pair", (False, True))
SETTINGS = (METHOD, OPACITY, COLOURS, OUTLINE, PAIR)


def choose_model(words: Words) -> str:
    """Draw the choice of a model where the reader has trained one; return its key."""
    own = own_runs.finished()
    if not own:
        return BUNDLED

    def label(key: str) -> str:
        return words("model.bundled") if key == BUNDLED else _describe(words, key)

    return choices.one(
        st.selectbox,
        words,
        words("model"),
        [BUNDLED, *own],
        format_func=label,
        key="grad_cam_model",
    )


def class_names(words: Words, model_key: str) -> Sequence[str]:
    """Return the classes of a model in the reader's language."""
    if model_key == BUNDLED:
        return imagenet.labels(words.language)
    return own_runs.class_names(model_key, words.language)


def choose_look(words: Words) -> HeatmapStyle:
    """Draw what is set once: opacity, colours, outline."""
    with st.popover(words("look"), icon=":material/palette:"):
        st.slider(words("explain.opacity"), 0, 100, step=5, format="%d%%", key=OPACITY.key)
        choices.one(st.segmented_control, words, words("colours"), COLOURS.values, key=COLOURS.key)
        st.caption(words("colours.why"))
        choices.one(
            st.segmented_control,
            words,
            words("outline"),
            OUTLINE.values,
            format_func=lambda percent: f"{percent}%" if percent else words("outline.none"),
            key=OUTLINE.key,
        )
    return HeatmapStyle(OPACITY.get() / 100, COLOURS.get(), OUTLINE.get() / 100)


def choose_method(words: Words) -> str:
    """Draw the choice of a method and a sentence about it; return its name."""
    choices.one(
        st.selectbox,
        words,
        words("method"),
        METHOD.values,
        format_func=lambda method: words(f"method.{method}"),
        key=METHOD.key,
    )
    st.caption(words(f"about.{METHOD.get()}"))
    return METHOD.get()


def _describe(words: Words, key: str) -> str:
    names = ", ".join(own_runs.class_names(key, words.language))
    return words("model.own", names=names, run=own_runs.name(words, key))
