"""Lesson: transfer learning. A new head on VGG16's frozen features, trained on a few photos."""

import streamlit as st

from core import head, jobs, vgg16
from core.dataset import Dataset
from core.training import TrainingConfig, run_key, work
from core.training_config import SIZES
from ui import code, frame, keras_code, quiz, run_result, runs
from ui.data_choice import choose_dataset
from ui.settings import Setting, restore, share
from ui.words import Words

SLUG = "train"
START = TrainingConfig()
SETTINGS = (
    Setting("epochs", (5, 10, 20, 30, 50, 100), START.epochs),
    Setting("head_units", (16, 32, 64, 128, 256, 512), START.head_units),
    Setting("dropout", tuple(step / 10 for step in range(10)), START.dropout),
    Setting("learning_rate", (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1), START.learning_rate),
    Setting("image_size", SIZES, START.image_size),
    Setting("seed", range(100), START.seed),
)


def choose_settings(words: Words) -> TrainingConfig:
    """Draw the settings and return them."""
    restore(SLUG, SETTINGS)
    for setting in SETTINGS[:-1]:
        label, meaning = words(setting.key), words(f"help.{setting.key}")
        st.select_slider(label, setting.values, key=setting.key, help=meaning)
    st.number_input(words("seed"), 0, 99, key="seed", help=words("help.seed"))
    share(SLUG, SETTINGS)
    return TrainingConfig(**{setting.key: st.session_state[setting.key] for setting in SETTINGS})


def start(config: TrainingConfig, dataset: Dataset) -> None:
    """Ask for the run of these settings: a new one, or the one that somebody asked for before."""
    key = run_key(config, dataset)
    before = jobs.attach(key)
    if before is None or not (before.live or before.state == "finished"):
        st.session_state["started_runs"] = st.session_state.get("started_runs", set()) | {key}
    jobs.submit(key, work(config, dataset))
    runs.remember(key)


with frame.lesson(SLUG) as words:
    quiz.predict(words, SLUG)
    st.header(words("data"), anchor=False)
    dataset = choose_dataset(words)

    st.header(words("training"), anchor=False)
    controls, picture = st.columns([1, 2.2], gap="large")
    with controls:
        config = choose_settings(words)
    with picture:
        key = None
        if dataset is None:
            st.info(words("data.none"))
        else:
            key = run_key(config, dataset)
            trained = head.parameter_count(config, len(dataset.class_names))
            frozen = vgg16.parameter_count()
            st.markdown(words.section("plan", frozen=frozen, trained=trained))
            st.button(
                words("start"),
                type="primary",
                icon=":material/play_arrow:",
                on_click=start,
                args=(config, dataset),
            )
        shown = runs.to_show(key)
        if shown is None:
            st.caption(words("nothing_yet"))
        else:
            if shown != key:
                st.info(words("other_settings", run=runs.describe(words, shown)))
            own = shown in st.session_state.get("started_runs", ())
            runs.follow(words, shown, own=own)

    if shown and jobs.attach(shown).state == "finished":
        st.header(words("result"), anchor=False)
        run_result.show(words, shown, dataset)
        st.page_link("pages/predict.py", label=words("go_predict"), icon=":material/arrow_forward:")

    quiz.check(words, SLUG)
    code.show(words, keras_code.training(config), head.build, head.fit, note=words.section("keras"))
