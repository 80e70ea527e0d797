"""What the reader takes home of a finished run: model files, labels, a card, a notebook."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core import inference
from core.datasets import export
from core.errors import ConvScopeError
from core.host import assets
from core.training import Run
from ui.frame import frame
from ui.kit.ask import answer, begin
from ui.runs import own_runs
from ui.runs.model_card import card
from ui.runs.notebook import notebook
from ui.session.state import Maybe
from ui.words import Words

PATIENCE = 300.0  # seconds in the worker's line: every file is made once

_MADE = Maybe[tuple[str, str, Path]]("take_home_made")  # run, kind, file that can be saved


@st.fragment  # a file is made and saved without the rest of the page
def show(words: Words, key: str) -> None:
    """Draw the files of a run that has finished."""
    st.header(words("take_home"), anchor=False)
    st.markdown(words("take_home.lead"))
    name = file_name(key)
    run, names = Run.read(key), own_runs.class_names(key, words.language)
    for kind in ("keras", "tflite"):
        _draw_model(words, run, kind, name)
    _draw_file(words, "labels", "\n".join(names) + "\n", f"{name}-labels.txt")
    _draw_file(words, "card", card(words, run, names, name), f"{name}-card.md")
    _draw_file(words, "notebook", notebook(words, run.config, names), f"{name}.ipynb")
    if set(run.class_names) == set(assets.animal_names()):
        _draw_file(words, "photos", _bundled_photos(), "animals.zip")


def file_name(key: str) -> str:
    """Return what the files of a run are called, without the ending."""
    return f"convscope-{key[:6]}"


def _draw_model(words: Words, run: Run, kind: str, name: str) -> None:
    """Draw a file that has to be made: one at a time can be saved, which bounds the memory."""
    place = _row(words(f"take_home.{kind}", size=run.config.image_size)).empty()
    if _made(run.key, kind) is None and place.button(
        words("take_home.make"), key=f"make_{kind}", icon=":material/build:", width="stretch"
    ):
        _make(words, run.key, kind)
    path = _made(run.key, kind)
    if path is not None:
        data = path.read_bytes()
        label = words("take_home.save", megabytes=len(data) / 1e6)
        _save(place, label, data, f"{name}.{kind}", kind)


def _made(key: str, kind: str) -> Path | None:
    """Return the file if it is the one made last, and still there."""
    made = _MADE.get()
    return made[2] if made and made[:2] == (key, kind) and made[2].exists() else None


def _make(words: Words, key: str, kind: str) -> None:
    """Let the worker make a file, and remember it; say so where it cannot be."""
    try:
        with st.spinner(words("take_home.making")):
            path = answer(begin(inference.take_home, model_key=key, kind=kind), PATIENCE)
    except ConvScopeError as refusal:  # the page that would say it is not run again
        frame.say(words, refusal)
    else:
        _MADE.set((key, kind, path))


@st.cache_resource(show_spinner=False)
def _bundled_photos() -> bytes:
    return export.bundled_zip()


def _draw_file(words: Words, kind: str, data: str | bytes, file: str) -> None:
    action = _row(words(f"take_home.{kind}"))
    _save(action, words("take_home.save.small"), data, file, kind)


def _row(said: str) -> DeltaGenerator:
    """Say what a file is; return the place of its button."""
    text, action = st.columns([2.6, 1], vertical_alignment="center")
    text.markdown(said)
    return action


def _save(place: DeltaGenerator, label: str, data: str | bytes, file: str, kind: str) -> None:
    place.download_button(
        label,
        data,
        file,
        key=f"save_{kind}",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
