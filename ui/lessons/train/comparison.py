"""Several of the reader's finished runs beside each other: curves, settings, accuracies."""

import streamlit as st

from core.training import config as training_config
from core.training.judging import Score
from ui.lessons.train.figures import compared
from ui.runs import own_runs as runs
from ui.words import Words

MOST = 8  # runs that can still be told apart
NOT_SETTINGS = ("class_names", "dataset", "frozen")


def show(words: Words) -> None:
    """Draw the comparison, as soon as there are two runs to compare."""
    keys = runs.finished()
    if len(keys) < 2:
        return
    st.header(words("compare"), anchor=False)
    names = {key: runs.name(words, key) for key in keys}
    _choose_new(keys)
    chosen = st.multiselect(
        words("compare.runs"),
        keys,
        format_func=names.__getitem__,
        key="compared_runs",
        max_selections=MOST,
    )
    if not chosen:
        return
    st.markdown(f"**{words('compare.title')}**")
    figure = compared({names[key]: runs.epochs(key) for key in chosen}, words("curve.epoch"))
    said = ", ".join(names[key] for key in chosen)
    st.plotly_chart(figure, config={"displayModeBar": False}, key="compared", alt=said)
    st.dataframe(table(words, chosen), hide_index=True, width="stretch")
    _offer_to_show(words, chosen, names)
    if len({runs.config(key)["dataset"] for key in chosen}) > 1:
        st.warning(words("compare.other_photos"))


def table(words: Words, keys: list[str]) -> list[dict[str, str]]:
    """Return a row a run: its name, what came of it, and the settings in which they differ."""
    settings = {key: _settings(words, key) for key in keys}
    named = list(dict.fromkeys(name for row in settings.values() for name in row))
    differing = [name for name in named if len({row.get(name) for row in settings.values()}) > 1]
    return [
        {words("compare.run"): runs.name(words, key)}
        | _figures(words, key)
        | {words(name): row.get(name, "–") for name in differing}
        for key, row in settings.items()
    ]


def _offer_to_show(words: Words, keys: list[str], names: dict[str, str]) -> None:
    """Draw the way to one run's own result."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = st.selectbox(
            words("compare.one"), keys, format_func=names.__getitem__, key="compared_one"
        )
        st.button(
            words("compare.show"),
            key="compared_show",
            icon=":material/arrow_upward:",
            on_click=runs.remember,
            args=(key,),
        )


def _figures(words: Words, key: str) -> dict[str, str]:
    judged = runs.parts(key)
    figures = {
        words(f"compare.{part}"): _accuracy(runs.score(key, part)) if part in judged else "–"
        for part in ("test", "validation")
    }
    return figures | {words("result.seconds"): f"{runs.result(key)['seconds']:.1f} s"}


def _accuracy(score: Score) -> str:
    low, high = score.interval
    return f"{score.accuracy:.0%} ({low:.0%}–{high:.0%})"


def _settings(words: Words, key: str) -> dict[str, str]:
    config = {name: value for name, value in runs.config(key).items() if name not in NOT_SETTINGS}
    if "augmentation" in config:
        config["augmentation"] = _augmentation(words, config["augmentation"])
    return {name: _said(words, name, value) for name, value in config.items()}


def _said(words: Words, name: str, value: str | float | bool) -> str:
    if isinstance(value, bool):
        return words("compare.yes" if value else "compare.no")
    if isinstance(value, str):
        return words.labels.get(f"{name}.{value}", value)
    return f"{value:g}"


def _augmentation(words: Words, stored: dict) -> str:
    for name, augmentation in training_config.AUGMENTATIONS.items():
        if stored["rotation_range"] == augmentation.rotation_range:
            return words(f"augmentation.{name}")
    return "–"


def _choose_new(keys: list[str]) -> None:
    """Add the runs that have finished since; what the reader has removed stays so."""
    seen = st.session_state.setdefault("compared_seen", [])
    new = [key for key in keys if key not in seen]
    before = [key for key in _kept_choice() if key in keys]
    st.session_state["compared_runs"] = (new + before)[:MOST]
    st.session_state["compared_seen"] = keys


def _kept_choice() -> list[str]:
    """Return the choice, which Streamlit forgets when the page is left."""
    chosen = st.session_state.get("compared_runs", st.session_state.get("compared_kept", []))
    st.session_state["compared_kept"] = chosen
    return chosen
