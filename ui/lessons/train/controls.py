"""The controls of a training: the method, and the settings that mean something to it."""

from collections.abc import Callable

import streamlit as st

from core.training import TrainingConfig, config
from ui.session import choices
from ui.session.setting import Setting, restore, share
from ui.words import Words

METHOD = Setting("training_method", config.METHODS)
SEED = range(100)
RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
CHOICES = {  # setting: what can be chosen
    "trainable_convolutions": tuple(range(1, 14)),
    "warm_up_epochs": (0, 5, 10, 20, 30),
    "epochs": (5, 10, 20, 30, 40, 50, 100),
    "fine_tuning_rate": (1e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 1e-2),
    "learning_rate": RATES,
    "draws": tuple(range(9)),
    "augmentation": tuple(config.AUGMENTATIONS),
    "patience": (0, 2, 3, 5, 10, 20),
    "image_size": config.SIZES,
    "pooling": config.CHOICES["pooling"],
    "head_units": (16, 32, 64, 128, 256, 512),
    "dropout": tuple(step / 10 for step in range(10)),
    "optimizer": config.CHOICES["optimizer"],
    "batch_size": (4, 8, 16, 32, 64),
    "class_weights": (False, True),
    "seed": SEED,
}
IN_LISTS = {"pooling", "optimizer"}  # the others are numbers, on sliders


def choose_method(words: Words, slug: str) -> str:
    """Draw the methods and one sentence about the chosen one; return it."""
    restore(slug, [METHOD])
    choices.one(
        st.segmented_control,
        words,
        words("method"),
        config.METHODS,
        format_func=lambda name: words(f"method.{name}"),
        key=METHOD.key,
        on_change=_start_from_recommended,
    )
    method = METHOD.get()
    st.markdown(words(f"method.{method}.meaning"))
    return method


def choose_settings(words: Words, slug: str, method: str) -> TrainingConfig:
    """Draw the settings of a method and return them."""
    settings = _settings(method)
    restore(slug, list(settings.values()))
    _DRAWN[method](words, settings)
    shown = [name for name in CHOICES if method in config.OF_METHOD.get(name, config.METHODS)]
    share(slug, [METHOD, *(settings[name] for name in shown)])
    chosen = {name: setting.get() for name, setting in settings.items()}
    chosen["augmentation"] = config.AUGMENTATIONS[chosen["augmentation"]]
    return TrainingConfig(method, **chosen)


def _draw_feature_extraction(words: Words, settings: dict[str, Setting]) -> None:
    _draw_course(words, settings)
    _draw_more(words, "pooling", "optimizer", "learning_rate", "batch_size", "head_units")


def _draw_fine_tuning(words: Words, settings: dict[str, Setting]) -> None:
    _select(words, "trainable_convolutions")
    _select(words, "warm_up_epochs")
    if settings["warm_up_epochs"].get() == 0:
        st.caption(words("warm_up.skipped"))
    _select(words, "fine_tuning_rate")
    _draw_course(words, settings)
    _draw_more(words, "pooling", "optimizer", "learning_rate", "batch_size", "head_units")


def _draw_scratch(words: Words, settings: dict[str, Setting]) -> None:
    _draw_course(words, settings)
    _draw_more(words, "optimizer", "learning_rate", "batch_size")


_DRAWN: dict[str, Callable[[Words, dict[str, Setting]], None]] = {
    "feature_extraction": _draw_feature_extraction,
    "fine_tuning": _draw_fine_tuning,
    "scratch": _draw_scratch,
}


def _draw_course(words: Words, settings: dict[str, Setting]) -> None:
    """Draw how long is trained, and on which photos."""
    _select(words, "epochs")
    _select(words, "image_size")
    _select(words, "draws")
    if settings["draws"].get():
        _choose_augmentation(words)
    _select(words, "patience")


def _draw_more(words: Words, *names: str) -> None:
    """Draw what can stay as it is, folded: some settings, and those of every method."""
    with st.expander(words("more_settings")):
        for name in (*names, "dropout"):
            draw = _choose if name in IN_LISTS else _select
            draw(words, name)
        st.toggle(words("class_weights"), key="class_weights", help=words("help.class_weights"))
        st.number_input(words("seed"), SEED[0], SEED[-1], key="seed", help=words("help.seed"))


def _settings(method: str) -> dict[str, Setting]:
    """Return a setting a choice, which starts from what is recommended for the method."""
    start = config.RECOMMENDED[method]
    firsts = {name: getattr(start, name) for name in CHOICES} | {"augmentation": None}
    return {name: Setting(name, values, firsts[name]) for name, values in CHOICES.items()}


def _start_from_recommended() -> None:
    """Set what depends on the method: called before a rerun with another one."""
    settings = _settings(METHOD.get())
    for name in ("epochs", "image_size"):
        settings[name].set(settings[name].start)


def _choose_augmentation(words: Words) -> None:
    choices.one(
        st.segmented_control,
        words,
        words("augmentation"),
        CHOICES["augmentation"],
        format_func=lambda name: words(f"augmentation.{name}"),
        key="augmentation",
    )


def _select(words: Words, name: str) -> None:
    choices.one(
        st.select_slider,
        words,
        words(name),
        CHOICES[name],
        format_func=lambda value: _said(words, name, value),
        key=name,
        help=words(f"help.{name}"),
    )


def _choose(words: Words, name: str) -> None:
    choices.one(
        st.selectbox,
        words,
        words(name),
        CHOICES[name],
        format_func=lambda value: words(f"{name}.{value}"),
        key=name,
        help=words(f"help.{name}"),
    )


def _said(words: Words, name: str, value: float) -> str:
    if name in ("draws", "patience", "warm_up_epochs") and value == 0:
        return words("off")
    return f"{value:g}"
