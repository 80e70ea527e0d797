"""What the reader takes home of a finished run: model files, labels, a card, a notebook."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.datasets import export
from core.host import assets
from core.training import Run
from core.training.stored import shared_exports, take_home
from ui.frame import frame
from ui.runs import own_runs
from ui.runs.model_card import card
from ui.runs.notebook import notebook
from ui.session.reader import reader
from ui.session.state import Maybe
from ui.words import Words

_WANTED = Maybe[tuple[str, str]]("take_home_wanted")  # run and kind of the file asked for last


@st.fragment  # a file is saved without the rest of the page
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
    """Draw a file that has to be made: looked at once a second while the reader waits for it."""
    text, action = st.columns([2.6, 1], vertical_alignment="center")
    text.markdown(words(f"take_home.{kind}", size=run.config.image_size))
    waiting = shared_exports().waits(run.key, kind, reader())

    @st.fragment(run_every=1 if waiting else None)
    def state() -> None:
        if shared_exports().waits(run.key, kind, reader()) != waiting:
            st.rerun()
        if waiting:
            _draw_making(words, run.key, kind)
        else:
            _draw_made(words, run.key, kind, f"{name}.{kind}")

    with action:
        state()


def _draw_making(words: Words, key: str, kind: str) -> None:
    """Say how far a file is; the reader can withdraw."""
    job = shared_exports().attach(key, kind)
    if job is not None and job.ahead:
        st.caption(words("take_home.queued", ahead=job.ahead))
    else:
        written = shared_exports().has_begun(key, kind)
        st.progress(0.5 if written else 0.0, text=words("take_home.making"))
    st.button(
        words("take_home.cancel"),
        key=f"cancel_{kind}",
        icon=":material/stop:",
        on_click=shared_exports().leave,
        args=(key, kind, reader()),
        width="stretch",
    )


def _draw_made(words: Words, key: str, kind: str, file: str) -> None:
    """Draw the file asked for last, which bounds the memory, or the button that asks for it."""
    wanted = _WANTED.get() == (key, kind)
    path = take_home.find(key, kind) if wanted else None
    if path is not None:
        data = path.read_bytes()
        label = words("take_home.save", megabytes=len(data) / 1e6)
        _save(st.container(), label, data, file, kind)
        return
    st.button(
        words("take_home.make"),
        key=f"make_{kind}",
        icon=":material/build:",
        on_click=frame.attempt,
        args=(words, _ask, key, kind),
        width="stretch",
    )
    failure = shared_exports().failure(key, kind) if wanted else None
    if failure is not None:
        frame.say(words, failure.error)


def _ask(key: str, kind: str) -> None:
    _WANTED.set((key, kind))
    shared_exports().ask(key, kind, reader())


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
