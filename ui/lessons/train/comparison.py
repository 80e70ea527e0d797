"""Several of the reader's finished runs beside each other: curves, settings, accuracies."""

import streamlit as st

from core.training import Evaluation, Result, Run, TrainingConfig, config
from core.training.judging import Score
from ui.lessons.train.figures import compared
from ui.runs import own_runs
from ui.session import choices
from ui.session.state import Kept
from ui.words import Words

MOST = 8  # runs that can still be told apart

_CHOSEN = Kept[list[str]]("compared_runs", list)
_SEEN = Kept[list[str]]("compared_seen", list)  # runs that were offered before


def show(words: Words) -> None:
    """Draw the comparison, as soon as there are two runs to compare."""
    keys = own_runs.finished()
    if len(keys) < 2:
        return
    st.header(words("compare"), anchor=False)
    names = {key: own_runs.name(words, key) for key in keys}
    _choose_new(keys)
    chosen = choices.several(
        words,
        words("compare.runs"),
        keys,
        format_func=names.__getitem__,
        key=_CHOSEN.key,
        max_selections=MOST,
    )
    if not chosen:
        return
    st.markdown(f"**{words('compare.title')}**")
    runs = [Run.read(key) for key in chosen]
    figure = compared({names[run.key]: run.epochs() for run in runs}, words("curve.epoch"))
    said = ", ".join(names[key] for key in chosen)
    st.plotly_chart(figure, config={"displayModeBar": False}, key="compared", alt=said)
    st.dataframe(table(words, runs), hide_index=True, width="stretch")
    _offer_to_show(words, chosen, names)
    if len({run.dataset for run in runs}) > 1:
        st.warning(words("compare.other_photos"))


def table(words: Words, runs: list[Run]) -> list[dict[str, str]]:
    """Return a row a run: its name, what came of it, and the settings in which they differ."""
    settings = [_settings(words, run.config) for run in runs]
    named = list(dict.fromkeys(name for row in settings for name in row))
    differing = [name for name in named if len({row.get(name) for row in settings}) > 1]
    return [
        {words("compare.run"): own_runs.name(words, run.key)}
        | _figures(words, run.result)
        | {words(name): row.get(name, "–") for name in differing}
        for run, row in zip(runs, settings, strict=True)
    ]


def _offer_to_show(words: Words, keys: list[str], names: dict[str, str]) -> None:
    """Draw the way to one run's own result."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = choices.one(
            st.selectbox,
            words,
            words("compare.one"),
            keys,
            format_func=names.__getitem__,
            key="compared_one",
        )
        st.button(
            words("compare.show"),
            key="compared_show",
            icon=":material/arrow_upward:",
            on_click=own_runs.remember,
            args=(key,),
        )


def _figures(words: Words, result: Result) -> dict[str, str]:
    figures = {
        words(f"compare.{part}"): _accuracy(evaluation) if evaluation else "–"
        for part, evaluation in (("test", result.test), ("validation", result.validation))
    }
    return figures | {words("result.seconds"): f"{result.seconds:.1f} s"}


def _accuracy(evaluation: Evaluation) -> str:
    score = Score.of(evaluation)
    low, high = score.interval
    return f"{score.accuracy:.0%} ({low:.0%}–{high:.0%})"


def _settings(words: Words, chosen: TrainingConfig) -> dict[str, str]:
    settings = chosen.relevant()
    if "augmentation" in settings:
        settings["augmentation"] = _augmentation(words, chosen)
    return {name: _said(words, name, value) for name, value in settings.items()}


def _said(words: Words, name: str, value: str | float | bool) -> str:
    if isinstance(value, bool):
        return words("compare.yes" if value else "compare.no")
    if isinstance(value, str):
        return words.labels.get(f"{name}.{value}", value)
    return f"{value:g}"


def _augmentation(words: Words, chosen: TrainingConfig) -> str:
    for name, augmentation in config.AUGMENTATIONS.items():
        if chosen.augmentation.rotation_range == augmentation.rotation_range:
            return words(f"augmentation.{name}")
    return "–"


def _choose_new(keys: list[str]) -> None:
    """Add the runs that have finished since; what the reader has removed stays so."""
    new = [key for key in keys if key not in _SEEN.get()]
    _CHOSEN.set((new + _CHOSEN.get())[:MOST])
    _SEEN.set(keys)
