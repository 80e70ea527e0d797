"""Controls of the overfitting lesson: the experiment, and the one drawn behind it."""

import numpy as np
import streamlit as st

from core.lessons.digits import Experiment, small_training
from ui.kit import captioned
from ui.lessons.overfitting.dropout_rate import RATE
from ui.session import choices
from ui.session.setting import Setting
from ui.session.state import Kept
from ui.words import Words

RUNS = 4  # earlier experiments to choose from
SHOWN = 10  # digits, one of each class

PHOTOS = Setting("overfitting_photos", small_training.PHOTOS, 50)
DROPOUT = Setting("overfitting_dropout", range(0, 90, 10), 0)
AUGMENTED = Setting("overfitting_augmented", (False, True))
STOPPING = Setting("overfitting_stopping", (False, True))
PATIENCE = Setting("overfitting_patience", range(1, 11), 5)
SEED = Setting("overfitting_seed", range(100), 0)
SETTINGS = (PHOTOS, DROPOUT, AUGMENTED, STOPPING, PATIENCE, SEED, RATE)

_HISTORY = Kept[list[Experiment]]("overfitting_history", list)  # the last one first


def choose(words: Words) -> Experiment:
    """Draw the controls and return the experiment."""
    photos = choices.one(
        st.select_slider, words, words("photos"), small_training.PHOTOS, key=PHOTOS.key
    )
    rate = st.slider(
        words("dropout"), 0, 80, step=10, format="%d%%", key=DROPOUT.key,
        help=words("dropout.help"),
    )  # fmt: skip
    augmented = st.toggle(words("augmented"), key=AUGMENTED.key)
    stopping = st.toggle(words("stopping"), key=STOPPING.key)
    patience = st.slider(
        words("patience"), 1, 10, key=PATIENCE.key, disabled=not stopping,
        help=words("patience.help"),
    )  # fmt: skip
    st.button(
        words("again"), icon=":material/casino:", on_click=_next_seed, help=words("again.help")
    )
    return Experiment(photos, rate / 100, augmented, patience if stopping else None, SEED.get())


def choose_before(words: Words, experiment: Experiment) -> Experiment | None:
    """Draw the choice of what to compare with; return it, or None."""
    plain = experiment.without_remedies()
    earlier = [each for each in _remember(experiment) if each not in (experiment, plain)]
    offered = [None, *([plain] if plain != experiment else []), *earlier]
    if len(offered) == 1:
        st.caption(words("compare.none"))
        return None
    return choices.one(
        st.selectbox,
        words,
        words("compare"),
        offered,
        start=offered[1],
        format_func=lambda each: words("compare.off") if each is None else described(words, each),
        key="overfitting_before",
    )


def described(words: Words, experiment: Experiment) -> str:
    """Return the settings of an experiment in a line."""
    parts = [words("run.photos", count=experiment.photos)]
    if experiment.dropout:
        parts.append(words("run.dropout", rate=experiment.dropout))
    if experiment.augmented:
        parts.append(words("run.augmented"))
    if experiment.patience is not None:
        parts.append(words("run.stopping", patience=experiment.patience))
    if len(parts) == 1:
        parts.append(words("run.plain"))
    if experiment.seed:
        parts.append(words("run.seed", number=experiment.seed + 1))
    return " · ".join(parts)


def draw_digits(words: Words, experiment: Experiment) -> None:
    """Draw one training digit of each class as the first epoch sees it."""
    digits = small_training.training_digits(experiment.photos).images[:SHOWN]
    if experiment.augmented:
        digits = small_training.augment(digits, np.random.default_rng(experiment.seed))
    spaced = np.pad(digits, ((0, 0), (2, 2), (2, 2)))
    strip = np.kron(np.hstack(list(spaced)), np.ones((2, 2), np.uint8))
    said = words("digits.augmented" if experiment.augmented else "digits")
    captioned.exact(st.container(gap="xsmall"), strip, said)


def _remember(experiment: Experiment) -> list[Experiment]:
    """Put the experiment before the earlier ones and return all that are kept."""
    others = [each for each in _HISTORY.get() if each != experiment]
    _HISTORY.set([experiment, *others][: RUNS + 1])
    return _HISTORY.get()


def _next_seed() -> None:
    SEED.set((SEED.get() + 1) % len(SEED.values))
